/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"
#include "cor-matrix.h"

G_BEGIN_DECLS

CorMatrix *cor_matrix_new (gsize n_sources, gsize n_targets) G_GNUC_WARN_UNUSED_RESULT;
CorMatrix *cor_matrix_new_unfilled (gsize n_sources, gsize n_targets) G_GNUC_WARN_UNUSED_RESULT;
CorCost *cor_matrix_get_row (CorMatrix *self, gsize source);
void cor_matrix_set (CorMatrix *self, gsize source, gsize target, CorCost cost);

G_END_DECLS
