/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-place-regions.h"
#include "cor-placement.h"

G_BEGIN_DECLS

/*
 * CorPlaceQuery: what a text and its hints say.
 * @names: strict keys of what may be the name, likeliest first
 * @nearby: strict keys of districts and towns named beside it
 * @regions: the regions that are named
 * @has_unknown_region: a region is named that nobody knows
 * @is_contradictory: the text names another region than the hint
 * @country: (nullable): ISO code of the country that is named
 */
typedef struct
{
  GPtrArray *names;
  GPtrArray *nearby;
  CorRegionSet regions;
  gboolean has_unknown_region;
  gboolean is_contradictory;
  const char *country;
} CorPlaceQuery;

CorPlaceQuery *cor_place_query_new (const CorPlaceRegions *regions,
                                    const char *text,
                                    const CorPlaceHints *hints) G_GNUC_WARN_UNUSED_RESULT;

void cor_place_query_free (CorPlaceQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlaceQuery, cor_place_query_free)

G_END_DECLS
