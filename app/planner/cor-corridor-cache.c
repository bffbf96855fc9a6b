/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-corridor-cache.h"

#include <string.h>

#include "cor-corridor-maker.h"
#include "cor-discard.h"
#include "cor-time.h"

/* Whoever cannot look at the clock takes a way that is open at all times. */
#define ALWAYS G_MAXINT64

/* Ways that are freed for each that is found. */
#define FREED_PER_WAY 2u

/* What a way depends on while the closures stay the same. */
typedef struct
{
  CorId cluster_id;
  CorId crossing_id;
  CorPosition from;
  CorPosition to;
  gint64 depart_utc_s; /* COR_TIME_NONE where it makes no difference */
  gint64 travel;
} Key;

typedef struct
{
  CorCorridor *corridor;
  guint duration_s; /* waiting for roads to open included */
  guint32 time_ms;  /* the same, to the millisecond */
  CorSnap source;
  CorSnap target;
  guint32 *legs; /* that it drives */
  gsize n_legs;
} Way;

struct _CorCorridorCache
{
  GHashTable *ways;      /* Key -> Way */
  GHashTable *forgotten; /* the same, while other roads were closed; their memory goes to those that
                            are found instead */
};

static guint
hash_key (gconstpointer key)
{
  const guint8 *bytes = key;
  guint hash = 2166136261u;

  for (gsize i = 0; i < sizeof (Key); i++)
    hash = (hash ^ bytes[i]) * 16777619u;

  return hash;
}

static gboolean
is_key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
free_way (gpointer data)
{
  Way *way = data;

  cor_corridor_unref (way->corridor);
  g_free (way->legs);
  g_free (way);
}

static GHashTable *
table_new (void)
{
  return g_hash_table_new_full (hash_key, is_key_equal, g_free, free_way);
}

/**
 * cor_corridor_cache_new:
 *
 * Returns: (transfer full): a cache that knows no way
 */
CorCorridorCache *
cor_corridor_cache_new (void)
{
  CorCorridorCache *self = g_new0 (CorCorridorCache, 1);

  self->ways = table_new ();
  self->forgotten = table_new ();

  return self;
}

/**
 * cor_corridor_cache_free:
 * @self: (transfer full): a cache
 *
 * Frees @self.
 */
void
cor_corridor_cache_free (CorCorridorCache *self)
{
  g_hash_table_unref (self->ways);
  g_hash_table_unref (self->forgotten);
  g_free (self);
}

/* Frees some ways that were forgotten; to free thousands takes its time. */
static void
free_forgotten (CorCorridorCache *self, guint n_ways)
{
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->forgotten);
  for (guint i = 0; i < n_ways && g_hash_table_iter_next (&iter, NULL, NULL); i++)
    g_hash_table_iter_remove (&iter);
}

/**
 * cor_corridor_cache_clear:
 * @self: a cache
 *
 * Forgets everything.
 */
void
cor_corridor_cache_clear (CorCorridorCache *self)
{
  cor_discard (self->forgotten, (GDestroyNotify) g_hash_table_unref);
  self->forgotten = self->ways;
  self->ways = table_new ();
}

/**
 * cor_corridor_cache_trim:
 * @self: a cache
 * @n_wanted: how many ways are worth keeping
 *
 * Forgets everything if it has grown too large, as it does while a rally point is dragged around.
 */
void
cor_corridor_cache_trim (CorCorridorCache *self, guint n_wanted)
{
  if (g_hash_table_size (self->ways) > n_wanted)
    cor_corridor_cache_clear (self);
}

static Key
make_key (CorJourneys *journeys,
          CorTravel travel,
          const CorCluster *cluster,
          guint cluster_index,
          const CorCrossing *crossing,
          guint crossing_index,
          gint64 depart_utc_s)
{
  Key key;

  memset (&key, 0, sizeof key);
  key.cluster_id = cluster->id;
  key.crossing_id = crossing->record.id;
  key.from = cluster->rally_position;
  key.to = crossing->ua_position;
  key.travel = travel;
  key.depart_utc_s = COR_TIME_NONE;
  if (cor_journeys_depend_on_time (journeys, travel, cluster_index, crossing_index))
    key.depart_utc_s = depart_utc_s;
  else if (cor_journeys_is_at_worst (journeys, travel, cluster_index, crossing_index))
    key.depart_utc_s = ALWAYS;

  return key;
}

static Way *
way_new (CorRoute *route, const CorCluster *cluster, const CorCrossing *crossing, CorTravel travel)
{
  CorNetwork *network = cor_route_get_network (route);
  Way *way = g_new0 (Way, 1);
  const guint32 *arcs = cor_route_get_arcs (route, &way->n_legs);

  way->time_ms = cor_route_get_time_ms (route);
  way->duration_s = cor_journeys_round_up_s (way->time_ms);
  way->corridor =
      cor_corridor_new_from_route (route, &cluster->id, &crossing->record.id,
                                   travel == COR_TRAVEL_CAR ? COR_MODE_CAR : COR_MODE_COACH);
  way->source = *cor_route_get_source (route);
  way->target = *cor_route_get_target (route);
  way->legs = g_new (guint32, way->n_legs + 1);
  for (gsize i = 0; i < way->n_legs; i++)
    way->legs[i] = cor_network_get_arc_leg (network, arcs[i]);

  return way;
}

static gboolean
is_same_snap (const CorSnap *a, const CorSnap *b)
{
  return a->leg == b->leg && a->node == b->node && a->along == b->along &&
         a->connector_ms == b->connector_ms;
}

/* A way that was found while other roads were closed, if it is among the quickest still and no
 * closure of now touches it. Which of several it is may not be what would be found now. */
static Way *
find_forgotten (CorCorridorCache *self,
                const CorJourneys *journeys,
                const Key *key,
                guint cluster,
                guint crossing)
{
  CorTravel travel = (CorTravel) key->travel;
  Way *way = g_hash_table_lookup (self->forgotten, key);

  if (way == NULL ||
      way->time_ms != cor_journeys_get_time_ms (journeys, travel, cluster, crossing) ||
      !is_same_snap (&way->source, cor_journeys_get_snap (journeys, cluster)) ||
      !is_same_snap (&way->target, cor_journeys_get_target (journeys, crossing)))
    return NULL;

  for (gsize i = 0; i < way->n_legs; i++)
    if (cor_journeys_is_touched (journeys, way->legs[i]))
      return NULL;

  return way;
}

/**
 * cor_corridor_cache_find:
 * @self: a cache
 * @journeys: travel times
 * @travel: by what
 * @cluster: from where
 * @cluster_index: its rally point in @journeys
 * @crossing: where to
 * @crossing_index: its place in @journeys
 * @depart_utc_s: when they leave
 * @is_early: whether any of several ways that are as quick will do, if it is known already
 * @duration_s: (out): how long it takes then, in whole minutes, waiting included
 *
 * Returns: (transfer none): the way; it must exist
 */
CorCorridor *
cor_corridor_cache_find (CorCorridorCache *self,
                         CorJourneys *journeys,
                         CorTravel travel,
                         const CorCluster *cluster,
                         guint cluster_index,
                         const CorCrossing *crossing,
                         guint crossing_index,
                         gint64 depart_utc_s,
                         gboolean is_early,
                         guint *duration_s)
{
  Key key =
      make_key (journeys, travel, cluster, cluster_index, crossing, crossing_index, depart_utc_s);
  Way *way = g_hash_table_lookup (self->ways, &key);

  if (way == NULL && is_early)
    way = find_forgotten (self, journeys, &key, cluster_index, crossing_index);
  if (way == NULL)
    {
      g_autoptr (CorRoute) route =
          cor_journeys_find_route (journeys, travel, cluster_index, crossing_index, depart_utc_s);

      g_assert (route != NULL);
      /* Later first plans may still have a use for them. */
      if (!is_early)
        free_forgotten (self, FREED_PER_WAY);
      way = way_new (route, cluster, crossing, travel);
      g_hash_table_insert (self->ways, g_memdup2 (&key, sizeof key), way);
    }
  *duration_s = way->duration_s;

  return way->corridor;
}
