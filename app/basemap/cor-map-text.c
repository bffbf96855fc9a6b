/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-text.h"

#include <pango/pangocairo.h>

/* Letters are measured large, so that hinting does not matter, and scaled. */
#define MEASURED_SIZE_PX 100.0
#define LINE_HEIGHT 1.2
#define FAMILY "DejaVu Sans, Sans"

struct _CorMapRuler
{
  PangoLayout *layout;
  /* By weight and slope: letter -> width in Pango's units at the measured size. */
  GHashTable *widths[2][2];
};

typedef struct
{
  double size_px;
  gboolean is_bold;
  gboolean is_italic;
  double spacing_px;
} Letters;

static const Letters place_letters[COR_N_MAP_RANKS] = {
  { 14.0, TRUE, FALSE, 0.0 },  { 12.5, TRUE, FALSE, 0.0 },  { 11.5, FALSE, FALSE, 0.0 },
  { 11.0, FALSE, FALSE, 0.0 }, { 10.5, FALSE, FALSE, 0.0 }, { 10.0, FALSE, FALSE, 0.0 },
  { 9.5, FALSE, FALSE, 0.0 },
};

static const Letters other_letters[] = {
  [COR_MAP_TEXT_COUNTRY] = { 13.0, FALSE, FALSE, 4.0 },
  [COR_MAP_TEXT_SEA] = { 13.0, FALSE, TRUE, 2.0 },
  [COR_MAP_TEXT_LAKE] = { 10.5, FALSE, TRUE, 0.3 },
  [COR_MAP_TEXT_RIVER] = { 10.5, FALSE, TRUE, 0.6 },
  [COR_MAP_TEXT_OBLAST] = { 10.0, FALSE, FALSE, 1.6 },
  [COR_MAP_TEXT_SHIELD] = { 8.5, TRUE, FALSE, 0.0 },
};

static const Letters *
get_letters (CorMapTextKind kind, guint rank)
{
  if (kind == COR_MAP_TEXT_PLACE)
    return &place_letters[MIN (rank, COR_N_MAP_RANKS - 1)];

  return &other_letters[kind];
}

static PangoFontDescription *
describe (gboolean is_bold, gboolean is_italic, double size_px)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FAMILY);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, is_italic ? PANGO_STYLE_OBLIQUE : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);

  return font;
}

/**
 * cor_map_text_describe_font:
 * @kind: of what it is the name
 * @rank: how important that is
 * @symbol_scale: how large symbols are
 *
 * Returns: (transfer full): the font of the word
 */
PangoFontDescription *
cor_map_text_describe_font (CorMapTextKind kind, guint rank, double symbol_scale)
{
  const Letters *letters = get_letters (kind, rank);

  return describe (letters->is_bold, letters->is_italic, letters->size_px * symbol_scale);
}

/**
 * cor_map_text_get_spacing_px:
 * @kind: of what it is the name
 * @symbol_scale: how large symbols are
 *
 * Returns: air between its letters, in pixels
 */
double
cor_map_text_get_spacing_px (CorMapTextKind kind, double symbol_scale)
{
  return get_letters (kind, 0)->spacing_px * symbol_scale;
}

/**
 * cor_map_place_get_radius_px:
 * @rank: how important a place is
 * @symbol_scale: how large symbols are
 *
 * Returns: half the width of its dot, in pixels
 */
double
cor_map_place_get_radius_px (guint rank, double symbol_scale)
{
  static const double radii_px[COR_N_MAP_RANKS] = { 4.0, 3.2, 2.6, 2.2, 1.9, 1.6, 1.4 };

  return radii_px[MIN (rank, COR_N_MAP_RANKS - 1)] * symbol_scale;
}

/**
 * cor_map_ruler_new:
 *
 * Returns: (transfer full): what measures words, and remembers them
 */
CorMapRuler *
cor_map_ruler_new (void)
{
  CorMapRuler *self = g_new0 (CorMapRuler, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  self->layout = pango_layout_new (context);
  g_object_unref (context);
  for (guint i = 0; i < 4; i++)
    self->widths[i / 2][i % 2] = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * cor_map_ruler_free:
 * @self: (transfer full): a ruler
 *
 * Frees @self.
 */
void
cor_map_ruler_free (CorMapRuler *self)
{
  for (guint i = 0; i < 4; i++)
    g_hash_table_unref (self->widths[i / 2][i % 2]);
  g_object_unref (self->layout);
  g_free (self);
}

static int
measure_letter (CorMapRuler *self, gboolean is_bold, gboolean is_italic, gunichar letter)
{
  PangoFontDescription *font = describe (is_bold, is_italic, MEASURED_SIZE_PX);
  char text[7] = "";
  int width;

  g_unichar_to_utf8 (letter, text);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_size (self->layout, &width, NULL);
  pango_font_description_free (font);

  return width;
}

/**
 * cor_map_ruler_measure:
 * @self: a ruler
 * @kind: of what it is the name
 * @rank: how important that is
 * @symbol_scale: how large symbols are
 * @text: the word
 * @width_px: (out): how wide it will be
 * @height_px: (out): how high
 *
 * Tells how large a word will be, in whole pixels, rounded up.
 */
void
cor_map_ruler_measure (CorMapRuler *self,
                       CorMapTextKind kind,
                       guint rank,
                       double symbol_scale,
                       const char *text,
                       double *width_px,
                       double *height_px)
{
  const Letters *letters = get_letters (kind, rank);
  GHashTable *widths = self->widths[letters->is_bold][letters->is_italic];
  double sum = 0.0, spacing_px = 0.0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      gpointer key = GUINT_TO_POINTER (letter), width;

      if (!g_hash_table_lookup_extended (widths, key, NULL, &width))
        {
          width =
              GINT_TO_POINTER (measure_letter (self, letters->is_bold, letters->is_italic, letter));
          g_hash_table_insert (widths, key, width);
        }
      sum += GPOINTER_TO_INT (width);
      spacing_px += letters->spacing_px * symbol_scale;
    }
  *width_px = (int) (sum / PANGO_SCALE / MEASURED_SIZE_PX * letters->size_px * symbol_scale +
                     spacing_px + 1.0);
  *height_px = (int) (letters->size_px * LINE_HEIGHT * symbol_scale + 1.0);
}
