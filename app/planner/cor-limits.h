/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-binding.h"
#include "cor-crossing.h"
#include "cor-quota.h"

G_BEGIN_DECLS

/* No limit: nothing but the slot itself. */
#define COR_LIMIT_NONE G_MAXUINT

/**
 * CorLimit:
 * @kind: %COR_BINDING_CROSSING_CAPACITY or %COR_BINDING_RECEPTION for all modes of a crossing in a
 *   clock hour or a part of it; %COR_BINDING_QUOTA for a country in all or on one day
 * @related_id: the crossing or quota
 * @above: the limit that this one stands under, or %COR_LIMIT_NONE
 * @whole: the first of the limits that are parts of the same whole; itself if it is not divided
 * @capacity_people: how many people of ours the whole takes
 * @until_utc_s: when the last clock hour ends that it is about
 *
 * What several slots share. Limits stand in trees, each after the one that it stands under. Only
 * where quotas of a country cross in time, so that neither holds the other, one of them is divided
 * into parts that stand at several places and hold its people together.
 */
typedef struct
{
  CorBindingKind kind;
  CorId related_id;
  guint above;
  guint whole;
  guint capacity_people;
  gint64 until_utc_s;
} CorLimit;

/**
 * CorLimits:
 *
 * The limits of a plan in the making.
 */
typedef struct _CorLimits CorLimits;

CorLimits *cor_limits_new (GPtrArray *crossings,
                           GPtrArray *quotas,
                           gint64 first_hour_utc_s,
                           guint n_hours) G_GNUC_WARN_UNUSED_RESULT;

void cor_limits_free (CorLimits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLimits, cor_limits_free)

guint cor_limits_find_quota (CorLimits *self, const CorCrossing *crossing, gint64 hour_utc_s);

guint cor_limits_add_hour (CorLimits *self,
                           const CorCrossing *crossing,
                           gint64 hour_utc_s,
                           guint capacity_people,
                           guint above);

GArray *cor_limits_steal (CorLimits *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
