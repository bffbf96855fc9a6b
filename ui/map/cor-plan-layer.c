/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-layer.h"

#include <math.h>

#define REACH_PX 9.0

/* How far one can pan before everything is drawn again. While something is dragged everything is
 * drawn again all the time, and nobody pans. */
#define MARGIN_PX 192

struct _CorPlanLayer
{
  ShumateLayer parent_instance;

  CorMapScene *scene;
  CorMapTheme theme;
  CorSelection *selection;
  CorMapSketch sketch;

  const CorPlayback *playback; /* nullable: the timeline's */
  gint64 playback_utc_s;

  GArray *groups; /* of the last frame asked for */
  CorMapFrame groups_frame;

  cairo_surface_t *picture; /* all but the sketch, with a margin around, for panning */
  GdkTexture *texture;      /* the same, for a graphics card; made when it is asked for */
  CorMapFrame picture_frame;
  int picture_margin_px;
};

G_DEFINE_FINAL_TYPE (CorPlanLayer, cor_plan_layer, SHUMATE_TYPE_LAYER)

/**
 * cor_map_zoom_from_viewport:
 * @zoom_level: as libshumate counts: between two whole levels the scale grows evenly
 *
 * Returns: zoom as web maps count: the scale doubles with each level
 */
double
cor_map_zoom_from_viewport (double zoom_level)
{
  double whole = floor (zoom_level);

  return whole + log2 (1.0 + zoom_level - whole);
}

/**
 * cor_map_zoom_to_viewport:
 * @zoom: as web maps count
 *
 * Returns: zoom as libshumate counts
 */
double
cor_map_zoom_to_viewport (double zoom)
{
  double whole = floor (zoom);

  return whole + exp2 (zoom - whole) - 1.0;
}

static gboolean
near_line (const CorMapFrame *frame, const CorGeometry *geometry, double x_px, double y_px)
{
  CorPosition position = cor_map_frame_unproject (frame, x_px, y_px);
  double reach_m = REACH_PX * cor_map_frame_get_metres_per_px (frame);

  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      if (cor_geometry_get_part (geometry, i, &points, &n_points) != COR_PART_LINE)
        continue;
      for (guint j = 0; j + 1 < n_points; j++)
        if (cor_position_distance_to_segment_m (position, points[j], points[j + 1], NULL) <=
            reach_m)
          return TRUE;
    }

  return FALSE;
}

static gboolean
find_group (const GArray *groups, double x_px, double y_px, CorMapTarget *target)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const CorSpotGroup *group = &g_array_index (groups, CorSpotGroup, i);

      if (hypot (group->x_px - x_px, group->y_px - y_px) > group->radius_px + 2.0)
        continue;
      *target = (CorMapTarget){
        .kind = COR_SELECTION_CLUSTER,
        .id = group->spot->id,
        .spot = group->spot,
        .n_people = group->n_people,
        .n_clusters = group->n_clusters,
      };
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_spot (const CorMapScene *scene,
           const CorMapFrame *frame,
           double x_px,
           double y_px,
           CorMapTarget *target)
{
  double nearest = REACH_PX;

  for (guint i = 0; i < scene->spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);
      double x, y, distance;

      if (spot->kind == COR_SELECTION_CLUSTER)
        continue;
      cor_map_frame_project (frame, spot->position, &x, &y);
      distance = hypot (x - x_px, y - y_px);
      if (distance > nearest)
        continue;
      nearest = distance;
      *target = (CorMapTarget){
        .kind = spot->kind,
        .id = spot->id,
        .spot = spot,
        .n_people = spot->n_people,
      };
    }

  return nearest < REACH_PX;
}

static gboolean
find_agreed (const CorMapScene *scene,
             const CorMapFrame *frame,
             double x_px,
             double y_px,
             CorMapTarget *target)
{
  for (guint i = scene->agreed->len; i > 0; i--)
    {
      const CorSceneAgreed *corridor = &g_array_index (scene->agreed, CorSceneAgreed, i - 1);

      if (!near_line (frame, corridor->geometry, x_px, y_px))
        continue;
      *target = (CorMapTarget){
        .kind = COR_SELECTION_AGREED_CORRIDOR,
        .id = corridor->id,
        .label = corridor->label,
      };
      return TRUE;
    }

  return FALSE;
}

static gboolean
find_closure (const CorMapScene *scene,
              const CorMapFrame *frame,
              double x_px,
              double y_px,
              CorMapTarget *target)
{
  CorPosition position = cor_map_frame_unproject (frame, x_px, y_px);

  for (guint i = scene->closures->len; i > 0; i--)
    {
      const CorSceneClosure *closure = &g_array_index (scene->closures, CorSceneClosure, i - 1);

      if (!cor_geometry_contains (closure->geometry, position) &&
          !near_line (frame, closure->geometry, x_px, y_px))
        continue;
      *target = (CorMapTarget){
        .kind = COR_SELECTION_CLOSURE,
        .id = closure->id,
        .label = closure->label,
      };
      return TRUE;
    }

  return FALSE;
}

/**
 * cor_map_scene_find:
 * @scene: what is shown
 * @groups: clusters as they are grouped
 * @frame: through which frame
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 * @target: (out): what is there
 *
 * Finds what is drawn under a point, the topmost first.
 *
 * Returns: whether there is anything
 */
gboolean
cor_map_scene_find (const CorMapScene *scene,
                    const GArray *groups,
                    const CorMapFrame *frame,
                    double x_px,
                    double y_px,
                    CorMapTarget *target)
{
  *target = (CorMapTarget){ 0 };

  return find_group (groups, x_px, y_px, target) || find_spot (scene, frame, x_px, y_px, target) ||
         find_agreed (scene, frame, x_px, y_px, target) ||
         find_closure (scene, frame, x_px, y_px, target);
}

static gboolean
same_frame (const CorMapFrame *a, const CorMapFrame *b)
{
  return cor_position_equal (a->centre, b->centre) && fabs (a->zoom - b->zoom) < 1e-9 &&
         fabs (a->width_px - b->width_px) < 0.5 && fabs (a->height_px - b->height_px) < 0.5;
}

static GArray *
get_groups (CorPlanLayer *self, const CorMapFrame *frame)
{
  if (self->groups != NULL && same_frame (frame, &self->groups_frame))
    return self->groups;

  g_clear_pointer (&self->groups, g_array_unref);
  self->groups = cor_cluster_layer_group (self->scene, frame);
  self->groups_frame = *frame;

  return self->groups;
}

static void
forget_picture (CorPlanLayer *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
renew_picture (CorPlanLayer *self, const CorMapFrame *frame)
{
  int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  CorMapPicture picture = {
    .scene = self->scene,
    .frame = *frame,
    .theme = self->theme,
    .selection = self->selection,
    .sketch = &self->sketch,
  };
  g_autoptr (GArray) groups = NULL;
  cairo_t *cr;

  self->picture_margin_px =
      self->sketch.reshaped != NULL || self->sketch.moved != NULL ? 0 : MARGIN_PX;
  picture.frame.width_px += 2 * self->picture_margin_px;
  picture.frame.height_px += 2 * self->picture_margin_px;
  groups = cor_cluster_layer_group (self->scene, &picture.frame);
  picture.groups = groups;

  g_clear_object (&self->texture);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) picture.frame.width_px * scale_factor,
                                  (int) picture.frame.height_px * scale_factor);
  cairo_surface_set_device_scale (self->picture, scale_factor, scale_factor);
  cr = cairo_create (self->picture);
  cor_map_draw_layers (&picture, cr);
  cairo_destroy (cr);
  self->picture_frame = picture.frame;
}

/* Where the middle of the picture lies in the frame; whether it still fills the frame. */
static gboolean
place_picture (CorPlanLayer *self, const CorMapFrame *frame, double *x_px, double *y_px)
{
  if (self->picture == NULL || fabs (self->picture_frame.zoom - frame->zoom) > 1e-9 ||
      fabs (self->picture_frame.width_px - frame->width_px - 2 * self->picture_margin_px) > 0.5 ||
      fabs (self->picture_frame.height_px - frame->height_px - 2 * self->picture_margin_px) > 0.5)
    return FALSE;

  cor_map_frame_project (frame, self->picture_frame.centre, x_px, y_px);

  return fabs (*x_px - frame->width_px / 2.0) < self->picture_margin_px + 0.5 &&
         fabs (*y_px - frame->height_px / 2.0) < self->picture_margin_px + 0.5;
}

/* What is drawn anew in each frame. */
static void
draw_on_top (CorPlanLayer *self, GtkSnapshot *snapshot, const CorMapFrame *frame)
{
  CorMapPicture picture = {
    .scene = self->scene,
    .frame = *frame,
    .theme = self->theme,
    .sketch = &self->sketch,
    .playback = self->playback,
    .playback_utc_s = self->playback_utc_s,
  };
  cairo_t *cr;

  if (!self->sketch.is_active && self->sketch.moved == NULL && self->playback == NULL)
    return;

  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) frame->width_px, (float) frame->height_px));
  if (self->playback != NULL)
    cor_playback_layer_draw (&picture, cr);
  cor_sketch_layer_draw (&picture, cr);
  cairo_destroy (cr);
}

/* Without a graphics card GTK would copy a texture of this size in each frame, for longer than all
 * the rest of a frame takes; with one it would copy a surface. */
static void
append_picture (CorPlanLayer *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  cairo_t *cr;

  if (!GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      if (self->texture == NULL)
        self->texture = cor_map_texture_new (self->picture, FALSE);
      gtk_snapshot_append_texture (snapshot, self->texture, bounds);
      return;
    }

  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_set_source_surface (cr, self->picture, bounds->origin.x, bounds->origin.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
cor_plan_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CorPlanLayer *self = COR_PLAN_LAYER (widget);
  CorMapFrame frame = cor_plan_layer_get_frame (self);
  graphene_rect_t bounds;
  double x, y;

  if (!place_picture (self, &frame, &x, &y))
    {
      renew_picture (self, &frame);
      x = frame.width_px / 2.0;
      y = frame.height_px / 2.0;
    }

  /* Whole pixels: a picture between them is drawn slowly and blurred. */
  bounds = GRAPHENE_RECT_INIT ((float) round (x - self->picture_frame.width_px / 2.0),
                               (float) round (y - self->picture_frame.height_px / 2.0),
                               (float) self->picture_frame.width_px,
                               (float) self->picture_frame.height_px);
  append_picture (self, snapshot, &bounds);
  draw_on_top (self, snapshot, &frame);
}

static gboolean
cor_plan_layer_contains (GtkWidget *widget, double x, double y)
{
  CorMapTarget target;

  return cor_plan_layer_find (COR_PLAN_LAYER (widget), x, y, &target);
}

static void
cor_plan_layer_dispose (GObject *object)
{
  CorPlanLayer *self = COR_PLAN_LAYER (object);

  g_clear_object (&self->selection);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->scene, cor_map_scene_free);
  g_clear_pointer (&self->sketch.points, g_array_unref);
  g_clear_pointer (&self->sketch.reshaped, cor_geometry_unref);

  G_OBJECT_CLASS (cor_plan_layer_parent_class)->dispose (object);
}

static void
cor_plan_layer_class_init (CorPlanLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_plan_layer_dispose;
  widget_class->snapshot = cor_plan_layer_snapshot;
  widget_class->contains = cor_plan_layer_contains;
}

static void
cor_plan_layer_init (CorPlanLayer *self)
{
  self->scene = cor_map_scene_new (NULL, NULL, FALSE, COR_LANGUAGE_EN);
  self->sketch.points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
}

/**
 * cor_plan_layer_new:
 * @viewport: what is seen of the map
 *
 * Returns: (transfer floating): a layer that shows nothing yet
 */
CorPlanLayer *
cor_plan_layer_new (ShumateViewport *viewport)
{
  CorPlanLayer *self = g_object_new (COR_TYPE_PLAN_LAYER, "viewport", viewport, NULL);

  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * cor_plan_layer_take_scene:
 * @self: a layer
 * @scene: (transfer full): what to show from now on
 *
 * Shows another scene.
 */
void
cor_plan_layer_take_scene (CorPlanLayer *self, CorMapScene *scene)
{
  g_return_if_fail (COR_IS_PLAN_LAYER (self));

  if (self->sketch.moved != NULL)
    self->sketch.moved =
        cor_map_scene_find_spot (scene, self->sketch.moved->kind, &self->sketch.moved->id);
  g_clear_pointer (&self->groups, g_array_unref);
  cor_map_scene_free (self->scene);
  self->scene = scene;
  forget_picture (self);
}

/**
 * cor_plan_layer_get_scene:
 * @self: a layer
 *
 * Returns: (transfer none): what it shows
 */
const CorMapScene *
cor_plan_layer_get_scene (CorPlanLayer *self)
{
  g_return_val_if_fail (COR_IS_PLAN_LAYER (self), NULL);

  return self->scene;
}

/**
 * cor_plan_layer_set_theme:
 * @self: a layer
 * @theme: colours
 *
 * Draws in other colours.
 */
void
cor_plan_layer_set_theme (CorPlanLayer *self, CorMapTheme theme)
{
  g_return_if_fail (COR_IS_PLAN_LAYER (self));

  self->theme = theme;
  forget_picture (self);
}

/**
 * cor_plan_layer_set_selection:
 * @self: a layer
 * @selection: what to highlight
 *
 * Follows a selection.
 */
void
cor_plan_layer_set_selection (CorPlanLayer *self, CorSelection *selection)
{
  g_return_if_fail (COR_IS_PLAN_LAYER (self));

  if (!g_set_object (&self->selection, selection))
    return;
  g_signal_connect_object (selection, "changed", G_CALLBACK (forget_picture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "offered", G_CALLBACK (forget_picture), self,
                           G_CONNECT_SWAPPED);
}

/**
 * cor_plan_layer_get_sketch:
 * @self: a layer
 *
 * Returns: (transfer none): what the officer is drawing or dragging; queue a redraw after a change
 */
CorMapSketch *
cor_plan_layer_get_sketch (CorPlanLayer *self)
{
  g_return_val_if_fail (COR_IS_PLAN_LAYER (self), NULL);

  return &self->sketch;
}

/**
 * cor_plan_layer_redraw:
 * @self: a layer
 *
 * Draws everything again: the shape of something shown has changed.
 */
void
cor_plan_layer_redraw (CorPlanLayer *self)
{
  g_return_if_fail (COR_IS_PLAN_LAYER (self));

  forget_picture (self);
}

/**
 * cor_plan_layer_show_moment:
 * @self: a layer
 * @playback: (nullable): the result as time goes by, which must stay until it is taken away again;
 *   %NULL: the plan as a whole
 * @time_utc_s: which moment
 *
 * Shows where everybody is at a moment.
 */
void
cor_plan_layer_show_moment (CorPlanLayer *self, const CorPlayback *playback, gint64 time_utc_s)
{
  g_return_if_fail (COR_IS_PLAN_LAYER (self));

  self->playback = playback;
  self->playback_utc_s = time_utc_s;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cor_plan_layer_get_frame:
 * @self: a layer
 *
 * Returns: the frame through which the map is seen now
 */
CorMapFrame
cor_plan_layer_get_frame (CorPlanLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  ShumateLocation *location = SHUMATE_LOCATION (viewport);

  return (CorMapFrame){
    .centre = { shumate_location_get_latitude (location),
                shumate_location_get_longitude (location) },
    .zoom = cor_map_zoom_from_viewport (shumate_viewport_get_zoom_level (viewport)),
    .width_px = gtk_widget_get_width (GTK_WIDGET (self)),
    .height_px = gtk_widget_get_height (GTK_WIDGET (self)),
  };
}

/**
 * cor_plan_layer_find:
 * @self: a layer
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 * @target: (out): what is there
 *
 * Returns: whether anything is there
 */
gboolean
cor_plan_layer_find (CorPlanLayer *self, double x_px, double y_px, CorMapTarget *target)
{
  CorMapFrame frame;

  g_return_val_if_fail (COR_IS_PLAN_LAYER (self), FALSE);

  frame = cor_plan_layer_get_frame (self);

  return cor_map_scene_find (self->scene, get_groups (self, &frame), &frame, x_px, y_px, target);
}
