/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-judgement-checker.h"

#include "cor-time.h"

static void
expect (GPtrArray *faults, const char *what, gint64 is, gint64 ought)
{
  if (is != ought)
    g_ptr_array_add (faults, g_strdup_printf ("%s is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT,
                                              what, is, ought));
}

static gint64
count_left (const CorResult *result)
{
  gint64 n_left = 0;

  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      n_left += unserved->reason == COR_REASON_ABROAD ? 0 : unserved->n_people;
    }

  return n_left;
}

/* Those who are left are inside to the end of the last whole clock hour. */
static gint64
get_end_utc_s (const CorPlanSettings *settings)
{
  gint64 end_utc_s = settings->start_utc_s + (gint64) settings->horizon_h * COR_SECONDS_PER_HOUR;
  gint64 first_utc_s = cor_time_floor_hour (settings->start_utc_s + COR_SECONDS_PER_HOUR - 1);

  return MAX (first_utc_s, cor_time_floor_hour (end_utc_s));
}

static void
check_sums (const CorPlanSettings *settings, const CorResult *result, GPtrArray *faults)
{
  gint64 n_left = count_left (result), n_by_class = 0, weight = 0, last_s = 0;
  gint64 person_s = n_left * (get_end_utc_s (settings) - settings->start_utc_s);

  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    {
      n_by_class += result->left_by_priority[i];
      weight += (gint64) result->left_by_priority[i] * settings->priority_weights[i];
    }
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 pass_s = movement->pass_utc_s - settings->start_utc_s;

      last_s = MAX (last_s, pass_s + COR_SECONDS_PER_HOUR);
      person_s += movement->n_people * pass_s;
    }
  expect (faults, "who is left", n_by_class, n_left);
  expect (faults, "the weight of who is left", result->objective[COR_OBJECTIVE_LEFT_INSIDE],
          weight);
  expect (faults, "when the last one is out", result->objective[COR_OBJECTIVE_LAST_OUT], last_s);
  expect (faults, "the time of all", result->objective[COR_OBJECTIVE_PERSON_TIME], person_s);
  expect (faults, "the number of movements", result->objective[COR_OBJECTIVE_MOVEMENTS],
          result->movements->len);
}

/* A bound on a later objective need not hold for plans that leave more people. */
static void
check_bounds (const CorResult *result, GPtrArray *faults)
{
  gboolean all_served =
      result->objective[COR_OBJECTIVE_LEFT_INSIDE] == result->bound[COR_OBJECTIVE_LEFT_INSIDE];

  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    if (result->bound[i] > result->objective[i] && (i != COR_OBJECTIVE_LAST_OUT || all_served))
      g_ptr_array_add (
          faults,
          g_strdup_printf ("the plan reaches %" G_GINT64_FORMAT
                           " of objective %u and is better than its bound, %" G_GINT64_FORMAT,
                           result->objective[i], i, result->bound[i]));
  if (result->gap < 0.0 || result->rounding_gap < 0.0 || result->rounding_gap > result->gap)
    g_ptr_array_add (faults, g_strdup_printf ("the gap is %g, that of rounding %g", result->gap,
                                              result->rounding_gap));
}

void
cor_test_find_judgement_faults (CorSnapshot *snapshot, CorResult *result, GPtrArray *faults)
{
  check_sums (cor_snapshot_get_settings (snapshot), result, faults);
  check_bounds (result, faults);
}
