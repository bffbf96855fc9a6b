/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-exposure.h"

/* Legs that are looked at before it is asked whether to go on. */
#define LEGS_PER_CHECK 256u

/* How much longer one would rather drive than be exposed for a metre: a minute, ten minutes and an
 * hour for a kilometre. */
static const guint32 prices_ms[COR_EXPOSURES_MAX_WAYS] = { 60, 600, 3600 };

struct _CorExposures
{
  const CorJourneys *journeys;
  CorFronts *fronts;
  guint32 *exposed;   /* by leg; NULL if nothing is exposed */
  guint32 *least;     /* by leg: the same, where that is so at all times */
  guint8 *is_timed;   /* by leg */
  GHashTable *pieces; /* leg -> GArray, of those that are timed */
  CorBurden burden;
  CorMatrix *carried[COR_N_TRAVELS]; /* NULL if nothing is exposed */

  /* Of ways that are less exposed, one for each price; NULL if all quickest ways are safe. */
  CorMatrix *priced[COR_N_TRAVELS][COR_EXPOSURES_MAX_WAYS];
};

/* What of a leg is exposed when one is there. */
static guint32
add_up_m (guint32 leg,
          guint32 along_from,
          guint32 along_to,
          gint64 enter_utc_ms,
          gint64 leave_utc_ms,
          gpointer exposures)
{
  CorExposures *self = exposures;
  GArray *pieces = g_hash_table_lookup (self->pieces, GUINT_TO_POINTER (leg));

  return cor_fronts_add_up_m (self->fronts, pieces, along_from, along_to, enter_utc_ms,
                              leave_utc_ms);
}

static gboolean
weigh_legs (CorExposures *self, CorNetwork *network, CorProgress *progress, GError **error)
{
  guint n_legs = cor_network_get_n_legs (network);

  self->exposed = g_new0 (guint32, n_legs + 1);
  self->least = g_new0 (guint32, n_legs + 1);
  self->is_timed = g_new0 (guint8, n_legs + 1);
  for (guint32 i = 0; i < n_legs; i++)
    {
      gboolean is_timed;
      GArray *pieces = cor_fronts_cut_leg (self->fronts, network, i, &self->exposed[i], &is_timed);

      self->is_timed[i] = is_timed;
      self->least[i] = is_timed ? 0 : self->exposed[i];
      if (is_timed)
        g_hash_table_insert (self->pieces, GUINT_TO_POINTER (i), g_steal_pointer (&pieces));
      g_clear_pointer (&pieces, g_array_unref);
      if (i % LEGS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }
  self->burden = (CorBurden){ self->least, self->is_timed, add_up_m, self };

  return TRUE;
}

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
  self->fronts = cor_fronts_new (snapshot, start_utc_s, end_utc_s);
  self->pieces = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (cor_fronts_is_empty (self->fronts))
    return g_steal_pointer (&self);

  if (!weigh_legs (self, network, progress, error))
    return NULL;
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
  g_clear_pointer (&self->fronts, cor_fronts_free);
  g_clear_pointer (&self->pieces, g_hash_table_unref);
  g_free (self->least);
  g_free (self->is_timed);
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
  g_autoptr (CorFronts) fronts = NULL;
  gint64 start_utc_s, end_utc_s;

  if (self->journeys != journeys)
    return FALSE;

  cor_journeys_get_span (journeys, &start_utc_s, &end_utc_s);
  fronts = cor_fronts_new (snapshot, start_utc_s, end_utc_s);

  return cor_fronts_is_same (self->fronts, fronts);
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
 * cor_exposures_get_fronts:
 * @self: exposures
 *
 * Returns: (transfer none): what exposes
 */
const CorFronts *
cor_exposures_get_fronts (const CorExposures *self)
{
  return self->fronts;
}

/**
 * cor_exposures_get_burden:
 * @self: exposures that are not empty
 *
 * Returns: (transfer none): the exposed metres of each road when one is there
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
