/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/* Rows are this many numbers wide, or a multiple of it, or a single number. */
#define COR_SWEEP_LANES 8u

/**
 * CorSweepWork:
 * @times_ms: (nullable): travel times: rows of @n_lanes; one of the two there is
 * @costs: (nullable): costs likewise
 * @n_lanes: width of a row
 * @weights_ms: (nullable): travel time of each upward arc
 * @weights: (nullable): cost of each upward arc
 * @is_downward: whether arcs are driven down rather than up
 *
 * What all rows of a sweep share.
 */
typedef struct
{
  guint32 *times_ms;
  CorCost *costs;
  gsize n_lanes;
  const CorUpWeight *weights_ms;
  const CorUpCost *weights;
  gboolean is_downward;
} CorSweepWork;

/**
 * CorSweepRow:
 * @row: which row is computed
 * @sources: (array length=n): the rows that it is computed from
 * @up: (nullable): the upward arc to each of them; they follow each other from @first_up on if
 * %NULL
 * @first_up: the first upward arc
 * @n: how many
 * @begin_ms: (nullable): the times that the row begins with, unreachable if %NULL
 * @begin: (nullable): the costs likewise
 *
 * One row of a sweep.
 */
typedef struct
{
  guint32 row;
  const guint32 *sources;
  const guint32 *up;
  guint32 first_up;
  guint32 n;
  const guint32 *begin_ms;
  const CorCost *begin;
} CorSweepRow;

gboolean cor_sweep_kernel (const CorSweepWork *work, const CorSweepRow *row);
void cor_sweep_kernel_join (CorCost *out,
                            const CorCost *first,
                            CorCost first_added,
                            const CorCost *second,
                            CorCost second_added,
                            gsize n);

G_END_DECLS
