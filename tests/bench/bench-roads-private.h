/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-bench-report.h"
#include "cor-network-private.h"
#include "cor-sweep.h"

G_BEGIN_DECLS

#define BENCH_ROADS_SOURCES 10000u
#define BENCH_ROADS_TARGETS 50u

/* All that is measured on one network. */
typedef struct
{
  CorNetwork *network;
  CorBenchReport *report;
  GRand *rand;
  guint n_threads;
  guint n_runs;
  const char *only; /* (nullable): a part of the names of what is to be measured */
  guint32 *weights_ms;
  guint32 *sources; /* nodes */
  guint n_sources;
  CorSweepEnd *ends; /* of the targets */
  CorMetric *metric; /* times alone */
  CorSweep *sweep;   /* from the sources to the targets */
} BenchRoads;

/* One operation, and those that are measured with it. */
typedef struct
{
  const char *name;
  void (*measure) (BenchRoads *self, const char *name);
} BenchRoadsOperation;

/* Measures those that were asked for. */
void bench_roads_measure (BenchRoads *self, const BenchRoadsOperation *operations, guint n);

/* A road or an area that is closed, as the officer draws it. */
void bench_roads_measure_edits (BenchRoads *self);

/* The engine on its own, from changed weights to new times. */
void bench_roads_measure_engine (BenchRoads *self);

/* Other people's searches, and plain ones. */
void bench_roads_measure_peers (BenchRoads *self);

/* The legs around a node, as many as make 1,000 arcs or a few more, and the box that holds them. */
GArray *bench_roads_find_area (BenchRoads *self, guint32 node, CorBounds *bounds);
guint32 bench_roads_draw_node (BenchRoads *self);

G_END_DECLS
