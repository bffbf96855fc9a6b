/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-session.h"

#include "cor-list-import.h"
#include "cor-test-checker.h"
#include "cor-time.h"

#define START "2022-02-24T06:00+02:00"

CorAtlas *cor_test_atlas;

void
cor_test_note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
cor_test_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

CorSession *
cor_test_open_plan (const char *path, gboolean read_only)
{
  CorSession *session = cor_session_new (cor_test_atlas, "Tester");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_open_async (session, path, read_only, NULL, cor_test_note_cb, &result);
  cor_session_open_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);

  return session;
}

void
cor_test_close_plan (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_close_async (session, cor_test_note_cb, &result);
  cor_session_close_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);
}

void
cor_test_commit (CorSession *session, CorEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_commit_async (session, edit, NULL, cor_test_note_cb, &result);
  cor_session_commit_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);
}

/* Stops the test at a plan that is wrong. */
CorResult *
cor_test_compute (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CorResult *routes;

  cor_session_compute_async (session, NULL, cor_test_note_cb, &result);
  routes = cor_session_compute_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);
  cor_test_check_result (cor_session_get_snapshot (session), routes, COR_TEST_ROADS_UNEVEN);

  return routes;
}

void
cor_test_undo (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_undo_async (session, cor_test_note_cb, &result);
  cor_session_undo_finish (session, cor_test_await (&result), &error);
  g_assert_no_error (error);
}

void
cor_test_import_list (CorTestSession *fixture)
{
  g_autoptr (CorListImport) import = cor_list_import_new (fixture->session, fixture->list_path);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) run = NULL;
  g_autoptr (GError) error = NULL;

  cor_list_import_read_async (import, NULL, cor_test_note_cb, &read);
  cor_list_import_read_finish (import, cor_test_await (&read), &error);
  g_assert_no_error (error);
  cor_list_import_run_async (import, FALSE, NULL, cor_test_note_cb, &run);
  cor_list_import_run_finish (import, cor_test_await (&run), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_list_import_get_report (import)->n_added, ==, 4);
}

/* Makes a network file of an extract. */
char *
cor_test_import_roads (CorTestSession *fixture, const char *name, const char *extract)
{
  g_autofree char *source = g_strconcat (fixture->dir, "/", name, ".osm", NULL);
  char *path = g_strconcat (fixture->dir, "/", name, ".roads", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (source, extract, -1, NULL));
  cor_session_import_roads_async (fixture->session, source, path, NULL, NULL, NULL,
                                  cor_test_note_cb, &result);
  cor_session_import_roads_finish (fixture->session, cor_test_await (&result), &error);
  g_assert_no_error (error);

  return path;
}

gboolean
cor_test_choose_roads (CorSession *session,
                       const char *path,
                       guint *n_crossings_off,
                       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cor_session_choose_roads_async (session, path, NULL, NULL, NULL, cor_test_note_cb, &result);

  return cor_session_choose_roads_finish (session, cor_test_await (&result), n_crossings_off,
                                          error);
}

void
cor_test_set_up (CorTestSession *fixture, gconstpointer data)
{
  static const char list[] = "Full name,Passport,Phone,City,Party size (all),Car\n"
                             "Test Alpha,X0000001,+972505550001,Kyiv,3,no\n"
                             "Test Beta,X0000002,+972505550002,Kharkiv,2,no\n"
                             "Test Gamma,X0000003,+972505550003,Odesa,1,yes\n"
                             "Test Delta,X0000004,+972505550004,Lviv,4,no\n";
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_utc_s = 0;

  fixture->dir = g_dir_make_tmp ("corridors-session-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "plan.corridors", NULL);
  fixture->list_path = g_build_filename (fixture->dir, "list.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->list_path, list, -1, NULL));
  g_assert_true (cor_time_parse (START, &start_utc_s, NULL));

  fixture->session = cor_session_new (cor_test_atlas, "Tester");
  cor_session_create_async (fixture->session, fixture->path, "Test", start_utc_s, NULL,
                            cor_test_note_cb, &result);
  cor_session_create_finish (fixture->session, cor_test_await (&result), &error);
  g_assert_no_error (error);
}

void
cor_test_tear_down (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->dir);

  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->list_path);
}
