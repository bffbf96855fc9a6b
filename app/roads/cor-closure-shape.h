/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-geo.h"

G_BEGIN_DECLS

#define COR_CLOSED_SINCE_EVER G_MININT64
#define COR_CLOSED_FOR_GOOD G_MAXINT64

/**
 * CorClosureShape:
 *
 * What is closed, and when: any number of areas, lines drawn across roads, and single stretches of
 * road, in force in [from, until). It knows no network; a #CorClosureSet finds the roads it hits.
 * Fill it, then share it: it must not change afterwards.
 */
typedef struct _CorClosureShape CorClosureShape;

CorClosureShape *cor_closure_shape_new (const char *label,
                                        gint64 from_utc_s,
                                        gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;
CorClosureShape *cor_closure_shape_ref (CorClosureShape *self);
void cor_closure_shape_unref (CorClosureShape *self);

gboolean cor_closure_shape_add_area (CorClosureShape *self,
                                     const CorPosition *ring,
                                     gsize n_positions,
                                     GError **error);
gboolean cor_closure_shape_add_hole (CorClosureShape *self,
                                     const CorPosition *ring,
                                     gsize n_positions,
                                     GError **error);
gboolean cor_closure_shape_add_line (CorClosureShape *self,
                                     const CorPosition *line,
                                     gsize n_positions,
                                     GError **error);
void cor_closure_shape_add_road (CorClosureShape *self, CorPosition from, CorPosition to);
gboolean cor_closure_shape_add_front (CorClosureShape *self,
                                      const CorPosition *line,
                                      gsize n_positions,
                                      double distance_m,
                                      GError **error);
gboolean cor_closure_shape_add_bridges (CorClosureShape *self,
                                        const CorPosition *line,
                                        gsize n_positions,
                                        double distance_m,
                                        GError **error);
void cor_closure_shape_add_abroad (CorClosureShape *self, const char *country);

const char *cor_closure_shape_get_label (CorClosureShape *self);
gint64 cor_closure_shape_get_from_utc_s (CorClosureShape *self);
gint64 cor_closure_shape_get_until_utc_s (CorClosureShape *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosureShape, cor_closure_shape_unref)

G_END_DECLS
