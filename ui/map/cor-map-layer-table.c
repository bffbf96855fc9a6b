/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <math.h>

/* From the ground up. A new layer is a file of its own and a line here. */
static const CorMapLayerFunc layers[] = {
  cor_closure_layer_draw,     cor_agreed_corridor_layer_draw,
  cor_corridor_layer_draw,    cor_offer_layer_draw,
  cor_post_layer_draw,        cor_vehicle_layer_draw,
  cor_crossing_layer_draw,    cor_cluster_layer_draw,
  cor_offer_layer_draw_names,
};

/* Told apart by people who do not see colours, too: each differs in lightness from its neighbours.
 */
static const guint country_colours[2][COR_N_SCENE_COUNTRIES] = {
  { 0xc01c28, 0x1a5fb4, 0x26a269, 0xc64600, 0x813d9c, 0x5e5c64 },
  { 0xff7b86, 0x78aeff, 0x57e389, 0xffbe6f, 0xdc8add, 0xc0bfbc },
};

/* Of two plans; the charts beside the map show the first grey and the second blue, too. */
static const guint shade_colours[2][COR_N_SCENE_SHADES] = {
  { 0x9a9996, 0x3d3846, 0x1c71d8 },
  { 0x77767b, 0xf6f5f4, 0x62a0ea },
};

/* Not by colour alone: what is only in the first plan is what would no longer be, and has gaps. */
static const double first_dashes_px[] = { 9.0, 7.0 };

static void
unmap_bytes (gpointer data)
{
  cairo_surface_destroy (data);
}

/**
 * cor_map_texture_new:
 * @surface: a finished image, which must not be drawn on any more
 * @is_opaque: whether nothing shines through any of its pixels
 *
 * Returns: (transfer full): the image as a texture, sharing its pixels
 */
GdkTexture *
cor_map_texture_new (cairo_surface_t *surface, gboolean is_opaque)
{
  /* Opaque pixels are the same in both. Without a graphics card GTK 4.8 copies each texture in each
   * frame, and takes five times as long for its own format as for this one. */
  GdkMemoryFormat format = is_opaque ? GDK_MEMORY_B8G8R8A8 : GDK_MEMORY_DEFAULT;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height, unmap_bytes,
                                      cairo_surface_reference (surface));

  return gdk_memory_texture_new (width, height, format, bytes, (gsize) stride);
}

/**
 * cor_map_draw_layers:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws all layers above the base map. The sketch of what the officer is doing comes on top, each
 * frame anew: cor_sketch_layer_draw().
 */
void
cor_map_draw_layers (const CorMapPicture *picture, cairo_t *cr)
{
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      cairo_save (cr);
      layers[i](picture, cr);
      cairo_restore (cr);
    }
}

/**
 * cor_map_picture_project:
 * @picture: what is drawn
 * @world: a point of the map
 * @x_px: (out): pixels from the left
 * @y_px: (out): pixels from the top
 *
 * Finds a point of the scene on the screen.
 */
void
cor_map_picture_project (const CorMapPicture *picture,
                         CorWorldPoint world,
                         double *x_px,
                         double *y_px)
{
  const CorMapFrame *frame = &picture->frame;
  double scale = 256.0 * exp2 (frame->zoom);
  double x, y;

  cor_map_project_to_world (frame->centre, &x, &y);
  *x_px = (world.x - x) * scale + frame->width_px / 2.0;
  *y_px = (world.y - y) * scale + frame->height_px / 2.0;
}

/**
 * cor_map_picture_add_path:
 * @picture: what is drawn
 * @cr: where to draw
 * @geometry: a shape
 * @areas: whether to take its areas; else its lines
 *
 * Adds a shape to the current path.
 */
void
cor_map_picture_add_path (const CorMapPicture *picture,
                          cairo_t *cr,
                          const CorGeometry *geometry,
                          gboolean areas)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (geometry, i, &points, &n_points);

      if ((kind != COR_PART_LINE) != areas)
        continue;
      for (guint j = 0; j < n_points; j++)
        {
          double x, y;

          cor_map_frame_project (&picture->frame, points[j], &x, &y);
          if (j == 0)
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      if (areas)
        cairo_close_path (cr);
    }
}

/**
 * cor_map_picture_is_selected:
 * @picture: what is drawn
 * @spot: something on it
 *
 * Returns: whether @spot is selected
 */
gboolean
cor_map_picture_is_selected (const CorMapPicture *picture, const CorSceneSpot *spot)
{
  return picture->selection != NULL && cor_selection_is (picture->selection, spot->kind, &spot->id);
}

/**
 * cor_map_set_country_colour:
 * @cr: where to draw
 * @theme: colours
 * @country: place in the scene's table of countries
 * @alpha: 0 to 1
 *
 * Chooses the colour of corridors to a country.
 */
void
cor_map_set_country_colour (cairo_t *cr, CorMapTheme theme, guint country, double alpha)
{
  guint colour = country_colours[theme == COR_MAP_THEME_DARK][country];

  cairo_set_source_rgba (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

/**
 * cor_map_set_shade:
 * @cr: where to draw
 * @theme: colours
 * @shade: a #CorSceneShade
 *
 * Chooses how roads of two plans are drawn.
 */
void
cor_map_set_shade (cairo_t *cr, CorMapTheme theme, CorSceneShade shade)
{
  guint colour = shade_colours[theme == COR_MAP_THEME_DARK][shade];

  cairo_set_source_rgba (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, shade == COR_SCENE_ALIKE ? 0.55 : 0.95);
  if (shade == COR_SCENE_ONLY_FIRST)
    cairo_set_dash (cr, first_dashes_px, G_N_ELEMENTS (first_dashes_px), 0.0);
  else
    cairo_set_dash (cr, NULL, 0, 0.0);
}

/**
 * cor_map_draw_text:
 * @cr: where to draw, its source set
 * @theme: colours of the halo
 * @text: what to write
 * @x_px: middle of the text
 * @y_px: middle of the text
 * @size_px: height of the letters
 * @bold: whether it is bold
 *
 * Writes a text with a halo, so that it can be read on any ground.
 */
void
cor_map_draw_text (cairo_t *cr,
                   CorMapTheme theme,
                   const char *text,
                   double x_px,
                   double y_px,
                   double size_px,
                   gboolean bold)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  double ground = theme == COR_MAP_THEME_DARK ? 0.1 : 1.0;
  int width, height;

  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);

  cairo_move_to (cr, x_px - width / 2.0, y_px - height / 2.0);
  pango_cairo_layout_path (cr, layout);
  cairo_set_source_rgba (cr, ground, ground, ground, 0.85);
  cairo_set_line_width (cr, 3.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1.0 - ground, 1.0 - ground, 1.0 - ground);
  cairo_fill (cr);
}

/**
 * cor_geometry_count_points:
 * @geometry: a shape
 *
 * Returns: how many points its parts have
 */
guint
cor_geometry_count_points (const CorGeometry *geometry)
{
  guint n_all = 0;

  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (geometry, i, &points, &n_points);
      n_all += n_points;
    }

  return n_all;
}
