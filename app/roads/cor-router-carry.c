/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/*
 * What is carried along quickest ways: each leg has a weight beside its time, and the weights of
 * the legs driven are added up. A cost has room for one number beside the time; where that is the
 * weight rather than the length, whatever finds distances finds this, at the price of a hierarchy
 * of its own.
 */

typedef struct
{
  CorRouter *router;
  const guint32 *carried;    /* by leg */
  const guint32 *weights_ms; /* by arc: the price of what is carried included */
  guint32 price_ms;          /* of each unit */
} Carrying;

/* A time with the price of what is carried meanwhile. */
static guint32
add_price (guint32 time_ms, guint32 carried, guint32 price_ms)
{
  guint64 sum_ms = time_ms + (guint64) carried * price_ms;

  return (guint32) MIN (sum_ms, COR_TRAVEL_UNREACHABLE);
}

/* NULL where nothing has a price. */
static guint32 *
price_weights (CorRouter *router, const guint32 *carried, guint32 price_ms)
{
  const CorNetwork *network = router->network;
  guint32 *weights_ms;

  if (price_ms == 0)
    return NULL;

  weights_ms = g_new (guint32, network->n_arcs + 1);
  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    weights_ms[arc] =
        add_price (router->weights_ms[arc], carried[cor_network_arc_leg (network, arc)], price_ms);

  return weights_ms;
}

/* What the part of a leg between a place and the end of an arc weighs. */
static guint32
get_part (const Carrying *self, const CorSnap *snap, guint32 arc, gboolean leaving)
{
  gboolean is_rest = leaving != cor_network_get_arc_is_backward (self->router->network, arc);
  guint32 share = is_rest ? COR_SNAP_WHOLE_LEG - snap->along : snap->along;

  return cor_snap_part (self->carried[snap->leg], share);
}

/* By which nodes a place is left or entered; the legs driven in part weigh their part. */
static guint
list_ends (const Carrying *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  guint n_ends = leaving ? cor_router_list_leaving (self->router, snap, ends)
                         : cor_router_list_arriving (self->router, snap, ends);

  for (guint i = 0; i < n_ends; i++)
    {
      guint32 part = ends[i].arc != COR_ROAD_NONE ? get_part (self, snap, ends[i].arc, leaving) : 0;

      ends[i].cost =
          cor_cost (add_price (cor_cost_time_ms (ends[i].cost), part, self->price_ms), part);
    }

  return n_ends;
}

/* Between two places on one leg. */
static CorCost
find_direct (const Carrying *self, const CorSnap *source, const CorSnap *target)
{
  guint32 arc = COR_ROAD_NONE;
  CorCost cost = cor_router_find_direct (self->router, source, target, &arc);
  guint32 share = MAX (source->along, target->along) - MIN (source->along, target->along);
  guint32 part = arc != COR_ROAD_NONE ? cor_snap_part (self->carried[source->leg], share) : 0;

  if (cost >= COR_COST_UNREACHABLE)
    return COR_COST_UNREACHABLE;

  return cor_cost (add_price (cor_cost_time_ms (cost), part, self->price_ms), part);
}

static CorCost
join (const Carrying *self,
      const CorSnap *source,
      const CorSnap *target,
      const CorCost *rest,
      const CorSnapEnd *ends,
      guint n_ends)
{
  CorCost best = find_direct (self, source, target);

  for (guint i = 0; i < n_ends; i++)
    if (rest[i] < COR_COST_UNREACHABLE)
      best = MIN (best, ends[i].cost + rest[i]);

  return MIN (best, COR_COST_UNREACHABLE);
}

/* One plain search backward from a target. */
static void
search_to (const Carrying *self,
           CorMatrix *matrix,
           const CorSnap *sources,
           gsize n_sources,
           const CorSnap *target,
           gsize column)
{
  CorDijkstra *dijkstra = self->router->dijkstra;
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, target, FALSE, ends);

  cor_dijkstra_start (dijkstra);
  for (guint i = 0; i < n_ends; i++)
    cor_dijkstra_add_start (dijkstra, ends[i].node, ends[i].cost);
  cor_dijkstra_run (dijkstra, self->weights_ms, TRUE, NULL, 0);
  for (gsize i = 0; i < n_sources; i++)
    {
      CorCost rest[COR_SNAP_MAX_ENDS];

      n_ends = list_ends (self, &sources[i], TRUE, ends);
      for (guint j = 0; j < n_ends; j++)
        rest[j] = cor_dijkstra_get_cost (dijkstra, ends[j].node);
      cor_matrix_set (matrix, i, column, join (self, &sources[i], target, rest, ends, n_ends));
    }
}

static gboolean
fill_by_search (const Carrying *self,
                CorMatrix *matrix,
                const CorSnap *sources,
                gsize n_sources,
                const CorSnap *targets,
                gsize n_targets,
                CorProgress *progress,
                GError **error)
{
  gboolean goes_on = TRUE;

  cor_dijkstra_set_carried (self->router->dijkstra, self->carried);
  for (gsize i = 0; i < n_targets && goes_on; i++)
    {
      goes_on = cor_progress_check (progress, error);
      if (goes_on)
        search_to (self, matrix, sources, n_sources, &targets[i], i);
    }
  cor_dijkstra_set_carried (self->router->dijkstra, NULL);

  return goes_on;
}

static CorSweep *
make_sweep (const Carrying *self,
            const guint32 *nodes,
            gsize n_nodes,
            const CorSnap *targets,
            gsize n_targets)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));

  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = list_ends (self, &targets[i], FALSE, ends);

      for (guint j = 0; j < n_ends; j++)
        {
          CorSweepEnd end = { (guint32) i, ends[j].node, ends[j].cost };

          g_array_append_val (all, end);
        }
    }

  return cor_sweep_new (self->router->network, nodes, n_nodes,
                        (const CorSweepEnd *) (gpointer) all->data, all->len, (guint) n_targets,
                        TRUE);
}

static gboolean
fill_by_sweep (const Carrying *self,
               CorMatrix *matrix,
               const CorSnap *sources,
               gsize n_sources,
               const CorSnap *targets,
               gsize n_targets,
               CorProgress *progress,
               GError **error)
{
  CorRouter *router = self->router;
  guint n_threads = cor_router_get_n_threads (router);
  CorHalt halt = cor_halt_make (progress);
  g_autoptr (CorMetric) metric =
      cor_metric_new_carrying (router->network, self->weights_ms, self->carried);
  g_autoptr (CorSweep) sweep = NULL;
  g_autofree guint32 *nodes = NULL;
  gsize n_nodes;

  if (!cor_metric_customize_until (metric, n_threads, &halt))
    return cor_progress_check (progress, error);

  nodes = cor_router_list_nodes (router, router->weights_ms, sources, n_sources, TRUE, &n_nodes);
  sweep = make_sweep (self, nodes, n_nodes, targets, n_targets);
  if (!cor_sweep_run_until (sweep, metric, n_threads, &halt))
    return cor_progress_check (progress, error);
  for (gsize i = 0; i < n_sources; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint32 rows[COR_SNAP_MAX_ENDS];
      guint n_ends = list_ends (self, &sources[i], TRUE, ends);

      for (guint j = 0; j < n_ends; j++)
        rows[j] = cor_sweep_find_row (sweep, ends[j].node);
      for (gsize lane = 0; lane < n_targets; lane++)
        {
          CorCost rest[COR_SNAP_MAX_ENDS];

          for (guint j = 0; j < n_ends; j++)
            rest[j] = cor_sweep_get_costs (sweep, rows[j])[lane];
          cor_matrix_set (matrix, i, lane,
                          join (self, &sources[i], &targets[lane], rest, ends, n_ends));
        }
    }

  return TRUE;
}

static CorMatrix *
carry (CorRouter *self,
       const CorSnap *sources,
       gsize n_sources,
       const CorSnap *targets,
       gsize n_targets,
       const guint32 *carried,
       guint32 price_ms,
       CorProgress *progress,
       GError **error)
{
  g_autofree guint32 *priced_ms = price_weights (self, carried, price_ms);
  Carrying carrying = { self, carried, priced_ms != NULL ? priced_ms : self->weights_ms, price_ms };
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);
  gboolean goes_on;

  if (self->network->cch_parent == NULL)
    goes_on =
        fill_by_search (&carrying, matrix, sources, n_sources, targets, n_targets, progress, error);
  else
    goes_on =
        fill_by_sweep (&carrying, matrix, sources, n_sources, targets, n_targets, progress, error);

  return goes_on ? g_steal_pointer (&matrix) : NULL;
}

/**
 * cor_router_carry_at_best:
 * @self: a router
 * @sources: (array length=n_sources): places to leave; those without a road reach nothing
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @carried: (array): of each leg of the network, what driving all of it adds; the sum along any
 *   way must be less than 2^32
 * @progress: (nullable): asked whether to go on
 * @error: (nullable): set when it was cancelled
 *
 * Computes the same times as cor_router_compute_matrix_at_best (), and in place of distances what
 * is carried along the quickest ways: of equally quick ones the one that carries least. Connectors
 * carry nothing. Nothing is kept for the next question.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_carry_at_best (CorRouter *self,
                          const CorSnap *sources,
                          gsize n_sources,
                          const CorSnap *targets,
                          gsize n_targets,
                          const guint32 *carried,
                          CorProgress *progress,
                          GError **error)
{
  CorRouterView view = self->told;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  view.with_hours = FALSE;
  cor_router_look (self, &view);

  return carry (self, sources, n_sources, targets, n_targets, carried, 0, progress, error);
}

/**
 * cor_router_carry_priced:
 * @self: a router
 * @sources: (array length=n_sources): places to leave; those without a road reach nothing
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @carried: (array): of each leg of the network, what driving all of it adds
 * @price_ms: how much longer one would rather drive than carry one more
 * @progress: (nullable): asked whether to go on
 * @error: (nullable): set when it was cancelled
 *
 * Finds the ways for which time and the price of what they carry are least together, while the
 * closures hold as told: no other way carries as little in as little time (a relaxation, as of
 * Handler and Zang: A dual algorithm for the constrained shortest path problem, 1980). Times are
 * those with the price; ways for which that is 24 days are not found.
 *
 * Returns: (transfer full) (nullable): the matrix, with what is carried in place of distances
 */
CorMatrix *
cor_router_carry_priced (CorRouter *self,
                         const CorSnap *sources,
                         gsize n_sources,
                         const CorSnap *targets,
                         gsize n_targets,
                         const guint32 *carried,
                         guint32 price_ms,
                         CorProgress *progress,
                         GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  cor_router_look_as_told (self);

  return carry (self, sources, n_sources, targets, n_targets, carried, price_ms, progress, error);
}
