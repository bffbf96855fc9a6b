/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"
#include "extract-plan.h"

#include "cor-road-library.h"
#include "cor-roads-dialog.h"

static gboolean
uses_a_file (gpointer user_data)
{
  DeskFixture *fixture = user_data;

  return cor_session_get_roads (fixture->session)->path != NULL;
}

static gboolean
uses_the_builtin (gpointer user_data)
{
  return !uses_a_file (user_data);
}

static gboolean
is_up_to_date (gpointer user_data)
{
  DeskFixture *fixture = user_data;

  return !cor_session_is_stale (fixture->session) && !cor_session_is_computing (fixture->session);
}

static gboolean
shows_choice (gpointer user_data)
{
  GtkWidget *dialog = user_data;

  return desk_find_widget (dialog, GTK_TYPE_BUTTON, "_Import an Extract…") != NULL;
}

static gboolean
shows_work (gpointer user_data)
{
  return desk_find_widget (user_data, GTK_TYPE_BUTTON, "_Stop") != NULL;
}

static void
click (GtkWidget *dialog, const char *label)
{
  GtkWidget *button = desk_find_widget (dialog, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static char *
need_extract (void)
{
  char *extract = extract_plan_find_extract ();

  if (extract == NULL)
    g_test_skip ("CORRIDORS_TEST_DATA is not set: no extract to import");

  return extract;
}

/* The longest corridor of the result, in points: a street network bends often. */
static guint
count_points (CorSession *session)
{
  CorResult *result = cor_session_get_result (session);
  guint n_points = 0;

  for (guint i = 0; i < result->corridors->len; i++)
    n_points = MAX (n_points, ((CorCorridor *) result->corridors->pdata[i])->points->len);

  return n_points;
}

static void
test_plan_follows_an_imported_extract (void)
{
  g_autofree char *extract = need_extract ();
  g_autoptr (DeskFixture) fixture = NULL;
  GtkWidget *dialog;

  if (extract == NULL)
    return;
  fixture = desk_fixture_new ();
  desk_fixture_commit (fixture, extract_plan_new_edit (10));
  dialog = GTK_WIDGET (cor_roads_dialog_present (NULL, fixture->session));
  g_assert_nonnull (desk_find_widget (dialog, GTK_TYPE_LABEL, "In use"));

  cor_roads_dialog_import (COR_ROADS_DIALOG (dialog), extract);
  desk_wait_until (uses_a_file, fixture);
  desk_wait_until (is_up_to_date, fixture);
  desk_wait_until (shows_choice, dialog);
  g_assert_cmpuint (cor_session_get_result (fixture->session)->totals.n_assigned, >=, 120);
  g_assert_cmpuint (count_points (fixture->session), >, 50);
  g_assert_cmpstr (
      cor_snapshot_get_settings (cor_session_get_snapshot (fixture->session))->network_checksum, ==,
      cor_session_get_roads (fixture->session)->checksum);

  /* Back to the built-in roads, which are listed first. */
  click (dialog, "_Use");
  desk_wait_until (uses_the_builtin, fixture);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_a_stopped_import_leaves_nothing (void)
{
  g_autofree char *extract = need_extract ();
  g_autofree char *output = NULL;
  g_autoptr (DeskFixture) fixture = NULL;
  GtkWidget *dialog;

  if (extract == NULL)
    return;
  output = cor_road_library_suggest_path ("stopped.osm.pbf");
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
  fixture = desk_fixture_new ();
  dialog = GTK_WIDGET (cor_roads_dialog_present (NULL, fixture->session));
  cor_roads_dialog_import (COR_ROADS_DIALOG (dialog), extract);
  desk_wait_until (shows_work, dialog);
  click (dialog, "_Stop");
  desk_wait_until (shows_choice, dialog);
  g_assert_true (uses_the_builtin (fixture));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
tells_the_reason (gpointer user_data)
{
  GtkWindow *window = desk_find_window (ADW_TYPE_MESSAGE_DIALOG);

  return window != NULL;
}

static void
test_an_extract_that_is_none_is_refused (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.osm.pbf", "Full name,City\n");
  GtkWidget *dialog = GTK_WIDGET (cor_roads_dialog_present (NULL, fixture->session));

  cor_roads_dialog_import (COR_ROADS_DIALOG (dialog), path);
  desk_wait_until (tells_the_reason, NULL);
  g_assert_true (shows_choice (dialog));
  gtk_window_destroy (desk_find_window (ADW_TYPE_MESSAGE_DIALOG));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/roads-dialog/plan-follows-an-imported-extract",
                   test_plan_follows_an_imported_extract);
  g_test_add_func ("/ui/roads-dialog/a-stopped-import-leaves-nothing",
                   test_a_stopped_import_leaves_nothing);
  g_test_add_func ("/ui/roads-dialog/an-extract-that-is-none-is-refused",
                   test_an_extract_that_is_none_is_refused);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
