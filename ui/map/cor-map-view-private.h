/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-map-view.h"
#include "cor-plan-layer.h"

G_BEGIN_DECLS

struct _CorMapView
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  ShumateMap *map;
  ShumateViewport *viewport;
  ShumateMapLayer *base_layer;
  CorPlanLayer *plan_layer;
  GtkLabel *credits;
  GtkLabel *hint; /* how to draw, while something is drawn */
  GtkPopover *menu;
  GSimpleActionGroup *actions;
  GSettings *settings;

  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
  guint fit_tick;
  CorBounds fit_bounds; /* what is to be shown as a whole; empty: the plan */
  gboolean only_compares; /* shows two plans; nothing can be changed here */

  double pointer_x_px; /* where a menu was asked for, or the pointer was last */
  double pointer_y_px;
  CorMapTarget menu_target;
  guint tool; /* what is being drawn */
  CorId dragged_id;
  gboolean dragged_whole; /* of a closure: not by a corner */
  guint dragged_part;     /* of a closure: which corner */
  guint dragged_point;
  CorPosition drag_from; /* where it was taken */
  gboolean drag_has_begun;
  double drag_x_px;
  double drag_y_px;
};

CorPosition cor_map_view_get_position (CorMapView *self, double x_px, double y_px);

void cor_map_view_commit (CorMapView *self, CorEdit *edit);

void cor_map_view_report (CorMapView *self, const GError *error);

void cor_map_view_fit_to_offer (CorMapView *self);

gboolean cor_map_view_begin_reshape (CorMapView *self, double x_px, double y_px);

gboolean cor_map_view_update_reshape (CorMapView *self, double x_px, double y_px);

gboolean cor_map_view_end_reshape (CorMapView *self);

void cor_map_view_cancel_reshape (CorMapView *self);

void cor_map_view_finish_drawing (CorMapView *self);

void cor_map_view_add_gestures (CorMapView *self);

void cor_map_view_add_actions (CorMapView *self);

void cor_map_view_show_menu (CorMapView *self, double x_px, double y_px);

G_END_DECLS
