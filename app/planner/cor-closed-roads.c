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

  return make_shapes (self, error) && make_sets (self, network, progress, error)
             ? g_steal_pointer (&self)
             : NULL;
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
  g_ptr_array_unref (self->closures);
  g_ptr_array_unref (self->shapes);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/**
 * cor_closed_roads_is_for:
 * @self: closed roads
 * @closures: (element-type CorClosure): closures
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
                         gint64 start_utc_s,
                         gint64 end_utc_s)
{
  if (self->start_utc_s != start_utc_s || self->end_utc_s != end_utc_s ||
      self->closures->len != closures->len)
    return FALSE;

  for (guint i = 0; i < closures->len; i++)
    if (self->closures->pdata[i] != closures->pdata[i])
      return FALSE;

  return TRUE;
}

/**
 * cor_closed_roads_get_all:
 * @self: closed roads
 *
 * Returns: (transfer none): every closure, with its times
 */
CorClosureSet *
cor_closed_roads_get_all (const CorClosedRoads *self)
{
  return self->all;
}

/**
 * cor_closed_roads_get_standing:
 * @self: closed roads
 *
 * Returns: (transfer none): the closures that stand from the plan's start to its end
 */
CorClosureSet *
cor_closed_roads_get_standing (const CorClosedRoads *self)
{
  return self->standing;
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
      gsize n_legs;
      const guint32 *legs = cor_closure_set_get_hits (self->all, i, &n_legs);

      if (!cor_closure_lets_nobody_pass (closure) ||
          !cor_closure_shape_meets (self->shapes->pdata[i], self->start_utc_s, self->end_utc_s))
        continue;
      if (n_legs > 0 && bsearch (&leg, legs, n_legs, sizeof *legs, compare_legs) != NULL)
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
