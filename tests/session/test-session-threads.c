/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-papers.h"
#include "cor-plan-edits.h"
#include "cor-test-session.h"
#include "cor-trial.h"

/* All threads of a session at once, each on what the others have just been given. */

static CorEdit *
close_crossing_of (CorSession *session, CorResult *routes)
{
  const CorMovement *movement = routes->movements->pdata[0];
  g_autoptr (GError) error = NULL;
  CorEdit *edit = cor_edit_set_crossing_state (cor_session_get_snapshot (session),
                                               &movement->crossing_id, FALSE, &error);

  g_assert_no_error (error);

  return edit;
}

static CorSnapshot *
with_crossing_closed (CorSession *session, CorResult *routes)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  g_autoptr (CorEdit) edit = close_crossing_of (session, routes);

  return cor_snapshot_apply (snapshot, edit, cor_snapshot_get_revision (snapshot));
}

static void
test_work_side_by_side (CorTestSession *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "sheets.pdf", NULL);
  CorSession *session = fixture->session;
  g_autoptr (CorResult) routes = NULL;
  g_autoptr (CorSnapshot) changed = NULL;
  g_autoptr (GAsyncResult) tried = NULL;
  g_autoptr (GAsyncResult) driven = NULL;
  g_autoptr (GAsyncResult) printed = NULL;
  g_autoptr (CorTrial) trial = NULL;
  g_autoptr (CorForecast) forecast = NULL;
  g_autoptr (CorEdit) draft = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;

  cor_test_import_list (fixture);
  routes = cor_test_compute (session);
  changed = with_crossing_closed (session, routes);
  cor_forecast_options_init (&options);
  options.n_runs = 50;
  options.n_threads = 2;

  cor_session_try_async (session, changed, NULL, cor_test_note_cb, &tried);
  cor_session_simulate_async (session, cor_session_get_snapshot (session), routes, &options, NULL,
                              NULL, NULL, cor_test_note_cb, &driven);
  cor_session_write_sheets_async (session, 0, path, COR_LANGUAGE_EN, NULL, cor_test_note_cb,
                                  &printed);
  draft = close_crossing_of (session, routes);
  cor_session_preview (session, draft);
  cor_test_commit (session, close_crossing_of (session, routes));

  trial = cor_session_try_finish (session, cor_test_await (&tried), &error);
  g_assert_no_error (error);
  forecast = cor_session_simulate_finish (session, cor_test_await (&driven), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_session_write_sheets_finish (session, cor_test_await (&printed), &error), >,
                    0);
  g_assert_no_error (error);
  g_assert_cmpuint (trial->result->totals.n_assigned, ==, 10);
  g_assert_cmpuint (forecast->n_assigned, ==, 10);
}

static gpointer
cancel_beside (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* Whoever stops it may do so from anywhere, and at any moment. */
static void
test_trial_is_cancelled_from_elsewhere (CorTestSession *fixture, gconstpointer data)
{
  CorSession *session = fixture->session;
  g_autoptr (CorResult) routes = NULL;
  g_autoptr (CorSnapshot) changed = NULL;

  cor_test_import_list (fixture);
  routes = cor_test_compute (session);
  changed = with_crossing_closed (session, routes);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) tried = NULL;
      g_autoptr (CorTrial) trial = NULL;
      g_autoptr (GError) error = NULL;
      GThread *thread;

      cor_session_try_async (session, changed, cancellable, cor_test_note_cb, &tried);
      thread = g_thread_new ("cancel", cancel_beside, cancellable);
      trial = cor_session_try_finish (session, cor_test_await (&tried), &error);
      g_thread_join (thread);
      g_assert_true (trial != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
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

#define ADD(path, func)                                                                            \
  g_test_add (path, CorTestSession, NULL, cor_test_set_up, func, cor_test_tear_down)
  ADD ("/session-threads/work-side-by-side", test_work_side_by_side);
  ADD ("/session-threads/trial-is-cancelled-from-elsewhere",
       test_trial_is_cancelled_from_elsewhere);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);

  return status;
}
