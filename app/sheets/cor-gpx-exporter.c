/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exporter.h"

#include "cor-xml-writer.h"

static void
add_point (CorPosition position, const char *name, const char *description, gpointer user_data)
{
  CorXmlWriter *xml = user_data;

  cor_xml_open (xml, "wpt");
  cor_xml_set_position (xml, position);
  cor_xml_add (xml, "name", name);
  cor_xml_add (xml, "desc", description);
  cor_xml_close (xml);
}

static void
add_track (const CorCorridor *corridor,
           const char *name,
           const char *description,
           gpointer user_data)
{
  CorXmlWriter *xml = user_data;

  cor_xml_open (xml, "trk");
  cor_xml_add (xml, "name", name);
  cor_xml_add (xml, "desc", description);
  cor_xml_open (xml, "trkseg");
  for (guint i = 0; i < corridor->points->len; i++)
    {
      cor_xml_open (xml, "trkpt");
      cor_xml_set_position (xml, g_array_index (corridor->points, CorPosition, i));
      cor_xml_close (xml);
    }
  cor_xml_close (xml);
  cor_xml_close (xml);
}

/**
 * cor_gpx_exporter:
 * @source: what to write
 *
 * Writes GPX 1.1: clusters as waypoints, routes and movements as tracks that a navigation device
 * follows.
 *
 * Returns: (transfer full): the file's text
 */
GString *
cor_gpx_exporter (const CorExport *source)
{
  CorXmlWriter xml;

  cor_xml_writer_begin (&xml);
  cor_xml_open (&xml, "gpx");
  cor_xml_set (&xml, "version", "1.1");
  cor_xml_set (&xml, "creator", "Corridors");
  cor_xml_set (&xml, "xmlns", "http://www.topografix.com/GPX/1/1");
  cor_export_foreach (source, add_point, add_track, &xml);
  cor_xml_close (&xml);

  return cor_xml_writer_end (&xml);
}
