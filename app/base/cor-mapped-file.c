/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-mapped-file.h"

#include "cor-error.h"

/**
 * cor_mapped_file_new:
 * @path: (type filename): a file
 * @error: (nullable): set when it cannot be opened, or is a folder, a pipe or a device
 *
 * Maps a file for reading. A pipe would be waited for without an end, and of a folder GLib's own
 * text tells nobody what is wrong.
 *
 * Returns: (transfer full) (nullable): the file
 */
GMappedFile *
cor_mapped_file_new (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s: This is not a file.", path);
      return NULL;
    }

  return g_mapped_file_new (path, FALSE, error);
}
