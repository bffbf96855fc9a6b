/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-source.h"

G_BEGIN_DECLS

void
cor_corridor_part_add (const CorSheetSource *source, GPtrArray *movements, CorDocument *document);

G_END_DECLS
