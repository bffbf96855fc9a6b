/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-atlas-private.h"
#include "cor-error.h"
#include "cor-osm-import.h"
#include "cor-plan-edits.h"
#include "cor-road-file-private.h"
#include "cor-route-worker-private.h"
#include "cor-router.h"

/* How often the main thread looks at how far a job is. */
#define WATCH_INTERVAL_MS 100

/* One network to import or to open, on a thread of its own. */
typedef struct
{
  char *path;            /* of the network file */
  char *extract;         /* nullable: what to make it of */
  CorSnapshot *snapshot; /* nullable: the plan that it is for */

  CorProgressFunc watch; /* nullable: called on the main thread */
  gpointer watch_data;
  guint watch_source;
  GMutex mutex;
  const char *stage; /* guarded by the mutex, as is the next */
  double fraction;
} RoadsJob;

typedef struct
{
  CorNetwork *network;
  guint n_crossings_off;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  cor_network_unref (opened->network);
  g_free (opened);
}

static void
roads_job_free (gpointer data)
{
  RoadsJob *job = data;

  g_clear_pointer (&job->snapshot, cor_snapshot_unref);
  g_mutex_clear (&job->mutex);
  g_free (job->extract);
  g_free (job->path);
  g_free (job);
}

static void
note_progress (const char *stage, double fraction, gpointer user_data)
{
  RoadsJob *job = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->mutex);

  job->stage = stage;
  job->fraction = fraction;
}

static gboolean
watch_cb (gpointer user_data)
{
  RoadsJob *job = user_data;
  const char *stage;
  double fraction;

  g_mutex_lock (&job->mutex);
  stage = job->stage;
  fraction = job->fraction;
  g_mutex_unlock (&job->mutex);
  if (stage != NULL)
    job->watch (stage, fraction, job->watch_data);

  return G_SOURCE_CONTINUE;
}

static RoadsJob *
roads_job_new (const char *path, CorProgressFunc watch, gpointer watch_data)
{
  RoadsJob *job = g_new0 (RoadsJob, 1);

  g_mutex_init (&job->mutex);
  job->path = g_strdup (path);
  job->watch = watch;
  job->watch_data = watch_data;
  if (watch != NULL)
    job->watch_source = g_timeout_add (WATCH_INTERVAL_MS, watch_cb, job);

  return job;
}

static void
push_roads_job (CorSession *self, GTask *task, RoadsJob *job, CorWorkerFunc func)
{
  if (self->roads_worker == NULL)
    self->roads_worker = cor_worker_new ("cor-roads");
  g_task_set_task_data (task, job, roads_job_free);
  cor_worker_push (self->roads_worker, task, func);
}

static void
import_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  RoadsJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, job);
  GError *error = NULL;
  g_autoptr (CorNetwork) network = cor_osm_import (job->extract, progress, &error);

  if (network != NULL && cor_network_write_file (network, job->path, &error) &&
      cor_road_file_remember (network, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
stop_watching (GAsyncResult *async_result)
{
  RoadsJob *job = g_task_get_task_data (G_TASK (async_result));

  g_clear_handle_id (&job->watch_source, g_source_remove);
}

static void
imported_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;

  stop_watching (async_result);
  if (g_task_propagate_boolean (G_TASK (async_result), &error))
    g_task_return_boolean (asked, TRUE);
  else
    g_task_return_error (asked, error);
}

/**
 * cor_session_import_roads_async:
 * @self: a session, with or without a plan
 * @extract: (type filename): an OpenStreetMap extract
 * @output: (type filename): where to write the network; what is there is replaced once the new one
 *   is whole
 * @watch: (nullable) (scope notified): told on the main thread what is done and how much of it
 * @watch_data: for @watch; must outlive the import
 * @cancellable: (nullable): gives up within moments, and leaves nothing behind
 * @callback: called when the network is there
 * @user_data: for @callback
 *
 * Makes a network file of an extract, on a thread of its own. Choose it afterwards.
 */
void
cor_session_import_roads_async (CorSession *self,
                                const char *extract,
                                const char *output,
                                CorProgressFunc watch,
                                gpointer watch_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RoadsJob *job;
  GTask *asked;

  g_return_if_fail (COR_IS_SESSION (self));

  asked = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (asked, cor_session_import_roads_async);
  job = roads_job_new (output, watch, watch_data);
  job->extract = g_strdup (extract);
  task = g_task_new (self, cancellable, imported_cb, asked);
  push_roads_job (self, task, job, import_job);
}

/**
 * cor_session_import_roads_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when there is no network
 *
 * Returns: whether it was imported
 */
gboolean
cor_session_import_roads_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* How many crossings of the plan are further from every road than a place may be. */
static guint
count_crossings_off (CorNetwork *network, GPtrArray *crossings)
{
  CorSnapOptions options = { .max_connector_m = COR_ATLAS_MAX_FILE_CONNECTOR_M };
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  guint n_off = 0;

  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];
      CorSnap snap;

      if (!cor_router_snap (router, cor_crossing_get_road_position (crossing), &options, &snap))
        n_off++;
    }

  return n_off;
}

static void
refuse_without_crossings (CorNetwork *network, const char *path, guint n_crossings, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  char south[G_ASCII_DTOSTR_BUF_SIZE], west[G_ASCII_DTOSTR_BUF_SIZE];
  char north[G_ASCII_DTOSTR_BUF_SIZE], east[G_ASCII_DTOSTR_BUF_SIZE];
  CorBounds bounds;

  cor_network_get_bounds (network, &bounds);
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "“%s” holds the roads between %s and %s degrees north, %s and %s east. None of the "
               "plan's %u border crossings is within %u km of one of them, so nobody could be led "
               "out. Take an extract that reaches across the border.",
               shown, g_ascii_formatd (south, sizeof south, "%.2f", bounds.south_deg),
               g_ascii_formatd (north, sizeof north, "%.2f", bounds.north_deg),
               g_ascii_formatd (west, sizeof west, "%.2f", bounds.west_deg),
               g_ascii_formatd (east, sizeof east, "%.2f", bounds.east_deg), n_crossings,
               COR_ATLAS_MAX_FILE_CONNECTOR_M / 1000u);
}

static CorNetwork *
open_for_plan (RoadsJob *job, CorProgress *progress, guint *n_crossings_off, GError **error)
{
  GPtrArray *crossings = cor_snapshot_get_records (job->snapshot, COR_RECORD_CROSSING);
  g_autoptr (CorNetwork) network = NULL;

  if (!cor_progress_report (progress, "Opening the road network", 0.0, error))
    return NULL;
  network = cor_network_new_from_file (job->path, error);
  if (network == NULL ||
      !cor_progress_report (progress, "Looking for the border crossings", 0.0, error))
    return NULL;
  *n_crossings_off = count_crossings_off (network, crossings);
  if (*n_crossings_off == crossings->len && crossings->len > 0)
    {
      refuse_without_crossings (network, job->path, crossings->len, error);
      return NULL;
    }
  if (!cor_road_file_remember (network, job->path, error))
    return NULL;

  return g_steal_pointer (&network);
}

static void
open_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  RoadsJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, job);
  GError *error = NULL;
  Opened *opened = g_new0 (Opened, 1);

  opened->network = open_for_plan (job, progress, &opened->n_crossings_off, &error);
  if (opened->network != NULL)
    {
      g_task_return_pointer (task, opened, opened_free);
      return;
    }
  g_free (opened);
  g_task_return_error (task, error);
}

static void
committed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;

  if (cor_session_commit_finish (COR_SESSION (source), async_result, &error))
    g_task_return_boolean (asked, TRUE);
  else
    g_task_return_error (asked, error);
}

static CorEdit *
make_edit (CorSnapshot *snapshot, const char *checksum, const char *subject)
{
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (snapshot));

  g_free (settings->network_checksum);
  settings->network_checksum = g_strdup (checksum);

  return cor_edit_put_record (COR_EDIT_CHANGE_SETTINGS, subject, settings);
}

/* The choice is an edit like any other, so that it can be undone and every desk sees it. Who may
 * only read uses the network without changing the plan. */
static void
adopt (CorSession *self, GTask *asked, CorNetwork *network, const char *path)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  const char *checksum = path != NULL ? cor_network_get_checksum (network) : NULL;
  g_autofree char *subject = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *shown = subject != NULL ? g_filename_display_name (subject) : NULL;

  if (self->read_only || g_strcmp0 (settings->network_checksum, checksum) == 0)
    {
      cor_session_use_roads (self, network, self->read_only);
      g_task_return_boolean (asked, TRUE);
      g_object_unref (asked);
      return;
    }

  cor_route_worker_offer_roads (self->route_worker, network, FALSE);
  cor_session_commit_async (self, make_edit (self->snapshot, checksum, shown), NULL, committed_cb,
                            asked);
}

static void
chosen_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  RoadsJob *job = g_task_get_task_data (G_TASK (async_result));
  GTask *asked = user_data;
  GError *error = NULL;
  Opened *opened = g_task_propagate_pointer (G_TASK (async_result), &error);

  stop_watching (async_result);
  if (opened == NULL)
    {
      g_task_return_error (asked, error);
      g_object_unref (asked);
      return;
    }

  g_task_set_task_data (asked, GUINT_TO_POINTER (opened->n_crossings_off), NULL);
  adopt (COR_SESSION (source), asked, opened->network, job->path);
  opened_free (opened);
}

/**
 * cor_session_choose_roads_async:
 * @self: a session with a plan
 * @path: (nullable) (type filename): a network file; %NULL: the built-in roads
 * @watch: (nullable) (scope notified): told on the main thread what is done and how much of it
 * @watch_data: for @watch; must outlive the choice
 * @cancellable: (nullable): gives up while the file is being opened
 * @callback: called when the plan names the network
 * @user_data: for @callback
 *
 * Opens a network on a thread of its own, looks whether it reaches the plan's crossings, notes
 * where it is, and makes the plan name it: an edit, that can be undone. In a plan open for reading
 * it is used while the session lasts, and nothing is written. The routes are computed anew.
 */
void
cor_session_choose_roads_async (CorSession *self,
                                const char *path,
                                CorProgressFunc watch,
                                gpointer watch_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RoadsJob *job;
  GTask *asked;

  g_return_if_fail (COR_IS_SESSION (self));

  asked = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (asked, cor_session_choose_roads_async);
  if (cor_session_refuse_without_plan (self, asked, FALSE))
    {
      g_object_unref (asked);
      return;
    }
  if (path == NULL)
    {
      adopt (self, asked, cor_atlas_get_network (self->atlas), NULL);
      return;
    }

  job = roads_job_new (path, watch, watch_data);
  job->snapshot = cor_snapshot_ref (self->snapshot);
  task = g_task_new (self, cancellable, chosen_cb, asked);
  push_roads_job (self, task, job, open_job);
}

/**
 * cor_session_choose_roads_finish:
 * @self: a session
 * @result: what the callback was given
 * @n_crossings_off: (out) (optional): how many crossings are too far from the network's roads to be
 *   reached
 * @error: (nullable): set when the file is no network, reaches no crossing, or the plan could not
 *   be changed; then everything is as before
 *
 * Returns: whether the network is in use
 */
gboolean
cor_session_choose_roads_finish (CorSession *self,
                                 GAsyncResult *result,
                                 guint *n_crossings_off,
                                 GError **error)
{
  if (n_crossings_off != NULL)
    *n_crossings_off = GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result)));

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_get_roads:
 * @self: a session
 *
 * Returns: (transfer none): the roads that routes are computed on, good until "roads" notifies
 */
const CorRoadsInUse *
cor_session_get_roads (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return cor_route_worker_get_roads (self->route_worker);
}

/**
 * cor_session_get_ground_map:
 * @self: a session
 *
 * Returns: (transfer none): the map with the roads in use; another one once "roads" notifies
 */
CorGroundMap *
cor_session_get_ground_map (CorSession *self)
{
  CorNetwork *network;

  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  network = cor_session_get_network (self);
  if (self->ground_map != NULL && cor_ground_map_get_network (self->ground_map) != network)
    g_clear_pointer (&self->ground_map, cor_ground_map_unref);
  if (self->ground_map == NULL)
    self->ground_map = cor_ground_map_new (self->atlas, network);

  return self->ground_map;
}
