/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheets.h"

/* A plan of one cluster that leaves through one crossing, somebody unserved and somebody unplaced;
 * the plan and routes as the planner would make them. */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  CorBasemap *basemap;
} SheetsFixture;

#define FIXTURE_REVISION 7
#define FIXTURE_PHONE "+380 44 123-45-67"
#define FIXTURE_START_UTC_S G_GINT64_CONSTANT (1645675200)
#define FIXTURE_PEOPLE_PER_MOVEMENT 40
#define FIXTURE_UNSERVED 5

static CorSettlement *
fixture_settlement (const char *english, const char *ukrainian, const char *hebrew)
{
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, NULL);

  cor_names_set (&settlement->names, COR_LANGUAGE_EN, english);
  cor_names_set (&settlement->names, COR_LANGUAGE_UK, ukrainian);
  cor_names_set (&settlement->names, COR_LANGUAGE_HE, hebrew);
  settlement->names.generated = 1u << COR_LANGUAGE_HE;
  settlement->position = (CorPosition){ 48.9226, 24.7111 };

  return settlement;
}

static CorCrossing *
fixture_crossing (void)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  cor_names_set (&crossing->names, COR_LANGUAGE_EN, "Krakivets");
  cor_names_set (&crossing->names, COR_LANGUAGE_UK, "Краківець");
  cor_names_set (&crossing->names, COR_LANGUAGE_HE, "קרקיבץ");
  g_strlcpy (crossing->country, "PL", sizeof crossing->country);
  g_free (crossing->zone);
  crossing->zone = g_strdup ("Europe/Kyiv");
  g_free (crossing->neighbour_zone);
  crossing->neighbour_zone = g_strdup ("Europe/Warsaw");
  crossing->position = crossing->ua_position = (CorPosition){ 49.956, 23.115 };
  crossing->capacity_people_per_h = 60;
  crossing->capacity_is_default = TRUE;
  interval->from_utc_s = interval->until_utc_s = COR_TIME_NONE;
  interval->state = COR_CROSSING_OPEN;
  interval->closes_min = 1440;
  interval->modes = COR_MODE_CAR | COR_MODE_COACH;

  return crossing;
}

static CorPost *
fixture_post (const char *name, const char *phone)
{
  CorPost *post = cor_record_new (COR_RECORD_POST, NULL);

  post->post = COR_POST_EMBASSY;
  cor_names_set (&post->names, COR_LANGUAGE_EN, name);
  g_strlcpy (post->country, "UA", sizeof post->country);
  post->position = (CorPosition){ 50.45, 30.52 };
  if (phone != NULL)
    {
      post->phone = g_strdup (phone);
      post->phone_source = g_strdup ("duty officer");
      post->phone_date = g_strdup ("2022-02-23");
    }

  return post;
}

static CorPerson *
fixture_unplaced (void)
{
  CorPerson *person = cor_person_new (NULL);
  CorParticulars *particulars = cor_person_edit_particulars (person);

  particulars->full_name = g_strdup ("Example Person");
  person->place_text = g_strdup ("on the road");

  return person;
}

static CorCorridor *
fixture_corridor (const CorId *cluster_id, const CorId *crossing_id)
{
  const CorPosition points[] = { { 48.9226, 24.7111 }, { 49.84, 24.03 }, { 49.956, 23.115 } };
  CorCorridor *corridor = cor_corridor_new ();
  CorCorridorRoad *road = cor_corridor_road_new ();
  const CorManeuver maneuvers[] = { { COR_TURN_KEEP_LEFT, 0, { 48.93, 24.7 }, 2400, 270 },
                                    { COR_TURN_ROUNDABOUT, 3, { 49.05, 24.6 }, 17600, 310 } };

  corridor->cluster_id = *cluster_id;
  corridor->crossing_id = *crossing_id;
  corridor->mode = COR_MODE_COACH;
  corridor->distance_m = 212400;
  corridor->travel_time_ms = 11000000;
  corridor->connector_m = 2400;
  corridor->connector_flagged = TRUE;
  g_array_append_vals (corridor->points, points, G_N_ELEMENTS (points));
  g_free (road->number);
  road->number = g_strdup ("M10");
  road->distance_m = 210000;
  road->travel_time_ms = 10900000;
  g_array_append_vals (road->maneuvers, maneuvers, G_N_ELEMENTS (maneuvers));
  g_ptr_array_add (corridor->roads, road);

  return corridor;
}

static void
fixture_add_movements (CorResult *result, const CorCorridor *corridor, guint n_movements)
{
  for (guint i = 0; i < n_movements; i++)
    {
      CorMovement *movement = cor_movement_new ();

      movement->id = cor_id_from_place_number (i + 1);
      movement->cluster_id = corridor->cluster_id;
      movement->crossing_id = corridor->crossing_id;
      movement->mode = COR_MODE_COACH;
      movement->n_people = FIXTURE_PEOPLE_PER_MOVEMENT;
      movement->depart_utc_s = FIXTURE_START_UTC_S + i * COR_SECONDS_PER_HOUR;
      movement->arrive_utc_s = movement->depart_utc_s + 11000;
      movement->pass_utc_s = FIXTURE_START_UTC_S + (i + 4) * COR_SECONDS_PER_HOUR;
      movement->wait_min = 57;
      g_ptr_array_add (result->movements, movement);
    }
  result->totals.n_assigned = n_movements * FIXTURE_PEOPLE_PER_MOVEMENT;
}

static void
fixture_add_unserved (CorResult *result, const CorId *cluster_id)
{
  CorUnserved *unserved = cor_unserved_new ();

  unserved->cluster_id = *cluster_id;
  unserved->n_people = FIXTURE_UNSERVED;
  unserved->reason = COR_REASON_NO_CAPACITY;
  g_ptr_array_add (result->unserved, unserved);
  result->totals.n_unserved = FIXTURE_UNSERVED;
}

static void
fixture_fill (CorEdit *edit, CorResult *result, guint n_movements)
{
  CorSettlement *settlement = fixture_settlement ("Bohorodchany", "Богородчани", "בוהורודצ׳אני");
  CorCrossing *crossing = fixture_crossing ();
  CorCorridor *corridor = fixture_corridor (&settlement->record.id, &crossing->record.id);
  CorCluster *cluster = cor_cluster_new (settlement);

  cluster->rally_position = settlement->position;
  g_ptr_array_add (result->clusters, cluster);
  g_ptr_array_add (result->corridors, corridor);
  fixture_add_movements (result, corridor, n_movements);
  fixture_add_unserved (result, &cluster->id);
  cor_edit_put (edit, settlement);
  cor_edit_put (edit, crossing);
  cor_edit_put (edit, fixture_post ("Embassy", FIXTURE_PHONE));
  cor_edit_put (edit, fixture_post ("Mission", NULL));
  cor_edit_put (edit, fixture_unplaced ());
}

/* Without movements the plan is empty. */
static void
fixture_init (SheetsFixture *self, guint n_movements, guint64 published_revision)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  g_autoptr (GError) error = NULL;
  CorPlanSettings *settings = cor_plan_settings_new (NULL);

  g_free (settings->name);
  settings->name = g_strdup ("Test plan");
  g_free (settings->marking);
  settings->marking = g_strdup ("FOR OFFICIAL USE");
  settings->start_utc_s = FIXTURE_START_UTC_S;
  settings->published_revision = published_revision;
  settings->published_number = published_revision > 0 ? 3 : 0;
  cor_edit_put (edit, settings);
  self->result = cor_result_new ();
  self->result->revision = FIXTURE_REVISION;
  if (n_movements > 0)
    fixture_fill (edit, self->result, n_movements);
  self->snapshot = cor_snapshot_apply (empty, edit, FIXTURE_REVISION);
  self->basemap = cor_basemap_load_shipped (&error);
  g_assert_no_error (error);
}

static void
fixture_clear (SheetsFixture *self)
{
  cor_snapshot_unref (self->snapshot);
  cor_result_unref (self->result);
  cor_basemap_unref (self->basemap);
}

static CorSheets *
fixture_make (SheetsFixture *self, CorLanguage language, guint documents, gboolean is_stale)
{
  const CorSheetOptions options = {
    .documents = documents,
    .is_stale = is_stale,
    .printed_utc_s = FIXTURE_START_UTC_S,
  };

  return cor_sheets_new (self->snapshot, self->result, self->basemap, NULL, language, &options);
}
