/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-roads-private.h"
#include "cor-router.h"

#define MAX_OFF_ROAD_DEG 0.0005

/* Any summer morning. */
#define DEPART_UTC_S G_GINT64_CONSTANT (1750000000)
#define HOUR_S G_GINT64_CONSTANT (3600)
#define MIN_DEPARTURES 3u
#define DEPARTURES_MS 20000.0
#define DEPARTURE_MS 5000.0
#define LOOK_US 100

/* The officer's edits: what is measured begins with the shape drawn on the map and ends with the
 * new matrix, times and distances, that everything else is planned from. */
typedef struct
{
  BenchRoads *bench;
  CorRouter *router;
  CorSnap *sources;
  CorSnap *targets;
  CorMatrix *matrix;
} Desk;

/* A place beside a road: most stand within a leg, which they leave by both ends. */
static CorSnap
snap_place (Desk *self, guint32 node)
{
  CorPosition position = cor_network_get_node_position (self->bench->network, node);
  CorSnap snap;

  position.lat_deg += g_rand_double_range (self->bench->rand, -MAX_OFF_ROAD_DEG, MAX_OFF_ROAD_DEG);
  position.lon_deg += g_rand_double_range (self->bench->rand, -MAX_OFF_ROAD_DEG, MAX_OFF_ROAD_DEG);
  cor_router_snap (self->router, position, NULL, &snap);

  return snap;
}

static void
compute_matrix (Desk *self)
{
  g_clear_pointer (&self->matrix, cor_matrix_unref);
  self->matrix = cor_router_compute_matrix (self->router, self->sources, BENCH_ROADS_SOURCES,
                                            self->targets, BENCH_ROADS_TARGETS, NULL, NULL);
}

static void
open_desk (Desk *self, BenchRoads *bench)
{
  *self = (Desk){ .bench = bench, .router = cor_router_new (bench->network, COR_ROAD_VEHICLE_CAR) };
  self->sources = g_new (CorSnap, BENCH_ROADS_SOURCES);
  self->targets = g_new (CorSnap, BENCH_ROADS_TARGETS);
  for (guint i = 0; i < BENCH_ROADS_SOURCES; i++)
    self->sources[i] = snap_place (self, bench_roads_draw_node (bench));
  for (guint i = 0; i < BENCH_ROADS_TARGETS; i++)
    self->targets[i] = snap_place (self, bench->ends[i].node);
  compute_matrix (self);
}

static void
close_desk (Desk *self)
{
  g_clear_pointer (&self->matrix, cor_matrix_unref);
  cor_router_free (self->router);
  g_free (self->sources);
  g_free (self->targets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, close_desk)

static void
set_closures (Desk *self, CorClosureSet *closures)
{
  cor_router_set_closures (self->router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  compute_matrix (self);
}

/* Closes what is drawn and lets it open again, which is not counted. */
static void
close_shape (Desk *self, CorClosureShape *shape, GArray *runs, GArray *found_runs)
{
  g_autoptr (CorClosureSet) closures = NULL;
  gint64 begin_us = cor_bench_get_time_us ();

  closures = cor_closure_set_new (self->bench->network, &shape, 1, NULL, NULL);
  cor_bench_runs_add (found_runs, begin_us);
  set_closures (self, closures);
  cor_bench_runs_add (runs, begin_us);
  set_closures (self, NULL);
}

static CorPosition
leg_middle (CorNetwork *network, guint32 leg)
{
  guint n = cor_network_get_leg_n_points (network, leg);
  CorPosition a = cor_network_get_leg_point (network, leg, (n - 1) / 2);
  CorPosition b = cor_network_get_leg_point (network, leg, n / 2);

  return (CorPosition){ (a.lat_deg + b.lat_deg) / 2.0, (a.lon_deg + b.lon_deg) / 2.0 };
}

/* Any road. */
static CorClosureShape *
draw_road (BenchRoads *bench, gint64 from_utc_s, gint64 until_utc_s)
{
  CorClosureShape *shape = cor_closure_shape_new ("road", from_utc_s, until_utc_s);
  guint32 leg = g_rand_int_range (bench->rand, 0, bench->network->n_legs);
  CorPosition middle = leg_middle (bench->network, leg);

  cor_closure_shape_add_road (shape, middle, middle);

  return shape;
}

static void
measure_roads (BenchRoads *bench, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_autoptr (GArray) found_runs = cor_bench_runs_new ();
  g_auto (Desk) desk;

  open_desk (&desk, bench);
  for (guint i = 0; i < bench->n_runs; i++)
    {
      g_autoptr (CorClosureShape) shape =
          draw_road (bench, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

      close_shape (&desk, shape, runs, found_runs);
    }
  cor_bench_report_add (bench->report, name, runs);
  cor_bench_report_add (bench->report, "road closed: finding it", found_runs);
}

static CorClosureShape *
draw_area (BenchRoads *bench)
{
  CorClosureShape *shape =
      cor_closure_shape_new ("area", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  CorBounds box;
  g_autoptr (GArray) legs = bench_roads_find_area (bench, bench_roads_draw_node (bench), &box);
  const CorPosition ring[] = { { box.south_deg, box.west_deg },
                               { box.south_deg, box.east_deg },
                               { box.north_deg, box.east_deg },
                               { box.north_deg, box.west_deg } };

  cor_closure_shape_add_area (shape, ring, G_N_ELEMENTS (ring), NULL);

  return shape;
}

static void
measure_areas (BenchRoads *bench, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_autoptr (GArray) found_runs = cor_bench_runs_new ();
  g_auto (Desk) desk;

  open_desk (&desk, bench);
  for (guint i = 0; i < bench->n_runs; i++)
    {
      g_autoptr (CorClosureShape) shape = draw_area (bench);

      close_shape (&desk, shape, runs, found_runs);
    }
  cor_bench_report_add (bench->report, name, runs);
  cor_bench_report_add (bench->report, "polygon closed: finding it", found_runs);
}

/* Stops a matrix that takes too long. */
typedef struct
{
  GCancellable *cancellable;
  gint64 begin_us;
  gint is_over;
} Watch;

static gpointer
watch (gpointer user_data)
{
  Watch *self = user_data;

  while (g_atomic_int_get (&self->is_over) == 0 &&
         cor_bench_since_ms (self->begin_us) < DEPARTURE_MS)
    g_usleep (LOOK_US);
  if (g_atomic_int_get (&self->is_over) == 0)
    g_cancellable_cancel (self->cancellable);

  return NULL;
}

/* Returns: whether the matrix was there in time. */
static gboolean
depart (Desk *desk, CorClosureSet *closures)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  Watch watched = { cancellable, cor_bench_get_time_us (), 0 };
  GThread *watcher = g_thread_new ("watch", watch, &watched);
  g_autoptr (CorMatrix) matrix = NULL;

  cor_router_set_closures (desk->router, closures, DEPART_UTC_S, DEPART_UTC_S);
  matrix = cor_router_compute_matrix_departing (desk->router, desk->sources, BENCH_ROADS_SOURCES,
                                                desk->targets, BENCH_ROADS_TARGETS, DEPART_UTC_S,
                                                progress, NULL);
  g_atomic_int_set (&watched.is_over, 1);
  g_thread_join (watcher);

  return matrix != NULL;
}

/* A matrix by the clock: a road is closed from one hour after departure to three. How long that
 * takes depends on how many journeys meet the road: where it takes seconds there are fewer runs,
 * and what takes too long is given up and counts as the time until then. */
static void
measure_departures (BenchRoads *bench, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_auto (Desk) desk;
  gint64 started_us;
  guint n_given_up = 0;

  open_desk (&desk, bench);
  started_us = cor_bench_get_time_us ();
  for (guint i = 0; i < bench->n_runs; i++)
    {
      g_autoptr (CorClosureShape) shape =
          draw_road (bench, DEPART_UTC_S + HOUR_S, DEPART_UTC_S + 3 * HOUR_S);
      g_autoptr (CorClosureSet) closures =
          cor_closure_set_new (bench->network, &shape, 1, NULL, NULL);
      gint64 begin_us = cor_bench_get_time_us ();

      if (i >= MIN_DEPARTURES && cor_bench_since_ms (started_us) > DEPARTURES_MS)
        break;
      n_given_up += !depart (&desk, closures);
      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (bench->report, name, runs);
  cor_bench_report_set_number (bench->report, name, "given_up", n_given_up);
}

static void
measure_routes (BenchRoads *bench, const char *name)
{
  g_autoptr (GArray) runs = cor_bench_runs_new ();
  g_auto (Desk) desk;

  open_desk (&desk, bench);
  for (guint i = 0; i < bench->n_runs; i++)
    {
      const CorSnap *source = &desk.sources[i % BENCH_ROADS_SOURCES];
      const CorSnap *target = &desk.targets[i % BENCH_ROADS_TARGETS];
      gint64 begin_us = cor_bench_get_time_us ();
      g_autoptr (CorRoute) route = cor_router_find_route (desk.router, source, target);

      cor_bench_runs_add (runs, begin_us);
    }
  cor_bench_report_add (bench->report, name, runs);
}

void
bench_roads_measure_edits (BenchRoads *self)
{
  static const BenchRoadsOperation operations[] = {
    { "road closed -> 10000x50", measure_roads },
    { "polygon closed -> 10000x50", measure_areas },
    { "departing 10000x50", measure_departures },
    { "route, as the desk draws it", measure_routes },
  };

  bench_roads_measure (self, operations, G_N_ELEMENTS (operations));
}
