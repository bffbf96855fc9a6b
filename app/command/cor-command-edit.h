/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-record.h"

G_BEGIN_DECLS

/* What commands would change, without a plan file: their arguments are those of the command without
 * PLAN, --scenario and --json. */

CorEdit *cor_command_make_edit (CorSnapshot *snapshot,
                                const char *command,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_crossing (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_closure (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_vehicle (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_corridor (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_quota (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_person (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_command_edit_settings (CorSnapshot *snapshot, int argc, char **argv, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
