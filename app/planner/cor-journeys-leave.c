/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

/*
 * When to leave, and which way. Whoever leaves at the last minute for an arrival is there by then;
 * so is whoever leaves sooner, for they may stay at home until then. On the way nobody waits inside
 * what is closed meanwhile: the roads see to that (cor_router_set_waits_safely ()). Only detours
 * are found without it, and looked at afterwards.
 */

/* How long before an arrival one must leave at the latest. */
static guint32
find_time_ms (CorJourneys *self,
              CorTravel travel,
              guint rally_point,
              guint crossing,
              gint64 arrive_utc_s)
{
  g_autoptr (CorMatrix) matrix = NULL;

  if (!cor_journeys_depend_on_time (self, travel, rally_point, crossing))
    return cor_journeys_get_time_ms (self, travel, rally_point, crossing);
  matrix = cor_router_compute_matrix_arriving (
      cor_journeys_get_router_by_clock (self, travel), &self->sources[rally_point], 1,
      &self->targets[crossing], 1, arrive_utc_s, NULL, NULL);

  return cor_matrix_get_time_ms (matrix, 0, 0);
}

/**
 * cor_journeys_find_departure:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 * @arrive_utc_s: when one must be there, not before the earliest arrival
 *
 * Returns: the last whole minute at which one can leave for that
 */
gint64
cor_journeys_find_departure (CorJourneys *self,
                             CorTravel travel,
                             guint rally_point,
                             guint crossing,
                             gint64 arrive_utc_s)
{
  gint64 depart_utc_s;

  if (crossing >= self->crossings->len)
    return cor_lane_plan_get_departure_utc_s (self->lane_plan, travel, rally_point, crossing);

  depart_utc_s = arrive_utc_s - cor_journeys_round_up_s (find_time_ms (self, travel, rally_point,
                                                                       crossing, arrive_utc_s));
  depart_utc_s = cor_closed_roads_find_last_way_out (self->closed_roads,
                                                     self->rally_points[rally_point], depart_utc_s);

  return MAX (depart_utc_s, self->ready_utc_s[rally_point]);
}

/**
 * cor_journeys_find_route:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 * @depart_utc_s: when one leaves; before the plan's start for as early as possible
 *
 * Returns: (transfer full) (nullable): the way; it waits nowhere inside what is closed meanwhile
 */
CorRoute *
cor_journeys_find_route (CorJourneys *self,
                         CorTravel travel,
                         guint rally_point,
                         guint crossing,
                         gint64 depart_utc_s)
{
  CorRouter *router = cor_journeys_get_router_by_clock (self, travel);
  const CorSnap *source = &self->sources[rally_point];
  const CorSnap *target = &self->targets[crossing];

  if (!cor_journeys_depend_on_time (self, travel, rally_point, crossing))
    return cor_router_find_route (router, source, target);

  return cor_router_find_route_departing (router, source, target,
                                          MAX (depart_utc_s, self->ready_utc_s[rally_point]));
}
