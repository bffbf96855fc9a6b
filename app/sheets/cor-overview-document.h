/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-source.h"

G_BEGIN_DECLS

void cor_overview_document_add (const CorSheetSource *source, GPtrArray *documents);

G_END_DECLS
