/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-limits.h"

#include "cor-time.h"

/* A quota in all, or on one day: what it holds at once, and for how many hours. */
typedef struct
{
  guint quota;
  gint64 day; /* 0 if it is not daily */
  guint n_hours;
  gint64 until_utc_s;
  guint first_limit; /* COR_LIMIT_NONE until a slot needs it */
} Whole;

/* A place of a whole in the trees. */
typedef struct
{
  guint whole;
  guint above;
  guint limit;
} Place;

struct _CorLimits
{
  GPtrArray *quotas;
  GArray *limits; /* CorLimit */
  GArray *wholes; /* Whole */
  GArray *places; /* Place */
};

static gint64
get_day_of (const CorQuota *quota, const CorCrossing *crossing, gint64 hour_utc_s)
{
  return quota->is_daily ? cor_time_get_local_day (hour_utc_s, crossing->neighbour_zone) : 0;
}

static Whole *
get_whole (CorLimits *self, guint quota, gint64 day)
{
  Whole whole = { quota, day, 0, 0, COR_LIMIT_NONE };

  for (guint i = self->wholes->len; i > 0; i--)
    {
      Whole *other = &g_array_index (self->wholes, Whole, i - 1);

      if (other->quota == quota && other->day == day)
        return other;
    }
  g_array_append_val (self->wholes, whole);

  return &g_array_index (self->wholes, Whole, self->wholes->len - 1);
}

static const CorCrossing *
find_crossing (GPtrArray *crossings, const char *country)
{
  for (guint i = 0; i < crossings->len; i++)
    if (g_str_equal (((CorCrossing *) crossings->pdata[i])->country, country))
      return crossings->pdata[i];

  return NULL;
}

/* Lists in what wholes a quota counts, by the clock of the first crossing of its country; should
 * others have another one, their days join these. */
static void
list_wholes (CorLimits *self,
             GPtrArray *crossings,
             guint index,
             gint64 first_hour_utc_s,
             guint n_hours)
{
  const CorQuota *quota = self->quotas->pdata[index];
  const CorCrossing *crossing = find_crossing (crossings, quota->country);

  for (guint i = 0; i < n_hours && crossing != NULL; i++)
    {
      gint64 hour_utc_s = first_hour_utc_s + (gint64) i * COR_SECONDS_PER_HOUR;
      Whole *whole;

      if (!cor_quota_covers_hour (quota, crossing, hour_utc_s))
        continue;
      whole = get_whole (self, index, get_day_of (quota, crossing, hour_utc_s));
      whole->n_hours++;
      whole->until_utc_s = hour_utc_s + COR_SECONDS_PER_HOUR;
    }
}

/**
 * cor_limits_new:
 * @crossings: (element-type CorCrossing): the crossings
 * @quotas: (nullable) (element-type CorQuota): what countries take
 * @first_hour_utc_s: the first clock hour of the plan
 * @n_hours: how many it has
 *
 * Returns: (transfer full): limits to which hours can be added
 */
CorLimits *
cor_limits_new (GPtrArray *crossings, GPtrArray *quotas, gint64 first_hour_utc_s, guint n_hours)
{
  CorLimits *self = g_new0 (CorLimits, 1);

  self->quotas = quotas;
  self->limits = g_array_new (FALSE, FALSE, sizeof (CorLimit));
  self->wholes = g_array_new (FALSE, FALSE, sizeof (Whole));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; quotas != NULL && i < quotas->len; i++)
    list_wholes (self, crossings, i, first_hour_utc_s, n_hours);

  return self;
}

/**
 * cor_limits_free:
 * @self: (transfer full): limits
 *
 * Frees @self.
 */
void
cor_limits_free (CorLimits *self)
{
  g_clear_pointer (&self->limits, g_array_unref);
  g_array_unref (self->wholes);
  g_array_unref (self->places);
  g_free (self);
}

static int
compare_wholes (gconstpointer a, gconstpointer b, gpointer wholes)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  guint left_hours = ((const Whole *) wholes)[left].n_hours;
  guint right_hours = ((const Whole *) wholes)[right].n_hours;

  if (left_hours != right_hours)
    return left_hours > right_hours ? -1 : 1;

  return left < right ? -1 : left > right;
}

static guint
add_limit (CorLimits *self, const CorLimit *limit)
{
  g_array_append_vals (self->limits, limit, 1);

  return self->limits->len - 1;
}

/* The place of a whole under a limit; a whole that has places under several is divided. */
static guint
find_place (CorLimits *self, guint index, guint above)
{
  Whole *whole = &g_array_index (self->wholes, Whole, index);
  const CorQuota *quota = self->quotas->pdata[whole->quota];
  CorLimit limit = { COR_BINDING_QUOTA, quota->record.id,  above,
                     COR_LIMIT_NONE,    quota->max_people, whole->until_utc_s };
  Place place = { index, above, self->limits->len };

  for (guint i = self->places->len; i > 0; i--)
    {
      const Place *other = &g_array_index (self->places, Place, i - 1);

      if (other->whole == index && other->above == above)
        return other->limit;
    }

  if (whole->first_limit == COR_LIMIT_NONE)
    whole->first_limit = place.limit;
  limit.whole = whole->first_limit;
  g_array_append_val (self->places, place);

  return add_limit (self, &limit);
}

/**
 * cor_limits_find_quota:
 * @self: limits
 * @crossing: a crossing
 * @hour_utc_s: a clock hour of the plan
 *
 * Puts the quotas that hold there and then under each other, the one that holds for longest on top.
 * Those of which each holds the next, like days within a period, so stand at one place each.
 *
 * Returns: the lowest of them, or %COR_LIMIT_NONE
 */
guint
cor_limits_find_quota (CorLimits *self, const CorCrossing *crossing, gint64 hour_utc_s)
{
  g_autoptr (GArray) covering = g_array_new (FALSE, FALSE, sizeof (guint));
  guint above = COR_LIMIT_NONE;

  for (guint i = 0; self->quotas != NULL && i < self->quotas->len; i++)
    {
      const CorQuota *quota = self->quotas->pdata[i];
      guint whole;

      if (!cor_quota_covers_hour (quota, crossing, hour_utc_s))
        continue;
      whole = (guint) (get_whole (self, i, get_day_of (quota, crossing, hour_utc_s)) -
                       (Whole *) (gpointer) self->wholes->data);
      g_array_append_val (covering, whole);
    }
  g_array_sort_with_data (covering, compare_wholes, self->wholes->data);
  for (guint i = 0; i < covering->len; i++)
    above = find_place (self, g_array_index (covering, guint, i), above);

  return above;
}

/**
 * cor_limits_add_hour:
 * @self: limits
 * @crossing: a crossing
 * @hour_utc_s: a clock hour of the plan
 * @capacity_people: how many people of ours pass it then, in whatever mode
 * @above: the quota that it stands under, or %COR_LIMIT_NONE
 *
 * Returns: a limit for those of several modes together
 */
guint
cor_limits_add_hour (CorLimits *self,
                     const CorCrossing *crossing,
                     gint64 hour_utc_s,
                     guint capacity_people,
                     guint above)
{
  const CorCrossingInterval *interval = cor_crossing_get_interval (crossing, hour_utc_s);
  guint capacity = crossing->capacity_people_per_h;
  CorLimit limit = { COR_BINDING_CROSSING_CAPACITY,
                     crossing->record.id,
                     above,
                     self->limits->len,
                     capacity_people,
                     hour_utc_s + COR_SECONDS_PER_HOUR };

  if (interval != NULL && interval->capacity_people_per_h != COR_UNLIMITED)
    capacity = interval->capacity_people_per_h;
  if (crossing->reception_people_per_h < capacity)
    limit.kind = COR_BINDING_RECEPTION;

  return add_limit (self, &limit);
}

/**
 * cor_limits_steal:
 * @self: limits; no more can be added
 *
 * Returns: (transfer full) (element-type CorLimit): all of them
 */
GArray *
cor_limits_steal (CorLimits *self)
{
  return g_steal_pointer (&self->limits);
}
