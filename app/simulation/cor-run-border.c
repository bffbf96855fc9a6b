/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-run-private.h"

/**
 * cor_run_open_borders:
 * @self: a run that begins
 *
 * Sets how fast each border works in this run, and sends everybody away from it.
 */
void
cor_run_open_borders (CorRun *self)
{
  CorRunState *state = self->state;
  const CorCourse *course = state->course;

  for (guint i = 0; i < course->borders->len; i++)
    {
      const CorBorder *border = course->borders->pdata[i];
      double *paces = state->paces + (gsize) i * course->n_hours;
      CorChance chance = cor_run_start_chance (state, cor_id_hash (&border->crossing->record.id),
                                               COR_CHANCE_CROSSING);
      double pace = cor_chance_draw_lognormal (&chance, 1.0, state->options->crossing_sigma);

      for (guint hour = 0; hour < course->n_hours; hour++)
        paces[hour] =
            cor_chance_draw_lognormal (&chance, pace, state->options->crossing_hour_sigma);
      cor_queue_clear (state->queues->pdata[i]);
      cor_queue_set_pace (state->queues->pdata[i], paces);
      state->look_us[i] = COR_NEVER_US;
      state->n_present[i] = 0;
      state->noted_hour[i] = 0;
    }
}

static CorCrossingHour *
get_crossing_hour (CorRun *self, guint border, guint hour)
{
  return &self->crossing_hours[(gsize) border * self->state->course->n_hours + hour];
}

/* Notes how many are at a crossing; those who came in an earlier hour and are still there count in
 * each hour since. */
static void
note_present (CorRun *self, guint border, gint64 time_us, int change)
{
  CorRunState *state = self->state;
  guint hour = cor_course_get_hour (state->course, time_us);
  CorCrossingHour *noted;

  for (; state->noted_hour[border] < hour; state->noted_hour[border]++)
    {
      noted = get_crossing_hour (self, border, state->noted_hour[border] + 1);
      noted->n_peak = MAX (noted->n_peak, state->n_present[border]);
    }
  state->n_present[border] = (guint) ((int) state->n_present[border] + change);
  noted = get_crossing_hour (self, border, hour);
  noted->n_peak = MAX (noted->n_peak, state->n_present[border]);
}

static void
look_at (CorRun *self, guint border, gint64 time_us)
{
  CorRunState *state = self->state;

  if (time_us >= state->look_us[border])
    return;

  state->look_us[border] = time_us;
  cor_run_push (self, time_us, COR_EVENT_LOOK, border);
}

/**
 * cor_run_look:
 * @self: a run
 * @border: place of a border
 * @time_us: now, from the plan's start
 *
 * Lets the next people through whom the border takes now, if it has not looked since; else it
 * looks again when it can take somebody.
 */
void
cor_run_look (CorRun *self, guint border, gint64 time_us)
{
  CorRunState *state = self->state;
  const CorCourse *course = state->course;
  CorQueue *queue = state->queues->pdata[border];
  CorServing serving;
  gint64 until_us;
  guint n_left;

  if (state->look_us[border] != time_us)
    return; /* it has looked since */

  state->look_us[border] = COR_NEVER_US;
  if (cor_queue_is_busy (queue))
    return;

  n_left = cor_allowances_get_left (course->allowances, course->borders->pdata[border],
                                    state->n_taken, time_us, &until_us);
  if (n_left == 0)
    {
      if (until_us != COR_NEVER_US)
        look_at (self, border, until_us);
      return;
    }

  cor_queue_set_limit (queue, n_left, until_us);
  serving = cor_queue_serve (queue, time_us);
  if (serving.n_people > 0)
    {
      cor_allowances_take (course->allowances, course->borders->pdata[border], state->n_taken,
                           time_us, serving.n_people);
      cor_run_push (self, serving.until_us, COR_EVENT_SERVED, border);
    }
  else if (serving.until_us != COR_NEVER_US)
    look_at (self, border, serving.until_us);
}

/* People were let through one after the other; only the last can be so after the hour. */
static void
count_out (CorRun *self,
           guint border,
           guint n_people,
           gint64 from_us,
           gint64 until_us,
           gint64 arrive_us)
{
  const CorCourse *course = self->state->course;
  guint hour = cor_course_get_hour (course, until_us - 1);
  guint n_before = n_people > 1 && cor_course_get_hour (course, from_us) < hour ? n_people - 1 : 0;
  gint64 each_us = (until_us - from_us) / n_people;
  CorCrossingHour *noted = get_crossing_hour (self, border, hour);
  gint64 sum_us = n_people * (from_us - arrive_us) + each_us * n_people * (n_people + 1) / 2;

  self->out_by_hour[hour] += n_people - n_before;
  if (n_before > 0)
    self->out_by_hour[hour - 1] += n_before;
  noted->n_through += n_people;
  noted->wait_us += sum_us;
  self->n_out += n_people;
  self->last_us = MAX (self->last_us, until_us);
  self->person_us += (double) (sum_us + n_people * arrive_us);
}

/**
 * cor_run_finish_serving:
 * @self: a run
 * @border: place of a border
 * @time_us: now, from the plan's start
 *
 * Counts those out who were being let through, and has the border look for the next.
 */
void
cor_run_finish_serving (CorRun *self, guint border, gint64 time_us)
{
  CorRunState *state = self->state;
  gint64 from_us;
  CorServing served = cor_queue_finish (state->queues->pdata[border], &from_us);
  const CorColumn *column = cor_run_get_column (self, served.party);
  CorColumnProgress *progress = &state->progress[served.party];

  count_out (self, border, served.n_people, from_us, time_us, self->ends[served.party].arrive_us);
  note_present (self, border, time_us, -(int) served.n_people);
  progress->n_waiting -= served.n_people;
  if (progress->n_waiting == 0)
    {
      self->ends[served.party].through_us = time_us;
      cor_run_free_vehicles (self, served.party, FALSE, time_us - column->pass_us - COR_US_PER_H);
    }
  look_at (self, border, time_us);
}

/* When somebody who comes at a time has waited as long as others were seen waiting. They are
 * through no later than whoever comes after them: once an observation is out of date, or a shorter
 * waiting was seen, they have waited no longer than that. */
static gint64
find_join_us (const CorRun *self, const CorCrossing *crossing, gint64 time_us)
{
  gint64 start_utc_s = self->state->course->start_utc_s;
  gint64 time_utc_s = start_utc_s + time_us / COR_US_PER_S;
  gint64 join_us = time_us + cor_crossing_get_wait_min (crossing, time_utc_s) * COR_US_PER_MIN;

  for (guint i = 0; i < crossing->waits->len; i++)
    {
      gint64 seen_utc_s = ((CorCrossingWait *) crossing->waits->pdata[i])->observed_utc_s;
      const gint64 moments[] = { seen_utc_s, seen_utc_s + COR_CROSSING_WAIT_VALID_S + 1 };

      for (guint j = 0; j < G_N_ELEMENTS (moments); j++)
        if (moments[j] > time_utc_s)
          join_us =
              MIN (join_us, (moments[j] - start_utc_s) * COR_US_PER_S +
                                cor_crossing_get_wait_min (crossing, moments[j]) * COR_US_PER_MIN);
    }

  return join_us;
}

/**
 * cor_run_arrive:
 * @self: a run
 * @index: place of a column
 * @time_us: when it comes to its crossing, from the plan's start
 *
 * Notes it there, and has it join the queue when its appointment and the waiting observed allow.
 */
void
cor_run_arrive (CorRun *self, guint index, gint64 time_us)
{
  const CorColumn *column = cor_run_get_column (self, index);
  const CorBorder *border = self->state->course->borders->pdata[column->border];
  gint64 join_us = find_join_us (self, border->crossing, time_us);

  if (self->state->options->keeps_appointments)
    join_us = MAX (join_us, column->pass_us);
  self->ends[index].arrive_us = time_us;
  self->state->progress[index].n_waiting = column->movement->n_people;
  note_present (self, column->border, time_us, (int) column->movement->n_people);
  cor_run_free_vehicles (self, index, TRUE, time_us - column->arrive_us);
  cor_run_push (self, join_us, COR_EVENT_JOIN, index);
}

/**
 * cor_run_join:
 * @self: a run
 * @index: place of a column
 * @time_us: now, from the plan's start
 *
 * Puts its people into the queues of their modes.
 */
void
cor_run_join (CorRun *self, guint index, gint64 time_us)
{
  const CorColumn *column = cor_run_get_column (self, index);

  for (guint i = 0; i < COR_N_MODES; i++)
    if (column->n_people[i] > 0)
      cor_queue_join (self->state->queues->pdata[column->border], index, i, column->n_people[i]);
  if (!cor_queue_is_busy (self->state->queues->pdata[column->border]))
    look_at (self, column->border, time_us);
}

/**
 * cor_run_close_borders:
 * @self: a run that ends
 *
 * Notes who is still there.
 */
void
cor_run_close_borders (CorRun *self)
{
  const CorRunState *state = self->state;

  for (guint i = 0; i < state->course->borders->len; i++)
    if (state->n_present[i] > 0)
      note_present (self, i, state->course->end_us - 1, 0);
}
