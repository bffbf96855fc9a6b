/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-expanded-network.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorExpandedFlow:
 *
 * People on their way through a network in time: the most of them out, the last of them earliest,
 * the sum of their ranks least, and of those who cannot all be served the more urgent first.
 */
typedef struct _CorExpandedFlow CorExpandedFlow;

/**
 * CorExpandedLeg:
 * @arc: an arc
 * @step: when it is entered
 */
typedef struct
{
  guint arc;
  guint step;
} CorExpandedLeg;

/**
 * CorExpandedPath:
 * @group: whose people
 * @entry: where they begin
 * @slot: where they are out
 * @n_people: how many
 * @first_leg: place of their first arc
 * @n_legs: how many arcs they use
 *
 * Some of a group on one way at one time.
 */
typedef struct
{
  guint group;
  guint entry;
  guint slot;
  guint32 n_people;
  guint first_leg;
  guint n_legs;
} CorExpandedPath;

CorExpandedFlow *cor_expanded_flow_new (const CorExpandedNetwork *network,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_expanded_flow_free (CorExpandedFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorExpandedFlow, cor_expanded_flow_free)

gboolean cor_expanded_flow_advance (CorExpandedFlow *self, guint64 max_work);

gboolean cor_expanded_flow_solve (CorExpandedFlow *self, CorProgress *progress, GError **error);

gboolean cor_expanded_flow_hurry (CorExpandedFlow *self, CorProgress *progress, GError **error);

guint64 cor_expanded_flow_get_n_out (const CorExpandedFlow *self);

guint64 cor_expanded_flow_get_rank_sum (const CorExpandedFlow *self);

guint cor_expanded_flow_get_last_rank (const CorExpandedFlow *self);

guint32 cor_expanded_flow_get_n_left (const CorExpandedFlow *self, guint group);

guint32 cor_expanded_flow_get_slot_amount (const CorExpandedFlow *self, guint slot);

guint64 cor_expanded_flow_get_work (const CorExpandedFlow *self);

guint cor_expanded_flow_get_n_ranks (const CorExpandedFlow *self);

guint cor_expanded_flow_get_n_proven_ranks (const CorExpandedFlow *self);

guint64 *cor_expanded_flow_list_out (const CorExpandedFlow *self) G_GNUC_WARN_UNUSED_RESULT;

guint64 *cor_expanded_flow_list_cuts (const CorExpandedFlow *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_expanded_flow_check_proof (const CorExpandedFlow *self);

gboolean cor_expanded_flow_list_paths (const CorExpandedFlow *self,
                                       GArray *paths,
                                       GArray *legs,
                                       CorProgress *progress,
                                       GError **error);

G_END_DECLS
