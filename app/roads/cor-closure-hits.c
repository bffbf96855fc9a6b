/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-set-private.h"

#include <math.h>
#include <string.h>

#include "cor-closure-barrier.h"
#include "cor-leg-grid.h"
#include "cor-snap.h"

/* A line runs along a road when it is as near to it, and leads the same way. */
#define ALONG_ROAD_M 15.0
#define ALONG_ROAD_COS 0.866

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

/* A shape on its way to being hits. */
typedef struct
{
  CorNetwork *network;
  GEOSContextHandle_t geos;
  CorClosureHits *found;
  guint32 index;
} Finding;

/**
 * cor_closure_hits_free:
 * @hits: (transfer full): a #CorClosureHits
 *
 * Frees @hits.
 */
void
cor_closure_hits_free (gpointer hits)
{
  CorClosureHits *self = hits;

  cor_closure_shape_unref (self->shape);
  g_array_unref (self->hits);
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

/* The legs that a geometry meets with any part of their line, ascending. */
static GArray *
list_legs (Finding *finding, GEOSGeometry *geometry, CorLegFlags needed)
{
  GArray *legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Trial trial = { .network = finding->network,
                  .geos = finding->geos,
                  .bounds = geometry_bounds (finding->geos, geometry),
                  .seen = seen,
                  .legs = legs,
                  .needed = needed };

  if (cor_bounds_is_empty (&trial.bounds))
    return legs;
  trial.prepared = GEOSPrepare_r (finding->geos, geometry);
  cor_leg_grid_foreach_in_bounds (finding->network, &trial.bounds, try_leg, &trial);
  GEOSPreparedGeom_destroy_r (finding->geos, trial.prepared);

  return legs;
}

static GArray *
read_ring (GEOSContextHandle_t geos, const GEOSGeometry *ring)
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

  return positions;
}

static void
keep_ring (Finding *finding, const GEOSGeometry *ring, gboolean is_hole, CorBarrier *barrier)
{
  GArray *positions = read_ring (finding->geos, ring);

  g_ptr_array_add (finding->found->rings, positions);
  cor_barrier_add_ring (barrier, (const CorPosition *) positions->data, positions->len, is_hole);
}

/* Keeps the outlines, in any depth of collections: GEOS is not asked again afterwards. */
static void
keep_rings (Finding *finding, const GEOSGeometry *geometry, CorBarrier *barrier)
{
  GEOSContextHandle_t geos = finding->geos;

  if (GEOSGeomTypeId_r (geos, geometry) == GEOS_POLYGON)
    {
      int n_holes = GEOSGetNumInteriorRings_r (geos, geometry);

      if (GEOSisEmpty_r (geos, geometry) != 0)
        return;
      keep_ring (finding, GEOSGetExteriorRing_r (geos, geometry), FALSE, barrier);
      for (int i = 0; i < n_holes; i++)
        keep_ring (finding, GEOSGetInteriorRingN_r (geos, geometry, i), TRUE, barrier);
    }
  else if (GEOSGeomTypeId_r (geos, geometry) >= GEOS_MULTIPOINT)
    {
      int n_parts = GEOSGetNumGeometries_r (geos, geometry);

      for (int i = 0; i < n_parts; i++)
        keep_rings (finding, GEOSGetGeometryN_r (geos, geometry, i), barrier);
    }
}

static void
hit_side (Finding *finding, guint32 leg, gboolean backward, guint32 along)
{
  CorClosureHit hit = { leg << 1 | (backward ? 1 : 0), finding->index, along };

  g_array_append_val (finding->found->hits, hit);
}

static void
hit_both_sides (Finding *finding, guint32 leg, guint32 along)
{
  hit_side (finding, leg, FALSE, along);
  hit_side (finding, leg, TRUE, along);
}

static gboolean
holds_both_ways (const Finding *finding)
{
  return finding->found->shape->direction == COR_CLOSURE_BOTH_WAYS;
}

static gboolean
is_delay (const Finding *finding)
{
  return finding->found->shape->effect == COR_CLOSURE_DELAYED;
}

/* An area hits what is in it. Only what leads into it is what one is held up at, and what a
 * restriction in one direction means. */
static void
hit_area (Finding *finding, GEOSGeometry *area)
{
  g_autoptr (CorBarrier) outline = cor_barrier_new ();
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (CorBarrierCrossing));
  g_autoptr (GArray) legs = list_legs (finding, area, 0);

  finding->found->bounds = geometry_bounds (finding->geos, area);
  keep_rings (finding, area, outline);
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);

      if (!is_delay (finding) && holds_both_ways (finding))
        {
          hit_both_sides (finding, leg, 0);
          continue;
        }
      g_array_set_size (crossings, 0);
      cor_barrier_list_crossings (outline, finding->network, leg, crossings);
      for (guint j = 0; j < crossings->len; j++)
        {
          const CorBarrierCrossing *crossing = &g_array_index (crossings, CorBarrierCrossing, j);

          hit_side (finding, leg, crossing->to_right, is_delay (finding) ? crossing->along : 0);
        }
    }
}

static double
cos_between (CorPosition a, CorPosition b, CorPosition c, CorPosition d)
{
  double scale = cos (a.lat_deg * G_PI / 180.0);
  double x1 = (b.lon_deg - a.lon_deg) * scale, y1 = b.lat_deg - a.lat_deg;
  double x2 = (d.lon_deg - c.lon_deg) * scale, y2 = d.lat_deg - c.lat_deg;
  double norm = sqrt ((x1 * x1 + y1 * y1) * (x2 * x2 + y2 * y2));

  return norm > 0.0 ? (x1 * x2 + y1 * y2) / norm : 0.0;
}

/* Whether a line, where it crosses one leg, runs along another. */
static gboolean
runs_along (CorNetwork *network, guint32 leg, const CorBarrierCrossing *crossing)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);

  for (guint i = 1; i < n_points; i++)
    {
      CorPosition a = cor_network_get_leg_point (network, leg, i - 1);
      CorPosition b = cor_network_get_leg_point (network, leg, i);
      double fraction;

      if (cor_position_distance_to_segment_m (crossing->at, a, b, &fraction) <= ALONG_ROAD_M &&
          fabs (cos_between (a, b, crossing->from, crossing->to)) >= ALONG_ROAD_COS)
        return TRUE;
    }

  return FALSE;
}

static gboolean
legs_meet (const CorNetworkLeg *a, const CorNetworkLeg *b)
{
  return a->from_node == b->from_node || a->from_node == b->to_node || a->to_node == b->from_node ||
         a->to_node == b->to_node;
}

/* Whether the line, where it crosses @leg, is drawn along a road that leads over or under it. */
static gboolean
is_overpass (Finding *finding, guint32 leg, const CorBarrierCrossing *crossing, const GArray *legs)
{
  const CorNetworkLeg *record = &finding->network->leg[leg];

  if (finding->found->shape->cuts_overpasses)
    return FALSE;
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 other = g_array_index (legs, guint32, i);
      const CorNetworkLeg *other_record = &finding->network->leg[other];

      if (other != leg &&
          ((record->flags | other_record->flags) & (COR_LEG_BRIDGE | COR_LEG_TUNNEL)) != 0 &&
          !legs_meet (record, other_record) && runs_along (finding->network, other, crossing))
        return TRUE;
    }

  return FALSE;
}

/* One leg at a line: each crossing counts for who is held up; to close it, one is enough, and both
 * ways touching the line is. */
static void
hit_leg_at_line (Finding *finding, guint32 leg, const GArray *crossings, const GArray *legs)
{
  guint n_over = 0;

  for (guint i = 0; i < crossings->len; i++)
    {
      const CorBarrierCrossing *crossing = &g_array_index (crossings, CorBarrierCrossing, i);
      guint32 along = is_delay (finding) ? crossing->along : 0;

      if (is_overpass (finding, leg, crossing, legs))
        n_over++;
      else if (holds_both_ways (finding))
        hit_both_sides (finding, leg, along);
      else
        hit_side (finding, leg, !crossing->to_right, along);
    }
  if (!is_delay (finding) && holds_both_ways (finding) && n_over == 0 && crossings->len == 0)
    hit_both_sides (finding, leg, 0);
}

static void
hit_lines (Finding *finding, GEOSGeometry *lines)
{
  g_autoptr (CorBarrier) barrier = cor_barrier_new ();
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (CorBarrierCrossing));
  g_autoptr (GArray) legs = list_legs (finding, lines, 0);
  GPtrArray *parts = finding->found->shape->lines;

  for (guint i = 0; i < parts->len; i++)
    {
      const CorClosurePart *part = g_ptr_array_index (parts, i);

      cor_barrier_add_line (barrier, (const CorPosition *) part->positions->data,
                            part->positions->len);
    }
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);

      g_array_set_size (crossings, 0);
      cor_barrier_list_crossings (barrier, finding->network, leg, crossings);
      hit_leg_at_line (finding, leg, crossings, legs);
    }
}

/* Whether a leg leads from the left of a river's course to its right, by its nearest piece. */
static gboolean
leads_to_right (Finding *finding, const CorClosureStrip *strip, guint32 leg, double *distance_m)
{
  CorNetwork *network = finding->network;
  CorPosition from = cor_network_get_leg_point (network, leg, 0);
  CorPosition to =
      cor_network_get_leg_point (network, leg, cor_network_get_leg_n_points (network, leg) - 1);
  CorPosition middle = cor_position_interpolate (from, to, 0.5);
  gboolean to_right = FALSE;

  for (guint i = 1; i < strip->positions->len; i++)
    {
      CorPosition a = g_array_index (strip->positions, CorPosition, i - 1);
      CorPosition b = g_array_index (strip->positions, CorPosition, i);
      double fraction;
      double away_m = cor_position_distance_to_segment_m (middle, a, b, &fraction);

      if (away_m >= *distance_m)
        continue;
      *distance_m = away_m;
      to_right = (b.lon_deg - a.lon_deg) * (to.lat_deg - from.lat_deg) -
                     (b.lat_deg - a.lat_deg) * (to.lon_deg - from.lon_deg) <
                 0.0;
    }

  return to_right;
}

static void
hit_bridges (Finding *finding, GEOSGeometry *bridges)
{
  g_autoptr (GArray) legs = list_legs (finding, bridges, COR_LEG_BRIDGE);
  guint32 along = is_delay (finding) ? COR_SNAP_WHOLE_LEG / 2 : 0;
  GPtrArray *strips = finding->found->shape->bridges;

  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);
      double distance_m = HUGE_VAL;
      gboolean to_right = FALSE;

      for (guint j = 0; j < strips->len; j++)
        {
          double before_m = distance_m;
          gboolean leads =
              leads_to_right (finding, g_ptr_array_index (strips, j), leg, &distance_m);

          to_right = distance_m < before_m ? leads : to_right;
        }
      if (holds_both_ways (finding))
        hit_both_sides (finding, leg, along);
      else
        hit_side (finding, leg, !to_right, along);
    }
}

/* How far along the stretch each side begins and ends, of %COR_SNAP_WHOLE_LEG. */
static void
part_of_stretch (const CorClosureStretch *stretch, guint i, guint32 *begin, guint32 *end)
{
  gboolean is_backward = g_array_index (stretch->sides, guint32, i) & 1;

  *begin = i == 0 ? stretch->first_along : is_backward ? COR_SNAP_WHOLE_LEG : 0;
  *end = i + 1 == stretch->sides->len ? stretch->last_along : is_backward ? 0 : COR_SNAP_WHOLE_LEG;
}

static double
part_length_m (CorNetwork *network, const CorClosureStretch *stretch, guint i)
{
  guint32 begin, end;

  part_of_stretch (stretch, i, &begin, &end);

  return network->leg[g_array_index (stretch->sides, guint32, i) >> 1].length_m *
         fabs ((double) end - begin) / COR_SNAP_WHOLE_LEG;
}

/* A checkpoint on a road stands in its middle. */
static void
delay_on_stretch (Finding *finding, const CorClosureStretch *stretch)
{
  double half_m = 0.0;

  for (guint i = 0; i < stretch->sides->len; i++)
    half_m += part_length_m (finding->network, stretch, i) / 2.0;
  for (guint i = 0; i < stretch->sides->len; i++)
    {
      guint32 side = g_array_index (stretch->sides, guint32, i);
      double length_m = part_length_m (finding->network, stretch, i);
      guint32 begin, end, along;

      if (half_m > length_m && i + 1 < stretch->sides->len)
        {
          half_m -= length_m;
          continue;
        }
      part_of_stretch (stretch, i, &begin, &end);
      along = (guint32) lround (begin + ((double) end - begin) *
                                            (length_m > 0.0 ? MIN (half_m / length_m, 1.0) : 0.5));
      hit_side (finding, side >> 1, side & 1, along);
      if (holds_both_ways (finding))
        hit_side (finding, side >> 1, !(side & 1), along);
      return;
    }
}

static void
hit_road (Finding *finding, const CorClosureRoad *road)
{
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorClosureStretch stretch = { .sides = sides };

  cor_closure_find_stretch (finding->network, road->from, road->to, &stretch);
  if (is_delay (finding))
    {
      delay_on_stretch (finding, &stretch);
      return;
    }
  for (guint i = 0; i < sides->len; i++)
    {
      guint32 side = g_array_index (sides, guint32, i);

      hit_side (finding, side >> 1, side & 1, 0);
      if (holds_both_ways (finding))
        hit_side (finding, side >> 1, !(side & 1), 0);
    }
}

static void
hit_abroad (Finding *finding)
{
  CorNetwork *network = finding->network;

  for (guint32 i = 0; i < cor_network_get_n_legs (network); i++)
    {
      CorLeg leg;

      cor_network_get_leg (network, i, &leg);
      if (leg.country[0] != '\0' && strcmp (leg.country, finding->found->shape->country) != 0)
        hit_both_sides (finding, i, is_delay (finding) ? COR_SNAP_WHOLE_LEG / 2 : 0);
    }
}

/**
 * cor_closure_hits_compare:
 * @a: a #CorClosureHit
 * @b: another
 *
 * Returns: their order: by side, then closure, then where along it they are
 */
int
cor_closure_hits_compare (gconstpointer a, gconstpointer b)
{
  const CorClosureHit *first = a;
  const CorClosureHit *second = b;

  if (first->side != second->side)
    return first->side < second->side ? -1 : 1;
  if (first->shape != second->shape)
    return first->shape < second->shape ? -1 : 1;

  return first->along < second->along ? -1 : first->along > second->along;
}

/* Sorts the hits; but for checkpoints each side is hit once. Ferries are not slowed. */
static void
tidy_hits (Finding *finding)
{
  GArray *hits = finding->found->hits;
  GArray *legs = finding->found->legs;
  gboolean is_slow = finding->found->shape->effect == COR_CLOSURE_SLOWED;
  guint kept = 0;

  g_array_sort (hits, cor_closure_hits_compare);
  for (guint i = 0; i < hits->len; i++)
    {
      CorClosureHit hit = g_array_index (hits, CorClosureHit, i);
      guint32 leg = hit.side >> 1;

      if ((is_slow && (finding->network->leg[leg].flags & COR_LEG_FERRY) != 0) ||
          (!is_delay (finding) && kept > 0 &&
           g_array_index (hits, CorClosureHit, kept - 1).side == hit.side))
        continue;
      g_array_index (hits, CorClosureHit, kept++) = hit;
      if (legs->len == 0 || g_array_index (legs, guint32, legs->len - 1) != leg)
        g_array_append_val (legs, leg);
    }
  g_array_set_size (hits, kept);
}

/**
 * cor_closure_hits_find:
 * @network: a network
 * @geos: the context of this thread
 * @shape: a closure's shape
 * @index: its place among the closures
 *
 * Finds what one shape hits.
 *
 * Returns: (transfer full): the hits, by side
 */
CorClosureHits *
cor_closure_hits_find (CorNetwork *network,
                       GEOSContextHandle_t geos,
                       CorClosureShape *shape,
                       guint32 index)
{
  CorClosureHits *found = g_new0 (CorClosureHits, 1);
  Finding finding = { network, geos, found, index };
  GEOSGeometry *area = cor_closure_shape_build_area (shape, geos);
  GEOSGeometry *lines = cor_closure_shape_build_lines (shape, geos);
  GEOSGeometry *bridges = cor_closure_shape_build_bridges (shape, geos);

  found->shape = cor_closure_shape_ref (shape);
  found->hits = g_array_new (FALSE, FALSE, sizeof (CorClosureHit));
  found->legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  found->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  found->bounds = COR_BOUNDS_EMPTY;
  if (area != NULL)
    hit_area (&finding, area);
  if (lines != NULL)
    hit_lines (&finding, lines);
  if (bridges != NULL)
    hit_bridges (&finding, bridges);
  for (guint i = 0; i < shape->roads->len; i++)
    hit_road (&finding, &g_array_index (shape->roads, CorClosureRoad, i));
  if (shape->country[0] != '\0')
    hit_abroad (&finding);
  GEOSGeom_destroy_r (geos, area);
  GEOSGeom_destroy_r (geos, lines);
  GEOSGeom_destroy_r (geos, bridges);
  tidy_hits (&finding);

  return found;
}
