/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorCsvProblem:
 *
 * Why a text is no table.
 */
typedef enum
{
  COR_CSV_OK,
  COR_CSV_STOPPED,      /* the row function said so */
  COR_CSV_NUL,          /* a NUL byte */
  COR_CSV_ROW_TOO_LONG, /* a row without end */
  COR_CSV_TOO_MANY_FIELDS,
  COR_CSV_UNCLOSED_QUOTE, /* a quote that is never closed */
  COR_CSV_STRAY_QUOTE,    /* a quote that swallows rows */
} CorCsvProblem;

/**
 * CorCsvRowFunc:
 * @row: its number, from 1
 * @fields: (element-type utf8): its texts, to be taken out
 * @user_data: the caller's
 *
 * Called for each row; returns %FALSE to stop.
 */
typedef gboolean (*CorCsvRowFunc) (guint row, GPtrArray *fields, gpointer user_data);

/**
 * CorCsvParser:
 *
 * Cuts a UTF-8 text into rows and fields, piece by piece.
 */
typedef struct _CorCsvParser CorCsvParser;

CorCsvParser *cor_csv_parser_new (char separator,
                                  CorCsvRowFunc func,
                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

void cor_csv_parser_free (CorCsvParser *self);

CorCsvProblem cor_csv_parser_feed (CorCsvParser *self, const char *text, gsize n_bytes);

CorCsvProblem cor_csv_parser_end (CorCsvParser *self);

void cor_csv_parser_get_place (const CorCsvParser *self, guint *row, guint *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCsvParser, cor_csv_parser_free)

G_END_DECLS
