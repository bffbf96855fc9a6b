/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-set.h"

#include <string.h>

#include "cor-closure-set-private.h"
#include "cor-snap.h"

struct _CorClosureSet
{
  gatomicrefcount n_refs;
  CorNetwork *network;
  GPtrArray *found;  /* CorClosureHits, by shape */
  GArray *hits;      /* CorClosureHit: of all shapes, ascending */
  GArray *sides;     /* guint32: those that are hit, ascending */
  GArray *first_hit; /* guint32: where the hits of each of them begin, and their end */
  gboolean has_delays;
};

/* Puts the hits of all shapes together, side by side. */
static void
merge_hits (CorClosureSet *self)
{
  guint32 end;

  for (guint i = 0; i < self->found->len; i++)
    {
      const CorClosureHits *found = g_ptr_array_index (self->found, i);

      g_array_append_vals (self->hits, found->hits->data, found->hits->len);
      self->has_delays |= found->shape->effect == COR_CLOSURE_DELAYED && found->hits->len > 0;
    }
  if (self->found->len > 1)
    g_array_sort (self->hits, cor_closure_hits_compare);
  for (guint32 i = 0; i < self->hits->len; i++)
    {
      guint32 side = g_array_index (self->hits, CorClosureHit, i).side;

      if (i > 0 && g_array_index (self->hits, CorClosureHit, i - 1).side == side)
        continue;
      g_array_append_val (self->sides, side);
      g_array_append_val (self->first_hit, i);
    }
  end = self->hits->len;
  g_array_append_val (self->first_hit, end);
}

/**
 * cor_closure_set_new:
 * @network: a network
 * @shapes: (array length=n_shapes): the closures
 * @n_shapes: how many
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Finds what the closures hit. A leg is hit when any part of its line is, its ends included. The
 * network's own grid serves as the index: only legs in the cells that a shape touches are tried.
 *
 * Returns: (transfer full) (nullable): the set
 */
CorClosureSet *
cor_closure_set_new (CorNetwork *network,
                     CorClosureShape *const *shapes,
                     gsize n_shapes,
                     CorProgress *progress,
                     GError **error)
{
  g_autoptr (CorClosureSet) self = NULL;
  GEOSContextHandle_t geos;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_new0 (CorClosureSet, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->network = cor_network_ref (network);
  self->found = g_ptr_array_new_with_free_func (cor_closure_hits_free);
  self->hits = g_array_new (FALSE, FALSE, sizeof (CorClosureHit));
  self->sides = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->first_hit = g_array_new (FALSE, FALSE, sizeof (guint32));

  geos = GEOS_init_r ();
  for (gsize i = 0; i < n_shapes && cor_progress_check (progress, error); i++)
    g_ptr_array_add (self->found, cor_closure_hits_find (network, geos, shapes[i], (guint32) i));
  GEOS_finish_r (geos);
  if (self->found->len < n_shapes)
    return NULL;
  merge_hits (self);

  return g_steal_pointer (&self);
}

/**
 * cor_closure_set_ref:
 * @self: a set
 *
 * Returns: (transfer full): the same set, counted once more
 */
CorClosureSet *
cor_closure_set_ref (CorClosureSet *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_closure_set_unref:
 * @self: (transfer full): a set
 *
 * Gives back one reference.
 */
void
cor_closure_set_unref (CorClosureSet *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  cor_network_unref (self->network);
  g_ptr_array_unref (self->found);
  g_array_unref (self->hits);
  g_array_unref (self->sides);
  g_array_unref (self->first_hit);
  g_free (self);
}

/**
 * cor_closure_set_get_network:
 * @self: a set
 *
 * Returns: (transfer none): the network that it was found on
 */
CorNetwork *
cor_closure_set_get_network (CorClosureSet *self)
{
  return self->network;
}

/**
 * cor_closure_set_get_n_shapes:
 * @self: a set
 *
 * Returns: the number of closures; they are counted from 0 in the order given
 */
gsize
cor_closure_set_get_n_shapes (CorClosureSet *self)
{
  return self->found->len;
}

/**
 * cor_closure_set_get_hits:
 * @self: a set
 * @shape: one of its closures
 * @n_legs: (out): how many legs it hits; with 0 the officer should be told
 *
 * Returns: (transfer none) (array length=n_legs): the legs that it hits in at least one direction,
 *   ascending
 */
const guint32 *
cor_closure_set_get_hits (CorClosureSet *self, gsize shape, gsize *n_legs)
{
  const CorClosureHits *found;

  g_return_val_if_fail (shape < self->found->len, NULL);

  found = g_ptr_array_index (self->found, shape);
  *n_legs = found->legs->len;

  return (const guint32 *) found->legs->data;
}

/**
 * cor_closure_set_get_shape:
 * @self: closures
 * @shape: place of one
 *
 * Returns: (transfer none): its shape
 */
CorClosureShape *
cor_closure_set_get_shape (CorClosureSet *self, gsize shape)
{
  return ((CorClosureHits *) g_ptr_array_index (self->found, shape))->shape;
}

/**
 * cor_closure_set_has_delays:
 * @self: closures
 *
 * Returns: whether anybody is held up anywhere
 */
gboolean
cor_closure_set_has_delays (CorClosureSet *self)
{
  return self->has_delays;
}

/**
 * cor_closure_set_get_all_hits:
 * @self: closures
 * @n_hits: (out): how many
 *
 * Returns: (transfer none) (array length=n_hits): every hit of every closure, by side
 */
const CorClosureHit *
cor_closure_set_get_all_hits (CorClosureSet *self, gsize *n_hits)
{
  *n_hits = self->hits->len;

  return (const CorClosureHit *) self->hits->data;
}

/**
 * cor_closure_set_get_side_hits:
 * @self: closures
 * @side: a side of a leg
 * @n_hits: (out): how many
 *
 * Returns: (transfer none) (array length=n_hits): what hits that side
 */
const CorClosureHit *
cor_closure_set_get_side_hits (CorClosureSet *self, guint32 side, gsize *n_hits)
{
  const guint32 *sides = (const guint32 *) self->sides->data;
  gsize low = 0;
  gsize high = self->sides->len;
  guint32 first;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sides[middle] < side)
        low = middle + 1;
      else
        high = middle;
    }
  *n_hits = 0;
  if (low == self->sides->len || sides[low] != side)
    return NULL;
  first = g_array_index (self->first_hit, guint32, low);
  *n_hits = g_array_index (self->first_hit, guint32, low + 1) - first;

  return &g_array_index (self->hits, CorClosureHit, first);
}

/**
 * cor_closure_set_hits_side:
 * @self: a closure set
 * @shape: place of one of its shapes
 * @leg: a leg of the network
 * @is_backward: in which direction
 *
 * Returns: whether the shape hits @leg in that direction
 */
gboolean
cor_closure_set_hits_side (CorClosureSet *self, gsize shape, guint32 leg, gboolean is_backward)
{
  gsize n_hits;
  const CorClosureHit *hits =
      cor_closure_set_get_side_hits (self, leg << 1 | (is_backward ? 1 : 0), &n_hits);

  for (gsize i = 0; i < n_hits; i++)
    if (hits[i].shape == shape)
      return TRUE;

  return FALSE;
}

/**
 * cor_closure_scale_ms:
 * @weight_ms: what driving takes at full speed
 * @speed_percent: the part of the speed that is left, at least 1
 *
 * Returns: what it takes then, rounded up
 */
guint32
cor_closure_scale_ms (guint32 weight_ms, guint speed_percent)
{
  guint64 scaled_ms = ((guint64) weight_ms * 100 + speed_percent - 1) / speed_percent;

  return weight_ms < COR_TRAVEL_UNREACHABLE ? MIN (scaled_ms, COR_TRAVEL_UNREACHABLE)
                                            : COR_TRAVEL_UNREACHABLE;
}

/**
 * cor_closure_weigh_ms:
 * @self: closures
 * @hits: (array length=n_hits): what hits a side
 * @n_hits: how many
 * @in_force: of each closure whether it counts
 * @weight_ms: what driving the side takes
 *
 * Returns: what driving it takes without being held up; unreachable when it is closed
 */
guint32
cor_closure_weigh_ms (CorClosureSet *self,
                      const CorClosureHit *hits,
                      gsize n_hits,
                      const guint8 *in_force,
                      guint32 weight_ms)
{
  guint speed_percent = 100;

  for (gsize i = 0; i < n_hits; i++)
    {
      CorClosureShape *shape;

      if (!in_force[hits[i].shape])
        continue;
      shape = cor_closure_set_get_shape (self, hits[i].shape);
      if (shape->effect == COR_CLOSURE_CLOSED)
        return COR_TRAVEL_UNREACHABLE;
      speed_percent = MIN (speed_percent, cor_closure_shape_get_speed_percent (shape));
    }

  return cor_closure_scale_ms (weight_ms, speed_percent);
}

/**
 * cor_closure_delay_ms:
 * @self: closures
 * @hits: (array length=n_hits): what hits a side
 * @n_hits: how many
 * @in_force: of each closure whether it counts
 * @along_from: where one comes to the side
 * @along_to: where one leaves it
 *
 * Returns: for how long one is held up between the two
 */
guint32
cor_closure_delay_ms (CorClosureSet *self,
                      const CorClosureHit *hits,
                      gsize n_hits,
                      const guint8 *in_force,
                      guint32 along_from,
                      guint32 along_to)
{
  guint32 low = MIN (along_from, along_to);
  guint32 high = MAX (along_from, along_to);
  guint64 delay_ms = 0;

  for (gsize i = 0; i < n_hits; i++)
    {
      if (in_force[hits[i].shape] &&
          cor_closure_part_passes (hits[i].along, low, high, COR_SNAP_WHOLE_LEG))
        delay_ms += (guint64) cor_closure_shape_get_delay_min (
                        cor_closure_set_get_shape (self, hits[i].shape)) *
                    60000;
    }

  return (guint32) MIN (delay_ms, COR_TRAVEL_UNREACHABLE);
}

/**
 * cor_closure_set_leg_is_closed:
 * @self: a set
 * @leg: a leg of its network
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Returns: whether @leg is closed in either direction at any moment of that time
 */
gboolean
cor_closure_set_leg_is_closed (CorClosureSet *self,
                               guint32 leg,
                               gint64 from_utc_s,
                               gint64 until_utc_s)
{
  for (guint32 side = leg << 1; side <= (leg << 1 | 1); side++)
    {
      gsize n_hits;
      const CorClosureHit *hits = cor_closure_set_get_side_hits (self, side, &n_hits);

      for (gsize i = 0; i < n_hits; i++)
        {
          CorClosureShape *shape = cor_closure_set_get_shape (self, hits[i].shape);

          if (shape->effect == COR_CLOSURE_CLOSED &&
              cor_closure_shape_meets (shape, from_utc_s, until_utc_s))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
ring_holds (const GArray *ring, CorPosition position)
{
  gboolean inside = FALSE;

  for (guint i = 1; i < ring->len; i++)
    {
      CorPosition a = g_array_index (ring, CorPosition, i - 1);
      CorPosition b = g_array_index (ring, CorPosition, i);

      if ((a.lat_deg > position.lat_deg) != (b.lat_deg > position.lat_deg) &&
          position.lon_deg < a.lon_deg + (position.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) *
                                             (b.lon_deg - a.lon_deg))
        inside = !inside;
    }

  return inside;
}

static gboolean
is_held (const CorClosureHits *found, CorPosition position)
{
  gboolean inside = FALSE;

  if (!cor_bounds_contains (&found->bounds, position))
    return FALSE;
  for (guint i = 0; i < found->rings->len; i++)
    inside ^= ring_holds (g_ptr_array_index (found->rings, i), position);

  return inside;
}

/**
 * cor_closure_set_find_area:
 * @self: a set
 * @position: a place
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Looks for an area that holds a place and is closed both ways.
 *
 * Returns: the first closure with such an area, or %G_MAXSIZE
 */
gsize
cor_closure_set_find_area (CorClosureSet *self,
                           CorPosition position,
                           gint64 from_utc_s,
                           gint64 until_utc_s)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const CorClosureHits *found = g_ptr_array_index (self->found, i);

      if (found->shape->effect == COR_CLOSURE_CLOSED &&
          found->shape->direction == COR_CLOSURE_BOTH_WAYS && is_held (found, position) &&
          cor_closure_shape_meets (found->shape, from_utc_s, until_utc_s))
        return i;
    }

  return G_MAXSIZE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
list_all_changes (CorClosureSet *self, gint64 from_utc_s, gint64 until_utc_s, GArray *all)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));

  for (guint i = 0; i < self->found->len; i++)
    cor_closure_shape_list_times (cor_closure_set_get_shape (self, i), from_utc_s, until_utc_s,
                                  times);
  for (guint i = 0; i < times->len; i++)
    {
      const CorClosureTime *time = &g_array_index (times, CorClosureTime, i);

      g_array_append_val (all, time->from_utc_s);
      g_array_append_val (all, time->until_utc_s);
    }
  g_array_sort (all, compare_times);
}

/**
 * cor_closure_set_list_changes_utc_s:
 * @self: a set
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end; within a few years of @from_utc_s
 *
 * Between two of these times, one after the other, everything stays as it is.
 *
 * Returns: (transfer full) (element-type gint64): when something comes into force or ends after
 *   @from_utc_s and before @until_utc_s, ascending
 */
GArray *
cor_closure_set_list_changes_utc_s (CorClosureSet *self, gint64 from_utc_s, gint64 until_utc_s)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (gint64));

  list_all_changes (self, from_utc_s, until_utc_s, all);
  for (guint i = 0; i < all->len; i++)
    {
      gint64 utc_s = g_array_index (all, gint64, i);

      if (utc_s > from_utc_s && utc_s < until_utc_s &&
          (changes->len == 0 || g_array_index (changes, gint64, changes->len - 1) != utc_s))
        g_array_append_val (changes, utc_s);
    }

  return changes;
}
