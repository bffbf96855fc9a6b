/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-plan.h"

G_BEGIN_DECLS

/* Of an area over a city this many of its roads are enough to know it by; they take up to 3 KB. */
#define COR_CLOSURE_MAX_HINTS 100

void cor_closure_take_hints (CorClosure *closure, CorNetwork *network);

gboolean cor_closure_is_unmatched (const CorClosure *closure,
                                   CorNetwork *network,
                                   const guint32 *legs,
                                   gsize n_legs);

G_END_DECLS
