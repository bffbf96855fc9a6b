/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* More runs than these sharpen nothing and cost memory. */
#define COR_FORECAST_MAX_RUNS 10000u

/**
 * CorForecastOptions:
 * @n_runs: runs, 1 to %COR_FORECAST_MAX_RUNS; 1,000
 * @seed: what chance begins with; 1
 * @n_threads: threads to run on; what comes out is the same; 1
 * @overtime_h: hours after the horizon that are simulated too; 48
 * @keeps_appointments: whether nobody is let into a crossing's queue before their hour there; TRUE
 * @late_start_percent: of movements, those that leave late; 50
 * @late_start_mean_min: by how much these do, exponentially distributed; 30
 * @late_start_max_min: but at most; 240
 * @movement_sigma: how much slow and fast columns differ: standard deviation of the logarithm of
 *   their driving time; 0.10
 * @stretch_sigma: the same of a stretch of road in one hour, for all who drive there; 0.20
 * @fastest_percent: a column needs at least so many hundredths of the planned driving time; 90
 * @breakdowns_per_1000_km: of a vehicle; the column waits for it; 0.05
 * @breakdown_median_min: how long, lognormally distributed; 40
 * @breakdown_sigma: standard deviation of its logarithm; 0.7
 * @crossing_sigma: how much a crossing's capacity, taken over the whole plan, may differ from what
 *   was entered: standard deviation of its logarithm; 0.15
 * @crossing_hour_sigma: the same from hour to hour; 0.15
 *
 * How a plan is tried. The defaults are assumptions, not observations; app/simulation/README.md
 * says what they rest on.
 */
typedef struct
{
  guint n_runs;
  guint64 seed;
  guint n_threads;
  guint overtime_h;
  gboolean keeps_appointments;
  double late_start_percent;
  double late_start_mean_min;
  double late_start_max_min;
  double movement_sigma;
  double stretch_sigma;
  double fastest_percent;
  double breakdowns_per_1000_km;
  double breakdown_median_min;
  double breakdown_sigma;
  double crossing_sigma;
  double crossing_hour_sigma;
} CorForecastOptions;

/**
 * CorSpread:
 * @p5: one run in twenty is below
 * @median: half of them are
 * @p95: all but one in twenty are
 */
typedef struct
{
  double p5;
  double median;
  double p95;
} CorSpread;

/**
 * CorForecastHour:
 * @hour_utc_s: when it begins
 * @n_planned: people whom the plan has out by its end
 * @out: people out by its end
 */
typedef struct
{
  gint64 hour_utc_s;
  guint n_planned;
  CorSpread out;
} CorForecastHour;

/**
 * CorForecastQueue:
 * @crossing_id: where
 * @hour_utc_s: when the hour begins
 * @people: most people of ours there at a time
 * @wait_min: from reaching the crossing to being through, mean of those through in this hour
 */
typedef struct
{
  CorId crossing_id;
  gint64 hour_utc_s;
  CorSpread people;
  CorSpread wait_min;
} CorForecastQueue;

/**
 * CorForecastRisk:
 * @movement_id: which movement
 * @miss_hour: share of runs in which not all are through by the end of their hour
 * @miss_horizon: share of runs in which they are not by the end of the plan
 * @stopped: share of runs in which a closure, or a corridor that is not open, stops it
 * @caught: share of runs in which a closure begins, or a corridor ends, while it drives there
 * @late_min: by how much its last people are late after their hour, mean over all runs in which
 *   they get out
 */
typedef struct
{
  CorId movement_id;
  double miss_hour;
  double miss_horizon;
  double stopped;
  double caught;
  double late_min;
} CorForecastRisk;

/**
 * CorForecast:
 * @options: how the plan was tried
 * @revision: of the result
 * @planned_clearance_h: hours from the plan's start to the end of its last hour
 * @n_assigned: people with a movement
 * @clearance_h: until the last one who gets out is out
 * @person_hours: until passage, over all who get out
 * @not_out: people with a movement who are not out by the end of the plan
 * @never_out: people who are not out even in overtime
 * @in_time: share of runs in which everybody is out by the end of the plan
 * @n_stops: in a run, movements that something closed stops, mean
 * @n_stuck: of those, for good, mean
 * @n_caught: movements on a road when it closes, mean
 * @n_breakdowns: mean
 * @hours: (element-type CorForecastHour): until everybody is out in all but one run in twenty
 * @queues: (element-type CorForecastQueue): by crossing, then hour; only hours with anybody there
 * @risks: (element-type CorForecastRisk): those most at risk first
 *
 * What chance makes of a plan.
 */
typedef struct
{
  CorForecastOptions options;
  guint64 revision;
  double planned_clearance_h;
  guint n_assigned;
  CorSpread clearance_h;
  CorSpread person_hours;
  CorSpread not_out;
  CorSpread never_out;
  double in_time;
  double n_stops;
  double n_stuck;
  double n_caught;
  double n_breakdowns;
  GArray *hours;
  GArray *queues;
  GArray *risks;
} CorForecast;

void cor_forecast_options_init (CorForecastOptions *self);

void cor_forecast_options_set_calm (CorForecastOptions *self);

CorForecast *cor_forecast_new (CorSnapshot *snapshot,
                               CorResult *result,
                               const CorForecastOptions *options,
                               CorProgress *progress,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_forecast_free (CorForecast *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorForecast, cor_forecast_free)

G_END_DECLS
