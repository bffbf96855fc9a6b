/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-document.h"

/* Longer texts do not come from our catalogues, and no page could hold a cell of any length. */
#define MAX_TEXT_CHARS 900

static void
clear_cell (gpointer data)
{
  CorTableCell *cell = data;

  g_free (cell->text);
}

static void
clear_code (gpointer data)
{
  CorSheetCode *code = data;

  g_free (code->payload);
  g_free (code->caption);
}

static void
block_free (gpointer data)
{
  CorBlock *block = data;

  g_free (block->text);
  g_clear_pointer (&block->cells, g_array_unref);
  g_clear_pointer (&block->maps, g_ptr_array_unref);
  g_clear_pointer (&block->codes, g_array_unref);
  g_free (block);
}

static CorBlock *
add_block (CorDocument *self, CorBlockKind kind)
{
  CorBlock *block = g_new0 (CorBlock, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);

  return block;
}

/* Too long a text ends in an ellipsis that can be seen, not at the edge of the paper. */
static char *
shorten (char *text)
{
  char *end, *shortened;

  if (g_utf8_strlen (text, -1) <= MAX_TEXT_CHARS)
    return text;

  end = g_utf8_offset_to_pointer (text, MAX_TEXT_CHARS);
  shortened = g_strdup_printf ("%.*s…", (int) (end - text), text);
  g_free (text);

  return shortened;
}

/**
 * cor_document_new:
 * @title: what stands at the head of each of its pages
 *
 * Returns: (transfer full): a document without blocks
 */
CorDocument *
cor_document_new (const char *title)
{
  CorDocument *self = g_new0 (CorDocument, 1);

  self->title = g_strdup (title);
  self->blocks = g_ptr_array_new_with_free_func (block_free);

  return self;
}

/**
 * cor_document_free:
 * @self: (transfer full): a document
 *
 * Frees @self and its blocks.
 */
void
cor_document_free (CorDocument *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * cor_document_add_text:
 * @self: a document
 * @style: how it looks; headings, titles and warnings stay with what follows
 * @text: the words
 *
 * Adds a heading or a paragraph.
 */
void
cor_document_add_text (CorDocument *self, CorTextStyle style, const char *text)
{
  CorBlock *block = add_block (self, COR_BLOCK_TEXT);

  block->text = shorten (g_strdup (text));
  block->style = style;
  block->keep_with_next =
      style == COR_TEXT_HEADING || style == COR_TEXT_TITLE || style == COR_TEXT_WARNING;
}

/**
 * cor_document_add_table:
 * @self: a document
 * @columns: (array length=n_columns): how wide in proportion, and where the words stand
 * @n_columns: at most %COR_MAX_COLUMNS
 *
 * Adds a table; its cells follow row by row.
 *
 * Returns: (transfer none): the table
 */
CorBlock *
cor_document_add_table (CorDocument *self, const CorTableColumn *columns, guint n_columns)
{
  CorBlock *block = add_block (self, COR_BLOCK_TABLE);

  g_assert (n_columns <= COR_MAX_COLUMNS);
  block->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    block->columns[i] = columns[i];
  block->cells = g_array_new (FALSE, TRUE, sizeof (CorTableCell));
  g_array_set_clear_func (block->cells, clear_cell);

  return block;
}

/**
 * cor_table_take_cell:
 * @self: a table
 * @style: how the words look
 * @text: (transfer full): the words
 *
 * Adds the next cell of the row, or the first of a new one.
 */
void
cor_table_take_cell (CorBlock *self, CorTextStyle style, char *text)
{
  CorTableCell cell = { shorten (text), style };

  g_array_append_val (self->cells, cell);
}

/**
 * cor_table_add_cell:
 * @self: a table
 * @style: how the words look
 * @text: the words
 *
 * Adds the next cell of the row, or the first of a new one.
 */
void
cor_table_add_cell (CorBlock *self, CorTextStyle style, const char *text)
{
  cor_table_take_cell (self, style, g_strdup (text));
}

/**
 * cor_table_end_head:
 * @self: a table
 *
 * Makes all rows added so far the head that every page repeats.
 */
void
cor_table_end_head (CorBlock *self)
{
  self->n_head_rows = cor_table_get_n_rows (self);
}

/**
 * cor_table_get_n_rows:
 * @self: a table
 *
 * Returns: its rows, the head included
 */
guint
cor_table_get_n_rows (const CorBlock *self)
{
  return self->cells->len / self->n_columns;
}

/**
 * cor_document_take_maps:
 * @self: a document
 * @maps: (transfer full) (element-type CorSheetMap): side by side
 *
 * Adds maps.
 */
void
cor_document_take_maps (CorDocument *self, GPtrArray *maps)
{
  add_block (self, COR_BLOCK_MAPS)->maps = maps;
}

/**
 * cor_document_add_codes:
 * @self: a document
 *
 * Returns: (transfer none): a block for QR codes side by side
 */
CorBlock *
cor_document_add_codes (CorDocument *self)
{
  CorBlock *block = add_block (self, COR_BLOCK_CODES);

  block->codes = g_array_new (FALSE, FALSE, sizeof (CorSheetCode));
  g_array_set_clear_func (block->codes, clear_code);

  return block;
}

/**
 * cor_codes_take:
 * @self: a block of QR codes
 * @payload: (transfer full): what a telephone reads
 * @caption: (transfer full): what people read
 *
 * Adds a code.
 */
void
cor_codes_take (CorBlock *self, char *payload, char *caption)
{
  CorSheetCode code = { payload, caption };

  g_array_append_val (self->codes, code);
}

/**
 * cor_document_add_lines:
 * @self: a document
 * @text: what they are for
 * @n_lines: how many
 *
 * Adds empty lines to write on by hand.
 */
void
cor_document_add_lines (CorDocument *self, const char *text, guint n_lines)
{
  CorBlock *block = add_block (self, COR_BLOCK_LINES);

  block->text = g_strdup (text);
  block->n_lines = n_lines;
}
