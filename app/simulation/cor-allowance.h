/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-border.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorAllowance:
 * @country: ISO 3166 code of the neighbour
 * @max_people: people that it takes
 * @is_daily: whether on each day by the clock of the far side
 * @from_us: when it begins
 * @until_us: when it ends, not included; %COR_NEVER_US: open end
 *
 * A country's quota in the time of a simulation.
 */
typedef struct
{
  char country[3];
  guint max_people;
  gboolean is_daily;
  gint64 from_us;
  gint64 until_us;
} CorAllowance;

GArray *cor_allowances_new (CorSnapshot *snapshot, CorClock clock) G_GNUC_WARN_UNUSED_RESULT;

guint cor_allowances_get_left (GArray *allowances,
                               const CorBorder *border,
                               const guint *n_taken,
                               gint64 time_us,
                               gint64 *until_us);

void cor_allowances_take (GArray *allowances,
                          const CorBorder *border,
                          guint *n_taken,
                          gint64 time_us,
                          guint n_people);

G_END_DECLS
