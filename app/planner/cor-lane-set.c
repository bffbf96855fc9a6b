/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-set.h"

#include "cor-closure-maker.h"
#include "cor-journeys.h"

#define SECONDS_PER_MINUTE 60u
#define MS_PER_SECOND 1000u
#define MS_PER_HOUR 3600000u

/* Where only the distance of columns is agreed, and a number of vehicles an hour, columns are as
 * long as fill this time. */
#define USUAL_PERIOD_S 3600u

/* Where only a number of vehicles an hour is agreed, as many enter at a time as a large household
 * has cars by what the plan says of these: it stays together. */
#define MIN_VEHICLES 3u

/* What rounding on the way costs at most. */
#define ROUNDING_S 60u

static void
clear_lane (gpointer data)
{
  CorLane *lane = data;

  g_array_unref (lane->limits);
  g_array_unref (lane->arcs);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_clear_pointer (&lane->ways[i], cor_route_unref);
}

/* Time between two vehicles, ms. */
static guint
get_headway_ms (const CorLaneSet *self, guint vehicles_per_h)
{
  guint headway_ms = self->spacing_s * MS_PER_SECOND;

  if (vehicles_per_h != COR_UNLIMITED && vehicles_per_h > 0)
    headway_ms = MAX (headway_ms, (MS_PER_HOUR + vehicles_per_h - 1) / vehicles_per_h);

  return headway_ms;
}

static guint
to_seconds (guint64 time_ms)
{
  return (guint) MIN ((time_ms + MS_PER_SECOND - 1) / MS_PER_SECOND, (guint64) G_MAXINT32);
}

/* How many vehicles a column has and how often one may enter. Without columns as many enter at a
 * time as the hourly number lets in within a step, or some more in as much more time. */
static void
set_rhythm (CorLaneGate *gate, guint headway_ms, guint max_column, guint spacing_s, guint step_s)
{
  guint64 period_s = MAX (USUAL_PERIOD_S, 2 * spacing_s);

  if (max_column > 0)
    gate->max_vehicles = max_column;
  else if (headway_ms == 0)
    gate->max_vehicles = COR_LANE_UNLIMITED;
  else if (spacing_s > 0)
    gate->max_vehicles = (guint) MAX (1u, (period_s - spacing_s) * MS_PER_SECOND / headway_ms);
  else
    gate->max_vehicles = MAX (MIN_VEHICLES, step_s * MS_PER_SECOND / headway_ms);

  gate->tail_s = gate->max_vehicles == COR_LANE_UNLIMITED
                     ? 0
                     : to_seconds ((guint64) gate->max_vehicles * headway_ms);
  gate->busy_s = gate->tail_s + spacing_s;
}

static CorRoute *
drive (CorRouter *router, const CorLane *lane)
{
  return cor_router_drive_fixed_way (router, &lane->from, &lane->to,
                                     (const guint32 *) (gpointer) lane->arcs->data,
                                     lane->arcs->len);
}

/* The slowest who may drive there set the pace. */
static guint
find_through_s (const CorLaneSet *self, const CorLane *lane, const CorLaneGate *gate)
{
  const CorRoute *coach = lane->ways[COR_TRAVEL_COACH];
  CorRoute *way = lane->ways[coach != NULL ? COR_TRAVEL_COACH : COR_TRAVEL_CAR];
  guint64 time_ms = cor_route_get_time_ms (way);

  if (self->column_kmh > 0)
    time_ms = MAX (time_ms, (guint64) cor_route_get_distance_m (way) * 3600u / self->column_kmh);

  /* Within the corridor the turn at a limited road may have to be awaited. */
  time_ms += (guint64) lane->limits->len * self->step_s * MS_PER_SECOND;

  return cor_journeys_round_up_s (time_ms + gate->tail_s * MS_PER_SECOND) + ROUNDING_S;
}

static gboolean
has_limit (const CorLaneSet *self, guint limit, const CorLane *lane)
{
  for (guint i = 0; i < lane->arcs->len; i++)
    if (cor_closed_roads_limits_arc (self->closed_roads, limit,
                                     g_array_index (lane->arcs, guint32, i)))
      return TRUE;

  return FALSE;
}

/* The limits stand first among the gates, in their order. */
static void
find_limits (CorLaneSet *self, CorLane *lane)
{
  guint n_limits = cor_closed_roads_get_limits (self->closed_roads)->len;

  for (guint i = 0; i < n_limits; i++)
    if (i != lane->gate && has_limit (self, i, lane))
      g_array_append_val (lane->limits, i);
}

/* What is limited may be any part of the lane: that one comes to it while driving the lane is all
 * that is known. */
static void
extend_limits (CorLaneSet *self, const CorLane *lane)
{
  CorLaneGate *own = &g_array_index (self->gates, CorLaneGate, lane->gate);

  if (own->corridor == NULL)
    own->reach_s = MAX (own->reach_s, lane->through_s);
  for (guint i = 0; i < lane->limits->len; i++)
    {
      CorLaneGate *gate =
          &g_array_index (self->gates, CorLaneGate, g_array_index (lane->limits, guint, i));

      gate->reach_s = MAX (gate->reach_s, lane->through_s);
    }
}

static void
add_lane (CorLaneSet *self, CorRouter *const *routers, guint gate_place, GArray *arcs)
{
  CorLaneGate *gate = &g_array_index (self->gates, CorLaneGate, gate_place);
  guint32 first = g_array_index (arcs, guint32, 0);
  guint32 last = g_array_index (arcs, guint32, arcs->len - 1);
  CorLane lane = {
    .gate = gate_place,
    .limits = g_array_new (FALSE, FALSE, sizeof (guint)),
    .arcs = g_array_ref (arcs),
    .whole = self->lanes->len,
    .from =
        cor_network_stand_on_node (self->network, cor_network_get_arc_tail (self->network, first)),
    .to = cor_network_stand_on_node (self->network, cor_network_get_arc_head (self->network, last)),
  };

  if ((gate->modes & COR_MODE_CAR) != 0)
    lane.ways[COR_TRAVEL_CAR] = drive (routers[COR_TRAVEL_CAR], &lane);
  if ((gate->modes & COR_MODE_COACH) != 0)
    lane.ways[COR_TRAVEL_COACH] = drive (routers[COR_TRAVEL_COACH], &lane);
  if (lane.ways[COR_TRAVEL_CAR] == NULL && lane.ways[COR_TRAVEL_COACH] == NULL)
    {
      clear_lane (&lane);
      return;
    }
  find_limits (self, &lane);
  lane.through_s = find_through_s (self, &lane, gate);
  extend_limits (self, &lane);
  gate->n_lanes++;
  g_array_append_val (self->lanes, lane);
}

/* Whether an arc is a limit's, and in no agreed corridor: those in one are driven under its
 * agreement only. An arc with two limits belongs to the first, whose lanes keep the others' as
 * well. */
static gboolean
is_free_arc (const CorLaneSet *self, guint limit, guint32 arc)
{
  return cor_closed_roads_find_limit (self->closed_roads, arc) == limit &&
         !cor_closed_roads_is_agreed (self->closed_roads,
                                      cor_network_get_arc_leg (self->network, arc));
}

static GArray *
list_free_legs (const CorLaneSet *self, guint limit)
{
  GArray *free_legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_legs;
  const guint32 *legs = cor_closed_roads_get_limited_legs (self->closed_roads, limit, &n_legs);

  for (gsize i = 0; i < n_legs; i++)
    if (!cor_closed_roads_is_agreed (self->closed_roads, legs[i]))
      g_array_append_val (free_legs, legs[i]);

  return free_legs;
}

/* Adds those parts of a way of limited legs that are limited in its direction. */
static void
add_limited_way (CorLaneSet *self, CorRouter *const *routers, guint limit, GArray *way)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i <= way->len; i++)
    {
      if (i < way->len && is_free_arc (self, limit, g_array_index (way, guint32, i)))
        g_array_append_val (arcs, g_array_index (way, guint32, i));
      else if (arcs->len > 0)
        {
          add_lane (self, routers, limit, arcs);
          g_array_unref (arcs);
          arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
        }
    }
}

static CorLaneGate
make_limit_gate (const CorLaneSet *self, const CorClosure *limit)
{
  CorLaneGate gate = { .id = limit->record.id, .modes = COR_MODE_CAR | COR_MODE_COACH };

  set_rhythm (&gate, get_headway_ms (self, limit->limit_vehicles_per_h), 0, 0, self->step_s);

  return gate;
}

/* Lanes of one limit may lead over roads of the next. */
static void
add_limits (CorLaneSet *self, CorRouter *const *routers)
{
  GPtrArray *limits = cor_closed_roads_get_limits (self->closed_roads);

  for (guint i = 0; i < limits->len; i++)
    {
      CorLaneGate gate = make_limit_gate (self, limits->pdata[i]);

      g_array_append_val (self->gates, gate);
    }
  for (guint i = 0; i < limits->len; i++)
    {
      g_autoptr (GArray) legs = list_free_legs (self, i);
      g_autoptr (GPtrArray) ways =
          cor_network_join_legs (self->network, (const guint32 *) (gpointer) legs->data, legs->len);

      for (guint j = 0; j < ways->len; j++)
        add_limited_way (self, routers, i, ways->pdata[j]);
    }
}

static void
add_path (CorLaneSet *self, CorRouter *const *routers, const CorPosition *points, guint n_points)
{
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (self->network, points, n_points);

  if (arcs->len > 0)
    add_lane (self, routers, self->gates->len - 1, arcs);
}

static void
add_corridor (CorLaneSet *self, CorRouter *const *routers, const CorAgreedCorridor *corridor)
{
  const CorPosition *points;
  guint n_points;

  if (cor_geometry_get_n_parts (corridor->geometry) == 0 ||
      cor_geometry_get_part (corridor->geometry, 0, &points, &n_points) != COR_PART_LINE)
    return;

  add_path (self, routers, points, n_points);
  if (corridor->is_two_way)
    {
      g_autofree CorPosition *back = g_new (CorPosition, n_points + 1);

      for (guint i = 0; i < n_points; i++)
        back[i] = points[n_points - 1 - i];
      add_path (self, routers, back, n_points);
    }
}

static CorLaneGate
make_corridor_gate (const CorLaneSet *self, const CorAgreedCorridor *corridor)
{
  CorLaneGate gate = {
    .id = corridor->record.id,
    .corridor = corridor,
    .modes = corridor->modes & (COR_MODE_CAR | COR_MODE_COACH),
  };

  set_rhythm (&gate, get_headway_ms (self, corridor->vehicles_per_h), corridor->max_column_vehicles,
              corridor->min_spacing_min * SECONDS_PER_MINUTE, self->step_s);
  if (corridor->vehicles_per_h == 0)
    gate.max_vehicles = 0;

  return gate;
}

static void
add_corridors (CorLaneSet *self, CorRouter *const *routers)
{
  GPtrArray *corridors = cor_closed_roads_get_agreed (self->closed_roads);

  for (guint i = 0; i < corridors->len; i++)
    {
      const CorAgreedCorridor *corridor = corridors->pdata[i];
      CorLaneGate gate = make_corridor_gate (self, corridor);

      g_array_append_val (self->gates, gate);
      add_corridor (self, routers, corridor);
    }
}

/**
 * cor_lane_set_new:
 * @routers: (array fixed-size=2): a router by #CorTravel; their closures are changed
 * @closed_roads: the closures, which must outlive the lanes
 * @settings: what the plan says of columns
 * @step_s: the step of time in which limits are kept
 *
 * Finds the roads of the agreed corridors and of the limits of vehicles, what driving them takes
 * and how often how many vehicles may enter.
 *
 * Returns: (transfer full): the lanes
 */
CorLaneSet *
cor_lane_set_new (CorRouter *const *routers,
                  const CorClosedRoads *closed_roads,
                  const CorPlanSettings *settings,
                  guint step_s)
{
  CorLaneSet *self = g_new0 (CorLaneSet, 1);
  gint64 start_utc_s = cor_closed_roads_get_start_utc_s (closed_roads);
  gint64 end_utc_s = MAX (start_utc_s, cor_closed_roads_get_end_utc_s (closed_roads));

  self->network = cor_network_ref (cor_router_get_network (routers[0]));
  self->closed_roads = closed_roads;
  self->spacing_s = settings->spacing_s;
  self->column_kmh = settings->column_kmh;
  self->step_s = step_s;
  self->gates = g_array_new (FALSE, FALSE, sizeof (CorLaneGate));
  self->lanes = g_array_new (FALSE, FALSE, sizeof (CorLane));
  g_array_set_clear_func (self->lanes, clear_lane);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    cor_router_set_closures (routers[i], cor_closed_roads_get_slowing (closed_roads), start_utc_s,
                             end_utc_s);
  add_limits (self, routers);
  add_corridors (self, routers);

  return self;
}

static void
add_copies (CorLaneSet *self, const CorLaneSet *from, guint changed_gate)
{
  for (guint i = 0; i < from->lanes->len; i++)
    {
      CorLane lane = g_array_index (from->lanes, CorLane, i);

      g_array_ref (lane.limits);
      g_array_ref (lane.arcs);
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        if (lane.ways[j] != NULL)
          cor_route_ref (lane.ways[j]);
      if (lane.gate == changed_gate)
        lane.through_s =
            find_through_s (self, &lane, &g_array_index (self->gates, CorLaneGate, changed_gate));
      g_array_append_val (self->lanes, lane);
    }
}

/**
 * cor_lane_set_new_raised:
 * @self: lanes
 * @gate: place of a gate
 * @record: the same agreed corridor or limit on the same roads, with other numbers; must outlive
 *   the lanes
 *
 * Returns: (transfer full): the lanes as they would be
 */
CorLaneSet *
cor_lane_set_new_raised (const CorLaneSet *self, guint gate, gconstpointer record)
{
  CorLaneSet *raised = g_memdup2 (self, sizeof *self);
  CorLaneGate *changed;
  CorLaneGate before = g_array_index (self->gates, CorLaneGate, gate);

  cor_network_ref (raised->network);
  raised->gates = g_array_copy (self->gates);
  raised->lanes = g_array_new (FALSE, FALSE, sizeof (CorLane));
  g_array_set_clear_func (raised->lanes, clear_lane);
  changed = &g_array_index (raised->gates, CorLaneGate, gate);
  *changed = changed->corridor != NULL ? make_corridor_gate (raised, record)
                                       : make_limit_gate (raised, record);
  changed->n_lanes = before.n_lanes;
  changed->reach_s = before.reach_s;
  add_copies (raised, self, gate);

  return raised;
}

/**
 * cor_lane_set_free:
 * @self: (transfer full): lanes
 *
 * Frees @self.
 */
void
cor_lane_set_free (CorLaneSet *self)
{
  g_array_unref (self->lanes);
  g_array_unref (self->gates);
  cor_network_unref (self->network);
  g_free (self);
}

/**
 * cor_lane_set_is_for:
 * @self: lanes
 * @closed_roads: closures
 * @settings: what a plan says of columns
 * @step_s: a step of time
 *
 * Returns: whether cor_lane_set_new() would make the same of these
 */
gboolean
cor_lane_set_is_for (const CorLaneSet *self,
                     const CorClosedRoads *closed_roads,
                     const CorPlanSettings *settings,
                     guint step_s)
{
  return self->closed_roads == closed_roads && self->spacing_s == settings->spacing_s &&
         self->column_kmh == settings->column_kmh && self->step_s == step_s;
}

/**
 * cor_lane_set_get_gate:
 * @self: lanes
 * @lane: a lane
 *
 * Returns: (transfer none): what limits who enters it
 */
const CorLaneGate *
cor_lane_set_get_gate (const CorLaneSet *self, guint lane)
{
  return &g_array_index (self->gates, CorLaneGate, g_array_index (self->lanes, CorLane, lane).gate);
}

/**
 * cor_lane_set_add_part:
 * @self: lanes
 * @part: (transfer full): the last part of one of them, its gate, arcs, ends and ways known; what
 *   it keeps to is found
 *
 * Adds a part of a lane, for those who live where it begins, unless it takes as long as the whole.
 * It shares the gate of the whole.
 */
void
cor_lane_set_add_part (CorLaneSet *self, const CorLane *part)
{
  CorLane lane = *part;

  lane.limits = g_array_new (FALSE, FALSE, sizeof (guint));
  find_limits (self, &lane);
  lane.through_s =
      find_through_s (self, &lane, &g_array_index (self->gates, CorLaneGate, lane.gate));
  if (lane.through_s < g_array_index (self->lanes, CorLane, lane.whole).through_s)
    g_array_append_val (self->lanes, lane);
  else
    clear_lane (&lane);
}

/**
 * cor_lane_set_drop_parts:
 * @self: lanes
 *
 * Forgets the parts of lanes.
 */
void
cor_lane_set_drop_parts (CorLaneSet *self)
{
  guint n_whole = 0;

  while (n_whole < self->lanes->len &&
         g_array_index (self->lanes, CorLane, n_whole).whole == n_whole)
    n_whole++;
  g_array_set_size (self->lanes, n_whole);
}

/**
 * cor_lane_set_get_modes:
 * @self: lanes
 * @lane: a lane
 *
 * Returns: %COR_MODE_CAR and %COR_MODE_COACH, as far as they may and can drive it
 */
guint
cor_lane_set_get_modes (const CorLaneSet *self, guint lane)
{
  const CorLane *found = &g_array_index (self->lanes, CorLane, lane);

  return (found->ways[COR_TRAVEL_CAR] != NULL ? COR_MODE_CAR : 0) |
         (found->ways[COR_TRAVEL_COACH] != NULL ? COR_MODE_COACH : 0);
}

/* An agreed corridor is open though roads around it are closed; it must be left before it ends. */
static gboolean
corridor_is_open (const CorAgreedCorridor *corridor, gint64 enter_utc_s, gint64 leave_utc_s)
{
  gint64 change_utc_s = cor_daily_get_next_change (&corridor->daily, corridor->zone, enter_utc_s);

  return cor_agreed_corridor_is_open (corridor, enter_utc_s) && change_utc_s >= leave_utc_s &&
         (corridor->until_utc_s == COR_TIME_NONE || corridor->until_utc_s >= leave_utc_s);
}

/**
 * cor_lane_set_is_open:
 * @self: lanes
 * @lane: a lane
 * @enter_utc_s: when the head of a column comes to it
 *
 * Returns: whether it may enter then, so that all of it is out again before the lane is shut
 */
gboolean
cor_lane_set_is_open (const CorLaneSet *self, guint lane, gint64 enter_utc_s)
{
  const CorLane *found = &g_array_index (self->lanes, CorLane, lane);
  const CorLaneGate *gate = cor_lane_set_get_gate (self, lane);
  gint64 leave_utc_s = enter_utc_s + found->through_s;

  if (gate->corridor != NULL)
    return corridor_is_open (gate->corridor, enter_utc_s, leave_utc_s);

  for (guint i = 0; i < found->arcs->len; i++)
    {
      guint32 arc = g_array_index (found->arcs, guint32, i);

      if (cor_closed_roads_is_closed (self->closed_roads,
                                      cor_network_get_arc_leg (self->network, arc), enter_utc_s,
                                      leave_utc_s))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_lane_set_get_room:
 * @self: lanes
 * @gate: place of a gate
 * @enter_utc_s: when a column enters a lane
 *
 * Returns: how many vehicles the gate lets into all its lanes at a time then, or
 *   %COR_LANE_UNLIMITED; a limit that is not in force then, nor while one drives to it, lets in any
 *   number
 */
guint
cor_lane_set_get_room (const CorLaneSet *self, guint gate, gint64 enter_utc_s)
{
  const CorLaneGate *record = &g_array_index (self->gates, CorLaneGate, gate);

  if (record->corridor == NULL &&
      !cor_closed_roads_limit_holds (self->closed_roads, gate, enter_utc_s,
                                     enter_utc_s + record->reach_s))
    return COR_LANE_UNLIMITED;

  return record->max_vehicles;
}

/**
 * cor_lane_set_list_idle:
 * @self: lanes
 * @ids: (element-type CorId): takes the ids of agreed corridors that cannot be driven, for no road
 *   runs all along them
 *
 * Lists what an officer should look at again.
 */
void
cor_lane_set_list_idle (const CorLaneSet *self, GArray *ids)
{
  for (guint i = 0; i < self->gates->len; i++)
    {
      const CorLaneGate *gate = &g_array_index (self->gates, CorLaneGate, i);

      if (gate->corridor != NULL && gate->n_lanes == 0)
        g_array_append_val (ids, gate->id);
    }
}
