/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cor-error.h"
#include "cor-mbtiles.h"

static char *
write_file (const char *sql)
{
  char *path = NULL;
  sqlite3 *database = NULL;
  int fd = g_file_open_tmp ("tiles-XXXXXX.mbtiles", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);

  return path;
}

#define TABLES                                                                                     \
  "CREATE TABLE metadata (name, value);"                                                           \
  "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);"

static void
test_rows_count_from_the_north (void)
{
  g_autofree char *path = write_file (TABLES "INSERT INTO metadata VALUES ('attribution', 'Us');"
                                             "INSERT INTO tiles VALUES (3, 4, 5, x'010203');");
  g_autoptr (GError) error = NULL;
  g_autoptr (CorMbtiles) tiles = cor_mbtiles_open (path, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (cor_mbtiles_get_min_zoom (tiles), ==, 3);
  g_assert_cmpstr (cor_mbtiles_get_credits (tiles), ==, "Us");
  bytes = cor_mbtiles_read_tile (tiles, 3, 4, 7 - 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 3);
  g_assert_null (cor_mbtiles_read_tile (tiles, 3, 4, 5, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_unlink (path);
}

static void
test_others_are_refused (void)
{
  static const char *const files[] = {
    "CREATE TABLE people (name);",
    TABLES,
    TABLES "INSERT INTO metadata VALUES ('format', 'pbf');"
           "INSERT INTO tiles VALUES (0, 0, 0, x'00');",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (files[i]);
      g_autofree char *name = g_path_get_basename (path);
      g_autoptr (GError) error = NULL;

      g_assert_null (cor_mbtiles_open (path, &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, name));
      g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/basemap/mbtiles/rows-from-north", test_rows_count_from_the_north);
  g_test_add_func ("/basemap/mbtiles/others-refused", test_others_are_refused);

  return g_test_run ();
}
