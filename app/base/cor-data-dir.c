/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-data-dir.h"

#include "config.h"

/**
 * cor_data_dir_build_path:
 * @name: a path inside the shipped data, such as "roads/legs.tsv"
 *
 * Finds what ships with the program: in the folder that CORRIDORS_DATA_DIR names (runs from the
 * build and tests), else where the program was installed.
 *
 * Returns: (transfer full) (type filename): the path
 */
char *
cor_data_dir_build_path (const char *name)
{
  const char *dir = g_getenv ("CORRIDORS_DATA_DIR");

  return g_build_filename (dir != NULL && dir[0] != '\0' ? dir : CORRIDORS_DATADIR, name, NULL);
}
