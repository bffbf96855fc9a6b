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

/* A line and what lies near it. */
typedef struct
{
  GArray *positions; /* CorPosition */
  double distance_m;
} CorClosureStrip;

struct _CorClosureShape
{
  gatomicrefcount n_refs;
  char *label;
  gint64 from_utc_s;
  gint64 until_utc_s;
  CorClosureEffect effect;
  guint delay_min;
  guint speed_percent;
  CorClosureDirection direction;
  gboolean cuts_overpasses;
  CorClosureHours *hours; /* (nullable); owns its zone */
  GPtrArray *rings;       /* CorClosurePart: areas and their holes */
  GPtrArray *lines;       /* CorClosurePart */
  GArray *roads;          /* CorClosureRoad */
  GPtrArray *fronts;      /* CorClosureStrip: everything near is closed */
  GPtrArray *bridges;     /* CorClosureStrip: every bridge near is closed */
  char country[3];        /* outside of which every road is closed; empty for none */
};

GEOSGeometry *cor_closure_shape_build_area (CorClosureShape *self, GEOSContextHandle_t geos);
GEOSGeometry *cor_closure_shape_build_bridges (CorClosureShape *self, GEOSContextHandle_t geos);
CorClosureStrip *
cor_closure_strip_new (const CorPosition *line, gsize n_positions, double distance_m);
void cor_closure_strip_free (gpointer strip);
GEOSGeometry *cor_closure_strip_build (const CorClosureStrip *self, GEOSContextHandle_t geos);
GEOSGeometry *cor_closure_shape_build_lines (CorClosureShape *self, GEOSContextHandle_t geos);

G_END_DECLS
