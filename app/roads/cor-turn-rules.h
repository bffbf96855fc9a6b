/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"

G_BEGIN_DECLS

/**
 * CorTurnRule:
 * @path: (array length=n_path): the legs that one has come by, one after the other, the last one
 *   leading to where one turns; each is twice a leg, and 1 more when driven backward
 * @n_path: how many, at least 1
 * @targets: (array length=n_targets): legs into which one turns, written in the same way
 * @n_targets: how many, at least 1
 * @is_only: whether @targets are the only ones allowed, and not the ones forbidden; then whoever
 *   drives the first leg of @path must drive all of it
 * @hours: for each vehicle when the rule holds: a number of the pool of windows, %COR_WEEK_NEVER or
 *   %COR_WEEK_ALWAYS
 *
 * Which turns may not be taken by whom.
 */
typedef struct
{
  const guint32 *path;
  guint n_path;
  const guint32 *targets;
  guint n_targets;
  gboolean is_only;
  guint32 hours[COR_N_ROAD_VEHICLES];
} CorTurnRule;

/**
 * CorTurnRules:
 *
 * Turn restrictions, any number of them over the same legs.
 */
typedef struct _CorTurnRules CorTurnRules;

CorTurnRules *cor_turn_rules_new (CorNetworkBuilder *builder,
                                  CorWeekPool *pool) G_GNUC_WARN_UNUSED_RESULT;
void cor_turn_rules_free (CorTurnRules *self);
gboolean cor_turn_rules_add (CorTurnRules *self, const CorTurnRule *rule);
void cor_turn_rules_apply (CorTurnRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTurnRules, cor_turn_rules_free)

G_END_DECLS
