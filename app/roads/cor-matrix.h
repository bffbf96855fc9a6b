/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

/**
 * CorMatrix:
 *
 * Travel times and distances from every source to every target. It never changes once made.
 */
typedef struct _CorMatrix CorMatrix;

CorMatrix *cor_matrix_ref (CorMatrix *self);
void cor_matrix_unref (CorMatrix *self);

gsize cor_matrix_get_n_sources (CorMatrix *self);
gsize cor_matrix_get_n_targets (CorMatrix *self);
guint32 cor_matrix_get_time_ms (CorMatrix *self, gsize source, gsize target);
guint32 cor_matrix_get_distance_m (CorMatrix *self, gsize source, gsize target);
gsize cor_matrix_rank_targets (CorMatrix *self, gsize source, gsize *targets, gsize n_max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMatrix, cor_matrix_unref)

G_END_DECLS
