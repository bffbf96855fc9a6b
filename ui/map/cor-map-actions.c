/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include "cor-lookup.h"
#include "cor-plan-edits.h"
#include "cor-time.h"
#include "cor-vehicle.h"

#include <glib/gi18n.h>

/* How far from the pointer the road may be that "close this road" means. */
#define ROAD_REACH_PX 14.0

static CorPosition
get_menu_position (CorMapView *self)
{
  return cor_map_view_get_position (self, self->pointer_x_px, self->pointer_y_px);
}

static CorRoadHit *
find_road (CorMapView *self)
{
  CorMapFrame frame = cor_plan_layer_get_frame (self->plan_layer);

  return cor_session_find_road (self->session, get_menu_position (self),
                                ROAD_REACH_PX * cor_map_frame_get_metres_per_px (&frame));
}

static void
close_road_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorMapView *self = user_data;
  CorRoadHit *road = find_road (self);

  if (road == NULL)
    return;
  cor_map_view_commit (self, cor_edit_add_closure (COR_CLOSURE_ROAD, road->line, road->number,
                                                   COR_TIME_NONE, COR_TIME_NONE));
  cor_road_hit_free (road);
}

static void
draw_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_map_view_begin_drawing (user_data, g_variant_get_string (parameter, NULL));
}

/* A coach until the officer says what stands there. */
static void
station_vehicles_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorMapView *self = user_data;
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorId id = vehicle->record.id;

  vehicle->depot_position = get_menu_position (self);
  cor_map_view_commit (self, cor_edit_put_record (COR_EDIT_ADD_VEHICLE, NULL, vehicle));
  cor_selection_select (self->selection, COR_SELECTION_VEHICLE, &id);
}

static void
set_rally_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorMapView *self = user_data;

  cor_map_view_commit (self, cor_edit_move_rally (cor_session_get_snapshot (self->session),
                                                  cor_selection_get_id (self->selection),
                                                  get_menu_position (self), NULL));
}

static void
set_crossing (CorMapView *self, gboolean open)
{
  g_autoptr (GError) error = NULL;
  CorEdit *edit = cor_edit_set_crossing_state (cor_session_get_snapshot (self->session),
                                               &self->menu_target.id, open, &error);

  if (edit != NULL)
    cor_map_view_commit (self, edit);
  cor_map_view_report (self, error);
}

static void
open_crossing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_crossing (user_data, TRUE);
}

static void
close_crossing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_crossing (user_data, FALSE);
}

static void
remove_closure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorMapView *self = user_data;
  g_autoptr (GError) error = NULL;
  CorEdit *edit = cor_edit_remove_closure (cor_session_get_snapshot (self->session),
                                           &self->menu_target.id, &error);

  if (edit != NULL)
    cor_map_view_commit (self, edit);
  cor_map_view_report (self, error);
}

static void
copy_position_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorMapView *self = user_data;
  g_autofree char *text = cor_position_format (get_menu_position (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  shumate_map_zoom_in (((CorMapView *) user_data)->map);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  shumate_map_zoom_out (((CorMapView *) user_data)->map);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_map_view_fit_to_plan (user_data);
}

static const GActionEntry entries[] = {
  { .name = "close-road", .activate = close_road_cb },
  { .name = "draw", .activate = draw_cb, .parameter_type = "s" },
  { .name = "station-vehicles", .activate = station_vehicles_cb },
  { .name = "set-rally", .activate = set_rally_cb },
  { .name = "open-crossing", .activate = open_crossing_cb },
  { .name = "close-crossing", .activate = close_crossing_cb },
  { .name = "remove-closure", .activate = remove_closure_cb },
  { .name = "copy-position", .activate = copy_position_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "fit", .activate = fit_cb },
};

/**
 * cor_map_view_add_actions:
 * @self: a map being made
 *
 * Adds the actions of group "map".
 */
void
cor_map_view_add_actions (CorMapView *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (self->actions));
}

static void
add_road_item (CorMapView *self, GMenu *menu)
{
  CorRoadHit *road = find_road (self);
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;

  if (road == NULL)
    return;
  number = cor_isolate (road->number);
  label = road->number[0] != '\0' ? g_strdup_printf (_ ("Close road %s here"), number)
                                  : g_strdup (_ ("Close this road here"));
  g_menu_append (menu, label, "map.close-road");
  cor_road_hit_free (road);
}

static void
add_cluster_item (CorMapView *self, GMenu *menu)
{
  const CorSceneSpot *spot;
  g_autofree char *label = NULL;

  if (cor_selection_get_kind (self->selection) != COR_SELECTION_CLUSTER)
    return;
  spot = cor_map_scene_find_spot (cor_plan_layer_get_scene (self->plan_layer),
                                  COR_SELECTION_CLUSTER, cor_selection_get_id (self->selection));
  if (spot == NULL)
    return;
  label = g_strdup_printf (_ ("Set the rally point of %s here"), spot->name);
  g_menu_append (menu, label, "map.set-rally");
}

static GMenu *
make_drawings (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("A closed area"), "map.draw::area");
  g_menu_append (menu, _ ("A line that no road crosses"), "map.draw::line");
  g_menu_append (menu, _ ("A front, and what lies near it"), "map.draw::front");
  g_menu_append (menu, _ ("Along a river: its bridges"), "map.draw::bridges");
  g_menu_append (menu, _ ("The path of an agreed corridor"), "map.draw::corridor");

  return menu;
}

static GMenuModel *
make_menu (CorMapView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) things = g_menu_new ();
  g_autoptr (GMenu) ground = g_menu_new ();
  g_autoptr (GMenu) drawings = make_drawings ();
  g_autofree char *position = cor_position_format (get_menu_position (self));
  g_autofree char *isolated = cor_isolate (position);
  g_autofree char *copy = g_strdup_printf (_ ("Copy coordinates %s"), isolated);

  if (!self->only_compares && !cor_session_is_read_only (self->session))
    {
      if (self->menu_target.kind == COR_SELECTION_CROSSING)
        {
          gboolean open = self->menu_target.spot->state == COR_CROSSING_OPEN;

          g_menu_append (things, open ? _ ("Close this crossing") : _ ("Open this crossing"),
                         open ? "map.close-crossing" : "map.open-crossing");
        }
      if (self->menu_target.kind == COR_SELECTION_CLOSURE)
        g_menu_append (things, _ ("Remove this closure"), "map.remove-closure");
      add_road_item (self, ground);
      g_menu_append_submenu (ground, _ ("Draw"), G_MENU_MODEL (drawings));
      g_menu_append (ground, _ ("Station vehicles here"), "map.station-vehicles");
      add_cluster_item (self, ground);
    }
  g_menu_append (ground, copy, "map.copy-position");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (things));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ground));

  return G_MENU_MODEL (menu);
}

/**
 * cor_map_view_show_menu:
 * @self: a map
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 *
 * Offers what can be done at a point.
 */
void
cor_map_view_show_menu (CorMapView *self, double x_px, double y_px)
{
  g_autoptr (GMenuModel) model = NULL;

  if (self->session == NULL || cor_session_get_snapshot (self->session) == NULL)
    return;

  self->pointer_x_px = x_px;
  self->pointer_y_px = y_px;
  if (cor_plan_layer_find (self->plan_layer, x_px, y_px, &self->menu_target))
    cor_selection_select (self->selection, self->menu_target.kind, &self->menu_target.id);
  model = make_menu (self);

  if (self->menu == NULL)
    {
      self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (model));
      gtk_popover_set_has_arrow (self->menu, FALSE);
      gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
      gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
    }
  else
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle){ (int) x_px, (int) y_px, 1, 1 });
  gtk_popover_popup (self->menu);
}
