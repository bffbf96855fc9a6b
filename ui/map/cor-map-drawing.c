/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include "cor-agreed-corridor.h"
#include "cor-plan-edits.h"

#include <glib/gi18n.h>

/* How far what is drawn reaches until an officer says otherwise. */
#define FRONT_REACH_M 10000
#define BRIDGES_REACH_M 500

/* What can be drawn, by the names that actions call it. */
static const struct
{
  const char *name;
  CorSketchShape shape;
  CorClosureKind closure;
  guint reach_m;
  const char *hint;
} tools[] = {
  { "area", COR_SKETCH_AREA, COR_CLOSURE_AREA, 0, N_ ("Click the corners of the closed area.") },
  { "line", COR_SKETCH_LINE, COR_CLOSURE_LINE, 0,
    N_ ("Click along the line that no road crosses.") },
  { "front", COR_SKETCH_LINE, COR_CLOSURE_FRONT, FRONT_REACH_M, N_ ("Click along the front.") },
  { "bridges", COR_SKETCH_LINE, COR_CLOSURE_BRIDGES, BRIDGES_REACH_M,
    N_ ("Click along the river whose bridges are closed.") },
  { "corridor", COR_SKETCH_PATH, 0, 0,
    N_ ("Click along the roads of the corridor, in the direction of travel.") },
};

/* Says over the map what to do next; nobody remembers keys at night. */
static void
show_hint (CorMapView *self)
{
  g_autofree char *text =
      g_strjoin ("\n", _ (tools[self->tool].hint),
                 _ ("Enter or a double click: done · Backspace: one back · Escape: give up"), NULL);

  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

/**
 * cor_map_view_begin_drawing:
 * @self: a map
 * @tool: "area", "line", "front", "bridges" or "corridor"
 *
 * From here on a click adds a corner; Enter or a double click ends the drawing, Backspace takes the
 * last corner back, Escape gives up.
 */
void
cor_map_view_begin_drawing (CorMapView *self, const char *tool)
{
  CorMapSketch *sketch;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  sketch = cor_plan_layer_get_sketch (self->plan_layer);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (tools[i].name, tool))
      self->tool = i;
  sketch->shape = tools[self->tool].shape;
  g_array_set_size (sketch->points, 0);
  sketch->is_active = TRUE;
  sketch->pointer = cor_map_view_get_position (self, self->pointer_x_px, self->pointer_y_px);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  show_hint (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->plan_layer));
}

/**
 * cor_map_view_cancel_drawing:
 * @self: a map
 *
 * Gives up what is being drawn, or a rally point being dragged.
 */
void
cor_map_view_cancel_drawing (CorMapView *self)
{
  CorMapSketch *sketch;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  sketch = cor_plan_layer_get_sketch (self->plan_layer);
  sketch->is_active = FALSE;
  g_array_set_size (sketch->points, 0);
  if (sketch->moved != NULL)
    {
      sketch->moved = NULL;
      cor_session_preview (self->session, NULL);
    }
  cor_map_view_cancel_reshape (self);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self->plan_layer));
}

static CorEdit *
make_closure (CorMapView *self, CorGeometry *geometry, CorId *id)
{
  CorClosure *closure = cor_closure_new (NULL, geometry);

  closure->closure = tools[self->tool].closure;
  closure->distance_m = tools[self->tool].reach_m;
  *id = closure->record.id;

  return cor_edit_put_record (COR_EDIT_ADD_CLOSURE, NULL, closure);
}

static CorEdit *
make_corridor (CorGeometry *geometry, CorId *id)
{
  CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);

  *id = corridor->record.id;

  return cor_edit_put_record (COR_EDIT_ADD_CORRIDOR, NULL, corridor);
}

/**
 * cor_map_view_finish_drawing:
 * @self: a map
 *
 * Makes an edit of what was drawn, if it has corners enough, and selects it, so that it can be
 * named.
 */
void
cor_map_view_finish_drawing (CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  gboolean is_area = sketch->shape == COR_SKETCH_AREA;
  gboolean is_corridor = sketch->shape == COR_SKETCH_PATH;
  g_autoptr (CorGeometry) geometry = NULL;
  CorEdit *edit;
  CorId id;

  if (sketch->points->len < (is_area ? 3u : 2u))
    return;

  geometry = cor_geometry_new ();
  cor_geometry_add_part (geometry, is_area ? COR_PART_POLYGON : COR_PART_LINE,
                         (const CorPosition *) (gpointer) sketch->points->data,
                         sketch->points->len);
  edit = is_corridor ? make_corridor (geometry, &id) : make_closure (self, geometry, &id);
  cor_map_view_cancel_drawing (self);
  cor_map_view_commit (self, edit);
  cor_selection_select (self->selection,
                        is_corridor ? COR_SELECTION_AGREED_CORRIDOR : COR_SELECTION_CLOSURE, &id);
}
