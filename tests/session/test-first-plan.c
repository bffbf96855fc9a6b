/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-error.h"
#include "cor-papers.h"
#include "cor-plan-edits.h"
#include "cor-quota.h"
#include "cor-test-session.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * The session shows the first plan that comes to mind until the best one is there. It is shown and
 * nothing else: what is written, published and printed waits.
 */

static void
set_up (CorTestSession *fixture, gconstpointer data)
{
  cor_test_set_up (fixture, data);
  cor_session_follow_planning (fixture->session, TRUE);
}

/* What was seen of the first plans. */
typedef struct
{
  guint n_previews;
  guint n_results;
  guint n_people; /* in movements of the last */
  gboolean all_stale;
} Watch;

static void
result_cb (CorSession *session, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;
  CorResult *result = cor_session_get_result (session);

  if (result == NULL)
    return;
  watch->n_people = result->totals.n_assigned;
  if (!result->is_preview)
    {
      watch->n_results++;
      return;
    }
  watch->n_previews++;
  watch->all_stale &= cor_session_is_stale (session);
}

/* Vehicles and a quota: enough work for a first plan to be worth telling of. */
static CorEdit *
make_edit (CorSession *session)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_ADD_VEHICLE, NULL);
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorQuota *quota = cor_quota_new (NULL, "PL");

  vehicle->n_vehicles = 3;
  vehicle->depot_position = (CorPosition){ 49.84, 24.03 };
  cor_edit_put (edit, vehicle);
  quota->max_people = 1000;
  cor_edit_put (edit, quota);

  return edit;
}

static void
test_shown_until_the_best_is_there (CorTestSession *fixture, gconstpointer data)
{
  Watch watch = { .all_stale = TRUE };
  g_autoptr (CorResult) result = NULL;

  cor_test_import_list (fixture);
  g_clear_pointer (&result, cor_result_unref);
  result = cor_test_compute (fixture->session);
  g_signal_connect (fixture->session, "notify::result", G_CALLBACK (result_cb), &watch);
  cor_test_commit (fixture->session, make_edit (fixture->session));
  g_clear_pointer (&result, cor_result_unref);
  result = cor_test_compute (fixture->session);

  g_assert_cmpuint (watch.n_previews, >=, 2);
  g_assert_cmpuint (watch.n_results, ==, 1);
  g_assert_true (watch.all_stale);
  g_assert_false (result->is_preview);
  g_assert_true (result->has_vehicles);
  g_assert_false (cor_session_is_stale (fixture->session));
  g_signal_handlers_disconnect_by_data (fixture->session, &watch);
}

/* Whoever waits for the best plan is shown nothing else. */
static void
test_is_for_those_who_look_on (CorTestSession *fixture, gconstpointer data)
{
  Watch watch = { .all_stale = TRUE };
  g_autoptr (CorResult) result = NULL;

  cor_session_follow_planning (fixture->session, FALSE);
  cor_test_import_list (fixture);
  g_signal_connect (fixture->session, "notify::result", G_CALLBACK (result_cb), &watch);
  cor_test_commit (fixture->session, make_edit (fixture->session));
  result = cor_test_compute (fixture->session);

  g_assert_cmpuint (watch.n_previews, ==, 0);
  g_assert_cmpuint (watch.n_results, >=, 1);
  g_signal_handlers_disconnect_by_data (fixture->session, &watch);
}

/* What was asked for while there was a first plan only. */
typedef struct
{
  guint n_refused; /* exports */
  GAsyncResult *sheets;
} Papers;

static void
papers_cb (CorSession *session, GParamSpec *pspec, gpointer user_data)
{
  Papers *papers = user_data;
  g_autoptr (GError) error = NULL;
  CorResult *result = cor_session_get_result (session);

  if (result == NULL || !result->is_preview)
    return;
  g_assert_false (cor_session_export (session, "/nowhere/routes.gpx", COR_EXPORT_ROUTES,
                                      COR_LANGUAGE_EN, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  if (papers->n_refused++ == 0)
    cor_session_make_sheets_async (session, 0, COR_LANGUAGE_EN, NULL, cor_test_note_cb,
                                   &papers->sheets);
}

static void
test_is_not_printed_or_published (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GError) error = NULL;
  Papers papers = { 0 };
  CorResult *published;

  cor_test_import_list (fixture);
  g_signal_connect (fixture->session, "notify::result", G_CALLBACK (papers_cb), &papers);
  cor_test_commit (fixture->session, make_edit (fixture->session));
  cor_session_publish_async (fixture->session, NULL, cor_test_note_cb, &asked);
  g_assert_cmpuint (cor_session_publish_finish (fixture->session, cor_test_await (&asked), &error),
                    ==, 1);
  g_assert_no_error (error);

  g_assert_cmpuint (papers.n_refused, >, 0);
  g_assert_null (
      cor_session_make_sheets_finish (fixture->session, cor_test_await (&papers.sheets), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_object_unref (papers.sheets);
  published = cor_session_get_published (fixture->session);
  g_assert_nonnull (published);
  g_assert_false (published->is_preview);
  g_assert_cmpuint (published->alternatives->len, >, 0);
  g_signal_handlers_disconnect_by_data (fixture->session, &papers);
}

/* Whoever drags on sees the first plan of where the marker was, and need not wait for the best. */
static void
test_drag_shows_first_plans (CorTestSession *fixture, gconstpointer data)
{
  Watch watch = { .all_stale = TRUE };
  g_autoptr (CorResult) before = NULL;
  g_autoptr (CorResult) after = NULL;

  cor_test_import_list (fixture);
  cor_test_commit (fixture->session, make_edit (fixture->session));
  before = cor_test_compute (fixture->session);
  g_signal_connect (fixture->session, "notify::result", G_CALLBACK (result_cb), &watch);
  for (guint i = 0; i < 5; i++)
    {
      const CorCluster *cluster = before->clusters->pdata[0];
      g_autoptr (CorEdit) draft =
          cor_edit_move_rally (cor_session_get_snapshot (fixture->session), &cluster->id,
                               (CorPosition){ 49.5 + i * 0.01, 25.6 }, NULL);
      guint n_seen = watch.n_previews + watch.n_results;

      cor_session_preview (fixture->session, draft);
      while (watch.n_previews + watch.n_results == n_seen)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (cor_session_is_stale (fixture->session));
    }
  cor_session_preview (fixture->session, NULL);
  after = cor_test_compute (fixture->session);

  g_assert_cmpuint (watch.n_previews, >=, 5);
  g_assert_true (watch.all_stale);
  g_assert_cmpuint (after->movements->len, ==, before->movements->len);
  g_signal_handlers_disconnect_by_data (fixture->session, &watch);
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
  ADD ("/session/first-plan/shown-until-the-best-is-there", test_shown_until_the_best_is_there);
  ADD ("/session/first-plan/is-for-those-who-look-on", test_is_for_those_who_look_on);
  ADD ("/session/first-plan/is-not-printed-or-published", test_is_not_printed_or_published);
  ADD ("/session/first-plan/drag", test_drag_shows_first_plans);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);

  return status;
}
