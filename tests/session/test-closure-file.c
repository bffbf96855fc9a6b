/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-closure-file.h"
#include "cor-error.h"

#define POLYGON(ring) "{\"type\":\"Polygon\",\"coordinates\":[[" ring "]]}"

static const struct
{
  const char *name;
  const char *text;
  const char *says; /* NULL: it is read */
} cases[] = {
  { "square", POLYGON ("[30,50],[31,50],[31,51],[30,51],[30,50]"), NULL },
  { "line", "{\"type\":\"LineString\",\"coordinates\":[[30,50],[31,50]]}", NULL },
  { "collection",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":" POLYGON ("[30,50],[31,50],[31,51],[30,50]") "}]}",
    NULL },
  { "unclosed", POLYGON ("[30,50],[31,50],[31,51],[30,51]"), "not closed" },
  { "bow-tie", POLYGON ("[30,50],[31,51],[31,50],[30,51],[30,50]"), "crosses itself" },
  { "swapped", POLYGON ("[50,30],[50,31],[51,31],[50,30]"), "exchanged" },
  { "far-away", POLYGON ("[1,1],[2,1],[2,2],[1,1]"), "far from Ukraine" },
  { "point", "{\"type\":\"Point\",\"coordinates\":[30,50]}", "closes no road" },
  { "text", "closed!", "not GeoJSON" },
  { "not-numbers", POLYGON ("[\"30\",50],[31,50],[31,51],[30,50]"), "not a pair of numbers" },
  { "short-ring", POLYGON ("[30,50],[31,50],[30,50]"), "at least 4" },
  { "empty", "{\"type\":\"FeatureCollection\",\"features\":[]}", "no shape" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  CorGeometry *geometry = cor_geometry_from_geojson (cases[i].text, &error);

  if (cases[i].says == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (geometry);
      cor_geometry_unref (geometry);
      return;
    }

  g_assert_null (geometry);
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, cases[i].says));
}

static void
test_missing_file_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_closure_file_read ("/nonexistent/area.geojson", &error));
  g_assert_nonnull (strstr (error->message, "area.geojson"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/session/closure-file/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/session/closure-file/missing", test_missing_file_is_named);

  return g_test_run ();
}
