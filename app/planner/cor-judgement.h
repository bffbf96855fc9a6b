/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

void cor_draft_judge (const CorDraft *self, CorResult *result);

G_END_DECLS
