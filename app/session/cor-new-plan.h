/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"

G_BEGIN_DECLS

CorEdit *
cor_new_plan_edit (const char *name, gint64 start_utc_s, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
