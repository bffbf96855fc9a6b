/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare.h"

#include "cor-error.h"
#include "cor-scenario-edits.h"
#include "cor-session-private.h"
#include "cor-trial.h"

/* Two sides on their way; the results come one after the other. */
typedef struct
{
  CorSnapshot *snapshot;
  CorPlanSide sides[2];
  CorResult *results[2];
} Comparing;

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  cor_snapshot_unref (comparing->snapshot);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&comparing->results[i], cor_result_unref);
  g_free (comparing);
}

/**
 * cor_plan_side_parse:
 * @snapshot: the plan
 * @name: the name of a scenario, %COR_SCENARIO_NONE for the plan itself, or the number of what was
 *   published
 * @side: (out): what it stands for; whether something was published under a number shows when it is
 *   read
 * @error: (nullable): set when there is no such scenario
 *
 * Returns: whether there is
 */
gboolean
cor_plan_side_parse (const CorSnapshot *snapshot,
                     const char *name,
                     CorPlanSide *side,
                     GError **error)
{
  guint64 number = 0;

  *side = (CorPlanSide){ 0, COR_ID_NIL };
  if (cor_snapshot_find_scenario (snapshot, name) == NULL &&
      g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT, &number, NULL))
    {
      side->number = (guint) number;
      return TRUE;
    }

  return cor_scenario_parse (snapshot, name, &side->scenario_id, error);
}

static void
compare_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Comparing *comparing = task_data;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (
      task, cor_comparison_new (comparing->snapshot, comparing->results[0], comparing->results[1]),
      (GDestroyNotify) cor_comparison_free);
}

static void fetch_next (GTask *task);

/* Takes the task, and the result of one of its sides. */
static void
take_result (GTask *taken, CorResult *result, GError *error)
{
  g_autoptr (GTask) task = taken;
  Comparing *comparing = g_task_get_task_data (task);

  if (result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  comparing->results[comparing->results[0] == NULL ? 0 : 1] = result;
  fetch_next (g_steal_pointer (&task));
}

static void
loaded_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  GError *error = NULL;
  CorResult *result =
      cor_session_load_published_finish (COR_SESSION (source), async_result, &error);

  take_result (user_data, result, error);
}

static void
computed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  GError *error = NULL;
  CorResult *result = cor_session_compute_finish (COR_SESSION (source), async_result, &error);

  take_result (user_data, result, error);
}

static void
tried_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (CorTrial) trial = cor_session_try_finish (COR_SESSION (source), async_result, &error);

  take_result (user_data, trial != NULL ? cor_result_ref (trial->result) : NULL, error);
}

/* What is shown is computed, or already was, as it is shown; anything else on the side. */
static void
fetch_scenario (GTask *task, const CorId *scenario_id)
{
  CorSession *self = g_task_get_source_object (task);
  Comparing *comparing = g_task_get_task_data (task);
  g_autoptr (CorSnapshot) view = NULL;
  GError *error = NULL;

  if (cor_id_equal (scenario_id, cor_session_get_scenario (self)))
    {
      cor_session_compute_async (self, g_task_get_cancellable (task), computed_cb, task);
      return;
    }

  view = cor_snapshot_view (comparing->snapshot, scenario_id);
  if (view == NULL)
    {
      g_set_error (&error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "This scenario is no longer in the plan; somebody has removed it.");
      take_result (task, NULL, error);
      return;
    }
  cor_session_try_async (self, view, g_task_get_cancellable (task), tried_cb, task);
}

/* Takes the task. */
static void
fetch_next (GTask *task)
{
  CorSession *self = g_task_get_source_object (task);
  Comparing *comparing = g_task_get_task_data (task);
  const CorPlanSide *side = &comparing->sides[comparing->results[0] == NULL ? 0 : 1];

  if (comparing->results[1] != NULL)
    {
      g_autoptr (GTask) taken = task;

      cor_worker_push (self->trial_worker, taken, compare_job);
    }
  else if (side->number > 0)
    cor_session_load_published_async (self, side->number, loaded_cb, task);
  else
    fetch_scenario (task, &side->scenario_id);
}

/**
 * cor_session_compare_async:
 * @self: a session with a plan
 * @first: one side
 * @second: the other
 * @cancellable: (nullable): stops it
 * @callback: called with what differs
 * @user_data: for @callback
 *
 * Sets two plans for the same people side by side: scenarios as they are now, computed on the side
 * unless they are shown, or what was published. Nothing is written.
 */
void
cor_session_compare_async (CorSession *self,
                           const CorPlanSide *first,
                           const CorPlanSide *second,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Comparing *comparing;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_compare_async);
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;

  comparing = g_new0 (Comparing, 1);
  comparing->snapshot = cor_snapshot_ref (self->snapshot);
  comparing->sides[0] = *first;
  comparing->sides[1] = *second;
  g_task_set_task_data (task, comparing, comparing_free);
  fetch_next (g_steal_pointer (&task));
}

/**
 * cor_session_compare_finish:
 * @self: a session
 * @async_result: what the callback was given
 * @error: (nullable): set when a side could not be had, or it was stopped
 *
 * Returns: (transfer full) (nullable): what differs
 */
CorComparison *
cor_session_compare_finish (CorSession *self, GAsyncResult *async_result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (async_result), error);
}
