/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-drive.h"

#include "cor-forecast.h"

#define N_RUNS 20

/* Whatever chance does, nobody is lost or made up. */
void
cor_test_drive_with_chance (CorSnapshot *snapshot, CorResult *result)
{
  g_autoptr (CorForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;
  double n_last = 0.0;

  cor_forecast_options_init (&options);
  options.n_runs = N_RUNS;
  forecast = cor_forecast_new (snapshot, result, &options, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (forecast->n_assigned, ==, result->totals.n_assigned);
  g_assert_cmpuint (forecast->risks->len, ==, result->movements->len);
  g_assert_cmpfloat (forecast->never_out.p95, <=, forecast->not_out.p95);
  g_assert_cmpfloat (forecast->not_out.p95, <=, forecast->n_assigned);
  for (guint i = 0; i < forecast->hours->len; i++)
    {
      const CorForecastHour *hour = &g_array_index (forecast->hours, CorForecastHour, i);

      g_assert_cmpfloat (hour->out.p5, >=, n_last);
      g_assert_cmpfloat (hour->out.p95, <=, forecast->n_assigned);
      n_last = hour->out.p5;
    }
}
