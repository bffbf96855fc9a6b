/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exposure.h"

#include <math.h>

/* A line is looked at in pieces no longer than this. */
#define PIECE_M 500.0

static gboolean
is_near_line (CorPosition position, const CorPosition *points, guint n_points, double reach_m)
{
  double fraction;

  for (guint i = 0; i + 1 < n_points; i++)
    if (cor_position_distance_to_segment_m (position, points[i], points[i + 1], &fraction) <=
        reach_m)
      return TRUE;

  return FALSE;
}

static gboolean
is_near (const CorClosure *front, CorPosition position, double reach_m)
{
  CorBounds bounds = *cor_geometry_get_bounds (front->geometry);

  cor_bounds_grow (&bounds, reach_m);
  if (!cor_bounds_contains (&bounds, position))
    return FALSE;

  for (guint i = 0; i < cor_geometry_get_n_parts (front->geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (front->geometry, i, &points, &n_points);
      if (is_near_line (position, points, n_points, reach_m))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_exposed (GPtrArray *fronts, CorPosition position, double reach_m)
{
  for (guint i = 0; i < fronts->len; i++)
    if (is_near (fronts->pdata[i], position, reach_m))
      return TRUE;

  return FALSE;
}

/* The fronts that stand at a time. */
static GPtrArray *
list_fronts (CorSnapshot *snapshot, gint64 time_utc_s)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *fronts = g_ptr_array_new ();

  for (guint i = 0; i < closures->len; i++)
    {
      CorClosure *closure = closures->pdata[i];

      if (closure->closure == COR_CLOSURE_FRONT && cor_closure_is_in_force (closure, time_utc_s))
        g_ptr_array_add (fronts, closure);
    }

  return fronts;
}

/**
 * cor_exposure_measure_m:
 * @corridor: a way
 * @snapshot: the plan: its fronts and its reach
 * @depart_utc_s: when it is begun; a front counts if it stands then
 *
 * Returns: how many metres of the way lie within reach of a front
 */
guint
cor_exposure_measure_m (const CorCorridor *corridor, CorSnapshot *snapshot, gint64 depart_utc_s)
{
  guint reach_m = cor_snapshot_get_settings (snapshot)->exposure_reach_m;
  g_autoptr (GPtrArray) fronts = list_fronts (snapshot, depart_utc_s);
  double all_m = 0.0, exposed_m = 0.0;

  if (reach_m == 0 || fronts->len == 0)
    return 0;

  for (guint i = 0; i + 1 < corridor->points->len; i++)
    {
      CorPosition from = g_array_index (corridor->points, CorPosition, i);
      CorPosition to = g_array_index (corridor->points, CorPosition, i + 1);
      double length_m = cor_position_distance_m (from, to);
      guint n_pieces = MAX (1, (guint) ceil (length_m / PIECE_M));

      all_m += length_m;
      for (guint j = 0; j < n_pieces; j++)
        if (is_exposed (fronts, cor_position_interpolate (from, to, (j + 0.5) / n_pieces), reach_m))
          exposed_m += length_m / n_pieces;
    }

  /* Roads wind more than their lines show. */
  return all_m > 0.0 ? (guint) (exposed_m / all_m * corridor->distance_m + 0.5) : 0;
}
