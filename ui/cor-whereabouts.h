/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

gboolean cor_whereabouts_find (CorSession *session, CorSelection *selection, CorPosition *position);

G_END_DECLS
