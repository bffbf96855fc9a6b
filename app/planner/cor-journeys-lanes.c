/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

#include "cor-fixed-way.h"

/* What plans with lanes ask of journeys. */

/* Whoever would have to come to an open road over land for so much further than to the lane at
 * which they live lives at the lane. */
#define MAX_DETOUR_M 1000u

/* Whether people cannot drive off, or come, as they like where they stand on a lane: between its
 * ends no other road begins, and where roads meet all others may be closed. */
static gboolean
is_held (const CorJourneys *self, const CorSnap *open, const CorSnap *free)
{
  if (cor_position_equal (open->road_position, free->road_position))
    return FALSE;

  return cor_closed_roads_is_in_lane (self->closed_roads, open->leg) ||
         (free->connector_m > open->connector_m + MAX_DETOUR_M &&
          cor_closed_roads_is_on_lane (self->closed_roads, open->road_position));
}

/**
 * cor_journeys_snap_to_lanes:
 * @self: journeys of a plan with lanes, whose places are joined to the open roads
 * @options: (nullable): how places are joined to the roads
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds where places would stand if nothing were closed. Who stands on a lane between its ends,
 * where no other road begins, or where all others are closed, cannot drive off as they like.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_journeys_snap_to_lanes (CorJourneys *self,
                            const CorSnapOptions *options,
                            CorProgress *progress,
                            GError **error)
{
  CorRouter *router = self->routers[COR_TRAVEL_CAR];

  cor_router_set_closures (router, cor_closed_roads_get_none (self->closed_roads), 0, 0);
  self->lane_sources = g_new0 (CorSnap, self->n_rally_points + 1);
  for (guint i = 0; i < self->n_rally_points; i++)
    {
      CorSnap *snap = &self->lane_sources[i];

      if (i % COR_JOURNEYS_PLACES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      if (cor_router_snap (router, self->rally_points[i], options, snap) &&
          is_held (self, snap, &self->sources[i]))
        self->sources[i].state = COR_SNAP_ALL_CLOSED;
    }
  self->lane_targets = g_new0 (CorSnap, self->crossings->len + 1);
  for (guint i = 0; i < self->crossings->len; i++)
    {
      const CorSnap *snap = &self->lane_targets[i];

      if (i % COR_JOURNEYS_PLACES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      self->lane_targets[i] = cor_journeys_find_target (router, self->crossings->pdata[i], options);
      if (snap->state == COR_SNAP_FOUND && snap->leg != COR_ROAD_NONE &&
          is_held (self, snap, &self->targets[i]))
        self->targets[i].state = COR_SNAP_ALL_CLOSED;
    }

  return cor_progress_check (progress, error);
}

/**
 * cor_journeys_set_lane_plan:
 * @self: journeys
 * @plan: (nullable): who drives the lanes; lent until the next call
 *
 * Lets the columns of @plan be asked for like crossings: their numbers follow those of the
 * crossings.
 */
void
cor_journeys_set_lane_plan (CorJourneys *self, const CorLanePlan *plan)
{
  self->lane_plan = plan;
}

/**
 * cor_journeys_get_open_snap:
 * @self: journeys of a plan with lanes
 * @rally_point: a rally point
 *
 * Returns: (transfer none): where it would meet the roads if nothing were closed
 */
const CorSnap *
cor_journeys_get_open_snap (const CorJourneys *self, guint rally_point)
{
  return &self->lane_sources[rally_point];
}

/**
 * cor_journeys_get_open_target:
 * @self: journeys of a plan with lanes
 * @crossing: a crossing
 *
 * Returns: (transfer none): where it would meet the roads if nothing were closed
 */
const CorSnap *
cor_journeys_get_open_target (const CorJourneys *self, guint crossing)
{
  return &self->lane_targets[crossing];
}

/* The router with what is closed in a span, or at any time. */
static CorRouter *
get_router_in (CorJourneys *self, CorTravel travel, const CorClosedSpan *span)
{
  if (span == NULL)
    return cor_journeys_get_router_by_clock (self, travel);

  cor_router_set_closures (self->routers[travel], cor_closed_roads_get_all (self->closed_roads),
                           span->from_utc_s, span->until_utc_s);
  self->looks_at_clock[travel] = FALSE;
  self->looks_at_nothing &= travel != COR_TRAVEL_COACH;

  return self->routers[travel];
}

/**
 * cor_journeys_compute_free:
 * @self: journeys
 * @travel: by what
 * @span: (nullable): a time in which nothing changes; %NULL: all of the plan
 * @sources: (array length=n_sources): from where
 * @n_sources: how many
 * @targets: (array length=n_targets): where to
 * @n_targets: how many
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Travel times that hold whenever one leaves and arrives within that time: what is closed at any
 * moment of it counts as closed, and lanes do.
 *
 * Returns: (transfer full) (nullable): the times
 */
CorMatrix *
cor_journeys_compute_free (CorJourneys *self,
                           CorTravel travel,
                           const CorClosedSpan *span,
                           const CorSnap *sources,
                           guint n_sources,
                           const CorSnap *targets,
                           guint n_targets,
                           CorProgress *progress,
                           GError **error)
{
  return cor_router_compute_matrix (get_router_in (self, travel, span), sources, n_sources, targets,
                                    n_targets, progress, error);
}

/**
 * cor_journeys_carry_free:
 * @self: journeys
 * @travel: by what
 * @span: (nullable): a time in which nothing changes; %NULL: all of the plan
 * @sources: (array length=n_sources): from where
 * @n_sources: how many
 * @targets: (array length=n_targets): where to
 * @n_targets: how many
 * @carried: (array): by leg of the roads: what driving all of it adds
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Adds up something along the ways that cor_journeys_compute_free() measures, but for ferries and
 * streets with hours, which are taken to be open.
 *
 * Returns: (transfer full) (nullable): the sums as distances
 */
CorMatrix *
cor_journeys_carry_free (CorJourneys *self,
                         CorTravel travel,
                         const CorClosedSpan *span,
                         const CorSnap *sources,
                         guint n_sources,
                         const CorSnap *targets,
                         guint n_targets,
                         const guint32 *carried,
                         CorProgress *progress,
                         GError **error)
{
  return cor_router_carry_at_best (get_router_in (self, travel, span), sources, n_sources, targets,
                                   n_targets, carried, progress, error);
}

/**
 * cor_journeys_find_free_route:
 * @self: journeys
 * @travel: by what
 * @span: (nullable): a time in which nothing changes; %NULL: all of the plan
 * @source: from where
 * @target: where to
 *
 * Returns: (transfer full) (nullable): the way that cor_journeys_compute_free() measures
 */
CorRoute *
cor_journeys_find_free_route (CorJourneys *self,
                              CorTravel travel,
                              const CorClosedSpan *span,
                              const CorSnap *source,
                              const CorSnap *target)
{
  return cor_router_find_route (get_router_in (self, travel, span), source, target);
}

/**
 * cor_journeys_drive_lane:
 * @self: journeys
 * @travel: by what
 * @source: who stands on a lane between its ends
 * @target: its end
 * @arcs: (element-type guint32): the lane
 *
 * Returns: (transfer full) (nullable): the way along the lane from there
 */
CorRoute *
cor_journeys_drive_lane (CorJourneys *self,
                         CorTravel travel,
                         const CorSnap *source,
                         const CorSnap *target,
                         GArray *arcs)
{
  CorRouter *router = self->routers[travel];

  cor_router_set_closures (router, cor_closed_roads_get_slowing (self->closed_roads),
                           cor_closed_roads_get_start_utc_s (self->closed_roads),
                           cor_closed_roads_get_end_utc_s (self->closed_roads));
  self->looks_at_clock[travel] = FALSE;
  self->looks_at_nothing &= travel != COR_TRAVEL_COACH;

  return cor_router_drive_fixed_way (router, source, target,
                                     (const guint32 *) (gpointer) arcs->data, arcs->len);
}
