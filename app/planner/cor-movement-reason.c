/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-movement-maker.h"

#include "cor-lane-draft.h"

/* The first hour in which those of a passage could be through the same crossing if nobody else were
 * there. */
static guint
get_first_hour (const CorDraft *self, const CorPassage *passage)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_slots (self->timetable, passage->crossing, &n_slots);

  for (guint i = 0; i < n_slots && slots[i].hour < passage->hour; i++)
    if (cor_party_can_pass (&self->parties[passage->party], &slots[i], NULL, NULL))
      return slots[i].hour;

  return passage->hour;
}

/* What is free at a crossing, for those of a passage, in the hours that they let go by. */
static guint
count_free (const CorDraft *self, const CorPassage *passage)
{
  guint n_slots, n_all, n_free = 0;
  const CorSlot *all = cor_timetable_get_all_slots (self->timetable, &n_all);
  const CorSlot *slots = cor_timetable_get_slots (self->timetable, passage->crossing, &n_slots);

  for (guint i = 0; i < n_slots && slots[i].hour < passage->hour; i++)
    if (cor_party_can_pass (&self->parties[passage->party], &slots[i], NULL, NULL))
      n_free +=
          g_array_index (self->loading->assignment->free_people, guint, (guint) (&slots[i] - all));

  return n_free;
}

/* Whether anybody may pass a crossing in the hours before one, from another on. */
static gboolean
is_open_before (const CorDraft *self, const CorPassage *passage, guint first_hour)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_slots (self->timetable, passage->crossing, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    if (slots[i].hour >= first_hour && slots[i].hour < passage->hour &&
        (slots[i].modes & passage->mode) != 0)
      return TRUE;

  return FALSE;
}

/* Those of a passage are through in the first hour that they can reach. What keeps them from an
 * earlier one? */
static CorBinding
explain_first_hour (const CorDraft *self, const CorPassage *passage)
{
  const CorDemandGroup *group = self->groups->pdata[passage->party];
  CorTravel travel = passage->mode == COR_MODE_CAR ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;
  gint64 start_utc_s = cor_snapshot_get_settings (self->snapshot)->start_utc_s;
  gint64 hour_utc_s = cor_timetable_get_hour_utc_s (self->timetable, passage->hour);
  gint64 arrive_utc_s =
      cor_journeys_get_arrival_utc_s (self->journeys, travel, group->cluster, passage->crossing);
  CorBinding reason = { COR_BINDING_TRAVEL, COR_ID_NIL, COR_TIME_NONE, 0, 0 };
  gint64 late_s = hour_utc_s - arrive_utc_s;

  if (group->ready_utc_s > start_utc_s && late_s >= COR_SECONDS_PER_HOUR)
    {
      reason.kind = COR_BINDING_READY;
      reason.time_utc_s = group->ready_utc_s;
    }
  else if (late_s >= COR_SECONDS_PER_HOUR)
    {
      guint before =
          passage->hour - (guint) MIN ((gint64) passage->hour, late_s / COR_SECONDS_PER_HOUR);

      reason.kind = is_open_before (self, passage, before) ? COR_BINDING_CROSSING_WAIT
                                                           : COR_BINDING_CROSSING_HOURS;
      reason.related_id = ((CorCrossing *) self->crossings->pdata[passage->crossing])->record.id;
      reason.time_utc_s = hour_utc_s;
    }

  return reason;
}

/* They could have been through sooner at the same crossing. */
static CorBinding
explain_delay (const CorDraft *self, const CorResult *result, const CorPassage *passage)
{
  const CorCrossing *crossing = self->crossings->pdata[passage->crossing];
  CorBinding reason = { COR_BINDING_CROSSING_CAPACITY, crossing->record.id,
                        cor_timetable_get_hour_utc_s (self->timetable, passage->hour), 0, 0 };

  if (count_free (self, passage) > 0)
    {
      reason.kind = self->fleet != NULL && passage->mode != COR_MODE_CAR ? COR_BINDING_SEAT
                                                                         : COR_BINDING_HOUSEHOLD;
      reason.related_id = COR_ID_NIL;

      return reason;
    }
  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorBinding *limit = &g_array_index (result->worths, CorWorth, i).limit;

      if (!cor_id_equal (&limit->related_id, &crossing->record.id) || limit->worth_min == 0)
        continue;
      reason.kind = limit->kind;
      reason.amount = limit->amount;
      reason.worth_min = limit->worth_min;
      break;
    }

  return reason;
}

static void
add_left_cars (CorMovement *movement)
{
  CorBinding reason = { COR_BINDING_OWN_CAR, COR_ID_NIL, COR_TIME_NONE, movement->n_leaving_car,
                        0 };

  if (movement->n_leaving_car > 0)
    g_array_append_val (movement->reasons, reason);
}

/* What keeps those of a passage, who wait longest, from passing sooner. */
static CorBinding
explain (const CorDraft *self, const CorResult *result, const CorPassage *held)
{
  CorBinding reason;

  if (cor_draft_explain_lane (self, result, held, &reason))
    return reason;

  return get_first_hour (self, held) == held->hour ? explain_first_hour (self, held)
                                                   : explain_delay (self, result, held);
}

/**
 * cor_draft_add_reason:
 * @self: a plan in the making
 * @result: its worths are found
 * @movement: takes the reason
 * @passages: (array length=n_passages): who is in it
 * @n_passages: how many, at least 1
 *
 * Says what keeps a movement from being earlier: of the people in it those who wait longest count;
 * and how many of them have to leave a car behind.
 */
void
cor_draft_add_reason (const CorDraft *self,
                      const CorResult *result,
                      CorMovement *movement,
                      const CorPassage *const *passages,
                      guint n_passages)
{
  const CorPassage *held = passages[0];
  CorBinding reason;

  for (guint i = 1; i < n_passages; i++)
    if (get_first_hour (self, passages[i]) < get_first_hour (self, held))
      held = passages[i];
  reason = explain (self, result, held);
  g_array_append_val (movement->reasons, reason);
  add_left_cars (movement);
}
