/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-impact.h"

static gsize
find_nearest (CorMatrix *matrix, gsize source)
{
  gsize nearest;

  return cor_matrix_rank_targets (matrix, source, &nearest, 1) == 1 ? nearest : COR_TARGET_NONE;
}

static guint32
get_time_ms (CorMatrix *matrix, gsize source, gsize target)
{
  return target != COR_TARGET_NONE ? cor_matrix_get_time_ms (matrix, source, target)
                                   : COR_TRAVEL_UNREACHABLE;
}

static guint32
get_distance_m (CorMatrix *matrix, gsize source, gsize target)
{
  return target != COR_TARGET_NONE ? cor_matrix_get_distance_m (matrix, source, target)
                                   : COR_TRAVEL_UNREACHABLE;
}

/**
 * cor_impact_find:
 * @before: times and distances with some closures
 * @after: those of the same sources and targets with others
 *
 * Tells what a closure changes: for which places the nearest target, or the time to it, is another.
 *
 * Returns: (transfer full) (element-type CorImpact): those places, in order
 */
GArray *
cor_impact_find (CorMatrix *before, CorMatrix *after)
{
  GArray *impacts = g_array_new (FALSE, FALSE, sizeof (CorImpact));

  g_return_val_if_fail (cor_matrix_get_n_sources (before) == cor_matrix_get_n_sources (after),
                        impacts);
  g_return_val_if_fail (cor_matrix_get_n_targets (before) == cor_matrix_get_n_targets (after),
                        impacts);

  for (gsize i = 0; i < cor_matrix_get_n_sources (before); i++)
    {
      CorImpact impact = { .source = i,
                           .before = find_nearest (before, i),
                           .after = find_nearest (after, i) };

      impact.before_ms = get_time_ms (before, i, impact.before);
      impact.after_ms = get_time_ms (after, i, impact.after);
      impact.before_m = get_distance_m (before, i, impact.before);
      impact.after_m = get_distance_m (after, i, impact.after);
      if (impact.before != impact.after || impact.before_ms != impact.after_ms)
        g_array_append_val (impacts, impact);
    }

  return impacts;
}
