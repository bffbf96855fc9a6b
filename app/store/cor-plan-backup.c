/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-backup.h"

#include "cor-connection.h"
#include "cor-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define SUFFIX ".corridors"

static char *
build_folder (const char *plan_path)
{
  g_autofree char *parent = g_path_get_dirname (plan_path);
  g_autofree char *name = g_path_get_basename (plan_path);
  g_autofree char *folder = g_strconcat (".", name, ".backups", NULL);

  return g_build_filename (parent, folder, NULL);
}

static gboolean
set_file_error (int code, GError **error)
{
  g_set_error (error, COR_ERROR,
               code == ENOSPC || code == EDQUOT || code == EFBIG ? COR_ERROR_CAPACITY
                                                                 : COR_ERROR_FAILED,
               "The copy in the folder of backups could not be written: %s", g_strerror (code));

  return FALSE;
}

static gboolean
copy_pages (sqlite3 *db, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  gboolean done;

  done = cor_sql_check (
             target,
             sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL),
             error) &&
         cor_connection_copy (db, target, error) &&
         cor_sql_exec (target, "PRAGMA journal_mode = DELETE", error);
  sqlite3_close (target);

  return done;
}

static gboolean
sync_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return done;
}

/* Writes a copy beside its place and then puts it there, so that no half copy counts as one. */
static gboolean
copy_to (sqlite3 *db, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_file_error (errno, error);

  g_unlink (temporary);
  fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_file_error (errno, error);
  close (fd);

  if (!copy_pages (db, temporary, error))
    {
      g_unlink (temporary);
      g_prefix_error (error, "The copy in the folder of backups could not be written: ");
      return FALSE;
    }
  if (!sync_file (temporary) || g_rename (temporary, path) != 0)
    {
      int code = errno;

      g_unlink (temporary);
      return set_file_error (code, error);
    }

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* States that were opened: their names begin with the time. */
static GPtrArray *
list_states (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (name[0]) && g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

/**
 * cor_plan_backup_take:
 * @db: a connection to a plan
 * @plan_path: (type filename): where it is
 * @revision: its revision
 * @error: (nullable): set when the copy cannot be written
 *
 * Keeps a copy of the plan as it was opened, unless the newest copy is of the same revision, and
 * removes all but the last %COR_N_BACKUPS.
 *
 * Returns: whether the copy is there
 */
gboolean
cor_plan_backup_take (sqlite3 *db, const char *plan_path, guint64 revision, GError **error)
{
  g_autofree char *folder = build_folder (plan_path);
  g_autofree char *ending = g_strdup_printf ("-r%06" G_GUINT64_FORMAT SUFFIX, revision);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) before = list_states (folder);
  g_autoptr (GPtrArray) after = NULL;

  if (before->len > 0 && g_str_has_suffix (before->pdata[before->len - 1], ending))
    return TRUE;

  name = g_strdup_printf ("%s.%03dZ%s", stamp, g_date_time_get_microsecond (now) / 1000, ending);
  if (!copy_to (db, folder, name, error))
    return FALSE;

  after = list_states (folder);
  for (guint i = 0; i + COR_N_BACKUPS < after->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, after->pdata[i], NULL);

      g_unlink (path);
    }

  return TRUE;
}

/**
 * cor_plan_backup_take_before_migration:
 * @db: a connection to a plan
 * @plan_path: (type filename): where it is
 * @version: the version of its tables, which will be left behind
 * @error: (nullable): set when the copy cannot be written
 *
 * Keeps a copy that no later opening removes.
 *
 * Returns: whether the copy is there; if not, the plan must not be migrated
 */
gboolean
cor_plan_backup_take_before_migration (sqlite3 *db,
                                       const char *plan_path,
                                       guint version,
                                       GError **error)
{
  g_autofree char *folder = build_folder (plan_path);
  g_autofree char *name = g_strdup_printf ("version-%u" SUFFIX, version);

  return copy_to (db, folder, name, error);
}

/**
 * cor_plan_backup_remove_all:
 * @plan_path: (type filename): a plan
 * @error: (nullable): set when a copy cannot be removed
 *
 * Removes all copies: those from before a passphrase was set hold the key as it was.
 *
 * Returns: whether none is left
 */
gboolean
cor_plan_backup_remove_all (const char *plan_path, GError **error)
{
  g_autofree char *folder = build_folder (plan_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_FAILED,
                       "An old copy in the folder of backups could not be removed: %s",
                       g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}
