/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_CROSSING_LIMITS (cor_crossing_limits_get_type ())

/**
 * CorCrossingLimits:
 *
 * What a crossing takes beyond its one number: people an hour by car, by coach and on foot, what
 * the reception point behind it takes in, and hours that differ from all others.
 */
G_DECLARE_FINAL_TYPE (CorCrossingLimits, cor_crossing_limits, COR, CROSSING_LIMITS, GtkBox)

void cor_crossing_limits_show (CorCrossingLimits *self,
                               CorDetailsPage *page,
                               const CorCrossing *crossing);

G_END_DECLS
