/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closed-roads-private.h"

#include <stdlib.h>

#include "cor-closure-hints.h"
#include "cor-closure-maker.h"
#include "cor-error.h"

/* More roads into an area that limits vehicles than these take too long to plan with. */
#define MAX_ENTRIES 48u

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
  self->limit_places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < corridors->len; i++)
    g_ptr_array_add (self->corridors, cor_record_ref (corridors->pdata[i]));
  for (guint i = 0; i < self->closures->len; i++)
    if (cor_closure_is_limit (self->closures->pdata[i]) &&
        cor_closure_shape_meets (self->shapes->pdata[i], self->start_utc_s, self->end_utc_s))
      {
        g_ptr_array_add (self->limits, self->closures->pdata[i]);
        g_array_append_val (self->limit_places, i);
      }
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

/* Each road into an area is a lane of its own, and all are looked at together. */
static gboolean
check_entries (CorClosedRoads *self, GError **error)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      const CorClosure *limit = self->limits->pdata[i];
      gsize n_legs;

      cor_closure_set_get_hits (self->lanes, i, &n_legs);
      if (!cor_closure_limits_entering (limit) || n_legs <= MAX_ENTRIES)
        continue;
      g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                   "Closure “%s”: %" G_GSIZE_FORMAT
                   " roads lead into it; vehicles can be limited where no more than %u do. Draw it "
                   "smaller, or draw limits along the roads that matter, or across them.",
                   limit->label, n_legs, MAX_ENTRIES);
      return FALSE;
    }

  return TRUE;
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
  if (self->lanes != NULL && check_entries (self, error))
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
 * cor_closed_roads_hits:
 * @set: closures, prepared for a network
 * @shape: one of its shapes
 * @leg: a leg of the network
 *
 * Looks the leg up among those that the shape hits, by halving.
 *
 * Returns: whether the shape hits it
 */
gboolean
cor_closed_roads_hits (CorClosureSet *set, guint shape, guint32 leg)
{
  gsize n_legs;
  const guint32 *legs = cor_closure_set_get_hits (set, shape, &n_legs);

  return n_legs > 0 && bsearch (&leg, legs, n_legs, sizeof *legs, compare_legs) != NULL;
}

static void
touch_hits (CorClosedRoads *self, CorClosureSet *set, guint n_shapes)
{
  for (guint i = 0; i < n_shapes; i++)
    {
      gsize n_legs;
      const guint32 *legs = cor_closure_set_get_hits (set, i, &n_legs);

      for (gsize j = 0; j < n_legs; j++)
        self->touched[legs[j] / 32] |= 1u << (legs[j] % 32);
    }
}

static void
note_touched (CorClosedRoads *self, CorNetwork *network)
{
  self->touched = g_new0 (guint32, cor_network_get_n_legs (network) / 32 + 1);
  touch_hits (self, self->all, self->closures->len);
  if (self->lanes != NULL)
    touch_hits (self, self->lanes, self->limits->len + self->corridors->len);
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

  if (!make_lane_sets (self, network, progress, error))
    return NULL;

  note_touched (self, network);

  return g_steal_pointer (&self);
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
  g_clear_pointer (&self->limit_places, g_array_unref);
  g_ptr_array_unref (self->closures);
  g_ptr_array_unref (self->shapes);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self->touched);
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
 * cor_closed_roads_touch:
 * @self: closed roads
 * @leg: a leg of the network
 *
 * Returns: whether a closure, whatever it does and whenever, or a lane has to do with it
 */
gboolean
cor_closed_roads_touch (const CorClosedRoads *self, guint32 leg)
{
  return (self->touched[leg / 32] & (1u << (leg % 32))) != 0;
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
      if (cor_closed_roads_hits (self->all, i, leg))
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
