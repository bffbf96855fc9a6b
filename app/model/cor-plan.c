/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan.h"

#include "cor-time.h"

/**
 * cor_plan_settings_new:
 * @id: (nullable): the plan's id; %NULL makes a new one
 *
 * Returns: (transfer full): settings with the usual values: a week, settlements with fewer than ten
 * people joining the nearest larger one within 15 km
 */
CorPlanSettings *
cor_plan_settings_new (const CorId *id)
{
  CorPlanSettings *self = cor_record_new (COR_RECORD_SETTINGS, id);

  self->name = g_strdup ("");
  self->horizon_h = 7 * 24;
  self->fold_radius_m = 15000;
  self->fold_below_people = 10;

  return self;
}

/**
 * cor_closure_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @geometry: (transfer none): its shape
 *
 * Returns: (transfer full): an area closed for good, without a label
 */
CorClosure *
cor_closure_new (const CorId *id, CorGeometry *geometry)
{
  CorClosure *self = cor_record_new (COR_RECORD_CLOSURE, id);

  self->label = g_strdup ("");
  self->geometry = cor_geometry_ref (geometry);
  self->from_utc_s = COR_TIME_NONE;
  self->until_utc_s = COR_TIME_NONE;

  return self;
}

/**
 * cor_closure_is_in_force:
 * @self: a closure
 * @time_utc_s: when
 *
 * Returns: whether it closes roads then
 */
gboolean
cor_closure_is_in_force (const CorClosure *self, gint64 time_utc_s)
{
  return (self->from_utc_s == COR_TIME_NONE || self->from_utc_s <= time_utc_s) &&
         (self->until_utc_s == COR_TIME_NONE || time_utc_s < self->until_utc_s);
}

/**
 * cor_post_kind_get_code:
 * @kind: what kind
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_post_kind_get_code (CorPostKind kind)
{
  static const char *const codes[COR_N_POST_KINDS] = { "embassy", "mission", "reception", "other" };

  g_return_val_if_fail (kind < COR_N_POST_KINDS, "other");

  return codes[kind];
}
