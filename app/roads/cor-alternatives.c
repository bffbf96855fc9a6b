/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-alternatives-private.h"

/* So many ways, the most promising, are looked at closely. */
#define MAX_LOOKS 60u

/* Parts of legs are rounded up, at both ends of what is compared. */
#define ROUNDING_MS 8u

typedef CorAlternativeQuest Quest;

/* A way as driven, and where what it leads over begins and ends: that may be one node. */
typedef struct
{
  GArray *drives;  /* CorRouteDrive */
  guint32 time_ms; /* connectors included */
  guint begin;     /* the first drive behind the begin */
  guint end;
} Way;

/* A place on a way: how far along one of its drives. */
typedef struct
{
  guint drive;
  guint32 along;
} Point;

static void
alternative_free (gpointer data)
{
  CorAlternativeRoute *alternative = data;

  cor_route_unref (alternative->route);
  g_free (alternative);
}

static const CorRouteDrive *
get_drive (const Way *way, guint drive)
{
  return &g_array_index (way->drives, CorRouteDrive, drive);
}

/* Whether a way over that node that takes as long was looked at already: it is the same one. */
static gboolean
was_seen (const Quest *quest, const CorAlternativeCandidate *candidate)
{
  const CorNetwork *network = quest->router->network;
  guint32 node = candidate->arc != COR_ROAD_NONE ? network->arc_head[candidate->arc]
                                                 : quest->vias[candidate->via].node;

  return GPOINTER_TO_UINT (g_hash_table_lookup (quest->seen, GUINT_TO_POINTER (node))) ==
         candidate->cost_ms + 1;
}

static void
note_seen (Quest *quest, const Way *way, guint32 cost_ms)
{
  for (guint i = 0; i + 1 < way->drives->len; i++)
    {
      gpointer node = GUINT_TO_POINTER (quest->router->network->arc_head[get_drive (way, i)->arc]);
      guint32 seen_ms = GPOINTER_TO_UINT (g_hash_table_lookup (quest->seen, node));

      if (seen_ms == 0 || seen_ms > cost_ms + 1)
        g_hash_table_insert (quest->seen, node, GUINT_TO_POINTER (cost_ms + 1));
    }
}

/* The quickest way over what a candidate names. */
static gboolean
find_way (const Quest *quest, const CorAlternativeCandidate *candidate, Way *way)
{
  const CorNetwork *network = quest->router->network;
  guint32 node = quest->vias[candidate->via].node;
  gboolean is_arc = candidate->arc != COR_ROAD_NONE;
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) behind = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorRouterPath first = { arcs, COR_ROAD_NONE, COR_ROAD_NONE };
  CorRouterPath second = { behind, COR_ROAD_NONE, COR_ROAD_NONE };
  CorRouterEnds there = quest->ends, onward = quest->ends;
  guint n_before;

  there.arriving[0] = (CorSnapEnd){ node, COR_ROAD_NONE, 0 };
  onward.leaving[0] =
      (CorSnapEnd){ is_arc ? network->arc_head[candidate->arc] : node, COR_ROAD_NONE, 0 };
  there.n_arriving = onward.n_leaving = 1;
  if (cor_router_find_path (quest->router, &there, &first) >= COR_COST_UNREACHABLE ||
      cor_router_find_path (quest->router, &onward, &second) >= COR_COST_UNREACHABLE)
    return FALSE;
  n_before = arcs->len;
  if (is_arc)
    g_array_append_val (arcs, candidate->arc);
  g_array_append_vals (arcs, behind->data, behind->len);
  first.last_node = second.last_node;

  g_array_set_size (way->drives, 0);
  cor_router_list_drives (quest->router, quest->source, quest->target, &quest->ends, &first,
                          way->drives);
  way->begin = n_before + (way->drives->len > 0 && arcs->len > 0 &&
                           get_drive (way, 0)->arc != g_array_index (arcs, guint32, 0));
  way->end = way->begin + is_arc;
  way->time_ms = quest->source->connector_ms + quest->target->connector_ms;
  for (guint i = 0; i < way->drives->len; i++)
    way->time_ms += get_drive (way, i)->time_ms;

  return TRUE;
}

static gpointer
side_key (const Quest *quest, guint32 arc)
{
  return GUINT_TO_POINTER (quest->router->network->arc_leg[arc]);
}

static guint32
sum_shared_ms (const Quest *quest, const Way *way)
{
  guint64 shared_ms = 0;

  for (guint i = 0; i < way->drives->len; i++)
    if (g_hash_table_contains (quest->used, side_key (quest, get_drive (way, i)->arc)))
      shared_ms += get_drive (way, i)->time_ms;

  return (guint32) MIN (shared_ms, G_MAXUINT32);
}

/* Whether a part that leaves the best way and comes back to it is worth it by itself, and does not
 * go back. */
static gboolean
part_is_short (const Quest *quest, guint64 off_ms, guint32 left_ms, guint32 back_ms)
{
  return back_ms >= left_ms &&
         off_ms <= (guint64) (back_ms - left_ms) * (100 + quest->limits->max_longer_percent) / 100;
}

/* Looks at each part off the best way. No node is passed twice. The last drive ends at the target,
 * which need not be a node: who comes from the other side has not passed the node behind it. */
static gboolean
parts_are_short (const Quest *quest, const Way *way)
{
  const CorNetwork *network = quest->router->network;
  g_autoptr (GHashTable) passed = g_hash_table_new (NULL, NULL);
  guint32 best_ms = quest->best_ms - quest->source->connector_ms - quest->target->connector_ms;
  guint last = way->drives->len - 1;
  guint64 off_ms = 0;
  guint32 left_ms = 0; /* when the best way was left */

  for (guint i = 0; i < last; i++)
    {
      const CorRouteDrive *drive = get_drive (way, i);
      guint32 head = cor_network_base_node (network, network->arc_head[drive->arc]);
      gpointer on_best = g_hash_table_lookup (quest->best, GUINT_TO_POINTER (head));
      guint32 at_ms = GPOINTER_TO_UINT (on_best) - 1;

      if (!g_hash_table_add (passed, GUINT_TO_POINTER (head)))
        return FALSE;
      off_ms += drive->time_ms;
      if (on_best == NULL)
        continue;
      if (!part_is_short (quest, off_ms, left_ms, at_ms))
        return FALSE;
      left_ms = at_ms;
      off_ms = 0;
    }

  return part_is_short (quest, off_ms + get_drive (way, last)->time_ms, left_ms, best_ms);
}

/* The place that is @ahead_ms of driving before a drive begins, at the earliest the way's begin. */
static Point
find_point_before (const Way *way, guint drive, guint32 ahead_ms)
{
  for (; drive > 0; drive--)
    {
      const CorRouteDrive *last = get_drive (way, drive - 1);
      gint64 length = (gint64) last->along_to - last->along_from;

      if (last->time_ms >= ahead_ms && last->time_ms > 0)
        return (Point){ drive - 1, (guint32) (last->along_to - length * ahead_ms / last->time_ms) };
      ahead_ms -= last->time_ms;
    }

  return (Point){ 0, get_drive (way, 0)->along_from };
}

static Point
find_point_behind (const Way *way, guint drive, guint32 behind_ms)
{
  for (; drive < way->drives->len; drive++)
    {
      const CorRouteDrive *next = get_drive (way, drive);
      gint64 length = (gint64) next->along_to - next->along_from;

      if (next->time_ms >= behind_ms && next->time_ms > 0)
        return (Point){ drive, (guint32) (next->along_from + length * behind_ms / next->time_ms) };
      behind_ms -= next->time_ms;
    }

  return (Point){ way->drives->len - 1, get_drive (way, way->drives->len - 1)->along_to };
}

static guint32
sum_piece_ms (const Quest *quest, const Way *way, Point from, Point to)
{
  const CorRouteDrive *first = get_drive (way, from.drive);
  const CorRouteDrive *last = get_drive (way, to.drive);
  guint32 time_ms;

  if (from.drive == to.drive)
    return cor_router_drive_part (quest->router, first->arc, from.along, to.along).time_ms;

  time_ms = cor_router_drive_part (quest->router, first->arc, from.along, first->along_to).time_ms +
            cor_router_drive_part (quest->router, last->arc, last->along_from, to.along).time_ms;
  for (guint i = from.drive + 1; i < to.drive; i++)
    time_ms += get_drive (way, i)->time_ms;

  return time_ms;
}

static CorSnap
stand_at (const Quest *quest, const Way *way, Point point)
{
  const CorNetwork *network = quest->router->network;
  guint32 leg = cor_network_arc_leg (network, get_drive (way, point.drive)->arc);

  return (CorSnap){ .state = COR_SNAP_FOUND,
                    .leg = leg,
                    .along = point.along,
                    .node = point.along == 0                    ? network->leg[leg].from_node
                            : point.along == COR_SNAP_WHOLE_LEG ? network->leg[leg].to_node
                                                                : COR_ROAD_NONE,
                    .closed_leg = COR_ROAD_NONE,
                    .closed_area = G_MAXSIZE };
}

/* Whether the piece of a way around a place on it, @local_ms before and behind, is a quickest way:
 * then so is every piece of up to @local_ms that leads over that place. */
static gboolean
is_quickest_around (const Quest *quest, const Way *way, guint drive, guint32 local_ms)
{
  Point from = find_point_before (way, drive, local_ms);
  Point to = find_point_behind (way, drive, local_ms);
  CorSnap source = stand_at (quest, way, from);
  CorSnap target = stand_at (quest, way, to);
  guint32 piece_ms = sum_piece_ms (quest, way, from, to);

  return cor_cost_time_ms (cor_router_find_cost (quest->router, &source, &target)) + ROUNDING_MS >=
         piece_ms;
}

/* The way up to what it leads over is a quickest one, and so is the way behind. */
static gboolean
is_local (const Quest *quest, const Way *way)
{
  guint32 local_ms = cor_alternative_percent_of (quest->best_ms, quest->limits->min_local_percent);

  return is_quickest_around (quest, way, way->begin, local_ms) &&
         (way->begin == way->end || is_quickest_around (quest, way, way->end, local_ms));
}

static void
use (Quest *quest, const guint32 *arcs, gsize n_arcs)
{
  for (gsize i = 0; i < n_arcs; i++)
    g_hash_table_add (quest->used, side_key (quest, arcs[i]));
}

static void
note_best (Quest *quest, CorRoute *route)
{
  const CorNetwork *network = quest->router->network;
  const guint32 *arcs = cor_route_get_arcs (route, &quest->n_best_arcs);
  guint32 at_ms = 0;

  quest->best_ms = cor_route_get_time_ms (route);
  use (quest, arcs, quest->n_best_arcs);
  for (gsize i = 0; i + 1 < quest->n_best_arcs; i++)
    {
      guint32 head = cor_network_base_node (network, network->arc_head[arcs[i]]);
      gboolean is_part = i == 0 && quest->source->node == COR_ROAD_NONE;
      CorRouteDrive drive =
          is_part ? cor_router_drive_part (quest->router, arcs[i], quest->source->along,
                                           cor_router_part_end (quest->router, arcs[i]))
                  : cor_router_drive_whole (quest->router, arcs[i]);

      at_ms += drive.time_ms;
      g_hash_table_insert (quest->best, GUINT_TO_POINTER (head), GUINT_TO_POINTER (at_ms + 1));
    }
}

static void
accept_way (Quest *quest, const Way *way, guint32 shared_ms)
{
  CorAlternativeRoute *alternative = g_new0 (CorAlternativeRoute, 1);
  gsize n_arcs;
  const guint32 *arcs;

  alternative->route =
      cor_route_new (quest->router->network, quest->source, quest->target,
                     (const CorRouteDrive *) way->drives->data, way->drives->len, 0);
  alternative->shared_percent =
      quest->best_ms > 0 ? (guint) ((guint64) shared_ms * 100 / quest->best_ms) : 0;
  alternative->longer_ms = way->time_ms - quest->best_ms;
  g_ptr_array_add (quest->found, alternative);
  arcs = cor_route_get_arcs (alternative->route, &n_arcs);
  use (quest, arcs, n_arcs);
}

static void
look_at (Quest *quest, const CorAlternativeCandidate *candidate, Way *way)
{
  guint32 shared_ms;

  if (!find_way (quest, candidate, way) || way->drives->len == 0)
    return;
  note_seen (quest, way, candidate->cost_ms);
  shared_ms = sum_shared_ms (quest, way);
  if (way->time_ms <= cor_alternative_limit_ms (quest) &&
      shared_ms <= cor_alternative_percent_of (quest->best_ms, quest->limits->max_shared_percent) &&
      parts_are_short (quest, way) && is_local (quest, way))
    accept_way (quest, way, shared_ms);
}

static void
look_at_candidates (Quest *quest, guint n_max)
{
  g_autoptr (GArray) candidates = cor_alternatives_list_candidates (quest);
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  Way way = { .drives = drives };
  guint n_looks = 0;

  for (guint i = 0; i < candidates->len && n_looks < MAX_LOOKS && quest->found->len < n_max; i++)
    {
      const CorAlternativeCandidate *candidate =
          &g_array_index (candidates, CorAlternativeCandidate, i);

      if (was_seen (quest, candidate))
        continue;
      look_at (quest, candidate, &way);
      n_looks++;
    }
}

/**
 * cor_router_find_alternatives:
 * @self: a router
 * @source: the place to leave
 * @target: the place to reach
 * @n_max: how many ways are wanted
 * @limits: (nullable): when another way is worth telling; %NULL: the usual
 *
 * Finds other ways to the same place that differ enough from the best one, and from each other, to
 * matter: quickest ways over one node, or over one long leg, that share little, are nowhere a
 * detour for its own sake, and are not much longer where they leave the best way (Abraham, Delling,
 * Goldberg, Werneck, “Alternative Routes in Road Networks”, 2013). The hierarchy finds the nodes,
 * and tells of each what is to be known before the way over it is looked at. What is closed is not
 * driven, as in cor_router_find_route ().
 *
 * Returns: (transfer full) (element-type CorAlternativeRoute): the ways, the most sensible first;
 *   none when there is no way at all
 */
GPtrArray *
cor_router_find_alternatives (CorRouter *self,
                              const CorSnap *source,
                              const CorSnap *target,
                              guint n_max,
                              const CorAlternativeLimits *limits)
{
  const CorAlternativeLimits usual = COR_ALTERNATIVE_LIMITS_DEFAULT;
  g_autoptr (CorRoute) best = cor_router_find_route (self, source, target);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) on_best = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Quest quest = { .router = self,
                  .source = source,
                  .target = target,
                  .limits = limits != NULL ? limits : &usual,
                  .used = used,
                  .best = on_best,
                  .seen = seen,
                  .found = g_ptr_array_new_with_free_func (alternative_free) };

  if (best == NULL || n_max == 0)
    return quest.found;

  quest.ends.n_leaving = cor_router_list_leaving (self, source, quest.ends.leaving);
  quest.ends.n_arriving = cor_router_list_arriving (self, target, quest.ends.arriving);
  note_best (&quest, best);
  if (quest.n_best_arcs > 0)
    look_at_candidates (&quest, n_max);

  return quest.found;
}
