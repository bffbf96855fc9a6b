/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-atlas-private.h"

#include "cor-data-dir.h"

/* A settlement further from every known road than this has no road that we know. The built-in roads
 * are the main ones; a network file has every road, so what is far from it lies outside of it. */
#define MAX_CONNECTOR_M 40000

/* The map's shores are up to this far off; a network file's roads are not. */
#define SHORE_ERROR_M 2000.0

struct _CorAtlas
{
  gatomicrefcount ref_count;
  CorGazetteer *gazetteer;
  CorNetwork *network;
  CorBasemap *basemap;
  GMutex content_mutex;
  CorMapContent *contents[COR_N_DESK_LANGUAGES];
};

static CorNetwork *
load_network (GError **error)
{
  g_autofree char *nodes = cor_data_dir_build_path ("roads/nodes.tsv");
  g_autofree char *legs = cor_data_dir_build_path ("roads/legs.tsv");

  return cor_network_new_from_tables (nodes, legs, error);
}

/**
 * cor_atlas_load:
 * @progress: (nullable): told how far it is
 * @error: (nullable): set when a shipped file is missing or damaged
 *
 * Loads what ships with the program. Blocks for some tens of milliseconds; may run on any thread.
 *
 * Returns: (transfer full) (nullable): the atlas
 */
CorAtlas *
cor_atlas_load (CorProgress *progress, GError **error)
{
  g_autoptr (CorAtlas) self = g_new0 (CorAtlas, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->content_mutex);

  if (!cor_progress_report (progress, "Loading places", 0.0, error))
    return NULL;
  self->gazetteer = cor_gazetteer_load_shipped (error);
  if (self->gazetteer == NULL)
    return NULL;

  if (!cor_progress_report (progress, "Loading roads", 0.4, error))
    return NULL;
  self->network = load_network (error);
  if (self->network == NULL)
    return NULL;

  if (!cor_progress_report (progress, "Loading the map", 0.7, error))
    return NULL;
  self->basemap = cor_basemap_load_shipped (error);
  if (self->basemap == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_atlas_ref:
 * @self: an atlas
 *
 * Returns: (transfer full): @self
 */
CorAtlas *
cor_atlas_ref (CorAtlas *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_atlas_unref:
 * @self: (transfer full): an atlas
 *
 * Lets go of @self.
 */
void
cor_atlas_unref (CorAtlas *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < COR_N_DESK_LANGUAGES; i++)
    g_clear_pointer (&self->contents[i], cor_map_content_unref);
  g_clear_object (&self->gazetteer);
  g_clear_pointer (&self->network, cor_network_unref);
  g_clear_pointer (&self->basemap, cor_basemap_unref);
  g_mutex_clear (&self->content_mutex);
  g_free (self);
}

/**
 * cor_atlas_get_basemap:
 * @self: an atlas
 *
 * Returns: (transfer none): the map that everything is drawn on
 */
CorBasemap *
cor_atlas_get_basemap (CorAtlas *self)
{
  return self->basemap;
}

/**
 * cor_atlas_get_gazetteer:
 * @self: an atlas
 *
 * Returns: (transfer none): the settlements
 */
CorGazetteer *
cor_atlas_get_gazetteer (CorAtlas *self)
{
  return self->gazetteer;
}

/**
 * cor_atlas_get_network:
 * @self: an atlas
 *
 * Returns: (transfer none): the built-in roads
 */
CorNetwork *
cor_atlas_get_network (CorAtlas *self)
{
  return self->network;
}

static gboolean
crosses_water (CorPosition from, CorPosition to, gpointer user_data)
{
  return cor_basemap_line_crosses_water (user_data, from, to);
}

static gboolean
crosses_wide_water (CorPosition from, CorPosition to, gpointer user_data)
{
  return cor_position_distance_m (from, to) > SHORE_ERROR_M &&
         !cor_basemap_is_water (user_data, from) &&
         cor_basemap_line_crosses_water (user_data, from, to);
}

/**
 * cor_atlas_new_planner:
 * @self: an atlas, which must outlive the planner
 * @network: the built-in roads, or those of a file
 *
 * Returns: (transfer full): a planner on @network whose connectors never cross water
 */
CorPlanner *
cor_atlas_new_planner (CorAtlas *self, CorNetwork *network)
{
  gboolean is_builtin = network == self->network;
  CorSnapOptions options = {
    .max_connector_m = is_builtin ? MAX_CONNECTOR_M : COR_ATLAS_MAX_FILE_CONNECTOR_M,
    .is_blocked = is_builtin ? crosses_water : crosses_wide_water,
    .user_data = self->basemap,
  };

  return cor_planner_new (network, &options);
}

/* M roads and motorways abroad are main roads, H roads national ones. */
static CorMapRoadClass
map_class (const char *number, CorRoadClass road_class)
{
  if (number[0] == 'M' || road_class <= COR_ROAD_CLASS_TRUNK)
    return COR_MAP_ROAD_MAIN;
  if (number[0] == 'H' || road_class == COR_ROAD_CLASS_PRIMARY)
    return COR_MAP_ROAD_NATIONAL;

  return COR_MAP_ROAD_REGIONAL;
}

static void
free_points (gpointer data)
{
  g_array_unref (data);
}

static void
collect_roads (CorNetwork *network, GArray *roads, GPtrArray *lines)
{
  guint n_legs = cor_network_get_n_legs (network);

  for (guint i = 0; i < n_legs; i++)
    {
      GArray *points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
      guint n_points = cor_network_get_leg_n_points (network, i);
      CorMapRoad road = { 0 };
      CorLeg leg;

      cor_network_get_leg (network, i, &leg);
      for (guint j = 0; j < n_points; j++)
        {
          CorPosition point = cor_network_get_leg_point (network, i, j);

          g_array_append_val (points, point);
        }
      g_ptr_array_add (lines, points);

      road.points = (const CorPosition *) (gpointer) points->data;
      road.n_points = points->len;
      road.number =
          leg.road != COR_ROAD_NONE ? cor_network_get_road_number (network, leg.road) : "";
      road.road_class = map_class (road.number, leg.road_class);
      g_array_append_val (roads, road);
    }
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

static CorMapContent *
make_content (CorAtlas *self, CorLanguage language)
{
  g_autoptr (GArray) roads = g_array_new (FALSE, FALSE, sizeof (CorMapRoad));
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (CorMapLabel));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_points);

  collect_roads (self->network, roads, lines);
  collect_labels (self->gazetteer, language, labels);

  return cor_map_content_new ((const CorMapRoad *) (gpointer) roads->data, roads->len,
                              (const CorMapLabel *) (gpointer) labels->data, labels->len);
}

/**
 * cor_atlas_get_map_content:
 * @self: an atlas
 * @language: language of the names
 *
 * Gathers roads and place names for the map, once a language. Any thread may ask.
 *
 * Returns: (transfer none): what to draw on the base map
 */
CorMapContent *
cor_atlas_get_map_content (CorAtlas *self, CorLanguage language)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->content_mutex);

  g_return_val_if_fail (language < COR_N_DESK_LANGUAGES, NULL);

  if (self->contents[language] == NULL)
    self->contents[language] = make_content (self, language);

  return self->contents[language];
}

/**
 * cor_settlement_new_from_place:
 * @place: a settlement of the gazetteer
 *
 * Returns: (transfer full): what a plan keeps of it
 */
CorSettlement *
cor_settlement_new_from_place (const CorPlace *place)
{
  CorId id = cor_place_get_id (place);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    {
      CorLanguage language = (CorLanguage) i;

      cor_names_set (&settlement->names, language, cor_place_get_name (place, language));
      cor_names_set (&settlement->oblast, language, cor_place_get_region_name (place, language));
      if (cor_place_is_name_generated (place, language))
        settlement->names.generated |= 1u << i;
    }
  g_strlcpy (settlement->country, cor_place_get_country (place), sizeof settlement->country);
  settlement->position = cor_place_get_position (place);
  settlement->population = cor_place_get_population (place);

  return settlement;
}
