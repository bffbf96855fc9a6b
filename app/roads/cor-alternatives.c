/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-alternatives.h"

#include "cor-router-private.h"

/* So many candidates, the most promising, are looked at closely. */
#define MAX_CANDIDATES 200u

/* A plateau: a piece of road on which the quickest ways from the source and those to the target
 * agree. Every piece of the way over it that is no longer than it lies on one or the other, and so
 * is a quickest way itself. */
typedef struct
{
  guint32 end;
  guint32 arc;       /* that it lies within, or none */
  guint32 cost_ms;   /* of the way over it */
  guint32 length_ms; /* of itself, the parts of legs at both its ends included */
} Plateau;

typedef struct
{
  CorRouter *router;
  const CorSnap *source;
  const CorSnap *target;
  const CorAlternativeLimits *limits;
  CorRouterEnds ends;
  guint32 best_ms;
  guint32 *from_ms; /* by node: from the source */
  guint32 *to_ms;   /* by node: to the target */
  GHashTable *used; /* arcs of the ways taken so far */
  GHashTable *best; /* node of the best way -> how long after its beginning, plus one */
  GPtrArray *found; /* CorAlternativeRoute */
} Quest;

static void
alternative_free (gpointer data)
{
  CorAlternativeRoute *alternative = data;

  cor_route_unref (alternative->route);
  g_free (alternative);
}

static guint32
percent_of (guint32 whole, guint percent)
{
  return (guint32) ((guint64) whole * percent / 100);
}

static guint32
arc_ms (const Quest *quest, guint32 arc)
{
  return quest->router->weights_ms[arc];
}

/* The longest that any way may take. */
static guint32
limit_ms (const Quest *quest)
{
  return (guint32) MIN ((guint64) quest->best_ms * (100 + quest->limits->max_longer_percent) / 100,
                        COR_TRAVEL_UNREACHABLE - 1);
}

/* Whether an arc is on a quickest way from the source and on one to the target, and so on a
 * plateau. Arcs that take no time are left out: they would lead in circles. */
static gboolean
is_on_plateau (const Quest *quest, guint32 arc, guint32 most_ms)
{
  const CorNetwork *network = quest->router->network;
  guint32 tail = network->arc_tail[arc];
  guint32 head = network->arc_head[arc];
  guint32 time_ms = arc_ms (quest, arc);

  if (time_ms == 0 || time_ms >= most_ms || quest->from_ms[tail] >= most_ms ||
      quest->to_ms[head] >= most_ms)
    return FALSE;

  return quest->from_ms[tail] + time_ms == quest->from_ms[head] &&
         quest->to_ms[head] + time_ms == quest->to_ms[tail] &&
         quest->from_ms[head] + quest->to_ms[head] <= most_ms;
}

static int
compare_by_time (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Quest *quest = user_data;
  const CorNetwork *network = quest->router->network;
  guint32 one = *(const guint32 *) a;
  guint32 other = *(const guint32 *) b;
  guint32 one_ms = quest->from_ms[network->arc_tail[one]];
  guint32 other_ms = quest->from_ms[network->arc_tail[other]];

  if (one_ms != other_ms)
    return one_ms < other_ms ? -1 : 1;

  return one < other ? -1 : one > other;
}

/* What is short and on a long plateau comes first (Abraham, Delling, Goldberg, Werneck,
 * "Alternative Routes in Road Networks", 2013). */
static int
compare_plateaus (gconstpointer a, gconstpointer b)
{
  const Plateau *one = a;
  const Plateau *other = b;
  gint64 one_rank = 2 * (gint64) one->cost_ms - one->length_ms;
  gint64 other_rank = 2 * (gint64) other->cost_ms - other->length_ms;

  if (one_rank != other_rank)
    return one_rank < other_rank ? -1 : 1;

  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;

  return one->arc < other->arc ? -1 : one->arc > other->arc;
}

static GArray *
list_plateau_arcs (const Quest *quest)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 most_ms = limit_ms (quest);

  for (guint32 arc = 0; arc < quest->router->network->n_arcs; arc++)
    if (is_on_plateau (quest, arc, most_ms))
      g_array_append_val (arcs, arc);
  g_array_sort_with_data (arcs, compare_by_time, (gpointer) quest);

  return arcs;
}

/* What driving a leg the other way takes. */
static guint32
back_ms (const Quest *quest, guint32 arc)
{
  const CorNetwork *network = quest->router->network;
  guint32 back = cor_network_find_arc (network, cor_network_arc_leg (network, arc),
                                       !cor_network_arc_is_backward (network, arc));

  return back != COR_ROAD_NONE ? arc_ms (quest, back) : COR_TRAVEL_UNREACHABLE;
}

/* How much of an arc at the end of a plateau is on a quickest way both ways: as far as driving on
 * is no slower than turning back, where @near_ms is left from the plateau's end and @far_ms from
 * the other end of the arc. */
static guint32
find_part (const Quest *quest, guint32 arc, guint32 near_ms, guint32 far_ms)
{
  gint64 on_ms = arc_ms (quest, arc);
  gint64 returning_ms = back_ms (quest, arc);
  gint64 part_ms;

  if (returning_ms >= COR_TRAVEL_UNREACHABLE || far_ms >= COR_TRAVEL_UNREACHABLE)
    return (guint32) on_ms;
  part_ms = (returning_ms + far_ms - near_ms) * on_ms / MAX (on_ms + returning_ms, 1);

  return (guint32) CLAMP (part_ms, 0, on_ms);
}

/* How far a plateau reaches back into the legs by which its first node is come to. */
static guint32
find_part_before (const Quest *quest, guint32 node)
{
  const CorNetwork *network = quest->router->network;
  guint32 least_ms = G_MAXUINT32;

  for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
    {
      guint32 arc = network->in_arc[i];
      guint32 tail = network->arc_tail[arc];

      if (arc_ms (quest, arc) < COR_TRAVEL_UNREACHABLE &&
          quest->from_ms[tail] + arc_ms (quest, arc) == quest->from_ms[node])
        least_ms = MIN (least_ms, find_part (quest, arc, quest->to_ms[node], quest->to_ms[tail]));
    }

  return least_ms != G_MAXUINT32 ? least_ms : 0;
}

/* And how far on into those by which its last node is left. */
static guint32
find_part_behind (const Quest *quest, guint32 node)
{
  const CorNetwork *network = quest->router->network;
  guint32 least_ms = G_MAXUINT32;

  for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
    {
      guint32 head = network->arc_head[arc];

      if (arc_ms (quest, arc) < COR_TRAVEL_UNREACHABLE &&
          quest->to_ms[head] + arc_ms (quest, arc) == quest->to_ms[node])
        least_ms =
            MIN (least_ms, find_part (quest, arc, quest->from_ms[node], quest->from_ms[head]));
    }

  return least_ms != G_MAXUINT32 ? least_ms : 0;
}

/* The node where each plateau began, by those it leads over, and those from which it goes on. */
static void
follow_plateaus (const Quest *quest, GHashTable *began, GHashTable *goes_on)
{
  const CorNetwork *network = quest->router->network;
  g_autoptr (GArray) arcs = list_plateau_arcs (quest);

  for (guint i = 0; i < arcs->len; i++)
    {
      guint32 arc = g_array_index (arcs, guint32, i);
      gpointer tail = GUINT_TO_POINTER (network->arc_tail[arc]);
      gpointer head = GUINT_TO_POINTER (network->arc_head[arc]);
      gpointer begin = tail;

      g_hash_table_lookup_extended (began, tail, NULL, &begin);
      if (!g_hash_table_contains (began, head))
        g_hash_table_insert (began, head, begin);
      g_hash_table_add (goes_on, tail);
    }
}

/* A long leg may hold a plateau that reaches neither of its ends. */
static void
list_plateaus_within (const Quest *quest, GArray *plateaus)
{
  const CorNetwork *network = quest->router->network;
  guint32 least_ms = percent_of (quest->best_ms, quest->limits->min_local_percent);
  guint32 most_ms = limit_ms (quest);

  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    {
      guint32 tail = network->arc_tail[arc];
      guint32 head = network->arc_head[arc];
      guint32 time_ms = arc_ms (quest, arc);
      Plateau plateau = { head, arc, 0, 0 };
      guint32 reached_ms;

      if (time_ms > most_ms || quest->from_ms[tail] > most_ms || quest->to_ms[head] > most_ms)
        continue;
      plateau.cost_ms = quest->from_ms[tail] + time_ms + quest->to_ms[head];
      if (plateau.cost_ms > most_ms || quest->from_ms[tail] + time_ms == quest->from_ms[head] ||
          quest->to_ms[head] + time_ms == quest->to_ms[tail])
        continue;
      reached_ms = find_part (quest, arc, quest->from_ms[tail], quest->from_ms[head]) +
                   find_part (quest, arc, quest->to_ms[head], quest->to_ms[tail]);
      plateau.length_ms = reached_ms > time_ms ? reached_ms - time_ms : 0;
      if (plateau.length_ms >= MAX (least_ms, 1))
        g_array_append_val (plateaus, plateau);
    }
}

/* A plateau may be a single node with parts of legs at both its sides. */
static GArray *
list_plateaus (const Quest *quest)
{
  GArray *plateaus = g_array_new (FALSE, FALSE, sizeof (Plateau));
  g_autoptr (GHashTable) began = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) goes_on = g_hash_table_new (NULL, NULL);
  guint32 least_ms = percent_of (quest->best_ms, quest->limits->min_local_percent);
  guint32 most_ms = limit_ms (quest);

  follow_plateaus (quest, began, goes_on);
  for (guint32 end = 0; end < quest->router->network->n_nodes; end++)
    {
      gpointer begin = GUINT_TO_POINTER (end);
      Plateau plateau = { end, COR_ROAD_NONE, quest->from_ms[end] + quest->to_ms[end], 0 };

      if (quest->from_ms[end] > most_ms || quest->to_ms[end] > most_ms ||
          plateau.cost_ms > most_ms || g_hash_table_contains (goes_on, GUINT_TO_POINTER (end)))
        continue;
      g_hash_table_lookup_extended (began, GUINT_TO_POINTER (end), NULL, &begin);
      plateau.length_ms = quest->from_ms[end] - quest->from_ms[GPOINTER_TO_UINT (begin)] +
                          find_part_before (quest, GPOINTER_TO_UINT (begin)) +
                          find_part_behind (quest, end);
      if (plateau.length_ms >= least_ms)
        g_array_append_val (plateaus, plateau);
    }
  list_plateaus_within (quest, plateaus);
  g_array_sort (plateaus, compare_plateaus);

  return plateaus;
}

/* The quickest way that leads over a plateau. */
static CorRoute *
find_route_over (const Quest *quest, const Plateau *plateau)
{
  const CorNetwork *network = quest->router->network;
  gboolean is_within = plateau->arc != COR_ROAD_NONE;
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) behind = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorRouterPath first = { arcs, COR_ROAD_NONE, COR_ROAD_NONE };
  CorRouterPath second = { behind, COR_ROAD_NONE, COR_ROAD_NONE };
  CorRouterEnds there = quest->ends, onward = quest->ends;

  there.arriving[0].node = is_within ? network->arc_tail[plateau->arc] : plateau->end;
  onward.leaving[0].node = plateau->end;
  there.arriving[0].arc = onward.leaving[0].arc = COR_ROAD_NONE;
  there.arriving[0].cost = onward.leaving[0].cost = 0;
  there.n_arriving = onward.n_leaving = 1;
  if (cor_router_find_path (quest->router, &there, &first) >= COR_COST_UNREACHABLE ||
      cor_router_find_path (quest->router, &onward, &second) >= COR_COST_UNREACHABLE)
    return NULL;
  if (is_within)
    g_array_append_val (arcs, plateau->arc);
  g_array_append_vals (arcs, behind->data, behind->len);
  first.last_node = second.last_node;

  return cor_router_build_route (quest->router, quest->source, quest->target, &quest->ends, &first);
}

static guint32
sum_shared_ms (const Quest *quest, CorRoute *route)
{
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);
  guint64 shared_ms = 0;

  for (gsize i = 0; i < n_arcs; i++)
    if (g_hash_table_contains (quest->used, GUINT_TO_POINTER (arcs[i])))
      shared_ms += arc_ms (quest, arcs[i]);

  return (guint32) MIN (shared_ms, G_MAXUINT32);
}

/* Each part that leaves the best way and comes back to it must be worth it by itself. No node is
 * passed twice, and no part goes back. */
static gboolean
parts_are_short (const Quest *quest, CorRoute *route)
{
  const CorNetwork *network = quest->router->network;
  g_autoptr (GHashTable) passed = g_hash_table_new (NULL, NULL);
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);
  guint64 off_ms = 0;
  guint32 left_ms = 0; /* when the best way was left */

  for (gsize i = 0; i < n_arcs; i++)
    {
      guint32 head = cor_network_base_node (network, network->arc_head[arcs[i]]);
      gpointer on_best = g_hash_table_lookup (quest->best, GUINT_TO_POINTER (head));
      guint32 at_ms = GPOINTER_TO_UINT (on_best) - 1;

      if (!g_hash_table_add (passed, GUINT_TO_POINTER (head)))
        return FALSE;
      off_ms += arc_ms (quest, arcs[i]);
      if (on_best == NULL)
        continue;
      if (at_ms < left_ms ||
          off_ms > (guint64) (at_ms - left_ms) * (100 + quest->limits->max_longer_percent) / 100)
        return FALSE;
      left_ms = at_ms;
      off_ms = 0;
    }

  return TRUE;
}

static void
use (Quest *quest, CorRoute *route)
{
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);

  for (gsize i = 0; i < n_arcs; i++)
    g_hash_table_add (quest->used, GUINT_TO_POINTER (arcs[i]));
}

static void
note_best (Quest *quest, CorRoute *route)
{
  const CorNetwork *network = quest->router->network;
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);
  guint32 at_ms = 0;

  quest->best_ms = cor_route_get_time_ms (route);
  for (gsize i = 0; i < n_arcs; i++)
    {
      guint32 head = cor_network_base_node (network, network->arc_head[arcs[i]]);

      at_ms += arc_ms (quest, arcs[i]);
      g_hash_table_insert (quest->best, GUINT_TO_POINTER (head), GUINT_TO_POINTER (at_ms + 1));
    }
  use (quest, route);
}

static void
consider (Quest *quest, const Plateau *plateau)
{
  g_autoptr (CorRoute) route = find_route_over (quest, plateau);
  CorAlternativeRoute *alternative;
  guint32 shared_ms;

  if (route == NULL || cor_route_get_time_ms (route) > limit_ms (quest))
    return;
  shared_ms = sum_shared_ms (quest, route);
  if (shared_ms > percent_of (quest->best_ms, quest->limits->max_shared_percent) ||
      !parts_are_short (quest, route))
    return;

  alternative = g_new0 (CorAlternativeRoute, 1);
  alternative->route = cor_route_ref (route);
  alternative->shared_percent =
      quest->best_ms > 0 ? (guint) ((guint64) shared_ms * 100 / quest->best_ms) : 0;
  alternative->longer_ms = cor_route_get_time_ms (route) - quest->best_ms;
  g_ptr_array_add (quest->found, alternative);
  use (quest, route);
}

static void
look_for_plateaus (Quest *quest, guint n_max)
{
  g_autoptr (GArray) plateaus = NULL;

  quest->from_ms = cor_router_compute_times (quest->router, quest->source, FALSE);
  quest->to_ms = cor_router_compute_times (quest->router, quest->target, TRUE);
  plateaus = list_plateaus (quest);
  for (guint i = 0; i < MIN (plateaus->len, MAX_CANDIDATES) && quest->found->len < n_max; i++)
    consider (quest, &g_array_index (plateaus, Plateau, i));
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
 * matter: those over the longest plateaus of the trees of quickest ways from the source and to the
 * target (Abraham, Delling, Goldberg, Werneck, "Alternative Routes in Road Networks", 2013). Takes
 * two looks at every node and one at every arc. What is closed is not driven, as in
 * cor_router_find_route ().
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
  Quest quest = { .router = self,
                  .source = source,
                  .target = target,
                  .limits = limits != NULL ? limits : &usual,
                  .used = used,
                  .best = on_best,
                  .found = g_ptr_array_new_with_free_func (alternative_free) };
  gsize n_arcs;

  if (best == NULL || n_max == 0)
    return quest.found;
  cor_route_get_arcs (best, &n_arcs);
  if (n_arcs == 0)
    return quest.found;

  quest.ends.n_leaving = cor_router_list_leaving (self, source, quest.ends.leaving);
  quest.ends.n_arriving = cor_router_list_arriving (self, target, quest.ends.arriving);
  note_best (&quest, best);
  look_for_plateaus (&quest, n_max);
  g_free (quest.from_ms);
  g_free (quest.to_ms);

  return quest.found;
}
