/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "cor-map-layer-table.h"

G_BEGIN_DECLS

#define COR_TYPE_PLAN_LAYER (cor_plan_layer_get_type ())

/**
 * CorPlanLayer:
 *
 * Everything of a plan that lies above the base map, drawn in one go from a prepared scene, and
 * found again under the pointer.
 */
G_DECLARE_FINAL_TYPE (CorPlanLayer, cor_plan_layer, COR, PLAN_LAYER, ShumateLayer)

/**
 * CorMapTarget:
 * @kind: what is there; %COR_SELECTION_NONE: nothing
 * @id: which one
 * @spot: (nullable): where it is drawn, of things drawn at a point
 * @n_people: of a group of clusters: the people of all of them
 * @n_clusters: of a group of clusters: how many
 * @label: (nullable): of a closure or an agreed corridor: what it is called
 *
 * What is under the pointer. Valid until the scene changes.
 */
typedef struct
{
  CorSelectionKind kind;
  CorId id;
  const CorSceneSpot *spot;
  guint n_people;
  guint n_clusters;
  const char *label;
} CorMapTarget;

CorPlanLayer *cor_plan_layer_new (ShumateViewport *viewport) G_GNUC_WARN_UNUSED_RESULT;

void cor_plan_layer_take_scene (CorPlanLayer *self, CorMapScene *scene);

const CorMapScene *cor_plan_layer_get_scene (CorPlanLayer *self);

void cor_plan_layer_set_theme (CorPlanLayer *self, CorMapTheme theme);

void cor_plan_layer_set_selection (CorPlanLayer *self, CorSelection *selection);

CorMapSketch *cor_plan_layer_get_sketch (CorPlanLayer *self);

void cor_plan_layer_redraw (CorPlanLayer *self);

void
cor_plan_layer_show_moment (CorPlanLayer *self, const CorPlayback *playback, gint64 time_utc_s);

CorMapFrame cor_plan_layer_get_frame (CorPlanLayer *self);

gboolean cor_plan_layer_find (CorPlanLayer *self, double x_px, double y_px, CorMapTarget *target);

double cor_map_zoom_to_viewport (double zoom);

double cor_map_zoom_from_viewport (double zoom_level);

gboolean cor_map_scene_find (const CorMapScene *scene,
                             const GArray *groups,
                             const CorMapFrame *frame,
                             double x_px,
                             double y_px,
                             CorMapTarget *target);

G_END_DECLS
