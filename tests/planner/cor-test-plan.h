/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-planner.h"
#include "cor-test-dump.h"

G_BEGIN_DECLS

/* 24 February 2022, 06:00 in Kyiv. */
#define COR_TEST_START_UTC_S G_GINT64_CONSTANT (1645675200)

/**
 * CorTestPlan:
 *
 * A small country: towns on a network of roads, and crossings at some of its nodes.
 */
typedef struct
{
  CorNetworkBuilder *builder;
  CorEdit *edit;
  CorPlanSettings *settings;
  guint n_towns;
  CorNetwork *network;
} CorTestPlan;

CorTestPlan *cor_test_plan_new (void);

void cor_test_plan_free (CorTestPlan *self);

/* Fails where not exactly one entry is unserved. */
const CorUnserved *cor_test_get_only_unserved (const CorResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestPlan, cor_test_plan_free)

guint32 cor_test_plan_add_node (CorTestPlan *self, const char *name, double lat, double lon);

guint32 cor_test_plan_add_leg (CorTestPlan *self, guint32 from, guint32 to, guint minutes);

guint32 cor_test_plan_add_measured_leg (CorTestPlan *self,
                                        guint32 from,
                                        guint32 to,
                                        guint minutes,
                                        guint length_m);

guint32 cor_test_plan_add_foreign_leg (CorTestPlan *self, guint32 from, guint32 to, guint minutes);

CorId cor_test_plan_add_town (CorTestPlan *self, const char *name, double lat, double lon);

CorPerson *cor_test_plan_add_people (CorTestPlan *self, const CorId *town, guint n_people);

CorCrossing *cor_test_plan_add_crossing (CorTestPlan *self,
                                         const char *key,
                                         double lat,
                                         double lon,
                                         guint capacity_people_per_h,
                                         guint modes);

CorClosure *cor_test_plan_add_area (CorTestPlan *self,
                                    const char *label,
                                    double south,
                                    double west,
                                    double north,
                                    double east);

CorSnapshot *cor_test_plan_finish (CorTestPlan *self);

CorResult *cor_test_plan_compute (CorTestPlan *self);

CorResult *cor_test_plan_compute_snapshot (CorTestPlan *self, CorSnapshot *snapshot);

CorResult *
cor_test_plan_compute_after (CorPlanner *planner, CorSnapshot *snapshot, const CorResult *told);

/* How many people go through a crossing. */
guint cor_test_count_through (const CorResult *result, const CorCrossing *crossing);

void cor_test_get_seeds (guint32 n_plans, guint32 *first, guint32 *last);

G_END_DECLS
