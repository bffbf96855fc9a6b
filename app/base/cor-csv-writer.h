/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cor_csv_append_field (GString *csv, const char *text);

void cor_csv_end_row (GString *csv);

G_END_DECLS
