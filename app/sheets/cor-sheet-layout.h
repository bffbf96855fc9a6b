/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-block.h"

G_BEGIN_DECLS

/**
 * CorSheetItem:
 * @block: (transfer none): what
 * @row: which of its rows
 * @y_pt: upper edge, from the top of the page
 * @height_pt: how high
 *
 * A row in its place.
 */
typedef struct
{
  const CorBlock *block;
  guint row;
  double y_pt;
  double height_pt;
} CorSheetItem;

/**
 * CorSheetPage:
 * @document: (transfer none): what the page belongs to
 * @number: its number within the document, from 1
 * @n_pages: pages of the document
 * @items: (element-type CorSheetItem): from the top
 *
 * A page.
 */
typedef struct
{
  const CorDocument *document;
  guint number;
  guint n_pages;
  GArray *items;
} CorSheetPage;

void cor_sheet_layout_document (const CorDocument *document,
                                const CorBlockContext *context,
                                double top_pt,
                                double bottom_pt,
                                GPtrArray *pages);

void cor_sheet_page_free (CorSheetPage *self);

G_END_DECLS
