/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-connection.h"

#include "cor-error.h"
#include "cor-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000
#define HEADER_BYTES 100
#define APPLICATION_ID_OFFSET 68
#define USER_VERSION_OFFSET 60
#define FOLD_TRIES 20
#define FOLD_WAIT_US 50000

/* File systems where another machine may hold the file, or where memory cannot be shared. */
static const guint32 share_types[] = {
  0x00006969, /* NFS */
  0x0000517b, /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB 2 */
  0x65735546, /* FUSE: sshfs, davfs and others */
  0x01021997, /* 9P */
  0x00c36400, /* Ceph */
  0x5346414f, /* AFS */
  0x73757245, /* Coda */
  0x7461636f, /* OCFS2 */
  0x01161970, /* GFS2 */
};

static const char hardening[] = "PRAGMA trusted_schema = OFF;"
                                "PRAGMA cell_size_check = ON;"
                                "PRAGMA mmap_size = 0;"
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA secure_delete = ON;"
                                "PRAGMA foreign_keys = ON;"
                                "PRAGMA temp_store = MEMORY;"
                                "PRAGMA cache_size = -65536";

static gboolean
harden (sqlite3 *db, GError **error)
{
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);

  return cor_sql_exec (db, hardening, error);
}

/**
 * cor_connection_open:
 * @path: (type filename): an existing file
 * @writable: whether to write
 * @error: (nullable): set when it cannot be opened
 *
 * Opens a connection that trusts nothing in the file.
 *
 * Returns: (transfer full) (nullable): the connection; close it with sqlite3_close()
 */
sqlite3 *
cor_connection_open (const char *path, gboolean writable, GError **error)
{
  sqlite3 *db = NULL;
  int flags = (writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2 (path, &db, flags, NULL);
  GError *local_error = NULL;

  if (cor_sql_check (db, code, &local_error) && harden (db, &local_error))
    return db;

  cor_sql_propagate_as_corrupt (error, local_error);
  sqlite3_close (db);

  return NULL;
}

/**
 * cor_connection_copy:
 * @db: a connection to a plan
 * @target: a connection to where the copy goes
 * @error: (nullable): set when it cannot be read or written
 *
 * Copies all pages, as they are committed.
 *
 * Returns: whether the copy is whole
 */
gboolean
cor_connection_copy (sqlite3 *db, sqlite3 *target, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", db, "main");

  if (backup != NULL)
    sqlite3_backup_step (backup, -1);

  return cor_sql_check (
      target, backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_extended_errcode (target),
      error);
}

/**
 * cor_connection_copy_to_memory:
 * @db: a connection to a plan
 * @error: (nullable): set when it cannot be read
 *
 * Copies a plan to where nothing that is done to it reaches the file. What is sealed stays sealed.
 * Foreign keys are not watched.
 *
 * Returns: (transfer full) (nullable): a connection to the copy; close it with sqlite3_close()
 */
sqlite3 *
cor_connection_copy_to_memory (sqlite3 *db, GError **error)
{
  sqlite3 *memory = NULL;
  int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_EXRESCODE;

  if (cor_sql_check (memory, sqlite3_open_v2 (":memory:", &memory, flags, NULL), error) &&
      harden (memory, error) && cor_sql_exec (memory, "PRAGMA foreign_keys = OFF", error) &&
      cor_connection_copy (db, memory, error))
    return memory;

  sqlite3_close (memory);

  return NULL;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
check_version (guint32 application_id, guint32 version, GError **error)
{
  guint newest;

  cor_schema_get_migrations (&newest);
  if (application_id != COR_PLAN_APPLICATION_ID)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FOREIGN,
                   "This is a database of another program, not a plan of Corridors.");
      return FALSE;
    }
  if (version > newest)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NEWER,
                   "A newer Corridors wrote this plan (plan version %u; this program reads up to "
                   "version %u). Update the program.",
                   version, newest);
      return FALSE;
    }
  if (version == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The plan has no version: it is damaged. Open a copy from its folder of "
                   "backups.");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_header (const guint8 *header, gssize n_bytes, GError **error)
{
  if (n_bytes == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FOREIGN, "The file is empty, it holds no plan.");
      return FALSE;
    }
  if (n_bytes < 16 || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FOREIGN,
                   "This is a file of another program, not a plan of Corridors.");
      return FALSE;
    }
  if (n_bytes < HEADER_BYTES)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The file is cut short. Open a copy from its folder of backups.");
      return FALSE;
    }

  return check_version (read_big_endian (header + APPLICATION_ID_OFFSET),
                        read_big_endian (header + USER_VERSION_OFFSET), error);
}

static gboolean
check_kind_of_file (const struct stat *status, gboolean writable, GError **error)
{
  if (!S_ISREG (status->st_mode))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   S_ISDIR (status->st_mode) ? "This is a folder, not a plan."
                                             : "This is not a file.");
      return FALSE;
    }
  if (writable && (status->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
                   "The file is protected against writing. Open the plan for reading only, or copy "
                   "it to a folder of yours.");
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_errno_error (int code, GError **error)
{
  if (code == ENOENT)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "There is no such file.");
  else if (code == EACCES || code == EROFS || code == EPERM)
    g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
                 "You may not write it (%s). Open the plan for reading only, or copy it to a "
                 "folder of yours.",
                 g_strerror (code));
  else
    g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "%s", g_strerror (code));

  return FALSE;
}

/**
 * cor_connection_check_file:
 * @path: (type filename): what somebody wants to open
 * @writable: whether to write
 * @error: (nullable): set when it is not a plan that this program can open
 *
 * Looks at the file before SQLite does.
 *
 * Returns: whether it may be one
 */
gboolean
cor_connection_check_file (const char *path, gboolean writable, GError **error)
{
  guint8 header[HEADER_BYTES];
  struct stat status;
  gssize n_bytes;
  int fd;

  if (g_stat (path, &status) != 0)
    return set_errno_error (errno, error);
  if (!check_kind_of_file (&status, writable, error))
    return FALSE;
  if (writable && g_access (path, W_OK) != 0)
    return set_errno_error (errno, error);

  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "You may not read it (%s).",
                   g_strerror (errno));
      return FALSE;
    }
  n_bytes = pread (fd, header, sizeof header, 0);
  close (fd);

  return n_bytes < 0 ? set_errno_error (errno, error) : check_header (header, n_bytes, error);
}

/**
 * cor_connection_check_version:
 * @db: a connection
 * @version: (out): the version of its tables
 * @error: (nullable): set when it is not a plan that this program can read
 *
 * Returns: whether it is a plan whose tables are those of its version
 */
gboolean
cor_connection_check_version (sqlite3 *db, guint *version, GError **error)
{
  const CorMigration *migrations;
  gint64 application_id, user_version;
  guint n_migrations;

  migrations = cor_schema_get_migrations (&n_migrations);
  if (!cor_sql_read_int (db, "PRAGMA application_id", &application_id, error) ||
      !cor_sql_read_int (db, "PRAGMA user_version", &user_version, error) ||
      !check_version ((guint32) application_id, (guint32) user_version, error))
    return FALSE;

  *version = (guint) user_version;

  return cor_schema_check (db, migrations, *version, error);
}

static gboolean
is_ok (sqlite3 *db, const char *sql, gboolean *ok, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL || !cor_sql_step (statement, &has_row, error))
    return FALSE;
  *ok = has_row && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  return TRUE;
}

/**
 * cor_connection_check_pages:
 * @db: a connection
 * @thorough: whether to compare the indexes too
 * @error: (nullable): set to %COR_ERROR_CORRUPT when pages of the file contradict each other
 *
 * Returns: whether the file holds together
 */
gboolean
cor_connection_check_pages (sqlite3 *db, gboolean thorough, GError **error)
{
  gboolean ok;

  if (!is_ok (db, thorough ? "PRAGMA integrity_check (1)" : "PRAGMA quick_check (1)", &ok, error))
    return FALSE;
  if (!ok)
    g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                 "The file is damaged: its pages contradict each other. Open a copy from its "
                 "folder of backups.");

  return ok;
}

/**
 * cor_connection_check_foreign_keys:
 * @db: a connection
 * @error: (nullable): set to %COR_ERROR_CORRUPT when a row belongs to one that is not there
 *
 * Returns: whether every row has the one it belongs to
 */
gboolean
cor_connection_check_foreign_keys (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (db, "PRAGMA foreign_key_check", error);
  gboolean has_row;

  if (statement == NULL || !cor_sql_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    cor_sql_set_corrupt ((const char *) sqlite3_column_text (statement, 0), NULL, error);

  return !has_row;
}

/**
 * cor_connection_is_on_share:
 * @path: (type filename): a file or folder
 *
 * Returns: whether it lies where other machines may reach it, so that no memory can be shared with
 * them
 */
gboolean
cor_connection_is_on_share (const char *path)
{
  struct statfs status;

  if (statfs (path, &status) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (share_types); i++)
    if ((guint32) status.f_type == share_types[i])
      return TRUE;

  return FALSE;
}

/**
 * cor_connection_start_log:
 * @db: a connection that writes
 * @error: (nullable): set when it fails
 *
 * Writes go to a log beside the file from here on, so that readers are never in the way.
 *
 * Returns: whether it did
 */
gboolean
cor_connection_start_log (sqlite3 *db, GError **error)
{
  return cor_sql_exec (db, "PRAGMA journal_mode = WAL", error);
}

/**
 * cor_connection_fold_log:
 * @db: a connection that writes, without a transaction
 * @error: (nullable): set when what is in the log cannot be brought into the file
 *
 * Brings everything into the one file. A reader that is just looking may keep the empty log alive.
 *
 * Returns: whether the file is whole without the log
 */
gboolean
cor_connection_fold_log (sqlite3 *db, GError **error)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < FOLD_TRIES; i++)
    {
      code = sqlite3_exec (db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
      if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        break;
      g_usleep (FOLD_WAIT_US);
    }
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    code = sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return cor_sql_check (db, code, error);
}
