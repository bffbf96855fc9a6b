/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libxml/parser.h>

#include "cor-error.h"
#include "cor-exporter.h"

/* A plan of one cluster in a place whose name could hurt a careless writer, and one way out. */
static CorExport
make_source (CorExportWhat what)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorCrossing *crossing = cor_crossing_new (NULL);
  g_autoptr (CorSettlement) settlement = cor_record_new (COR_RECORD_SETTLEMENT, NULL);
  CorResult *result = cor_result_new ();
  CorCorridor *corridor = cor_corridor_new ();
  CorCorridorRoad *road = cor_corridor_road_new ();
  CorMovement *movement = cor_movement_new ();
  const CorPosition points[] = { { 49.84, 24.03 }, { 49.956, 23.115 } };

  cor_names_set (&settlement->names, COR_LANGUAGE_EN, "=Town, <A & B>");
  settlement->position = points[0];
  cor_names_set (&crossing->names, COR_LANGUAGE_EN, "Krakivets");
  g_ptr_array_add (result->clusters, cor_cluster_new (settlement));
  corridor->cluster_id = settlement->record.id;
  corridor->crossing_id = crossing->record.id;
  corridor->distance_m = 76500;
  corridor->travel_time_ms = 4260000;
  g_array_append_vals (corridor->points, points, G_N_ELEMENTS (points));
  g_free (road->number);
  road->number = g_strdup ("M10");
  g_ptr_array_add (corridor->roads, road);
  g_ptr_array_add (result->corridors, corridor);
  movement->cluster_id = corridor->cluster_id;
  movement->crossing_id = corridor->crossing_id;
  movement->mode = COR_MODE_COACH;
  movement->n_people = 42;
  movement->depart_utc_s = 1645675200;
  g_ptr_array_add (result->movements, movement);
  cor_edit_put (edit, crossing);

  return (CorExport){ cor_snapshot_apply (empty, edit, 1), result, what, COR_LANGUAGE_EN };
}

static char *
export_text (CorExportWhat what, const char *suffix)
{
  CorExport source = make_source (what);
  g_autoptr (GError) error = NULL;
  GString *text = cor_export_to_text (&source, suffix, &error);

  g_assert_no_error (error);
  cor_snapshot_unref (source.snapshot);
  cor_result_unref (source.result);

  return g_string_free (text, FALSE);
}

static void
test_csv_cannot_run (void)
{
  g_autofree char *clusters = export_text (COR_EXPORT_CLUSTERS, "x.csv");
  g_autofree char *movements = export_text (COR_EXPORT_MOVEMENTS, "x.CSV");

  g_assert_nonnull (strstr (clusters, ",\"'=Town, <A & B>\","));
  g_assert_nonnull (strstr (movements, ",Krakivets,76.5,71,M10,coach,42,2022-02-24T04:00:00Z,"));
}

static void
test_geojson_has_longitude_first (void)
{
  g_autofree char *text = export_text (COR_EXPORT_ROUTES, "x.geojson");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *features, *line;
  JsonObject *geometry;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "features");
  g_assert_cmpuint (json_array_get_length (features), ==, 1);
  geometry =
      json_object_get_object_member (json_array_get_object_element (features, 0), "geometry");
  line = json_array_get_array_element (json_object_get_array_member (geometry, "coordinates"), 0);
  g_assert_cmpfloat_with_epsilon (json_array_get_double_element (line, 0), 24.03, 1e-9);
  g_assert_cmpfloat_with_epsilon (json_array_get_double_element (line, 1), 49.84, 1e-9);
}

static void
test_xml_is_well_formed (void)
{
  static const CorExportWhat all[] = { COR_EXPORT_ROUTES, COR_EXPORT_CLUSTERS,
                                       COR_EXPORT_MOVEMENTS };
  static const char *const suffixes[] = { ".gpx", ".kml" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint j = 0; j < G_N_ELEMENTS (suffixes); j++)
      {
        g_autofree char *text = export_text (all[i], suffixes[j]);
        xmlDocPtr document = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);

        g_assert_nonnull (document);
        g_assert_nonnull (strstr (text, "&lt;A &amp; B&gt;"));
        xmlFreeDoc (document);
      }
}

static void
test_unknown_ending_is_refused (void)
{
  CorExport source = make_source (COR_EXPORT_ROUTES);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "routes.docx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (cor_export_write (&source, path, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  cor_snapshot_unref (source.snapshot);
  cor_result_unref (source.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/exporter/csv-cannot-run", test_csv_cannot_run);
  g_test_add_func ("/sheets/exporter/geojson-longitude-first", test_geojson_has_longitude_first);
  g_test_add_func ("/sheets/exporter/xml-well-formed", test_xml_is_well_formed);
  g_test_add_func ("/sheets/exporter/unknown-ending", test_unknown_ending_is_refused);

  return g_test_run ();
}
