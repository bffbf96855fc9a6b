/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-allotment.h"

#include "cor-room.h"

/* The first hour in which anybody who travels so could pass each crossing. */
static guint *
find_first_hours (const CorTimetable *timetable,
                  const CorParty *parties,
                  guint n_parties,
                  CorTravel travel)
{
  guint n_crossings = cor_timetable_get_n_crossings (timetable);
  guint *hours = g_new (guint, n_crossings + 1);

  for (guint i = 0; i < n_crossings; i++)
    hours[i] = COR_HOUR_NONE;
  for (guint i = 0; i < n_parties; i++)
    for (guint j = 0; parties[i].trips[travel] != NULL && j < n_crossings; j++)
      hours[j] = MIN (hours[j], parties[i].trips[travel][j].hour);

  return hours;
}

/**
 * cor_allotment_new:
 * @timetable: slots that share limits
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @assignment: who passes where and when
 *
 * Gives each slot for itself what it needs for @assignment, and of what is left in the limits, the
 * first slot in time first, what it can use: somebody could be there then. Whoever keeps to the
 * capacities of these slots keeps to all limits.
 *
 * Returns: (transfer full): slots that share nothing
 */
CorTimetable *
cor_allotment_new (const CorTimetable *timetable,
                   const CorParty *parties,
                   guint n_parties,
                   const CorAssignment *assignment)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  g_autoptr (CorRoom) room = cor_room_new (timetable);
  g_autoptr (GArray) order = cor_timetable_list_by_hour (timetable);
  g_autofree guint *capacities = g_new0 (guint, n_slots + 1);
  g_autofree guint *by_car = find_first_hours (timetable, parties, n_parties, COR_TRAVEL_CAR);
  g_autofree guint *by_coach = find_first_hours (timetable, parties, n_parties, COR_TRAVEL_COACH);

  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      capacities[passage->slot] += passage->n_people;
      cor_room_take (room, passage->slot, passage->n_people);
    }
  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = g_array_index (order, guint, i);
      guint crossing = slots[slot].crossing, hour = slots[slot].hour;
      gboolean is_reached = ((slots[slot].modes & COR_MODE_CAR) != 0 && by_car[crossing] <= hour) ||
                            ((slots[slot].modes & (COR_MODE_COACH | COR_MODE_FOOT)) != 0 &&
                             by_coach[crossing] <= hour);
      guint n_more = is_reached ? cor_room_get (room, slot) : 0;

      capacities[slot] += n_more;
      cor_room_take (room, slot, n_more);
    }

  return cor_timetable_new_allotted (timetable, capacities);
}
