/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-network.h"
#include "cor-roads-in-use.h"

G_BEGIN_DECLS

CorNetwork *cor_roads_in_use_open (CorAtlas *atlas,
                                   const char *wanted,
                                   CorNetwork *const *at_hand,
                                   gsize n_at_hand,
                                   CorRoadsInUse **in_use) G_GNUC_WARN_UNUSED_RESULT;

CorRoadsInUse *cor_roads_in_use_new_builtin (CorAtlas *atlas) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
