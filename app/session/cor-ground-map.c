/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-ground-map-private.h"

#include "cor-atlas-private.h"
#include "cor-network-area.h"

#include <string.h>

/* A settlement of the network that lies so near to one of the gazetteer is that one. */
#define SAME_PLACE_M 3000u

/* Nobody says how large the settlements of a network are. */
#define RANK_OF_NETWORK_PLACE 5u

struct _CorGroundMap
{
  gatomicrefcount ref_count;
  CorAtlas *atlas;
  CorNetwork *network;
  GMutex mutex;
  CorMapContent *contents[COR_N_DESK_LANGUAGES];
};

/**
 * cor_ground_map_new:
 * @atlas: what ships
 * @network: the roads to draw
 *
 * Returns: (transfer full): a map, on which nothing was gathered yet
 */
CorGroundMap *
cor_ground_map_new (CorAtlas *atlas, CorNetwork *network)
{
  CorGroundMap *self = g_new0 (CorGroundMap, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->atlas = cor_atlas_ref (atlas);
  self->network = cor_network_ref (network);
  g_mutex_init (&self->mutex);

  return self;
}

/**
 * cor_ground_map_ref:
 * @self: a map
 *
 * Returns: (transfer full): @self
 */
CorGroundMap *
cor_ground_map_ref (CorGroundMap *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_ground_map_unref:
 * @self: (transfer full): a map
 *
 * Lets go of @self.
 */
void
cor_ground_map_unref (CorGroundMap *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < COR_N_DESK_LANGUAGES; i++)
    g_clear_pointer (&self->contents[i], cor_map_content_unref);
  g_mutex_clear (&self->mutex);
  cor_network_unref (self->network);
  cor_atlas_unref (self->atlas);
  g_free (self);
}

/**
 * cor_ground_map_get_network:
 * @self: a map
 *
 * Returns: (transfer none): the roads on it
 */
CorNetwork *
cor_ground_map_get_network (CorGroundMap *self)
{
  return self->network;
}

/**
 * cor_ground_map_get_basemap:
 * @self: a map
 *
 * Returns: (transfer none): land and water
 */
CorBasemap *
cor_ground_map_get_basemap (CorGroundMap *self)
{
  return cor_atlas_get_basemap (self->atlas);
}

/**
 * cor_ground_map_get_checksum:
 * @self: a map
 *
 * Returns: (transfer none): what names its roads
 */
const char *
cor_ground_map_get_checksum (CorGroundMap *self)
{
  return cor_network_get_checksum (self->network);
}

/**
 * cor_ground_map_dup_credits:
 * @self: a map
 *
 * Returns: (transfer full): whom to name where it is shown
 */
char *
cor_ground_map_dup_credits (CorGroundMap *self)
{
  const char *ground = cor_basemap_get_credits (cor_ground_map_get_basemap (self));
  const char *roads = cor_network_get_attribution (self->network);

  if (roads[0] == '\0' || strstr (ground, roads) != NULL)
    return g_strdup (ground);

  return g_strdup_printf ("%s · %s", ground, roads);
}

static gboolean
is_builtin (const CorGroundMap *self)
{
  return self->network == cor_atlas_get_network (self->atlas);
}

/* M roads and motorways abroad are main roads, H roads national ones. All roads of the built-in
 * network are drawn as roads that matter, for it has no others. */
static CorMapRoadClass
map_class (const char *number, CorRoadClass road_class, gboolean is_builtin)
{
  if (number[0] == 'M' || road_class <= COR_ROAD_CLASS_TRUNK)
    return COR_MAP_ROAD_MAIN;
  if (number[0] == 'H' || road_class == COR_ROAD_CLASS_PRIMARY)
    return COR_MAP_ROAD_NATIONAL;
  if (is_builtin || road_class == COR_ROAD_CLASS_SECONDARY || road_class == COR_ROAD_CLASS_FERRY)
    return COR_MAP_ROAD_REGIONAL;

  return road_class <= COR_ROAD_CLASS_UNCLASSIFIED ? COR_MAP_ROAD_LOCAL : COR_MAP_ROAD_STREET;
}

/* Fills in a road but its line. */
static CorMapRoad
describe_road (CorNetwork *network, guint32 leg_index, gboolean is_builtin)
{
  CorMapRoad road = { .number = "" };
  CorLeg leg;

  cor_network_get_leg (network, leg_index, &leg);
  if (leg.road != COR_ROAD_NONE)
    road.number = cor_network_get_road_number (network, leg.road);
  road.road_class = map_class (road.number, leg.road_class, is_builtin);

  return road;
}

static void
add_line (CorNetwork *network, guint32 leg, GArray *points)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);

  for (guint i = 0; i < n_points; i++)
    {
      CorPosition point = cor_network_get_leg_point (network, leg, i);

      g_array_append_val (points, point);
    }
}

static void
free_points (gpointer data)
{
  g_array_unref (data);
}

/* The roads that are drawn from afar, too. */
static void
collect_roads (const CorGroundMap *self, GArray *roads, GPtrArray *lines)
{
  guint n_legs = cor_network_get_n_legs (self->network);

  for (guint i = 0; i < n_legs; i++)
    {
      CorMapRoad road = describe_road (self->network, i, is_builtin (self));
      GArray *points;

      if (road.road_class > COR_MAP_ROAD_REGIONAL)
        continue;

      points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
      add_line (self->network, i, points);
      g_ptr_array_add (lines, points);
      road.points = (const CorPosition *) (gpointer) points->data;
      road.n_points = points->len;
      g_array_append_val (roads, road);
    }
}

/* One request for the lesser roads of a place. */
typedef struct
{
  CorMapRoadClass smallest;
  CorMapRoadSink sink;
  gpointer sink_data;
  GArray *points; /* CorPosition, of the road at hand */
} StreetRequest;

static void
supply_street (CorNetwork *network, guint32 leg, gpointer user_data)
{
  StreetRequest *request = user_data;
  CorMapRoad road = describe_road (network, leg, FALSE);

  if (road.road_class <= COR_MAP_ROAD_REGIONAL || road.road_class > request->smallest)
    return;

  g_array_set_size (request->points, 0);
  add_line (network, leg, request->points);
  road.points = (const CorPosition *) (gpointer) request->points->data;
  road.n_points = request->points->len;
  request->sink (&road, request->sink_data);
}

static void
supply_streets (const CorBounds *bounds,
                CorMapRoadClass smallest,
                CorMapRoadSink sink,
                gpointer sink_data,
                gpointer user_data)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  StreetRequest request = { smallest, sink, sink_data, points };

  cor_network_foreach_leg_in_bounds (user_data, bounds, supply_street, &request);
}

/* GeoNames numbers of Kyiv, Warsaw, Chișinău, Minsk, Budapest, Bucharest, Bratislava. */
static const guint32 capitals[] = { 703448, 756135, 618426, 625144, 3054643, 683506, 3060972 };

static gboolean
is_capital (const CorPlace *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (capitals); i++)
    if (cor_place_get_number (place) == capitals[i])
      return TRUE;

  return FALSE;
}

/* In Ukraine an oblast's centre is its largest town. */
static GHashTable *
find_oblast_centres (CorGazetteer *gazetteer)
{
  GHashTable *largest = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);
      const char *region = cor_place_get_region_code (place);
      const CorPlace *other = g_hash_table_lookup (largest, region);

      if (g_str_equal (cor_place_get_country (place), "UA") &&
          (other == NULL || cor_place_get_population (other) < cor_place_get_population (place)))
        g_hash_table_insert (largest, (gpointer) region, (gpointer) place);
    }

  return largest;
}

static void
collect_labels (CorGazetteer *gazetteer, CorLanguage language, GArray *labels)
{
  g_autoptr (GHashTable) centres = find_oblast_centres (gazetteer);

  for (guint i = 0; i < cor_gazetteer_get_n_places (gazetteer); i++)
    {
      const CorPlace *place = cor_gazetteer_get_place (gazetteer, i);
      gboolean is_centre =
          g_hash_table_lookup (centres, cor_place_get_region_code (place)) == place;
      CorMapLabel label = {
        .position = cor_place_get_position (place),
        .text = cor_place_get_name (place, language),
        .rank =
            cor_map_rank_of_place (cor_place_get_population (place), is_capital (place), is_centre),
      };

      g_array_append_val (labels, label);
    }
}

/* Settlements that only the network knows. */
static void
collect_network_labels (const CorGroundMap *self, CorLanguage language, GArray *labels)
{
  CorGazetteer *gazetteer = cor_atlas_get_gazetteer (self->atlas);
  guint n_nodes = cor_network_get_n_nodes (self->network);

  for (guint i = 0; i < n_nodes; i++)
    {
      CorMapLabel label = { .rank = RANK_OF_NETWORK_PLACE };

      if (!cor_network_get_node_is_settlement (self->network, i))
        continue;
      label.text = cor_network_get_node_name (self->network, i, language);
      label.position = cor_network_get_node_position (self->network, i);
      if (label.text[0] != '\0' &&
          cor_gazetteer_nearest (gazetteer, label.position, SAME_PLACE_M, 0) == NULL)
        g_array_append_val (labels, label);
    }
}

static CorMapContent *
make_content (CorGroundMap *self, CorLanguage language)
{
  g_autoptr (GArray) roads = g_array_new (FALSE, FALSE, sizeof (CorMapRoad));
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (CorMapLabel));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_points);
  CorMapContent *content;

  collect_roads (self, roads, lines);
  collect_labels (cor_atlas_get_gazetteer (self->atlas), language, labels);
  if (!is_builtin (self))
    collect_network_labels (self, language, labels);
  content = cor_map_content_new ((const CorMapRoad *) (gpointer) roads->data, roads->len,
                                 (const CorMapLabel *) (gpointer) labels->data, labels->len);
  if (!is_builtin (self))
    cor_map_content_set_road_supply (content, supply_streets, cor_network_ref (self->network),
                                     (GDestroyNotify) cor_network_unref);

  return content;
}

/**
 * cor_ground_map_get_content:
 * @self: a map
 * @language: language of the names
 *
 * Gathers roads and place names, once a language. Any thread may ask; the first to do so waits,
 * on a network of millions of legs for some tenths of a second.
 *
 * Returns: (transfer none): what to draw on the base map, good as long as @self
 */
CorMapContent *
cor_ground_map_get_content (CorGroundMap *self, CorLanguage language)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_return_val_if_fail (language < COR_N_DESK_LANGUAGES, NULL);

  if (self->contents[language] == NULL)
    self->contents[language] = make_content (self, language);

  return self->contents[language];
}
