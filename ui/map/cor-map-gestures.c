/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include "cor-plan-edits.h"

#define PAN_STEP_PX 80.0

static void
redraw (CorMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->plan_layer));
}

static void
add_corner (CorMapView *self, double x, double y)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  CorPosition position = cor_map_view_get_position (self, x, y);

  g_array_append_val (sketch->points, position);
  redraw (self);
}

/* Clicks */

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  CorMapTarget target;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (sketch->is_active)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      if (n_press == 1)
        add_corner (self, x, y);
      else
        cor_map_view_finish_drawing (self);
      return;
    }

  if (self->selection == NULL)
    return;
  if (cor_plan_layer_find (self->plan_layer, x, y, &target))
    cor_selection_select (self->selection, target.kind, &target.id);
  else if (n_press == 1)
    cor_selection_clear (self->selection);
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, CorMapView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  cor_map_view_show_menu (self, x, y);
}

static void
long_press_cb (GtkGestureLongPress *gesture, double x, double y, CorMapView *self)
{
  cor_map_view_show_menu (self, x, y);
}

/* Dragging a rally point */

static CorEdit *
make_move (CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);

  return cor_edit_move_rally (cor_session_get_snapshot (self->session), &self->dragged_id,
                              sketch->pointer, NULL);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  CorMapTarget target;

  self->drag_x_px = x;
  self->drag_y_px = y;
  self->drag_has_begun = FALSE;
  if (sketch->is_active || self->only_compares || self->session == NULL ||
      cor_session_is_read_only (self->session))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (cor_map_view_begin_reshape (self, x, y))
    return;

  if (!cor_plan_layer_find (self->plan_layer, x, y, &target) ||
      target.kind != COR_SELECTION_CLUSTER || target.n_clusters > 1)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->dragged_id = target.id;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  g_autoptr (CorEdit) draft = NULL;

  if (!self->drag_has_begun &&
      !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;

  self->drag_has_begun = TRUE;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (cor_map_view_update_reshape (self, self->drag_x_px + dx, self->drag_y_px + dy))
    return;

  sketch->moved = cor_map_scene_find_spot (cor_plan_layer_get_scene (self->plan_layer),
                                           COR_SELECTION_CLUSTER, &self->dragged_id);
  sketch->pointer = cor_map_view_get_position (self, self->drag_x_px + dx, self->drag_y_px + dy);
  draft = make_move (self);
  cor_session_preview (self->session, draft);
  redraw (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);

  if (cor_map_view_end_reshape (self) || sketch->moved == NULL)
    return;

  sketch->moved = NULL;
  cor_map_view_commit (self, make_move (self));
  redraw (self);
}

/* Pointer and keyboard */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  CorMapTarget target;

  self->pointer_x_px = x;
  self->pointer_y_px = y;
  if (sketch->is_active)
    {
      sketch->pointer = cor_map_view_get_position (self, x, y);
      redraw (self);
    }
  else if (!cor_plan_layer_find (self->plan_layer, x, y, &target))
    gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  else if (target.kind != COR_SELECTION_CLOSURE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  else
    gtk_widget_set_cursor_from_name (
        GTK_WIDGET (self),
        cor_selection_is (self->selection, target.kind, &target.id) ? "grab" : NULL);
}

static void
pan (CorMapView *self, double dx, double dy)
{
  CorMapFrame frame = cor_plan_layer_get_frame (self->plan_layer);
  CorPosition centre =
      cor_map_frame_unproject (&frame, frame.width_px / 2.0 + dx, frame.height_px / 2.0 + dy);

  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), centre.lat_deg, centre.lon_deg);
}

/* Selects the next thing on the map, so that everything on it is within reach of the keyboard. */
static void
select_next (CorMapView *self, int step)
{
  const CorMapScene *scene = cor_plan_layer_get_scene (self->plan_layer);
  int n_spots = (int) scene->spots->len;
  int next = step > 0 ? n_spots - 1 : 0;

  if (n_spots == 0 || self->selection == NULL)
    return;
  for (int i = 0; i < n_spots; i++)
    {
      const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);

      if (cor_selection_is (self->selection, spot->kind, &spot->id))
        next = i;
    }
  next = (next + step + n_spots) % n_spots;
  {
    const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, next);

    cor_selection_select (self->selection, spot->kind, &spot->id);
    cor_map_view_show_position (self, spot->position, COR_MAP_MIN_ZOOM);
  }
}

static gboolean
sketch_key (CorMapView *self, guint key)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);

  if (key == GDK_KEY_Escape &&
      (sketch->is_active || sketch->moved != NULL || sketch->reshaped != NULL))
    cor_map_view_cancel_drawing (self);
  else if (!sketch->is_active)
    return FALSE;
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    cor_map_view_finish_drawing (self);
  else if (key == GDK_KEY_BackSpace && sketch->points->len > 0)
    {
      g_array_set_size (sketch->points, sketch->points->len - 1);
      redraw (self);
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        CorMapView *self)
{
  if (sketch_key (self, key))
    return TRUE;
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
      pan (self, -PAN_STEP_PX, 0);
      return TRUE;
    case GDK_KEY_Right:
      pan (self, PAN_STEP_PX, 0);
      return TRUE;
    case GDK_KEY_Up:
      pan (self, 0, -PAN_STEP_PX);
      return TRUE;
    case GDK_KEY_Down:
      pan (self, 0, PAN_STEP_PX);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      shumate_map_zoom_in (self->map);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      shumate_map_zoom_out (self->map);
      return TRUE;
    case GDK_KEY_Home:
      cor_map_view_fit_to_plan (self);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_N:
      select_next (self, key == GDK_KEY_n ? 1 : -1);
      return TRUE;
    case GDK_KEY_Menu:
      cor_map_view_show_menu (self, self->pointer_x_px, self->pointer_y_px);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_click (CorMapView *self, guint button, GCallback callback)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect (click, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
}

/**
 * cor_map_view_add_gestures:
 * @self: a map being made
 *
 * Lets pointer, finger and keyboard act on the map.
 */
void
cor_map_view_add_gestures (CorMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (clicked_cb));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (menu_cb));

  /* Before the map's own: a rally point is dragged, everything else pans. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (press));

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
