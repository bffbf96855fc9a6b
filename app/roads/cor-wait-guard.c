/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-wait-guard.h"

#include <string.h>

struct _CorWaitGuard
{
  CorNetwork *network;
  CorClosureSet *closures; /* (nullable) */
  gboolean backward;
  GPtrArray *classes; /* GArray of guint32: closures, ascending; the first has none */
  GHashTable *of_arc; /* arc -> its class, made when needed */
};

/**
 * cor_wait_guard_new:
 * @network: a network
 * @closures: (nullable): closures on it
 * @backward: whether one searches against the arcs
 *
 * Returns: (transfer full): where nobody may wait
 */
CorWaitGuard *
cor_wait_guard_new (CorNetwork *network, CorClosureSet *closures, gboolean backward)
{
  CorWaitGuard *self = g_new0 (CorWaitGuard, 1);

  self->network = cor_network_ref (network);
  self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
  self->backward = backward;
  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (self->classes, g_array_new (FALSE, FALSE, sizeof (guint32)));
  self->of_arc = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * cor_wait_guard_free:
 * @self: (transfer full): a guard
 */
void
cor_wait_guard_free (CorWaitGuard *self)
{
  cor_network_unref (self->network);
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  g_ptr_array_unref (self->classes);
  g_hash_table_unref (self->of_arc);
  g_free (self);
}

static gboolean
hits (const CorWaitGuard *self, guint32 arc, guint32 shape)
{
  gsize n_hits;
  const CorClosureHit *of_side =
      cor_closure_set_get_side_hits (self->closures, self->network->arc_leg[arc], &n_hits);

  for (gsize i = 0; i < n_hits; i++)
    if (of_side[i].shape == shape)
      return TRUE;

  return FALSE;
}

/* Whether a closure hits an arc on which one may go on from another, or come to it. To turn around
 * on a road is not to be on it any longer than one has to. */
static gboolean
goes_on (const CorWaitGuard *self, guint32 arc, guint32 shape)
{
  const CorNetwork *network = self->network;
  guint32 node = self->backward ? network->arc_tail[arc] : network->arc_head[arc];
  guint32 first = self->backward ? network->first_in[node] : network->first_out[node];
  guint32 end = self->backward ? network->first_in[node + 1] : network->first_out[node + 1];

  for (guint32 i = first; i < end; i++)
    {
      guint32 other = self->backward ? network->in_arc[i] : i;

      if (cor_network_arc_leg (network, other) != cor_network_arc_leg (network, arc) &&
          hits (self, other, shape))
        return TRUE;
    }

  return FALSE;
}

/* The closures of which one is inside between an arc and the next. */
static GArray *
list_closures (const CorWaitGuard *self, guint32 arc)
{
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_hits = 0;
  const CorClosureHit *of_side =
      self->closures != NULL
          ? cor_closure_set_get_side_hits (self->closures, self->network->arc_leg[arc], &n_hits)
          : NULL;

  for (gsize i = 0; i < n_hits; i++)
    {
      guint32 shape = of_side[i].shape;

      if (cor_closure_set_get_shape (self->closures, shape)->effect == COR_CLOSURE_CLOSED &&
          goes_on (self, arc, shape))
        g_array_append_val (shapes, shape);
    }

  return shapes;
}

static gboolean
are_same (const GArray *a, const GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (guint32)) == 0);
}

/**
 * cor_wait_guard_get_class:
 * @self: a guard
 * @arc: the arc by which one comes to a node; backward, by which one leaves it
 *
 * Returns: to which class one belongs there
 */
guint
cor_wait_guard_get_class (CorWaitGuard *self, guint32 arc)
{
  gpointer known;
  GArray *shapes;
  guint wait_class;

  if (g_hash_table_lookup_extended (self->of_arc, GUINT_TO_POINTER (arc), NULL, &known))
    return GPOINTER_TO_UINT (known);

  shapes = list_closures (self, arc);
  for (wait_class = 0; wait_class < self->classes->len; wait_class++)
    if (are_same (self->classes->pdata[wait_class], shapes))
      break;
  if (wait_class == self->classes->len)
    g_ptr_array_add (self->classes, shapes);
  else
    g_array_unref (shapes);
  g_hash_table_insert (self->of_arc, GUINT_TO_POINTER (arc), GUINT_TO_POINTER (wait_class));

  return wait_class;
}

static gboolean
has (const GArray *shapes, guint32 shape)
{
  for (guint i = 0; i < shapes->len; i++)
    if (g_array_index (shapes, guint32, i) == shape)
      return TRUE;

  return FALSE;
}

/**
 * cor_wait_guard_includes:
 * @self: a guard
 * @wait_class: a class
 * @other: another one
 *
 * Returns: whether what limits @other limits @wait_class, too
 */
gboolean
cor_wait_guard_includes (const CorWaitGuard *self, guint wait_class, guint other)
{
  const GArray *shapes = self->classes->pdata[wait_class];
  const GArray *of_other = self->classes->pdata[other];

  if (wait_class == other)
    return TRUE;
  for (guint i = 0; i < of_other->len; i++)
    if (!has (shapes, g_array_index (of_other, guint32, i)))
      return FALSE;

  return TRUE;
}

/**
 * cor_wait_guard_may_wait:
 * @self: a guard
 * @clock: the clock
 * @wait_class: a class
 * @from_ms: since when
 * @until_ms: until when, that moment included
 *
 * Returns: whether those of the class may wait for so long, whatever way they go on
 */
gboolean
cor_wait_guard_may_wait (const CorWaitGuard *self,
                         CorRoadClock *clock,
                         guint wait_class,
                         gint64 from_ms,
                         gint64 until_ms)
{
  const GArray *shapes = self->classes->pdata[wait_class];

  for (guint i = 0; i < shapes->len; i++)
    if (cor_road_clock_find_force_ms (clock, g_array_index (shapes, guint32, i), from_ms) <=
        until_ms)
      return FALSE;

  return TRUE;
}

/**
 * cor_wait_guard_find_next_ms:
 * @self: a guard
 * @clock: the clock
 * @wait_class: a class
 * @at_ms: when one of it comes to a node; backward, when one leaves it
 * @next_ms: (out): when something that they cannot wait for is over; backward, when it began
 *
 * Looks for the next of the intervals in which those of the class may wait.
 *
 * Returns: %FALSE if they may wait for good
 */
gboolean
cor_wait_guard_find_next_ms (const CorWaitGuard *self,
                             CorRoadClock *clock,
                             guint wait_class,
                             gint64 at_ms,
                             gint64 *next_ms)
{
  const GArray *shapes = self->classes->pdata[wait_class];
  gint64 first_ms = self->backward ? G_MININT64 : G_MAXINT64;

  for (guint i = 0; i < shapes->len; i++)
    {
      gint64 from_ms, until_ms;

      if (!cor_road_clock_find_time (clock, g_array_index (shapes, guint32, i), at_ms,
                                     self->backward, &from_ms, &until_ms))
        continue;
      if (self->backward ? until_ms > first_ms : from_ms < first_ms)
        {
          first_ms = self->backward ? until_ms : from_ms;
          *next_ms = self->backward ? from_ms : until_ms;
        }
    }

  return first_ms != (self->backward ? G_MININT64 : G_MAXINT64);
}

/**
 * cor_wait_guard_get_limit_ms:
 * @self: a guard
 * @clock: the clock
 * @wait_class: a class
 * @arc: the arc by which one goes on; backward, by which one comes
 * @at_ms: since when one is at the node; backward, when one goes on
 *
 * Returns: before when one must have gone on, %G_MAXINT64 for any time; backward, since when one
 *   may have been there, %G_MININT64 for any time
 */
gint64
cor_wait_guard_get_limit_ms (const CorWaitGuard *self,
                             CorRoadClock *clock,
                             guint wait_class,
                             guint32 arc,
                             gint64 at_ms)
{
  const GArray *shapes = self->classes->pdata[wait_class];
  gint64 limit_ms = self->backward ? G_MININT64 : G_MAXINT64;

  for (guint i = 0; i < shapes->len; i++)
    {
      guint32 shape = g_array_index (shapes, guint32, i);

      if (!hits (self, arc, shape))
        continue;
      if (self->backward)
        limit_ms = MAX (limit_ms, cor_road_clock_find_end_ms (clock, shape, at_ms));
      else
        limit_ms = MIN (limit_ms, cor_road_clock_find_force_ms (clock, shape, at_ms));
    }

  return limit_ms;
}
