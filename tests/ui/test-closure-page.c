/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-closure-page.h"
#include "cor-plan-edits.h"

static const CorClosure *
lookup (const ShownPage *self)
{
  return cor_snapshot_lookup (cor_session_get_snapshot (self->fixture->session), COR_RECORD_CLOSURE,
                              &self->id);
}

/* Takes the closure. */
static void
show_closure (ShownPage *self, CorClosure *closure)
{
  self->id = closure->record.id;
  desk_fixture_commit (self->fixture, cor_edit_put_record (COR_EDIT_ADD_CLOSURE, NULL, closure));

  shown_page_open (self, COR_SELECTION_CLOSURE, COR_TYPE_CLOSURE_PAGE);
}

static void
shown_init (ShownPage *self, CorClosureKind kind)
{
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.1, 25.2 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = kind;
  closure->distance_m = 10000;
  self->fixture = desk_fixture_new ();
  show_closure (self, closure);
}

static gboolean
is_delay (gpointer user_data)
{
  return lookup (user_data)->effect == COR_RESTRICTION_DELAY;
}

static gboolean
is_forty_minutes (gpointer user_data)
{
  return lookup (user_data)->delay_min == 40;
}

static gboolean
is_by_night (gpointer user_data)
{
  const CorDaily *daily = &lookup (user_data)->daily;

  return daily->from_min == 22 * 60 && daily->until_min == 5 * 60;
}

static gboolean
reaches_25_km (gpointer user_data)
{
  return lookup (user_data)->distance_m == 25000;
}

static void
test_a_closure_becomes_a_checkpoint_by_night (void)
{
  ShownPage shown;

  shown_init (&shown, COR_CLOSURE_LINE);
  g_assert_null (desk_find_row (shown.page, "Minutes that passing takes longer"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (shown.page, "What it does to roads")),
                              COR_RESTRICTION_DELAY);
  desk_wait_until (is_delay, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, "Minutes that passing takes longer", "40");
  desk_wait_until (is_forty_minutes, &shown);
  shown_page_refresh (&shown);
  desk_write_row (shown.page, "Hours of each day, as 22:00–05:00", "22:00-05:00");
  desk_wait_until (is_by_night, &shown);
  shown_page_clear (&shown);
}

static void
test_nonsense_changes_nothing (void)
{
  ShownPage shown;
  guint64 revision;

  shown_init (&shown, COR_CLOSURE_FRONT);
  revision = cor_snapshot_get_revision (cor_session_get_snapshot (shown.fixture->session));
  desk_write_row (shown.page, "Hours of each day, as 22:00–05:00", "at night");
  g_assert_true (gtk_widget_has_css_class (
      desk_find_row (shown.page, "Hours of each day, as 22:00–05:00"), "error"));
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (shown.page, "Hours of each day, as 22:00–05:00")), "");
  desk_write_row (shown.page, "Kilometres that it reaches", "far");
  g_assert_cmpuint (cor_snapshot_get_revision (cor_session_get_snapshot (shown.fixture->session)),
                    ==, revision);

  desk_write_row (shown.page, "Kilometres that it reaches", "25");
  desk_wait_until (reaches_25_km, &shown);
  shown_page_clear (&shown);
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_there (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/* One road, from Lviv to the crossing Shehyni, way 11. */
static void
use_west_road (DeskFixture *fixture)
{
  static const char extract[] =
      "<osm version='0.6'><node id='1' lat='49.84' lon='24.03'/>"
      "<node id='3' lat='49.7955' lon='22.9525'/><way id='11'><nd ref='1'/><nd ref='3'/>"
      "<tag k='highway' v='trunk'/></way></osm>";
  g_autofree char *source = desk_fixture_write (fixture, "west.osm", extract);
  g_autofree char *path = g_build_filename (fixture->folder, "west.roads", NULL);
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) chosen = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_import_roads_async (fixture->session, source, path, NULL, NULL, NULL, note_cb,
                                  &imported);
  desk_wait_until (is_there, &imported);
  cor_session_import_roads_finish (fixture->session, imported, &error);
  g_assert_no_error (error);
  cor_session_choose_roads_async (fixture->session, path, NULL, NULL, NULL, note_cb, &chosen);
  desk_wait_until (is_there, &chosen);
  cor_session_choose_roads_finish (fixture->session, chosen, NULL, &error);
  g_assert_no_error (error);
}

/* A line across that road, drawn on a network where another way ran there. */
static CorClosure *
make_drawn_elsewhere (void)
{
  const CorPosition line[] = { { 49.7, 23.5 }, { 49.9, 23.5 } };
  const CorRoadHint hint = { 999, 1, 3000 };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = COR_CLOSURE_LINE;
  closure->network_checksum = g_strdup ("elsewhere");
  closure->hints = g_array_new (FALSE, FALSE, sizeof (CorRoadHint));
  g_array_append_val (closure->hints, hint);

  return closure;
}

static gboolean
is_unmatched (gpointer user_data)
{
  CorSession *session = ((ShownPage *) user_data)->fixture->session;

  return !cor_session_is_stale (session) &&
         cor_session_get_result (session)->closures_unmatched->len == 1;
}

static gboolean
is_matched (gpointer user_data)
{
  CorSession *session = ((ShownPage *) user_data)->fixture->session;

  return !cor_session_is_stale (session) &&
         cor_session_get_result (session)->closures_unmatched->len == 0;
}

static void
test_what_lies_on_other_roads_is_told (void)
{
  ShownPage shown = { .fixture = desk_fixture_new () };
  GtkWidget *button;

  use_west_road (shown.fixture);
  show_closure (&shown, make_drawn_elsewhere ());
  desk_wait_until (is_unmatched, &shown);
  shown_page_refresh (&shown);
  g_assert_nonnull (desk_find_row (shown.page, "Beware"));
  button = desk_find_widget (shown.page, GTK_TYPE_BUTTON, "It _Lies Right");
  g_assert_nonnull (button);

  g_signal_emit_by_name (button, "clicked");
  desk_wait_until (is_matched, &shown);
  shown_page_refresh (&shown);
  g_assert_null (desk_find_row (shown.page, "Beware"));
  g_assert_cmpint (g_array_index (lookup (&shown)->hints, CorRoadHint, 0).way_id, ==, 11);
  shown_page_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/closure-page/a-closure-becomes-a-checkpoint-by-night",
                   test_a_closure_becomes_a_checkpoint_by_night);
  g_test_add_func ("/ui/closure-page/what-lies-on-other-roads-is-told",
                   test_what_lies_on_other_roads_is_told);
  g_test_add_func ("/ui/closure-page/nonsense-changes-nothing", test_nonsense_changes_nothing);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
