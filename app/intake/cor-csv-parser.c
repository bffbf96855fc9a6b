/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-csv-parser.h"

#include "cor-list-reader.h"

typedef enum
{
  STATE_START,       /* nothing of the field was seen, but perhaps spaces */
  STATE_PLAIN,       /* in a field without quotes */
  STATE_QUOTED,      /* between quotes */
  STATE_AFTER_QUOTE, /* behind a quote that may have closed the field, and perhaps spaces */
} State;

struct _CorCsvParser
{
  char separator;
  CorCsvRowFunc func;
  gpointer user_data;
  State state;
  GPtrArray *fields;
  GString *field;
  guint row;
  gsize row_bytes;
  gboolean after_return;   /* the last byte was a carriage return that ended a row */
  gboolean quoted;         /* this field is quoted */
  gboolean has_stray;      /* a quote stood inside without being doubled */
  guint n_breaks;          /* line breaks in this field */
  guint line_separators;   /* separators since the last break in this field */
  guint widest_line;       /* most separators on a whole line within this field */
  guint widest_row;        /* most separators that any row has had */
  gsize after_quote_start; /* where the spaces behind the quote begin in the field */
};

/**
 * cor_csv_parser_new:
 * @separator: between fields
 * @func: (scope call): gets each row
 * @user_data: for @func
 *
 * Returns: (transfer full): a parser before row 1
 */
CorCsvParser *
cor_csv_parser_new (char separator, CorCsvRowFunc func, gpointer user_data)
{
  CorCsvParser *self = g_new0 (CorCsvParser, 1);

  self->separator = separator;
  self->func = func;
  self->user_data = user_data;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->field = g_string_new (NULL);
  self->row = 1;

  return self;
}

/**
 * cor_csv_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees @self.
 */
void
cor_csv_parser_free (CorCsvParser *self)
{
  g_ptr_array_unref (self->fields);
  g_string_free (self->field, TRUE);
  g_free (self);
}

/* A quote that was forgotten and found its partner rows later shows itself: text stands right
 * behind what seems to close it, or whole rows stand between the two. */
static gboolean
swallowed_rows (const CorCsvParser *self)
{
  if (self->n_breaks == 0)
    return FALSE;

  return self->has_stray || (self->widest_row >= 4 && self->widest_line >= self->widest_row);
}

static CorCsvProblem
end_field (CorCsvParser *self)
{
  if (self->quoted && swallowed_rows (self))
    return COR_CSV_STRAY_QUOTE;
  if (self->fields->len >= COR_LIST_MAX_COLUMNS)
    return COR_CSV_TOO_MANY_FIELDS;

  if (self->state == STATE_AFTER_QUOTE)
    g_string_truncate (self->field, self->after_quote_start);
  g_ptr_array_add (self->fields, g_strndup (self->field->str, self->field->len));
  g_string_truncate (self->field, 0);
  self->state = STATE_START;
  self->quoted = FALSE;
  self->has_stray = FALSE;
  self->n_breaks = 0;
  self->line_separators = 0;
  self->widest_line = 0;

  return COR_CSV_OK;
}

static CorCsvProblem
end_row (CorCsvParser *self)
{
  CorCsvProblem problem = end_field (self);

  if (problem != COR_CSV_OK)
    return problem;

  self->widest_row = MAX (self->widest_row, self->fields->len - 1);
  if (!self->func (self->row, self->fields, self->user_data))
    return COR_CSV_STOPPED;
  g_ptr_array_set_size (self->fields, 0);
  self->row++;
  self->row_bytes = 0;

  return COR_CSV_OK;
}

static void
add_quoted (CorCsvParser *self, char c)
{
  g_string_append_c (self->field, c);
  if (c == self->separator)
    self->line_separators++;
  if (c == '\n')
    {
      if (self->n_breaks > 0)
        self->widest_line = MAX (self->widest_line, self->line_separators);
      self->n_breaks++;
      self->line_separators = 0;
    }
}

/* The first and the last line of a swallowed stretch are parts of rows, those between are whole. */
static CorCsvProblem
feed_after_quote (CorCsvParser *self, char c)
{
  if (c == self->separator)
    return end_field (self);
  if (c == '\n' || c == '\r')
    return end_row (self);

  if (c == '"' && self->field->len == self->after_quote_start)
    {
      g_string_append_c (self->field, '"');
      self->state = STATE_QUOTED;
      return COR_CSV_OK;
    }
  if (c == ' ')
    {
      g_string_append_c (self->field, ' ');
      return COR_CSV_OK;
    }

  /* The quote closed nothing: it belongs to the text. */
  g_string_insert_c (self->field, (gssize) self->after_quote_start, '"');
  self->has_stray = TRUE;
  self->state = STATE_QUOTED;
  if (c == '"')
    {
      self->after_quote_start = self->field->len;
      self->state = STATE_AFTER_QUOTE;
    }
  else
    add_quoted (self, c);

  return COR_CSV_OK;
}

static CorCsvProblem
feed_quoted (CorCsvParser *self, char c)
{
  if (c != '"')
    add_quoted (self, c);
  else
    {
      self->state = STATE_AFTER_QUOTE;
      self->after_quote_start = self->field->len;
    }

  return COR_CSV_OK;
}

static CorCsvProblem
feed_plain (CorCsvParser *self, char c)
{
  if (c == self->separator)
    return end_field (self);
  if (c == '\n' || c == '\r')
    return end_row (self);

  if (self->state == STATE_START && c == '"')
    {
      g_string_truncate (self->field, 0);
      self->quoted = TRUE;
      self->state = STATE_QUOTED;
      return COR_CSV_OK;
    }
  if (c != ' ')
    self->state = STATE_PLAIN;
  g_string_append_c (self->field, c);

  return COR_CSV_OK;
}

static CorCsvProblem
feed_byte (CorCsvParser *self, char c)
{
  gboolean after_return = self->after_return;

  self->after_return = FALSE;
  if (c == '\n' && after_return)
    return COR_CSV_OK;
  if (c == '\0')
    return COR_CSV_NUL;
  if (++self->row_bytes > COR_LIST_MAX_ROW_BYTES)
    return COR_CSV_ROW_TOO_LONG;

  if (self->state == STATE_QUOTED)
    return feed_quoted (self, c);

  self->after_return = c == '\r';

  return self->state == STATE_AFTER_QUOTE ? feed_after_quote (self, c) : feed_plain (self, c);
}

/**
 * cor_csv_parser_feed:
 * @self: a parser
 * @text: more text
 * @n_bytes: its length
 *
 * Reads more of the table. After a problem the parser must not be used any more, but to ask where
 * it is.
 *
 * Returns: what is wrong
 */
CorCsvProblem
cor_csv_parser_feed (CorCsvParser *self, const char *text, gsize n_bytes)
{
  CorCsvProblem problem = COR_CSV_OK;

  for (gsize i = 0; i < n_bytes && problem == COR_CSV_OK; i++)
    problem = feed_byte (self, text[i]);

  return problem;
}

/**
 * cor_csv_parser_end:
 * @self: a parser
 *
 * Ends the table, and its last row if no line break did.
 *
 * Returns: what is wrong
 */
CorCsvProblem
cor_csv_parser_end (CorCsvParser *self)
{
  if (self->state == STATE_QUOTED)
    return COR_CSV_UNCLOSED_QUOTE;
  if (self->row_bytes > 0)
    return end_row (self);

  return COR_CSV_OK;
}

/**
 * cor_csv_parser_get_place:
 * @self: a parser
 * @row: (out): the row that it is in, from 1
 * @field: (out): the field, from 1
 *
 * Tells where a problem is. A quote's place is where it opens.
 */
void
cor_csv_parser_get_place (const CorCsvParser *self, guint *row, guint *field)
{
  *row = self->row;
  *field = self->fields->len + 1;
}
