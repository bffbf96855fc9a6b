/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-text.h"

G_BEGIN_DECLS

/* What drawing a block needs besides the block. */
typedef struct
{
  CorSheetText *text;
  CorBasemap *basemap;
  CorMapContent *content;
  CorLanguage language;
  double width_pt;
} CorBlockContext;

guint cor_block_get_n_rows (const CorBlock *self);

double cor_block_get_space_above (const CorBlock *self);

double cor_block_measure_row (const CorBlock *self, const CorBlockContext *context, guint row);

void cor_block_draw_row (const CorBlock *self,
                         const CorBlockContext *context,
                         cairo_t *cr,
                         guint row,
                         double height_pt);

G_END_DECLS
