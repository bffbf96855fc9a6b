/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

void cor_draft_note_told (CorDraft *self);

gint64 cor_draft_count_changes (const CorDraft *self, const CorResult *result);

G_END_DECLS
