/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast.h"

#include <string.h>

#include "cor-run.h"
#include "cor-test-outing.h"
#include "cor-vehicle.h"

#define HOUR COR_TEST_HOUR_S

static void
set_calm (CorForecastOptions *options, guint n_runs)
{
  cor_forecast_options_init (options);
  cor_forecast_options_set_calm (options);
  options->n_runs = n_runs;
}

static CorForecast *
forecast (CorTestOuting *outing, const CorForecastOptions *options)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_outing_finish (outing);
  g_autoptr (GError) error = NULL;
  CorForecast *made = cor_forecast_new (snapshot, outing->result, options, NULL, &error);

  g_assert_no_error (error);

  return made;
}

static const CorForecastRisk *
get_risk (const CorForecast *made, guint index)
{
  return &g_array_index (made->risks, CorForecastRisk, index);
}

/* Everything that a forecast says; how many threads made it apart. */
static char *
dump (const CorForecast *made)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%a %a %a %a %a %a %a\n", made->clearance_h.p5,
                          made->clearance_h.p95, made->person_hours.median, made->not_out.p95,
                          made->in_time, made->n_stops, made->n_breakdowns);
  for (guint i = 0; i < made->hours->len; i++)
    {
      const CorForecastHour *hour = &g_array_index (made->hours, CorForecastHour, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %u %a %a %a\n", hour->hour_utc_s,
                              hour->n_planned, hour->out.p5, hour->out.median, hour->out.p95);
    }
  for (guint i = 0; i < made->queues->len; i++)
    {
      const CorForecastQueue *queue = &g_array_index (made->queues, CorForecastQueue, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %a %a\n", queue->hour_utc_s,
                              queue->people.p95, queue->wait_min.p95);
    }
  for (guint i = 0; i < made->risks->len; i++)
    {
      g_autofree char *id = cor_id_to_string (&get_risk (made, i)->movement_id);

      g_string_append_printf (text, "%s %a %a %a\n", id, get_risk (made, i)->miss_hour,
                              get_risk (made, i)->miss_horizon, get_risk (made, i)->late_min);
    }

  return g_string_free (text, FALSE);
}

static CorTestOuting *
make_busy_outing (void)
{
  CorTestOuting *outing = cor_test_outing_new (150, 60);

  for (guint i = 0; i < 20; i++)
    cor_test_outing_add (outing, i * HOUR + 1800, (i + 3) * HOUR, 55 + i % 5);
  cor_test_outing_close_middle (outing, 8 * HOUR, 10 * HOUR);

  return outing;
}

static void
test_calm_run_is_the_plan (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;
  const CorForecastHour *hour;

  cor_test_outing_add (outing, 0, 2 * HOUR, 60);
  cor_test_outing_add (outing, HOUR, 3 * HOUR, 45);
  set_calm (&options, 3);
  made = forecast (outing, &options);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.p5, 3.75, 1e-6);
  g_assert_cmpfloat (made->clearance_h.p95, ==, made->clearance_h.p5);
  g_assert_cmpfloat (made->in_time, ==, 1.0);
  g_assert_cmpuint (made->n_assigned, ==, 105);
  g_assert_cmpuint (made->risks->len, ==, 2);
  g_assert_cmpfloat (get_risk (made, 0)->miss_hour, ==, 0.0);
  g_assert_cmpuint (made->hours->len, ==, 4);
  hour = &g_array_index (made->hours, CorForecastHour, 2);
  g_assert_cmpuint (hour->n_planned, ==, 60);
  g_assert_cmpfloat (hour->out.median, ==, 60.0);
  g_assert_cmpuint (made->queues->len, ==, 2);
}

static void
test_chance_makes_late (void)
{
  g_autoptr (CorTestOuting) outing = make_busy_outing ();
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;

  cor_forecast_options_init (&options);
  options.n_runs = 200;
  made = forecast (outing, &options);

  g_assert_cmpfloat (made->clearance_h.p5, <, made->clearance_h.median);
  g_assert_cmpfloat (made->clearance_h.median, <, made->clearance_h.p95);
  g_assert_cmpfloat (get_risk (made, 0)->miss_hour, >, 0.0);
  g_assert_cmpfloat (get_risk (made, 0)->late_min, >, 0.0);
  g_assert_cmpfloat (made->n_stops, >, 0.0);
}

static void
test_same_seed_same_forecast_on_any_threads (void)
{
  g_autoptr (CorTestOuting) outing = make_busy_outing ();
  g_auto (GStrv) texts = g_new0 (char *, 4);
  CorForecastOptions options;

  cor_forecast_options_init (&options);
  options.n_runs = 101;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CorForecast) made = NULL;

      options.n_threads = 1 + i * 2;
      made = forecast (outing, &options);
      texts[i] = dump (made);
    }
  g_assert_cmpstr (texts[1], ==, texts[0]);
  g_assert_cmpstr (texts[2], ==, texts[0]);

  options.seed = 2;
  {
    g_autoptr (CorForecast) made = forecast (outing, &options);
    g_autofree char *text = dump (made);

    g_assert_cmpstr (text, !=, texts[0]);
  }
}

static void
test_nobody (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;

  cor_forecast_options_init (&options);
  options.n_runs = 10;
  made = forecast (outing, &options);

  g_assert_cmpuint (made->n_assigned, ==, 0);
  g_assert_cmpuint (made->risks->len, ==, 0);
  g_assert_cmpfloat (made->not_out.p95, ==, 0.0);
  g_assert_cmpfloat (made->in_time, ==, 1.0);
}

static void
check_nobody_gets_out (CorTestOuting *outing)
{
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;

  cor_test_outing_add (outing, 0, 2 * HOUR, 7);
  cor_forecast_options_init (&options);
  options.n_runs = 10;
  made = forecast (outing, &options);

  g_assert_cmpfloat (made->never_out.p5, ==, 7.0);
  g_assert_cmpfloat (made->not_out.p5, ==, 7.0);
  g_assert_cmpfloat (get_risk (made, 0)->miss_horizon, ==, 1.0);
  g_assert_cmpfloat (get_risk (made, 0)->late_min, ==, 0.0);
}

static void
test_capacity_zero (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 0);

  check_nobody_gets_out (outing);
}

static void
test_crossing_closed_for_good (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);

  ((CorCrossingInterval *) outing->crossing->intervals->pdata[0])->state = COR_CROSSING_CLOSED;
  check_nobody_gets_out (outing);
}

static void
test_road_closed_for_good (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);

  cor_test_outing_close_middle (outing, 0, G_MAXINT64);
  check_nobody_gets_out (outing);
}

/* The road is closed when the column comes, and opens again an hour later. */
static void
test_closure_is_waited_for (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;

  cor_test_outing_close_middle (outing, 0, 2 * HOUR);
  cor_test_outing_add (outing, 0, 2 * HOUR, 60);
  set_calm (&options, 1);
  made = forecast (outing, &options);

  g_assert_cmpfloat (made->n_stops, ==, 1.0);
  g_assert_cmpfloat (made->n_stuck, ==, 0.0);
  g_assert_cmpfloat (get_risk (made, 0)->stopped, ==, 1.0);
  g_assert_cmpfloat (get_risk (made, 0)->miss_hour, ==, 1.0);
  /* Of the two hours on the road 66 minutes are beyond the eastern edge of the closed area. */
  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 66.0 / 60.0 + 1.0, 0.02);
}

/* A plan that knows of the closure gives the column the time to wait; nothing is late then. */
static void
test_planned_wait_is_no_stop (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;
  CorMovement *movement;

  cor_test_outing_close_middle (outing, 0, 2 * HOUR);
  movement = cor_test_outing_add (outing, 0, 4 * HOUR, 60);
  movement->arrive_utc_s = COR_TEST_START_UTC_S + 3 * HOUR + 600;
  set_calm (&options, 1);
  made = forecast (outing, &options);

  g_assert_cmpfloat (made->n_stops, ==, 0.0);
  g_assert_cmpfloat (get_risk (made, 0)->miss_hour, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 5.0, 1e-6);
}

/* Inside from the 54th to the 66th minute as planned. The road closes in the 67th, so that whoever
 * is slower is still there; in the 60th nobody drives in. */
static void
test_caught_by_a_closure (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) slow = NULL;
  g_autoptr (CorForecast) calm = NULL;
  CorForecastOptions options;
  CorClosure *closure = cor_test_outing_close_middle (outing, 67 * 60, 2 * HOUR);

  cor_test_outing_add (outing, 0, 2 * HOUR, 10);
  set_calm (&options, 200);
  options.stretch_sigma = 0.3;
  slow = forecast (outing, &options);
  closure->from_utc_s = COR_TEST_START_UTC_S + HOUR;
  set_calm (&options, 1);
  calm = forecast (outing, &options);

  g_assert_cmpfloat (slow->n_caught, >, 0.0);
  g_assert_cmpfloat (slow->n_caught, <, 1.0);
  g_assert_cmpfloat (calm->n_caught, ==, 0.0);
  g_assert_cmpfloat (calm->n_stops, ==, 1.0);
}

/* Crossing open from 02:00 to 05:00; on the night to 27 March 2022 that is two hours in Kyiv. */
static double
count_out_in_one_night (gint64 start_utc_s)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (0, 60);
  g_autoptr (CorForecast) made = NULL;
  CorForecastOptions options;
  CorCrossingInterval *interval = outing->crossing->intervals->pdata[0];

  interval->opens_min = 2 * 60;
  interval->closes_min = 5 * 60;
  outing->result->start_utc_s = outing->settings->start_utc_s = start_utc_s;
  cor_test_outing_add (outing, 0, 0, 150);
  set_calm (&options, 1);
  made = forecast (outing, &options);

  return g_array_index (made->hours, CorForecastHour, MIN (12, made->hours->len - 1)).out.median;
}

static void
test_night_of_the_clock_change (void)
{
  g_assert_cmpfloat (count_out_in_one_night (1645732800 - 4 * HOUR), ==, 150.0);
  g_assert_cmpfloat (count_out_in_one_night (1648324800 - 4 * HOUR), ==, 120.0);
}

/* The coach comes back an hour after passing; the first trip is held up by two hours. */
static void
test_late_vehicle_delays_its_next_trip (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (60, 60);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorCourse) course = NULL;
  g_autoptr (CorRun) run = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;
  CorId id = cor_id_from_key ("coach");
  CorMovementVehicle trip = { .vehicle_id = id, .number = 1, .trip = 1, .n_people = 40 };

  cor_edit_put (outing->edit, cor_vehicle_new (&id, COR_VEHICLE_COACH));
  trip.ready_utc_s = COR_TEST_START_UTC_S + 3 * HOUR;
  g_array_append_val (cor_test_outing_add (outing, 0, HOUR, 40)->vehicles, trip);
  trip.trip = 2;
  trip.ready_utc_s += 4 * HOUR;
  g_array_append_val (cor_test_outing_add (outing, 4 * HOUR, 5 * HOUR, 40)->vehicles, trip);
  cor_test_outing_close_middle (outing, 0, 150 * 60);
  snapshot = cor_test_outing_finish (outing);
  course = cor_course_new (snapshot, outing->result, 24, &error);
  g_assert_no_error (error);
  set_calm (&options, 1);
  run = cor_run_new (course, &options);
  cor_run_do (run, 0);

  /* Waits until 2:30, has 33 minutes to go and 40 to pass; planned was 2:00. */
  g_assert_cmpint (run->ends[0].through_us / COR_US_PER_MIN, ==, 150 + 33 + 40);
  g_assert_cmpint (run->ends[1].depart_us / COR_US_PER_MIN, ==, 240 + 150 + 33 + 40 - 120);
}

static void
cancel_cb (const char *stage, double fraction, gpointer user_data)
{
  if (fraction > 0.0)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (CorTestOuting) outing = make_busy_outing ();
  g_autoptr (CorSnapshot) snapshot = cor_test_outing_finish (outing);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, cancel_cb, cancellable);
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;

  cor_forecast_options_init (&options);
  options.n_runs = COR_FORECAST_MAX_RUNS;
  options.n_threads = 2;
  g_assert_null (cor_forecast_new (snapshot, outing->result, &options, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_bad_options (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (60, 60);
  g_autoptr (CorSnapshot) snapshot = cor_test_outing_finish (outing);
  CorForecastOptions options;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      cor_forecast_options_init (&options);
      if (i == 0)
        options.n_runs = 0;
      else if (i == 1)
        options.n_runs = COR_FORECAST_MAX_RUNS + 1;
      else
        options.stretch_sigma = -1.0;
      g_assert_null (cor_forecast_new (snapshot, outing->result, &options, NULL, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/simulation/forecast/" name, func)
  ADD ("calm-run-is-the-plan", test_calm_run_is_the_plan);
  ADD ("chance-makes-late", test_chance_makes_late);
  ADD ("same-seed-same-forecast-on-any-threads", test_same_seed_same_forecast_on_any_threads);
  ADD ("nobody", test_nobody);
  ADD ("capacity-zero", test_capacity_zero);
  ADD ("crossing-closed-for-good", test_crossing_closed_for_good);
  ADD ("road-closed-for-good", test_road_closed_for_good);
  ADD ("closure-is-waited-for", test_closure_is_waited_for);
  ADD ("planned-wait-is-no-stop", test_planned_wait_is_no_stop);
  ADD ("caught-by-a-closure", test_caught_by_a_closure);
  ADD ("night-of-the-clock-change", test_night_of_the_clock_change);
  ADD ("late-vehicle-delays-its-next-trip", test_late_vehicle_delays_its_next_trip);
  ADD ("cancel", test_cancel);
  ADD ("bad-options", test_bad_options);
#undef ADD

  return g_test_run ();
}
