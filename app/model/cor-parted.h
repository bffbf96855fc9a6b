/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-snapshot.h"

G_BEGIN_DECLS

GArray *cor_snapshot_list_parted (CorSnapshot *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
