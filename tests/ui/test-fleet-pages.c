/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-agreed-corridor-page.h"
#include "cor-agreed-corridor.h"
#include "cor-map-scene.h"
#include "cor-plan-edits.h"
#include "cor-plan-layer.h"
#include "cor-side-lists.h"
#include "cor-vehicle-page.h"
#include "cor-vehicle.h"

static gconstpointer
lookup (const ShownPage *self, CorRecordKind kind)
{
  return cor_snapshot_lookup (cor_session_get_snapshot (self->fixture->session), kind, &self->id);
}

static guint64
get_revision (const ShownPage *self)
{
  return cor_snapshot_get_revision (cor_session_get_snapshot (self->fixture->session));
}

static void
shown_init (ShownPage *self, CorEdit *edit, const CorId *id, CorSelectionKind kind, GType page)
{
  self->id = *id;
  self->fixture = desk_fixture_new ();
  desk_fixture_commit (self->fixture, edit);
  shown_page_open (self, kind, page);
}

static void
show_vehicle (ShownPage *self)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorId id = vehicle->record.id;

  vehicle->depot_position = (CorPosition){ 49.84, 24.03 };
  shown_init (self, cor_edit_put_record (COR_EDIT_ADD_VEHICLE, NULL, vehicle), &id,
              COR_SELECTION_VEHICLE, COR_TYPE_VEHICLE_PAGE);
}

static void
show_corridor (ShownPage *self)
{
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.1, 25.2 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;
  CorId id;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  id = corridor->record.id;
  shown_init (self, cor_edit_put_record (COR_EDIT_ADD_CORRIDOR, NULL, corridor), &id,
              COR_SELECTION_AGREED_CORRIDOR, COR_TYPE_AGREED_CORRIDOR_PAGE);
}

static void
switch_on (GtkWidget *page, const char *title)
{
  GtkWidget *toggle = desk_find_widget (desk_find_row (page, title), GTK_TYPE_SWITCH, NULL);

  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
}

static gboolean
is_removed (gpointer user_data)
{
  const ShownPage *self = user_data;

  return lookup (self, COR_RECORD_VEHICLE) == NULL &&
         lookup (self, COR_RECORD_AGREED_CORRIDOR) == NULL;
}

static gboolean
is_ambulance (gpointer user_data)
{
  const CorVehicle *vehicle = lookup (user_data, COR_RECORD_VEHICLE);

  return vehicle->vehicle == COR_VEHICLE_AMBULANCE && vehicle->stretcher_places == 1 &&
         vehicle->seats == 1 && vehicle->has_oxygen;
}

static gboolean
are_twelve (gpointer user_data)
{
  const CorVehicle *vehicle = lookup (user_data, COR_RECORD_VEHICLE);

  return vehicle->n_vehicles == 12;
}

static gboolean
has_duty (gpointer user_data)
{
  const CorVehicle *vehicle = lookup (user_data, COR_RECORD_VEHICLE);

  return vehicle->driver_min == 540 && vehicle->hands_over;
}

/* In a narrow pane a long title is cut off. */
static void
test_titles_can_be_read_whole (void)
{
  ShownPage shown;
  const char *title = "Turnaround at the crossing, minutes";

  show_vehicle (&shown);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (desk_find_row (shown.page, title)), ==, title);
  shown_page_clear (&shown);
}

static void
test_vehicles_are_edited (void)
{
  ShownPage shown;

  show_vehicle (&shown);
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (shown.page, "Kind")),
                              COR_VEHICLE_AMBULANCE);
  desk_wait_until (is_ambulance, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, "How many alike", "12");
  desk_wait_until (are_twelve, &shown);
  shown_page_refresh (&shown);
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (shown.page, "Minutes a driver may be on duty, 0: any")), "540");
  switch_on (shown.page, "People change coaches at the border");
  desk_wait_until (has_duty, &shown);

  g_signal_emit_by_name (desk_find_widget (shown.page, GTK_TYPE_BUTTON, "_Remove the Vehicles"),
                         "clicked");
  desk_wait_until (is_removed, &shown);
  shown_page_clear (&shown);
}

static void
test_nonsense_of_vehicles_changes_nothing (void)
{
  ShownPage shown;
  guint64 revision;

  show_vehicle (&shown);
  revision = get_revision (&shown);
  desk_write_row (shown.page, "How many alike", "0");
  g_assert_true (gtk_widget_has_css_class (desk_find_row (shown.page, "How many alike"), "error"));
  desk_write_row (shown.page, "How many alike", "many");
  desk_write_row (shown.page, "Free from, clock in Kyiv", "tomorrow");
  g_assert_cmpuint (get_revision (&shown), ==, revision);

  gtk_editable_set_text (GTK_EDITABLE (desk_find_row (shown.page, "Free from, clock in Kyiv")), "");
  desk_write_row (shown.page, "How many alike", "12");
  desk_wait_until (are_twelve, &shown);
  shown_page_clear (&shown);
}

static gboolean
takes_columns (gpointer user_data)
{
  const CorAgreedCorridor *corridor = lookup (user_data, COR_RECORD_AGREED_CORRIDOR);

  return corridor->max_column_vehicles == 20 && corridor->min_spacing_min == 30;
}

static gboolean
is_limited (gpointer user_data)
{
  const CorAgreedCorridor *corridor = lookup (user_data, COR_RECORD_AGREED_CORRIDOR);

  return corridor->vehicles_per_h == 25;
}

static gboolean
is_unlimited (gpointer user_data)
{
  const CorAgreedCorridor *corridor = lookup (user_data, COR_RECORD_AGREED_CORRIDOR);

  return corridor->vehicles_per_h == COR_UNLIMITED;
}

static gboolean
is_both_ways_by_day (gpointer user_data)
{
  const CorAgreedCorridor *corridor = lookup (user_data, COR_RECORD_AGREED_CORRIDOR);

  return corridor->is_two_way && corridor->daily.from_min == 9 * 60 &&
         corridor->daily.until_min == 21 * 60;
}

static void
test_an_agreed_corridor_is_edited (void)
{
  ShownPage shown;

  show_corridor (&shown);
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (shown.page, "Vehicles of the largest column, 0: any")), "20");
  desk_write_row (shown.page, "Minutes from column to column", "30");
  desk_wait_until (takes_columns, &shown);
  shown_page_refresh (&shown);
  g_assert_cmpstr (
      adw_action_row_get_subtitle (ADW_ACTION_ROW (desk_find_row (shown.page, "So it takes"))), ==,
      "40 vehicles an hour");

  desk_write_row (shown.page, "Vehicles an hour, if fewer", "25");
  desk_wait_until (is_limited, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, "Vehicles an hour, if fewer", "");
  desk_wait_until (is_unlimited, &shown);
  shown_page_refresh (&shown);
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (shown.page, "Hours of each day, as 22:00–05:00")),
      "09:00–21:00");
  switch_on (shown.page, "Both ways");
  desk_wait_until (is_both_ways_by_day, &shown);

  g_signal_emit_by_name (desk_find_widget (shown.page, GTK_TYPE_BUTTON, "_Remove the Corridor"),
                         "clicked");
  desk_wait_until (is_removed, &shown);
  shown_page_clear (&shown);
}

static void
test_nonsense_of_a_corridor_changes_nothing (void)
{
  ShownPage shown;
  guint64 revision;

  show_corridor (&shown);
  revision = get_revision (&shown);
  desk_write_row (shown.page, "Hours of each day, as 22:00–05:00", "by day");
  desk_write_row (shown.page, "Vehicles an hour, if fewer", "-1");
  g_assert_true (
      gtk_widget_has_css_class (desk_find_row (shown.page, "Vehicles an hour, if fewer"), "error"));
  g_assert_cmpuint (get_revision (&shown), ==, revision);
  shown_page_clear (&shown);
}

static void
find_at (const CorMapScene *scene, CorPosition position, CorMapTarget *target)
{
  const CorMapFrame frame = {
    .centre = position, .zoom = 9.0, .width_px = 400.0, .height_px = 400.0
  };
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (CorSpotGroup));

  g_assert_true (cor_map_scene_find (scene, groups, &frame, 200.0, 200.0, target));
}

static void
test_they_lie_on_the_map_and_in_the_lists (void)
{
  const struct
  {
    void (*show) (ShownPage *self);
    CorPosition position;
    CorSelectionKind kind;
    CorSideList list;
  } cases[] = {
    { show_vehicle, { 49.84, 24.03 }, COR_SELECTION_VEHICLE, COR_SIDE_LIST_VEHICLES },
    { show_corridor,
      { 49.05, 25.1 },
      COR_SELECTION_AGREED_CORRIDOR,
      COR_SIDE_LIST_AGREED_CORRIDORS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShownPage shown;
      CorMapTarget target;
      g_autoptr (CorMapScene) scene = NULL;
      g_autoptr (GPtrArray) lines = NULL;

      cases[i].show (&shown);
      scene = cor_map_scene_new (cor_session_get_snapshot (shown.fixture->session), NULL, FALSE,
                                 COR_LANGUAGE_EN);
      find_at (scene, cases[i].position, &target);
      g_assert_cmpint (target.kind, ==, cases[i].kind);
      g_assert_true (cor_id_equal (&target.id, &shown.id));
      lines = cor_side_list_fill (cases[i].list, shown.fixture->session, COR_LANGUAGE_EN);
      g_assert_cmpuint (lines->len, ==, 1);
      shown_page_clear (&shown);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/vehicle-page/titles-can-be-read-whole", test_titles_can_be_read_whole);
  g_test_add_func ("/ui/vehicle-page/vehicles-are-edited", test_vehicles_are_edited);
  g_test_add_func ("/ui/vehicle-page/nonsense-changes-nothing",
                   test_nonsense_of_vehicles_changes_nothing);
  g_test_add_func ("/ui/agreed-corridor-page/an-agreed-corridor-is-edited",
                   test_an_agreed_corridor_is_edited);
  g_test_add_func ("/ui/agreed-corridor-page/nonsense-changes-nothing",
                   test_nonsense_of_a_corridor_changes_nothing);
  g_test_add_func ("/ui/map-scene/depots-and-agreed-corridors-are-found",
                   test_they_lie_on_the_map_and_in_the_lists);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
