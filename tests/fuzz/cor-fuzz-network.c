/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fuzz.h"

#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-router.h"

#define MAX_NODES 20000u

/* Reads everything that a network tells, so that a sanitizer sees what should not be read. */
static void
read_everything (CorNetwork *network)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosedHours));
  CorLeg leg;

  for (guint32 i = 0; i < cor_network_get_n_nodes (network); i++)
    {
      cor_network_get_node_position (network, i);
      cor_network_get_node_name (network, i, COR_LANGUAGE_HE);
      cor_network_get_node_osm (network, i);
    }
  for (guint32 i = 0; i < cor_network_get_n_legs (network); i++)
    {
      cor_network_get_leg (network, i, &leg);
      cor_network_get_road_number (network, leg.road);
      cor_network_get_road_name (network, leg.road, COR_LANGUAGE_EN);
      for (guint j = 0; j < cor_network_get_leg_n_points (network, i); j++)
        cor_network_get_leg_point (network, i, j);
      cor_network_find_leg_by_osm (network, cor_network_get_leg_osm_way (network, i),
                                   cor_network_get_node_osm (network, leg.from_node),
                                   cor_network_get_node_osm (network, leg.to_node));
      if (i > 100)
        break;
    }
  for (guint i = 0; i < cor_network_get_n_timed_arcs (network) && i < 100; i++)
    cor_network_list_closed_hours (network, cor_network_get_timed_arc (network, i),
                                   COR_ROAD_VEHICLE_COACH, 1646000000, 1646000000 + 7 * 86400,
                                   times);
  for (guint i = 0; i < COR_N_IMPORT_COUNTS; i++)
    cor_network_get_import_count (network, (CorImportCount) i);
  cor_network_count_islands (network);
}

static void
find_route (CorNetwork *network, CorRoadVehicle vehicle)
{
  g_autoptr (CorRouter) router = cor_router_new (network, vehicle);
  CorBounds bounds;
  CorSnap source, target;

  cor_network_get_bounds (network, &bounds);
  if (cor_router_snap (router, (CorPosition){ bounds.south_deg, bounds.west_deg }, NULL, &source) &&
      cor_router_snap (router, (CorPosition){ bounds.north_deg, bounds.east_deg }, NULL, &target))
    {
      CorRoute *route = cor_router_find_route (router, &source, &target);

      g_clear_pointer (&route, cor_route_unref);
      route = cor_router_find_route_departing (router, &source, &target, 1646000000);
      g_clear_pointer (&route, cor_route_unref);
    }
}

/* One in eight: asking takes ten times as long as importing, whose harnesses look for faults in the
 * import first of all. */
gboolean
cor_fuzz_is_chosen (CorNetwork *network)
{
  return g_ascii_xdigit_value (cor_network_get_checksum (network)[0]) < 2;
}

/* Asks a network that opened whatever may be asked. */
void
cor_fuzz_ask_network (CorNetwork *network)
{
  if (cor_network_get_n_nodes (network) > MAX_NODES || cor_network_get_n_nodes (network) == 0)
    return;
  read_everything (network);
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    find_route (network, (CorRoadVehicle) i);
}
