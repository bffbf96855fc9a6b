/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-barrier.h"

#include <math.h>

#include "cor-snap.h"

typedef struct
{
  CorPosition from;
  CorPosition to;
} Piece;

struct _CorBarrier
{
  GArray *pieces; /* Piece */
};

/**
 * cor_barrier_new:
 *
 * Returns: (transfer full): a barrier of nothing yet
 */
CorBarrier *
cor_barrier_new (void)
{
  CorBarrier *self = g_new (CorBarrier, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  return self;
}

/**
 * cor_barrier_free:
 * @self: (transfer full): a barrier
 */
void
cor_barrier_free (CorBarrier *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * cor_barrier_add_line:
 * @self: a barrier
 * @line: (array length=n_positions): a line
 * @n_positions: how many
 */
void
cor_barrier_add_line (CorBarrier *self, const CorPosition *line, gsize n_positions)
{
  for (gsize i = 1; i < n_positions; i++)
    {
      Piece piece = { line[i - 1], line[i] };

      g_array_append_val (self->pieces, piece);
    }
}

/* Above 0 when @c lies to the left of the way from @a to @b, 0 when it lies on it. */
static double
turn (CorPosition a, CorPosition b, CorPosition c)
{
  return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) -
         (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

/**
 * cor_barrier_add_ring:
 * @self: a barrier
 * @ring: (array length=n_positions): the outline of an area, closed
 * @n_positions: how many
 * @is_hole: whether the area lies around it
 *
 * Adds an outline, turned so that the area is on its left.
 */
void
cor_barrier_add_ring (CorBarrier *self,
                      const CorPosition *ring,
                      gsize n_positions,
                      gboolean is_hole)
{
  double twice_area = 0.0;

  for (gsize i = 2; i < n_positions; i++)
    twice_area += turn (ring[0], ring[i - 1], ring[i]);
  for (gsize i = 1; i < n_positions; i++)
    {
      Piece piece = { ring[i - 1], ring[i] };

      if ((twice_area < 0.0) != is_hole)
        piece = (Piece){ ring[i], ring[i - 1] };
      g_array_append_val (self->pieces, piece);
    }
}

/* Points on a line count as to its right: so two pieces that meet on it cross it once. */
static gboolean
crosses (const Piece *piece, CorPosition a, CorPosition b, double *fraction, gboolean *to_right)
{
  double a_turn = turn (piece->from, piece->to, a);
  double b_turn = turn (piece->from, piece->to, b);

  if ((a_turn > 0.0) == (b_turn > 0.0) ||
      (turn (a, b, piece->from) > 0.0) == (turn (a, b, piece->to) > 0.0))
    return FALSE;
  *to_right = a_turn > 0.0;
  *fraction = CLAMP (a_turn / (a_turn - b_turn), 0.0, 1.0);

  return TRUE;
}

static gboolean
piece_is_near (const Piece *piece, const CorBounds *bounds)
{
  return MIN (piece->from.lat_deg, piece->to.lat_deg) <= bounds->north_deg &&
         MAX (piece->from.lat_deg, piece->to.lat_deg) >= bounds->south_deg &&
         MIN (piece->from.lon_deg, piece->to.lon_deg) <= bounds->east_deg &&
         MAX (piece->from.lon_deg, piece->to.lon_deg) >= bounds->west_deg;
}

static double
measure (CorNetwork *network, guint32 leg, guint n_points, CorBounds *bounds)
{
  double total_m = 0.0;

  *bounds = COR_BOUNDS_EMPTY;
  for (guint i = 0; i < n_points; i++)
    {
      CorPosition point = cor_network_get_leg_point (network, leg, i);

      cor_bounds_add (bounds, point);
      if (i > 0)
        total_m += cor_position_distance_m (cor_network_get_leg_point (network, leg, i - 1), point);
    }

  return total_m;
}

static void
cross_pieces (const Piece *pieces,
              guint n_pieces,
              CorPosition a,
              CorPosition b,
              double before_m,
              double total_m,
              GArray *crossings)
{
  double length_m = cor_position_distance_m (a, b);

  for (guint i = 0; i < n_pieces; i++)
    {
      CorBarrierCrossing crossing = { .from = pieces[i].from, .to = pieces[i].to };
      double fraction;

      if (!crosses (&pieces[i], a, b, &fraction, &crossing.to_right))
        continue;
      crossing.at = cor_position_interpolate (a, b, fraction);
      crossing.along =
          total_m > 0.0
              ? (guint32) lround ((before_m + fraction * length_m) / total_m * COR_SNAP_WHOLE_LEG)
              : 0;
      crossing.along = MIN (crossing.along, COR_SNAP_WHOLE_LEG);
      g_array_append_val (crossings, crossing);
    }
}

/**
 * cor_barrier_list_crossings:
 * @self: a barrier
 * @network: a network
 * @leg: one of its legs
 * @crossings: (element-type CorBarrierCrossing): takes where it crosses the barrier
 */
void
cor_barrier_list_crossings (const CorBarrier *self,
                            CorNetwork *network,
                            guint32 leg,
                            GArray *crossings)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Piece));
  guint n_points = cor_network_get_leg_n_points (network, leg);
  CorPosition a = cor_network_get_leg_point (network, leg, 0);
  CorBounds bounds;
  double total_m = measure (network, leg, n_points, &bounds);
  double before_m = 0.0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece_is_near (piece, &bounds))
        g_array_append_vals (near, piece, 1);
    }
  for (guint i = 1; i < n_points && near->len > 0; i++)
    {
      CorPosition b = cor_network_get_leg_point (network, leg, i);

      cross_pieces ((const Piece *) near->data, near->len, a, b, before_m, total_m, crossings);
      before_m += cor_position_distance_m (a, b);
      a = b;
    }
}
