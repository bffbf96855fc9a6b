/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-papers.h"
#include "cor-window-private.h"

#include <glib/gstdio.h>

#define LIST                                                                                       \
  "Full name,Phone,City\n"                                                                         \
  "Dana Levi,+972501234567,Kyiv\n"

typedef struct
{
  DeskFixture *fixture;
  CorWindow *window;
} Shown;

static void
shown_init (Shown *self)
{
  self->fixture = desk_fixture_new ();
  self->window =
      cor_window_new (desk_get_application (), desk_fixture_get_atlas (), self->fixture->session);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
shown_clear (Shown *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  desk_fixture_free (self->fixture);
}

static guint
count_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      n_windows += COR_IS_WINDOW (window);
    }

  return n_windows;
}

static gboolean
is_asked (gpointer user_data)
{
  return desk_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
is_alone (gpointer user_data)
{
  return count_windows () == 1;
}

static gboolean
is_gone (gpointer user_data)
{
  return count_windows () == 0;
}

static void
test_a_bad_file_leaves_no_empty_window (void)
{
  g_autofree char *path = NULL;
  GtkWindow *told;
  Shown shown;

  shown_init (&shown);
  path = desk_fixture_write (shown.fixture, "bad.corridors", "not a plan");
  cor_window_open_somewhere (shown.window, path);
  g_assert_cmpuint (count_windows (), ==, 2);

  desk_wait_until (is_asked, NULL);
  told = desk_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_window_get_transient_for (told) == GTK_WINDOW (shown.window));
  desk_answer ("close");
  desk_wait_until (is_alone, NULL);
  shown_clear (&shown);
}

static void
test_reading_that_is_not_wanted_leaves_no_empty_window (void)
{
  g_autofree char *path = NULL;
  Shown shown;

  shown_init (&shown);
  path = g_build_filename (shown.fixture->folder, "plan.corridors", NULL);
  cor_window_open_somewhere (shown.window, path); /* its own, which it writes */
  desk_wait_until (is_asked, NULL);
  desk_answer ("cancel");
  desk_wait_until (is_alone, NULL);
  shown_clear (&shown);
}

static gboolean
is_open_for_reading (gpointer user_data)
{
  CorSession *session = user_data;

  return cor_session_get_snapshot (session) != NULL && cor_session_is_read_only (session);
}

/* Which error that is must not decide whether one may look at it. */
static void
test_a_protected_file_can_be_read (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "copy.corridors", NULL);
  g_autofree char *original = g_build_filename (fixture->folder, "plan.corridors", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (original);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  CorWindow *window;

  desk_fixture_reopen (fixture, TRUE); /* folds the plan into one file */
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);

  window = cor_window_new (desk_get_application (), desk_fixture_get_atlas (), NULL);
  gtk_window_present (GTK_WINDOW (window));
  cor_window_open_plan (window, path);
  desk_wait_until (is_asked, NULL);
  desk_answer ("read");
  desk_wait_until (is_open_for_reading, window->session);
  gtk_window_close (GTK_WINDOW (window));
  desk_wait_until (is_gone, NULL);
}

static gboolean
is_published (gpointer user_data)
{
  return cor_session_get_told_number (user_data) != 0;
}

static gboolean
asks_where_to (gpointer user_data)
{
  return desk_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static gboolean
asks_nothing (gpointer user_data)
{
  return desk_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) == NULL;
}

static void
give_up_choosing (void)
{
  desk_wait_until (asks_where_to, NULL);
  gtk_dialog_response (GTK_DIALOG (desk_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG)),
                       GTK_RESPONSE_CANCEL);
  desk_wait_until (asks_nothing, NULL);
}

static void export(const Shown *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "export", NULL);
}

static void
test_asks_whether_to_export_what_people_were_told (void)
{
  g_autofree char *list = NULL;
  Shown shown;

  shown_init (&shown);
  list = desk_fixture_write (shown.fixture, "list.csv", LIST);
  g_action_group_activate_action (G_ACTION_GROUP (shown.window), "publish", NULL);
  desk_answer ("do");
  desk_wait_until (is_published, shown.fixture->session);
  export(&shown);
  g_assert_null (desk_find_window (ADW_TYPE_MESSAGE_DIALOG));
  give_up_choosing ();

  desk_fixture_import (shown.fixture, list);
  export(&shown);
  desk_answer ("cancel");
  g_assert_false (asks_where_to (NULL));
  export(&shown);
  desk_answer ("published");
  give_up_choosing ();
  shown_clear (&shown);
}

static gboolean
has_size (gpointer user_data)
{
  return gtk_widget_get_width (user_data) > 0;
}

/* On a small screen, too, one sees what one has chosen, and has something to slide along. */
static void
test_a_small_window_shows_everything (void)
{
  GtkWidget *scale;
  Shown shown;

  shown.fixture = desk_fixture_new ();
  shown.window =
      cor_window_new (desk_get_application (), desk_fixture_get_atlas (), shown.fixture->session);
  gtk_window_set_default_size (GTK_WINDOW (shown.window), 1024, 700);
  gtk_window_present (GTK_WINDOW (shown.window));
  scale = desk_find_widget (GTK_WIDGET (shown.window->timeline), GTK_TYPE_SCALE, NULL);
  desk_wait_until (has_size, scale);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (shown.window)), <=, 1024);
  g_assert_false (adw_flap_get_folded (shown.window->details_flap));
  g_assert_cmpint (gtk_widget_get_width (scale), >, 200);
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/window/a-bad-file-leaves-no-empty-window",
                   test_a_bad_file_leaves_no_empty_window);
  g_test_add_func ("/ui/window/reading-that-is-not-wanted-leaves-no-empty-window",
                   test_reading_that_is_not_wanted_leaves_no_empty_window);
  g_test_add_func ("/ui/window/a-protected-file-can-be-read", test_a_protected_file_can_be_read);
  g_test_add_func ("/ui/window/asks-whether-to-export-what-people-were-told",
                   test_asks_whether_to_export_what_people_were_told);
  g_test_add_func ("/ui/window/a-small-window-shows-everything",
                   test_a_small_window_shows_everything);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
