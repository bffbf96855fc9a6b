/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-exposure.h"

#include <string.h>

#include "cor-fixed-way.h"
#include "cor-lane-times-private.h"

#define UNKNOWN_M G_MAXUINT32

/* What is exposed of the ways in one case of closures. */
typedef struct
{
  CorMatrix *to[COR_N_TRAVELS];   /* from rally points to lanes; as distances */
  CorMatrix *from[COR_N_TRAVELS]; /* from lanes to lanes, then crossings */
} Case;

struct _CorLaneExposures
{
  CorLaneTimes *times;
  guint32 *exposed; /* by leg */
  guint n_legs;
  GArray *cases;                   /* Case */
  guint32 *along_m;                /* by lane */
  guint32 *least_m[COR_N_TRAVELS]; /* by lane: from its beginning to any crossing at best */
};

static guint
get_n_lanes (const CorLaneExposures *self)
{
  return self->times->lanes->lanes->len;
}

static GArray *
get_arcs (const CorLaneExposures *self, guint lane)
{
  return g_array_index (self->times->lanes->lanes, CorLane, lane).arcs;
}

static void
clear_case (gpointer data)
{
  Case *one = data;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_clear_pointer (&one->to[i], cor_matrix_unref);
      g_clear_pointer (&one->from[i], cor_matrix_unref);
    }
}

static CorMatrix *
carry (const CorLaneExposures *self,
       CorJourneys *journeys,
       guint way_case,
       CorTravel travel,
       CorLaneEnds ends,
       CorProgress *progress,
       GError **error)
{
  CorMatrix *matrix = cor_journeys_carry_free (
      journeys, travel, cor_lane_times_get_span (self->times, way_case), ends.sources,
      ends.n_sources, ends.targets, ends.n_targets, self->exposed, progress, error);

  cor_lane_ends_clear (&ends);

  return matrix;
}

static gboolean
measure_cases (CorLaneExposures *self, CorJourneys *journeys, CorProgress *progress, GError **error)
{
  for (guint i = 0; i < cor_lane_times_get_n_cases (self->times); i++)
    for (guint j = 0; j < COR_N_TRAVELS; j++)
      {
        Case *one = &g_array_index (self->cases, Case, i);

        one->to[j] = carry (self, journeys, i, j,
                            cor_lane_times_list_ends_to (self->times, journeys), progress, error);
        if (one->to[j] == NULL)
          return FALSE;
        one->from[j] =
            carry (self, journeys, i, j, cor_lane_times_list_ends_from (self->times, journeys),
                   progress, error);
        if (one->from[j] == NULL)
          return FALSE;
      }

  return TRUE;
}

/* The part of an arc between its tail and a place on it. */
static guint64
measure_before (const CorLaneExposures *self, guint32 arc, const CorSnap *snap)
{
  CorNetwork *network = self->times->lanes->network;
  guint64 exposed_m = self->exposed[cor_network_get_arc_leg (network, arc)];
  guint along = cor_network_get_arc_is_backward (network, arc) ? COR_SNAP_WHOLE_LEG - snap->along
                                                               : snap->along;

  return exposed_m * along / COR_SNAP_WHOLE_LEG;
}

/* Along a lane from where people join it to where they leave it. */
static guint32
measure_along (const CorLaneExposures *self, guint lane, const CorSnap *from, const CorSnap *to)
{
  CorNetwork *network = self->times->lanes->network;
  GArray *arcs = get_arcs (self, lane);
  const guint32 *all = (const guint32 *) (gpointer) arcs->data;
  gsize first = from != NULL ? cor_network_find_on_fixed_way (network, all, arcs->len, from) : 0;
  guint64 sum_m = 0;

  for (gsize i = first; i < arcs->len; i++)
    sum_m += self->exposed[cor_network_get_arc_leg (network, all[i])];
  if (from != NULL && first < arcs->len && from->node == COR_ROAD_NONE)
    sum_m -= measure_before (self, all[first], from);
  if (to != NULL && to->node == COR_ROAD_NONE)
    sum_m -= MIN (sum_m, self->exposed[cor_network_get_arc_leg (network, all[arcs->len - 1])] -
                             measure_before (self, all[arcs->len - 1], to));

  return (guint32) MIN (sum_m, UNKNOWN_M - 1);
}

static guint32
add_m (guint32 a, guint32 b)
{
  return a == UNKNOWN_M || b == UNKNOWN_M ? UNKNOWN_M
                                          : (guint32) MIN ((guint64) a + b, UNKNOWN_M - 1);
}

static guint32
read_m (CorMatrix *matrix, guint source, guint target)
{
  guint32 exposed_m = cor_matrix_get_distance_m (matrix, source, target);

  return exposed_m >= COR_TRAVEL_UNREACHABLE ? UNKNOWN_M : exposed_m;
}

/* From the end of a lane to a target and on from there. */
static guint32
get_rest_m (const CorLaneExposures *self,
            guint way_case,
            CorTravel travel,
            guint lane,
            guint target)
{
  guint32 on_m =
      cor_lane_times_get_on_s (self->times, way_case, travel, lane, target) == COR_LANE_UNREACHABLE
          ? UNKNOWN_M
          : cor_lane_exposures_get_on_m (self, way_case, travel, lane, target);

  return add_m (on_m, target < get_n_lanes (self) ? self->least_m[travel][target] : 0);
}

/* The least that is exposed from each lane on: label correcting (Bellman 1958) over few lanes. */
static void
find_least (CorLaneExposures *self, CorTravel travel)
{
  guint n_lanes = get_n_lanes (self);
  guint n_targets = n_lanes + self->times->n_crossings;
  gboolean has_changed = TRUE;

  for (guint i = 0; i < n_lanes; i++)
    self->least_m[travel][i] = UNKNOWN_M;
  while (has_changed)
    {
      has_changed = FALSE;
      for (guint i = 0; i < cor_lane_times_get_n_cases (self->times); i++)
        for (guint j = 0; j < n_lanes; j++)
          for (guint k = 0; k < n_targets; k++)
            {
              guint32 rest_m =
                  k != j ? add_m (self->along_m[j], get_rest_m (self, i, travel, j, k)) : UNKNOWN_M;

              if (rest_m >= self->least_m[travel][j])
                continue;
              self->least_m[travel][j] = rest_m;
              has_changed = TRUE;
            }
    }
}

static gboolean
measure (CorLaneExposures *self, CorJourneys *journeys, CorProgress *progress, GError **error)
{
  guint n_lanes = get_n_lanes (self);

  self->along_m = g_new (guint32, n_lanes + 1);
  for (guint i = 0; i < n_lanes; i++)
    self->along_m[i] = measure_along (self, i, NULL, NULL);
  if (!measure_cases (self, journeys, progress, error))
    return FALSE;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      self->least_m[i] = g_new (guint32, n_lanes + 1);
      find_least (self, i);
    }

  return TRUE;
}

/**
 * cor_lane_times_measure_exposures:
 * @self: times
 * @journeys: their journeys
 * @exposed: (nullable) (array): by leg of the roads, how many metres of it are exposed; %NULL: none
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Measures how much of lanes and of the ways beside them is exposed, unless that is known.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_lane_times_measure_exposures (CorLaneTimes *self,
                                  CorJourneys *journeys,
                                  const guint32 *exposed,
                                  CorProgress *progress,
                                  GError **error)
{
  g_autoptr (CorLaneExposures) made = NULL;
  guint n_legs = cor_network_get_n_legs (self->lanes->network);

  if (exposed != NULL && self->exposures != NULL &&
      memcmp (self->exposures->exposed, exposed, n_legs * sizeof (guint32)) == 0)
    return TRUE;

  g_clear_pointer (&self->exposures, cor_lane_exposures_free);
  if (exposed == NULL)
    return TRUE;

  made = g_new0 (CorLaneExposures, 1);
  made->times = self;
  made->exposed = g_memdup2 (exposed, (n_legs + 1) * sizeof (guint32));
  made->cases = g_array_new (FALSE, TRUE, sizeof (Case));
  g_array_set_clear_func (made->cases, clear_case);
  g_array_set_size (made->cases, cor_lane_times_get_n_cases (self));
  if (!measure (made, journeys, progress, error))
    return FALSE;
  self->exposures = g_steal_pointer (&made);

  return TRUE;
}

/**
 * cor_lane_times_get_exposures:
 * @self: times
 *
 * Returns: (transfer none) (nullable): what was measured last; %NULL if nothing is exposed
 */
const CorLaneExposures *
cor_lane_times_get_exposures (const CorLaneTimes *self)
{
  return self->exposures;
}

/**
 * cor_lane_exposures_free:
 * @self: (transfer full): exposures
 *
 * Frees @self.
 */
void
cor_lane_exposures_free (CorLaneExposures *self)
{
  g_free (self->exposed);
  g_clear_pointer (&self->cases, g_array_unref);
  g_free (self->along_m);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (self->least_m[i]);
  g_free (self);
}

static guint32
find_to_m (const CorLaneExposures *self,
           guint way_case,
           CorTravel travel,
           guint rally_point,
           guint lane)
{
  if (cor_lane_times_joins (self->times, rally_point, lane))
    return 0;

  return read_m (g_array_index (self->cases, Case, way_case).to[travel], rally_point, lane);
}

/**
 * cor_lane_exposures_get_to_m:
 * @self: exposures
 * @way_case: a case of the times
 * @travel: by what
 * @rally_point: from where
 * @lane: to the beginning of it, or to where people live on it
 *
 * Returns: how many metres of the way are exposed; 0 if there is none
 */
guint
cor_lane_exposures_get_to_m (const CorLaneExposures *self,
                             guint way_case,
                             CorTravel travel,
                             guint rally_point,
                             guint lane)
{
  guint32 exposed_m = find_to_m (self, way_case, travel, rally_point, lane);

  return exposed_m == UNKNOWN_M ? 0 : exposed_m;
}

/**
 * cor_lane_exposures_get_along_m:
 * @self: exposures
 * @lane: a lane
 * @rally_point: whose people drive it first, or %COR_LANE_WHOLE
 * @crossing: where they go next, or %COR_LANE_WHOLE
 *
 * Returns: how many metres are exposed of what they drive of the lane
 */
guint
cor_lane_exposures_get_along_m (const CorLaneExposures *self,
                                guint lane,
                                guint rally_point,
                                guint crossing)
{
  const CorSnap *from = NULL, *to = NULL;

  if (rally_point != COR_LANE_WHOLE && cor_lane_times_joins (self->times, rally_point, lane))
    from = cor_journeys_get_open_snap (self->times->journeys, rally_point);
  if (crossing != COR_LANE_WHOLE && cor_lane_times_ends (self->times, lane, crossing))
    to = cor_journeys_get_open_target (self->times->journeys, crossing);

  return from == NULL && to == NULL ? self->along_m[lane] : measure_along (self, lane, from, to);
}

/**
 * cor_lane_exposures_get_on_m:
 * @self: exposures
 * @way_case: a case of the times
 * @travel: by what
 * @lane: from its end
 * @target: to the beginning of another or, counted on from these, to a crossing
 *
 * Returns: how many metres of the way are exposed; 0 if there is none
 */
guint
cor_lane_exposures_get_on_m (const CorLaneExposures *self,
                             guint way_case,
                             CorTravel travel,
                             guint lane,
                             guint target)
{
  guint n_lanes = get_n_lanes (self);
  guint32 exposed_m;

  if (target >= n_lanes && cor_lane_times_ends (self->times, lane, target - n_lanes))
    return 0;

  exposed_m = read_m (g_array_index (self->cases, Case, way_case).from[travel], lane, target);

  return exposed_m == UNKNOWN_M ? 0 : exposed_m;
}

/**
 * cor_lane_exposures_get_least_m:
 * @self: exposures
 * @travel: by what
 * @rally_point: from where
 * @lane: a lane that is driven first
 *
 * Returns: how many metres are exposed from there to any crossing at best, or %G_MAXUINT32
 */
guint
cor_lane_exposures_get_least_m (const CorLaneExposures *self,
                                CorTravel travel,
                                guint rally_point,
                                guint lane)
{
  guint32 least_m = UNKNOWN_M;

  for (guint i = 0; i < cor_lane_times_get_n_cases (self->times); i++)
    least_m = MIN (least_m, add_m (find_to_m (self, i, travel, rally_point, lane),
                                   self->least_m[travel][lane]));

  return least_m;
}

/**
 * cor_lane_exposures_is_near_least:
 * @self: exposures
 * @way_case: a case of the times
 * @travel: by what
 * @lane: from its end
 * @target: to the beginning of another or, counted on from these, to a crossing
 *
 * Returns: whether hardly more is exposed that way than on the best from there
 */
gboolean
cor_lane_exposures_is_near_least (const CorLaneExposures *self,
                                  guint way_case,
                                  CorTravel travel,
                                  guint lane,
                                  guint target)
{
  guint32 rest_m = get_rest_m (self, way_case, travel, lane, target);

  return rest_m != UNKNOWN_M && add_m (self->along_m[lane], rest_m) <=
                                    add_m (self->least_m[travel][lane], COR_LANE_EXPOSURE_SLACK_M);
}
