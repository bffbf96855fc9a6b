/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

struct _CorMetric
{
  CorNetwork *network;
  const guint32 *weights_ms; /* of arcs; the owner changes them and says so */
  const guint32 *carried;    /* (nullable): by leg: what counts in place of its length */
  CorUpWeight *times_ms;     /* (nullable): one of the two there is */
  CorUpCost *costs;          /* (nullable) */
  CorSubtrees parts;
  guint32 *arc_up;                          /* by arc: its upward arc, none for loops */
  guint32 n_arcs_known;                     /* how many of these were looked up so far */
  guint32 *slots[COR_SUBTREES_MAX_THREADS]; /* by thread, made when first needed: scratch by node */

  /* While all is weighed. */
  CorHalt *halt; /* (nullable) */
  gint n_taken;
  guint8 *is_done; /* by node; those of the subtrees always are */

  /* What is to be weighed anew after some arcs changed. */
  GArray *waiting; /* guint32: nodes, a heap with the lowest, which has the highest number, first */
  guint8 *is_waiting; /* by node */
  guint8 *is_queued;  /* by upward arc */
  GArray *before;     /* CorUpCost: what the upward arcs of one node weighed, of either kind */
  GArray *changed;    /* CorMetricChange */
};

/* Weights of both kinds are handled as whole numbers of 64 bits; which kind, the compiler knows. */
static inline __attribute__ ((always_inline)) guint64
cor_metric_get (const CorMetric *self, guint32 up, gboolean is_down, const gboolean with_lengths)
{
  if (with_lengths)
    return is_down ? self->costs[up].down : self->costs[up].up;

  return is_down ? self->times_ms[up].down : self->times_ms[up].up;
}

static inline __attribute__ ((always_inline)) void
cor_metric_set (CorMetric *self,
                guint32 up,
                gboolean is_down,
                guint64 weight,
                const gboolean with_lengths)
{
  if (with_lengths)
    *(is_down ? &self->costs[up].down : &self->costs[up].up) = weight;
  else
    *(is_down ? &self->times_ms[up].down : &self->times_ms[up].up) = (guint32) weight;
}

static inline guint64
cor_metric_unreachable (const gboolean with_lengths)
{
  return with_lengths ? COR_COST_UNREACHABLE : COR_TRAVEL_UNREACHABLE;
}

/* What an arc of the network weighs; a closed one is unreachable, whatever its length. */
static inline __attribute__ ((always_inline)) guint64
cor_metric_get_own (const CorMetric *self, guint32 arc, const gboolean with_lengths)
{
  guint32 time_ms = MIN (self->weights_ms[arc], COR_TRAVEL_UNREACHABLE);
  guint32 leg;

  if (!with_lengths)
    return time_ms;
  if (time_ms >= COR_TRAVEL_UNREACHABLE)
    return COR_COST_UNREACHABLE;

  leg = cor_network_arc_leg (self->network, arc);

  return cor_cost (time_ms,
                   self->carried != NULL ? self->carried[leg] : self->network->leg[leg].length_m);
}

void cor_metric_weigh_node (CorMetric *self, guint32 node);

G_END_DECLS
