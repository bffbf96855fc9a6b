/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geometry.h"

G_BEGIN_DECLS

/**
 * CorCellArea:
 *
 * An area as squares of a grid, each in it or not, and its outline.
 */
typedef struct _CorCellArea CorCellArea;

CorCellArea *cor_cell_area_new (const CorBounds *bounds, guint cell_m) G_GNUC_WARN_UNUSED_RESULT;
void cor_cell_area_free (CorCellArea *self);

guint cor_cell_area_get_cell_m (CorCellArea *self);
void cor_cell_area_add (CorCellArea *self, CorPosition position);
CorGeometry *cor_cell_area_outline (CorCellArea *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCellArea, cor_cell_area_free)

G_END_DECLS
