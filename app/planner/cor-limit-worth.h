/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

gboolean cor_draft_find_worths (const CorDraft *self,
                                CorResult *result,
                                CorProgress *progress,
                                GError **error);

gboolean cor_draft_find_later_ends (CorDraft *self, CorProgress *progress, GError **error);

G_END_DECLS
