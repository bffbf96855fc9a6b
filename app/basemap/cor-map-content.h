/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorMapRoadClass:
 * @COR_MAP_ROAD_MAIN: international and main roads (M roads of Ukraine, motorways abroad)
 * @COR_MAP_ROAD_NATIONAL: national roads (H roads)
 * @COR_MAP_ROAD_REGIONAL: all others of the network of main roads
 * @COR_MAP_ROAD_LOCAL: roads between villages, of a network that has them
 * @COR_MAP_ROAD_STREET: streets and tracks
 *
 * How important a road is drawn.
 */
typedef enum
{
  COR_MAP_ROAD_MAIN,
  COR_MAP_ROAD_NATIONAL,
  COR_MAP_ROAD_REGIONAL,
  COR_MAP_ROAD_LOCAL,
  COR_MAP_ROAD_STREET,
} CorMapRoadClass;

#define COR_N_MAP_ROAD_CLASSES 5

/**
 * CorMapRoad:
 * @points: (array length=n_points): the road's line
 * @n_points: at least 2
 * @road_class: how important it is
 * @number: (nullable): road number as shown on its shield, such as "M06"
 *
 * A road to draw.
 */
typedef struct
{
  const CorPosition *points;
  guint n_points;
  CorMapRoadClass road_class;
  const char *number;
} CorMapRoad;

/**
 * CorMapRoadSink:
 * @road: a road
 * @sink_data: as given
 *
 * Takes a road; it need not outlive the call.
 */
typedef void (*CorMapRoadSink) (const CorMapRoad *road, gpointer sink_data);

/**
 * CorMapRoadSupply:
 * @bounds: what is drawn
 * @smallest: the least important class that is drawn
 * @sink: to be called for each road
 * @sink_data: for @sink
 * @user_data: as given
 *
 * Gives the lesser roads of a place, which are too many to be gathered beforehand. Called on any
 * thread, and on several at once.
 */
typedef void (*CorMapRoadSupply) (const CorBounds *bounds,
                                  CorMapRoadClass smallest,
                                  CorMapRoadSink sink,
                                  gpointer sink_data,
                                  gpointer user_data);

/* Ranks of places: 0 is the capital, the last a hamlet. */
#define COR_N_MAP_RANKS 7

/**
 * CorMapLabel:
 * @position: where the place is
 * @text: its name in the language of desk or sheet, UTF-8
 * @rank: importance, 0 to COR_N_MAP_RANKS - 1, as of cor_map_rank_of_place ()
 *
 * A place to name.
 */
typedef struct
{
  CorPosition position;
  const char *text;
  guint rank;
} CorMapLabel;

/**
 * CorMapContent:
 *
 * Roads and places to draw on a base map, gathered once and constant ever after. Reference
 * counted; any thread may draw it.
 */
typedef struct _CorMapContent CorMapContent;

CorMapContent *cor_map_content_new (const CorMapRoad *roads,
                                    guint n_roads,
                                    const CorMapLabel *labels,
                                    guint n_labels) G_GNUC_WARN_UNUSED_RESULT;

void cor_map_content_set_road_supply (CorMapContent *self,
                                      CorMapRoadSupply supply,
                                      gpointer user_data,
                                      GDestroyNotify destroy);

CorMapContent *cor_map_content_ref (CorMapContent *self);

void cor_map_content_unref (CorMapContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMapContent, cor_map_content_unref)

guint cor_map_rank_of_place (guint population, gboolean is_capital, gboolean is_oblast_centre);

G_END_DECLS
