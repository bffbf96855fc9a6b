/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-reader.h"

#include <string.h>

#include "cor-columns.h"
#include "cor-error.h"
#include "cor-xlsx-package.h"
#include "cor-xlsx-style.h"

/* More rows missing in a row than this are no gap that somebody left between two groups. */
#define MAX_GAP_ROWS 1000
#define OLE_SEARCH_BYTES (4 << 20)

typedef struct
{
  char *name;
  char *part;
  gboolean hidden;
} Sheet;

typedef struct
{
  CorListFile *list;
  CorXlsxPackage *package;
  CorProgress *progress;
  char *workbook_part;
  GHashTable *relations; /* part by relation id; only sheets, styles, strings */
  char *styles_part;
  char *strings_part;
  GPtrArray *sheets;  /* Sheet */
  GPtrArray *strings; /* shared texts */
  GArray *styles;     /* CorXlsxStyle */
  gboolean from_1904;
  guint64 n_text_bytes;
} Workbook;

/* A cell being read. */
typedef struct
{
  guint column;
  char type; /* s shared, i inline, t text, b truth, e error, d date, n number */
  guint style;
  GString *text;
  gboolean in_text; /* within v or t */
} Cell;

static void
sheet_free (gpointer sheet)
{
  g_free (((Sheet *) sheet)->name);
  g_free (((Sheet *) sheet)->part);
  g_free (sheet);
}

static void
workbook_clear (Workbook *workbook)
{
  g_clear_pointer (&workbook->package, cor_xlsx_package_close);
  g_clear_pointer (&workbook->relations, g_hash_table_unref);
  g_clear_pointer (&workbook->sheets, g_ptr_array_unref);
  g_clear_pointer (&workbook->strings, g_ptr_array_unref);
  g_clear_pointer (&workbook->styles, g_array_unref);
  g_free (workbook->workbook_part);
  g_free (workbook->styles_part);
  g_free (workbook->strings_part);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)

static gboolean
is_ole (const guchar *head, gsize n_bytes)
{
  return n_bytes >= 8 && memcmp (head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

static gboolean
xlsx_reader_accepts (const guchar *head, gsize n_bytes)
{
  return (n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0) || is_ole (head, n_bytes);
}

/* A workbook with a password is an OLE container with an encrypted stream; so is an old .xls. */
static gboolean
refuse_ole (const CorListFile *list, GError **error)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autoptr (GFile) file = g_file_new_for_path (list->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *bytes = g_malloc (OLE_SEARCH_BYTES);
  gsize n_bytes = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, OLE_SEARCH_BYTES,
                                                  &n_bytes, NULL, error))
    return FALSE;
  if (memmem (bytes, n_bytes, name, sizeof name - 1) != NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_PASSWORD,
                 "%s is protected by a password; open it, save it without one and import that",
                 list->file_name);
  else
    g_set_error (
        error, COR_ERROR, COR_ERROR_UNSUPPORTED,
        "%s is an old Office file (.xls, .doc), which is not read; save the list as XLSX or "
        "CSV and import that",
        list->file_name);

  return FALSE;
}

static gboolean
check_kind (Workbook *workbook, GError **error)
{
  const char *what = NULL;

  if (cor_xlsx_package_has_part (workbook->package, "content.xml"))
    what = "an OpenDocument file (.ods), which is not read";
  else if (cor_xlsx_package_has_part (workbook->package, "word/document.xml"))
    what = "a text document (.docx), not a list";
  else if (cor_xlsx_package_has_part (workbook->package, "xl/workbook.bin"))
    what = "a binary workbook (.xlsb), which is not read";
  else if (!cor_xlsx_package_has_part (workbook->package, "_rels/.rels") &&
           !cor_xlsx_package_has_part (workbook->package, "xl/workbook.xml"))
    what = "a compressed file (ZIP), not a list: unpack it";
  if (what == NULL)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
               "%s is %s; save the list as XLSX or CSV and import that", workbook->list->file_name,
               what);

  return FALSE;
}

/* A target is named from the folder of the part that names it, or from the root. */
static char *
resolve_target (const char *part, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (part);

  if (target[0] == '/')
    return g_strdup (target + 1);
  while (g_str_has_prefix (target, "../"))
    {
      char *above = g_path_get_dirname (folder);

      g_free (folder);
      folder = above;
      target += 3;
    }
  if (g_str_has_prefix (target, "./"))
    target += 2;

  return strcmp (folder, ".") == 0 ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
}

static void
take_relation (Workbook *workbook, const char *part, xmlTextReader *reader)
{
  g_autofree char *id = cor_xml_get_attribute (reader, "Id");
  g_autofree char *type = cor_xml_get_attribute (reader, "Type");
  g_autofree char *target = cor_xml_get_attribute (reader, "Target");
  g_autofree char *name = NULL;

  if (id == NULL || type == NULL || target == NULL)
    return;
  name = resolve_target (part, target);
  if (g_str_has_suffix (type, "/officeDocument") && workbook->workbook_part == NULL)
    workbook->workbook_part = g_steal_pointer (&name);
  else if (g_str_has_suffix (type, "/worksheet"))
    g_hash_table_insert (workbook->relations, g_steal_pointer (&id), g_steal_pointer (&name));
  else if (g_str_has_suffix (type, "/styles") && workbook->styles_part == NULL)
    workbook->styles_part = g_steal_pointer (&name);
  else if (g_str_has_suffix (type, "/sharedStrings") && workbook->strings_part == NULL)
    workbook->strings_part = g_steal_pointer (&name);
}

static gboolean
read_relations (Workbook *workbook, const char *part, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = part[0] != '\0' ? g_path_get_basename (part) : g_strdup ("");
  g_autofree char *name = strcmp (folder, ".") == 0
                              ? g_strdup_printf ("_rels/%s.rels", base)
                              : g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  g_autoptr (xmlTextReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;

  reader = cor_xlsx_package_read_part (workbook->package, name, error);
  if (reader == NULL)
    return FALSE;
  while (cor_xlsx_package_next (workbook->package, reader, &local_error))
    if (cor_xml_is_start (reader, "Relationship"))
      take_relation (workbook, part, reader);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
take_sheet (Workbook *workbook, xmlTextReader *reader)
{
  g_autofree char *name = cor_xml_get_attribute (reader, "name");
  g_autofree char *state = cor_xml_get_attribute (reader, "state");
  const char *part = NULL;
  Sheet *sheet;

  /* The relation's id has a prefix of the author's choice. */
  while (part == NULL && xmlTextReaderMoveToNextAttribute (reader) == 1)
    if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), "id") == 0)
      part = g_hash_table_lookup (workbook->relations, xmlTextReaderConstValue (reader));
  (void) xmlTextReaderMoveToElement (reader);
  if (name == NULL || part == NULL)
    return;

  sheet = g_new0 (Sheet, 1);
  sheet->name = g_steal_pointer (&name);
  sheet->part = g_strdup (part);
  sheet->hidden = state != NULL && strcmp (state, "visible") != 0;
  g_ptr_array_add (workbook->sheets, sheet);
}

static gboolean
read_workbook (Workbook *workbook, GError **error)
{
  g_autoptr (xmlTextReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;

  reader = cor_xlsx_package_read_part (workbook->package, workbook->workbook_part, error);
  if (reader == NULL)
    return FALSE;
  while (cor_xlsx_package_next (workbook->package, reader, &local_error))
    if (cor_xml_is_start (reader, "sheet"))
      take_sheet (workbook, reader);
    else if (cor_xml_is_start (reader, "workbookPr"))
      {
        g_autofree char *value = cor_xml_get_attribute (reader, "date1904");

        workbook->from_1904 =
            value != NULL && (strcmp (value, "1") == 0 || strcmp (value, "true") == 0);
      }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (workbook->sheets->len == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s is a workbook without sheets",
                   workbook->list->file_name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
count_text (Workbook *workbook, gsize n_bytes, GError **error)
{
  workbook->n_text_bytes += n_bytes + 1;
  if (workbook->n_text_bytes <= COR_LIST_MAX_TEXT_BYTES)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
               "%s: more than %u MB of text; split the list and import its parts",
               workbook->list->file_name, COR_LIST_MAX_TEXT_BYTES >> 20);

  return FALSE;
}

static gboolean
is_text_node (xmlTextReader *reader)
{
  int type = xmlTextReaderNodeType (reader);

  return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
         type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
}

/* A text may be cut into runs of different looks; what is said of its pronunciation is no part. */
static gboolean
take_string_node (Workbook *workbook,
                  xmlTextReader *reader,
                  GString *text,
                  guint *depth,
                  GError **error)
{
  enum
  {
    IN_TEXT = 1,
    IN_PRONUNCIATION = 2
  };

  if (cor_xml_is_start (reader, "si"))
    {
      g_string_truncate (text, 0);
      *depth = 0;
      if (!xmlTextReaderIsEmptyElement (reader))
        return TRUE;
    }
  else if (cor_xml_is_start (reader, "t") && !xmlTextReaderIsEmptyElement (reader))
    *depth |= IN_TEXT;
  else if (cor_xml_is_end (reader, "t"))
    *depth &= ~(guint) IN_TEXT;
  else if (cor_xml_is_start (reader, "rPh") && !xmlTextReaderIsEmptyElement (reader))
    *depth |= IN_PRONUNCIATION;
  else if (cor_xml_is_end (reader, "rPh"))
    *depth &= ~(guint) IN_PRONUNCIATION;
  else if (*depth == IN_TEXT && is_text_node (reader))
    g_string_append (text, (const char *) xmlTextReaderConstValue (reader));

  if (!cor_xml_is_end (reader, "si") && !cor_xml_is_start (reader, "si"))
    return TRUE;
  g_ptr_array_add (workbook->strings, g_strdup (text->str));

  return count_text (workbook, text->len, error);
}

static gboolean
read_strings (Workbook *workbook, GError **error)
{
  g_autoptr (xmlTextReader) reader = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  guint depth = 0;

  if (workbook->strings_part == NULL ||
      !cor_xlsx_package_has_part (workbook->package, workbook->strings_part))
    return TRUE;
  reader = cor_xlsx_package_read_part (workbook->package, workbook->strings_part, error);
  if (reader == NULL)
    return FALSE;
  while (cor_xlsx_package_next (workbook->package, reader, &local_error))
    if (!take_string_node (workbook, reader, text, &depth, error) ||
        (workbook->strings->len % 1024 == 0 && !cor_progress_check (workbook->progress, error)))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* "AB12" is column 27 (from 0). */
static guint
parse_column (const char *reference)
{
  guint column = 0;

  for (const char *c = reference; g_ascii_isalpha (*c) && column < 100000; c++)
    column = column * 26 + (guint) (g_ascii_toupper (*c) - 'A' + 1);

  return column > 0 ? column - 1 : 0;
}

static char
tell_type (const char *type)
{
  if (type == NULL)
    return 'n';
  if (strcmp (type, "inlineStr") == 0)
    return 'i';

  return strcmp (type, "str") == 0 ? 't' : type[0];
}

static void
start_cell (Cell *cell, xmlTextReader *reader, guint next_column)
{
  g_autofree char *reference = cor_xml_get_attribute (reader, "r");
  g_autofree char *type = cor_xml_get_attribute (reader, "t");
  g_autofree char *style = cor_xml_get_attribute (reader, "s");

  cell->column = reference != NULL ? parse_column (reference) : next_column;
  cell->type = tell_type (type);
  cell->style = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  cell->in_text = FALSE;
  g_string_truncate (cell->text, 0);
}

static char *
write_cell (const Workbook *workbook, const Cell *cell)
{
  const char *text = cell->text->str;
  guint64 index;

  if (text[0] == '\0')
    return g_strdup ("");
  switch (cell->type)
    {
    case 's':
      index = g_ascii_strtoull (text, NULL, 10);
      return g_strdup (index < workbook->strings->len ? workbook->strings->pdata[index] : "");
    case 'b':
      return g_strdup (text[0] == '1' ? "TRUE" : "FALSE");
    case 'n':
      return cor_xlsx_style_format (
          cell->style < workbook->styles->len
              ? &g_array_index (workbook->styles, CorXlsxStyle, cell->style)
              : NULL,
          text, workbook->from_1904);
    default:
      return g_strdup (text);
    }
}

static gboolean
end_cell (Workbook *workbook, const Cell *cell, guint row, GPtrArray *fields, GError **error)
{
  g_autofree char *text = write_cell (workbook, cell);

  if (text[0] == '\0')
    return TRUE;
  if (cell->column >= COR_LIST_MAX_COLUMNS)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s, row %u: more than %d columns; this is no registration list",
                   workbook->list->file_name, row, COR_LIST_MAX_COLUMNS);
      return FALSE;
    }
  if (!count_text (workbook, strlen (text), error))
    return FALSE;
  while (fields->len <= cell->column)
    g_ptr_array_add (fields, g_strdup (""));
  g_free (fields->pdata[cell->column]);
  fields->pdata[cell->column] = g_steal_pointer (&text);

  return TRUE;
}

static guint
start_row (xmlTextReader *reader, guint last_row)
{
  g_autofree char *number = cor_xml_get_attribute (reader, "r");
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  return row > last_row && row <= COR_LIST_MAX_ROWS ? (guint) row : last_row + 1;
}

static gboolean
end_row (Workbook *workbook, guint last_row, guint row, GPtrArray *fields, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  /* Rows that nobody touched are not stored; they are blank like those that were emptied. */
  if (row - last_row <= MAX_GAP_ROWS)
    for (guint i = last_row + 1; i < row; i++)
      if (!cor_list_file_take_row (workbook->list, i, none, error))
        return FALSE;

  return cor_list_file_take_row (workbook->list, row, fields, error);
}

static gboolean
take_cell_node (Workbook *workbook,
                xmlTextReader *reader,
                Cell *cell,
                guint row,
                GPtrArray *fields,
                GError **error)
{
  if (cor_xml_is_start (reader, "c"))
    {
      start_cell (cell, reader, fields->len);
      return TRUE;
    }
  if (cor_xml_is_end (reader, "c"))
    return end_cell (workbook, cell, row, fields, error);

  if (cor_xml_is_start (reader, "v") || cor_xml_is_start (reader, "t"))
    cell->in_text = !xmlTextReaderIsEmptyElement (reader);
  else if (cor_xml_is_end (reader, "v") || cor_xml_is_end (reader, "t"))
    cell->in_text = FALSE;
  else if (cell->in_text && is_text_node (reader))
    g_string_append (cell->text, (const char *) xmlTextReaderConstValue (reader));

  return TRUE;
}

static gboolean
read_rows (Workbook *workbook, xmlTextReader *reader, Cell *cell, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  guint row = 0, last_row = 0;

  while (cor_xlsx_package_next (workbook->package, reader, &local_error))
    {
      gboolean ends = cor_xml_is_end (reader, "row");

      if (cor_xml_is_start (reader, "row"))
        {
          last_row = row;
          row = start_row (reader, last_row);
          ends = xmlTextReaderIsEmptyElement (reader);
        }
      if (ends)
        {
          if (!end_row (workbook, last_row, row, fields, error) ||
              (row % 256 == 0 &&
               !cor_progress_report (workbook->progress, "Reading the list",
                                     cor_xlsx_package_get_fraction (workbook->package), error)))
            return FALSE;
        }
      else if (row > 0 && !take_cell_node (workbook, reader, cell, row, fields, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Sheets that were formatted to the bottom have a million empty rows: the last one that says
 * something ends the list. */
static void
cut_blank_end (CorListFile *list)
{
  guint n_rows = list->rows->len;

  while (n_rows > 0 && ((CorRawRow *) list->rows->pdata[n_rows - 1])->fields[0] == NULL)
    n_rows--;
  g_ptr_array_set_size (list->rows, (gint) n_rows);
}

static gboolean
read_sheet (Workbook *workbook, const Sheet *sheet, GError **error)
{
  g_autoptr (xmlTextReader) reader =
      cor_xlsx_package_read_part (workbook->package, sheet->part, error);
  Cell cell = { 0 };
  gboolean good;

  if (reader == NULL)
    return FALSE;
  cell.text = g_string_new (NULL);
  g_ptr_array_set_size (workbook->list->rows, 0);
  good = read_rows (workbook, reader, &cell, error);
  g_string_free (cell.text, TRUE);
  if (good)
    cut_blank_end (workbook->list);
  g_free (workbook->list->sheet);
  workbook->list->sheet = g_strdup (sheet->name);

  return good;
}

static const Sheet *
find_sheet (const Workbook *workbook, const char *name)
{
  g_autofree char *key = cor_heading_fold (name);

  for (guint i = 0; i < workbook->sheets->len; i++)
    if (strcmp (((Sheet *) workbook->sheets->pdata[i])->name, name) == 0)
      return workbook->sheets->pdata[i];
  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      g_autofree char *other = cor_heading_fold (((Sheet *) workbook->sheets->pdata[i])->name);

      if (strcmp (other, key) == 0)
        return workbook->sheets->pdata[i];
    }

  return NULL;
}

static gboolean
read_wanted_sheet (Workbook *workbook, const char *name, GError **error)
{
  const Sheet *sheet = find_sheet (workbook, name);
  g_autofree char *names = NULL;

  if (sheet != NULL)
    return read_sheet (workbook, sheet, error);

  names = g_strjoinv ("\", \"", workbook->list->sheets);
  g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "%s has no sheet \"%s\"; it has \"%s\"",
               workbook->list->file_name, name, names);

  return FALSE;
}

/* The first sheet that can be seen and has rows; failing that the first that has rows. */
static gboolean
read_first_sheet (Workbook *workbook, GError **error)
{
  for (guint hidden = 0; hidden < 2; hidden++)
    for (guint i = 0; i < workbook->sheets->len; i++)
      {
        const Sheet *sheet = workbook->sheets->pdata[i];

        if (sheet->hidden != (hidden == 1))
          continue;
        if (!read_sheet (workbook, sheet, error))
          return FALSE;
        if (workbook->list->rows->len > 0)
          return TRUE;
      }

  return TRUE;
}

static void
list_sheets (Workbook *workbook)
{
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < workbook->sheets->len; i++)
    g_strv_builder_add (builder, ((Sheet *) workbook->sheets->pdata[i])->name);
  workbook->list->sheets = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
}

static gboolean
read_parts (Workbook *workbook, GError **error)
{
  if (cor_xlsx_package_has_part (workbook->package, "_rels/.rels") &&
      !read_relations (workbook, "", error))
    return FALSE;
  if (workbook->workbook_part == NULL)
    workbook->workbook_part = g_strdup ("xl/workbook.xml");
  if (!read_relations (workbook, workbook->workbook_part, error) ||
      !read_workbook (workbook, error) || !read_strings (workbook, error))
    return FALSE;

  workbook->styles = cor_xlsx_styles_read (
      workbook->package, workbook->styles_part != NULL ? workbook->styles_part : "", error);

  return workbook->styles != NULL;
}

static gboolean
xlsx_reader_read (CorListFile *list,
                  const CorListOptions *options,
                  CorProgress *progress,
                  GError **error)
{
  g_auto (Workbook) workbook = { .list = list, .progress = progress };
  g_autofree char *head = g_malloc0 (8);
  FILE *file = fopen (list->path, "rb");
  gsize n_head = file != NULL ? fread (head, 1, 8, file) : 0;

  if (file != NULL)
    fclose (file);
  if (is_ole ((const guchar *) head, n_head))
    return refuse_ole (list, error);

  workbook.package = cor_xlsx_package_open (list, error);
  if (workbook.package == NULL || !check_kind (&workbook, error))
    return FALSE;
  workbook.relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  workbook.sheets = g_ptr_array_new_with_free_func (sheet_free);
  workbook.strings = g_ptr_array_new_with_free_func (g_free);
  if (!read_parts (&workbook, error))
    return FALSE;

  list_sheets (&workbook);
  list->encoding = g_strdup ("UTF-8");

  return options->sheet != NULL ? read_wanted_sheet (&workbook, options->sheet, error)
                                : read_first_sheet (&workbook, error);
}

const CorListReader cor_xlsx_reader = { "XLSX", xlsx_reader_accepts, xlsx_reader_read };
