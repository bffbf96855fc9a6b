/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-reader.h"

#include <string.h>

#include "cor-csv-parser.h"
#include "cor-encoding.h"
#include "cor-error.h"

#define BLOCK_BYTES (256 * 1024)
#define SAMPLE_ROWS 200

static const char separators[] = { ',', ';', '\t', '|' };

typedef struct
{
  CorListFile *list;
  GInputStream *stream;
  CorDecoder *decoder;
  CorCsvParser *parser;
  CorEncodingScan scan;
  guint64 n_read;
  guint64 n_text_bytes;
  GError *row_error;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_object (&reading->stream);
  g_clear_pointer (&reading->decoder, cor_decoder_free);
  g_clear_pointer (&reading->parser, cor_csv_parser_free);
  g_clear_error (&reading->row_error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
csv_reader_accepts (const guchar *head, gsize n_bytes)
{
  return TRUE;
}

static gboolean
open_stream (Reading *reading, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (reading->list->path);

  g_clear_object (&reading->stream);
  reading->n_read = 0;
  reading->stream = G_INPUT_STREAM (g_file_read (file, NULL, error));

  return reading->stream != NULL;
}

static gboolean
scan_file (Reading *reading, CorProgress *progress, GError **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_BYTES);
  gssize n_bytes;

  if (!open_stream (reading, error))
    return FALSE;
  while ((n_bytes = g_input_stream_read (reading->stream, block, BLOCK_BYTES, NULL, error)) > 0)
    {
      cor_encoding_scan_feed (&reading->scan, block, (gsize) n_bytes);
      if (!cor_progress_check (progress, error))
        return FALSE;
    }

  return n_bytes == 0;
}

static gboolean
choose_encoding (Reading *reading, const char *wanted, GError **error)
{
  CorListFile *list = reading->list;
  const char *guess = cor_encoding_scan_guess (&reading->scan);
  const char *encoding = wanted != NULL ? cor_encoding_find (wanted) : guess;

  if (encoding == NULL)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) cor_encoding_get_names ());

      g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                   "%s: no encoding is called \"%s\"; choose one of %s", list->file_name, wanted,
                   names);
      return FALSE;
    }
  if (strcmp (encoding, guess) != 0 &&
      (cor_encoding_scan_is_utf8 (&reading->scan) || g_str_has_prefix (guess, "UTF-16")))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "%s is not %s: its letters are good %s; import it without naming an encoding",
                   list->file_name, encoding, guess);
      return FALSE;
    }

  list->encoding = g_strdup (encoding);

  return TRUE;
}

/* The share of rows with the usual number of fields, and that number, tell a separator. */
typedef struct
{
  guint n_rows;
  guint n_with[COR_LIST_MAX_COLUMNS + 1];
} Tally;

static gboolean
tally_row_cb (guint row, GPtrArray *fields, gpointer user_data)
{
  Tally *tally = user_data;

  if (fields->len > 1 || !cor_text_is_blank (fields->pdata[0]))
    {
      tally->n_rows++;
      tally->n_with[fields->len]++;
    }

  return tally->n_rows < SAMPLE_ROWS;
}

static double
rate_separator (const char *sample, gsize n_bytes, char separator)
{
  g_autofree Tally *tally = g_new0 (Tally, 1);
  g_autoptr (CorCsvParser) parser = cor_csv_parser_new (separator, tally_row_cb, tally);
  guint usual = 0;
  double share;

  if (cor_csv_parser_feed (parser, sample, n_bytes) == COR_CSV_OK)
    (void) cor_csv_parser_end (parser);
  if (tally->n_rows == 0)
    return 0.0;

  for (guint i = 2; i <= COR_LIST_MAX_COLUMNS; i++)
    if (tally->n_with[i] * i > tally->n_with[usual] * usual)
      usual = i;
  share = (double) tally->n_with[usual] / tally->n_rows;

  return usual < 2 ? 0.0 : share * share * (usual - 1);
}

static char
choose_separator (const GString *sample)
{
  char best = ',';
  double best_rate = 0.0;

  if (g_ascii_strncasecmp (sample->str, "sep=", 4) == 0 && sample->str[4] != '\0' &&
      memchr (separators, sample->str[4], sizeof separators) != NULL)
    return sample->str[4];

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      double rate = rate_separator (sample->str, sample->len, separators[i]);

      if (rate > best_rate)
        {
          best = separators[i];
          best_rate = rate;
        }
    }

  return best;
}

static gboolean
take_row_cb (guint row, GPtrArray *fields, gpointer user_data)
{
  Reading *reading = user_data;

  for (guint i = 0; i < fields->len; i++)
    reading->n_text_bytes += strlen (fields->pdata[i]) + 1;
  if (reading->n_text_bytes > COR_LIST_MAX_TEXT_BYTES)
    {
      g_set_error (&reading->row_error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s, row %u: more than %u MB of text; split the list and import its parts",
                   reading->list->file_name, row, COR_LIST_MAX_TEXT_BYTES >> 20);
      return FALSE;
    }

  /* Excel's first line that only names the separator is no row of data. */
  if (row == 1 && g_ascii_strncasecmp (fields->pdata[0], "sep=", 4) == 0)
    g_ptr_array_set_size (fields, 0);

  return cor_list_file_take_row (reading->list, row, fields, &reading->row_error);
}

static gboolean
report_problem (Reading *reading, CorCsvProblem problem, GError **error)
{
  const char *file_name = reading->list->file_name;
  guint row, field;

  if (problem == COR_CSV_OK)
    return TRUE;

  cor_csv_parser_get_place (reading->parser, &row, &field);
  switch (problem)
    {
    case COR_CSV_NUL:
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "%s, row %u, column %u: a NUL byte, so this is no text, or a damaged one; "
                   "export the list again",
                   file_name, row, field);
      break;
    case COR_CSV_ROW_TOO_LONG:
      g_set_error (
          error, COR_ERROR, COR_ERROR_TOO_LARGE,
          "%s, row %u: the row is longer than %u MB, so its end is missing (or a quotation "
          "mark in column %u is never closed); export the list again",
          file_name, row, COR_LIST_MAX_ROW_BYTES >> 20, field);
      break;
    case COR_CSV_TOO_MANY_FIELDS:
      g_set_error (error, COR_ERROR, COR_ERROR_TOO_LARGE,
                   "%s, row %u: more than %d columns; this is no registration list", file_name, row,
                   COR_LIST_MAX_COLUMNS);
      break;
    case COR_CSV_UNCLOSED_QUOTE:
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "%s, row %u, column %u: a quotation mark opens and is never closed; close or "
                   "remove it and import again",
                   file_name, row, field);
      break;
    case COR_CSV_STRAY_QUOTE:
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "%s, row %u, column %u: a quotation mark opens here and is not closed, so that "
                   "the rows below it would run together; close or remove it and import again",
                   file_name, row, field);
      break;
    case COR_CSV_STOPPED:
    case COR_CSV_OK:
    default:
      g_propagate_error (error, g_steal_pointer (&reading->row_error));
      break;
    }

  return FALSE;
}

static gboolean
report_undecodable (Reading *reading, GError **error)
{
  guint row, field;

  cor_csv_parser_get_place (reading->parser, &row, &field);
  g_set_error (
      error, COR_ERROR, COR_ERROR_INVALID,
      "%s, row %u, column %u: bytes that %s does not have; the list is in another encoding",
      reading->list->file_name, row, field, reading->list->encoding);

  return FALSE;
}

static void
start_parser (Reading *reading, const GString *sample)
{
  CorListFile *list = reading->list;

  list->separator = choose_separator (sample);
  reading->parser = cor_csv_parser_new (list->separator, take_row_cb, reading);
}

/* A cut letter or two are forgiven; a text that is another encoding is not. */
static gboolean
has_too_many_replaced (const Reading *reading)
{
  guint64 n_replaced = cor_decoder_get_n_replaced (reading->decoder);

  return n_replaced * 20 > 20 + reading->scan.utf8_sequences;
}

static gboolean
decode_block (Reading *reading, const guchar *block, gsize n_bytes, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (n_bytes * 2 + 16);
  gboolean is_last = n_bytes == 0;
  gboolean decoded = cor_decoder_feed (reading->decoder, block, n_bytes, is_last, text);

  if (reading->parser == NULL)
    start_parser (reading, text);
  if (has_too_many_replaced (reading))
    {
      const char *first = strstr (text->str, "\xEF\xBF\xBD");

      /* The first of them is the place to name. */
      g_string_truncate (text, first != NULL ? (gsize) (first - text->str) : text->len);
      decoded = FALSE;
    }
  if (!report_problem (reading, cor_csv_parser_feed (reading->parser, text->str, text->len), error))
    return FALSE;
  if (!decoded)
    return report_undecodable (reading, error);

  return !is_last || report_problem (reading, cor_csv_parser_end (reading->parser), error);
}

static gboolean
read_rows (Reading *reading, CorProgress *progress, GError **error)
{
  g_autofree guchar *block = g_malloc (BLOCK_BYTES);
  gsize n_bytes;

  do
    {
      if (!g_input_stream_read_all (reading->stream, block, BLOCK_BYTES, &n_bytes, NULL, error) ||
          !decode_block (reading, block, n_bytes, error))
        return FALSE;
      reading->n_read += n_bytes;
      if (!cor_progress_report (progress, "Reading the list",
                                (double) reading->n_read / MAX (reading->scan.n_bytes, 1), error))
        return FALSE;
    }
  while (n_bytes > 0);

  return TRUE;
}

/* Two passes: the first only looks at the bytes, so that a letter in the last row can still tell
 * the encoding; the second cuts rows as it decodes. Neither holds more than a block. */
static gboolean
csv_reader_read (CorListFile *list,
                 const CorListOptions *options,
                 CorProgress *progress,
                 GError **error)
{
  g_auto (Reading) reading = { .list = list };

  if (!scan_file (&reading, progress, error) ||
      !choose_encoding (&reading, options->encoding, error) || !open_stream (&reading, error))
    return FALSE;
  if (options->sheet != NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "%s is a text file and has no sheet \"%s\"", list->file_name, options->sheet);
      return FALSE;
    }

  reading.decoder = cor_decoder_new (list->encoding);

  return read_rows (&reading, progress, error);
}

const CorListReader cor_csv_reader = { "CSV", csv_reader_accepts, csv_reader_read };
