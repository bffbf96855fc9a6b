/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-set.h"

#include <string.h>

#include "cor-closure-private.h"
#include "cor-closure-set-private.h"
#include "cor-error.h"
#include "cor-leg-grid.h"

/* What one shape was found to be on the network. */
typedef struct
{
  CorClosureShape *shape;
  GArray *legs;     /* guint32, ascending */
  GPtrArray *rings; /* GArray of CorPosition: a place is inside when it is in an odd number */
  CorBounds bounds; /* of the rings */
} Hits;

struct _CorClosureSet
{
  gatomicrefcount n_refs;
  CorNetwork *network;
  GPtrArray *hits;      /* Hits */
  GArray *closed_legs;  /* guint32, ascending */
  GArray *first_time;   /* guint32: where the times of each closed leg begin, and their end */
  GArray *closed_times; /* CorClosedTime: of each leg in order, apart from each other */
  GArray *breakpoints;  /* gint64, ascending */
};

/* One geometry being tried against the legs around it. */
typedef struct
{
  CorNetwork *network;
  GEOSContextHandle_t geos;
  const GEOSPreparedGeometry *prepared;
  CorBounds bounds;
  GHashTable *seen;
  GArray *legs;
  CorLegFlags needed; /* flags without which a leg is not hit */
} Trial;

static void
hits_free (gpointer hits)
{
  Hits *self = hits;

  cor_closure_shape_unref (self->shape);
  g_array_unref (self->legs);
  g_ptr_array_unref (self->rings);
  g_free (self);
}

static GEOSGeometry *
build_leg_line (Trial *trial, guint32 leg)
{
  guint n = cor_network_get_leg_n_points (trial->network, leg);
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (trial->geos, n, 2);

  for (guint i = 0; i < n; i++)
    {
      CorPosition position = cor_network_get_leg_point (trial->network, leg, i);

      GEOSCoordSeq_setXY_r (trial->geos, sequence, i, position.lon_deg, position.lat_deg);
    }

  return GEOSGeom_createLineString_r (trial->geos, sequence);
}

static CorBounds
leg_bounds (CorNetwork *network, guint32 leg)
{
  CorBounds bounds = COR_BOUNDS_EMPTY;
  guint n = cor_network_get_leg_n_points (network, leg);

  for (guint i = 0; i < n; i++)
    cor_bounds_add (&bounds, cor_network_get_leg_point (network, leg, i));

  return bounds;
}

static void
try_leg (guint32 leg, gpointer user_data)
{
  Trial *trial = user_data;
  CorBounds bounds;
  GEOSGeometry *line;

  if ((trial->network->leg[leg].flags & trial->needed) != trial->needed ||
      !g_hash_table_add (trial->seen, GUINT_TO_POINTER (leg)))
    return;
  bounds = leg_bounds (trial->network, leg);
  if (!cor_bounds_intersects (&bounds, &trial->bounds))
    return;
  line = build_leg_line (trial, leg);
  if (GEOSPreparedIntersects_r (trial->geos, trial->prepared, line) == 1)
    g_array_append_val (trial->legs, leg);
  GEOSGeom_destroy_r (trial->geos, line);
}

static CorBounds
geometry_bounds (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  CorBounds bounds = COR_BOUNDS_EMPTY;

  if (GEOSisEmpty_r (geos, geometry) == 0)
    {
      GEOSGeom_getXMin_r (geos, geometry, &bounds.west_deg);
      GEOSGeom_getXMax_r (geos, geometry, &bounds.east_deg);
      GEOSGeom_getYMin_r (geos, geometry, &bounds.south_deg);
      GEOSGeom_getYMax_r (geos, geometry, &bounds.north_deg);
    }

  return bounds;
}

static void
hit_geometry (CorNetwork *network,
              GEOSContextHandle_t geos,
              GEOSGeometry *geometry,
              CorLegFlags needed,
              GArray *legs)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Trial trial = { .network = network,
                  .geos = geos,
                  .bounds = geometry_bounds (geos, geometry),
                  .seen = seen,
                  .legs = legs,
                  .needed = needed };

  if (cor_bounds_is_empty (&trial.bounds))
    return;
  trial.prepared = GEOSPrepare_r (geos, geometry);
  cor_leg_grid_foreach_in_bounds (network, &trial.bounds, try_leg, &trial);
  GEOSPreparedGeom_destroy_r (geos, trial.prepared);
}

static void
keep_ring (Hits *hits, GEOSContextHandle_t geos, const GEOSGeometry *ring)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (geos, ring);
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  unsigned n = 0;

  GEOSCoordSeq_getSize_r (geos, sequence, &n);
  for (unsigned i = 0; i < n; i++)
    {
      CorPosition position;

      GEOSCoordSeq_getXY_r (geos, sequence, i, &position.lon_deg, &position.lat_deg);
      g_array_append_val (positions, position);
    }
  g_ptr_array_add (hits->rings, positions);
}

/* Keeps the outlines, in any depth of collections: GEOS is not asked again afterwards. */
static void
keep_rings (Hits *hits, GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  if (GEOSGeomTypeId_r (geos, geometry) == GEOS_POLYGON)
    {
      int n_holes = GEOSGetNumInteriorRings_r (geos, geometry);

      if (GEOSisEmpty_r (geos, geometry) != 0)
        return;
      keep_ring (hits, geos, GEOSGetExteriorRing_r (geos, geometry));
      for (int i = 0; i < n_holes; i++)
        keep_ring (hits, geos, GEOSGetInteriorRingN_r (geos, geometry, i));
    }
  else if (GEOSGeomTypeId_r (geos, geometry) >= GEOS_MULTIPOINT)
    {
      int n_parts = GEOSGetNumGeometries_r (geos, geometry);

      for (int i = 0; i < n_parts; i++)
        keep_rings (hits, geos, GEOSGetGeometryN_r (geos, geometry, i));
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static void
sort_and_join (GArray *legs)
{
  guint kept = 0;

  g_array_sort (legs, compare_numbers);
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);

      if (kept == 0 || g_array_index (legs, guint32, kept - 1) != leg)
        g_array_index (legs, guint32, kept++) = leg;
    }
  g_array_set_size (legs, kept);
}

static void
hit_abroad (CorNetwork *network, const char *country, GArray *legs)
{
  for (guint32 i = 0; i < cor_network_get_n_legs (network); i++)
    {
      CorLeg leg;

      cor_network_get_leg (network, i, &leg);
      if (leg.country[0] != '\0' && strcmp (leg.country, country) != 0)
        g_array_append_val (legs, i);
    }
}

static Hits *
hit_shape (CorNetwork *network, GEOSContextHandle_t geos, CorClosureShape *shape)
{
  Hits *hits = g_new0 (Hits, 1);
  GEOSGeometry *area = cor_closure_shape_build_area (shape, geos);
  GEOSGeometry *lines = cor_closure_shape_build_lines (shape, geos);
  GEOSGeometry *bridges = cor_closure_shape_build_bridges (shape, geos);

  hits->shape = cor_closure_shape_ref (shape);
  hits->legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  hits->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  hits->bounds = COR_BOUNDS_EMPTY;
  if (area != NULL)
    {
      hits->bounds = geometry_bounds (geos, area);
      keep_rings (hits, geos, area);
      hit_geometry (network, geos, area, 0, hits->legs);
      GEOSGeom_destroy_r (geos, area);
    }
  if (lines != NULL)
    {
      hit_geometry (network, geos, lines, 0, hits->legs);
      GEOSGeom_destroy_r (geos, lines);
    }
  if (bridges != NULL)
    {
      hit_geometry (network, geos, bridges, COR_LEG_BRIDGE, hits->legs);
      GEOSGeom_destroy_r (geos, bridges);
    }
  for (guint i = 0; i < shape->roads->len; i++)
    {
      CorClosureRoad road = g_array_index (shape->roads, CorClosureRoad, i);
      g_autoptr (GArray) legs = cor_closure_find_road_legs (network, road.from, road.to);

      g_array_append_vals (hits->legs, legs->data, legs->len);
    }
  if (shape->country[0] != '\0')
    hit_abroad (network, shape->country, hits->legs);
  sort_and_join (hits->legs);

  return hits;
}

/* A leg and one time in which it is closed, while they are being sorted. */
typedef struct
{
  guint32 leg;
  CorClosedTime time;
} LegTime;

static int
compare_leg_times (gconstpointer a, gconstpointer b)
{
  const LegTime *first = a;
  const LegTime *second = b;

  if (first->leg != second->leg)
    return first->leg < second->leg ? -1 : 1;
  if (first->time.from_utc_s != second->time.from_utc_s)
    return first->time.from_utc_s < second->time.from_utc_s ? -1 : 1;

  return first->time.until_utc_s < second->time.until_utc_s
             ? -1
             : first->time.until_utc_s > second->time.until_utc_s;
}

static GArray *
list_leg_times (CorClosureSet *self)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (LegTime));

  for (guint i = 0; i < self->hits->len; i++)
    {
      const Hits *hits = g_ptr_array_index (self->hits, i);
      CorClosedTime time = { hits->shape->from_utc_s, hits->shape->until_utc_s };

      for (guint j = 0; j < hits->legs->len && time.from_utc_s < time.until_utc_s; j++)
        {
          LegTime leg_time = { g_array_index (hits->legs, guint32, j), time };

          g_array_append_val (times, leg_time);
        }
    }
  g_array_sort (times, compare_leg_times);

  return times;
}

static void
keep_leg_time (CorClosureSet *self, const LegTime *leg_time)
{
  guint n_legs = self->closed_legs->len;
  CorClosedTime *last;

  if (n_legs == 0 || g_array_index (self->closed_legs, guint32, n_legs - 1) != leg_time->leg)
    {
      guint32 first = self->closed_times->len;

      g_array_append_val (self->closed_legs, leg_time->leg);
      g_array_append_val (self->first_time, first);
      g_array_append_val (self->closed_times, leg_time->time);
      return;
    }
  last = &g_array_index (self->closed_times, CorClosedTime, self->closed_times->len - 1);
  if (leg_time->time.from_utc_s <= last->until_utc_s)
    last->until_utc_s = MAX (last->until_utc_s, leg_time->time.until_utc_s);
  else
    g_array_append_val (self->closed_times, leg_time->time);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
keep_breakpoint (GArray *breakpoints, gint64 utc_s)
{
  if (utc_s != COR_CLOSED_SINCE_EVER && utc_s != COR_CLOSED_FOR_GOOD &&
      (breakpoints->len == 0 || g_array_index (breakpoints, gint64, breakpoints->len - 1) != utc_s))
    g_array_append_val (breakpoints, utc_s);
}

static void
list_breakpoints (CorClosureSet *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->closed_times->len; i++)
    {
      const CorClosedTime *time = &g_array_index (self->closed_times, CorClosedTime, i);

      g_array_append_val (all, time->from_utc_s);
      g_array_append_val (all, time->until_utc_s);
    }
  g_array_sort (all, compare_times);
  for (guint i = 0; i < all->len; i++)
    keep_breakpoint (self->breakpoints, g_array_index (all, gint64, i));
}

/* Rather no answer than one that leaves out what was asked for. */
static gboolean
check_kind (CorClosureShape *shape, GError **error)
{
  if (shape->effect == COR_CLOSURE_CLOSED && shape->direction == COR_CLOSURE_BOTH_WAYS &&
      shape->hours == NULL)
    return TRUE;
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "closure “%s”: only roads closed both ways at all hours are understood",
               shape->label);

  return FALSE;
}

/**
 * cor_closure_set_new:
 * @network: a network
 * @shapes: (array length=n_shapes): the closures
 * @n_shapes: how many
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Finds what the closures hit. A leg is hit when any part of its line is, its ends included; what
 * passes over or under a closed road is not told from a junction with it.
 *
 * Returns: (transfer full) (nullable): the set
 */
CorClosureSet *
cor_closure_set_new (CorNetwork *network,
                     CorClosureShape *const *shapes,
                     gsize n_shapes,
                     CorProgress *progress,
                     GError **error)
{
  g_autoptr (CorClosureSet) self = NULL;
  g_autoptr (GArray) leg_times = NULL;
  GEOSContextHandle_t geos;
  guint32 end;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_new0 (CorClosureSet, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->network = cor_network_ref (network);
  self->hits = g_ptr_array_new_with_free_func (hits_free);
  self->closed_legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->first_time = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->closed_times = g_array_new (FALSE, FALSE, sizeof (CorClosedTime));
  self->breakpoints = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_shapes; i++)
    {
      if (!check_kind (shapes[i], error))
        return NULL;
    }
  geos = GEOS_init_r ();
  for (gsize i = 0; i < n_shapes && cor_progress_check (progress, error); i++)
    g_ptr_array_add (self->hits, hit_shape (network, geos, shapes[i]));
  GEOS_finish_r (geos);
  if (self->hits->len < n_shapes)
    return NULL;

  leg_times = list_leg_times (self);
  for (guint i = 0; i < leg_times->len; i++)
    keep_leg_time (self, &g_array_index (leg_times, LegTime, i));
  end = self->closed_times->len;
  g_array_append_val (self->first_time, end);
  list_breakpoints (self);

  return g_steal_pointer (&self);
}

/**
 * cor_closure_set_ref:
 * @self: a set
 *
 * Returns: (transfer full): the same set, counted once more
 */
CorClosureSet *
cor_closure_set_ref (CorClosureSet *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_closure_set_unref:
 * @self: (transfer full): a set
 *
 * Gives back one reference.
 */
void
cor_closure_set_unref (CorClosureSet *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  cor_network_unref (self->network);
  g_ptr_array_unref (self->hits);
  g_array_unref (self->closed_legs);
  g_array_unref (self->first_time);
  g_array_unref (self->closed_times);
  g_array_unref (self->breakpoints);
  g_free (self);
}

/**
 * cor_closure_set_get_network:
 * @self: a set
 *
 * Returns: (transfer none): the network that it was found on
 */
CorNetwork *
cor_closure_set_get_network (CorClosureSet *self)
{
  return self->network;
}

/**
 * cor_closure_set_get_n_shapes:
 * @self: a set
 *
 * Returns: the number of closures; they are counted from 0 in the order given
 */
gsize
cor_closure_set_get_n_shapes (CorClosureSet *self)
{
  return self->hits->len;
}

/**
 * cor_closure_set_get_hits:
 * @self: a set
 * @shape: one of its closures
 * @n_legs: (out): how many legs it hits; with 0 the officer should be told
 *
 * Returns: (transfer none) (array length=n_legs): the legs that it hits, ascending
 */
const guint32 *
cor_closure_set_get_hits (CorClosureSet *self, gsize shape, gsize *n_legs)
{
  const Hits *hits;

  g_return_val_if_fail (shape < self->hits->len, NULL);

  hits = g_ptr_array_index (self->hits, shape);
  *n_legs = hits->legs->len;

  return (const guint32 *) hits->legs->data;
}

/* All legs that are closed at some time, ascending. */
const guint32 *
cor_closure_set_get_closed_legs (CorClosureSet *self, gsize *n_legs)
{
  *n_legs = self->closed_legs->len;

  return (const guint32 *) self->closed_legs->data;
}

/* When a leg is closed: times in order, none touching the next. */
const CorClosedTime *
cor_closure_set_get_closed_times (CorClosureSet *self, guint32 leg, gsize *n_times)
{
  const guint32 *legs = (const guint32 *) self->closed_legs->data;
  gsize low = 0;
  gsize high = self->closed_legs->len;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (legs[middle] < leg)
        low = middle + 1;
      else
        high = middle;
    }
  *n_times = 0;
  if (low == self->closed_legs->len || legs[low] != leg)
    return NULL;
  high = g_array_index (self->first_time, guint32, low);
  *n_times = g_array_index (self->first_time, guint32, low + 1) - high;

  return &g_array_index (self->closed_times, CorClosedTime, high);
}

static gboolean
times_meet (gint64 from_utc_s, gint64 until_utc_s, gint64 begin_utc_s, gint64 end_utc_s)
{
  return from_utc_s < MAX (end_utc_s, begin_utc_s + (begin_utc_s < G_MAXINT64)) &&
         until_utc_s > begin_utc_s;
}

/**
 * cor_closure_set_leg_is_closed:
 * @self: a set
 * @leg: a leg of its network
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Returns: whether @leg is closed at any moment of that time
 */
gboolean
cor_closure_set_leg_is_closed (CorClosureSet *self,
                               guint32 leg,
                               gint64 from_utc_s,
                               gint64 until_utc_s)
{
  gsize n_times;
  const CorClosedTime *times = cor_closure_set_get_closed_times (self, leg, &n_times);

  for (gsize i = 0; i < n_times; i++)
    {
      if (times_meet (times[i].from_utc_s, times[i].until_utc_s, from_utc_s, until_utc_s))
        return TRUE;
    }

  return FALSE;
}

static gboolean
ring_holds (const GArray *ring, CorPosition position)
{
  gboolean inside = FALSE;

  for (guint i = 1; i < ring->len; i++)
    {
      CorPosition a = g_array_index (ring, CorPosition, i - 1);
      CorPosition b = g_array_index (ring, CorPosition, i);

      if ((a.lat_deg > position.lat_deg) != (b.lat_deg > position.lat_deg) &&
          position.lon_deg < a.lon_deg + (position.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) *
                                             (b.lon_deg - a.lon_deg))
        inside = !inside;
    }

  return inside;
}

/**
 * cor_closure_set_find_area:
 * @self: a set
 * @position: a place
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; the same as @from_utc_s to ask for that second
 *
 * Looks for a closed area that holds a place.
 *
 * Returns: the first closure with such an area, or %G_MAXSIZE
 */
gsize
cor_closure_set_find_area (CorClosureSet *self,
                           CorPosition position,
                           gint64 from_utc_s,
                           gint64 until_utc_s)
{
  for (guint i = 0; i < self->hits->len; i++)
    {
      const Hits *hits = g_ptr_array_index (self->hits, i);
      gboolean inside = FALSE;

      if (!times_meet (hits->shape->from_utc_s, hits->shape->until_utc_s, from_utc_s,
                       until_utc_s) ||
          !cor_bounds_contains (&hits->bounds, position))
        continue;
      for (guint j = 0; j < hits->rings->len; j++)
        inside ^= ring_holds (g_ptr_array_index (hits->rings, j), position);
      if (inside)
        return i;
    }

  return G_MAXSIZE;
}

/**
 * cor_closure_set_get_breakpoints_utc_s:
 * @self: a set
 * @n_breakpoints: (out): how many
 *
 * Between two of these times, one after the other, nothing closes and nothing opens.
 *
 * Returns: (transfer none) (array length=n_breakpoints): the times, ascending
 */
const gint64 *
cor_closure_set_get_breakpoints_utc_s (CorClosureSet *self, gsize *n_breakpoints)
{
  *n_breakpoints = self->breakpoints->len;

  return (const gint64 *) self->breakpoints->data;
}
