/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COR_TYPE_WORKER (cor_worker_get_type ())

G_DECLARE_FINAL_TYPE (CorWorker, cor_worker, COR, WORKER, GObject)

/**
 * CorWorkerFunc:
 * @task: the task to return a value or an error on
 * @source_object: the object that asked
 * @task_data: what it gave
 * @cancellable: (nullable): stops it
 *
 * One job; runs on the worker's thread and must return on @task exactly once.
 */
typedef GTaskThreadFunc CorWorkerFunc;

CorWorker *cor_worker_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

void cor_worker_push (CorWorker *self, GTask *task, CorWorkerFunc func);

G_END_DECLS
