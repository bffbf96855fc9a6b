/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap.h"

#include <string.h>

#include "cor-error.h"

static CorBasemap *basemap;

static void
test_towns_lie_in_their_country (void)
{
  static const struct
  {
    const char *name;
    CorPosition position;
    const char *country;
  } cases[] = {
    { "Kyiv", { 50.4501, 30.5234 }, "UA" },          { "Lviv", { 49.8397, 24.0297 }, "UA" },
    { "Sevastopol", { 44.6054, 33.5221 }, "UA" },    { "Simferopol", { 44.9521, 34.1024 }, "UA" },
    { "Kerch", { 45.3562, 36.4674 }, "UA" },         { "Armiansk", { 46.1060, 33.6920 }, "UA" },
    { "Donetsk", { 48.0159, 37.8029 }, "UA" },       { "Luhansk", { 48.5740, 39.3078 }, "UA" },
    { "Krakivets", { 49.9640, 23.1630 }, "UA" },     { "Uzhhorod", { 48.6208, 22.2879 }, "UA" },
    { "Izmail", { 45.3517, 28.8500 }, "UA" },        { "Przemyśl", { 49.7839, 22.7678 }, "PL" },
    { "Korczowa", { 49.9500, 23.0700 }, "PL" },      { "Michalovce", { 48.7550, 21.9180 }, "SK" },
    { "Záhony", { 48.4090, 22.1760 }, "HU" },        { "Siret", { 47.9550, 26.0730 }, "RO" },
    { "Tulcea", { 45.1770, 28.8020 }, "RO" },        { "Chișinău", { 47.0105, 28.8638 }, "MD" },
    { "Palanca", { 46.4120, 30.0900 }, "MD" },       { "Tiraspol", { 46.8403, 29.6105 }, "MD" },
    { "Homel", { 52.4345, 30.9754 }, "BY" },         { "Belgorod", { 50.5957, 36.5873 }, "RU" },
    { "Rostov-on-Don", { 47.2357, 39.7015 }, "RU" }, { "Taman", { 45.2120, 36.7170 }, "RU" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (cor_basemap_country_at (basemap, cases[i].position), ==, cases[i].country);
      g_assert_false (cor_basemap_is_water (basemap, cases[i].position));
    }
}

static void
test_russia_has_no_land_in_crimea (void)
{
  for (double lat_deg = 44.4; lat_deg < 46.0; lat_deg += 0.05)
    for (double lon_deg = 32.4; lon_deg < 36.5; lon_deg += 0.05)
      g_assert_cmpstr (cor_basemap_country_at (basemap, (CorPosition){ lat_deg, lon_deg }), !=,
                       "RU");
}

static void
test_waters_are_water (void)
{
  static const struct
  {
    const char *name;
    CorPosition position;
  } cases[] = {
    { "Black Sea", { 44.0, 32.0 } },
    { "Sea of Azov", { 46.3, 36.5 } },
    { "Kyiv Reservoir", { 50.80, 30.49 } },
    { "Kaniv Reservoir", { 49.95, 31.19 } },
    { "Kremenchuk Reservoir", { 49.25, 32.80 } },
    { "Kamianske Reservoir", { 48.83, 33.95 } },
    { "Kakhovka Reservoir", { 47.50, 34.35 } },
    { "Dnipro–Buh Estuary", { 46.58, 31.80 } },
    { "Dniester Estuary", { 46.25, 30.42 } },
    { "Karkinit Gulf", { 45.85, 32.90 } },
    { "Lake Balaton", { 46.85, 17.75 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_true (cor_basemap_is_water (basemap, cases[i].position));
    }
}

static void
test_lines_over_wide_water_are_found (void)
{
  static const struct
  {
    const char *name;
    CorPosition a;
    CorPosition b;
    gboolean crosses;
  } cases[] = {
    { "over the Kakhovka reservoir", { 47.35, 34.35 }, { 47.65, 34.45 }, TRUE },
    { "over the Kremenchuk reservoir", { 49.05, 32.55 }, { 49.42, 32.90 }, TRUE },
    { "over the Dnipro in Zaporizhzhia", { 47.84, 35.14 }, { 47.82, 34.99 }, TRUE },
    { "over the strait of Kerch", { 45.35, 36.46 }, { 45.21, 36.75 }, TRUE },
    { "over the Dnipro in Kyiv", { 50.45, 30.52 }, { 50.45, 30.61 }, TRUE },
    { "over the Dnipro in Kherson", { 46.64, 32.61 }, { 46.56, 32.66 }, TRUE },
    { "over the gulf of Odesa", { 46.47, 30.73 }, { 46.60, 30.98 }, TRUE },
    { "from a quay in Kherson inland", { 46.618, 32.620 }, { 46.66, 32.60 }, FALSE },
    { "Lviv to Yavoriv", { 49.84, 24.03 }, { 49.94, 23.39 }, FALSE },
    { "Uman to Khrystynivka", { 48.75, 30.22 }, { 48.83, 29.97 }, FALSE },
    { "across the border at Krakivets", { 49.964, 23.163 }, { 49.95, 23.07 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (cor_basemap_line_crosses_water (basemap, cases[i].a, cases[i].b), ==,
                       cases[i].crosses);
      g_assert_cmpint (cor_basemap_line_crosses_water (basemap, cases[i].b, cases[i].a), ==,
                       cases[i].crosses);
    }
}

static void
test_credits_name_the_sources (void)
{
  const char *credits = cor_basemap_get_credits (basemap);

  g_assert_nonnull (strstr (credits, "OpenStreetMap"));
  g_assert_nonnull (strstr (credits, "GSHHG"));
  g_assert_nonnull (strstr (credits, "Natural Earth"));
}

static GBytes *
read_shipped (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("CORRIDORS_DATA_DIR"), "basemap", "basemap.bin", NULL);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, size);
}

static void
assert_refused (const guint8 *bytes, gsize size, CorError code)
{
  g_autoptr (GBytes) damaged = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_basemap_new_from_bytes (damaged, "basemap.bin", &error));
  g_assert_error (error, COR_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "basemap.bin"));
}

static void
test_damaged_files_are_refused_with_a_reason (void)
{
  g_autoptr (GBytes) bytes = read_shipped ();
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  g_assert_cmpuint (size, <, 4 * 1024 * 1024);
  assert_refused (copy, 0, COR_ERROR_FOREIGN);
  assert_refused (copy, 40, COR_ERROR_FOREIGN);
  assert_refused (copy, size - 1, COR_ERROR_CORRUPT);
  assert_refused (copy, size / 2, COR_ERROR_CORRUPT);
  copy[size / 3] ^= 4;
  assert_refused (copy, size, COR_ERROR_CORRUPT);
  copy[8] = 77;
  assert_refused (copy, size, COR_ERROR_NEWER);
  copy[0] = 'X';
  assert_refused (copy, size, COR_ERROR_FOREIGN);
}

/* With a checksum that fits the damage, as somebody might make on purpose. */
static void
test_malicious_files_do_no_harm (void)
{
  g_autoptr (GBytes) bytes = read_shipped ();
  gsize size = g_bytes_get_size (bytes);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 24; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      gsize digest_size = 32;
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CorBasemap) result = NULL;

      for (guint i = 0; i < 1 + round % 4; i++)
        copy[g_rand_int_range (rand, 52, (gint32) size)] = (guint8) g_rand_int (rand);
      g_checksum_update (checksum, copy + 52, (gssize) (size - 52));
      g_checksum_get_digest (checksum, copy + 20, &digest_size);
      changed = g_bytes_new (copy, size);

      result = cor_basemap_new_from_bytes (changed, "basemap.bin", &error);

      g_assert_true ((result == NULL) == (error != NULL));
    }
}

static void
test_missing_file_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_basemap_load ("/nonexistent/basemap.bin", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "/nonexistent/basemap.bin"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  basemap = cor_basemap_load_shipped (&error);
  g_assert_no_error (error);
  g_test_add_func ("/basemap/basemap/towns-lie-in-their-country", test_towns_lie_in_their_country);
  g_test_add_func ("/basemap/basemap/russia-has-no-land-in-crimea",
                   test_russia_has_no_land_in_crimea);
  g_test_add_func ("/basemap/basemap/waters-are-water", test_waters_are_water);
  g_test_add_func ("/basemap/basemap/lines-over-wide-water-are-found",
                   test_lines_over_wide_water_are_found);
  g_test_add_func ("/basemap/basemap/credits-name-the-sources", test_credits_name_the_sources);
  g_test_add_func ("/basemap/basemap/damaged-files-are-refused-with-a-reason",
                   test_damaged_files_are_refused_with_a_reason);
  g_test_add_func ("/basemap/basemap/malicious-files-do-no-harm", test_malicious_files_do_no_harm);
  g_test_add_func ("/basemap/basemap/missing-file-is-named", test_missing_file_is_named);
  status = g_test_run ();
  cor_basemap_unref (basemap);

  return status;
}
