/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet-private.h"

G_BEGIN_DECLS

/**
 * CorFleetWay:
 * @pair: from where to where
 * @can_board: bits: the items that can go
 * @movement: without people and vehicles
 *
 * A pair in an hour.
 */
typedef struct
{
  guint pair;
  guint32 can_board;
  CorFleetMovement movement;
} CorFleetWay;

/**
 * CorFleetWays:
 * @setup: what is asked
 * @list: (element-type CorFleetWay): by when they leave, then arrive
 * @next_hours: by way, and one more, and cluster: the first hour of this way and of those after it
 * @first_hours: for each item the first hour of any way
 * @n_depots: how many depots
 * @nearest_s: by place and cluster: what driving there takes, perhaps by way of other clusters and
 *   crossings; or less. Places are depots, then crossings
 * @round_s: the shortest way from a crossing over a rally point to a crossing
 * @is_roomy: whether no crossing is ever full
 * @is_metric: whether nothing is nearer by way of others
 * @has_waits: whether others wait at some crossing
 * @on_foot: whether people walk over some border
 *
 * All ways that the people of a small plan could be driven.
 */
typedef struct
{
  const CorFleetSetup *setup;
  GArray *list;
  guint *next_hours;
  guint first_hours[COR_FLEET_FEW_ITEMS];
  guint n_depots;
  gint64 *nearest_s;
  gint64 round_s;
  gboolean is_roomy;
  gboolean is_metric;
  gboolean has_waits;
  gboolean on_foot;
} CorFleetWays;

CorFleetWays *cor_fleet_ways_new (const CorFleetSetup *setup,
                                  guint n_hours) G_GNUC_WARN_UNUSED_RESULT;

void cor_fleet_ways_free (CorFleetWays *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFleetWays, cor_fleet_ways_free)

guint cor_fleet_ways_find_first (const CorFleetWays *self, gint64 depart_utc_s);

guint cor_fleet_ways_find_slot (const CorFleetWays *self,
                                const CorRoom *room,
                                const CorFleetWay *way,
                                guint item);

G_END_DECLS
