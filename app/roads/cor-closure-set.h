/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-shape.h"
#include "cor-network.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorClosureSet:
 *
 * All closures of a plan, found on one network: which legs each of them hits, in which direction,
 * and what one meets there. It never changes once made, so any number of threads may read it.
 */
typedef struct _CorClosureSet CorClosureSet;

CorClosureSet *cor_closure_set_new (CorNetwork *network,
                                    CorClosureShape *const *shapes,
                                    gsize n_shapes,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorClosureSet *cor_closure_set_ref (CorClosureSet *self);
void cor_closure_set_unref (CorClosureSet *self);

CorNetwork *cor_closure_set_get_network (CorClosureSet *self);
gsize cor_closure_set_get_n_shapes (CorClosureSet *self);
const guint32 *cor_closure_set_get_hits (CorClosureSet *self, gsize shape, gsize *n_legs);
gboolean
cor_closure_set_hits_side (CorClosureSet *self, gsize shape, guint32 leg, gboolean is_backward);
gboolean cor_closure_set_leg_is_closed (CorClosureSet *self,
                                        guint32 leg,
                                        gint64 from_utc_s,
                                        gint64 until_utc_s);
gsize cor_closure_set_find_area (CorClosureSet *self,
                                 CorPosition position,
                                 gint64 from_utc_s,
                                 gint64 until_utc_s);
GArray *cor_closure_set_list_changes_utc_s (CorClosureSet *self,
                                            gint64 from_utc_s,
                                            gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosureSet, cor_closure_set_unref)

G_END_DECLS
