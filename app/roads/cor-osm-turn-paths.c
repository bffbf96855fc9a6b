/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-turn-paths.h"

#include "cor-osm-legs-private.h"
#include "cor-turn-rules.h"

/* Finds the legs that the ways of a turn restriction are part of. The relation names whole ways;
 * which end is meant, and in what order and direction several ways between are driven, follows from
 * where they touch. */

/* No honest relation needs more. */
#define MAX_STEPS 20000u

typedef struct
{
  guint32 piece;
  gboolean is_backward;
} Step;

typedef struct
{
  CorOsmLegs *legs;
  GHashTable *ways; /* gint64 -> index, of the ways that restrictions name */
  CorTurnRules *rules;
  CorNetworkBuilder *builder;
  guint *counts;

  /* One restriction: */
  const CorOsmTurn *turn;
  const gint64 *vias;
  GArray *steps; /* Step: where the search is */
  GArray *found; /* Step: the way from the first piece to the last before the turn */
  guint32 found_node;
  guint n_found;
  guint n_steps;
} Search;

static gboolean
find_way (Search *search, gint64 id, guint32 *way)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (search->ways, &id, NULL, &index))
    return FALSE;
  *way = GPOINTER_TO_UINT (index);

  return TRUE;
}

static gboolean
anybody_drives (Search *search, guint32 piece, gboolean is_backward)
{
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      if (cor_osm_legs_may_drive (search->legs, piece, (CorRoadVehicle) i, is_backward))
        return TRUE;
    }

  return FALSE;
}

/* The node that a step leads to, or comes from. */
static guint32
step_node (Search *search, Step step, gboolean is_end)
{
  return cor_osm_legs_get_end (search->legs, step.piece, is_end != step.is_backward);
}

/* Lists the pieces of a way that somebody drives to a node, or from it. Tells whether the way
 * touches it at all. */
static gboolean
list_steps (Search *search, guint32 way, guint32 node, gboolean is_end, GArray *steps)
{
  const CorOsmLegs *legs = search->legs;
  gboolean touches = FALSE;

  g_array_set_size (steps, 0);
  for (guint32 i = legs->first_piece[way]; i < legs->first_piece[way + 1]; i++)
    {
      for (gboolean back = FALSE; back <= TRUE; back++)
        {
          Step step = { i, back };

          if (step_node (search, step, is_end) != node)
            continue;
          touches = TRUE;
          if (anybody_drives (search, i, back))
            g_array_append_val (steps, step);
        }
    }

  return touches;
}

static gboolean
touches_node (Search *search, guint32 way, guint32 node)
{
  const CorOsmLegs *legs = search->legs;

  for (guint32 i = legs->first_piece[way]; i < legs->first_piece[way + 1]; i++)
    {
      if (cor_osm_legs_get_end (legs, i, FALSE) == node ||
          cor_osm_legs_get_end (legs, i, TRUE) == node)
        return TRUE;
    }

  return FALSE;
}

static void
note_found (Search *search, guint32 node)
{
  /* The shortest of several is meant: others run around a loop. */
  if (search->n_found == 0 || search->steps->len < search->found->len)
    {
      g_array_set_size (search->found, 0);
      g_array_append_vals (search->found, search->steps->data, search->steps->len);
      search->found_node = node;
      search->n_found = 1;
    }
  else if (search->steps->len == search->found->len)
    {
      search->n_found++;
    }
}

static void search_from (Search *search, guint32 node, guint used);

/* Drives along a way from one of its pieces, and looks on wherever it comes to a junction. */
static void
drive_along (Search *search, guint32 way, Step step, guint used)
{
  const CorOsmLegs *legs = search->legs;
  guint32 first = legs->first_piece[way];
  guint32 n = legs->first_piece[way + 1] - first;
  guint n_before = search->steps->len;

  for (guint32 i = 0; i < n && anybody_drives (search, step.piece, step.is_backward); i++)
    {
      guint32 end = step_node (search, step, TRUE);

      g_array_append_val (search->steps, step);
      search_from (search, end, used);
      step.piece = first + (step.piece - first + (step.is_backward ? n - 1 : 1)) % n;
      if (step_node (search, step, FALSE) != end || search->n_steps > MAX_STEPS)
        break;
    }
  g_array_set_size (search->steps, n_before);
}

/* Looks for the ways between that were not driven yet; once all were, the turn must be there. */
static void
search_from (Search *search, guint32 node, guint used)
{
  const CorOsmLegs *legs = search->legs;
  guint32 to_way;

  if (++search->n_steps > MAX_STEPS)
    return;
  if (used == (1u << search->turn->n_vias) - 1)
    {
      if (find_way (search, search->turn->to_way, &to_way) && touches_node (search, to_way, node))
        note_found (search, node);
      return;
    }
  for (guint i = 0; i < search->turn->n_vias; i++)
    {
      guint32 way;

      if ((used >> i & 1) != 0 ||
          !find_way (search, search->vias[search->turn->first_via + i], &way))
        continue;
      for (guint32 piece = legs->first_piece[way]; piece < legs->first_piece[way + 1]; piece++)
        {
          for (gboolean back = FALSE; back <= TRUE; back++)
            {
              Step step = { piece, back };

              if (step_node (search, step, FALSE) == node)
                drive_along (search, way, step, used | 1u << i);
            }
        }
    }
}

/* Where the way that one comes from may end: at its ends. */
static void
search_over_ways (Search *search, guint32 from_way)
{
  const CorOsmWay *way = &search->legs->ways[from_way];
  guint32 ends[2] = { search->legs->way_nodes[way->first],
                      search->legs->way_nodes[way->first + way->n - 1] };
  g_autoptr (GArray) arriving = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint i = 0; i < (ends[0] == ends[1] ? 1u : 2u); i++)
    {
      list_steps (search, from_way, ends[i], TRUE, arriving);
      for (guint j = 0; j < arriving->len; j++)
        {
          g_array_set_size (search->steps, 0);
          g_array_append_val (search->steps, g_array_index (arriving, Step, j));
          search_from (search, ends[i], 0);
        }
    }
}

static gboolean
search_over_node (Search *search, guint32 from_way, guint32 to_way)
{
  g_autoptr (GArray) arriving = g_array_new (FALSE, FALSE, sizeof (Step));
  const CorOsmWay *way = &search->legs->ways[from_way];
  guint32 node = COR_ROAD_NONE;

  for (guint32 i = way->first; i < way->first + way->n; i++)
    {
      if (search->legs->node_ids[search->legs->way_nodes[i]] == search->turn->via_node)
        node = search->legs->way_nodes[i];
    }
  if (node == COR_ROAD_NONE || !touches_node (search, from_way, node) ||
      !touches_node (search, to_way, node))
    return FALSE;
  list_steps (search, from_way, node, TRUE, arriving);
  search->n_found = arriving->len;
  search->found_node = node;
  if (arriving->len == 1)
    g_array_append_val (search->found, g_array_index (arriving, Step, 0));

  return TRUE;
}

/* The leg of a step, with its direction; none if it was left out. */
static guint32
find_leg (Search *search, Step step)
{
  guint32 leg = cor_osm_legs_get_piece (search->legs, step.piece)->leg;

  return leg != COR_ROAD_NONE && step.is_backward ? leg ^ 1 : leg;
}

/* Makes legs of steps. Several pieces of one leg are one, driven from end to end. */
static gboolean
list_legs (Search *search, const GArray *steps, GArray *legs)
{
  for (guint i = 0; i < steps->len; i++)
    {
      guint32 leg = find_leg (search, g_array_index (steps, Step, i));

      if (leg == COR_ROAD_NONE ||
          cor_network_builder_find_arc (search->builder, leg >> 1, leg & 1) == COR_ROAD_NONE)
        return FALSE;
      if (legs->len == 0 || g_array_index (legs, guint32, legs->len - 1) != leg)
        g_array_append_val (legs, leg);
    }

  return TRUE;
}

/* Each leg must lead to where the next begins, or the relation means something else. */
static gboolean
follow_each_other (Search *search, const GArray *path, guint32 target)
{
  for (guint i = 0; i < path->len; i++)
    {
      guint32 leg = g_array_index (path, guint32, i);
      guint32 next = i + 1 < path->len ? g_array_index (path, guint32, i + 1) : target;
      guint32 arc = cor_network_builder_find_arc (search->builder, leg >> 1, leg & 1);
      guint32 next_arc = cor_network_builder_find_arc (search->builder, next >> 1, next & 1);

      if (cor_network_builder_get_arc_head (search->builder, arc) !=
          cor_network_builder_get_arc_tail (search->builder, next_arc))
        return FALSE;
    }

  return TRUE;
}

/* Lists the legs one turns into; the one just driven along is none of them. */
static void
list_targets (Search *search, guint32 to_way, const GArray *path, GArray *targets)
{
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (Step));
  guint32 last = g_array_index (path, guint32, path->len - 1);

  list_steps (search, to_way, search->found_node, FALSE, leaving);
  for (guint i = 0; i < leaving->len; i++)
    {
      guint32 leg = find_leg (search, g_array_index (leaving, Step, i));

      if (leg != COR_ROAD_NONE && leg != last &&
          cor_network_builder_find_arc (search->builder, leg >> 1, leg & 1) != COR_ROAD_NONE &&
          follow_each_other (search, path, leg))
        g_array_append_val (targets, leg);
    }
}

static void
count_respected (Search *search)
{
  const CorOsmTurn *turn = search->turn;
  gboolean is_at_hours = FALSE;

  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    is_at_hours |= turn->hours[i] != COR_WEEK_NEVER && turn->hours[i] != COR_WEEK_ALWAYS;
  search->counts[COR_IMPORT_TURNS]++;
  search->counts[COR_IMPORT_TURNS_VIA_WAYS] += turn->n_vias > 0;
  search->counts[COR_IMPORT_TURNS_AT_HOURS] += is_at_hours;
}

static void
add_rule (Search *search, guint32 to_way)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorTurnRule rule = { .is_only = search->turn->is_only };

  if (list_legs (search, search->found, path))
    list_targets (search, to_way, path, targets);
  if (targets->len == 0)
    {
      search->counts[COR_IMPORT_TURNS_WITHOUT_EFFECT]++;
      return;
    }
  rule.path = (const guint32 *) path->data;
  rule.n_path = path->len;
  rule.targets = (const guint32 *) targets->data;
  rule.n_targets = targets->len;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    rule.hours[i] = search->turn->hours[i];
  if (cor_turn_rules_add (search->rules, &rule))
    count_respected (search);
  else
    search->counts[COR_IMPORT_TURNS_OVER_LIMIT]++;
}

/* A way that is not driven by anybody, or lies outside of the extract, needs no restriction. */
static void
take_turn (Search *search, const CorOsmTurn *turn)
{
  guint32 from_way, to_way;
  gboolean is_good = TRUE;

  search->turn = turn;
  search->n_found = search->n_steps = 0;
  g_array_set_size (search->found, 0);
  if (!find_way (search, turn->from_way, &from_way) || !find_way (search, turn->to_way, &to_way))
    {
      search->counts[COR_IMPORT_TURNS_WITHOUT_EFFECT]++;
      return;
    }
  if (turn->n_vias > 0)
    search_over_ways (search, from_way);
  else
    is_good = search_over_node (search, from_way, to_way);
  if (!is_good || search->n_found > 1 || search->n_steps > MAX_STEPS)
    search->counts[COR_IMPORT_TURNS_UNREADABLE]++;
  else if (search->n_found == 0)
    search->counts[COR_IMPORT_TURNS_WITHOUT_EFFECT]++;
  else
    add_rule (search, to_way);
}

static void
want_way (GHashTable *ways, gint64 id)
{
  g_hash_table_insert (ways, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (COR_ROAD_NONE));
}

/* The indices of the ways that restrictions name; those that are not driven stay out. */
static GHashTable *
index_ways (CorOsmLegs *legs, CorOsmTurns *turns)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTable *ways = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_turns;
  const CorOsmTurn *turn = cor_osm_turns_get (turns, &n_turns);

  for (guint i = 0; i < n_turns; i++)
    {
      want_way (wanted, turn[i].from_way);
      want_way (wanted, turn[i].to_way);
      for (guint j = 0; j < turn[i].n_vias; j++)
        want_way (wanted, cor_osm_turns_get_vias (turns)[turn[i].first_via + j]);
    }
  for (guint32 i = 0; i < legs->n_ways; i++)
    {
      if (g_hash_table_contains (wanted, &legs->ways[i].id))
        g_hash_table_insert (ways, (gpointer) &legs->ways[i].id, GUINT_TO_POINTER (i));
    }

  return ways;
}

/**
 * cor_osm_turn_paths_apply:
 * @legs: ways that were built
 * @turns: the restrictions on them
 * @builder: has the legs
 *
 * Makes the builder's legs obey the restrictions.
 */
void
cor_osm_turn_paths_apply (CorOsmLegs *legs, CorOsmTurns *turns, CorNetworkBuilder *builder)
{
  g_autoptr (CorTurnRules) rules =
      cor_turn_rules_new (builder, cor_osm_profile_get_pool (legs->profile));
  g_autoptr (GHashTable) ways = index_ways (legs, turns);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Step));
  Search search = { .legs = legs,
                    .ways = ways,
                    .rules = rules,
                    .builder = builder,
                    .counts = cor_osm_profile_get_counts (legs->profile),
                    .vias = cor_osm_turns_get_vias (turns),
                    .steps = steps,
                    .found = found };
  guint n_turns;
  const CorOsmTurn *turn = cor_osm_turns_get (turns, &n_turns);

  for (guint i = 0; i < n_turns; i++)
    take_turn (&search, &turn[i]);
  cor_turn_rules_apply (rules);
}
