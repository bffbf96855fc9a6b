/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-reader.h"

#include <string.h>

#include "cor-error.h"

static gboolean
xlsx_reader_accepts (const guchar *head, gsize n_bytes)
{
  return (n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0) ||
         (n_bytes >= 8 && memcmp (head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0);
}

static gboolean
xlsx_reader_read (CorListFile *list,
                  const CorListOptions *options,
                  CorProgress *progress,
                  GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
               "%s is a workbook, which is not read yet; save it as CSV", list->file_name);

  return FALSE;
}

const CorListReader cor_xlsx_reader = { "XLSX", xlsx_reader_accepts, xlsx_reader_read };
