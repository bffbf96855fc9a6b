/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-clock.h"

#include "cor-network-hours.h"
#include "cor-snap-private.h"

/* As far as the clock of a search counts. */
#define CLOCK_S (COR_TRAVEL_UNREACHABLE / 1000 + 1)

struct _CorRoadClock
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorClosureSet *closures; /* (nullable) */
  gint64 reference_utc_s;
  gboolean backward;
  gint64 from_ms;
  gint64 until_ms;
  gsize n_shapes;
  GArray **times;     /* CorClosureTime, by shape: when it is in force, made when needed */
  GArray **alike;     /* CorStage, by shape: of arcs that it alone concerns, made when needed */
  GHashTable *stages; /* arc to GArray of CorStage, made when needed */
  GArray *bounds;     /* gint64, of the arc at hand */
  GArray *hours;      /* CorClosedHours, of the arc at hand */
};

/**
 * cor_road_clock_new:
 * @network: a network
 * @vehicle: what drives
 * @closures: (nullable): what there is to meet beside the network's own hours
 * @reference_utc_s: the departure, or the arrival
 * @backward: whether @reference_utc_s is the arrival
 *
 * Returns: (transfer full): the clock, for one thread
 */
CorRoadClock *
cor_road_clock_new (CorNetwork *network,
                    CorRoadVehicle vehicle,
                    CorClosureSet *closures,
                    gint64 reference_utc_s,
                    gboolean backward)
{
  CorRoadClock *self = g_new0 (CorRoadClock, 1);

  self->network = cor_network_ref (network);
  self->vehicle = vehicle;
  self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
  self->reference_utc_s = reference_utc_s;
  self->backward = backward;
  self->from_ms = backward ? -(gint64) CLOCK_S * 1000 : 0;
  self->until_ms = backward ? 1000 : (gint64) CLOCK_S * 1000;
  self->n_shapes = closures != NULL ? cor_closure_set_get_n_shapes (closures) : 0;
  self->times = g_new0 (GArray *, self->n_shapes + 1);
  self->alike = g_new0 (GArray *, self->n_shapes + 1);
  self->bounds = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->hours = g_array_new (FALSE, FALSE, sizeof (CorClosedHours));
  self->stages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return self;
}

/**
 * cor_road_clock_free:
 * @self: (transfer full): a clock
 */
void
cor_road_clock_free (CorRoadClock *self)
{
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  cor_network_unref (self->network);
  for (gsize i = 0; i < self->n_shapes; i++)
    {
      g_clear_pointer (&self->times[i], g_array_unref);
      g_clear_pointer (&self->alike[i], g_array_unref);
    }
  g_free (self->times);
  g_free (self->alike);
  g_array_unref (self->bounds);
  g_array_unref (self->hours);
  g_hash_table_unref (self->stages);
  g_free (self);
}

/**
 * cor_road_clock_is_for:
 * @self: a clock
 * @closures: (nullable): closures
 * @reference_utc_s: a departure, or an arrival
 * @backward: whether it is an arrival
 *
 * Returns: whether cor_road_clock_new () would make the same of these
 */
gboolean
cor_road_clock_is_for (const CorRoadClock *self,
                       CorClosureSet *closures,
                       gint64 reference_utc_s,
                       gboolean backward)
{
  return self->closures == closures && self->reference_utc_s == reference_utc_s &&
         self->backward == backward;
}

static const GArray *
get_times (CorRoadClock *self, guint32 shape)
{
  GArray *times = self->times[shape];

  if (times == NULL)
    {
      times = self->times[shape] = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));
      cor_closure_shape_list_times (cor_closure_set_get_shape (self->closures, shape),
                                    self->reference_utc_s + self->from_ms / 1000,
                                    self->reference_utc_s + self->until_ms / 1000, times);
    }

  return times;
}

static gint64
to_ms (const CorRoadClock *self, gint64 utc_s)
{
  return (utc_s - self->reference_utc_s) * 1000;
}

/* The first of some times that is not over, or how many there are. */
static guint
find_time (const CorRoadClock *self, const GArray *times, gint64 at_ms)
{
  guint low = 0;
  guint high = times->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (to_ms (self, g_array_index (times, CorClosureTime, middle).until_utc_s) <= at_ms)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_road_clock_find_force_ms:
 * @self: a clock
 * @shape: a closure
 * @at_ms: a moment
 *
 * Returns: the first moment from then on at which it is in force, or %G_MAXINT64
 */
gint64
cor_road_clock_find_force_ms (CorRoadClock *self, guint32 shape, gint64 at_ms)
{
  const GArray *times = get_times (self, shape);
  guint place = find_time (self, times, at_ms);

  return place < times->len
             ? MAX (at_ms, to_ms (self, g_array_index (times, CorClosureTime, place).from_utc_s))
             : G_MAXINT64;
}

/**
 * cor_road_clock_find_end_ms:
 * @self: a clock
 * @shape: a closure
 * @at_ms: a moment
 *
 * Returns: since when until then it was not in force, or %G_MININT64; a moment later if it is
 */
gint64
cor_road_clock_find_end_ms (CorRoadClock *self, guint32 shape, gint64 at_ms)
{
  const GArray *times = get_times (self, shape);
  guint place = find_time (self, times, at_ms);

  if (cor_road_clock_find_force_ms (self, shape, at_ms) == at_ms)
    return at_ms + 1;

  return place > 0 ? to_ms (self, g_array_index (times, CorClosureTime, place - 1).until_utc_s)
                   : G_MININT64;
}

/**
 * cor_road_clock_find_time:
 * @self: a clock
 * @shape: a closure
 * @at_ms: a moment
 * @before: whether to look back from it
 * @from_ms: (out): when it comes into force
 * @until_ms: (out): when that ends
 *
 * Returns: whether it is in force at any time from that moment on, or before; then when first, or
 *   last
 */
gboolean
cor_road_clock_find_time (CorRoadClock *self,
                          guint32 shape,
                          gint64 at_ms,
                          gboolean before,
                          gint64 *from_ms,
                          gint64 *until_ms)
{
  const GArray *times = get_times (self, shape);
  guint place = find_time (self, times, at_ms);
  const CorClosureTime *time;

  if (before && (place == times->len ||
                 to_ms (self, g_array_index (times, CorClosureTime, place).from_utc_s) > at_ms))
    place--; /* the one before, none if it was the first */
  if (place >= times->len)
    return FALSE;
  time = &g_array_index (times, CorClosureTime, place);
  *from_ms = to_ms (self, time->from_utc_s);
  *until_ms = to_ms (self, time->until_utc_s);

  return TRUE;
}

static gboolean
is_in_force (CorRoadClock *self, guint32 shape, gint64 at_ms)
{
  return cor_road_clock_find_force_ms (self, shape, at_ms) == at_ms;
}

static int
compare_ms (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* All that concerns one arc. */
typedef struct
{
  const CorClosureHit *hits;
  gsize n_hits;
  const GArray *hours; /* CorClosedHours: when the network itself closes it */
  guint32 low;         /* the part of its leg that is driven */
  guint32 high;
} Concern;

static void
add_bounds (CorRoadClock *self, GArray *bounds, gint64 from_utc_s, gint64 until_utc_s)
{
  gint64 from_ms = to_ms (self, from_utc_s);
  gint64 until_ms = to_ms (self, until_utc_s);

  g_array_append_val (bounds, from_ms);
  g_array_append_val (bounds, until_ms);
}

/* When anything changes, the begin and the end of the clock included. */
static const GArray *
list_bounds (CorRoadClock *self, const Concern *concern)
{
  GArray *bounds = self->bounds;

  g_array_set_size (bounds, 0);
  g_array_append_val (bounds, self->from_ms);
  g_array_append_val (bounds, self->until_ms);
  for (gsize i = 0; i < concern->n_hits; i++)
    {
      const GArray *times = get_times (self, concern->hits[i].shape);

      for (guint j = 0; j < times->len; j++)
        {
          const CorClosureTime *time = &g_array_index (times, CorClosureTime, j);

          add_bounds (self, bounds, time->from_utc_s, time->until_utc_s);
        }
    }
  for (guint i = 0; i < concern->hours->len; i++)
    {
      const CorClosedHours *time = &g_array_index (concern->hours, CorClosedHours, i);

      add_bounds (self, bounds, time->from_utc_s, time->until_utc_s);
    }
  g_array_sort (bounds, compare_ms);

  return bounds;
}

static gboolean
hours_forbid (CorRoadClock *self, const GArray *hours, CorWeekKind kind, gint64 at_ms)
{
  gint64 utc_s = self->reference_utc_s + at_ms / 1000;

  for (guint i = 0; i < hours->len; i++)
    {
      const CorClosedHours *time = &g_array_index (hours, CorClosedHours, i);

      if (time->kind == kind && time->from_utc_s <= utc_s && time->until_utc_s > utc_s)
        return TRUE;
    }

  return FALSE;
}

static CorStage
make_stage (CorRoadClock *self, const Concern *concern, gint64 from_ms, gint64 until_ms)
{
  CorStage stage = {
    .from_ms = from_ms, .until_ms = until_ms, .closes_ms = G_MAXINT64, .speed_percent = 100
  };
  guint64 delay_ms = 0;

  for (gsize i = 0; i < concern->n_hits; i++)
    {
      const CorClosureHit *hit = &concern->hits[i];
      CorClosureShape *shape = cor_closure_set_get_shape (self->closures, hit->shape);

      if (!is_in_force (self, hit->shape, from_ms))
        continue;
      if (shape->effect == COR_CLOSURE_CLOSED)
        stage.closes_ms = from_ms;
      stage.speed_percent = MIN (stage.speed_percent, cor_closure_shape_get_speed_percent (shape));
      if (cor_closure_part_passes (hit->along, concern->low, concern->high, COR_SNAP_WHOLE_LEG))
        delay_ms += (guint64) cor_closure_shape_get_delay_min (shape) * 60000;
    }
  if (hours_forbid (self, concern->hours, COR_WEEK_DRIVING, from_ms))
    stage.closes_ms = from_ms;
  if (stage.closes_ms == from_ms || hours_forbid (self, concern->hours, COR_WEEK_ENTERING, from_ms))
    stage.speed_percent = 0;
  stage.delay_ms = stage.speed_percent > 0 ? (guint32) MIN (delay_ms, COR_TRAVEL_UNREACHABLE) : 0;

  return stage;
}

static void
add_stage (GArray *stages, CorStage stage)
{
  CorStage *last = stages->len > 0 ? &g_array_index (stages, CorStage, stages->len - 1) : NULL;

  if (last != NULL && last->speed_percent == stage.speed_percent &&
      last->delay_ms == stage.delay_ms &&
      (last->closes_ms == G_MAXINT64) == (stage.closes_ms == G_MAXINT64))
    last->until_ms = stage.until_ms;
  else
    g_array_append_val (stages, stage);
}

static GArray *
list_stages (CorRoadClock *self, const Concern *concern)
{
  const GArray *bounds = list_bounds (self, concern);
  GArray *stages = g_array_sized_new (FALSE, FALSE, sizeof (CorStage), bounds->len);
  gint64 closes_ms = G_MAXINT64;

  for (guint i = 1; i < bounds->len; i++)
    {
      gint64 from_ms = g_array_index (bounds, gint64, i - 1);
      gint64 until_ms = g_array_index (bounds, gint64, i);

      if (from_ms < until_ms)
        add_stage (stages, make_stage (self, concern, from_ms, until_ms));
    }
  for (guint i = stages->len; i > 0; i--)
    {
      CorStage *stage = &g_array_index (stages, CorStage, i - 1);

      closes_ms = stage->closes_ms = MIN (stage->closes_ms, closes_ms);
    }

  return stages;
}

/* Where the stages of all arcs are kept that one closure alone concerns; NULL if there is more to
 * it. A delay is met in a part of the arc, anything else on all of it. */
static GArray **
find_alike (CorRoadClock *self, const Concern *concern)
{
  guint32 shape;

  if (concern->n_hits == 0 || concern->hours->len > 0)
    return NULL;
  shape = concern->hits[0].shape;
  for (gsize i = 1; i < concern->n_hits; i++)
    if (concern->hits[i].shape != shape)
      return NULL;
  if (cor_closure_shape_get_delay_min (cor_closure_set_get_shape (self->closures, shape)) > 0)
    return NULL;

  return &self->alike[shape];
}

/* Returns: (transfer full) */
static GArray *
build_stages (CorRoadClock *self, guint32 arc, guint32 low, guint32 high)
{
  Concern concern = { .hours = self->hours, .low = low, .high = high };
  GArray **alike;

  if (self->closures != NULL)
    concern.hits = cor_closure_set_get_side_hits (self->closures, self->network->arc_leg[arc],
                                                  &concern.n_hits);
  g_array_set_size (self->hours, 0);
  cor_network_list_closed_hours (self->network, arc, self->vehicle,
                                 self->reference_utc_s + self->from_ms / 1000,
                                 self->reference_utc_s + self->until_ms / 1000, self->hours);
  alike = find_alike (self, &concern);
  if (alike == NULL)
    return list_stages (self, &concern);
  if (*alike == NULL)
    *alike = list_stages (self, &concern);

  return g_array_ref (*alike);
}

/**
 * cor_road_clock_list_arcs:
 * @network: a network
 * @closures: (nullable): closures on it
 *
 * Returns: (transfer full) (element-type guint32): the arcs on which anything is ever met; some
 *   several times
 */
GArray *
cor_road_clock_list_arcs (CorNetwork *network, CorClosureSet *closures)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_hits = 0;
  const CorClosureHit *hits =
      closures != NULL ? cor_closure_set_get_all_hits (closures, &n_hits) : NULL;

  for (gsize i = 0; i < n_hits; i++)
    {
      guint32 of_side[COR_NETWORK_MAX_COPIES + 1];
      guint n_arcs;

      if (i > 0 && hits[i - 1].side == hits[i].side)
        continue;
      n_arcs = cor_network_list_arcs (network, hits[i].side >> 1, hits[i].side & 1, of_side);
      g_array_append_vals (arcs, of_side, n_arcs);
    }
  for (guint i = 0; i < cor_network_get_n_timed_arcs (network); i++)
    {
      guint32 arc = cor_network_get_timed_arc (network, i);

      g_array_append_val (arcs, arc);
    }

  return arcs;
}

/**
 * cor_road_clock_get_stages:
 * @self: a clock
 * @arc: an arc
 * @n_stages: (out): how many, at least one
 *
 * Returns: (transfer none) (array length=n_stages): what whoever drives all of it meets, in order
 *   and without a gap
 */
const CorStage *
cor_road_clock_get_stages (CorRoadClock *self, guint32 arc, guint *n_stages)
{
  GArray *stages = g_hash_table_lookup (self->stages, GUINT_TO_POINTER (arc));

  if (stages == NULL)
    {
      stages = build_stages (self, arc, 0, COR_SNAP_WHOLE_LEG);
      g_hash_table_insert (self->stages, GUINT_TO_POINTER (arc), stages);
    }
  *n_stages = stages->len;

  return (const CorStage *) stages->data;
}

/* What driving a part takes when one enters it in a stage. */
static gint64
stage_cost_ms (const CorStage *stage, guint32 weight_ms, guint32 part)
{
  return (gint64) cor_snap_part (cor_closure_scale_ms (weight_ms, stage->speed_percent), part) +
         stage->delay_ms;
}

/* Enters as soon as one leaves first: in each stage the first moment is the best. */
static gboolean
enter_soonest (const GArray *stages,
               guint32 weight_ms,
               guint32 part,
               gint64 at_ms,
               gint64 limit_ms,
               gint64 *enter_ms,
               gint64 *leave_ms)
{
  *leave_ms = G_MAXINT64;
  for (guint i = 0; i < stages->len; i++)
    {
      const CorStage *stage = &g_array_index (stages, CorStage, i);
      gint64 begin_ms = MAX (at_ms, stage->from_ms);
      gint64 cost_ms;

      if (stage->until_ms <= at_ms || stage->speed_percent == 0)
        continue;
      if (begin_ms >= MIN (*leave_ms, limit_ms))
        break;
      cost_ms = stage_cost_ms (stage, weight_ms, part);
      if (begin_ms + MAX (cost_ms, 1) > stage->closes_ms || begin_ms + cost_ms >= *leave_ms)
        continue;
      *enter_ms = begin_ms;
      *leave_ms = begin_ms + cost_ms;
    }

  return *leave_ms < G_MAXINT64;
}

/* Enters as late as one still leaves in time: in each stage the last moment is the best. */
static gboolean
enter_latest (const GArray *stages,
              guint32 weight_ms,
              guint32 part,
              gint64 at_ms,
              gint64 limit_ms,
              gint64 *enter_ms,
              gint64 *leave_ms)
{
  *enter_ms = G_MININT64;
  for (guint i = stages->len; i > 0; i--)
    {
      const CorStage *stage = &g_array_index (stages, CorStage, i - 1);
      gint64 cost_ms, begin_ms;

      if (stage->from_ms > at_ms || stage->speed_percent == 0)
        continue;
      if (stage->until_ms - 1 <= *enter_ms)
        break;
      cost_ms = stage_cost_ms (stage, weight_ms, part);
      begin_ms = MIN (at_ms - cost_ms, stage->until_ms - 1);
      begin_ms = MIN (begin_ms, stage->closes_ms - MAX (cost_ms, 1));
      if (begin_ms < stage->from_ms || begin_ms <= *enter_ms || begin_ms + cost_ms < limit_ms)
        continue;
      *enter_ms = begin_ms;
      *leave_ms = begin_ms + cost_ms;
    }

  return *enter_ms > G_MININT64;
}

/**
 * cor_road_clock_enter:
 * @self: a clock
 * @arc: an arc
 * @weight_ms: the time that driving all of it takes when nothing is in force
 * @along_from: where on the leg one begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where one ends
 * @at_ms: when one is there, after the reference; backward, when one must be at the end
 * @limit_ms: before when one must set out, %G_MAXINT64 for any time; backward, before when one must
 *   not be at the end, %G_MININT64 for any time
 * @enter_ms: (out): when one sets out
 * @leave_ms: (out): when one gets to the end
 *
 * Drives an arc, or a part of it, so that one is through first, or, backward, can set out last.
 *
 * Returns: %FALSE if it cannot be driven within the weeks that count
 */
gboolean
cor_road_clock_enter (CorRoadClock *self,
                      guint32 arc,
                      guint32 weight_ms,
                      guint32 along_from,
                      guint32 along_to,
                      gint64 at_ms,
                      gint64 limit_ms,
                      gint64 *enter_ms,
                      gint64 *leave_ms)
{
  guint32 low = MIN (along_from, along_to);
  guint32 high = MAX (along_from, along_to);
  g_autoptr (GArray) of_part = NULL;
  GArray *stages;
  guint n_stages;

  if (low > 0 || high < COR_SNAP_WHOLE_LEG)
    {
      stages = of_part = build_stages (self, arc, low, high);
    }
  else
    {
      cor_road_clock_get_stages (self, arc, &n_stages);
      stages = g_hash_table_lookup (self->stages, GUINT_TO_POINTER (arc));
    }

  return self->backward
             ? enter_latest (stages, weight_ms, high - low, at_ms, limit_ms, enter_ms, leave_ms)
             : enter_soonest (stages, weight_ms, high - low, at_ms, limit_ms, enter_ms, leave_ms);
}
