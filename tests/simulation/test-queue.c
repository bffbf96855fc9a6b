/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-queue.h"

#include "cor-chance.h"
#include "cor-run.h"
#include "cor-test-outing.h"

#define CAR 0u
#define COACH 1u
#define FOOT 2u

/* A crossing and its queue, looked at by hand. */
typedef struct
{
  CorCrossing *crossing;
  CorCrossingInterval *interval;
  CorBorder *border;
  CorQueue *queue;
} Post;

static void
set_up (Post *post, gconstpointer user_data)
{
  post->crossing = cor_crossing_new (NULL);
  post->crossing->capacity_people_per_h = 60;
  post->interval = cor_crossing_add_interval (post->crossing, NULL);
  post->interval->state = COR_CROSSING_OPEN;
  post->interval->modes = COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT;
}

static void
open_post (Post *post)
{
  post->border = cor_border_new (post->crossing, COR_TEST_START_UTC_S, 72);
  post->queue = cor_queue_new (post->border);
}

static void
tear_down (Post *post, gconstpointer user_data)
{
  cor_queue_free (post->queue);
  cor_border_free (post->border);
  cor_record_unref (post->crossing);
}

/* Serves until nobody is let through any more. Returns when the last of each party were through. */
static guint
drain (Post *post, gint64 now_us, gint64 *through_us, guint n_parties)
{
  guint n_through = 0;

  for (guint i = 0; i < n_parties; i++)
    through_us[i] = COR_NEVER_US;
  while (TRUE)
    {
      CorServing serving = cor_queue_serve (post->queue, now_us);
      gint64 from_us;

      if (serving.until_us == COR_NEVER_US)
        return n_through;
      now_us = serving.until_us;
      if (serving.n_people == 0)
        continue;
      cor_queue_finish (post->queue, &from_us);
      n_through += serving.n_people;
      through_us[serving.party] = now_us;
    }
}

static void
test_steady (Post *post, gconstpointer user_data)
{
  gint64 through_us[2];

  open_post (post);
  cor_queue_join (post->queue, 0, COACH, 60);
  cor_queue_join (post->queue, 1, COACH, 30);

  g_assert_cmpuint (drain (post, 0, through_us, 2), ==, 90);
  g_assert_cmpint (through_us[0], ==, COR_US_PER_H);
  g_assert_cmpint (through_us[1], ==, COR_US_PER_H + 30 * COR_US_PER_MIN);
}

static void
test_closed_for_good (Post *post, gconstpointer user_data)
{
  gint64 through_us[1];

  post->interval->state = COR_CROSSING_CLOSED;
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 5);

  g_assert_cmpuint (drain (post, 0, through_us, 1), ==, 0);
}

static void
test_capacity_zero (Post *post, gconstpointer user_data)
{
  gint64 through_us[1];

  post->crossing->capacity_people_per_h = 0;
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 5);

  g_assert_cmpuint (drain (post, 0, through_us, 1), ==, 0);
}

/* Open from 08:00 to 08:30, two hours after the start: those who are not through wait a day. */
static void
test_opening_hours (Post *post, gconstpointer user_data)
{
  gint64 through_us[2];

  post->interval->opens_min = 8 * 60;
  post->interval->closes_min = 8 * 60 + 30;
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 30);
  cor_queue_join (post->queue, 1, CAR, 1);

  g_assert_cmpuint (drain (post, 0, through_us, 2), ==, 31);
  g_assert_cmpint (through_us[0], ==, 2 * COR_US_PER_H + 30 * COR_US_PER_MIN);
  g_assert_cmpint (through_us[1], ==, 26 * COR_US_PER_H + COR_US_PER_MIN);
}

static void
test_reception_limits (Post *post, gconstpointer user_data)
{
  gint64 through_us[1];

  post->crossing->reception_people_per_h = 20;
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 20);
  drain (post, 0, through_us, 1);

  g_assert_cmpint (through_us[0], ==, COR_US_PER_H);
}

/* Twenty people an hour on foot, no coaches, sixty in all: those on foot come last and still get
 * through within the hour, since they could not wait. */
static void
test_limits_by_mode (Post *post, gconstpointer user_data)
{
  gint64 through_us[3];

  post->crossing->capacity_by_mode_people_per_h[COACH] = 0;
  post->crossing->capacity_by_mode_people_per_h[FOOT] = 20;
  open_post (post);
  cor_queue_join (post->queue, 0, COACH, 1);
  cor_queue_join (post->queue, 1, CAR, 40);
  cor_queue_join (post->queue, 2, FOOT, 20);

  g_assert_cmpuint (drain (post, 0, through_us, 3), ==, 60);
  g_assert_cmpint (through_us[0], ==, COR_NEVER_US);
  g_assert_cmpint (MAX (through_us[1], through_us[2]), ==, COR_US_PER_H);
  g_assert_cmpint (through_us[2], >=, COR_US_PER_H - 3 * COR_US_PER_MIN);
}

/* Coaches pass in the first half of the hour only: they go first, although cars came earlier. */
static void
test_who_is_shut_out_goes_first (Post *post, gconstpointer user_data)
{
  CorCrossingInterval *cars_only = cor_crossing_add_interval (post->crossing, NULL);
  gint64 through_us[2];

  cars_only->state = COR_CROSSING_OPEN;
  cars_only->modes = COR_MODE_CAR;
  cars_only->from_utc_s = COR_TEST_START_UTC_S + 1800;
  cor_crossing_sort (post->crossing);
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 30);
  cor_queue_join (post->queue, 1, COACH, 30);

  g_assert_cmpuint (drain (post, 0, through_us, 2), ==, 60);
  g_assert_cmpint (through_us[1], ==, 30 * COR_US_PER_MIN);
  g_assert_cmpint (through_us[0], ==, COR_US_PER_H);
}

/* Forty people an hour for twenty minutes, then ten; of cars never more than twenty. Coaches came
 * first, but unless cars are let through between them, not all of them get through. */
static void
test_looks_ahead_to_slower_times (Post *post, gconstpointer user_data)
{
  CorCrossingInterval *slow = cor_crossing_add_interval (post->crossing, NULL);
  gint64 through_us[2];

  post->crossing->capacity_people_per_h = 40;
  post->crossing->capacity_by_mode_people_per_h[CAR] = 20;
  slow->state = COR_CROSSING_OPEN;
  slow->modes = post->interval->modes;
  slow->from_utc_s = COR_TEST_START_UTC_S + 1200;
  slow->capacity_people_per_h = 10;
  cor_crossing_sort (post->crossing);
  open_post (post);
  cor_queue_join (post->queue, 0, COACH, 7);
  cor_queue_join (post->queue, 1, CAR, 13);

  g_assert_cmpuint (drain (post, 0, through_us, 2), ==, 20);
  g_assert_cmpint (through_us[0], <=, COR_US_PER_H);
  g_assert_cmpint (through_us[1], <=, COR_US_PER_H);
}

/* Four people an hour for 25 minutes, then 24; of those on foot 16: eleven of them just get
 * through, as the one who is in between then goes on at the new pace. */
static void
test_line_takes_up_a_new_pace (Post *post, gconstpointer user_data)
{
  CorCrossingInterval *quick = cor_crossing_add_interval (post->crossing, NULL);
  gint64 through_us[2];

  post->crossing->capacity_people_per_h = 4;
  post->crossing->capacity_by_mode_people_per_h[FOOT] = 16;
  quick->state = COR_CROSSING_OPEN;
  quick->modes = post->interval->modes;
  quick->from_utc_s = COR_TEST_START_UTC_S + 1500;
  quick->capacity_people_per_h = 24;
  cor_crossing_sort (post->crossing);
  open_post (post);
  cor_queue_join (post->queue, 0, CAR, 4);
  cor_queue_join (post->queue, 1, FOOT, 11);

  g_assert_cmpuint (drain (post, 0, through_us, 2), ==, 15);
  g_assert_cmpint (through_us[0], <=, COR_US_PER_H);
  g_assert_cmpint (through_us[1], <=, COR_US_PER_H);
}

/* Twenty-one people an hour, of cars ten and of coaches four: as many as come, if the border takes
 * up cars and coaches before both at once can wait no longer. Plan 1111 of the random edges. */
static void
test_two_lines_cannot_wait (Post *post, gconstpointer user_data)
{
  gint64 through_us[3];

  post->crossing->capacity_people_per_h = 21;
  post->crossing->capacity_by_mode_people_per_h[CAR] = 10;
  post->crossing->capacity_by_mode_people_per_h[COACH] = 4;
  open_post (post);
  cor_queue_join (post->queue, 0, FOOT, 10);
  cor_queue_join (post->queue, 1, CAR, 7);
  cor_queue_join (post->queue, 2, COACH, 4);

  g_assert_cmpuint (drain (post, 0, through_us, 3), ==, 21);
  for (guint i = 0; i < G_N_ELEMENTS (through_us); i++)
    g_assert_cmpint (through_us[i], <=, COR_US_PER_H);
}

/* Who comes while three hours were seen, ten minutes before that is out of date, is through no
 * later than whoever comes after it. */
static void
test_waiting_runs_out (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (0, 60);
  CorCrossingWait *wait = cor_crossing_add_wait (outing->crossing, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorCourse) course = NULL;
  g_autoptr (CorRun) run = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;

  wait->observed_utc_s = COR_TEST_START_UTC_S + 3000 - COR_CROSSING_WAIT_VALID_S;
  wait->wait_min = 180;
  cor_test_outing_add (outing, 2400, COR_TEST_HOUR_S, 60);
  cor_test_outing_add (outing, 0, 2 * COR_TEST_HOUR_S, 1);
  snapshot = cor_test_outing_finish (outing);
  course = cor_course_new (snapshot, outing->result, 24, &error);
  g_assert_no_error (error);
  cor_forecast_options_init (&options);
  cor_forecast_options_set_calm (&options);
  run = cor_run_new (course, &options);
  cor_run_do (run, 0);

  g_assert_cmpint (run->ends[0].through_us, ==, 2 * COR_US_PER_H);
  g_assert_cmpint (run->ends[1].through_us, ==, 2 * COR_US_PER_H + COR_US_PER_MIN);
}

/* Poisson arrivals, one server, constant service: the mean wait is rho * service / 2 (1 - rho)
 * (Pollaczek and Khinchine). */
static void
test_mean_wait_is_that_of_the_formula (void)
{
  const double load = 0.7, service_s = 60.0;
  const guint n_arrivals = 30000;
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (0, 60);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorCourse) course = NULL;
  g_autoptr (CorRun) run = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;
  CorChance chance = cor_chance_start (1, 1);
  double time_s = 0.0, wait_s = 0.0;

  for (guint i = 0; i < n_arrivals; i++)
    {
      time_s += cor_chance_draw_exponential (&chance, service_s / load);
      cor_test_outing_add (outing, (gint64) time_s, (gint64) time_s, 1);
    }
  outing->settings->horizon_h = 1 + (guint) (time_s / COR_TEST_HOUR_S);
  snapshot = cor_test_outing_finish (outing);
  course = cor_course_new (snapshot, outing->result, 24, &error);
  g_assert_no_error (error);
  cor_forecast_options_init (&options);
  cor_forecast_options_set_calm (&options);
  run = cor_run_new (course, &options);
  cor_run_do (run, 0);

  for (guint i = 0; i < n_arrivals; i++)
    {
      g_assert_cmpint (run->ends[i].through_us, !=, COR_NEVER_US);
      wait_s += (double) (run->ends[i].through_us - run->ends[i].arrive_us) / COR_US_PER_S;
    }
  wait_s = wait_s / n_arrivals - service_s;
  g_test_message ("mean wait %.1f s", wait_s);
  g_assert_cmpfloat_with_epsilon (wait_s, load * service_s / (2.0 * (1.0 - load)), 4.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/simulation/queue/" name, Post, NULL, set_up, func, tear_down)
  ADD ("steady", test_steady);
  ADD ("closed-for-good", test_closed_for_good);
  ADD ("capacity-zero", test_capacity_zero);
  ADD ("opening-hours", test_opening_hours);
  ADD ("reception-limits", test_reception_limits);
  ADD ("limits-by-mode", test_limits_by_mode);
  ADD ("who-is-shut-out-goes-first", test_who_is_shut_out_goes_first);
  ADD ("looks-ahead-to-slower-times", test_looks_ahead_to_slower_times);
  ADD ("line-takes-up-a-new-pace", test_line_takes_up_a_new_pace);
  ADD ("two-lines-cannot-wait", test_two_lines_cannot_wait);
#undef ADD
  g_test_add_func ("/simulation/queue/waiting-runs-out", test_waiting_runs_out);
  g_test_add_func ("/simulation/queue/mean-wait-is-that-of-the-formula",
                   test_mean_wait_is_that_of_the_formula);

  return g_test_run ();
}
