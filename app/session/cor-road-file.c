/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-file.h"

#include "cor-road-file-private.h"

#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-osm-import.h"
#include "cor-road-library.h"

/* How far from its roads a drawing may reach that is about them. */
#define REACH_M 50000.0

/**
 * cor_road_file_remember:
 * @network: a network
 * @path: (type filename): its file
 * @error: (nullable): set when it could not be noted
 *
 * Notes where a network is, so that plans that name it find it.
 *
 * Returns: whether it was noted
 */
gboolean
cor_road_file_remember (CorNetwork *network, const char *path, GError **error)
{
  CorRoadEntry entry = { .checksum = (char *) cor_network_get_checksum (network),
                         .path = (char *) path,
                         .source = (char *) cor_network_get_source (network),
                         .attribution = (char *) cor_network_get_attribution (network),
                         .source_utc_s = cor_network_get_source_utc_s (network) };

  return cor_road_library_remember (&entry, error);
}

static GArray *
list_counts (CorNetwork *network)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (CorRoadFileCount));

  for (guint i = 0; i < COR_N_IMPORT_COUNTS && cor_network_is_imported (network); i++)
    {
      CorRoadFileCount count = { cor_import_count_get_name ((CorImportCount) i),
                                 cor_import_count_get_text ((CorImportCount) i),
                                 cor_network_get_import_count (network, (CorImportCount) i) };

      g_array_append_val (counts, count);
    }

  return counts;
}

static CorRoadFileFacts *
tell_facts (CorNetwork *network)
{
  CorRoadFileFacts *facts = g_new0 (CorRoadFileFacts, 1);

  facts->n_nodes = cor_network_get_n_nodes (network);
  facts->n_arcs = cor_network_get_n_arcs (network);
  facts->n_islands = cor_network_count_islands (network);
  facts->n_car_nodes = cor_network_get_n_vehicle_mainland_nodes (network, COR_ROAD_VEHICLE_CAR);
  facts->n_coach_nodes = cor_network_get_n_vehicle_mainland_nodes (network, COR_ROAD_VEHICLE_COACH);
  cor_network_get_bounds (network, &facts->bounds);
  facts->source_utc_s = cor_network_get_source_utc_s (network);
  facts->source = g_strdup (cor_network_get_source (network));
  facts->attribution = g_strdup (cor_network_get_attribution (network));
  facts->checksum = g_strdup (cor_network_get_checksum (network));
  facts->n_timed_arcs = cor_network_get_n_timed_arcs (network);
  facts->counts = list_counts (network);

  return facts;
}

/**
 * cor_road_file_import:
 * @extract: an OpenStreetMap extract
 * @output: where to write the network; what is there is replaced once the new one is whole
 * @progress: (nullable): told how far it is
 * @error: set when it cannot be read or written, or was cancelled
 *
 * Makes a network file of an extract.
 *
 * Returns: (transfer full) (nullable): what there is to say about it
 */
CorRoadFileFacts *
cor_road_file_import (const char *extract,
                      const char *output,
                      CorProgress *progress,
                      GError **error)
{
  g_autoptr (CorNetwork) network = cor_osm_import (extract, progress, error);

  if (network == NULL || !cor_network_write_file (network, output, error))
    return NULL;
  /* The file is whole: that plans will have to be told where it is does not undo it. */
  cor_road_file_remember (network, output, NULL);

  return tell_facts (network);
}

/**
 * cor_road_file_read_facts:
 * @path: a network file
 * @error: set when it is none
 *
 * Returns: (transfer full) (nullable): what there is to say about it
 */
CorRoadFileFacts *
cor_road_file_read_facts (const char *path, GError **error)
{
  g_autoptr (CorNetwork) network = cor_network_new_from_file (path, error);

  return network != NULL ? tell_facts (network) : NULL;
}

/**
 * cor_road_file_get_reach:
 * @network: the roads of a file
 * @bounds: (out): the box around them, and 50 km more
 *
 * Tells where something that is about those roads can lie.
 */
void
cor_road_file_get_reach (CorNetwork *network, CorBounds *bounds)
{
  cor_network_get_bounds (network, bounds);
  cor_bounds_grow (bounds, REACH_M);
}

/**
 * cor_road_file_get_reach_of_plan:
 * @snapshot: a plan
 * @bounds: (out): the box around the roads that it names, and 50 km more
 *
 * Returns: %FALSE if it is on the built-in roads, or its network is not here
 */
gboolean
cor_road_file_get_reach_of_plan (CorSnapshot *snapshot, CorBounds *bounds)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  g_autoptr (CorRoadEntry) entry = settings != NULL && settings->network_checksum != NULL
                                       ? cor_road_library_find (settings->network_checksum)
                                       : NULL;
  g_autoptr (CorNetwork) network =
      entry != NULL ? cor_network_new_from_file (entry->path, NULL) : NULL;

  if (network == NULL)
    return FALSE;
  cor_road_file_get_reach (network, bounds);

  return TRUE;
}

/**
 * cor_road_file_facts_free:
 * @self: (transfer full): what was said
 */
void
cor_road_file_facts_free (CorRoadFileFacts *self)
{
  g_free (self->source);
  g_free (self->attribution);
  g_free (self->checksum);
  g_array_unref (self->counts);
  g_free (self);
}
