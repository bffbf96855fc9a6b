/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"
#include "cor-network.h"

G_BEGIN_DECLS

/* Seconds in which one may set out, and how long anybody may drive one arc after that. */
#define COR_TEST_HORIZON_S 600u
#define COR_TEST_MAX_DRIVE_S 400u

/**
 * CorTestMoments:
 *
 * A small network under closures at every second, without the engine's own lists of times: every
 * node, come to by every arc, at every second. Weights are whole seconds.
 */
typedef struct _CorTestMoments CorTestMoments;

CorTestMoments *cor_test_moments_new (CorNetwork *network,
                                      CorClosureSet *closures,
                                      gint64 start_utc_s,
                                      gboolean is_guarded) G_GNUC_WARN_UNUSED_RESULT;

void cor_test_moments_free (CorTestMoments *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestMoments, cor_test_moments_free)

guint *cor_test_moments_find_first (const CorTestMoments *self,
                                    guint32 source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
