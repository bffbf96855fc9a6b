/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sweep-kernel.h"
#include "cor-sweep.h"

G_BEGIN_DECLS

/* Rows in the order in which they are computed, each from rows before it. */
typedef struct
{
  guint32 n_rows;
  guint32 *node;     /* of each row, ascending */
  guint32 *first;    /* where the sources of each row begin, and their end */
  guint32 *sources;  /* rows */
  guint32 *up;       /* (nullable): the upward arc to each source */
  guint32 *times_ms; /* (nullable): one of the two there is */
  CorCost *costs;    /* (nullable) */

  /* What an update computes: the dirty rows, and those with a source that changed. */
  GArray *dirty; /* guint32 */
  guint8 *is_dirty;
  guint8 *changed_in; /* the update that changed the row */
} CorSweepStage;

struct _CorSweep
{
  CorNetwork *network;
  guint n_lanes;
  gboolean with_lengths;
  CorSweepStage
      targets; /* from the targets up: row 0 is the top, so it is computed from the last on */
  CorSweepStage sources; /* from the top down to the nodes asked for */
  guint32 *target_row;   /* by row of the sources: the row of the targets of the same node */
  guint32 *source_row;   /* by row of the targets: the row of the sources of the same node */
  guint32 *subtree_end;  /* by row of the sources: the row after the last that hangs below it */
  guint64 *is_last;      /* (nullable): by upward arc: whether it is the last of its node */
  GArray *ends;          /* CorSweepEnd */
  guint32 *end_row;
  guint32 *first_end; /* of each lane, or COR_ROAD_NONE */
  guint32 *next_end;  /* of the same lane */
  guint32 *begin_ms;  /* (nullable): what each row of the targets begins with */
  CorCost *begin;     /* (nullable): the same as costs */
  CorSubtrees parts;  /* of the sources */
  guint32 *reach;     /* by part: up to where rows must be looked at since a row above changed */

  const CorSweepWork *work; /* while it runs */
  CorHalt *halt;            /* (nullable): the same */
  gboolean is_update;
  guint8 n_updates; /* begins again from 1 when it is full */
};

void cor_sweep_plan (CorSweep *self, const guint32 *nodes, gsize n_nodes, CorHalt *halt);
guint32 cor_sweep_stage_find_row (const CorSweepStage *self, guint32 node);
void cor_sweep_run_single_rows (CorSweep *self, guint32 begin, guint32 end);

static inline void
cor_sweep_stage_mark (CorSweepStage *self, guint32 row)
{
  if (self->is_dirty[row])
    return;
  self->is_dirty[row] = TRUE;
  g_array_append_val (self->dirty, row);
}

G_END_DECLS
