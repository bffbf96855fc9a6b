/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

#include "cor-agreed-corridor-page.h"
#include "cor-agreed-corridor.h"
#include "cor-closure.h"
#include "cor-plan-edits.h"
#include "cor-session-corridor.h"

/* From Lviv to Krakivets as an officer draws it, by its two ends: no road runs along that. */
static const CorPosition ends[] = { { 49.84, 24.03 }, { 49.96, 23.11 } };

/* From Lviv to Uzhhorod: by M06, or by H13, which is nearly as quick. */
static const CorPosition unclear_ends[] = { { 49.84, 24.03 }, { 48.62, 22.3 } };

static const CorPosition at_sea[] = { { 43.0, 31.0 }, { 43.2, 32.0 } };

static const CorAgreedCorridor *
lookup (const ShownPage *self)
{
  return cor_snapshot_lookup (cor_session_get_snapshot (self->fixture->session),
                              COR_RECORD_AGREED_CORRIDOR, &self->id);
}

static const char *
get_fact (const ShownPage *self, const char *title)
{
  GtkWidget *row = desk_find_row (self->page, title);

  return row != NULL ? adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) : NULL;
}

static gboolean
says (const ShownPage *self, const char *title, const char *words)
{
  const char *fact = get_fact (self, title);

  return fact != NULL && strstr (fact, words) != NULL;
}

static GtkWidget *
find_button (const ShownPage *self)
{
  return desk_find_widget (self->page, GTK_TYPE_BUTTON, "_Use This Road");
}

static guint
count_offered (const ShownPage *self)
{
  GPtrArray *ways = cor_selection_get_offered_ways (self->selection);

  return ways != NULL ? ways->len : 0;
}

/* The map's own way to add a corridor: an edit, and the page of what it put there. */
static void
draw (ShownPage *self, const CorPosition *points, guint n_points)
{
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  self->fixture = desk_fixture_new ();
  cor_geometry_add_part (geometry, COR_PART_LINE, points, n_points);
  corridor = cor_agreed_corridor_new (NULL, geometry);
  corridor->modes = COR_MODE_CAR | COR_MODE_COACH;
  self->id = corridor->record.id;
  desk_fixture_commit (self->fixture, cor_edit_put_record (COR_EDIT_ADD_CORRIDOR, NULL, corridor));
  shown_page_open (self, COR_SELECTION_AGREED_CORRIDOR, COR_TYPE_AGREED_CORRIDOR_PAGE);
  g_assert_true (says (self, "As it is drawn", "Looking on which roads it lies…"));
  g_assert_null (find_button (self));
}

static gboolean
is_off_roads (gpointer user_data)
{
  return says (user_data, "As it is drawn", "It does not lie on roads.");
}

static gboolean
is_on_roads (gpointer user_data)
{
  const ShownPage *self = user_data;

  shown_page_refresh (self);

  return says (self, "As it is drawn", "It lies on roads.");
}

static gboolean
is_off_roads_again (gpointer user_data)
{
  shown_page_refresh (user_data);

  return is_off_roads (user_data);
}

/* Whether the plan, computed as it is now, says that the corridor lies on no road. */
static gboolean
is_idle (const ShownPage *self)
{
  CorResult *result = cor_session_get_result (self->fixture->session);

  for (guint i = 0; result != NULL && i < result->closures_without_road->len; i++)
    if (cor_id_equal (&g_array_index (result->closures_without_road, CorId, i), &self->id))
      return TRUE;

  return FALSE;
}

static gboolean
has_idle_corridor (gpointer user_data)
{
  return is_idle (user_data);
}

static gboolean
has_no_idle_corridor (gpointer user_data)
{
  const ShownPage *self = user_data;

  return cor_session_get_result (self->fixture->session) != NULL && !is_idle (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  cor_session_undo_finish (COR_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
test_the_offered_road_is_taken_and_taken_back (void)
{
  ShownPage shown;

  draw (&shown, ends, G_N_ELEMENTS (ends));
  desk_wait_until (is_off_roads, &shown);
  g_assert_true (says (&shown, "As it is drawn", "From point 1 to point 2, 67 km"));
  g_assert_true (says (&shown, "The quickest way by road", "M10"));
  g_assert_true (says (&shown, "What to do", "If this is the road that was agreed on"));
  g_assert_true (gtk_widget_get_sensitive (find_button (&shown)));
  g_assert_cmpuint (count_offered (&shown), ==, 1);
  desk_wait_until (has_idle_corridor, &shown);

  g_signal_emit_by_name (find_button (&shown), "clicked");
  desk_wait_until (is_on_roads, &shown);
  g_assert_true (says (&shown, "As it is drawn", "M10"));
  g_assert_null (find_button (&shown));
  g_assert_null (desk_find_row (shown.page, "What to do"));
  g_assert_cmpuint (count_offered (&shown), ==, 0);
  desk_wait_until (has_no_idle_corridor, &shown);
  g_assert_nonnull (strstr (lookup (&shown)->note, "found on the roads by the program"));

  cor_session_undo_async (shown.fixture->session, undone_cb, NULL);
  desk_wait_until (is_off_roads_again, &shown);
  g_assert_true (gtk_widget_get_sensitive (find_button (&shown)));
  shown_page_clear (&shown);
}

/* What must not be taken cannot be, and the page says why. */
static void
assert_cannot_be_taken (const ShownPage *self, const char *reason)
{
  g_assert_false (gtk_widget_get_sensitive (find_button (self)));
  g_assert_true (says (self, "What to do", reason));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_button (self)), ==,
                   get_fact (self, "What to do"));
}

static void
test_one_of_two_roads_is_not_taken (void)
{
  ShownPage shown;

  draw (&shown, unclear_ends, G_N_ELEMENTS (unclear_ends));
  desk_wait_until (is_off_roads, &shown);
  g_assert_true (says (&shown, "The quickest way by road", "Skole"));
  g_assert_true (says (&shown, "About as quick", "H13"));
  g_assert_cmpuint (count_offered (&shown), ==, 2);
  assert_cannot_be_taken (&shown, "Another road may be meant as well.");
  shown_page_clear (&shown);
}

static void
test_no_road_is_not_taken (void)
{
  ShownPage shown;

  draw (&shown, at_sea, G_N_ELEMENTS (at_sea));
  desk_wait_until (is_off_roads, &shown);
  g_assert_null (desk_find_row (shown.page, "The quickest way by road"));
  assert_cannot_be_taken (&shown, "No road was found");
  g_assert_cmpuint (count_offered (&shown), ==, 0);
  shown_page_clear (&shown);
}

/* A closure on the way is told of as soon as it is there. */
static gboolean
bewares (gpointer user_data)
{
  shown_page_refresh (user_data);

  return says (user_data, "Beware", "It runs over what “");
}

static void
test_a_closure_on_the_way_is_told_of (void)
{
  const CorPosition across[] = { { 49.7, 23.6 }, { 50.1, 23.6 } };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *closure;
  ShownPage shown;

  draw (&shown, ends, G_N_ELEMENTS (ends));
  desk_wait_until (is_off_roads, &shown);
  g_assert_null (desk_find_row (shown.page, "Beware"));
  cor_geometry_add_part (line, COR_PART_LINE, across, G_N_ELEMENTS (across));
  closure = cor_closure_new (NULL, line);
  g_free (closure->label);
  closure->label = g_strdup ("Flood");
  desk_fixture_commit (shown.fixture, cor_edit_put_record (COR_EDIT_ADD_CLOSURE, NULL, closure));
  desk_wait_until (bewares, &shown);
  g_assert_true (says (&shown, "Beware", "Flood"));
  g_assert_true (gtk_widget_get_sensitive (find_button (&shown)));
  shown_page_clear (&shown);
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorCorridorPath) path =
      cor_session_find_corridor_path_finish (COR_SESSION (source), result, NULL);
  gboolean *is_done = user_data;

  g_assert_nonnull (path);
  *is_done = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* What is offered goes with the page that asks. */
static void
test_another_selection_ends_the_offer (void)
{
  ShownPage shown;

  draw (&shown, ends, G_N_ELEMENTS (ends));
  desk_wait_until (is_off_roads, &shown);
  g_assert_cmpuint (count_offered (&shown), ==, 1);
  cor_selection_clear (shown.selection);
  g_assert_cmpuint (count_offered (&shown), ==, 0);
  shown_page_clear (&shown);
}

static void
test_a_closed_page_ends_the_offer (void)
{
  ShownPage shown;

  draw (&shown, ends, G_N_ELEMENTS (ends));
  desk_wait_until (is_off_roads, &shown);
  g_clear_object (&shown.page);
  g_assert_cmpuint (count_offered (&shown), ==, 0);
  shown_page_clear (&shown);
}

/* Nothing comes to a page that was closed while it looked: paths are found one after the other. */
static void
test_a_closed_page_looks_no_longer (void)
{
  gboolean is_done = FALSE;
  ShownPage shown;

  draw (&shown, unclear_ends, G_N_ELEMENTS (unclear_ends));
  shown_page_close (&shown);
  cor_session_find_corridor_path_async (shown.fixture->session, &shown.id, NULL, note_cb, &is_done);
  desk_wait_until (is_set, &is_done);
  desk_fixture_free (shown.fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/path-check/the-offered-road-is-taken-and-taken-back",
                   test_the_offered_road_is_taken_and_taken_back);
  g_test_add_func ("/ui/path-check/one-of-two-roads-is-not-taken",
                   test_one_of_two_roads_is_not_taken);
  g_test_add_func ("/ui/path-check/no-road-is-not-taken", test_no_road_is_not_taken);
  g_test_add_func ("/ui/path-check/a-closure-on-the-way-is-told-of",
                   test_a_closure_on_the_way_is_told_of);
  g_test_add_func ("/ui/path-check/another-selection-ends-the-offer",
                   test_another_selection_ends_the_offer);
  g_test_add_func ("/ui/path-check/a-closed-page-ends-the-offer",
                   test_a_closed_page_ends_the_offer);
  g_test_add_func ("/ui/path-check/a-closed-page-looks-no-longer",
                   test_a_closed_page_looks_no_longer);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
