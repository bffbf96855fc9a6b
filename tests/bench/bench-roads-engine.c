/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-roads-private.h"
#include "cor-leg-grid.h"
#include "cor-loads.h"
#include "cor-path-search.h"

#define AREA_ARCS 1000u

guint32
bench_roads_draw_node (BenchRoads *self)
{
  return (guint32) g_rand_int_range (self->rand, 0, (gint32) self->network->n_nodes);
}

/* The legs found so far around a place. */
typedef struct
{
  CorNetwork *network;
  CorBounds bounds;
  GHashTable *seen;
  GArray *legs;
} Around;

static void
collect_leg (guint32 leg, gpointer user_data)
{
  Around *around = user_data;
  CorPosition position =
      cor_network_get_node_position (around->network, around->network->leg[leg].from_node);

  if (cor_bounds_contains (&around->bounds, position) &&
      g_hash_table_add (around->seen, GUINT_TO_POINTER (leg)))
    g_array_append_val (around->legs, leg);
}

/* By growing a box until it holds as many arcs as wanted. */
GArray *
bench_roads_find_area (BenchRoads *self, guint32 node, CorBounds *bounds)
{
  GArray *legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Around around = { self->network, COR_BOUNDS_EMPTY, seen, legs };
  double wanted = AREA_ARCS * (double) self->network->n_legs / self->network->n_arcs;

  for (double radius_m = 200.0; legs->len < wanted && radius_m < 1e6; radius_m *= 1.08)
    {
      around.bounds = COR_BOUNDS_EMPTY;
      cor_bounds_add (&around.bounds, cor_network_get_node_position (self->network, node));
      cor_bounds_grow (&around.bounds, radius_m);
      g_hash_table_remove_all (seen);
      g_array_set_size (legs, 0);
      cor_leg_grid_foreach_in_bounds (self->network, &around.bounds, collect_leg, &around);
    }
  *bounds = around.bounds;

  return legs;
}

static void
set_leg (BenchRoads *self, guint32 leg, gboolean is_open, GArray *arcs)
{
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 arc = cor_network_find_arc (self->network, leg, backward == 1);

      if (arc == COR_ROAD_NONE)
        continue;
      self->weights_ms[arc] =
          is_open ? self->network->arc_time_ms[COR_ROAD_VEHICLE_CAR][arc] : COR_TRAVEL_UNREACHABLE;
      g_array_append_val (arcs, arc);
    }
}

/* Weights, hierarchy, and the rows that can have changed. */
static void
change_legs (BenchRoads *self, const GArray *legs, gboolean is_open)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < legs->len; i++)
    set_leg (self, g_array_index (legs, guint32, i), is_open, arcs);
  cor_metric_update (self->metric, (const guint32 *) arcs->data, arcs->len);
  cor_sweep_mark (self->sweep, self->metric);
  cor_sweep_update (self->sweep, self->metric, self->n_threads);
}

static void
measure_roads (BenchRoads *self, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_set_size (legs, 1);
  for (guint i = 0; i < self->n_runs; i++)
    {
      gint64 begin_us;

      g_array_index (legs, guint32, 0) = g_rand_int_range (self->rand, 0, self->network->n_legs);
      begin_us = cor_bench_get_time_us ();
      change_legs (self, legs, FALSE);
      cor_bench_runs_add (runs, begin_us);
      change_legs (self, legs, TRUE);
    }
  cor_bench_report_add (self->report, name, runs);
}

static void
measure_areas (BenchRoads *self, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();

  for (guint i = 0; i < self->n_runs; i++)
    {
      CorBounds bounds;
      g_autoptr (GArray) legs = bench_roads_find_area (self, bench_roads_draw_node (self), &bounds);
      gint64 begin_us = cor_bench_get_time_us ();

      change_legs (self, legs, FALSE);
      cor_bench_runs_add (runs, begin_us);
      change_legs (self, legs, TRUE);
    }
  cor_bench_report_add (self->report, name, runs);
}

static void
measure_weighing (BenchRoads *self, const char *name, CorMetric *metric, gsize weight_bytes)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  const CorNetwork *network = self->network;

  for (guint i = 0; i < self->n_runs; i++)
    {
      gint64 begin_us = cor_bench_get_time_us ();

      cor_metric_customize (metric, self->n_threads);
      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (self->report, name, runs);
  cor_bench_report_set_bytes (self->report, name,
                              (gsize) network->n_arcs * 4 * sizeof (guint32) +
                                  (gsize) network->n_up_arcs * (sizeof (guint32) + weight_bytes));
}

/* What a sweep must move at the least: its rows once, and each arc with its weight. */
static void
measure_sweep (BenchRoads *self,
               const char *name,
               CorSweep *sweep,
               CorMetric *metric,
               gsize bytes_by_row)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  const CorNetwork *network = self->network;

  for (guint i = 0; i < self->n_runs; i++)
    {
      gint64 begin_us = cor_bench_get_time_us ();

      cor_sweep_run (sweep, metric, self->n_threads);
      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (self->report, name, runs);
  if (bytes_by_row > 0)
    cor_bench_report_set_bytes (self->report, name,
                                (gsize) network->n_nodes * (bytes_by_row + sizeof (guint32)) +
                                    (gsize) network->n_up_arcs *
                                        (sizeof (guint32) + sizeof (CorUpWeight)));
}

static void
measure_all_nodes (BenchRoads *self, const char *name)
{
  gsize n_lanes = (BENCH_ROADS_TARGETS + 7) / 8 * 8;
  g_autoptr (CorSweep) sweep = cor_sweep_new (self->network, NULL, 0, self->ends,
                                              BENCH_ROADS_TARGETS, BENCH_ROADS_TARGETS, FALSE);

  measure_sweep (self, name, sweep, self->metric, n_lanes * sizeof (guint32));
}

/* The targets as the ends of a single one. */
static CorSweepEnd *
join_ends (BenchRoads *self)
{
  CorSweepEnd *ends = g_memdup2 (self->ends, BENCH_ROADS_TARGETS * sizeof *ends);

  for (guint i = 0; i < BENCH_ROADS_TARGETS; i++)
    ends[i].lane = 0;

  return ends;
}

static void
measure_nearest (BenchRoads *self, const char *name)
{
  g_autofree CorSweepEnd *ends = join_ends (self);
  g_autoptr (CorSweep) sweep =
      cor_sweep_new (self->network, NULL, 0, ends, BENCH_ROADS_TARGETS, 1, FALSE);

  measure_sweep (self, name, sweep, self->metric, sizeof (guint32));
}

static void
measure_loads (BenchRoads *self, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_autofree CorSweepEnd *ends = join_ends (self);
  g_autofree guint32 *arc_loads = g_new (guint32, self->network->n_arcs + 1);
  g_autofree guint32 *people = g_new (guint32, self->n_sources);
  g_autoptr (CorSweep) sweep = NULL;
  g_autoptr (CorLoads) loads = cor_loads_new (self->metric);

  for (guint i = 0; i < self->n_sources; i++)
    people[i] = 1 + i % 50;
  sweep = cor_sweep_new (self->network, self->sources, self->n_sources, ends, BENCH_ROADS_TARGETS,
                         1, FALSE);
  for (guint i = 0; i < self->n_runs; i++)
    {
      gint64 begin_us = cor_bench_get_time_us ();

      cor_sweep_run (sweep, self->metric, self->n_threads);
      cor_loads_compute (loads, sweep, self->sources, people, self->n_sources, self->n_threads,
                         arc_loads);
      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (self->report, name, runs);
}

static void
measure_routes (BenchRoads *self, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_autoptr (GArray) times = cor_bench_runs_new ();
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (CorPathSearch) search = cor_path_search_new (self->metric);

  for (guint i = 0; i < 10 * self->n_runs; i++)
    {
      CorSnapEnd from = { bench_roads_draw_node (self), COR_ROAD_NONE, 0 };
      CorSnapEnd to = { bench_roads_draw_node (self), COR_ROAD_NONE, 0 };
      gint64 begin_us = cor_bench_get_time_us ();
      CorCost cost = cor_path_search_run (search, &from, 1, &to, 1);
      guint32 first, last;

      cor_bench_runs_add (times, begin_us);
      g_array_set_size (arcs, 0);
      if (cost < COR_COST_UNREACHABLE)
        cor_path_search_list_arcs (search, arcs, &first, &last);
      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (self->report, name, runs);
  cor_bench_report_add (self->report, "route, time alone", times);
}

static void
measure_customize (BenchRoads *self, const char *name)
{
  measure_weighing (self, name, self->metric, sizeof (CorUpWeight));
}

static void
measure_places (BenchRoads *self, const char *name)
{
  measure_sweep (self, name, self->sweep, self->metric, 0);
}

/* The same where distances count too. */
static void
measure_costs (BenchRoads *self, const char *name)
{
  g_autoptr (CorMetric) metric = cor_metric_new (self->network, self->weights_ms, TRUE);
  g_autoptr (CorSweep) sweep =
      cor_sweep_new (self->network, self->sources, self->n_sources, self->ends, BENCH_ROADS_TARGETS,
                     BENCH_ROADS_TARGETS, TRUE);

  measure_weighing (self, "customize, metres too", metric, sizeof (CorUpCost));
  measure_sweep (self, name, sweep, metric, 0);
}

void
bench_roads_measure_engine (BenchRoads *self)
{
  static const BenchRoadsOperation operations[] = {
    { "customize", measure_customize },
    { "10000x50", measure_places },
    { "road closed, times alone", measure_roads },
    { "polygon closed, times alone", measure_areas },
    { "route", measure_routes },
    { "nearest crossing", measure_nearest },
    { "road loads", measure_loads },
    { "all nodes x 50", measure_all_nodes },
    { "10000x50, metres too", measure_costs },
  };

  bench_roads_measure (self, operations, G_N_ELEMENTS (operations));
}
