/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cor-bench-ccrp.h"
#include "cor-bench-commands.h"
#include "cor-bench-min-flow.h"
#include "cor-bench-report.h"
#include "cor-expanded-anytime.h"

#define N_RUNS 5
#define GOOD_GAP 0.01

#define FIRST_PLAN "first plan"
#define GOOD_PLAN "1 % gap"
#define OPTIMUM "optimum"
#define CANCEL "cancel"

typedef struct
{
  CorBenchInstance *instance;
  CorBenchReport *report;
  CorBenchScore best;
  double optimum_ms;
} Bench;

/* A plan, and when in a run it was there. */
typedef struct
{
  double ms;
  double gap;
  CorBenchScore score;
} Reached;

typedef struct
{
  gint64 begin_us;
  gint64 polled_us; /* when the run last asked whether to go on */
  double cancel_ms; /* the longest for which it did not */
  Reached first;
  Reached good;
  Reached best;
} Run;

static CorBenchScore
get_score (const CorExpandedFlow *flow)
{
  return (CorBenchScore){ cor_expanded_flow_get_n_out (flow), cor_expanded_flow_get_rank_sum (flow),
                          cor_expanded_flow_get_last_rank (flow) };
}

/* What a plan comes to if those who are left count as out after the last step. */
static double
get_person_steps (const CorBenchInstance *instance, const CorBenchScore *score)
{
  return (double) (score->step_sum + score->n_out) +
         (double) (instance->n_people - score->n_out) * (instance->network.n_steps + 1);
}

static void
note_flow (const CorExpandedFlow *flow, double gap, gpointer user_data)
{
  Run *run = user_data;
  double ms = cor_bench_since_ms (run->begin_us);

  if (run->first.ms < 0.0)
    run->first = (Reached){ ms, gap, get_score (flow) };
  if (run->good.ms < 0.0 && gap <= GOOD_GAP)
    run->good = (Reached){ ms, gap, get_score (flow) };
  run->best = (Reached){ ms, gap, get_score (flow) };
}

static void
note_poll (gpointer user_data)
{
  Run *run = user_data;

  run->cancel_ms = MAX (run->cancel_ms, cor_bench_since_ms (run->polled_us));
  run->polled_us = cor_bench_get_time_us ();
}

/* One search for the optimum, with what was had on the way to it. */
static Run
run_once (const CorBenchInstance *instance)
{
  Run run = { .begin_us = cor_bench_get_time_us (), .first.ms = -1.0, .good.ms = -1.0 };
  g_autoptr (CorProgress) progress = cor_progress_new (NULL, NULL, NULL);
  g_autoptr (CorExpandedFlow) flow = NULL;

  run.polled_us = run.begin_us;
  cor_progress_watch_polls (progress, note_poll, &run);
  flow = cor_expanded_anytime_solve (&instance->network, note_flow, &run, progress, NULL);
  note_poll (&run);

  return run;
}

static void
add_operation (Bench *self,
               const char *name,
               GArray *runs_ms,
               double gap,
               const CorBenchScore *score)
{
  cor_bench_report_add (self->report, name, runs_ms);
  cor_bench_report_set_number (self->report, name, "gap", gap);
  cor_bench_report_set_number (self->report, name, "person_hours",
                               cor_bench_instance_get_person_hours (self->instance, score));
  cor_bench_report_set_number (self->report, name, "clearance_h",
                               cor_bench_instance_get_clearance_h (self->instance, score));
  cor_bench_report_set_number (self->report, name, "people_out", (double) score->n_out);
}

static gboolean
bench_ours (Bench *self)
{
  g_autoptr (GArray) first_ms = cor_bench_runs_new ();
  g_autoptr (GArray) good_ms = cor_bench_runs_new ();
  g_autoptr (GArray) optimum_ms = cor_bench_runs_new ();
  g_autoptr (GArray) cancel_ms = cor_bench_runs_new ();
  g_autoptr (CorExpandedFlow) flow = cor_expanded_flow_new (&self->instance->network, NULL, NULL);
  Run run = { 0 };

  for (guint i = 0; i < N_RUNS; i++)
    {
      run = run_once (self->instance);
      g_array_append_val (first_ms, run.first.ms);
      g_array_append_val (good_ms, run.good.ms);
      g_array_append_val (optimum_ms, run.best.ms);
      g_array_append_val (cancel_ms, run.cancel_ms);
    }
  self->best = run.best.score;
  self->optimum_ms = cor_bench_median (optimum_ms);
  add_operation (self, FIRST_PLAN, first_ms, run.first.gap, &run.first.score);
  add_operation (self, GOOD_PLAN, good_ms, run.good.gap, &run.good.score);
  add_operation (self, OPTIMUM, optimum_ms, run.best.gap, &run.best.score);
  cor_bench_report_add (self->report, CANCEL, cancel_ms);

  cor_expanded_flow_solve (flow, NULL, NULL);
  if (!cor_expanded_flow_check_proof (flow))
    {
      fprintf (stderr, "the proof of the optimum does not hold\n");
      return FALSE;
    }

  return TRUE;
}

/* A plan of somebody else beside the optimum: its own times and sums, and theirs by ours. */
static void
add_peer (Bench *self, const char *name, double ms, const CorBenchScore *score)
{
  g_autoptr (GArray) runs_ms = cor_bench_runs_new ();

  g_array_append_val (runs_ms, ms);
  add_operation (self, name, runs_ms,
                 get_person_steps (self->instance, score) /
                         get_person_steps (self->instance, &self->best) -
                     1.0,
                 score);
  cor_bench_report_set_number (self->report, name, "time_ratio", ms / self->optimum_ms);
  cor_bench_report_set_number (
      self->report, name, "person_hours_ratio",
      cor_bench_instance_get_person_hours (self->instance, score) /
          cor_bench_instance_get_person_hours (self->instance, &self->best));
  cor_bench_report_set_number (
      self->report, name, "clearance_ratio",
      cor_bench_instance_get_clearance_h (self->instance, score) /
          cor_bench_instance_get_clearance_h (self->instance, &self->best));
}

/* The network simplex, by what costs where: which is quicker depends on the problem. */
static gboolean
bench_lemon (Bench *self, const char *name, gboolean costs_on_way)
{
  g_autoptr (CorBenchMinFlow) problem =
      cor_bench_min_flow_new_expanded (self->instance, costs_on_way);
  gint64 stay_cost = cor_bench_min_flow_get_stay_cost (self->instance), cost;
  double ms;

  if (!cor_bench_min_flow_solve_by_lemon (problem, &cost, &ms))
    return TRUE;

  if (cost != (gint64) self->best.step_sum +
                  (gint64) (self->instance->n_people - self->best.n_out) * stay_cost)
    {
      fprintf (stderr, "LEMON finds another optimum: %" G_GINT64_FORMAT "\n", cost);
      return FALSE;
    }
  add_peer (self, name, ms, &self->best);
  cor_bench_report_add_peer (self->report, OPTIMUM, name, ms, 1);

  return TRUE;
}

static void
bench_heuristic (Bench *self,
                 const char *name,
                 CorBenchScore (*run) (const CorBenchInstance *instance),
                 gboolean is_peer)
{
  gint64 begin_us = cor_bench_get_time_us ();
  CorBenchScore score = run (self->instance);
  double ms = cor_bench_since_ms (begin_us);

  add_peer (self, name, ms, &score);
  if (is_peer)
    cor_bench_report_add_peer (self->report, FIRST_PLAN, name, ms, 1);
}

static gboolean
bench_problem (Bench *self)
{
  if (!bench_ours (self))
    return FALSE;

  bench_heuristic (self, "CCRP", cor_bench_ccrp_run, TRUE);
  if (self->instance->size.has_roads)
    bench_heuristic (self, "CCRP, goal-directed", cor_bench_ccrp_run_goal_directed, TRUE);
  bench_heuristic (self, "greedy, nearest first", cor_bench_greedy_run, FALSE);

  return bench_lemon (self, "LEMON network simplex", FALSE) &&
         bench_lemon (self, "LEMON, time costs on the way", TRUE);
}

static gboolean
bench_dimacs (CorBenchReport *report, const char *path, GError **error)
{
  g_autoptr (CorBenchMinFlow) problem = cor_bench_min_flow_new_dimacs (path, error);
  g_autoptr (GArray) runs_ms = cor_bench_runs_new ();
  gint64 cost = 0, lemon_cost;
  double lemon_ms;

  if (problem == NULL)
    return FALSE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = cor_bench_get_time_us ();

      if (!cor_bench_min_flow_solve (problem, &cost))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "%s: no flow brings what is supplied to where it is wanted", path);
          return FALSE;
        }
      cor_bench_runs_add (runs_ms, begin_us);
    }
  cor_bench_report_add (report, OPTIMUM, runs_ms);
  cor_bench_report_set_number (report, OPTIMUM, "gap", 0.0);
  cor_bench_report_set_number (report, OPTIMUM, "cost", (double) cost);
  if (!cor_bench_min_flow_solve_by_lemon (problem, &lemon_cost, &lemon_ms))
    return TRUE;

  cor_bench_report_add_peer (report, OPTIMUM, "LEMON network simplex", lemon_ms, 1);
  if (cost != lemon_cost)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "%s: LEMON finds another optimum: %" G_GINT64_FORMAT, path, lemon_cost);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_possible (const CorBenchSize *size)
{
  return size->n_clusters > 0 && size->n_clusters <= 60000 && size->n_crossings > 0 &&
         size->n_crossings <= 5000 && size->n_hours > 0 && size->n_hours <= 1000 &&
         size->step_min > 0 && 60 % size->step_min == 0 &&
         size->n_hours * 60 / size->step_min < 60000;
}

/**
 * cor_bench_planner:
 * @argc: number of arguments
 * @argv: “planner” and its options
 *
 * Returns: the exit status
 */
int
cor_bench_planner (int argc, char **argv)
{
  int n_clusters = 500, n_crossings = 12, n_hours = 96, step_min = 15;
  gboolean as_json = FALSE, has_roads = FALSE, crossings_limit = FALSE, is_done;
  g_autofree char *dimacs = NULL;
  const GOptionEntry entries[] = {
    { "clusters", 0, 0, G_OPTION_ARG_INT, &n_clusters, "Places where people start", "NUMBER" },
    { "crossings", 0, 0, G_OPTION_ARG_INT, &n_crossings, "Places where they are out", "NUMBER" },
    { "hours", 0, 0, G_OPTION_ARG_INT, &n_hours, "For how long it is planned", "NUMBER" },
    { "step", 0, 0, G_OPTION_ARG_INT, &step_min, "Minutes of a step; divides an hour", "MINUTES" },
    { "road-capacity", 0, 0, G_OPTION_ARG_NONE, &has_roads, "Roads have limits, too", NULL },
    { "crossings-limit", 0, 0, G_OPTION_ARG_NONE, &crossings_limit,
      "With limits of roads: crossings limit more than they do", NULL },
    { "dimacs-min", 0, 0, G_OPTION_ARG_FILENAME, &dimacs,
      "Solve the flow of least cost in a DIMACS file instead", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (CorBenchReport) report = NULL;
  g_autoptr (GError) error = NULL;
  CorBenchSize size;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "planner takes options only");
      return 2;
    }
  size = (CorBenchSize){ (guint) MAX (0, n_clusters),
                         (guint) MAX (0, n_crossings),
                         (guint) MAX (0, n_hours),
                         (guint) MAX (0, step_min),
                         has_roads,
                         crossings_limit };
  if (!is_possible (&size))
    {
      fprintf (stderr,
               "No such problem is made: take at least one cluster, crossing and hour, and a "
               "step that divides an hour\n");
      return 2;
    }

  report = cor_bench_report_new (as_json);
  if (dimacs != NULL)
    is_done = bench_dimacs (report, dimacs, &error);
  else
    {
      g_autoptr (CorBenchInstance) instance = cor_bench_instance_new (&size);
      Bench bench = { instance, report, { 0 }, 0.0 };

      if (!as_json)
        printf ("%u clusters, %u crossings, %u arcs with limits, %u steps, %" G_GUINT64_FORMAT
                " people\n",
                size.n_clusters, size.n_crossings, instance->network.n_arcs,
                instance->network.n_steps, instance->n_people);
      is_done = bench_problem (&bench);
    }
  if (!is_done)
    {
      if (error != NULL)
        fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  cor_bench_report_print (report, 1);

  return 0;
}
