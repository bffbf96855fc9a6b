/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gate.h"

#include "cor-time.h"

/* Where a column is between two junctions is interpolated: so exactly one knows when it comes to a
 * gate. */
#define ROUNDING_US COR_US_PER_S

/**
 * cor_clock_to_us:
 * @self: a clock
 * @time_utc_s: a time
 *
 * Returns: the same in microseconds since the plan's start
 */
gint64
cor_clock_to_us (CorClock self, gint64 time_utc_s)
{
  return (time_utc_s - self.start_utc_s) * COR_US_PER_S;
}

typedef gboolean (*HoldsFunc) (gconstpointer record, gint64 time_utc_s);

static gint64
find_next_change (gint64 time_utc_s,
                  gint64 from_utc_s,
                  gint64 until_utc_s,
                  const CorDaily *daily,
                  const char *zone)
{
  gint64 next = cor_daily_get_next_change (daily, zone, time_utc_s);

  if (next <= time_utc_s)
    next = G_MAXINT64;
  if (from_utc_s != COR_TIME_NONE && from_utc_s > time_utc_s)
    next = MIN (next, from_utc_s);
  if (until_utc_s != COR_TIME_NONE && until_utc_s > time_utc_s)
    next = MIN (next, until_utc_s);

  return next;
}

/* When a record holds, or when not, between the plan's start and the end of the simulation; what
 * holds then holds for good. */
static void
add_spans (CorClock clock,
           GArray *spans,
           gconstpointer record,
           HoldsFunc holds,
           gboolean wanted,
           gint64 from_utc_s,
           gint64 until_utc_s,
           const CorDaily *daily,
           const char *zone)
{
  gint64 end_utc_s = clock.start_utc_s + (gint64) clock.n_hours * COR_SECONDS_PER_HOUR;
  gint64 time_utc_s = clock.start_utc_s;

  while (time_utc_s < end_utc_s)
    {
      gint64 next = find_next_change (time_utc_s, from_utc_s, until_utc_s, daily, zone);
      CorSpan span = { cor_clock_to_us (clock, time_utc_s),
                       next < end_utc_s ? cor_clock_to_us (clock, next) : COR_NEVER_US };
      CorSpan *last = spans->len > 0 ? &g_array_index (spans, CorSpan, spans->len - 1) : NULL;

      if (holds (record, time_utc_s) == wanted)
        {
          if (last != NULL && last->until_us == span.from_us)
            last->until_us = span.until_us;
          else
            g_array_append_val (spans, span);
        }
      time_utc_s = MIN (next, end_utc_s);
    }
}

static gboolean
closure_holds (gconstpointer record, gint64 time_utc_s)
{
  return cor_closure_is_in_force (record, time_utc_s);
}

static gboolean
corridor_holds (gconstpointer record, gint64 time_utc_s)
{
  return cor_agreed_corridor_is_open (record, time_utc_s);
}

static CorGate *
gate_new (const CorId *id)
{
  CorGate *self = g_new0 (CorGate, 1);

  self->id = *id;
  self->shut = g_array_new (FALSE, FALSE, sizeof (CorSpan));

  return self;
}

static gint64
get_headway_us (guint vehicles_per_h)
{
  if (vehicles_per_h == COR_UNLIMITED)
    return 0;

  return vehicles_per_h > 0 ? COR_US_PER_H / vehicles_per_h : 0;
}

/**
 * cor_gate_new_for_closure:
 * @closure: a closure
 * @clock: the time that is simulated
 *
 * Returns: (transfer full): when it lets nobody drive in, or how few
 */
CorGate *
cor_gate_new_for_closure (const CorClosure *closure, CorClock clock)
{
  CorGate *gate = gate_new (&closure->record.id);
  gboolean is_limit = closure->effect == COR_RESTRICTION_LIMIT;
  GArray *spans = NULL;

  if (closure->effect == COR_RESTRICTION_CLOSED || (is_limit && closure->limit_vehicles_per_h == 0))
    spans = gate->shut;
  else if (is_limit)
    {
      gate->headway_us = get_headway_us (closure->limit_vehicles_per_h);
      spans = gate->narrow = g_array_new (FALSE, FALSE, sizeof (CorSpan));
    }
  if (spans != NULL)
    add_spans (clock, spans, closure, closure_holds, TRUE, closure->from_utc_s,
               closure->until_utc_s, &closure->daily, closure->zone);

  return gate;
}

/**
 * cor_gate_new_for_corridor:
 * @corridor: an agreed corridor
 * @clock: the time that is simulated
 *
 * Returns: (transfer full): when it lets nobody drive in, and how few otherwise
 */
CorGate *
cor_gate_new_for_corridor (const CorAgreedCorridor *corridor, CorClock clock)
{
  CorGate *gate = gate_new (&corridor->record.id);

  gate->headway_us = get_headway_us (corridor->vehicles_per_h);
  gate->spacing_us = corridor->min_spacing_min * COR_US_PER_MIN;
  gate->max_vehicles = corridor->max_column_vehicles;
  add_spans (clock, gate->shut, corridor, corridor_holds, FALSE, corridor->from_utc_s,
             corridor->until_utc_s, &corridor->daily, corridor->zone);

  return gate;
}

/**
 * cor_gate_free:
 * @self: (transfer full): a gate
 *
 * Frees @self.
 */
void
cor_gate_free (CorGate *self)
{
  g_array_unref (self->shut);
  g_clear_pointer (&self->narrow, g_array_unref);
  g_free (self);
}

/**
 * cor_spans_get_end_us:
 * @spans: (element-type CorSpan): times, in order
 * @time_us: a time
 *
 * Returns: when the span that holds @time_us ends; @time_us if none does
 */
gint64
cor_spans_get_end_us (GArray *spans, gint64 time_us)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const CorSpan *span = &g_array_index (spans, CorSpan, i);

      if (time_us < span->from_us)
        break;
      if (time_us < span->until_us)
        return span->until_us;
    }

  return time_us;
}

/**
 * cor_gate_get_open_us:
 * @self: a gate
 * @time_us: when somebody comes to it
 * @through_us: how long driving through takes as planned
 *
 * Nobody drives in who would not be out again before it shuts; a second makes no difference.
 *
 * Returns: when they may drive in: @time_us, later, or %COR_NEVER_US
 */
gint64
cor_gate_get_open_us (const CorGate *self, gint64 time_us, gint64 through_us)
{
  for (guint i = 0; i < self->shut->len && time_us != COR_NEVER_US; i++)
    {
      const CorSpan *span = &g_array_index (self->shut, CorSpan, i);

      if (time_us + ROUNDING_US < span->until_us &&
          (time_us >= span->from_us || time_us + through_us > span->from_us + ROUNDING_US))
        time_us = span->until_us;
    }

  return time_us;
}

/**
 * cor_gate_shuts_meanwhile:
 * @self: a gate
 * @from_us: when somebody drives in
 * @until_us: when they are out again
 *
 * Returns: whether it shuts while they are there
 */
gboolean
cor_gate_shuts_meanwhile (const CorGate *self, gint64 from_us, gint64 until_us)
{
  for (guint i = 0; i < self->shut->len; i++)
    {
      const CorSpan *span = &g_array_index (self->shut, CorSpan, i);

      if (span->from_us >= from_us && span->from_us + ROUNDING_US < until_us)
        return TRUE;
    }

  return FALSE;
}

/**
 * cor_gate_is_narrow:
 * @self: a gate
 * @time_us: when somebody drives in
 *
 * Returns: whether vehicles or columns have to keep a distance then
 */
gboolean
cor_gate_is_narrow (const CorGate *self, gint64 time_us)
{
  return (self->headway_us > 0 || self->spacing_us > 0) &&
         (self->narrow == NULL || cor_spans_get_end_us (self->narrow, time_us) > time_us);
}

/**
 * cor_gate_get_turn_us:
 * @self: a gate
 * @time_us: when somebody comes to it
 * @free_us: when those before them will have driven in
 *
 * Returns: when it is their turn
 */
gint64
cor_gate_get_turn_us (const CorGate *self, gint64 time_us, gint64 free_us)
{
  gint64 end_us =
      self->narrow == NULL ? COR_NEVER_US : cor_spans_get_end_us (self->narrow, time_us);

  return cor_gate_is_narrow (self, time_us) ? MIN (MAX (time_us, free_us), end_us) : time_us;
}
