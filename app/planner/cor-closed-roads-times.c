/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closed-roads-private.h"

#define SECONDS_PER_MINUTE 60

static gboolean
is_in_force (const CorClosedRoads *self, guint closure, const CorClosedSpan *span)
{
  return cor_closure_shape_meets (self->shapes->pdata[closure], span->from_utc_s, span->from_utc_s);
}

/**
 * cor_closed_roads_includes:
 * @self: closed roads
 * @span: a time in which nothing changes
 * @other: another one
 *
 * Returns: whether whatever is in force in @other is so in @span
 */
gboolean
cor_closed_roads_includes (const CorClosedRoads *self,
                           const CorClosedSpan *span,
                           const CorClosedSpan *other)
{
  for (guint i = 0; i < self->shapes->len; i++)
    if (is_in_force (self, i, other) && !is_in_force (self, i, span))
      return FALSE;

  return TRUE;
}

static guint
find_alike (const CorClosedRoads *self, GArray *spans, const CorClosedSpan *span)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const CorClosedSpan *earlier = &g_array_index (spans, CorClosedSpan, i);

      if (earlier->alike == i && cor_closed_roads_includes (self, earlier, span) &&
          cor_closed_roads_includes (self, span, earlier))
        return i;
    }

  return spans->len;
}

/**
 * cor_closed_roads_list_spans:
 * @self: closed roads
 *
 * Returns: (transfer full) (element-type CorClosedSpan): the time of the plan, divided where a
 *   closure comes into force or ends; at least one
 */
GArray *
cor_closed_roads_list_spans (const CorClosedRoads *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CorClosedSpan));
  gint64 from_utc_s = self->start_utc_s;

  for (guint i = 0; i <= self->changes->len; i++)
    {
      CorClosedSpan span = { from_utc_s,
                             i < self->changes->len ? g_array_index (self->changes, gint64, i)
                                                    : MAX (from_utc_s, self->end_utc_s),
                             0 };

      span.alike = find_alike (self, spans, &span);
      g_array_append_val (spans, span);
      from_utc_s = span.until_utc_s;
    }

  return spans;
}

/**
 * cor_closed_roads_find_area:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: a moment
 *
 * Returns: (transfer none) (nullable): a closure with an area that holds the place at that moment
 */
const CorClosure *
cor_closed_roads_find_area (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s)
{
  gsize index = cor_closure_set_find_area (self->all, position, time_utc_s, time_utc_s);

  return index < self->closures->len ? self->closures->pdata[index] : NULL;
}

/**
 * cor_closed_roads_find_way_out:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: the earliest time to leave it
 *
 * Returns: when the place can be left, or %G_MAXINT64 if it lies in closed areas until the plan
 * ends
 */
gint64
cor_closed_roads_find_way_out (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s)
{
  if (cor_closed_roads_find_area (self, position, time_utc_s) == NULL)
    return time_utc_s;

  for (guint i = 0; i < self->changes->len; i++)
    {
      gint64 change_utc_s = g_array_index (self->changes, gint64, i);

      if (change_utc_s > time_utc_s &&
          cor_closed_roads_find_area (self, position, change_utc_s) == NULL)
        return change_utc_s;
    }

  return G_MAXINT64;
}

/**
 * cor_closed_roads_find_last_way_out:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: the latest time to leave it
 *
 * Returns: the last moment up to then at which it can be left, a minute before an area closes; the
 * plan's start if there is none
 */
gint64
cor_closed_roads_find_last_way_out (const CorClosedRoads *self,
                                    CorPosition position,
                                    gint64 time_utc_s)
{
  if (cor_closed_roads_find_area (self, position, time_utc_s) == NULL)
    return time_utc_s;

  for (guint i = self->changes->len; i > 0; i--)
    {
      gint64 before_utc_s = g_array_index (self->changes, gint64, i - 1) - SECONDS_PER_MINUTE;

      if (before_utc_s < time_utc_s && before_utc_s >= self->start_utc_s &&
          cor_closed_roads_find_area (self, position, before_utc_s) == NULL)
        return before_utc_s;
    }

  return self->start_utc_s;
}
