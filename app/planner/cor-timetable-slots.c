/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timetable-private.h"

#include <string.h>

#include "cor-gates.h"
#include "cor-time.h"

#define SECONDS_PER_MINUTE 60

/* Hours of a crossing that are looked at before it is asked whether to go on. */
#define HOURS_PER_CHECK 256u

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
  if (moments->len > 2)
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
  GPtrArray *gates;  /* CorCrossing, this one's place is the index */
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
            cor_gates_get_modes (self->gates, self->index, cor_crossing_get_modes (crossing, from));
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
  guint here = cor_gates_get_modes (self->gates, self->index, modes);

  if (is_limited (self->crossing, mode))
    return 1u << mode;

  for (guint i = 0; i < COR_N_MODES; i++)
    if (is_limited (self->crossing, i) || (here >> i & 1) != (here >> mode & 1))
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
  guint n_left = cor_gates_get_modes (self->gates, self->index, stretch->modes);

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
static gboolean
add_crossing (Maker *self, GPtrArray *crossings, guint index, CorProgress *progress, GError **error)
{
  self->crossing = crossings->pdata[index];
  self->index = index;
  self->gates = crossings;
  self->is_first = !cor_gates_is_second (crossings, index);
  self->next_shared = 0;
  if (self->is_first)
    g_array_set_size (self->shared, 0);

  for (guint hour = 0; hour < self->timetable->n_hours; hour++)
    {
      if (hour % HOURS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      list_stretches (self, cor_timetable_get_hour_utc_s (self->timetable, hour));
      for (guint i = 0; i < self->stretches->len; i++)
        add_slots (self, &g_array_index (self->stretches, Stretch, i), hour);
    }
  self->timetable->first_slot[index + 1] = self->timetable->slots->len;

  return TRUE;
}

static gboolean
add_crossings (CorTimetable *self,
               GPtrArray *crossings,
               GPtrArray *quotas,
               CorProgress *progress,
               GError **error)
{
  Maker maker = { .timetable = self };
  gboolean goes_on = TRUE;

  maker.limits = cor_limits_new (crossings, quotas, self->first_hour_utc_s, self->n_hours);
  maker.moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  maker.stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  maker.shared = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < crossings->len && goes_on; i++)
    goes_on = add_crossing (&maker, crossings, i, progress, error);
  self->limits = cor_limits_steal (maker.limits);
  cor_limits_free (maker.limits);
  g_array_unref (maker.moments);
  g_array_unref (maker.stretches);
  g_array_unref (maker.shared);

  return goes_on;
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
 * cor_timetable_list_slots:
 * @self: a timetable without slots
 * @crossings: (element-type CorCrossing): its crossings; one with two gates stands twice
 * @quotas: (nullable) (element-type CorQuota): what countries take
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lists who can pass when, what slots share, and by when one has to be at them.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_timetable_list_slots (CorTimetable *self,
                          GPtrArray *crossings,
                          GPtrArray *quotas,
                          CorProgress *progress,
                          GError **error)
{
  if (!add_crossings (self, crossings, quotas, progress, error))
    return FALSE;

  for (guint i = 0; i < crossings->len; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      set_arrivals (self, crossings->pdata[i], i);
    }

  return TRUE;
}
