/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <geos_c.h>

#include "cor-closure-shape.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_hole;
  GArray *positions; /* CorPosition; a ring is closed */
} CorClosurePart;

typedef struct
{
  CorPosition from;
  CorPosition to;
} CorClosureRoad;

struct _CorClosureShape
{
  gatomicrefcount n_refs;
  char *label;
  gint64 from_utc_s;
  gint64 until_utc_s;
  GPtrArray *rings; /* CorClosurePart: areas and their holes */
  GPtrArray *lines; /* CorClosurePart */
  GArray *roads;    /* CorClosureRoad */
  char country[3];  /* outside of which every road is closed; empty for none */
};

GEOSGeometry *cor_closure_shape_build_area (CorClosureShape *self, GEOSContextHandle_t geos);
GEOSGeometry *cor_closure_shape_build_lines (CorClosureShape *self, GEOSContextHandle_t geos);

G_END_DECLS
