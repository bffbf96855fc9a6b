/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-placement.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "sample-places.h"

static CorBasemap *basemap;

static gboolean
overlap (const CorMapPlaced *a, const CorMapPlaced *b)
{
  return fabs (a->x_px - b->x_px) < (a->width_px + b->width_px) / 2.0 &&
         fabs (a->y_px - b->y_px) < (a->height_px + b->height_px) / 2.0;
}

static void
test_no_two_words_overlap (void)
{
  for (guint language = 0; language < COR_N_DESK_LANGUAGES; language++)
    for (double zoom = 4.0; zoom < 11.0; zoom += 0.7)
      {
        const CorMapPlacementKey key = { zoom, (CorLanguage) language, 1.0 };
        g_autoptr (CorMapContent) content = sample_content_new (key.language);
        g_autoptr (CorMapPlacement) placement =
            cor_map_placement_new (basemap, content, &key, NULL);
        guint n_items;
        const CorMapPlaced *items = cor_map_placement_get_items (placement, &n_items);

        g_assert_cmpuint (n_items, >, 0);
        for (guint i = 0; i < n_items; i++)
          for (guint k = 0; k < i; k++)
            if (overlap (&items[i], &items[k]))
              g_error ("%s lies on %s at zoom %.1f", items[i].text, items[k].text, zoom);
      }
}

static void
test_on_paper_no_word_is_cut (void)
{
  const CorMapPlacementKey key = { 8.0, COR_LANGUAGE_UK, 0.7 };
  g_autoptr (CorMapContent) content = sample_content_new (key.language);
  double x, y;

  cor_map_project_to_world ((CorPosition){ 49.8, 24.0 }, &x, &y);
  for (double shift_px = 0.0; shift_px < 100.0; shift_px += 13.0)
    {
      double left_px = x * 65536.0 - 200.0 + shift_px, top_px = y * 65536.0 - 150.0 - shift_px;
      const CorMapPlacementLimits limits = { left_px, top_px, left_px + 400.0, top_px + 300.0 };
      g_autoptr (CorMapPlacement) placement =
          cor_map_placement_new (basemap, content, &key, &limits);
      guint n_items;
      const CorMapPlaced *items = cor_map_placement_get_items (placement, &n_items);

      for (guint i = 0; i < n_items; i++)
        {
          g_assert_cmpfloat (items[i].x_px - items[i].width_px / 2.0, >=, left_px);
          g_assert_cmpfloat (items[i].x_px + items[i].width_px / 2.0, <=, left_px + 400.0);
          g_assert_cmpfloat (items[i].y_px - items[i].height_px / 2.0, >=, top_px);
          g_assert_cmpfloat (items[i].y_px + items[i].height_px / 2.0, <=, top_px + 300.0);
        }
    }
}

static void
test_the_capital_is_always_named (void)
{
  for (double zoom = 4.0; zoom <= 12.0; zoom += 1.0)
    {
      const CorMapPlacementKey key = { zoom, COR_LANGUAGE_HE, 1.0 };
      g_autoptr (CorMapContent) content = sample_content_new (key.language);
      g_autoptr (CorMapPlacement) placement = cor_map_placement_new (basemap, content, &key, NULL);
      gboolean found = FALSE;
      guint n_items;
      const CorMapPlaced *items = cor_map_placement_get_items (placement, &n_items);

      for (guint i = 0; i < n_items; i++)
        found = found || g_strcmp0 (items[i].text, "קייב") == 0;
      g_assert_true (found);
    }
}

static void
test_rivers_are_named_along_their_course (void)
{
  const CorMapPlacementKey key = { 8.0, COR_LANGUAGE_EN, 1.0 };
  g_autoptr (CorMapContent) content = cor_map_content_new (NULL, 0, NULL, 0);
  g_autoptr (CorMapPlacement) placement = cor_map_placement_new (basemap, content, &key, NULL);
  static const char *const rivers[] = { "Dnipro", "Dniester", "Prut",         "Tisza",
                                        "Desna",  "Danube",   "Southern Buh", "Siverskyi Donets" };
  guint n_items;
  const CorMapPlaced *items = cor_map_placement_get_items (placement, &n_items);

  for (guint k = 0; k < G_N_ELEMENTS (rivers); k++)
    {
      guint n_found = 0;

      for (guint i = 0; i < n_items; i++)
        if (items[i].kind == COR_MAP_TEXT_RIVER && g_str_equal (items[i].text, rivers[k]))
          {
            n_found++;
            g_assert_cmpfloat (fabs (items[i].angle), <=, G_PI / 2.0);
          }
      g_test_message ("%s: %u", rivers[k], n_found);
      g_assert_cmpuint (n_found, >, 0);
    }
}

static void
test_ranks_grow_as_places_shrink (void)
{
  static const guint populations[] = { 1400000, 300000, 60000, 20000, 6000, 100, 0 };
  guint last = 0;

  g_assert_cmpuint (cor_map_rank_of_place (50000, TRUE, FALSE), ==, 0);
  g_assert_cmpuint (cor_map_rank_of_place (50000, FALSE, TRUE), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (populations); i++)
    {
      guint rank = cor_map_rank_of_place (populations[i], FALSE, FALSE);

      g_assert_cmpuint (rank, >=, last);
      g_assert_cmpuint (rank, <, COR_N_MAP_RANKS);
      last = rank;
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  basemap = cor_basemap_load_shipped (&error);
  g_assert_no_error (error);
  g_test_add_func ("/basemap/placement/no-two-words-overlap", test_no_two_words_overlap);
  g_test_add_func ("/basemap/placement/on-paper-no-word-is-cut", test_on_paper_no_word_is_cut);
  g_test_add_func ("/basemap/placement/the-capital-is-always-named",
                   test_the_capital_is_always_named);
  g_test_add_func ("/basemap/placement/rivers-are-named-along-their-course",
                   test_rivers_are_named_along_their_course);
  g_test_add_func ("/basemap/placement/ranks-grow-as-places-shrink",
                   test_ranks_grow_as_places_shrink);
  status = g_test_run ();
  cor_basemap_unref (basemap);
  pango_cairo_font_map_set_default (NULL);

  return status;
}
