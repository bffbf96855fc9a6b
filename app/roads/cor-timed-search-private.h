/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-node-queue.h"
#include "cor-snap-private.h"
#include "cor-timed-search.h"
#include "cor-wait-guard.h"

G_BEGIN_DECLS

/*
 * The clock counts milliseconds from the reference: forward after the departure, backward before
 * the arrival. Both ways a search wants it as low as can be.
 *
 * As long as one may wait anywhere a node has one label, itself. Where waiting is guarded whoever
 * was at a node before it was closed around them cannot do what those can who come when it is open
 * again, so it has one for each of its safe intervals, as in safe interval path planning (Phillips
 * and Likhachev 2011), and for each class of waiting. The first is the node, the others count on
 * from the nodes.
 */
struct _CorTimedSearch
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorNodeQueue *queue;
  guint32 *clock_ms; /* by label, as are the next three */
  guint32 *distance_m;
  guint32 *last_arc;
  guint32 *seen_in;
  guint32 *wanted_in; /* by node */
  guint32 search;
  guint8 *is_timed; /* by arc: whether the clock knows of it */

  /* Where waiting is guarded; NULL until it is. */
  gboolean is_guarded;
  CorWaitGuard *guards[2]; /* forward, backward */
  CorWaitGuard *guard;     /* the one in use */
  guint32 *parent;         /* by label: the label that it comes from; the arc, if it is a start */
  guint32 *entered_ms;     /* by label: the clock when its last arc was entered */
  guint32 *wait_class;     /* by label */
  guint32 *next;           /* by label: another one of the same node, or COR_ROAD_NONE */
  GArray *more_nodes;      /* guint32: of the labels beyond the nodes */
  guint32 n_allocated;     /* labels that there is room for */

  const guint32 *weights_ms;
  CorClosureSet *closures;
  CorRoadClock *road_clock;
  gboolean backward;
  CorPotential *potential; /* (nullable) */
};

/* Somebody who comes to a node. */
typedef struct
{
  guint32 clock_ms;
  guint32 distance_m;
  guint32 arc;
  guint32 parent;
  guint32 entered_ms;
  guint wait_class;
} CorComing;

void cor_timed_search_reach (CorTimedSearch *self, guint32 node, const CorComing *coming);

/* The clock of a search in the time of the roads. */
static inline gint64
cor_timed_search_get_at_ms (const CorTimedSearch *self, guint32 clock_ms)
{
  return self->backward ? -(gint64) clock_ms : clock_ms;
}

G_END_DECLS
