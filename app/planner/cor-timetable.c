/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timetable-private.h"

#include "cor-gates.h"
#include "cor-time.h"

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
  return cor_timetable_new_with_quotas (crossings, NULL, start_utc_s, horizon_h, NULL, NULL);
}

/**
 * cor_timetable_new_with_quotas:
 * @crossings: (element-type CorCrossing): the crossings; one with two gates stands twice
 * @quotas: (nullable) (element-type CorQuota): what countries take
 * @start_utc_s: when the plan begins
 * @horizon_h: for how many hours it is made
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Like cor_timetable_new(); the slots of a country share what it takes.
 *
 * Returns: (transfer full) (nullable): the timetable, or %NULL if it was stopped
 */
CorTimetable *
cor_timetable_new_with_quotas (GPtrArray *crossings,
                               GPtrArray *quotas,
                               gint64 start_utc_s,
                               guint horizon_h,
                               CorProgress *progress,
                               GError **error)
{
  g_autoptr (CorTimetable) self = g_new0 (CorTimetable, 1);
  gint64 end_utc_s = start_utc_s + (gint64) horizon_h * COR_SECONDS_PER_HOUR;

  self->first_hour_utc_s = cor_time_floor_hour (start_utc_s + COR_SECONDS_PER_HOUR - 1);
  if (end_utc_s > self->first_hour_utc_s)
    self->n_hours = (guint) ((end_utc_s - self->first_hour_utc_s) / COR_SECONDS_PER_HOUR);
  self->n_crossings = crossings->len;
  self->slots = g_array_new (FALSE, FALSE, sizeof (CorSlot));
  self->first_slot = g_new0 (guint, crossings->len + 1);
  self->open_modes = g_new0 (guint, crossings->len + 1);
  self->arrival_s = g_new0 (gint64, (gsize) crossings->len * self->n_hours + 1);

  self->origins = g_new (guint, crossings->len + 1);
  for (guint i = 0; i < crossings->len; i++)
    self->origins[i] = cor_gates_is_second (crossings, i) ? i - 1 : i;

  return cor_timetable_list_slots (self, crossings, quotas, progress, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/**
 * cor_timetable_new_allotted:
 * @whole: a timetable
 * @capacities: (array): for each of its slots how many people it takes from now on
 *
 * Returns: (transfer full): a timetable of the same slots, which share nothing any more
 */
CorTimetable *
cor_timetable_new_allotted (const CorTimetable *whole, const guint *capacities)
{
  gsize n_places = whole->n_crossings + 1;
  CorTimetable *self = g_memdup2 (whole, sizeof *whole);

  self->slots = g_array_copy (whole->slots);
  self->limits = g_array_new (FALSE, FALSE, sizeof (CorLimit));
  self->first_slot = g_memdup2 (whole->first_slot, n_places * sizeof (guint));
  self->open_modes = g_memdup2 (whole->open_modes, n_places * sizeof (guint));
  self->origins = g_memdup2 (whole->origins, n_places * sizeof (guint));
  self->arrival_s = g_memdup2 (whole->arrival_s,
                               ((gsize) whole->n_crossings * whole->n_hours + 1) * sizeof (gint64));
  for (guint i = 0; i < self->slots->len; i++)
    {
      CorSlot *slot = &g_array_index (self->slots, CorSlot, i);

      slot->capacity_people = capacities[i];
      slot->limit = COR_LIMIT_NONE;
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
                          .limits = g_array_copy (self->limits),
                          .origins = g_new0 (guint, n_all + 1) };

  for (guint i = 0; i < n_all; i++)
    {
      guint origin = i < self->n_crossings ? i : origins[i - self->n_crossings];

      with->origins[i] = cor_timetable_get_origin (self, origin);
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
 * cor_timetable_new_pooled:
 * @self: a timetable with columns, whose slots share nothing
 * @sources: (array): for each of its slots the one that its places were taken from; of a slot of a
 *   crossing itself
 *
 * Returns: (transfer full): a timetable of the same slots, each of which takes whatever those of
 *   its source take together, but not all of them at once
 */
CorTimetable *
cor_timetable_new_pooled (const CorTimetable *self, const guint *sources)
{
  g_autofree guint *pools = g_new0 (guint, self->slots->len + 1);
  CorTimetable *pooled = cor_timetable_new_allotted (self, pools);

  for (guint i = 0; i < self->slots->len; i++)
    pools[sources[i]] += g_array_index (self->slots, CorSlot, i).capacity_people;
  for (guint i = 0; i < self->slots->len; i++)
    {
      CorSlot *slot = &g_array_index (pooled->slots, CorSlot, i);
      CorLimit limit = { .kind = COR_BINDING_CROSSING_CAPACITY,
                         .above = COR_LIMIT_NONE,
                         .whole = pooled->limits->len,
                         .capacity_people = pools[i] };

      g_assert (sources[i] <= i);
      slot->capacity_people = pools[sources[i]];
      slot->limit = g_array_index (pooled->slots, CorSlot, sources[i]).limit;
      if (sources[i] != i)
        continue;
      slot->limit = limit.whole;
      g_array_append_val (pooled->limits, limit);
    }

  return pooled;
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
  g_clear_pointer (&self->limits, g_array_unref);
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
 * cor_timetable_set_places:
 * @self: a timetable with columns
 * @capacities: (array): for each slot how many people it takes from now on
 *
 * Gives places of slots to others of the same crossing and hour.
 */
void
cor_timetable_set_places (CorTimetable *self, const guint *capacities)
{
  for (guint i = 0; i < self->slots->len; i++)
    g_array_index (self->slots, CorSlot, i).capacity_people = capacities[i];
}

/**
 * cor_timetable_get_origin:
 * @self: a timetable
 * @crossing: a crossing's place
 *
 * Returns: the crossing that a column goes to, or to which a second gate belongs, by its first
 * gate; any other crossing itself
 */
guint
cor_timetable_get_origin (const CorTimetable *self, guint crossing)
{
  return self->origins[crossing];
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
 * cor_timetable_list_by_hour:
 * @self: a timetable
 *
 * Returns: (transfer full) (element-type guint): the places of all slots, the first in time first
 */
GArray *
cor_timetable_list_by_hour (const CorTimetable *self)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->slots->len);
  g_autofree guint *next = g_new0 (guint, self->n_hours + 2);

  for (guint i = 0; i < self->slots->len; i++)
    next[g_array_index (self->slots, CorSlot, i).hour + 1]++;
  for (guint i = 0; i < self->n_hours; i++)
    next[i + 1] += next[i];
  g_array_set_size (order, self->slots->len);
  for (guint i = 0; i < self->slots->len; i++)
    g_array_index (order, guint, next[g_array_index (self->slots, CorSlot, i).hour]++) = i;

  return order;
}

/**
 * cor_timetable_get_limits:
 * @self: a timetable
 * @n_limits: (out): how many
 *
 * Returns: (transfer none) (array length=n_limits): what its slots share
 */
const CorLimit *
cor_timetable_get_limits (const CorTimetable *self, guint *n_limits)
{
  *n_limits = self->limits->len;

  return &g_array_index (self->limits, CorLimit, 0);
}

/**
 * cor_timetable_has_quotas:
 * @self: a timetable
 *
 * Returns: whether slots of different hours share anything
 */
gboolean
cor_timetable_has_quotas (const CorTimetable *self)
{
  for (guint i = 0; i < self->limits->len; i++)
    if (g_array_index (self->limits, CorLimit, i).kind == COR_BINDING_QUOTA)
      return TRUE;

  return FALSE;
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
