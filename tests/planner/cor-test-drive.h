/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

void cor_test_drive_with_chance (CorSnapshot *snapshot, CorResult *result);

G_END_DECLS
