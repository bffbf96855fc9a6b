/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-route.h"

G_BEGIN_DECLS

/* One arc of a route as driven: how long it lasts, waiting before it included and told apart, and
 * how much of its leg is driven: from along_from to along_to, of COR_SNAP_WHOLE_LEG, in the leg's
 * direction. */
typedef struct
{
  guint32 arc;
  guint32 time_ms;
  guint32 distance_m;
  guint32 along_from;
  guint32 along_to;
  guint32 wait_ms;
} CorRouteDrive;

CorRoute *cor_route_new (CorNetwork *network,
                         const CorSnap *source,
                         const CorSnap *target,
                         const CorRouteDrive *drives,
                         gsize n_drives,
                         guint32 wait_ms) G_GNUC_WARN_UNUSED_RESULT;

/* A turn and the drive that begins with it. */
typedef struct
{
  CorManeuver turn;
  gsize drive;
} CorManeuverAt;

GArray *cor_route_find_turns (CorNetwork *network,
                              const CorRouteDrive *drives,
                              gsize n_drives,
                              guint32 connector_m) G_GNUC_WARN_UNUSED_RESULT;
guint32
cor_route_find_road (CorNetwork *network, const CorRouteDrive *drives, gsize n_drives, gsize drive);

G_END_DECLS
