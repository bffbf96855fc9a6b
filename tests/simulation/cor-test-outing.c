/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-outing.h"

/* The road runs due west along a parallel. */
#define LAT 50.0
#define TOWN_LON 26.0
#define CROSSING_LON 24.0

static void
add_corridor (CorTestOuting *self, guint drive_min)
{
  CorCorridor *corridor = cor_corridor_new ();
  CorCorridorRoad *road = cor_corridor_road_new ();
  CorPosition line[] = { { LAT, TOWN_LON }, { LAT, 25.0 }, { LAT, CROSSING_LON } };

  corridor->cluster_id = self->cluster_id;
  corridor->crossing_id = self->crossing->record.id;
  corridor->mode = COR_MODE_COACH;
  corridor->travel_time_ms = drive_min * 60000;
  if (drive_min > 0)
    {
      corridor->distance_m = drive_min * 1000;
      road->distance_m = corridor->distance_m;
      road->travel_time_ms = corridor->travel_time_ms;
      g_ptr_array_add (corridor->roads, road);
      g_array_append_vals (corridor->points, line, G_N_ELEMENTS (line));
    }
  else
    cor_corridor_road_free (road);
  g_ptr_array_add (self->result->corridors, corridor);
}

CorTestOuting *
cor_test_outing_new (guint drive_min, guint capacity_people_per_h)
{
  CorTestOuting *self = g_new0 (CorTestOuting, 1);
  CorId plan_id = cor_id_from_key ("outing");
  CorId crossing_id = cor_id_from_key ("crossing");
  CorCrossingInterval *interval;

  self->cluster_id = cor_id_from_place_number (1);
  self->edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  self->settings = cor_plan_settings_new (&plan_id);
  self->settings->start_utc_s = COR_TEST_START_UTC_S;
  self->settings->horizon_h = 48;
  cor_edit_put (self->edit, self->settings);

  self->crossing = cor_crossing_new (&crossing_id);
  self->crossing->position = self->crossing->ua_position = (CorPosition){ LAT, CROSSING_LON };
  self->crossing->capacity_people_per_h = capacity_people_per_h;
  interval = cor_crossing_add_interval (self->crossing, &crossing_id);
  interval->state = COR_CROSSING_OPEN;
  interval->modes = COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT;
  cor_edit_put (self->edit, self->crossing);

  self->result = cor_result_new ();
  self->result->start_utc_s = COR_TEST_START_UTC_S;
  add_corridor (self, drive_min);

  return self;
}

void
cor_test_outing_free (CorTestOuting *self)
{
  cor_edit_free (self->edit);
  cor_result_unref (self->result);
  g_free (self);
}

/* Coaches with @n_people that leave and pass at seconds after the start. */
CorMovement *
cor_test_outing_add (CorTestOuting *self, gint64 depart_s, gint64 pass_s, guint n_people)
{
  const CorCorridor *corridor = self->result->corridors->pdata[0];
  CorMovement *movement = cor_movement_new ();
  g_autofree char *key = g_strdup_printf ("movement %u", self->result->movements->len);

  movement->id = cor_id_from_key (key);
  movement->cluster_id = self->cluster_id;
  movement->crossing_id = self->crossing->record.id;
  movement->mode = COR_MODE_COACH;
  movement->n_people = n_people;
  movement->depart_utc_s = self->result->start_utc_s + depart_s;
  movement->arrive_utc_s = movement->depart_utc_s + corridor->travel_time_ms / 1000;
  movement->pass_utc_s = self->result->start_utc_s + pass_s;
  g_ptr_array_add (self->result->movements, movement);

  return movement;
}

/* Closes the road half-way between town and crossing. */
CorClosure *
cor_test_outing_close_middle (CorTestOuting *self, gint64 from_s, gint64 until_s)
{
  CorId id = cor_id_from_key ("middle");
  CorPosition ring[] = {
    { 49.9, 24.9 }, { 49.9, 25.1 }, { 50.1, 25.1 }, { 50.1, 24.9 }, { 49.9, 24.9 },
  };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  closure = cor_closure_new (&id, geometry);
  closure->from_utc_s = self->result->start_utc_s + from_s;
  closure->until_utc_s = until_s < G_MAXINT64 ? self->result->start_utc_s + until_s : COR_TIME_NONE;
  cor_edit_put (self->edit, closure);

  return closure;
}

CorSnapshot *
cor_test_outing_finish (CorTestOuting *self)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();

  return cor_snapshot_apply (empty, self->edit, 1);
}
