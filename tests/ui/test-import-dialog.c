/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-import-dialog.h"
#include "cor-snapshot.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Hobby\n"                                                                   \
  "Dana Levi,+972501234567,Kyiv,\n"                                                                \
  "Noam Cohen,+972501234568,Lviv,chess\n"                                                          \
  ",,Odesa,rowing\n"

static gboolean
is_shown (gpointer user_data)
{
  GtkWindow *dialog = desk_find_window (COR_TYPE_IMPORT_DIALOG);

  return dialog != NULL &&
         desk_find_widget (GTK_WIDGET (dialog), GTK_TYPE_WIDGET, user_data) != NULL;
}

static gboolean
is_button_shown (gpointer user_data)
{
  GtkWindow *dialog = desk_find_window (COR_TYPE_IMPORT_DIALOG);

  return dialog != NULL &&
         desk_find_widget (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, user_data) != NULL;
}

static gboolean
is_closed (gpointer user_data)
{
  return desk_find_window (COR_TYPE_IMPORT_DIALOG) == NULL;
}

static void
click (const char *label)
{
  GtkWindow *dialog = desk_find_window (COR_TYPE_IMPORT_DIALOG);
  GtkWidget *button = desk_find_widget (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static guint
count_persons (DeskFixture *fixture)
{
  return cor_snapshot_get_records (cor_session_get_snapshot (fixture->session), COR_RECORD_PERSON)
      ->len;
}

static void
test_imports_what_it_shows (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", LIST);
  GtkWidget *dialog;

  cor_import_dialog_present (NULL, fixture->session, path);
  desk_wait_until (is_button_shown, (gpointer) "_Import");
  dialog = GTK_WIDGET (desk_find_window (COR_TYPE_IMPORT_DIALOG));

  /* A chooser for each of four columns, one for the encoding, one for the sheet. */
  g_assert_cmpuint (desk_count_widgets (dialog, GTK_TYPE_DROP_DOWN), ==, 6);
  g_assert_nonnull (desk_find_widget (dialog, GTK_TYPE_LABEL, "Noam Cohen"));
  g_assert_nonnull (desk_find_widget (dialog, GTK_TYPE_LABEL, "Telephone"));

  click ("_Import");
  desk_wait_until (is_button_shown, (gpointer) "_Done");
  g_assert_cmpuint (count_persons (fixture), ==, 2);
  g_assert_nonnull (desk_find_widget (dialog, GTK_TYPE_LABEL, "Row 4"));

  click ("_Done");
  desk_wait_until (is_closed, NULL);
}

static void
test_trying_changes_nothing (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", LIST);

  cor_import_dialog_present (NULL, fixture->session, path);
  desk_wait_until (is_button_shown, (gpointer) "_Import");
  click ("_Try without importing");
  desk_wait_until (is_button_shown, (gpointer) "_Back");
  g_assert_cmpuint (count_persons (fixture), ==, 0);

  click ("_Import");
  desk_wait_until (is_button_shown, (gpointer) "_Done");
  g_assert_cmpuint (count_persons (fixture), ==, 2);

  click ("_Done");
  desk_wait_until (is_closed, NULL);
}

static void
test_another_encoding_is_read (void)
{
  /* Дана in Windows-1251. */
  static const char list[] = "Name;Phone\n\xC4\xE0\xED\xE0 \xCB\xE5\xE2\xB3;+380501234567\n";
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", list);
  GtkWidget *encoding;
  GListModel *encodings;

  cor_import_dialog_present (NULL, fixture->session, path);
  desk_wait_until (is_button_shown, (gpointer) "_Import");
  encoding = desk_find_widget (GTK_WIDGET (desk_find_window (COR_TYPE_IMPORT_DIALOG)),
                               GTK_TYPE_DROP_DOWN, "encoding");
  encodings = gtk_drop_down_get_model (GTK_DROP_DOWN (encoding));
  for (guint i = 0; i < g_list_model_get_n_items (encodings); i++)
    {
      const char *name = gtk_string_list_get_string (GTK_STRING_LIST (encodings), i);

      if (g_ascii_strcasecmp (name, "windows-1251") == 0)
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (encoding), i);
          break;
        }
    }

  desk_wait_until (is_shown, (gpointer) "Дана Леві");

  click ("_Cancel");
  desk_wait_until (is_closed, NULL);
}

static void
test_another_file_is_refused_in_words (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");

  cor_import_dialog_present (NULL, fixture->session, path);
  desk_wait_until (is_shown, (gpointer) "The list was not imported");
  g_assert_cmpuint (count_persons (fixture), ==, 0);

  click ("_Cancel");
  desk_wait_until (is_closed, NULL);
}

static void
test_closing_stops_the_work (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autoptr (GString) list = g_string_new ("Full name,Phone\n");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (list, "Person %u,+97250%07u\n", i, i);
  path = desk_fixture_write (fixture, "list.csv", list->str);

  cor_import_dialog_present (NULL, fixture->session, path);
  desk_wait_until (is_button_shown, (gpointer) "_Import");
  click ("_Import");
  gtk_window_close (desk_find_window (COR_TYPE_IMPORT_DIALOG));
  desk_wait_until (is_closed, NULL);
  g_assert_cmpuint (count_persons (fixture), ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/desk/import-dialog/imports-what-it-shows", test_imports_what_it_shows);
  g_test_add_func ("/desk/import-dialog/trying-changes-nothing", test_trying_changes_nothing);
  g_test_add_func ("/desk/import-dialog/another-encoding-is-read", test_another_encoding_is_read);
  g_test_add_func ("/desk/import-dialog/another-file-is-refused-in-words",
                   test_another_file_is_refused_in_words);
  g_test_add_func ("/desk/import-dialog/closing-stops-the-work", test_closing_stops_the_work);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
