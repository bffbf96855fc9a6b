/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a piece of the map into a PNG file, to be looked at:
 * draw-map FILE.png LAT LON ZOOM WIDTH HEIGHT light|dark|contrast|print en|he|uk */

#include <stdlib.h>

#include "sample-places.h"

static CorMapTheme
parse_theme (const char *text)
{
  static const char *const names[COR_N_MAP_THEMES] = { "light", "dark", "contrast", "print" };

  for (guint i = 0; i < COR_N_MAP_THEMES; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      return (CorMapTheme) i;

  return COR_MAP_THEME_LIGHT;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorBasemap) basemap = NULL;
  g_autoptr (CorMapContent) content = NULL;
  CorMapStyle style = { COR_MAP_THEME_LIGHT, COR_LANGUAGE_EN, COR_MAP_PARTS_PAGE, 1.0 };
  CorMapFrame frame;
  cairo_surface_t *surface;
  cairo_t *cr;
  gint64 start_us;

  if (argc != 9)
    {
      g_printerr ("usage: draw-map FILE.png LAT LON ZOOM WIDTH HEIGHT THEME LANGUAGE\n");
      return EXIT_FAILURE;
    }
  start_us = g_get_monotonic_time ();
  basemap = cor_basemap_load_shipped (&error);
  if (basemap == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  g_print ("loaded in %.1f ms, ", (double) (g_get_monotonic_time () - start_us) / 1000.0);
  style.theme = parse_theme (argv[7]);
  if (!cor_language_parse (argv[8], &style.language))
    style.language = COR_LANGUAGE_EN;
  content = sample_content_new (style.language);
  frame = (CorMapFrame){ { g_ascii_strtod (argv[2], NULL), g_ascii_strtod (argv[3], NULL) },
                         g_ascii_strtod (argv[4], NULL),
                         g_ascii_strtod (argv[5], NULL),
                         g_ascii_strtod (argv[6], NULL) };
  surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) frame.width_px, (int) frame.height_px);
  cr = cairo_create (surface);
  start_us = g_get_monotonic_time ();
  cor_basemap_draw (basemap, cr, &frame, &style, content);
  cor_basemap_draw_scale_bar (cr, &frame, &style, 14.0, frame.height_px - 12.0, 120.0);
  cor_basemap_draw_credits (basemap, cr, &frame, &style);
  g_print ("drawn in %.1f ms\n", (double) (g_get_monotonic_time () - start_us) / 1000.0);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, argv[1]);
  cairo_surface_destroy (surface);

  return EXIT_SUCCESS;
}
