/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast.h"

#include "cor-error.h"
#include "cor-forecast-tally.h"

#define MAX_THREADS 64u

/* How many runs a thread takes at a time. */
#define BATCH 4u

/* What the threads of one forecast share. */
typedef struct
{
  const CorCourse *course;
  const CorForecastOptions *options;
  CorTally *tally;
  guint next; /* atomic: the first run that nobody has taken */
  int stop;   /* atomic */
} Runs;

typedef struct
{
  Runs *runs;
  guint number;
} Runner;

/**
 * cor_forecast_options_init:
 * @self: options
 *
 * Sets the defaults.
 */
void
cor_forecast_options_init (CorForecastOptions *self)
{
  *self = (CorForecastOptions){
    .n_runs = 1000,
    .seed = 1,
    .n_threads = 1,
    .overtime_h = 48,
    .keeps_appointments = TRUE,
    .late_start_percent = 50.0,
    .late_start_mean_min = 30.0,
    .late_start_max_min = 240.0,
    .movement_sigma = 0.10,
    .stretch_sigma = 0.20,
    .fastest_percent = 90.0,
    .breakdowns_per_1000_km = 0.05,
    .breakdown_median_min = 40.0,
    .breakdown_sigma = 0.7,
    .crossing_sigma = 0.15,
    .crossing_hour_sigma = 0.15,
  };
}

/**
 * cor_forecast_options_set_calm:
 * @self: options
 *
 * Takes chance out: everything goes as planned, and a run tells whether the plan keeps what it
 * promises. All runs would be alike, so there is one.
 */
void
cor_forecast_options_set_calm (CorForecastOptions *self)
{
  self->n_runs = 1;
  self->late_start_percent = 0.0;
  self->movement_sigma = 0.0;
  self->stretch_sigma = 0.0;
  self->fastest_percent = 100.0;
  self->breakdowns_per_1000_km = 0.0;
  self->crossing_sigma = 0.0;
  self->crossing_hour_sigma = 0.0;
}

static gboolean
check_options (const CorForecastOptions *self, GError **error)
{
  const double numbers[] = {
    self->late_start_percent,     self->late_start_mean_min,  self->late_start_max_min,
    self->movement_sigma,         self->stretch_sigma,        self->fastest_percent,
    self->breakdowns_per_1000_km, self->breakdown_median_min, self->breakdown_sigma,
    self->crossing_sigma,         self->crossing_hour_sigma,
  };

  if (self->n_runs < 1 || self->n_runs > COR_FORECAST_MAX_RUNS)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A simulation takes 1 to %u runs, not %u.",
                   COR_FORECAST_MAX_RUNS, self->n_runs);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!(numbers[i] >= 0.0 && numbers[i] <= 1e6))
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                     "A parameter of the simulation is negative or out of range.");
        return FALSE;
      }

  return TRUE;
}

/* Takes runs until there are none left. Whoever watches is told by the thread that has @progress.
 */
static gboolean
do_runs (Runs *runs, guint thread, CorProgress *progress, GError **error)
{
  g_autoptr (CorRun) run = cor_run_new (runs->course, runs->options);
  guint n_runs = runs->options->n_runs;

  while (!g_atomic_int_get (&runs->stop))
    {
      guint first = g_atomic_int_add (&runs->next, BATCH);

      if (first >= n_runs)
        break;
      for (guint i = first; i < MIN (first + BATCH, n_runs); i++)
        {
          if (!cor_progress_report (progress, "Simulating", (double) i / n_runs, error))
            {
              g_atomic_int_set (&runs->stop, TRUE);
              return FALSE;
            }
          cor_run_do (run, i);
          cor_tally_add (runs->tally, thread, i, run);
        }
    }

  return TRUE;
}

static gpointer
do_runs_beside (gpointer data)
{
  Runner *runner = data;

  do_runs (runner->runs, runner->number, NULL, NULL);

  return NULL;
}

static gboolean
do_all_runs (Runs *runs, CorProgress *progress, GError **error)
{
  GThread *threads[MAX_THREADS] = { NULL };
  Runner runners[MAX_THREADS];
  gboolean done;

  for (guint i = 1; i < runs->options->n_threads; i++)
    {
      runners[i] = (Runner){ runs, i };
      threads[i] = g_thread_new ("cor-simulation", do_runs_beside, &runners[i]);
    }
  done = do_runs (runs, 0, progress, error);
  for (guint i = 1; i < runs->options->n_threads; i++)
    g_thread_join (threads[i]);

  return done && cor_progress_report (progress, "Simulating", 1.0, error);
}

/**
 * cor_forecast_new:
 * @snapshot: a plan
 * @result: its movements
 * @options: (nullable): how it is tried; %NULL: the defaults
 * @progress: (nullable): told how far it is; stops it
 * @error: (nullable): set when it was stopped, or the result is not of this plan
 *
 * Drives a plan's movements many times with random delays, and says what comes of it. The same
 * plan, options and seed give the same, on any number of threads.
 *
 * Returns: (transfer full) (nullable): the forecast
 */
CorForecast *
cor_forecast_new (CorSnapshot *snapshot,
                  CorResult *result,
                  const CorForecastOptions *options,
                  CorProgress *progress,
                  GError **error)
{
  CorForecastOptions chosen;
  g_autoptr (CorCourse) course = NULL;
  g_autoptr (CorTally) tally = NULL;
  Runs runs;

  if (options != NULL)
    chosen = *options;
  else
    cor_forecast_options_init (&chosen);
  chosen.n_threads = CLAMP (chosen.n_threads, 1, MAX_THREADS);
  if (!check_options (&chosen, error) || !cor_progress_report (progress, "Simulating", 0.0, error))
    return NULL;

  course = cor_course_new (snapshot, result, chosen.overtime_h, error);
  if (course == NULL)
    return NULL;
  tally = cor_tally_new (course, &chosen);
  runs = (Runs){ course, &chosen, tally, 0, FALSE };

  return do_all_runs (&runs, progress, error) ? cor_tally_finish (tally) : NULL;
}

/**
 * cor_forecast_free:
 * @self: (transfer full): a forecast
 *
 * Frees @self.
 */
void
cor_forecast_free (CorForecast *self)
{
  g_array_unref (self->hours);
  g_array_unref (self->queues);
  g_array_unref (self->risks);
  g_free (self);
}
