/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-run-private.h"

static gint64
from_minutes (double minutes)
{
  return (gint64) (minutes * COR_US_PER_MIN);
}

/**
 * cor_run_set_off:
 * @self: a run
 * @index: place of a column
 *
 * Draws how late the column leaves, and has it depart then.
 */
void
cor_run_set_off (CorRun *self, guint index)
{
  CorRunState *state = self->state;
  const CorColumn *column = cor_run_get_column (self, index);
  const CorForecastOptions *options = state->options;
  CorChance chance = cor_run_start_chance (state, column->key, COR_CHANCE_START);
  gint64 depart_us = MAX (column->depart_us, state->progress[index].ready_us);

  if (cor_chance_draw_uniform (&chance) * 100.0 < options->late_start_percent)
    {
      double late_min = cor_chance_draw_exponential (&chance, options->late_start_mean_min);

      depart_us += from_minutes (MIN (late_min, options->late_start_max_min));
    }
  depart_us = cor_spans_get_end_us (state->course->night, depart_us);
  cor_run_push (self, depart_us, COR_EVENT_DEPART, index);
}

/**
 * cor_run_free_vehicles:
 * @self: a run
 * @index: place of a column
 * @from_arrival: whether its vehicles are free when they arrive, not when people are through
 * @late_us: by how much it is later than planned
 *
 * Lets the next trips of those vehicles leave, late by what cannot be made up for.
 */
void
cor_run_free_vehicles (CorRun *self, guint index, gboolean from_arrival, gint64 late_us)
{
  GArray *followers = cor_run_get_column (self, index)->followers;

  for (guint i = 0; i < followers->len; i++)
    {
      const CorFollower *follower = &g_array_index (followers, CorFollower, i);
      CorColumnProgress *progress = &self->state->progress[follower->movement];
      gint64 depart_us = cor_run_get_column (self, follower->movement)->depart_us;

      if (follower->from_arrival != from_arrival)
        continue;
      progress->ready_us =
          MAX (progress->ready_us, depart_us + MAX (0, late_us - follower->spare_us));
      if (--progress->n_awaited == 0)
        cor_run_set_off (self, follower->movement);
    }
}

static double
get_stretch_pace (CorRunState *state, guint stretch, guint hour)
{
  CorStretchHour *known = &state->stretch_hours[(gsize) stretch * state->course->n_hours + hour];

  if (known->run != state->number + 1)
    {
      guint64 key = g_array_index (state->course->maker->stretches, guint64, stretch);
      gint64 hour_utc = cor_time_floor_hour (state->course->start_utc_s) / COR_SECONDS_PER_HOUR;
      CorChance chance = cor_run_start_chance (
          state, cor_chance_mix (key, (guint64) (hour_utc + hour)), COR_CHANCE_STRETCH);

      known->run = state->number + 1;
      known->factor =
          (float) cor_chance_draw_lognormal (&chance, 1.0, state->options->stretch_sigma);
    }

  return known->factor;
}

static void
draw_next_breakdown (CorRunState *state, const CorColumn *column, CorColumnProgress *progress)
{
  double rate = state->options->breakdowns_per_1000_km * column->n_vehicles;

  if (rate > 0.0)
    progress->next_breakdown_m +=
        cor_chance_draw_exponential (&progress->breakdowns, 1000.0 * 1000.0 / rate);
  else
    progress->next_breakdown_m = G_MAXDOUBLE;
}

/* What breakdowns on a piece cost. */
static gint64
break_down (CorRun *self, const CorColumn *column, CorColumnProgress *progress, double until_m)
{
  const CorForecastOptions *options = self->state->options;
  gint64 lost_us = 0;

  while (progress->next_breakdown_m < until_m)
    {
      lost_us += from_minutes (cor_chance_draw_lognormal (
          &progress->breakdowns, options->breakdown_median_min, options->breakdown_sigma));
      self->n_breakdowns++;
      draw_next_breakdown (self->state, column, progress);
    }

  return lost_us;
}

static const CorWayGate *
get_gate (const CorWay *way, const CorWayPiece *piece, guint index)
{
  return &g_array_index (way->gates, CorWayGate, piece->first_gate + index);
}

/* When a movement is to enter a gate; COR_NEVER_US if the plan does not say. */
static gint64
find_appointment_us (const CorRun *self, const CorColumn *column, guint gate)
{
  const CorCourse *course = self->state->course;
  const CorMovement *movement = column->movement;
  const CorGate *known = course->maker->gates->pdata[gate];

  for (guint i = 0; i < movement->corridor_ids->len && i < movement->enter_utc_s->len; i++)
    if (cor_id_equal (&g_array_index (movement->corridor_ids, CorId, i), &known->id))
      return cor_clock_to_us (course->maker->clock,
                              g_array_index (movement->enter_utc_s, gint64, i));

  return COR_NEVER_US;
}

/* When a column that comes to a piece is to drive in by the plan, or that moment if it is late. */
static gint64
find_due_us (const CorRun *self, const CorColumn *column, guint place, gint64 time_us)
{
  const CorWay *way = column->way;
  const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, place);

  for (guint i = 0; i < piece->n_gates; i++)
    {
      const CorWayGate *gate = get_gate (way, piece, i);
      gint64 appointment_us =
          gate->is_entry ? find_appointment_us (self, column, gate->gate) : COR_NEVER_US;

      if (appointment_us != COR_NEVER_US)
        time_us = MAX (time_us, appointment_us);
    }

  return time_us;
}

/* When a column that comes to a piece may drive in. Who is within a gate is not stopped by it. */
static gint64
find_open_us (const CorRun *self, const CorColumn *column, guint place, gint64 time_us)
{
  const CorCourse *course = self->state->course;
  const CorWay *way = column->way;
  const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, place);
  gint64 open_us = find_due_us (self, column, place, time_us), before_us;

  do
    {
      before_us = open_us;
      if (course->stops_at_night)
        open_us = cor_spans_get_end_us (course->night, open_us);
      for (guint i = 0; i < piece->n_gates && open_us != COR_NEVER_US; i++)
        {
          const CorWayGate *gate = get_gate (way, piece, i);

          if (gate->is_entry)
            open_us = cor_gate_get_open_us (course->maker->gates->pdata[gate->gate], open_us,
                                            gate->through_us);
        }
    }
  while (open_us != before_us && open_us != COR_NEVER_US);

  return open_us;
}

static gboolean
is_narrow (const CorRun *self, const CorWay *way, guint place)
{
  const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, place);

  for (guint i = 0; i < piece->n_gates; i++)
    {
      const CorWayGate *gate = get_gate (way, piece, i);
      const CorGate *known = self->state->course->maker->gates->pdata[gate->gate];

      if (gate->is_entry && (known->headway_us > 0 || known->spacing_us > 0))
        return TRUE;
    }

  return FALSE;
}

/* Whether a movement goes as part of the column that enters a gate, for which it was meant. Of
 * those that the plan says nothing of each is a column of its own. */
static gboolean
is_of_column (const CorRun *self, const CorColumn *column, guint gate)
{
  const CorGateTurn *turn = &self->state->turns[gate];
  const CorGate *known = self->state->course->maker->gates->pdata[gate];
  gint64 appointment_us = find_appointment_us (self, column, gate);

  return turn->n_vehicles > 0 && appointment_us != COR_NEVER_US &&
         appointment_us == turn->column_us &&
         (known->max_vehicles == 0 || turn->n_vehicles + column->n_vehicles <= known->max_vehicles);
}

/* When the turn of a movement that comes to a gate is. */
static gint64
find_turn_us (const CorRun *self, const CorColumn *column, guint gate, gint64 time_us)
{
  const CorGateTurn *turn = &self->state->turns[gate];

  return cor_gate_get_turn_us (self->state->course->maker->gates->pdata[gate], time_us,
                               is_of_column (self, column, gate) ? turn->tail_us : turn->free_us);
}

/* A movement larger than the largest column goes as several, with the spacing between them. */
static void
enter_gate (CorRun *self, const CorColumn *column, guint gate, gint64 time_us)
{
  CorGateTurn *turn = &self->state->turns[gate];
  const CorGate *known = self->state->course->maker->gates->pdata[gate];
  guint n_columns = known->max_vehicles > 0
                        ? (column->n_vehicles + known->max_vehicles - 1) / known->max_vehicles
                        : 1;
  gboolean joins = is_of_column (self, column, gate);

  turn->column_us = find_appointment_us (self, column, gate);
  turn->n_vehicles = column->n_vehicles + (joins ? turn->n_vehicles : 0);
  turn->tail_us =
      time_us + column->n_vehicles * known->headway_us + (n_columns - 1) * known->spacing_us;
  turn->free_us = turn->tail_us + known->spacing_us;
}

/* A column takes its turn at the narrow gates of a piece: it drives in once those before it have.
 * Movements that are to enter an agreed corridor at the same time are one column. */
static gint64
take_turn (CorRun *self, const CorColumn *column, guint place, gint64 time_us)
{
  const CorWay *way = column->way;
  const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, place);

  for (guint i = 0; i < piece->n_gates; i++)
    if (get_gate (way, piece, i)->is_entry)
      time_us = find_turn_us (self, column, get_gate (way, piece, i)->gate, time_us);
  time_us = find_open_us (self, column, place, time_us);
  if (time_us == COR_NEVER_US)
    return time_us;

  for (guint i = 0; i < piece->n_gates; i++)
    {
      guint gate = get_gate (way, piece, i)->gate;

      if (get_gate (way, piece, i)->is_entry &&
          cor_gate_is_narrow (self->state->course->maker->gates->pdata[gate], time_us))
        enter_gate (self, column, gate, time_us);
    }

  return time_us;
}

/* Whether anything on a piece closes while a column drives there. */
static gboolean
closes_meanwhile (const CorRun *self,
                  const CorWay *way,
                  guint place,
                  gint64 from_us,
                  gint64 until_us)
{
  const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, place);

  for (guint i = 0; i < piece->n_gates; i++)
    if (cor_gate_shuts_meanwhile (
            self->state->course->maker->gates->pdata[get_gate (way, piece, i)->gate], from_us,
            until_us))
      return TRUE;

  return FALSE;
}

/* Comes to a piece: waits where something is closed; what the plan gives time for is no stop, nor
 * that one is early for when the plan has one drive in. Returns when the column drives on, or
 * COR_NEVER_US if it is stuck, or has to come again in its turn. */
static gint64
enter (CorRun *self, guint index, gint64 time_us, gint64 now_us)
{
  CorRunState *state = self->state;
  const CorColumn *column = cor_run_get_column (self, index);
  CorColumnProgress *progress = &state->progress[index];
  gint64 open_us;

  open_us = find_open_us (self, column, progress->piece, time_us);
  if (open_us == COR_NEVER_US)
    self->ends[index].stopped = TRUE;
  else
    progress->waited_us += open_us - time_us;
  if (progress->waited_us > column->spare_us &&
      open_us > find_due_us (self, column, progress->piece, time_us))
    self->ends[index].stopped = TRUE;
  if (open_us <= state->course->end_us && is_narrow (self, column->way, progress->piece))
    {
      if (open_us > now_us)
        {
          cor_run_push (self, open_us, COR_EVENT_ENTER, index);
          return COR_NEVER_US;
        }
      open_us = take_turn (self, column, progress->piece, open_us);
    }
  if (open_us <= state->course->end_us)
    return open_us;

  self->n_stuck++;

  return COR_NEVER_US;
}

/**
 * cor_run_drive:
 * @self: a run
 * @index: place of a column
 * @now_us: now, from the plan's start
 *
 * Drives until the crossing, or until a gate at which the turn has to be awaited. What others do
 * meanwhile makes no difference elsewhere, so that it is done at once.
 */
void
cor_run_drive (CorRun *self, guint index, gint64 now_us)
{
  CorRunState *state = self->state;
  const CorColumn *column = cor_run_get_column (self, index);
  const CorWay *way = column->way;
  CorColumnProgress *progress = &state->progress[index];
  double fastest = state->options->fastest_percent / 100.0;
  double at_m = 0.0;
  gint64 time_us = now_us;

  for (guint i = 0; i < progress->piece; i++)
    at_m += g_array_index (way->pieces, CorWayPiece, i).length_m;
  for (; progress->piece < way->pieces->len; progress->piece++)
    {
      const CorWayPiece *piece = &g_array_index (way->pieces, CorWayPiece, progress->piece);
      gint64 entered_us = enter (self, index, time_us, now_us);
      double pace;

      if (entered_us == COR_NEVER_US)
        return;
      pace = progress->pace * get_stretch_pace (state, piece->stretch,
                                                cor_course_get_hour (state->course, entered_us));
      at_m += piece->length_m;
      time_us = entered_us + (gint64) ((double) piece->time_us * MAX (pace, fastest)) +
                break_down (self, column, progress, at_m);
      if (piece->n_gates > 0)
        self->ends[index].caught |=
            closes_meanwhile (self, way, progress->piece, entered_us, time_us);
    }
  if (column->spare_us > 0)
    time_us = MAX (time_us, column->arrive_us);
  cor_run_push (self, time_us, COR_EVENT_ARRIVE, index);
}

/**
 * cor_run_depart:
 * @self: a run
 * @index: place of a column
 * @time_us: when it leaves, from the plan's start
 *
 * Draws how fast the column drives, and has it drive.
 */
void
cor_run_depart (CorRun *self, guint index, gint64 time_us)
{
  CorRunState *state = self->state;
  const CorColumn *column = cor_run_get_column (self, index);
  CorColumnProgress *progress = &state->progress[index];
  CorChance chance = cor_run_start_chance (state, column->key, COR_CHANCE_DRIVE);

  self->ends[index].depart_us = time_us;
  progress->piece = 0;
  progress->waited_us = 0;
  progress->pace = cor_chance_draw_lognormal (&chance, 1.0, state->options->movement_sigma);
  progress->breakdowns = cor_run_start_chance (state, column->key, COR_CHANCE_BREAKDOWN);
  progress->next_breakdown_m = 0.0;
  draw_next_breakdown (state, column, progress);
  cor_run_drive (self, index, time_us);
}
