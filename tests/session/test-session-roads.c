/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cor-error.h"
#include "cor-road-library.h"
#include "cor-test-session.h"

/* From Lviv to the crossing Shehyni, and far from both. */
#define ROAD_WEST                                                                                  \
  "<osm version='0.6'><node id='1' lat='49.84' lon='24.03'/><node id='2' lat='49.82' lon='23.5'/>" \
  "<node id='3' lat='49.7955' lon='22.9525'/><way id='11'><nd ref='1'/><nd ref='2'/>"              \
  "<nd ref='3'/><tag k='highway' v='trunk'/><tag k='ref' v='М-11'/></way></osm>"
#define ROAD_ELSEWHERE                                                                             \
  "<osm version='0.6'><node id='1' lat='49.0' lon='36.0'/><node id='2' lat='49.0' lon='36.1'/>"    \
  "<way id='11'><nd ref='1'/><nd ref='2'/><tag k='highway' v='trunk'/></way></osm>"

static const char *
get_plan_roads (CorSession *session)
{
  return cor_snapshot_get_settings (cor_session_get_snapshot (session))->network_checksum;
}

static void
reopen (CorTestSession *fixture, gboolean read_only)
{
  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = cor_test_open_plan (fixture->path, read_only);
}

static void
test_routes_follow_the_choice (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autofree char *builtin = g_strdup (cor_session_get_roads (fixture->session)->checksum);
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) chosen = NULL;
  g_autoptr (CorResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  guint n_crossings_off = 0;

  cor_test_import_list (fixture);
  before = cor_test_compute (fixture->session);
  g_assert_true (cor_test_choose_roads (fixture->session, path, &n_crossings_off, &error));
  g_assert_no_error (error);
  chosen = cor_test_compute (fixture->session);

  g_assert_cmpstr (before->network_checksum, ==, builtin);
  g_assert_cmpstr (chosen->network_checksum, !=, builtin);
  g_assert_cmpstr (get_plan_roads (fixture->session), ==, chosen->network_checksum);
  g_assert_cmpstr (cor_session_get_roads (fixture->session)->path, ==, path);
  g_assert_null (cor_session_get_roads (fixture->session)->trouble);
  /* Only the four from Lviv are near that one road. */
  g_assert_cmpuint (chosen->totals.n_assigned, ==, 4);
  g_assert_cmpuint (n_crossings_off, >, 0);

  cor_test_undo (fixture->session);
  undone = cor_test_compute (fixture->session);
  g_assert_cmpstr (undone->network_checksum, ==, builtin);
  g_assert_cmpuint (undone->totals.n_assigned, ==, before->totals.n_assigned);
  g_assert_null (cor_session_get_roads (fixture->session)->path);
}

static void
test_plan_finds_its_roads_again (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autofree char *checksum = NULL;
  g_autoptr (CorResult) routes = NULL;
  g_autoptr (CorResult) again = NULL;

  cor_test_import_list (fixture);
  g_assert_true (cor_test_choose_roads (fixture->session, path, NULL, NULL));
  routes = cor_test_compute (fixture->session);
  reopen (fixture, FALSE);
  /* What was stored belongs to the roads that the plan names. */
  g_assert_false (cor_session_is_stale (fixture->session));
  cor_test_undo (fixture->session);
  cor_test_undo (fixture->session);
  g_assert_true (cor_test_choose_roads (fixture->session, path, NULL, NULL));
  again = cor_test_compute (fixture->session);

  g_assert_cmpstr (again->network_checksum, ==, routes->network_checksum);
}

static void
test_missing_roads_are_told (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autofree char *builtin = g_strdup (cor_session_get_roads (fixture->session)->checksum);
  g_autofree char *moved = NULL;
  g_autoptr (CorResult) fallen = NULL;
  g_autoptr (CorResult) back = NULL;
  const char *trouble;

  g_assert_true (cor_test_choose_roads (fixture->session, path, NULL, NULL));
  cor_test_close_plan (fixture->session);
  g_clear_object (&fixture->session);
  moved = g_strconcat (fixture->dir, "/moved.roads", NULL);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  fixture->session = cor_test_open_plan (fixture->path, FALSE);
  fallen = cor_test_compute (fixture->session);

  g_assert_cmpstr (fallen->network_checksum, ==, builtin);
  trouble = cor_session_get_roads (fixture->session)->trouble;
  g_assert_nonnull (trouble);
  g_assert_nonnull (strstr (trouble, path));
  g_assert_nonnull (strstr (trouble, "built-in"));

  /* The file is at another place: choosing it is no edit, for the plan names it already. */
  g_assert_true (cor_test_choose_roads (fixture->session, moved, NULL, NULL));
  back = cor_test_compute (fixture->session);
  g_assert_cmpstr (back->network_checksum, ==, get_plan_roads (fixture->session));
  g_assert_cmpuint (back->revision, ==, fallen->revision);
  g_assert_null (cor_session_get_roads (fixture->session)->trouble);
}

static void
test_unknown_roads_are_told (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autoptr (CorResult) routes = NULL;

  g_assert_true (cor_test_choose_roads (fixture->session, path, NULL, NULL));
  cor_road_library_forget (get_plan_roads (fixture->session));
  reopen (fixture, FALSE);
  routes = cor_test_compute (fixture->session);

  g_assert_nonnull (strstr (cor_session_get_roads (fixture->session)->trouble, "never been used"));
}

static void
test_roads_without_a_crossing_are_refused (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "elsewhere", ROAD_ELSEWHERE);
  g_autoptr (GError) error = NULL;

  g_assert_false (cor_test_choose_roads (fixture->session, path, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "elsewhere.roads"));
  g_assert_null (get_plan_roads (fixture->session));
  g_clear_error (&error);

  g_assert_false (cor_test_choose_roads (fixture->session, fixture->list_path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_null (get_plan_roads (fixture->session));
}

static void
test_reader_uses_roads_without_writing (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autoptr (CorSession) reader = cor_test_open_plan (fixture->path, TRUE);
  g_autoptr (CorResult) routes = NULL;

  g_assert_true (cor_test_choose_roads (reader, path, NULL, NULL));
  routes = cor_test_compute (reader);

  g_assert_cmpstr (cor_session_get_roads (reader)->path, ==, path);
  g_assert_cmpstr (routes->network_checksum, ==, cor_session_get_roads (reader)->checksum);
  g_assert_null (get_plan_roads (reader));
  cor_test_close_plan (reader);
}

static void
note_progress (const char *stage, double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_import_can_be_cancelled (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *source = g_strconcat (fixture->dir, "/west.osm", NULL);
  g_autofree char *path = g_strconcat (fixture->dir, "/west.roads", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (source, ROAD_WEST, -1, NULL));
  g_cancellable_cancel (cancellable);
  cor_session_import_roads_async (fixture->session, source, path, note_progress, cancellable,
                                  cancellable, cor_test_note_cb, &result);
  g_assert_false (
      cor_session_import_roads_finish (fixture->session, cor_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

typedef struct
{
  GThread *thread;
  guint n_told;
} Watched;

static void
count_progress (const char *stage, double fraction, gpointer user_data)
{
  Watched *watched = user_data;

  g_assert_true (watched->thread == g_thread_self ());
  g_assert_nonnull (stage);
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watched->n_told++;
}

static void
test_import_tells_how_far_it_is (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *source = g_strconcat (fixture->dir, "/west.osm", NULL);
  g_autofree char *path = g_strconcat (fixture->dir, "/west.roads", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watched watched = { g_thread_self (), 0 };

  g_assert_true (g_file_set_contents (source, ROAD_WEST, -1, NULL));
  cor_session_import_roads_async (fixture->session, source, path, count_progress, &watched, NULL,
                                  cor_test_note_cb, &result);
  /* Longer than from one look to the next, so that one is due before the end is told. */
  g_usleep (200000);
  g_assert_true (
      cor_session_import_roads_finish (fixture->session, cor_test_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watched.n_told, >, 0);
}

static void
test_library_lists_what_was_used (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = cor_test_import_roads (fixture, "west", ROAD_WEST);
  g_autoptr (GPtrArray) entries = cor_road_library_list ();
  gboolean is_listed = FALSE;

  for (guint i = 0; i < entries->len; i++)
    is_listed = is_listed || g_str_equal (((CorRoadEntry *) entries->pdata[i])->path, path);
  g_assert_true (is_listed);
  /* A checksum comes out of a plan file: it must not lead out of the library's folder. */
  g_assert_null (cor_road_library_find ("../../etc/passwd"));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("corridors-home-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", home);
  g_autoptr (GError) error = NULL;
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func)                                                                            \
  g_test_add (path, CorTestSession, NULL, cor_test_set_up, func, cor_test_tear_down)
  ADD ("/session-roads/routes-follow-the-choice", test_routes_follow_the_choice);
  ADD ("/session-roads/plan-finds-its-roads-again", test_plan_finds_its_roads_again);
  ADD ("/session-roads/missing-roads-are-told", test_missing_roads_are_told);
  ADD ("/session-roads/unknown-roads-are-told", test_unknown_roads_are_told);
  ADD ("/session-roads/roads-without-a-crossing", test_roads_without_a_crossing_are_refused);
  ADD ("/session-roads/reader-uses-roads", test_reader_uses_roads_without_writing);
  ADD ("/session-roads/import-can-be-cancelled", test_import_can_be_cancelled);
  ADD ("/session-roads/import-tells-how-far-it-is", test_import_tells_how_far_it_is);
  ADD ("/session-roads/library-lists", test_library_lists_what_was_used);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));

  return status;
}
