/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exporter.h"

#include "cor-csv-writer.h"
#include "cor-time.h"

static void
add_row (GString *csv, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    cor_csv_append_field (csv, fields[i]);
  cor_csv_end_row (csv);
}

static void
add_id (GString *csv, const CorId *id)
{
  g_autofree char *text = cor_id_to_string (id);

  cor_csv_append_field (csv, text);
}

static void
add_number (GString *csv, const char *format, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  cor_csv_append_field (csv, g_ascii_formatd (text, sizeof text, format, number));
}

static void
add_time (GString *csv, gint64 time_utc_s)
{
  g_autofree char *text = cor_time_format_utc (time_utc_s);

  cor_csv_append_field (csv, text);
}

static void
write_clusters (const CorExport *source, GString *csv)
{
  static const char *const headings[] = { "id",       "name",      "oblast",      "country",
                                          "latitude", "longitude", "rally_point", "registrations",
                                          "people",   "to_move",   "with_car",    NULL };

  add_row (csv, headings);
  for (guint i = 0; i < source->result->clusters->len; i++)
    {
      const CorCluster *cluster = source->result->clusters->pdata[i];

      add_id (csv, &cluster->id);
      cor_csv_append_field (csv, cor_names_get (&cluster->settlement->names, source->language));
      cor_csv_append_field (csv, cor_names_get (&cluster->settlement->oblast, source->language));
      cor_csv_append_field (csv, cluster->settlement->country);
      add_number (csv, "%.5f", cluster->rally_position.lat_deg);
      add_number (csv, "%.5f", cluster->rally_position.lon_deg);
      cor_csv_append_field (csv, cluster->rally_label);
      add_number (csv, "%.0f", cluster->n_registrations);
      add_number (csv, "%.0f", cluster->n_people);
      add_number (csv, "%.0f", cluster->n_planned);
      add_number (csv, "%.0f", cluster->n_with_car);
      cor_csv_end_row (csv);
    }
}

static void
add_corridor (const CorExport *source, GString *csv, const CorCorridor *corridor)
{
  g_autofree char *roads = cor_export_join_roads (corridor);

  add_id (csv, &corridor->cluster_id);
  cor_csv_append_field (csv, cor_export_get_cluster_name (source, &corridor->cluster_id));
  add_id (csv, &corridor->crossing_id);
  cor_csv_append_field (csv, cor_export_get_crossing_name (source, &corridor->crossing_id));
  add_number (csv, "%.1f", corridor->distance_m / 1000.0);
  add_number (csv, "%.0f", corridor->travel_time_ms / 60000.0);
  cor_csv_append_field (csv, roads);
}

static void
write_routes (const CorExport *source, GString *csv)
{
  static const char *const headings[] = { "cluster_id",  "cluster",    "crossing_id", "crossing",
                                          "distance_km", "travel_min", "roads",       NULL };
  g_autoptr (GPtrArray) corridors = cor_export_collect_corridors (source);

  add_row (csv, headings);
  for (guint i = 0; i < corridors->len; i++)
    {
      add_corridor (source, csv, corridors->pdata[i]);
      cor_csv_end_row (csv);
    }
}

static void
write_movements (const CorExport *source, GString *csv)
{
  static const char *const headings[] = { "id",       "cluster_id",  "cluster",    "crossing_id",
                                          "crossing", "distance_km", "travel_min", "roads",
                                          "mode",     "people",      "depart",     "arrive",
                                          "pass",     "wait_min",    NULL };

  add_row (csv, headings);
  for (guint i = 0; i < source->result->movements->len; i++)
    {
      const CorMovement *movement = source->result->movements->pdata[i];

      add_id (csv, &movement->id);
      add_corridor (source, csv, source->result->corridors->pdata[movement->corridor]);
      cor_csv_append_field (csv, cor_mode_get_code (movement->mode));
      add_number (csv, "%.0f", movement->n_people);
      add_time (csv, movement->depart_utc_s);
      add_time (csv, movement->arrive_utc_s);
      add_time (csv, movement->pass_utc_s);
      add_number (csv, "%.0f", movement->wait_min);
      cor_csv_end_row (csv);
    }
}

/**
 * cor_csv_exporter:
 * @source: what to write
 *
 * Writes CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to read names
 * right. No field can run as a formula.
 *
 * Returns: (transfer full): the file's text
 */
GString *
cor_csv_exporter (const CorExport *source)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  switch (source->what)
    {
    case COR_EXPORT_CLUSTERS:
      write_clusters (source, rows);
      break;
    case COR_EXPORT_ROUTES:
      write_routes (source, rows);
      break;
    case COR_EXPORT_MOVEMENTS:
      write_movements (source, rows);
      break;
    }
  g_string_prepend (rows, "\357\273\277");

  return g_steal_pointer (&rows);
}
