/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-alternatives-private.h"

/* Networks of so many nodes are looked at whole. In larger ones a way of so many arcs is compared
 * with others by nodes that stand for up to the square of a part of it. */
#define MAX_NODES_WHOLE 50000u
#define ARCS_A_NODE 30u
#define MAX_NODES_ASIDE 1000u

/* What the vias tell of the way over each, without looking at the roads between them: never more
 * than there is. */
typedef struct
{
  guint32 shared_from_ms; /* with the best way, from the source on */
  guint32 shared_to_ms;   /* and before the target */
  guint32 plateau_from_ms;
  guint32 plateau_to_ms; /* where the plateau that it lies on begins and ends, as times from the
                            source and to the target */
} Estimate;

static guint32
via_cost_ms (const CorVia *via)
{
  return (guint32) MIN ((guint64) via->from_ms + via->to_ms, COR_TRAVEL_UNREACHABLE);
}

static gpointer
base_key (const CorAlternativeQuest *quest, guint32 node)
{
  return GUINT_TO_POINTER (cor_network_base_node (quest->router->network, node));
}

/* Finds the vias, of which the estimates come next. */
static void
find_vias (CorAlternativeQuest *quest)
{
  CorRouter *router = quest->router;
  guint32 side = (guint32) MIN (quest->n_best_arcs / ARCS_A_NODE, MAX_NODES_ASIDE);
  gboolean is_small = router->network->n_nodes <= MAX_NODES_WHOLE;

  if (router->via_search == NULL)
    router->via_search = cor_via_search_new (router->network);
  if (router->network->cch_parent == NULL)
    quest->vias = cor_via_search_run_plainly (router->via_search, router->dijkstra,
                                              router->weights_ms, &quest->ends, &quest->n_vias);
  else
    quest->vias = cor_via_search_run (router->via_search, router->metric, &quest->ends,
                                      cor_alternative_limit_ms (quest), is_small ? 1 : side * side,
                                      &quest->n_vias);
}

static int
compare_by_from (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CorVia *vias = user_data;
  guint32 one = *(const guint32 *) a;
  guint32 other = *(const guint32 *) b;

  if (vias[one].from_ms != vias[other].from_ms)
    return vias[one].from_ms < vias[other].from_ms ? -1 : 1;

  return one < other ? -1 : one > other;
}

static int
compare_by_to (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CorVia *vias = user_data;
  guint32 one = *(const guint32 *) a;
  guint32 other = *(const guint32 *) b;

  if (vias[one].to_ms != vias[other].to_ms)
    return vias[one].to_ms < vias[other].to_ms ? -1 : 1;

  return one < other ? -1 : one > other;
}

/* Those that a way within the limit may lead over. */
static GArray *
list_near (const CorAlternativeQuest *quest)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 most_ms = cor_alternative_limit_ms (quest);

  for (guint32 i = 0; i < quest->n_vias; i++)
    if (via_cost_ms (&quest->vias[i]) <= most_ms)
      g_array_append_val (near, i);

  return near;
}

/* Whether two vias lie on one plateau: a piece of road on which the quickest ways from the source
 * and those to the target agree. */
static gboolean
is_one_plateau (const CorAlternativeQuest *quest, guint32 one, guint32 other)
{
  return quest->vias[one].is_exact && quest->vias[other].is_exact &&
         via_cost_ms (&quest->vias[one]) == via_cost_ms (&quest->vias[other]);
}

/* From the source on: how far the way to each via is the best one, and where its plateau begins. */
static void
estimate_before (const CorAlternativeQuest *quest, GArray *near, Estimate *estimates)
{
  g_array_sort_with_data (near, compare_by_from, (gpointer) quest->vias);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 index = g_array_index (near, guint32, i);
      const CorVia *via = &quest->vias[index];
      Estimate *estimate = &estimates[index];

      estimate->plateau_from_ms = via->from_ms;
      if (via->before != COR_VIA_NONE)
        {
          *estimate = estimates[via->before];
          if (!is_one_plateau (quest, index, via->before))
            estimate->plateau_from_ms = via->from_ms;
        }
      if (g_hash_table_contains (quest->best, base_key (quest, via->node)))
        estimate->shared_from_ms = via->from_ms;
    }
}

static void
estimate_behind (const CorAlternativeQuest *quest, GArray *near, Estimate *estimates)
{
  g_array_sort_with_data (near, compare_by_to, (gpointer) quest->vias);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 index = g_array_index (near, guint32, i);
      const CorVia *via = &quest->vias[index];
      Estimate *estimate = &estimates[index];

      estimate->plateau_to_ms = via->to_ms;
      if (via->behind != COR_VIA_NONE)
        {
          const Estimate *behind = &estimates[via->behind];

          estimate->shared_to_ms = behind->shared_to_ms;
          if (is_one_plateau (quest, index, via->behind))
            estimate->plateau_to_ms = behind->plateau_to_ms;
        }
      if (g_hash_table_contains (quest->best, base_key (quest, via->node)))
        estimate->shared_to_ms = via->to_ms;
    }
}

/* What is short, shares little and lies on a long plateau comes first (Abraham, Delling, Goldberg,
 * Werneck, “Alternative Routes in Road Networks”, 2013). */
static void
add_candidate (const CorAlternativeQuest *quest,
               guint32 via,
               guint32 arc,
               guint32 cost_ms,
               guint32 shared_ms,
               guint32 plateau_ms,
               GArray *candidates)
{
  CorAlternativeCandidate candidate = { via, arc, cost_ms,
                                        2 * (gint64) cost_ms + shared_ms - (gint64) plateau_ms };

  if (cost_ms <= cor_alternative_limit_ms (quest) &&
      shared_ms <= cor_alternative_percent_of (quest->best_ms, quest->limits->max_shared_percent))
    g_array_append_val (candidates, candidate);
}

/* A long leg may be a way of its own, although it is on no quickest way at all. */
static void
add_arcs_between (const CorAlternativeQuest *quest,
                  guint32 index,
                  const Estimate *estimates,
                  GArray *candidates)
{
  const CorNetwork *network = quest->router->network;
  const CorVia *via = &quest->vias[index];

  for (guint32 arc = network->first_out[via->node]; arc < network->first_out[via->node + 1]; arc++)
    {
      guint32 other = cor_via_search_find (quest->router->via_search, network->arc_head[arc]);
      guint64 time_ms = quest->router->weights_ms[arc];
      guint64 from_ms = via->from_ms + time_ms;
      const CorVia *head;

      if (other == COR_VIA_NONE || !quest->vias[other].is_exact)
        continue;
      head = &quest->vias[other];
      if (from_ms == head->from_ms || head->to_ms + time_ms == via->to_ms)
        continue;
      add_candidate (
          quest, index, arc, (guint32) MIN (from_ms + head->to_ms, COR_TRAVEL_UNREACHABLE),
          estimates[index].shared_from_ms + estimates[other].shared_to_ms, 0, candidates);
    }
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const CorAlternativeCandidate *one = a;
  const CorAlternativeCandidate *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (one->via != other->via)
    return one->via < other->via ? -1 : 1;

  return one->arc < other->arc ? -1 : one->arc > other->arc;
}

/**
 * cor_alternatives_list_candidates:
 * @quest: the search, with the best way noted
 *
 * Looks for ways over one node, or over a long leg, that are no longer than allowed and, as far as
 * can be told without driving them, share no more with the best way than allowed.
 *
 * Returns: (transfer full) (element-type CorAlternativeCandidate): the most promising first
 */
GArray *
cor_alternatives_list_candidates (CorAlternativeQuest *quest)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (CorAlternativeCandidate));
  g_autoptr (GArray) near = NULL;
  g_autofree Estimate *estimates = NULL;

  find_vias (quest);
  near = list_near (quest);
  estimates = g_new0 (Estimate, quest->n_vias + 1);
  estimate_before (quest, near, estimates);
  estimate_behind (quest, near, estimates);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 index = g_array_index (near, guint32, i);
      const CorVia *via = &quest->vias[index];
      const Estimate *estimate = &estimates[index];
      guint32 cost_ms = via_cost_ms (via);

      if (!via->is_exact)
        continue;
      add_candidate (quest, index, COR_ROAD_NONE, cost_ms,
                     estimate->shared_from_ms + estimate->shared_to_ms,
                     cost_ms - estimate->plateau_from_ms - estimate->plateau_to_ms, candidates);
      add_arcs_between (quest, index, estimates, candidates);
    }
  g_array_sort (candidates, compare_candidates);

  return candidates;
}
