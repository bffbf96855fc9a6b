/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap-private.h"

#include "cor-data-dir.h"
#include "cor-mapped-file.h"

#define SHIPPED_NAME "basemap/basemap.bin"

static void
path_clear (CorMapPath *path)
{
  g_clear_pointer (&path->points[0], g_free);
}

static void
face_clear (gpointer pointer)
{
  CorBasemapFace *face = pointer;

  path_clear (&face->ring);
}

static void
lake_clear (gpointer pointer)
{
  CorBasemapLake *lake = pointer;

  for (guint i = 0; i < lake->n_rings; i++)
    path_clear (&lake->rings[i]);
  g_clear_pointer (&lake->rings, g_free);
}

static void
line_clear (gpointer pointer)
{
  CorBasemapLine *line = pointer;

  path_clear (&line->path);
}

static void
names_clear (gpointer pointer)
{
  CorBasemapNames *names = pointer;

  for (guint i = 0; i < G_N_ELEMENTS (names->texts); i++)
    g_clear_pointer (&names->texts[i], g_free);
}

static void
label_clear (gpointer pointer)
{
  CorBasemapLabel *label = pointer;

  names_clear (&label->names);
}

static GArray *
new_array (gsize item_size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) item_size);

  g_array_set_clear_func (array, clear);

  return array;
}

static CorBasemap *
basemap_new_empty (void)
{
  CorBasemap *self = g_new0 (CorBasemap, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->faces = new_array (sizeof (CorBasemapFace), face_clear);
  self->lakes = new_array (sizeof (CorBasemapLake), lake_clear);
  self->lines = new_array (sizeof (CorBasemapLine), line_clear);
  self->rivers = new_array (sizeof (CorBasemapNames), names_clear);
  self->labels = new_array (sizeof (CorBasemapLabel), label_clear);
  self->no_content = cor_map_content_new (NULL, 0, NULL, 0);

  return self;
}

/**
 * cor_basemap_get_level:
 * @zoom: how near one is
 *
 * Returns: the level of detail whose simplification stays below about half a pixel
 */
guint
cor_basemap_get_level (double zoom)
{
  return zoom >= 9.3 ? 0 : zoom >= 7.6 ? 1 : zoom >= 5.6 ? 2 : 3;
}

/**
 * cor_map_box_add:
 * @box: a box
 * @x: a place on the map
 * @y: the same
 *
 * Makes the box hold that place, too.
 */
void
cor_map_box_add (CorMapBox *box, double x, double y)
{
  box->min_x = MIN (box->min_x, x);
  box->min_y = MIN (box->min_y, y);
  box->max_x = MAX (box->max_x, x);
  box->max_y = MAX (box->max_y, y);
}

/**
 * cor_map_box_intersects:
 * @a: a box
 * @b: another
 *
 * Returns: whether they have anything in common
 */
gboolean
cor_map_box_intersects (const CorMapBox *a, const CorMapBox *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y &&
         b->min_y <= a->max_y;
}

/**
 * cor_basemap_names_get:
 * @names: a name in several languages
 * @language: a language
 *
 * Returns: (transfer none): the name in it
 */
const char *
cor_basemap_names_get (const CorBasemapNames *names, CorLanguage language)
{
  switch (language)
    {
    case COR_LANGUAGE_UK:
      return names->texts[1];
    case COR_LANGUAGE_HE:
      return names->texts[2];
    case COR_LANGUAGE_EN:
    case COR_LANGUAGE_RU:
    default:
      return names->texts[0];
    }
}

/**
 * cor_basemap_new_from_bytes:
 * @bytes: the bytes of a base map file
 * @name: the file's name, for error texts
 * @error: (nullable): set when the file is foreign, newer or damaged
 *
 * Returns: (transfer full): the base map, or %NULL with @error set
 */
CorBasemap *
cor_basemap_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (CorBasemap) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = basemap_new_empty ();
  if (!cor_basemap_read (self, bytes, name, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_basemap_load:
 * @path: (type filename): a base map file
 * @error: (nullable): set when it cannot be read, or is foreign, newer or damaged
 *
 * Returns: (transfer full): the base map, or %NULL with @error set
 */
CorBasemap *
cor_basemap_load (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = cor_mapped_file_new (path, error);
  if (file == NULL)
    {
      g_prefix_error (error, "The base map cannot be read: ");
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  name = g_filename_display_basename (path);

  return cor_basemap_new_from_bytes (bytes, name, error);
}

/**
 * cor_basemap_load_shipped:
 * @error: (nullable): set when the program's data are not as installed
 *
 * Loads the base map that ships with the program.
 *
 * Returns: (transfer full): the base map, or %NULL with @error set
 */
CorBasemap *
cor_basemap_load_shipped (GError **error)
{
  g_autofree char *path = cor_data_dir_build_path (SHIPPED_NAME);

  return cor_basemap_load (path, error);
}

/**
 * cor_basemap_ref:
 * @self: a base map
 *
 * Returns: (transfer full): @self with one reference more
 */
CorBasemap *
cor_basemap_ref (CorBasemap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_basemap_unref:
 * @self: (transfer full): a base map
 *
 * Gives a reference back.
 */
void
cor_basemap_unref (CorBasemap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->faces);
  g_array_unref (self->lakes);
  g_array_unref (self->lines);
  g_array_unref (self->rivers);
  g_array_unref (self->labels);
  g_clear_pointer (&self->no_content, cor_map_content_unref);
  g_free (self->credits);
  g_free (self);
}

/**
 * cor_basemap_get_credits:
 * @self: a base map
 *
 * Returns: (transfer none): whom the sources want named, on one line; on each map and in About
 */
const char *
cor_basemap_get_credits (CorBasemap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->credits;
}
