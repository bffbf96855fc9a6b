/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include "cor-plan-edits.h"

#include <math.h>

#define HANDLE_REACH_PX 8.0

static const CorClosure *
get_selected_closure (CorMapView *self)
{
  if (self->selection == NULL || cor_session_is_read_only (self->session) ||
      cor_selection_get_kind (self->selection) != COR_SELECTION_CLOSURE)
    return NULL;

  return cor_snapshot_lookup (cor_session_get_snapshot (self->session), COR_RECORD_CLOSURE,
                              cor_selection_get_id (self->selection));
}

/* A ring's first corner stands again at its end: both move. */
static CorGeometry *
move_corner (const CorGeometry *geometry, guint part, guint point, CorPosition position)
{
  CorGeometry *moved = cor_geometry_new ();

  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (geometry, i, &points, &n_points);
      g_autofree CorPosition *copy = g_memdup2 (points, n_points * sizeof *points);

      if (i == part)
        {
          copy[point] = position;
          if (kind != COR_PART_LINE && point == 0)
            copy[n_points - 1] = position;
          if (kind != COR_PART_LINE && point == n_points - 1)
            copy[0] = position;
        }
      cor_geometry_add_part (moved, kind, copy, n_points);
    }

  return moved;
}

/* A closure moves as it lies on the map: by so many degrees of longitude, and so far on the
 * projection's height, that it keeps its form on the screen. */
static CorGeometry *
move_whole (const CorGeometry *geometry, CorPosition from, CorPosition to)
{
  CorGeometry *moved = cor_geometry_new ();
  double from_x, from_y, to_x, to_y;

  cor_map_project_to_world (from, &from_x, &from_y);
  cor_map_project_to_world (to, &to_x, &to_y);
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (geometry, i, &points, &n_points);
      g_autofree CorPosition *copy = g_new (CorPosition, n_points);

      for (guint j = 0; j < n_points; j++)
        {
          double x, y;

          cor_map_project_to_world (points[j], &x, &y);
          copy[j] = cor_map_unproject_from_world (x + to_x - from_x, y + to_y - from_y);
        }
      cor_geometry_add_part (moved, kind, copy, n_points);
    }

  return moved;
}

/* Finds the corner of a closure at a place, and notes it. */
static gboolean
find_corner (CorMapView *self, const CorClosure *closure, double x_px, double y_px)
{
  CorMapFrame frame = cor_plan_layer_get_frame (self->plan_layer);

  if (cor_geometry_count_points (closure->geometry) > COR_MAX_HANDLES)
    return FALSE;

  for (guint i = 0; i < cor_geometry_get_n_parts (closure->geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (closure->geometry, i, &points, &n_points);
      for (guint j = 0; j < n_points; j++)
        {
          double x, y;

          cor_map_frame_project (&frame, points[j], &x, &y);
          if (hypot (x - x_px, y - y_px) > HANDLE_REACH_PX)
            continue;
          self->dragged_part = i;
          self->dragged_point = j;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * cor_map_view_begin_reshape:
 * @self: a map
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 *
 * Takes hold of the selected closure: by a corner, if one is there, or else whole, by its inside.
 *
 * Returns: whether it is held
 */
gboolean
cor_map_view_begin_reshape (CorMapView *self, double x_px, double y_px)
{
  const CorClosure *closure = get_selected_closure (self);
  CorMapTarget target;

  if (closure == NULL)
    return FALSE;

  self->dragged_whole = !find_corner (self, closure, x_px, y_px);
  if (self->dragged_whole &&
      !(cor_plan_layer_find (self->plan_layer, x_px, y_px, &target) &&
        target.kind == COR_SELECTION_CLOSURE && cor_id_equal (&target.id, &closure->record.id)))
    return FALSE;

  self->drag_from = cor_map_view_get_position (self, x_px, y_px);
  cor_plan_layer_get_sketch (self->plan_layer)->reshaped = cor_geometry_ref (closure->geometry);

  return TRUE;
}

/**
 * cor_map_view_update_reshape:
 * @self: a map
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 *
 * Moves what is held; the routes follow.
 *
 * Returns: whether a closure is held
 */
gboolean
cor_map_view_update_reshape (CorMapView *self, double x_px, double y_px)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  const CorClosure *closure = get_selected_closure (self);
  CorPosition position = cor_map_view_get_position (self, x_px, y_px);
  g_autoptr (CorEdit) draft = NULL;
  CorGeometry *moved;

  if (sketch->reshaped == NULL || closure == NULL)
    return FALSE;

  moved = self->dragged_whole
              ? move_whole (closure->geometry, self->drag_from, position)
              : move_corner (closure->geometry, self->dragged_part, self->dragged_point, position);
  cor_geometry_unref (sketch->reshaped);
  sketch->reshaped = moved;
  draft = cor_edit_reshape_closure (cor_session_get_snapshot (self->session),
                                    cor_selection_get_id (self->selection), moved, NULL);
  if (draft != NULL)
    cor_session_preview (self->session, draft);
  cor_plan_layer_redraw (self->plan_layer);

  return TRUE;
}

/**
 * cor_map_view_end_reshape:
 * @self: a map
 *
 * Lets go of the closure: the new shape becomes an edit.
 *
 * Returns: whether a closure was held
 */
gboolean
cor_map_view_end_reshape (CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);
  g_autoptr (CorGeometry) reshaped = g_steal_pointer (&sketch->reshaped);
  const CorClosure *closure = get_selected_closure (self);
  g_autoptr (GError) error = NULL;
  CorEdit *edit;

  if (reshaped == NULL)
    return FALSE;
  if (closure == NULL || closure->geometry == reshaped)
    return TRUE;

  edit = cor_edit_reshape_closure (cor_session_get_snapshot (self->session), &closure->record.id,
                                   reshaped, &error);
  if (edit != NULL)
    cor_map_view_commit (self, edit);
  cor_map_view_report (self, error);

  return TRUE;
}

/**
 * cor_map_view_cancel_reshape:
 * @self: a map
 *
 * Lets go of the closure, which stays as it was.
 */
void
cor_map_view_cancel_reshape (CorMapView *self)
{
  CorMapSketch *sketch = cor_plan_layer_get_sketch (self->plan_layer);

  if (sketch->reshaped == NULL)
    return;

  g_clear_pointer (&sketch->reshaped, cor_geometry_unref);
  cor_plan_layer_redraw (self->plan_layer);
  cor_session_preview (self->session, NULL);
}
