/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"

G_BEGIN_DECLS

GPtrArray *cor_crossing_table_load (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
