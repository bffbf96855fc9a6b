/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "cor-map-content.h"
#include "cor-map-frame.h"
#include "cor-map-style.h"

G_BEGIN_DECLS

/**
 * CorBasemap:
 *
 * Land by country, borders, oblast lines, waters and rivers of Ukraine and around it, from the
 * file that ships. Constant once loaded; any number of threads may draw and ask at once.
 */
typedef struct _CorBasemap CorBasemap;

CorBasemap *cor_basemap_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorBasemap *cor_basemap_load_shipped (GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorBasemap *cor_basemap_new_from_bytes (GBytes *bytes,
                                        const char *name,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorBasemap *cor_basemap_ref (CorBasemap *self);

void cor_basemap_unref (CorBasemap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBasemap, cor_basemap_unref)

const char *cor_basemap_get_credits (CorBasemap *self);

const char *cor_basemap_country_at (CorBasemap *self, CorPosition position);

gboolean cor_basemap_is_water (CorBasemap *self, CorPosition position);

gboolean cor_basemap_line_crosses_water (CorBasemap *self, CorPosition a, CorPosition b);

void cor_basemap_draw (CorBasemap *self,
                       cairo_t *cr,
                       const CorMapFrame *frame,
                       const CorMapStyle *style,
                       CorMapContent *content);

void cor_basemap_draw_scale_bar (cairo_t *cr,
                                 const CorMapFrame *frame,
                                 const CorMapStyle *style,
                                 double x_px,
                                 double y_px,
                                 double max_width_px);

void cor_basemap_draw_credits (CorBasemap *self,
                               cairo_t *cr,
                               const CorMapFrame *frame,
                               const CorMapStyle *style);

G_END_DECLS
