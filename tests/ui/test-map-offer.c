/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-map-view-private.h"

#define WIDTH_PX 600
#define HEIGHT_PX 400

/* From Lviv to Uzhhorod and back by another way. */
static const CorPosition quickest[] = { { 49.84, 24.03 }, { 48.9, 23.5 }, { 48.62, 22.3 } };
static const CorPosition other[] = { { 49.84, 24.03 }, { 49.4, 22.5 }, { 48.62, 22.3 } };

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GPtrArray *ways;
} Offer;

static void
add_way (GPtrArray *ways, const CorPosition *points, guint n_points)
{
  CorGeometry *line = cor_geometry_new ();

  cor_geometry_add_part (line, COR_PART_LINE, points, n_points);
  g_ptr_array_add (ways, line);
}

static void
offer_init (Offer *self)
{
  self->fixture = desk_fixture_new ();
  self->selection = cor_selection_new ();
  self->ways = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_geometry_unref);
  add_way (self->ways, quickest, G_N_ELEMENTS (quickest));
  add_way (self->ways, other, G_N_ELEMENTS (other));
}

static void
offer_clear (Offer *self)
{
  g_ptr_array_unref (self->ways);
  g_object_unref (self->selection);
  desk_fixture_free (self->fixture);
}

/* How many pixels the layer leaves its mark on. */
static guint
count_drawn (const Offer *self)
{
  CorMapPicture picture = {
    .frame = { .centre = { 49.2, 23.2 },
               .zoom = 7.0,
               .width_px = WIDTH_PX,
               .height_px = HEIGHT_PX },
    .selection = self->selection,
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH_PX, HEIGHT_PX);
  cairo_t *cr = cairo_create (surface);
  guint n_drawn = 0;

  cor_offer_layer_draw (&picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT_PX; y++)
    for (int x = 0; x < WIDTH_PX; x++)
      if (cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x] >
          0)
        n_drawn++;
  cairo_surface_destroy (surface);

  return n_drawn;
}

static void
test_draws_what_is_offered (void)
{
  Offer offer;
  guint n_both;

  offer_init (&offer);
  g_assert_cmpuint (count_drawn (&offer), ==, 0);

  cor_selection_offer_ways (offer.selection, offer.ways);
  n_both = count_drawn (&offer);
  g_ptr_array_set_size (offer.ways, 1);
  g_assert_cmpuint (count_drawn (&offer), >, 500);
  g_assert_cmpuint (n_both, >, count_drawn (&offer) + 500);

  cor_selection_offer_ways (offer.selection, NULL);
  g_assert_cmpuint (count_drawn (&offer), ==, 0);
  offer_clear (&offer);
}

static gboolean
has_fitted (gpointer user_data)
{
  CorMapView *map = user_data;

  return map->fit_tick == 0 && gtk_widget_get_width (GTK_WIDGET (map)) > 0;
}

static gboolean
is_seen (CorMapView *map, CorPosition position)
{
  CorMapFrame frame = cor_plan_layer_get_frame (map->plan_layer);
  double x, y;

  cor_map_frame_project (&frame, position, &x, &y);

  return x > 0.0 && y > 0.0 && x < frame.width_px && y < frame.height_px;
}

static void
test_goes_to_where_all_of_it_is_seen (void)
{
  GtkWidget *window = gtk_window_new ();
  CorMapView *map = COR_MAP_VIEW (cor_map_view_new ());
  double zoom;
  Offer offer;

  offer_init (&offer);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (map));
  cor_map_view_set_session (map, offer.fixture->session, offer.selection);
  gtk_window_present (GTK_WINDOW (window));
  desk_wait_until (has_fitted, map);
  cor_map_view_show_position (map, quickest[0], 11.0);
  g_assert_false (is_seen (map, quickest[2]));

  cor_selection_offer_ways (offer.selection, offer.ways);
  desk_wait_until (has_fitted, map);
  for (guint i = 0; i < G_N_ELEMENTS (quickest); i++)
    g_assert_true (is_seen (map, quickest[i]) && is_seen (map, other[i]));

  /* Whoever sees it already is not thrown elsewhere. */
  zoom = shumate_viewport_get_zoom_level (map->viewport);
  g_ptr_array_set_size (offer.ways, 1);
  cor_selection_offer_ways (offer.selection, NULL);
  cor_selection_offer_ways (offer.selection, offer.ways);
  g_assert_true (has_fitted (map));
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (map->viewport), ==, zoom);
  gtk_window_destroy (GTK_WINDOW (window));
  offer_clear (&offer);
}

static void
test_brings_what_is_not_seen_into_sight (void)
{
  GtkWidget *window = gtk_window_new ();
  CorMapView *map = COR_MAP_VIEW (cor_map_view_new ());
  CorMapFrame before, after;
  Offer offer;

  offer_init (&offer);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (map));
  cor_map_view_set_session (map, offer.fixture->session, offer.selection);
  gtk_window_present (GTK_WINDOW (window));
  desk_wait_until (has_fitted, map);
  cor_map_view_show_position (map, quickest[0], 11.0);
  before = cor_plan_layer_get_frame (map->plan_layer);

  cor_map_view_reveal_position (map, quickest[0]);
  after = cor_plan_layer_get_frame (map->plan_layer);
  g_assert_true (cor_position_equal (before.centre, after.centre));

  g_assert_false (is_seen (map, quickest[2]));
  cor_map_view_reveal_position (map, quickest[2]);
  after = cor_plan_layer_get_frame (map->plan_layer);
  g_assert_true (is_seen (map, quickest[2]));
  g_assert_cmpfloat_with_epsilon (after.zoom, before.zoom, 1e-6);
  gtk_window_destroy (GTK_WINDOW (window));
  offer_clear (&offer);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/map-offer/draws-what-is-offered", test_draws_what_is_offered);
  g_test_add_func ("/ui/map-offer/goes-to-where-all-of-it-is-seen",
                   test_goes_to_where_all_of_it_is_seen);
  g_test_add_func ("/ui/map-offer/brings-what-is-not-seen-into-sight",
                   test_brings_what_is_not_seen_into_sight);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
