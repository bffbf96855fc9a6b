/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-hours.h"

#include <string.h>

#include "cor-network-private.h"
#include "cor-time.h"

#define DAY_S 86400
#define WEEK_S (7 * DAY_S)
#define MINUTE_S 60
#define MAX_SPAN_S (366 * (gint64) DAY_S)

/* 1970 began on a Thursday. */
#define MONDAY_S (-3 * (gint64) DAY_S)

static const struct
{
  char country[3];
  const char *zone;
} zones[] = {
  { "UA", "Europe/Kyiv" },     { "PL", "Europe/Warsaw" },    { "SK", "Europe/Bratislava" },
  { "HU", "Europe/Budapest" }, { "RO", "Europe/Bucharest" }, { "MD", "Europe/Chisinau" },
  { "BY", "Europe/Minsk" },    { "RU", "Europe/Moscow" },
};

static const CorNetworkHours *
find_hours (const CorNetwork *self, guint32 arc)
{
  guint32 low = 0;
  guint32 high = self->n_hours;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->hours[middle].arc < arc)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_hours && self->hours[low].arc == arc ? &self->hours[low] : NULL;
}

/**
 * cor_network_get_n_timed_arcs:
 * @self: a network
 *
 * Returns: how many arcs are closed at some hours of the week, for one vehicle or for both
 */
guint
cor_network_get_n_timed_arcs (CorNetwork *self)
{
  return self->n_hours;
}

/**
 * cor_network_get_timed_arc:
 * @self: a network
 * @index: which of them, counted from 0
 *
 * Returns: the arc; they ascend
 */
guint32
cor_network_get_timed_arc (CorNetwork *self, guint index)
{
  g_return_val_if_fail (index < self->n_hours, COR_ROAD_NONE);

  return self->hours[index].arc;
}

/**
 * cor_network_get_arc_hours:
 * @self: a network
 * @arc: one of its arcs
 * @vehicle: what drives
 * @open_ms: (out) (optional): the time that driving it takes while it is open, or
 *   %COR_TRAVEL_UNREACHABLE if @vehicle never may
 * @n_windows: (out): how many windows there are
 *
 * Tells at which hours of the week an arc is closed. cor_network_get_arc_time_ms () says
 * %COR_TRAVEL_UNREACHABLE of an arc that has such hours: without a time of day it is closed, so
 * that a plan that does not look at the clock never counts on it.
 *
 * Returns: (transfer none) (array length=n_windows) (nullable): the windows, those for driving
 *   before those for entering, the earliest first; none for an arc that is always as it is
 */
const CorWeekWindow *
cor_network_get_arc_hours (CorNetwork *self,
                           guint32 arc,
                           CorRoadVehicle vehicle,
                           guint32 *open_ms,
                           gsize *n_windows)
{
  const CorNetworkHours *hours = find_hours (self, arc);

  *n_windows = hours != NULL ? hours->n_windows[vehicle] : 0;
  if (open_ms != NULL)
    *open_ms =
        *n_windows > 0 ? hours->time_ms[vehicle] : cor_network_get_arc_time_ms (self, arc, vehicle);

  return *n_windows > 0 ? &self->window[hours->first_window[vehicle]] : NULL;
}

/**
 * cor_network_get_arc_zone:
 * @self: a network
 * @arc: one of its arcs
 *
 * Returns: (transfer none): the zone of the tz database by whose clock the hours of @arc go;
 *   Ukraine's where the country is not known
 */
const char *
cor_network_get_arc_zone (CorNetwork *self, guint32 arc)
{
  const char *country = self->leg[cor_network_arc_leg (self, arc)].country;

  for (gsize i = 1; i < G_N_ELEMENTS (zones); i++)
    {
      if (strncmp (zones[i].country, country, 2) == 0)
        return zones[i].zone;
    }

  return zones[0].zone;
}

static gint64
find_offset_s (GTimeZone *zone, gint64 utc_s)
{
  gint interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_s);

  return interval >= 0 ? g_time_zone_get_offset (zone, interval) : 0;
}

/* The end of the time, within a day, in which clocks are not put forward or back. */
static gint64
find_offset_end (GTimeZone *zone, gint64 from_utc_s, gint64 until_utc_s)
{
  gint64 offset_s = find_offset_s (zone, from_utc_s);
  gint64 low = from_utc_s;
  gint64 high = MIN (until_utc_s, from_utc_s + DAY_S);

  if (find_offset_s (zone, high - 1) == offset_s)
    return high;
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (find_offset_s (zone, middle) == offset_s)
        low = middle;
      else
        high = middle;
    }

  return high;
}

static void
add_time (GArray *times, gint64 from_utc_s, gint64 until_utc_s, CorWeekKind kind)
{
  CorClosedHours time = { from_utc_s, until_utc_s, kind };

  for (guint i = times->len; i > 0; i--)
    {
      CorClosedHours *last = &g_array_index (times, CorClosedHours, i - 1);

      if (last->kind != kind)
        continue;
      if (last->until_utc_s < from_utc_s)
        break;
      last->until_utc_s = MAX (last->until_utc_s, until_utc_s);
      return;
    }
  g_array_append_val (times, time);
}

/* Adds what of a window lies in a part of the week, both in seconds after some Monday 00:00. */
static void
add_window (GArray *times,
            const CorWeekWindow *window,
            gint64 from_s,
            gint64 until_s,
            gint64 monday_utc_s)
{
  gint64 begin_s = MAX (from_s, (gint64) window->from_min * MINUTE_S);
  gint64 end_s = MIN (until_s, (gint64) window->until_min * MINUTE_S);

  if (begin_s < end_s)
    add_time (times, monday_utc_s + begin_s, monday_utc_s + end_s, window->kind);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const CorClosedHours *first = a;
  const CorClosedHours *second = b;

  if (first->from_utc_s != second->from_utc_s)
    return first->from_utc_s < second->from_utc_s ? -1 : 1;

  return (int) first->kind - (int) second->kind;
}

/**
 * cor_network_list_closed_hours:
 * @self: a network
 * @arc: one of its arcs
 * @vehicle: what drives
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; a year after its begin at most
 * @times: (element-type CorClosedHours): takes the times, the earliest first, those of one kind
 *   apart from each other
 *
 * Lists when an arc is closed by the local clock, with summer time as the tz database has it.
 */
void
cor_network_list_closed_hours (CorNetwork *self,
                               guint32 arc,
                               CorRoadVehicle vehicle,
                               gint64 from_utc_s,
                               gint64 until_utc_s,
                               GArray *times)
{
  GTimeZone *zone;
  gsize n_windows;
  const CorWeekWindow *windows;

  g_return_if_fail (arc < self->n_arcs);

  windows = cor_network_get_arc_hours (self, arc, vehicle, NULL, &n_windows);
  if (n_windows == 0)
    return;
  zone = cor_time_zone (cor_network_get_arc_zone (self, arc));
  until_utc_s = MIN (until_utc_s, from_utc_s + MAX_SPAN_S);
  while (from_utc_s < until_utc_s)
    {
      gint64 end_utc_s = find_offset_end (zone, from_utc_s, until_utc_s);
      gint64 local_s = from_utc_s + find_offset_s (zone, from_utc_s) - MONDAY_S;
      gint64 of_week_s = (local_s % WEEK_S + WEEK_S) % WEEK_S;
      gint64 monday_utc_s = from_utc_s - of_week_s;

      end_utc_s = MIN (end_utc_s, monday_utc_s + WEEK_S);
      for (gsize i = 0; i < n_windows; i++)
        add_window (times, &windows[i], of_week_s, end_utc_s - monday_utc_s, monday_utc_s);
      from_utc_s = end_utc_s;
    }
  g_array_sort (times, compare_times);
}
