/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-layout.h"

/* Where the next row goes. */
typedef struct
{
  const CorDocument *document;
  const CorBlockContext *context;
  double top_pt;
  double bottom_pt;
  GPtrArray *pages;
  guint first_page;
  CorSheetPage *page;
  double y_pt;
} Cursor;

/**
 * cor_sheet_page_free:
 * @self: (transfer full): a page
 *
 * Frees @self.
 */
void
cor_sheet_page_free (CorSheetPage *self)
{
  g_array_unref (self->items);
  g_free (self);
}

static void
begin_page (Cursor *cursor)
{
  CorSheetPage *page = g_new0 (CorSheetPage, 1);

  page->document = cursor->document;
  page->items = g_array_new (FALSE, FALSE, sizeof (CorSheetItem));
  g_ptr_array_add (cursor->pages, page);
  page->number = cursor->pages->len - cursor->first_page;
  cursor->page = page;
  cursor->y_pt = cursor->top_pt;
}

static gboolean
is_page_empty (const Cursor *cursor)
{
  return cursor->page->items->len == 0;
}

static void
put_row (Cursor *cursor, const CorBlock *block, guint row, double height_pt)
{
  CorSheetItem item = { block, row, cursor->y_pt, height_pt };

  g_array_append_val (cursor->page->items, item);
  cursor->y_pt += height_pt;
}

static double
measure_head (const Cursor *cursor, const CorBlock *block)
{
  double height_pt = 0.0;

  for (guint row = 0; row < block->n_head_rows; row++)
    height_pt += cor_block_measure_row (block, cursor->context, row);

  return height_pt;
}

static void
put_head (Cursor *cursor, const CorBlock *block)
{
  for (guint row = 0; row < block->n_head_rows; row++)
    put_row (cursor, block, row, cor_block_measure_row (block, cursor->context, row));
}

/* How much of the page a block needs at once: a heading takes the first row below it along, a head
 * the first row of its table. */
static double
measure_beginning (const Cursor *cursor, guint index)
{
  const CorBlock *block = cursor->document->blocks->pdata[index];
  guint n_rows = cor_block_get_n_rows (block);
  double height_pt = measure_head (cursor, block);

  if (n_rows > block->n_head_rows)
    height_pt += cor_block_measure_row (block, cursor->context, block->n_head_rows);
  if (block->keep_with_next && index + 1 < cursor->document->blocks->len)
    height_pt += cor_block_get_space_above (cursor->document->blocks->pdata[index + 1]) +
                 measure_beginning (cursor, index + 1);

  return height_pt;
}

static void
put_block (Cursor *cursor, guint index)
{
  const CorBlock *block = cursor->document->blocks->pdata[index];
  guint n_rows = cor_block_get_n_rows (block);

  if (block->kind == COR_BLOCK_PAGE_BREAK)
    {
      if (!is_page_empty (cursor))
        begin_page (cursor);
      return;
    }

  if (!is_page_empty (cursor))
    {
      cursor->y_pt += cor_block_get_space_above (block);
      if (cursor->y_pt + measure_beginning (cursor, index) > cursor->bottom_pt)
        begin_page (cursor);
    }
  put_head (cursor, block);
  for (guint row = block->n_head_rows; row < n_rows; row++)
    {
      double height_pt = cor_block_measure_row (block, cursor->context, row);

      if (cursor->y_pt + height_pt > cursor->bottom_pt &&
          cursor->page->items->len > block->n_head_rows)
        {
          begin_page (cursor);
          put_head (cursor, block);
        }
      put_row (cursor, block, row, height_pt);
    }
}

/**
 * cor_sheet_layout_document:
 * @document: what is laid out; must outlive the pages
 * @context: how wide the pages are
 * @top_pt: where rows may begin
 * @bottom_pt: where they must end
 * @pages: (element-type CorSheetPage): the document's pages are added to these
 *
 * Lays a document out. No row is cut; a table's head stands on every page that the table is on; no
 * heading is the last thing on a page.
 */
void
cor_sheet_layout_document (const CorDocument *document,
                           const CorBlockContext *context,
                           double top_pt,
                           double bottom_pt,
                           GPtrArray *pages)
{
  Cursor cursor = { document, context, top_pt, bottom_pt, pages, pages->len };

  begin_page (&cursor);
  for (guint i = 0; i < document->blocks->len; i++)
    put_block (&cursor, i);

  for (guint i = cursor.first_page; i < pages->len; i++)
    ((CorSheetPage *) pages->pdata[i])->n_pages = pages->len - cursor.first_page;
}
