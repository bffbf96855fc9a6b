/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-import.h"

#include "cor-atlas-private.h"
#include "cor-intake.h"
#include "cor-session-private.h"

/* How often the main thread looks at how far the work is. */
#define PROGRESS_INTERVAL_MS 60

struct _CorListImport
{
  GObject parent_instance;

  CorSession *session;
  CorWorker *worker;
  char *path;
  char *encoding;
  char *sheet;

  CorIntake *intake; /* while a job runs, the job's */
  CorIntakeReport *report;

  GMutex mutex; /* guards the two below, which the worker writes */
  const char *stage;
  double fraction;
  guint progress_source;
};

enum
{
  PROP_STAGE = 1,
  PROP_FRACTION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CorListImport, cor_list_import, G_TYPE_OBJECT)

typedef struct
{
  CorIntake *intake;
  CorSnapshot *plan;
  gboolean dry_run;
  CorEdit *edit;
  CorIntakeReport *report;
} BuildJob;

static void
build_job_free (gpointer data)
{
  BuildJob *job = data;

  cor_snapshot_unref (job->plan);
  g_clear_pointer (&job->edit, cor_edit_free);
  g_clear_pointer (&job->report, cor_intake_report_free);
  g_free (job);
}

static void
note_progress (const char *stage, double fraction, gpointer user_data)
{
  CorListImport *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->stage = stage;
  self->fraction = fraction;
}

static gboolean
show_progress_cb (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_STAGE]);
  g_object_notify_by_pspec (user_data, properties[PROP_FRACTION]);

  return G_SOURCE_CONTINUE;
}

static void
watch_progress (CorListImport *self, gboolean watch)
{
  if (!watch)
    g_clear_handle_id (&self->progress_source, g_source_remove);
  else if (self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_INTERVAL_MS, show_progress_cb, self);
  show_progress_cb (self);
}

static void
read_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorListImport *self = source_object;
  CorListOptions options = { .encoding = self->encoding, .sheet = self->sheet };
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, self);
  GError *error = NULL;
  CorIntake *intake = cor_intake_read (self->path, &options, progress, &error);

  if (intake != NULL)
    g_task_return_pointer (task, intake, (GDestroyNotify) cor_intake_free);
  else
    g_task_return_error (task, error);
}

static void
build_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorListImport *self = source_object;
  BuildJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, self);
  CorGazetteer *gazetteer = cor_atlas_get_gazetteer (cor_session_get_atlas (self->session));
  gint64 now_utc_s = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;

  job->edit = cor_intake_build_edit (job->intake, job->plan, gazetteer, now_utc_s, progress,
                                     &job->report, &error);
  if (job->edit != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorListImport *self = COR_LIST_IMPORT (source);
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;
  CorIntake *intake = g_task_propagate_pointer (G_TASK (async_result), &error);

  watch_progress (self, FALSE);
  if (intake == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  g_clear_pointer (&self->intake, cor_intake_free);
  self->intake = intake;
  g_task_return_boolean (asked, TRUE);
}

static void
committed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  CorListImport *self = g_task_get_source_object (asked);
  GError *error = NULL;

  watch_progress (self, FALSE);
  if (cor_session_commit_finish (COR_SESSION (source), async_result, &error))
    g_task_return_boolean (asked, TRUE);
  else
    g_task_return_error (asked, error);
}

static void
built_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorListImport *self = COR_LIST_IMPORT (source);
  g_autoptr (GTask) asked = user_data;
  BuildJob *job = g_task_get_task_data (G_TASK (async_result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (async_result), &error))
    {
      watch_progress (self, FALSE);
      g_task_return_error (asked, error);
      return;
    }

  g_clear_pointer (&self->report, cor_intake_report_free);
  self->report = g_steal_pointer (&job->report);
  if (job->dry_run)
    {
      watch_progress (self, FALSE);
      g_task_return_boolean (asked, TRUE);
      return;
    }

  cor_session_commit_on_async (self->session, job->plan, g_steal_pointer (&job->edit),
                               g_task_get_cancellable (asked), committed_cb, g_object_ref (asked));
}

static void
cor_list_import_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CorListImport *self = COR_LIST_IMPORT (object);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  switch (property_id)
    {
    case PROP_STAGE:
      g_value_set_string (value, self->stage);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cor_list_import_finalize (GObject *object)
{
  CorListImport *self = COR_LIST_IMPORT (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->intake, cor_intake_free);
  g_clear_pointer (&self->report, cor_intake_report_free);
  g_clear_object (&self->worker);
  g_clear_object (&self->session);
  g_free (self->path);
  g_free (self->encoding);
  g_free (self->sheet);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (cor_list_import_parent_class)->finalize (object);
}

static void
cor_list_import_class_init (CorListImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cor_list_import_get_property;
  object_class->finalize = cor_list_import_finalize;

  properties[PROP_STAGE] = g_param_spec_string ("stage", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cor_list_import_init (CorListImport *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * cor_list_import_new:
 * @session: the plan to import into
 * @path: (type filename): the list
 *
 * Returns: (transfer full): an import; next comes cor_list_import_read_async()
 */
CorListImport *
cor_list_import_new (CorSession *session, const char *path)
{
  CorListImport *self = g_object_new (COR_TYPE_LIST_IMPORT, NULL);

  self->session = g_object_ref (session);
  self->worker = g_object_ref (cor_session_get_intake_worker (session));
  self->path = g_strdup (path);

  return self;
}

/**
 * cor_list_import_get_path:
 * @self: an import
 *
 * Returns: (transfer none) (type filename): the list
 */
const char *
cor_list_import_get_path (CorListImport *self)
{
  g_return_val_if_fail (COR_IS_LIST_IMPORT (self), NULL);

  return self->path;
}

/**
 * cor_list_import_set_encoding:
 * @self: an import
 * @encoding: (nullable): how the file is encoded; %NULL: find out
 *
 * Takes effect when the list is read again.
 */
void
cor_list_import_set_encoding (CorListImport *self, const char *encoding)
{
  g_return_if_fail (COR_IS_LIST_IMPORT (self));

  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
}

/**
 * cor_list_import_set_sheet:
 * @self: an import
 * @sheet: (nullable): the sheet of a workbook; %NULL: the first that has rows
 *
 * Takes effect when the list is read again.
 */
void
cor_list_import_set_sheet (CorListImport *self, const char *sheet)
{
  g_return_if_fail (COR_IS_LIST_IMPORT (self));

  g_free (self->sheet);
  self->sheet = g_strdup (sheet);
}

/**
 * cor_list_import_read_async:
 * @self: an import
 * @cancellable: (nullable): stops it
 * @callback: called when the columns are known
 * @user_data: for @callback
 *
 * Reads the list and recognises its columns. Changes nothing.
 */
void
cor_list_import_read_async (CorListImport *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GTask *asked;

  g_return_if_fail (COR_IS_LIST_IMPORT (self));

  asked = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (asked, cor_list_import_read_async);
  task = g_task_new (self, cancellable, read_cb, asked);
  watch_progress (self, TRUE);
  cor_worker_push (self->worker, task, read_job);
}

/**
 * cor_list_import_read_finish:
 * @self: an import
 * @result: what the callback was given
 * @error: (nullable): set when the file cannot be read; the text says where and what to do
 *
 * Returns: whether it was read
 */
gboolean
cor_list_import_read_finish (CorListImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_list_import_get_encoding:
 * @self: an import that was read
 *
 * Returns: (transfer none): how it was read
 */
const char *
cor_list_import_get_encoding (CorListImport *self)
{
  g_return_val_if_fail (self->intake != NULL, NULL);

  return cor_intake_get_file (self->intake)->encoding;
}

/**
 * cor_list_import_get_encodings:
 *
 * Returns: (transfer none) (array zero-terminated=1): the encodings that can be chosen
 */
const char *const *
cor_list_import_get_encodings (void)
{
  return cor_list_file_get_encodings ();
}

/**
 * cor_list_import_get_sheets:
 * @self: an import that was read
 *
 * Returns: (transfer none) (nullable): the sheets of a workbook
 */
const char *const *
cor_list_import_get_sheets (CorListImport *self)
{
  g_return_val_if_fail (self->intake != NULL, NULL);

  return (const char *const *) cor_intake_get_file (self->intake)->sheets;
}

/**
 * cor_list_import_get_sheet:
 * @self: an import that was read
 *
 * Returns: (transfer none) (nullable): the sheet that was read
 */
const char *
cor_list_import_get_sheet (CorListImport *self)
{
  g_return_val_if_fail (self->intake != NULL, NULL);

  return cor_intake_get_file (self->intake)->sheet;
}

/**
 * cor_list_import_get_n_columns:
 * @self: an import that was read
 *
 * Returns: how many columns the list has
 */
guint
cor_list_import_get_n_columns (CorListImport *self)
{
  g_return_val_if_fail (self->intake != NULL, 0);

  return cor_intake_get_columns (self->intake)->len;
}

static const CorIntakeColumn *
get_column (CorListImport *self, guint column)
{
  return cor_intake_get_columns (self->intake)->pdata[column];
}

/**
 * cor_list_import_get_heading:
 * @self: an import that was read
 * @column: which column
 *
 * Returns: (transfer none): its heading
 */
const char *
cor_list_import_get_heading (CorListImport *self, guint column)
{
  g_return_val_if_fail (column < cor_list_import_get_n_columns (self), "");

  return get_column (self, column)->heading;
}

/**
 * cor_list_import_get_field:
 * @self: an import that was read
 * @column: which column
 *
 * Returns: what it is taken for
 */
CorField
cor_list_import_get_field (CorListImport *self, guint column)
{
  g_return_val_if_fail (column < cor_list_import_get_n_columns (self), COR_FIELD_IGNORE);

  return get_column (self, column)->field;
}

/**
 * cor_list_import_set_field:
 * @self: an import that was read
 * @column: which column
 * @field: what it shall be taken for
 *
 * Corrects the program's guess.
 */
void
cor_list_import_set_field (CorListImport *self, guint column, CorField field)
{
  g_return_if_fail (column < cor_list_import_get_n_columns (self));

  cor_intake_set_column_field (self->intake, column, field);
}

/**
 * cor_list_import_get_n_rows:
 * @self: an import that was read
 *
 * Returns: how many rows of people there are, blank ones included
 */
guint
cor_list_import_get_n_rows (CorListImport *self)
{
  g_return_val_if_fail (self->intake != NULL, 0);

  return cor_intake_get_file (self->intake)->rows->len - cor_intake_get_first_index (self->intake);
}

/**
 * cor_list_import_get_cell:
 * @self: an import that was read
 * @row: which row of people, from 0
 * @column: which column
 *
 * Returns: (transfer none): its text, perhaps empty
 */
const char *
cor_list_import_get_cell (CorListImport *self, guint row, guint column)
{
  const CorRawRow *raw;

  g_return_val_if_fail (row < cor_list_import_get_n_rows (self), "");

  raw = cor_intake_get_file (self->intake)
            ->rows->pdata[row + cor_intake_get_first_index (self->intake)];
  if (raw->fields == NULL || column >= g_strv_length (raw->fields))
    return "";

  return raw->fields[column];
}

/**
 * cor_list_import_run_async:
 * @self: an import that was read
 * @dry_run: whether only to say what would happen
 * @cancellable: (nullable): stops it; nothing is then changed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Imports the list as one edit, all or nothing.
 */
void
cor_list_import_run_async (CorListImport *self,
                           gboolean dry_run,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GTask *asked;
  BuildJob *job;

  g_return_if_fail (COR_IS_LIST_IMPORT (self));
  g_return_if_fail (self->intake != NULL);

  asked = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (asked, FALSE);
  g_task_set_source_tag (asked, cor_list_import_run_async);
  job = g_new0 (BuildJob, 1);
  job->intake = self->intake;
  job->plan = cor_snapshot_ref (cor_session_get_snapshot (self->session));
  job->dry_run = dry_run;
  task = g_task_new (self, cancellable, built_cb, asked);
  g_task_set_task_data (task, job, build_job_free);
  watch_progress (self, TRUE);
  cor_worker_push (self->worker, task, build_job);
}

/**
 * cor_list_import_run_finish:
 * @self: an import
 * @result: what the callback was given
 * @error: (nullable): set when nothing was changed
 *
 * Returns: whether it is done
 */
gboolean
cor_list_import_run_finish (CorListImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_list_import_get_report:
 * @self: an import that was run
 *
 * Returns: (transfer none): how its rows ended
 */
const CorIntakeReport *
cor_list_import_get_report (CorListImport *self)
{
  g_return_val_if_fail (COR_IS_LIST_IMPORT (self), NULL);

  return self->report;
}
