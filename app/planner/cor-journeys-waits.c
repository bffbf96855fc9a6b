/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

#include "cor-time.h"

/*
 * When to leave, and which way, where roads come and go. The roads let one wait wherever they meet;
 * nobody is sent to wait inside what is closed meanwhile. A way that does so is not taken: whoever
 * leaves then goes by the way that is open at all times, if there is one. Who comes to a junction
 * before something closes around it and goes on after it has opened waits for as long as it was
 * closed, so most ways are known not to without looking at them.
 *
 * To leave later is then no longer always to arrive later. The first arrival has a
 * departure of its own, and whoever must arrive by some time later can always leave then.
 */

/* What is looked at when one cannot leave at the last minute. A whole hour, as the hours in which
 * people pass are: so nobody who has an hour more must leave sooner. */
#define STEP_S COR_SECONDS_PER_HOUR

/* Later departures that are tried for a first arrival; each misses something that closes. */
#define MAX_TRIES 64u

static guint32
get_quickest_ms (const CorJourneys *self, CorTravel travel, guint rally_point, guint crossing)
{
  return cor_matrix_get_time_ms (self->quickest[travel], rally_point, crossing);
}

static GArray *
get_spans (CorJourneys *self)
{
  if (self->spans == NULL)
    self->spans = cor_closed_roads_list_spans (self->closed_roads);

  return self->spans;
}

/* The shortest time between two changes of what is closed, both within a time: nothing begins and
 * ends again within less. */
static gint64
find_shortest_s (CorJourneys *self, gint64 from_utc_s, gint64 until_utc_s)
{
  GArray *spans = get_spans (self);
  gint64 shortest_s = G_MAXINT64;

  for (guint i = 1; i + 1 < spans->len; i++)
    {
      const CorClosedSpan *span = &g_array_index (spans, CorClosedSpan, i);

      if (span->from_utc_s >= from_utc_s && span->until_utc_s <= until_utc_s)
        shortest_s = MIN (shortest_s, span->until_utc_s - span->from_utc_s);
    }

  return shortest_s;
}

/* Whether somebody who takes so long may have waited while something was closed. */
static gboolean
may_wait (CorJourneys *self,
          CorTravel travel,
          guint rally_point,
          guint crossing,
          gint64 depart_utc_s,
          gint64 time_ms)
{
  gint64 rest_ms = time_ms - get_quickest_ms (self, travel, rally_point, crossing);
  gint64 arrive_utc_s = depart_utc_s + cor_journeys_round_up_s ((guint64) time_ms);
  gint64 shortest_s = find_shortest_s (self, depart_utc_s, arrive_utc_s);

  return shortest_s < G_MAXINT64 && rest_ms >= shortest_s * 1000;
}

/* How much later one must leave not to get in before it closes. */
static gint64
find_slip_s (CorJourneys *self, gint64 begin_utc_s, gint64 end_utc_s)
{
  GArray *spans = get_spans (self);

  for (guint i = 1; i < spans->len; i++)
    {
      gint64 closes_utc_s = g_array_index (spans, CorClosedSpan, i).from_utc_s;

      if (closes_utc_s >= begin_utc_s && closes_utc_s < end_utc_s)
        return cor_journeys_ceil_minute (closes_utc_s - begin_utc_s + 1);
    }

  return cor_journeys_ceil_minute (end_utc_s - begin_utc_s + 1);
}

/* 0 if a way waits nowhere inside what is closed meanwhile; otherwise how much later one must leave
 * not to wait where it does first. */
static gint64
find_trap_s (CorJourneys *self, CorRoute *route, gint64 depart_utc_s)
{
  CorNetwork *network = cor_route_get_network (route);
  g_autoptr (GArray) waits = cor_route_list_waits (route);

  for (guint i = 0; i < waits->len; i++)
    {
      const CorRouteWait *wait = &g_array_index (waits, CorRouteWait, i);
      gboolean is_first = wait->before == COR_ROAD_NONE;
      CorPosition position = is_first ? cor_route_get_source (route)->road_position
                                      : cor_network_get_node_position (
                                            network, cor_network_get_arc_tail (network, wait->arc));
      guint32 before = is_first ? COR_ROAD_NONE : cor_network_get_arc_leg (network, wait->before);
      gint64 begin_utc_s = depart_utc_s + wait->begin_ms / 1000;
      gint64 end_utc_s = depart_utc_s + (wait->end_ms + 999) / 1000;

      if (cor_closed_roads_hold (self->closed_roads, position, before,
                                 cor_network_get_arc_leg (network, wait->arc), begin_utc_s,
                                 end_utc_s))
        return find_slip_s (self, begin_utc_s, end_utc_s);
    }

  return 0;
}

/*
 * cor_journeys_is_trapped:
 * @self: journeys
 * @route: a way found by the clock
 * @depart_utc_s: when one leaves
 *
 * Returns: whether whoever leaves then waits inside what is closed meanwhile
 */
gboolean
cor_journeys_is_trapped (CorJourneys *self, CorRoute *route, gint64 depart_utc_s)
{
  return find_trap_s (self, route, depart_utc_s) > 0;
}

/* The way of those who leave at a time; and how much later they might find one that they cannot
 * take then, or 0. */
static CorRoute *
find_way (CorJourneys *self,
          CorTravel travel,
          guint rally_point,
          guint crossing,
          gint64 depart_utc_s,
          gint64 *trap_s)
{
  CorRouter *router = cor_journeys_get_router_by_clock (self, travel);
  const CorSnap *source = &self->sources[rally_point];
  const CorSnap *target = &self->targets[crossing];
  g_autoptr (CorRoute) route =
      cor_router_find_route_departing (router, source, target, depart_utc_s);

  *trap_s = route != NULL && may_wait (self, travel, rally_point, crossing, depart_utc_s,
                                       cor_route_get_time_ms (route))
                ? find_trap_s (self, route, depart_utc_s)
                : 0;

  return *trap_s == 0 ? g_steal_pointer (&route) : cor_router_find_route (router, source, target);
}

/* When those who leave at a time are there; %G_MAXINT64 if they must not leave then. */
static gint64
find_arrival (CorJourneys *self,
              CorTravel travel,
              guint rally_point,
              guint crossing,
              gint64 depart_utc_s,
              gint64 *trap_s)
{
  g_autoptr (CorRoute) route = find_way (self, travel, rally_point, crossing, depart_utc_s, trap_s);

  return route != NULL
             ? depart_utc_s + (gint64) cor_journeys_round_up_s (cor_route_get_time_ms (route))
             : G_MAXINT64;
}

/* The first arrival, and when to leave for it: whoever would be trapped leaves later. */
static gint64
find_first (CorJourneys *self,
            CorTravel travel,
            guint rally_point,
            guint crossing,
            gint64 *depart_utc_s)
{
  gint64 ready_utc_s = self->ready_utc_s[rally_point];
  gint64 leave_utc_s = ready_utc_s;
  gint64 first_utc_s = G_MAXINT64;
  gint64 trap_s = 0;

  *depart_utc_s = ready_utc_s;
  for (guint i = 0; i < MAX_TRIES && leave_utc_s < first_utc_s; i++)
    {
      gint64 arrive_utc_s =
          find_arrival (self, travel, rally_point, crossing, leave_utc_s, &trap_s);

      if (arrive_utc_s < first_utc_s)
        {
          first_utc_s = arrive_utc_s;
          *depart_utc_s = leave_utc_s;
        }
      if (trap_s == 0)
        break;
      leave_utc_s = cor_closed_roads_find_way_out (
          self->closed_roads, self->rally_points[rally_point], leave_utc_s + trap_s);
      if (leave_utc_s < G_MAXINT64)
        leave_utc_s = cor_journeys_ceil_minute (leave_utc_s);
    }

  return first_utc_s;
}

/*
 * cor_journeys_find_first_arrival:
 * @self: journeys whose way depends on time
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 * @time_ms: how long it takes who leaves as soon as they can, wherever they wait
 *
 * Returns: when one can be there first, a whole minute, or %G_MAXINT64
 */
gint64
cor_journeys_find_first_arrival (CorJourneys *self,
                                 CorTravel travel,
                                 guint rally_point,
                                 guint crossing,
                                 guint32 time_ms)
{
  gint64 ready_utc_s = self->ready_utc_s[rally_point];
  gint64 depart_utc_s;

  if (!may_wait (self, travel, rally_point, crossing, ready_utc_s, time_ms))
    return ready_utc_s + cor_journeys_round_up_s (time_ms);

  return find_first (self, travel, rally_point, crossing, &depart_utc_s);
}

/* When to leave to be there by a time, wherever one waits; %G_MININT64 if none is soon enough. */
static gint64
find_last (CorJourneys *self,
           CorTravel travel,
           guint rally_point,
           guint crossing,
           gint64 arrive_utc_s)
{
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_arriving (
      cor_journeys_get_router_by_clock (self, travel), &self->sources[rally_point], 1,
      &self->targets[crossing], 1, arrive_utc_s, NULL, NULL);
  guint32 time_ms = cor_matrix_get_time_ms (matrix, 0, 0);

  if (time_ms >= COR_TRAVEL_UNREACHABLE)
    return G_MININT64;

  return cor_closed_roads_find_last_way_out (self->closed_roads, self->rally_points[rally_point],
                                             arrive_utc_s - cor_journeys_round_up_s (time_ms));
}

/* When to leave by the way that is open at all times. */
static gint64
find_last_at_worst (const CorJourneys *self,
                    CorTravel travel,
                    guint rally_point,
                    guint crossing,
                    gint64 arrive_utc_s)
{
  guint32 time_ms = cor_matrix_get_time_ms (self->slowest[travel], rally_point, crossing);

  return time_ms < COR_TRAVEL_UNREACHABLE
             ? cor_closed_roads_find_last_way_out (self->closed_roads,
                                                   self->rally_points[rally_point],
                                                   arrive_utc_s - cor_journeys_round_up_s (time_ms))
             : G_MININT64;
}

static gint64
find_departure_by_clock (CorJourneys *self,
                         CorTravel travel,
                         guint rally_point,
                         guint crossing,
                         gint64 arrive_utc_s)
{
  gint64 ready_utc_s = self->ready_utc_s[rally_point];
  gint64 sure_utc_s =
      MAX (ready_utc_s, find_last_at_worst (self, travel, rally_point, crossing, arrive_utc_s));
  gint64 first_utc_s =
      self->arrivals_utc_s[travel][(gsize) rally_point * self->crossings->len + crossing];
  gint64 depart_utc_s, trap_s;

  for (gint64 by_utc_s = arrive_utc_s; by_utc_s >= first_utc_s; by_utc_s -= STEP_S)
    {
      depart_utc_s = find_last (self, travel, rally_point, crossing, by_utc_s);
      if (depart_utc_s <= sure_utc_s)
        break;
      if (!may_wait (self, travel, rally_point, crossing, depart_utc_s,
                     (by_utc_s - depart_utc_s) * 1000) ||
          find_arrival (self, travel, rally_point, crossing, depart_utc_s, &trap_s) <= by_utc_s)
        return depart_utc_s;
    }
  if (sure_utc_s > ready_utc_s ||
      find_arrival (self, travel, rally_point, crossing, ready_utc_s, &trap_s) <= arrive_utc_s)
    return sure_utc_s;
  find_first (self, travel, rally_point, crossing, &depart_utc_s);

  return depart_utc_s;
}

/**
 * cor_journeys_find_departure:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 * @arrive_utc_s: when one must be there, not before the earliest arrival
 *
 * Returns: the last whole minute at which one can leave for that; a sooner one if whoever leaves
 *   then would wait inside what is closed meanwhile
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
  if (cor_journeys_depend_on_time (self, travel, rally_point, crossing))
    return find_departure_by_clock (self, travel, rally_point, crossing, arrive_utc_s);

  depart_utc_s = arrive_utc_s - cor_journeys_round_up_s (
                                    cor_journeys_get_time_ms (self, travel, rally_point, crossing));
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
 * Who would wait inside what is closed meanwhile leaves when they can be there first.
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
  CorRoute *route;
  gint64 leave_utc_s, trap_s;

  if (!cor_journeys_depend_on_time (self, travel, rally_point, crossing))
    return cor_router_find_route (cor_journeys_get_router_by_clock (self, travel),
                                  &self->sources[rally_point], &self->targets[crossing]);

  leave_utc_s = MAX (depart_utc_s, self->ready_utc_s[rally_point]);
  route = find_way (self, travel, rally_point, crossing, leave_utc_s, &trap_s);
  if (route != NULL || trap_s == 0)
    return route;
  find_first (self, travel, rally_point, crossing, &leave_utc_s);

  return find_way (self, travel, rally_point, crossing, leave_utc_s, &trap_s);
}
