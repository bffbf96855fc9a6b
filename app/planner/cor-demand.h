/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-clusterer.h"

G_BEGIN_DECLS

/**
 * CorDemandGroup:
 * @cluster: place of its cluster in the clustering's clusters
 * @with_car: whether these people go by car, their own or one with a free seat
 * @priority: how urgent it is that they get out
 * @ready_utc_s: when they can leave, rounded up to a quarter of an hour; %COR_TIME_NONE: at once
 * @n_people: how many, at least 1
 * @persons: (element-type guint): who, in the order in which they leave: households with needs
 *   first, households together
 * @households: (element-type CorId): for each of @persons the household, or the person if alone,
 *   with which they travel
 *
 * People of one cluster who may use the same crossings.
 */
typedef struct
{
  guint cluster;
  gboolean with_car;
  CorPriority priority;
  gint64 ready_utc_s;
  guint n_people;
  GArray *persons;
  GArray *households;
} CorDemandGroup;

void cor_demand_group_free (CorDemandGroup *self);

GPtrArray *cor_demand_new (CorSnapshot *snapshot,
                           CorClustering *clustering,
                           CorProgress *progress,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_cluster_is_abroad (const CorCluster *cluster);

G_END_DECLS
