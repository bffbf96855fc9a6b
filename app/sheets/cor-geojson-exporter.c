/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exporter.h"

#include "cor-time.h"

#include <json-glib/json-glib.h>
#include <math.h>

static void
add_text (JsonBuilder *json, const char *member, const char *text)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, text);
}

static void
add_count (JsonBuilder *json, const char *member, guint count)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, count);
}

static void
add_id (JsonBuilder *json, const char *member, const CorId *id)
{
  g_autofree char *text = cor_id_to_string (id);

  add_text (json, member, text);
}

static void
add_time (JsonBuilder *json, const char *member, gint64 time_utc_s)
{
  g_autofree char *text = cor_time_format_utc (time_utc_s);

  add_text (json, member, text);
}

/* Five decimals are a metre; GeoJSON has the longitude first. */
static void
add_position (JsonBuilder *json, CorPosition position)
{
  json_builder_begin_array (json);
  json_builder_add_double_value (json, round (position.lon_deg * 1e5) / 1e5);
  json_builder_add_double_value (json, round (position.lat_deg * 1e5) / 1e5);
  json_builder_end_array (json);
}

static void
add_point (JsonBuilder *json, CorPosition position)
{
  json_builder_set_member_name (json, "geometry");
  json_builder_begin_object (json);
  add_text (json, "type", "Point");
  json_builder_set_member_name (json, "coordinates");
  add_position (json, position);
  json_builder_end_object (json);
}

static void
add_line (JsonBuilder *json, GArray *points)
{
  json_builder_set_member_name (json, "geometry");
  json_builder_begin_object (json);
  add_text (json, "type", "LineString");
  json_builder_set_member_name (json, "coordinates");
  json_builder_begin_array (json);
  for (guint i = 0; i < points->len; i++)
    add_position (json, g_array_index (points, CorPosition, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
begin_feature (JsonBuilder *json)
{
  json_builder_begin_object (json);
  add_text (json, "type", "Feature");
}

static void
begin_properties (JsonBuilder *json)
{
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
}

static void
end_feature (JsonBuilder *json)
{
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_cluster (const CorExport *source, JsonBuilder *json, const CorCluster *cluster)
{
  begin_feature (json);
  add_id (json, "id", &cluster->id);
  add_point (json, cluster->rally_position);
  begin_properties (json);
  add_text (json, "name", cor_names_get (&cluster->settlement->names, source->language));
  add_count (json, "registrations", cluster->n_registrations);
  add_count (json, "people", cluster->n_people);
  add_count (json, "to_move", cluster->n_planned);
  end_feature (json);
}

static void
add_corridor (const CorExport *source, JsonBuilder *json, const CorCorridor *corridor)
{
  g_autofree char *roads = cor_export_join_roads (corridor);

  add_id (json, "cluster_id", &corridor->cluster_id);
  add_text (json, "cluster", cor_export_get_cluster_name (source, &corridor->cluster_id));
  add_id (json, "crossing_id", &corridor->crossing_id);
  add_text (json, "crossing", cor_export_get_crossing_name (source, &corridor->crossing_id));
  add_count (json, "distance_m", corridor->distance_m);
  add_count (json, "travel_min", corridor->travel_time_ms / 60000);
  add_text (json, "roads", roads);
}

static void
add_movement (const CorExport *source, JsonBuilder *json, const CorMovement *movement)
{
  const CorCorridor *corridor = source->result->corridors->pdata[movement->corridor];

  begin_feature (json);
  add_id (json, "id", &movement->id);
  add_line (json, corridor->points);
  begin_properties (json);
  add_corridor (source, json, corridor);
  add_text (json, "mode", cor_mode_get_code (movement->mode));
  add_count (json, "people", movement->n_people);
  add_time (json, "depart", movement->depart_utc_s);
  add_time (json, "arrive", movement->arrive_utc_s);
  add_time (json, "pass", movement->pass_utc_s);
  end_feature (json);
}

static void
add_features (const CorExport *source, JsonBuilder *json)
{
  CorResult *result = source->result;
  g_autoptr (GPtrArray) corridors = cor_export_collect_corridors (source);

  if (source->what == COR_EXPORT_CLUSTERS)
    for (guint i = 0; i < result->clusters->len; i++)
      add_cluster (source, json, result->clusters->pdata[i]);
  else if (source->what == COR_EXPORT_MOVEMENTS)
    for (guint i = 0; i < result->movements->len; i++)
      add_movement (source, json, result->movements->pdata[i]);
  else
    for (guint i = 0; i < corridors->len; i++)
      {
        const CorCorridor *corridor = corridors->pdata[i];

        begin_feature (json);
        add_line (json, corridor->points);
        begin_properties (json);
        add_corridor (source, json, corridor);
        end_feature (json);
      }
}

/**
 * cor_geojson_exporter:
 * @source: what to write
 *
 * Writes GeoJSON (RFC 7946).
 *
 * Returns: (transfer full): the file's text
 */
GString *
cor_geojson_exporter (const CorExport *source)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  add_text (json, "type", "FeatureCollection");
  json_builder_set_member_name (json, "features");
  json_builder_begin_array (json);
  add_features (source, json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);

  return g_string_new (text);
}
