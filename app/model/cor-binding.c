/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-binding.h"

static const char *const codes[COR_N_BINDING_KINDS] = {
  [COR_BINDING_NONE] = "none",
  [COR_BINDING_TRAVEL] = "travel",
  [COR_BINDING_READY] = "ready",
  [COR_BINDING_CROSSING_CAPACITY] = "crossing_capacity",
  [COR_BINDING_CROSSING_MODE] = "crossing_mode",
  [COR_BINDING_CROSSING_HOURS] = "crossing_hours",
  [COR_BINDING_CROSSING_WAIT] = "crossing_wait",
  [COR_BINDING_RECEPTION] = "reception",
  [COR_BINDING_QUOTA] = "quota",
  [COR_BINDING_CLOSURE] = "closure",
  [COR_BINDING_CORRIDOR_CAPACITY] = "corridor_capacity",
  [COR_BINDING_CORRIDOR_HOURS] = "corridor_hours",
  [COR_BINDING_SEAT] = "seat",
  [COR_BINDING_DRIVER] = "driver",
  [COR_BINDING_HOUSEHOLD] = "household",
  [COR_BINDING_NIGHT] = "night",
  [COR_BINDING_PRIORITY] = "priority",
  [COR_BINDING_PUBLISHED] = "published",
  [COR_BINDING_HORIZON] = "horizon",
  [COR_BINDING_STATUS] = "status",
  [COR_BINDING_CORRIDOR_COLUMN] = "corridor_column",
  [COR_BINDING_ROAD_LIMIT] = "road_limit",
  [COR_BINDING_OWN_CAR] = "own_car",
  [COR_BINDING_EXPOSURE] = "exposure",
};

/**
 * cor_binding_kind_get_code:
 * @kind: what limits
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_binding_kind_get_code (CorBindingKind kind)
{
  g_return_val_if_fail (kind < COR_N_BINDING_KINDS, "");

  return codes[kind];
}
