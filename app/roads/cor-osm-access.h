/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-reader.h"
#include "cor-week.h"

G_BEGIN_DECLS

/**
 * CorOsmAccess:
 * @COR_OSM_ACCESS_UNSAID: nothing is said
 * @COR_OSM_ACCESS_NO: it may not be driven
 * @COR_OSM_ACCESS_YES: it may be driven
 *
 * What the tags say about who may drive somewhere.
 */
typedef enum
{
  COR_OSM_ACCESS_UNSAID,
  COR_OSM_ACCESS_NO,
  COR_OSM_ACCESS_YES
} CorOsmAccess;

CorOsmAccess
cor_osm_access_find (const CorOsmTags *tags, CorRoadVehicle vehicle, const char *direction);
gboolean
cor_osm_access_allows_oneway (const CorOsmTags *tags, CorRoadVehicle vehicle, gboolean is_backward);
gboolean cor_osm_access_fits (const CorOsmTags *tags, CorRoadVehicle vehicle, guint *n_unreadable);
gboolean cor_osm_access_has_hours (const CorOsmTags *tags);
void cor_osm_access_find_hours (const CorOsmTags *tags,
                                CorRoadVehicle vehicle,
                                gboolean is_backward,
                                CorWeek *closed);

G_END_DECLS
