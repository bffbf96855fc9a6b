/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-plan.h"
#include "cor-movement-maker.h"

G_BEGIN_DECLS

/**
 * CorLaneCount:
 * @draft: a plan in the making that has columns
 * @plan: its columns
 * @slots: (array length=n_slots): its slots
 * @people_per_car_x10: tenths of people in a car
 * @groups: those of one cluster in one column and hour
 * @n_loaded: (array): people in each slot
 * @free_people: (array): by slot of a crossing, what neither it nor any column to it uses
 * @n_vehicles: (array): by gate, then step: how many enter
 * @n_too_long: gates and steps at which more enter than may
 *
 * Households in slots, and their vehicles on lanes: cars one for each household or as many as the
 * people fill, coaches by the people of each cluster.
 */
typedef struct
{
  const CorDraft *draft;
  const CorLanePlan *plan;
  const CorSlot *slots;
  guint n_slots;
  guint people_per_car_x10;
  GHashTable *groups;
  guint *n_loaded;
  guint *free_people;
  guint64 *n_vehicles;
  guint n_too_long;
} CorLaneCount;

void cor_lane_count_init (CorLaneCount *self, const CorDraft *draft);

void cor_lane_count_clear (CorLaneCount *self);

const CorHousehold *cor_lane_count_get_household (const CorLaneCount *self, guint household);

gboolean cor_lane_count_is_column (const CorLaneCount *self, guint slot);

CorTravel cor_lane_count_get_travel (const CorLaneCount *self, guint slot);

guint cor_lane_count_get_source (const CorLaneCount *self, guint slot);

void cor_lane_count_change (CorLaneCount *self, const CorLoad *load, int sign);

gint64 cor_lane_count_count_more (CorLaneCount *self, guint household, guint slot);

gboolean cor_lane_count_is_too_long (const CorLaneCount *self, guint crossing, gint64 n_more);

G_END_DECLS
