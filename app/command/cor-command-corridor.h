/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-record.h"

G_BEGIN_DECLS

/* On which roads agreed corridors lie. */

gboolean cor_command_report_corridor (CorSession *session,
                                      const CorId *id,
                                      JsonBuilder *json,
                                      GError **error);

gboolean cor_command_corridor_path (int argc, char **argv, GError **error);

G_END_DECLS
