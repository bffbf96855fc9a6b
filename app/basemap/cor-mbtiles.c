/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-mbtiles.h"

#include "cor-error.h"

#include <sqlite3.h>

struct _CorMbtiles
{
  gatomicrefcount ref_count;
  GMutex mutex;
  sqlite3 *database;
  sqlite3_stmt *select_tile;
  guint min_zoom;
  guint max_zoom;
  char *credits;
};

static gboolean
refuse (CorMbtiles *self, const char *path, const char *what, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s: %s (%s). Choose a raster MBTiles file.",
               name, what, sqlite3_errmsg (self->database));

  return FALSE;
}

static char *
read_metadata (CorMbtiles *self, const char *name)
{
  sqlite3_stmt *select = NULL;
  char *value = NULL;

  if (sqlite3_prepare_v2 (self->database, "SELECT value FROM metadata WHERE name = ?", -1, &select,
                          NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (select, 1, name, -1, SQLITE_STATIC);
      if (sqlite3_step (select) == SQLITE_ROW)
        value = g_strdup ((const char *) sqlite3_column_text (select, 0));
    }
  sqlite3_finalize (select);

  return value;
}

static gboolean
read_zooms (CorMbtiles *self)
{
  sqlite3_stmt *select = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (self->database, "SELECT min (zoom_level), max (zoom_level) FROM tiles",
                          -1, &select, NULL) == SQLITE_OK &&
      sqlite3_step (select) == SQLITE_ROW && sqlite3_column_type (select, 0) != SQLITE_NULL)
    {
      self->min_zoom = (guint) CLAMP (sqlite3_column_int (select, 0), 0, 22);
      self->max_zoom = (guint) CLAMP (sqlite3_column_int (select, 1), 0, 22);
      found = TRUE;
    }
  sqlite3_finalize (select);

  return found;
}

static gboolean
open_tables (CorMbtiles *self, const char *path, GError **error)
{
  g_autofree char *format = NULL;

  if (sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX, NULL) !=
      SQLITE_OK)
    return refuse (self, path, "cannot be opened", error);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!read_zooms (self))
    return refuse (self, path, "holds no map tiles", error);

  format = read_metadata (self, "format");
  if (g_strcmp0 (format, "pbf") == 0)
    return refuse (self, path, "holds vector tiles, which are not drawn", error);
  if (sqlite3_prepare_v2 (self->database,
                          "SELECT tile_data FROM tiles"
                          " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                          -1, &self->select_tile, NULL) != SQLITE_OK)
    return refuse (self, path, "cannot be read", error);
  self->credits = read_metadata (self, "attribution");

  return TRUE;
}

/**
 * cor_mbtiles_open:
 * @path: (type filename): an MBTiles file
 * @error: (nullable): set when it holds no raster tiles
 *
 * Returns: (transfer full) (nullable): the tiles
 */
CorMbtiles *
cor_mbtiles_open (const char *path, GError **error)
{
  g_autoptr (CorMbtiles) self = g_new0 (CorMbtiles, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);

  return open_tables (self, path, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cor_mbtiles_unref:
 * @self: (transfer full): tiles
 *
 * Lets go of @self.
 */
void
cor_mbtiles_unref (CorMbtiles *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  sqlite3_finalize (self->select_tile);
  sqlite3_close (self->database);
  g_mutex_clear (&self->mutex);
  g_free (self->credits);
  g_free (self);
}

/**
 * cor_mbtiles_get_min_zoom:
 * @self: tiles
 *
 * Returns: the smallest scale that it has
 */
guint
cor_mbtiles_get_min_zoom (CorMbtiles *self)
{
  return self->min_zoom;
}

/**
 * cor_mbtiles_get_max_zoom:
 * @self: tiles
 *
 * Returns: the largest scale that it has
 */
guint
cor_mbtiles_get_max_zoom (CorMbtiles *self)
{
  return self->max_zoom;
}

/**
 * cor_mbtiles_get_credits:
 * @self: tiles
 *
 * Returns: (transfer none): whom it wants to be credited, perhaps empty
 */
const char *
cor_mbtiles_get_credits (CorMbtiles *self)
{
  return self->credits != NULL ? self->credits : "";
}

/**
 * cor_mbtiles_read_tile:
 * @self: tiles
 * @zoom: scale
 * @column: tile from the west
 * @row: tile from the north (the file counts from the south)
 * @error: (nullable): set when there is no such tile
 *
 * Returns: (transfer full) (nullable): an image file
 */
GBytes *
cor_mbtiles_read_tile (CorMbtiles *self, guint zoom, guint column, guint row, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GBytes *bytes = NULL;

  sqlite3_reset (self->select_tile);
  sqlite3_bind_int (self->select_tile, 1, (int) zoom);
  sqlite3_bind_int (self->select_tile, 2, (int) column);
  sqlite3_bind_int (self->select_tile, 3, (int) ((1u << zoom) - 1 - row));
  if (sqlite3_step (self->select_tile) == SQLITE_ROW)
    bytes = g_bytes_new (sqlite3_column_blob (self->select_tile, 0),
                         (gsize) sqlite3_column_bytes (self->select_tile, 0));
  else
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The map file has no tile there.");
  sqlite3_reset (self->select_tile);

  return bytes;
}
