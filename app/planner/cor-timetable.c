/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timetable.h"

#include <string.h>

#include "cor-gates.h"
#include "cor-time.h"

#define SECONDS_PER_MINUTE 60

struct _CorTimetable
{
  gint64 first_hour_utc_s;
  guint n_hours;
  guint n_crossings;
  GArray *slots;     /* CorSlot, by crossing, then hour */
  GArray *limits;    /* CorLimit, that slots share */
  guint *first_slot; /* of each crossing, and one more */
  guint *open_modes; /* of each crossing, by any slot with room or without */
  gint64 *arrival_s; /* by crossing, then hour: the latest that is through in that hour */
  guint *origins;    /* of each crossing, where it really is */
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

/* A part of an hour in which the same modes may pass. */
typedef struct
{
  guint modes;
  guint people_per_h;           /* at its end */
  guint n_people;               /* in all */
  guint n_by_mode[COR_N_MODES]; /* of those modes of which only so many may pass */
} Stretch;

/* The slots of one crossing in the making. */
typedef struct
{
  CorTimetable *timetable;
  const CorCrossing *crossing;
  guint index;
  guint modes;       /* that pass at this gate of it */
  gboolean is_first; /* gate */
  CorLimits *limits;
  GArray *moments;   /* gint64 */
  GArray *stretches; /* Stretch */
  GArray *shared;    /* guint: limits of the stretches of this crossing, in order */
  guint next_shared;
} Maker;

static gboolean
is_limited (const CorCrossing *crossing, guint mode)
{
  return crossing->capacity_by_mode_people_per_h[mode] != COR_UNLIMITED;
}

/* Modes that may pass and of which at least one person may. */
static guint
get_modes (const CorCrossing *crossing, gint64 time_utc_s)
{
  guint modes = cor_crossing_get_modes (crossing, time_utc_s);

  for (guint i = 0; i < COR_N_MODES; i++)
    if (crossing->capacity_by_mode_people_per_h[i] == 0)
      modes &= ~(1u << i);

  return modes;
}

/* People who are let through in a second more, in whole people of the stretch until then. */
static guint
let_through (guint64 *people_s, guint64 *n_given, guint people_per_h, gint64 open_s)
{
  guint64 n_people;

  *people_s += (guint64) open_s * people_per_h;
  n_people = *people_s / COR_SECONDS_PER_HOUR - *n_given;
  *n_given += n_people;

  return (guint) MIN (n_people, G_MAXUINT);
}

/* Whether what is let through from now on belongs to another part of the hour. Where several modes
 * are limited, what they may use together depends on what passes at the time. */
static gboolean
begins_anew (const Maker *self, const Stretch *stretch)
{
  const Stretch *last = self->stretches->len == 0
                            ? NULL
                            : &g_array_index (self->stretches, Stretch, self->stretches->len - 1);
  guint n_limited = 0;

  if (last == NULL || last->modes != stretch->modes)
    return TRUE;
  for (guint i = 0; i < COR_N_MODES; i++)
    n_limited += (stretch->modes & (1u << i)) != 0 && is_limited (self->crossing, i);

  return n_limited > 1 && last->people_per_h != stretch->people_per_h;
}

/* Capacity is handed out by the seconds for which the crossing has been open to the same modes, so
 * that nobody is promised an hour in which only a part of them passes; the capacity of each mode
 * likewise. */
static void
list_stretches (Maker *self, gint64 hour_utc_s)
{
  const CorCrossing *crossing = self->crossing;
  guint64 people_s = 0, n_given = 0;
  guint64 people_s_by_mode[COR_N_MODES] = { 0 }, n_given_by_mode[COR_N_MODES] = { 0 };

  list_moments (crossing, hour_utc_s, self->moments);
  g_array_set_size (self->stretches, 0);
  for (guint i = 0; i + 1 < self->moments->len; i++)
    {
      gint64 from = g_array_index (self->moments, gint64, i);
      gint64 open_s = g_array_index (self->moments, gint64, i + 1) - from;
      Stretch stretch = { .modes = get_modes (crossing, from),
                          .people_per_h = cor_crossing_get_capacity (crossing, from) };
      Stretch *last;

      if (open_s > 0)
        self->timetable->open_modes[self->index] |=
            cor_crossing_get_modes (crossing, from) & self->modes;
      if (stretch.modes == 0 || open_s == 0)
        continue;

      if (begins_anew (self, &stretch))
        {
          g_array_append_val (self->stretches, stretch);
          people_s = n_given = 0;
          memset (people_s_by_mode, 0, sizeof people_s_by_mode);
          memset (n_given_by_mode, 0, sizeof n_given_by_mode);
        }
      last = &g_array_index (self->stretches, Stretch, self->stretches->len - 1);
      last->people_per_h = stretch.people_per_h;
      last->n_people += let_through (&people_s, &n_given, stretch.people_per_h, open_s);
      for (guint j = 0; j < COR_N_MODES; j++)
        if ((stretch.modes & (1u << j)) != 0 && is_limited (crossing, j))
          last->n_by_mode[j] += let_through (
              &people_s_by_mode[j], &n_given_by_mode[j],
              MIN (crossing->capacity_by_mode_people_per_h[j], stretch.people_per_h), open_s);
    }
}

/* Modes that have a slot in common with a mode, itself included. */
static guint
get_class (const Maker *self, const Stretch *stretch, guint mode)
{
  guint modes = stretch->modes;

  if (is_limited (self->crossing, mode))
    return 1u << mode;

  for (guint i = 0; i < COR_N_MODES; i++)
    if (is_limited (self->crossing, i) || (self->modes >> i & 1) != (self->modes >> mode & 1))
      modes &= ~(1u << i);

  return modes;
}

static guint
find_limit (Maker *self, const Stretch *stretch, guint hour)
{
  gint64 hour_utc_s = cor_timetable_get_hour_utc_s (self->timetable, hour);
  guint quota = cor_limits_find_quota (self->limits, self->crossing, hour_utc_s);
  gboolean is_shared = FALSE;
  guint limit;

  for (guint i = 0; i < COR_N_MODES; i++)
    is_shared |=
        (stretch->modes & (1u << i)) != 0 && get_class (self, stretch, i) != stretch->modes;
  if (!is_shared)
    return quota;
  if (!self->is_first)
    return g_array_index (self->shared, guint, self->next_shared++);

  limit = cor_limits_add_hour (self->limits, self->crossing, hour_utc_s, stretch->n_people, quota);
  g_array_append_val (self->shared, limit);

  return limit;
}

static void
add_slots (Maker *self, const Stretch *stretch, guint hour)
{
  CorTimetable *timetable = self->timetable;
  CorSlot slot = { .crossing = self->index, .hour = hour };
  guint n_left = stretch->modes & self->modes;

  slot.limit = find_limit (self, stretch, hour);
  for (guint i = 0; i < COR_N_MODES; i++)
    {
      if ((n_left & (1u << i)) == 0)
        continue;
      slot.modes = get_class (self, stretch, i);
      slot.capacity_people = is_limited (self->crossing, i)
                                 ? MIN (stretch->n_by_mode[i], stretch->n_people)
                                 : stretch->n_people;
      slot.whole_people = slot.capacity_people;
      n_left &= ~slot.modes;
      if (slot.capacity_people > 0)
        g_array_append_val (timetable->slots, slot);
    }
}

/* Both gates of a crossing are made one after the other and share its hours. */
static void
add_crossing (Maker *self, GPtrArray *crossings, guint index)
{
  self->crossing = crossings->pdata[index];
  self->index = index;
  self->modes = cor_gates_get_modes (crossings, index);
  self->is_first = !cor_gates_is_second (crossings, index);
  self->next_shared = 0;
  if (self->is_first)
    g_array_set_size (self->shared, 0);

  for (guint hour = 0; hour < self->timetable->n_hours; hour++)
    {
      list_stretches (self, cor_timetable_get_hour_utc_s (self->timetable, hour));
      for (guint i = 0; i < self->stretches->len; i++)
        add_slots (self, &g_array_index (self->stretches, Stretch, i), hour);
    }
  self->timetable->first_slot[index + 1] = self->timetable->slots->len;
}

static void
add_crossings (CorTimetable *self, GPtrArray *crossings, GPtrArray *quotas)
{
  Maker maker = { .timetable = self };

  maker.limits = cor_limits_new (crossings, quotas, self->first_hour_utc_s, self->n_hours);
  maker.moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  maker.stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  maker.shared = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < crossings->len; i++)
    add_crossing (&maker, crossings, i);
  self->limits = cor_limits_steal (maker.limits);
  cor_limits_free (maker.limits);
  g_array_unref (maker.moments);
  g_array_unref (maker.stretches);
  g_array_unref (maker.shared);
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
  return cor_timetable_new_with_quotas (crossings, NULL, start_utc_s, horizon_h);
}

/**
 * cor_timetable_new_with_quotas:
 * @crossings: (element-type CorCrossing): the crossings; one with two gates stands twice
 * @quotas: (nullable) (element-type CorQuota): what countries take
 * @start_utc_s: when the plan begins
 * @horizon_h: for how many hours it is made
 *
 * Like cor_timetable_new(); the slots of a country share what it takes.
 *
 * Returns: (transfer full): the timetable
 */
CorTimetable *
cor_timetable_new_with_quotas (GPtrArray *crossings,
                               GPtrArray *quotas,
                               gint64 start_utc_s,
                               guint horizon_h)
{
  CorTimetable *self = g_new0 (CorTimetable, 1);
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
  add_crossings (self, crossings, quotas);
  for (guint i = 0; i < crossings->len; i++)
    {
      self->origins[i] = cor_gates_is_second (crossings, i) ? i - 1 : i;
      set_arrivals (self, crossings->pdata[i], i);
    }

  return self;
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
  g_array_unref (self->limits);
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

static int
compare_by_hour (gconstpointer a, gconstpointer b, gpointer slots)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  guint left_hour = ((const CorSlot *) slots)[left].hour;
  guint right_hour = ((const CorSlot *) slots)[right].hour;

  if (left_hour != right_hour)
    return left_hour < right_hour ? -1 : 1;

  return left < right ? -1 : left > right;
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

  for (guint i = 0; i < self->slots->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_by_hour, self->slots->data);

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
