/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-text.h"

#include <string.h>

/* Has Latin, Cyrillic and Hebrew letters in both weights. */
#define FAMILY "DejaVu Sans"

/* No letter is wider than this many times the size of its font, thin or bold. */
#define WIDEST_LETTER 1.35

static const struct
{
  double size_pt;
  PangoWeight weight;
  double grey;
} styles[COR_N_TEXT_STYLES] = {
  [COR_TEXT_BODY] = { 9.5, PANGO_WEIGHT_NORMAL, 0.0 },
  [COR_TEXT_STRONG] = { 9.5, PANGO_WEIGHT_BOLD, 0.0 },
  [COR_TEXT_LARGE] = { 13.0, PANGO_WEIGHT_BOLD, 0.0 },
  [COR_TEXT_SMALL] = { 8.0, PANGO_WEIGHT_NORMAL, 0.2 },
  [COR_TEXT_HEADING] = { 12.0, PANGO_WEIGHT_BOLD, 0.0 },
  [COR_TEXT_TITLE] = { 19.0, PANGO_WEIGHT_BOLD, 0.0 },
  [COR_TEXT_WARNING] = { 9.5, PANGO_WEIGHT_BOLD, 0.0 },
};

struct _CorSheetText
{
  PangoContext *context;
  PangoLayout *layouts[COR_N_TEXT_STYLES];
  double line_pt[COR_N_TEXT_STYLES];
  gboolean is_rtl;
};

static PangoContext *
create_context (gboolean is_rtl)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72.0);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_language (context, pango_language_from_string (is_rtl ? "he" : "en"));

  return context;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static void
create_layout (CorSheetText *self, CorTextStyle style)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FAMILY);
  pango_font_description_set_weight (font, styles[style].weight);
  pango_font_description_set_absolute_size (font, styles[style].size_pt * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, "X", -1);
  self->line_pt[style] = get_height (layout);
  self->layouts[style] = layout;
}

/**
 * cor_sheet_text_new:
 * @is_rtl: whether lines begin on the right
 *
 * Returns: (transfer full): a measure for words
 */
CorSheetText *
cor_sheet_text_new (gboolean is_rtl)
{
  CorSheetText *self = g_new0 (CorSheetText, 1);

  self->is_rtl = is_rtl;
  self->context = create_context (is_rtl);
  for (guint i = 0; i < COR_N_TEXT_STYLES; i++)
    create_layout (self, (CorTextStyle) i);

  return self;
}

/**
 * cor_sheet_text_free:
 * @self: (transfer full): a measure
 *
 * Frees @self.
 */
void
cor_sheet_text_free (CorSheetText *self)
{
  for (guint i = 0; i < COR_N_TEXT_STYLES; i++)
    g_object_unref (self->layouts[i]);
  g_object_unref (self->context);
  g_free (self);
}

static gboolean
fits_on_a_line (CorTextStyle style, const char *text, double width_pt)
{
  gsize n_bytes = strlen (text);

  return (double) n_bytes * styles[style].size_pt * WIDEST_LETTER <= width_pt &&
         strchr (text, '\n') == NULL;
}

static PangoLayout *
set_up (CorSheetText *self, CorTextStyle style, const char *text, double width_pt)
{
  PangoLayout *layout = self->layouts[style];

  pango_layout_set_width (layout, (int) (width_pt * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);

  return layout;
}

/**
 * cor_sheet_text_measure:
 * @self: a measure
 * @style: how the words look
 * @text: the words
 * @width_pt: where lines are broken
 *
 * Returns: how high the words are, in points
 */
double
cor_sheet_text_measure (CorSheetText *self, CorTextStyle style, const char *text, double width_pt)
{
  if (fits_on_a_line (style, text, width_pt))
    return self->line_pt[style];

  return get_height (set_up (self, style, text, width_pt));
}

static PangoAlignment
resolve_alignment (const CorSheetText *self, CorTextAlign align)
{
  if (align == COR_ALIGN_CENTRE)
    return PANGO_ALIGN_CENTER;

  return (align == COR_ALIGN_START) == !self->is_rtl ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

/**
 * cor_sheet_text_draw:
 * @self: a measure
 * @cr: where to draw
 * @style: how the words look
 * @align: where lines stand in the width
 * @text: the words
 * @x_pt: left edge
 * @y_pt: upper edge
 * @width_pt: where lines are broken
 *
 * Draws words.
 *
 * Returns: how high they are, in points
 */
double
cor_sheet_text_draw (CorSheetText *self,
                     cairo_t *cr,
                     CorTextStyle style,
                     CorTextAlign align,
                     const char *text,
                     double x_pt,
                     double y_pt,
                     double width_pt)
{
  PangoLayout *layout = set_up (self, style, text, width_pt);

  pango_layout_set_alignment (layout, resolve_alignment (self, align));
  cairo_set_source_rgb (cr, styles[style].grey, styles[style].grey, styles[style].grey);
  cairo_move_to (cr, x_pt, y_pt);
  pango_cairo_show_layout (cr, layout);

  return get_height (layout);
}

/**
 * cor_sheet_text_draw_line:
 * @self: a measure
 * @cr: where to draw
 * @style: how the words look
 * @align: where the line stands in the width
 * @text: the words
 * @x_pt: left edge
 * @y_pt: upper edge
 * @width_pt: what does not fit ends in an ellipsis
 *
 * Draws words on one line, whatever they are.
 */
void
cor_sheet_text_draw_line (CorSheetText *self,
                          cairo_t *cr,
                          CorTextStyle style,
                          CorTextAlign align,
                          const char *text,
                          double x_pt,
                          double y_pt,
                          double width_pt)
{
  PangoLayout *layout = self->layouts[style];

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  cor_sheet_text_draw (self, cr, style, align, text, x_pt, y_pt, width_pt);
  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
}

/**
 * cor_sheet_text_is_rtl:
 * @self: a measure
 *
 * Returns: whether lines begin on the right
 */
gboolean
cor_sheet_text_is_rtl (CorSheetText *self)
{
  return self->is_rtl;
}
