/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-times.h"

#include "cor-result.h"
#include "cor-time.h"

/* Whoever lives on a corridor joins it where they are, if they are no further off than this. */
#define MAX_JOIN_M 1000u

struct _CorLaneTimes
{
  const CorLaneSet *lanes;
  const CorJourneys *journeys;
  guint n_rally_points;
  guint n_crossings;
  gint64 start_utc_s;
  gboolean *joins;                /* by rally point, then lane */
  gboolean *ends;                 /* by lane, then crossing */
  guint32 *to_s[COR_N_TRAVELS];   /* by rally point, then lane */
  guint32 *from_s[COR_N_TRAVELS]; /* by lane, then lane, then crossing */
  GHashTable *ways;               /* what is known of them: key -> CorCorridor */
};

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

/* Who lives on a lane needs no way to it. */
static void
find_joins (CorLaneTimes *self)
{
  guint n_lanes = self->lanes->lanes->len;

  for (guint i = 0; i < self->n_rally_points; i++)
    for (guint j = 0; j < n_lanes; j++)
      {
        const CorSnap *snap = cor_journeys_get_open_snap (self->journeys, i);
        GArray *arcs = get_lane (self->lanes, j)->arcs;
        gsize cell = (gsize) i * n_lanes + j;

        self->joins[cell] = snap->connector_m <= MAX_JOIN_M &&
                            cor_network_find_on_fixed_way (self->lanes->network,
                                                           (const guint32 *) (gpointer) arcs->data,
                                                           arcs->len, snap) < arcs->len;
        for (guint k = 0; k < COR_N_TRAVELS && self->joins[cell]; k++)
          self->to_s[k][cell] =
              MIN (self->to_s[k][cell], cor_journeys_round_up_s (snap->connector_ms));
      }
}

static gboolean
compute_to (CorLaneTimes *self,
            CorJourneys *journeys,
            CorTravel travel,
            CorProgress *progress,
            GError **error)
{
  guint n_lanes = self->lanes->lanes->len;
  g_autofree CorSnap *sources = g_new (CorSnap, self->n_rally_points + 1);
  g_autofree CorSnap *targets = g_new (CorSnap, n_lanes + 1);
  g_autoptr (CorMatrix) matrix = NULL;

  for (guint i = 0; i < self->n_rally_points; i++)
    sources[i] = *cor_journeys_get_snap (journeys, i);
  for (guint i = 0; i < n_lanes; i++)
    targets[i] = get_lane (self->lanes, i)->from;
  matrix = cor_journeys_compute_free (journeys, travel, sources, self->n_rally_points, targets,
                                      n_lanes, progress, error);
  if (matrix == NULL)
    return FALSE;

  self->to_s[travel] = g_new (guint32, (gsize) self->n_rally_points * n_lanes + 1);
  read_matrix (matrix, self->to_s[travel]);

  return TRUE;
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
        gboolean ends = snap->state == COR_SNAP_FOUND && snap->connector_m <= MAX_JOIN_M &&
                        (snap->node == COR_ROAD_NONE
                             ? snap->leg == cor_network_get_arc_leg (self->lanes->network, last)
                             : snap->node == lane->to.node);

        self->ends[(gsize) i * self->n_crossings + j] = ends;
        for (guint k = 0; k < COR_N_TRAVELS && ends; k++)
          self->from_s[k][(gsize) i * (n_lanes + self->n_crossings) + n_lanes + j] =
              cor_journeys_round_up_s (snap->connector_ms);
      }
}

static gboolean
compute_from (CorLaneTimes *self,
              CorJourneys *journeys,
              CorTravel travel,
              CorProgress *progress,
              GError **error)
{
  guint n_lanes = self->lanes->lanes->len;
  guint n_targets = n_lanes + self->n_crossings;
  g_autofree CorSnap *sources = g_new (CorSnap, n_lanes + 1);
  g_autofree CorSnap *targets = g_new (CorSnap, n_targets + 1);
  g_autoptr (CorMatrix) matrix = NULL;

  for (guint i = 0; i < n_lanes; i++)
    {
      sources[i] = get_lane (self->lanes, i)->to;
      targets[i] = get_lane (self->lanes, i)->from;
    }
  for (guint i = 0; i < self->n_crossings; i++)
    targets[n_lanes + i] = *cor_journeys_get_target (journeys, i);
  matrix = cor_journeys_compute_free (journeys, travel, sources, n_lanes, targets, n_targets,
                                      progress, error);
  if (matrix == NULL)
    return FALSE;

  self->from_s[travel] = g_new (guint32, (gsize) n_lanes * n_targets + 1);
  read_matrix (matrix, self->from_s[travel]);

  return TRUE;
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
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    if (!compute_to (self, journeys, i, progress, error) ||
        !compute_from (self, journeys, i, progress, error))
      return NULL;
  find_joins (self);
  find_ends (self);

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
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_free (self->to_s[i]);
      g_free (self->from_s[i]);
    }
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
 * cor_lane_times_get_to_s:
 * @self: times
 * @travel: by what
 * @rally_point: from where
 * @lane: where to
 *
 * Returns: how long it takes to the lane, or %COR_LANE_UNREACHABLE
 */
guint32
cor_lane_times_get_to_s (const CorLaneTimes *self, CorTravel travel, guint rally_point, guint lane)
{
  return self->to_s[travel][(gsize) rally_point * self->lanes->lanes->len + lane];
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

/**
 * cor_lane_times_get_on_s:
 * @self: times
 * @travel: by what
 * @lane: from its end
 * @next_lane: to the beginning of another
 *
 * Returns: how long it takes, or %COR_LANE_UNREACHABLE
 */
guint32
cor_lane_times_get_on_s (const CorLaneTimes *self, CorTravel travel, guint lane, guint next_lane)
{
  return self
      ->from_s[travel][(gsize) lane * (self->lanes->lanes->len + self->n_crossings) + next_lane];
}

/**
 * cor_lane_times_get_out_s:
 * @self: times
 * @travel: by what
 * @lane: from its end
 * @crossing: where to
 *
 * Returns: how long it takes, or %COR_LANE_UNREACHABLE
 */
guint32
cor_lane_times_get_out_s (const CorLaneTimes *self, CorTravel travel, guint lane, guint crossing)
{
  return self->from_s[travel][(gsize) lane * (self->lanes->lanes->len + self->n_crossings) +
                              self->lanes->lanes->len + crossing];
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
