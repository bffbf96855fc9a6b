/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-edits.h"

#include <string.h>

#include "cor-daily.h"
#include "cor-error.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

static CorCrossing *
copy_crossing (CorSnapshot *snapshot, const CorId *crossing_id, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, crossing_id);

  if (crossing != NULL)
    return cor_record_copy (crossing);

  g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
               "This crossing is no longer in the plan; somebody has removed it.");

  return NULL;
}

static CorEdit *
put (CorCrossing *crossing)
{
  return cor_edit_put_record (COR_EDIT_CHANGE_CROSSING,
                              cor_names_get (&crossing->names, COR_LANGUAGE_EN), crossing);
}

/**
 * cor_edit_set_crossing_limits:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @by_mode_people_per_h: (array fixed-size=3): people of ours an hour by car, by coach, on foot;
 *   %COR_UNLIMITED: only the total limits, 0: nobody
 * @reception_people_per_h: people an hour that the reception point behind takes in, or
 *   %COR_UNLIMITED
 * @error: (nullable): set when there is no such crossing
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_limits (CorSnapshot *snapshot,
                              const CorId *crossing_id,
                              const guint *by_mode_people_per_h,
                              guint reception_people_per_h,
                              GError **error)
{
  CorCrossing *changed = copy_crossing (snapshot, crossing_id, error);

  if (changed == NULL)
    return NULL;

  memcpy (changed->capacity_by_mode_people_per_h, by_mode_people_per_h,
          sizeof changed->capacity_by_mode_people_per_h);
  changed->reception_people_per_h = reception_people_per_h;

  return put (changed);
}

/* Hours and modes that hold, or would hold if it were open. */
static void
take_over_rules (CorCrossing *crossing, CorCrossingInterval *interval)
{
  const CorCrossingInterval *now = cor_crossing_get_interval (crossing, interval->from_utc_s);

  interval->modes = COR_MODE_CAR | COR_MODE_COACH;
  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *other = crossing->intervals->pdata[i];

      if (other == now || (now == NULL && other->modes != 0))
        {
          interval->modes = other->modes != 0 ? other->modes : interval->modes;
          interval->opens_min = other->opens_min;
          interval->closes_min = other->closes_min;
        }
    }
}

/**
 * cor_edit_add_crossing_interval:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @from_utc_s: when it begins
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @state: the state in it
 * @capacity_people_per_h: people of ours an hour in it; %COR_UNLIMITED: as the crossing's
 * @error: (nullable): set when there is no such crossing, or it ends before it begins
 *
 * Notes what an officer knows of some hours: a night at half the pace, an hour closed. What holds
 * then of hours and modes stays.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_add_crossing_interval (CorSnapshot *snapshot,
                                const CorId *crossing_id,
                                gint64 from_utc_s,
                                gint64 until_utc_s,
                                CorCrossingState state,
                                guint capacity_people_per_h,
                                GError **error)
{
  CorCrossing *changed;
  CorCrossingInterval *interval, rules = { .from_utc_s = from_utc_s, .closes_min = COR_DAY_MIN };

  if (until_utc_s != COR_TIME_NONE && until_utc_s <= from_utc_s)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "The hours end before they begin.");
      return NULL;
    }
  changed = copy_crossing (snapshot, crossing_id, error);
  if (changed == NULL)
    return NULL;

  take_over_rules (changed, &rules);
  interval = cor_crossing_add_interval (changed, NULL);
  interval->from_utc_s = from_utc_s;
  interval->until_utc_s = until_utc_s;
  interval->state = state;
  interval->opens_min = rules.opens_min;
  interval->closes_min = rules.closes_min;
  interval->modes = rules.modes;
  interval->capacity_people_per_h = capacity_people_per_h;
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("officer");
  cor_crossing_sort (changed);

  return put (changed);
}
