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

/* Whether anybody could be at a slot in time. */
static gboolean
is_reached (const CorSlot *slot, const guint *by_car, const guint *by_coach)
{
  return ((slot->modes & COR_MODE_CAR) != 0 && by_car[slot->crossing] <= slot->hour) ||
         ((slot->modes & (COR_MODE_COACH | COR_MODE_FOOT)) != 0 &&
          by_coach[slot->crossing] <= slot->hour);
}

/* Gives what is left in the limits to slots that can use it, the first slot in time first, up to
 * what each wants; @capacities is what each has already. */
static void
give_rest (const CorTimetable *timetable,
           const CorParty *parties,
           guint n_parties,
           CorRoom *room,
           const guint *n_wanted,
           guint *capacities)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  g_autoptr (GArray) order = cor_timetable_list_by_hour (timetable);
  g_autofree guint *by_car = find_first_hours (timetable, parties, n_parties, COR_TRAVEL_CAR);
  g_autofree guint *by_coach = find_first_hours (timetable, parties, n_parties, COR_TRAVEL_COACH);

  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = g_array_index (order, guint, i), n_more;

      if (!is_reached (&slots[slot], by_car, by_coach))
        continue;
      n_more = cor_room_get (room, slot);
      if (n_wanted != NULL)
        n_more = MIN (n_more, n_wanted[slot] - MIN (n_wanted[slot], capacities[slot]));
      capacities[slot] += n_more;
      cor_room_take (room, slot, n_more);
    }
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
  g_autoptr (CorRoom) room = cor_room_new (timetable);
  g_autofree guint *capacities = NULL;

  cor_timetable_get_all_slots (timetable, &n_slots);
  capacities = g_new0 (guint, n_slots + 1);
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      capacities[passage->slot] += passage->n_people;
      cor_room_take (room, passage->slot, passage->n_people);
    }
  give_rest (timetable, parties, n_parties, room, NULL, capacities);

  return cor_timetable_new_allotted (timetable, capacities);
}

/**
 * cor_allotment_new_again:
 * @timetable: slots that share limits
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @allotted: slots that shared nothing
 * @n_used: (array): how much of each of these was used; may be more in all than the limits take
 * @n_wanted: (array): how much of each would be used if limits took everybody
 *
 * Gives each slot what it used, the first slot in time first. What is left in the limits goes to
 * those that used all they had, first as much as is wanted there, then to whoever can use it.
 *
 * Returns: (transfer full): slots that share nothing
 */
CorTimetable *
cor_allotment_new_again (const CorTimetable *timetable,
                         const CorParty *parties,
                         guint n_parties,
                         const CorTimetable *allotted,
                         const guint *n_used,
                         const guint *n_wanted)
{
  guint n_slots;
  const CorSlot *had = cor_timetable_get_all_slots (allotted, &n_slots);
  g_autoptr (GArray) order = cor_timetable_list_by_hour (timetable);
  g_autoptr (CorRoom) room = cor_room_new (timetable);
  g_autofree guint *capacities = g_new0 (guint, n_slots + 1);
  g_autofree guint *n_first = g_new0 (guint, n_slots + 1);
  g_autofree guint *n_then = g_new0 (guint, n_slots + 1);

  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = g_array_index (order, guint, i);
      gboolean is_full = n_used[slot] == had[slot].capacity_people;

      capacities[slot] = MIN (n_used[slot], cor_room_get (room, slot));
      cor_room_take (room, slot, capacities[slot]);
      n_first[slot] = is_full ? n_wanted[slot] : 0;
      n_then[slot] = is_full ? G_MAXUINT : 0;
    }
  give_rest (timetable, parties, n_parties, room, n_first, capacities);
  give_rest (timetable, parties, n_parties, room, n_then, capacities);
  give_rest (timetable, parties, n_parties, room, NULL, capacities);

  return cor_timetable_new_allotted (timetable, capacities);
}
