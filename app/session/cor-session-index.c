/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

/* More new people than this are folded on a worker's time only. */
#define MAX_INDEXED_AT_ONCE 500

typedef struct
{
  CorSnapshot *snapshot;
  CorSearchIndex *previous; /* nullable */
} IndexJob;

static void
index_job_free (gpointer data)
{
  IndexJob *job = data;

  cor_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->previous, cor_search_index_unref);
  g_free (job);
}

static void
index_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  IndexJob *job = task_data;

  g_task_return_pointer (task, cor_search_index_new (job->snapshot, job->previous),
                         (GDestroyNotify) cor_search_index_unref);
}

static void
indexed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  CorSearchIndex *index = g_task_propagate_pointer (G_TASK (result), NULL);

  g_clear_pointer (&self->search_index, cor_search_index_unref);
  self->search_index = index;
}

static IndexJob *
index_job_new (CorSession *self)
{
  IndexJob *job = g_new0 (IndexJob, 1);

  job->snapshot = cor_snapshot_ref (self->snapshot);
  if (self->search_index != NULL)
    job->previous = cor_search_index_ref (self->search_index);

  return job;
}

/**
 * cor_session_request_index:
 * @self: a session with a plan
 *
 * Has the people of the plan indexed. The indexes come in the order of the snapshots: one worker
 * makes them.
 */
void
cor_session_request_index (CorSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, indexed_cb, NULL);

  g_task_set_task_data (task, index_job_new (self), index_job_free);
  cor_worker_push (self->intake_worker, task, index_job);
}

/**
 * cor_session_get_search_index:
 * @self: a session with a plan
 *
 * After an import of thousands the index of a moment ago serves until the new one is ready.
 *
 * Returns: (transfer none): the index
 */
CorSearchIndex *
cor_session_get_search_index (CorSession *self)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  CorSearchIndex *old = self->search_index;
  GPtrArray *indexed = old != NULL ? cor_search_index_get_persons (old) : NULL;

  if (indexed == persons || (indexed != NULL && persons->len > indexed->len + MAX_INDEXED_AT_ONCE))
    return old;

  self->search_index = cor_search_index_new (self->snapshot, old);
  g_clear_pointer (&old, cor_search_index_unref);

  return self->search_index;
}
