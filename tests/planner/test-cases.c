/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-test-fork.h"
#include "cor-test-neutral.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * Cases that broke other planners; those about hours are in test-case-hours.c. Each plan goes
 * through the checker and a run without chance, as every plan of these tests does, and here through
 * runs with chance as well. Each is planned again with what must not change it.
 */

#define HOUR COR_SECONDS_PER_HOUR

static const CorMovement *
get_movement (const CorResult *result, guint index)
{
  g_assert_cmpuint (index, <, result->movements->len);

  return result->movements->pdata[index];
}

static void
add_household (CorTestFork *fork, guint n_people, gboolean by_coach)
{
  cor_test_plan_add_people (fork->plan, &fork->town, n_people)->car =
      by_coach ? COR_ANSWER_NO : COR_ANSWER_YES;
}

static void
add_drivers (CorTestFork *fork, guint n_people)
{
  add_household (fork, n_people, FALSE);
}

/* When a movement leaves and passes, in minutes and hours from six in Kyiv on. */
static void
assert_movement (const CorResult *result,
                 guint index,
                 guint n_people,
                 const CorCrossing *crossing,
                 guint depart_min,
                 guint pass_h)
{
  const CorMovement *movement = get_movement (result, index);

  g_assert_cmpuint (movement->n_people, ==, n_people);
  g_assert_true (cor_id_equal (&movement->crossing_id, &crossing->record.id));
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S + depart_min * 60);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + pass_h * HOUR);
}

/* That no plan is better is proven, and found. */
static void
assert_best (const CorResult *result)
{
  for (guint i = COR_OBJECTIVE_LEFT_INSIDE; i <= COR_OBJECTIVE_PERSON_TIME; i++)
    g_assert_cmpint (result->objective[i], ==, result->bound[i]);
  g_assert_cmpfloat (result->gap, ==, 0.0);
}

static CorVehicle *
add_coaches (CorTestFork *fork, guint n_vehicles, guint n_seats)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  vehicle->n_vehicles = n_vehicles;
  vehicle->seats = n_seats;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, vehicle);

  return vehicle;
}

/* Zero in all, for some hours, of a mode, behind the border: nobody is let through, and nothing is
 * divided by it. */

typedef struct
{
  const char *name;
  guint where;
  gboolean by_coach;
} Zero;

static const Zero zeros[] = {
  { "capacity-zero", 0, FALSE },
  { "capacity-zero-by-coach", 0, TRUE },
  { "capacity-zero-in-its-hours", 1, FALSE },
  { "capacity-zero-in-its-hours-by-coach", 1, TRUE },
  { "capacity-zero-by-mode", 2, FALSE },
  { "capacity-zero-by-mode-by-coach", 2, TRUE },
  { "reception-zero", 3, FALSE },
  { "reception-zero-by-coach", 3, TRUE },
};

static void
set_zero (CorCrossing *crossing, guint where)
{
  switch (where)
    {
    case 0:
      crossing->capacity_people_per_h = 0;
      break;
    case 1:
      ((CorCrossingInterval *) crossing->intervals->pdata[0])->capacity_people_per_h = 0;
      break;
    case 2:
      for (guint i = 0; i < COR_N_MODES; i++)
        crossing->capacity_by_mode_people_per_h[i] = 0;
      break;
    default:
      crossing->reception_people_per_h = 0;
      break;
    }
}

static void
test_capacity_zero (CorTestFork *fork, gconstpointer user_data)
{
  const Zero *zero = user_data;
  const CorUnserved *unserved;
  g_autoptr (CorResult) result = NULL;

  add_household (fork, 20, zero->by_coach);
  fork->south->capacity_people_per_h = 0;
  set_zero (fork->north, zero->where);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_assert_false (result->totals.has_clearance);
  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpuint (unserved->n_people, ==, 20);
  g_assert_cmpint (unserved->reason, ==, COR_REASON_NO_CAPACITY);
  g_assert_true (cor_id_equal (&unserved->related_id, &fork->north->record.id));
  assert_best (result);
}

/* At the nearer crossing alone: all go to the other. */
static void
test_capacity_zero_at_one (CorTestFork *fork, gconstpointer user_data)
{
  const Zero *zero = user_data;
  g_autoptr (CorResult) result = NULL;

  add_household (fork, 20, zero->by_coach);
  set_zero (fork->north, zero->where);

  result = cor_test_compute_case (fork->plan);

  /* Three hours by car, four and a half by coach. */
  assert_movement (result, 0, 20, fork->south, zero->by_coach ? 30 : 0, zero->by_coach ? 5 : 3);
  assert_best (result);
}

/* A family of seven where four pass in an hour goes in two hours; that of three as a whole. By car
 * the third hour takes four in the north, and the fourth four in the north and in the south. By
 * coach it is an hour and a half longer to the south than to the north. */
static void
test_capacity_below_the_largest_household (CorTestFork *fork, gconstpointer user_data)
{
  gboolean by_coach = GPOINTER_TO_UINT (user_data);
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = fork->south->capacity_people_per_h = 4;
  add_household (fork, 7, by_coach);
  add_household (fork, 3, by_coach);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 10);
  g_assert_cmpfloat (result->totals.clearance_h, ==, by_coach ? 6.0 : 4.0);
  g_assert_cmpfloat (result->totals.person_hours, ==, by_coach ? 38.0 : 26.0);
  assert_best (result);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpuint (get_movement (result, i)->n_people, <=, 4);
}

/* The first road closes while a column that leaves at once would still be on it. Nobody is sent
 * into that; they leave when it opens. */
static void
test_closure_begins_while_on_the_road (CorTestFork *fork, gconstpointer user_data)
{
  gboolean by_coach = GPOINTER_TO_UINT (user_data);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 49.9, 25.2, 50.1, 25.6);
  g_autoptr (CorResult) result = NULL;

  area->from_utc_s = COR_TEST_START_UTC_S + 20 * 60;
  area->until_utc_s = COR_TEST_START_UTC_S + 5 * HOUR;
  add_household (fork, 20, by_coach);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  assert_movement (result, 0, 20, fork->north, 5 * 60, by_coach ? 8 : 7);
  assert_best (result);
}

/* The road to the north closes when a column is half way between the fork and the crossing: it goes
 * to the south. When it closes five minutes behind the column nobody need care. */
static void
test_closure_begins_behind_the_fork (CorTestFork *fork, gconstpointer user_data)
{
  guint closes_min = GPOINTER_TO_UINT (user_data);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 50.2, 24.4, 50.3, 24.6);
  g_autoptr (CorResult) result = NULL;

  area->from_utc_s = COR_TEST_START_UTC_S + closes_min * 60;
  add_drivers (fork, 20);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  if (closes_min < 120)
    assert_movement (result, 0, 20, fork->south, 0, 3);
  else
    assert_movement (result, 0, 20, fork->north, 0, 2);
}

/* A coach comes from the fork in an hour and a half. When the road closes after a hundred minutes
 * it is in the town, and waits there with its people until the road opens after five hours; when it
 * closes after an hour the coach sets out when it has opened. */
static void
test_closure_begins_before_the_coach_is_there (CorTestFork *fork, gconstpointer user_data)
{
  guint closes_min = GPOINTER_TO_UINT (user_data);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 49.9, 25.2, 50.1, 25.6);
  g_autoptr (CorResult) result = NULL;

  area->from_utc_s = COR_TEST_START_UTC_S + closes_min * 60;
  area->until_utc_s = COR_TEST_START_UTC_S + 5 * HOUR;
  add_coaches (fork, 1, 50)->depot_position = (CorPosition){ 50.0, 25.0 };
  add_household (fork, 20, TRUE);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  g_assert_cmpuint (get_movement (result, 0)->vehicles->len, ==, 1);
  if (closes_min < 90)
    assert_movement (result, 0, 20, fork->north, 7 * 60, 10);
  else
    assert_movement (result, 0, 20, fork->north, 5 * 60, 8);
}

/* The only road is closed but for an agreed corridor along it, from the fifth hour on. */
static CorAgreedCorridor *
add_corridor (CorTestFork *fork, guint window_min)
{
  const CorPosition path[] = { { 50.0, 26.0 }, { 50.0, 25.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, path, G_N_ELEMENTS (path));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  corridor->from_utc_s = COR_TEST_START_UTC_S + 4 * HOUR;
  corridor->until_utc_s = corridor->from_utc_s + window_min * 60;
  cor_edit_put (fork->plan->edit, corridor);
  cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.2, 50.1, 25.8);

  return corridor;
}

/* It is driven at the pace of a coach, in an hour and a half: nobody is sent into a window of
 * eighty minutes; in two hours all are through. */
static void
test_corridor_window_shorter_than_the_drive (CorTestFork *fork, gconstpointer user_data)
{
  guint window_min = GPOINTER_TO_UINT (user_data);
  CorAgreedCorridor *corridor = add_corridor (fork, window_min);
  const gint64 opens_utc_s = corridor->from_utc_s;
  g_autoptr (CorResult) result = NULL;

  add_drivers (fork, 12);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_compute_case (fork->plan);

  if (window_min < 90)
    {
      g_assert_cmpuint (result->totals.n_assigned, ==, 0);
      g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_ROAD_FULL);
      g_assert_true (
          cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &corridor->record.id));
      return;
    }

  g_assert_cmpuint (result->totals.n_assigned, ==, 32);
  for (guint i = 0; i < result->movements->len; i++)
    {
      g_assert_cmpint (get_movement (result, i)->depart_utc_s, >=, opens_utc_s);
      g_assert_cmpint (get_movement (result, i)->depart_utc_s, <=, opens_utc_s + 30 * 60);
    }
}

/* A corridor for cars is driven at their pace, in an hour: those who have one are through. */
static void
test_corridor_for_cars_is_long_enough (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorAgreedCorridor *corridor = add_corridor (fork, 80);

  corridor->modes = COR_MODE_CAR;
  add_drivers (fork, 12);
  add_household (fork, 20, TRUE);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 12);
  g_assert_cmpuint (get_movement (result, 0)->n_with_car, ==, 12);
  g_assert_cmpint (get_movement (result, 0)->depart_utc_s, >=, corridor->from_utc_s);
  g_assert_cmpint (get_movement (result, 0)->depart_utc_s, <=, corridor->from_utc_s + 20 * 60);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 20);
}

/* Whoever is in the closed area stays, with a reason; the others travel as if they were not there.
 */
static void
test_inside_a_closed_area (CorTestFork *fork, gconstpointer user_data)
{
  CorId village = cor_test_plan_add_town (fork->plan, "Village", 50.0, 25.0);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.9, 50.1, 26.1);
  g_autoptr (CorResult) result = NULL;

  add_drivers (fork, 6);
  cor_test_plan_add_people (fork->plan, &village, 5)->car = COR_ANSWER_YES;

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 5);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_INSIDE_CLOSURE);
  g_assert_true (cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &area->record.id));
}

/* When the siege ends after ten hours all leave, and are out two hours later. */
static void
test_inside_until_it_opens (CorTestFork *fork, gconstpointer user_data)
{
  gboolean by_coach = GPOINTER_TO_UINT (user_data);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.9, 50.1, 26.1);
  g_autoptr (CorResult) result = NULL;

  area->until_utc_s = COR_TEST_START_UTC_S + 10 * HOUR;
  add_household (fork, 6, by_coach);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  assert_movement (result, 0, 6, fork->north, 10 * 60, by_coach ? 13 : 12);
  assert_best (result);
}

/* Nothing to drive: they pass in the first hour, and who comes from far does not push them out. */
static void
test_cluster_at_the_crossing (CorTestFork *fork, gconstpointer user_data)
{
  CorId village = cor_test_plan_add_town (fork->plan, "Village", 50.5, 24.0);
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_people (fork->plan, &village, 20);
  add_drivers (fork, 20);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 40);
  g_assert_true (cor_id_equal (&get_movement (result, 0)->cluster_id, &village));
  assert_movement (result, 0, 20, fork->north, 0, 0);
  g_assert_cmpint (get_movement (result, 0)->arrive_utc_s, ==, COR_TEST_START_UTC_S);
  assert_movement (result, 1, 20, fork->north, 0, 2);
  assert_best (result);
}

/* All are out or have declined; or there is nobody; or nobody knows where they are. */
static void
test_nobody_to_evacuate (CorTestFork *fork, gconstpointer user_data)
{
  guint which = GPOINTER_TO_UINT (user_data);
  g_autoptr (CorResult) result = NULL;

  if (which == 0)
    {
      cor_test_plan_add_people (fork->plan, &fork->town, 5)->status = COR_STATUS_SAFE;
      cor_test_plan_add_people (fork->plan, &fork->town, 2)->status = COR_STATUS_DECLINED;
    }
  else if (which == 2)
    {
      CorPerson *person = cor_test_plan_add_people (fork->plan, &fork->town, 7);

      person->place_id = COR_ID_NIL;
      person->placement = COR_PLACEMENT_NONE;
    }
  add_coaches (fork, 2, 50);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 0);
  g_assert_cmpuint (result->unserved->len, ==, 0);
  g_assert_cmpuint (result->totals.n_out, ==, which == 0 ? 7 : 0);
  g_assert_cmpuint (result->totals.n_unplaced, ==, which == 2 ? 7 : 0);
  g_assert_false (result->totals.has_clearance);
  assert_best (result);
}

static void
test_unreachable_among_reachable (CorTestFork *fork, gconstpointer user_data)
{
  CorId island = cor_test_plan_add_town (fork->plan, "Island", 46.0, 33.0);
  g_autoptr (CorResult) result = NULL;

  add_coaches (fork, 1, 50);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &island, 3);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  assert_movement (result, 0, 20, fork->north, 0, 3);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_ROAD);
  g_assert_true (cor_id_equal (&cor_test_get_only_unserved (result)->cluster_id, &island));
}

static void
test_two_clusters_at_one_point (CorTestFork *fork, gconstpointer user_data)
{
  CorId twin = cor_test_plan_add_town (fork->plan, "Twin", 50.0, 26.0);
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 30;
  add_coaches (fork, 2, 50);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &twin, 25);

  result = cor_test_compute_case (fork->plan);

  /* Not all in one hour; those who are more go first. */
  g_assert_cmpuint (result->clusters->len, ==, 2);
  g_assert_cmpuint (result->movements->len, ==, 2);
  assert_movement (result, 0, 25, fork->north, 0, 3);
  g_assert_true (cor_id_equal (&get_movement (result, 0)->cluster_id, &twin));
  assert_movement (result, 1, 20, fork->north, 60, 4);
}

static void
test_horizon_too_short (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->plan->settings->horizon_h = GPOINTER_TO_UINT (user_data);
  add_drivers (fork, 20);

  result = cor_test_compute_case (fork->plan);

  /* It is two hours by car, so that the third hour is the first in which anybody passes. */
  g_assert_cmpuint (result->totals.n_assigned, ==, fork->plan->settings->horizon_h < 3 ? 0 : 20);
  if (fork->plan->settings->horizon_h < 3)
    g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_TOO_LATE);
}

/* In four hours five pass in the north in the third, and in north and south in the fourth: the
 * fourth family of five stays, and an hour more would do. */
static void
test_horizon_too_short_for_some (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->plan->settings->horizon_h = 4;
  fork->north->capacity_people_per_h = fork->south->capacity_people_per_h = 5;
  for (guint i = 0; i < 4; i++)
    add_drivers (fork, 5);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 15);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 5);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_CAPACITY);
  g_assert_cmpint (cor_test_get_only_unserved (result)->remedy.kind, !=, COR_BINDING_NONE);
  assert_best (result);
}

/* Twenty-four people, coaches of ten: three coaches of one movement. */
static void
test_household_larger_than_any_vehicle (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  guint n_aboard = 0;

  add_coaches (fork, 3, 10);
  cor_test_plan_add_people (fork->plan, &fork->town, 24);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  assert_movement (result, 0, 24, fork->north, 0, 3);
  g_assert_cmpuint (get_movement (result, 0)->vehicles->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CorMovementVehicle *coach =
          &g_array_index (get_movement (result, 0)->vehicles, CorMovementVehicle, i);

      g_assert_cmpuint (coach->n_people, <=, 10);
      n_aboard += coach->n_people;
    }
  g_assert_cmpuint (n_aboard, ==, 24);
  assert_best (result);
}

/* Forty have no room in all coaches together; smaller families travel. */
static void
test_household_larger_than_all_vehicles (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_coaches (fork, 3, 10);
  cor_test_plan_add_people (fork->plan, &fork->town, 40);
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 4);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 40);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_SEAT);
}

/* Twelve towns to which the northern crossing is nearer, and it takes the fewest: those who would
 * wait for it longer than they drive to the southern one go there. */
static void
test_everybody_wants_one_crossing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  guint n_north = 0;

  fork->north->capacity_people_per_h = 20;
  for (guint i = 0; i < 12; i++)
    {
      CorId town = cor_test_plan_add_town (fork->plan, "Wish", 50.0, 25.1 + i * 0.07);

      for (guint j = 0; j < 4; j++)
        cor_test_plan_add_people (fork->plan, &town, 5)->car = COR_ANSWER_YES;
    }

  result = cor_test_compute_case (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 240);
  for (guint i = 0; i < result->movements->len; i++)
    if (cor_id_equal (&get_movement (result, i)->crossing_id, &fork->north->record.id))
      n_north += get_movement (result, i)->n_people;
  /* 20 in the north in the third hour, 80 in north and south in the fourth and fifth, and 60 in the
   * sixth: no plan does better. */
  g_assert_cmpuint (n_north, >=, 60);
  g_assert_cmpuint (n_north, <=, 80);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 6.0);
  g_assert_cmpfloat (result->totals.person_hours, ==, 900.0);
  assert_best (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)                                                                      \
  g_test_add ("/planner/cases/" name, CorTestFork, data, cor_test_fork_set_up, func,               \
              cor_test_fork_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    {
      g_autofree char *path = g_strconcat ("/planner/cases/", zeros[i].name, NULL);
      g_autofree char *at_one = g_strconcat (path, "/at-one", NULL);

      g_test_add (path, CorTestFork, &zeros[i], cor_test_fork_set_up, test_capacity_zero,
                  cor_test_fork_tear_down);
      g_test_add (at_one, CorTestFork, &zeros[i], cor_test_fork_set_up, test_capacity_zero_at_one,
                  cor_test_fork_tear_down);
    }
  ADD ("capacity-below-the-largest-household", GUINT_TO_POINTER (FALSE),
       test_capacity_below_the_largest_household);
  ADD ("capacity-below-the-largest-household-by-coach", GUINT_TO_POINTER (TRUE),
       test_capacity_below_the_largest_household);
  ADD ("closure-begins-while-cars-are-on-the-road", GUINT_TO_POINTER (FALSE),
       test_closure_begins_while_on_the_road);
  ADD ("closure-begins-while-coaches-are-on-the-road", GUINT_TO_POINTER (TRUE),
       test_closure_begins_while_on_the_road);
  ADD ("closure-begins-behind-the-fork", GUINT_TO_POINTER (90),
       test_closure_begins_behind_the_fork);
  ADD ("closure-begins-behind-the-column", GUINT_TO_POINTER (125),
       test_closure_begins_behind_the_fork);
  ADD ("closure-begins-before-the-coach-is-there", GUINT_TO_POINTER (60),
       test_closure_begins_before_the_coach_is_there);
  ADD ("closure-begins-when-the-coach-is-there", GUINT_TO_POINTER (100),
       test_closure_begins_before_the_coach_is_there);
  ADD ("corridor-window-shorter-than-the-drive", GUINT_TO_POINTER (80),
       test_corridor_window_shorter_than_the_drive);
  ADD ("corridor-window-long-enough", GUINT_TO_POINTER (120),
       test_corridor_window_shorter_than_the_drive);
  ADD ("corridor-for-cars-is-long-enough", NULL, test_corridor_for_cars_is_long_enough);
  ADD ("inside-a-closed-area", NULL, test_inside_a_closed_area);
  ADD ("inside-until-it-opens", GUINT_TO_POINTER (FALSE), test_inside_until_it_opens);
  ADD ("inside-until-it-opens-by-coach", GUINT_TO_POINTER (TRUE), test_inside_until_it_opens);
  ADD ("cluster-at-the-crossing", NULL, test_cluster_at_the_crossing);
  ADD ("nobody-to-evacuate", GUINT_TO_POINTER (0), test_nobody_to_evacuate);
  ADD ("nobody-at-all", GUINT_TO_POINTER (1), test_nobody_to_evacuate);
  ADD ("nobody-who-is-placed", GUINT_TO_POINTER (2), test_nobody_to_evacuate);
  ADD ("unreachable-among-reachable", NULL, test_unreachable_among_reachable);
  ADD ("two-clusters-at-one-point", NULL, test_two_clusters_at_one_point);
  ADD ("horizon-of-an-hour", GUINT_TO_POINTER (1), test_horizon_too_short);
  ADD ("horizon-too-short", GUINT_TO_POINTER (2), test_horizon_too_short);
  ADD ("horizon-just-long-enough", GUINT_TO_POINTER (3), test_horizon_too_short);
  ADD ("horizon-too-short-for-some", NULL, test_horizon_too_short_for_some);
  ADD ("household-larger-than-any-vehicle", NULL, test_household_larger_than_any_vehicle);
  ADD ("household-larger-than-all-vehicles", NULL, test_household_larger_than_all_vehicles);
  ADD ("everybody-wants-one-crossing", NULL, test_everybody_wants_one_crossing);
#undef ADD
  return g_test_run ();
}
