/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlreader.h>

#include "cor-list-file.h"

G_BEGIN_DECLS

/**
 * CorXlsxPackage:
 *
 * The parts of a workbook, each read as a stream and within limits: a small file that unpacks to
 * gigabytes is refused before it does.
 */
typedef struct _CorXlsxPackage CorXlsxPackage;

CorXlsxPackage *cor_xlsx_package_open (const CorListFile *list,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_xlsx_package_close (CorXlsxPackage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorXlsxPackage, cor_xlsx_package_close)

gboolean cor_xlsx_package_has_part (CorXlsxPackage *self, const char *name);

xmlTextReader *cor_xlsx_package_read_part (CorXlsxPackage *self,
                                           const char *name,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_xlsx_package_next (CorXlsxPackage *self, xmlTextReader *reader, GError **error);

double cor_xlsx_package_get_fraction (const CorXlsxPackage *self);

gboolean cor_xml_is_start (xmlTextReader *reader, const char *name);

gboolean cor_xml_is_end (xmlTextReader *reader, const char *name);

char *cor_xml_get_attribute (xmlTextReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

G_END_DECLS
