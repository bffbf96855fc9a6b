/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet.h"
#include "cor-movement-maker.h"

G_BEGIN_DECLS

gboolean cor_draft_find_vehicles (CorDraft *self, CorProgress *progress, GError **error);

void
cor_draft_list_vehicles (const CorDraft *self, CorMovement *movement, const CorPassage *passage);

gboolean cor_draft_lacks_seat (const CorDraft *self, guint household, CorBinding *remedy);

gboolean cor_draft_get_fleet_bound (const CorDraft *self, CorFleetScore *bound);

guint cor_draft_count_vehicles (const CorDraft *self, guint cluster, guint crossing, guint hour);

gint64 cor_draft_find_slack_s (const CorDraft *self, guint cluster, guint crossing, guint hour);

gboolean cor_draft_leave_sooner (const CorDraft *self,
                                 guint cluster,
                                 guint crossing,
                                 guint hour,
                                 gint64 sooner_s);

void cor_draft_fleet_free (CorDraftFleet *self);

G_END_DECLS
