/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cor-snapshot.h"

G_BEGIN_DECLS

/* What can be selected on the map and in the lists. */
typedef enum
{
  COR_SELECTION_NONE,
  COR_SELECTION_CLUSTER,
  COR_SELECTION_CROSSING,
  COR_SELECTION_CLOSURE,
  COR_SELECTION_CORRIDOR, /* of a cluster to a crossing: id and other_id */
  COR_SELECTION_PERSON,
  COR_SELECTION_POST,
  COR_SELECTION_VEHICLE,
  COR_SELECTION_AGREED_CORRIDOR,
} CorSelectionKind;

#define COR_TYPE_SELECTION (cor_selection_get_type ())

/**
 * CorSelection:
 *
 * The one thing that map, lists and details agree to be about. Signal "changed" when it becomes
 * another; signal "offered" when there are other ways to show of it than the plan has.
 */
G_DECLARE_FINAL_TYPE (CorSelection, cor_selection, COR, SELECTION, GObject)

CorSelection *cor_selection_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_selection_select (CorSelection *self, CorSelectionKind kind, const CorId *id);

void cor_selection_select_corridor (CorSelection *self,
                                    const CorId *cluster_id,
                                    const CorId *crossing_id);

void cor_selection_clear (CorSelection *self);

CorSelectionKind cor_selection_get_kind (CorSelection *self);

const CorId *cor_selection_get_id (CorSelection *self);

const CorId *cor_selection_get_other_id (CorSelection *self);

void cor_selection_offer_ways (CorSelection *self, GPtrArray *ways);

GPtrArray *cor_selection_get_offered_ways (CorSelection *self);

gboolean cor_selection_is (CorSelection *self, CorSelectionKind kind, const CorId *id);

CorSelectionKind cor_selection_find_kind (CorSnapshot *snapshot, const CorId *id);

G_END_DECLS
