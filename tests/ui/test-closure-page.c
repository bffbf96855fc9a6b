/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-closure-page.h"
#include "cor-plan-edits.h"

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *page;
  CorId id;
} Shown;

static const CorClosure *
lookup (const Shown *self)
{
  return cor_snapshot_lookup (cor_session_get_snapshot (self->fixture->session), COR_RECORD_CLOSURE,
                              &self->id);
}

static void
shown_init (Shown *self, CorClosureKind kind)
{
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.1, 25.2 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = kind;
  closure->distance_m = 10000;
  self->id = closure->record.id;
  self->fixture = desk_fixture_new ();
  desk_fixture_commit (self->fixture, cor_edit_put_record (COR_EDIT_ADD_CLOSURE, NULL, closure));

  self->selection = cor_selection_new ();
  cor_selection_select (self->selection, COR_SELECTION_CLOSURE, &self->id);
  self->page = g_object_ref_sink (g_object_new (COR_TYPE_CLOSURE_PAGE, NULL));
  cor_details_page_start (COR_DETAILS_PAGE (self->page), self->fixture->session, self->selection,
                          COR_LANGUAGE_EN);
  cor_details_page_refresh (COR_DETAILS_PAGE (self->page));
}

static void
shown_clear (Shown *self)
{
  g_object_unref (self->page);
  g_object_unref (self->selection);
  desk_fixture_free (self->fixture);
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
  Shown shown;

  shown_init (&shown, COR_CLOSURE_LINE);
  g_assert_null (desk_find_row (shown.page, "Minutes that passing takes longer"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (shown.page, "What it does to roads")),
                              COR_RESTRICTION_DELAY);
  desk_wait_until (is_delay, &shown);
  cor_details_page_refresh (COR_DETAILS_PAGE (shown.page));
  desk_write_row (shown.page, "Minutes that passing takes longer", "40");
  desk_wait_until (is_forty_minutes, &shown);
  cor_details_page_refresh (COR_DETAILS_PAGE (shown.page));
  desk_write_row (shown.page, "Hours of each day, as 22:00–05:00", "22:00-05:00");
  desk_wait_until (is_by_night, &shown);
  shown_clear (&shown);
}

static void
test_nonsense_changes_nothing (void)
{
  Shown shown;
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
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/closure-page/a-closure-becomes-a-checkpoint-by-night",
                   test_a_closure_becomes_a_checkpoint_by_night);
  g_test_add_func ("/ui/closure-page/nonsense-changes-nothing", test_nonsense_changes_nothing);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
