/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cor-sheet-document.h"

G_BEGIN_DECLS

/**
 * CorSheetText:
 *
 * Measures and draws words in one direction of writing. Follows neither locale nor screen, so that
 * what was measured is what is drawn, on paper as in a preview. Used on one thread.
 */
typedef struct _CorSheetText CorSheetText;

CorSheetText *cor_sheet_text_new (gboolean is_rtl) G_GNUC_WARN_UNUSED_RESULT;

void cor_sheet_text_free (CorSheetText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSheetText, cor_sheet_text_free)

double
cor_sheet_text_measure (CorSheetText *self, CorTextStyle style, const char *text, double width_pt);

double cor_sheet_text_draw (CorSheetText *self,
                            cairo_t *cr,
                            CorTextStyle style,
                            CorTextAlign align,
                            const char *text,
                            double x_pt,
                            double y_pt,
                            double width_pt);

void cor_sheet_text_draw_line (CorSheetText *self,
                               cairo_t *cr,
                               CorTextStyle style,
                               CorTextAlign align,
                               const char *text,
                               double x_pt,
                               double y_pt,
                               double width_pt);

gboolean cor_sheet_text_is_rtl (CorSheetText *self);

G_END_DECLS
