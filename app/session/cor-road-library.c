/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-library.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cor-private-file.h"

#define GROUP "network"

/* Letters of a checksum, which is also the name of its note. */
#define N_CHECKSUM_LETTERS 64

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "corridors", "roads", NULL);
}

/* A checksum comes from a plan file and becomes a file name: nothing else may. */
static gboolean
is_checksum (const char *text)
{
  return strlen (text) == N_CHECKSUM_LETTERS && strspn (text, "0123456789abcdef") == strlen (text);
}

static char *
build_note_path (const char *checksum)
{
  g_autofree char *folder = get_folder ();

  return g_build_filename (folder, checksum, NULL);
}

/**
 * cor_road_entry_free:
 * @self: (transfer full): an entry
 *
 * Frees @self.
 */
void
cor_road_entry_free (CorRoadEntry *self)
{
  g_free (self->checksum);
  g_free (self->path);
  g_free (self->source);
  g_free (self->attribution);
  g_free (self);
}

/* A file holds one network: what was noted of those that it held before is no longer so. */
static void
forget_replaced (const CorRoadEntry *entry, const char *path)
{
  g_autoptr (GPtrArray) entries = cor_road_library_list ();

  for (guint i = 0; i < entries->len; i++)
    {
      const CorRoadEntry *other = entries->pdata[i];

      if (g_str_equal (other->path, path) && !g_str_equal (other->checksum, entry->checksum))
        cor_road_library_forget (other->checksum);
    }
}

/**
 * cor_road_library_remember:
 * @entry: a network and where it is now
 * @error: (nullable): set when it could not be noted
 *
 * Notes where a network is, in place of what was noted of it before.
 *
 * Returns: whether it was noted
 */
gboolean
cor_road_library_remember (const CorRoadEntry *entry, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *note_path = NULL;
  g_autofree char *path = g_canonicalize_filename (entry->path, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) note = g_key_file_new ();
  gsize n_bytes;

  g_return_val_if_fail (is_checksum (entry->checksum), FALSE);

  if (uri == NULL)
    return FALSE;
  g_key_file_set_string (note, GROUP, "uri", uri);
  g_key_file_set_string (note, GROUP, "source", entry->source);
  g_key_file_set_string (note, GROUP, "attribution", entry->attribution);
  g_key_file_set_int64 (note, GROUP, "source_utc_s", entry->source_utc_s);
  text = g_key_file_to_data (note, &n_bytes, NULL);

  g_mkdir_with_parents (folder, 0700);
  note_path = build_note_path (entry->checksum);
  forget_replaced (entry, path);

  return cor_private_file_write (note_path, text, n_bytes, error);
}

static char *
get_text (GKeyFile *note, const char *key)
{
  char *text = g_key_file_get_string (note, GROUP, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

/**
 * cor_road_library_find:
 * @checksum: what a plan calls its network
 *
 * Returns: (transfer full) (nullable): where it was last, or %NULL if nobody has used it here
 */
CorRoadEntry *
cor_road_library_find (const char *checksum)
{
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *note_path = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;
  CorRoadEntry *entry;

  if (!is_checksum (checksum))
    return NULL;
  note_path = build_note_path (checksum);
  if (!g_key_file_load_from_file (note, note_path, G_KEY_FILE_NONE, NULL))
    return NULL;
  uri = get_text (note, "uri");
  path = g_filename_from_uri (uri, NULL, NULL);
  if (path == NULL)
    return NULL;

  entry = g_new0 (CorRoadEntry, 1);
  entry->checksum = g_strdup (checksum);
  entry->path = g_steal_pointer (&path);
  entry->source = get_text (note, "source");
  entry->attribution = get_text (note, "attribution");
  entry->source_utc_s = g_key_file_get_int64 (note, GROUP, "source_utc_s", NULL);

  return entry;
}

static void
free_entry (gpointer data)
{
  cor_road_entry_free (data);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const CorRoadEntry *one = *(const CorRoadEntry *const *) a;
  const CorRoadEntry *other = *(const CorRoadEntry *const *) b;
  int order = g_strcmp0 (one->path, other->path);

  return order != 0 ? order : strcmp (one->checksum, other->checksum);
}

/**
 * cor_road_library_list:
 *
 * Returns: (transfer full) (element-type CorRoadEntry): every network noted, by path
 */
GPtrArray *
cor_road_library_list (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CorRoadEntry *entry = cor_road_library_find (name);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);

  return entries;
}

/**
 * cor_road_library_forget:
 * @checksum: a network
 *
 * Forgets where it is. The file stays.
 */
void
cor_road_library_forget (const char *checksum)
{
  g_autofree char *note_path = NULL;

  g_return_if_fail (is_checksum (checksum));

  note_path = build_note_path (checksum);
  g_remove (note_path);
}

/**
 * cor_road_library_suggest_path:
 * @extract: (type filename): an OpenStreetMap extract
 *
 * Returns: (transfer full) (type filename): where the network made of it goes, if nobody wants it
 *   elsewhere: in the library's folder, by the name of the extract
 */
char *
cor_road_library_suggest_path (const char *extract)
{
  static const char *const endings[] = { ".gz", ".bz2", ".pbf", ".osm" };
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_path_get_basename (extract);
  g_autofree char *file = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      name[strlen (name) - strlen (endings[i])] = '\0';
  file = g_strconcat (name, ".roads", NULL);
  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, file, NULL);
}
