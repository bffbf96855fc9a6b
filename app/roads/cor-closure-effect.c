/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-shape.h"

#include "cor-closure-private.h"
#include "cor-error.h"

/* Hours come back every week; one day more bears that clocks are set. */
#define WEEK_S (8 * 86400)

/**
 * cor_closure_shape_set_delay:
 * @self: a shape
 * @delay_min: for how long it holds up, 1 to %COR_CLOSURE_MAX_DELAY_MIN minutes
 * @error: set when it is none
 *
 * Makes a checkpoint of it. One is held up once each time one passes: at a line whenever one
 * crosses it, at an area, or what lies near a front, whenever one drives into it, on a road in the
 * middle of it, and on a bridge in the middle of each of its legs. Whoever sets out within an area
 * has passed already. Several checkpoints add up.
 *
 * Returns: %TRUE if it was set
 */
gboolean
cor_closure_shape_set_delay (CorClosureShape *self, guint delay_min, GError **error)
{
  if (delay_min == 0 || delay_min > COR_CLOSURE_MAX_DELAY_MIN)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: a delay lasts from 1 minute to a week", self->label);
      return FALSE;
    }
  self->effect = COR_CLOSURE_DELAYED;
  self->delay_min = delay_min;

  return TRUE;
}

/**
 * cor_closure_shape_set_speed:
 * @self: a shape
 * @speed_percent: how much is left of the speed, 1 to 100
 * @error: set when it is none
 *
 * Makes it slow down rather than close. A leg that it touches is slow from end to end; of several
 * that touch it the slowest counts. Ferries are not slowed.
 *
 * Returns: %TRUE if it was set
 */
gboolean
cor_closure_shape_set_speed (CorClosureShape *self, guint speed_percent, GError **error)
{
  if (speed_percent == 0 || speed_percent > 100)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: of the speed 1 to 100 percent can be left; to let nobody drive, "
                   "close it",
                   self->label);
      return FALSE;
    }
  self->effect = COR_CLOSURE_SLOWED;
  self->speed_percent = speed_percent;

  return TRUE;
}

/**
 * cor_closure_shape_set_direction:
 * @self: a shape
 * @direction: in which direction it holds
 */
void
cor_closure_shape_set_direction (CorClosureShape *self, CorClosureDirection direction)
{
  self->direction = direction;
}

/**
 * cor_closure_shape_set_hours:
 * @self: a shape
 * @hours: (nullable): in which hours of its time it is in force; %NULL for all
 * @error: set when they are none
 *
 * Returns: %TRUE if they were set
 */
gboolean
cor_closure_shape_set_hours (CorClosureShape *self, const CorClosureHours *hours, GError **error)
{
  if (hours != NULL && !cor_closure_hours_check (hours, error))
    {
      g_prefix_error (error, "closure “%s”: ", self->label);
      return FALSE;
    }
  if (self->hours != NULL)
    g_free ((char *) self->hours->zone);
  g_clear_pointer (&self->hours, g_free);
  if (hours != NULL)
    {
      self->hours = g_memdup2 (hours, sizeof *hours);
      self->hours->zone = g_strdup (hours->zone);
    }

  return TRUE;
}

/**
 * cor_closure_shape_set_cuts_overpasses:
 * @self: a shape
 * @cuts_overpasses: whether a line that runs along a road hits also what leads over or under it
 *
 * An area hits whatever is in it, and a road only itself.
 */
void
cor_closure_shape_set_cuts_overpasses (CorClosureShape *self, gboolean cuts_overpasses)
{
  self->cuts_overpasses = cuts_overpasses;
}

/**
 * cor_closure_shape_get_effect:
 * @self: a shape
 *
 * Returns: what it does
 */
CorClosureEffect
cor_closure_shape_get_effect (CorClosureShape *self)
{
  return self->effect;
}

/**
 * cor_closure_shape_get_delay_min:
 * @self: a shape
 *
 * Returns: for how many minutes it holds up; 0 unless that is its effect
 */
guint
cor_closure_shape_get_delay_min (CorClosureShape *self)
{
  return self->effect == COR_CLOSURE_DELAYED ? self->delay_min : 0;
}

/**
 * cor_closure_shape_get_speed_percent:
 * @self: a shape
 *
 * Returns: how much of the speed is left; 100 unless it slows down
 */
guint
cor_closure_shape_get_speed_percent (CorClosureShape *self)
{
  return self->effect == COR_CLOSURE_SLOWED ? self->speed_percent : 100;
}

/**
 * cor_closure_shape_get_hours:
 * @self: a shape
 *
 * Returns: (transfer none) (nullable): the hours in which it is in force, %NULL for all
 */
const CorClosureHours *
cor_closure_shape_get_hours (CorClosureShape *self)
{
  return self->hours;
}

/**
 * cor_closure_shape_list_times:
 * @self: a shape
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; within a few years of @from_utc_s when it has hours
 * @times: (element-type CorClosureTime): takes the stretches in which it is in force, cut to that
 *   time, in order and apart from each other
 *
 * Returns: whether there are any
 */
gboolean
cor_closure_shape_list_times (CorClosureShape *self,
                              gint64 from_utc_s,
                              gint64 until_utc_s,
                              GArray *times)
{
  guint n_before = times->len;
  CorClosureTime time = { MAX (from_utc_s, self->from_utc_s),
                          MIN (until_utc_s, self->until_utc_s) };

  if (time.from_utc_s >= time.until_utc_s)
    return FALSE;
  if (self->hours != NULL)
    cor_closure_hours_list_times (self->hours, time.from_utc_s, time.until_utc_s, times);
  else
    g_array_append_val (times, time);

  return times->len > n_before;
}

/* The same second twice stands for that second. */
static gint64
end_of (gint64 from_utc_s, gint64 until_utc_s)
{
  return MAX (until_utc_s, from_utc_s + (from_utc_s < G_MAXINT64));
}

/**
 * cor_closure_shape_meets:
 * @self: a shape
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Returns: whether it is in force at any moment of that time
 */
gboolean
cor_closure_shape_meets (CorClosureShape *self, gint64 from_utc_s, gint64 until_utc_s)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));
  gint64 begin_utc_s = MAX (from_utc_s, self->from_utc_s);
  gint64 end_utc_s = MIN (end_of (from_utc_s, until_utc_s), self->until_utc_s);

  if (begin_utc_s >= end_utc_s || self->hours == NULL)
    return begin_utc_s < end_utc_s;
  /* In more than a week the hours come, if they come at all. */
  if (begin_utc_s == COR_CLOSED_SINCE_EVER)
    begin_utc_s = end_utc_s == COR_CLOSED_FOR_GOOD ? 0 : end_utc_s - WEEK_S;
  if (end_utc_s > begin_utc_s + WEEK_S)
    end_utc_s = begin_utc_s + WEEK_S;

  return cor_closure_shape_list_times (self, begin_utc_s, end_utc_s, times);
}

/**
 * cor_closure_shape_covers:
 * @self: a shape
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Returns: whether it is in force at every moment of that time
 */
gboolean
cor_closure_shape_covers (CorClosureShape *self, gint64 from_utc_s, gint64 until_utc_s)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));
  gint64 end_utc_s = end_of (from_utc_s, until_utc_s);
  const CorClosureTime *time;

  if (self->from_utc_s > from_utc_s || self->until_utc_s < end_utc_s)
    return FALSE;
  if (self->hours == NULL)
    return TRUE;
  if (from_utc_s == COR_CLOSED_SINCE_EVER)
    from_utc_s = end_utc_s == COR_CLOSED_FOR_GOOD ? 0 : end_utc_s - WEEK_S;
  if (end_utc_s > from_utc_s + WEEK_S)
    end_utc_s = from_utc_s + WEEK_S;
  if (!cor_closure_shape_list_times (self, from_utc_s, end_utc_s, times))
    return FALSE;
  time = &g_array_index (times, CorClosureTime, 0);

  return time->from_utc_s == from_utc_s && time->until_utc_s == end_utc_s;
}
