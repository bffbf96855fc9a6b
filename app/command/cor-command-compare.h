/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-support.h"

G_BEGIN_DECLS

void cor_command_print_comparison (CorSnapshot *snapshot,
                                   CorResult *first,
                                   const char *first_name,
                                   CorResult *second,
                                   const char *second_name,
                                   gboolean as_json);

CorResult *cor_command_try (CorSession *session,
                            CorSnapshot *snapshot,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
