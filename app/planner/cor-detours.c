/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-detours.h"

#include "cor-burden-search.h"
#include "cor-journeys-private.h"

/*
 * Of all ways that are in time the least exposed is found exactly (cor_burden_search_run ()), and
 * remembered for all hours for which it must be the same.
 */

#define MS_PER_SECOND 1000

/* How much sooner one may be at a crossing to pass a front before it stands, and in what steps that
 * is looked for. */
#define SOONER_STEP_S (15 * 60)
#define MAX_SOONER_STEPS 96u

/* What a way depends on, besides how long it may take. */
typedef struct
{
  guint pair; /* rally point and crossing */
  guint more_permille;
  gint64 arrive_utc_s; /* 0 where it makes no difference */
} Key;

/* The least exposed of all ways that take at most so long. */
typedef struct
{
  gboolean has_way;
  guint32 within_ms;
  guint32 before_ms;
  guint most_m; /* more exposed ones were not looked at */
  guint exposed_m;
  CorRoute *route;
  gint64 depart_utc_s;
} Found;

struct _CorDetours
{
  CorJourneys *journeys;
  const CorExposures *exposures;
  CorBurdenSearch *searches[COR_N_TRAVELS]; /* made when first needed */
  GHashTable *found[COR_N_TRAVELS];         /* Key -> Found, the last of each */
};

static guint
hash_key (gconstpointer key)
{
  const Key *self = key;

  return g_int64_hash (&self->arrive_utc_s) * 31u + self->pair * 7u + self->more_permille;
}

static gboolean
is_key_equal (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->pair == right->pair && left->more_permille == right->more_permille &&
         left->arrive_utc_s == right->arrive_utc_s;
}

static void
free_found (gpointer data)
{
  Found *self = data;

  g_clear_pointer (&self->route, cor_route_unref);
  g_free (self);
}

/**
 * cor_detours_new:
 * @journeys: travel times, by the clock; they must outlive the detours
 * @exposures: how exposed roads are; they must outlive them, too
 *
 * Returns: (transfer full): no way yet
 */
CorDetours *
cor_detours_new (CorJourneys *journeys, const CorExposures *exposures)
{
  CorDetours *self = g_new0 (CorDetours, 1);

  self->journeys = journeys;
  self->exposures = exposures;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    self->found[i] = g_hash_table_new_full (hash_key, is_key_equal, g_free, free_found);

  return self;
}

/**
 * cor_detours_free:
 * @self: (transfer full): ways
 *
 * Frees @self.
 */
void
cor_detours_free (CorDetours *self)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_clear_pointer (&self->searches[i], cor_burden_search_free);
      g_hash_table_unref (self->found[i]);
    }
  g_free (self);
}

/* The largest exposure that is worth another way: a begun kilometre less. */
static guint
get_most_m (const CorDetourWish *wish)
{
  return (wish->exposed_m - 1) / COR_DETOURS_UNIT_M * COR_DETOURS_UNIT_M;
}

/* Whether what was found for one time is found for another as well. Where more than the least is as
 * good it depends on what that is in the time, so it is found anew. */
static gboolean
is_known (const Found *found, guint32 within_ms, guint most_m, guint more_permille)
{
  if (found == NULL || most_m > found->most_m)
    return FALSE;
  if (more_permille > 0)
    return within_ms == found->within_ms && most_m == found->most_m;
  if (!found->has_way)
    return within_ms <= found->within_ms;

  return within_ms >= found->before_ms && (within_ms <= found->within_ms || found->exposed_m == 0);
}

/* %NULL if it was stopped. */
static CorBurdenSearch *
get_search (CorDetours *self, CorTravel travel, CorProgress *progress, GError **error)
{
  CorRouter *router = cor_journeys_get_router_by_clock (self->journeys, travel);

  if (self->searches[travel] == NULL)
    self->searches[travel] =
        cor_burden_search_new (router, cor_exposures_get_burden (self->exposures), progress, error);

  return self->searches[travel];
}

/* The last whole minute at which one can set out for a way. */
static gint64
find_departure (const CorDetours *self, const CorDetourWish *wish, guint32 before_ms)
{
  return cor_closed_roads_find_last_way_out (
      self->journeys->closed_roads, self->journeys->rally_points[wish->rally_point],
      wish->arrive_utc_s - cor_journeys_round_up_s (before_ms));
}

static Found *
search (CorDetours *self,
        const CorDetourWish *wish,
        guint32 within_ms,
        CorProgress *progress,
        GError **error)
{
  CorBurdenSearch *search = get_search (self, wish->travel, progress, error);
  CorBurdenWish asked = { wish->arrive_utc_s, within_ms, get_most_m (wish), COR_DETOURS_UNIT_M,
                          wish->more_permille };
  Found *found;

  if (search == NULL ||
      !cor_burden_search_run (search, &self->journeys->sources[wish->rally_point],
                              &self->journeys->targets[wish->crossing], &asked, progress, error))
    return NULL;

  found = g_new0 (Found, 1);
  found->within_ms = within_ms;
  found->most_m = asked.most;
  found->has_way = cor_burden_search_has_way (search);
  if (!found->has_way)
    return found;

  found->before_ms = cor_burden_search_get_before_ms (search);
  found->exposed_m = cor_burden_search_get_burden (search);
  found->depart_utc_s = find_departure (self, wish, found->before_ms);
  found->route = cor_burden_search_drive (search, found->depart_utc_s);

  return found;
}

static gboolean
find_arriving (CorDetours *self,
               const CorDetourWish *wish,
               CorDetour *detour,
               CorProgress *progress,
               GError **error)
{
  gint64 within_s = wish->arrive_utc_s - wish->depart_utc_s;
  guint32 within_ms = (guint32) CLAMP (within_s * MS_PER_SECOND, 0, COR_TRAVEL_UNREACHABLE - 1);
  Key key = { .pair = wish->rally_point * self->journeys->crossings->len + wish->crossing,
              .more_permille = wish->more_permille,
              .arrive_utc_s = cor_journeys_change (self->journeys) ? wish->arrive_utc_s : 0 };
  Found *found = g_hash_table_lookup (self->found[wish->travel], &key);

  *detour = (CorDetour){ 0 };
  if (wish->exposed_m == 0)
    return TRUE;
  if (!is_known (found, within_ms, get_most_m (wish), wish->more_permille))
    {
      found = search (self, wish, within_ms, progress, error);
      if (found == NULL)
        return FALSE;
      g_hash_table_insert (self->found[wish->travel], g_memdup2 (&key, sizeof key), found);
    }
  if (found->route == NULL || found->exposed_m > get_most_m (wish))
    return TRUE;

  detour->route = found->route;
  detour->exposed_m = found->exposed_m;
  detour->depart_utc_s = find_departure (self, wish, found->before_ms);
  detour->arrive_utc_s =
      detour->depart_utc_s + cor_journeys_round_up_s (cor_route_get_time_ms (found->route));
  if (detour->depart_utc_s < wish->depart_utc_s || detour->arrive_utc_s > wish->arrive_utc_s)
    detour->route = NULL;

  return TRUE;
}

/**
 * cor_detours_find:
 * @self: ways
 * @wish: what is looked for
 * @detour: (out): the least exposed way that is in time; it belongs to @self, and holds until the
 *   next call
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds a way of which fewer begun kilometres are exposed. It waits nowhere inside what is closed
 * meanwhile. Where fronts come and go it is looked for by quarters of an hour
 * whether it is better to be there sooner; of equally exposed ways the last counts.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_detours_find (CorDetours *self,
                  const CorDetourWish *wish,
                  CorDetour *detour,
                  CorProgress *progress,
                  GError **error)
{
  CorDetourWish asked = *wish;

  if (!find_arriving (self, &asked, detour, progress, error))
    return FALSE;
  if (!cor_fronts_change (cor_exposures_get_fronts (self->exposures)))
    return TRUE;

  for (guint i = 0; i < MAX_SOONER_STEPS && asked.exposed_m > 0; i++)
    {
      CorDetour sooner;

      if (detour->route != NULL)
        asked.exposed_m = detour->exposed_m;
      asked.arrive_utc_s -= SOONER_STEP_S;
      if (asked.arrive_utc_s <= asked.depart_utc_s)
        break;
      if (!find_arriving (self, &asked, &sooner, progress, error))
        return FALSE;
      if (sooner.route != NULL)
        *detour = sooner;
    }

  return TRUE;
}
