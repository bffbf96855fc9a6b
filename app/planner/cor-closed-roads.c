/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closed-roads.h"

#include <stdlib.h>

#include "cor-closure-shape.h"
#include "cor-time.h"

#define SECONDS_PER_MINUTE 60

struct _CorClosedRoads
{
  gint64 start_utc_s;
  gint64 end_utc_s;
  GPtrArray *closures;     /* CorClosure, in the order of the plan */
  CorClosureSet *all;      /* in the same order */
  CorClosureSet *standing; /* those that are in force from start to end */
  CorClosureSet *none;     /* only what is closed to every plan: roads abroad */
  GArray *changes;         /* gint64: when something closes or opens after start, before end */
};

static gboolean
add_part (CorClosureShape *shape,
          const CorClosure *closure,
          CorPartKind kind,
          const CorPosition *points,
          guint n_points,
          GError **error)
{
  if (n_points == 0)
    return TRUE;

  switch (closure->closure)
    {
    case COR_CLOSURE_ROAD:
      cor_closure_shape_add_road (shape, points[0], points[n_points - 1]);
      return TRUE;
    case COR_CLOSURE_LINE:
      return cor_closure_shape_add_line (shape, points, n_points, error);
    case COR_CLOSURE_AREA:
    default:
      if (kind == COR_PART_LINE)
        return cor_closure_shape_add_line (shape, points, n_points, error);
      if (kind == COR_PART_HOLE)
        return cor_closure_shape_add_hole (shape, points, n_points, error);
      return cor_closure_shape_add_area (shape, points, n_points, error);
    }
}

static CorClosureShape *
make_shape (const CorClosure *closure, GError **error)
{
  g_autoptr (CorClosureShape) shape = cor_closure_shape_new (
      closure->label,
      closure->from_utc_s == COR_TIME_NONE ? COR_CLOSED_SINCE_EVER : closure->from_utc_s,
      closure->until_utc_s == COR_TIME_NONE ? COR_CLOSED_FOR_GOOD : closure->until_utc_s);

  for (guint i = 0; i < cor_geometry_get_n_parts (closure->geometry); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (closure->geometry, i, &points, &n_points);

      if (!add_part (shape, closure, kind, points, n_points, error))
        {
          g_prefix_error (error, "Closure “%s”, part %u: ", closure->label, i + 1);
          return NULL;
        }
    }

  return g_steal_pointer (&shape);
}

static gboolean
stands (const CorClosedRoads *self, const CorClosure *closure)
{
  return (closure->from_utc_s == COR_TIME_NONE || closure->from_utc_s <= self->start_utc_s) &&
         (closure->until_utc_s == COR_TIME_NONE || closure->until_utc_s >= self->end_utc_s);
}

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

/* The shapes of the plan's closures stand first in all sets, in their order. */
static gboolean
make_sets (CorClosedRoads *self, CorNetwork *network, CorProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);
  g_autoptr (GPtrArray) standing = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < self->closures->len; i++)
    {
      CorClosureShape *shape = make_shape (self->closures->pdata[i], error);

      if (shape == NULL)
        return FALSE;
      g_ptr_array_add (shapes, shape);
      if (stands (self, self->closures->pdata[i]))
        g_ptr_array_add (standing, shape);
    }

  g_ptr_array_add (shapes, make_abroad ());
  g_ptr_array_add (standing, shapes->pdata[shapes->len - 1]);
  g_ptr_array_add (none, shapes->pdata[shapes->len - 1]);

  self->all = make_set (network, shapes, progress, error);
  if (self->all != NULL)
    self->none = make_set (network, none, progress, error);
  if (self->none != NULL)
    self->standing = self->changes->len == 0 ? cor_closure_set_ref (self->all)
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

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
list_changes (CorClosedRoads *self)
{
  for (guint i = 0; i < self->closures->len; i++)
    {
      const CorClosure *closure = self->closures->pdata[i];

      if (closure->from_utc_s > self->start_utc_s && closure->from_utc_s < self->end_utc_s)
        g_array_append_val (self->changes, closure->from_utc_s);
      if (closure->until_utc_s > self->start_utc_s && closure->until_utc_s < self->end_utc_s)
        g_array_append_val (self->changes, closure->until_utc_s);
    }
  g_array_sort (self->changes, compare_times);
}

/**
 * cor_closed_roads_new:
 * @network: the roads
 * @closures: (element-type CorClosure): a plan's closures
 * @start_utc_s: when the plan begins
 * @end_utc_s: when it ends
 * @progress: (nullable): stops it
 * @error: (nullable): set when a closure has no sensible shape, or it was stopped
 *
 * Finds the roads that the closures close.
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
  self->changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->closures = g_ptr_array_new_with_free_func (cor_record_unref);
  for (guint i = 0; i < closures->len; i++)
    g_ptr_array_add (self->closures, cor_record_ref (closures->pdata[i]));
  list_changes (self);

  return make_sets (self, network, progress, error) ? g_steal_pointer (&self) : NULL;
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
  g_array_unref (self->changes);
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
 * Returns: whether a closure begins or ends while the plan lasts
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

      if ((closure->from_utc_s != COR_TIME_NONE && closure->from_utc_s >= self->end_utc_s) ||
          (closure->until_utc_s != COR_TIME_NONE && closure->until_utc_s <= self->start_utc_s))
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
