/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include <string.h>

#include "cor-matrix-private.h"
#include "cor-router-private.h"
#include "cor-sweep-kernel.h"

/* From so many changed arcs on, or such a share of all, weighing everything anew is quicker than
 * following each. */
#define MANY_ARCS 50000u
#define MANY_OF_ALL 32u
#define MAX_THREADS 8u

/* So many rows of a matrix a thread fills at once. */
#define ROWS_AT_ONCE 1000u

/**
 * cor_router_get_n_threads:
 * @self: a router
 *
 * Returns: how many threads may work on its network; a small one is quicker on one
 */
guint
cor_router_get_n_threads (CorRouter *self)
{
  if (self->network->n_nodes < COR_SUBTREES_MIN_NODES)
    return 1;

  return CLAMP (self->n_threads > 0 ? self->n_threads : g_get_num_processors (), 1, MAX_THREADS);
}

/**
 * cor_router_set_n_threads:
 * @self: a router
 * @n_threads: how many; 0: as many as there are processors
 *
 * Says how many threads may work on what is large enough for several: for whoever measures or
 * checks.
 */
void
cor_router_set_n_threads (CorRouter *self, guint n_threads)
{
  self->n_threads = n_threads;
}

/**
 * cor_router_prepare_metric:
 * @self: a router
 *
 * Brings the hierarchy's weights, and the sweep that was made of them, up to date.
 */
void
cor_router_prepare_metric (CorRouter *self)
{
  cor_router_prepare_metric_until (self, NULL, NULL);
}

/**
 * cor_router_prepare_metric_until:
 * @self: a router
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Does what cor_router_prepare_metric() does. After it was stopped all is weighed anew the next
 * time.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_router_prepare_metric_until (CorRouter *self, CorProgress *progress, GError **error)
{
  guint n_changed = self->changed_arcs->len;
  CorHalt halt = cor_halt_make (progress);
  gboolean is_whole;

  if (self->metric != NULL && n_changed == 0 && !self->weights_are_new)
    return TRUE;
  if (self->metric == NULL ||
      n_changed > MIN (MANY_ARCS, self->network->n_arcs / MANY_OF_ALL + 1) || self->weights_are_new)
    {
      if (self->metric == NULL)
        self->metric = cor_metric_new (self->network, self->weights_ms, TRUE);
      is_whole = cor_metric_customize_until (self->metric, cor_router_get_n_threads (self), &halt);
      self->sweep_is_stale = TRUE;
    }
  else
    {
      is_whole = cor_metric_update_until (self->metric, (const guint32 *) self->changed_arcs->data,
                                          n_changed, &halt);
      if (is_whole && self->sweep != NULL && !self->sweep_is_stale)
        cor_sweep_mark (self->sweep, self->metric);
    }
  g_array_set_size (self->changed_arcs, 0);
  self->weights_are_new = !is_whole;

  return is_whole || cor_progress_check (progress, error);
}

/**
 * cor_router_list_nodes:
 * @self: a router
 * @weights_ms: what arcs take
 * @snaps: (array length=n_snaps): places on the network
 * @n_snaps: how many
 * @leaving: whether one leaves there, not arrives
 * @n_nodes: (out): how many
 *
 * Returns: (transfer full) (array length=n_nodes): all nodes by which these places leave or enter
 * the network
 */
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
      CorSnapEnd ends[2 * COR_SNAP_MAX_ENDS];
      guint n_ends = cor_router_list_ends_ever (self, &targets[i], FALSE, ends);

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

/* Returns FALSE if it was stopped; the next time all of it is computed. */
static gboolean
update_sweep (CorRouter *self, const GArray *ends, CorProgress *progress)
{
  CorHalt halt = cor_halt_make (progress);
  guint n_threads = cor_router_get_n_threads (self);

  for (guint i = 0; i < ends->len; i++)
    {
      CorSweepEnd *had = &g_array_index (self->sweep_ends, CorSweepEnd, i);
      const CorSweepEnd *wanted = &g_array_index (ends, CorSweepEnd, i);

      if (had->cost != wanted->cost)
        cor_sweep_set_end_cost (self->sweep, i, wanted->cost);
      had->cost = wanted->cost;
    }
  if (self->sweep_is_stale)
    self->sweep_is_stale = !cor_sweep_run_until (self->sweep, self->metric, n_threads, &halt);
  else
    self->sweep_is_stale = !cor_sweep_update_until (self->sweep, self->metric, n_threads, &halt);

  return !self->sweep_is_stale;
}

/* Returns FALSE if it was stopped; there is no sweep then. */
static gboolean
make_sweep (CorRouter *self, const GArray *ends, guint n_lanes, CorProgress *progress)
{
  CorHalt halt = cor_halt_make (progress);
  const CorRouterLeaving *leaving = &self->leaving;
  const guint32 *nodes = (const guint32 *) leaving->nodes->data;

  g_clear_pointer (&self->sweep, cor_sweep_free);
  self->sweep =
      cor_sweep_new_until (self->network, nodes, leaving->nodes->len,
                           (const CorSweepEnd *) ends->data, ends->len, n_lanes, TRUE, &halt);
  if (self->sweep == NULL)
    return FALSE;
  self->sweep_is_stale = TRUE;
  g_array_set_size (self->sweep_nodes, 0);
  g_array_append_vals (self->sweep_nodes, nodes, leaving->nodes->len);
  g_array_set_size (self->sweep_ends, 0);
  g_array_append_vals (self->sweep_ends, ends->data, ends->len);
  g_array_set_size (self->sweep_rows, leaving->nodes->len);
  for (guint i = 0; i < leaving->nodes->len; i++)
    g_array_index (self->sweep_rows, guint32, i) = cor_sweep_find_row (self->sweep, nodes[i]);

  return TRUE;
}

static gboolean
prepare_sweep (CorRouter *self,
               const GArray *ends,
               guint n_lanes,
               CorProgress *progress,
               GError **error)
{
  const GArray *nodes = self->leaving.nodes;

  if (!cor_progress_check (progress, error))
    return FALSE;
  if (!sweep_serves (self, (const guint32 *) nodes->data, nodes->len, ends))
    if (!make_sweep (self, ends, n_lanes, progress))
      return cor_progress_check (progress, error);

  return update_sweep (self, ends, progress) || cor_progress_check (progress, error);
}

/* A matrix while it is filled from the sweep. */
typedef struct
{
  CorRouter *router;
  CorMatrix *matrix;
  CorMatrix *last; /* (nullable): the one before, for the same targets */
  const CorSnap *targets;
  gsize n_targets;
  gint n_taken; /* blocks of rows */
} Filling;

/* Whether leaving a place, or going on from where it is left, may be another matter than before. */
static gboolean
row_is_anew (const Filling *self, gsize index)
{
  const CorRouterLeaving *leaving = &self->router->leaving;
  guint end = g_array_index (leaving->first, guint, index + 1);

  if (self->last == NULL || leaving->is_anew[index])
    return TRUE;
  for (guint i = g_array_index (leaving->first, guint, index); i < end; i++)
    {
      if (cor_sweep_get_row_changed (self->router->sweep,
                                     g_array_index (self->router->sweep_rows, guint32, i)))
        return TRUE;
    }

  return FALSE;
}

/* By whichever of its ends a place is best left; of a single one twice the same is the best. */
static void
fill_from_ends (const Filling *self, CorCost *row, guint begin, guint end)
{
  const GArray *sweep_rows = self->router->sweep_rows;
  const CorSnapEnd *ends = (const CorSnapEnd *) (gpointer) self->router->leaving.ends->data;
  CorSweep *sweep = self->router->sweep;
  const CorCost *best = cor_sweep_get_costs (sweep, g_array_index (sweep_rows, guint32, begin));
  CorCost best_added = ends[begin].cost;

  for (guint i = MIN (begin + 1, end - 1); i < end; i++)
    {
      cor_sweep_kernel_join (row, best, best_added,
                             cor_sweep_get_costs (sweep, g_array_index (sweep_rows, guint32, i)),
                             ends[i].cost, self->n_targets);
      best = row;
      best_added = 0;
    }
}

static void
fill_row (const Filling *self, gsize index)
{
  const CorRouterLeaving *leaving = &self->router->leaving;
  const CorSnap *source = &leaving->sources[index];
  guint begin = g_array_index (leaving->first, guint, index);
  guint end = g_array_index (leaving->first, guint, index + 1);
  CorCost *row = cor_matrix_get_row (self->matrix, index);

  if (!row_is_anew (self, index))
    {
      memcpy (row, cor_matrix_get_row (self->last, index), self->n_targets * sizeof *row);
      return;
    }
  for (gsize lane = 0; begin == end && lane < self->n_targets; lane++)
    row[lane] = COR_COST_UNREACHABLE;
  if (begin < end)
    fill_from_ends (self, row, begin, end);
  if (source->node != COR_ROAD_NONE)
    return;
  for (gsize lane = 0; lane < self->n_targets; lane++)
    {
      CorCost direct;

      if (source->leg != self->targets[lane].leg)
        continue;
      direct = cor_router_find_direct (self->router, source, &self->targets[lane], NULL);
      row[lane] = MIN (row[lane], direct);
    }
}

static void
fill_rows (guint thread, gpointer user_data)
{
  Filling *self = user_data;
  gsize n_sources = cor_matrix_get_n_sources (self->matrix);

  for (;;)
    {
      gsize begin = (gsize) g_atomic_int_add (&self->n_taken, 1) * ROWS_AT_ONCE;

      if (begin >= n_sources)
        return;
      for (gsize i = begin; i < MIN (begin + ROWS_AT_ONCE, n_sources); i++)
        fill_row (self, i);
    }
}

/* What has not changed is taken from the matrix before. As many threads as there are blocks of rows
 * for, so that a small matrix starts none. */
static void
fill_by_sweep (CorRouter *self, CorMatrix *matrix, const CorSnap *targets)
{
  gsize n_blocks = cor_matrix_get_n_sources (matrix) / ROWS_AT_ONCE;
  Filling filling = { .router = self,
                      .matrix = matrix,
                      .targets = targets,
                      .n_targets = cor_matrix_get_n_targets (matrix) };

  if (filling.n_targets > 0 && self->last_matrix != NULL &&
      cor_matrix_get_n_targets (self->last_matrix) == filling.n_targets &&
      memcmp (self->last_targets, targets, filling.n_targets * sizeof *targets) == 0)
    filling.last = self->last_matrix;
  cor_subtrees_run (MIN (cor_router_get_n_threads (self), (guint) MAX (n_blocks, 1)), fill_rows,
                    &filling);
}

static void
keep_matrix (CorRouter *self, CorMatrix *matrix, const CorSnap *targets)
{
  g_clear_pointer (&self->last_matrix, cor_matrix_unref);
  g_free (self->last_targets);
  self->last_matrix = cor_matrix_ref (matrix);
  self->last_targets = g_memdup2 (targets, cor_matrix_get_n_targets (matrix) * sizeof *targets);
}

/**
 * cor_router_compute_view:
 * @self: a router
 * @sources: (array length=n_sources): where ways begin
 * @n_sources: how many
 * @targets: (array length=n_targets): where they end
 * @n_targets: how many
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): the matrix as the closures are looked at
 */
CorMatrix *
cor_router_compute_view (CorRouter *self,
                         const CorSnap *sources,
                         gsize n_sources,
                         const CorSnap *targets,
                         gsize n_targets,
                         CorProgress *progress,
                         GError **error)
{
  g_autoptr (CorMatrix) matrix = NULL;
  g_autoptr (GArray) ends = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->network->cch_parent == NULL)
    {
      matrix = cor_matrix_new (n_sources, n_targets);
      if (!fill_by_search (self, matrix, sources, n_sources, targets, n_targets, progress, error))
        return NULL;
      return g_steal_pointer (&matrix);
    }

  if (!cor_router_prepare_metric_until (self, progress, error))
    {
      g_clear_pointer (&self->last_matrix, cor_matrix_unref);
      return NULL;
    }
  cor_router_leaving_list (&self->leaving, self, sources, n_sources);
  ends = list_target_ends (self, targets, n_targets);
  if (!prepare_sweep (self, ends, (guint) n_targets, progress, error))
    {
      /* What has changed since the matrix before will not be known again. */
      g_clear_pointer (&self->last_matrix, cor_matrix_unref);
      return NULL;
    }
  matrix = cor_matrix_new_unfilled (n_sources, n_targets);
  fill_by_sweep (self, matrix, targets);
  keep_matrix (self, matrix, targets);

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

/**
 * cor_router_compute_matrix_at_best:
 * @self: a router
 * @sources: (array length=n_sources): places to leave; those without a road reach nothing
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * As cor_router_compute_matrix (), but ferries and streets that are closed at some hours of the
 * week are taken to be open: nobody is quicker than that at whatever time they leave.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix_at_best (CorRouter *self,
                                   const CorSnap *sources,
                                   gsize n_sources,
                                   const CorSnap *targets,
                                   gsize n_targets,
                                   CorProgress *progress,
                                   GError **error)
{
  CorRouterView view = self->told;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  view.with_hours = FALSE;
  cor_router_look (self, &view);

  return cor_router_compute_view (self, sources, n_sources, targets, n_targets, progress, error);
}
