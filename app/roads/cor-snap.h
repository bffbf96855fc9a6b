/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

/**
 * COR_SNAP_WHOLE_LEG:
 *
 * The #CorSnap.along of the end of a leg; its beginning is 0.
 */
#define COR_SNAP_WHOLE_LEG 65536u

/**
 * CorSnapState:
 * @COR_SNAP_FOUND: the place is on the network
 * @COR_SNAP_TOO_FAR: no road within the longest connector allowed
 * @COR_SNAP_ALL_CLOSED: there are roads within reach, but all are closed
 * @COR_SNAP_BLOCKED: there are open roads within reach, but only over water
 *
 * How snapping a place to the roads ended.
 */
typedef enum
{
  COR_SNAP_FOUND,
  COR_SNAP_TOO_FAR,
  COR_SNAP_ALL_CLOSED,
  COR_SNAP_BLOCKED
} CorSnapState;

/**
 * CorSnap:
 * @state: whether a road was found; the rest but @position counts only if it was
 * @position: the place that was asked for
 * @road_position: where it meets the road
 * @leg: the leg it stands on
 * @node: the node it stands on, or %COR_ROAD_NONE when it stands within the leg
 * @along: how far along the leg, of %COR_SNAP_WHOLE_LEG
 * @connector_m: length of the straight connector between @position and @road_position, in metres
 * @connector_ms: what driving it is taken to last, in milliseconds
 * @on_island: no mainland road was near enough; from here few places are reached
 * @closed_leg: the nearest leg, if it was passed over because it is closed; else %COR_ROAD_NONE
 * @closed_area: index of the closure whose area holds @position, or %G_MAXSIZE; to be reported,
 *   for such a route begins or ends inside a closed area
 *
 * Where a place stands on the network.
 */
typedef struct
{
  CorSnapState state;
  CorPosition position;
  CorPosition road_position;
  guint32 leg;
  guint32 node;
  guint32 along;
  guint32 connector_m;
  guint32 connector_ms;
  gboolean on_island;
  guint32 closed_leg;
  gsize closed_area;
} CorSnap;

/**
 * CorConnectorBlockedFunc:
 * @from: the place
 * @to: where it would meet the road
 * @user_data: as given
 *
 * Says whether the straight way from @from to @to leads over water or whatever else cannot be
 * driven. It may be called on any thread that snaps.
 *
 * Returns: %TRUE if that way cannot be taken
 */
typedef gboolean (*CorConnectorBlockedFunc) (CorPosition from, CorPosition to, gpointer user_data);

/**
 * CorSnapOptions:
 * @max_connector_m: longest connector allowed, in metres; 0 for 30 km
 * @is_blocked: (nullable): says which connectors cannot be driven
 * @user_data: for @is_blocked
 *
 * How places are joined to the roads.
 */
typedef struct
{
  guint32 max_connector_m;
  CorConnectorBlockedFunc is_blocked;
  gpointer user_data;
} CorSnapOptions;

G_END_DECLS
