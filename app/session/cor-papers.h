/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-exporter.h"
#include "cor-session.h"
#include "cor-sheets.h"

G_BEGIN_DECLS

guint cor_session_get_told_number (CorSession *self);

gboolean cor_session_is_as_told (CorSession *self);

void cor_session_make_sheets_async (CorSession *self,
                                    guint published_number,
                                    CorLanguage language,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

CorSheets *cor_session_make_sheets_finish (CorSession *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_session_write_sheets_async (CorSession *self,
                                     guint published_number,
                                     const char *path,
                                     CorLanguage language,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

guint cor_session_write_sheets_finish (CorSession *self, GAsyncResult *result, GError **error);

gboolean cor_session_export (CorSession *self,
                             const char *path,
                             CorExportWhat what,
                             CorLanguage language,
                             GError **error);

void cor_session_export_published_async (CorSession *self,
                                         guint published_number,
                                         const char *path,
                                         CorExportWhat what,
                                         CorLanguage language,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

gboolean
cor_session_export_published_finish (CorSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
