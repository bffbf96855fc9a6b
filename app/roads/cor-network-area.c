/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-area.h"

#include "cor-leg-grid.h"

static void
add_leg (guint32 leg, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, leg);
}

static int
compare_legs (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* The cells of the index are wider than the box. */
static gboolean
is_near (CorNetwork *network, guint32 leg, const CorBounds *bounds)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  CorBounds around = COR_BOUNDS_EMPTY;

  for (guint i = 0; i < n_points; i++)
    cor_bounds_add (&around, cor_network_get_leg_point (network, leg, i));

  return cor_bounds_intersects (&around, bounds);
}

/**
 * cor_network_foreach_leg_in_bounds:
 * @network: a network
 * @bounds: a box
 * @func: called once for each leg whose own box touches @bounds, in ascending order
 * @user_data: for @func
 *
 * Goes over the roads of an area. Any thread may ask.
 */
void
cor_network_foreach_leg_in_bounds (CorNetwork *network,
                                   const CorBounds *bounds,
                                   CorNetworkLegFunc func,
                                   gpointer user_data)
{
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = COR_ROAD_NONE;

  g_return_if_fail (network != NULL);
  g_return_if_fail (bounds != NULL);

  cor_leg_grid_foreach_in_bounds (network, bounds, add_leg, legs);
  g_array_sort (legs, compare_legs);
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);

      if (leg != last && is_near (network, leg, bounds))
        func (network, leg, user_data);
      last = leg;
    }
}
