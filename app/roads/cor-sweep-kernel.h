/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/* Rows are this many numbers wide, or a multiple of it, or a single number. */
#define COR_SWEEP_LANES 8u

/**
 * CorSweepWork:
 * @ms: travel times: rows of @n_lanes
 * @m: (nullable): lengths of the same ways
 * @n_lanes: width of a row
 * @weights_ms: travel time of each upward arc
 * @weights_m: (nullable): its length
 * @is_downward: whether arcs are driven down rather than up
 *
 * What all rows of a sweep share.
 */
typedef struct
{
  guint32 *ms;
  guint32 *m;
  gsize n_lanes;
  const CorUpWeight *weights_ms;
  const CorUpWeight *weights_m;
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
 * @begin_ms: (nullable): what the row begins with, unreachable if %NULL
 * @begin_m: (nullable): the lengths that it begins with
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
  const guint32 *begin_m;
} CorSweepRow;

gboolean cor_sweep_kernel (const CorSweepWork *work, const CorSweepRow *row);

G_END_DECLS
