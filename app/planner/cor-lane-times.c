/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-times-private.h"

#include "cor-lane-homes.h"
#include "cor-result.h"
#include "cor-time.h"

/* A crossing is at the end of a lane if it is no further off than this. */
#define MAX_END_M 1000u

/* More sets of closures than these are not told apart: in the others only those ways are driven
 * that are never closed. */
#define MAX_CASES 9u

static CorLaneCase *
get_case (const CorLaneTimes *self, guint place)
{
  return &g_array_index (self->cases, CorLaneCase, place);
}

static const CorLane *
get_lane (const CorLaneSet *lanes, guint lane)
{
  return &g_array_index (lanes->lanes, CorLane, lane);
}

static void
read_matrix (CorMatrix *matrix, guint32 *times_s)
{
  gsize n_sources = cor_matrix_get_n_sources (matrix),
        n_targets = cor_matrix_get_n_targets (matrix);

  for (gsize i = 0; i < n_sources; i++)
    for (gsize j = 0; j < n_targets; j++)
      {
        guint32 time_ms = cor_matrix_get_time_ms (matrix, i, j);

        times_s[i * n_targets + j] = time_ms >= COR_TRAVEL_UNREACHABLE
                                         ? COR_LANE_UNREACHABLE
                                         : cor_journeys_round_up_s (time_ms);
      }
}

/* Only who lives there comes to a part of a lane. */
static void
shut_parts (CorLaneTimes *self, CorLaneCase *of)
{
  guint n_lanes = self->lanes->lanes->len;
  guint n_targets = n_lanes + self->n_crossings;

  for (guint lane = 0; lane < n_lanes; lane++)
    for (guint i = 0; i < COR_N_TRAVELS && get_lane (self->lanes, lane)->whole != lane; i++)
      {
        for (guint j = 0; j < self->n_rally_points; j++)
          of->to_s[i][(gsize) j * n_lanes + lane] = COR_LANE_UNREACHABLE;
        for (guint j = 0; j < n_lanes; j++)
          of->from_s[i][(gsize) j * n_targets + lane] = COR_LANE_UNREACHABLE;
      }
}

/* Who lives on a lane needs no way to it, or to its last part from there. */
static void
find_joins (CorLaneTimes *self)
{
  guint n_lanes = self->lanes->lanes->len;

  for (guint i = 0; i < self->n_rally_points; i++)
    for (guint j = 0; j < n_lanes; j++)
      {
        const CorSnap *snap = cor_journeys_get_open_snap (self->journeys, i);
        gsize cell = (gsize) i * n_lanes + j;

        self->joins[cell] = cor_lane_set_find_home (self->lanes, snap, j) == j;
        for (guint k = 0; k < COR_N_TRAVELS && self->joins[cell]; k++)
          get_case (self, 0)->to_s[k][cell] =
              MIN (get_case (self, 0)->to_s[k][cell], cor_journeys_round_up_s (snap->connector_ms));
      }
}

/**
 * cor_lane_times_list_ends_to:
 * @self: times of lanes
 * @journeys: journeys on the roads that are open in the case at hand
 *
 * Returns: (transfer full): rally points as sources, beginnings of lanes as targets; clear it with
 * cor_lane_ends_clear()
 */
CorLaneEnds
cor_lane_times_list_ends_to (const CorLaneTimes *self, const CorJourneys *journeys)
{
  guint n_lanes = self->lanes->lanes->len;
  CorLaneEnds ends = { g_new (CorSnap, self->n_rally_points + 1), self->n_rally_points,
                       g_new (CorSnap, n_lanes + 1), n_lanes };

  for (guint i = 0; i < self->n_rally_points; i++)
    ends.sources[i] = *cor_journeys_get_snap (journeys, i);
  for (guint i = 0; i < n_lanes; i++)
    ends.targets[i] = get_lane (self->lanes, i)->from;

  return ends;
}

/**
 * cor_lane_times_list_ends_from:
 * @self: times of lanes
 * @journeys: journeys on the roads that are open in the case at hand
 *
 * Returns: (transfer full): ends of lanes as sources, beginnings of lanes and after them crossings
 * as targets; clear it with cor_lane_ends_clear()
 */
CorLaneEnds
cor_lane_times_list_ends_from (const CorLaneTimes *self, const CorJourneys *journeys)
{
  guint n_lanes = self->lanes->lanes->len;
  guint n_targets = n_lanes + self->n_crossings;
  CorLaneEnds ends = { g_new (CorSnap, n_lanes + 1), n_lanes, g_new (CorSnap, n_targets + 1),
                       n_targets };

  for (guint i = 0; i < n_lanes; i++)
    {
      ends.sources[i] = get_lane (self->lanes, i)->to;
      ends.targets[i] = get_lane (self->lanes, i)->from;
    }
  for (guint i = 0; i < self->n_crossings; i++)
    ends.targets[n_lanes + i] = *cor_journeys_get_target (journeys, i);

  return ends;
}

/**
 * cor_lane_ends_clear:
 * @self: ends that ways lead between
 *
 * Frees what they hold.
 */
void
cor_lane_ends_clear (CorLaneEnds *self)
{
  g_free (self->sources);
  g_free (self->targets);
}

/* Clears @ends. Returns NULL if it was stopped. */
static guint32 *
compute_times (CorJourneys *journeys,
               const CorLaneCase *of,
               CorTravel travel,
               CorLaneEnds ends,
               CorProgress *progress,
               GError **error)
{
  g_autoptr (CorMatrix) matrix =
      cor_journeys_compute_free (journeys, travel, of->is_always ? NULL : &of->span, ends.sources,
                                 ends.n_sources, ends.targets, ends.n_targets, progress, error);
  guint32 *times_s;

  cor_lane_ends_clear (&ends);
  if (matrix == NULL)
    return NULL;

  times_s = g_new (guint32, (gsize) ends.n_sources * ends.n_targets + 1);
  read_matrix (matrix, times_s);

  return times_s;
}

static gboolean
compute_case (const CorLaneTimes *self,
              CorJourneys *journeys,
              CorLaneCase *of,
              CorTravel travel,
              CorProgress *progress,
              GError **error)
{
  of->to_s[travel] = compute_times (journeys, of, travel,
                                    cor_lane_times_list_ends_to (self, journeys), progress, error);
  if (of->to_s[travel] == NULL)
    return FALSE;

  of->from_s[travel] = compute_times (
      journeys, of, travel, cor_lane_times_list_ends_from (self, journeys), progress, error);

  return of->from_s[travel] != NULL;
}

/* A crossing at the end of a lane, or on its last leg, is reached whatever is closed around it. */
static void
find_ends (CorLaneTimes *self)
{
  guint n_lanes = self->lanes->lanes->len;

  for (guint i = 0; i < n_lanes; i++)
    for (guint j = 0; j < self->n_crossings; j++)
      {
        const CorLane *lane = get_lane (self->lanes, i);
        const CorSnap *snap = cor_journeys_get_open_target (self->journeys, j);
        guint32 last = g_array_index (lane->arcs, guint32, lane->arcs->len - 1);
        gboolean ends = snap->state == COR_SNAP_FOUND && snap->connector_m <= MAX_END_M &&
                        (snap->node == COR_ROAD_NONE
                             ? snap->leg == cor_network_get_arc_leg (self->lanes->network, last)
                             : snap->node == lane->to.node);

        self->ends[(gsize) i * self->n_crossings + j] = ends;
        for (guint k = 0; k < COR_N_TRAVELS && ends; k++)
          get_case (self, 0)->from_s[k][(gsize) i * (n_lanes + self->n_crossings) + n_lanes + j] =
              cor_journeys_round_up_s (snap->connector_ms);
      }
}

static void
clear_case (gpointer data)
{
  CorLaneCase *one = data;

  g_array_unref (one->windows);
  g_free (one->least_to_s);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_free (one->to_s[i]);
      g_free (one->from_s[i]);
    }
}

/* When no other closures are in force than in the case. */
static GArray *
list_windows (const CorLaneTimes *self, GArray *spans, const CorClosedSpan *of)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (CorClosedSpan));
  gboolean goes_on = FALSE;

  for (guint i = 0; i < spans->len; i++)
    {
      const CorClosedSpan *span = &g_array_index (spans, CorClosedSpan, i);

      if (!cor_closed_roads_includes (self->lanes->closed_roads, of, span))
        goes_on = FALSE;
      else if (goes_on)
        g_array_index (windows, CorClosedSpan, windows->len - 1).until_utc_s = span->until_utc_s;
      else
        {
          g_array_append_val (windows, *span);
          goes_on = TRUE;
        }
    }

  return windows;
}

static void
add_case (CorLaneTimes *self, GArray *spans, const CorClosedSpan *span)
{
  CorLaneCase added = { .is_always = span == NULL };

  if (span != NULL)
    added.span = *span;
  added.windows = span != NULL ? list_windows (self, spans, span)
                               : g_array_new (FALSE, FALSE, sizeof (CorClosedSpan));
  g_array_append_val (self->cases, added);
}

/* Where nothing changes there is but one case. */
static void
list_cases (CorLaneTimes *self)
{
  g_autoptr (GArray) spans = cor_closed_roads_list_spans (self->lanes->closed_roads);

  add_case (self, spans, NULL);
  for (guint i = 0; spans->len > 1 && i < spans->len && self->cases->len < MAX_CASES; i++)
    if (g_array_index (spans, CorClosedSpan, i).alike == i)
      add_case (self, spans, &g_array_index (spans, CorClosedSpan, i));
}

static guint32
get_to_s (const CorLaneTimes *self, guint way_case, CorTravel travel, guint rally_point, guint lane)
{
  return get_case (self, way_case)
      ->to_s[travel][(gsize) rally_point * self->lanes->lanes->len + lane];
}

/* Who lives on a lane joins it where they are, whatever is closed around. */
static guint
count_cases_to (const CorLaneTimes *self, guint rally_point, guint lane)
{
  return cor_lane_times_joins (self, rally_point, lane) ? 1 : self->cases->len;
}

/* Whether anybody comes to a lane right then is asked for each step and for each limit that is
 * tried; whoever has the shortest way can always be there if somebody can. */
static void
find_least_to (CorLaneTimes *self, guint way_case)
{
  guint n_lanes = self->lanes->lanes->len;
  guint32 *least_s = g_new (guint32, n_lanes + 1);

  for (guint i = 0; i < n_lanes; i++)
    least_s[i] = COR_LANE_UNREACHABLE;
  for (guint i = 0; i < self->n_rally_points; i++)
    for (guint j = 0; j < n_lanes; j++)
      for (guint k = 0; k < COR_N_TRAVELS && way_case < count_cases_to (self, i, j); k++)
        least_s[j] = MIN (least_s[j], get_to_s (self, way_case, k, i, j));
  get_case (self, way_case)->least_to_s = least_s;
}

/**
 * cor_lane_times_new:
 * @lanes: the lanes; must outlive the times
 * @journeys: the journeys of the same plan; must outlive the times
 * @n_rally_points: how many rally points these have
 * @n_crossings: how many crossings
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): the times
 */
CorLaneTimes *
cor_lane_times_new (const CorLaneSet *lanes,
                    CorJourneys *journeys,
                    guint n_rally_points,
                    guint n_crossings,
                    CorProgress *progress,
                    GError **error)
{
  g_autoptr (CorLaneTimes) self = g_new0 (CorLaneTimes, 1);

  self->lanes = lanes;
  self->journeys = journeys;
  self->n_rally_points = n_rally_points;
  self->n_crossings = n_crossings;
  self->start_utc_s = cor_closed_roads_get_start_utc_s (lanes->closed_roads);
  self->ways =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cor_corridor_unref);
  self->joins = g_new0 (gboolean, (gsize) n_rally_points * lanes->lanes->len + 1);
  self->ends = g_new0 (gboolean, (gsize) n_crossings * lanes->lanes->len + 1);
  self->cases = g_array_new (FALSE, FALSE, sizeof (CorLaneCase));
  g_array_set_clear_func (self->cases, clear_case);
  list_cases (self);
  for (guint i = 0; i < self->cases->len; i++)
    {
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        if (!compute_case (self, journeys, get_case (self, i), j, progress, error))
          return NULL;
      shut_parts (self, get_case (self, i));
    }
  find_joins (self);
  find_ends (self);
  for (guint i = 0; i < self->cases->len; i++)
    find_least_to (self, i);

  return g_steal_pointer (&self);
}

/**
 * cor_lane_times_free:
 * @self: (transfer full): times
 *
 * Frees @self.
 */
void
cor_lane_times_free (CorLaneTimes *self)
{
  g_clear_pointer (&self->exposures, cor_lane_exposures_free);
  g_array_unref (self->cases);
  g_hash_table_unref (self->ways);
  g_free (self->joins);
  g_free (self->ends);
  g_free (self);
}

/**
 * cor_lane_times_is_for:
 * @self: times
 * @lanes: lanes
 * @journeys: journeys
 *
 * Returns: whether cor_lane_times_new() would make the same of these
 */
gboolean
cor_lane_times_is_for (const CorLaneTimes *self,
                       const CorLaneSet *lanes,
                       const CorJourneys *journeys)
{
  return self->lanes == lanes && self->journeys == journeys;
}

/**
 * cor_lane_times_joins:
 * @self: times
 * @rally_point: a rally point
 * @lane: a lane
 *
 * Returns: whether people join the lane where they live
 */
gboolean
cor_lane_times_joins (const CorLaneTimes *self, guint rally_point, guint lane)
{
  return self->joins[(gsize) rally_point * self->lanes->lanes->len + lane];
}

/**
 * cor_lane_times_ends:
 * @self: times
 * @lane: a lane
 * @crossing: a crossing
 *
 * Returns: whether the lane ends at the crossing
 */
gboolean
cor_lane_times_ends (const CorLaneTimes *self, guint lane, guint crossing)
{
  return self->ends[(gsize) lane * self->n_crossings + crossing];
}

/**
 * cor_lane_times_get_ready_utc_s:
 * @self: times
 * @rally_point: from where
 * @lane: where to
 *
 * Returns: when the rally point can be left first for the lane; whoever lives on an agreed corridor
 *   need not wait for the area around to open
 */
gint64
cor_lane_times_get_ready_utc_s (const CorLaneTimes *self, guint rally_point, guint lane)
{
  gint64 rest_s = self->start_utc_s % 60;

  if (cor_lane_times_joins (self, rally_point, lane) &&
      cor_lane_set_get_gate (self->lanes, lane)->corridor != NULL)
    return rest_s > 0 ? self->start_utc_s + 60 - rest_s : self->start_utc_s - rest_s;

  return cor_journeys_get_ready_utc_s (self->journeys, rally_point);
}

/* The first arrival by a way that takes so long and is open as in a case. */
static gint64
arrive (const CorLaneCase *of, gint64 leave_utc_s, guint32 time_s)
{
  if (time_s == COR_LANE_UNREACHABLE)
    return G_MAXINT64;
  if (of->is_always)
    return leave_utc_s + time_s;

  for (guint i = 0; i < of->windows->len; i++)
    {
      const CorClosedSpan *window = &g_array_index (of->windows, CorClosedSpan, i);
      gint64 arrive_utc_s =
          cor_journeys_ceil_minute (MAX (leave_utc_s, window->from_utc_s)) + (gint64) time_s;

      if (arrive_utc_s <= window->until_utc_s)
        return arrive_utc_s;
    }

  return G_MAXINT64;
}

/**
 * cor_lane_times_find_arrival:
 * @self: times
 * @travel: by what
 * @rally_point: from where
 * @lane: where to
 * @ready_utc_s: when one can leave first
 *
 * Returns: when one is at the lane first, or %G_MAXINT64
 */
gint64
cor_lane_times_find_arrival (const CorLaneTimes *self,
                             CorTravel travel,
                             guint rally_point,
                             guint lane,
                             gint64 ready_utc_s)
{
  gint64 first_utc_s = G_MAXINT64;

  for (guint i = 0; i < count_cases_to (self, rally_point, lane); i++)
    first_utc_s = MIN (first_utc_s, arrive (get_case (self, i), ready_utc_s,
                                            get_to_s (self, i, travel, rally_point, lane)));

  return first_utc_s;
}

/**
 * cor_lane_times_find_departure:
 * @self: times
 * @travel: by what
 * @rally_point: from where
 * @lane: where to
 * @arrive_utc_s: when one has to be there
 * @way_case: (out): in which case the way is the one to drive
 *
 * Nobody waits at a lane because the road to it closes before.
 *
 * Returns: when one leaves, or %G_MININT64 if there is no way then
 */
gint64
cor_lane_times_find_departure (const CorLaneTimes *self,
                               CorTravel travel,
                               guint rally_point,
                               guint lane,
                               gint64 arrive_utc_s,
                               guint *way_case)
{
  gint64 last_utc_s = G_MININT64;

  *way_case = 0;
  for (guint i = 0; i < count_cases_to (self, rally_point, lane); i++)
    {
      guint32 time_s = get_to_s (self, i, travel, rally_point, lane);

      if (time_s == COR_LANE_UNREACHABLE || arrive_utc_s - time_s <= last_utc_s ||
          !cor_lane_times_holds (self, i, arrive_utc_s - time_s, arrive_utc_s))
        continue;
      last_utc_s = arrive_utc_s - time_s;
      *way_case = i;
    }

  return last_utc_s;
}

/**
 * cor_lane_times_is_reached:
 * @self: times
 * @lane: a lane
 * @time_utc_s: a time
 *
 * Returns: whether one comes to the lane right then from any rally point
 */
gboolean
cor_lane_times_is_reached (const CorLaneTimes *self, guint lane, gint64 time_utc_s)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      guint32 time_s = get_case (self, i)->least_to_s[lane];

      if (time_s != COR_LANE_UNREACHABLE &&
          cor_lane_times_holds (self, i, time_utc_s - time_s, time_utc_s))
        return TRUE;
    }

  return FALSE;
}

/* A crossing at the end of a lane is reached whatever is closed around. */
static guint
count_cases_from (const CorLaneTimes *self, guint lane, guint target)
{
  guint n_lanes = self->lanes->lanes->len;

  return target >= n_lanes && cor_lane_times_ends (self, lane, target - n_lanes) ? 1
                                                                                 : self->cases->len;
}

/**
 * cor_lane_times_find_next:
 * @self: times
 * @travel: by what
 * @lane: from its end
 * @target: another lane or, counted on from these, a crossing
 * @leave_utc_s: when one is at its end
 * @way_case: (out): in which case the way is the one to drive
 *
 * Nobody waits at the end of a lane, where others come.
 *
 * Returns: when one is there first, or %G_MAXINT64 if there is no way then
 */
gint64
cor_lane_times_find_next (const CorLaneTimes *self,
                          CorTravel travel,
                          guint lane,
                          guint target,
                          gint64 leave_utc_s,
                          guint *way_case)
{
  gint64 first_utc_s = G_MAXINT64;

  *way_case = 0;
  for (guint i = 0; i < count_cases_from (self, lane, target); i++)
    {
      guint32 time_s = cor_lane_times_get_on_s (self, i, travel, lane, target);

      if (time_s == COR_LANE_UNREACHABLE || leave_utc_s + time_s >= first_utc_s ||
          !cor_lane_times_holds (self, i, leave_utc_s, leave_utc_s + time_s))
        continue;
      first_utc_s = leave_utc_s + time_s;
      *way_case = i;
    }

  return first_utc_s;
}

/**
 * cor_lane_times_get_n_cases:
 * @self: times
 *
 * Returns: how many cases there are; 1 if nothing changes while the plan lasts
 */
guint
cor_lane_times_get_n_cases (const CorLaneTimes *self)
{
  return self->cases->len;
}

/**
 * cor_lane_times_get_on_s:
 * @self: times
 * @way_case: a case
 * @travel: by what
 * @lane: from its end
 * @target: to the beginning of another or, counted on from these, to a crossing
 *
 * Returns: how long it takes, or %COR_LANE_UNREACHABLE
 */
guint32
cor_lane_times_get_on_s (const CorLaneTimes *self,
                         guint way_case,
                         CorTravel travel,
                         guint lane,
                         guint target)
{
  return get_case (self, way_case)
      ->from_s[travel][(gsize) lane * (self->lanes->lanes->len + self->n_crossings) + target];
}

/**
 * cor_lane_times_get_least_on_s:
 * @self: times
 * @travel: by what
 * @lane: from its end
 * @target: to the beginning of another or, counted on from these, to a crossing
 *
 * Returns: how long it takes at best, or %COR_LANE_UNREACHABLE
 */
guint32
cor_lane_times_get_least_on_s (const CorLaneTimes *self, CorTravel travel, guint lane, guint target)
{
  guint32 least_s = COR_LANE_UNREACHABLE;

  for (guint i = 0; i < count_cases_from (self, lane, target); i++)
    least_s = MIN (least_s, cor_lane_times_get_on_s (self, i, travel, lane, target));

  return least_s;
}

/**
 * cor_lane_times_holds:
 * @self: times
 * @way_case: a case
 * @leave_utc_s: when one leaves
 * @arrive_utc_s: when one arrives
 *
 * Returns: whether the ways of that case are open from the one to the other
 */
gboolean
cor_lane_times_holds (const CorLaneTimes *self,
                      guint way_case,
                      gint64 leave_utc_s,
                      gint64 arrive_utc_s)
{
  const CorLaneCase *of = get_case (self, way_case);

  for (guint i = 0; i < of->windows->len; i++)
    {
      const CorClosedSpan *window = &g_array_index (of->windows, CorClosedSpan, i);

      if (leave_utc_s >= window->from_utc_s && arrive_utc_s <= window->until_utc_s)
        return TRUE;
    }

  return of->is_always;
}

/**
 * cor_lane_times_get_span:
 * @self: times
 * @way_case: a case
 *
 * Returns: (transfer none) (nullable): when its closures are in force first; %NULL: all plan long
 */
const CorClosedSpan *
cor_lane_times_get_span (const CorLaneTimes *self, guint way_case)
{
  const CorLaneCase *of = get_case (self, way_case);

  return of->is_always ? NULL : &of->span;
}

/**
 * cor_lane_times_get_ways:
 * @self: times
 *
 * Returns: (transfer none) (element-type utf8 CorCorridor): ways along lanes that were found, by
 *   whatever names them; they hold as long as the times do
 */
GHashTable *
cor_lane_times_get_ways (CorLaneTimes *self)
{
  return self->ways;
}
