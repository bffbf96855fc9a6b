/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-plan.h"

G_BEGIN_DECLS

/* Shapes, closures and agreed corridors drawn in another program, as GeoJSON. */

/* The properties of a feature that say what its closure does; see
 * cor_closures_from_geojson(). */
#define COR_CLOSURE_PROPERTIES_WORDS                                                               \
  "label, kind (area, line, road, front, bridges), effect (closed, delay, speed, limit), "         \
  "delay_min, speed_percent, limit_vehicles_per_h, direction (both, forward), from, until, "       \
  "hours (22:00-05:00), days (mon-fri), zone, distance_km, cuts_overpasses, road, source"

/* The same of an agreed corridor; see cor_corridor_file_read(). */
#define COR_CORRIDOR_PROPERTIES_WORDS                                                              \
  "label, from, until, hours, days, zone, is_two_way, max_column_vehicles, min_spacing_min, "      \
  "vehicles_per_h, source, note"

CorGeometry *cor_closure_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_closure_file_read_closures (const char *path,
                                           const CorBounds *roads,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorAgreedCorridor *cor_corridor_file_read (const char *path,
                                           const CorBounds *roads,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorGeometry *cor_geometry_from_geojson (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_closures_from_geojson (const char *text,
                                      const char *label,
                                      const CorBounds *roads,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
