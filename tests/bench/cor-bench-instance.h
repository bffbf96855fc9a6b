/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-expanded-flow.h"

G_BEGIN_DECLS

/**
 * CorBenchSize:
 * @n_clusters: places where people start
 * @n_crossings: places where they are out
 * @n_hours: for how long it is planned
 * @step_min: minutes of a step; divides an hour
 * @has_roads: whether the roads between them have capacities
 * @crossings_limit: whether crossings limit more than those roads do
 *
 * How large a problem is.
 */
typedef struct
{
  guint n_clusters;
  guint n_crossings;
  guint n_hours;
  guint step_min;
  gboolean has_roads;
  gboolean crossings_limit;
} CorBenchSize;

/**
 * CorBenchInstance:
 * @size: how large it is
 * @network: what the product's flow gets
 * @crossing_nodes: (array): the node of each crossing
 * @crossing_capacities: (array): people of each in one slot
 * @cluster_nodes: (nullable) (array): the node of each cluster where roads have capacities
 * @first_steps: (nullable) (array): by cluster, then crossing: the step in which one can be there
 *   first, where roads have none
 * @n_people: all people
 *
 * A problem made up of random numbers, the same every time.
 */
typedef struct
{
  CorBenchSize size;
  CorExpandedNetwork network;
  guint *crossing_nodes;
  guint32 *crossing_capacities;
  guint *cluster_nodes;
  guint *first_steps;
  guint64 n_people;

  GArray *arcs;
  GArray *groups;
  GArray *entries;
  GArray *slots;
} CorBenchInstance;

/* What a plan comes to. */
typedef struct
{
  guint64 n_out;
  guint64 step_sum; /* of the steps in which people are out */
  guint last_step;
} CorBenchScore;

CorBenchInstance *cor_bench_instance_new (const CorBenchSize *size) G_GNUC_WARN_UNUSED_RESULT;
void cor_bench_instance_free (CorBenchInstance *self);

double cor_bench_instance_get_person_hours (const CorBenchInstance *self,
                                            const CorBenchScore *score);
double cor_bench_instance_get_clearance_h (const CorBenchInstance *self,
                                           const CorBenchScore *score);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBenchInstance, cor_bench_instance_free)

G_END_DECLS
