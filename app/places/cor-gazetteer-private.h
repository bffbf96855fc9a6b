/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-gazetteer.h"
#include "cor-place-index.h"
#include "cor-place-private.h"
#include "cor-place-query.h"

G_BEGIN_DECLS

/* How near coordinates must be to a place of the name to confirm it, and to any place to mean it.
 */
#define COR_PLACE_SAME_M 20000.0
#define COR_PLACE_AROUND_M 15000.0

const CorPlaceIndex *cor_gazetteer_get_index (CorGazetteer *self);

const CorPlaceRegions *cor_gazetteer_get_regions (CorGazetteer *self);

GPtrArray *cor_gazetteer_search_query (CorGazetteer *self,
                                       const CorPlaceQuery *query,
                                       const CorPlaceHints *hints,
                                       gboolean while_typing) G_GNUC_WARN_UNUSED_RESULT;

CorPlaceCandidate *cor_gazetteer_find_largest (GPtrArray *candidates);

G_END_DECLS
