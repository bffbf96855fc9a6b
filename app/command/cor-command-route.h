/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-support.h"

G_BEGIN_DECLS

/* What is said of a plan beside who leaves when. */

void cor_json_add_quality (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result);

void cor_json_add_why (JsonBuilder *json,
                       CorSnapshot *snapshot,
                       const CorResult *result,
                       const CorMovement *movement);

void cor_json_add_remedy (JsonBuilder *json, CorSnapshot *snapshot, const CorUnserved *unserved);

void cor_json_add_loads (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result);

void cor_command_print_quality (CorSnapshot *snapshot, const CorResult *result);

G_END_DECLS
