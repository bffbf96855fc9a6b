/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-file.h"

#include <string.h>

#include "cor-encoding.h"
#include "cor-error.h"
#include "cor-list-reader.h"

#define HEAD_BYTES 4096

/* The first that accepts a file reads it; text accepts everything. */
static const CorListReader *const readers[] = {
  &cor_xlsx_reader,
  &cor_csv_reader,
};

typedef struct
{
  const char *magic;
  gsize n_bytes;
  const char *what;
} ForeignFormat;

static const ForeignFormat foreign_formats[] = {
  { "%PDF", 4, "a PDF document" },
  { "{\\rtf", 5, "a text document (RTF)" },
  { "\x89PNG", 4, "a picture (PNG)" },
  { "\xFF\xD8\xFF", 3, "a picture (JPEG)" },
  { "GIF8", 4, "a picture (GIF)" },
  { "\x1F\x8B", 2, "a compressed file (gzip)" },
  { "7z\xBC\xAF", 4, "a compressed file (7-Zip)" },
  { "Rar!", 4, "a compressed file (RAR)" },
  { "BZh", 3, "a compressed file (bzip2)" },
  { "\x7F"
    "ELF",
    4, "a program" },
  { "SQLite format 3", 15, "a database or a plan" },
  { "<!DOCTYPE", 9, "a web page" },
  { "<!doctype", 9, "a web page" },
  { "<html", 5, "a web page" },
  { "<HTML", 5, "a web page" },
  { "<?xml", 5, "an XML file" },
};

static void
raw_row_free (gpointer row)
{
  g_strfreev (((CorRawRow *) row)->fields);
  g_free (row);
}

/**
 * cor_text_is_blank:
 * @text: (nullable): UTF-8
 *
 * Returns: whether @text shows nothing on paper
 */
gboolean
cor_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isspace (letter) && !g_unichar_iszerowidth (letter) && letter != 0xA0 &&
          letter != 0xFEFF)
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_list_file_take_row:
 * @self: a list being read
 * @row: the row's number
 * @fields: (element-type utf8): its texts, with a free function; empty afterwards
 * @error: (nullable): set when there are too many rows
 *
 * Adds a row.
 *
 * Returns: %FALSE if it is one too many
 */
gboolean
cor_list_file_take_row (CorListFile *self, guint row, GPtrArray *fields, GError **error)
{
  CorRawRow *raw;
  gboolean blank = TRUE;

  if (self->rows->len >= COR_LIST_MAX_ROWS)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s: more than %d rows; split the list and import its parts", self->file_name,
                   COR_LIST_MAX_ROWS);
      return FALSE;
    }

  for (guint i = 0; i < fields->len && blank; i++)
    blank = cor_text_is_blank (fields->pdata[i]);

  raw = g_new0 (CorRawRow, 1);
  raw->row = row;
  raw->fields = g_new0 (char *, blank ? 1 : fields->len + 1);
  for (guint i = 0; i < fields->len && !blank; i++)
    raw->fields[i] = g_steal_pointer (&fields->pdata[i]);
  g_ptr_array_set_size (fields, 0);
  g_ptr_array_add (self->rows, raw);

  return TRUE;
}

static gboolean
compute_checksum (CorListFile *self, guchar *head, gsize *n_head, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree guchar *block = g_malloc (256 * 1024);
  gssize n_bytes;

  *n_head = 0;
  if (stream == NULL)
    return FALSE;
  while ((n_bytes = g_input_stream_read (G_INPUT_STREAM (stream), block, 256 * 1024, NULL, error)) >
         0)
    {
      gsize n_wanted = MIN ((gsize) n_bytes, HEAD_BYTES - *n_head);

      memcpy (head + *n_head, block, n_wanted);
      *n_head += n_wanted;
      g_checksum_update (checksum, block, n_bytes);
    }
  self->checksum = g_strdup (g_checksum_get_string (checksum));

  return n_bytes == 0;
}

static gboolean
check_head (CorListFile *self, const guchar *head, gsize n_head, GError **error)
{
  if (n_head == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOTHING, "%s is empty: it has no rows",
                   self->file_name);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (foreign_formats); i++)
    {
      const ForeignFormat *format = &foreign_formats[i];

      if (n_head >= format->n_bytes && memcmp (head, format->magic, format->n_bytes) == 0)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                       "%s is %s (told by its first bytes), not a list; save the list as CSV or "
                       "XLSX and import that",
                       self->file_name, format->what);
          return FALSE;
        }
    }

  return TRUE;
}

static CorListFile *
list_file_new (const char *path)
{
  CorListFile *self = g_new0 (CorListFile, 1);
  g_autofree char *base = g_path_get_basename (path);

  self->path = g_strdup (path);
  self->file_name = g_filename_display_name (base);
  self->rows = g_ptr_array_new_with_free_func (raw_row_free);

  return self;
}

/**
 * cor_list_file_read:
 * @path: the list
 * @options: (nullable): what is known about it
 * @progress: (nullable): watches and stops it
 * @error: (nullable): set when it cannot be read; names file and place
 *
 * Reads a registration list, whatever its name ends in: what it is is told by its bytes.
 *
 * Returns: (transfer full): the list, or %NULL
 */
CorListFile *
cor_list_file_read (const char *path,
                    const CorListOptions *options,
                    CorProgress *progress,
                    GError **error)
{
  static const CorListOptions no_options = { NULL, NULL };
  g_autoptr (CorListFile) self = NULL;
  g_autoptr (GError) local_error = NULL;
  guchar head[HEAD_BYTES];
  gsize n_head = 0;

  g_return_val_if_fail (path != NULL, NULL);

  self = list_file_new (path);
  if (options == NULL)
    options = &no_options;
  if (!compute_checksum (self, head, &n_head, &local_error))
    {
      g_set_error (error, COR_ERROR,
                   g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                       ? COR_ERROR_NOT_FOUND
                       : COR_ERROR_FAILED,
                   "%s cannot be read: %s", self->file_name, local_error->message);
      return NULL;
    }
  if (!check_head (self, head, n_head, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i]->accepts (head, n_head))
      {
        self->format = readers[i]->format;
        if (!readers[i]->read (self, options, progress, error))
          return NULL;
        break;
      }

  return g_steal_pointer (&self);
}

/**
 * cor_list_file_free:
 * @self: (transfer full): a list
 *
 * Frees @self.
 */
void
cor_list_file_free (CorListFile *self)
{
  g_free (self->path);
  g_free (self->file_name);
  g_free (self->encoding);
  g_free (self->sheet);
  g_strfreev (self->sheets);
  g_ptr_array_unref (self->rows);
  g_free (self->checksum);
  g_free (self);
}

/**
 * cor_list_file_get_encodings:
 *
 * Returns: (transfer none) (array zero-terminated=1): the encodings that an officer may choose from
 */
const char *const *
cor_list_file_get_encodings (void)
{
  return cor_encoding_get_names ();
}
