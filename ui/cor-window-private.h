/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details.h"
#include "cor-map-view.h"
#include "cor-scenario-bar.h"
#include "cor-scenario-menu.h"
#include "cor-selection.h"
#include "cor-sidebar.h"
#include "cor-status-bar.h"
#include "cor-timeline.h"
#include "cor-window.h"

G_BEGIN_DECLS

struct _CorWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwViewSwitcher *switcher;
  AdwViewStack *views;
  AdwFlap *sidebar_flap;
  AdwFlap *details_flap;
  AdwBin *people_slot;
  AdwBin *search_slot;
  CorMapView *map;
  CorTimeline *timeline;
  CorSidebar *sidebar;
  CorDetails *details;
  CorStatusBar *status_bar;
  CorScenarioMenu *scenario_menu;
  CorScenarioBar *scenario_bar;
  GtkWidget *undo_button;
  GtkWidget *redo_button;

  CorAtlas *atlas;
  CorSession *session;
  CorSelection *selection;
  gboolean closing;
  gboolean keeps_session; /* another window goes on with it */
};

void cor_window_add_actions (CorWindow *self);

void cor_window_update_actions (CorWindow *self);

void cor_window_add_scenario_actions (CorWindow *self);

void cor_window_update_scenario_actions (CorWindow *self);

void
cor_window_create_plan (CorWindow *self, const char *path, const char *name, gint64 start_utc_s);

void cor_window_open_somewhere (CorWindow *self, const char *path);

void cor_window_tell (CorWindow *self, const char *text);

G_END_DECLS
