/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closed-roads.h"

#include <stdlib.h>

#include "cor-closure-hints.h"
#include "cor-closure-maker.h"

#define SECONDS_PER_MINUTE 60

struct _CorClosedRoads
{
  gint64 start_utc_s;
  gint64 end_utc_s;
  GPtrArray *closures;     /* CorClosure, in the order of the plan */
  GPtrArray *shapes;       /* CorClosureShape, in the same order */
  CorClosureSet *all;      /* in the same order */
  CorClosureSet *standing; /* those that are in force from start to end */
  CorClosureSet *none;     /* only what is closed to every plan: roads abroad */
  GArray *changes;         /* gint64: when something comes into force or ends in between */

  /* Agreed corridors, and roads with a limit: closed to whoever drives as they like. */
  GPtrArray *corridors;         /* CorAgreedCorridor, in the order of the plan */
  GPtrArray *limits;            /* CorClosure: those of the closures that matter to the plan */
  CorClosureSet *lanes;         /* (nullable): the limits, then the corridors */
  CorClosureSet *free_all;      /* all, and the lanes */
  CorClosureSet *free_standing; /* those that stand, and the lanes */
  CorClosureSet *slowing;       /* what only takes longer */
};

/* Nobody is sent out through one crossing to come to another from behind. */
static CorClosureShape *
make_abroad (void)
{
  CorClosureShape *shape = cor_closure_shape_new ("", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

  cor_closure_shape_add_abroad (shape, "UA");

  return shape;
}

static CorClosureSet *
make_set (CorNetwork *network, GPtrArray *shapes, CorProgress *progress, GError **error)
{
  return cor_closure_set_new (network, (CorClosureShape *const *) shapes->pdata, shapes->len,
                              progress, error);
}

static gboolean
make_shapes (CorClosedRoads *self, GError **error)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      CorClosureShape *shape = cor_closure_make_shape (self->closures->pdata[i], error);

      if (shape == NULL)
        return FALSE;
      g_ptr_array_add (self->shapes, shape);
    }

  return TRUE;
}

/* The shapes of the plan's closures stand first in all sets, in their order. */
static gboolean
make_sets (CorClosedRoads *self, CorNetwork *network, CorProgress *progress, GError **error)
{
  g_autoptr (CorClosureShape) abroad = make_abroad ();
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) standing = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < self->shapes->len; i++)
    {
      g_ptr_array_add (all, self->shapes->pdata[i]);
      if (cor_closure_shape_covers (self->shapes->pdata[i], self->start_utc_s, self->end_utc_s))
        g_ptr_array_add (standing, self->shapes->pdata[i]);
    }
  g_ptr_array_add (all, abroad);
  g_ptr_array_add (standing, abroad);
  g_ptr_array_add (none, abroad);

  self->all = make_set (network, all, progress, error);
  if (self->all == NULL)
    return FALSE;
  self->changes =
      cor_closure_set_list_changes_utc_s (self->all, self->start_utc_s, self->end_utc_s);
  self->none = make_set (network, none, progress, error);
  if (self->none != NULL)
    self->standing = self->changes->len == 0 && standing->len == all->len
                         ? cor_closure_set_ref (self->all)
                         : make_set (network, standing, progress, error);

  return self->standing != NULL;
}

static void
keep_lanes (CorClosedRoads *self, GPtrArray *corridors)
{
  self->corridors = g_ptr_array_new_with_free_func (cor_record_unref);
  self->limits = g_ptr_array_new ();
  for (guint i = 0; i < corridors->len; i++)
    g_ptr_array_add (self->corridors, cor_record_ref (corridors->pdata[i]));
  for (guint i = 0; i < self->closures->len; i++)
    if (cor_closure_is_limit (self->closures->pdata[i]) &&
        cor_closure_shape_meets (self->shapes->pdata[i], self->start_utc_s, self->end_utc_s))
      g_ptr_array_add (self->limits, self->closures->pdata[i]);
}

static gboolean
make_lane_shapes (CorClosedRoads *self, CorNetwork *network, GPtrArray *shapes, GError **error)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      CorClosureShape *shape = cor_closure_make_lane_shape (self->limits->pdata[i], error);

      if (shape == NULL)
        return FALSE;
      g_ptr_array_add (shapes, shape);
    }
  for (guint i = 0; i < self->corridors->len; i++)
    g_ptr_array_add (shapes, cor_closure_make_corridor_shape (self->corridors->pdata[i], network));

  return TRUE;
}

/* Makes a set of lanes and of those shapes of the plan for which @wanted holds. */
static CorClosureSet *
make_set_beside (CorClosedRoads *self,
                 CorNetwork *network,
                 GPtrArray *lane_shapes,
                 gboolean (*wanted) (CorClosedRoads *self, CorClosureShape *shape),
                 CorProgress *progress,
                 GError **error)
{
  g_autoptr (CorClosureShape) abroad = make_abroad ();
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  for (guint i = 0; i < self->shapes->len; i++)
    if (wanted (self, self->shapes->pdata[i]))
      g_ptr_array_add (shapes, self->shapes->pdata[i]);
  for (guint i = 0; lane_shapes != NULL && i < lane_shapes->len; i++)
    g_ptr_array_add (shapes, lane_shapes->pdata[i]);
  g_ptr_array_add (shapes, abroad);

  return make_set (network, shapes, progress, error);
}

static gboolean
is_any (CorClosedRoads *self, CorClosureShape *shape)
{
  return TRUE;
}

static gboolean
is_standing (CorClosedRoads *self, CorClosureShape *shape)
{
  return cor_closure_shape_covers (shape, self->start_utc_s, self->end_utc_s);
}

static gboolean
is_slowing (CorClosedRoads *self, CorClosureShape *shape)
{
  return cor_closure_shape_get_effect (shape) != COR_CLOSURE_CLOSED;
}

/* Without lanes nothing of this is made, and everything is as if there were none. */
static gboolean
make_lane_sets (CorClosedRoads *self, CorNetwork *network, CorProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);

  if (!cor_closed_roads_has_lanes (self))
    return TRUE;
  if (!make_lane_shapes (self, network, shapes, error))
    return FALSE;

  self->lanes = make_set (network, shapes, progress, error);
  if (self->lanes != NULL)
    self->free_all = make_set_beside (self, network, shapes, is_any, progress, error);
  if (self->free_all != NULL)
    self->free_standing = make_set_beside (self, network, shapes, is_standing, progress, error);
  if (self->free_standing != NULL)
    self->slowing = make_set_beside (self, network, NULL, is_slowing, progress, error);

  return self->slowing != NULL;
}

static int
compare_legs (const void *a, const void *b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/**
 * cor_closed_roads_new:
 * @network: the roads
 * @closures: (element-type CorClosure): a plan's closures
 * @corridors: (element-type CorAgreedCorridor): its agreed corridors
 * @start_utc_s: when the plan begins
 * @end_utc_s: when it ends
 * @progress: (nullable): stops it
 * @error: (nullable): set when a closure has no sensible shape or cannot be planned with, or it
 *   was stopped
 *
 * Finds the roads that the closures close, or make slower.
 *
 * Returns: (transfer full) (nullable): the closed roads
 */
CorClosedRoads *
cor_closed_roads_new (CorNetwork *network,
                      GPtrArray *closures,
                      GPtrArray *corridors,
                      gint64 start_utc_s,
                      gint64 end_utc_s,
                      CorProgress *progress,
                      GError **error)
{
  g_autoptr (CorClosedRoads) self = g_new0 (CorClosedRoads, 1);

  self->start_utc_s = start_utc_s;
  self->end_utc_s = end_utc_s;
  self->closures = g_ptr_array_new_with_free_func (cor_record_unref);
  for (guint i = 0; i < closures->len; i++)
    g_ptr_array_add (self->closures, cor_record_ref (closures->pdata[i]));
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);

  if (!make_shapes (self, error) || !make_sets (self, network, progress, error))
    return NULL;

  keep_lanes (self, corridors);

  return make_lane_sets (self, network, progress, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cor_closed_roads_free:
 * @self: (transfer full): closed roads
 *
 * Frees @self.
 */
void
cor_closed_roads_free (CorClosedRoads *self)
{
  g_clear_pointer (&self->all, cor_closure_set_unref);
  g_clear_pointer (&self->standing, cor_closure_set_unref);
  g_clear_pointer (&self->none, cor_closure_set_unref);
  g_clear_pointer (&self->lanes, cor_closure_set_unref);
  g_clear_pointer (&self->free_all, cor_closure_set_unref);
  g_clear_pointer (&self->free_standing, cor_closure_set_unref);
  g_clear_pointer (&self->slowing, cor_closure_set_unref);
  g_clear_pointer (&self->corridors, g_ptr_array_unref);
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  g_ptr_array_unref (self->closures);
  g_ptr_array_unref (self->shapes);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

static gboolean
are_same (const GPtrArray *known, const GPtrArray *records)
{
  if (known->len != records->len)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    if (known->pdata[i] != records->pdata[i])
      return FALSE;

  return TRUE;
}

/**
 * cor_closed_roads_is_for:
 * @self: closed roads
 * @closures: (element-type CorClosure): closures
 * @corridors: (element-type CorAgreedCorridor): agreed corridors
 * @start_utc_s: a begin
 * @end_utc_s: an end
 *
 * Records are constant, so the same ones mean the same.
 *
 * Returns: whether cor_closed_roads_new() would make the same of these
 */
gboolean
cor_closed_roads_is_for (const CorClosedRoads *self,
                         GPtrArray *closures,
                         GPtrArray *corridors,
                         gint64 start_utc_s,
                         gint64 end_utc_s)
{
  return self->start_utc_s == start_utc_s && self->end_utc_s == end_utc_s &&
         are_same (self->closures, closures) && are_same (self->corridors, corridors);
}

/**
 * cor_closed_roads_get_all:
 * @self: closed roads
 *
 * Returns: (transfer none): every closure, with its times, and the lanes
 */
CorClosureSet *
cor_closed_roads_get_all (const CorClosedRoads *self)
{
  return self->free_all != NULL ? self->free_all : self->all;
}

/**
 * cor_closed_roads_get_standing:
 * @self: closed roads
 *
 * Returns: (transfer none): the closures that stand from the plan's start to its end, and the lanes
 */
CorClosureSet *
cor_closed_roads_get_standing (const CorClosedRoads *self)
{
  return self->free_standing != NULL ? self->free_standing : self->standing;
}

/**
 * cor_closed_roads_get_none:
 * @self: closed roads
 *
 * Returns: (transfer none): what would be closed without any closure of the plan
 */
CorClosureSet *
cor_closed_roads_get_none (const CorClosedRoads *self)
{
  return self->none;
}

/**
 * cor_closed_roads_get_slowing:
 * @self: closed roads with lanes
 *
 * Returns: (transfer none): what makes roads slower, and closes none but those abroad
 */
CorClosureSet *
cor_closed_roads_get_slowing (const CorClosedRoads *self)
{
  return self->slowing;
}

/**
 * cor_closed_roads_get_limits:
 * @self: closed roads
 *
 * Returns: (transfer none) (element-type CorClosure): those of the closures that limit vehicles
 *   while the plan lasts
 */
GPtrArray *
cor_closed_roads_get_limits (const CorClosedRoads *self)
{
  return self->limits;
}

/**
 * cor_closed_roads_get_agreed:
 * @self: closed roads
 *
 * Returns: (transfer none) (element-type CorAgreedCorridor): the agreed corridors
 */
GPtrArray *
cor_closed_roads_get_agreed (const CorClosedRoads *self)
{
  return self->corridors;
}

/**
 * cor_closed_roads_get_limited_legs:
 * @self: closed roads
 * @limit: place of one of the limits
 * @n_legs: (out): how many
 *
 * Returns: (transfer none) (array length=n_legs): the legs that it limits, ascending
 */
const guint32 *
cor_closed_roads_get_limited_legs (const CorClosedRoads *self, guint limit, gsize *n_legs)
{
  return cor_closure_set_get_hits (self->lanes, limit, n_legs);
}

/**
 * cor_closed_roads_has_lanes:
 * @self: closed roads
 *
 * Returns: whether there is an agreed corridor or a limit of vehicles
 */
gboolean
cor_closed_roads_has_lanes (const CorClosedRoads *self)
{
  return self->limits->len > 0 || self->corridors->len > 0;
}

static gboolean
hits (CorClosureSet *set, guint shape, guint32 leg)
{
  gsize n_legs;
  const guint32 *legs = cor_closure_set_get_hits (set, shape, &n_legs);

  return n_legs > 0 && bsearch (&leg, legs, n_legs, sizeof *legs, compare_legs) != NULL;
}

/**
 * cor_closed_roads_is_agreed:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: whether it belongs to an agreed corridor
 */
gboolean
cor_closed_roads_is_agreed (const CorClosedRoads *self, guint32 leg)
{
  for (guint i = 0; i < self->corridors->len; i++)
    if (hits (self->lanes, self->limits->len + i, leg))
      return TRUE;

  return FALSE;
}

/**
 * cor_closed_roads_find_limit:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: the first limit of vehicles on it, or %G_MAXUINT
 */
guint
cor_closed_roads_find_limit (const CorClosedRoads *self, guint32 leg)
{
  for (guint i = 0; i < self->limits->len; i++)
    if (hits (self->lanes, i, leg))
      return i;

  return G_MAXUINT;
}

/**
 * cor_closed_roads_is_in_lane:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: whether it belongs to an agreed corridor or a limited road
 */
gboolean
cor_closed_roads_is_in_lane (const CorClosedRoads *self, guint32 leg)
{
  return cor_closed_roads_is_agreed (self, leg) ||
         cor_closed_roads_find_limit (self, leg) != G_MAXUINT;
}

static gboolean
touches (CorNetwork *network, guint32 leg, CorPosition position)
{
  CorLeg described;

  cor_network_get_leg (network, leg, &described);

  return cor_position_equal (cor_network_get_node_position (network, described.from_node),
                             position) ||
         cor_position_equal (cor_network_get_node_position (network, described.to_node), position);
}

/**
 * cor_closed_roads_is_on_lane:
 * @self: closed roads
 * @position: where roads meet
 *
 * Returns: whether an agreed corridor or a limited road leads there
 */
gboolean
cor_closed_roads_is_on_lane (const CorClosedRoads *self, CorPosition position)
{
  guint n_lanes = self->limits->len + self->corridors->len;

  for (guint i = 0; i < n_lanes; i++)
    {
      gsize n_legs;
      const guint32 *legs = cor_closure_set_get_hits (self->lanes, i, &n_legs);

      for (gsize j = 0; j < n_legs; j++)
        if (touches (cor_closure_set_get_network (self->lanes), legs[j], position))
          return TRUE;
    }

  return FALSE;
}

/**
 * cor_closed_roads_is_closed:
 * @self: closed roads
 * @leg: a leg of the network
 * @from_utc_s: a begin
 * @until_utc_s: an end
 *
 * Returns: whether a closure of the plan closes it at any moment of that time
 */
gboolean
cor_closed_roads_is_closed (const CorClosedRoads *self,
                            guint32 leg,
                            gint64 from_utc_s,
                            gint64 until_utc_s)
{
  return cor_closure_set_leg_is_closed (self->all, leg, from_utc_s, until_utc_s);
}

/**
 * cor_closed_roads_get_start_utc_s:
 * @self: closed roads
 *
 * Returns: when the plan begins
 */
gint64
cor_closed_roads_get_start_utc_s (const CorClosedRoads *self)
{
  return self->start_utc_s;
}

/**
 * cor_closed_roads_get_end_utc_s:
 * @self: closed roads
 *
 * Returns: when the plan ends
 */
gint64
cor_closed_roads_get_end_utc_s (const CorClosedRoads *self)
{
  return self->end_utc_s;
}

/**
 * cor_closed_roads_change:
 * @self: closed roads
 *
 * Returns: whether a closure comes into force or ends while the plan lasts
 */
gboolean
cor_closed_roads_change (const CorClosedRoads *self)
{
  return self->changes->len > 0;
}

static gboolean
is_in_force (const CorClosedRoads *self, guint closure, const CorClosedSpan *span)
{
  return cor_closure_shape_meets (self->shapes->pdata[closure], span->from_utc_s, span->from_utc_s);
}

/**
 * cor_closed_roads_includes:
 * @self: closed roads
 * @span: a time in which nothing changes
 * @other: another one
 *
 * Returns: whether whatever is in force in @other is so in @span
 */
gboolean
cor_closed_roads_includes (const CorClosedRoads *self,
                           const CorClosedSpan *span,
                           const CorClosedSpan *other)
{
  for (guint i = 0; i < self->shapes->len; i++)
    if (is_in_force (self, i, other) && !is_in_force (self, i, span))
      return FALSE;

  return TRUE;
}

static guint
find_alike (const CorClosedRoads *self, GArray *spans, const CorClosedSpan *span)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const CorClosedSpan *earlier = &g_array_index (spans, CorClosedSpan, i);

      if (earlier->alike == i && cor_closed_roads_includes (self, earlier, span) &&
          cor_closed_roads_includes (self, span, earlier))
        return i;
    }

  return spans->len;
}

/**
 * cor_closed_roads_list_spans:
 * @self: closed roads
 *
 * Returns: (transfer full) (element-type CorClosedSpan): the time of the plan, divided where a
 *   closure comes into force or ends; at least one
 */
GArray *
cor_closed_roads_list_spans (const CorClosedRoads *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CorClosedSpan));
  gint64 from_utc_s = self->start_utc_s;

  for (guint i = 0; i <= self->changes->len; i++)
    {
      CorClosedSpan span = { from_utc_s,
                             i < self->changes->len ? g_array_index (self->changes, gint64, i)
                                                    : MAX (from_utc_s, self->end_utc_s),
                             0 };

      span.alike = find_alike (self, spans, &span);
      g_array_append_val (spans, span);
      from_utc_s = span.until_utc_s;
    }

  return spans;
}

/**
 * cor_closed_roads_find_area:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: a moment
 *
 * Returns: (transfer none) (nullable): a closure with an area that holds the place at that moment
 */
const CorClosure *
cor_closed_roads_find_area (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s)
{
  gsize index = cor_closure_set_find_area (self->all, position, time_utc_s, time_utc_s);

  return index < self->closures->len ? self->closures->pdata[index] : NULL;
}

/**
 * cor_closed_roads_find_way_out:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: the earliest time to leave it
 *
 * Returns: when the place can be left, or %G_MAXINT64 if it lies in closed areas until the plan
 * ends
 */
gint64
cor_closed_roads_find_way_out (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s)
{
  if (cor_closed_roads_find_area (self, position, time_utc_s) == NULL)
    return time_utc_s;

  for (guint i = 0; i < self->changes->len; i++)
    {
      gint64 change_utc_s = g_array_index (self->changes, gint64, i);

      if (change_utc_s > time_utc_s &&
          cor_closed_roads_find_area (self, position, change_utc_s) == NULL)
        return change_utc_s;
    }

  return G_MAXINT64;
}

/**
 * cor_closed_roads_find_last_way_out:
 * @self: closed roads
 * @position: a place
 * @time_utc_s: the latest time to leave it
 *
 * Returns: the last moment up to then at which it can be left, a minute before an area closes; the
 * plan's start if there is none
 */
gint64
cor_closed_roads_find_last_way_out (const CorClosedRoads *self,
                                    CorPosition position,
                                    gint64 time_utc_s)
{
  if (cor_closed_roads_find_area (self, position, time_utc_s) == NULL)
    return time_utc_s;

  for (guint i = self->changes->len; i > 0; i--)
    {
      gint64 before_utc_s = g_array_index (self->changes, gint64, i - 1) - SECONDS_PER_MINUTE;

      if (before_utc_s < time_utc_s && before_utc_s >= self->start_utc_s &&
          cor_closed_roads_find_area (self, position, before_utc_s) == NULL)
        return before_utc_s;
    }

  return self->start_utc_s;
}

/**
 * cor_closed_roads_hold:
 * @self: closed roads
 * @position: where two legs meet
 * @before: the leg by which one came there, or %COR_ROAD_NONE
 * @after: the leg by which one goes on
 * @from_utc_s: since when one is there
 * @until_utc_s: when one goes on
 *
 * Returns: whether whoever waits there meanwhile is in an area when it is closed, or between two
 *   legs that one closure closes
 */
gboolean
cor_closed_roads_hold (const CorClosedRoads *self,
                       CorPosition position,
                       guint32 before,
                       guint32 after,
                       gint64 from_utc_s,
                       gint64 until_utc_s)
{
  if (cor_closure_set_find_area (self->all, position, from_utc_s, until_utc_s) <
      self->closures->len)
    return TRUE;

  for (guint i = 0; before != COR_ROAD_NONE && i < self->closures->len; i++)
    if (cor_closure_lets_nobody_pass (self->closures->pdata[i]) && hits (self->all, i, before) &&
        hits (self->all, i, after) &&
        cor_closure_shape_meets (self->shapes->pdata[i], from_utc_s, until_utc_s))
      return TRUE;

  return FALSE;
}

/**
 * cor_closed_roads_find_closure_of_leg:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: (transfer none) (nullable): the first closure that closes it while the plan lasts
 */
const CorClosure *
cor_closed_roads_find_closure_of_leg (const CorClosedRoads *self, guint32 leg)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      const CorClosure *closure = self->closures->pdata[i];

      if (!cor_closure_lets_nobody_pass (closure) ||
          !cor_closure_shape_meets (self->shapes->pdata[i], self->start_utc_s, self->end_utc_s))
        continue;
      if (hits (self->all, i, leg))
        return closure;
    }

  return NULL;
}

/**
 * cor_closed_roads_list_idle:
 * @self: closed roads
 * @closure_ids: (element-type CorId): takes the ids of closures that hit no road
 *
 * Lists what an officer should look at again.
 */
void
cor_closed_roads_list_idle (const CorClosedRoads *self, GArray *closure_ids)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      const CorClosure *closure = self->closures->pdata[i];
      gsize n_legs;

      cor_closure_set_get_hits (self->all, i, &n_legs);
      if (n_legs == 0)
        g_array_append_val (closure_ids, closure->record.id);
    }
}

/**
 * cor_closed_roads_list_unmatched:
 * @self: closed roads
 * @closure_ids: (element-type CorId): takes the ids of closures that do not hit the roads that they
 *   hit on the network that they were drawn on
 *
 * Lists what an officer should look at again on a newer network; see cor_closure_is_unmatched().
 */
void
cor_closed_roads_list_unmatched (const CorClosedRoads *self, GArray *closure_ids)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      const CorClosure *closure = self->closures->pdata[i];
      gsize n_legs;
      const guint32 *legs = cor_closure_set_get_hits (self->all, i, &n_legs);

      if (cor_closure_is_unmatched (closure, cor_closure_set_get_network (self->all), legs, n_legs))
        g_array_append_val (closure_ids, closure->record.id);
    }
}
