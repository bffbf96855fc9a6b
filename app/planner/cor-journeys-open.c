/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

/* Ways as they would be if nothing were closed: they tell what keeps those who are cut off. */

/* Lets the coaches' router forget all closures. */
static CorRouter *
get_open_router (CorJourneys *self)
{
  CorRouter *router = self->routers[COR_TRAVEL_COACH];

  if (!self->looks_at_nothing)
    cor_router_set_closures (router, cor_closed_roads_get_none (self->closed_roads), 0, 0);
  self->looks_at_nothing = TRUE;
  self->looks_at_clock[COR_TRAVEL_COACH] = FALSE;

  return router;
}

static gboolean
snap_open (CorJourneys *self, CorRouter *router, CorProgress *progress, GError **error)
{
  g_free (self->open_sources);
  self->open_sources = g_new0 (CorSnap, self->n_rally_points + 1);
  for (guint i = 0; i < self->n_rally_points; i++)
    {
      cor_router_snap (router, self->rally_points[i], &self->snap_options, &self->open_sources[i]);
      if (i % COR_JOURNEYS_PLACES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }
  g_free (self->open_targets);
  self->open_targets = g_new0 (CorSnap, self->crossings->len + 1);
  for (guint i = 0; i < self->crossings->len; i++)
    self->open_targets[i] =
        cor_journeys_find_target (router, self->crossings->pdata[i], &self->snap_options);

  return TRUE;
}

/**
 * cor_journeys_prepare_open:
 * @self: journeys
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Makes sure of the travel times without any closure, which tell what keeps those who are cut off.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_journeys_prepare_open (CorJourneys *self, CorProgress *progress, GError **error)
{
  CorRouter *router = get_open_router (self);

  if (self->open_times != NULL)
    return TRUE;
  if (!snap_open (self, router, progress, error))
    return FALSE;
  self->open_times =
      cor_router_compute_matrix (router, self->open_sources, self->n_rally_points,
                                 self->open_targets, self->crossings->len, progress, error);

  return self->open_times != NULL;
}

/* The nearest crossing when nothing is closed, and the way there. */
static CorRoute *
find_open_route (CorJourneys *self, guint rally_point, guint *nearest_crossing)
{
  CorRouter *router = get_open_router (self);
  guint32 nearest_ms = COR_TRAVEL_UNREACHABLE;

  cor_journeys_prepare_open (self, NULL, NULL);
  *nearest_crossing = G_MAXUINT;
  for (guint i = 0; i < self->crossings->len; i++)
    {
      guint32 time_ms = cor_matrix_get_time_ms (self->open_times, rally_point, i);

      if (time_ms < nearest_ms)
        {
          nearest_ms = time_ms;
          *nearest_crossing = i;
        }
    }
  if (*nearest_crossing == G_MAXUINT)
    return NULL;

  return cor_router_find_route (router, &self->open_sources[rally_point],
                                &self->open_targets[*nearest_crossing]);
}

/**
 * cor_journeys_find_blocking_closure:
 * @self: journeys
 * @rally_point: one from which no crossing can be reached
 * @nearest_crossing: (out): the nearest crossing if nothing were closed; %G_MAXUINT: none even then
 *
 * Returns: (transfer none) (nullable): the first closure on the way to that crossing
 */
const CorClosure *
cor_journeys_find_blocking_closure (CorJourneys *self, guint rally_point, guint *nearest_crossing)
{
  g_autoptr (CorRoute) route = find_open_route (self, rally_point, nearest_crossing);
  const guint32 *arcs;
  gsize n_arcs;

  if (route == NULL)
    return NULL;

  arcs = cor_route_get_arcs (route, &n_arcs);
  for (gsize i = 0; i < n_arcs; i++)
    {
      guint32 leg = cor_network_get_arc_leg (cor_route_get_network (route), arcs[i]);
      const CorClosure *closure = cor_closed_roads_find_closure_of_leg (self->closed_roads, leg);

      if (closure != NULL)
        return closure;
    }

  return NULL;
}
