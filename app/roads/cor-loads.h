/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sweep.h"

G_BEGIN_DECLS

/**
 * CorLoads:
 *
 * Counts who drives where when everybody takes the quickest way to the nearest of some places. It
 * keeps its memory from one count to the next.
 */
typedef struct _CorLoads CorLoads;

CorLoads *cor_loads_new (CorMetric *metric) G_GNUC_WARN_UNUSED_RESULT;
void cor_loads_free (CorLoads *self);

void cor_loads_compute (CorLoads *self,
                        CorSweep *sweep,
                        const guint32 *nodes,
                        const guint32 *people,
                        gsize n_nodes,
                        guint n_threads,
                        guint32 *loads);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLoads, cor_loads_free)

G_END_DECLS
