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
snap_open (CorJourneys *self,
           CorRouter *router,
           GArray *rally_points,
           CorProgress *progress,
           GError **error)
{
  self->open_sources = g_new0 (CorSnap, rally_points->len + 1);
  for (guint i = 0; i < rally_points->len; i++)
    {
      cor_router_snap (router, self->rally_points[g_array_index (rally_points, guint, i)],
                       &self->snap_options, &self->open_sources[i]);
      if (i % COR_JOURNEYS_PLACES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }
  self->open_targets = g_new0 (CorSnap, self->crossings->len + 1);
  for (guint i = 0; i < self->crossings->len; i++)
    self->open_targets[i] =
        cor_journeys_find_target (router, self->crossings->pdata[i], &self->snap_options);

  return TRUE;
}

/* The row of a rally point, or G_MAXUINT. */
static guint
find_row (const CorJourneys *self, guint rally_point)
{
  guint low = 0, high = self->open_rows != NULL ? self->open_rows->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint other = g_array_index (self->open_rows, guint, middle);

      if (other == rally_point)
        return middle;
      if (other < rally_point)
        low = middle + 1;
      else
        high = middle;
    }

  return G_MAXUINT;
}

/**
 * cor_journeys_forget_open:
 * @self: journeys
 *
 * Forgets the travel times without any closure.
 */
void
cor_journeys_forget_open (CorJourneys *self)
{
  g_clear_pointer (&self->open_times, cor_matrix_unref);
  g_clear_pointer (&self->open_rows, g_array_unref);
  g_clear_pointer (&self->open_sources, g_free);
  g_clear_pointer (&self->open_targets, g_free);
}

/**
 * cor_journeys_prepare_open:
 * @self: journeys
 * @rally_points: (element-type guint): those that are asked about, ascending
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Makes sure of the travel times without any closure, which tell what keeps those who are cut off.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_journeys_prepare_open (CorJourneys *self,
                           GArray *rally_points,
                           CorProgress *progress,
                           GError **error)
{
  CorRouter *router = get_open_router (self);
  gboolean is_known = self->open_times != NULL;

  for (guint i = 0; i < rally_points->len && is_known; i++)
    is_known = find_row (self, g_array_index (rally_points, guint, i)) != G_MAXUINT;
  if (is_known)
    return TRUE;

  cor_journeys_forget_open (self);
  if (!snap_open (self, router, rally_points, progress, error))
    return FALSE;
  self->open_rows = g_array_copy (rally_points);
  self->open_times =
      cor_router_compute_matrix (router, self->open_sources, rally_points->len, self->open_targets,
                                 self->crossings->len, progress, error);

  return self->open_times != NULL;
}

/* The nearest crossing when nothing is closed, and the way there. */
static CorRoute *
find_open_route (CorJourneys *self, guint rally_point, guint *nearest_crossing)
{
  CorRouter *router = get_open_router (self);
  guint32 nearest_ms = COR_TRAVEL_UNREACHABLE;
  guint row = self->open_times != NULL ? find_row (self, rally_point) : G_MAXUINT;

  if (row == G_MAXUINT)
    {
      g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (alone, rally_point);
      cor_journeys_prepare_open (self, alone, NULL, NULL);
      row = 0;
    }
  *nearest_crossing = G_MAXUINT;
  for (guint i = 0; i < self->crossings->len; i++)
    {
      guint32 time_ms = cor_matrix_get_time_ms (self->open_times, row, i);

      if (time_ms < nearest_ms)
        {
          nearest_ms = time_ms;
          *nearest_crossing = i;
        }
    }
  if (*nearest_crossing == G_MAXUINT)
    return NULL;

  return cor_router_find_route (router, &self->open_sources[row],
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
