/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-drawn-way.h"

#include "cor-alternatives.h"
#include "cor-fixed-way.h"

/*
 * A line that is drawn by its ends alone does not say which road is meant. The quickest one may be
 * it or not, so it is only offered: as a line with enough points that nothing else can be meant by
 * it, which whoever drew the first one may take or leave.
 */

/* Points of a line found are no further apart, so that it also means the same on a network that is
 * drawn a little otherwise. */
#define MAX_STEP_M 10000.0

/* Where on a leg a point stands that shall name no other, at least. */
#define POINT_ON_M 50.0

/* Another way that takes no longer than this, of the quickest, is as likely to be meant. */
#define LIKELY_LIMITS ((CorAlternativeLimits){ 60, 25, 15 })

typedef struct
{
  CorRouter *router;
  CorNetwork *network;
  const CorPosition *line;
  gsize n_positions;
  CorSnap *snaps; /* of the line's points; made when first wanted */
  gboolean *is_snapped;
  const CorSnapOptions *options;
} Quest;

static void
part_free (gpointer data)
{
  CorDrawnPart *part = data;

  g_clear_pointer (&part->route, cor_route_unref);
  g_clear_pointer (&part->other, cor_route_unref);
  g_free (part);
}

/**
 * cor_drawn_way_free:
 * @self: (transfer full): a way
 *
 * Frees @self.
 */
void
cor_drawn_way_free (CorDrawnWay *self)
{
  g_ptr_array_unref (self->parts);
  g_array_unref (self->arcs);
  g_clear_pointer (&self->found, g_array_unref);
  g_free (self);
}

static gboolean
is_on_road (const Quest *quest, gsize from, gsize to)
{
  const CorPosition ends[] = { quest->line[from], quest->line[to] };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (quest->network, ends, G_N_ELEMENTS (ends));

  return arcs->len > 0;
}

static const CorSnap *
get_snap (Quest *quest, gsize point)
{
  if (!quest->is_snapped[point])
    cor_router_snap (quest->router, quest->line[point], quest->options, &quest->snaps[point]);
  quest->is_snapped[point] = TRUE;

  return &quest->snaps[point];
}

static void
find_routes (Quest *quest, CorDrawnPart *part)
{
  const CorSnap *source = get_snap (quest, part->from), *target = get_snap (quest, part->to);
  const CorAlternativeLimits limits = LIKELY_LIMITS;
  g_autoptr (GPtrArray) others = NULL;

  if (source->state != COR_SNAP_FOUND || target->state != COR_SNAP_FOUND)
    return;
  part->route = cor_router_find_route (quest->router, source, target);
  if (part->route == NULL)
    return;
  others = cor_router_find_alternatives (quest->router, source, target, 1, &limits);
  if (others->len > 0)
    part->other = cor_route_ref (((CorAlternativeRoute *) others->pdata[0])->route);
}

/* The legs of a way, one after the other, from one to another. */
typedef struct
{
  CorRoute *route;
  const guint32 *arcs;
  gsize n_arcs;
} Legs;

static CorPosition
get_position (const Quest *quest, const Legs *legs, gsize place)
{
  if (place == 0)
    return cor_route_get_source (legs->route)->road_position;
  if (place == legs->n_arcs)
    return cor_route_get_target (legs->route)->road_position;

  return cor_network_get_node_position (
      quest->network, cor_network_get_arc_tail (quest->network, legs->arcs[place]));
}

static gboolean
are_same (const Quest *quest, guint32 a, guint32 b)
{
  return cor_network_get_arc_leg (quest->network, a) ==
             cor_network_get_arc_leg (quest->network, b) &&
         cor_network_get_arc_is_backward (quest->network, a) ==
             cor_network_get_arc_is_backward (quest->network, b);
}

/* How many of arcs, from the one at @first on, are those of a way from one place to another, all of
 * these; 0 if they are not. Of its first and its last leg a way may drive so little that they are
 * left out. */
static gsize
count_those (const Quest *quest, const Legs *legs, gsize from, gsize to, GArray *arcs, gsize first)
{
  gsize begin = from, n_same = 0;

  if (from == 0 && !are_same (quest, g_array_index (arcs, guint32, first), legs->arcs[0]))
    begin++;
  while (
      begin + n_same < to && first + n_same < arcs->len &&
      are_same (quest, g_array_index (arcs, guint32, first + n_same), legs->arcs[begin + n_same]))
    n_same++;

  return begin + n_same == to || (begin + n_same + 1 == to && to == legs->n_arcs) ? n_same : 0;
}

/* Whether a line from one place of a way to another, perhaps over a point between, means nothing
 * but the way. */
static gboolean
means (const Quest *quest, const Legs *legs, gsize from, gsize to, const CorPosition *over)
{
  CorPosition line[3] = { get_position (quest, legs, from) };
  g_autoptr (GArray) arcs = NULL;
  gsize n = 1;

  if (over != NULL)
    line[n++] = *over;
  line[n++] = get_position (quest, legs, to);
  arcs = cor_network_find_fixed_way (quest->network, line, n);

  return arcs->len > 0 && count_those (quest, legs, from, to, arcs, 0) == arcs->len;
}

/* A point on a leg, not far from where it begins. Where roads meet a line that only names the
 * junction may mean either. */
static CorPosition
get_point_on (const Quest *quest, guint32 arc)
{
  guint32 leg = cor_network_get_arc_leg (quest->network, arc);
  guint n_points = cor_network_get_leg_n_points (quest->network, leg);
  gboolean is_backward = cor_network_get_arc_is_backward (quest->network, arc);
  CorPosition first =
      cor_network_get_leg_point (quest->network, leg, is_backward ? n_points - 1 : 0);
  CorPosition second =
      cor_network_get_leg_point (quest->network, leg, is_backward ? n_points - 2 : 1);
  double distance_m = cor_position_distance_m (first, second);
  double part = CLAMP (POINT_ON_M / MAX (distance_m, 1.0), 0.1, 0.5);

  return (CorPosition){ first.lat_deg + part * (second.lat_deg - first.lat_deg),
                        first.lon_deg + part * (second.lon_deg - first.lon_deg) };
}

/* The furthest place that a line from another may go on to in one step. */
static gsize
find_next (const Quest *quest, const Legs *legs, gsize from)
{
  CorPosition start = get_position (quest, legs, from);
  gsize to = from + 1;

  while (to < legs->n_arcs &&
         cor_position_distance_m (start, get_position (quest, legs, to + 1)) <= MAX_STEP_M)
    to++;
  for (; to > from; to = from + (to - from) / 2)
    if (means (quest, legs, from, to, NULL))
      return to;

  return from;
}

/* Adds points that mean a way, without the first. Returns whether there are such. */
static gboolean
add_points (const Quest *quest, CorRoute *route, GArray *points)
{
  Legs legs = { .route = route };

  legs.arcs = cor_route_get_arcs (route, &legs.n_arcs);
  for (gsize from = 0, to; from < legs.n_arcs; from = to)
    {
      CorPosition position;

      to = find_next (quest, &legs, from);
      if (to == from)
        {
          to = from + 1;
          position = get_point_on (quest, legs.arcs[from]);
          if (!means (quest, &legs, from, to, &position))
            return FALSE;
          g_array_append_val (points, position);
        }
      position = get_position (quest, &legs, to);
      g_array_append_val (points, position);
    }

  return legs.n_arcs > 0;
}

/* Whether a line drives all of a way, somewhere. */
static gboolean
contains (const Quest *quest, GArray *arcs, CorRoute *route)
{
  Legs legs = { .route = route };

  legs.arcs = cor_route_get_arcs (route, &legs.n_arcs);
  for (gsize i = 0; i < arcs->len; i++)
    if (count_those (quest, &legs, 0, legs.n_arcs, arcs, i) > 0)
      return TRUE;

  return FALSE;
}

/* Where a point of a line goes if the way found begins or ends there. */
static CorPosition
move_point (Quest *quest, const CorDrawnPart *before, const CorDrawnPart *after, gsize point)
{
  if (before != NULL && before->route != NULL)
    return cor_route_get_target (before->route)->road_position;
  if (after != NULL && after->route != NULL)
    return cor_route_get_source (after->route)->road_position;

  return quest->line[point];
}

/* A line along roads, as drawn where that can be driven. That it means what it should is looked at
 * as a whole: a line means the shortest road on which two points stand, whatever was found. */
static GArray *
find_line (Quest *quest, GPtrArray *parts)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  g_autoptr (GArray) arcs = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const CorDrawnPart *part = parts->pdata[i];
      const CorDrawnPart *before = i > 0 ? parts->pdata[i - 1] : NULL;
      const CorDrawnPart *after = i + 1 < parts->len ? parts->pdata[i + 1] : NULL;
      CorPosition first = move_point (quest, before, part, part->from);
      CorPosition last = move_point (quest, part, after, part->to);

      if (i == 0)
        g_array_append_val (points, first);
      if (part->is_on_road)
        g_array_append_val (points, last);
      else if (part->route == NULL || !add_points (quest, part->route, points))
        return NULL;
    }

  arcs = cor_network_find_fixed_way (quest->network, (const CorPosition *) (gpointer) points->data,
                                     points->len);
  for (guint i = 0; i < parts->len; i++)
    {
      const CorDrawnPart *part = parts->pdata[i];

      if (arcs->len == 0 || (part->route != NULL && !contains (quest, arcs, part->route)))
        return NULL;
    }

  return g_steal_pointer (&points);
}

static gboolean
add_parts (Quest *quest, GPtrArray *parts, CorProgress *progress, GError **error)
{
  gsize from = 0;

  for (gsize i = 1; i < quest->n_positions; i++)
    {
      CorDrawnPart *part;

      if (!cor_progress_check (progress, error))
        return FALSE;
      if (i + 1 < quest->n_positions && !cor_fixed_way_goes_on (quest->line[from], quest->line[i]))
        continue;
      part = g_new0 (CorDrawnPart, 1);
      part->from = from;
      part->to = i;
      part->is_on_road = is_on_road (quest, from, i);
      g_ptr_array_add (parts, part);
      if (!part->is_on_road)
        find_routes (quest, part);
      from = i;
    }

  return TRUE;
}

/**
 * cor_drawn_way_new:
 * @router: whoever drives there; what its closures close is not driven
 * @line: (array length=n_positions): a line in driving direction, drawn along roads
 * @n_positions: how many points it has, at least 2
 * @options: (nullable): how its points are joined to the roads
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Tells whether a line lies on roads, and where not. There the quickest way is found, and whether
 * another is about as quick.
 *
 * Returns: (transfer full) (nullable): the way
 */
CorDrawnWay *
cor_drawn_way_new (CorRouter *router,
                   const CorPosition *line,
                   gsize n_positions,
                   const CorSnapOptions *options,
                   CorProgress *progress,
                   GError **error)
{
  g_autoptr (CorDrawnWay) self = g_new0 (CorDrawnWay, 1);
  g_autofree CorSnap *snaps = g_new0 (CorSnap, n_positions);
  g_autofree gboolean *is_snapped = g_new0 (gboolean, n_positions);
  Quest quest = {
    .router = router,
    .network = cor_router_get_network (router),
    .line = line,
    .n_positions = n_positions,
    .snaps = snaps,
    .is_snapped = is_snapped,
    .options = options,
  };

  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->arcs = cor_network_find_fixed_way (quest.network, line, n_positions);
  if (!add_parts (&quest, self->parts, progress, error))
    return NULL;
  if (self->arcs->len == 0)
    self->found = find_line (&quest, self->parts);

  return g_steal_pointer (&self);
}
