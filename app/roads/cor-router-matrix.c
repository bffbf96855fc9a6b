/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include <string.h>

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/* From so many changed arcs on, or such a share of all, weighing everything anew is quicker than
 * following each. */
#define MANY_ARCS 50000u
#define MANY_OF_ALL 32u
#define MAX_THREADS 8u

/* So many rows of a matrix a thread fills at once. */
#define ROWS_AT_ONCE 1000u

guint
cor_router_get_n_threads (CorRouter *self)
{
  if (self->network->n_nodes < COR_SUBTREES_MIN_NODES)
    return 1;

  return CLAMP (self->n_threads > 0 ? self->n_threads : g_get_num_processors (), 1, MAX_THREADS);
}

/* Whoever measures or checks says how many threads may work on what is large enough for several. */
void
cor_router_set_n_threads (CorRouter *self, guint n_threads)
{
  self->n_threads = n_threads;
}

/* Brings the hierarchy's weights, and the sweep that was made of them, up to date. */
void
cor_router_prepare_metric (CorRouter *self)
{
  guint n_changed = self->changed_arcs->len;

  if (self->metric != NULL && n_changed == 0 && !self->weights_are_new)
    return;
  if (self->metric == NULL ||
      n_changed > MIN (MANY_ARCS, self->network->n_arcs / MANY_OF_ALL + 1) || self->weights_are_new)
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

/* Whether nothing closes or slows the leg that a place stands on, the most common case by far. */
static gboolean
ends_are_open (CorRouter *self, const CorSnap *snap)
{
  guint32 arcs[COR_NETWORK_MAX_COPIES + 1];

  if (snap->state != COR_SNAP_FOUND || snap->node != COR_ROAD_NONE)
    return TRUE;
  if (self->moving_ms != NULL)
    return FALSE;
  for (guint backward = 0; backward < 2; backward++)
    {
      guint n_arcs = cor_network_list_arcs (self->network, snap->leg, backward == 1, arcs);

      for (guint i = 0; i < n_arcs; i++)
        {
          if (self->weights_ms[arcs[i]] != self->open_ms[arcs[i]])
            return FALSE;
        }
    }

  return TRUE;
}

/* By which nodes a place is left or entered as long as its leg is open; what is closed now costs
 * more than can be. So the nodes stay the same whatever closes, and with them what was found for
 * them. */
static guint
list_ends_ever (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ever)
{
  CorSnapEnd now[COR_SNAP_MAX_ENDS];
  guint n_ever = leaving ? cor_snap_list_leaving (self->network, self->open_ms, snap, ever)
                         : cor_snap_list_arriving (self->network, self->open_ms, snap, ever);
  guint n_ends = n_ever;
  guint n_now;

  if (ends_are_open (self, snap))
    return n_ever;
  n_now = leaving ? cor_router_list_leaving (self, snap, now)
                  : cor_router_list_arriving (self, snap, now);
  for (guint i = 0; i < n_ever; i++)
    ever[i].cost = COR_COST_UNREACHABLE;
  for (guint i = 0; i < n_now; i++)
    {
      guint j = 0;

      while (j < n_ever && (ever[j].node != now[i].node || ever[j].arc != now[i].arc))
        j++;
      ever[j < n_ever ? j : n_ends++] = now[i];
    }

  return n_ends;
}

static GArray *
list_target_ends (CorRouter *self, const CorSnap *targets, gsize n_targets)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));

  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd ends[2 * COR_SNAP_MAX_ENDS];
      guint n_ends = list_ends_ever (self, &targets[i], FALSE, ends);

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

/* By which nodes all sources are left. */
typedef struct
{
  GArray *first; /* guint: where the ends of each source begin, and their end */
  GArray *ends;  /* CorSnapEnd */
  GArray *nodes; /* guint32: of the ends */
} Leaving;

static void
leaving_clear (Leaving *self)
{
  g_array_unref (self->first);
  g_array_unref (self->ends);
  g_array_unref (self->nodes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Leaving, leaving_clear)

static void
leaving_init (Leaving *self, CorRouter *router, const CorSnap *sources, gsize n_sources)
{
  self->first = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n_sources + 1);
  self->ends = g_array_sized_new (FALSE, FALSE, sizeof (CorSnapEnd), (guint) n_sources * 2);
  self->nodes = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n_sources * 2);
  for (gsize i = 0; i < n_sources; i++)
    {
      CorSnapEnd ends[2 * COR_SNAP_MAX_ENDS];
      guint n_ends = list_ends_ever (router, &sources[i], TRUE, ends);

      g_array_append_val (self->first, self->ends->len);
      g_array_append_vals (self->ends, ends, n_ends);
      for (guint j = 0; j < n_ends; j++)
        g_array_append_val (self->nodes, ends[j].node);
    }
  g_array_append_val (self->first, self->ends->len);
}

static void
make_sweep (CorRouter *self, const Leaving *leaving, const GArray *ends, guint n_lanes)
{
  const guint32 *nodes = (const guint32 *) leaving->nodes->data;

  g_clear_pointer (&self->sweep, cor_sweep_free);
  self->sweep = cor_sweep_new (self->network, nodes, leaving->nodes->len,
                               (const CorSweepEnd *) ends->data, ends->len, n_lanes, TRUE);
  self->sweep_is_stale = TRUE;
  g_array_set_size (self->sweep_nodes, 0);
  g_array_append_vals (self->sweep_nodes, nodes, leaving->nodes->len);
  g_array_set_size (self->sweep_ends, 0);
  g_array_append_vals (self->sweep_ends, ends->data, ends->len);
  g_array_set_size (self->sweep_rows, leaving->nodes->len);
  for (guint i = 0; i < leaving->nodes->len; i++)
    g_array_index (self->sweep_rows, guint32, i) = cor_sweep_find_row (self->sweep, nodes[i]);
}

static void
prepare_sweep (CorRouter *self, const Leaving *leaving, const GArray *ends, guint n_lanes)
{
  if (!sweep_serves (self, (const guint32 *) leaving->nodes->data, leaving->nodes->len, ends))
    make_sweep (self, leaving, ends, n_lanes);
  update_sweep (self, ends);
}

/* A matrix while it is filled from the sweep. */
typedef struct
{
  CorRouter *router;
  CorMatrix *matrix;
  const Leaving *leaving;
  const CorSnap *sources;
  const CorSnap *targets;
  gsize n_targets;
  gint n_taken; /* blocks of rows */
} Filling;

static void
fill_from_end (CorCost *row, const CorCost *costs, CorCost end_cost, gsize n, gboolean is_first)
{
  if (is_first)
    {
      for (gsize i = 0; i < n; i++)
        row[i] = end_cost + costs[i];
      return;
    }
  for (gsize i = 0; i < n; i++)
    row[i] = MIN (row[i], end_cost + costs[i]);
}

static void
fill_row (const Filling *self, gsize index)
{
  CorRouter *router = self->router;
  const CorSnap *source = &self->sources[index];
  guint begin = g_array_index (self->leaving->first, guint, index);
  guint end = g_array_index (self->leaving->first, guint, index + 1);
  CorCost *row = cor_matrix_get_row (self->matrix, index);

  for (gsize lane = 0; begin == end && lane < self->n_targets; lane++)
    row[lane] = COR_COST_UNREACHABLE;
  for (guint i = begin; i < end; i++)
    {
      guint32 sweep_row = g_array_index (router->sweep_rows, guint32, i);

      fill_from_end (row, cor_sweep_get_costs (router->sweep, sweep_row),
                     g_array_index (self->leaving->ends, CorSnapEnd, i).cost, self->n_targets,
                     i == begin);
    }
  if (source->node != COR_ROAD_NONE)
    return;
  for (gsize lane = 0; lane < self->n_targets; lane++)
    {
      CorCost direct;

      if (source->leg != self->targets[lane].leg)
        continue;
      direct = cor_router_find_direct (router, source, &self->targets[lane], NULL);
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

/* As many threads as there are blocks of rows for, so that a small matrix starts none. */
static void
fill_by_sweep (Filling *filling)
{
  gsize n_blocks = cor_matrix_get_n_sources (filling->matrix) / ROWS_AT_ONCE;

  cor_subtrees_run (MIN (cor_router_get_n_threads (filling->router), (guint) MAX (n_blocks, 1)),
                    fill_rows, filling);
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
  g_autoptr (CorMatrix) matrix = NULL;
  g_autoptr (GArray) ends = NULL;
  g_auto (Leaving) leaving = { NULL };
  Filling filling;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  leaving_init (&leaving, self, sources, n_sources);
  if (self->network->cch_parent == NULL)
    {
      matrix = cor_matrix_new (n_sources, n_targets);
      if (!fill_by_search (self, matrix, sources, n_sources, targets, n_targets, progress, error))
        return NULL;
      return g_steal_pointer (&matrix);
    }

  cor_router_prepare_metric (self);
  if (!cor_progress_check (progress, error))
    return NULL;
  ends = list_target_ends (self, targets, n_targets);
  prepare_sweep (self, &leaving, ends, (guint) n_targets);
  matrix = cor_matrix_new_unfilled (n_sources, n_targets);
  filling = (Filling){ .router = self,
                       .matrix = matrix,
                       .leaving = &leaving,
                       .sources = sources,
                       .targets = targets,
                       .n_targets = n_targets };
  fill_by_sweep (&filling);

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
