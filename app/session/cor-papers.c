/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-papers.h"

#include "cor-atlas-private.h"
#include "cor-error.h"
#include "cor-sheets.h"

/* What the thread that draws sheets is given: nothing of it changes. */
typedef struct
{
  CorAtlas *atlas;
  CorGroundMap *ground_map;
  CorSnapshot *snapshot;
  CorResult *result;
  CorLanguage language;
  char *path;
  gint64 printed_utc_s;
} SheetJob;

static void
sheet_job_free (gpointer data)
{
  SheetJob *job = data;

  cor_atlas_unref (job->atlas);
  cor_ground_map_unref (job->ground_map);
  cor_snapshot_unref (job->snapshot);
  cor_result_unref (job->result);
  g_free (job->path);
  g_free (job);
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
make_sheets (CorAtlas *atlas,
             CorGroundMap *ground_map,
             CorSnapshot *snapshot,
             CorResult *result,
             CorLanguage language,
             gboolean is_stale,
             gint64 printed_utc_s)
{
  const CorSheetOptions options = {
    .paper = COR_PAPER_A4,
    .documents = COR_SHEET_ALL,
    .is_stale = is_stale,
    .printed_utc_s = printed_utc_s,
    .find_place = find_place_cb,
    .find_place_data = cor_atlas_get_gazetteer (atlas),
  };

  return cor_sheets_new (snapshot, result, cor_ground_map_get_basemap (ground_map),
                         cor_ground_map_get_content (ground_map, language), language, &options);
}

static void
write_sheets_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SheetJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSheets) sheets =
      make_sheets (job->atlas, job->ground_map, job->snapshot, job->result, job->language, FALSE,
                   job->printed_utc_s);

  if (cor_sheets_write_pdf (sheets, job->path, progress, &error))
    g_task_return_int (task, (gssize) cor_sheets_get_n_pages (sheets));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * cor_session_write_sheets_async:
 * @self: a session with a plan
 * @path: (type filename): where the PDF goes
 * @language: of the sheets
 * @cancellable: (nullable): stops it; no file is left then
 * @callback: (nullable): called when the file is written
 * @user_data: for @callback
 *
 * Writes all sheets of the plan as one PDF, on a thread of its own. Needs routes that are not
 * stale.
 */
void
cor_session_write_sheets_async (CorSession *self,
                                const char *path,
                                CorLanguage language,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  CorResult *result = cor_session_get_result (self);
  SheetJob *job;

  g_task_set_source_tag (task, cor_session_write_sheets_async);
  if (result == NULL || cor_session_is_stale (self))
    {
      g_task_return_new_error (task, COR_ERROR, COR_ERROR_CONFLICT,
                               "The routes are being computed; wait until they are ready, then "
                               "write the sheets again.");
      return;
    }

  job = g_new0 (SheetJob, 1);
  job->atlas = cor_atlas_ref (cor_session_get_atlas (self));
  job->ground_map = cor_ground_map_ref (cor_session_get_ground_map (self));
  job->snapshot = cor_snapshot_ref (cor_session_get_snapshot (self));
  job->result = cor_result_ref (result);
  job->language = language;
  job->path = g_strdup (path);
  job->printed_utc_s = g_get_real_time () / G_USEC_PER_SEC;
  g_task_set_task_data (task, job, sheet_job_free);
  g_task_run_in_thread (task, write_sheets_job);
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
  gssize n_pages = g_task_propagate_int (G_TASK (result), error);

  return n_pages > 0 ? (guint) n_pages : 0;
}

/**
 * cor_session_make_sheets:
 * @self: a session with a plan
 * @language: of the sheets
 *
 * Lays out all sheets of the plan for the printer or a preview. They say so when the routes are
 * stale. May take a second for hundreds of pages.
 *
 * Returns: (transfer full) (nullable): the sheets, %NULL while there are no routes
 */
CorSheets *
cor_session_make_sheets (CorSession *self, CorLanguage language)
{
  CorResult *result = cor_session_get_result (self);

  if (result == NULL)
    return NULL;

  return make_sheets (cor_session_get_atlas (self), cor_session_get_ground_map (self),
                      cor_session_get_snapshot (self), result, language,
                      cor_session_is_stale (self), g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * cor_session_export:
 * @self: a session with a plan
 * @path: (type filename): where; its ending says in which format
 * @what: what to write
 * @language: language of the names
 * @error: (nullable): set when it could not be written
 *
 * Writes routes, clusters or movements for other programs. Needs routes that are not stale: what
 * others drive by must be what the plan says.
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
