/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet.h"
#include "cor-lane-plan.h"
#include "cor-movement-maker.h"

G_BEGIN_DECLS

/* The step of time in which a plan's lanes are kept, and how many steps there are. */
typedef struct
{
  gint64 first_utc_s;
  guint step_s;
  guint n_steps;
} CorLaneSteps;

CorLaneSteps cor_draft_get_lane_steps (const CorDraft *self);

gboolean cor_draft_plan_lanes (CorDraft *self,
                               const CorLaneSet *lanes,
                               CorLaneTimes *times,
                               CorProgress *progress,
                               GError **error);

gboolean cor_draft_plan_lanes_early (CorDraft *self,
                                     const CorLaneSet *lanes,
                                     CorLaneTimes *times,
                                     CorProgress *progress,
                                     GError **error);

void cor_draft_clear_lanes (CorDraft *self);

CorDraft cor_draft_without_columns (const CorDraft *self);

gboolean cor_draft_has_allotment (const CorDraft *self);

gboolean
cor_draft_fit_lanes (CorDraft *self, const CorGoals *goals, CorProgress *progress, GError **error);

guint *cor_draft_dup_lane_places (const CorDraft *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_draft_set_lane_places (CorDraft *self, const guint *places);

CorFleetGates *cor_draft_list_gates (const CorDraft *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_draft_check_lanes (const CorDraft *self);

void cor_draft_write_lanes (const CorDraft *self, CorMovement *movement, guint crossing);

gboolean cor_draft_explain_lane (const CorDraft *self,
                                 const CorResult *result,
                                 const CorPassage *passage,
                                 CorBinding *reason);

gboolean cor_draft_lacks_lane (const CorDraft *self,
                               const CorResult *result,
                               guint party,
                               CorUnserved *unserved);

G_END_DECLS
