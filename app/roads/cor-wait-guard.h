/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-road-clock.h"

G_BEGIN_DECLS

/* Whoever came by no road that is ever closed. */
#define COR_WAIT_ANYWHERE 0u

/**
 * CorWaitGuard:
 *
 * Where nobody may wait, and when: between two arcs that one closure closes, while it is in force.
 * So nobody stands at a junction inside of a closed area, or on a closed road, though they came
 * there before it was closed and would go on once it is open again. Whoever stands at the edge of
 * it is not inside.
 *
 * Those whose waiting is limited alike are a class: by the closures of the arc by which they came
 * to a node that also close another one there. Searching backward, it is the arc by which they go
 * on.
 */
typedef struct _CorWaitGuard CorWaitGuard;

CorWaitGuard *cor_wait_guard_new (CorNetwork *network,
                                  CorClosureSet *closures,
                                  gboolean backward) G_GNUC_WARN_UNUSED_RESULT;
void cor_wait_guard_free (CorWaitGuard *self);

guint cor_wait_guard_get_class (CorWaitGuard *self, guint32 arc);
gboolean cor_wait_guard_includes (const CorWaitGuard *self, guint wait_class, guint other);
gboolean cor_wait_guard_may_wait (const CorWaitGuard *self,
                                  CorRoadClock *clock,
                                  guint wait_class,
                                  gint64 from_ms,
                                  gint64 until_ms);
gboolean cor_wait_guard_find_next_ms (const CorWaitGuard *self,
                                      CorRoadClock *clock,
                                      guint wait_class,
                                      gint64 at_ms,
                                      gint64 *next_ms);
gint64 cor_wait_guard_get_limit_ms (const CorWaitGuard *self,
                                    CorRoadClock *clock,
                                    guint wait_class,
                                    guint32 arc,
                                    gint64 at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorWaitGuard, cor_wait_guard_free)

G_END_DECLS
