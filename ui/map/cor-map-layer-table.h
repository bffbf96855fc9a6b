/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-map-scene.h"
#include "cor-playback.h"

G_BEGIN_DECLS

typedef enum
{
  COR_SKETCH_AREA,
  COR_SKETCH_LINE, /* of something that closes roads */
  COR_SKETCH_PATH, /* of something that is driven */
} CorSketchShape;

/**
 * CorMapSketch:
 * @shape: what is being drawn
 * @points: (element-type CorPosition): its corners
 * @pointer: where the pointer is
 * @is_active: whether anything is being drawn
 * @moved: (nullable): the thing being dragged, shown at @pointer
 * @reshaped: (nullable): the closure whose corner is being dragged, as it will be
 *
 * What the officer is doing with the pointer.
 */
typedef struct
{
  CorSketchShape shape;
  GArray *points;
  CorPosition pointer;
  gboolean is_active;
  const CorSceneSpot *moved;
  CorGeometry *reshaped;
} CorMapSketch;

/**
 * CorMapPicture:
 * @scene: what to show
 * @frame: through which frame
 * @theme: colours
 * @selection: (nullable): what to highlight
 * @sketch: what the officer is doing
 * @groups: (element-type CorSpotGroup): clusters as they are grouped at this scale
 * @playback: (nullable): the result as time goes by
 * @playback_utc_s: the moment of @playback to show
 *
 * What a layer is given to draw.
 */
typedef struct
{
  const CorMapScene *scene;
  CorMapFrame frame;
  CorMapTheme theme;
  CorSelection *selection;
  const CorMapSketch *sketch;
  GArray *groups;
  const CorPlayback *playback;
  gint64 playback_utc_s;
} CorMapPicture;

/**
 * CorSpotGroup:
 * @spot: the largest cluster of the group
 * @n_people: people of all its clusters
 * @n_clusters: how many clusters
 * @x_px: where on the screen
 * @y_px: where on the screen
 * @radius_px: how large it is drawn
 *
 * Clusters that would lie on each other are drawn as one.
 */
typedef struct
{
  const CorSceneSpot *spot;
  guint n_people;
  guint n_clusters;
  double x_px;
  double y_px;
  double radius_px;
} CorSpotGroup;

/* A shape of more corners than this is a border, not a drawing: its corners cannot be dragged. */
#define COR_MAX_HANDLES 100

guint cor_geometry_count_points (const CorGeometry *geometry);

typedef void (*CorMapLayerFunc) (const CorMapPicture *picture, cairo_t *cr);

GdkTexture *cor_map_texture_new (cairo_surface_t *surface,
                                 gboolean is_opaque) G_GNUC_WARN_UNUSED_RESULT;

void cor_map_draw_layers (const CorMapPicture *picture, cairo_t *cr);

void cor_closure_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_agreed_corridor_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_vehicle_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_corridor_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_offer_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_offer_layer_draw_names (const CorMapPicture *picture, cairo_t *cr);

void cor_post_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_crossing_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_cluster_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_sketch_layer_draw (const CorMapPicture *picture, cairo_t *cr);

void cor_playback_layer_draw (const CorMapPicture *picture, cairo_t *cr);

GArray *cor_cluster_layer_group (const CorMapScene *scene,
                                 const CorMapFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_map_picture_is_selected (const CorMapPicture *picture, const CorSceneSpot *spot);

void cor_map_picture_project (const CorMapPicture *picture,
                              CorWorldPoint world,
                              double *x_px,
                              double *y_px);

void cor_map_picture_add_path (const CorMapPicture *picture,
                               cairo_t *cr,
                               const CorGeometry *geometry,
                               gboolean areas);

void cor_map_set_country_colour (cairo_t *cr, CorMapTheme theme, guint country, double alpha);

void cor_map_set_shade (cairo_t *cr, CorMapTheme theme, CorSceneShade shade);

void cor_map_draw_text (cairo_t *cr,
                        CorMapTheme theme,
                        const char *text,
                        double x_px,
                        double y_px,
                        double size_px,
                        gboolean bold);

G_END_DECLS
