/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-comparison.h"
#include "cor-playback.h"
#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_MAP_VIEW (cor_map_view_get_type ())

/**
 * CorMapView:
 *
 * The map: base map, clusters, crossings, corridors, closures and posts of a session; hover tells,
 * click selects, drag moves rally points (previewing live, the drop is the edit), right click
 * offers what can be done there. Changes the plan only through the session.
 *
 * Signal "failed" (const GError *): an edit that was refused; the window shows it.
 */
G_DECLARE_FINAL_TYPE (CorMapView, cor_map_view, COR, MAP_VIEW, GtkWidget)

GtkWidget *cor_map_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_map_view_set_session (CorMapView *self, CorSession *session, CorSelection *selection);

void cor_map_view_set_language (CorMapView *self, CorLanguage language);

void cor_map_view_fit_to_plan (CorMapView *self);

void cor_map_view_show_position (CorMapView *self, CorPosition position, double min_zoom);

void cor_map_view_reveal_position (CorMapView *self, CorPosition position);

void cor_map_view_begin_drawing (CorMapView *self, const char *tool);

void cor_map_view_cancel_drawing (CorMapView *self);

void cor_map_view_show_moment (CorMapView *self, const CorPlayback *playback, gint64 time_utc_s);

void cor_map_view_show_comparison (CorMapView *self, const CorComparison *comparison);

G_END_DECLS
