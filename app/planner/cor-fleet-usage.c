/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-maker-private.h"

#include "cor-fleet-slack.h"

/*
 * Which vehicles carry a movement, and how much sooner they could.
 */

/* Where the trips of a movement begin. */
static guint
find_first_trip (GArray *trips, const CorFleetTrip *wanted)
{
  guint low = 0, high = trips->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cor_fleet_trip_compare_movements (&g_array_index (trips, CorFleetTrip, middle), wanted) <
          0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_draft_list_vehicles:
 * @self: a plan in the making
 * @movement: a movement
 * @passage: one of those that it consists of
 *
 * Writes which vehicles carry the people of a movement who do not drive themselves.
 */
void
cor_draft_list_vehicles (const CorDraft *self, CorMovement *movement, const CorPassage *passage)
{
  const CorDraftFleet *fleet = self->fleet;
  CorFleetTrip wanted = { .crossing = passage->crossing, .hour = passage->hour };
  guint n_carried = 0;

  if (fleet == NULL)
    return;

  wanted.cluster = fleet->clusters[passage->party];
  for (guint i = find_first_trip (fleet->plan->trips, &wanted); i < fleet->plan->trips->len; i++)
    {
      const CorFleetTrip *trip = &g_array_index (fleet->plan->trips, CorFleetTrip, i);
      const CorFleetUnit *unit = &g_array_index (fleet->units, CorFleetUnit, trip->vehicle);
      CorMovementVehicle vehicle = {
        .vehicle_id = ((CorVehicle *) fleet->records->pdata[unit->record])->record.id,
        .number = unit->number,
        .trip = trip->number,
        .n_people = trip->n_people,
        .ready_utc_s = trip->free_utc_s,
      };

      if (cor_fleet_trip_compare_movements (trip, &wanted) != 0)
        break;
      g_array_append_val (movement->vehicles, vehicle);
      n_carried += trip->n_people;
    }
  g_assert (n_carried + movement->n_with_car == movement->n_people);
}

/**
 * cor_draft_count_vehicles:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 *
 * Returns: how many vehicles carry people of that cluster there in that hour
 */
guint
cor_draft_count_vehicles (const CorDraft *self, guint cluster, guint crossing, guint hour)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted), n_vehicles = 0;

  while (first + n_vehicles < trips->len &&
         cor_fleet_trip_compare_movements (&g_array_index (trips, CorFleetTrip, first + n_vehicles),
                                           &wanted) == 0)
    n_vehicles++;

  return n_vehicles;
}

/**
 * cor_draft_find_slack_s:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 *
 * Returns: by how many seconds all vehicles that carry people of that cluster there in that hour
 *   could set out sooner; %G_MAXINT64 if none does
 */
gint64
cor_draft_find_slack_s (const CorDraft *self, guint cluster, guint crossing, guint hour)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted),
        n_vehicles = cor_draft_count_vehicles (self, cluster, crossing, hour);
  gint64 slack_s = G_MAXINT64;

  for (guint i = first; i < first + n_vehicles; i++)
    slack_s =
        MIN (slack_s, cor_fleet_find_slack_s (
                          trips, (const CorFleetVehicle *) (gpointer) self->fleet->vehicles->data,
                          cor_snapshot_get_settings (self->snapshot)->start_utc_s,
                          &g_array_index (trips, CorFleetTrip, i)));

  return slack_s;
}

/* When a vehicle must set out to be at the rally point so much sooner. Where roads come and go the
 * empty way may take longer then. */
static gint64
find_sooner_leave (const CorDraft *self, const CorFleetTrip *trip, gint64 sooner_s)
{
  const CorFleetTrip *before = cor_fleet_find_trip_before (self->fleet->plan->trips, trip);
  guint depot = g_array_index (self->fleet->vehicles, CorFleetVehicle, trip->vehicle).depot;
  guint place = before != NULL ? before->crossing : depot;
  guint source =
      cor_draft_fleet_get_source (self, before != NULL ? self->fleet->records->len + place : place);

  if (!cor_journeys_empty_depends_on_time (self->journeys, source, trip->cluster))
    return trip->leave_utc_s - sooner_s;

  return cor_draft_fleet_get_leave (before != NULL, place, trip->cluster,
                                    trip->ready_utc_s - sooner_s, (gpointer) self);
}

/**
 * cor_draft_leave_sooner:
 * @self: a plan in the making, its vehicles found
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour
 * @sooner_s: how much sooner, in seconds; no more than cor_draft_find_slack_s ()
 *
 * Has the vehicles that carry people of that cluster there in that hour leave with them sooner, and
 * arrive no later.
 *
 * Returns: %FALSE if they cannot be there sooner; then nothing has changed
 */
gboolean
cor_draft_leave_sooner (const CorDraft *self,
                        guint cluster,
                        guint crossing,
                        guint hour,
                        gint64 sooner_s)
{
  GArray *trips = self->fleet->plan->trips;
  CorFleetTrip wanted = { .cluster = cluster, .crossing = crossing, .hour = hour };
  guint first = find_first_trip (trips, &wanted),
        n_vehicles = cor_draft_count_vehicles (self, cluster, crossing, hour);
  gint64 slack_s = cor_draft_find_slack_s (self, cluster, crossing, hour);

  for (guint i = first; i < first + n_vehicles; i++)
    {
      const CorFleetTrip *trip = &g_array_index (trips, CorFleetTrip, i);

      if (find_sooner_leave (self, trip, sooner_s) < trip->leave_utc_s - slack_s)
        return FALSE;
    }
  for (guint i = first; i < first + n_vehicles; i++)
    {
      CorFleetTrip *trip = &g_array_index (trips, CorFleetTrip, i);

      trip->leave_utc_s = find_sooner_leave (self, trip, sooner_s);
      trip->ready_utc_s -= sooner_s;
      trip->depart_utc_s -= sooner_s;
    }

  return TRUE;
}
