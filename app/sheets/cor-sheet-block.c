/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-block.h"

#include "cor-sheet-code.h"

#define CELL_PAD_X_PT 3.5
#define CELL_PAD_Y_PT 2.2
#define BOX_PAD_PT 5.0
#define GAP_PT 8.0
#define WRITING_LINE_PT 22.0
#define CODE_BLOCK_PT (COR_SHEET_CODE_SIZE_PT + 12.0)

/**
 * cor_block_get_n_rows:
 * @self: a block
 *
 * Returns: its pieces that no page end may cut
 */
guint
cor_block_get_n_rows (const CorBlock *self)
{
  switch (self->kind)
    {
    case COR_BLOCK_TABLE:
      return cor_table_get_n_rows (self);
    case COR_BLOCK_PAGE_BREAK:
      return 0;
    default:
      return 1;
    }
}

/**
 * cor_block_get_space_above:
 * @self: a block
 *
 * Returns: what is left free above it unless it begins a page, in points
 */
double
cor_block_get_space_above (const CorBlock *self)
{
  if (self->kind != COR_BLOCK_TEXT)
    return 4.0;

  return self->style == COR_TEXT_HEADING ? 11.0 : 3.0;
}

static double
get_column_width (const CorBlock *self, const CorBlockContext *context, guint column)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n_columns; i++)
    sum += self->columns[i].weight;

  return context->width_pt * self->columns[column].weight / sum;
}

static const CorTableCell *
get_cell (const CorBlock *self, guint row, guint column)
{
  return &g_array_index (self->cells, CorTableCell, row * self->n_columns + column);
}

static double
measure_table_row (const CorBlock *self, const CorBlockContext *context, guint row)
{
  double height_pt = 0.0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const CorTableCell *cell = get_cell (self, row, i);
      double width_pt = get_column_width (self, context, i) - 2.0 * CELL_PAD_X_PT;

      height_pt = MAX (height_pt,
                       cor_sheet_text_measure (context->text, cell->style, cell->text, width_pt));
    }

  return height_pt + 2.0 * CELL_PAD_Y_PT;
}

static double
get_text_inset (const CorBlock *self)
{
  return self->style == COR_TEXT_WARNING ? BOX_PAD_PT : 0.0;
}

static double
measure_text (const CorBlock *self, const CorBlockContext *context)
{
  double inset_pt = get_text_inset (self);

  return cor_sheet_text_measure (context->text, self->style, self->text,
                                 context->width_pt - 2.0 * inset_pt) +
         2.0 * inset_pt;
}

static double
get_code_text_width (const CorBlock *self, const CorBlockContext *context)
{
  return context->width_pt / self->codes->len - CODE_BLOCK_PT - GAP_PT;
}

static double
measure_codes (const CorBlock *self, const CorBlockContext *context)
{
  double height_pt = CODE_BLOCK_PT;

  for (guint i = 0; i < self->codes->len; i++)
    {
      const CorSheetCode *code = &g_array_index (self->codes, CorSheetCode, i);

      height_pt =
          MAX (height_pt, cor_sheet_text_measure (context->text, COR_TEXT_BODY, code->caption,
                                                  get_code_text_width (self, context)));
    }

  return height_pt;
}

static double
get_map_width (const CorBlock *self, const CorBlockContext *context, guint index)
{
  double sum = 0.0;

  for (guint i = 0; i < self->maps->len; i++)
    sum += ((const CorSheetMap *) self->maps->pdata[i])->weight;

  return (context->width_pt - GAP_PT * (self->maps->len - 1)) *
         ((const CorSheetMap *) self->maps->pdata[index])->weight / sum;
}

static double
measure_maps (const CorBlock *self, const CorBlockContext *context)
{
  double height_pt = 0.0;

  for (guint i = 0; i < self->maps->len; i++)
    {
      const CorSheetMap *map = self->maps->pdata[i];
      double map_pt = map->height_pt;

      if (map->caption != NULL)
        map_pt += 3.0 + cor_sheet_text_measure (context->text, COR_TEXT_SMALL, map->caption,
                                                get_map_width (self, context, i));
      height_pt = MAX (height_pt, map_pt);
    }

  return height_pt;
}

/**
 * cor_block_measure_row:
 * @self: a block
 * @context: how wide the page is
 * @row: one of its rows
 *
 * Returns: how high the row is, in points
 */
double
cor_block_measure_row (const CorBlock *self, const CorBlockContext *context, guint row)
{
  switch (self->kind)
    {
    case COR_BLOCK_TEXT:
      return measure_text (self, context);
    case COR_BLOCK_TABLE:
      return measure_table_row (self, context, row);
    case COR_BLOCK_MAPS:
      return measure_maps (self, context);
    case COR_BLOCK_CODES:
      return measure_codes (self, context);
    case COR_BLOCK_LINES:
      return cor_sheet_text_measure (context->text, COR_TEXT_STRONG, self->text,
                                     context->width_pt) +
             WRITING_LINE_PT * self->n_lines;
    case COR_BLOCK_PAGE_BREAK:
    default:
      return 0.0;
    }
}

/* Turns a distance from where lines begin into a left edge. */
static double
place_x (const CorBlockContext *context, double start_pt, double width_pt)
{
  return cor_sheet_text_is_rtl (context->text) ? context->width_pt - start_pt - width_pt : start_pt;
}

static void
draw_rule (cairo_t *cr, double x_pt, double y_pt, double width_pt, double thickness_pt)
{
  cairo_move_to (cr, x_pt, y_pt);
  cairo_line_to (cr, x_pt + width_pt, y_pt);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_set_line_width (cr, thickness_pt);
  cairo_stroke (cr);
}

static void
draw_table_row (const CorBlock *self,
                const CorBlockContext *context,
                cairo_t *cr,
                guint row,
                double height_pt)
{
  double start_pt = 0.0;

  if (row < self->n_head_rows)
    {
      cairo_rectangle (cr, 0.0, 0.0, context->width_pt, height_pt);
      cairo_set_source_rgb (cr, 0.88, 0.88, 0.88);
      cairo_fill (cr);
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      const CorTableCell *cell = get_cell (self, row, i);
      double width_pt = get_column_width (self, context, i);

      cor_sheet_text_draw (context->text, cr, cell->style, self->columns[i].align, cell->text,
                           place_x (context, start_pt, width_pt) + CELL_PAD_X_PT, CELL_PAD_Y_PT,
                           width_pt - 2.0 * CELL_PAD_X_PT);
      start_pt += width_pt;
    }
  draw_rule (cr, 0.0, height_pt, context->width_pt, row + 1 == self->n_head_rows ? 0.9 : 0.3);
}

static void
draw_text (const CorBlock *self, const CorBlockContext *context, cairo_t *cr, double height_pt)
{
  double inset_pt = get_text_inset (self);

  if (inset_pt > 0.0)
    {
      cairo_rectangle (cr, 0.0, 0.0, context->width_pt, height_pt);
      cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  cor_sheet_text_draw (context->text, cr, self->style, COR_ALIGN_START, self->text, inset_pt,
                       inset_pt, context->width_pt - 2.0 * inset_pt);
}

static void
draw_codes (const CorBlock *self, const CorBlockContext *context, cairo_t *cr)
{
  double part_pt = context->width_pt / self->codes->len;

  for (guint i = 0; i < self->codes->len; i++)
    {
      const CorSheetCode *code = &g_array_index (self->codes, CorSheetCode, i);
      double text_pt = get_code_text_width (self, context);
      double margin_pt = (CODE_BLOCK_PT - COR_SHEET_CODE_SIZE_PT) / 2.0;

      cairo_save (cr);
      cairo_translate (cr, place_x (context, part_pt * i, CODE_BLOCK_PT) + margin_pt, margin_pt);
      cor_sheet_code_draw (code->payload, cr);
      cairo_restore (cr);
      cor_sheet_text_draw (context->text, cr, COR_TEXT_BODY, COR_ALIGN_START, code->caption,
                           place_x (context, part_pt * i + CODE_BLOCK_PT + 2.0, text_pt), margin_pt,
                           text_pt);
    }
}

static void
draw_maps (const CorBlock *self, const CorBlockContext *context, cairo_t *cr)
{
  double start_pt = 0.0;

  for (guint i = 0; i < self->maps->len; i++)
    {
      const CorSheetMap *map = self->maps->pdata[i];
      double width_pt = get_map_width (self, context, i);

      cairo_save (cr);
      cairo_translate (cr, place_x (context, start_pt, width_pt), 0.0);
      cor_sheet_map_draw (map, cr, width_pt, context->basemap, context->content, context->language);
      if (map->caption != NULL)
        cor_sheet_text_draw (context->text, cr, COR_TEXT_SMALL, COR_ALIGN_START, map->caption, 0.0,
                             map->height_pt + 3.0, width_pt);
      cairo_restore (cr);
      start_pt += width_pt + GAP_PT;
    }
}

static void
draw_lines (const CorBlock *self, const CorBlockContext *context, cairo_t *cr)
{
  double y_pt = cor_sheet_text_draw (context->text, cr, COR_TEXT_STRONG, COR_ALIGN_START,
                                     self->text, 0.0, 0.0, context->width_pt);

  for (guint i = 0; i < self->n_lines; i++)
    draw_rule (cr, 0.0, y_pt + WRITING_LINE_PT * (i + 1) - 2.0, context->width_pt, 0.4);
}

/**
 * cor_block_draw_row:
 * @self: a block
 * @context: what to draw it with
 * @cr: where; the row's upper left corner is its origin
 * @row: one of its rows
 * @height_pt: as measured
 *
 * Draws one row.
 */
void
cor_block_draw_row (const CorBlock *self,
                    const CorBlockContext *context,
                    cairo_t *cr,
                    guint row,
                    double height_pt)
{
  switch (self->kind)
    {
    case COR_BLOCK_TEXT:
      draw_text (self, context, cr, height_pt);
      break;
    case COR_BLOCK_TABLE:
      draw_table_row (self, context, cr, row, height_pt);
      break;
    case COR_BLOCK_MAPS:
      draw_maps (self, context, cr);
      break;
    case COR_BLOCK_CODES:
      draw_codes (self, context, cr);
      break;
    case COR_BLOCK_LINES:
      draw_lines (self, context, cr);
      break;
    case COR_BLOCK_PAGE_BREAK:
    default:
      break;
    }
}
