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

  g_clear_object (&self->gazetteer);
  g_clear_pointer (&self->network, cor_network_unref);
  g_clear_pointer (&self->basemap, cor_basemap_unref);
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
 * cor_atlas_get_place_name:
 * @self: an atlas
 * @id: a settlement that a way passes
 * @language: language of the name
 *
 * Returns: (transfer none) (nullable): its name; %NULL if the gazetteer does not know it
 */
const char *
cor_atlas_get_place_name (CorAtlas *self, const CorId *id, CorLanguage language)
{
  const CorPlace *place = cor_gazetteer_get_by_id (self->gazetteer, id);

  return place != NULL ? cor_place_get_name (place, language) : NULL;
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
 * cor_atlas_get_snap_options:
 * @self: an atlas, which must outlive the options
 * @network: the built-in roads, or those of a file
 * @options: (out caller-allocates): how places are joined to them: never over water
 *
 * Tells how far a place may be from a road.
 */
void
cor_atlas_get_snap_options (CorAtlas *self, CorNetwork *network, CorSnapOptions *options)
{
  gboolean is_builtin = network == self->network;

  *options = (CorSnapOptions){
    .max_connector_m = is_builtin ? MAX_CONNECTOR_M : COR_ATLAS_MAX_FILE_CONNECTOR_M,
    .is_blocked = is_builtin ? crosses_water : crosses_wide_water,
    .user_data = self->basemap,
  };
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
  CorSnapOptions options;

  cor_atlas_get_snap_options (self, network, &options);

  return cor_planner_new (network, &options);
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
