/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "cor-map-painter.h"
#include "cor-map-text.h"

#define CREDITS_SIZE_PX 8.0
#define SCALE_BAR_SIZE_PX 9.0

/**
 * cor_basemap_draw:
 * @self: a base map
 * @cr: where to draw; the frame's upper left corner is its origin
 * @frame: what to draw
 * @style: how it looks
 * @content: (nullable): roads and places to draw with it
 *
 * Draws a map. Equal arguments give equal pixels. Any thread may call it.
 */
void
cor_basemap_draw (CorBasemap *self,
                  cairo_t *cr,
                  const CorMapFrame *frame,
                  const CorMapStyle *style,
                  CorMapContent *content)
{
  CorMapPainter painter;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (frame != NULL);
  g_return_if_fail (style != NULL);

  cor_map_painter_init (&painter, self, cr, frame, style, content);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, frame->width_px, frame->height_px);
  cairo_clip (cr);
  cairo_new_path (cr);
  if ((style->parts & COR_MAP_PART_LAND) != 0)
    {
      cor_map_painter_draw_land (&painter);
      cor_map_painter_draw_lines (&painter);
    }
  if ((style->parts & COR_MAP_PART_ROADS) != 0)
    cor_map_painter_draw_roads (&painter);
  if ((style->parts & COR_MAP_PART_LABELS) != 0)
    cor_map_painter_draw_labels (&painter);
  cairo_restore (cr);
}

static PangoLayout *
create_small_layout (cairo_t *cr, const char *text, double size_px)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font =
      cor_map_text_describe_font (COR_MAP_TEXT_PLACE, COR_N_MAP_RANKS - 1, 1.0);

  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);

  return layout;
}

/* The longest of 1, 2 and 5 times a power of ten that is not longer than @length_m. */
static double
round_down_m (double length_m)
{
  double ten = pow (10.0, floor (log10 (length_m)));

  return length_m >= 5.0 * ten ? 5.0 * ten : length_m >= 2.0 * ten ? 2.0 * ten : ten;
}

static char *
format_length (double length_m, CorLanguage language)
{
  static const char *const kilometres[] = { "km", "ק״מ", "км", "км" };
  static const char *const metres[] = { "m", "מ׳", "м", "м" };
  gboolean is_long = length_m >= 1000.0;
  g_autofree char *number =
      g_strdup_printf ("%d", (int) lround (is_long ? length_m / 1000.0 : length_m));
  g_autofree char *isolated = cor_isolate (number);

  return g_strconcat (cor_language_is_rtl (language) ? isolated : number, " ",
                      is_long ? kilometres[language] : metres[language], NULL);
}

/**
 * cor_basemap_draw_scale_bar:
 * @cr: where to draw
 * @frame: the map that the bar is for
 * @style: its look; the unit is written in its language
 * @x_px: left end of the bar
 * @y_px: lower edge of the bar
 * @max_width_px: not longer than this
 *
 * Draws a bar of a round length, true in the middle of the frame, its length above it.
 */
void
cor_basemap_draw_scale_bar (cairo_t *cr,
                            const CorMapFrame *frame,
                            const CorMapStyle *style,
                            double x_px,
                            double y_px,
                            double max_width_px)
{
  const CorMapPalette *palette = cor_map_palette_get (style->theme);
  double metres_per_px = cor_map_frame_get_metres_per_px (frame);
  double length_m = round_down_m (max_width_px * metres_per_px);
  double width_px = length_m / metres_per_px, tick_px = 4.0 * style->symbol_scale;
  g_autofree char *text = format_length (length_m, style->language);
  g_autoptr (PangoLayout) layout =
      create_small_layout (cr, text, SCALE_BAR_SIZE_PX * style->symbol_scale);
  int text_width, text_height;

  pango_layout_get_size (layout, &text_width, &text_height);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, x_px, y_px - tick_px);
  cairo_line_to (cr, x_px, y_px);
  cairo_line_to (cr, x_px + width_px, y_px);
  cairo_line_to (cr, x_px + width_px, y_px - tick_px);
  cor_map_set_colour (cr, palette->halo);
  cairo_set_line_width (cr, 3.6 * style->symbol_scale);
  cairo_stroke_preserve (cr);
  cor_map_set_colour (cr, palette->place);
  cairo_set_line_width (cr, 1.2 * style->symbol_scale);
  cairo_stroke (cr);
  cairo_move_to (cr, x_px + (width_px - (double) text_width / PANGO_SCALE) / 2.0,
                 y_px - tick_px - (double) text_height / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/**
 * cor_basemap_draw_credits:
 * @self: a base map
 * @cr: where to draw
 * @frame: the map
 * @style: its look
 *
 * Writes the credits small into the lower right corner, on as many lines as they need.
 */
void
cor_basemap_draw_credits (CorBasemap *self,
                          cairo_t *cr,
                          const CorMapFrame *frame,
                          const CorMapStyle *style)
{
  const CorMapPalette *palette = cor_map_palette_get (style->theme);
  double padding_px = 2.0 * style->symbol_scale, width_px, height_px;
  g_autoptr (PangoLayout) layout = NULL;
  int text_width, text_height;

  g_return_if_fail (self != NULL);

  layout = create_small_layout (cr, cor_basemap_get_credits (self),
                                CREDITS_SIZE_PX * style->symbol_scale);
  pango_layout_set_width (layout, (int) (frame->width_px * 0.75 * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_get_size (layout, &text_width, &text_height);
  pango_layout_set_width (layout, text_width);
  width_px = (double) text_width / PANGO_SCALE + 2.0 * padding_px;
  height_px = (double) text_height / PANGO_SCALE + padding_px;
  cairo_save (cr);
  cairo_rectangle (cr, frame->width_px - width_px, frame->height_px - height_px, width_px,
                   height_px);
  cor_map_set_colour (cr, palette->halo);
  cairo_fill (cr);
  cor_map_set_colour (cr, palette->small_place);
  cairo_move_to (cr, frame->width_px - width_px + padding_px,
                 frame->height_px - height_px + padding_px / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}
