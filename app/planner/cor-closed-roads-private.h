/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closed-roads.h"

G_BEGIN_DECLS

struct _CorClosedRoads
{
  gint64 start_utc_s;
  gint64 end_utc_s;
  GPtrArray *closures;     /* CorClosure, in the order of the plan */
  GPtrArray *shapes;       /* CorClosureShape, in the same order */
  CorClosureSet *all;      /* in the same order */
  CorClosureSet *standing; /* those that are in force from start to end */
  CorClosureSet *none;     /* only what is closed to every plan: roads abroad */
  GArray *changes;         /* gint64: when something comes into force or ends in between */

  /* Agreed corridors, and roads with a limit: closed to whoever drives as they like. */
  GPtrArray *corridors;         /* CorAgreedCorridor, in the order of the plan */
  GPtrArray *limits;            /* CorClosure: those of the closures that matter to the plan */
  GArray *limit_places;         /* guint: their places among the closures */
  CorClosureSet *lanes;         /* (nullable): the limits, then the corridors */
  CorClosureSet *free_all;      /* all, and the lanes */
  CorClosureSet *free_standing; /* those that stand, and the lanes */
  CorClosureSet *slowing;       /* what only takes longer */

  guint32 *touched; /* a bit for each leg: whether a closure or a lane has to do with it */
};

gboolean cor_closed_roads_hits (CorClosureSet *set, guint shape, guint32 leg);

G_END_DECLS
