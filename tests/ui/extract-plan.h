/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"

G_BEGIN_DECLS

/* A plan on the ground of the extract of Liechtenstein: invented people in its towns, and the real
 * places where its roads meet the border. */

CorEdit *extract_plan_new_edit (guint n_people_per_town) G_GNUC_WARN_UNUSED_RESULT;

char *extract_plan_find_extract (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
