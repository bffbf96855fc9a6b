/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-source.h"

G_BEGIN_DECLS

void
cor_road_part_add (const CorSheetSource *source, const CorRouteSheet *route, CorDocument *document);

void cor_road_part_add_alternative (const CorSheetSource *source,
                                    const CorRouteSheet *route,
                                    CorDocument *document);

G_END_DECLS
