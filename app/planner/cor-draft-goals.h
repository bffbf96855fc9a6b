/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

guint64 cor_draft_weigh_left (const CorDraft *self);

gboolean cor_draft_sketch (CorDraft *self, CorProgress *progress, GError **error);

gboolean cor_draft_load (CorDraft *self, CorProgress *progress, GError **error);

G_END_DECLS
