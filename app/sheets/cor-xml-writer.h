/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlwriter.h>

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorXmlWriter:
 *
 * An XML text being written: libxml2's writer with the few calls that the exporters need.
 */
typedef struct
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
} CorXmlWriter;

void cor_xml_writer_begin (CorXmlWriter *self);

GString *cor_xml_writer_end (CorXmlWriter *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_xml_open (CorXmlWriter *self, const char *name);

void cor_xml_close (CorXmlWriter *self);

void cor_xml_add (CorXmlWriter *self, const char *name, const char *text);

void cor_xml_set (CorXmlWriter *self, const char *name, const char *value);

void cor_xml_set_position (CorXmlWriter *self, CorPosition position);

G_END_DECLS
