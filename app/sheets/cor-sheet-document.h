/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-map.h"

G_BEGIN_DECLS

typedef enum
{
  COR_TEXT_BODY,
  COR_TEXT_STRONG,
  COR_TEXT_LARGE,
  COR_TEXT_SMALL,
  COR_TEXT_HEADING,
  COR_TEXT_TITLE,
  COR_TEXT_WARNING,
} CorTextStyle;

#define COR_N_TEXT_STYLES 7

/* Start and end follow the direction of writing. */
typedef enum
{
  COR_ALIGN_START,
  COR_ALIGN_CENTRE,
  COR_ALIGN_END,
} CorTextAlign;

typedef enum
{
  COR_BLOCK_TEXT,
  COR_BLOCK_TABLE,
  COR_BLOCK_MAPS,
  COR_BLOCK_CODES,
  COR_BLOCK_LINES,
  COR_BLOCK_PAGE_BREAK,
} CorBlockKind;

#define COR_MAX_COLUMNS 10

typedef struct
{
  double weight;
  CorTextAlign align;
} CorTableColumn;

typedef struct
{
  char *text;
  CorTextStyle style;
} CorTableCell;

/* A QR code: what it says to a machine, and what it says to people. */
typedef struct
{
  char *payload;
  char *caption;
} CorSheetCode;

/**
 * CorBlock:
 * @kind: which of the fields count
 * @keep_with_next: never the last thing on a page
 * @text: (nullable): of a text; what the lines to write on are for
 * @style: of a text
 * @n_columns: of a table
 * @columns: of a table
 * @n_head_rows: rows that are repeated on every page that the table spans
 * @cells: (nullable) (element-type CorTableCell): row by row
 * @maps: (nullable) (element-type CorSheetMap): side by side
 * @codes: (nullable) (element-type CorSheetCode): side by side
 * @n_lines: lines to write on
 *
 * A piece of a document. Says what there is to read, never where it goes.
 */
typedef struct
{
  CorBlockKind kind;
  gboolean keep_with_next;
  char *text;
  CorTextStyle style;
  guint n_columns;
  CorTableColumn columns[COR_MAX_COLUMNS];
  guint n_head_rows;
  GArray *cells;
  GPtrArray *maps;
  GArray *codes;
  guint n_lines;
} CorBlock;

/**
 * CorDocument:
 * @title: what stands at the head of each of its pages
 * @blocks: (element-type CorBlock): in order
 *
 * What is handed to one reader. Begins on a page of its own.
 */
typedef struct
{
  char *title;
  GPtrArray *blocks;
} CorDocument;

CorDocument *cor_document_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

void cor_document_free (CorDocument *self);

void cor_document_add_text (CorDocument *self, CorTextStyle style, const char *text);

CorBlock *
cor_document_add_table (CorDocument *self, const CorTableColumn *columns, guint n_columns);

void cor_table_add_cell (CorBlock *self, CorTextStyle style, const char *text);

void cor_table_take_cell (CorBlock *self, CorTextStyle style, char *text);

void cor_table_end_head (CorBlock *self);

guint cor_table_get_n_rows (const CorBlock *self);

void cor_document_take_maps (CorDocument *self, GPtrArray *maps);

CorBlock *cor_document_add_codes (CorDocument *self);

void cor_codes_take (CorBlock *self, char *payload, char *caption);

void cor_document_add_lines (CorDocument *self, const char *text, guint n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorDocument, cor_document_free)

G_END_DECLS
