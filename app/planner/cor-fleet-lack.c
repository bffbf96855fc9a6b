/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-maker-private.h"

/*
 * What a household lacks that only wants for a vehicle.
 */

/* The first slot that has room for a household, could anybody bring it there. */
static guint
find_slot (const CorDraft *self, const CorHousehold *household)
{
  guint n_slots, best = G_MAXUINT;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      CorTravel travel;

      if (g_array_index (self->loading->assignment->free_people, guint, i) >= household->n_people &&
          (best == G_MAXUINT || slots[i].hour < slots[best].hour) &&
          cor_party_can_pass (&self->parties[household->group], &slots[i], NULL, &travel) &&
          travel == COR_TRAVEL_COACH)
        best = i;
    }

  return best;
}

static gboolean
suits (const CorSeats *seats, const CorSeats *needed)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if ((needed->n[i] > 0 && seats->n[i] == 0) ||
        (needed->n_oxygen[i] > 0 && seats->n_oxygen[i] == 0))
      return FALSE;

  return TRUE;
}

/* How a vehicle suits a household that is left. */
typedef struct
{
  gint64 missing_s; /* how much longer its drivers would have to be on duty */
  gboolean is_small;
  gint64 empty_s; /* from its depot to the rally point; G_MAXINT64: it cannot get there */
} Offer;

/* For one trip from the depot into a slot. */
static Offer
make_offer (const CorDraft *self,
            const CorFleetVehicle *vehicle,
            guint household,
            guint cluster,
            const CorSlot *slot)
{
  gint64 arrive_utc_s, free_utc_s, leave_utc_s;
  gint64 depart_utc_s = cor_draft_fleet_get_departure (cluster, slot->crossing, slot->hour,
                                                       &arrive_utc_s, (gpointer) self);
  Offer offer = { 0, !cor_seats_hold (&vehicle->seats, &self->fleet->seats[household]),
                  G_MAXINT64 };

  if (depart_utc_s == G_MININT64)
    return offer;
  leave_utc_s =
      cor_draft_fleet_get_leave (FALSE, vehicle->depot, cluster, depart_utc_s, (gpointer) self);
  if (leave_utc_s == G_MININT64)
    return offer;

  free_utc_s = vehicle->hands_over ? arrive_utc_s
                                   : cor_timetable_get_hour_utc_s (self->timetable, slot->hour) +
                                         COR_SECONDS_PER_HOUR;
  offer.empty_s = depart_utc_s - leave_utc_s;
  if (vehicle->duty_s > 0)
    offer.missing_s =
        MAX (free_utc_s + vehicle->turnaround_s - leave_utc_s - (gint64) vehicle->duty_s, 0);

  return offer;
}

/* One that takes the whole household, then the least longer duty, then the nearest. */
static gboolean
is_better_offer (const Offer *a, const Offer *b)
{
  if ((a->empty_s == G_MAXINT64) != (b->empty_s == G_MAXINT64))
    return a->empty_s < G_MAXINT64;
  if (a->is_small != b->is_small)
    return b->is_small;
  if (a->missing_s != b->missing_s)
    return a->missing_s < b->missing_s;

  return a->empty_s < b->empty_s;
}

/* Says which vehicles would have to be more, or, if all that suit are too far away for their
 * drivers, which drivers would have to stay on duty for how much longer. */
static void
fill_remedy (const CorDraft *self, guint household, const CorSlot *slot, CorBinding *remedy)
{
  const CorDraftFleet *fleet = self->fleet;
  guint cluster = fleet->clusters[g_array_index (self->households, CorHousehold, household).group];
  Offer best = { 0, TRUE, G_MAXINT64 };

  for (guint i = 0; i < fleet->units->len; i++)
    {
      const CorFleetVehicle *vehicle = &g_array_index (fleet->vehicles, CorFleetVehicle, i);
      const CorFleetUnit *unit = &g_array_index (fleet->units, CorFleetUnit, i);
      Offer offer;

      if (unit->number > 1 || !suits (&vehicle->seats, &fleet->seats[household]))
        continue;
      offer = make_offer (self, vehicle, household, cluster, slot);
      if (!is_better_offer (&offer, &best))
        continue;
      best = offer;
      remedy->related_id = ((CorVehicle *) fleet->records->pdata[unit->record])->record.id;
    }
  if (best.empty_s == G_MAXINT64 || best.missing_s == 0)
    return;

  remedy->kind = COR_BINDING_DRIVER;
  remedy->amount = (guint) ((best.missing_s + COR_SECONDS_PER_HOUR - 1) / COR_SECONDS_PER_HOUR);
}

/**
 * cor_draft_lacks_seat:
 * @self: a plan in the making
 * @household: one that is left
 * @remedy: (out caller-allocates): what would serve it: so many places in vehicles like the related
 *   ones, at the rally point at that time; or so many more hours of duty of these
 *
 * Returns: whether nothing but a vehicle is missing
 */
gboolean
cor_draft_lacks_seat (const CorDraft *self, guint household, CorBinding *remedy)
{
  const CorHousehold *people = &g_array_index (self->households, CorHousehold, household);
  guint n_slots, slot;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  gint64 arrive_utc_s;

  *remedy = (CorBinding){ .kind = COR_BINDING_NONE, .time_utc_s = COR_TIME_NONE };
  if (self->fleet == NULL)
    return FALSE;
  slot = find_slot (self, people);
  if (slot == G_MAXUINT)
    return FALSE;

  remedy->kind = COR_BINDING_SEAT;
  remedy->amount = people->n_people;
  remedy->time_utc_s =
      cor_draft_fleet_get_departure (self->fleet->clusters[people->group], slots[slot].crossing,
                                     slots[slot].hour, &arrive_utc_s, (gpointer) self);
  fill_remedy (self, household, &slots[slot], remedy);

  return TRUE;
}
