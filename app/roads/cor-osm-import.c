/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-import.h"

#include <stdlib.h>
#include <string.h>

#include "cor-error.h"
#include "cor-mapped-file.h"
#include "cor-network-private.h"
#include "cor-osm-ids.h"
#include "cor-osm-legs.h"
#include "cor-osm-places.h"
#include "cor-osm-turn-paths.h"
#include "cor-osm-turns.h"
#include "cor-osm-values.h"

#define ATTRIBUTION "© OpenStreetMap contributors, ODbL 1.0"
#define MAX_WAY_NODES 2000u /* OpenStreetMap's own limit */
#define MAX_UNPACKED_BYTES (2000u << 20)

/* What is known after the ways, and then after the nodes, were read. */
typedef struct
{
  CorOsmPbf *pbf; /* one of the two */
  GBytes *xml;
  CorNetworkBuilder *builder;
  CorOsmProfile *profile;
  CorOsmPlaces *places;
  CorOsmTurns *turns;
  GArray *ways;    /* CorOsmWay */
  GArray *way_ids; /* gint64: the nodes of all ways */
  CorOsmIds *ids;  /* each of them once */
  gsize n_ids;
  guint32 *way_nodes; /* the nodes of all ways, as indices of ids */
  CorOsmNode *nodes;  /* by index */
  gsize last_found;
  gint64 source_utc_s;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->pbf, cor_osm_pbf_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->builder, cor_network_builder_free);
  g_clear_pointer (&self->places, cor_osm_places_free);
  g_clear_pointer (&self->turns, cor_osm_turns_free);
  g_clear_pointer (&self->profile, cor_osm_profile_free);
  g_clear_pointer (&self->ways, g_array_unref);
  g_array_unref (self->way_ids);
  g_clear_pointer (&self->ids, cor_osm_ids_free);
  g_free (self->way_nodes);
  g_free (self->nodes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static void
count (Import *self, CorImportCount kind)
{
  cor_osm_profile_get_counts (self->profile)[kind]++;
}

static const char *
first_of (const CorOsmTags *tags, const char *const *keys)
{
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      const char *value = cor_osm_tags_get (tags, keys[i]);

      if (value != NULL)
        return value;
    }

  return NULL;
}

static guint32
add_road (Import *self, const CorOsmTags *tags)
{
  static const char *const numbers[] = { "ref", "nat_ref", "int_ref", "reg_ref", NULL };
  static const char *const uk[] = { "name:uk", "name", "official_name", NULL };
  static const char *const en[] = { "name:en", "int_name", NULL };
  const char *reference = first_of (tags, numbers);
  g_autofree char *number = NULL;

  if (reference != NULL && g_utf8_validate (reference, -1, NULL))
    number = cor_osm_parse_road_number (reference);

  return cor_network_builder_add_road (self->builder, number, first_of (tags, uk),
                                       first_of (tags, en), cor_osm_tags_get (tags, "name:he"));
}

static void
take_way (gint64 id, const gint64 *nodes, gsize n_nodes, const CorOsmTags *tags, gpointer user_data)
{
  Import *self = user_data;
  CorOsmWay way = { .id = id, .first = self->way_ids->len, .n = (guint32) n_nodes };

  count (self, COR_IMPORT_WAYS);
  cor_osm_profile_set_source_utc_s (self->profile, self->source_utc_s);
  if (n_nodes < 2 || n_nodes > MAX_WAY_NODES ||
      self->way_ids->len > COR_TRAVEL_UNREACHABLE - n_nodes ||
      !cor_osm_profile_judge_way (self->profile, tags, &way.road))
    return;
  count (self, COR_IMPORT_ROADS);
  if ((way.road.flags & COR_LEG_FERRY) != 0)
    count (self, COR_IMPORT_FERRIES);
  way.road_index = add_road (self, tags);
  g_array_append_vals (self->way_ids, nodes, (guint) n_nodes);
  g_array_append_val (self->ways, way);
}

static void
take_relation (gint64 id,
               const CorOsmMember *members,
               gsize n_members,
               const CorOsmTags *tags,
               gpointer user_data)
{
  Import *self = user_data;

  count (self, COR_IMPORT_RELATIONS);
  cor_osm_turns_take (self->turns, members, n_members, tags);
}

/* A node is a junction when a way ends there, or when it is passed more than once. Where no more
 * than two roads meet, one only goes on, and what stands there stands in the way. */
static void
mark_junctions (Import *self)
{
  g_autofree guint8 *degree = NULL;

  self->ids = cor_osm_ids_new ((const gint64 *) self->way_ids->data, self->way_ids->len);
  cor_osm_ids_get (self->ids, &self->n_ids);
  self->way_nodes =
      cor_osm_ids_find_all (self->ids, (const gint64 *) self->way_ids->data, self->way_ids->len);
  self->nodes = g_new0 (CorOsmNode, self->n_ids + 1);
  degree = g_new0 (guint8, self->n_ids + 1);
  for (guint i = 0; i < self->ways->len; i++)
    {
      const CorOsmWay *way = &g_array_index (self->ways, CorOsmWay, i);

      for (guint32 j = way->first; j < way->first + way->n; j++)
        {
          guint32 node = self->way_nodes[j];
          gboolean is_end = j == way->first || j + 1 == way->first + way->n;

          if (is_end || degree[node] > 0)
            self->nodes[node].is_junction = TRUE;
          degree[node] = MIN (degree[node] + (is_end ? 1 : 2), 3);
        }
    }
  for (gsize i = 0; i < self->n_ids; i++)
    self->nodes[i].is_crossroads = degree[i] > 2;

  /* They are known by their numbers from here on. */
  g_array_unref (self->way_ids);
  self->way_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
take_barrier (Import *self, CorOsmNode *node, const CorOsmTags *tags)
{
  cor_osm_profile_judge_node (self->profile, tags, &node->barrier);

  /* There it may stand in any of the ways that meet: better a gate too few than a town cut off. */
  if (node->is_crossroads)
    node->barrier.blocks = 0;
  if (node->barrier.blocks != 0)
    count (self, COR_IMPORT_BARRIERS);
  if (node->barrier.delay_s != 0)
    count (self, COR_IMPORT_DELAYS);
}

static void
take_node (gint64 id, CorNetworkPoint point, const CorOsmTags *tags, gpointer user_data)
{
  Import *self = user_data;
  gsize index;

  count (self, COR_IMPORT_NODES);
  if (ABS ((gint64) point.lat_e7) > 900000000 || ABS ((gint64) point.lon_e7) > 1800000000)
    return;
  if (tags->n > 0)
    cor_osm_places_take (self->places, point, tags);
  index = cor_osm_ids_find (self->ids, id, &self->last_found);
  if (index == G_MAXSIZE)
    return;
  self->nodes[index].point = point;
  self->nodes[index].is_known = TRUE;
  if (tags->n > 0)
    take_barrier (self, &self->nodes[index], tags);
}

static gboolean
is_xml (GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  gsize blank = 0;

  while (blank < n && (g_ascii_isspace (data[blank]) || (guint8) data[blank] >= 0xbb))
    blank++;

  return blank < n && data[blank] == '<';
}

static gboolean
read_pass (Import *self, const CorOsmPass *pass, GError **error)
{
  if (self->pbf != NULL)
    return cor_osm_pbf_read (self->pbf, pass, error);

  return cor_osm_xml_read (self->xml, pass, &self->source_utc_s, error);
}

/* Opens the extract; only then is known whether it is one. */
static gboolean
open_extract (Import *self, GBytes *bytes, const char *name, GError **error)
{
  if (is_xml (bytes))
    {
      self->xml = g_bytes_ref (bytes);
      return TRUE;
    }
  self->pbf = cor_osm_pbf_open (bytes, name, error);
  if (self->pbf == NULL)
    return FALSE;
  self->source_utc_s = cor_osm_pbf_get_source_utc_s (self->pbf);

  return TRUE;
}

static gboolean
read_all (Import *self, const char *name, CorProgress *progress, GError **error)
{
  CorOsmHandler ways = { .way = take_way, .relation = take_relation, .user_data = self };
  CorOsmHandler nodes = { .node = take_node, .user_data = self };
  CorOsmPass pass = { .name = name,
                      .handler = &ways,
                      .progress = progress,
                      .stage = "Reading roads",
                      .share_before = 0.0,
                      .share = 0.2 };

  if (!read_pass (self, &pass, error))
    return FALSE;
  if (self->ways->len == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOTHING, "%s: there are no roads in it", name);
      return FALSE;
    }
  mark_junctions (self);
  pass.handler = &nodes;
  pass.stage = "Reading junctions";
  pass.share_before = 0.25;
  pass.share = 0.2;

  return read_pass (self, &pass, error);
}

/* Says of each way in which country it is, and keeps it to the limits there. */
static void
find_countries (Import *self)
{
  CorOsmCountries *countries = cor_osm_countries_get_shipped ();

  for (guint i = 0; i < self->ways->len; i++)
    {
      CorOsmWay *way = &g_array_index (self->ways, CorOsmWay, i);
      const CorOsmNode *node = &self->nodes[self->way_nodes[way->first + way->n / 2]];

      if (node->is_known)
        g_strlcpy (way->country,
                   cor_osm_countries_find (countries, cor_network_point_to_position (node->point)),
                   sizeof way->country);
      cor_osm_profile_obey_country (way->country, &way->road);
    }
}

static void
hand_over_counts (Import *self)
{
  guint *counts = cor_osm_profile_get_counts (self->profile);

  for (gsize i = 0; i < self->n_ids; i++)
    counts[COR_IMPORT_MISSING_NODES] += !self->nodes[i].is_known;
  for (guint i = 0; i < COR_N_IMPORT_COUNTS; i++)
    cor_network_builder_set_count (self->builder, (CorImportCount) i, counts[i]);
}

/* Makes legs of the ways, and gives the builder all that there is to say about them. */
static gboolean
join (Import *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorOsmLegs) legs = NULL;
  const CorPosition *positions;
  gsize n_positions;

  if (!cor_progress_report (progress, "Joining roads", 0.45, error))
    return FALSE;
  find_countries (self);
  legs = cor_osm_legs_new ((const CorOsmWay *) self->ways->data, self->ways->len, self->way_nodes,
                           self->nodes, cor_osm_ids_get (self->ids, &self->n_ids), self->n_ids,
                           self->profile);
  cor_osm_legs_build (legs, self->builder);
  if (!cor_progress_report (progress, "Restricting turns", 0.48, error))
    return FALSE;
  cor_osm_turn_paths_apply (legs, self->turns, self->builder);
  hand_over_counts (self);
  positions = cor_osm_legs_get_positions (legs, &n_positions);
  cor_osm_places_attach (self->places, self->builder, positions, n_positions);

  return TRUE;
}

/* What was read is of no more use, and ordering needs room. */
static void
forget_extract (Import *self)
{
  g_clear_pointer (&self->pbf, cor_osm_pbf_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->ids, cor_osm_ids_free);
  g_clear_pointer (&self->way_nodes, g_free);
  g_clear_pointer (&self->nodes, g_free);
  g_clear_pointer (&self->ways, g_array_unref);
}

static GBytes *
build (Import *self, CorProgress *progress, GError **error)
{
  if (!join (self, progress, error))
    return NULL;
  forget_extract (self);
  cor_network_builder_set_source_utc_s (self->builder, self->source_utc_s);
  cor_network_builder_set_ordered (self->builder, TRUE);
  if (!cor_progress_report (progress, "Ordering the network", 0.5, error))
    return NULL;

  return cor_network_builder_finish (self->builder, progress, error);
}

/* Names the packings that are not read. */
static gboolean
refuse_packed (const guint8 *data, gsize n, const char *name, GError **error)
{
  static const struct
  {
    const char *magic;
    const char *packing;
  } packings[] = {
    { "BZh", "bzip2" },
    { "\xfd"
      "7zXZ",
      "xz" },
    { "PK\x03\x04", "zip" },
    { "7z\xbc\xaf", "7-Zip" },
    { "\x28\xb5\x2f\xfd", "Zstandard" },
    { "\x04\x22\x4d\x18", "LZ4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (packings); i++)
    {
      gsize n_magic = strlen (packings[i].magic);

      if (n < n_magic || memcmp (data, packings[i].magic, n_magic) != 0)
        continue;
      g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                   "%s: it is packed by %s; unpack it first, or use the same extract in PBF", name,
                   packings[i].packing);
      return TRUE;
    }

  return FALSE;
}

/* Unpacks what gzip packed; what it did not is taken as it is. */
static GBytes *
unpack (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GInputStream) packed = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) unpacked = NULL;
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);

  if (n < 2 || data[0] != 0x1f || data[1] != 0x8b)
    return refuse_packed (data, n, name, error) ? NULL : g_bytes_ref (bytes);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  packed = g_memory_input_stream_new_from_bytes (bytes);
  stream = g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
  unpacked = g_byte_array_new ();
  for (;;)
    {
      guint8 part[65536];
      gssize n_part = g_input_stream_read (stream, part, sizeof part, NULL, error);

      if (n_part < 0)
        {
          g_prefix_error (error, "%s: ", name);
          return NULL;
        }
      if (n_part == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&unpacked));
      if (unpacked->len + (gsize) n_part > MAX_UNPACKED_BYTES)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                       "%s: unpacked it is over 2 GB; use the same extract in PBF", name);
          return NULL;
        }
      g_byte_array_append (unpacked, part, (guint) n_part);
    }
}

/**
 * cor_osm_import_bytes:
 * @bytes: an OpenStreetMap extract: PBF, XML, or XML packed by gzip
 * @name: what to call it in errors
 * @progress: (nullable): told how far it is
 * @error: set when it cannot be read or was cancelled
 *
 * Makes a road network of an extract.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_osm_import_bytes (GBytes *bytes, const char *name, CorProgress *progress, GError **error)
{
  g_auto (Import) import = { NULL };
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (GBytes) network = NULL;
  g_autofree char *base = g_path_get_basename (name);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  import.builder = cor_network_builder_new (base, ATTRIBUTION, 0);
  import.places = cor_osm_places_new ();
  import.profile = cor_osm_profile_new ();
  import.turns = cor_osm_turns_new (import.profile);
  import.ways = g_array_new (FALSE, FALSE, sizeof (CorOsmWay));
  import.way_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  unpacked = unpack (bytes, name, error);
  if (unpacked == NULL || !open_extract (&import, unpacked, name, error) ||
      !read_all (&import, name, progress, error))
    return NULL;
  network = build (&import, progress, error);

  return network != NULL ? cor_network_new_from_bytes (network, name, error) : NULL;
}

/**
 * cor_osm_import:
 * @path: an OpenStreetMap extract: .osm.pbf, .osm or .osm.gz; what it is is seen from its contents
 * @progress: (nullable): told how far it is
 * @error: set when it cannot be read or was cancelled
 *
 * Makes a road network of an extract; cor_network_write_file () keeps it.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_osm_import (const char *path, CorProgress *progress, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = cor_mapped_file_new (path, error);
  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);

  return cor_osm_import_bytes (bytes, path, progress, error);
}
