/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"

G_BEGIN_DECLS

/**
 * CorGroundMap:
 *
 * The ground below a plan: the base map with the roads of one network and the names of places. It
 * never changes, is counted, and any thread may draw from it.
 */
typedef struct _CorGroundMap CorGroundMap;

CorGroundMap *cor_ground_map_ref (CorGroundMap *self);

void cor_ground_map_unref (CorGroundMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorGroundMap, cor_ground_map_unref)

CorBasemap *cor_ground_map_get_basemap (CorGroundMap *self);

CorMapContent *cor_ground_map_get_content (CorGroundMap *self, CorLanguage language);

const char *cor_ground_map_get_checksum (CorGroundMap *self);

char *cor_ground_map_dup_credits (CorGroundMap *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
