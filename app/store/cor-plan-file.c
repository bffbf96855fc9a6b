/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-connection.h"
#include "cor-error.h"
#include "cor-plan-backup.h"
#include "cor-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

G_DEFINE_FINAL_TYPE (CorPlanFile, cor_plan_file, G_TYPE_OBJECT)

static void
cor_plan_file_finalize (GObject *object)
{
  CorPlanFile *self = COR_PLAN_FILE (object);

  /* Without cor_plan_file_close() the log stays beside the file; nothing is lost. */
  g_clear_pointer (&self->rows, cor_rows_free);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->lock, cor_plan_lock_release);
  g_clear_pointer (&self->sealer, cor_sealer_free);
  cor_wrapped_key_clear (&self->wrapped_key);
  g_clear_pointer (&self->history, cor_history_free);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self->officer);
  g_free (self->notice);

  G_OBJECT_CLASS (cor_plan_file_parent_class)->finalize (object);
}

static void
cor_plan_file_class_init (CorPlanFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_plan_file_finalize;
}

static void
cor_plan_file_init (CorPlanFile *self)
{
  self->thread = g_thread_self ();
  self->history = cor_history_new ();
  self->snapshot = cor_snapshot_new ();
}

/**
 * cor_plan_file_new_private:
 * @path: (type filename): where it is
 * @flags: how it is opened
 * @officer: who opens it
 *
 * Returns: (transfer full): a plan that is not open yet
 */
CorPlanFile *
cor_plan_file_new_private (const char *path, CorPlanFileFlags flags, const char *officer)
{
  CorPlanFile *self = g_object_new (COR_TYPE_PLAN_FILE, NULL);
  g_autofree char *real = realpath (path, NULL);

  self->path = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);
  self->name = g_filename_display_basename (self->path);
  self->officer = g_strdup (officer != NULL ? officer : "");
  self->flags = flags;

  return self;
}

/**
 * cor_plan_file_prefix_error:
 * @self: a plan
 * @error: (inout): an error that is set
 *
 * Says which file an error is about.
 */
void
cor_plan_file_prefix_error (CorPlanFile *self, GError **error)
{
  if (error != NULL && *error != NULL && (*error)->domain == COR_ERROR)
    g_prefix_error (error, "%s: ", self->name);
}

/* A desk that was cut off in the middle of a write leaves what it had begun beside the file. Who
 * opens the plan next puts it in order; for that a reader has to be writer for a moment, if none is
 * there. */
static gboolean
put_in_order (CorPlanFile *self)
{
  g_autoptr (CorPlanLock) lock = cor_plan_lock_acquire (self->path, self->officer, NULL);
  sqlite3 *db = lock != NULL ? cor_connection_open (self->path, TRUE, NULL) : NULL;
  gint64 version;
  gboolean done;

  done = db != NULL && cor_sql_read_int (db, "PRAGMA user_version", &version, NULL) &&
         cor_connection_fold_log (db, NULL);
  sqlite3_close (db);

  return done;
}

/* Opens a reader's connection with one unchanging view. */
static gboolean
begin_reading (CorPlanFile *self, gint64 *version, GError **error)
{
  self->db = cor_connection_open (self->path, FALSE, error);
  if (self->db != NULL && cor_sql_exec (self->db, "BEGIN", error) &&
      cor_sql_read_int (self->db, "PRAGMA user_version", version, error))
    return TRUE;

  cor_plan_file_detach (self);

  return FALSE;
}

static gboolean
begin_reading_in_order (CorPlanFile *self, gint64 *version, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (begin_reading (self, version, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, COR_ERROR, COR_ERROR_READ_ONLY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (put_in_order (self))
    return begin_reading (self, version, error);

  g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
               "The plan was not closed and has to be put in order, but its folder cannot be "
               "written. Open it for writing once, or copy it with the files beside it to a folder "
               "of yours.");

  return FALSE;
}

/**
 * cor_plan_file_attach:
 * @self: a plan
 * @error: (nullable): set when it cannot be opened
 *
 * Gives a reader its connection.
 *
 * Returns: whether it has one
 */
gboolean
cor_plan_file_attach (CorPlanFile *self, GError **error)
{
  gint64 version;

  if (self->db != NULL)
    return TRUE;
  if (!begin_reading_in_order (self, &version, error))
    return FALSE;

  if (self->schema_version != 0 && version != self->schema_version)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NEWER,
                   "Another version of Corridors has changed the plan's tables. Close it and open "
                   "it again.");
      cor_plan_file_detach (self);
      return FALSE;
    }
  if (self->sealer != NULL)
    self->rows = cor_rows_new (self->db, self->sealer);

  return TRUE;
}

/**
 * cor_plan_file_detach:
 * @self: a plan
 *
 * Takes a reader's connection away again, so that it is never in the writer's way.
 */
void
cor_plan_file_detach (CorPlanFile *self)
{
  if (self->db == NULL || (self->flags & COR_PLAN_FILE_READ_ONLY) == 0)
    return;

  g_clear_pointer (&self->rows, cor_rows_free);
  cor_sql_rollback (self->db);
  g_clear_pointer (&self->db, sqlite3_close);
}

/**
 * cor_plan_file_check_open:
 * @self: a plan
 * @for_writing: whether it is to be changed
 * @error: (nullable): set when it is closed, locked or only read
 *
 * Returns: whether that can be done
 */
gboolean
cor_plan_file_check_open (CorPlanFile *self, gboolean for_writing, GError **error)
{
  if (self->is_closed)
    g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "The plan is closed.");
  else if (for_writing && (self->flags & COR_PLAN_FILE_READ_ONLY) != 0)
    g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
                 "The plan is open for reading only. Close it and open it for writing.");
  else if (self->sealer == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_PASSWORD,
                 "The plan is locked. Enter its passphrase first.");
  else
    return TRUE;

  return FALSE;
}

/* Lays what the rows say of each scenario over the plan. */
static CorSnapshot *
read_scenarios (CorPlanFile *self, CorSnapshot *plan, CorProgress *progress, GError **error)
{
  GPtrArray *scenarios = cor_snapshot_get_records (plan, COR_RECORD_SCENARIO);
  g_autoptr (CorSnapshot) snapshot = cor_snapshot_ref (plan);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];
      g_autoptr (CorEdit) edit =
          cor_rows_read_scenario (self->rows, &scenario->record.id, progress, error);
      CorSnapshot *after;

      if (edit == NULL)
        return NULL;
      after = cor_snapshot_apply (snapshot, edit, cor_snapshot_get_revision (plan));
      cor_snapshot_unref (snapshot);
      snapshot = after;
    }

  return g_steal_pointer (&snapshot);
}

/**
 * cor_plan_file_load:
 * @self: a plan that is attached
 * @progress: (nullable): stops it
 * @error: (nullable): set when a row cannot be read
 *
 * Reads all records and the history.
 *
 * Returns: whether they were read
 */
gboolean
cor_plan_file_load (CorPlanFile *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorEdit) everything = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  g_autoptr (CorHistory) history = cor_history_new ();
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorSnapshot) plan = NULL;
  CorSnapshot *snapshot;

  if (!cor_history_read (history, self->db, error) ||
      !cor_rows_read_all (self->rows, everything, progress, error))
    return FALSE;
  if (cor_edit_get_puts (everything, COR_RECORD_SETTINGS)->len != 1)
    {
      cor_sql_set_corrupt ("settings", NULL, error);
      return FALSE;
    }

  plan = cor_snapshot_apply (empty, everything, cor_history_get_revision (history));
  snapshot = read_scenarios (self, plan, progress, error);
  if (snapshot == NULL)
    return FALSE;

  cor_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
  cor_history_free (self->history);
  self->history = g_steal_pointer (&history);

  return TRUE;
}

/* Keeps a copy of what was found. An officer with a full disk must still get at the plan. */
static void
take_backup (CorPlanFile *self, guint64 revision)
{
  g_autoptr (GError) error = NULL;

  if ((self->flags & COR_PLAN_FILE_NO_BACKUP) == 0 &&
      !cor_plan_backup_take (self->db, self->path, revision, &error))
    self->notice = g_strdup_printf ("%s: %s", self->name, error->message);
}

static gboolean
migrate (CorPlanFile *self, GError **error)
{
  const CorMigration *migrations;
  guint newest;

  migrations = cor_schema_get_migrations (&newest);
  if (self->schema_version == newest)
    return TRUE;
  if (!cor_plan_backup_take_before_migration (self->db, self->path, self->schema_version, error) ||
      !cor_schema_migrate (self->db, migrations, newest, self->officer, error))
    return FALSE;

  self->schema_version = newest;

  return TRUE;
}

/* Takes the key and, unless a passphrase is needed first, the records. */
static gboolean
read_content (CorPlanFile *self, CorProgress *progress, GError **error)
{
  return cor_plan_file_read_key (self, error) &&
         (self->rows == NULL || cor_plan_file_load (self, progress, error));
}

static gboolean
check_reader_version (CorPlanFile *self, GError **error)
{
  guint newest;

  cor_schema_get_migrations (&newest);
  if (self->schema_version == newest)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
               "An older Corridors wrote this plan (plan version %u, here %u). Open it for writing "
               "once to bring it up to date.",
               self->schema_version, newest);

  return FALSE;
}

static gboolean
check_sound (CorPlanFile *self, CorProgress *progress, guint *version, GError **error)
{
  GError *local_error = NULL;

  if (cor_connection_check_version (self->db, version, &local_error) &&
      cor_connection_check_pages (self->db, FALSE, &local_error) &&
      cor_progress_check (progress, &local_error) &&
      cor_connection_check_foreign_keys (self->db, &local_error))
    return TRUE;

  cor_sql_propagate_as_corrupt (error, local_error);

  return FALSE;
}

static gboolean
check_content (CorPlanFile *self, CorProgress *progress, GError **error)
{
  guint version;

  if (!check_sound (self, progress, &version, error))
    return FALSE;

  self->schema_version = version;

  return TRUE;
}

/* Nothing is written before everything has been read: a plan that is refused stays as it is, and a
 * damaged one does not push good states out of the backups. */
static gboolean
open_writer (CorPlanFile *self, CorProgress *progress, GError **error)
{
  gint64 revision;

  self->lock = cor_plan_lock_acquire (self->path, self->officer, error);
  if (self->lock == NULL)
    return FALSE;

  self->db = cor_connection_open (self->path, TRUE, error);
  if (self->db == NULL || !check_content (self, progress, error) || !migrate (self, error) ||
      !read_content (self, progress, error) ||
      !cor_sql_read_int (self->db, "SELECT max (number) FROM history", &revision, error))
    return FALSE;

  take_backup (self, (guint64) revision);

  /* A plan that was copied here is private again. */
  g_chmod (self->path, 0600);

  if ((self->flags & COR_PLAN_FILE_NO_LOG) != 0 || cor_connection_is_on_share (self->path))
    return cor_connection_fold_log (self->db, error);

  return cor_connection_start_log (self->db, error);
}

static gboolean
open_reader (CorPlanFile *self, CorProgress *progress, GError **error)
{
  return cor_plan_file_attach (self, error) && check_content (self, progress, error) &&
         check_reader_version (self, error) && read_content (self, progress, error);
}

/**
 * cor_plan_file_open:
 * @path: (type filename): a plan
 * @flags: how to open it
 * @officer: (nullable): who does, for the history and for those whom the plan's lock keeps out
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when it cannot be opened
 *
 * Opens a plan after checking that the file is sound. For writing, a copy of the state that was
 * found is kept in a folder beside it, and nobody else can write until it is closed. A plan with a
 * passphrase is locked until cor_plan_file_unlock().
 *
 * Returns: (transfer full) (nullable): the plan
 */
CorPlanFile *
cor_plan_file_open (const char *path,
                    CorPlanFileFlags flags,
                    const char *officer,
                    CorProgress *progress,
                    GError **error)
{
  g_autoptr (CorPlanFile) self = NULL;
  gboolean writable = (flags & COR_PLAN_FILE_READ_ONLY) == 0;
  gboolean done;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = cor_plan_file_new_private (path, flags, officer);
  done = cor_connection_check_file (self->path, writable, error) &&
         (writable ? open_writer (self, progress, error) : open_reader (self, progress, error));
  cor_plan_file_detach (self);
  if (!done)
    {
      cor_plan_file_prefix_error (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
check_initial (CorEdit *initial, GError **error)
{
  if (cor_edit_get_puts (initial, COR_RECORD_SETTINGS)->len == 1)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A new plan needs its settings.");

  return FALSE;
}

/* Makes the plan under another name, so that a half-made one is never found. */
static char *
write_new_plan (CorPlanFile *target, CorEdit *initial, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target->path);
  g_autofree char *name = g_path_get_basename (target->path);
  g_autofree char *template = g_strdup_printf ("%s/.%s.XXXXXX.new", folder, name);
  g_autoptr (CorPlanFile) self = NULL;
  g_autoptr (CorSnapshot) snapshot = NULL;
  const CorMigration *migrations;
  guint newest;
  int fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, COR_ERROR,
                   code == ENOSPC || code == EDQUOT ? COR_ERROR_CAPACITY : COR_ERROR_READ_ONLY,
                   "The plan cannot be made in that folder: %s", g_strerror (code));
      return NULL;
    }
  close (fd);

  migrations = cor_schema_get_migrations (&newest);
  self = cor_plan_file_new_private (template, COR_PLAN_FILE_NO_BACKUP, target->officer);
  self->db = cor_connection_open (self->path, TRUE, error);
  self->schema_version = newest;
  if (self->db != NULL && cor_schema_migrate (self->db, migrations, newest, self->officer, error) &&
      cor_plan_file_write_new_key (self, error))
    snapshot = cor_plan_file_commit (self, initial, NULL, error);
  if (snapshot != NULL && cor_plan_file_close (self, error))
    return g_steal_pointer (&template);

  g_unlink (template);

  return NULL;
}

/* Gives the new plan its name unless something has that name already. */
static gboolean
put_in_place (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code, fd;

  code = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ? 0 : errno;
  if (code == EINVAL || code == ENOSYS)
    {
      /* Some network shares know no such rename; a link does not replace anything either. */
      code = link (temporary, path) == 0 ? 0 : errno;
      if (code == 0)
        g_unlink (temporary);
    }
  if (code != 0)
    {
      g_unlink (temporary);
      g_set_error (error, COR_ERROR, code == EEXIST ? COR_ERROR_EXISTS : COR_ERROR_FAILED,
                   code == EEXIST ? "There is such a file already; it was not touched. Choose "
                                    "another name."
                                  : "The plan cannot be put in that folder.");
      return FALSE;
    }

  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }

  return TRUE;
}

/**
 * cor_plan_file_create:
 * @path: (type filename): where; nothing may be there yet
 * @officer: (nullable): who does
 * @initial: (transfer none): an edit that puts the settings and whatever else a new plan has
 * @error: (nullable): set when it cannot be made
 *
 * Makes a plan, whole or not at all, and opens it for writing. Never overwrites.
 *
 * Returns: (transfer full) (nullable): the plan
 */
CorPlanFile *
cor_plan_file_create (const char *path, const char *officer, CorEdit *initial, GError **error)
{
  g_autoptr (CorPlanFile) target = NULL;
  g_autofree char *temporary = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (path != NULL && initial != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  target = cor_plan_file_new_private (path, COR_PLAN_FILE_NONE, officer);
  if (g_file_test (target->path, G_FILE_TEST_EXISTS))
    g_set_error (error, COR_ERROR, COR_ERROR_EXISTS,
                 "There is such a file already; it was not touched. Choose another name.");
  else if (check_initial (initial, error))
    temporary = write_new_plan (target, initial, error);
  if (temporary != NULL)
    done = put_in_place (temporary, target->path, error);
  if (!done)
    {
      cor_plan_file_prefix_error (target, error);
      return NULL;
    }

  return cor_plan_file_open (path, COR_PLAN_FILE_NO_BACKUP, officer, NULL, error);
}

/**
 * cor_plan_file_close:
 * @self: a plan
 * @error: (nullable): set when the log could not be folded in; the log then lies beside the file
 * and belongs to it
 *
 * Folds everything into one file that can be copied, and lets others write. @self is closed in any
 * case; closing again does nothing.
 *
 * Returns: whether the file is whole by itself
 */
gboolean
cor_plan_file_close (CorPlanFile *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);

  self->is_closed = TRUE;
  g_clear_pointer (&self->rows, cor_rows_free);
  done = self->db == NULL || cor_connection_fold_log (self->db, NULL);
  if (!done)
    g_set_error (error, COR_ERROR, COR_ERROR_CAPACITY,
                 "%s: Everything is saved, but part of it is in the file ending in -wal beside it, "
                 "because the disk is full or fails. Keep both together. Make room, then open and "
                 "close the plan once.",
                 self->name);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->lock, cor_plan_lock_release);
  g_clear_pointer (&self->sealer, cor_sealer_free);

  return done;
}

/**
 * cor_plan_file_get_path:
 * @self: a plan
 *
 * Returns: (transfer none) (type filename): where it is, absolute
 */
const char *
cor_plan_file_get_path (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);

  return self->path;
}

/**
 * cor_plan_file_is_read_only:
 * @self: a plan
 *
 * Returns: whether it was opened for reading only
 */
gboolean
cor_plan_file_is_read_only (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), TRUE);

  return (self->flags & COR_PLAN_FILE_READ_ONLY) != 0;
}

/**
 * cor_plan_file_get_notice:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): what did not go well when it was opened, for the officer to
 * know: there was no room for the backup
 */
const char *
cor_plan_file_get_notice (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);

  return self->notice;
}

/**
 * cor_plan_file_get_snapshot:
 * @self: a plan
 *
 * Returns: (transfer none): the plan as it is; empty while it is locked
 */
CorSnapshot *
cor_plan_file_get_snapshot (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  return self->snapshot;
}
