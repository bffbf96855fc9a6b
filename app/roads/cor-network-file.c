/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cor-mapped-file.h"
#include "cor-network-private.h"
#include "cor-private-file.h"

/* Reading a large network once in full takes a moment, so it is remembered, by a note in the
 * user's cache, that exactly this file was found sound. */
static char *
build_note_path (const CorNetworkHeader *header)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < 16; i++)
    g_string_append_printf (name, "%02x", header->checksum[i]);

  return g_build_filename (g_get_user_cache_dir (), "corridors", "roads", name->str, NULL);
}

static char *
describe_file (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return g_strdup ("");

  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
                          ".%09ld %" G_GINT64_FORMAT "\n",
                          (guint64) status.st_dev, (guint64) status.st_ino,
                          (gint64) status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                          (gint64) status.st_size);
}

static gboolean
was_found_sound (const char *note_path, const char *description)
{
  g_autofree char *note = NULL;

  return g_file_get_contents (note_path, &note, NULL, NULL) && strcmp (note, description) == 0;
}

/* Without a cache the next opening checks again: nothing else is lost. */
static void
note_sound (const char *note_path, const char *description)
{
  g_autofree char *folder = g_path_get_dirname (note_path);

  g_mkdir_with_parents (folder, 0700);
  cor_private_file_write (note_path, description, strlen (description), NULL);
}

/**
 * cor_network_new_from_file:
 * @path: a network file
 * @error: set when it cannot be read, is foreign, of another version, or damaged
 *
 * Opens a network file. It is mapped, not read: opening one that was opened before takes no time
 * and no memory of its own. The first opening reads it through to check it.
 *
 * Returns: (transfer full) (nullable): the network
 */
CorNetwork *
cor_network_new_from_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *note_path = NULL;
  g_autofree char *description = NULL;
  g_autoptr (CorNetwork) network = NULL;
  gboolean is_checked;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = cor_mapped_file_new (path, error);
  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  if (g_bytes_get_size (bytes) < sizeof (CorNetworkHeader))
    return cor_network_read (bytes, path, FALSE, error);

  note_path = build_note_path (g_bytes_get_data (bytes, NULL));
  description = describe_file (path);
  is_checked = was_found_sound (note_path, description);
  network = cor_network_read (bytes, path, is_checked, error);
  if (network != NULL && !is_checked)
    note_sound (note_path, description);

  return g_steal_pointer (&network);
}

/**
 * cor_network_write_file:
 * @self: a network
 * @path: where to write it
 * @error: set when it cannot be written; then nothing is there but what was there before
 *
 * Writes a network file, for its owner alone to read. It was checked when the network was made, so
 * that its first opening, too, takes no time.
 *
 * Returns: %TRUE if it was written
 */
gboolean
cor_network_write_file (CorNetwork *self, const char *path, GError **error)
{
  g_autofree char *note_path = NULL;
  g_autofree char *description = NULL;
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (self->bytes, &n_bytes);

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!cor_private_file_write (path, bytes, n_bytes, error))
    return FALSE;
  note_path = build_note_path (bytes);
  description = describe_file (path);
  note_sound (note_path, description);

  return TRUE;
}
