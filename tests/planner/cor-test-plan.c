/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-plan.h"

#include <string.h>

#include "cor-test-checker.h"
#include "cor-test-previews.h"
#include "cor-time.h"

CorTestPlan *
cor_test_plan_new (void)
{
  CorTestPlan *self = g_new0 (CorTestPlan, 1);
  CorId id = cor_id_from_key ("test plan");

  self->builder = cor_network_builder_new ("test", NULL, 0);
  self->edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  self->settings = cor_plan_settings_new (&id);
  self->settings->start_utc_s = COR_TEST_START_UTC_S;
  self->settings->horizon_h = 48;
  self->settings->fold_radius_m = 0;
  cor_edit_put (self->edit, self->settings);

  return self;
}

void
cor_test_plan_free (CorTestPlan *self)
{
  cor_network_builder_free (self->builder);
  cor_edit_free (self->edit);
  g_clear_pointer (&self->network, cor_network_unref);
  g_free (self);
}

guint32
cor_test_plan_add_node (CorTestPlan *self, const char *name, double lat, double lon)
{
  guint32 node = cor_network_builder_add_node (self->builder, (CorPosition){ lat, lon }, 0);
  CorNewPlace place = { .key = name, .name_en = name, .is_settlement = TRUE };

  cor_network_builder_add_place (self->builder, node, &place);

  return node;
}

static CorNewLeg
make_leg (CorTestPlan *self, guint32 from, guint32 to, guint minutes, const char *number)
{
  guint32 car_ms = minutes * 60000, coach_ms = minutes * 90000;
  guint32 road = cor_network_builder_add_road (self->builder, number, NULL, NULL, NULL);
  CorNewLeg leg = { .leg = { .from_node = from,
                             .to_node = to,
                             .length_m = minutes * 1000,
                             .road = road,
                             .confidence_percent = 90 },
                    .forward_ms = { car_ms, coach_ms },
                    .backward_ms = { car_ms, coach_ms } };

  g_strlcpy (leg.leg.country, "UA", sizeof leg.leg.country);

  return leg;
}

/* A road in both directions; coaches take half as long again as cars. */
guint32
cor_test_plan_add_leg (CorTestPlan *self, guint32 from, guint32 to, guint minutes)
{
  CorNewLeg leg = make_leg (self, from, to, minutes, "M06");

  return cor_network_builder_add_leg (self->builder, &leg);
}

/* A road of its own, of which a run knows when its ends are reached: as long as it is drawn. */
guint32
cor_test_plan_add_measured_leg (CorTestPlan *self,
                                guint32 from,
                                guint32 to,
                                guint minutes,
                                guint length_m)
{
  g_autofree char *number = g_strdup_printf ("T%u-%u", from, to);
  CorNewLeg leg = make_leg (self, from, to, minutes, number);

  leg.leg.length_m = length_m;

  return cor_network_builder_add_leg (self->builder, &leg);
}

guint32
cor_test_plan_add_foreign_leg (CorTestPlan *self, guint32 from, guint32 to, guint minutes)
{
  CorNewLeg leg = make_leg (self, from, to, minutes, "M06");

  g_strlcpy (leg.leg.country, "PL", sizeof leg.leg.country);

  return cor_network_builder_add_leg (self->builder, &leg);
}

/* A settlement; put a node of the network there too. */
CorId
cor_test_plan_add_town (CorTestPlan *self, const char *name, double lat, double lon)
{
  CorId id = cor_id_from_place_number (++self->n_towns);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  cor_names_set (&settlement->names, COR_LANGUAGE_EN, name);
  g_strlcpy (settlement->country, "UA", sizeof settlement->country);
  settlement->position = (CorPosition){ lat, lon };
  cor_edit_put (self->edit, settlement);

  return id;
}

CorPerson *
cor_test_plan_add_people (CorTestPlan *self, const CorId *town, guint n_people)
{
  CorPerson *person = cor_person_new (NULL);

  person->place_id = *town;
  person->placement = COR_PLACEMENT_MANUAL;
  person->party_size = n_people;
  cor_edit_put (self->edit, person);

  return person;
}

CorCrossing *
cor_test_plan_add_crossing (CorTestPlan *self,
                            const char *key,
                            double lat,
                            double lon,
                            guint capacity_people_per_h,
                            guint modes)
{
  CorId id = cor_id_from_key (key);
  CorCrossing *crossing = cor_crossing_new (&id);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, &id);

  g_free (crossing->key);
  crossing->key = g_strdup (key);
  cor_names_set (&crossing->names, COR_LANGUAGE_EN, key);
  crossing->position = crossing->ua_position = (CorPosition){ lat, lon };
  crossing->capacity_people_per_h = capacity_people_per_h;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = modes;
  cor_edit_put (self->edit, crossing);

  return crossing;
}

CorClosure *
cor_test_plan_add_area (CorTestPlan *self,
                        const char *label,
                        double south,
                        double west,
                        double north,
                        double east)
{
  CorId id = cor_id_from_key (label);
  CorPosition ring[] = {
    { south, west }, { south, east }, { north, east }, { north, west }, { south, west },
  };
  CorGeometry *geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  closure = cor_closure_new (&id, geometry);
  cor_geometry_unref (geometry);
  g_free (closure->label);
  closure->label = g_strdup (label);
  cor_edit_put (self->edit, closure);

  return closure;
}

CorSnapshot *
cor_test_plan_finish (CorTestPlan *self)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (GError) error = NULL;

  if (self->network == NULL)
    {
      g_autoptr (GBytes) bytes = cor_network_builder_finish (self->builder, NULL, &error);

      g_assert_no_error (error);
      self->network = cor_network_new_from_bytes (bytes, "test", &error);
      g_assert_no_error (error);
    }

  return cor_snapshot_apply (empty, self->edit, 1);
}

/* Plans, with previews; stops the test at any plan that is wrong. */
CorResult *
cor_test_plan_compute_snapshot (CorTestPlan *self, CorSnapshot *snapshot)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (self->network, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  CorResult *result =
      cor_test_compute_anytime (planner, snapshot, COR_TEST_ROADS_EVEN, faults, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_EVEN);

  return result;
}

CorResult *
cor_test_plan_compute (CorTestPlan *self)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (self);

  return cor_test_plan_compute_snapshot (self, snapshot);
}

/* The best plan alone, after what people were told, if anything; stops the test if it is wrong. */
CorResult *
cor_test_plan_compute_after (CorPlanner *planner, CorSnapshot *snapshot, const CorResult *told)
{
  g_autoptr (GError) error = NULL;
  CorResult *result = cor_planner_compute_after (planner, snapshot, told, NULL, &error);

  g_assert_no_error (error);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_EVEN);

  return result;
}

/* Seeds of random plans: 1 to @n_plans, or what the environment names as CORRIDORS_PLAN=SEED or
 * FIRST-LAST. */
void
cor_test_get_seeds (guint32 n_plans, guint32 *first, guint32 *last)
{
  const char *named = g_getenv ("CORRIDORS_PLAN");
  const char *dash = named != NULL ? strchr (named, '-') : NULL;

  *first = named != NULL ? (guint32) g_ascii_strtoull (named, NULL, 10) : 1;
  *last = dash != NULL    ? (guint32) g_ascii_strtoull (dash + 1, NULL, 10)
          : named != NULL ? *first
                          : n_plans;
}

const CorUnserved *
cor_test_get_only_unserved (const CorResult *result)
{
  g_assert_cmpuint (result->unserved->len, ==, 1);

  return result->unserved->pdata[0];
}

guint
cor_test_count_through (const CorResult *result, const CorCrossing *crossing)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (cor_id_equal (&movement->crossing_id, &crossing->record.id))
        n_people += movement->n_people;
    }

  return n_people;
}
