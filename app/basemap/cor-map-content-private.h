/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap-private.h"
#include "cor-map-placement.h"

G_BEGIN_DECLS

typedef struct
{
  CorMapBox box;
  CorMapPoint *points;
  guint n_points;
  CorMapRoadClass road_class;
  char *number;
} CorMapContentRoad;

typedef struct
{
  CorMapPoint point;
  char *text;
  guint rank;
} CorMapContentLabel;

struct _CorMapContent
{
  gatomicrefcount ref_count;
  /* Roads as they came; labels by rank, then from the west. Both constant. */
  GArray *roads;
  GArray *labels;
  /* Gives the lesser roads, if set; constant once the content is shared. */
  CorMapRoadSupply road_supply;
  gpointer supply_data;
  GDestroyNotify supply_destroy;
  /* Placements made so far, the newest first; guarded by the lock. */
  GMutex lock;
  GQueue placements;
};

CorMapPlacement *
cor_map_content_get_placement (CorMapContent *self,
                               CorBasemap *basemap,
                               const CorMapPlacementKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
