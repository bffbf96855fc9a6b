/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-course.h"
#include "cor-forecast.h"

G_BEGIN_DECLS

/**
 * CorColumnEnd:
 * @depart_us: when it left; %COR_NEVER_US if it did not
 * @arrive_us: when it reached the crossing; %COR_NEVER_US if it did not
 * @through_us: when its last people were through; %COR_NEVER_US if they were not
 * @stopped: whether something closed stopped it
 * @caught: whether something closed while it drove there
 *
 * How a movement went in one run.
 */
typedef struct
{
  gint64 depart_us;
  gint64 arrive_us;
  gint64 through_us;
  gboolean stopped;
  gboolean caught;
} CorColumnEnd;

/**
 * CorCrossingHour:
 * @n_peak: most people there at a time
 * @n_through: people who get through
 * @wait_us: their waiting in all
 */
typedef struct
{
  guint n_peak;
  guint n_through;
  gint64 wait_us;
} CorCrossingHour;

/**
 * CorRun:
 * @ends: (array): of each column
 * @crossing_hours: (array): by border, then hour
 * @out_by_hour: (array): people out in each hour
 * @n_out: people out
 * @last_us: when the last of them was
 * @person_us: time until passage, over them
 * @n_stuck: movements that something closed stopped for good
 * @n_breakdowns: breakdowns
 *
 * One run at a time, with the room that it takes; belongs to one thread. What is said of the run
 * holds until the next.
 */
typedef struct _CorRunState CorRunState;

typedef struct
{
  CorColumnEnd *ends;
  CorCrossingHour *crossing_hours;
  guint *out_by_hour;
  guint n_out;
  gint64 last_us;
  double person_us;
  guint n_stuck;
  guint n_breakdowns;
  CorRunState *state;
} CorRun;

CorRun *cor_run_new (const CorCourse *course,
                     const CorForecastOptions *options) G_GNUC_WARN_UNUSED_RESULT;

void cor_run_free (CorRun *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRun, cor_run_free)

void cor_run_do (CorRun *self, guint number);

G_END_DECLS
