/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-network.h"
#include "cor-plan-file.h"

G_BEGIN_DECLS

/*
 * What the session asks of the plan file. The functions are jobs for the store thread: each returns
 * on its task.
 */

/**
 * CorPlanOutcome:
 * @file: the plan file
 * @snapshot: the plan as it is now
 * @undo: (nullable): what undo would take back
 * @redo: (nullable): what redo would repeat
 * @result: (nullable): the routes that were stored for this revision
 * @published: (nullable): what was published last, if the session has another one
 *
 * What a job on the store thread brings back.
 */
typedef struct
{
  CorPlanFile *file;
  CorSnapshot *snapshot;
  CorHistoryEntry *undo;
  CorHistoryEntry *redo;
  CorResult *result;
  CorResult *published;
} CorPlanOutcome;

/**
 * CorPublication:
 * @view: the plan, or a scenario of it, as it was when it was published
 * @result: the routes that were published
 *
 * All that sheets of something published are made of.
 */
typedef struct
{
  CorSnapshot *view;
  CorResult *result;
} CorPublication;

/**
 * CorPlanJob:
 * @file: (nullable): the open plan file
 * @edit: (nullable): of a commit: what to change
 * @base: (nullable): of a commit: the plan that the edit was made for
 * @atlas: (nullable): of a commit that puts closures: what ships, for the built-in roads
 * @network: (nullable): the same: roads that are open, perhaps those of @roads
 * @roads: (nullable): the same: checksum of the roads that the plan names
 * @path: (nullable): of opening and creating: where
 * @name: (nullable): of creating: what the plan is called
 * @officer: (not nullable): who asks
 * @start_utc_s: of creating: when the plan begins
 * @read_only: of opening: whether to look only
 * @result: (nullable): routes to store or to publish
 * @scenario_id: the scenario that the session shows; nil: the plan itself
 * @published_number: the number of the published routes that the session has, 0: none; of loading
 *   published routes: which
 *
 * What a job on the store thread is given, as its task's data.
 */
typedef struct
{
  CorPlanFile *file;
  CorEdit *edit;
  CorSnapshot *base;
  CorAtlas *atlas;
  CorNetwork *network;
  char *roads;
  char *path;
  char *name;
  char *officer;
  gint64 start_utc_s;
  gboolean read_only;
  CorResult *result;
  CorId scenario_id;
  guint published_number;
} CorPlanJob;

void cor_plan_outcome_free (gpointer data);

void cor_publication_free (gpointer data);

void cor_plan_job_free (gpointer data);

void cor_plan_job_create (GTask *task,
                          gpointer source_object,
                          gpointer task_data,
                          GCancellable *cancellable);

void cor_plan_job_open (GTask *task,
                        gpointer source_object,
                        gpointer task_data,
                        GCancellable *cancellable);

void cor_plan_job_commit (GTask *task,
                          gpointer source_object,
                          gpointer task_data,
                          GCancellable *cancellable);

void cor_plan_job_undo (GTask *task,
                        gpointer source_object,
                        gpointer task_data,
                        GCancellable *cancellable);

void cor_plan_job_redo (GTask *task,
                        gpointer source_object,
                        gpointer task_data,
                        GCancellable *cancellable);

void cor_plan_job_publish (GTask *task,
                           gpointer source_object,
                           gpointer task_data,
                           GCancellable *cancellable);

void cor_plan_job_list_published (GTask *task,
                                  gpointer source_object,
                                  gpointer task_data,
                                  GCancellable *cancellable);

void cor_plan_job_load_published (GTask *task,
                                  gpointer source_object,
                                  gpointer task_data,
                                  GCancellable *cancellable);

void cor_plan_job_load_publication (GTask *task,
                                    gpointer source_object,
                                    gpointer task_data,
                                    GCancellable *cancellable);

void cor_plan_job_refresh (GTask *task,
                           gpointer source_object,
                           gpointer task_data,
                           GCancellable *cancellable);

void cor_plan_job_history (GTask *task,
                           gpointer source_object,
                           gpointer task_data,
                           GCancellable *cancellable);

void cor_plan_job_close (GTask *task,
                         gpointer source_object,
                         gpointer task_data,
                         GCancellable *cancellable);

G_END_DECLS
