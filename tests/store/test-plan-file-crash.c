/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* A desk that imports, edits and undoes without end is killed at a random moment, many times. After
 * each, the plan opens, every edit is whole or absent, and none that was reported done is lost. */

#define N_KILLS 45
#define N_PERSONS 120

static char *program;

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
      g_autoptr (CorSnapshot) snapshot = NULL;
      CorId list_id;

      if (i % 5 == 4)
        snapshot = cor_plan_file_undo (file, &error);
      else
        {
          g_autoptr (CorEdit) edit = store_fixture_new_import (N_PERSONS, &list_id);

          snapshot = cor_plan_file_commit (file, edit, NULL, &error);
        }
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
