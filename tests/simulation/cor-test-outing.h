/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* 24 February 2022, 06:00 in Kyiv. */
#define COR_TEST_START_UTC_S G_GINT64_CONSTANT (1645675200)

#define COR_TEST_HOUR_S 3600

/**
 * CorTestOuting:
 *
 * A plan and its movements made by hand, without a planner: one town, one crossing, and a straight
 * road between them.
 */
typedef struct
{
  CorEdit *edit;
  CorPlanSettings *settings;
  CorCrossing *crossing;
  CorId cluster_id;
  CorResult *result;
} CorTestOuting;

CorTestOuting *cor_test_outing_new (guint drive_min, guint capacity_people_per_h);

void cor_test_outing_free (CorTestOuting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestOuting, cor_test_outing_free)

CorMovement *
cor_test_outing_add (CorTestOuting *self, gint64 depart_s, gint64 pass_s, guint n_people);

CorClosure *cor_test_outing_close_middle (CorTestOuting *self, gint64 from_s, gint64 until_s);

CorSnapshot *cor_test_outing_finish (CorTestOuting *self);

G_END_DECLS
