/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-draft-trips.h"

G_BEGIN_DECLS

gboolean cor_draft_keep_cars (CorDraft *self,
                              const CorTripTable *table,
                              CorProgress *progress,
                              GError **error);

G_END_DECLS
