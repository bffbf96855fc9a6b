/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

/*
 * Trips of a moment ago, sent again before any others are looked for: as far as each vehicle can
 * still make them one after the other, for those who would pass in the same hour at the same
 * crossing and fit into it.
 */

static guint
find_pair (const CorFleetSetup *setup, guint cluster, guint crossing)
{
  for (guint i = setup->first_pairs[cluster]; i < setup->first_pairs[cluster + 1]; i++)
    if (g_array_index (setup->pairs, CorFleetPair, i).crossing == crossing)
      return i;

  return COR_FLEET_NONE;
}

/* The trips stand by hour, cluster and crossing. */
static gboolean
is_same_movement (const CorFleetMovement *movement, const CorFleetKeptTrip *trip)
{
  return movement->cluster == trip->cluster && movement->crossing == trip->crossing &&
         movement->hour == trip->hour;
}

/* The movement of a trip, made if need be. */
static guint
find_movement (const CorFleetSetup *setup, CorFleetDraft *draft, const CorFleetKeptTrip *trip)
{
  guint n_movements = draft->movements->len, pair;
  gint64 arrive_utc_s;

  if (n_movements > 0 &&
      is_same_movement (&g_array_index (draft->movements, CorFleetMovement, n_movements - 1), trip))
    return n_movements - 1;

  pair = find_pair (setup, trip->cluster, trip->crossing);
  if (pair == COR_FLEET_NONE ||
      cor_fleet_get_departure (setup, pair, trip->hour, &arrive_utc_s) == G_MININT64)
    return COR_FLEET_NONE;

  return cor_fleet_draft_start_movement (setup, draft, pair, trip->hour);
}

static void
send_again (const CorFleetSetup *setup, CorFleetDraft *draft, const CorFleetKeptTrip *trip)
{
  guint place = find_movement (setup, draft, trip);
  CorFleetMovement *movement;
  CorFleetRun run;

  draft->n_steps++;
  if (place == COR_FLEET_NONE || !cor_fleet_draft_has_gates (setup, draft, trip->crossing))
    return;

  movement = &g_array_index (draft->movements, CorFleetMovement, place);
  if (!cor_fleet_find_run (setup, &draft->states[trip->vehicle], trip->vehicle, movement, &run))
    return;
  run.movement = place;
  cor_fleet_draft_pass_gates (setup, draft, trip->crossing, 1);
  draft->states[trip->vehicle] = run.after;
  cor_seats_add (&movement->seats, &setup->problem->vehicles[trip->vehicle].seats);
  g_array_append_val (draft->runs, run);
}

/* Lets those board who would pass then and there anyway. */
static void
board_all (const CorFleetSetup *setup, CorFleetDraft *draft, guint place)
{
  const CorFleetMovement *movement = &g_array_index (draft->movements, CorFleetMovement, place);
  const guint *slots =
      setup->first_slots + (gsize) movement->crossing * (setup->n_hours + 1) + movement->hour;

  for (guint i = setup->first_items[movement->cluster];
       i < setup->first_items[movement->cluster + 1]; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);
      CorSeats needed = movement->needed;

      draft->n_steps++;
      if (item->planned_slot < slots[0] || item->planned_slot >= slots[1] ||
          draft->slot_of[i] != COR_FLEET_NONE ||
          !cor_fleet_draft_may_pass (setup, draft, i, movement->hour) ||
          !cor_fleet_can_board (setup, i, item->planned_slot) ||
          cor_room_get (draft->room, item->planned_slot) < item->n_people)
        continue;
      cor_seats_add (&needed, &item->seats);
      if (cor_seats_hold (&movement->seats, &needed))
        cor_fleet_draft_board (setup, draft, i, place, item->planned_slot);
    }
}

/**
 * cor_fleet_keep_trips:
 * @setup: what is asked, with trips of a moment ago
 * @draft: a plan without movements
 *
 * Sends vehicles as they were sent a moment ago. See the top of the file.
 */
void
cor_fleet_keep_trips (const CorFleetSetup *setup, CorFleetDraft *draft)
{
  GArray *kept = setup->problem->kept;

  for (guint i = 0; i < kept->len; i++)
    send_again (setup, draft, &g_array_index (kept, CorFleetKeptTrip, i));
  for (guint i = 0; i < draft->movements->len; i++)
    board_all (setup, draft, i);
  cor_fleet_draft_drop_needless (setup, draft, 0);
}
