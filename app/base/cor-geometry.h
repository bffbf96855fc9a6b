/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorPartKind:
 * @COR_PART_POLYGON: the outer ring of an area, first point repeated at the end
 * @COR_PART_HOLE: a ring cut out of the area before it
 * @COR_PART_LINE: an open line
 */
typedef enum
{
  COR_PART_POLYGON,
  COR_PART_HOLE,
  COR_PART_LINE,
} CorPartKind;

/**
 * CorGeometry:
 *
 * A shape on the ground: areas with holes, and lines. Constant once it is made, counted, safe to
 * share between threads.
 */
typedef struct _CorGeometry CorGeometry;

CorGeometry *cor_geometry_new (void) G_GNUC_WARN_UNUSED_RESULT;

CorGeometry *cor_geometry_ref (CorGeometry *self);

void cor_geometry_unref (CorGeometry *self);

void cor_geometry_add_part (CorGeometry *self,
                            CorPartKind kind,
                            const CorPosition *points,
                            guint n_points);

guint cor_geometry_get_n_parts (const CorGeometry *self);

CorPartKind cor_geometry_get_part (const CorGeometry *self,
                                   guint index,
                                   const CorPosition **points,
                                   guint *n_points);

const CorBounds *cor_geometry_get_bounds (const CorGeometry *self);

gboolean cor_geometry_contains (const CorGeometry *self, CorPosition position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorGeometry, cor_geometry_unref)

G_END_DECLS
