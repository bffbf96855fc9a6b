/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-crossing-edits.h"

#include <string.h>

#include "cor-daily.h"
#include "cor-error.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

/* What is more is a slip of the pen. */
#define MAX_PEOPLE_PER_H 1000000u
#define MAX_WAIT_MIN (14u * COR_DAY_MIN)

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

static gboolean
check_people_per_h (guint people_per_h, GError **error)
{
  if (people_per_h <= MAX_PEOPLE_PER_H || people_per_h == COR_UNLIMITED)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "Up to %u people pass a crossing in an hour.",
               MAX_PEOPLE_PER_H);

  return FALSE;
}

static CorEdit *
put (CorEditKind kind, CorCrossing *crossing)
{
  return cor_edit_put_record (kind, cor_names_get (&crossing->names, COR_LANGUAGE_EN), crossing);
}

/* An officer's word holds from the plan's start on, and takes the place of what they said before.
 */
static void
drop_officers_intervals (CorCrossing *crossing)
{
  for (guint i = crossing->intervals->len; i > 0; i--)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i - 1];

      if (interval->by_officer)
        g_ptr_array_remove_index (crossing->intervals, i - 1);
    }
}

/* Who may pass, and when, after an officer opened it: what the table says of it when open; else
 * everybody. */
static void
take_over_open_rules (CorCrossing *crossing, CorCrossingInterval *interval)
{
  interval->modes = COR_MODE_CAR | COR_MODE_COACH;

  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *shipped = crossing->intervals->pdata[i];

      if (shipped == interval || shipped->modes == 0)
        continue;
      interval->modes = shipped->modes;
      interval->opens_min = shipped->opens_min;
      interval->closes_min = shipped->closes_min;
    }
}

/**
 * cor_edit_set_crossing_state:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @open: whether it is open
 * @error: (nullable): set when there is no such crossing
 *
 * Opens or closes a crossing from the plan's start on, as an officer's word that beats the shipped
 * table. A crossing opened keeps the hours, and who may pass, that the table knows of it.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_state (CorSnapshot *snapshot,
                             const CorId *crossing_id,
                             gboolean open,
                             GError **error)
{
  CorCrossing *changed = copy_crossing (snapshot, crossing_id, error);
  CorCrossingInterval *interval;

  if (changed == NULL)
    return NULL;

  drop_officers_intervals (changed);
  interval = cor_crossing_add_interval (changed, NULL);
  interval->from_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;
  interval->state = open ? COR_CROSSING_OPEN : COR_CROSSING_CLOSED;
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("officer");
  if (open)
    take_over_open_rules (changed, interval);
  cor_crossing_sort (changed);

  return put (open ? COR_EDIT_OPEN_CROSSING : COR_EDIT_CLOSE_CROSSING, changed);
}

/**
 * cor_edit_set_crossing_capacity:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @capacity_people_per_h: people of ours an hour
 * @error: (nullable): set when there is no such crossing, or as many cannot pass
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_capacity (CorSnapshot *snapshot,
                                const CorId *crossing_id,
                                guint capacity_people_per_h,
                                GError **error)
{
  CorCrossing *changed = check_people_per_h (capacity_people_per_h, error)
                             ? copy_crossing (snapshot, crossing_id, error)
                             : NULL;

  if (changed == NULL)
    return NULL;

  changed->capacity_people_per_h = capacity_people_per_h;
  changed->capacity_is_default = FALSE;

  return put (COR_EDIT_CHANGE_CROSSING, changed);
}

/* The officer's own interval of a copy: what holds at the plan's start, as their word. What they
 * noted of later hours stays. */
static void
take_officers_interval (CorCrossing *crossing, gint64 start_utc_s)
{
  const CorCrossingInterval *now = cor_crossing_get_interval (crossing, start_utc_s);
  CorCrossingInterval *interval;

  if (now == NULL || !now->by_officer)
    {
      interval = cor_crossing_add_interval (crossing, NULL);
      interval->from_utc_s = start_utc_s;
      interval->until_utc_s = now != NULL ? now->until_utc_s : COR_TIME_NONE;
      interval->state = now != NULL ? now->state : COR_CROSSING_NOT_OPEN;
    }
  else
    interval = (CorCrossingInterval *) now; /* of the copy */
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("officer");
}

/**
 * cor_edit_set_crossing_rules:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @opens_min: from when on each day, minutes of the crossing's local clock
 * @closes_min: until when, at most 1440
 * @modes: #CorMode bits that may pass
 * @error: (nullable): set when there is no such crossing, or nobody could pass ever
 *
 * Sets hours, and who may pass, from the plan's start on, as an officer's word. The state stays,
 * and so does what an officer noted of some hours, but for who may pass then.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_rules (CorSnapshot *snapshot,
                             const CorId *crossing_id,
                             guint opens_min,
                             guint closes_min,
                             guint modes,
                             GError **error)
{
  CorCrossing *changed;

  if (modes == 0 || opens_min == closes_min)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "That lets nobody pass. Say which modes pass and in which hours, or close the "
                   "crossing.");
      return NULL;
    }
  changed = copy_crossing (snapshot, crossing_id, error);
  if (changed == NULL)
    return NULL;

  take_officers_interval (changed, cor_snapshot_get_settings (snapshot)->start_utc_s);
  for (guint i = 0; i < changed->intervals->len; i++)
    {
      CorCrossingInterval *interval = changed->intervals->pdata[i];

      if (!interval->by_officer)
        continue;
      interval->opens_min = opens_min;
      interval->closes_min = closes_min;
      interval->modes = modes;
    }
  cor_crossing_sort (changed);

  return put (COR_EDIT_CHANGE_CROSSING, changed);
}

/**
 * cor_edit_add_crossing_wait:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @observed_utc_s: when the queue was seen
 * @wait_min: how long others waited, minutes
 * @error: (nullable): set when there is no such crossing, or nobody waits that long
 *
 * Notes a queue that somebody saw.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_add_crossing_wait (CorSnapshot *snapshot,
                            const CorId *crossing_id,
                            gint64 observed_utc_s,
                            guint wait_min,
                            GError **error)
{
  CorCrossing *changed;
  CorCrossingWait *wait;

  if (wait_min > MAX_WAIT_MIN)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "A wait is noted in minutes, up to %u of them.", MAX_WAIT_MIN);
      return NULL;
    }
  changed = copy_crossing (snapshot, crossing_id, error);
  if (changed == NULL)
    return NULL;

  wait = cor_crossing_add_wait (changed, NULL);
  wait->observed_utc_s = observed_utc_s;
  wait->wait_min = wait_min;
  g_free (wait->source);
  wait->source = g_strdup ("officer");
  cor_crossing_sort (changed);

  return put (COR_EDIT_CHANGE_CROSSING, changed);
}

/**
 * cor_edit_set_crossing_limits:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @by_mode_people_per_h: (array fixed-size=3): people of ours an hour by car, by coach, on foot;
 *   %COR_UNLIMITED: only the total limits, 0: nobody
 * @reception_people_per_h: people an hour that the reception point behind takes in, or
 *   %COR_UNLIMITED
 * @error: (nullable): set when there is no such crossing, or as many cannot pass
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
  CorCrossing *changed;

  for (guint i = 0; i < COR_N_MODES; i++)
    if (!check_people_per_h (by_mode_people_per_h[i], error))
      return NULL;
  changed = check_people_per_h (reception_people_per_h, error)
                ? copy_crossing (snapshot, crossing_id, error)
                : NULL;
  if (changed == NULL)
    return NULL;

  memcpy (changed->capacity_by_mode_people_per_h, by_mode_people_per_h,
          sizeof changed->capacity_by_mode_people_per_h);
  changed->reception_people_per_h = reception_people_per_h;

  return put (COR_EDIT_CHANGE_CROSSING, changed);
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
 * @error: (nullable): set when there is no such crossing, it ends before it begins, or as many
 *   cannot pass
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

  if (!check_people_per_h (capacity_people_per_h, error))
    return NULL;
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

  return put (COR_EDIT_CHANGE_CROSSING, changed);
}

/**
 * cor_edit_remove_crossing_interval:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @interval_id: which hours of it
 * @error: (nullable): set when there are no such, or no officer noted them
 *
 * Takes back what an officer noted of some hours.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_remove_crossing_interval (CorSnapshot *snapshot,
                                   const CorId *crossing_id,
                                   const CorId *interval_id,
                                   GError **error)
{
  g_autoptr (CorCrossing) changed = copy_crossing (snapshot, crossing_id, error);

  if (changed == NULL)
    return NULL;

  for (guint i = 0; i < changed->intervals->len; i++)
    {
      const CorCrossingInterval *interval = changed->intervals->pdata[i];

      if (!interval->by_officer || !cor_id_equal (&interval->id, interval_id))
        continue;
      g_ptr_array_remove_index (changed->intervals, i);

      return put (COR_EDIT_CHANGE_CROSSING, g_steal_pointer (&changed));
    }
  g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
               "These hours are no longer in the plan; somebody has removed them.");

  return NULL;
}
