/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include <string.h>

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/* From so many changed arcs on weighing everything anew is quicker than following each. */
#define MANY_ARCS 50000u
#define MAX_THREADS 8u

guint
cor_router_get_n_threads (CorRouter *self)
{
  if (self->network->n_nodes < COR_SUBTREES_MIN_NODES)
    return 1;

  return CLAMP (g_get_num_processors (), 1, MAX_THREADS);
}

/* Brings the hierarchy's weights, and the sweep that was made of them, up to date. */
void
cor_router_prepare_metric (CorRouter *self)
{
  guint n_changed = self->changed_arcs->len;

  if (self->metric != NULL && n_changed == 0 && !self->weights_are_new)
    return;
  if (self->metric == NULL || n_changed > MANY_ARCS || self->weights_are_new)
    {
      if (self->metric == NULL)
        self->metric = cor_metric_new (self->network, self->weights_ms, TRUE);
      cor_metric_customize (self->metric, cor_router_get_n_threads (self));
      self->sweep_is_stale = TRUE;
    }
  else
    {
      cor_metric_update (self->metric, (const guint32 *) self->changed_arcs->data, n_changed);
      if (self->sweep != NULL && !self->sweep_is_stale)
        cor_sweep_mark (self->sweep, self->metric);
    }
  g_array_set_size (self->changed_arcs, 0);
  self->weights_are_new = FALSE;
}

/* All nodes by which these places leave or enter the network. */
guint32 *
cor_router_list_nodes (CorRouter *self,
                       const guint32 *weights_ms,
                       const CorSnap *snaps,
                       gsize n_snaps,
                       gboolean leaving,
                       gsize *n_nodes)
{
  guint32 *nodes = g_new (guint32, n_snaps * COR_SNAP_MAX_ENDS + 1);

  *n_nodes = 0;
  for (gsize i = 0; i < n_snaps; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = leaving ? cor_snap_list_leaving (self->network, weights_ms, &snaps[i], ends)
                             : cor_snap_list_arriving (self->network, weights_ms, &snaps[i], ends);

      for (guint j = 0; j < n_ends; j++)
        nodes[(*n_nodes)++] = ends[j].node;
    }

  return nodes;
}

static void
fill_column (CorRouter *self,
             CorMatrix *matrix,
             const CorSnap *sources,
             gsize n_sources,
             const CorSnap *target,
             gsize column)
{
  for (gsize i = 0; i < n_sources; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = cor_router_list_leaving (self, &sources[i], ends);
      CorCost best = cor_router_find_direct (self, &sources[i], target, NULL);

      for (guint j = 0; j < n_ends; j++)
        best = MIN (best, ends[j].cost + cor_dijkstra_get_cost (self->dijkstra, ends[j].node));
      if (best < COR_COST_UNREACHABLE)
        cor_matrix_set (matrix, i, column, best);
    }
}

/* One plain search backward from each target. */
static gboolean
fill_by_search (CorRouter *self,
                CorMatrix *matrix,
                const CorSnap *sources,
                gsize n_sources,
                const CorSnap *targets,
                gsize n_targets,
                CorProgress *progress,
                GError **error)
{
  g_autofree guint32 *wanted = NULL;
  gsize n_wanted;

  wanted = cor_router_list_nodes (self, self->weights_ms, sources, n_sources, TRUE, &n_wanted);
  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = cor_router_list_arriving (self, &targets[i], ends);

      if (!cor_progress_check (progress, error))
        return FALSE;
      cor_dijkstra_start (self->dijkstra);
      for (guint j = 0; j < n_ends; j++)
        cor_dijkstra_add_start (self->dijkstra, ends[j].node, ends[j].cost);
      cor_dijkstra_run (self->dijkstra, self->weights_ms, TRUE, wanted, n_wanted);
      fill_column (self, matrix, sources, n_sources, &targets[i], i);
    }

  return TRUE;
}

static GArray *
list_target_ends (CorRouter *self, const CorSnap *targets, gsize n_targets)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));

  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = cor_router_list_arriving (self, &targets[i], ends);

      for (guint j = 0; j < n_ends; j++)
        {
          CorSweepEnd end = { (guint32) i, ends[j].node, ends[j].cost };

          g_array_append_val (all, end);
        }
    }

  return all;
}

/* Whether the sweep at hand was made for these nodes and ends; what the ends cost may differ. */
static gboolean
sweep_serves (CorRouter *self, const guint32 *nodes, gsize n_nodes, const GArray *ends)
{
  if (self->sweep == NULL || self->sweep_nodes->len != n_nodes ||
      self->sweep_ends->len != ends->len ||
      (n_nodes > 0 && memcmp (self->sweep_nodes->data, nodes, n_nodes * sizeof *nodes) != 0))
    return FALSE;
  for (guint i = 0; i < ends->len; i++)
    {
      const CorSweepEnd *had = &g_array_index (self->sweep_ends, CorSweepEnd, i);
      const CorSweepEnd *wanted = &g_array_index (ends, CorSweepEnd, i);

      if (had->lane != wanted->lane || had->node != wanted->node)
        return FALSE;
    }

  return TRUE;
}

static void
update_sweep (CorRouter *self, const GArray *ends)
{
  for (guint i = 0; i < ends->len; i++)
    {
      CorSweepEnd *had = &g_array_index (self->sweep_ends, CorSweepEnd, i);
      const CorSweepEnd *wanted = &g_array_index (ends, CorSweepEnd, i);

      if (had->cost != wanted->cost)
        cor_sweep_set_end_cost (self->sweep, i, wanted->cost);
      had->cost = wanted->cost;
    }
  if (self->sweep_is_stale)
    cor_sweep_run (self->sweep, self->metric, cor_router_get_n_threads (self));
  else
    cor_sweep_update (self->sweep, self->metric, cor_router_get_n_threads (self));
  self->sweep_is_stale = FALSE;
}

static void
prepare_sweep (CorRouter *self,
               const CorSnap *sources,
               gsize n_sources,
               GArray *ends,
               guint n_lanes)
{
  g_autofree guint32 *nodes = NULL;
  gsize n_nodes;

  nodes = cor_router_list_nodes (self, self->weights_ms, sources, n_sources, TRUE, &n_nodes);
  if (!sweep_serves (self, nodes, n_nodes, ends))
    {
      g_clear_pointer (&self->sweep, cor_sweep_free);
      self->sweep = cor_sweep_new (self->network, nodes, n_nodes, (const CorSweepEnd *) ends->data,
                                   ends->len, n_lanes, TRUE);
      self->sweep_is_stale = TRUE;
      g_array_set_size (self->sweep_nodes, 0);
      g_array_append_vals (self->sweep_nodes, nodes, n_nodes);
      g_array_set_size (self->sweep_ends, 0);
      g_array_append_vals (self->sweep_ends, ends->data, ends->len);
    }
  update_sweep (self, ends);
}

static CorCost
read_sweep (CorRouter *self, const CorSnapEnd *end, guint32 row, gsize lane)
{
  guint32 time_ms = cor_sweep_get_times_ms (self->sweep, row)[lane];

  if (time_ms >= COR_TRAVEL_UNREACHABLE)
    return COR_COST_UNREACHABLE;

  return end->cost + cor_cost (time_ms, cor_sweep_get_lengths_m (self->sweep, row)[lane]);
}

static void
fill_row (CorRouter *self,
          CorMatrix *matrix,
          const CorSnap *source,
          gsize index,
          const CorSnap *targets,
          gsize n_targets)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint32 rows[COR_SNAP_MAX_ENDS];
  guint n_ends = cor_router_list_leaving (self, source, ends);

  for (guint i = 0; i < n_ends; i++)
    rows[i] = cor_sweep_find_row (self->sweep, ends[i].node);
  for (gsize lane = 0; lane < n_targets; lane++)
    {
      CorCost best = COR_COST_UNREACHABLE;

      if (source->leg == targets[lane].leg)
        best = cor_router_find_direct (self, source, &targets[lane], NULL);
      for (guint i = 0; i < n_ends; i++)
        best = MIN (best, read_sweep (self, &ends[i], rows[i], lane));
      if (best < COR_COST_UNREACHABLE)
        cor_matrix_set (matrix, index, lane, best);
    }
}

/* The matrix as the closures are looked at. */
CorMatrix *
cor_router_compute_view (CorRouter *self,
                         const CorSnap *sources,
                         gsize n_sources,
                         const CorSnap *targets,
                         gsize n_targets,
                         CorProgress *progress,
                         GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);
  g_autoptr (GArray) ends = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->network->cch_parent == NULL)
    {
      if (!fill_by_search (self, matrix, sources, n_sources, targets, n_targets, progress, error))
        return NULL;
      return g_steal_pointer (&matrix);
    }

  cor_router_prepare_metric (self);
  if (!cor_progress_check (progress, error))
    return NULL;
  ends = list_target_ends (self, targets, n_targets);
  prepare_sweep (self, sources, n_sources, ends, (guint) n_targets);
  for (gsize i = 0; i < n_sources; i++)
    fill_row (self, matrix, &sources[i], i, targets, n_targets);

  return g_steal_pointer (&matrix);
}

/**
 * cor_router_compute_matrix:
 * @self: a router
 * @sources: (array length=n_sources): places to leave; those without a road reach nothing
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes the exact travel times and distances from all sources to all targets while the closures
 * hold. Asked again for the same places after the closures changed, it computes only what can have
 * changed with them.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix (CorRouter *self,
                           const CorSnap *sources,
                           gsize n_sources,
                           const CorSnap *targets,
                           gsize n_targets,
                           CorProgress *progress,
                           GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  cor_router_look_as_told (self);

  return cor_router_compute_view (self, sources, n_sources, targets, n_targets, progress, error);
}
