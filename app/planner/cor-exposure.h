/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

guint
cor_exposure_measure_m (const CorCorridor *corridor, CorSnapshot *snapshot, gint64 depart_utc_s);

G_END_DECLS
