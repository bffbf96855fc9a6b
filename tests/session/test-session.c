/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cor-error.h"
#include "cor-list-import.h"
#include "cor-lookup.h"
#include "cor-papers.h"
#include "cor-plan-edits.h"
#include "cor-test-session.h"

static void
test_import_to_routes (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) routes = NULL;

  cor_test_import_list (fixture);
  routes = cor_test_compute (fixture->session);

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
test_closing_a_crossing_moves_people (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) closed = NULL;
  g_autoptr (CorResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  const CorMovement *movement;
  CorId crossing_id;

  cor_test_import_list (fixture);
  before = cor_test_compute (fixture->session);
  movement = before->movements->pdata[0];
  crossing_id = movement->crossing_id;
  cor_test_commit (fixture->session,
                   cor_edit_set_crossing_state (cor_session_get_snapshot (fixture->session),
                                                &crossing_id, FALSE, &error));
  g_assert_no_error (error);
  closed = cor_test_compute (fixture->session);
  cor_test_undo (fixture->session);
  undone = cor_test_compute (fixture->session);

  g_assert_cmpuint (count_through (before, &crossing_id), >, 0);
  g_assert_cmpuint (count_through (closed, &crossing_id), ==, 0);
  g_assert_cmpuint (count_through (undone, &crossing_id), ==, count_through (before, &crossing_id));
}

static void
test_plan_survives_closing (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) routes = NULL;
  guint64 revision;

  cor_test_import_list (fixture);
  routes = cor_test_compute (fixture->session);
  revision = cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session));
  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = cor_test_open_plan (fixture->path, FALSE);

  g_assert_cmpuint (cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session)), ==,
                    revision);
  /* The routes came out of the file: nothing had to be computed. */
  g_assert_false (cor_session_is_stale (fixture->session));
  g_assert_cmpuint (cor_session_get_result (fixture->session)->movements->len, ==,
                    routes->movements->len);
  g_assert_true (cor_session_can_undo (fixture->session));
}

static void
test_reader_beside_writer_is_refused_edits (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorSession) reader = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cor_test_import_list (fixture);
  reader = cor_test_open_plan (fixture->path, TRUE);
  g_assert_cmpuint (cor_snapshot_count_people (cor_session_get_snapshot (reader)), ==, 10);

  cor_session_commit_async (reader, cor_edit_new (COR_EDIT_PUBLISH, NULL), NULL, cor_test_note_cb,
                            &result);
  g_assert_false (cor_session_commit_finish (reader, cor_test_await (&result), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_READ_ONLY);
  cor_test_close_plan (reader);
}

static void
test_second_edit_cannot_undo_the_first (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  CorSnapshot *snapshot = cor_session_get_snapshot (fixture->session);
  CorCrossing *crossing = cor_snapshot_find_crossing (snapshot, "pl-krakivets", NULL);
  CorId id = crossing->record.id;

  /* Both are made of the same state, before the first is written. */
  cor_session_commit_async (fixture->session,
                            cor_edit_set_crossing_capacity (snapshot, &id, 77, NULL), NULL,
                            cor_test_note_cb, &first);
  cor_session_commit_async (fixture->session,
                            cor_edit_set_crossing_state (snapshot, &id, FALSE, NULL), NULL,
                            cor_test_note_cb, &second);
  g_assert_true (cor_session_commit_finish (fixture->session, cor_test_await (&first), NULL));
  g_assert_false (cor_session_commit_finish (fixture->session, cor_test_await (&second), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);

  crossing =
      cor_snapshot_lookup (cor_session_get_snapshot (fixture->session), COR_RECORD_CROSSING, &id);
  g_assert_cmpuint (crossing->capacity_people_per_h, ==, 77);
}

static void
test_preview_writes_nothing (CorTestSession *fixture, gconstpointer data)
{
  CorSnapshot *snapshot;
  const CorCluster *cluster;
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) after = NULL;
  g_autoptr (CorEdit) draft = NULL;
  guint64 revision;

  cor_test_import_list (fixture);
  before = cor_test_compute (fixture->session);
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
  after = cor_test_compute (fixture->session);
  g_assert_cmpuint (after->movements->len, ==, before->movements->len);
}

static void
test_search_in_any_script (CorTestSession *fixture, gconstpointer data)
{
  static const char *const queries[] = { "Test Beta", "X0000002", "555-0002", "Харків", "חרקוב" };

  cor_test_import_list (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) hits =
          cor_session_search (fixture->session, queries[i], COR_LANGUAGE_EN, 10);

      g_assert_cmpuint (hits->len, >, 0);
    }
}

static void
test_road_is_found_under_the_pointer (CorTestSession *fixture, gconstpointer data)
{
  /* On the M06 west of Kyiv, and in the middle of the Black Sea. */
  CorRoadHit *road = cor_session_find_road (fixture->session, (CorPosition){ 50.45, 29.9 }, 5000);
  CorRoadHit *none = cor_session_find_road (fixture->session, (CorPosition){ 44.0, 31.5 }, 5000);

  g_assert_nonnull (road);
  g_assert_null (none);
  cor_road_hit_free (road);
}

static void
test_export_needs_fresh_routes (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "routes.gpx", NULL);
  g_autoptr (CorResult) routes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  cor_test_import_list (fixture);
  g_assert_false (
      cor_session_export (fixture->session, path, COR_EXPORT_ROUTES, COR_LANGUAGE_EN, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_clear_error (&error);

  routes = cor_test_compute (fixture->session);
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
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func)                                                                            \
  g_test_add (path, CorTestSession, NULL, cor_test_set_up, func, cor_test_tear_down)
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
  cor_atlas_unref (cor_test_atlas);

  return status;
}
