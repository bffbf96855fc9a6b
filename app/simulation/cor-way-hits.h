/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geometry.h"

G_BEGIN_DECLS

/**
 * CorStretch:
 * @from_m: where it begins
 * @until_m: where it ends; the same for a point
 *
 * A part of a line, in metres along it.
 */
typedef struct
{
  double from_m;
  double until_m;
} CorStretch;

/* How near a line must be to run along another: what separates the two carriageways of a road, and
 * what rounding moves a line by. */
#define COR_ALONG_M 100.0

double *cor_line_measure (const CorPosition *points, guint n_points);

GArray *cor_line_find_inside (const CorPosition *points,
                              const double *at_m,
                              guint n_points,
                              const CorGeometry *shape);

GArray *cor_line_find_crossed (const CorPosition *points,
                               const double *at_m,
                               guint n_points,
                               const CorPosition *barrier,
                               guint n_barrier);

GArray *cor_line_find_crossed_to_right (const CorPosition *points,
                                        const double *at_m,
                                        guint n_points,
                                        const CorPosition *barrier,
                                        guint n_barrier);

gboolean
cor_line_is_near (const CorPosition *line, guint n_points, CorPosition position, double distance_m);

double cor_line_find_nearest_m (const CorPosition *line,
                                const double *line_m,
                                guint n_points,
                                CorPosition position,
                                double *distance_m);

GArray *cor_line_find_near (const CorPosition *points,
                            const double *at_m,
                            guint n_points,
                            const CorPosition *other,
                            guint n_other,
                            double distance_m);

GArray *cor_line_find_along (const CorPosition *points,
                             const double *at_m,
                             guint n_points,
                             const CorPosition *other,
                             guint n_other);

CorPosition
cor_line_get_position (const CorPosition *points, const double *at_m, guint n_points, double m);

void cor_stretches_unite (GArray *stretches);

void cor_stretches_keep_entries (GArray *stretches);

void cor_stretches_trim (GArray *stretches,
                         const CorPosition *points,
                         const double *at_m,
                         guint n_points,
                         const CorPosition *other,
                         guint n_other);

void cor_stretches_keep_forward (GArray *stretches,
                                 const CorPosition *points,
                                 const double *at_m,
                                 guint n_points,
                                 const CorPosition *other,
                                 guint n_other);

G_END_DECLS
