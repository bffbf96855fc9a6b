/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* What holds people back and what would help, in the desk's language. */

char *cor_binding_text_limit (CorSnapshot *snapshot,
                              const CorBinding *binding,
                              CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

char *cor_binding_text_remedy (CorSnapshot *snapshot,
                               const CorBinding *remedy,
                               CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

char *cor_binding_text_reason (CorSnapshot *snapshot,
                               const CorUnserved *unserved,
                               CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

char *cor_binding_text_change (CorSnapshot *snapshot,
                               const CorBinding *binding,
                               CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

char *cor_binding_text_gain (const CorWorth *worth) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
