/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router-private.h"

#include "cor-closure-set-private.h"
#include "cor-matrix-private.h"
#include "cor-network-hours.h"

/*
 * Most journeys that meet something that changes meet it while it does not. How soon one can be
 * there, by the times at best, and how late one may still be there without being better off by the
 * way at worst, limit when it matters. What holds all of that time makes the time at worst exact,
 * what does not hold in it the time at best.
 */

/* Finding that for more than this takes longer than it saves. */
#define MAX_CHANGES 8u
#define MAX_ARCS 5000u

/* Something that changes, and where. */
typedef struct
{
  CorClosureShape *shape; /* (nullable): the network's own hours if not */
  GArray *arcs;           /* guint32 */
  guint32 *soonest_ms;    /* by source: when one can be there */
  guint32 *left_ms;       /* by target: what is left from there */
} Change;

static void
change_free (gpointer change)
{
  Change *self = change;

  g_array_unref (self->arcs);
  g_free (self->soonest_ms);
  g_free (self->left_ms);
  g_free (self);
}

static Change *
change_new (CorClosureShape *shape)
{
  Change *self = g_new0 (Change, 1);

  self->shape = shape;
  self->arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

/* What differs between @best and @worst. */
static GPtrArray *
list_changes (CorRouter *self, const CorRouterView *best, const CorRouterView *worst)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  gsize n_shapes = self->closures != NULL ? cor_closure_set_get_n_shapes (self->closures) : 0;
  gsize n_hits = 0;
  const CorClosureHit *hits =
      self->closures != NULL ? cor_closure_set_get_all_hits (self->closures, &n_hits) : NULL;

  for (gsize i = 0; i < n_shapes; i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (self->closures, i);
      Change *change;

      if (cor_closure_shape_covers (shape, best->from_utc_s, best->until_utc_s) ||
          !cor_closure_shape_meets (shape, worst->from_utc_s, worst->until_utc_s))
        continue;
      change = change_new (shape);
      for (gsize j = 0; j < n_hits; j++)
        {
          guint32 arcs[COR_NETWORK_MAX_COPIES + 1];
          guint n_arcs =
              hits[j].shape == i
                  ? cor_network_list_arcs (self->network, hits[j].side >> 1, hits[j].side & 1, arcs)
                  : 0;

          g_array_append_vals (change->arcs, arcs, n_arcs);
        }
      g_ptr_array_add (changes, change);
    }
  if (cor_network_get_n_timed_arcs (self->network) > 0)
    {
      Change *change = change_new (NULL);

      for (guint i = 0; i < cor_network_get_n_timed_arcs (self->network); i++)
        {
          guint32 arc = cor_network_get_timed_arc (self->network, i);

          g_array_append_val (change->arcs, arc);
        }
      g_ptr_array_add (changes, change);
    }

  return changes;
}

/* Whether there are few enough to look into. */
static gboolean
are_few (const GPtrArray *changes)
{
  guint n_arcs = 0;

  for (guint i = 0; i < changes->len; i++)
    n_arcs += ((const Change *) g_ptr_array_index (changes, i))->arcs->len;

  return changes->len <= MAX_CHANGES && n_arcs <= MAX_ARCS;
}

static gboolean
stands_on (const CorRouter *self, const Change *change, const CorSnap *place)
{
  for (guint i = 0; place->node == COR_ROAD_NONE && i < change->arcs->len; i++)
    {
      if (cor_network_arc_leg (self->network, g_array_index (change->arcs, guint32, i)) ==
          place->leg)
        return TRUE;
    }

  return FALSE;
}

/* One sweep from the places: each change is a target that is entered where its arcs begin. */
static void
find_soonest (CorRouter *self, GPtrArray *changes, const CorSnap *sources, gsize n_sources)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));
  gsize n_nodes;
  g_autofree guint32 *nodes =
      cor_router_list_nodes (self, self->open_ms, sources, n_sources, TRUE, &n_nodes);
  g_autoptr (CorSweep) sweep = NULL;

  for (guint k = 0; k < changes->len; k++)
    {
      Change *change = g_ptr_array_index (changes, k);

      change->soonest_ms = g_new (guint32, n_sources);
      for (guint i = 0; i < change->arcs->len; i++)
        {
          guint32 arc = g_array_index (change->arcs, guint32, i);
          CorSweepEnd end = { k, self->network->arc_tail[arc], 0 };

          g_array_append_val (ends, end);
        }
    }
  sweep = cor_sweep_new (self->network, nodes, n_nodes, (const CorSweepEnd *) ends->data, ends->len,
                         changes->len, TRUE);
  cor_sweep_run (sweep, self->metric, cor_router_get_n_threads (self));
  for (gsize i = 0; i < n_sources; i++)
    {
      CorSnapEnd leaving[COR_SNAP_MAX_ENDS];
      guint n_leaving = cor_snap_list_leaving (self->network, self->open_ms, &sources[i], leaving);

      for (guint k = 0; k < changes->len; k++)
        {
          Change *change = g_ptr_array_index (changes, k);
          CorCost best = stands_on (self, change, &sources[i]) ? 0 : COR_COST_UNREACHABLE;

          for (guint j = 0; j < n_leaving; j++)
            best = MIN (best, leaving[j].cost +
                                  cor_sweep_get_costs (
                                      sweep, cor_sweep_find_row (sweep, leaving[j].node))[k]);
          change->soonest_ms[i] = cor_cost_time_ms (best);
        }
    }
}

/* And one from where a change's arcs end to the targets. */
static void
find_left (CorRouter *self, Change *change, const CorSnap *targets, gsize n_targets)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));
  g_autofree guint32 *heads = g_new (guint32, change->arcs->len + 1);
  g_autoptr (CorSweep) sweep = NULL;

  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd arriving[COR_SNAP_MAX_ENDS];
      guint n = cor_snap_list_arriving (self->network, self->open_ms, &targets[i], arriving);

      for (guint j = 0; j < n; j++)
        {
          CorSweepEnd end = { (guint32) i, arriving[j].node, arriving[j].cost };

          g_array_append_val (ends, end);
        }
    }
  for (guint i = 0; i < change->arcs->len; i++)
    heads[i] = self->network->arc_head[g_array_index (change->arcs, guint32, i)];
  sweep = cor_sweep_new (self->network, heads, change->arcs->len, (const CorSweepEnd *) ends->data,
                         ends->len, (guint) n_targets, TRUE);
  cor_sweep_run (sweep, self->metric, cor_router_get_n_threads (self));
  change->left_ms = g_new (guint32, n_targets);
  for (gsize i = 0; i < n_targets; i++)
    {
      CorCost best = stands_on (self, change, &targets[i]) ? 0 : COR_COST_UNREACHABLE;

      for (guint j = 0; j < change->arcs->len; j++)
        best = MIN (best, cor_sweep_get_costs (sweep, cor_sweep_find_row (sweep, heads[j]))[i]);
      change->left_ms[i] = cor_cost_time_ms (best);
    }
}

typedef enum
{
  STEADY_AT_WORST, /* all that can matter holds while it can */
  STEADY_AT_BEST,  /* none of it does */
  NOT_STEADY
} Steadiness;

static Steadiness
judge (const GPtrArray *changes, gint64 depart_utc_s, gsize source, gsize target, guint32 worst_ms)
{
  guint n_holding = 0, n_matter = 0;

  for (guint k = 0; k < changes->len; k++)
    {
      const Change *change = g_ptr_array_index (changes, k);
      gint64 soonest_ms = change->soonest_ms[source];
      gint64 latest_ms = (gint64) worst_ms - change->left_ms[target];
      gint64 from_utc_s = depart_utc_s + soonest_ms / 1000;
      gint64 until_utc_s = depart_utc_s + latest_ms / 1000 + 2;

      if (soonest_ms > latest_ms)
        continue;
      n_matter++;
      if (change->shape == NULL)
        return NOT_STEADY;
      if (!cor_closure_shape_meets (change->shape, from_utc_s, until_utc_s))
        continue;
      if (!cor_closure_shape_covers (change->shape, from_utc_s, until_utc_s))
        return NOT_STEADY;
      n_holding++;
    }
  if (n_holding == n_matter)
    return STEADY_AT_WORST;

  return n_holding == 0 ? STEADY_AT_BEST : NOT_STEADY;
}

/**
 * cor_router_settle_steady:
 * @self: a router
 * @question: a question forward, of which what is not known yet is asked
 * @best: the view at best
 * @best_matrix: what is seen in it
 * @worst: the view at worst
 * @worst_matrix: what is seen in it
 *
 * Takes the time at best, or the one at worst, of journeys that meet what changes only while it
 * does not. Afterwards the router looks at what is sure at best.
 *
 * Returns: whether anything is left
 */
gboolean
cor_router_settle_steady (CorRouter *self,
                          const CorRouterQuestion *question,
                          const CorRouterView *best,
                          CorMatrix *best_matrix,
                          const CorRouterView *worst,
                          CorMatrix *worst_matrix)
{
  g_autoptr (GPtrArray) changes = list_changes (self, best, worst);
  gboolean is_left = FALSE;

  if (!are_few (changes))
    return TRUE;
  cor_router_look (self, best);
  cor_router_prepare_metric (self);
  find_soonest (self, changes, question->near, question->n_near);
  for (guint k = 0; k < changes->len; k++)
    find_left (self, g_ptr_array_index (changes, k), question->far, question->n_far);
  for (gsize i = 0; i < question->n_near; i++)
    {
      const CorCost *at_best = cor_matrix_get_row (best_matrix, i);
      const CorCost *at_worst = cor_matrix_get_row (worst_matrix, i);
      guint8 *is_known = question->is_known + i * question->n_far;

      for (gsize j = 0; j < question->n_far; j++)
        {
          Steadiness steadiness = is_known[j] ? NOT_STEADY
                                              : judge (changes, question->reference_utc_s, i, j,
                                                       cor_cost_time_ms (at_worst[j]));

          if (steadiness != NOT_STEADY)
            cor_matrix_set (question->matrix, i, j,
                            MIN (steadiness == STEADY_AT_BEST ? at_best[j] : at_worst[j],
                                 COR_COST_UNREACHABLE));
          is_known[j] |= steadiness != NOT_STEADY;
          is_left |= !is_known[j];
        }
    }

  return is_left;
}
