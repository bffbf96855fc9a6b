/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timetable.h"

#define SECONDS_PER_MINUTE 60

struct _CorTimetable
{
  gint64 first_hour_utc_s;
  guint n_hours;
  guint n_crossings;
  GArray *slots;     /* CorSlot, by crossing, then hour */
  guint *first_slot; /* of each crossing, and one more */
  guint *open_modes; /* of each crossing, by any slot with room or without */
  gint64 *arrival_s; /* by crossing, then hour: the latest that is through in that hour */
  guint *origins;    /* (nullable): of each crossing, where it really is; itself if NULL */
};

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gint64
floor_minute (gint64 time_utc_s)
{
  gint64 rest = time_utc_s % SECONDS_PER_MINUTE;

  return time_utc_s - (rest < 0 ? rest + SECONDS_PER_MINUTE : rest);
}

static void
add_moment (GArray *moments, gint64 moment_utc_s, gint64 from_utc_s, gint64 until_utc_s)
{
  if (moment_utc_s > from_utc_s && moment_utc_s < until_utc_s)
    g_array_append_val (moments, moment_utc_s);
}

/* Lists the moments within an hour at which something may begin or end at a crossing. The clock on
 * the wall never jumps within a clock hour. */
static void
list_moments (const CorCrossing *crossing, gint64 hour_utc_s, GArray *moments)
{
  gint64 end_utc_s = hour_utc_s + COR_SECONDS_PER_HOUR;
  int minute = cor_time_get_local_minute (hour_utc_s, crossing->zone);

  g_array_set_size (moments, 0);
  g_array_append_val (moments, hour_utc_s);
  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];
      gint64 opens = ((int) interval->opens_min - minute) * SECONDS_PER_MINUTE;
      gint64 closes = ((int) interval->closes_min - minute) * SECONDS_PER_MINUTE;

      add_moment (moments, interval->from_utc_s, hour_utc_s, end_utc_s);
      add_moment (moments, interval->until_utc_s, hour_utc_s, end_utc_s);
      add_moment (moments, hour_utc_s + opens, hour_utc_s, end_utc_s);
      add_moment (moments, hour_utc_s + closes, hour_utc_s, end_utc_s);
    }
  g_array_append_val (moments, end_utc_s);
  g_array_sort (moments, compare_times);
}

/* Capacity is handed out by the seconds for which the crossing has been open in this hour, so that
 * the parts of an hour never hold more than their sum. */
static void
add_hour (CorTimetable *self, const CorCrossing *crossing, guint index, guint hour, GArray *moments)
{
  guint64 open_s = 0, n_given = 0;
  guint first = self->slots->len;

  list_moments (crossing, cor_timetable_get_hour_utc_s (self, hour), moments);
  for (guint i = 0; i + 1 < moments->len; i++)
    {
      gint64 from = g_array_index (moments, gint64, i);
      gint64 until = g_array_index (moments, gint64, i + 1);
      CorSlot slot = { index, hour, cor_crossing_get_modes (crossing, from), 0 };
      guint64 n_people;

      if (slot.modes == 0 || from == until)
        continue;

      open_s += (guint64) (until - from);
      n_people = open_s * crossing->capacity_people_per_h / COR_SECONDS_PER_HOUR;
      slot.capacity_people = (guint) (n_people - n_given);
      n_given = n_people;
      self->open_modes[index] |= slot.modes;
      if (slot.capacity_people == 0)
        continue;

      if (self->slots->len > first &&
          g_array_index (self->slots, CorSlot, self->slots->len - 1).modes == slot.modes)
        g_array_index (self->slots, CorSlot, self->slots->len - 1).capacity_people +=
            slot.capacity_people;
      else
        g_array_append_val (self->slots, slot);
    }
}

/* Sets the latest arrivals that are through in each hour: of every stretch of time with one and the
 * same observed waiting, the last moment that is early enough. */
static void
set_arrivals (CorTimetable *self, const CorCrossing *crossing, guint index)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 *arrival_s = self->arrival_s + (gsize) index * self->n_hours;

  for (guint i = 0; i < crossing->waits->len; i++)
    {
      const CorCrossingWait *wait = crossing->waits->pdata[i];
      gint64 end_utc_s = wait->observed_utc_s + COR_CROSSING_WAIT_VALID_S + 1;

      g_array_append_val (moments, wait->observed_utc_s);
      g_array_append_val (moments, end_utc_s);
    }
  g_array_sort (moments, compare_times);

  for (guint hour = 0; hour < self->n_hours; hour++)
    {
      gint64 hour_utc_s = cor_timetable_get_hour_utc_s (self, hour);
      gint64 latest = G_MININT64;

      for (guint i = 0; i <= moments->len; i++)
        {
          gint64 from = i == 0 ? G_MININT64 : g_array_index (moments, gint64, i - 1);
          gint64 until = i == moments->len ? G_MAXINT64 : g_array_index (moments, gint64, i);
          gint64 wait_s = (gint64) cor_crossing_get_wait_min (crossing, from) * SECONDS_PER_MINUTE;
          gint64 arrival = floor_minute (MIN (hour_utc_s - wait_s, until - 1));

          if (arrival >= from && from < until)
            latest = MAX (latest, arrival);
        }
      arrival_s[hour] = latest;
    }
}

/**
 * cor_timetable_new:
 * @crossings: (element-type CorCrossing): the crossings
 * @start_utc_s: when the plan begins
 * @horizon_h: for how many hours it is made
 *
 * Lists every clock hour in which somebody can pass, from the first that begins after the plan does
 * to the last that ends within its horizon.
 *
 * Returns: (transfer full): the timetable
 */
CorTimetable *
cor_timetable_new (GPtrArray *crossings, gint64 start_utc_s, guint horizon_h)
{
  CorTimetable *self = g_new0 (CorTimetable, 1);
  gint64 end_utc_s = start_utc_s + (gint64) horizon_h * COR_SECONDS_PER_HOUR;
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->first_hour_utc_s = cor_time_floor_hour (start_utc_s + COR_SECONDS_PER_HOUR - 1);
  if (end_utc_s > self->first_hour_utc_s)
    self->n_hours = (guint) ((end_utc_s - self->first_hour_utc_s) / COR_SECONDS_PER_HOUR);
  self->n_crossings = crossings->len;
  self->slots = g_array_new (FALSE, FALSE, sizeof (CorSlot));
  self->first_slot = g_new0 (guint, crossings->len + 1);
  self->open_modes = g_new0 (guint, crossings->len + 1);
  self->arrival_s = g_new0 (gint64, (gsize) crossings->len * self->n_hours + 1);

  for (guint i = 0; i < crossings->len; i++)
    {
      for (guint hour = 0; hour < self->n_hours; hour++)
        add_hour (self, crossings->pdata[i], i, hour, moments);
      self->first_slot[i + 1] = self->slots->len;
      set_arrivals (self, crossings->pdata[i], i);
    }

  return self;
}

/* What is taken from a slot leaves it without room rather than out of the timetable: that it is
 * full is worth telling. */
static void
copy_crossing (const CorTimetable *from, CorTimetable *self, guint crossing, const guint *taken)
{
  for (guint i = from->first_slot[crossing]; i < from->first_slot[crossing + 1]; i++)
    {
      CorSlot slot = g_array_index (from->slots, CorSlot, i);

      g_assert (taken[i] <= slot.capacity_people);
      slot.capacity_people -= taken[i];
      g_array_append_val (self->slots, slot);
    }
  self->first_slot[crossing + 1] = self->slots->len;
  self->open_modes[crossing] = from->open_modes[crossing];
}

/**
 * cor_timetable_new_with_columns:
 * @self: a timetable
 * @origins: (array length=n_columns): for each column the crossing that it goes to
 * @n_columns: how many columns there are
 * @slots: (element-type CorSlot): what the columns may use, by column and hour; their crossings
 *   count on from those of @self
 * @taken: (array): for each slot of @self how many places of it @slots hold
 *
 * Returns: (transfer full): the same timetable with each column as a crossing of its own
 */
CorTimetable *
cor_timetable_new_with_columns (const CorTimetable *self,
                                const guint *origins,
                                guint n_columns,
                                GArray *slots,
                                const guint *taken)
{
  CorTimetable *with = g_new0 (CorTimetable, 1);
  guint n_all = self->n_crossings + n_columns, next = 0;

  *with = (CorTimetable){ .first_hour_utc_s = self->first_hour_utc_s,
                          .n_hours = self->n_hours,
                          .n_crossings = n_all,
                          .slots = g_array_new (FALSE, FALSE, sizeof (CorSlot)),
                          .first_slot = g_new0 (guint, n_all + 1),
                          .open_modes = g_new0 (guint, n_all + 1),
                          .arrival_s = g_new0 (gint64, (gsize) n_all * self->n_hours + 1),
                          .origins = g_new0 (guint, n_all + 1) };

  for (guint i = 0; i < n_all; i++)
    {
      guint origin = with->origins[i] = i < self->n_crossings ? i : origins[i - self->n_crossings];

      for (guint j = 0; j < self->n_hours; j++)
        with->arrival_s[(gsize) i * self->n_hours + j] =
            self->arrival_s[(gsize) origin * self->n_hours + j];
      if (i < self->n_crossings)
        {
          copy_crossing (self, with, i, taken);
          continue;
        }
      for (; next < slots->len && g_array_index (slots, CorSlot, next).crossing == i; next++)
        {
          with->open_modes[i] |= g_array_index (slots, CorSlot, next).modes;
          g_array_append_val (with->slots, g_array_index (slots, CorSlot, next));
        }
      with->first_slot[i + 1] = with->slots->len;
    }
  g_assert (next == slots->len);

  return with;
}

/**
 * cor_timetable_free:
 * @self: (transfer full): a timetable
 *
 * Frees @self.
 */
void
cor_timetable_free (CorTimetable *self)
{
  g_array_unref (self->slots);
  g_free (self->first_slot);
  g_free (self->open_modes);
  g_free (self->arrival_s);
  g_free (self->origins);
  g_free (self);
}

/**
 * cor_timetable_get_n_crossings:
 * @self: a timetable
 *
 * Returns: how many crossings it was made for
 */
guint
cor_timetable_get_n_crossings (const CorTimetable *self)
{
  return self->n_crossings;
}

/**
 * cor_timetable_get_n_hours:
 * @self: a timetable
 *
 * Returns: how many clock hours the plan has
 */
guint
cor_timetable_get_n_hours (const CorTimetable *self)
{
  return self->n_hours;
}

/**
 * cor_timetable_get_origin:
 * @self: a timetable
 * @crossing: a crossing's place
 *
 * Returns: the crossing that a column goes to; any other crossing itself
 */
guint
cor_timetable_get_origin (const CorTimetable *self, guint crossing)
{
  return self->origins != NULL ? self->origins[crossing] : crossing;
}

/**
 * cor_timetable_get_hour_utc_s:
 * @self: a timetable
 * @hour: a clock hour, counted from the first
 *
 * Returns: when it begins
 */
gint64
cor_timetable_get_hour_utc_s (const CorTimetable *self, guint hour)
{
  return self->first_hour_utc_s + (gint64) hour * COR_SECONDS_PER_HOUR;
}

/**
 * cor_timetable_get_end_utc_s:
 * @self: a timetable
 *
 * Returns: when the last clock hour ends
 */
gint64
cor_timetable_get_end_utc_s (const CorTimetable *self)
{
  return cor_timetable_get_hour_utc_s (self, self->n_hours);
}

/**
 * cor_timetable_get_slots:
 * @self: a timetable
 * @crossing: a crossing's place
 * @n_slots: (out): how many
 *
 * Returns: (transfer none) (array length=n_slots): its slots with room, by hour
 */
const CorSlot *
cor_timetable_get_slots (const CorTimetable *self, guint crossing, guint *n_slots)
{
  *n_slots = self->first_slot[crossing + 1] - self->first_slot[crossing];

  return &g_array_index (self->slots, CorSlot, self->first_slot[crossing]);
}

/**
 * cor_timetable_get_all_slots:
 * @self: a timetable
 * @n_slots: (out): how many
 *
 * Returns: (transfer none) (array length=n_slots): the slots of all crossings, by crossing, then
 * hour
 */
const CorSlot *
cor_timetable_get_all_slots (const CorTimetable *self, guint *n_slots)
{
  *n_slots = self->slots->len;

  return &g_array_index (self->slots, CorSlot, 0);
}

/**
 * cor_timetable_get_open_modes:
 * @self: a timetable
 * @crossing: a crossing's place
 *
 * Returns: #CorMode bits that may pass it at any time of the plan, whether it has room or not
 */
guint
cor_timetable_get_open_modes (const CorTimetable *self, guint crossing)
{
  return self->open_modes[crossing];
}

/**
 * cor_timetable_get_latest_arrival_utc_s:
 * @self: a timetable
 * @crossing: a crossing's place
 * @hour: a clock hour
 *
 * Returns: the last whole minute to reach the crossing and be through, the waiting observed at that
 * time included, by the beginning of @hour; never earlier than for the hour before
 */
gint64
cor_timetable_get_latest_arrival_utc_s (const CorTimetable *self, guint crossing, guint hour)
{
  return self->arrival_s[(gsize) crossing * self->n_hours + hour];
}

/**
 * cor_timetable_find_hour:
 * @self: a timetable
 * @crossing: a crossing's place
 * @arrive_utc_s: when somebody can be there
 *
 * Returns: the first clock hour in which they can be through, or %COR_HOUR_NONE if that is not
 * within the plan
 */
guint
cor_timetable_find_hour (const CorTimetable *self, guint crossing, gint64 arrive_utc_s)
{
  const gint64 *arrival_s = self->arrival_s + (gsize) crossing * self->n_hours;
  guint low = 0, high = self->n_hours;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (arrival_s[middle] < arrive_utc_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_hours ? low : COR_HOUR_NONE;
}
