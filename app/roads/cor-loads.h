/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sweep.h"

G_BEGIN_DECLS

void cor_loads_compute (CorSweep *sweep,
                        CorMetric *metric,
                        const guint32 *nodes,
                        const guint32 *people,
                        gsize n_nodes,
                        guint32 *loads);

G_END_DECLS
