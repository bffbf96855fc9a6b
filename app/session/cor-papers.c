/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-papers.h"

#include "cor-atlas-private.h"
#include "cor-error.h"
#include "cor-session-private.h"
#include "cor-sheets.h"

/* What the thread that makes sheets or exports is given: nothing of it changes any more. */
typedef struct
{
  CorAtlas *atlas;
  CorGroundMap *ground_map;
  CorSnapshot *snapshot;
  CorResult *result;
  GTaskThreadFunc make;
  CorLanguage language;
  CorExportWhat what; /* of an export */
  gboolean is_stale;
  guint superseded_by;
  char *path; /* nullable: nothing is written */
  gint64 printed_utc_s;
} PaperJob;

static void
paper_job_free (gpointer data)
{
  PaperJob *job = data;

  cor_atlas_unref (job->atlas);
  cor_ground_map_unref (job->ground_map);
  g_clear_pointer (&job->snapshot, cor_snapshot_unref);
  g_clear_pointer (&job->result, cor_result_unref);
  g_free (job->path);
  g_free (job);
}

static PaperJob *
paper_job_new (CorSession *session, GTaskThreadFunc make, const char *path, CorLanguage language)
{
  PaperJob *job = g_new0 (PaperJob, 1);

  job->make = make;
  job->atlas = cor_atlas_ref (cor_session_get_atlas (session));
  job->ground_map = cor_ground_map_ref (cor_session_get_ground_map (session));
  job->language = language;
  job->path = g_strdup (path);
  job->printed_utc_s = g_get_real_time () / G_USEC_PER_SEC;

  return job;
}

static const char *
find_place_cb (const CorId *id, CorLanguage language, gboolean *is_generated, gpointer user_data)
{
  const CorPlace *place = cor_gazetteer_get_by_id (user_data, id);

  if (place == NULL)
    return NULL;

  *is_generated = cor_place_is_name_generated (place, language);

  return cor_place_get_name (place, language);
}

static CorSheets *
make_sheets (const PaperJob *job)
{
  const CorSheetOptions options = {
    .paper = COR_PAPER_A4,
    .documents = COR_SHEET_ALL,
    .is_stale = job->is_stale,
    .superseded_by = job->superseded_by,
    .printed_utc_s = job->printed_utc_s,
    .find_place = find_place_cb,
    .find_place_data = cor_atlas_get_gazetteer (job->atlas),
  };

  return cor_sheets_new (job->snapshot, job->result, cor_ground_map_get_basemap (job->ground_map),
                         cor_ground_map_get_content (job->ground_map, job->language), job->language,
                         &options);
}

static void
make_sheets_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PaperJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (CorSheets) sheets = make_sheets (job);
  GError *error = NULL;

  if (job->path == NULL || cor_sheets_write_pdf (sheets, job->path, progress, &error))
    g_task_return_pointer (task, g_steal_pointer (&sheets), (GDestroyNotify) cor_sheets_unref);
  else
    g_task_return_error (task, error);
}

static void
write_export_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PaperJob *job = task_data;
  const CorExport export = {
    .snapshot = job->snapshot,
    .result = job->result,
    .what = job->what,
    .language = job->language,
  };
  GError *error = NULL;

  if (cor_export_write (&export, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
publication_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  PaperJob *job = g_task_get_task_data (asked);
  GError *error = NULL;
  CorPublication *publication = g_task_propagate_pointer (G_TASK (result), &error);

  if (publication == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  job->snapshot = g_steal_pointer (&publication->view);
  job->result = g_steal_pointer (&publication->result);
  cor_publication_free (publication);
  g_task_run_in_thread (asked, job->make);
}

/* Of what was published: with the plan as it was then. */
static void
make_published (CorSession *self, GTask *task, PaperJob *job, guint number)
{
  guint told = cor_session_get_told_number (self);
  CorPlanJob *load;

  job->superseded_by = told != number ? told : 0;
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;

  load = cor_session_new_job (self);
  load->published_number = number;
  cor_session_push_job (self, load, cor_plan_job_load_publication, g_task_get_cancellable (task),
                        publication_cb, g_object_ref (task));
}

/* Of what is shown. A file lies about for long, so it is not made of what is no longer true. */
static void
make_shown (CorSession *self, GTask *task, PaperJob *job)
{
  CorResult *result = cor_session_get_result (self);

  job->is_stale = cor_session_is_stale (self);
  if (result == NULL || result->is_preview || (job->is_stale && job->path != NULL))
    {
      g_task_return_new_error (task, COR_ERROR, COR_ERROR_CONFLICT,
                               "The routes are being computed; wait until they are ready, then "
                               "make the sheets again.");
      return;
    }

  job->snapshot = cor_snapshot_ref (cor_session_get_snapshot (self));
  job->result = cor_result_ref (result);
  g_task_run_in_thread (task, job->make);
}

static void
begin (CorSession *self, GTask *task, PaperJob *job, guint published_number)
{
  g_task_set_task_data (task, job, paper_job_free);
  if (published_number != 0)
    make_published (self, task, job, published_number);
  else
    make_shown (self, task, job);
}

/**
 * cor_session_get_told_number:
 * @self: a session
 *
 * Returns: the number of what people were told, as what is shown says: that published last; 0 if
 * nothing was
 */
guint
cor_session_get_told_number (CorSession *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self);

  return snapshot != NULL ? cor_snapshot_get_settings (snapshot)->published_number : 0;
}

/**
 * cor_session_is_as_told:
 * @self: a session
 *
 * Returns: whether what is shown was published and has not changed since
 */
gboolean
cor_session_is_as_told (CorSession *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self);

  return cor_session_get_told_number (self) != 0 &&
         cor_snapshot_get_settings (snapshot)->published_revision ==
             cor_snapshot_get_revision (snapshot);
}

/**
 * cor_session_make_sheets_async:
 * @self: a session
 * @published_number: what was published under this number, with the plan as it was then; 0: what
 *   is shown, whose sheets say so when its routes are stale
 * @language: of the sheets
 * @cancellable: (nullable): stops it
 * @callback: called when they are laid out
 * @user_data: for @callback
 *
 * Lays out all sheets for the printer or a preview, on a thread of its own.
 */
void
cor_session_make_sheets_async (CorSession *self,
                               guint published_number,
                               CorLanguage language,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cor_session_make_sheets_async);
  begin (self, task, paper_job_new (self, make_sheets_job, NULL, language), published_number);
}

/**
 * cor_session_make_sheets_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when there are none: no routes yet, or nothing published under that
 * number
 *
 * Returns: (transfer full) (nullable): the sheets
 */
CorSheets *
cor_session_make_sheets_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cor_session_write_sheets_async:
 * @self: a session
 * @published_number: what was published under this number, with the plan as it was then; 0: what
 *   is shown, whose routes must not be stale
 * @path: (type filename): where the PDF goes
 * @language: of the sheets
 * @cancellable: (nullable): stops it; no file is left then
 * @callback: (nullable): called when the file is written
 * @user_data: for @callback
 *
 * Writes all sheets as one PDF, on a thread of its own.
 */
void
cor_session_write_sheets_async (CorSession *self,
                                guint published_number,
                                const char *path,
                                CorLanguage language,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cor_session_write_sheets_async);
  begin (self, task, paper_job_new (self, make_sheets_job, path, language), published_number);
}

/**
 * cor_session_write_sheets_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when no file was written
 *
 * Returns: how many pages were written, 0 for none
 */
guint
cor_session_write_sheets_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CorSheets) sheets = g_task_propagate_pointer (G_TASK (result), error);

  return sheets != NULL ? cor_sheets_get_n_pages (sheets) : 0;
}

/**
 * cor_session_export:
 * @self: a session with a plan
 * @path: (type filename): where; its ending says in which format
 * @what: what to write
 * @language: language of the names
 * @error: (nullable): set when it could not be written
 *
 * Writes routes, clusters or movements of what is shown for other programs. Needs routes that are
 * not stale: what others drive by must be what the plan says.
 *
 * Returns: whether the file was written
 */
gboolean
cor_session_export (CorSession *self,
                    const char *path,
                    CorExportWhat what,
                    CorLanguage language,
                    GError **error)
{
  CorExport source = {
    .snapshot = cor_session_get_snapshot (self),
    .result = cor_session_get_result (self),
    .what = what,
    .language = language,
  };

  if (source.result == NULL || cor_session_is_stale (self))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
                   "The routes are being computed; wait until they are ready, then export again.");
      return FALSE;
    }

  return cor_export_write (&source, path, error);
}

/**
 * cor_session_export_published_async:
 * @self: a session with a plan
 * @published_number: what was published under this number, with the plan as it was then
 * @path: (type filename): where; its ending says in which format
 * @what: what to write
 * @language: language of the names
 * @cancellable: (nullable): gives up before anything is written
 * @callback: (nullable): called when the file is written
 * @user_data: for @callback
 *
 * Writes what people were told for other programs, whatever became of the plan since.
 */
void
cor_session_export_published_async (CorSession *self,
                                    guint published_number,
                                    const char *path,
                                    CorExportWhat what,
                                    CorLanguage language,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PaperJob *job;

  g_return_if_fail (COR_IS_SESSION (self));
  g_return_if_fail (published_number != 0);

  task = g_task_new (self, cancellable, callback, user_data);
  job = paper_job_new (self, write_export_job, path, language);
  job->what = what;
  g_task_set_source_tag (task, cor_session_export_published_async);
  begin (self, task, job, published_number);
}

/**
 * cor_session_export_published_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was published under that number, or it could not be written
 *
 * Returns: whether the file was written
 */
gboolean
cor_session_export_published_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
