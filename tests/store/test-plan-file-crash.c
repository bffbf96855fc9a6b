/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"
#include "cor-overlay.h"
#include "cor-scenario.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* A desk that imports, edits what planning needs, works in scenarios, publishes and undoes without
 * end is killed at a random moment, many times. After each, the plan opens, every edit is whole or
 * absent, and none that was reported done is lost. */

#define N_KILLS 30
#define N_PERSONS 120

/* Records that a scenario of these edits changes. */
#define N_CHANGES 3

static char *program;

static CorSnapshot *
commit (CorPlanFile *file, CorEdit *edit, GError **error)
{
  CorSnapshot *snapshot = cor_plan_file_commit (file, edit, NULL, error);

  cor_edit_free (edit);

  return snapshot;
}

static CorSnapshot *
import (CorPlanFile *file, GError **error)
{
  CorId list_id;

  return commit (file, store_fixture_new_import (N_PERSONS, &list_id), error);
}

/* One each of vehicle, agreed corridor, quota and scenario. */
static CorSnapshot *
add_fleet (CorPlanFile *file, GError **error)
{
  const CorPosition path[] = { { 50.0, 25.0 }, { 50.0, 24.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorEdit *edit = cor_edit_new (COR_EDIT_ADD_VEHICLE, NULL);

  cor_geometry_add_part (geometry, COR_PART_LINE, path, G_N_ELEMENTS (path));
  cor_edit_put (edit, cor_vehicle_new (NULL, COR_VEHICLE_COACH));
  cor_edit_put (edit, cor_agreed_corridor_new (NULL, geometry));
  cor_edit_put (edit, cor_quota_new (NULL, "PL"));
  cor_edit_put (edit, cor_scenario_new (NULL, "What if"));

  return commit (file, edit, error);
}

/* In the newest scenario: two vehicles more, and one of the plan's less. */
static CorSnapshot *
change_scenario (CorPlanFile *file, GError **error)
{
  CorSnapshot *snapshot = cor_plan_file_get_snapshot (file);
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  GPtrArray *vehicles = cor_snapshot_get_records (snapshot, COR_RECORD_VEHICLE);
  CorEdit *edit;

  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorId *id = &((CorRecord *) scenarios->pdata[i])->id;

      if (cor_snapshot_get_overlay (snapshot, id) != NULL)
        continue;
      edit = cor_edit_new (COR_EDIT_CHANGE_SCENARIO, NULL);
      cor_edit_put (edit, cor_vehicle_new (NULL, COR_VEHICLE_VAN));
      cor_edit_put (edit, cor_vehicle_new (NULL, COR_VEHICLE_MINIBUS));
      cor_edit_remove (edit, COR_RECORD_VEHICLE, &((CorRecord *) vehicles->pdata[0])->id);
      cor_edit_set_scenario (edit, id);

      return commit (file, edit, error);
    }

  return add_fleet (file, error);
}

static CorSnapshot *
publish (CorPlanFile *file, GError **error)
{
  g_autoptr (CorResult) result = cor_result_new ();

  result->revision = cor_snapshot_get_revision (cor_plan_file_get_snapshot (file));
  g_free (result->network_checksum);
  result->network_checksum = g_strdup ("abc123");

  return cor_plan_file_publish (file, result, error);
}

/* Whatever comes, in an order in which each is undone at some time. */
static CorSnapshot *
do_something (CorPlanFile *file, guint number, GError **error)
{
  if (cor_plan_file_get_undo (file) == NULL)
    return import (file, error);

  switch ((number * 5 + number / 7) % 7)
    {
    case 0:
      return import (file, error);
    case 1:
    case 2:
      return add_fleet (file, error);
    case 3:
      return change_scenario (file, error);
    case 4:
      return publish (file, error);
    default:
      return cor_plan_file_undo (file, error);
    }
}

/* The child: edits until it dies; tells each revision once it is on disk. */
static int
run_child (const char *path, CorPlanFileFlags flags)
{
  g_autoptr (CorPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;

  file = cor_plan_file_open (path, flags, "Officer", NULL, &error);
  if (file == NULL)
    {
      printf ("failed %s\n", error->message);
      return 1;
    }

  for (guint i = 0;; i++)
    {
      g_autoptr (CorSnapshot) snapshot = do_something (file, i, &error);

      if (snapshot == NULL)
        {
          printf ("failed %s\n", error->message);
          return 1;
        }
      printf ("%" G_GUINT64_FORMAT "\n", cor_snapshot_get_revision (snapshot));
      fflush (stdout);
    }
}

static void
read_line (FILE *output, guint64 *revision)
{
  char line[200];

  if (fgets (line, sizeof line, output) == NULL)
    return;
  g_assert_false (g_str_has_prefix (line, "failed"));
  if (strchr (line, '\n') != NULL)
    *revision = g_ascii_strtoull (line, NULL, 10);
}

/* Kills a child @lifetime_us after its start, or after its first edit. Returns the last revision
 * that it told of. */
static guint64
run_and_kill (const char *path, gboolean with_log, gboolean after_edit, gulong lifetime_us)
{
  const char *argv[] = { program, with_log ? "--log" : "--no-log", path, NULL };
  g_autoptr (GError) error = NULL;
  guint64 revision = 0;
  FILE *output;
  int output_fd;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &output_fd, NULL, &error);
  g_assert_no_error (error);
  output = fdopen (output_fd, "r");
  if (after_edit)
    read_line (output, &revision);
  g_usleep (lifetime_us);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (!feof (output))
    read_line (output, &revision);
  fclose (output);

  return revision;
}

static guint
count (CorSnapshot *snapshot, CorRecordKind kind)
{
  return cor_snapshot_get_records (snapshot, kind)->len;
}

static void
assert_fleet_is_whole (CorSnapshot *snapshot)
{
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);

  g_assert_cmpuint (count (snapshot, COR_RECORD_VEHICLE), ==, scenarios->len);
  g_assert_cmpuint (count (snapshot, COR_RECORD_AGREED_CORRIDOR), ==, scenarios->len);
  g_assert_cmpuint (count (snapshot, COR_RECORD_QUOTA), ==, scenarios->len);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorOverlay *overlay =
          cor_snapshot_get_overlay (snapshot, &((CorRecord *) scenarios->pdata[i])->id);

      if (overlay != NULL && cor_overlay_count (overlay) > 0)
        g_assert_cmpuint (cor_overlay_count (overlay), ==, N_CHANGES);
    }
}

/* What was published is there, under numbers that count up, and the plan knows of the last. */
static void
assert_published_are_whole (CorPlanFile *file)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (cor_plan_file_get_snapshot (file));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = cor_plan_file_list_published (file, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (settings->published_number, <=, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const CorPublished *published = list->pdata[i];
      g_autoptr (CorResult) result = cor_plan_file_load_published (file, i + 1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (published->number, ==, i + 1);
      g_assert_cmpuint (result->revision, ==, published->revision);
      if (settings->published_number == published->number)
        g_assert_cmpuint (settings->published_revision, ==, published->revision);
    }
}

static void
assert_whole (CorPlanFile *file)
{
  CorSnapshot *snapshot = cor_plan_file_get_snapshot (file);
  GPtrArray *lists = cor_snapshot_get_records (snapshot, COR_RECORD_LIST);
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (GHashTable) counts = g_hash_table_new (cor_id_hash, cor_id_equal);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &person->list_id));

      g_hash_table_replace (counts, &person->list_id, GUINT_TO_POINTER (count + 1));
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, lists->len);
  for (guint i = 0; i < lists->len; i++)
    {
      CorList *list = lists->pdata[i];
      g_autoptr (GPtrArray) rows = NULL;

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, &list->record.id)), ==,
                        N_PERSONS);
      rows = cor_plan_file_load_list_rows (file, &list->record.id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, list->n_rows);
    }

  assert_fleet_is_whole (snapshot);
  assert_published_are_whole (file);
  history = cor_plan_file_list_history (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, cor_snapshot_get_revision (snapshot));
  g_assert_true (cor_plan_file_verify (file, NULL, &error));
  g_assert_no_error (error);
}

/* A reader that comes first finds the plan in order too. */
static CorPlanFile *
open_after_kill (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorPlanFile) reader = NULL;
  CorPlanFile *file;

  reader = cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, NULL, NULL, &error);
  g_assert_no_error (error);
  file = store_fixture_open (fixture);
  g_assert_cmpuint (cor_snapshot_get_revision (cor_plan_file_get_snapshot (reader)), ==,
                    cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)));

  return file;
}

static void
test_killed_at_any_moment (StoreFixture *fixture, gconstpointer data)
{
  gboolean with_log = GPOINTER_TO_INT (data);
  guint n_kills = with_log ? N_KILLS : N_KILLS / 3;
  guint64 n_edits = 0, last = 1;

  store_fixture_close (store_fixture_create (fixture));
  for (guint i = 0; i < n_kills; i++)
    {
      gboolean after_edit = i % 3 != 0;
      gulong lifetime_us = (gulong) g_test_rand_int_range (0, after_edit ? 200000 : 400000);
      guint64 told = run_and_kill (fixture->path, with_log, after_edit, lifetime_us);
      CorPlanFile *file = open_after_kill (fixture);
      guint64 revision = cor_snapshot_get_revision (cor_plan_file_get_snapshot (file));

      g_assert_cmpuint (revision, >=, told);
      g_assert_cmpuint (revision, >=, last);
      assert_whole (file);
      n_edits += revision - last;
      last = revision;
      store_fixture_close (file);

      /* The plan grows; begin anew before checking it takes too long. */
      if (last > 30)
        {
          g_unlink (fixture->path);
          store_fixture_close (store_fixture_create (fixture));
          last = 1;
        }
    }

  g_test_message ("%u kills, %" G_GUINT64_FORMAT " edits kept", n_kills, n_edits);
  g_assert_cmpuint (n_edits, >=, n_kills / 2);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--log"))
    return run_child (argv[2], COR_PLAN_FILE_NONE);
  if (argc == 3 && g_str_equal (argv[1], "--no-log"))
    return run_child (argv[2], COR_PLAN_FILE_NO_LOG);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/killed/with-log", StoreFixture, GINT_TO_POINTER (TRUE), store_fixture_set_up,
              test_killed_at_any_moment, store_fixture_tear_down);
  g_test_add ("/store/killed/without-log", StoreFixture, GINT_TO_POINTER (FALSE),
              store_fixture_set_up, test_killed_at_any_moment, store_fixture_tear_down);

  return g_test_run ();
}
