/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-frame.h"

static const CorPosition kyiv = { 50.4501, 30.5234 };

static void
test_round_trip (void)
{
  CorMapFrame frame = { kyiv, 9.37, 800.0, 600.0 };

  for (int i = 0; i < 50; i++)
    {
      double x_px = -100.0 + i * 20.0, y_px = 700.0 - i * 15.0, back_x_px, back_y_px;
      CorPosition position = cor_map_frame_unproject (&frame, x_px, y_px);

      cor_map_frame_project (&frame, position, &back_x_px, &back_y_px);

      g_assert_cmpfloat_with_epsilon (back_x_px, x_px, 1e-6);
      g_assert_cmpfloat_with_epsilon (back_y_px, y_px, 1e-6);
    }
}

static void
test_centre_is_in_the_middle (void)
{
  CorMapFrame frame = { kyiv, 11.0, 640.0, 480.0 };
  double x_px, y_px;

  cor_map_frame_project (&frame, kyiv, &x_px, &y_px);

  g_assert_cmpfloat_with_epsilon (x_px, 320.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y_px, 240.0, 1e-9);
}

static void
test_tiles_join (void)
{
  CorMapFrame west = cor_map_frame_new_for_tile (8, 149, 86, 256.0);
  CorMapFrame east = cor_map_frame_new_for_tile (8, 150, 86, 256.0);
  CorMapFrame large = cor_map_frame_new_for_tile (8, 149, 86, 512.0);
  double west_x_px, east_x_px, large_x_px, y_px, east_y_px;

  cor_map_frame_project (&west, kyiv, &west_x_px, &y_px);
  cor_map_frame_project (&east, kyiv, &east_x_px, &east_y_px);
  cor_map_frame_project (&large, kyiv, &large_x_px, &y_px);

  g_assert_cmpfloat_with_epsilon (west_x_px - 256.0, east_x_px, 1e-6);
  g_assert_cmpfloat_with_epsilon (large_x_px, 2.0 * west_x_px, 1e-6);
  g_assert_cmpfloat_with_epsilon (large.zoom, 9.0, 1e-12);
}

static void
test_fit_shows_everything (void)
{
  const CorBounds bounds = { 44.4, 22.1, 52.4, 40.2 };
  CorMapFrame frame = cor_map_frame_new_to_fit (&bounds, 500.0, 700.0, 10.0, 16.0);
  CorBounds seen = cor_map_frame_get_bounds (&frame, 0.0);
  double x_px, y_px;

  cor_map_frame_project (&frame, (CorPosition){ 52.4, 22.1 }, &x_px, &y_px);

  g_assert_cmpfloat_with_epsilon (x_px, 10.0, 1e-6);
  g_assert_cmpfloat (y_px, >=, 10.0);
  g_assert_true (cor_bounds_contains (&seen, (CorPosition){ 44.4, 40.2 }));
}

static void
test_fit_of_a_point_is_not_nearer_than_asked (void)
{
  const CorBounds bounds = { kyiv.lat_deg, kyiv.lon_deg, kyiv.lat_deg, kyiv.lon_deg };
  CorMapFrame frame = cor_map_frame_new_to_fit (&bounds, 500.0, 700.0, 10.0, 13.0);

  g_assert_cmpfloat (frame.zoom, ==, 13.0);
}

static void
test_scale_agrees_with_distance (void)
{
  CorMapFrame frame = { kyiv, 10.0, 512.0, 512.0 };
  CorPosition west = cor_map_frame_unproject (&frame, 206.0, 256.0);
  CorPosition east = cor_map_frame_unproject (&frame, 306.0, 256.0);

  g_assert_cmpfloat_with_epsilon (cor_map_frame_get_metres_per_px (&frame) * 100.0,
                                  cor_position_distance_m (west, east), 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basemap/map-frame/round-trip", test_round_trip);
  g_test_add_func ("/basemap/map-frame/centre-is-in-the-middle", test_centre_is_in_the_middle);
  g_test_add_func ("/basemap/map-frame/tiles-join", test_tiles_join);
  g_test_add_func ("/basemap/map-frame/fit-shows-everything", test_fit_shows_everything);
  g_test_add_func ("/basemap/map-frame/fit-of-a-point-is-not-nearer-than-asked",
                   test_fit_of_a_point_is_not_nearer_than_asked);
  g_test_add_func ("/basemap/map-frame/scale-agrees-with-distance",
                   test_scale_agrees_with_distance);

  return g_test_run ();
}
