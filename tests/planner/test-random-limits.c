/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-quota.h"
#include "cor-test-grid.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * Random plans with everything that may limit one at once: quotas, reception points, modes, hours,
 * agreed corridors, limits of vehicles, closures that come and go or hold one way, vehicles with
 * trips, households with needs, priorities and times. Each goes through the checker and a run
 * without chance. The roads are a grid of equal legs, so that the run knows where a column is.
 */

#define N_PLANS 200u

/* Plans that are stopped, and where in each. */
#define N_STOPPED_PLANS 12u
#define N_STOPS 25u
#define N_FIRST_STOPS 20u /* one after the other: while people are gathered */
#define MAX_MORE_POLLS 8u

#define N_TOWNS 5u
#define HOUR COR_SECONDS_PER_HOUR

/* People an hour. Where all crossings take more than the largest household with whoever rides in
 * its car, nobody passes in parts. */
static guint
draw_capacity (GRand *random, gboolean is_roomy)
{
  return cor_test_draw (random, is_roomy ? 16 : 0, 60);
}

static void
limit_crossing (CorCrossing *crossing, GRand *random, gboolean is_roomy)
{
  CorCrossingInterval *interval = crossing->intervals->pdata[0];

  if (cor_test_once_in (random, 3))
    crossing->reception_people_per_h = draw_capacity (random, is_roomy);
  if (cor_test_once_in (random, 3))
    crossing->capacity_by_mode_people_per_h[cor_test_draw (random, 0, COR_N_MODES)] =
        draw_capacity (random, is_roomy);
  if (cor_test_once_in (random, 3))
    {
      interval->opens_min = cor_test_draw (random, 0, 1440);
      interval->closes_min = cor_test_draw (random, 0, 1441);
    }
  if (cor_test_once_in (random, 3))
    {
      CorCrossingInterval *other = cor_crossing_add_interval (crossing, NULL);

      other->from_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 0, 10) * HOUR;
      other->until_utc_s = other->from_utc_s + cor_test_draw (random, 1, 10) * HOUR;
      other->state = cor_test_once_in (random, 3) ? COR_CROSSING_CLOSED : COR_CROSSING_OPEN;
      other->modes = cor_test_draw (random, 1, 8);
      other->capacity_people_per_h =
          cor_test_once_in (random, 2) ? COR_UNLIMITED : draw_capacity (random, is_roomy);
      other->by_officer = TRUE;
      cor_crossing_sort (crossing);
    }
}

static void
add_border (CorTestPlan *plan, GRand *random, gboolean is_roomy)
{
  static const char *const countries[] = { "PL", "RO", "PL" };
  static const char *const zones[] = { "Europe/Warsaw", "Europe/Bucharest", "Europe/Warsaw" };

  for (guint i = 0; i < COR_TEST_GRID_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorPosition position = cor_test_grid_get_position (i + 1, 0);
      CorCrossing *crossing = cor_test_plan_add_crossing (
          plan, key, position.lat_deg, position.lon_deg, draw_capacity (random, is_roomy),
          cor_test_draw (random, 1, 8));

      g_strlcpy (crossing->country, countries[i], sizeof crossing->country);
      g_free (crossing->neighbour_zone);
      crossing->neighbour_zone = g_strdup (zones[i]);
      limit_crossing (crossing, random, is_roomy);
    }
}

static void
add_people (CorTestPlan *plan, GRand *random, gboolean is_roomy)
{
  for (guint i = 0; i < N_TOWNS; i++)
    {
      CorPosition position =
          cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                      cor_test_draw (random, 1, COR_TEST_GRID_COLUMNS));
      CorId town = cor_test_plan_add_town (plan, "Town", position.lat_deg, position.lon_deg);
      guint n_households = cor_test_draw (random, 1, 14);

      for (guint j = 0; j < n_households; j++)
        {
          CorPerson *person = cor_test_plan_add_people (plan, &town, cor_test_draw (random, 1, 8));
          g_autofree char *key = g_strdup_printf ("person-%u-%u", i, j);

          person->record.id = cor_id_from_key (key);
          person->car = cor_test_once_in (random, 2) ? COR_ANSWER_YES : COR_ANSWER_NO;
          person->priority = (CorPriority) cor_test_draw (random, 0, COR_N_PRIORITIES);
          if (cor_test_once_in (random, 6))
            person->needs = cor_test_once_in (random, 2) ? COR_NEED_WHEELCHAIR : COR_NEED_STRETCHER;
          if (cor_test_once_in (random, 6))
            person->ready_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 0, 20) * HOUR;
          if (is_roomy && person->car == COR_ANSWER_YES && cor_test_once_in (random, 3))
            person->free_seats = cor_test_draw (random, 1, 4);
        }
    }
}

static void
add_vehicles (CorTestPlan *plan, GRand *random)
{
  guint n_kinds = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 1, 4);

  for (guint i = 0; i < n_kinds; i++)
    {
      CorVehicle *vehicle =
          cor_vehicle_new (NULL, (CorVehicleKind) cor_test_draw (random, 0, COR_N_VEHICLE_KINDS));

      vehicle->n_vehicles = cor_test_draw (random, 1, 4);
      vehicle->depot_position =
          cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                      cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS));
      vehicle->hands_over = cor_test_once_in (random, 3);
      vehicle->turnaround_min = cor_test_draw (random, 0, 90);
      vehicle->driver_min = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 300, 1000);
      vehicle->max_trips = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 1, 4);
      cor_edit_put (plan->edit, vehicle);
    }
}

/* What a quota that is nearly used up leaves to an hour may be less than a household. */
static void
add_quotas (CorTestPlan *plan, GRand *random)
{
  guint n_quotas = cor_test_draw (random, 0, 3);

  for (guint i = 0; i < n_quotas; i++)
    {
      CorQuota *quota = cor_quota_new (NULL, cor_test_once_in (random, 2) ? "PL" : "RO");

      quota->max_people = cor_test_once_in (random, 4) ? 0 : cor_test_draw (random, 60, 200);
      quota->is_daily = cor_test_once_in (random, 2);
      if (cor_test_once_in (random, 2))
        quota->from_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 0, 20) * HOUR;
      if (cor_test_once_in (random, 3))
        quota->until_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 21, 40) * HOUR;
      cor_edit_put (plan->edit, quota);
    }
}

/* Limits of vehicles are such that the largest household has room in a quarter of an hour; where it
 * has not, it goes in parts. */

static void
add_corridors (CorTestPlan *plan, GRand *random)
{
  guint n_corridors = cor_test_draw (random, 0, 3);

  for (guint i = 0; i < n_corridors; i++)
    {
      g_autoptr (CorGeometry) geometry = cor_test_grid_draw_row (random);
      CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);
      guint opens_h = cor_test_draw (random, 6, 14);

      corridor->daily =
          (CorDaily){ opens_h * 60, (opens_h + cor_test_draw (random, 2, 10)) * 60, 0 };
      corridor->modes =
          cor_test_once_in (random, 3) ? COR_MODE_COACH : COR_MODE_CAR | COR_MODE_COACH;
      corridor->is_two_way = cor_test_once_in (random, 2);
      corridor->max_column_vehicles =
          cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 4, 12);
      corridor->min_spacing_min = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 5, 60);
      corridor->vehicles_per_h =
          cor_test_once_in (random, 2) ? COR_UNLIMITED : cor_test_draw (random, 32, 60);
      cor_edit_put (plan->edit, corridor);
    }
}

static CorTestPlan *
make_plan (guint32 seed)
{
  CorTestPlan *plan = cor_test_plan_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gboolean is_roomy = cor_test_once_in (random, 2);

  plan->settings->horizon_h = cor_test_draw (random, 6, 40);
  if (cor_test_once_in (random, 4))
    plan->settings->start_utc_s += cor_test_draw (random, 1, 60) * 60;
  cor_test_grid_add_roads (plan);
  add_border (plan, random, is_roomy);
  add_people (plan, random, is_roomy);
  add_vehicles (plan, random);
  add_quotas (plan, random);
  add_corridors (plan, random);
  cor_test_grid_add_closures (plan, random);
  cor_test_add_tolerances (plan, seed);

  return plan;
}

/* Stops the work at one of its polls. */
typedef struct
{
  GCancellable *cancellable;
  guint n_polls;
  guint stop_at; /* 0: never */
} Stop;

static void
poll_cb (gpointer user_data)
{
  Stop *stop = user_data;

  if (++stop->n_polls == stop->stop_at)
    g_cancellable_cancel (stop->cancellable);
}

static void
ignore_cb (CorResult *preview, gpointer user_data)
{
}

/* Returns the result as text, or %NULL if it was stopped; and how often it was polled. */
static char *
compute_until (CorPlanner *planner, CorSnapshot *snapshot, guint stop_at, guint *n_polls)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, 0, stop_at };
  CorPlannerListener listener = { ignore_cb, NULL, 0 };
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result = NULL;

  cor_progress_watch_polls (progress, poll_cb, &stop);
  result = cor_planner_compute_anytime (planner, snapshot, NULL, &listener, progress, &error);
  *n_polls = stop.n_polls;
  if (result != NULL)
    return cor_test_dump_result (result);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Whoever asked may leave it to a caller to ask for the error. */
  g_assert_cmpuint (stop.n_polls, <=, stop_at + MAX_MORE_POLLS);

  return NULL;
}

/* Wherever it is stopped it stops at once, and whatever was found until then does no harm. */
static void
test_stopped_at_any_poll (void)
{
  for (guint32 seed = 1; seed <= N_STOPPED_PLANS; seed++)
    {
      g_autoptr (CorTestPlan) plan = make_plan (seed);
      g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);
      g_autoptr (CorPlanner) fresh = cor_planner_new (plan->network, NULL);
      g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
      g_autoptr (CorResult) result = cor_planner_compute (fresh, snapshot, NULL, NULL);
      g_autofree char *expected = cor_test_dump_result (result);
      g_autofree char *whole = NULL;
      guint n_polls, n_before;

      whole = compute_until (fresh, snapshot, 0, &n_polls);
      g_assert_cmpstr (whole, ==, expected);
      for (guint i = 1; i <= N_FIRST_STOPS; i++)
        g_assert_null (compute_until (planner, snapshot, i, &n_before));
      for (guint i = 0; i < N_STOPS; i++)
        g_assert_null (compute_until (planner, snapshot, 1 + n_polls * i / N_STOPS, &n_before));
      g_free (whole);
      whole = compute_until (planner, snapshot, 0, &n_before);
      g_assert_cmpstr (whole, ==, expected);
    }
}

static guint
count_faults (guint32 seed)
{
  g_autoptr (CorTestPlan) plan = make_plan (seed);
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  guint n_faults = 0;
  g_autoptr (CorResult) result = cor_test_grid_plan_anytime (planner, snapshot, seed, &n_faults);

  return n_faults;
}

/* Seeds of plans beyond those that were wrong once. */
static const guint32 wrong_once[] = { 558,  570,   643,   1117,  1122,  1303,  2085,
                                      2172, 2314,  2612,  3114,  4834,  5220,  5779,
                                      7224, 10738, 10883, 13381, 14493, 15016, 17401 };

static void
test_wrong_once (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wrong_once); i++)
    n_wrong += count_faults (wrong_once[i]) > 0;
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_random_limits (void)
{
  cor_test_check_seeds (N_PLANS, count_faults);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/random-limits/wrong-once", test_wrong_once);
  g_test_add_func ("/planner/random-limits/random", test_random_limits);
  g_test_add_func ("/planner/random-limits/stopped-at-any-poll", test_stopped_at_any_poll);

  return g_test_run ();
}
