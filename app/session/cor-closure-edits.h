/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* Edits of a closure's shape; see cor-fleet-edits.h for what it does. */

CorEdit *cor_edit_add_closure (CorClosureKind kind,
                               CorGeometry *geometry,
                               const char *label,
                               gint64 from_utc_s,
                               gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_reshape_closure (CorSnapshot *snapshot,
                                   const CorId *closure_id,
                                   CorGeometry *geometry,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_closure (CorSnapshot *snapshot,
                                  const CorId *closure_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
