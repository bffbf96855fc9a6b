/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-test-checker.h"
#include "cor-test-plan.h"
#include "cor-vehicle.h"

/*
 * A first plan that begins with the plan of a moment ago keeps everybody where they were who can
 * still be there, and finds room for the others.
 */

#define N_HOUSEHOLDS 60u

/* Two crossings that are as far away, twelve people an hour each; people in one town. */
typedef struct
{
  CorTestPlan *plan;
  CorPlanner *planner;
  CorSnapshot *snapshot;
  CorId town;
  CorCrossing *crossings[2];
  CorResult *result;
  CorPlanBasis *basis;
  CorSnapshot *watched;
  CorResult *first;
} Fixture;

static void
preview_cb (CorResult *preview, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) faults =
      cor_test_find_faults (fixture->watched, preview, COR_TEST_ROADS_EVEN);

  g_assert_cmpuint (faults->len, ==, 0);
  if (fixture->first == NULL)
    fixture->first = cor_result_ref (preview);
}

/* The first plan of an edited one. */
static CorResult *
compute_first (Fixture *fixture, CorSnapshot *snapshot, const CorPlanBasis *basis)
{
  CorPlannerListener listener = { preview_cb, fixture, 0, basis };
  g_autoptr (CorResult) result = NULL;

  g_clear_pointer (&fixture->first, cor_result_unref);
  fixture->watched = snapshot;
  result = cor_planner_compute_anytime (fixture->planner, snapshot, NULL, &listener, NULL, NULL);
  g_assert_nonnull (result);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_EVEN);
  g_assert_nonnull (fixture->first);

  return fixture->first;
}

static CorPerson *
add_household (Fixture *fixture, CorEdit *edit, const char *key)
{
  CorId id = cor_id_from_key (key);
  CorPerson *person = cor_person_new (&id);

  person->place_id = fixture->town;
  person->placement = COR_PLACEMENT_MANUAL;
  person->party_size = 3;
  person->car = COR_ANSWER_YES;
  person->priority = COR_PRIORITY_LATER;
  cor_edit_put (edit, person);

  return person;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CorTestPlan *plan = fixture->plan = cor_test_plan_new ();
  guint32 town = cor_test_plan_add_node (plan, "Town", 50.0, 25.0);
  guint32 west = cor_test_plan_add_node (plan, "West", 50.0, 24.0);
  guint32 east = cor_test_plan_add_node (plan, "East", 50.0, 26.0);

  cor_test_plan_add_leg (plan, town, west, 60);
  cor_test_plan_add_leg (plan, town, east, 60);
  fixture->town = cor_test_plan_add_town (plan, "Town", 50.0, 25.0);
  fixture->crossings[0] = cor_test_plan_add_crossing (plan, "west", 50.0, 24.0, 12, COR_MODE_CAR);
  fixture->crossings[1] = cor_test_plan_add_crossing (plan, "east", 50.0, 26.0, 12, COR_MODE_CAR);
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    {
      g_autofree char *key = g_strdup_printf ("household-%u", i);

      add_household (fixture, plan->edit, key);
    }
  fixture->snapshot = cor_test_plan_finish (plan);
  fixture->planner = cor_planner_new (plan->network, NULL);
  fixture->result = cor_test_plan_compute_after (fixture->planner, fixture->snapshot, NULL);
  fixture->basis = cor_plan_basis_new (fixture->result);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->first, cor_result_unref);
  cor_plan_basis_unref (fixture->basis);
  cor_result_unref (fixture->result);
  cor_planner_free (fixture->planner);
  cor_snapshot_unref (fixture->snapshot);
  cor_test_plan_free (fixture->plan);
}

/* People who pass elsewhere or in another hour in the second plan, or not at all. */
static guint
count_moved (const CorPlanBasis *before, CorResult *after)
{
  g_autoptr (CorPlanBasis) basis = cor_plan_basis_new (after);
  GPtrArray *movements = cor_plan_basis_get_result (before)->movements;
  guint n_moved = 0;

  for (guint i = 0; i < movements->len; i++)
    {
      const CorMovement *movement = movements->pdata[i];

      for (guint j = 0; j < movement->persons->len; j++)
        {
          const CorBasisPassage *passage =
              cor_plan_basis_find (basis, &g_array_index (movement->persons, CorId, j));
          const CorMovement *now =
              passage != NULL ? after->movements->pdata[passage->movement] : NULL;

          n_moved += now == NULL || !cor_id_equal (&now->crossing_id, &movement->crossing_id) ||
                     now->pass_utc_s != movement->pass_utc_s;
        }
    }

  return n_moved;
}

static void
test_keeps_everybody (Fixture *fixture, gconstpointer data)
{
  CorResult *first = compute_first (fixture, fixture->snapshot, fixture->basis);

  g_assert_cmpuint (fixture->result->totals.n_assigned, ==, 3 * N_HOUSEHOLDS);
  g_assert_cmpuint (count_moved (fixture->basis, first), ==, 0);
  g_assert_cmpint (first->objective[COR_OBJECTIVE_PERSON_TIME], ==,
                   fixture->result->objective[COR_OBJECTIVE_PERSON_TIME]);
}

static CorSnapshot *
change_crossing (Fixture *fixture, guint place, CorCrossingState state, guint capacity)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CLOSE_CROSSING, NULL);
  CorCrossing *crossing = cor_record_copy (fixture->crossings[place]);

  ((CorCrossingInterval *) crossing->intervals->pdata[0])->state = state;
  crossing->capacity_people_per_h = capacity;
  cor_edit_put (edit, crossing);

  return cor_snapshot_apply (fixture->snapshot, edit, 2);
}

/* About half of them lose their places; nobody else has to move. */
static void
test_closed_crossing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) closed = change_crossing (fixture, 1, COR_CROSSING_CLOSED, 12);
  CorResult *first = compute_first (fixture, closed, fixture->basis);

  g_assert_cmpuint (first->totals.n_assigned, ==, 3 * N_HOUSEHOLDS);
  g_assert_cmpuint (cor_test_count_through (fixture->result, fixture->crossings[1]), >, 0);
  g_assert_cmpuint (3 * count_moved (fixture->basis, first), ==,
                    cor_test_count_through (fixture->result, fixture->crossings[1]));
}

/* Where there is more room all pass sooner. */
static void
test_more_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) wider = change_crossing (fixture, 0, COR_CROSSING_OPEN, 24);
  CorResult *first = compute_first (fixture, wider, fixture->basis);

  g_assert_cmpint (first->objective[COR_OBJECTIVE_LAST_OUT], <,
                   fixture->result->objective[COR_OBJECTIVE_LAST_OUT]);
}

/* Where there is less room some have to go elsewhere. */
static void
test_less_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) narrower = change_crossing (fixture, 0, COR_CROSSING_OPEN, 6);
  CorResult *first = compute_first (fixture, narrower, fixture->basis);

  g_assert_cmpuint (first->totals.n_assigned, ==, 3 * N_HOUSEHOLDS);
  g_assert_cmpuint (count_moved (fixture->basis, first), >, 0);
  g_assert_cmpuint (count_moved (fixture->basis, first), <, N_HOUSEHOLDS);
}

/* People who are new take the room that is left. */
static void
test_more_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) more = NULL;
  CorResult *first;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *key = g_strdup_printf ("new-%u", i);

      add_household (fixture, edit, key);
    }
  more = cor_snapshot_apply (fixture->snapshot, edit, 2);
  first = compute_first (fixture, more, fixture->basis);

  g_assert_cmpuint (first->totals.n_assigned, ==, 3 * (N_HOUSEHOLDS + 8));
  g_assert_cmpuint (count_moved (fixture->basis, first), ==, 0);
}

/* A shorter plan leaves people; not those who are more urgent, wherever the others were, and
 * without a plan to begin with. */
static void
test_urgent_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) shorter = NULL;
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (fixture->snapshot));
  CorResult *first;

  settings->horizon_h = 6;
  cor_edit_put (edit, settings);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *key = g_strdup_printf ("new-%u", i);

      add_household (fixture, edit, key)->priority = COR_PRIORITY_URGENT;
    }
  shorter = cor_snapshot_apply (fixture->snapshot, edit, 2);
  for (guint i = 0; i < 2; i++)
    {
      first = compute_first (fixture, shorter, i == 0 ? fixture->basis : NULL);

      g_assert_cmpuint (first->totals.n_unserved, >, 0);
      g_assert_cmpuint (first->left_by_priority[COR_PRIORITY_URGENT], ==, 0);
    }
}

/* Ways that were known lead through what is closed now; nobody goes there, and those who go to the
 * other crossing go as before. */
static void
test_closed_area (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_CLOSURE, NULL);
  const CorPosition ring[] = {
    { 49.9, 25.4 }, { 49.9, 25.6 }, { 50.1, 25.6 }, { 50.1, 25.4 }, { 49.9, 25.4 }
  };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  g_autoptr (CorSnapshot) cut = NULL;
  CorClosure *closure;
  CorResult *first;

  cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = COR_CLOSURE_AREA;
  cor_edit_put (edit, closure);
  cut = cor_snapshot_apply (fixture->snapshot, edit, 2);
  first = compute_first (fixture, cut, fixture->basis);

  g_assert_cmpuint (first->totals.n_assigned, ==, 3 * N_HOUSEHOLDS);
  g_assert_cmpuint (cor_test_count_through (first, fixture->crossings[1]), ==, 0);
  g_assert_cmpuint (3 * count_moved (fixture->basis, first), ==,
                    cor_test_count_through (fixture->result, fixture->crossings[1]));
}

/* Vehicles drive as they did: none is sought for those who have one. */
static void
test_keeps_vehicles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_VEHICLE, NULL);
  g_autoptr (CorSnapshot) driven = NULL;
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorPlanBasis) basis = NULL;
  GPtrArray *persons = cor_snapshot_get_records (fixture->snapshot, COR_RECORD_PERSON);
  CorResult *first;

  for (guint i = 0; i < 2; i++)
    {
      CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_MINIBUS);
      CorCrossing *crossing = cor_record_copy (fixture->crossings[i]);

      vehicle->n_vehicles = 1 + i;
      vehicle->seats = 7 + 2 * i;
      vehicle->depot_position = (CorPosition){ 50.0, 24.0 + 2 * i };
      cor_edit_put (edit, vehicle);
      ((CorCrossingInterval *) crossing->intervals->pdata[0])->modes = COR_MODE_COACH;
      cor_edit_put (edit, crossing);
    }
  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = cor_record_copy (persons->pdata[i]);

      person->car = COR_ANSWER_NO;
      cor_edit_put (edit, person);
    }
  driven = cor_snapshot_apply (fixture->snapshot, edit, 2);
  result = cor_test_plan_compute_after (fixture->planner, driven, NULL);
  basis = cor_plan_basis_new (result);
  first = compute_first (fixture, driven, basis);

  g_assert_cmpuint (result->totals.n_assigned, >, 0);
  g_assert_cmpuint (count_moved (basis, first), ==, 0);
  g_assert_cmpint (first->objective[COR_OBJECTIVE_PERSON_TIME], ==,
                   result->objective[COR_OBJECTIVE_PERSON_TIME]);
}

/* A plan of a week later has nobody in these hours: all are placed anew. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
  g_autoptr (CorSnapshot) later = NULL;
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (fixture->snapshot));
  CorResult *first;

  settings->start_utc_s += 7 * 24 * 3600;
  cor_edit_put (edit, settings);
  later = cor_snapshot_apply (fixture->snapshot, edit, 2);
  first = compute_first (fixture, later, fixture->basis);

  g_assert_cmpuint (first->totals.n_assigned, ==, 3 * N_HOUSEHOLDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/planner/basis/keeps-everybody", test_keeps_everybody);
  ADD ("/planner/basis/closed-crossing", test_closed_crossing);
  ADD ("/planner/basis/more-room", test_more_room);
  ADD ("/planner/basis/less-room", test_less_room);
  ADD ("/planner/basis/more-people", test_more_people);
  ADD ("/planner/basis/urgent-first", test_urgent_first);
  ADD ("/planner/basis/closed-area", test_closed_area);
  ADD ("/planner/basis/keeps-vehicles", test_keeps_vehicles);
  ADD ("/planner/basis/stale", test_stale);
#undef ADD

  return g_test_run ();
}
