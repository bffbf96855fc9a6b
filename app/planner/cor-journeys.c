/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-journeys-private.h"

#include <string.h>

#include "cor-network-hours.h"
#include "cor-time.h"

#define SECONDS_PER_MINUTE 60
#define MS_PER_MINUTE 60000

/*
 * Most closures stand for the whole plan; those that begin or end meanwhile matter to few. So times
 * are computed twice without looking at the clock: with the standing closures alone, and ferries
 * and streets with hours of their own taken to be open, which nobody can be quicker than, and with
 * everything that is closed at any time, which nobody needs to be slower than. Where both agree the
 * time holds whenever one leaves. Only for the other pairs the search looks at the clock, from each
 * rally point at its earliest departure. That takes longer than all the rest, so it is put off:
 * until then the slower time counts, by a way that is open at all times.
 */

static gsize
get_cell (const CorJourneys *self, guint rally_point, guint crossing)
{
  return (gsize) rally_point * self->crossings->len + crossing;
}

/**
 * cor_journeys_ceil_minute:
 * @time_utc_s: a time
 *
 * Returns: that time, or the next whole minute
 */
gint64
cor_journeys_ceil_minute (gint64 time_utc_s)
{
  gint64 rest = time_utc_s % SECONDS_PER_MINUTE;

  return rest > 0 ? time_utc_s + SECONDS_PER_MINUTE - rest : time_utc_s - rest;
}

/**
 * cor_journeys_round_up_s:
 * @time_ms: a duration
 *
 * Plans are made in whole minutes, so that sheets and times add up.
 *
 * Returns: that duration in seconds, rounded up to a whole minute
 */
guint
cor_journeys_round_up_s (guint64 time_ms)
{
  return (guint) ((time_ms + MS_PER_MINUTE - 1) / MS_PER_MINUTE * SECONDS_PER_MINUTE);
}

/**
 * cor_journeys_find_target:
 * @router: the roads
 * @crossing: a crossing
 * @options: (nullable): how places are joined to the roads
 *
 * A crossing stands on its own node of the network, closed or not: whoever cannot get there shall
 * not be led to the next road beside it.
 *
 * Returns: where it meets the roads
 */
CorSnap
cor_journeys_find_target (CorRouter *router,
                          const CorCrossing *crossing,
                          const CorSnapOptions *options)
{
  CorNetwork *network = cor_router_get_network (router);
  guint32 node = crossing->key[0] != '\0'
                     ? cor_network_find_node_by_crossing (network, crossing->key)
                     : COR_ROAD_NONE;
  CorSnap snap;

  if (node != COR_ROAD_NONE)
    return cor_network_stand_on_node (network, node);
  cor_router_snap (router, cor_crossing_get_road_position (crossing), options, &snap);

  return snap;
}

static gboolean
snap_all (CorJourneys *self, const CorSnapOptions *options, CorProgress *progress, GError **error)
{
  CorRouter *router = self->routers[COR_TRAVEL_CAR];
  gint64 start_utc_s = cor_closed_roads_get_start_utc_s (self->closed_roads);

  cor_router_set_closures (router, cor_closed_roads_get_standing (self->closed_roads), start_utc_s,
                           start_utc_s);
  for (guint i = 0; i < self->n_rally_points; i++)
    {
      CorPosition position = self->rally_points[i];

      cor_router_snap (router, position, options, &self->sources[i]);
      self->ready_utc_s[i] = cor_closed_roads_find_way_out (self->closed_roads, position,
                                                            cor_journeys_ceil_minute (start_utc_s));
      if (self->ready_utc_s[i] == G_MAXINT64)
        {
          self->areas[i] = cor_closed_roads_find_area (self->closed_roads, position, start_utc_s);
          self->sources[i].state = COR_SNAP_ALL_CLOSED;
        }
      else
        self->ready_utc_s[i] = cor_journeys_ceil_minute (self->ready_utc_s[i]);
      if (i % COR_JOURNEYS_PLACES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }
  for (guint i = 0; i < self->crossings->len; i++)
    {
      self->targets[i] = cor_journeys_find_target (router, self->crossings->pdata[i], options);
      if (cor_closed_roads_find_way_out (self->closed_roads, self->targets[i].position,
                                         start_utc_s) == G_MAXINT64)
        self->targets[i].state = COR_SNAP_ALL_CLOSED;
    }

  return cor_progress_check (progress, error);
}

/**
 * cor_journeys_change:
 * @self: journeys
 *
 * Returns: whether anything is open at some times and closed at others
 */
gboolean
cor_journeys_change (const CorJourneys *self)
{
  CorNetwork *network = cor_router_get_network (self->routers[COR_TRAVEL_CAR]);

  return cor_closed_roads_change (self->closed_roads) || cor_network_get_n_timed_arcs (network) > 0;
}

static gboolean
compute_matrices (CorJourneys *self, CorTravel travel, CorProgress *progress, GError **error)
{
  CorRouter *router = self->routers[travel];
  gint64 start_utc_s = cor_closed_roads_get_start_utc_s (self->closed_roads);
  gint64 end_utc_s = MAX (start_utc_s, cor_closed_roads_get_end_utc_s (self->closed_roads));

  cor_router_set_closures (router, cor_closed_roads_get_standing (self->closed_roads), start_utc_s,
                           end_utc_s);
  self->quickest[travel] =
      cor_router_compute_matrix_at_best (router, self->sources, self->n_rally_points, self->targets,
                                         self->crossings->len, progress, error);
  if (self->quickest[travel] == NULL)
    return FALSE;
  if (!cor_journeys_change (self))
    {
      self->slowest[travel] = cor_matrix_ref (self->quickest[travel]);
      return TRUE;
    }

  cor_router_set_closures (router, cor_closed_roads_get_all (self->closed_roads), start_utc_s,
                           end_utc_s);
  self->slowest[travel] =
      cor_router_compute_matrix (router, self->sources, self->n_rally_points, self->targets,
                                 self->crossings->len, progress, error);

  return self->slowest[travel] != NULL;
}

/* Whether the way depends on when one leaves, looked at or not. */
static gboolean
differs (const CorJourneys *self, CorTravel travel, guint rally_point, guint crossing)
{
  return cor_matrix_get_time_ms (self->quickest[travel], rally_point, crossing) !=
         cor_matrix_get_time_ms (self->slowest[travel], rally_point, crossing);
}

/* The arrivals of one rally point by the clock, where it decides. */
static gboolean
search_by_clock (CorJourneys *self,
                 CorTravel travel,
                 guint rally_point,
                 CorProgress *progress,
                 GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      self->routers[travel], &self->sources[rally_point], 1, self->targets, self->crossings->len,
      self->ready_utc_s[rally_point], progress, error);

  if (matrix == NULL)
    return FALSE;

  for (guint i = 0; i < self->crossings->len; i++)
    {
      guint32 time_ms = cor_matrix_get_time_ms (matrix, 0, i);

      if (differs (self, travel, rally_point, i) && time_ms < COR_TRAVEL_UNREACHABLE)
        self->arrivals_utc_s[travel][get_cell (self, rally_point, i)] =
            self->ready_utc_s[rally_point] + cor_journeys_round_up_s (time_ms);
    }

  return TRUE;
}

/* The arrivals by ways that are open at all times. */
static void
take_slowest (CorJourneys *self, CorTravel travel)
{
  for (guint i = 0; i < self->n_rally_points; i++)
    for (guint j = 0; j < self->crossings->len; j++)
      {
        guint32 time_ms = cor_matrix_get_time_ms (self->slowest[travel], i, j);

        self->arrivals_utc_s[travel][get_cell (self, i, j)] =
            time_ms < COR_TRAVEL_UNREACHABLE
                ? self->ready_utc_s[i] + cor_journeys_round_up_s (time_ms)
                : G_MAXINT64;
      }
}

static gboolean
compute_arrivals (CorJourneys *self, CorTravel travel, CorProgress *progress, GError **error)
{
  for (guint i = 0; i < self->n_rally_points; i++)
    {
      gboolean depends = FALSE;

      for (guint j = 0; j < self->crossings->len; j++)
        if (differs (self, travel, i, j))
          {
            self->arrivals_utc_s[travel][get_cell (self, i, j)] = G_MAXINT64;
            depends = TRUE;
          }
      if (depends && !search_by_clock (self, travel, i, progress, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_journeys_new:
 * @routers: (array fixed-size=2): a router by #CorTravel; they must outlive the journeys, which
 *   change their closures and want them for themselves
 * @snap_options: (nullable): how places are joined to the roads
 * @closed_roads: the closures; must outlive the journeys
 * @rally_points: (array length=n_rally_points): where people start
 * @n_rally_points: how many
 * @crossings: (element-type CorCrossing): where they go
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Computes the earliest arrivals, but for those that the clock has to be looked at for: these are
 * by a way that is open at all times, until cor_journeys_look_at_clock().
 *
 * Returns: (transfer full) (nullable): the journeys
 */
CorJourneys *
cor_journeys_new (CorRouter *const *routers,
                  const CorSnapOptions *snap_options,
                  const CorClosedRoads *closed_roads,
                  const CorPosition *rally_points,
                  guint n_rally_points,
                  GPtrArray *crossings,
                  CorProgress *progress,
                  GError **error)
{
  g_autoptr (CorJourneys) self = g_new0 (CorJourneys, 1);

  self->routers = routers;
  if (snap_options != NULL)
    self->snap_options = *snap_options;
  self->closed_roads = closed_roads;
  self->n_rally_points = n_rally_points;
  self->rally_points = g_new (CorPosition, n_rally_points + 1);
  if (n_rally_points > 0)
    memcpy (self->rally_points, rally_points, n_rally_points * sizeof *rally_points);
  self->sources = g_new0 (CorSnap, n_rally_points + 1);
  self->areas = g_new0 (const CorClosure *, n_rally_points + 1);
  self->ready_utc_s = g_new0 (gint64, n_rally_points + 1);
  self->targets = g_new0 (CorSnap, crossings->len + 1);
  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  for (guint i = 0; i < crossings->len; i++)
    g_ptr_array_add (self->crossings, cor_record_ref (crossings->pdata[i]));
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    self->arrivals_utc_s[i] = g_new0 (gint64, (gsize) n_rally_points * crossings->len + 1);

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    cor_router_set_waits_safely (routers[i], TRUE);
  if (!snap_all (self, snap_options, progress, error))
    return NULL;
  if (cor_closed_roads_has_lanes (closed_roads) &&
      !cor_journeys_snap_to_lanes (self, snap_options, progress, error))
    return NULL;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      if (!compute_matrices (self, i, progress, error))
        return NULL;
      take_slowest (self, i);
      if (!cor_progress_check (progress, error))
        return NULL;
    }
  self->is_at_worst = cor_journeys_change (self);

  return g_steal_pointer (&self);
}

/**
 * cor_journeys_look_at_clock:
 * @self: journeys
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Computes the earliest arrivals where they depend on when roads are open. From now on ways do as
 * well.
 *
 * Returns: %FALSE if it was stopped; the journeys are then as before
 */
gboolean
cor_journeys_look_at_clock (CorJourneys *self, CorProgress *progress, GError **error)
{
  if (!self->is_at_worst)
    return TRUE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      cor_journeys_get_router_by_clock (self, i);
      if (!compute_arrivals (self, i, progress, error))
        {
          take_slowest (self, COR_TRAVEL_CAR);
          take_slowest (self, COR_TRAVEL_COACH);
          return FALSE;
        }
    }
  self->is_at_worst = FALSE;

  return TRUE;
}

/**
 * cor_journeys_free:
 * @self: (transfer full): journeys
 *
 * Frees @self.
 */
void
cor_journeys_free (CorJourneys *self)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_clear_pointer (&self->quickest[i], cor_matrix_unref);
      g_clear_pointer (&self->slowest[i], cor_matrix_unref);
      g_free (self->arrivals_utc_s[i]);
    }
  cor_journeys_forget_open (self);
  cor_journeys_forget_empty (self);
  g_free (self->lane_sources);
  g_free (self->lane_targets);
  g_ptr_array_unref (self->crossings);
  g_free (self->rally_points);
  g_free (self->sources);
  g_free (self->areas);
  g_free (self->ready_utc_s);
  g_free (self->targets);
  g_free (self);
}

static gboolean
is_same_place (const CorCrossing *a, const CorCrossing *b)
{
  return a == b || (cor_id_equal (&a->record.id, &b->record.id) && strcmp (a->key, b->key) == 0 &&
                    cor_position_equal (a->position, b->position) &&
                    cor_position_equal (a->ua_position, b->ua_position));
}

/**
 * cor_journeys_is_for:
 * @self: journeys
 * @closed_roads: closures
 * @rally_points: (array length=n_rally_points): where people start
 * @n_rally_points: how many
 * @crossings: (element-type CorCrossing): where they go
 *
 * Returns: whether cor_journeys_new() would make the same of these
 */
gboolean
cor_journeys_is_for (const CorJourneys *self,
                     const CorClosedRoads *closed_roads,
                     const CorPosition *rally_points,
                     guint n_rally_points,
                     GPtrArray *crossings)
{
  if (self->closed_roads != closed_roads || self->n_rally_points != n_rally_points ||
      self->crossings->len != crossings->len)
    return FALSE;

  for (guint i = 0; i < n_rally_points; i++)
    if (!cor_position_equal (self->rally_points[i], rally_points[i]))
      return FALSE;
  for (guint i = 0; i < crossings->len; i++)
    if (!is_same_place (self->crossings->pdata[i], crossings->pdata[i]))
      return FALSE;

  return TRUE;
}

/**
 * cor_journeys_is_touched:
 * @self: journeys
 * @leg: a leg of the roads
 *
 * Returns: whether any closure of the plan, or a lane, has to do with that leg
 */
gboolean
cor_journeys_is_touched (const CorJourneys *self, guint32 leg)
{
  return cor_closed_roads_touch (self->closed_roads, leg);
}

/**
 * cor_journeys_get_snap:
 * @self: journeys
 * @rally_point: a rally point
 *
 * Returns: (transfer none): where it meets the roads
 */
const CorSnap *
cor_journeys_get_snap (const CorJourneys *self, guint rally_point)
{
  return &self->sources[rally_point];
}

/**
 * cor_journeys_get_area:
 * @self: journeys
 * @rally_point: a rally point
 *
 * Returns: (transfer none) (nullable): the closed area that holds it until the plan ends
 */
const CorClosure *
cor_journeys_get_area (const CorJourneys *self, guint rally_point)
{
  return self->areas[rally_point];
}

/**
 * cor_journeys_get_time_ms:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 *
 * Returns: the driving time at best, or before the clock was looked at by ways that are always
 * open; %COR_TRAVEL_UNREACHABLE if there is none
 */
guint32
cor_journeys_get_time_ms (const CorJourneys *self,
                          CorTravel travel,
                          guint rally_point,
                          guint crossing)
{
  if (crossing >= self->crossings->len)
    return cor_lane_plan_get_time_ms (self->lane_plan, travel, rally_point, crossing);

  return cor_matrix_get_time_ms (self->is_at_worst ? self->slowest[travel] : self->quickest[travel],
                                 rally_point, crossing);
}

/**
 * cor_journeys_get_arrival_utc_s:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 *
 * Returns: when one can be there first, a whole minute, or %G_MAXINT64
 */
gint64
cor_journeys_get_arrival_utc_s (const CorJourneys *self,
                                CorTravel travel,
                                guint rally_point,
                                guint crossing)
{
  if (crossing >= self->crossings->len)
    return cor_lane_plan_get_arrival_utc_s (self->lane_plan, travel, rally_point, crossing);

  return self->arrivals_utc_s[travel][get_cell (self, rally_point, crossing)];
}

/**
 * cor_journeys_depend_on_time:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 *
 * Returns: whether the way depends on when one leaves
 */
gboolean
cor_journeys_depend_on_time (const CorJourneys *self,
                             CorTravel travel,
                             guint rally_point,
                             guint crossing)
{
  return !self->is_at_worst && differs (self, travel, rally_point, crossing);
}

/**
 * cor_journeys_is_at_worst:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 *
 * Returns: whether the way may be another one once the clock was looked at
 */
gboolean
cor_journeys_is_at_worst (const CorJourneys *self,
                          CorTravel travel,
                          guint rally_point,
                          guint crossing)
{
  return self->is_at_worst && differs (self, travel, rally_point, crossing);
}

/**
 * cor_journeys_get_soonest_utc_s:
 * @self: journeys
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 *
 * Returns: a time before which nobody can be there, whether the clock was looked at or not;
 *   %G_MAXINT64 if nobody ever can
 */
gint64
cor_journeys_get_soonest_utc_s (const CorJourneys *self,
                                CorTravel travel,
                                guint rally_point,
                                guint crossing)
{
  guint32 time_ms = cor_matrix_get_time_ms (self->quickest[travel], rally_point, crossing);

  if (time_ms >= COR_TRAVEL_UNREACHABLE)
    return G_MAXINT64;

  return self->ready_utc_s[rally_point] + cor_journeys_round_up_s (time_ms);
}

/**
 * cor_journeys_get_router_by_clock:
 * @self: journeys
 * @travel: by what
 *
 * Returns: (transfer none): the router, which looks at the clock from here on
 */
CorRouter *
cor_journeys_get_router_by_clock (CorJourneys *self, CorTravel travel)
{
  if (!self->looks_at_clock[travel])
    cor_router_set_closures (self->routers[travel], cor_closed_roads_get_all (self->closed_roads),
                             cor_closed_roads_get_start_utc_s (self->closed_roads),
                             cor_closed_roads_get_end_utc_s (self->closed_roads));
  self->looks_at_clock[travel] = TRUE;
  if (travel == COR_TRAVEL_COACH)
    self->looks_at_nothing = FALSE;

  return self->routers[travel];
}

/**
 * cor_journeys_get_span:
 * @self: journeys
 * @start_utc_s: (out): when the plan begins
 * @end_utc_s: (out): when it ends
 *
 * Tells during which time they hold.
 */
void
cor_journeys_get_span (const CorJourneys *self, gint64 *start_utc_s, gint64 *end_utc_s)
{
  *start_utc_s = cor_closed_roads_get_start_utc_s (self->closed_roads);
  *end_utc_s = cor_closed_roads_get_end_utc_s (self->closed_roads);
}

/**
 * cor_journeys_carry:
 * @self: journeys
 * @travel: by what
 * @carried: (array): by leg of the roads: what driving all of it adds
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Adds up something along the ways that are quickest under the standing closures.
 *
 * Returns: (transfer full) (nullable): the sums as distances, from rally points to crossings
 */
CorMatrix *
cor_journeys_carry (CorJourneys *self,
                    CorTravel travel,
                    const guint32 *carried,
                    CorProgress *progress,
                    GError **error)
{
  CorRouter *router = self->routers[travel];
  gint64 start_utc_s, end_utc_s;

  cor_journeys_get_span (self, &start_utc_s, &end_utc_s);
  cor_router_set_closures (router, cor_closed_roads_get_standing (self->closed_roads), start_utc_s,
                           MAX (start_utc_s, end_utc_s));
  self->looks_at_clock[travel] = FALSE;
  if (travel == COR_TRAVEL_COACH)
    self->looks_at_nothing = FALSE;

  return cor_router_carry_at_best (router, self->sources, self->n_rally_points, self->targets,
                                   self->crossings->len, carried, progress, error);
}

/**
 * cor_journeys_carry_priced:
 * @self: journeys
 * @travel: by what
 * @carried: (array): by leg of the roads: what driving all of it adds
 * @price_ms: how much longer one would rather drive than carry one more
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Adds up something along ways that carry little of it, and are open at all times.
 *
 * Returns: (transfer full) (nullable): the sums as distances, and as times the driving times with
 *   the price
 */
CorMatrix *
cor_journeys_carry_priced (CorJourneys *self,
                           CorTravel travel,
                           const guint32 *carried,
                           guint32 price_ms,
                           CorProgress *progress,
                           GError **error)
{
  return cor_router_carry_priced (cor_journeys_get_router_by_clock (self, travel), self->sources,
                                  self->n_rally_points, self->targets, self->crossings->len,
                                  carried, price_ms, progress, error);
}

/**
 * cor_journeys_get_target:
 * @self: journeys
 * @crossing: a crossing
 *
 * Returns: (transfer none): where it meets the roads
 */
const CorSnap *
cor_journeys_get_target (const CorJourneys *self, guint crossing)
{
  return &self->targets[crossing];
}

/**
 * cor_journeys_get_ready_utc_s:
 * @self: journeys
 * @rally_point: a rally point
 *
 * Returns: when it can be left first, or %G_MAXINT64
 */
gint64
cor_journeys_get_ready_utc_s (const CorJourneys *self, guint rally_point)
{
  return self->ready_utc_s[rally_point];
}
