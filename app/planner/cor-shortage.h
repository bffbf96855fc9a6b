/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

/**
 * CorShortage:
 * @kind: what is full; %COR_BINDING_NONE if nothing is
 * @related_id: the crossing or quota
 * @until_utc_s: when the last clock hour ends that it is about
 * @n_free: how many people more it takes
 * @n_hours: in how many clock hours these people could pass there
 *
 * What people would need more room in.
 */
typedef struct
{
  CorBindingKind kind;
  CorId related_id;
  gint64 until_utc_s;
  guint n_free;
  guint n_hours;
} CorShortage;

/**
 * CorShortages:
 *
 * What is full in a plan in the making, looked up for one after the other of those who are left.
 */
typedef struct _CorShortages CorShortages;

CorShortages *cor_shortages_new (const CorDraft *draft,
                                 const CorRoom *room) G_GNUC_WARN_UNUSED_RESULT;

void cor_shortages_free (CorShortages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorShortages, cor_shortages_free)

CorShortage cor_shortages_find (CorShortages *self, guint party, guint n_people);

guint cor_shortage_count_missing (const CorShortage *self, guint n_people);

G_END_DECLS
