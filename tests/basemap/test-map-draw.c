/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "sample-places.h"

#define TILE_PX 256

static CorBasemap *basemap;

static cairo_surface_t *
draw (const CorMapFrame *frame, const CorMapStyle *style, CorMapContent *content)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) frame->width_px,
                                                         (int) frame->height_px);
  cairo_t *cr = cairo_create (surface);

  cor_basemap_draw (basemap, cr, frame, style, content);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static char *
hash (cairo_surface_t *surface)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) *
                                          (gsize) cairo_image_surface_get_height (surface));
}

static guint32
get_pixel (cairo_surface_t *surface, const CorMapFrame *frame, double lat_deg, double lon_deg)
{
  double x_px, y_px;
  guint32 pixel;

  cor_map_frame_project (frame, (CorPosition){ lat_deg, lon_deg }, &x_px, &y_px);
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
              (int) y_px * cairo_image_surface_get_stride (surface) + (int) x_px * 4,
          sizeof pixel);

  return pixel & 0xffffff;
}

static void
test_equal_arguments_give_equal_pixels (void)
{
  CorMapFrame frame = { { 49.0, 31.0 }, 6.3, 500.0, 350.0 };

  for (guint theme = 0; theme < COR_N_MAP_THEMES; theme++)
    for (guint language = 0; language < COR_N_DESK_LANGUAGES; language++)
      {
        CorMapStyle style = { (CorMapTheme) theme, (CorLanguage) language, COR_MAP_PARTS_PAGE,
                              1.0 };
        g_autoptr (CorMapContent) content = sample_content_new (style.language);
        g_autoptr (CorMapContent) same = sample_content_new (style.language);
        cairo_surface_t *first = draw (&frame, &style, content);
        cairo_surface_t *second = draw (&frame, &style, same);
        g_autofree char *first_hash = hash (first);
        g_autofree char *second_hash = hash (second);

        g_assert_cmpstr (first_hash, ==, second_hash);
        cairo_surface_destroy (first);
        cairo_surface_destroy (second);
      }
}

static void
test_land_and_water_have_their_colours (void)
{
  CorMapFrame frame = { { 47.0, 33.0 }, 6.0, 600.0, 500.0 };
  CorMapStyle style = { COR_MAP_THEME_LIGHT, COR_LANGUAGE_EN, COR_MAP_PART_LAND, 1.0 };
  cairo_surface_t *surface = draw (&frame, &style, NULL);
  guint32 ukraine = get_pixel (surface, &frame, 49.6, 32.9);

  g_assert_cmphex (get_pixel (surface, &frame, 45.3, 34.4), ==, ukraine);
  g_assert_cmphex (get_pixel (surface, &frame, 48.35, 39.0), ==, ukraine);
  g_assert_cmphex (get_pixel (surface, &frame, 47.5, 39.3), !=, ukraine);
  g_assert_cmphex (get_pixel (surface, &frame, 44.2, 31.5), !=, ukraine);
  g_assert_cmphex (get_pixel (surface, &frame, 44.2, 31.5), ==,
                   get_pixel (surface, &frame, 46.2, 36.6));
  g_assert_cmphex (get_pixel (surface, &frame, 44.2, 31.5), ==,
                   get_pixel (surface, &frame, 47.5, 34.3));
  cairo_surface_destroy (surface);
}

/* Draws four tiles side by side and once as one frame: labels that cross the seams must fit. */
static void
assert_tiles_join (guint zoom, guint column, guint row, CorLanguage language)
{
  CorMapStyle style = { COR_MAP_THEME_LIGHT, language, COR_MAP_PARTS_TILE, 1.0 };
  g_autoptr (CorMapContent) content = sample_content_new (language);
  CorMapFrame whole_frame = cor_map_frame_new_for_tile (zoom - 1, column / 2, row / 2, 512.0);
  cairo_surface_t *whole = draw (&whole_frame, &style, content);
  int whole_stride = cairo_image_surface_get_stride (whole);
  guint n_different = 0;

  for (guint i = 0; i < 4; i++)
    {
      CorMapFrame frame = cor_map_frame_new_for_tile (zoom, column + i % 2, row + i / 2, TILE_PX);
      cairo_surface_t *tile = draw (&frame, &style, content);
      const guint8 *tile_data = cairo_image_surface_get_data (tile);
      const guint8 *whole_data = cairo_image_surface_get_data (whole) + (i % 2) * TILE_PX * 4 +
                                 (i / 2) * TILE_PX * (guint) whole_stride;

      for (int y = 0; y < TILE_PX; y++)
        for (int x = 0; x < TILE_PX * 4; x++)
          if (ABS (tile_data[y * cairo_image_surface_get_stride (tile) + x] -
                   whole_data[y * whole_stride + x]) > 40)
            n_different++;
      cairo_surface_destroy (tile);
    }
  /* Only smoothing may differ, here and there. */
  g_assert_cmpuint (n_different, <=, 12);
  cairo_surface_destroy (whole);
}

static void
test_tiles_join_without_a_seam (void)
{
  for (guint language = 0; language < COR_N_DESK_LANGUAGES; language++)
    for (guint column = 72; column < 78; column += 2)
      for (guint row = 42; row < 46; row += 2)
        assert_tiles_join (7, column, row, (CorLanguage) language);
}

/* A village road through the middle of the frame, and a street beside it. */
static void
supply_streets (const CorBounds *bounds,
                CorMapRoadClass smallest,
                CorMapRoadSink sink,
                gpointer sink_data,
                gpointer user_data)
{
  const CorPosition road[] = { { 49.0, 30.0 }, { 49.0, 32.0 } };
  const CorPosition street[] = { { 49.02, 30.0 }, { 49.02, 32.0 } };
  guint *n_asked = user_data;

  g_assert_true (cor_bounds_contains (bounds, (CorPosition){ 49.0, 31.0 }));
  n_asked[smallest]++;
  sink (&(CorMapRoad){ road, 2, COR_MAP_ROAD_LOCAL, NULL }, sink_data);
  if (smallest == COR_MAP_ROAD_STREET)
    sink (&(CorMapRoad){ street, 2, COR_MAP_ROAD_STREET, NULL }, sink_data);
}

static gboolean
differs (cairo_surface_t *a, cairo_surface_t *b, const CorMapFrame *frame, double lat_deg)
{
  return get_pixel (a, frame, lat_deg, 31.0) != get_pixel (b, frame, lat_deg, 31.0);
}

static void
test_supplied_roads_come_with_the_zoom (void)
{
  CorMapStyle style = { COR_MAP_THEME_LIGHT, COR_LANGUAGE_EN, COR_MAP_PARTS_PAGE, 1.0 };
  guint n_asked[COR_N_MAP_ROAD_CLASSES] = { 0 };
  g_autoptr (CorMapContent) content = cor_map_content_new (NULL, 0, NULL, 0);

  cor_map_content_set_road_supply (content, supply_streets, n_asked, NULL);
  for (guint zoom = 8; zoom <= 12; zoom += 2)
    {
      CorMapFrame frame = { { 49.01, 31.0 }, zoom, 400.0, 400.0 };
      cairo_surface_t *bare = draw (&frame, &style, NULL);
      cairo_surface_t *drawn = draw (&frame, &style, content);

      g_assert_cmpint (differs (drawn, bare, &frame, 49.0), ==, zoom >= 10);
      g_assert_cmpint (differs (drawn, bare, &frame, 49.02), ==, zoom >= 12);
      cairo_surface_destroy (bare);
      cairo_surface_destroy (drawn);
    }
  g_assert_cmpuint (n_asked[COR_MAP_ROAD_LOCAL], ==, 1);
  g_assert_cmpuint (n_asked[COR_MAP_ROAD_STREET], ==, 1);
}

typedef struct
{
  CorMapContent *content;
  const char *expected[4];
} Shared;

/* Tiles of one row at another zoom each, so that the threads meet in the placements. */
static char *
draw_and_hash (CorMapContent *content, guint i)
{
  CorMapFrame frame = cor_map_frame_new_for_tile (6 + i, 37u << i, 21u << i, TILE_PX);
  CorMapStyle style = { COR_MAP_THEME_LIGHT, COR_LANGUAGE_HE, COR_MAP_PARTS_TILE, 1.0 };
  cairo_surface_t *surface = draw (&frame, &style, content);
  char *result = hash (surface);

  cairo_surface_destroy (surface);

  return result;
}

static gpointer
draw_in_thread (gpointer user_data)
{
  const Shared *shared = user_data;

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < G_N_ELEMENTS (shared->expected); i++)
      {
        g_autofree char *result = draw_and_hash (shared->content, i);

        g_assert_cmpstr (result, ==, shared->expected[i]);
      }
  pango_cairo_font_map_set_default (NULL);

  return NULL;
}

static void
test_threads_draw_at_once (void)
{
  g_autoptr (CorMapContent) content = sample_content_new (COR_LANGUAGE_HE);
  g_autoptr (CorMapContent) fresh = sample_content_new (COR_LANGUAGE_HE);
  char *expected[4];
  Shared shared = { fresh, { NULL } };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    shared.expected[i] = expected[i] = draw_and_hash (content, i);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, &shared);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_free (expected[i]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  basemap = cor_basemap_load_shipped (&error);
  g_assert_no_error (error);
  g_test_add_func ("/basemap/draw/equal-arguments-give-equal-pixels",
                   test_equal_arguments_give_equal_pixels);
  g_test_add_func ("/basemap/draw/land-and-water-have-their-colours",
                   test_land_and_water_have_their_colours);
  g_test_add_func ("/basemap/draw/tiles-join-without-a-seam", test_tiles_join_without_a_seam);
  g_test_add_func ("/basemap/map-draw/supplied-roads-come-with-the-zoom",
                   test_supplied_roads_come_with_the_zoom);
  g_test_add_func ("/basemap/draw/threads-draw-at-once", test_threads_draw_at_once);
  status = g_test_run ();
  cor_basemap_unref (basemap);
  pango_cairo_font_map_set_default (NULL);

  return status;
}
