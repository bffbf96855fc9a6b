/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-result-codec.h"

#include "cor-error.h"
#include "cor-result-parts.h"

#include <gio/gio.h>

/* One byte of version, the length when unpacked in four, then the packed bytes. */
#define VERSION 8
#define OLDEST_VERSION 2
#define VERSION_WITH_MANEUVERS 3
#define VERSION_WITH_UNMATCHED 5
#define PREFIX_BYTES 5

/* A result of a whole country takes a few megabytes; more is damage. */
#define MAX_PLAIN_BYTES (256u << 20)

static void
put_uints (GByteArray *blob, GArray *values)
{
  cor_blob_put_uint (blob, values->len);
  for (guint i = 0; i < values->len; i++)
    cor_blob_put_uint (blob, g_array_index (values, guint, i));
}

static void
get_uints (CorBlobReader *reader, GArray *values)
{
  guint n_values = cor_blob_get_count (reader);

  for (guint i = 0; i < n_values && !reader->failed; i++)
    {
      guint value = (guint) cor_blob_get_uint (reader, G_MAXUINT);

      g_array_append_val (values, value);
    }
}

static void
put_country (GByteArray *blob, const char *country)
{
  cor_blob_put_uint (blob, (guint8) country[0]);
  cor_blob_put_uint (blob, (guint8) country[1]);
}

static void
get_country (CorBlobReader *reader, char *country)
{
  country[0] = (char) cor_blob_get_uint (reader, 127);
  country[1] = (char) cor_blob_get_uint (reader, 127);
  country[2] = '\0';
}

static void
put_settlement (GByteArray *blob, const CorSettlement *settlement)
{
  cor_blob_put_id (blob, &settlement->record.id);
  cor_blob_put_names (blob, &settlement->names);
  cor_blob_put_names (blob, &settlement->oblast);
  put_country (blob, settlement->country);
  cor_blob_put_position (blob, settlement->position);
  cor_blob_put_uint (blob, settlement->population);
}

static CorSettlement *
get_settlement (CorBlobReader *reader)
{
  CorId id = cor_blob_get_id (reader);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  cor_blob_get_names (reader, &settlement->names);
  cor_blob_get_names (reader, &settlement->oblast);
  get_country (reader, settlement->country);
  settlement->position = cor_blob_get_position (reader);
  settlement->population = (guint) cor_blob_get_uint (reader, G_MAXUINT);

  return settlement;
}

static void
put_cluster (GByteArray *blob, const CorCluster *cluster)
{
  put_settlement (blob, cluster->settlement);
  cor_blob_put_id (blob, &cluster->id);
  cor_blob_put_position (blob, cluster->rally_position);
  cor_blob_put_text (blob, cluster->rally_label);
  put_uints (blob, cluster->persons);
  cor_blob_put_uint (blob, cluster->n_registrations);
  cor_blob_put_uint (blob, cluster->n_people);
  cor_blob_put_uint (blob, cluster->n_planned);
  cor_blob_put_uint (blob, cluster->n_with_car);
  cor_result_put_needs (blob, cluster->needs_people);
  cor_result_put_ids (blob, cluster->folded);
}

static CorCluster *
get_cluster (CorBlobReader *reader)
{
  g_autoptr (CorSettlement) settlement = get_settlement (reader);
  CorCluster *cluster = cor_cluster_new (settlement);

  cluster->id = cor_blob_get_id (reader);
  cluster->rally_position = cor_blob_get_position (reader);
  cluster->rally_label = cor_blob_get_text (reader);
  get_uints (reader, cluster->persons);
  cluster->n_registrations = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  cluster->n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  cluster->n_planned = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  cluster->n_with_car = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  cor_result_get_needs (reader, cluster->needs_people);
  cor_result_get_ids (reader, cluster->folded);

  return cluster;
}

static void
put_maneuvers (GByteArray *blob, GArray *maneuvers)
{
  cor_blob_put_uint (blob, maneuvers->len);
  for (guint i = 0; i < maneuvers->len; i++)
    {
      const CorManeuver *maneuver = &g_array_index (maneuvers, CorManeuver, i);

      cor_blob_put_uint (blob, maneuver->turn);
      cor_blob_put_uint (blob, maneuver->exit);
      cor_blob_put_position (blob, maneuver->position);
      cor_blob_put_uint (blob, maneuver->distance_m);
      cor_blob_put_uint (blob, maneuver->bearing_deg);
    }
}

static void
get_maneuvers (CorBlobReader *reader, GArray *maneuvers)
{
  guint n_maneuvers = cor_blob_get_count (reader);

  for (guint i = 0; i < n_maneuvers && !reader->failed; i++)
    {
      CorManeuver maneuver = { .turn = (CorTurn) cor_blob_get_uint (reader, COR_N_TURNS - 1) };

      maneuver.exit = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      maneuver.position = cor_blob_get_position (reader);
      maneuver.distance_m = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      maneuver.bearing_deg = (guint) cor_blob_get_uint (reader, 359);
      g_array_append_val (maneuvers, maneuver);
    }
}

static void
put_road (GByteArray *blob, const CorCorridorRoad *road)
{
  cor_blob_put_text (blob, road->number);
  cor_blob_put_text (blob, road->name);
  cor_blob_put_uint (blob, road->distance_m);
  cor_blob_put_uint (blob, road->travel_time_ms);
  cor_blob_put_text (blob, road->from);
  cor_blob_put_text (blob, road->to);
  cor_blob_put_texts (blob, road->places);
  cor_result_put_ids (blob, road->place_ids);
  put_uints (blob, road->place_distances_m);
  put_maneuvers (blob, road->maneuvers);
  cor_blob_put_uint (blob, (guint8) road->confidence);
  cor_blob_put_uint (blob, road->is_ferry ? 1 : 0);
}

static CorCorridorRoad *
get_road (CorBlobReader *reader, guint version)
{
  CorCorridorRoad *road = cor_corridor_road_new ();

  g_free (road->number);
  road->number = cor_blob_get_text_not_null (reader);
  road->name = cor_blob_get_text (reader);
  road->distance_m = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  road->travel_time_ms = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  road->from = cor_blob_get_text (reader);
  road->to = cor_blob_get_text (reader);
  road->places = cor_blob_get_texts (reader);
  cor_result_get_ids (reader, road->place_ids);
  get_uints (reader, road->place_distances_m);
  if (version >= VERSION_WITH_MANEUVERS)
    get_maneuvers (reader, road->maneuvers);
  road->confidence = (char) cor_blob_get_uint (reader, 127);
  road->is_ferry = cor_blob_get_uint (reader, 1) != 0;

  return road;
}

static void
put_corridor (GByteArray *blob, const CorCorridor *corridor)
{
  cor_blob_put_id (blob, &corridor->cluster_id);
  cor_blob_put_id (blob, &corridor->crossing_id);
  cor_blob_put_uint (blob, corridor->mode);
  cor_blob_put_uint (blob, corridor->distance_m);
  cor_blob_put_uint (blob, corridor->travel_time_ms);
  cor_blob_put_uint (blob, corridor->connector_m);
  cor_blob_put_uint (blob, corridor->end_connector_m);
  cor_blob_put_uint (blob, corridor->connector_flagged ? 1 : 0);
  cor_blob_put_uint (blob, corridor->roads->len);
  for (guint i = 0; i < corridor->roads->len; i++)
    put_road (blob, corridor->roads->pdata[i]);
  cor_blob_put_positions (blob, (const CorPosition *) (gpointer) corridor->points->data,
                          corridor->points->len);
}

static CorCorridor *
get_corridor (CorBlobReader *reader, guint version)
{
  CorCorridor *corridor = cor_corridor_new ();
  guint n_roads;

  corridor->cluster_id = cor_blob_get_id (reader);
  corridor->crossing_id = cor_blob_get_id (reader);
  corridor->mode = (CorMode) cor_blob_get_uint (reader, G_MAXUINT);
  corridor->distance_m = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  corridor->travel_time_ms = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  corridor->connector_m = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  corridor->end_connector_m = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  corridor->connector_flagged = cor_blob_get_uint (reader, 1) != 0;
  n_roads = cor_blob_get_count (reader);
  for (guint i = 0; i < n_roads && !reader->failed; i++)
    g_ptr_array_add (corridor->roads, get_road (reader, version));
  cor_blob_get_positions (reader, corridor->points);
  if (!cor_result_is_single_mode (corridor->mode))
    cor_blob_reader_fail (reader);

  return corridor;
}

static void
put_alternative (GByteArray *blob, const CorAlternative *alternative)
{
  cor_blob_put_id (blob, &alternative->cluster_id);
  cor_blob_put_id (blob, &alternative->crossing_id);
  cor_blob_put_id (blob, &alternative->second_id);
  cor_blob_put_uint (blob, alternative->second_corridor);
  cor_blob_put_int (blob, alternative->extra_min);
}

static CorAlternative *
get_alternative (CorBlobReader *reader, guint n_corridors)
{
  CorAlternative *alternative = g_new0 (CorAlternative, 1);

  alternative->cluster_id = cor_blob_get_id (reader);
  alternative->crossing_id = cor_blob_get_id (reader);
  alternative->second_id = cor_blob_get_id (reader);
  alternative->second_corridor = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  alternative->extra_min = (int) cor_blob_get_int (reader);
  if (alternative->second_corridor >= n_corridors && alternative->second_corridor != G_MAXUINT)
    cor_blob_reader_fail (reader);

  return alternative;
}

static void
put_result (GByteArray *blob, const CorResult *result)
{
  cor_blob_put_uint (blob, result->revision);
  cor_blob_put_text (blob, result->network_checksum);
  cor_blob_put_int (blob, result->computed_utc_s);
  cor_blob_put_int (blob, result->start_utc_s);
  cor_result_put_totals (blob, &result->totals);
  cor_result_put_merits (blob, result);
  cor_result_put_ids (blob, result->closures_without_road);
  cor_result_put_ids (blob, result->closures_unmatched);

  cor_blob_put_uint (blob, result->clusters->len);
  for (guint i = 0; i < result->clusters->len; i++)
    put_cluster (blob, result->clusters->pdata[i]);
  cor_blob_put_uint (blob, result->corridors->len);
  for (guint i = 0; i < result->corridors->len; i++)
    put_corridor (blob, result->corridors->pdata[i]);
  cor_blob_put_uint (blob, result->movements->len);
  for (guint i = 0; i < result->movements->len; i++)
    cor_result_put_movement (blob, result->movements->pdata[i]);
  cor_blob_put_uint (blob, result->unserved->len);
  for (guint i = 0; i < result->unserved->len; i++)
    cor_result_put_unserved (blob, result->unserved->pdata[i]);
  cor_blob_put_uint (blob, result->alternatives->len);
  for (guint i = 0; i < result->alternatives->len; i++)
    put_alternative (blob, result->alternatives->pdata[i]);
}

static void
get_head (CorBlobReader *reader, guint version, CorResult *result)
{
  result->revision = cor_blob_get_uint (reader, G_MAXINT64);
  g_free (result->network_checksum);
  result->network_checksum = cor_blob_get_text_not_null (reader);
  result->computed_utc_s = cor_blob_get_int (reader);
  result->start_utc_s = cor_blob_get_int (reader);
  cor_result_get_totals (reader, &result->totals);
  cor_result_get_merits (reader, version, result);
  cor_result_get_ids (reader, result->closures_without_road);
  if (version >= VERSION_WITH_UNMATCHED)
    cor_result_get_ids (reader, result->closures_unmatched);
}

static void
get_result (CorBlobReader *reader, guint version, CorResult *result)
{
  guint n_items;

  get_head (reader, version, result);
  n_items = cor_blob_get_count (reader);
  for (guint i = 0; i < n_items && !reader->failed; i++)
    g_ptr_array_add (result->clusters, get_cluster (reader));
  n_items = cor_blob_get_count (reader);
  for (guint i = 0; i < n_items && !reader->failed; i++)
    g_ptr_array_add (result->corridors, get_corridor (reader, version));
  n_items = cor_blob_get_count (reader);
  for (guint i = 0; i < n_items && !reader->failed; i++)
    g_ptr_array_add (result->movements,
                     cor_result_get_movement (reader, version, result->corridors->len));
  n_items = cor_blob_get_count (reader);
  for (guint i = 0; i < n_items && !reader->failed; i++)
    g_ptr_array_add (result->unserved, cor_result_get_unserved (reader, version));
  n_items = cor_blob_get_count (reader);
  for (guint i = 0; i < n_items && !reader->failed; i++)
    g_ptr_array_add (result->alternatives, get_alternative (reader, result->corridors->len));
}

static GBytes *
convert (GConverter *converter, const void *bytes, gsize n_bytes, gsize limit, GError **error)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  guint8 buffer[65536];
  gsize n_done = 0;

  while (TRUE)
    {
      gsize n_read, n_written;
      GConverterResult result =
          g_converter_convert (converter, (const guint8 *) bytes + n_done, n_bytes - n_done, buffer,
                               sizeof buffer, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);

      if (result == G_CONVERTER_ERROR)
        return NULL;
      n_done += n_read;
      if (output->len + n_written > limit)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE, "A stored result is too large.");
          return NULL;
        }
      g_byte_array_append (output, buffer, (guint) n_written);
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&output));
    }
}

/**
 * cor_result_codec_write:
 * @result: a result; no preview
 * @error: (nullable): set when it is beyond all measure
 *
 * Writes everything that sheets and map need, so that a result outlives the plan that it was made
 * of. The generation is not written: it means something to the running desk only.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
cor_result_codec_write (const CorResult *result, GError **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_sized_new (1 << 16);
  g_autoptr (GConverter) converter = NULL;
  g_autoptr (GBytes) packed = NULL;
  GByteArray *output = g_byte_array_new ();
  guint8 prefix[PREFIX_BYTES] = { VERSION };

  g_assert (!result->is_preview);
  put_result (plain, result);
  converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 1));
  packed = convert (converter, plain->data, plain->len, MAX_PLAIN_BYTES, error);
  if (packed == NULL || plain->len > MAX_PLAIN_BYTES)
    {
      g_byte_array_unref (output);
      if (packed != NULL)
        g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE, "The result is too large to store.");
      return NULL;
    }

  for (guint i = 0; i < 4; i++)
    prefix[1 + i] = (guint8) (plain->len >> (8 * i));
  g_byte_array_append (output, prefix, sizeof prefix);
  g_byte_array_append (output, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));

  return g_byte_array_free_to_bytes (output);
}

static gboolean
check_prefix (const guint8 *bytes, gsize n_bytes, gsize *n_plain, GError **error)
{
  if (n_bytes <= PREFIX_BYTES || bytes[0] < OLDEST_VERSION || bytes[0] > VERSION)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                   "The stored result is in a form that this program does not know. Compute it "
                   "again.");
      return FALSE;
    }

  *n_plain = 0;
  for (guint i = 0; i < 4; i++)
    *n_plain |= (gsize) bytes[1 + i] << (8 * i);

  return TRUE;
}

/**
 * cor_result_codec_read:
 * @bytes: (array length=n_bytes): what cor_result_codec_write() wrote, in this version of the
 *   program or an older one
 * @n_bytes: how much of it
 * @error: (nullable): set when that cannot be read
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_result_codec_read (const void *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GConverter) converter = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (CorResult) result = NULL;
  CorBlobReader reader;
  gsize n_plain;

  if (!check_prefix (bytes, n_bytes, &n_plain, error))
    return NULL;

  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  plain = convert (converter, (const guint8 *) bytes + PREFIX_BYTES, n_bytes - PREFIX_BYTES,
                   MIN (n_plain, MAX_PLAIN_BYTES), NULL);
  if (plain != NULL && g_bytes_get_size (plain) == n_plain)
    {
      result = cor_result_new ();
      cor_blob_reader_init (&reader, g_bytes_get_data (plain, NULL), n_plain);
      get_result (&reader, ((const guint8 *) bytes)[0], result);
      if (cor_blob_reader_end (&reader))
        return g_steal_pointer (&result);
    }

  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "The stored result is damaged. Compute it again.");

  return NULL;
}
