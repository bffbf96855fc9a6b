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

CorShortage cor_draft_find_shortage (const CorDraft *self,
                                     const CorRoom *room,
                                     GArray *by_hour,
                                     guint party,
                                     guint n_people);

guint cor_shortage_count_missing (const CorShortage *self, guint n_people);

G_END_DECLS
