/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-xml-writer.h"

#define XML(text) ((const xmlChar *) (text))

/**
 * cor_xml_writer_begin:
 * @self: (out caller-allocates): a writer
 *
 * Begins a document in UTF-8.
 */
void
cor_xml_writer_begin (CorXmlWriter *self)
{
  self->buffer = xmlBufferCreate ();
  self->writer = xmlNewTextWriterMemory (self->buffer, 0);
  g_assert (self->writer != NULL);
  xmlTextWriterSetIndent (self->writer, 1);
  xmlTextWriterStartDocument (self->writer, "1.0", "UTF-8", NULL);
}

/**
 * cor_xml_writer_end:
 * @self: a writer
 *
 * Ends the document and frees what the writer held.
 *
 * Returns: (transfer full): the text
 */
GString *
cor_xml_writer_end (CorXmlWriter *self)
{
  GString *text;

  xmlTextWriterEndDocument (self->writer);
  xmlFreeTextWriter (self->writer);
  text = g_string_new ((const char *) xmlBufferContent (self->buffer));
  xmlBufferFree (self->buffer);

  return text;
}

/**
 * cor_xml_open:
 * @self: a writer
 * @name: an element
 *
 * Opens an element.
 */
void
cor_xml_open (CorXmlWriter *self, const char *name)
{
  xmlTextWriterStartElement (self->writer, XML (name));
}

/**
 * cor_xml_close:
 * @self: a writer
 *
 * Closes the element opened last.
 */
void
cor_xml_close (CorXmlWriter *self)
{
  xmlTextWriterEndElement (self->writer);
}

/**
 * cor_xml_add:
 * @self: a writer
 * @name: an element
 * @text: its text
 *
 * Adds an element that holds text.
 */
void
cor_xml_add (CorXmlWriter *self, const char *name, const char *text)
{
  xmlTextWriterWriteElement (self->writer, XML (name), XML (text));
}

/**
 * cor_xml_set:
 * @self: a writer
 * @name: an attribute of the element opened last
 * @value: its value
 *
 * Adds an attribute.
 */
void
cor_xml_set (CorXmlWriter *self, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (self->writer, XML (name), XML (value));
}

/**
 * cor_xml_set_position:
 * @self: a writer
 * @position: a position
 *
 * Adds the attributes lat and lon, as GPX has them.
 */
void
cor_xml_set_position (CorXmlWriter *self, CorPosition position)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  cor_xml_set (self, "lat", g_ascii_formatd (number, sizeof number, "%.5f", position.lat_deg));
  cor_xml_set (self, "lon", g_ascii_formatd (number, sizeof number, "%.5f", position.lon_deg));
}
