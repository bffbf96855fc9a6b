/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-private.h"

G_BEGIN_DECLS

/**
 * CorBenchRadix:
 *
 * The quickest plain search there is for whole numbers: Dijkstra's with a radix heap, in the good
 * node order that the network has. It is the peer of everything that computes many trees.
 */
typedef struct _CorBenchRadix CorBenchRadix;

CorBenchRadix *cor_bench_radix_new (CorNetwork *network,
                                    const guint32 *weights_ms) G_GNUC_WARN_UNUSED_RESULT;
void cor_bench_radix_free (CorBenchRadix *self);
const guint32 *cor_bench_radix_run (CorBenchRadix *self, guint32 target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBenchRadix, cor_bench_radix_free)

G_END_DECLS
