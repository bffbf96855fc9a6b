/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

gboolean cor_draft_find_early_bound (const CorDraft *self,
                                     gboolean has_lanes,
                                     CorFleetScore *bound,
                                     CorProgress *progress,
                                     GError **error);

G_END_DECLS
