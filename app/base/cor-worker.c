/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-worker.h"

struct _CorWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *jobs;
};

typedef struct
{
  GTask *task; /* NULL ends the thread */
  CorWorkerFunc func;
} Job;

G_DEFINE_FINAL_TYPE (CorWorker, cor_worker, G_TYPE_OBJECT)

static gboolean
let_go (gpointer task)
{
  return G_SOURCE_REMOVE;
}

/* The last reference to a task may be the last one to whatever asked for it, which belongs to the
 * thread that made the task: it is dropped there. */
static void
give_back (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, let_go, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
run_jobs (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;

  while (TRUE)
    {
      g_autofree Job *job = g_async_queue_pop (jobs);

      if (job->task == NULL)
        return NULL;

      job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                 g_task_get_cancellable (job->task));
      give_back (job->task);
    }
}

static void
cor_worker_finalize (GObject *object)
{
  CorWorker *self = COR_WORKER (object);

  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);

  G_OBJECT_CLASS (cor_worker_parent_class)->finalize (object);
}

static void
cor_worker_class_init (CorWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_worker_finalize;
}

static void
cor_worker_init (CorWorker *self)
{
  self->jobs = g_async_queue_new ();
}

/**
 * cor_worker_new:
 * @name: the thread's name in debuggers, at most 15 bytes
 *
 * Starts a thread that does one job after the other, in the order in which they came. The last
 * reference must be dropped outside a job, and waits for the jobs that are queued.
 *
 * Returns: (transfer full): the worker
 */
CorWorker *
cor_worker_new (const char *name)
{
  CorWorker *self = g_object_new (COR_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, run_jobs, g_async_queue_ref (self->jobs));

  return self;
}

/**
 * cor_worker_push:
 * @self: a worker
 * @task: (transfer none): carries the job's data, cancellable and result; its callback runs in the
 * main context of the thread that made it
 * @func: the job
 *
 * Queues a job.
 */
void
cor_worker_push (CorWorker *self, GTask *task, CorWorkerFunc func)
{
  Job *job;

  g_return_if_fail (COR_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));

  job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;
  g_async_queue_push (self->jobs, job);
}
