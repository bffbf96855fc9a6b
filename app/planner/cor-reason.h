/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

char *cor_reason_describe (const CorUnserved *unserved,
                           const CorSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
