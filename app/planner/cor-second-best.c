/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-second-best.h"

#define MINUTES_PER_HOUR 60

/* What sending everybody of a choice through another crossing comes to. */
typedef struct
{
  guint64 hours;
  guint n_left; /* who find no room before the plan ends; they count as passing at its end */
  guint drive_s;
} Offer;

typedef struct
{
  guint slot;
  guint n_people;
} Taken;

/* The first hour in which any of them can pass a crossing. */
static guint
find_first_hour (const CorParty *const *parties, guint crossing)
{
  guint hour = COR_HOUR_NONE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; parties[i] != NULL && j < COR_N_TRAVELS; j++)
      if (parties[i]->trips[j] != NULL)
        hour = MIN (hour, parties[i]->trips[j][crossing].hour);

  return hour;
}

/* Fills what the plan has left free at a crossing, hour by hour, and leaves it as it was. Gives up
 * when it comes to more than @most_hours. */
static gboolean
make_offer (const CorTimetable *timetable,
            CorRoom *room,
            const CorParty *const *parties,
            const CorChoice *choice,
            guint crossing,
            guint64 most_hours,
            Offer *offer)
{
  guint n_all_slots, n_slots, n_people = 0;
  const CorSlot *all_slots = cor_timetable_get_all_slots (timetable, &n_all_slots);
  const CorSlot *slots = cor_timetable_get_slots (timetable, crossing, &n_slots);
  guint n_left[COR_N_TRAVELS] = { choice->n_passing[0], choice->n_passing[1] };
  guint first_hour = find_first_hour (parties, crossing);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Taken));

  *offer = (Offer){ 0, n_left[0] + n_left[1], 0 };
  n_people = offer->n_left;
  for (guint i = 0; i < n_slots && offer->n_left > 0; i++)
    {
      Taken place = { (guint) (slots + i - all_slots), 0 };
      guint n_free;

      if (slots[i].hour < first_hour || cor_room_get_own (room, place.slot) == 0)
        continue;
      if (offer->hours + (guint64) offer->n_left * slots[i].hour > most_hours)
        break;

      n_free = cor_room_get (room, place.slot);
      for (guint j = 0; j < COR_N_TRAVELS && n_free > 0; j++)
        {
          guint n_passing = MIN (n_left[j], n_free);
          CorTravel travel;

          if (n_passing == 0 || !cor_party_can_pass (parties[j], &slots[i], NULL, &travel))
            continue;
          n_left[j] -= n_passing;
          n_free -= n_passing;
          place.n_people += n_passing;
          offer->n_left -= n_passing;
          offer->hours += (guint64) n_passing * slots[i].hour;
          offer->drive_s = MAX (offer->drive_s, parties[j]->trips[travel][crossing].drive_s);
        }
      if (place.n_people == 0)
        continue;
      cor_room_take (room, place.slot, place.n_people);
      g_array_append_val (taken, place);
    }
  for (guint i = 0; i < taken->len; i++)
    cor_room_give_back (room, g_array_index (taken, Taken, i).slot,
                        g_array_index (taken, Taken, i).n_people);
  offer->hours += (guint64) offer->n_left * cor_timetable_get_n_hours (timetable);

  return offer->n_left < n_people;
}

static gboolean
is_better (const Offer *a, const Offer *b)
{
  if (a->hours != b->hours)
    return a->hours < b->hours;
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;

  return a->drive_s < b->drive_s;
}

/**
 * cor_second_best_find:
 * @timetable: the crossings' slots
 * @room: what is left beside everybody else; the same afterwards
 * @parties: (array fixed-size=2) (element-type CorParty): the cluster's people with cars and those
 *   without; %NULL where none pass
 * @choice: what they do at one crossing
 * @extra_min: (out): how much later each would be through, on average
 *
 * Looks for the crossing through which all of them would best be sent instead while everybody else
 * keeps to the plan.
 *
 * Returns: that crossing, or %G_MAXUINT if there is no other with room
 */
guint
cor_second_best_find (const CorTimetable *timetable,
                      CorRoom *room,
                      const CorParty *const *parties,
                      const CorChoice *choice,
                      int *extra_min)
{
  guint n_people = choice->n_passing[0] + choice->n_passing[1];
  guint best = G_MAXUINT;
  Offer best_offer = { 0 };

  *extra_min = 0;
  for (guint i = 0; i < cor_timetable_get_n_crossings (timetable); i++)
    {
      Offer offer;

      if (cor_timetable_get_origin (timetable, i) ==
              cor_timetable_get_origin (timetable, choice->crossing) ||
          !make_offer (timetable, room, parties, choice, i,
                       best != G_MAXUINT ? best_offer.hours : G_MAXUINT64, &offer) ||
          (best != G_MAXUINT && !is_better (&offer, &best_offer)))
        continue;
      best = i;
      best_offer = offer;
    }

  if (best != G_MAXUINT)
    *extra_min = (int) (((gint64) best_offer.hours - (gint64) choice->hours) * MINUTES_PER_HOUR /
                        (gint64) n_people);

  return best;
}
