/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

/**
 * CorTripTable:
 * @n_clusters: how many clusters
 * @n_crossings: how many crossings
 * @trips: by travel, then cluster and crossing; the last row of crossings leads nowhere
 * @later: (element-type CorTrip): rows of those who are ready only later, and what belongs to rows
 *
 * Which hours can be reached from where. Zeroed before it is filled.
 */
typedef struct
{
  guint n_clusters;
  guint n_crossings;
  CorTrip *trips[COR_N_TRAVELS];
  GPtrArray *later;
} CorTripTable;

gboolean
cor_draft_make_parties (CorDraft *self, CorTripTable *table, CorProgress *progress, GError **error);

void cor_draft_set_car_use (const CorTripTable *table, CorCarUse car_use, CorParty *party);

void cor_trip_table_clear (CorTripTable *self);

G_END_DECLS
