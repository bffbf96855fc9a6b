/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "config.h"
#include "cor-list-import.h"

#include <glib/gstdio.h>

/* The demo's: 24 February 2022, 06:00 in Kyiv. */
#define START_UTC_S 1645675200

#define PATIENCE_S 30

/* What tests need not wait for any longer. */
#define EXIT_SKIPPED 77

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **finished = user_data;

  *finished = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **finished = user_data;

  return *finished != NULL;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * desk_wait_until:
 * @condition: what is waited for
 * @user_data: for @condition
 *
 * Lets the desk live until @condition holds; fails when it never does.
 */
void
desk_wait_until (DeskCondition condition, gpointer user_data)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  while (!condition (user_data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * desk_test_run:
 * @argc: from main()
 * @argv: from main()
 * @add_tests: adds them
 *
 * Returns: what main() returns; says "skipped" without a display
 */
int
desk_test_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autofree char *home = g_dir_make_tmp ("corridors-home-XXXXXX", NULL);
  int status;

  /* Nothing of the tester's own is read or written. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return EXIT_SKIPPED;
    }
  adw_init ();
  add_tests ();
  status = g_test_run ();
  remove_folder (home);

  return status;
}

/**
 * desk_fixture_get_atlas:
 *
 * Returns: (transfer none): what ships, loaded once
 */
CorAtlas *
desk_fixture_get_atlas (void)
{
  static CorAtlas *atlas = NULL;
  g_autoptr (GError) error = NULL;

  if (atlas == NULL)
    atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

  return atlas;
}

/**
 * desk_get_application:
 *
 * Returns: (transfer none): a desk's process for windows that need one, made once
 */
CorApplication *
desk_get_application (void)
{
  static CorApplication *application = NULL;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = cor_application_new ();
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }

  return application;
}

/**
 * desk_fixture_new:
 *
 * Returns: (transfer full): an empty plan in a folder of its own
 */
DeskFixture *
desk_fixture_new (void)
{
  DeskFixture *self = g_new0 (DeskFixture, 1);
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("corridors-desk-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "plan.corridors", NULL);

  self->session = cor_session_new (desk_fixture_get_atlas (), "test");
  cor_session_create_async (self->session, path, "Test", START_UTC_S, NULL, finished_cb, &finished);
  desk_wait_until (has_result, &finished);
  cor_session_create_finish (self->session, finished, &error);
  g_assert_no_error (error);

  return self;
}

static void
close_session (DeskFixture *self)
{
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_close_async (self->session, finished_cb, &finished);
  desk_wait_until (has_result, &finished);
  cor_session_close_finish (self->session, finished, &error);
  g_assert_no_error (error);
  g_object_unref (self->session);
}

/**
 * desk_fixture_reopen:
 * @self: a fixture
 * @read_only: whether only to read
 *
 * Closes the plan and opens it in a new session.
 */
void
desk_fixture_reopen (DeskFixture *self, gboolean read_only)
{
  g_autofree char *path = g_build_filename (self->folder, "plan.corridors", NULL);
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;

  close_session (self);
  self->session = cor_session_new (desk_fixture_get_atlas (), "test");
  cor_session_open_async (self->session, path, read_only, NULL, finished_cb, &finished);
  desk_wait_until (has_result, &finished);
  cor_session_open_finish (self->session, finished, &error);
  g_assert_no_error (error);
}

/**
 * desk_fixture_free:
 * @self: (transfer full): a fixture
 *
 * Closes the plan and removes its folder.
 */
void
desk_fixture_free (DeskFixture *self)
{
  close_session (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

/**
 * desk_fixture_write:
 * @self: a fixture
 * @name: base name of a file
 * @text: what stands in it
 *
 * Returns: (transfer full) (type filename): the file's path
 */
char *
desk_fixture_write (DeskFixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

/**
 * desk_fixture_commit:
 * @self: a fixture
 * @edit: (transfer full): an edit
 *
 * Changes the plan and waits for it.
 */
void
desk_fixture_commit (DeskFixture *self, CorEdit *edit)
{
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_commit_async (self->session, edit, NULL, finished_cb, &finished);
  desk_wait_until (has_result, &finished);
  cor_session_commit_finish (self->session, finished, &error);
  g_assert_no_error (error);
}

/**
 * desk_fixture_import:
 * @self: a fixture
 * @path: (type filename): a list
 *
 * Imports a list as the program recognises it.
 */
void
desk_fixture_import (DeskFixture *self, const char *path)
{
  g_autoptr (CorListImport) import = cor_list_import_new (self->session, path);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) run = NULL;
  g_autoptr (GError) error = NULL;

  cor_list_import_read_async (import, NULL, finished_cb, &read);
  desk_wait_until (has_result, &read);
  cor_list_import_read_finish (import, read, &error);
  g_assert_no_error (error);

  cor_list_import_run_async (import, FALSE, NULL, finished_cb, &run);
  desk_wait_until (has_result, &run);
  cor_list_import_run_finish (import, run, &error);
  g_assert_no_error (error);
}

static gboolean
has_label (GtkWidget *widget, const char *label)
{
  if (label == NULL)
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), label) == 0;

  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), label) == 0;
}

/**
 * desk_find_widget:
 * @root: where to look
 * @type: what kind of widget
 * @label: (nullable): a button's or label's text, else the widget's id; %NULL: any
 *
 * Returns: (transfer none) (nullable): the first such widget that is shown
 */
GtkWidget *
desk_find_widget (GtkWidget *root, GType type, const char *label)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && has_label (root, label))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = desk_find_widget (child, type, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * desk_find_row:
 * @root: where to look
 * @title: title of a row
 *
 * Returns: (transfer none) (nullable): the first shown row with that title
 */
GtkWidget *
desk_find_row (GtkWidget *root, const char *title)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = desk_find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * desk_write_row:
 * @root: where to look
 * @title: title of a row
 * @text: what to type there
 *
 * Types into a row, and applies it.
 */
void
desk_write_row (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *row = desk_find_row (root, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

/**
 * desk_count_widgets:
 * @root: where to look
 * @type: what kind of widget
 *
 * Returns: how many there are, shown or not
 */
guint
desk_count_widgets (GtkWidget *root, GType type)
{
  guint n_widgets = g_type_is_a (G_OBJECT_TYPE (root), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_widgets += desk_count_widgets (child, type);

  return n_widgets;
}

/**
 * desk_find_window:
 * @type: what kind of window
 *
 * Returns: (transfer none) (nullable): an open window of that kind
 */
GtkWindow *
desk_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

/**
 * desk_answer:
 * @response: what to choose
 *
 * Answers the question that is open.
 */
void
desk_answer (const char *response)
{
  GtkWindow *dialog = desk_find_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}
