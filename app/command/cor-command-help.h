/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cor_command_format_usage (const char *usage) G_GNUC_WARN_UNUSED_RESULT;

void cor_command_print_paragraph (const char *text);

void cor_command_print_summary (const char *name, const char *summary);

void cor_command_print_help (const char *usage, const char *summary);

G_END_DECLS
