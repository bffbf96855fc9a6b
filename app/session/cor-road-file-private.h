/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-road-file.h"

G_BEGIN_DECLS

gboolean cor_road_file_remember (CorNetwork *network, const char *path, GError **error);

void cor_road_file_get_reach (CorNetwork *network, CorBounds *bounds);

G_END_DECLS
