/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-slack.h"

/* How much sooner a vehicle may set out on one of its trips, while all its other trips stay as they
 * are. When it is free again stays the same. */

/**
 * cor_fleet_find_trip_before:
 * @trips: (element-type CorFleetTrip): of all vehicles
 * @trip: one of them
 *
 * Returns: (transfer none) (nullable): the trip of the same vehicle before it
 */
const CorFleetTrip *
cor_fleet_find_trip_before (GArray *trips, const CorFleetTrip *trip)
{
  for (guint i = 0; i < trips->len; i++)
    {
      const CorFleetTrip *other = &g_array_index (trips, CorFleetTrip, i);

      if (other->vehicle == trip->vehicle && other->number + 1 == trip->number)
        return other;
    }

  return NULL;
}

static const CorFleetTrip *
find_trip_after (GArray *trips, const CorFleetTrip *trip)
{
  for (guint i = 0; i < trips->len; i++)
    {
      const CorFleetTrip *other = &g_array_index (trips, CorFleetTrip, i);

      if (other->vehicle == trip->vehicle && other->number == trip->number + 1)
        return other;
    }

  return NULL;
}

/* When the duty ends that a trip is part of. */
static gint64
find_end_of_duty (GArray *trips, const CorFleetTrip *trip)
{
  const CorFleetTrip *next = find_trip_after (trips, trip);

  while (next != NULL && next->leave_utc_s - trip->free_utc_s < COR_FLEET_REST_S)
    {
      trip = next;
      next = find_trip_after (trips, trip);
    }

  return trip->free_utc_s;
}

/**
 * cor_fleet_find_slack_s:
 * @trips: (element-type CorFleetTrip): of all vehicles
 * @vehicles: (array): these
 * @start_utc_s: when the plan begins
 * @trip: one of the trips
 *
 * A driver who has rested before the trip shall have rested before it still, or the duty before
 * would go on; and the duty that begins with it may get no longer than it may be.
 *
 * Returns: by how many seconds its vehicle could set out sooner
 */
gint64
cor_fleet_find_slack_s (GArray *trips,
                        const CorFleetVehicle *vehicles,
                        gint64 start_utc_s,
                        const CorFleetTrip *trip)
{
  const CorFleetVehicle *vehicle = &vehicles[trip->vehicle];
  const CorFleetTrip *before = cor_fleet_find_trip_before (trips, trip);
  gboolean has_rested =
      before == NULL || trip->leave_utc_s - before->free_utc_s >= COR_FLEET_REST_S;
  gint64 first_utc_s = MAX (vehicle->from_utc_s, start_utc_s);

  if (before != NULL)
    first_utc_s = before->free_utc_s + (has_rested ? COR_FLEET_REST_S : 0);
  if (has_rested && vehicle->duty_s > 0)
    first_utc_s = MAX (first_utc_s, find_end_of_duty (trips, trip) - (gint64) vehicle->duty_s);

  return MAX (trip->leave_utc_s - first_utc_s, 0);
}
