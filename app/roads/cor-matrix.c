/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-matrix.h"

#include "cor-matrix-private.h"

struct _CorMatrix
{
  gatomicrefcount n_refs;
  gsize n_sources;
  gsize n_targets;
  CorCost *costs; /* source by source */
};

/**
 * cor_matrix_new_unfilled:
 * @n_sources: rows
 * @n_targets: columns
 *
 * Returns: (transfer full): a matrix with anything in it; every row is filled before it is shared
 */
CorMatrix *
cor_matrix_new_unfilled (gsize n_sources, gsize n_targets)
{
  CorMatrix *self = g_new0 (CorMatrix, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->n_sources = n_sources;
  self->n_targets = n_targets;
  self->costs = g_new (CorCost, n_sources * n_targets);

  return self;
}

/**
 * cor_matrix_new:
 * @n_sources: rows
 * @n_targets: columns
 *
 * Returns: (transfer full): a matrix in which nothing is reached yet; it is filled before it is
 * shared
 */
CorMatrix *
cor_matrix_new (gsize n_sources, gsize n_targets)
{
  CorMatrix *self = cor_matrix_new_unfilled (n_sources, n_targets);

  for (gsize i = 0; i < n_sources * n_targets; i++)
    self->costs[i] = COR_COST_UNREACHABLE;

  return self;
}

/**
 * cor_matrix_get_row:
 * @self: a matrix that is not shared yet
 * @source: a row
 *
 * Returns: (transfer none): the costs from that source to all targets, to be filled; those beyond
 * reach may be anything from COR_COST_UNREACHABLE on
 */
CorCost *
cor_matrix_get_row (CorMatrix *self, gsize source)
{
  return self->costs + source * self->n_targets;
}

/**
 * cor_matrix_set:
 * @self: a matrix that is not shared yet
 * @source: a row
 * @target: a column
 * @cost: what the way costs
 *
 * Sets one cost.
 */
void
cor_matrix_set (CorMatrix *self, gsize source, gsize target, CorCost cost)
{
  self->costs[source * self->n_targets + target] = cost;
}

/**
 * cor_matrix_ref:
 * @self: a matrix
 *
 * Returns: (transfer full): the same matrix, counted once more
 */
CorMatrix *
cor_matrix_ref (CorMatrix *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_matrix_unref:
 * @self: (transfer full): a matrix
 *
 * Gives back one reference.
 */
void
cor_matrix_unref (CorMatrix *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_free (self->costs);
  g_free (self);
}

/**
 * cor_matrix_get_n_sources:
 * @self: a matrix
 *
 * Returns: the number of its rows
 */
gsize
cor_matrix_get_n_sources (CorMatrix *self)
{
  return self->n_sources;
}

/**
 * cor_matrix_get_n_targets:
 * @self: a matrix
 *
 * Returns: the number of its columns
 */
gsize
cor_matrix_get_n_targets (CorMatrix *self)
{
  return self->n_targets;
}

/**
 * cor_matrix_get_time_ms:
 * @self: a matrix
 * @source: which source, counted from 0
 * @target: which target, counted from 0
 *
 * Returns: the travel time, connectors and waiting at closures included, in milliseconds, or
 *   %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_matrix_get_time_ms (CorMatrix *self, gsize source, gsize target)
{
  g_return_val_if_fail (source < self->n_sources && target < self->n_targets,
                        COR_TRAVEL_UNREACHABLE);

  return cor_cost_time_ms (self->costs[source * self->n_targets + target]);
}

/**
 * cor_matrix_get_distance_m:
 * @self: a matrix
 * @source: which source, counted from 0
 * @target: which target, counted from 0
 *
 * Returns: the distance on that quickest way, connectors included, in metres, or
 *   %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_matrix_get_distance_m (CorMatrix *self, gsize source, gsize target)
{
  g_return_val_if_fail (source < self->n_sources && target < self->n_targets,
                        COR_TRAVEL_UNREACHABLE);

  return cor_cost_distance_m (self->costs[source * self->n_targets + target]);
}

/**
 * cor_matrix_rank_targets:
 * @self: a matrix
 * @source: which source, counted from 0
 * @targets: (out caller-allocates) (array length=n_max): takes the nearest targets
 * @n_max: how many are wanted
 *
 * Lists which targets are nearest, next nearest and so on by time, then distance, then number.
 *
 * Returns: how many were listed; those that cannot be reached are not
 */
gsize
cor_matrix_rank_targets (CorMatrix *self, gsize source, gsize *targets, gsize n_max)
{
  const CorCost *costs = self->costs + source * self->n_targets;
  gsize n_found = 0;

  g_return_val_if_fail (source < self->n_sources, 0);

  for (gsize target = 0; target < self->n_targets; target++)
    {
      gsize at = n_found;

      if (costs[target] >= COR_COST_UNREACHABLE)
        continue;
      while (at > 0 && costs[target] < costs[targets[at - 1]])
        at--;
      if (at >= n_max)
        continue;
      n_found = MIN (n_found + 1, n_max);
      for (gsize i = n_found - 1; i > at; i--)
        targets[i] = targets[i - 1];
      targets[at] = target;
    }

  return n_found;
}
