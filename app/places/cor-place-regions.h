/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-place-private.h"

G_BEGIN_DECLS

#define COR_PLACE_MAX_REGIONS 8

/*
 * CorPlaceRegions: the oblasts and their like, found by any spelling.
 */
typedef struct _CorPlaceRegions CorPlaceRegions;

/*
 * CorRegionSet: the regions that a text may mean; Kyiv is a city and an oblast.
 */
typedef struct
{
  const CorRegion *regions[COR_PLACE_MAX_REGIONS];
  guint n_regions;
} CorRegionSet;

CorPlaceRegions *cor_place_regions_new (GArray *regions) G_GNUC_WARN_UNUSED_RESULT;

void cor_place_regions_free (CorPlaceRegions *self);

const CorRegion *cor_place_regions_get_by_code (const CorPlaceRegions *self, const char *code);

gboolean cor_place_regions_is_word (const char *token);

gboolean cor_place_regions_find (const CorPlaceRegions *self,
                                 const char *strict_key,
                                 gboolean forgive,
                                 CorRegionSet *set);

gboolean cor_place_regions_is_name (const CorPlaceRegions *self, const char *strict_key);

gboolean cor_region_set_contains (const CorRegionSet *set, const CorRegion *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlaceRegions, cor_place_regions_free)

G_END_DECLS
