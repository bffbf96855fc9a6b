/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet-maker.h"
#include "cor-vehicle.h"

G_BEGIN_DECLS

/**
 * CorFleetUnit:
 * @record: place of its record
 * @number: from 1
 *
 * A vehicle among those of its record.
 */
typedef struct
{
  guint record;
  guint number;
} CorFleetUnit;

struct _CorDraftFleet
{
  GPtrArray *records;   /* CorVehicle, the snapshot's */
  GArray *units;        /* CorFleetUnit */
  GArray *vehicles;     /* CorFleetVehicle, of each unit */
  CorSeats *seats;      /* of each household */
  guint *clusters;      /* of each party */
  GHashTable *arriving; /* cluster and hour -> CorMatrix, how long before one must leave */
  CorFleetGates *gates; /* NULL without lanes */
  CorFleetPlan *plan;
};

guint cor_draft_fleet_get_source (const CorDraft *self, guint row);

gint64 cor_draft_fleet_get_departure (guint cluster,
                                      guint crossing,
                                      guint hour,
                                      gint64 *arrive_utc_s,
                                      gpointer draft);

gint64 cor_draft_fleet_get_leave (gboolean at_crossing,
                                  guint place,
                                  guint cluster,
                                  gint64 arrive_utc_s,
                                  gpointer draft);

G_END_DECLS
