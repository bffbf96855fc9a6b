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
  { "far-away", POLYGON ("[1,1],[2,1],[2,2],[1,1]"), "far from Ukraine and from the roads" },
  { "point", "{\"type\":\"Point\",\"coordinates\":[30,50]}", "neither an area nor a line" },
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

#define FEATURE(properties)                                                                        \
  "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":"                            \
  "{\"type\":\"LineString\",\"coordinates\":[[30,50],[31,50]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static void
test_properties (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) closures = cor_closures_from_geojson (
      COLLECTION (FEATURE (
          "\"label\":\"Curfew\",\"kind\":\"front\",\"distance_km\":2.5,\"effect\":\"delay\","
          "\"delay_min\":40,\"direction\":\"forward\",\"from\":\"2022-03-01T06:00Z\","
          "\"until\":\"2022-03-02T06:00Z\",\"hours\":\"22:00-05:00\",\"days\":\"mon-wed\","
          "\"zone\":\"Europe/Warsaw\",\"cuts_overpasses\":true,\"road\":\"M06\","
          "\"source\":\"a report\",\"name\":3,\"speed_percent\":null") "," FEATURE ("")),
      "a.geojson", NULL, &error);
  const CorClosure *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (closures->len, ==, 2);
  first = closures->pdata[0];
  second = closures->pdata[1];
  g_assert_cmpstr (first->label, ==, "Curfew");
  g_assert_cmpint (first->closure, ==, COR_CLOSURE_FRONT);
  g_assert_cmpuint (first->distance_m, ==, 2500);
  g_assert_cmpint (first->effect, ==, COR_RESTRICTION_DELAY);
  g_assert_cmpuint (first->delay_min, ==, 40);
  g_assert_cmpint (first->direction, ==, COR_RESTRICTION_FORWARD);
  g_assert_cmpint (first->until_utc_s - first->from_utc_s, ==, 86400);
  g_assert_cmpuint (first->daily.from_min, ==, 22 * 60);
  g_assert_cmpuint (first->daily.until_min, ==, 5 * 60);
  g_assert_cmpuint (first->daily.weekdays, ==, 7);
  g_assert_cmpstr (first->zone, ==, "Europe/Warsaw");
  g_assert_true (first->cuts_overpasses);
  g_assert_cmpstr (first->road_number, ==, "M06");
  g_assert_cmpstr (first->source, ==, "a report");
  g_assert_cmpstr (second->label, ==, "a.geojson 2");
  g_assert_cmpint (second->closure, ==, COR_CLOSURE_LINE);
  g_assert_cmpint (second->effect, ==, COR_RESTRICTION_CLOSED);
}

/* On roads elsewhere, a drawing may lie there; but a corner must not lie in a third place. */
static void
test_roads_elsewhere (void)
{
  const CorBounds roads = { 0.5, 0.5, 2.5, 2.5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) closures =
      cor_closures_from_geojson (POLYGON ("[1,1],[2,1],[2,2],[1,1]"), "a.geojson", &roads, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (closures->len, ==, 1);
  g_assert_null (cor_closures_from_geojson (POLYGON ("[1,1],[20,1],[2,2],[1,1]"), "a.geojson",
                                            &roads, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "point 2 lies far"));
}

/* An area drawn in parts by a program that knows no closures. */
static void
test_without_properties (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) closures = cor_closures_from_geojson (
      COLLECTION (FEATURE ("\"name\":\"east\"") "," FEATURE ("\"name\":\"west\"")), "a.geojson",
      NULL, &error);
  const CorClosure *closure;

  g_assert_no_error (error);
  g_assert_cmpuint (closures->len, ==, 1);
  closure = closures->pdata[0];
  g_assert_cmpuint (cor_geometry_get_n_parts (closure->geometry), ==, 2);
  g_assert_cmpstr (closure->label, ==, "a.geojson");
}

static const struct
{
  const char *text; /* of the second feature */
  const char *property;
  const char *says;
} wrong[] = {
  { FEATURE ("\"kind\":\"river\""), "kind", "\"bridges\"" },
  { FEATURE ("\"effect\":1"), "effect", "\"delay\"" },
  { FEATURE ("\"effect\":\"delay\""), "delay_min", "how many minutes" },
  { FEATURE ("\"effect\":\"delay\",\"delay_min\":-5"), "delay_min", "whole number" },
  { FEATURE ("\"effect\":\"delay\",\"delay_min\":2.5"), "delay_min", "whole number" },
  { FEATURE ("\"effect\":\"delay\",\"delay_min\":\"40\""), "delay_min", "whole number" },
  { FEATURE ("\"delay_min\":40"), "delay_min", "Change “effect”" },
  { FEATURE ("\"effect\":\"speed\",\"speed_percent\":0"), "speed_percent", "close it" },
  { FEATURE ("\"from\":\"tomorrow\""), "from", "tomorrow" },
  { FEATURE ("\"from\":\"2022-03-02T06:00Z\",\"until\":\"2022-03-01T06:00Z\""), "until", "end" },
  { FEATURE ("\"hours\":\"25:00-05:00\""), "hours", "22:00-05:00" },
  { FEATURE ("\"days\":\"someday\""), "days", "mon-fri" },
  { FEATURE ("\"zone\":\"Nowhere/Town\""), "zone", "Europe/Kyiv" },
  { FEATURE ("\"kind\":\"front\""), "distance_km", "metres" },
  { FEATURE ("\"distance_km\":-1"), "distance_km", "kilometres" },
  { FEATURE ("\"cuts_overpasses\":\"yes\""), "cuts_overpasses", "true or false" },
  { FEATURE ("\"label\":[]"), "label", "a text" },
  { "{\"type\":\"Feature\",\"properties\":{\"kind\":\"road\"},\"geometry\":" POLYGON (
        "[30,50],[31,50],[31,51],[30,50]") "}",
    "kind", "a line along the road" },
};

static void
test_wrong_property (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      g_strdup_printf (COLLECTION ("%s,%s"), FEATURE ("\"label\":\"right\""), wrong[i].text);
  g_autofree char *property = g_strdup_printf ("“%s”", wrong[i].property);

  g_assert_null (cor_closures_from_geojson (text, "a.geojson", NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "Feature 2: "));
  g_assert_nonnull (strstr (error->message, property));
  g_assert_nonnull (strstr (error->message, wrong[i].says));
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
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/session/closure-file/wrong/%s-%u", wrong[i].property, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong_property);
    }
  g_test_add_func ("/session/closure-file/properties", test_properties);
  g_test_add_func ("/session/closure-file/roads-elsewhere", test_roads_elsewhere);
  g_test_add_func ("/session/closure-file/without-properties", test_without_properties);
  g_test_add_func ("/session/closure-file/missing", test_missing_file_is_named);

  return g_test_run ();
}
