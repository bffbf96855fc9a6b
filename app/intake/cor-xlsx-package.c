/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-xlsx-package.h"

#include <string.h>
#include <zip.h>

#include "cor-error.h"

#define MAX_PARTS 10000
#define MAX_PART_BYTES (512ull << 20)
/* Lists shrink to a tenth, rarely to a fiftieth; bombs to a thousandth. */
#define MAX_RATIO 250
#define RATIO_MATTERS_BYTES (16ull << 20)

struct _CorXlsxPackage
{
  const CorListFile *list;
  zip_t *archive;
  zip_file_t *part; /* being read */
  char *part_name;
  guint64 n_read;
  guint64 n_expected;
  gboolean too_large;
};

static void
refuse_archive (const CorListFile *list, int code, GError **error)
{
  zip_error_t failure;

  zip_error_init_with_code (&failure, code);
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "%s is a damaged or cut-off workbook (%s); get or save it again", list->file_name,
               zip_error_strerror (&failure));
  zip_error_fini (&failure);
}

/**
 * cor_xlsx_package_open:
 * @list: the list, which must outlive the package
 * @error: (nullable): set when it cannot be opened
 *
 * Returns: (transfer full): the workbook's parts, or %NULL
 */
CorXlsxPackage *
cor_xlsx_package_open (const CorListFile *list, GError **error)
{
  g_autoptr (CorXlsxPackage) self = g_new0 (CorXlsxPackage, 1);
  int code = 0;

  self->list = list;
  self->archive = zip_open (list->path, ZIP_RDONLY, &code);
  if (self->archive == NULL)
    {
      refuse_archive (list, code, error);
      return NULL;
    }
  if (zip_get_num_entries (self->archive, 0) > MAX_PARTS)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s: more than %d parts, so this is no list of registrations", list->file_name,
                   MAX_PARTS);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * cor_xlsx_package_close:
 * @self: (transfer full): a workbook
 *
 * Frees @self.
 */
void
cor_xlsx_package_close (CorXlsxPackage *self)
{
  if (self->part != NULL)
    zip_fclose (self->part);
  if (self->archive != NULL)
    zip_discard (self->archive);
  g_free (self->part_name);
  g_free (self);
}

/**
 * cor_xlsx_package_has_part:
 * @self: a workbook
 * @name: a part's name
 *
 * Returns: whether it has such a part
 */
gboolean
cor_xlsx_package_has_part (CorXlsxPackage *self, const char *name)
{
  return zip_name_locate (self->archive, name, 0) >= 0;
}

static void
refuse_size (CorXlsxPackage *self, GError **error)
{
  g_set_error (
      error, COR_ERROR, COR_ERROR_TOO_LARGE,
      "%s: its part %s unpacks to far more than a list can be, so it was not read; save the "
      "list again, or as CSV",
      self->list->file_name, self->part_name);
}

static gboolean
check_part (CorXlsxPackage *self, const zip_stat_t *stat, GError **error)
{
  guint64 packed = (stat->valid & ZIP_STAT_COMP_SIZE) != 0 ? stat->comp_size : 1;

  if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat->encryption_method != ZIP_EM_NONE)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_PASSWORD,
                   "%s is protected by a password; save it without one and import that",
                   self->list->file_name);
      return FALSE;
    }
  if (stat->size > MAX_PART_BYTES ||
      (stat->size > RATIO_MATTERS_BYTES && stat->size / MAX (packed, 1) > MAX_RATIO))
    {
      refuse_size (self, error);
      return FALSE;
    }

  return TRUE;
}

/* What a part says of its own size may be a lie: the bytes are counted as they come. */
static int
read_cb (void *context, char *buffer, int length)
{
  CorXlsxPackage *self = context;
  zip_int64_t n_bytes = zip_fread (self->part, buffer, (zip_uint64_t) length);

  if (n_bytes < 0)
    return -1;
  self->n_read += (guint64) n_bytes;
  if (self->n_read > MAX_PART_BYTES)
    {
      self->too_large = TRUE;
      return -1;
    }

  return (int) n_bytes;
}

static void
ignore_error_cb (void *user_data, xmlErrorPtr error)
{
}

/**
 * cor_xlsx_package_read_part:
 * @self: a workbook
 * @name: a part's name
 * @error: (nullable): set when it is missing, locked or too large
 *
 * Starts to read a part; the one read before is closed, so its reader must be gone.
 *
 * Returns: (transfer full): a reader of its XML, or %NULL
 */
xmlTextReader *
cor_xlsx_package_read_part (CorXlsxPackage *self, const char *name, GError **error)
{
  xmlTextReader *reader;
  zip_stat_t stat;

  g_clear_pointer (&self->part, zip_fclose);
  g_free (self->part_name);
  self->part_name = g_strdup (name);
  self->n_read = 0;
  if (zip_stat (self->archive, name, 0, &stat) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: its part %s is missing",
                   self->list->file_name, name);
      return NULL;
    }
  if (!check_part (self, &stat, error))
    return NULL;
  self->n_expected = stat.size;
  self->part = zip_fopen (self->archive, name, 0);
  reader = self->part != NULL ? xmlReaderForIO (read_cb, NULL, self, name, NULL,
                                                XML_PARSE_NONET | XML_PARSE_COMPACT)
                              : NULL;
  if (reader == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: its part %s cannot be unpacked (%s)",
                   self->list->file_name, name, zip_strerror (self->archive));
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (reader, ignore_error_cb, NULL);

  return reader;
}

/**
 * cor_xlsx_package_next:
 * @self: a workbook
 * @reader: a part's reader
 * @error: (nullable): set when the part is damaged, too large, or has a document type
 *
 * Goes to the next node.
 *
 * Returns: %FALSE at the end, or with @error set
 */
gboolean
cor_xlsx_package_next (CorXlsxPackage *self, xmlTextReader *reader, GError **error)
{
  int result = xmlTextReaderRead (reader);
  int type = result == 1 ? xmlTextReaderNodeType (reader) : 0;

  /* Workbooks have no entities; whoever defines some is up to something. */
  if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "%s: its part %s defines entities, which no workbook does; it was not read",
                   self->list->file_name, self->part_name);
      return FALSE;
    }
  if (result >= 0)
    return result == 1;

  if (self->too_large)
    refuse_size (self, error);
  else
    g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                 "%s: its part %s is damaged at line %d; save the workbook again",
                 self->list->file_name, self->part_name, xmlTextReaderGetParserLineNumber (reader));

  return FALSE;
}

/**
 * cor_xlsx_package_get_fraction:
 * @self: a workbook
 *
 * Returns: how much of the part has been read, 0 to 1
 */
double
cor_xlsx_package_get_fraction (const CorXlsxPackage *self)
{
  return self->n_expected > 0 ? (double) self->n_read / (double) self->n_expected : 1.0;
}

/**
 * cor_xml_is_start:
 * @reader: a reader
 * @name: an element, without prefix
 *
 * Returns: whether the reader is at the start of such an element
 */
gboolean
cor_xml_is_start (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

/**
 * cor_xml_is_end:
 * @reader: a reader
 * @name: an element, without prefix
 *
 * Returns: whether the reader is at the end of such an element; an empty one has none
 */
gboolean
cor_xml_is_end (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

/**
 * cor_xml_get_attribute:
 * @reader: a reader at an element
 * @name: an attribute
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
cor_xml_get_attribute (xmlTextReader *reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);

  return copy;
}
