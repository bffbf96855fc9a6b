/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-reach.h"

#include "cor-atlas-private.h"
#include "cor-closed-roads.h"
#include "cor-error.h"
#include "cor-network-hours.h"
#include "cor-plan-roads-private.h"
#include "cor-road-query-private.h"

#define SECONDS_PER_MINUTE 60

typedef struct
{
  CorReachQuestion question; /* owns within_min */
  CorPosition position;
  CorPlanRoads *roads;
} ReachJob;

static void
reach_job_free (gpointer data)
{
  ReachJob *job = data;

  g_free ((gpointer) job->question.within_min);
  cor_plan_roads_free (job->roads);
  g_free (job);
}

/* Whether anything opens or closes while people drive. */
static gboolean
needs_clock (const ReachJob *job, CorClosureSet *closures)
{
  gint64 depart_utc_s = job->question.depart_utc_s;
  guint longest_min = 0;
  g_autoptr (GArray) changes = NULL;

  for (guint i = 0; i < job->question.n_within; i++)
    longest_min = MAX (longest_min, job->question.within_min[i]);
  changes = cor_closure_set_list_changes_utc_s (
      closures, depart_utc_s, depart_utc_s + (gint64) longest_min * SECONDS_PER_MINUTE);

  return changes->len > 0 ||
         cor_network_get_n_timed_arcs (cor_closure_set_get_network (closures)) > 0;
}

/* Roads abroad are closed as they are to the planner: nobody comes to a crossing from behind.
 * Agreed corridors are roads like others here. */
static CorRoadAnswer *
find_reach (const ReachJob *job, CorNetwork *network, CorProgress *progress, GError **error)
{
  const CorReachQuestion *question = &job->question;
  gint64 depart_utc_s = question->depart_utc_s;
  g_autoptr (GPtrArray) no_corridors = g_ptr_array_new ();
  g_autoptr (CorClosedRoads) closed = cor_closed_roads_new (
      network, job->roads->closures, no_corridors, depart_utc_s, depart_utc_s, progress, error);
  g_autoptr (CorRouter) router = NULL;
  CorClosureSet *closures;
  CorSnapOptions options;

  if (closed == NULL)
    return NULL;

  closures = cor_closed_roads_get_all (closed);
  router =
      cor_router_new (network, question->by_coach ? COR_ROAD_VEHICLE_COACH : COR_ROAD_VEHICLE_CAR);
  cor_router_set_closures (router, closures, depart_utc_s, depart_utc_s);
  cor_atlas_get_snap_options (job->roads->atlas, network, &options);

  return cor_road_answer_new_reach (router, job->position, &options,
                                    needs_clock (job, closures) ? &depart_utc_s : NULL,
                                    question->within_min, question->n_within, question->cell_m);
}

static void
reach_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const ReachJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autofree char *trouble = NULL;
  g_autoptr (CorNetwork) network = cor_plan_roads_open (job->roads, &trouble);
  GError *error = NULL;
  CorRoadAnswer *answer = find_reach (job, network, progress, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  answer->trouble = g_steal_pointer (&trouble);
  g_task_return_pointer (task, answer, (GDestroyNotify) cor_road_answer_free);
}

static ReachJob *
reach_job_new (CorSession *self, const CorReachQuestion *question, CorPosition position)
{
  ReachJob *job = g_new0 (ReachJob, 1);

  job->roads = cor_plan_roads_new (self);
  job->question = *question;
  job->question.within_min =
      g_memdup2 (question->within_min, question->n_within * sizeof *question->within_min);
  if (question->depart_utc_s == COR_TIME_NONE)
    job->question.depart_utc_s = job->roads->start_utc_s;
  job->position = position;

  return job;
}

/**
 * cor_session_find_reach_async:
 * @self: a session with a plan
 * @question: what to ask
 * @cancellable: (nullable): gives up while closures are looked for
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Finds from where a crossing is reached in time by who leaves at some hour, on the roads that the
 * plan names, with the closures of the plan, those included that come into force or end while they
 * drive. Limits of vehicles and the appointments of agreed corridors are not looked at.
 */
void
cor_session_find_reach_async (CorSession *self,
                              const CorReachQuestion *question,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const CorCrossing *crossing;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_find_reach_async);
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;
  crossing = cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &question->crossing_id);
  if (crossing == NULL)
    {
      g_task_return_new_error (task, COR_ERROR, COR_ERROR_NOT_FOUND,
                               "This crossing is no longer in the plan; somebody has removed it.");
      return;
    }

  g_task_set_task_data (task,
                        reach_job_new (self, question, cor_crossing_get_road_position (crossing)),
                        reach_job_free);
  cor_worker_push (self->trial_worker, task, reach_job);
}

/**
 * cor_session_find_reach_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when the plan's closures make no sense, or it was cancelled
 *
 * Returns: (transfer full) (nullable): the answer, without any reach when no road is near the
 *   crossing
 */
CorRoadAnswer *
cor_session_find_reach_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
