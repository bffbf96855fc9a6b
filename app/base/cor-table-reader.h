/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorTableReader:
 *
 * A shipped table in memory. It is strict: what does not fit is an error that names file and line,
 * never a guess. Lists that people send are read elsewhere, with more patience.
 */
typedef struct _CorTableReader CorTableReader;

CorTableReader *cor_table_reader_new (const char *path,
                                      const char *const *columns,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_table_reader_free (CorTableReader *self);

guint cor_table_reader_get_n_rows (const CorTableReader *self);

guint cor_table_reader_get_line (const CorTableReader *self, guint row);

const char *cor_table_reader_get_text (const CorTableReader *self, guint row, const char *column);

gboolean cor_table_reader_get_number (const CorTableReader *self,
                                      guint row,
                                      const char *column,
                                      double *number,
                                      GError **error);

gboolean cor_table_reader_get_count (const CorTableReader *self,
                                     guint row,
                                     const char *column,
                                     guint *count,
                                     GError **error);

gboolean cor_table_reader_get_position (const CorTableReader *self,
                                        guint row,
                                        const char *lat_column,
                                        const char *lon_column,
                                        CorPosition *position,
                                        GError **error);

void cor_table_reader_set_error (const CorTableReader *self,
                                 guint row,
                                 const char *column,
                                 const char *what,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTableReader, cor_table_reader_free)

G_END_DECLS
