/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-clusterer.h"

G_BEGIN_DECLS

/**
 * CorCarUse:
 * @COR_CAR_USE_ANY: they drive or ride, whatever is sooner
 * @COR_CAR_USE_DRIVEN: they drive, and ride nowhere
 * @COR_CAR_USE_LEFT: they leave it behind and ride like those who have none
 *
 * What becomes of the cars of a group.
 */
typedef enum
{
  COR_CAR_USE_ANY,
  COR_CAR_USE_DRIVEN,
  COR_CAR_USE_LEFT,
} CorCarUse;

/**
 * CorDemandGroup:
 * @cluster: place of its cluster in the clustering's clusters
 * @with_car: whether these people have a car to go by, their own or one with a free seat
 * @car_use: what becomes of it, if they have one
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
  CorCarUse car_use;
  CorPriority priority;
  gint64 ready_utc_s;
  guint n_people;
  GArray *persons;
  GArray *households;
} CorDemandGroup;

CorDemandGroup *cor_demand_group_new_part (const CorDemandGroup *whole,
                                           CorCarUse car_use) G_GNUC_WARN_UNUSED_RESULT;

void cor_demand_group_take_over (CorDemandGroup *self,
                                 const CorDemandGroup *whole,
                                 guint first,
                                 guint n_persons,
                                 guint n_people);

gboolean cor_demand_group_drives (const CorDemandGroup *self);

void cor_demand_group_free (CorDemandGroup *self);

GPtrArray *cor_demand_new (CorSnapshot *snapshot,
                           CorClustering *clustering,
                           CorProgress *progress,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_cluster_is_abroad (const CorCluster *cluster);

G_END_DECLS
