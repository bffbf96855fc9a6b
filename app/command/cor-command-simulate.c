/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-record.h"

#include "cor-time.h"
#include "cor-trial.h"

/* How many of the movements at risk are printed for reading; JSON has them all. */
#define N_SHOWN 10u

static void
add_spread (JsonBuilder *json, const char *member, const CorSpread *spread)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_object (json);
  cor_json_add_number (json, "p5", spread->p5);
  cor_json_add_number (json, "median", spread->median);
  cor_json_add_number (json, "p95", spread->p95);
  json_builder_end_object (json);
}

static void
add_hours (JsonBuilder *json, const CorForecast *forecast)
{
  json_builder_set_member_name (json, "out_by_hour");
  json_builder_begin_array (json);
  for (guint i = 0; i < forecast->hours->len; i++)
    {
      const CorForecastHour *hour = &g_array_index (forecast->hours, CorForecastHour, i);

      json_builder_begin_object (json);
      cor_json_add_time (json, "hour", hour->hour_utc_s);
      cor_json_add_count (json, "planned", hour->n_planned);
      add_spread (json, "people", &hour->out);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_queues (JsonBuilder *json, CorSnapshot *snapshot, const CorForecast *forecast)
{
  json_builder_set_member_name (json, "queues");
  json_builder_begin_array (json);
  for (guint i = 0; i < forecast->queues->len; i++)
    {
      const CorForecastQueue *queue = &g_array_index (forecast->queues, CorForecastQueue, i);

      json_builder_begin_object (json);
      cor_json_add_id (json, "crossing_id", &queue->crossing_id);
      cor_json_add_text (json, "crossing",
                         cor_command_name_crossing (snapshot, &queue->crossing_id, "?"));
      cor_json_add_time (json, "hour", queue->hour_utc_s);
      add_spread (json, "people", &queue->people);
      add_spread (json, "wait_min", &queue->wait_min);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static const char *
get_cluster_name (CorResult *result, const CorMovement *movement)
{
  const CorCluster *cluster = cor_result_get_cluster (result, &movement->cluster_id);

  return cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN);
}

static void
add_risks (JsonBuilder *json, CorSnapshot *snapshot, CorResult *result, const CorForecast *forecast)
{
  g_autoptr (GHashTable) movements = cor_result_index_movements (result);

  json_builder_set_member_name (json, "movements");
  json_builder_begin_array (json);
  for (guint i = 0; i < forecast->risks->len; i++)
    {
      const CorForecastRisk *risk = &g_array_index (forecast->risks, CorForecastRisk, i);
      const CorMovement *movement = g_hash_table_lookup (movements, &risk->movement_id);

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &risk->movement_id);
      cor_json_add_text (json, "cluster", get_cluster_name (result, movement));
      cor_json_add_text (json, "crossing",
                         cor_command_name_crossing (snapshot, &movement->crossing_id, "?"));
      cor_json_add_count (json, "people", movement->n_people);
      cor_json_add_time (json, "depart", movement->depart_utc_s);
      cor_json_add_time (json, "pass", movement->pass_utc_s);
      cor_json_add_number (json, "misses_hour", risk->miss_hour);
      cor_json_add_number (json, "misses_horizon", risk->miss_horizon);
      cor_json_add_number (json, "stopped", risk->stopped);
      cor_json_add_number (json, "caught", risk->caught);
      cor_json_add_number (json, "late_min", risk->late_min);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_forecast_json (CorSnapshot *snapshot, CorResult *result, const CorForecast *forecast)
{
  const CorScenario *scenario = cor_snapshot_get_scenario (snapshot);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  cor_json_add_count (json, "revision", forecast->revision);
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  cor_json_add_count (json, "runs", forecast->options.n_runs);
  cor_json_add_count (json, "seed", forecast->options.seed);
  cor_json_add_count (json, "assigned", forecast->n_assigned);
  cor_json_add_number (json, "planned_clearance_h", forecast->planned_clearance_h);
  add_spread (json, "clearance_h", &forecast->clearance_h);
  add_spread (json, "person_hours", &forecast->person_hours);
  add_spread (json, "not_out", &forecast->not_out);
  add_spread (json, "never_out", &forecast->never_out);
  cor_json_add_number (json, "in_time", forecast->in_time);
  cor_json_add_number (json, "stops", forecast->n_stops);
  cor_json_add_number (json, "stuck", forecast->n_stuck);
  cor_json_add_number (json, "caught", forecast->n_caught);
  cor_json_add_number (json, "breakdowns", forecast->n_breakdowns);
  add_hours (json, forecast);
  add_queues (json, snapshot, forecast);
  add_risks (json, snapshot, result, forecast);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_risks (CorSnapshot *snapshot, CorResult *result, const CorForecast *forecast)
{
  g_autoptr (GHashTable) movements = cor_result_index_movements (result);
  guint n_shown = MIN (N_SHOWN, forecast->risks->len);

  for (guint i = 0; i < n_shown; i++)
    {
      const CorForecastRisk *risk = &g_array_index (forecast->risks, CorForecastRisk, i);
      const CorMovement *movement = g_hash_table_lookup (movements, &risk->movement_id);
      g_autofree char *depart = cor_time_format_local (movement->depart_utc_s, "Europe/Kyiv");

      if (risk->miss_hour <= 0.0)
        break;
      if (i == 0)
        g_print ("Most at risk:\n");
      g_print ("  %s to %s, %u %s, leaves %s: misses its hour in %.0f of 100 runs, %.0f min "
               "late on average\n",
               get_cluster_name (result, movement),
               cor_command_name_crossing (snapshot, &movement->crossing_id, "?"),
               movement->n_people, cor_command_word_people (movement->n_people), depart,
               risk->miss_hour * 100.0, risk->late_min);
    }
}

/* Where most people are at once, and where those who get through waited longest. */
static void
print_queues (CorSnapshot *snapshot, const CorForecast *forecast)
{
  const CorForecastQueue *fullest = NULL, *slowest = NULL;
  g_autofree char *full_hour = NULL;
  g_autofree char *slow_hour = NULL;

  for (guint i = 0; i < forecast->queues->len; i++)
    {
      const CorForecastQueue *queue = &g_array_index (forecast->queues, CorForecastQueue, i);

      if (fullest == NULL || queue->people.p95 > fullest->people.p95)
        fullest = queue;
      if (slowest == NULL || queue->wait_min.p95 > slowest->wait_min.p95)
        slowest = queue;
    }
  if (fullest == NULL)
    return;

  full_hour = cor_time_format_local (fullest->hour_utc_s, "Europe/Kyiv");
  g_print (
      "Most people at a crossing: %.0f at %s in the hour from %s (%.0f in one run in twenty).\n",
      fullest->people.median, cor_command_name_crossing (snapshot, &fullest->crossing_id, "?"),
      full_hour, fullest->people.p95);
  if (slowest->wait_min.p95 <= 0.0)
    return;

  slow_hour = cor_time_format_local (slowest->hour_utc_s, "Europe/Kyiv");
  g_print (
      "Longest waiting: %.0f min on average for those who pass %s in the hour from %s (%.0f in "
      "one run in twenty).\n",
      slowest->wait_min.median, cor_command_name_crossing (snapshot, &slowest->crossing_id, "?"),
      slow_hour, slowest->wait_min.p95);
}

/* One run has no spread: it is told as it went. */
static void
print_single_run (const CorForecast *forecast, gboolean is_calm)
{
  if (is_calm)
    g_print ("One run in which nothing is delayed.\n");
  else
    g_print ("One run with seed %" G_GUINT64_FORMAT ".\n", forecast->options.seed);
  if (forecast->n_assigned == 0)
    return;

  g_print ("The last one is out %.1f hours after the plan's start (planned: %.0f).\n",
           forecast->clearance_h.median, forecast->planned_clearance_h);
  if (forecast->not_out.median > 0.0)
    g_print ("%.0f of those with a movement are not out by the end of the plan.\n",
             forecast->not_out.median);
  else
    g_print ("Everybody with a movement is out by the end of the plan.\n");
  g_print ("%.0f movements are stopped by something closed, %.0f of them for good; %.0f are on a "
           "road when it closes; %.0f vehicles break down.\n",
           forecast->n_stops, forecast->n_stuck, forecast->n_caught, forecast->n_breakdowns);
}

static void
print_runs (const CorForecast *forecast)
{
  g_print ("%u runs with seed %" G_GUINT64_FORMAT ".\n", forecast->options.n_runs,
           forecast->options.seed);
  if (forecast->n_assigned == 0)
    return;

  g_print ("The last one is out %.1f hours after the plan's start (planned: %.0f); in 9 of 10 runs "
           "between %.1f and %.1f.\n",
           forecast->clearance_h.median, forecast->planned_clearance_h, forecast->clearance_h.p5,
           forecast->clearance_h.p95);
  g_print ("Everybody with a movement is out by the end of the plan in %.0f of 100 runs",
           forecast->in_time * 100.0);
  if (forecast->not_out.p95 > 0.0)
    g_print ("; in one run in twenty %.0f people or more are not", forecast->not_out.p95);
  g_print (".\n");
  g_print (
      "In a run %.1f movements are stopped by something closed, %.1f of them for good; %.1f are "
      "on a road when it closes; %.1f vehicles break down.\n",
      forecast->n_stops, forecast->n_stuck, forecast->n_caught, forecast->n_breakdowns);
}

static void
print_forecast (CorSnapshot *snapshot,
                CorResult *result,
                const CorForecast *forecast,
                gboolean is_calm)
{
  if (forecast->options.n_runs == 1)
    print_single_run (forecast, is_calm);
  else
    print_runs (forecast);
  if (forecast->n_assigned == 0)
    {
      g_print ("Nobody has a movement.\n");
      return;
    }

  print_queues (snapshot, forecast);
  print_risks (snapshot, result, forecast);
}

static CorForecast *
simulate (CorSession *session, CorResult *result, const CorForecastOptions *options, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) answer = NULL;

  cor_session_simulate_async (session, cor_session_get_snapshot (session), result, options,
                              cor_command_show_progress, NULL, NULL, cor_await_cb, &await);
  answer = cor_await (&await);

  return cor_session_simulate_finish (session, answer, error);
}

static gboolean
run (const char *path,
     const char *scenario,
     const char *roads,
     const CorForecastOptions *options,
     gboolean is_calm,
     gboolean as_json,
     GError **error)
{
  g_autoptr (CorOpenPlan) session = cor_command_open_to_compute (path, scenario, error);
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorForecast) forecast = NULL;

  if (session == NULL || (roads != NULL && !cor_command_choose_roads (session, roads, error)))
    return FALSE;
  result = cor_command_compute (session, error);
  forecast = result != NULL ? simulate (session, result, options, error) : NULL;
  if (forecast == NULL)
    return FALSE;

  if (as_json)
    print_forecast_json (cor_session_get_snapshot (session), result, forecast);
  else
    print_forecast (cor_session_get_snapshot (session), result, forecast, is_calm);

  return cor_command_close (session, error);
}

/**
 * cor_command_simulate:
 * @argc: how many arguments
 * @argv: PLAN [--scenario NAME] [--runs N] [--seed S] [--calm] [--roads NETWORK.roads] [--json]
 * @error: set when it fails
 *
 * Drives the plan, or one of its scenarios, many times with random delays and prints what comes of
 * it; the same seed gives the same. With --calm nothing is delayed, and it is driven once, which
 * tells whether the plan keeps what it promises.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_simulate (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE, calm = FALSE;
  int n_runs = 0;
  gint64 seed = 1;
  g_autofree char *scenario = NULL;
  g_autofree char *roads = NULL;
  CorForecastOptions options;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, NULL },
    { "calm", 0, 0, G_OPTION_ARG_NONE, &calm, NULL, NULL },
    { "roads", 0, 0, G_OPTION_ARG_FILENAME, &roads, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  cor_forecast_options_init (&options);
  n_runs = (int) options.n_runs;
  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_SIMULATE, error))
    return FALSE;
  if (n_runs < 1 || n_runs > (int) COR_FORECAST_MAX_RUNS)
    return cor_command_refuse (error, COR_USAGE_SIMULATE, "--runs is a number from 1 to %u.",
                               COR_FORECAST_MAX_RUNS);
  if (seed < 0)
    return cor_command_refuse (error, COR_USAGE_SIMULATE, "--seed is a number from 0 on.");
  options.n_runs = (guint) n_runs;
  options.seed = (guint64) seed;
  options.n_threads = g_get_num_processors ();
  if (calm)
    cor_forecast_options_set_calm (&options);

  return run (argv[1], scenario, roads, &options, calm, as_json, error);
}
