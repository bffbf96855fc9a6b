/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "cor-map-placement.h"

G_BEGIN_DECLS

/* Measures words by the widths of their letters, each of which is asked of Pango only once. The
 * sum is within a few per cent of the word as drawn, and thousands of words take milliseconds. */
typedef struct _CorMapRuler CorMapRuler;

CorMapRuler *cor_map_ruler_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_map_ruler_free (CorMapRuler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMapRuler, cor_map_ruler_free)

void cor_map_ruler_measure (CorMapRuler *self,
                            CorMapTextKind kind,
                            guint rank,
                            double symbol_scale,
                            const char *text,
                            double *width_px,
                            double *height_px);

PangoFontDescription *cor_map_text_describe_font (CorMapTextKind kind,
                                                  guint rank,
                                                  double symbol_scale) G_GNUC_WARN_UNUSED_RESULT;

double cor_map_text_get_spacing_px (CorMapTextKind kind, double symbol_scale);

double cor_map_place_get_radius_px (guint rank, double symbol_scale);

G_END_DECLS
