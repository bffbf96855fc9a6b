/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/**
 * CorPotential:
 *
 * How far it is at least from any node to the nearest of some places, or from them to it, by the
 * weights of a hierarchy: what leads a search to its goal (Strasser, Zeitz: A fast and tight
 * heuristic for A* in road networks, 2021). Nodes are answered when asked and remembered.
 */
typedef struct _CorPotential CorPotential;

CorPotential *cor_potential_new (CorMetric *metric) G_GNUC_WARN_UNUSED_RESULT;
void cor_potential_free (CorPotential *self);

void cor_potential_start (CorPotential *self, gboolean from_places);
void cor_potential_add_place (CorPotential *self, guint32 node, guint32 time_ms);
guint32 cor_potential_get_ms (CorPotential *self, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPotential, cor_potential_free)

G_END_DECLS
