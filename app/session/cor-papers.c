/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-papers.h"

#include "cor-error.h"

/**
 * cor_session_export:
 * @self: a session with a plan
 * @path: (type filename): where; its ending says in which format
 * @what: what to write
 * @language: language of the names
 * @error: (nullable): set when it could not be written
 *
 * Writes routes, clusters or movements for other programs. Needs routes that are not stale: what
 * others drive by must be what the plan says.
 *
 * Returns: whether the file was written
 */
gboolean
cor_session_export (CorSession *self,
                    const char *path,
                    CorExportWhat what,
                    CorLanguage language,
                    GError **error)
{
  CorExport source = {
    .snapshot = cor_session_get_snapshot (self),
    .result = cor_session_get_result (self),
    .what = what,
    .language = language,
  };

  if (source.result == NULL || cor_session_is_stale (self))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
                   "The routes are being computed; wait until they are ready, then export again.");
      return FALSE;
    }

  return cor_export_write (&source, path, error);
}
