/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A flow of least cost from node 0 to node 1, everything spelled out. */
typedef struct _CorTestFlow CorTestFlow;

CorTestFlow *cor_test_flow_new (guint n_nodes);

void cor_test_flow_free (CorTestFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestFlow, cor_test_flow_free)

guint cor_test_flow_add_arc (CorTestFlow *self, guint from, guint to, gint64 room, gint64 cost);

gint64 cor_test_flow_get_amount (const CorTestFlow *self, guint arc);

/* Ends when another unit would cost @enough or more. Returns how much flows, and its cost. */
gint64 cor_test_flow_solve (CorTestFlow *self, gint64 enough, gint64 *total_cost);

/**
 * CorTestDriveFunc:
 *
 * Returns: what getting a party into a slot takes, in seconds; -1 if it cannot
 */
typedef gint64 (*CorTestDriveFunc) (guint party, guint slot, gpointer user_data);

/**
 * CorTestLeaveFunc:
 *
 * Returns: whether a party has a car and has to leave it for a slot
 */
typedef gboolean (*CorTestLeaveFunc) (guint party, guint slot, gpointer user_data);

/* People who want through slots; @leaves may be %NULL. */
typedef struct
{
  guint n_parties;
  guint n_people[64];
  guint n_slots;
  guint hours[512];
  guint capacities[512];
  guint n_hours;
  CorTestDriveFunc get_drive;
  CorTestLeaveFunc leaves;
  gpointer user_data;
} CorTestProblem;

/* What can be reached at best, or what a plan reaches. */
typedef struct
{
  guint n_served;
  guint last_hour;
  guint n_leaving;
  guint64 person_hours;
  guint64 drive_s;
} CorTestScore;

CorTestScore cor_test_oracle_solve (const CorTestProblem *problem);

G_END_DECLS
