/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-reach.h"

#include "cor-slot-flow.h"

#define MINUTES_PER_HOUR 60u

/* A pivot of the network simplex takes as long as so many links. */
#define WORK_PER_PIVOT G_GUINT64_CONSTANT (100)

static guint64
find_end_min (const CorTimetable *timetable, const CorAssignment *assignment, guint hour)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  g_autofree guint *used = g_new0 (guint, n_slots + 1);
  guint64 n_used = 0, n_room = 0;

  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      if (passage->hour == hour)
        used[passage->slot] += passage->n_people;
    }
  for (guint i = 0; i < n_slots; i++)
    if (slots[i].hour == hour && used[i] > 0)
      {
        n_used += used[i];
        n_room += used[i] + g_array_index (assignment->free_people, guint, i);
      }

  return n_used == 0 ? 0
                     : (guint64) hour * MINUTES_PER_HOUR +
                           (n_used * MINUTES_PER_HOUR + n_room - 1) / n_room;
}

/**
 * cor_reach_measure:
 * @timetable: the crossings' slots
 * @assignment: who passes where and when
 *
 * Returns: how far these people get
 */
CorReach
cor_reach_measure (const CorTimetable *timetable, const CorAssignment *assignment)
{
  CorReach reach = { .work = WORK_PER_PIVOT * assignment->n_pivots };
  guint last_hour = 0;

  for (guint i = 0; i < assignment->n_unserved->len; i++)
    reach.n_left += g_array_index (assignment->n_unserved, guint, i);
  reach.hours = reach.n_left * cor_timetable_get_n_hours (timetable);
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      last_hour = MAX (last_hour, passage->hour);
      reach.hours += (guint64) passage->n_people * passage->hour;
    }
  reach.end_min = find_end_min (timetable, assignment, last_hour);

  return reach;
}

static gboolean
find_quickly (const CorTimetable *timetable,
              const CorParty *parties,
              guint n_parties,
              CorReach *reach,
              CorProgress *progress,
              GError **error)
{
  g_autoptr (CorSlotFlow) flow = NULL;

  flow = cor_slot_flow_new (timetable, parties, n_parties, progress, error);
  if (flow == NULL || !cor_slot_flow_solve (flow, progress, error))
    return FALSE;

  *reach = (CorReach){ 0 };
  for (guint i = 0; i < n_parties; i++)
    reach->n_left += parties[i].n_people;
  reach->n_left -= cor_slot_flow_get_n_out (flow);
  reach->end_min = cor_slot_flow_get_end_min (flow);
  reach->hours =
      cor_slot_flow_get_person_hours (flow) + reach->n_left * cor_timetable_get_n_hours (timetable);
  reach->work = cor_slot_flow_get_work (flow);

  return TRUE;
}

/**
 * cor_reach_find:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @reach: (out): how far they get at best
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds it exactly; where slots share limits that takes much longer.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_reach_find (const CorTimetable *timetable,
                const CorParty *parties,
                guint n_parties,
                CorReach *reach,
                CorProgress *progress,
                GError **error)
{
  g_autoptr (CorAssignment) assignment = NULL;
  guint n_limits;

  cor_timetable_get_limits (timetable, &n_limits);
  if (n_limits == 0)
    return find_quickly (timetable, parties, n_parties, reach, progress, error);

  assignment = cor_assignment_solve (timetable, parties, n_parties, progress, error);
  if (assignment == NULL)
    return FALSE;
  *reach = cor_reach_measure (timetable, assignment);

  return TRUE;
}
