/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"

G_BEGIN_DECLS

GPtrArray *cor_gates_new (GPtrArray *crossings) G_GNUC_WARN_UNUSED_RESULT;

guint cor_gates_get_modes (GPtrArray *gates, guint gate, guint open_modes);

gboolean cor_gates_is_second (GPtrArray *gates, guint gate);

G_END_DECLS
