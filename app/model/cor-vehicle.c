/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-vehicle.h"

#include "cor-codes.h"
#include "cor-error.h"
#include "cor-time.h"

static const char *const kind_codes[COR_N_VEHICLE_KINDS] = { "coach", "minibus", "ambulance",
                                                             "van" };

/* What one usually carries, until an officer says otherwise. */
static const struct
{
  guint seats;
  guint wheelchair_places;
  guint stretcher_places;
  gboolean has_oxygen;
} usual[COR_N_VEHICLE_KINDS] = {
  [COR_VEHICLE_COACH] = { 49, 0, 0, FALSE },
  [COR_VEHICLE_MINIBUS] = { 18, 0, 0, FALSE },
  [COR_VEHICLE_AMBULANCE] = { 1, 0, 1, TRUE },
  [COR_VEHICLE_VAN] = { 7, 1, 0, FALSE },
};

#define USUAL_TURNAROUND_MIN 60

/**
 * cor_vehicle_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @kind: what kind
 *
 * Returns: (transfer full): one vehicle with the usual places of its kind, at no depot yet, free at
 * any time, with one driver who is not limited
 */
CorVehicle *
cor_vehicle_new (const CorId *id, CorVehicleKind kind)
{
  CorVehicle *self;

  g_return_val_if_fail (kind < COR_N_VEHICLE_KINDS, NULL);

  self = cor_record_new (COR_RECORD_VEHICLE, id);
  self->label = g_strdup ("");
  self->vehicle = kind;
  self->n_vehicles = 1;
  self->seats = usual[kind].seats;
  self->wheelchair_places = usual[kind].wheelchair_places;
  self->stretcher_places = usual[kind].stretcher_places;
  self->has_oxygen = usual[kind].has_oxygen;
  self->available_from_utc_s = COR_TIME_NONE;
  self->available_until_utc_s = COR_TIME_NONE;
  self->n_drivers = 1;
  self->turnaround_min = USUAL_TURNAROUND_MIN;

  return self;
}

/**
 * cor_vehicle_get_places:
 * @self: vehicles
 *
 * Returns: how many people one of them takes, sitting or lying
 */
guint
cor_vehicle_get_places (const CorVehicle *self)
{
  return self->seats + self->wheelchair_places + self->stretcher_places;
}

/**
 * cor_vehicle_check:
 * @self: vehicles
 * @error: (nullable): set when they make no sense; says what to change
 *
 * Returns: whether a planner can work with them
 */
gboolean
cor_vehicle_check (const CorVehicle *self, GError **error)
{
  if (self->n_vehicles == 0 || self->n_vehicles > COR_MAX_VEHICLES)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "The number of vehicles is 1 to %u.",
                 COR_MAX_VEHICLES);
  else if (self->seats > COR_MAX_VEHICLE_PLACES ||
           self->wheelchair_places > COR_MAX_VEHICLE_PLACES ||
           self->stretcher_places > COR_MAX_VEHICLE_PLACES || cor_vehicle_get_places (self) == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A vehicle has 1 to %u places for passengers.", COR_MAX_VEHICLE_PLACES);
  else if (!cor_position_is_valid (self->depot_position))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The depot is not a place on earth. Say where the vehicles stand.");
  else if (self->available_from_utc_s != COR_TIME_NONE &&
           self->available_until_utc_s != COR_TIME_NONE &&
           self->available_from_utc_s >= self->available_until_utc_s)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "Vehicles have to be free for some time: their end lies before their beginning.");
  else if (self->n_drivers == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A vehicle needs a driver.");
  else
    return TRUE;

  return FALSE;
}

/**
 * cor_vehicle_kind_get_code:
 * @kind: what kind
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_vehicle_kind_get_code (CorVehicleKind kind)
{
  g_return_val_if_fail (kind < COR_N_VEHICLE_KINDS, "");

  return kind_codes[kind];
}

/**
 * cor_vehicle_kind_parse:
 * @code: a name in files
 * @kind: (out): what it stands for
 *
 * Returns: %FALSE if @code is none
 */
gboolean
cor_vehicle_kind_parse (const char *code, CorVehicleKind *kind)
{
  return cor_codes_find (kind_codes, COR_N_VEHICLE_KINDS, code, kind);
}
