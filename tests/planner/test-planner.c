/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "cor-reason.h"
#include "cor-test-fork.h"
#include "cor-time.h"

#define HOUR COR_SECONDS_PER_HOUR
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

static void
test_simple (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;
  const CorCorridor *corridor;
  const CorAlternative *alternative;

  cor_test_plan_add_people (fork->plan, &fork->town, 30)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  movement = result->movements->pdata[0];
  g_assert_cmpuint (movement->n_people, ==, 30);
  g_assert_cmpint (movement->mode, ==, COR_MODE_CAR);
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S);
  g_assert_cmpint (movement->arrive_utc_s, ==, COR_TEST_START_UTC_S + 2 * HOUR);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 2 * HOUR);
  g_assert_cmpuint (movement->wait_min, ==, 0);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 3.0);
  g_assert_cmpfloat (result->totals.person_hours, ==, 60.0);

  corridor = result->corridors->pdata[movement->corridor];
  g_assert_cmpuint (corridor->distance_m, ==, 120000);
  g_assert_cmpuint (corridor->roads->len, ==, 1);
  g_assert_cmpstr (((CorCorridorRoad *) corridor->roads->pdata[0])->places[0], ==, "Fork");

  g_assert_cmpuint (result->alternatives->len, ==, 1);
  alternative = result->alternatives->pdata[0];
  g_assert_true (cor_id_equal (&alternative->second_id, &fork->south->record.id));
  g_assert_cmpint (alternative->extra_min, ==, 60);
  corridor = result->corridors->pdata[alternative->second_corridor];
  g_assert_cmpuint (corridor->distance_m, ==, 180000);
}

static void
test_late_departure_not_early_queue (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 150)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S + i * HOUR);
      g_assert_cmpuint (movement->n_people, ==, i < 2 ? 60 : 30);
    }
}

static void
test_observed_waiting_is_added_once (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingWait *wait = cor_crossing_add_wait (fork->north, NULL);

  wait->observed_utc_s = COR_TEST_START_UTC_S;
  wait->wait_min = 90;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 100)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + (4 + i) * HOUR);
      g_assert_cmpuint (movement->wait_min, ==, 90);
      g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, 2 * HOUR);
    }
}

static void
test_no_car_not_through_car_only (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];

  interval->modes = COR_MODE_CAR;
  cor_test_plan_add_people (fork->plan, &fork->town, 20)->car = COR_ANSWER_YES;
  cor_test_plan_add_people (fork->plan, &fork->town, 5)->car = COR_ANSWER_NO;
  cor_test_plan_add_people (fork->plan, &fork->town, 7);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (cor_test_count_through (result, fork->north), ==, 20);
  g_assert_cmpuint (cor_test_count_through (result, fork->south), ==, 12);
  g_assert_cmpuint (result->totals.n_unserved, ==, 0);
}

static void
test_coach_takes_its_time (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];
  const CorMovement *movement;

  interval->modes = COR_MODE_FOOT;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->mode, ==, COR_MODE_FOOT);
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, 3 * HOUR);
}

/* Those with cars could be faster, but one cluster through one crossing in one hour is one
 * movement: they go in column with the coach. */
static void
test_column (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_people_per_h = 20;
  cor_test_plan_add_people (fork->plan, &fork->town, 30)->car = COR_ANSWER_YES;
  cor_test_plan_add_people (fork->plan, &fork->town, 10);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  movement = result->movements->pdata[1];
  g_assert_cmpint (((CorMovement *) result->movements->pdata[0])->depart_utc_s, ==,
                   movement->depart_utc_s);
  for (guint i = 0; i < 2; i++)
    {
      movement = result->movements->pdata[i];
      g_assert_cmpuint (movement->n_people, ==, 20);
      if (movement->pass_utc_s == COR_TEST_START_UTC_S + 2 * HOUR)
        {
          g_assert_cmpuint (movement->n_with_car, ==, 20);
          g_assert_cmpint (movement->mode, ==, COR_MODE_CAR);
        }
      else
        {
          g_assert_cmpuint (movement->n_with_car, ==, 10);
          g_assert_cmpint (movement->mode, ==, COR_MODE_COACH);
          g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, 3 * HOUR);
        }
    }
}

static void
test_reasons (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autofree char *text = NULL;

  ((CorCrossingInterval *) fork->north->intervals->pdata[0])->modes = COR_MODE_CAR;
  ((CorCrossingInterval *) fork->south->intervals->pdata[0])->modes = COR_MODE_CAR;
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==,
                   COR_REASON_NO_CROSSING_FOR_MODE);
  g_assert_true (
      cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &fork->north->record.id));
  g_assert_false (result->totals.has_clearance);
  snapshot = cor_test_plan_finish (fork->plan);
  text = cor_reason_describe (cor_test_get_only_unserved (result), snapshot);
  g_assert_nonnull (strstr (text, "north"));
}

static void
test_capacity_zero (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 0;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_CAPACITY);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 20);
}

static void
test_nothing_open (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  ((CorCrossingInterval *) fork->north->intervals->pdata[0])->state = COR_CROSSING_CLOSED;
  ((CorCrossingInterval *) fork->south->intervals->pdata[0])->state = COR_CROSSING_NOT_OPEN;
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_CROSSING_OPEN);
}

static void
test_horizon_too_short (CorTestFork *fork, gconstpointer user_data)
{
  const guint n_more_hours = 2; /* coaches take longer than two hours */
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorResult) longer = NULL;
  g_autoptr (CorResult) shorter = NULL;

  fork->plan->settings->horizon_h = 2;
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_TOO_LATE);
  g_assert_cmpint (cor_test_get_only_unserved (result)->remedy.kind, ==, COR_BINDING_HORIZON);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->remedy.amount, ==, n_more_hours);

  /* It is the smallest change: an hour less would not do. */
  fork->plan->settings->horizon_h += n_more_hours;
  longer = cor_test_plan_compute (fork->plan);
  g_assert_cmpuint (longer->totals.n_unserved, ==, 0);
  fork->plan->settings->horizon_h--;
  shorter = cor_test_plan_compute (fork->plan);
  g_assert_cmpuint (shorter->totals.n_unserved, ==, 20);
}

static void
test_horizon_full (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->plan->settings->horizon_h = 4;
  cor_test_plan_add_people (fork->plan, &fork->town, 500)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  /* Two hours at the northern crossing, one at the southern. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 180);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_CAPACITY);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 320);
}

static void
test_inside_closed_area (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.9, 50.1, 26.1);

  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_INSIDE_CLOSURE);
  g_assert_true (cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &area->record.id));
}

static void
test_all_roads_closed (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Bridge down", 49.95, 24.95, 50.05, 25.05);
  CorClosure *idle = cor_test_plan_add_area (fork->plan, "At sea", 45.0, 31.0, 45.1, 31.1);

  /* Standing on the only road, which is cut at its other end. */
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_ALL_CLOSED);
  g_assert_true (cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &area->record.id));
  g_assert_cmpuint (result->closures_without_road->len, ==, 1);
  g_assert_true (
      cor_id_equal (&g_array_index (result->closures_without_road, CorId, 0), &idle->record.id));
}

static void
test_unreachable_among_reachable (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorId island = cor_test_plan_add_town (fork->plan, "Island", 46.0, 33.0);

  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &island, 3);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_ROAD);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 3);
}

static void
test_abroad (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorId id = cor_id_from_place_number (77);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  g_strlcpy (settlement->country, "PL", sizeof settlement->country);
  settlement->position = (CorPosition){ 50.5, 24.0 };
  cor_edit_put (fork->plan->edit, settlement);
  cor_test_plan_add_people (fork->plan, &id, 4)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_ABROAD);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_LEFT_INSIDE], ==, 0);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_PERSON_TIME], ==, 0);
}

/* A short road abroad joins both crossings; the inland road to the southern one is closed. */
static void
test_no_short_cut_abroad (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;

  cor_test_plan_add_foreign_leg (fork->plan, 2, 3, 5);
  cor_test_plan_add_area (fork->plan, "South", 49.4, 23.9, 49.6, 24.1);
  fork->north->capacity_people_per_h = 1;
  cor_test_plan_add_people (fork->plan, &fork->town, 3);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      movement = result->movements->pdata[i];
      g_assert_true (cor_id_equal (&movement->crossing_id, &fork->north->record.id));
    }
}

static void
test_nobody (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_people (fork->plan, &fork->town, 9)->status = COR_STATUS_SAFE;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 0);
  g_assert_cmpuint (result->unserved->len, ==, 0);
  g_assert_cmpuint (result->totals.n_out, ==, 9);
  g_assert_cmpuint (result->totals.n_people, ==, 9);
  g_assert_false (result->totals.has_clearance);
}

static void
test_no_hours (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->plan->settings->horizon_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 9);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 9);
}

static void
test_empty_plan (void)
{
  g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
  g_autoptr (CorResult) result = NULL;
  CorId town;

  cor_test_plan_add_node (plan, "Lonely", 50.0, 26.0);
  town = cor_test_plan_add_town (plan, "Lonely", 50.0, 26.0);
  cor_test_plan_add_people (plan, &town, 3);

  result = cor_test_plan_compute (plan);

  g_assert_cmpuint (result->clusters->len, ==, 1);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_CROSSING_OPEN);
}

/* Whatever the reason, an officer gets a sentence. */
static void
test_every_reason_has_a_text (void)
{
  g_autoptr (CorSnapshot) snapshot = cor_snapshot_new ();

  for (guint i = 0; i < COR_N_REASONS; i++)
    {
      CorUnserved unserved = { .reason = i };
      g_autofree char *text = cor_reason_describe (&unserved, snapshot);

      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_null (strchr (text, '%'));
    }
}

static void
test_two_clusters_at_one_point (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorId twin = cor_test_plan_add_town (fork->plan, "Twin", 50.0, 26.0);

  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &twin, 30);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->clusters->len, ==, 2);
  g_assert_cmpuint (result->movements->len, ==, 2);
  g_assert_cmpuint (result->totals.n_assigned, ==, 50);
}

static void
test_cluster_at_crossing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorId village = cor_test_plan_add_town (fork->plan, "Village", 50.5, 24.0);
  const CorMovement *movement;

  cor_test_plan_add_people (fork->plan, &village, 20);

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S);
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S);
}

/* The road from the fork to the northern crossing closes an hour and a half after the start, for
 * five hours: whoever leaves at once is through by car in exactly two hours, but not before it
 * closes; the southern way takes three. */
static void
test_timed_closure (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 50.2, 24.4, 50.3, 24.6);
  const CorMovement *movement;

  area->from_utc_s = COR_TEST_START_UTC_S + 3 * HOUR / 2;
  area->until_utc_s = area->from_utc_s + 5 * HOUR;
  cor_test_plan_add_people (fork->plan, &fork->town, 20)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_true (cor_id_equal (&movement->crossing_id, &fork->south->record.id));
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 3 * HOUR);
}

/* As before, but the southern crossing is closed: they leave home so as to find the road open. */
static void
test_timed_closure_is_waited_for (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 50.2, 24.4, 50.3, 24.6);
  const CorMovement *movement;

  area->from_utc_s = COR_TEST_START_UTC_S + 3 * HOUR / 2;
  area->until_utc_s = COR_TEST_START_UTC_S + 6 * HOUR;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 20)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S + 5 * HOUR);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 7 * HOUR);
}

/* It closes only after two hours, when the first are through; those of the second hour must be at
 * the crossing by then too, and wait there. */
static void
test_through_before_it_closes (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 50.2, 24.4, 50.3, 24.6);
  const CorMovement *movement;

  area->from_utc_s = COR_TEST_START_UTC_S + 2 * HOUR;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 100)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      movement = result->movements->pdata[i];
      g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S);
      g_assert_cmpint (movement->arrive_utc_s, ==, COR_TEST_START_UTC_S + 2 * HOUR);
      g_assert_cmpint (movement->wait_min * 60, ==, movement->pass_utc_s - movement->arrive_utc_s);
    }
}

static void
test_area_opens_later (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.9, 50.1, 26.1);
  const CorMovement *movement;

  area->until_utc_s = COR_TEST_START_UTC_S + 10 * HOUR;
  cor_test_plan_add_people (fork->plan, &fork->town, 20)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S + 10 * HOUR);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 12 * HOUR);
}

static void
test_hours_of_the_crossing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];
  const CorMovement *movement;

  /* The plan starts at 06:00 in Kyiv; half of the hour from 12:00 is open. */
  interval->opens_min = 12 * 60 + 30;
  interval->closes_min = 14 * 60;
  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 4; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 10)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 6 * HOUR);
  g_assert_cmpuint (movement->n_people, ==, 30);
  movement = result->movements->pdata[1];
  g_assert_cmpuint (movement->n_people, ==, 10);
}

static void
test_daylight_saving (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];
  const CorMovement *movement;
  gint64 start_utc_s;

  /* In the night to 27 March 2022 the clock jumps from 03:00 to 04:00, at 01:00 UTC. A crossing
   * that opens at 05:00 does so three hours after 01:00, not four. */
  g_assert_true (cor_time_parse ("2022-03-26T23:00:00Z", &start_utc_s, NULL));
  fork->plan->settings->start_utc_s = start_utc_s;
  interval->opens_min = 5 * 60;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 10)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->pass_utc_s, ==, start_utc_s + 3 * HOUR);
}

static void
test_cache_changes_nothing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorSnapshot) before = NULL;
  g_autoptr (CorSnapshot) after = NULL;
  g_autoptr (CorPlanner) planner = NULL;
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_MOVE_RALLY, NULL);
  CorRally *rally = cor_record_new (COR_RECORD_RALLY, &fork->town);
  CorSnapshot *asked[4];
  char *expected[2] = { NULL, NULL };

  cor_test_plan_add_area (fork->plan, "Shelling", 50.2, 24.4, 50.3, 24.6)->until_utc_s =
      COR_TEST_START_UTC_S + 5 * HOUR;
  cor_test_plan_add_people (fork->plan, &fork->town, 150)->car = COR_ANSWER_YES;
  cor_test_plan_add_people (fork->plan, &fork->town, 150);
  before = cor_test_plan_finish (fork->plan);
  rally->position = (CorPosition){ 50.0, 25.5 };
  cor_edit_put (edit, rally);
  after = cor_snapshot_apply (before, edit, 2);
  asked[0] = asked[2] = before;
  asked[1] = asked[3] = after;
  planner = cor_planner_new (fork->plan->network, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (CorResult) result = cor_test_plan_compute_after (planner, asked[i], NULL);
      g_autoptr (CorPlanner) fresh = cor_planner_new (fork->plan->network, NULL);
      g_autoptr (CorResult) again = cor_test_plan_compute_after (fresh, asked[i], NULL);
      g_autofree char *text = cor_test_dump_result (result);
      g_autofree char *again_text = cor_test_dump_result (again);

      g_assert_cmpstr (text, ==, again_text);
      g_free (expected[i % 2]);
      expected[i % 2] = g_steal_pointer (&text);
    }
  g_assert_cmpstr (expected[0], !=, expected[1]);
  g_free (expected[0]);
  g_free (expected[1]);
}

/* The same plan, its records put in another order. */
static void
test_order_changes_nothing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorSnapshot) shuffled = NULL;
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  g_autoptr (CorPlanner) planner = NULL;
  g_autoptr (CorResult) first = NULL;
  g_autoptr (CorResult) second = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;

  for (guint i = 0; i < 40; i++)
    {
      CorId town = cor_test_plan_add_town (fork->plan, "Other", 50.0, 25.0 + i % 8 * 0.1);

      cor_test_plan_add_people (fork->plan, &town, 1 + i % 7)->car = i % 3;
    }
  snapshot = cor_test_plan_finish (fork->plan);
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      GPtrArray *records = cor_snapshot_get_records (snapshot, i);

      for (guint j = records->len; j > 0; j--)
        cor_edit_put (edit, cor_record_ref (records->pdata[j - 1]));
    }
  shuffled = cor_snapshot_apply (empty, edit, 1);
  planner = cor_planner_new (fork->plan->network, NULL);

  first = cor_test_plan_compute_after (planner, snapshot, NULL);
  second = cor_test_plan_compute_after (planner, shuffled, NULL);

  first_text = cor_test_dump_result (first);
  second_text = cor_test_dump_result (second);
  g_assert_cmpuint (first->movements->len, >, 20);
  g_assert_cmpstr (first_text, ==, second_text);
}

static void
test_cancel (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorPlanner) planner = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;

  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  snapshot = cor_test_plan_finish (fork->plan);
  planner = cor_planner_new (fork->plan->network, NULL);
  g_cancellable_cancel (cancellable);

  g_assert_null (cor_planner_compute (planner, snapshot, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/planner/" path, CorTestFork, NULL, cor_test_fork_set_up, func,                     \
              cor_test_fork_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("simple", test_simple);
  ADD ("movements/late-departure", test_late_departure_not_early_queue);
  ADD ("movements/observed-waiting", test_observed_waiting_is_added_once);
  ADD ("modes/no-car", test_no_car_not_through_car_only);
  ADD ("modes/coach-speed", test_coach_takes_its_time);
  ADD ("modes/column", test_column);
  ADD ("unserved/modes", test_reasons);
  ADD ("unserved/capacity-zero", test_capacity_zero);
  ADD ("unserved/nothing-open", test_nothing_open);
  ADD ("unserved/horizon-too-short", test_horizon_too_short);
  ADD ("unserved/horizon-full", test_horizon_full);
  ADD ("unserved/inside-closure", test_inside_closed_area);
  ADD ("unserved/all-closed", test_all_roads_closed);
  ADD ("unserved/unreachable", test_unreachable_among_reachable);
  ADD ("unserved/abroad", test_abroad);
  ADD ("unserved/abroad-roads", test_no_short_cut_abroad);
  ADD ("nobody", test_nobody);
  ADD ("unserved/no-hours", test_no_hours);
  g_test_add_func ("/planner/empty", test_empty_plan);
  g_test_add_func ("/planner/reasons/texts", test_every_reason_has_a_text);
  ADD ("clusters/one-point", test_two_clusters_at_one_point);
  ADD ("clusters/at-crossing", test_cluster_at_crossing);
  ADD ("closures/timed", test_timed_closure);
  ADD ("closures/waited-for", test_timed_closure_is_waited_for);
  ADD ("closures/through-before", test_through_before_it_closes);
  ADD ("closures/area-opens", test_area_opens_later);
  ADD ("hours/half-open", test_hours_of_the_crossing);
  ADD ("hours/daylight-saving", test_daylight_saving);
  ADD ("cache", test_cache_changes_nothing);
  ADD ("order", test_order_changes_nothing);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
