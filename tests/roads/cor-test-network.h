/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-router.h"

G_BEGIN_DECLS

#define COR_TEST_UNREACHABLE G_MAXINT64

guint32 cor_test_add_node (CorNetworkBuilder *builder, const char *key, double lat, double lon);
guint32 cor_test_add_leg (CorNetworkBuilder *builder,
                          guint32 from,
                          guint32 to,
                          const char *road,
                          guint32 length_m,
                          guint32 forward_ms,
                          guint32 backward_ms);
CorNetwork *cor_test_finish (CorNetworkBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *
cor_test_random_network (GRand *rand, guint n_nodes, guint n_legs) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_test_random_ordered_network (GRand *rand,
                                             guint n_nodes,
                                             guint n_legs) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_test_random_timed_network (GRand *rand,
                                           guint n_nodes,
                                           guint n_legs,
                                           gboolean is_ordered) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_test_grid_network (GRand *rand, guint side) G_GNUC_WARN_UNUSED_RESULT;
CorClosureSet *cor_test_random_closures (CorNetwork *network,
                                         GRand *rand,
                                         const CorBounds *box,
                                         double size,
                                         gint64 start_utc_s,
                                         gint span_s) G_GNUC_WARN_UNUSED_RESULT;
CorSnap cor_test_snap_node (CorNetwork *network, guint32 node);
CorSnap cor_test_snap_random (CorNetwork *network, GRand *rand);

G_END_DECLS
