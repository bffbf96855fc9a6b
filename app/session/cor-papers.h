/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-exporter.h"
#include "cor-session.h"

G_BEGIN_DECLS

void cor_session_write_sheets_async (CorSession *self,
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

G_END_DECLS
