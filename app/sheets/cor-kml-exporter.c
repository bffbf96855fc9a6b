/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exporter.h"

#include "cor-xml-writer.h"

static void
append_position (GString *text, CorPosition position)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE];
  char lat[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lon, sizeof lon, "%.5f", position.lon_deg);
  g_ascii_formatd (lat, sizeof lat, "%.5f", position.lat_deg);
  g_string_append_printf (text, "%s%s,%s", text->len > 0 ? " " : "", lon, lat);
}

static void
add_shape (CorXmlWriter *xml, const char *element, const CorPosition *points, guint n_points)
{
  g_autoptr (GString) coordinates = g_string_new (NULL);

  for (guint i = 0; i < n_points; i++)
    append_position (coordinates, points[i]);
  cor_xml_open (xml, element);
  cor_xml_add (xml, "coordinates", coordinates->str);
  cor_xml_close (xml);
}

static void
add_placemark (CorXmlWriter *xml,
               const char *name,
               const char *description,
               const char *element,
               const CorPosition *points,
               guint n_points)
{
  cor_xml_open (xml, "Placemark");
  cor_xml_add (xml, "name", name);
  cor_xml_add (xml, "description", description);
  add_shape (xml, element, points, n_points);
  cor_xml_close (xml);
}

static void
add_point (CorPosition position, const char *name, const char *description, gpointer user_data)
{
  add_placemark (user_data, name, description, "Point", &position, 1);
}

static void
add_line (const CorCorridor *corridor,
          const char *name,
          const char *description,
          gpointer user_data)
{
  add_placemark (user_data, name, description, "LineString",
                 (const CorPosition *) (gpointer) corridor->points->data, corridor->points->len);
}

/**
 * cor_kml_exporter:
 * @source: what to write
 *
 * Writes KML 2.2 (OGC 07-147r2).
 *
 * Returns: (transfer full): the file's text
 */
GString *
cor_kml_exporter (const CorExport *source)
{
  CorXmlWriter xml;

  cor_xml_writer_begin (&xml);
  cor_xml_open (&xml, "kml");
  cor_xml_set (&xml, "xmlns", "http://www.opengis.net/kml/2.2");
  cor_xml_open (&xml, "Document");
  cor_export_foreach (source, add_point, add_line, &xml);
  cor_xml_close (&xml);
  cor_xml_close (&xml);

  return cor_xml_writer_end (&xml);
}
