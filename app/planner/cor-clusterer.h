/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorClustering:
 * @clusters: (element-type CorCluster): by id
 * @cluster_of: (element-type guint): for each person of the snapshot the place of their cluster in
 *   @clusters, %G_MAXUINT for those in none
 * @n_people: everybody
 * @n_registrations: persons
 * @n_placed: people in a cluster, of all statuses
 * @n_unplaced: people in no cluster who still need a movement
 * @n_out: people crossed, safe or declined, wherever they are
 *
 * The people of a plan, gathered. Everybody placed is in exactly one cluster.
 */
typedef struct
{
  GPtrArray *clusters;
  GArray *cluster_of;
  guint n_people;
  guint n_registrations;
  guint n_placed;
  guint n_unplaced;
  guint n_out;
} CorClustering;

CorClustering *cor_clustering_new (CorSnapshot *snapshot,
                                   CorProgress *progress,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_clustering_move_rally_points (CorClustering *self, CorSnapshot *snapshot);

void cor_clustering_free (CorClustering *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClustering, cor_clustering_free)

G_END_DECLS
