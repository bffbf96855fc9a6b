/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-expanded-flow.h"

G_BEGIN_DECLS

/**
 * CorExpandedFunc:
 * @flow: the best flow so far; it lasts until the function returns
 * @gap: by which share of its person-time a better one could still be better, at most; 0 if none
 * can
 * @user_data: the watcher's
 *
 * Told of each better flow, and when more is known of how good the last one is. The person-time of
 * somebody who is out at a rank is one more than the rank; of one who is not, one more than the
 * number of ranks.
 */
typedef void (*CorExpandedFunc) (const CorExpandedFlow *flow, double gap, gpointer user_data);

CorExpandedFlow *cor_expanded_anytime_solve (const CorExpandedNetwork *network,
                                             CorExpandedFunc func,
                                             gpointer user_data,
                                             CorProgress *progress,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
