/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-list-file.h"

G_BEGIN_DECLS

/* What a spreadsheet can hold bounds what a list may hold; the rest protects the desk's memory. */
#define COR_LIST_MAX_ROWS 1048576
#define COR_LIST_MAX_COLUMNS 1024
#define COR_LIST_MAX_ROW_BYTES (1u << 20)
#define COR_LIST_MAX_TEXT_BYTES (256u << 20)

/**
 * CorListReader:
 * @format: what the format is called
 * @accepts: whether a file that begins with these bytes is of that format
 * @read: reads the list's rows; path, file name and checksum are set already
 *
 * Reads one format of lists.
 */
typedef struct
{
  const char *format;
  gboolean (*accepts) (const guchar *head, gsize n_bytes);
  gboolean (*read) (CorListFile *list,
                    const CorListOptions *options,
                    CorProgress *progress,
                    GError **error);
} CorListReader;

extern const CorListReader cor_csv_reader;
extern const CorListReader cor_xlsx_reader;

gboolean cor_list_file_take_row (CorListFile *self, guint row, GPtrArray *fields, GError **error);

gboolean cor_text_is_blank (const char *text);

G_END_DECLS
