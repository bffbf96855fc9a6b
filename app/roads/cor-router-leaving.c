/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router-leaving.h"

#include <string.h>

#include "cor-router-private.h"

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

/**
 * cor_router_list_ends_ever:
 * @self: a router
 * @snap: a place
 * @leaving: whether it is left, rather than entered
 * @ends: (out caller-allocates): takes up to twice %COR_SNAP_MAX_ENDS nodes
 *
 * Lists by which nodes a place is left or entered as long as its leg is open; what is closed now
 * costs more than can be. So the nodes stay the same whatever closes, and with them what was found
 * for them.
 *
 * Returns: how many
 */
guint
cor_router_list_ends_ever (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  CorSnapEnd now[COR_SNAP_MAX_ENDS];
  guint n_ever = leaving ? cor_snap_list_leaving (self->network, self->open_ms, snap, ends)
                         : cor_snap_list_arriving (self->network, self->open_ms, snap, ends);
  guint n_ends = n_ever;
  guint n_now;

  if (ends_are_open (self, snap))
    return n_ever;
  n_now = leaving ? cor_router_list_leaving (self, snap, now)
                  : cor_router_list_arriving (self, snap, now);
  for (guint i = 0; i < n_ever; i++)
    ends[i].cost = COR_COST_UNREACHABLE;
  for (guint i = 0; i < n_now; i++)
    {
      guint j = 0;

      while (j < n_ever && (ends[j].node != now[i].node || ends[j].arc != now[i].arc))
        j++;
      ends[j < n_ever ? j : n_ends++] = now[i];
    }

  return n_ends;
}

/**
 * cor_router_leaving_init:
 * @self: (out caller-allocates): takes no places yet
 */
void
cor_router_leaving_init (CorRouterLeaving *self)
{
  *self = (CorRouterLeaving){ .first = g_array_new (FALSE, FALSE, sizeof (guint)),
                              .ends = g_array_new (FALSE, FALSE, sizeof (CorSnapEnd)),
                              .nodes = g_array_new (FALSE, FALSE, sizeof (guint32)),
                              .on_legs = g_array_new (FALSE, FALSE, sizeof (CorRouterOnLeg)),
                              .touched = g_array_new (FALSE, FALSE, sizeof (guint32)),
                              .is_stale = TRUE };
}

/**
 * cor_router_leaving_clear:
 * @self: the places
 *
 * Frees what they hold.
 */
void
cor_router_leaving_clear (CorRouterLeaving *self)
{
  g_free (self->sources);
  g_free (self->is_anew);
  g_free (self->has_place);
  g_array_unref (self->first);
  g_array_unref (self->ends);
  g_array_unref (self->nodes);
  g_array_unref (self->on_legs);
  g_array_unref (self->touched);
}

static int
compare_on_legs (gconstpointer a, gconstpointer b)
{
  const CorRouterOnLeg *first = a, *second = b;

  if (first->leg != second->leg)
    return first->leg < second->leg ? -1 : 1;

  return first->source < second->source ? -1 : first->source > second->source;
}

static void
take_sources (CorRouterLeaving *self, CorRouter *router, const CorSnap *sources, gsize n_sources)
{
  gsize n_words = router->network->n_legs / 64 + 1;

  g_free (self->sources);
  self->sources = g_memdup2 (sources, n_sources * sizeof *sources);
  self->n_sources = n_sources;
  g_free (self->is_anew);
  self->is_anew = g_malloc (n_sources + 1);
  if (self->has_place == NULL)
    self->has_place = g_new (guint64, n_words);
  memset (self->has_place, 0, n_words * sizeof (guint64));
  g_array_set_size (self->on_legs, 0);
  for (gsize i = 0; i < n_sources; i++)
    {
      CorRouterOnLeg on_leg = { sources[i].leg, (guint32) i };

      if (sources[i].state != COR_SNAP_FOUND || sources[i].node != COR_ROAD_NONE)
        continue;
      g_array_append_val (self->on_legs, on_leg);
      self->has_place[on_leg.leg / 64] |= (guint64) 1 << on_leg.leg % 64;
    }
  g_array_sort (self->on_legs, compare_on_legs);
}

static void
list_all (CorRouterLeaving *self, CorRouter *router)
{
  g_array_set_size (self->first, 0);
  g_array_set_size (self->ends, 0);
  g_array_set_size (self->nodes, 0);
  for (gsize i = 0; i < self->n_sources; i++)
    {
      CorSnapEnd ends[2 * COR_SNAP_MAX_ENDS];
      guint n_ends = cor_router_list_ends_ever (router, &self->sources[i], TRUE, ends);

      g_array_append_val (self->first, self->ends->len);
      g_array_append_vals (self->ends, ends, n_ends);
      for (guint j = 0; j < n_ends; j++)
        g_array_append_val (self->nodes, ends[j].node);
    }
  g_array_append_val (self->first, self->ends->len);
  memset (self->is_anew, TRUE, self->n_sources);
}

/* Returns: whether the place is left by the same nodes as before. */
static gboolean
list_one (CorRouterLeaving *self, CorRouter *router, guint32 source)
{
  CorSnapEnd ends[2 * COR_SNAP_MAX_ENDS];
  guint n_ends = cor_router_list_ends_ever (router, &self->sources[source], TRUE, ends);
  guint begin = g_array_index (self->first, guint, source);

  if (n_ends != g_array_index (self->first, guint, source + 1) - begin)
    return FALSE;
  for (guint i = 0; i < n_ends; i++)
    {
      if (ends[i].node != g_array_index (self->nodes, guint32, begin + i))
        return FALSE;
      g_array_index (self->ends, CorSnapEnd, begin + i) = ends[i];
    }
  self->is_anew[source] = TRUE;

  return TRUE;
}

/* The place in the list of the first that stands on @leg. */
static guint
find_on_leg (const CorRouterLeaving *self, guint32 leg)
{
  guint low = 0, high = self->on_legs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->on_legs, CorRouterOnLeg, middle).leg < leg)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Returns: whether that was enough. */
static gboolean
list_touched (CorRouterLeaving *self, CorRouter *router)
{
  memset (self->is_anew, FALSE, self->n_sources);
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint32 leg = g_array_index (self->touched, guint32, i);

      for (guint j = find_on_leg (self, leg); j < self->on_legs->len; j++)
        {
          CorRouterOnLeg on_leg = g_array_index (self->on_legs, CorRouterOnLeg, j);

          if (on_leg.leg != leg)
            break;
          if (!self->is_anew[on_leg.source] && !list_one (self, router, on_leg.source))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * cor_router_leaving_list:
 * @self: the places asked about last
 * @router: whose they are
 * @sources: (array length=n_sources): the places asked about now
 * @n_sources: how many
 *
 * Finds by which nodes the places are left as the closures are looked at. If they are those of the
 * last time only what was touched since is looked at.
 */
void
cor_router_leaving_list (CorRouterLeaving *self,
                         CorRouter *router,
                         const CorSnap *sources,
                         gsize n_sources)
{
  gboolean are_same = self->sources != NULL && self->n_sources == n_sources &&
                      memcmp (self->sources, sources, n_sources * sizeof *sources) == 0;

  if (!are_same)
    take_sources (self, router, sources, n_sources);
  if (!are_same || self->is_stale || !list_touched (self, router))
    list_all (self, router);
  g_array_set_size (self->touched, 0);
  self->is_stale = FALSE;
}
