/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-run.h"

G_BEGIN_DECLS

/**
 * CorTally:
 *
 * What the runs of a forecast came to. Each run writes its own places, so that several threads may
 * add runs at a time; sums are kept by thread.
 */
typedef struct _CorTally CorTally;

CorTally *cor_tally_new (const CorCourse *course,
                         const CorForecastOptions *options) G_GNUC_WARN_UNUSED_RESULT;

void cor_tally_free (CorTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTally, cor_tally_free)

void cor_tally_add (CorTally *self, guint thread, guint number, const CorRun *run);

CorForecast *cor_tally_finish (CorTally *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
