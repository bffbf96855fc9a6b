/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-person.h"
#include "cor-settlement.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* Edits of registrations, of the households they belong to, and of what was found in the lists. */

CorEdit *cor_edit_set_status (CorSnapshot *snapshot,
                              const CorId *person_ids,
                              guint n_persons,
                              CorStatus status) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_place_people (CorSnapshot *snapshot,
                                const CorId *person_ids,
                                guint n_persons,
                                CorSettlement *settlement) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_merge_people (CorSnapshot *snapshot,
                                const CorId *kept_id,
                                const CorId *other_id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_split_household (CorSnapshot *snapshot,
                                   const CorId *person_ids,
                                   guint n_persons) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_people (CorSnapshot *snapshot,
                                 const CorId *person_ids,
                                 guint n_persons) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_resolve_finding (CorSnapshot *snapshot,
                                   const CorId *finding_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
