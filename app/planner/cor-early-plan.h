/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"
#include "cor-plan-basis.h"

G_BEGIN_DECLS

gboolean cor_draft_make_early (CorDraft *self,
                               const CorPlanBasis *basis,
                               gboolean has_lanes,
                               CorProgress *progress,
                               GError **error);

void cor_draft_clear_early (CorDraft *self);

G_END_DECLS
