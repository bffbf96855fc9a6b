/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-allowance.h"

#include "cor-quota.h"

/**
 * cor_allowances_new:
 * @snapshot: the plan
 * @clock: the time that is simulated
 *
 * Returns: (transfer full) (element-type CorAllowance): its quotas, in the order of its records
 */
GArray *
cor_allowances_new (CorSnapshot *snapshot, CorClock clock)
{
  GPtrArray *quotas = cor_snapshot_get_records (snapshot, COR_RECORD_QUOTA);
  GArray *self = g_array_new (FALSE, FALSE, sizeof (CorAllowance));

  for (guint i = 0; i < quotas->len; i++)
    {
      const CorQuota *quota = quotas->pdata[i];
      CorAllowance allowance = { .max_people = quota->max_people, .is_daily = quota->is_daily };

      g_strlcpy (allowance.country, quota->country, sizeof allowance.country);
      allowance.from_us = quota->from_utc_s == COR_TIME_NONE
                              ? G_MININT64
                              : cor_clock_to_us (clock, quota->from_utc_s);
      allowance.until_us = quota->until_utc_s == COR_TIME_NONE
                               ? COR_NEVER_US
                               : cor_clock_to_us (clock, quota->until_utc_s);
      g_array_append_val (self, allowance);
    }

  return self;
}

/* Where it is counted how many a quota has taken: on each day, or in all. */
static gsize
get_place (const CorAllowance *self, guint index, const CorBorder *border, gint64 time_us)
{
  return (gsize) index * border->n_days +
         (self->is_daily ? cor_border_get_day (border, time_us) : 0);
}

/**
 * cor_allowances_get_left:
 * @allowances: (element-type CorAllowance): quotas
 * @border: a crossing
 * @n_taken: (array): people taken so far, by quota, then day
 * @time_us: now
 * @until_us: (out): until when that holds, unless somebody is let through; %COR_NEVER_US: for good
 *
 * Returns: how many people its country still takes; %G_MAXUINT: as many as come
 */
guint
cor_allowances_get_left (GArray *allowances,
                         const CorBorder *border,
                         const guint *n_taken,
                         gint64 time_us,
                         gint64 *until_us)
{
  guint n_left = G_MAXUINT;

  *until_us = COR_NEVER_US;
  for (guint i = 0; i < allowances->len; i++)
    {
      const CorAllowance *allowance = &g_array_index (allowances, CorAllowance, i);
      guint n_gone;

      if (!g_str_equal (allowance->country, border->crossing->country) ||
          time_us >= allowance->until_us)
        continue;
      if (time_us < allowance->from_us)
        {
          *until_us = MIN (*until_us, allowance->from_us);
          continue;
        }
      n_gone = n_taken[get_place (allowance, i, border, time_us)];
      n_left = MIN (n_left, allowance->max_people - MIN (n_gone, allowance->max_people));
      *until_us = MIN (*until_us, allowance->until_us);
      if (allowance->is_daily)
        *until_us = MIN (*until_us, cor_border_get_day_end_us (border, time_us));
    }

  return n_left;
}

/**
 * cor_allowances_take:
 * @allowances: (element-type CorAllowance): quotas
 * @border: a crossing
 * @n_taken: (array): people taken so far, by quota, then day
 * @time_us: when people are let through
 * @n_people: how many
 *
 * Counts them.
 */
void
cor_allowances_take (GArray *allowances,
                     const CorBorder *border,
                     guint *n_taken,
                     gint64 time_us,
                     guint n_people)
{
  for (guint i = 0; i < allowances->len; i++)
    {
      const CorAllowance *allowance = &g_array_index (allowances, CorAllowance, i);

      if (g_str_equal (allowance->country, border->crossing->country) &&
          time_us >= allowance->from_us && time_us < allowance->until_us)
        n_taken[get_place (allowance, i, border, time_us)] += n_people;
    }
}
