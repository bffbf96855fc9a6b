/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-ground-map-private.h"
#include "cor-plan-job.h"
#include "cor-route-worker.h"
#include "cor-search-index.h"
#include "cor-session.h"
#include "cor-worker.h"

G_BEGIN_DECLS

struct _CorSession
{
  GObject parent_instance;

  CorAtlas *atlas;
  char *officer;

  CorWorker *store_worker;
  CorWorker *intake_worker; /* reads lists while the plan goes on */
  CorWorker *trial_worker;  /* simulates */
  CorPlanFile *file;        /* used on the store thread, but for constant answers */
  char *path;
  gboolean read_only;
  guint refresh_source;
  guint n_writing;

  CorSnapshot *snapshot; /* in the scenario that is shown */
  CorId scenario_id;     /* nil: the plan itself */
  CorHistoryEntry *undo;
  CorHistoryEntry *redo;

  CorSearchIndex *search_index; /* of this snapshot, or of one a moment ago */

  CorWorker *roads_worker; /* made when first needed: imports and opens networks */
  CorRouteWorker *route_worker;
  CorGroundMap *ground_map; /* of the roads in use, or of those a moment ago */
  CorResult *result;
  CorResult *previous;  /* nullable: the last best plan: the next ones begin with it */
  CorResult *published; /* nullable: what was published last, as the settings say */
  gboolean result_is_draft;
  gboolean result_is_stored;
  gboolean roads_are_new; /* the result was computed on others */
  gboolean previewing;
  GError *failure;    /* of the newest calculation */
  GPtrArray *waiting; /* GTasks of compute_async */
};

CorWorker *cor_session_get_intake_worker (CorSession *self);

CorNetwork *cor_session_get_network (CorSession *self);

void cor_session_use_roads (CorSession *self, CorNetwork *network, gboolean overrides);

void cor_session_request_routes (CorSession *self);

void cor_session_stop_waiting (CorSession *self);

void cor_session_take_stored_result (CorSession *self, CorResult *stored);

void cor_session_watch_planning (CorSession *self);

void cor_session_request_index (CorSession *self);

CorSearchIndex *cor_session_get_search_index (CorSession *self);

void cor_session_commit_on_async (CorSession *self,
                                  CorSnapshot *base,
                                  CorEdit *edit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

CorPlanJob *cor_session_new_job (CorSession *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_session_push_job (CorSession *self,
                           CorPlanJob *job,
                           CorWorkerFunc func,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

void cor_session_push_write (CorSession *self,
                             CorPlanJob *job,
                             CorWorkerFunc func,
                             gpointer source_tag,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

void cor_session_show_scenario (CorSession *self, CorSnapshot *view);

void cor_session_take_outcome (CorSession *self, CorPlanOutcome *outcome);

gboolean cor_session_refuse_without_plan (CorSession *self, GTask *task, gboolean writing);

G_END_DECLS
