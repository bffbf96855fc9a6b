/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fronts.h"

#include <math.h>

#include "cor-closure-hours.h"
#include "cor-closure-maker.h"
#include "cor-snap.h"
#include "cor-time.h"

/* A line is looked at in pieces no longer than this. */
#define PIECE_M 500.0

#define MS_PER_SECOND 1000

typedef struct
{
  CorClosure *record;
  CorBounds bounds; /* of all that is exposed */
  GArray *times;    /* CorClosureTime: when it stands; NULL: all the time */
} Front;

struct _CorFronts
{
  GArray *fronts; /* Front */
  guint reach_m;
  gint64 start_utc_s;
  gint64 end_utc_s;
};

/* A part of a leg that is exposed while any of some fronts stands. */
typedef struct
{
  guint32 along; /* its middle, of COR_SNAP_WHOLE_LEG */
  double length_m;
  GArray *fronts; /* guint */
} Piece;

/* Where somebody is on a way, as time goes by. */
typedef struct
{
  const CorCorridor *corridor;
  gint64 depart_utc_ms;
  double connectors_ms; /* by metre of connector */
  guint road;           /* the one they are on; none before the first and after the last */
  double begin_m;       /* where it begins */
  double begin_ms;      /* and when */
} Drive;

static void
clear_front (gpointer data)
{
  Front *self = data;

  cor_record_unref (self->record);
  g_clear_pointer (&self->times, g_array_unref);
}

static void
clear_piece (gpointer data)
{
  g_array_unref (((Piece *) data)->fronts);
}

/* NULL if it stands all the time. */
static GArray *
list_times (const CorClosure *record, gint64 start_utc_s, gint64 end_utc_s)
{
  g_autoptr (CorClosureShape) shape = cor_closure_make_shape (record, NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));

  if (shape == NULL || cor_closure_shape_covers (shape, start_utc_s, end_utc_s))
    return NULL;

  cor_closure_shape_list_times (shape, start_utc_s, end_utc_s, times);

  return g_steal_pointer (&times);
}

/**
 * cor_fronts_new:
 * @snapshot: the plan: its fronts and its reach
 * @start_utc_s: when the plan begins
 * @end_utc_s: when it ends
 *
 * Returns: (transfer full): the fronts; none if nothing counts as within reach of one
 */
CorFronts *
cor_fronts_new (CorSnapshot *snapshot, gint64 start_utc_s, gint64 end_utc_s)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  CorFronts *self = g_new0 (CorFronts, 1);

  self->fronts = g_array_new (FALSE, FALSE, sizeof (Front));
  g_array_set_clear_func (self->fronts, clear_front);
  self->reach_m = cor_snapshot_get_settings (snapshot)->exposure_reach_m;
  self->start_utc_s = start_utc_s;
  self->end_utc_s = MAX (end_utc_s, start_utc_s + 1);
  for (guint i = 0; i < closures->len && self->reach_m > 0; i++)
    {
      CorClosure *record = closures->pdata[i];
      Front front;

      if (record->closure != COR_CLOSURE_FRONT)
        continue;
      front.times = list_times (record, self->start_utc_s, self->end_utc_s);
      if (front.times != NULL && front.times->len == 0)
        {
          g_array_unref (front.times);
          continue;
        }
      front.record = cor_record_ref (record);
      front.bounds = *cor_geometry_get_bounds (record->geometry);
      cor_bounds_grow (&front.bounds, self->reach_m);
      g_array_append_val (self->fronts, front);
    }

  return self;
}

/**
 * cor_fronts_free:
 * @self: (transfer full): fronts
 *
 * Frees @self.
 */
void
cor_fronts_free (CorFronts *self)
{
  g_array_unref (self->fronts);
  g_free (self);
}

/**
 * cor_fronts_is_empty:
 * @self: fronts
 *
 * Returns: whether nothing is exposed
 */
gboolean
cor_fronts_is_empty (const CorFronts *self)
{
  return self->fronts->len == 0;
}

/**
 * cor_fronts_is_same:
 * @self: fronts
 * @other: fronts
 *
 * Returns: whether they are made of the same records for the same time
 */
gboolean
cor_fronts_is_same (const CorFronts *self, const CorFronts *other)
{
  if (self->reach_m != other->reach_m || self->start_utc_s != other->start_utc_s ||
      self->end_utc_s != other->end_utc_s || self->fronts->len != other->fronts->len)
    return FALSE;

  for (guint i = 0; i < self->fronts->len; i++)
    if (g_array_index (self->fronts, Front, i).record !=
        g_array_index (other->fronts, Front, i).record)
      return FALSE;

  return TRUE;
}

/**
 * cor_fronts_change:
 * @self: fronts
 *
 * Returns: whether any stands for a part of the plan only
 */
gboolean
cor_fronts_change (const CorFronts *self)
{
  for (guint i = 0; i < self->fronts->len; i++)
    if (g_array_index (self->fronts, Front, i).times != NULL)
      return TRUE;

  return FALSE;
}

/* Whether a front stands at a time; without one at any. */
static gboolean
stands (const Front *front, gint64 utc_s)
{
  guint low = 0, high = front->times != NULL ? front->times->len : 0;

  if (front->times == NULL)
    return TRUE;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (front->times, CorClosureTime, middle).until_utc_s <= utc_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low < front->times->len &&
         g_array_index (front->times, CorClosureTime, low).from_utc_s <= utc_s;
}

static gboolean
is_near (const CorFronts *self, const Front *front, CorPosition position)
{
  const CorGeometry *geometry = front->record->geometry;
  double fraction;

  if (!cor_bounds_contains (&front->bounds, position))
    return FALSE;

  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (geometry, i, &points, &n_points);
      for (guint j = 0; j + 1 < n_points; j++)
        if (cor_position_distance_to_segment_m (position, points[j], points[j + 1], &fraction) <=
            self->reach_m)
          return TRUE;
    }

  return FALSE;
}

static Drive
set_out (const CorCorridor *corridor, gint64 depart_utc_s)
{
  Drive drive = { .corridor = corridor, .depart_utc_ms = depart_utc_s * MS_PER_SECOND };
  double on_roads_ms = 0.0, connectors_m = corridor->connector_m + corridor->end_connector_m;

  for (guint i = 0; i < corridor->roads->len; i++)
    on_roads_ms += ((CorCorridorRoad *) corridor->roads->pdata[i])->travel_time_ms;
  if (connectors_m > 0.0)
    drive.connectors_ms = MAX (corridor->travel_time_ms - on_roads_ms, 0.0) / connectors_m;
  drive.begin_m = corridor->connector_m;
  drive.begin_ms = corridor->connector_m * drive.connectors_ms;

  return drive;
}

/* When somebody is so far, who keeps to one pace on each road; asked in order. */
static gint64
get_utc_s (Drive *self, double at_m)
{
  const CorCorridorRoad *road = NULL;
  double pace_ms = self->connectors_ms;

  while (self->road < self->corridor->roads->len)
    {
      road = self->corridor->roads->pdata[self->road];
      if (at_m <= self->begin_m + road->distance_m)
        break;
      self->begin_m += road->distance_m;
      self->begin_ms += road->travel_time_ms;
      self->road++;
      road = NULL;
    }
  if (road != NULL && at_m >= self->begin_m && road->distance_m > 0)
    pace_ms = (double) road->travel_time_ms / road->distance_m;

  return (self->depart_utc_ms + (gint64) (self->begin_ms + (at_m - self->begin_m) * pace_ms)) /
         MS_PER_SECOND;
}

static gboolean
is_exposed (const CorFronts *self, CorPosition position, Drive *drive, double at_m)
{
  gint64 utc_s = G_MININT64;

  for (guint i = 0; i < self->fronts->len; i++)
    {
      const Front *front = &g_array_index (self->fronts, Front, i);

      if (!is_near (self, front, position))
        continue;
      if (front->times != NULL && utc_s == G_MININT64)
        utc_s = get_utc_s (drive, at_m);
      if (stands (front, utc_s))
        return TRUE;
    }

  return FALSE;
}

static double
measure_line_m (const CorPosition *points, guint n_points)
{
  double length_m = 0.0;

  for (guint i = 0; i + 1 < n_points; i++)
    length_m += cor_position_distance_m (points[i], points[i + 1]);

  return length_m;
}

/**
 * cor_fronts_measure_m:
 * @self: fronts
 * @corridor: a way
 * @depart_utc_s: when it is begun
 *
 * A front counts where it stands when one passes by, keeping to one pace on each road.
 *
 * Returns: how many metres of the way lie within reach of a front
 */
guint
cor_fronts_measure_m (const CorFronts *self, const CorCorridor *corridor, gint64 depart_utc_s)
{
  const CorPosition *points = (const CorPosition *) (gpointer) corridor->points->data;
  double all_m = measure_line_m (points, corridor->points->len), exposed_m = 0.0, at_m = 0.0;
  Drive drive = set_out (corridor, depart_utc_s);
  double winding;

  if (self->fronts->len == 0 || all_m <= 0.0)
    return 0;

  /* Roads wind more than their lines show. */
  winding = corridor->distance_m / all_m;
  for (guint i = 0; i + 1 < corridor->points->len; i++)
    {
      double length_m = cor_position_distance_m (points[i], points[i + 1]);
      guint n_pieces = MAX (1, (guint) ceil (length_m / PIECE_M));

      for (guint j = 0; j < n_pieces; j++)
        {
          double share = (j + 0.5) / n_pieces;

          if (is_exposed (self, cor_position_interpolate (points[i], points[i + 1], share), &drive,
                          (at_m + share * length_m) * winding))
            exposed_m += length_m / n_pieces;
        }
      at_m += length_m;
    }

  return (guint) (exposed_m * winding + 0.5);
}

/* The fronts that expose a place; NULL if none ever does. */
static GArray *
list_near (const CorFronts *self, CorPosition position)
{
  GArray *near = NULL;

  for (guint i = 0; i < self->fronts->len; i++)
    {
      if (!is_near (self, &g_array_index (self->fronts, Front, i), position))
        continue;
      if (near == NULL)
        near = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (near, i);
    }

  return near;
}

/* Whether a place that some fronts expose is exposed at a time. */
static gboolean
any_stands (const CorFronts *self, GArray *near, gint64 utc_s)
{
  for (guint i = 0; i < near->len; i++)
    if (stands (&g_array_index (self->fronts, Front, g_array_index (near, guint, i)), utc_s))
      return TRUE;

  return FALSE;
}

static gboolean
all_are_timed (const CorFronts *self, GArray *near)
{
  for (guint i = 0; i < near->len; i++)
    if (g_array_index (self->fronts, Front, g_array_index (near, guint, i)).times == NULL)
      return FALSE;

  return TRUE;
}

static GArray *
list_points (CorNetwork *network, guint32 leg)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (CorPosition), n_points);

  for (guint i = 0; i < n_points; i++)
    {
      CorPosition point = cor_network_get_leg_point (network, leg, i);

      g_array_append_val (points, point);
    }

  return points;
}

/* Whether anything of a line may be exposed. */
static gboolean
is_anywhere_near (const CorFronts *self, GArray *points)
{
  CorBounds bounds = COR_BOUNDS_EMPTY;

  for (guint i = 0; i < points->len; i++)
    cor_bounds_add (&bounds, g_array_index (points, CorPosition, i));
  for (guint i = 0; i < self->fronts->len; i++)
    if (cor_bounds_intersects (&bounds, &g_array_index (self->fronts, Front, i).bounds))
      return TRUE;

  return FALSE;
}

/* The exposed pieces of a line, in metres of the line. */
static GArray *
cut_line (const CorFronts *self, GArray *points, double all_m)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  double at_m = 0.0;

  g_array_set_clear_func (pieces, clear_piece);
  for (guint i = 0; i + 1 < points->len; i++)
    {
      CorPosition from = g_array_index (points, CorPosition, i);
      CorPosition to = g_array_index (points, CorPosition, i + 1);
      double length_m = cor_position_distance_m (from, to);
      guint n_pieces = MAX (1, (guint) ceil (length_m / PIECE_M));

      for (guint j = 0; j < n_pieces; j++)
        {
          double share = (j + 0.5) / n_pieces;
          Piece piece = { 0, length_m / n_pieces,
                          list_near (self, cor_position_interpolate (from, to, share)) };

          if (piece.fronts == NULL)
            continue;
          piece.along = (guint32) ((at_m + share * length_m) / all_m * COR_SNAP_WHOLE_LEG);
          g_array_append_val (pieces, piece);
        }
      at_m += length_m;
    }

  return pieces;
}

/**
 * cor_fronts_cut_leg:
 * @self: fronts
 * @network: the roads
 * @leg: a leg of them
 * @exposed_m: (out): how many metres of the leg are within reach of a front at any time
 * @is_timed: (out): whether any of these are at some times only
 *
 * Returns: (transfer full) (nullable): the exposed pieces of the leg, for cor_fronts_add_up_m();
 *   %NULL if there are none
 */
GArray *
cor_fronts_cut_leg (const CorFronts *self,
                    CorNetwork *network,
                    guint32 leg,
                    guint *exposed_m,
                    gboolean *is_timed)
{
  g_autoptr (GArray) points = list_points (network, leg);
  const CorPosition *line = (const CorPosition *) (gpointer) points->data;
  double all_m, sum_m = 0.0;
  GArray *pieces;
  CorLeg info;

  *exposed_m = 0;
  *is_timed = FALSE;
  if (!is_anywhere_near (self, points))
    return NULL;

  all_m = measure_line_m (line, points->len);
  cor_network_get_leg (network, leg, &info);
  pieces = cut_line (self, points, MAX (all_m, 1.0));
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      piece->length_m *= info.length_m / MAX (all_m, 1.0);
      sum_m += piece->length_m;
      *is_timed = *is_timed || all_are_timed (self, piece->fronts);
    }
  *exposed_m = (guint) (sum_m + 0.5);
  if (pieces->len == 0)
    g_clear_pointer (&pieces, g_array_unref);

  return pieces;
}

/**
 * cor_fronts_add_up_m:
 * @self: fronts
 * @pieces: exposed pieces of a leg
 * @along_from: where on it driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @enter_utc_ms: when one is there, in milliseconds since the epoch
 * @leave_utc_ms: when one is at the end
 *
 * Returns: how many metres are exposed while one passes by at one pace
 */
guint32
cor_fronts_add_up_m (const CorFronts *self,
                     GArray *pieces,
                     guint32 along_from,
                     guint32 along_to,
                     gint64 enter_utc_ms,
                     gint64 leave_utc_ms)
{
  guint32 low = MIN (along_from, along_to), high = MAX (along_from, along_to);
  double sum_m = 0.0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      gint64 part, utc_ms;

      if (piece->along < low || piece->along > high)
        continue;
      part = along_from < along_to ? piece->along - low : high - piece->along;
      utc_ms = enter_utc_ms + (leave_utc_ms - enter_utc_ms) * part / MAX (high - low, 1);
      if (any_stands (self, piece->fronts, utc_ms / MS_PER_SECOND))
        sum_m += piece->length_m;
    }

  return (guint32) (sum_m + 0.5);
}
