/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorPlanLock:
 *
 * The right to write a plan: a lock of the operating system on a file beside it, which names the
 * holder. It ends with the process however that ends, so the file of a dead one holds nobody up.
 */
typedef struct _CorPlanLock CorPlanLock;

CorPlanLock *cor_plan_lock_acquire (const char *plan_path,
                                    const char *officer,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_plan_lock_release (CorPlanLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlanLock, cor_plan_lock_release)

G_END_DECLS
