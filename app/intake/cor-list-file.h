/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorListOptions:
 * @encoding: (nullable): how the text is encoded; %NULL: found out
 * @sheet: (nullable): the sheet of a workbook; %NULL: the first one that has rows
 *
 * What an officer may say about a list before it is read.
 */
typedef struct
{
  const char *encoding;
  const char *sheet;
} CorListOptions;

/**
 * CorRawRow:
 * @row: its number, from 1 as a spreadsheet counts: a row with quoted line breaks is one
 * @fields: its texts, UTF-8, in column order; blank rows have none
 *
 * A row of a list as received.
 */
typedef struct
{
  guint row;
  GStrv fields;
} CorRawRow;

/**
 * CorListFile:
 * @path: (not nullable): where it was read
 * @file_name: (not nullable): base name of @path
 * @format: (not nullable): "CSV" or "XLSX"
 * @encoding: (not nullable): how it was read: "UTF-8", "windows-1251" …
 * @separator: between fields: comma, semicolon, tab or pipe; 0 in a workbook
 * @sheet: (nullable): the sheet that was read
 * @sheets: (nullable): all sheets of a workbook
 * @rows: (element-type CorRawRow): every row up to the last one that says something
 * @checksum: (not nullable): SHA-256 of what was read, in hexadecimal
 *
 * A registration list as texts. Constant once read.
 */
typedef struct
{
  char *path;
  char *file_name;
  const char *format;
  char *encoding;
  char separator;
  char *sheet;
  GStrv sheets;
  GPtrArray *rows;
  char *checksum;
} CorListFile;

CorListFile *cor_list_file_read (const char *path,
                                 const CorListOptions *options,
                                 CorProgress *progress,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_list_file_free (CorListFile *self);

const char *const *cor_list_file_get_encodings (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorListFile, cor_list_file_free)

G_END_DECLS
