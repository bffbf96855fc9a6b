/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-binding.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

char *cor_binding_describe (const CorBinding *binding,
                            const CorSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

char *cor_binding_describe_remedy (const CorBinding *remedy,
                                   const CorSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

char *cor_worth_describe (const CorWorth *worth,
                          const CorSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
