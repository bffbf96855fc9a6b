/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-record.h"

G_BEGIN_DECLS

typedef enum
{
  COR_VEHICLE_COACH,
  COR_VEHICLE_MINIBUS,
  COR_VEHICLE_AMBULANCE,
  COR_VEHICLE_VAN,
} CorVehicleKind;

#define COR_N_VEHICLE_KINDS 4

/* More than these are slips of the pen. */
#define COR_MAX_VEHICLES 10000
#define COR_MAX_VEHICLE_PLACES 200

/**
 * CorVehicle:
 * @record: the head
 * @label: (not nullable): what officers call them
 * @vehicle: what kind
 * @n_vehicles: how many alike
 * @seats: seats for passengers of each, wheelchair and stretcher places not included
 * @wheelchair_places: of each
 * @stretcher_places: of each
 * @has_oxygen: whether each carries oxygen
 * @depot_position: where they stand
 * @depot_label: (nullable): what that is called
 * @available_from_utc_s: when they may leave the depot; %COR_TIME_NONE: at the plan's start
 * @available_until_utc_s: when the last must be free again; %COR_TIME_NONE: until the horizon
 * @driver_min: minutes that a driver may be on duty, from leaving the depot; 0: any
 * @n_drivers: drivers of each, who take turns: together they serve @n_drivers * @driver_min
 * @turnaround_min: minutes at the crossing before it can go back
 * @hands_over: whether its people change at the border to a coach of the other side, so that it
 *   turns back before the border and does not wait in its queue
 * @max_trips: trips of each; 0: any
 * @note: (nullable)
 *
 * Vehicles of one kind at one depot.
 */
typedef struct
{
  CorRecord record;
  char *label;
  CorVehicleKind vehicle;
  guint n_vehicles;
  guint seats;
  guint wheelchair_places;
  guint stretcher_places;
  gboolean has_oxygen;
  CorPosition depot_position;
  char *depot_label;
  gint64 available_from_utc_s;
  gint64 available_until_utc_s;
  guint driver_min;
  guint n_drivers;
  guint turnaround_min;
  gboolean hands_over;
  guint max_trips;
  char *note;
} CorVehicle;

CorVehicle *cor_vehicle_new (const CorId *id, CorVehicleKind kind) G_GNUC_WARN_UNUSED_RESULT;

guint cor_vehicle_get_places (const CorVehicle *self);

gboolean cor_vehicle_check (const CorVehicle *self, GError **error);

const char *cor_vehicle_kind_get_code (CorVehicleKind kind);

gboolean cor_vehicle_kind_parse (const char *code, CorVehicleKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorVehicle, cor_record_unref)

G_END_DECLS
