/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-run-private.h"

#include <string.h>

/* How many numbers say what quotas have taken; at all crossings days are counted alike. */
static gsize
count_taken (const CorCourse *course)
{
  const CorBorder *border = course->borders->len > 0 ? course->borders->pdata[0] : NULL;

  return border != NULL ? (gsize) course->allowances->len * border->n_days : 0;
}

/**
 * cor_run_new:
 * @course: a plan; must outlive the run
 * @options: how it is tried; must outlive the run
 *
 * Returns: (transfer full): room for a run
 */
CorRun *
cor_run_new (const CorCourse *course, const CorForecastOptions *options)
{
  CorRun *self = g_new0 (CorRun, 1);
  CorRunState *state = g_new0 (CorRunState, 1);
  gsize n_borders = course->borders->len;

  self->state = state;
  self->ends = g_new0 (CorColumnEnd, course->columns->len + 1);
  self->crossing_hours = g_new0 (CorCrossingHour, n_borders * course->n_hours + 1);
  self->out_by_hour = g_new0 (guint, course->n_hours + 1);
  state->course = course;
  state->options = options;
  state->events = cor_event_heap_new ();
  state->progress = g_new0 (CorColumnProgress, course->columns->len + 1);
  state->queues = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_queue_free);
  state->look_us = g_new0 (gint64, n_borders + 1);
  state->n_present = g_new0 (guint, n_borders + 1);
  state->noted_hour = g_new0 (guint, n_borders + 1);
  state->paces = g_new0 (double, n_borders * course->n_hours + 1);
  state->n_taken = g_new0 (guint, count_taken (course) + 1);
  state->turns = g_new0 (CorGateTurn, course->maker->gates->len + 1);
  state->stretch_hours =
      g_new0 (CorStretchHour, (gsize) course->maker->stretches->len * course->n_hours + 1);
  for (guint i = 0; i < n_borders; i++)
    g_ptr_array_add (state->queues, cor_queue_new (course->borders->pdata[i]));

  return self;
}

/**
 * cor_run_free:
 * @self: (transfer full): a run
 *
 * Frees @self.
 */
void
cor_run_free (CorRun *self)
{
  CorRunState *state = self->state;

  cor_event_heap_free (state->events);
  g_free (state->progress);
  g_ptr_array_unref (state->queues);
  g_free (state->look_us);
  g_free (state->n_present);
  g_free (state->noted_hour);
  g_free (state->paces);
  g_free (state->turns);
  g_free (state->n_taken);
  g_free (state->stretch_hours);
  g_free (state);
  g_free (self->ends);
  g_free (self->crossing_hours);
  g_free (self->out_by_hour);
  g_free (self);
}

/**
 * cor_run_get_column:
 * @self: a run
 * @column: place of a column
 *
 * Returns: (transfer none): the column as planned
 */
const CorColumn *
cor_run_get_column (const CorRun *self, guint column)
{
  return &g_array_index (self->state->course->columns, CorColumn, column);
}

/**
 * cor_run_push:
 * @self: a run
 * @time_us: when, from the plan's start
 * @kind: what happens
 * @index: to which column or border
 *
 * Has something happen later; after the end of the simulation nothing does.
 */
void
cor_run_push (const CorRun *self, gint64 time_us, CorEventKind kind, guint index)
{
  if (time_us <= self->state->course->end_us)
    cor_event_heap_push (self->state->events, time_us, kind, index);
}

/**
 * cor_run_start_chance:
 * @state: what a run stands at
 * @thing: what chance is about
 * @use: what it is used for
 *
 * Returns: the stream of chance of that thing, for one use of it in this run
 */
CorChance
cor_run_start_chance (const CorRunState *state, guint64 thing, CorChanceUse use)
{
  return cor_chance_start (state->seed, cor_chance_mix (thing, use));
}

static void
happen (CorRun *self, const CorEvent *event)
{
  switch ((CorEventKind) event->kind)
    {
    case COR_EVENT_SERVED:
      cor_run_finish_serving (self, event->index, event->time_us);
      break;
    case COR_EVENT_DEPART:
      cor_run_depart (self, event->index, event->time_us);
      break;
    case COR_EVENT_ENTER:
      cor_run_drive (self, event->index, event->time_us);
      break;
    case COR_EVENT_ARRIVE:
      cor_run_arrive (self, event->index, event->time_us);
      break;
    case COR_EVENT_JOIN:
      cor_run_join (self, event->index, event->time_us);
      break;
    case COR_EVENT_LOOK:
    default:
      cor_run_look (self, event->index, event->time_us);
      break;
    }
}

static void
start (CorRun *self, guint number)
{
  CorRunState *state = self->state;
  const CorCourse *course = state->course;

  state->number = number;
  state->seed = cor_chance_mix (state->options->seed, number);
  self->n_out = self->n_stuck = self->n_breakdowns = 0;
  self->last_us = G_MININT64;
  self->person_us = 0.0;
  memset (self->crossing_hours, 0,
          sizeof (CorCrossingHour) * course->borders->len * course->n_hours);
  memset (self->out_by_hour, 0, sizeof (guint) * course->n_hours);
  memset (state->n_taken, 0, sizeof (guint) * count_taken (course));
  memset (state->turns, 0, sizeof (CorGateTurn) * course->maker->gates->len);
  cor_run_open_borders (self);
  for (guint i = 0; i < course->columns->len; i++)
    {
      self->ends[i] = (CorColumnEnd){ COR_NEVER_US, COR_NEVER_US, COR_NEVER_US, FALSE, FALSE };
      state->progress[i] =
          (CorColumnProgress){ .n_awaited = cor_run_get_column (self, i)->n_awaited };
    }
}

/**
 * cor_run_do:
 * @self: room for a run
 * @number: its number, from 0: what chance does depends on it and the seed
 *
 * Runs the plan once.
 */
void
cor_run_do (CorRun *self, guint number)
{
  CorRunState *state = self->state;
  CorEvent event;

  start (self, number);
  for (guint i = 0; i < state->course->columns->len; i++)
    if (state->progress[i].n_awaited == 0)
      cor_run_set_off (self, i);
  while (cor_event_heap_pop (state->events, &event))
    happen (self, &event);
  cor_run_close_borders (self);
}
