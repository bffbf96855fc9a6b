/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-snapshot.h"

G_BEGIN_DECLS

/*
 * Edits of scenarios themselves. What is changed in one is an edit like any other, made while the
 * session shows it.
 */

/* What the plan itself is called where the name of a scenario may stand. */
#define COR_SCENARIO_NONE "plan"

CorEdit *cor_edit_add_scenario (CorSnapshot *snapshot,
                                const char *name,
                                const char *note,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_rename_scenario (CorSnapshot *snapshot,
                                   const CorId *scenario_id,
                                   const char *name,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_scenario (CorSnapshot *snapshot,
                                   const CorId *scenario_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_adopt_scenario (CorSnapshot *snapshot,
                                  const CorId *scenario_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_scenario_parse (const CorSnapshot *snapshot,
                             const char *name,
                             CorId *scenario_id,
                             GError **error);

G_END_DECLS
