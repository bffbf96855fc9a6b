/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast-tally.h"

#include <stdlib.h>

/* Sums over runs that say something of one movement. */
typedef struct
{
  guint n_missed_hour;
  guint n_missed_horizon;
  guint n_stopped;
  guint n_caught;
  guint n_through;
  gint64 late_ms;
} ColumnSums;

typedef struct
{
  ColumnSums *columns;
  guint64 n_stops;
  guint64 n_stuck;
  guint64 n_caught;
  guint64 n_breakdowns;
} Sums;

struct _CorTally
{
  const CorCourse *course;
  const CorForecastOptions *options;
  guint n_assigned;
  Sums *sums; /* of each thread */

  /* By run. */
  float *clearance_h;
  double *person_hours;
  guint *n_not_out;
  guint *n_never_out;

  /* By hour or by border and hour, then run. */
  guint *n_out;
  guint16 *n_peak;
  guint16 *wait_min;
};

/**
 * cor_tally_new:
 * @course: a plan; must outlive the tally
 * @options: how it is tried; must outlive the tally
 *
 * Returns: (transfer full): a tally without runs
 */
CorTally *
cor_tally_new (const CorCourse *course, const CorForecastOptions *options)
{
  CorTally *self = g_new0 (CorTally, 1);
  gsize n_runs = options->n_runs;
  gsize n_crossing_hours = (gsize) course->borders->len * course->n_hours;

  self->course = course;
  self->options = options;
  for (guint i = 0; i < course->columns->len; i++)
    self->n_assigned += g_array_index (course->columns, CorColumn, i).movement->n_people;
  self->sums = g_new0 (Sums, options->n_threads);
  for (guint i = 0; i < options->n_threads; i++)
    self->sums[i].columns = g_new0 (ColumnSums, course->columns->len + 1);
  self->clearance_h = g_new0 (float, n_runs);
  self->person_hours = g_new0 (double, n_runs);
  self->n_not_out = g_new0 (guint, n_runs);
  self->n_never_out = g_new0 (guint, n_runs);
  self->n_out = g_new0 (guint, n_runs * course->n_hours + 1);
  self->n_peak = g_new0 (guint16, n_runs * n_crossing_hours + 1);
  self->wait_min = g_new0 (guint16, n_runs * n_crossing_hours + 1);

  return self;
}

/**
 * cor_tally_free:
 * @self: (transfer full): a tally
 *
 * Frees @self.
 */
void
cor_tally_free (CorTally *self)
{
  for (guint i = 0; i < self->options->n_threads; i++)
    g_free (self->sums[i].columns);
  g_free (self->sums);
  g_free (self->clearance_h);
  g_free (self->person_hours);
  g_free (self->n_not_out);
  g_free (self->n_never_out);
  g_free (self->n_out);
  g_free (self->n_peak);
  g_free (self->wait_min);
  g_free (self);
}

static void
add_column (const CorTally *self, Sums *sums, guint index, const CorColumnEnd *end)
{
  const CorColumn *column = &g_array_index (self->course->columns, CorColumn, index);
  ColumnSums *of = &sums->columns[index];
  gint64 due_us = column->pass_us + COR_US_PER_H;

  of->n_missed_hour += end->through_us > due_us;
  of->n_missed_horizon += end->through_us > MAX (self->course->horizon_us, due_us);
  of->n_stopped += end->stopped;
  of->n_caught += end->caught;
  sums->n_stops += end->stopped;
  sums->n_caught += end->caught;
  if (end->through_us != COR_NEVER_US)
    {
      of->n_through++;
      of->late_ms += MAX (0, end->through_us - due_us) / 1000;
    }
}

/* How many are not through by the end of the plan, counted by whole movements' last people would be
 * too many: by the people let through until then. */
static guint
count_out_by_horizon (const CorTally *self, const CorRun *run)
{
  gint64 n_hours = (self->course->horizon_us - self->course->first_hour_us) / COR_US_PER_H;
  guint n_out = 0;

  for (gint64 i = 0; i < n_hours; i++)
    n_out += run->out_by_hour[i];

  return n_out;
}

/**
 * cor_tally_add:
 * @self: a tally
 * @thread: the number of the calling thread, from 0
 * @number: the number of the run
 * @run: how it went
 *
 * Counts a run.
 */
void
cor_tally_add (CorTally *self, guint thread, guint number, const CorRun *run)
{
  const CorCourse *course = self->course;
  Sums *sums = &self->sums[thread];
  gsize n_runs = self->options->n_runs;
  guint n_out = 0;

  for (guint i = 0; i < course->columns->len; i++)
    add_column (self, sums, i, &run->ends[i]);
  sums->n_stuck += run->n_stuck;
  sums->n_breakdowns += run->n_breakdowns;

  self->clearance_h[number] =
      run->n_out > 0 ? (float) ((double) run->last_us / (double) COR_US_PER_H) : 0.0f;
  self->person_hours[number] = run->person_us / (double) COR_US_PER_H;
  self->n_not_out[number] = self->n_assigned - count_out_by_horizon (self, run);
  self->n_never_out[number] = self->n_assigned - run->n_out;
  for (guint i = 0; i < course->n_hours; i++)
    {
      n_out += run->out_by_hour[i];
      self->n_out[i * n_runs + number] = n_out;
    }
  for (gsize i = 0; i < (gsize) course->borders->len * course->n_hours; i++)
    {
      const CorCrossingHour *hour = &run->crossing_hours[i];
      gint64 wait_min = hour->n_through > 0 ? hour->wait_us / hour->n_through / COR_US_PER_MIN : 0;

      self->n_peak[i * n_runs + number] = (guint16) MIN (hour->n_peak, G_MAXUINT16);
      self->wait_min[i * n_runs + number] = (guint16) MIN (wait_min, G_MAXUINT16);
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* The nearest rank: of 1,000 runs the 50th, 500th and 950th. */
static double
pick (const double *sorted, guint n, guint percent)
{
  return sorted[(n * percent + 99) / 100 - 1];
}

static CorSpread
make_spread (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_numbers);

  return (CorSpread){ pick (values, n, 5), pick (values, n, 50), pick (values, n, 95) };
}

static void
write_hours (const CorTally *self, CorForecast *forecast, double *values)
{
  const CorCourse *course = self->course;
  guint n_runs = self->options->n_runs;
  g_autofree guint *n_planned = g_new0 (guint, course->n_hours + 1);
  guint n_before = 0;

  for (guint i = 0; i < course->columns->len; i++)
    {
      const CorColumn *column = &g_array_index (course->columns, CorColumn, i);
      gint64 hour = (column->pass_us - course->first_hour_us) / COR_US_PER_H;

      n_planned[CLAMP (hour, 0, course->n_hours - 1)] += column->movement->n_people;
    }

  for (guint i = 0; i < course->n_hours; i++)
    {
      CorForecastHour hour = { .hour_utc_s = cor_time_floor_hour (course->start_utc_s) +
                                             (gint64) i * COR_SECONDS_PER_HOUR };

      for (guint j = 0; j < n_runs; j++)
        values[j] = self->n_out[(gsize) i * n_runs + j];
      n_before += n_planned[i];
      hour.n_planned = n_before;
      hour.out = make_spread (values, n_runs);
      g_array_append_val (forecast->hours, hour);
      if (n_before == self->n_assigned && hour.out.p5 >= self->n_assigned)
        break;
    }
}

static void
write_queue (const CorTally *self, CorForecast *forecast, guint border, guint hour, double *values)
{
  const CorCourse *course = self->course;
  guint n_runs = self->options->n_runs;
  gsize first = ((gsize) border * course->n_hours + hour) * n_runs;
  CorForecastQueue queue = {
    .crossing_id = ((CorBorder *) course->borders->pdata[border])->crossing->record.id,
    .hour_utc_s = cor_time_floor_hour (course->start_utc_s) + (gint64) hour * COR_SECONDS_PER_HOUR,
  };

  for (guint i = 0; i < n_runs; i++)
    values[i] = self->n_peak[first + i];
  queue.people = make_spread (values, n_runs);
  if (values[n_runs - 1] <= 0.0)
    return;

  for (guint i = 0; i < n_runs; i++)
    values[i] = self->wait_min[first + i];
  queue.wait_min = make_spread (values, n_runs);
  g_array_append_val (forecast->queues, queue);
}

static int
compare_risks (gconstpointer a, gconstpointer b)
{
  const CorForecastRisk *left = a;
  const CorForecastRisk *right = b;

  if (left->miss_horizon != right->miss_horizon)
    return left->miss_horizon > right->miss_horizon ? -1 : 1;
  if (left->miss_hour != right->miss_hour)
    return left->miss_hour > right->miss_hour ? -1 : 1;
  if (left->late_min != right->late_min)
    return left->late_min > right->late_min ? -1 : 1;

  return cor_id_compare (&left->movement_id, &right->movement_id);
}

static void
write_risks (const CorTally *self, CorForecast *forecast)
{
  double n_runs = self->options->n_runs;

  for (guint i = 0; i < self->course->columns->len; i++)
    {
      const CorColumn *column = &g_array_index (self->course->columns, CorColumn, i);
      const ColumnSums *of = &self->sums[0].columns[i];
      CorForecastRisk risk = {
        .movement_id = column->movement->id,
        .miss_hour = of->n_missed_hour / n_runs,
        .miss_horizon = of->n_missed_horizon / n_runs,
        .stopped = of->n_stopped / n_runs,
        .caught = of->n_caught / n_runs,
        .late_min =
            of->n_through > 0 ? (double) of->late_ms / of->n_through / (60.0 * 1000.0) : 0.0,
      };

      g_array_append_val (forecast->risks, risk);
    }
  g_array_sort (forecast->risks, compare_risks);
}

/* The sums of all threads go to the first. They are whole numbers, so that their order does not
 * matter. */
static void
unite_threads (CorTally *self)
{
  Sums *all = &self->sums[0];

  for (guint i = 1; i < self->options->n_threads; i++)
    {
      const Sums *sums = &self->sums[i];

      all->n_stops += sums->n_stops;
      all->n_stuck += sums->n_stuck;
      all->n_caught += sums->n_caught;
      all->n_breakdowns += sums->n_breakdowns;
      for (guint j = 0; j < self->course->columns->len; j++)
        {
          all->columns[j].n_missed_hour += sums->columns[j].n_missed_hour;
          all->columns[j].n_missed_horizon += sums->columns[j].n_missed_horizon;
          all->columns[j].n_stopped += sums->columns[j].n_stopped;
          all->columns[j].n_caught += sums->columns[j].n_caught;
          all->columns[j].n_through += sums->columns[j].n_through;
          all->columns[j].late_ms += sums->columns[j].late_ms;
        }
    }
}

static void
write_totals (const CorTally *self, CorForecast *forecast, double *values)
{
  guint n_runs = self->options->n_runs;
  const Sums *sums = &self->sums[0];
  guint n_in_time = 0;

  for (guint i = 0; i < n_runs; i++)
    values[i] = self->clearance_h[i];
  forecast->clearance_h = make_spread (values, n_runs);
  for (guint i = 0; i < n_runs; i++)
    values[i] = self->person_hours[i];
  forecast->person_hours = make_spread (values, n_runs);
  for (guint i = 0; i < n_runs; i++)
    values[i] = self->n_not_out[i];
  forecast->not_out = make_spread (values, n_runs);
  for (guint i = 0; i < n_runs; i++)
    values[i] = self->n_never_out[i];
  forecast->never_out = make_spread (values, n_runs);
  for (guint i = 0; i < n_runs; i++)
    n_in_time += self->n_not_out[i] == 0;

  forecast->in_time = (double) n_in_time / n_runs;
  forecast->n_stops = (double) sums->n_stops / n_runs;
  forecast->n_stuck = (double) sums->n_stuck / n_runs;
  forecast->n_caught = (double) sums->n_caught / n_runs;
  forecast->n_breakdowns = (double) sums->n_breakdowns / n_runs;
}

/**
 * cor_tally_finish:
 * @self: a tally to which all runs were added
 *
 * Returns: (transfer full): what they say together
 */
CorForecast *
cor_tally_finish (CorTally *self)
{
  CorForecast *forecast = g_new0 (CorForecast, 1);
  g_autofree double *values = g_new (double, self->options->n_runs);

  forecast->options = *self->options;
  forecast->revision = self->course->result->revision;
  forecast->planned_clearance_h = self->course->result->totals.clearance_h;
  forecast->n_assigned = self->n_assigned;
  forecast->hours = g_array_new (FALSE, FALSE, sizeof (CorForecastHour));
  forecast->queues = g_array_new (FALSE, FALSE, sizeof (CorForecastQueue));
  forecast->risks = g_array_new (FALSE, FALSE, sizeof (CorForecastRisk));
  unite_threads (self);
  write_totals (self, forecast, values);
  write_hours (self, forecast, values);
  for (guint i = 0; i < self->course->borders->len; i++)
    for (guint hour = 0; hour < self->course->n_hours; hour++)
      write_queue (self, forecast, i, hour, values);
  write_risks (self, forecast);

  return forecast;
}
