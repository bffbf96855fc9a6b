/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-painter.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "cor-map-content-private.h"
#include "cor-map-placement.h"
#include "cor-map-text.h"

#define HALO_PX 2.6
#define LARGE_PLACE_RANK 2

static CorMapColour
get_text_colour (const CorMapPainter *self, const CorMapPlaced *item)
{
  switch (item->kind)
    {
    case COR_MAP_TEXT_COUNTRY:
    case COR_MAP_TEXT_OBLAST:
      return self->palette->country_text;
    case COR_MAP_TEXT_SEA:
    case COR_MAP_TEXT_LAKE:
    case COR_MAP_TEXT_RIVER:
      return self->palette->water_text;
    case COR_MAP_TEXT_SHIELD:
      return self->palette->shield_text;
    case COR_MAP_TEXT_PLACE:
    default:
      return item->rank <= LARGE_PLACE_RANK ? self->palette->place : self->palette->small_place;
    }
}

static void
set_text (PangoLayout *layout, const CorMapPlaced *item, double symbol_scale)
{
  PangoFontDescription *font = cor_map_text_describe_font (item->kind, item->rank, symbol_scale);
  double spacing_px = cor_map_text_get_spacing_px (item->kind, symbol_scale);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (spacing_px > 0.0)
    pango_attr_list_insert (attributes,
                            pango_attr_letter_spacing_new ((int) (spacing_px * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, item->text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static void
draw_shield (const CorMapPainter *self, const CorMapPlaced *item)
{
  cairo_rectangle (self->cr, item->x_px - item->width_px / 2.0 - self->left_px,
                   item->y_px - item->height_px / 2.0 - self->top_px, item->width_px,
                   item->height_px);
  cor_map_set_colour (self->cr, self->palette->shield);
  cairo_fill_preserve (self->cr);
  cor_map_set_colour (self->cr, self->palette->road_edge[0]);
  cairo_set_line_width (self->cr, 0.8 * self->style->symbol_scale);
  cairo_stroke (self->cr);
}

static void
draw_dot (const CorMapPainter *self, const CorMapPlaced *item)
{
  double radius_px = cor_map_place_get_radius_px (item->rank, self->style->symbol_scale);

  cairo_new_path (self->cr);
  cairo_arc (self->cr, item->anchor_x_px - self->left_px, item->anchor_y_px - self->top_px,
             radius_px, 0.0, 2.0 * G_PI);
  cor_map_set_colour (self->cr, self->palette->halo | 0xff);
  cairo_fill_preserve (self->cr);
  cor_map_set_colour (self->cr, get_text_colour (self, item));
  cairo_set_line_width (self->cr, (item->rank == 0 ? 1.8 : 1.1) * self->style->symbol_scale);
  cairo_stroke (self->cr);
}

static void
draw_word (const CorMapPainter *self, PangoLayout *layout, const CorMapPlaced *item)
{
  PangoRectangle size;

  set_text (layout, item, self->style->symbol_scale);
  pango_layout_get_extents (layout, NULL, &size);
  cairo_save (self->cr);
  cairo_translate (self->cr, item->text_x_px - self->left_px, item->text_y_px - self->top_px);
  cairo_rotate (self->cr, item->angle);
  cairo_move_to (self->cr, -floor ((double) size.width / PANGO_SCALE / 2.0),
                 -floor ((double) size.height / PANGO_SCALE / 2.0));
  if (item->kind != COR_MAP_TEXT_SHIELD)
    {
      pango_cairo_layout_path (self->cr, layout);
      cor_map_set_colour (self->cr, self->palette->halo);
      cairo_set_line_width (self->cr, HALO_PX * self->style->symbol_scale);
      cairo_stroke (self->cr);
      cairo_move_to (self->cr, -floor ((double) size.width / PANGO_SCALE / 2.0),
                     -floor ((double) size.height / PANGO_SCALE / 2.0));
    }
  cor_map_set_colour (self->cr, get_text_colour (self, item));
  pango_cairo_show_layout (self->cr, layout);
  cairo_restore (self->cr);
}

static gboolean
is_seen (const CorMapPainter *self, const CorMapPlaced *item)
{
  double reach_x_px = item->width_px / 2.0 + 20.0, reach_y_px = item->height_px / 2.0 + 20.0;

  return item->x_px + reach_x_px >= self->left_px &&
         item->x_px - reach_x_px <= self->left_px + self->frame->width_px &&
         item->y_px + reach_y_px >= self->top_px &&
         item->y_px - reach_y_px <= self->top_px + self->frame->height_px;
}

static CorMapPlacement *
get_placement (const CorMapPainter *self)
{
  const CorMapPlacementKey key = { self->frame->zoom, self->style->language,
                                   self->style->symbol_scale };
  const CorMapPlacementLimits limits = { self->left_px + 1.0, self->top_px + 1.0,
                                         self->left_px + self->frame->width_px - 1.0,
                                         self->top_px + self->frame->height_px - 1.0 };

  if ((self->style->parts & COR_MAP_PART_CUT_LABELS) != 0)
    return cor_map_content_get_placement (self->content, self->basemap, &key);

  return cor_map_placement_new (self->basemap, self->content, &key, &limits);
}

/**
 * cor_map_painter_draw_labels:
 * @self: a painter
 *
 * Draws all words, with the dots of the places.
 */
void
cor_map_painter_draw_labels (const CorMapPainter *self)
{
  g_autoptr (CorMapPlacement) placement = get_placement (self);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (self->cr);
  guint n_items;
  const CorMapPlaced *items = cor_map_placement_get_items (placement, &n_items);

  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n_items; i++)
    {
      if (!is_seen (self, &items[i]))
        continue;
      if (items[i].kind == COR_MAP_TEXT_SHIELD)
        draw_shield (self, &items[i]);
      if (items[i].kind == COR_MAP_TEXT_PLACE)
        draw_dot (self, &items[i]);
      draw_word (self, layout, &items[i]);
    }
}
