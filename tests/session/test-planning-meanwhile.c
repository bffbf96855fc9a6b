/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-error.h"
#include "cor-plan-edits.h"
#include "cor-quota.h"
#include "cor-test-dump.h"
#include "cor-test-session.h"
#include "cor-trial.h"
#include "cor-vehicle.h"

/*
 * What an officer does while plans on the way to the best are shown: edits, takes back, drags, asks
 * what would be if, closes the plan. The best plan is the same in the end.
 */

#define N_EDITS 4u
#define N_CLOSED 6u

/* Turns of the main loop in which no plan is computed. */
#define AT_ONCE 10u

static void
set_up (CorTestSession *fixture, gconstpointer data)
{
  cor_test_set_up (fixture, data);
  cor_session_follow_planning (fixture->session, TRUE);
  cor_test_import_list (fixture);
}

/* Vehicles and a quota: enough work for a first plan to be told of. */
static CorEdit *
make_edit (guint n_vehicles)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_ADD_VEHICLE, NULL);
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorQuota *quota = cor_quota_new (NULL, "PL");

  vehicle->n_vehicles = n_vehicles;
  vehicle->depot_position = (CorPosition){ 49.84, 24.03 };
  cor_edit_put (edit, vehicle);
  quota->max_people = 1000;
  cor_edit_put (edit, quota);

  return edit;
}

static void
count_cb (CorSession *session, GParamSpec *pspec, gpointer user_data)
{
  CorResult *result = cor_session_get_result (session);

  if (result != NULL && result->is_preview)
    ++*(guint *) user_data;
}

/* Makes an edit, and waits for the first plan after it. */
static void
commit_and_see (CorSession *session, guint n_vehicles)
{
  guint n_seen = 0;
  gulong handler = g_signal_connect (session, "notify::result", G_CALLBACK (count_cb), &n_seen);

  cor_test_commit (session, make_edit (n_vehicles));
  while (n_seen == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (session, handler);
}

/* The plan as somebody computes it who looks at nothing meanwhile. */
static CorResult *
compute_beside (CorSession *session)
{
  g_autoptr (GAsyncResult) tried = NULL;
  g_autoptr (CorTrial) trial = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_try_async (session, cor_session_get_snapshot (session), NULL, cor_test_note_cb,
                         &tried);
  trial = cor_session_try_finish (session, cor_test_await (&tried), &error);
  g_assert_no_error (error);

  return cor_result_ref (trial->result);
}

static void
assert_same (const CorResult *a, const CorResult *b)
{
  g_autofree char *left = cor_test_dump_result (a);
  g_autofree char *right = cor_test_dump_result (b);

  g_assert_cmpstr (left, ==, right);
}

static void
test_edits (CorTestSession *fixture, gconstpointer data)
{
  CorSession *session = fixture->session;
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorResult) beside = NULL;

  for (guint i = 0; i < N_EDITS; i++)
    {
      commit_and_see (session, 1 + i);
      if (i % 2 == 1)
        cor_test_undo (session);
    }
  result = cor_test_compute (session);
  beside = compute_beside (session);

  g_assert_cmpuint (
      cor_snapshot_get_records (cor_session_get_snapshot (session), COR_RECORD_VEHICLE)->len, ==,
      N_EDITS / 2);
  g_assert_false (result->is_preview);
  assert_same (result, beside);
}

/* A marker is dragged, and what would be if is asked, while the plan before is still computed. */
static void
test_drag_and_trial (CorTestSession *fixture, gconstpointer data)
{
  CorSession *session = fixture->session;
  g_autoptr (CorResult) before = cor_test_compute (session);
  g_autoptr (CorResult) beside = NULL;
  g_autoptr (CorResult) after = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const CorCluster *cluster = before->clusters->pdata[i % before->clusters->len];
      g_autoptr (CorEdit) draft =
          cor_edit_move_rally (cor_session_get_snapshot (session), &cluster->id,
                               (CorPosition){ 49.5 + i * 0.01, 25.6 }, NULL);

      commit_and_see (session, 2);
      cor_session_preview (session, draft);
      g_clear_pointer (&beside, cor_result_unref);
      beside = compute_beside (session);
    }
  cor_session_preview (session, NULL);
  after = cor_test_compute (session);

  assert_same (after, beside);
}

/* Whoever stops waiting stops nobody else, and whoever closes the plan leaves nobody waiting. */
static void
test_closed (CorTestSession *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_CLOSED; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) stopped = NULL;
      g_autoptr (GAsyncResult) waited = NULL;
      g_autoptr (CorResult) result = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 2 == 0)
        commit_and_see (fixture->session, 1 + i);
      else
        cor_test_commit (fixture->session, make_edit (1 + i));
      cor_session_compute_async (fixture->session, cancellable, cor_test_note_cb, &stopped);
      cor_session_compute_async (fixture->session, NULL, cor_test_note_cb, &waited);
      g_cancellable_cancel (cancellable);
      for (guint j = 0; j < AT_ONCE && stopped == NULL; j++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_nonnull (stopped);
      g_assert_null (cor_session_compute_finish (fixture->session, stopped, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      for (guint j = 0; j < 3 * i; j++)
        g_main_context_iteration (NULL, FALSE);
      cor_test_close_plan (fixture->session);

      result = cor_session_compute_finish (fixture->session, cor_test_await (&waited), &error);
      if (result == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      g_object_unref (fixture->session);
      fixture->session = cor_test_open_plan (fixture->path, FALSE);
      cor_session_follow_planning (fixture->session, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func) g_test_add (path, CorTestSession, NULL, set_up, func, cor_test_tear_down)
  ADD ("/session/planning-meanwhile/edits", test_edits);
  ADD ("/session/planning-meanwhile/drag-and-trial", test_drag_and_trial);
  ADD ("/session/planning-meanwhile/closed", test_closed);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);

  return status;
}
