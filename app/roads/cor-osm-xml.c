/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-reader.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "cor-error.h"
#include "cor-time.h"

/* The element being read, until it ends. */
typedef struct
{
  const CorOsmPass *pass;
  gint64 *source_utc_s;
  gboolean is_gone; /* it is kept only to say that it was deleted */
  gint64 id;
  double lat_deg;
  double lon_deg;
  GArray *tags;    /* CorOsmTag: their texts lie in texts */
  GArray *nodes;   /* gint64 */
  GArray *members; /* CorOsmMember */
  GStringChunk *texts;
} Reader;

static const char *
keep (Reader *reader, const xmlChar *text)
{
  return g_string_chunk_insert_const (reader->texts, text != NULL ? (const char *) text : "");
}

static const char *
get_attribute (xmlTextReaderPtr xml, Reader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (xml, (const xmlChar *) name);
  const char *kept = keep (reader, value);

  xmlFree (value);

  return kept;
}

static void
begin_element (xmlTextReaderPtr xml, Reader *reader)
{
  g_array_set_size (reader->tags, 0);
  g_array_set_size (reader->nodes, 0);
  g_array_set_size (reader->members, 0);
  g_string_chunk_clear (reader->texts);
  reader->is_gone = strcmp (get_attribute (xml, reader, "visible"), "false") == 0 ||
                    strcmp (get_attribute (xml, reader, "action"), "delete") == 0;
  reader->id = g_ascii_strtoll (get_attribute (xml, reader, "id"), NULL, 10);
  reader->lat_deg = g_ascii_strtod (get_attribute (xml, reader, "lat"), NULL);
  reader->lon_deg = g_ascii_strtod (get_attribute (xml, reader, "lon"), NULL);
}

static void
add_member (xmlTextReaderPtr xml, Reader *reader)
{
  const char *type = get_attribute (xml, reader, "type");
  CorOsmMember member = { .kind = strcmp (type, "node") == 0  ? COR_OSM_NODE
                                  : strcmp (type, "way") == 0 ? COR_OSM_WAY
                                                              : COR_OSM_RELATION,
                          .id = g_ascii_strtoll (get_attribute (xml, reader, "ref"), NULL, 10),
                          .role = get_attribute (xml, reader, "role") };

  g_array_append_val (reader->members, member);
}

static void
add_part (xmlTextReaderPtr xml, Reader *reader, const char *name)
{
  if (strcmp (name, "tag") == 0)
    {
      CorOsmTag tag = { get_attribute (xml, reader, "k"), get_attribute (xml, reader, "v") };

      g_array_append_val (reader->tags, tag);
    }
  else if (strcmp (name, "nd") == 0)
    {
      gint64 node = g_ascii_strtoll (get_attribute (xml, reader, "ref"), NULL, 10);

      g_array_append_val (reader->nodes, node);
    }
  else if (strcmp (name, "member") == 0)
    {
      add_member (xml, reader);
    }
}

static gint32
to_e7 (double deg)
{
  double e7 = deg * COR_NETWORK_PER_DEGREE;

  return e7 >= -2e9 && e7 <= 2e9 ? (gint32) (e7 < 0 ? e7 - 0.5 : e7 + 0.5) : G_MAXINT32;
}

static void
end_element (Reader *reader, const char *name)
{
  const CorOsmHandler *handler = reader->pass->handler;
  CorOsmTags tags = { (const CorOsmTag *) reader->tags->data, reader->tags->len };
  CorNetworkPoint point = { to_e7 (reader->lat_deg), to_e7 (reader->lon_deg) };

  if (reader->is_gone)
    return;
  if (strcmp (name, "node") == 0 && handler->node != NULL)
    handler->node (reader->id, point, &tags, handler->user_data);
  else if (strcmp (name, "way") == 0 && handler->way != NULL)
    handler->way (reader->id, (const gint64 *) reader->nodes->data, reader->nodes->len, &tags,
                  handler->user_data);
  else if (strcmp (name, "relation") == 0 && handler->relation != NULL)
    handler->relation (reader->id, (const CorOsmMember *) reader->members->data,
                       reader->members->len, &tags, handler->user_data);
}

static gboolean
refuse (const CorOsmPass *pass, int line, const char *reason, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s:%d: %s", pass->name, line, reason);

  return FALSE;
}

/* Programs date an extract at the document's beginning, or in the element "meta" that follows. */
static void
take_date (xmlTextReaderPtr xml, Reader *reader)
{
  static const char *const names[] = { "timestamp", "osm_base", "osmosis_replication_timestamp" };

  for (gsize i = 0; i < G_N_ELEMENTS (names) && *reader->source_utc_s == 0; i++)
    {
      xmlChar *value = xmlTextReaderGetAttribute (xml, (const xmlChar *) names[i]);

      if (value != NULL && !cor_time_parse ((const char *) value, reader->source_utc_s, NULL))
        *reader->source_utc_s = 0;
      xmlFree (value);
    }
}

/* Takes one node of the document. The outermost element says what kind of document it is. */
static gboolean
take_node (xmlTextReaderPtr xml, Reader *reader, GError **error)
{
  const char *name = (const char *) xmlTextReaderConstName (xml);
  int type = xmlTextReaderNodeType (xml);
  int depth = xmlTextReaderDepth (xml);

  if (type == XML_READER_TYPE_ELEMENT && depth == 0 && strcmp (name, "osm") != 0)
    return refuse (reader->pass, xmlTextReaderGetParserLineNumber (xml),
                   "this is no OpenStreetMap extract", error);
  if (type == XML_READER_TYPE_ELEMENT && (depth == 0 || (depth == 1 && strcmp (name, "meta") == 0)))
    take_date (xml, reader);
  if (type == XML_READER_TYPE_ELEMENT && depth == 1)
    {
      begin_element (xml, reader);
      if (xmlTextReaderIsEmptyElement (xml) == 1)
        end_element (reader, name);
    }
  else if (type == XML_READER_TYPE_ELEMENT && depth == 2)
    {
      add_part (xml, reader, name);
    }
  else if (type == XML_READER_TYPE_END_ELEMENT && depth == 1)
    {
      end_element (reader, name);
    }

  return TRUE;
}

static void
ignore_error (void *user_data, xmlErrorPtr error)
{
}

static gboolean
read_document (xmlTextReaderPtr xml, Reader *reader, gsize n_bytes, GError **error)
{
  guint n_nodes = 0;
  int status;

  xmlTextReaderSetStructuredErrorHandler (xml, ignore_error, NULL);
  while ((status = xmlTextReaderRead (xml)) == 1)
    {
      double share = (double) xmlTextReaderByteConsumed (xml) / (double) MAX (n_bytes, 1);

      if (!take_node (xml, reader, error))
        return FALSE;
      if (++n_nodes % 4096 == 0 &&
          !cor_progress_report (
              reader->pass->progress, reader->pass->stage,
              reader->pass->share_before + reader->pass->share * CLAMP (share, 0.0, 1.0), error))
        return FALSE;
    }
  if (status < 0)
    return refuse (reader->pass, xmlTextReaderGetParserLineNumber (xml),
                   "the XML is damaged here; copy it again", error);

  return TRUE;
}

/**
 * cor_osm_xml_read:
 * @bytes: an OpenStreetMap extract in XML
 * @pass: what to do with it
 * @source_utc_s: (out): date of the extract, 0 when it does not say; known before the first way is
 *   handed over
 * @error: set when it is damaged, or the work was cancelled
 *
 * Reads an extract once.
 *
 * Returns: %TRUE if it was read to its end
 */
gboolean
cor_osm_xml_read (GBytes *bytes, const CorOsmPass *pass, gint64 *source_utc_s, GError **error)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  Reader reader = { .pass = pass, .source_utc_s = source_utc_s };
  xmlTextReaderPtr xml;
  gboolean is_good;

  *source_utc_s = 0;
  if (n > G_MAXINT)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s: XML of more than 2 GB is not read; use the same extract in PBF",
                   pass->name);
      return FALSE;
    }
  xml = xmlReaderForMemory (data, (int) n, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (xml == NULL)
    return refuse (pass, 1, "it is empty", error);
  reader.tags = g_array_new (FALSE, FALSE, sizeof (CorOsmTag));
  reader.nodes = g_array_new (FALSE, FALSE, sizeof (gint64));
  reader.members = g_array_new (FALSE, FALSE, sizeof (CorOsmMember));
  reader.texts = g_string_chunk_new (4096);
  is_good = read_document (xml, &reader, n, error);
  xmlFreeTextReader (xml);
  g_array_unref (reader.tags);
  g_array_unref (reader.nodes);
  g_array_unref (reader.members);
  g_string_chunk_free (reader.texts);

  return is_good;
}
