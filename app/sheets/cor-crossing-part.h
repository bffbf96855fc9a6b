/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheet-source.h"

G_BEGIN_DECLS

void cor_crossing_part_add (const CorSheetSource *source,
                            const CorCrossing *crossing,
                            gint64 time_utc_s,
                            CorDocument *document);

void cor_crossing_part_add_contacts (const CorSheetSource *source,
                                     const CorCrossing *crossing,
                                     CorDocument *document);

char *cor_crossing_part_describe_capacity (const CorSheetSource *source,
                                           const CorCrossing *crossing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
