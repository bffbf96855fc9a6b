/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

/* Drives of empty coaches: from depots, and back from crossings. */

/* Whoever stands as near as this to a rally point gets there, at walking pace, whatever is closed
 * around both. */
#define BESIDE_M 1000.0
#define BESIDE_MS_PER_M 720.0

/**
 * cor_journeys_forget_empty:
 * @self: journeys
 *
 * Forgets the drives of empty coaches.
 */
void
cor_journeys_forget_empty (CorJourneys *self)
{
  g_clear_pointer (&self->quickest_empty, cor_matrix_unref);
  g_clear_pointer (&self->slowest_empty, cor_matrix_unref);
  g_clear_pointer (&self->depots, g_free);
  g_clear_pointer (&self->empty_sources, g_free);
}

static void
set_coach_closures (CorJourneys *self, CorClosureSet *closures)
{
  gint64 start_utc_s = cor_closed_roads_get_start_utc_s (self->closed_roads);
  gint64 end_utc_s = cor_closed_roads_get_end_utc_s (self->closed_roads);

  cor_router_set_closures (self->routers[COR_TRAVEL_COACH], closures, start_utc_s,
                           MAX (start_utc_s, end_utc_s));
  self->looks_at_clock[COR_TRAVEL_COACH] = self->looks_at_nothing = FALSE;
}

static gboolean
compute_empty (CorJourneys *self, CorProgress *progress, GError **error)
{
  CorRouter *router = self->routers[COR_TRAVEL_COACH];
  guint n_sources = self->n_depots + self->crossings->len;

  set_coach_closures (self, cor_closed_roads_get_standing (self->closed_roads));
  self->quickest_empty = cor_router_compute_matrix_at_best (
      router, self->empty_sources, n_sources, self->sources, self->n_rally_points, progress, error);
  if (self->quickest_empty == NULL)
    return FALSE;
  if (!cor_journeys_change (self))
    {
      self->slowest_empty = cor_matrix_ref (self->quickest_empty);
      return TRUE;
    }

  set_coach_closures (self, cor_closed_roads_get_all (self->closed_roads));
  self->slowest_empty = cor_router_compute_matrix (
      router, self->empty_sources, n_sources, self->sources, self->n_rally_points, progress, error);

  return self->slowest_empty != NULL;
}

static gboolean
are_depots (const CorJourneys *self, const CorPosition *depots, guint n_depots)
{
  if (self->slowest_empty == NULL || self->n_depots != n_depots)
    return FALSE;

  for (guint i = 0; i < n_depots; i++)
    if (!cor_position_equal (self->depots[i], depots[i]))
      return FALSE;

  return TRUE;
}

/**
 * cor_journeys_prepare_empty:
 * @self: journeys
 * @depots: (array length=n_depots): where vehicles stand
 * @n_depots: how many
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Computes how coaches get to the rally points from the depots, and back from the crossings. Kept
 * for the next time with the same depots.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_journeys_prepare_empty (CorJourneys *self,
                            const CorPosition *depots,
                            guint n_depots,
                            CorProgress *progress,
                            GError **error)
{
  CorRouter *router = self->routers[COR_TRAVEL_COACH];

  if (are_depots (self, depots, n_depots))
    return TRUE;

  cor_journeys_forget_empty (self);
  self->depots = g_memdup2 (depots, sizeof *depots * n_depots);
  self->n_depots = n_depots;
  self->empty_sources = g_new0 (CorSnap, n_depots + self->crossings->len + 1);
  /* What is closed for a time only does not send a depot to another road. */
  set_coach_closures (self, cor_closed_roads_get_standing (self->closed_roads));
  for (guint i = 0; i < n_depots; i++)
    cor_router_snap (router, depots[i], &self->snap_options, &self->empty_sources[i]);
  for (guint i = 0; i < self->crossings->len; i++)
    self->empty_sources[n_depots + i] = self->targets[i];

  return compute_empty (self, progress, error);
}

static guint32
get_beside_ms (const CorJourneys *self, guint source, guint rally_point)
{
  double distance_m;

  if (source >= self->n_depots)
    return COR_TRAVEL_UNREACHABLE;

  distance_m = cor_position_distance_m (self->depots[source], self->rally_points[rally_point]);

  return distance_m <= BESIDE_M ? (guint32) (distance_m * BESIDE_MS_PER_M) : COR_TRAVEL_UNREACHABLE;
}

/**
 * cor_journeys_get_empty_ms:
 * @self: journeys with depots
 * @source: a depot, or behind these a crossing
 * @rally_point: where to
 *
 * Returns: the time that driving there takes, which no coach betters at any time of the plan;
 * before the clock was looked at that of ways that are always open
 */
guint32
cor_journeys_get_empty_ms (const CorJourneys *self, guint source, guint rally_point)
{
  guint32 time_ms = cor_matrix_get_time_ms (
      self->is_at_worst ? self->slowest_empty : self->quickest_empty, source, rally_point);

  return time_ms < COR_TRAVEL_UNREACHABLE ? time_ms : get_beside_ms (self, source, rally_point);
}

/**
 * cor_journeys_empty_depends_on_time:
 * @self: journeys with depots
 * @source: a depot, or behind these a crossing
 * @rally_point: where to
 *
 * Returns: whether the way depends on when one leaves
 */
gboolean
cor_journeys_empty_depends_on_time (const CorJourneys *self, guint source, guint rally_point)
{
  return !self->is_at_worst &&
         cor_matrix_get_time_ms (self->quickest_empty, source, rally_point) !=
             cor_matrix_get_time_ms (self->slowest_empty, source, rally_point);
}

/**
 * cor_journeys_compute_empty_arriving:
 * @self: journeys with depots
 * @rally_point: where to
 * @arrive_utc_s: when one must be there
 *
 * Returns: (transfer full): for each depot, then each crossing, how long before that one must leave
 */
CorMatrix *
cor_journeys_compute_empty_arriving (CorJourneys *self, guint rally_point, gint64 arrive_utc_s)
{
  return cor_router_compute_matrix_arriving (
      cor_journeys_get_router_by_clock (self, COR_TRAVEL_COACH), self->empty_sources,
      self->n_depots + self->crossings->len, &self->sources[rally_point], 1, arrive_utc_s, NULL,
      NULL);
}
