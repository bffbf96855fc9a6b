/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_VEHICLE_PAGE (cor_vehicle_page_get_type ())

/**
 * CorVehiclePage:
 *
 * Details of vehicles that are alike and stand at one depot.
 */
G_DECLARE_FINAL_TYPE (CorVehiclePage, cor_vehicle_page, COR, VEHICLE_PAGE, CorDetailsPage)

G_END_DECLS
