/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exposure.h"

#include <math.h>

#include "cor-time.h"

/* A line is looked at in pieces no longer than this. */
#define PIECE_M 500.0

/* How much longer one would rather drive than be exposed for a metre: a minute, ten minutes and an
 * hour for a kilometre. */
static const guint32 prices_ms[COR_EXPOSURES_MAX_WAYS] = { 60, 600, 3600 };

static gboolean
is_near_line (CorPosition position, const CorPosition *points, guint n_points, double reach_m)
{
  double fraction;

  for (guint i = 0; i + 1 < n_points; i++)
    if (cor_position_distance_to_segment_m (position, points[i], points[i + 1], &fraction) <=
        reach_m)
      return TRUE;

  return FALSE;
}

static gboolean
is_near (const CorClosure *front, CorPosition position, double reach_m)
{
  CorBounds bounds = *cor_geometry_get_bounds (front->geometry);

  cor_bounds_grow (&bounds, reach_m);
  if (!cor_bounds_contains (&bounds, position))
    return FALSE;

  for (guint i = 0; i < cor_geometry_get_n_parts (front->geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (front->geometry, i, &points, &n_points);
      if (is_near_line (position, points, n_points, reach_m))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_exposed (GPtrArray *fronts, CorPosition position, double reach_m)
{
  for (guint i = 0; i < fronts->len; i++)
    if (is_near (fronts->pdata[i], position, reach_m))
      return TRUE;

  return FALSE;
}

/* Adds up a line, and what of it lies within reach of a front. */
static void
measure_line (GPtrArray *fronts,
              double reach_m,
              const CorPosition *points,
              guint n_points,
              double *all_m,
              double *exposed_m)
{
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double length_m = cor_position_distance_m (points[i], points[i + 1]);
      guint n_pieces = MAX (1, (guint) ceil (length_m / PIECE_M));

      *all_m += length_m;
      for (guint j = 0; j < n_pieces; j++)
        if (is_exposed (fronts,
                        cor_position_interpolate (points[i], points[i + 1], (j + 0.5) / n_pieces),
                        reach_m))
          *exposed_m += length_m / n_pieces;
    }
}

/* The fronts that stand at a time. */
static GPtrArray *
list_fronts (CorSnapshot *snapshot, gint64 time_utc_s)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *fronts = g_ptr_array_new ();

  for (guint i = 0; i < closures->len; i++)
    {
      CorClosure *closure = closures->pdata[i];

      if (closure->closure == COR_CLOSURE_FRONT && cor_closure_is_in_force (closure, time_utc_s))
        g_ptr_array_add (fronts, closure);
    }

  return fronts;
}

/**
 * cor_exposure_measure_m:
 * @corridor: a way
 * @snapshot: the plan: its fronts and its reach
 * @depart_utc_s: when it is begun; a front counts if it stands then
 *
 * Returns: how many metres of the way lie within reach of a front
 */
guint
cor_exposure_measure_m (const CorCorridor *corridor, CorSnapshot *snapshot, gint64 depart_utc_s)
{
  guint reach_m = cor_snapshot_get_settings (snapshot)->exposure_reach_m;
  g_autoptr (GPtrArray) fronts = list_fronts (snapshot, depart_utc_s);
  double all_m = 0.0, exposed_m = 0.0;

  if (reach_m == 0 || fronts->len == 0)
    return 0;

  measure_line (fronts, reach_m, (const CorPosition *) (gpointer) corridor->points->data,
                corridor->points->len, &all_m, &exposed_m);

  /* Roads wind more than their lines show. */
  return all_m > 0.0 ? (guint) (exposed_m / all_m * corridor->distance_m + 0.5) : 0;
}

/* The fronts that stand at any time of a plan, whatever the hours of the day. */
static GPtrArray *
list_fronts_between (CorSnapshot *snapshot, gint64 start_utc_s, gint64 end_utc_s)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *fronts = g_ptr_array_new_with_free_func (cor_record_unref);

  for (guint i = 0; i < closures->len; i++)
    {
      CorClosure *closure = closures->pdata[i];

      if (closure->closure == COR_CLOSURE_FRONT &&
          (closure->from_utc_s == COR_TIME_NONE || closure->from_utc_s < end_utc_s) &&
          (closure->until_utc_s == COR_TIME_NONE || closure->until_utc_s > start_utc_s))
        g_ptr_array_add (fronts, cor_record_ref (closure));
    }

  return fronts;
}

/* The part of each leg within reach, in metres of the leg's length. */
static guint32 *
weigh_legs (CorNetwork *network, GPtrArray *fronts, double reach_m)
{
  guint n_legs = cor_network_get_n_legs (network);
  guint32 *exposed = g_new0 (guint32, n_legs + 1);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (CorPosition));

  for (guint32 i = 0; i < n_legs; i++)
    {
      double all_m = 0.0, exposed_m = 0.0;
      CorLeg leg;

      g_array_set_size (line, 0);
      for (guint j = 0; j < cor_network_get_leg_n_points (network, i); j++)
        {
          CorPosition point = cor_network_get_leg_point (network, i, j);

          g_array_append_val (line, point);
        }
      measure_line (fronts, reach_m, (const CorPosition *) (gpointer) line->data, line->len, &all_m,
                    &exposed_m);
      cor_network_get_leg (network, i, &leg);
      if (exposed_m > 0.0)
        exposed[i] = (guint32) (exposed_m / all_m * leg.length_m + 0.5);
    }

  return exposed;
}

struct _CorExposures
{
  const CorJourneys *journeys;
  GPtrArray *fronts; /* CorClosure */
  guint reach_m;
  guint32 *exposed; /* by leg; NULL if nothing is exposed */
  CorBurden burden;
  CorMatrix *carried[COR_N_TRAVELS]; /* NULL if nothing is exposed */

  /* Of ways that are less exposed, one for each price; NULL if all quickest ways are safe. */
  CorMatrix *priced[COR_N_TRAVELS][COR_EXPOSURES_MAX_WAYS];
};

/* Whether any of the quickest ways is exposed. */
static gboolean
has_exposed (CorMatrix *carried)
{
  for (gsize i = 0; i < cor_matrix_get_n_sources (carried); i++)
    for (gsize j = 0; j < cor_matrix_get_n_targets (carried); j++)
      {
        guint exposed_m = cor_matrix_get_distance_m (carried, i, j);

        if (exposed_m > 0 && exposed_m < COR_TRAVEL_UNREACHABLE)
          return TRUE;
      }

  return FALSE;
}

/* Finds less exposed ways of all pairs at once. They need not be the least exposed in their time:
 * those of movements are looked for one by one. */
static gboolean
look_for_ways (CorExposures *self,
               CorJourneys *journeys,
               CorTravel travel,
               CorProgress *progress,
               GError **error)
{
  for (guint i = 0; i < COR_EXPOSURES_MAX_WAYS && has_exposed (self->carried[travel]); i++)
    {
      self->priced[travel][i] = cor_journeys_carry_priced (journeys, travel, self->exposed,
                                                           prices_ms[i], progress, error);
      if (self->priced[travel][i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_exposures_new:
 * @journeys: travel times; they must outlive the exposures
 * @network: the roads that these are of
 * @snapshot: the plan: its fronts and its reach
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Computes how many metres of the quickest way from every rally point to every crossing lie within
 * reach of a front that stands at any time of the plan.
 *
 * Returns: (transfer full) (nullable): the exposures, or %NULL if it was stopped
 */
CorExposures *
cor_exposures_new (CorJourneys *journeys,
                   CorNetwork *network,
                   CorSnapshot *snapshot,
                   CorProgress *progress,
                   GError **error)
{
  g_autoptr (CorExposures) self = g_new0 (CorExposures, 1);
  gint64 start_utc_s, end_utc_s;

  cor_journeys_get_span (journeys, &start_utc_s, &end_utc_s);
  self->journeys = journeys;
  self->fronts = list_fronts_between (snapshot, start_utc_s, end_utc_s);
  self->reach_m = cor_snapshot_get_settings (snapshot)->exposure_reach_m;
  if (self->fronts->len == 0 || self->reach_m == 0)
    return g_steal_pointer (&self);

  self->exposed = weigh_legs (network, self->fronts, self->reach_m);
  self->burden.least = self->exposed;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      self->carried[i] =
          cor_journeys_carry (journeys, (CorTravel) i, self->exposed, progress, error);
      if (self->carried[i] == NULL ||
          !look_for_ways (self, journeys, (CorTravel) i, progress, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * cor_exposures_free:
 * @self: (transfer full): exposures
 *
 * Frees @self.
 */
void
cor_exposures_free (CorExposures *self)
{
  g_clear_pointer (&self->fronts, g_ptr_array_unref);
  g_free (self->exposed);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_clear_pointer (&self->carried[i], cor_matrix_unref);
      for (guint j = 0; j < COR_EXPOSURES_MAX_WAYS; j++)
        g_clear_pointer (&self->priced[i][j], cor_matrix_unref);
    }
  g_free (self);
}

/**
 * cor_exposures_is_for:
 * @self: exposures
 * @journeys: travel times
 * @snapshot: a plan
 *
 * Returns: whether cor_exposures_new() would make the same of these
 */
gboolean
cor_exposures_is_for (const CorExposures *self, const CorJourneys *journeys, CorSnapshot *snapshot)
{
  g_autoptr (GPtrArray) fronts = NULL;
  gint64 start_utc_s, end_utc_s;

  if (self->journeys != journeys ||
      self->reach_m != cor_snapshot_get_settings (snapshot)->exposure_reach_m)
    return FALSE;

  cor_journeys_get_span (journeys, &start_utc_s, &end_utc_s);
  fronts = list_fronts_between (snapshot, start_utc_s, end_utc_s);
  if (fronts->len != self->fronts->len)
    return FALSE;
  for (guint i = 0; i < fronts->len; i++)
    if (fronts->pdata[i] != self->fronts->pdata[i])
      return FALSE;

  return TRUE;
}

/**
 * cor_exposures_is_empty:
 * @self: exposures
 *
 * Returns: whether there is no front
 */
gboolean
cor_exposures_is_empty (const CorExposures *self)
{
  return self->carried[COR_TRAVEL_CAR] == NULL;
}

/**
 * cor_exposures_get_legs:
 * @self: exposures
 *
 * Returns: (transfer none) (nullable): by leg of the roads, how many metres of it are within reach
 *   of a front; %NULL if there is no front
 */
const guint32 *
cor_exposures_get_legs (const CorExposures *self)
{
  return self->exposed;
}

/**
 * cor_exposures_list_ways:
 * @self: exposures
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to; those beyond the journeys' own are columns, of which nothing is known
 * @ways: (out) (array fixed-size=3): takes ways that are less exposed than the quickest, each less
 *   than the one before, and slower
 *
 * Returns: how many
 */
guint
cor_exposures_list_ways (const CorExposures *self,
                         CorTravel travel,
                         guint rally_point,
                         guint crossing,
                         CorExposedWay *ways)
{
  guint least_m = cor_exposures_get_m (self, travel, rally_point, crossing), n_ways = 0;

  for (guint i = 0; i < COR_EXPOSURES_MAX_WAYS && least_m > 0; i++)
    {
      CorMatrix *priced = self->priced[travel][i];
      guint32 price_ms = priced != NULL ? cor_matrix_get_time_ms (priced, rally_point, crossing)
                                        : COR_TRAVEL_UNREACHABLE;
      guint exposed_m;

      if (price_ms >= COR_TRAVEL_UNREACHABLE)
        continue;
      exposed_m = cor_matrix_get_distance_m (priced, rally_point, crossing);
      if (exposed_m >= least_m)
        continue;
      ways[n_ways++] = (CorExposedWay){ price_ms - exposed_m * prices_ms[i], exposed_m };
      least_m = exposed_m;
    }

  return n_ways;
}

/**
 * cor_exposures_get_burden:
 * @self: exposures that are not empty
 *
 * Returns: (transfer none): the exposed metres of each road
 */
const CorBurden *
cor_exposures_get_burden (const CorExposures *self)
{
  return &self->burden;
}

/**
 * cor_exposures_get_m:
 * @self: exposures
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to; those beyond the journeys' own are columns, of which nothing is known
 *
 * Returns: how many metres of the quickest way are exposed; 0 if there is none
 */
guint
cor_exposures_get_m (const CorExposures *self, CorTravel travel, guint rally_point, guint crossing)
{
  guint exposed_m;

  if (self->carried[travel] == NULL || crossing >= cor_matrix_get_n_targets (self->carried[travel]))
    return 0;

  exposed_m = cor_matrix_get_distance_m (self->carried[travel], rally_point, crossing);

  return exposed_m < COR_TRAVEL_UNREACHABLE ? exposed_m : 0;
}
