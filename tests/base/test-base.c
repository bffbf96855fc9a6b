/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "cor-csv-writer.h"
#include "cor-discard.h"
#include "cor-error.h"
#include "cor-fold.h"
#include "cor-geo.h"
#include "cor-id.h"
#include "cor-language.h"
#include "cor-private-file.h"
#include "cor-progress.h"
#include "cor-time.h"
#include "cor-worker.h"

static void
test_id_round_trip (void)
{
  CorId id = cor_id_new ();
  g_autofree char *text = cor_id_to_string (&id);
  CorId read;

  g_assert_true (cor_id_parse (text, &read));
  g_assert_true (cor_id_equal (&id, &read));
  g_assert_false (cor_id_parse ("not an id", &read));
}

static void
test_id_of_place_keeps_number (void)
{
  CorId id = cor_id_from_place_number (703448);
  CorId key = cor_id_from_key ("pl-krakivets");
  g_autofree char *key_text = cor_id_to_string (&key);

  g_assert_cmpuint (cor_id_get_place_number (&id), ==, 703448);
  g_assert_cmpuint (cor_id_get_place_number (&key), ==, 0);
  /* The same on every machine and in every later version: plans refer to it. */
  g_assert_cmpstr (key_text, ==, "41af034c-c7d3-58ef-a299-4afa6c6c5813");
}

static void
test_geo_distance (void)
{
  CorPosition kyiv = { 50.4501, 30.5234 };
  CorPosition lviv = { 49.8397, 24.0297 };
  double fraction;

  g_assert_cmpfloat_with_epsilon (cor_position_distance_m (kyiv, lviv), 468000, 2000);
  g_assert_cmpfloat_with_epsilon (
      cor_position_distance_to_segment_m ((CorPosition){ 50.1, 27.0 }, (CorPosition){ 50.0, 26.0 },
                                          (CorPosition){ 50.0, 28.0 }, &fraction),
      11120, 30);
  g_assert_cmpfloat_with_epsilon (fraction, 0.5, 0.001);
}

static void
test_geo_bearing (void)
{
  CorPosition lviv = { 49.8397, 24.0297 };

  g_assert_cmpfloat (cor_position_bearing_deg (lviv, lviv), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (cor_position_bearing_deg (lviv, (CorPosition){ 49.85, 24.0297 }),
                                  0.0, 0.01);
  g_assert_cmpfloat_with_epsilon (cor_position_bearing_deg (lviv, (CorPosition){ 49.8397, 24.04 }),
                                  90.0, 0.01);
  g_assert_cmpfloat_with_epsilon (cor_position_bearing_deg (lviv, (CorPosition){ 49.83, 24.0297 }),
                                  180.0, 0.01);
  g_assert_cmpfloat_with_epsilon (cor_position_bearing_deg (lviv, (CorPosition){ 49.8397, 24.02 }),
                                  270.0, 0.01);
}

static void
test_geo_text (void)
{
  CorPosition position;
  g_autofree char *text = NULL;

  g_assert_true (cor_position_parse (" 49.8397; 24.0297 ", &position));
  text = cor_position_format (position);
  g_assert_cmpstr (text, ==, "49.83970, 24.02970");
  g_assert_false (cor_position_parse ("149.8, 24", &position));
  g_assert_false (cor_position_parse ("49.8 24 x", &position));
}

static void
test_language_codes (void)
{
  CorLanguage language;

  g_assert_true (cor_language_parse ("he_IL.UTF-8", &language));
  g_assert_cmpint (language, ==, COR_LANGUAGE_HE);
  g_assert_true (cor_language_parse ("iw", &language));
  g_assert_false (cor_language_parse ("ukrainian", &language));
  g_assert_false (cor_language_parse ("", &language));
}

static void
test_fold_meets_across_scripts (void)
{
  static const char *const cases[][2] = {
    { "Київ", "kyyiv" },
    { "КИЇВ", "kyyiv" },
    { "Кам’янець-Подільський", "kamyanets podilskyy" },
    { "Кам'янець-Подільський", "kamyanets podilskyy" },
    { "Шевченко", "shevchenko" },
    { "  Łódź--Überlingen ", "lodz uberlingen" },
    { "O'Brien", "obrien" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = cor_fold (cases[i][0]);

      g_assert_cmpstr (folded, ==, cases[i][1]);
    }
}

static void
test_time_needs_zone (void)
{
  g_autoptr (GError) error = NULL;
  gint64 time_utc_s = 0;
  g_autofree char *utc = NULL;
  g_autofree char *local = NULL;

  g_assert_true (cor_time_parse ("2022-02-24T06:00+02:00", &time_utc_s, &error));
  g_assert_no_error (error);
  utc = cor_time_format_utc (time_utc_s);
  g_assert_cmpstr (utc, ==, "2022-02-24T04:00:00Z");
  local = cor_time_format_local (time_utc_s, "Europe/Kyiv");
  g_assert_cmpstr (local, ==, "2022-02-24 06:00 EET");

  g_assert_false (cor_time_parse ("2022-02-24T06:00", &time_utc_s, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
}

static void
test_time_lies_in_some_plan (void)
{
  g_autoptr (GError) error = NULL;
  gint64 time_utc_s = 0;

  g_assert_true (cor_time_parse ("2199-12-31T23:59Z", &time_utc_s, NULL));
  g_assert_false (cor_time_parse ("2200-01-01T00:00Z", &time_utc_s, NULL));
  g_assert_false (cor_time_parse ("1969-12-31T23:59Z", &time_utc_s, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_true (cor_time_is_bound (COR_TIME_NONE));
  g_assert_false (cor_time_is_valid (COR_TIME_NONE));
  g_assert_false (cor_time_is_bound (G_MAXINT64));
}

static void
test_zones_are_known (void)
{
  g_assert_true (cor_time_is_zone ("Europe/Kyiv"));
  g_assert_true (cor_time_is_zone ("UTC"));
  g_assert_false (cor_time_is_zone (""));
  g_assert_false (cor_time_is_zone ("Mars/Olympus"));
}

static void
test_time_follows_daylight_saving (void)
{
  gint64 before = 0, after = 0;

  g_assert_true (cor_time_parse ("2022-03-27T00:30:00Z", &before, NULL));
  g_assert_true (cor_time_parse ("2022-03-27T01:30:00Z", &after, NULL));
  g_assert_cmpint (cor_time_get_local_minute (before, "Europe/Kyiv"), ==, 2 * 60 + 30);
  g_assert_cmpint (cor_time_get_local_minute (after, "Europe/Kyiv"), ==, 4 * 60 + 30);
}

/* What a thread remembers of zones may not be taken for other times or zones. */
static void
test_time_in_any_order (void)
{
  static const char *const zones[] = { "Europe/Kyiv",   "Europe/Warsaw", "Europe/Chisinau",
                                       "Europe/London", "UTC",           "America/New_York" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  gint64 begin_utc_s = 0;

  g_assert_true (cor_time_parse ("2021-12-01T00:00:00Z", &begin_utc_s, NULL));
  for (guint i = 0; i < 4000; i++)
    {
      const char *zone = zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))];
      gint64 time_utc_s = begin_utc_s + g_rand_int_range (random, 0, 2 * 366 * 24 * 3600);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_utc_s);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, cor_time_zone (zone));

      g_assert_cmpint (cor_time_get_local_minute (time_utc_s, zone), ==,
                       g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
      g_assert_cmpuint (cor_time_get_local_weekday (time_utc_s, zone) + 1, ==,
                        (guint) g_date_time_get_day_of_week (local));
    }
}

static void
test_csv_is_formula_safe (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  cor_csv_append_field (csv, "=1+1");
  cor_csv_append_field (csv, "-5.5");
  cor_csv_append_field (csv, "a \"b\", c");
  cor_csv_end_row (csv);
  cor_csv_append_field (csv, "");
  cor_csv_append_field (csv, "+380 44");
  cor_csv_end_row (csv);

  g_assert_cmpstr (csv->str, ==, "'=1+1,-5.5,\"a \"\"b\"\", c\"\r\n\"\",'+380 44\r\n");
}

static void
test_private_file_is_private (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cor-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "secret", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (cor_private_file_write (path, "new", 3, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_unlink (path);
  g_assert_false (cor_private_file_write ("/nonexistent/x", "new", 3, &error));
  g_assert_nonnull (error);
  g_rmdir (dir);
}

static void
square_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  int n = GPOINTER_TO_INT (task_data);

  g_task_return_int (task, n * n);
}

static void
note_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data,
                      *(&(gssize){ g_task_propagate_int (G_TASK (result), NULL) }));
}

static void
test_worker_keeps_order (void)
{
  g_autoptr (CorWorker) worker = cor_worker_new ("test");
  g_autoptr (GArray) results = g_array_new (FALSE, FALSE, sizeof (gssize));

  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, note_result_cb, results);

      g_task_set_task_data (task, GINT_TO_POINTER (i), NULL);
      cor_worker_push (worker, task, square_job);
    }
  while (results->len < 10)
    g_main_context_iteration (NULL, TRUE);

  for (int i = 0; i < 10; i++)
    g_assert_cmpint (g_array_index (results, gssize, i), ==, i * i);
}

/* The job ends long after its result is known, and nobody but it still holds the task then. */
static void
linger_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_int (task, 0);
  g_usleep (100 * 1000);
}

static void
note_thread_cb (gpointer user_data, GObject *where_the_object_was)
{
  *(GThread **) user_data = g_thread_self ();
}

static void
test_worker_lets_go_where_it_was_asked (void)
{
  g_autoptr (CorWorker) worker = cor_worker_new ("test");
  g_autoptr (GArray) results = g_array_new (FALSE, FALSE, sizeof (gssize));
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  GTask *task = g_task_new (source, NULL, note_result_cb, results);
  GThread *let_go_on = NULL;

  g_object_weak_ref (source, note_thread_cb, &let_go_on);
  cor_worker_push (worker, task, linger_job);
  g_object_unref (task);
  g_object_unref (source);
  while (results->len < 1)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_true (let_go_on == g_thread_self ());
}

static void
test_progress_stops_when_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_progress_report (progress, "reading", 0.5, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (cor_progress_report (progress, "reading", 0.6, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (cor_progress_report (NULL, "reading", 0.7, NULL));
}

static void
note_thread (gpointer data)
{
  *(GThread **) data = g_thread_self ();
}

static void
test_discard_frees_elsewhere (void)
{
  GThread *freed_on[3] = { NULL, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (freed_on); i++)
    cor_discard (&freed_on[i], note_thread);
  cor_discard (NULL, note_thread);
  cor_discard_finish ();

  for (guint i = 0; i < G_N_ELEMENTS (freed_on); i++)
    {
      g_assert_nonnull (freed_on[i]);
      g_assert_true (freed_on[i] != g_thread_self ());
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/id/round-trip", test_id_round_trip);
  g_test_add_func ("/base/id/place-keeps-number", test_id_of_place_keeps_number);
  g_test_add_func ("/base/geo/distance", test_geo_distance);
  g_test_add_func ("/base/geo/bearing", test_geo_bearing);
  g_test_add_func ("/base/geo/text", test_geo_text);
  g_test_add_func ("/base/language/codes", test_language_codes);
  g_test_add_func ("/base/fold/meets-across-scripts", test_fold_meets_across_scripts);
  g_test_add_func ("/base/time/needs-zone", test_time_needs_zone);
  g_test_add_func ("/base/time/lies-in-some-plan", test_time_lies_in_some_plan);
  g_test_add_func ("/base/time/zones-are-known", test_zones_are_known);
  g_test_add_func ("/base/time/daylight-saving", test_time_follows_daylight_saving);
  g_test_add_func ("/base/time/any-order", test_time_in_any_order);
  g_test_add_func ("/base/csv/formula-safe", test_csv_is_formula_safe);
  g_test_add_func ("/base/private-file/private", test_private_file_is_private);
  g_test_add_func ("/base/worker/keeps-order", test_worker_keeps_order);
  g_test_add_func ("/base/discard/frees-elsewhere", test_discard_frees_elsewhere);
  g_test_add_func ("/base/worker/lets-go-where-it-was-asked",
                   test_worker_lets_go_where_it_was_asked);
  g_test_add_func ("/base/progress/stops-when-cancelled", test_progress_stops_when_cancelled);

  return g_test_run ();
}
