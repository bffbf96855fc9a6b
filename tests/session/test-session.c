/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cor-error.h"
#include "cor-list-import.h"
#include "cor-lookup.h"
#include "cor-papers.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

#define START "2022-02-24T06:00+02:00"

static CorAtlas *atlas;

typedef struct
{
  char *dir;
  char *path;
  char *list_path;
  CorSession *session;
} Fixture;

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static CorSession *
open_plan (const char *path, gboolean read_only)
{
  CorSession *session = cor_session_new (atlas, "Tester");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_open_async (session, path, read_only, NULL, note_cb, &result);
  cor_session_open_finish (session, await (&result), &error);
  g_assert_no_error (error);

  return session;
}

static void
close_plan (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_close_async (session, note_cb, &result);
  cor_session_close_finish (session, await (&result), &error);
  g_assert_no_error (error);
}

static void
commit (CorSession *session, CorEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_commit_async (session, edit, NULL, note_cb, &result);
  cor_session_commit_finish (session, await (&result), &error);
  g_assert_no_error (error);
}

static CorResult *
compute (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CorResult *routes;

  cor_session_compute_async (session, NULL, note_cb, &result);
  routes = cor_session_compute_finish (session, await (&result), &error);
  g_assert_no_error (error);

  return routes;
}

static void
undo (CorSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_undo_async (session, note_cb, &result);
  cor_session_undo_finish (session, await (&result), &error);
  g_assert_no_error (error);
}

static void
import_list (Fixture *fixture)
{
  g_autoptr (CorListImport) import = cor_list_import_new (fixture->session, fixture->list_path);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) run = NULL;
  g_autoptr (GError) error = NULL;

  cor_list_import_read_async (import, NULL, note_cb, &read);
  cor_list_import_read_finish (import, await (&read), &error);
  g_assert_no_error (error);
  cor_list_import_run_async (import, FALSE, NULL, note_cb, &run);
  cor_list_import_run_finish (import, await (&run), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_list_import_get_report (import)->n_added, ==, 4);
}

static void
set_up (Fixture *fixture, gconstpointer data)
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

  fixture->session = cor_session_new (atlas, "Tester");
  cor_session_create_async (fixture->session, fixture->path, "Test", start_utc_s, NULL, note_cb,
                            &result);
  cor_session_create_finish (fixture->session, await (&result), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->dir);

  close_plan (fixture->session);
  g_clear_object (&fixture->session);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->list_path);
}

static void
test_import_to_routes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorResult) routes = NULL;

  import_list (fixture);
  routes = compute (fixture->session);

  g_assert_cmpuint (routes->totals.n_people, ==, 10);
  g_assert_cmpuint (routes->totals.n_assigned, ==, 10);
  g_assert_cmpuint (routes->clusters->len, ==, 4);
  g_assert_false (cor_session_is_stale (fixture->session));
}

static guint
count_through (CorResult *routes, const CorId *crossing_id)
{
  guint n_people = 0;

  for (guint i = 0; i < routes->movements->len; i++)
    {
      const CorMovement *movement = routes->movements->pdata[i];

      if (cor_id_equal (&movement->crossing_id, crossing_id))
        n_people += movement->n_people;
    }

  return n_people;
}

static void
test_closing_a_crossing_moves_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) closed = NULL;
  g_autoptr (CorResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  const CorMovement *movement;
  CorId crossing_id;

  import_list (fixture);
  before = compute (fixture->session);
  movement = before->movements->pdata[0];
  crossing_id = movement->crossing_id;
  commit (fixture->session,
          cor_edit_set_crossing_state (cor_session_get_snapshot (fixture->session), &crossing_id,
                                       FALSE, &error));
  g_assert_no_error (error);
  closed = compute (fixture->session);
  undo (fixture->session);
  undone = compute (fixture->session);

  g_assert_cmpuint (count_through (before, &crossing_id), >, 0);
  g_assert_cmpuint (count_through (closed, &crossing_id), ==, 0);
  g_assert_cmpuint (count_through (undone, &crossing_id), ==, count_through (before, &crossing_id));
}

static void
test_plan_survives_closing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorResult) routes = NULL;
  guint64 revision;

  import_list (fixture);
  routes = compute (fixture->session);
  revision = cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session));
  close_plan (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = open_plan (fixture->path, FALSE);

  g_assert_cmpuint (cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session)), ==,
                    revision);
  /* The routes came out of the file: nothing had to be computed. */
  g_assert_false (cor_session_is_stale (fixture->session));
  g_assert_cmpuint (cor_session_get_result (fixture->session)->movements->len, ==,
                    routes->movements->len);
  g_assert_true (cor_session_can_undo (fixture->session));
}

static void
test_reader_beside_writer_is_refused_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorSession) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  import_list (fixture);
  reader = open_plan (fixture->path, TRUE);
  g_assert_cmpuint (cor_snapshot_count_people (cor_session_get_snapshot (reader)), ==, 10);

  cor_session_commit_async (reader, cor_edit_new (COR_EDIT_PUBLISH, NULL), NULL, note_cb, &result);
  g_assert_false (cor_session_commit_finish (reader, await (&result), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_READ_ONLY);
  close_plan (reader);
}

static void
test_second_edit_cannot_undo_the_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  CorCrossing *crossing = cor_snapshot_find_crossing (snapshot, "pl-krakivets", NULL);
  CorId id = crossing->record.id;

  /* Both are made of the same state, before the first is written. */
  cor_session_commit_async (fixture->session,
                            cor_edit_set_crossing_capacity (snapshot, &id, 77, NULL), NULL, note_cb,
                            &first);
  cor_session_commit_async (fixture->session,
                            cor_edit_set_crossing_state (snapshot, &id, FALSE, NULL), NULL, note_cb,
                            &second);
  g_assert_true (cor_session_commit_finish (fixture->session, await (&first), NULL));
  g_assert_false (cor_session_commit_finish (fixture->session, await (&second), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);

  crossing =
      cor_snapshot_lookup (cor_session_get_snapshot (fixture->session), COR_RECORD_CROSSING, &id);
  g_assert_cmpuint (crossing->capacity_people_per_h, ==, 77);
}

static void
test_preview_writes_nothing (Fixture *fixture, gconstpointer data)
{
  CorSnapshot *snapshot;
  const CorCluster *cluster;
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) after = NULL;
  g_autoptr (CorEdit) draft = NULL;
  guint64 revision;

  import_list (fixture);
  before = compute (fixture->session);
  snapshot = cor_session_get_snapshot (fixture->session);
  revision = cor_snapshot_get_revision (snapshot);
  cluster = before->clusters->pdata[0];
  draft = cor_edit_move_rally (snapshot, &cluster->id, (CorPosition){ 49.5, 25.6 }, NULL);
  cor_session_preview (fixture->session, draft);
  while (cor_session_is_computing (fixture->session))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (cor_session_is_stale (fixture->session));
  g_assert_cmpuint (cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session)), ==,
                    revision);

  cor_session_preview (fixture->session, NULL);
  after = compute (fixture->session);
  g_assert_cmpuint (after->movements->len, ==, before->movements->len);
}

static void
test_search_in_any_script (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "Test Beta", "X0000002", "555-0002", "Харків", "חרקוב" };

  import_list (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) hits =
          cor_session_search (fixture->session, queries[i], COR_LANGUAGE_EN, 10);

      g_assert_cmpuint (hits->len, >, 0);
    }
}

static void
test_road_is_found_under_the_pointer (Fixture *fixture, gconstpointer data)
{
  /* On the M06 west of Kyiv, and in the middle of the Black Sea. */
  CorRoadHit *road = cor_session_find_road (fixture->session, (CorPosition){ 50.45, 29.9 }, 5000);
  CorRoadHit *none = cor_session_find_road (fixture->session, (CorPosition){ 44.0, 31.5 }, 5000);

  g_assert_nonnull (road);
  g_assert_null (none);
  cor_road_hit_free (road);
}

static void
test_export_needs_fresh_routes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "routes.gpx", NULL);
  g_autoptr (CorResult) routes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  import_list (fixture);
  g_assert_false (
      cor_session_export (fixture->session, path, COR_EXPORT_ROUTES, COR_LANGUAGE_EN, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_clear_error (&error);

  routes = compute (fixture->session);
  g_assert_true (
      cor_session_export (fixture->session, path, COR_EXPORT_ROUTES, COR_LANGUAGE_EN, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/session/import-to-routes", test_import_to_routes);
  ADD ("/session/closing-a-crossing-moves-people", test_closing_a_crossing_moves_people);
  ADD ("/session/plan-survives-closing", test_plan_survives_closing);
  ADD ("/session/reader-beside-writer", test_reader_beside_writer_is_refused_edits);
  ADD ("/session/second-edit-cannot-undo-the-first", test_second_edit_cannot_undo_the_first);
  ADD ("/session/preview-writes-nothing", test_preview_writes_nothing);
  ADD ("/session/search-in-any-script", test_search_in_any_script);
  ADD ("/session/road-under-pointer", test_road_is_found_under_the_pointer);
  ADD ("/session/export-needs-fresh-routes", test_export_needs_fresh_routes);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (atlas);

  return status;
}
