/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exporter.h"

#include "cor-error.h"
#include "cor-private-file.h"
#include "cor-time.h"

/* A new format is a file of its own and a line here. */
static const struct
{
  const char *suffix;
  CorExporterFunc write;
} exporters[] = {
  { ".gpx", cor_gpx_exporter },
  { ".kml", cor_kml_exporter },
  { ".geojson", cor_geojson_exporter },
  { ".csv", cor_csv_exporter },
};

/**
 * cor_export_to_text:
 * @source: what to write
 * @suffix: a file name or its ending, which says in which format
 * @error: (nullable): set when there is no such format
 *
 * Returns: (transfer full) (nullable): the file's text
 */
GString *
cor_export_to_text (const CorExport *source, const char *suffix, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (suffix, -1);

  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    if (g_str_has_suffix (lower, exporters[i].suffix))
      return exporters[i].write (source);

  g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
               "The file's name must end in .gpx, .kml, .geojson or .csv.");

  return NULL;
}

/**
 * cor_export_write:
 * @source: what to write
 * @path: (type filename): where; its ending says in which format
 * @error: (nullable): set when it could not be written
 *
 * Writes a file that only its owner can read.
 *
 * Returns: whether it was written
 */
gboolean
cor_export_write (const CorExport *source, const char *path, GError **error)
{
  GString *text = cor_export_to_text (source, path, error);
  gboolean written;

  if (text == NULL)
    return FALSE;

  written = cor_private_file_write (path, text->str, text->len, error);
  g_string_free (text, TRUE);

  return written;
}

/**
 * cor_export_get_cluster_name:
 * @source: what is being written
 * @cluster_id: a cluster
 *
 * Returns: (transfer none): its name in the export's language
 */
const char *
cor_export_get_cluster_name (const CorExport *source, const CorId *cluster_id)
{
  const CorCluster *cluster = cor_result_get_cluster (source->result, cluster_id);

  return cluster != NULL ? cor_names_get (&cluster->settlement->names, source->language) : "";
}

/**
 * cor_export_get_crossing_name:
 * @source: what is being written
 * @crossing_id: a crossing
 *
 * Returns: (transfer none): the name of its Ukrainian side in the export's language
 */
const char *
cor_export_get_crossing_name (const CorExport *source, const CorId *crossing_id)
{
  const CorCrossing *crossing =
      cor_snapshot_lookup (source->snapshot, COR_RECORD_CROSSING, crossing_id);

  return crossing != NULL ? cor_names_get (&crossing->names, source->language) : "";
}

/**
 * cor_export_join_roads:
 * @corridor: a way
 *
 * Returns: (transfer full): the numbers of its roads in order: "M06 M10"
 */
char *
cor_export_join_roads (const CorCorridor *corridor)
{
  GString *roads = g_string_new (NULL);

  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];

      if (road->number[0] == '\0')
        continue;
      if (roads->len > 0)
        g_string_append_c (roads, ' ');
      g_string_append (roads, road->number);
    }

  return g_string_free (roads, FALSE);
}

/**
 * cor_export_collect_corridors:
 * @source: what is being written
 *
 * Returns: (transfer container) (element-type CorCorridor): the ways that movements use, each once,
 * in the result's order
 */
GPtrArray *
cor_export_collect_corridors (const CorExport *source)
{
  GPtrArray *corridors = source->result->corridors;
  g_autofree gboolean *used = g_new0 (gboolean, corridors->len);
  GPtrArray *collected = g_ptr_array_new ();

  for (guint i = 0; i < source->result->movements->len; i++)
    {
      const CorMovement *movement = source->result->movements->pdata[i];

      used[movement->corridor] = TRUE;
    }
  for (guint i = 0; i < corridors->len; i++)
    if (used[i])
      g_ptr_array_add (collected, corridors->pdata[i]);

  return collected;
}

static void
write_corridor (const CorExport *source,
                const CorCorridor *corridor,
                const char *description,
                CorExportLineFunc write_line,
                gpointer user_data)
{
  g_autofree char *name =
      g_strdup_printf ("%s – %s", cor_export_get_cluster_name (source, &corridor->cluster_id),
                       cor_export_get_crossing_name (source, &corridor->crossing_id));

  write_line (corridor, name, description, user_data);
}

static void
write_movement (const CorExport *source,
                const CorMovement *movement,
                CorExportLineFunc write_line,
                gpointer user_data)
{
  g_autofree char *depart = cor_time_format_utc (movement->depart_utc_s);
  g_autofree char *pass = cor_time_format_utc (movement->pass_utc_s);
  g_autofree char *description =
      g_strdup_printf ("%u people, %s – %s", movement->n_people, depart, pass);

  write_corridor (source, source->result->corridors->pdata[movement->corridor], description,
                  write_line, user_data);
}

/**
 * cor_export_foreach:
 * @source: what to write
 * @write_point: (scope call): called for each cluster, if those are asked for
 * @write_line: (scope call): called for each route or movement, if those are asked for
 * @user_data: for both
 *
 * Goes through what an export asks for, in the result's order, with names in its language.
 */
void
cor_export_foreach (const CorExport *source,
                    CorExportPointFunc write_point,
                    CorExportLineFunc write_line,
                    gpointer user_data)
{
  CorResult *result = source->result;
  g_autoptr (GPtrArray) corridors = cor_export_collect_corridors (source);

  if (source->what == COR_EXPORT_CLUSTERS)
    for (guint i = 0; i < result->clusters->len; i++)
      {
        const CorCluster *cluster = result->clusters->pdata[i];
        g_autofree char *people = g_strdup_printf ("%u people", cluster->n_people);

        write_point (cluster->rally_position,
                     cor_names_get (&cluster->settlement->names, source->language), people,
                     user_data);
      }
  else if (source->what == COR_EXPORT_MOVEMENTS)
    for (guint i = 0; i < result->movements->len; i++)
      write_movement (source, result->movements->pdata[i], write_line, user_data);
  else
    for (guint i = 0; i < corridors->len; i++)
      {
        g_autofree char *roads = cor_export_join_roads (corridors->pdata[i]);

        write_corridor (source, corridors->pdata[i], roads, write_line, user_data);
      }
}
