/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sweep-kernel.h"
#include "cor-sweep.h"

G_BEGIN_DECLS

/* Rows in the order in which they are computed, each from rows before it. */
typedef struct
{
  guint32 n_rows;
  guint32 *node;    /* of each row, ascending */
  guint32 *first;   /* where the sources of each row begin, and their end */
  guint32 *sources; /* rows */
  guint32 *up;      /* (nullable): the upward arc to each source */
  guint8 *is_dirty;
  guint8 *is_changed;
  guint32 *ms;
  guint32 *m; /* (nullable) */
} CorSweepStage;

struct _CorSweep
{
  CorNetwork *network;
  guint n_lanes;
  CorSweepStage
      targets; /* from the targets up: row 0 is the top, so it is computed from the last on */
  CorSweepStage sources; /* from the top down to the nodes asked for */
  guint32 *target_row;   /* by row of the sources: the row of the targets of the same node */
  GArray *ends;          /* CorSweepEnd */
  guint32 *end_row;
  guint32 *begin_ms; /* what each row of the targets begins with */
  guint32 *begin_m;  /* (nullable) */
  CorSubtrees parts; /* of the sources */

  const CorSweepWork *work; /* while it runs */
  gboolean is_update;
};

G_END_DECLS
