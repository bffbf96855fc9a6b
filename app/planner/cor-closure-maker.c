/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-maker.h"

#include "cor-error.h"
#include "cor-fixed-way.h"
#include "cor-time.h"

/* How far from the line that an officer draws along a river its bridges are looked for, unless they
 * say so. */
#define USUAL_BRIDGE_DISTANCE_M 300

#define WHOLE_PERCENT 100

/* A front is as far around an area as around a line. */
static gboolean
add_front (CorClosureShape *shape,
           CorPartKind kind,
           const CorPosition *points,
           guint n_points,
           guint distance_m,
           GError **error)
{
  return cor_closure_shape_add_front (shape, points, n_points, distance_m, error) &&
         (kind != COR_PART_POLYGON || cor_closure_shape_add_area (shape, points, n_points, error));
}

static gboolean
add_area (CorClosureShape *shape,
          CorPartKind kind,
          const CorPosition *points,
          guint n_points,
          GError **error)
{
  if (kind == COR_PART_LINE)
    return cor_closure_shape_add_line (shape, points, n_points, error);
  if (kind == COR_PART_HOLE)
    return cor_closure_shape_add_hole (shape, points, n_points, error);

  return cor_closure_shape_add_area (shape, points, n_points, error);
}

static gboolean
add_part (CorClosureShape *shape,
          const CorClosure *closure,
          CorPartKind kind,
          const CorPosition *points,
          guint n_points,
          GError **error)
{
  guint distance_m = closure->distance_m;

  if (n_points == 0)
    return TRUE;

  switch (closure->closure)
    {
    case COR_CLOSURE_ROAD:
      cor_closure_shape_add_road (shape, points[0], points[n_points - 1]);
      return TRUE;
    case COR_CLOSURE_LINE:
      return cor_closure_shape_add_line (shape, points, n_points, error);
    case COR_CLOSURE_FRONT:
      return add_front (shape, kind, points, n_points, distance_m, error);
    case COR_CLOSURE_BRIDGES:
      return cor_closure_shape_add_bridges (
          shape, points, n_points, distance_m > 0 ? distance_m : USUAL_BRIDGE_DISTANCE_M, error);
    case COR_CLOSURE_AREA:
    default:
      return add_area (shape, kind, points, n_points, error);
    }
}

static gboolean
add_parts (CorClosureShape *shape, const CorClosure *closure, GError **error)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (closure->geometry); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (closure->geometry, i, &points, &n_points);

      if (!add_part (shape, closure, kind, points, n_points, error))
        {
          g_prefix_error (error, "Part %u: ", i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
set_effect (CorClosureShape *shape, const CorClosure *closure, GError **error)
{
  switch (closure->effect)
    {
    case COR_RESTRICTION_DELAY:
      return cor_closure_shape_set_delay (shape, closure->delay_min, error);
    case COR_RESTRICTION_SPEED:
      return cor_closure_shape_set_speed (shape, closure->speed_percent, error);
    case COR_RESTRICTION_LIMIT:
      /* A limit leaves the pace as it is; #CorLaneSet sees to it that it is kept. */
      return closure->limit_vehicles_per_h == 0 ||
             cor_closure_shape_set_speed (shape, WHOLE_PERCENT, error);
    case COR_RESTRICTION_CLOSED:
    default:
      return TRUE;
    }
}

static gboolean
set_hours (CorClosureShape *shape, const CorClosure *closure, GError **error)
{
  const CorDaily *daily = &closure->daily;
  CorClosureHours hours = {
    .from_min = daily->from_min,
    .until_min = daily->until_min,
    .days = daily->weekdays != 0 ? daily->weekdays : COR_ALL_WEEKDAYS,
    .zone = closure->zone,
  };

  return cor_daily_is_always (daily) || cor_closure_shape_set_hours (shape, &hours, error);
}

/**
 * cor_closure_make_shape:
 * @closure: a closure of a plan
 * @error: (nullable): set when it has no sensible shape or hours, or does what routes cannot be
 *   planned with; the text names it
 *
 * Says in the words of roads what a closure does, where and when. Nothing of it is left out: what
 * cannot be honoured is an error.
 *
 * Returns: (transfer full) (nullable): the shape
 */
CorClosureShape *
cor_closure_make_shape (const CorClosure *closure, GError **error)
{
  g_autoptr (CorClosureShape) shape = cor_closure_shape_new (
      closure->label,
      closure->from_utc_s == COR_TIME_NONE ? COR_CLOSED_SINCE_EVER : closure->from_utc_s,
      closure->until_utc_s == COR_TIME_NONE ? COR_CLOSED_FOR_GOOD : closure->until_utc_s);

  if (!add_parts (shape, closure, error) || !set_effect (shape, closure, error) ||
      !set_hours (shape, closure, error))
    {
      g_prefix_error (error, "Closure “%s”: ", closure->label);
      return NULL;
    }
  cor_closure_shape_set_direction (shape, closure->direction == COR_RESTRICTION_FORWARD
                                              ? COR_CLOSURE_ONE_WAY
                                              : COR_CLOSURE_BOTH_WAYS);
  cor_closure_shape_set_cuts_overpasses (shape, closure->cuts_overpasses);

  return g_steal_pointer (&shape);
}

/**
 * cor_closure_is_limit:
 * @closure: a closure of a plan
 *
 * Returns: whether so many vehicles an hour drive there while it is in force, and no more
 */
gboolean
cor_closure_is_limit (const CorClosure *closure)
{
  return closure->effect == COR_RESTRICTION_LIMIT && closure->limit_vehicles_per_h > 0;
}

/**
 * cor_closure_limits_entering:
 * @closure: a closure of a plan that limits how many vehicles pass
 *
 * Returns: whether it counts who drives into it: an area or a front; who lives there drives out
 *   uncounted
 */
gboolean
cor_closure_limits_entering (const CorClosure *closure)
{
  return closure->closure == COR_CLOSURE_AREA || closure->closure == COR_CLOSURE_FRONT;
}

static CorClosureDirection
get_lane_direction (const CorClosure *closure)
{
  if (cor_closure_limits_entering (closure))
    return COR_CLOSURE_ONE_WAY;

  /* Whoever drives over a bridge drives onto it. */
  return closure->direction == COR_RESTRICTION_FORWARD && closure->closure != COR_CLOSURE_BRIDGES
             ? COR_CLOSURE_ONE_WAY
             : COR_CLOSURE_BOTH_WAYS;
}

/**
 * cor_closure_make_lane_shape:
 * @closure: a closure that limits how many vehicles pass
 * @error: (nullable): set when it has no sensible shape
 *
 * Returns: (transfer full) (nullable): the shape of the roads it limits, in the direction in which
 *   it does, closed for good
 */
CorClosureShape *
cor_closure_make_lane_shape (const CorClosure *closure, GError **error)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new (closure->label, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

  if (!add_parts (shape, closure, error))
    {
      g_prefix_error (error, "Closure “%s”: ", closure->label);
      return NULL;
    }
  cor_closure_shape_set_direction (shape, get_lane_direction (closure));
  cor_closure_shape_set_cuts_overpasses (shape, closure->cuts_overpasses);

  return g_steal_pointer (&shape);
}

/**
 * cor_closure_make_corridor_shape:
 * @corridor: an agreed corridor
 * @network: the roads
 *
 * Returns: (transfer full): the shape of its roads, closed for good, as far as the network knows
 * them
 */
CorClosureShape *
cor_closure_make_corridor_shape (const CorAgreedCorridor *corridor, CorNetwork *network)
{
  CorClosureShape *shape =
      cor_closure_shape_new (corridor->label, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  const CorPosition *points;
  guint n_points;

  if (cor_geometry_get_n_parts (corridor->geometry) == 0 ||
      cor_geometry_get_part (corridor->geometry, 0, &points, &n_points) != COR_PART_LINE)
    return shape;

  for (guint i = 0; i + 1 < n_points; i++)
    if (cor_network_has_fixed_way (network, points[i], points[i + 1]))
      cor_closure_shape_add_road (shape, points[i], points[i + 1]);

  return shape;
}

/**
 * cor_closure_lets_nobody_pass:
 * @closure: a closure of a plan
 *
 * Returns: whether nobody drives there while it is in force, as opposed to later or slower
 */
gboolean
cor_closure_lets_nobody_pass (const CorClosure *closure)
{
  return closure->effect == COR_RESTRICTION_CLOSED ||
         (closure->effect == COR_RESTRICTION_LIMIT && closure->limit_vehicles_per_h == 0);
}
