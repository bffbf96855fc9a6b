/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-private-file.h"

#include "cor-error.h"

#include <glib/gstdio.h>

/**
 * cor_private_file_write:
 * @path: (type filename): where to write
 * @bytes: what to write
 * @n_bytes: how much of it
 * @error: (nullable): set when the disk or the folder refuses
 *
 * Writes a file that only its owner can read (0600), beside the old one and then in its place, so
 * that a full disk or a crash never leaves half a file. What is there and is no file, such as a
 * device, is left alone.
 *
 * Returns: whether it was written
 */
gboolean
cor_private_file_write (const char *path, const void *bytes, gsize n_bytes, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_EXISTS,
                   "%s: The file could not be written: something else has that name. Choose "
                   "another.",
                   path);
      return FALSE;
    }
  if (!g_file_set_contents_full (path, bytes, (gssize) n_bytes,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    {
      g_prefix_error (error, "The file could not be written: ");
      return FALSE;
    }

  /* An existing file keeps its mode; what we write is private all the same. */
  g_chmod (path, 0600);

  return TRUE;
}
