/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-turn-rules.h"

#include <string.h>

#include "cor-network-format.h"

/* A restriction forbids a sequence of legs. All beginnings of such sequences, short of the last
 * leg, make a tree; whoever has driven along a branch of it stands, at the junction there, on a
 * copy of the junction that knows so. Where a sequence is left, one goes on with the longest end of
 * what was driven that is again a beginning: the automaton of Aho and Corasick, Efficient string
 * matching, Communications of the ACM 18 (1975). So any number of restrictions over the same legs
 * hold together, each junction has a copy for each beginning that leads to it and no more, and
 * copies from which one goes on alike are one. */

#define ROOT 0u

/* A beginning of forbidden sequences. */
typedef struct
{
  guint32 leg;  /* the last of it, and its direction */
  guint32 node; /* the junction to which it leads */
  guint32 fail; /* the longest end of it that is a beginning, too */
  guint32 depth;
  guint32 first_ban; /* of bans, or none */
  guint32 copy;      /* what stands for it in the network */
} State;

/* From a state one may not go on to a leg; or to any other, where it is the only one allowed. */
typedef struct
{
  guint32 first_target;
  guint32 n_targets;
  guint32 next;
  guint32 hours[COR_N_ROAD_VEHICLES];
  gboolean is_only;
} Ban;

/* A way on from a state. */
typedef struct
{
  guint32 leg;
  guint32 state;
  guint32 hours[COR_N_ROAD_VEHICLES];
} Turn;

struct _CorTurnRules
{
  CorNetworkBuilder *builder;
  CorWeekPool *pool;
  GArray *states;       /* State; the first is the root */
  GArray *bans;         /* Ban */
  GArray *targets;      /* guint32 */
  GHashTable *children; /* guint64: state and leg -> state */
  GHashTable *n_copies; /* junction -> how many states lead there */
  GHashTable *leaving;  /* junction -> GArray of the legs that leave it */
  GArray *turns;        /* Turn: of one state */
};

/**
 * cor_turn_rules_new:
 * @builder: has the legs; it must be kept meanwhile
 * @pool: has the windows; it must be kept meanwhile
 *
 * Returns: (transfer full): no rules
 */
CorTurnRules *
cor_turn_rules_new (CorNetworkBuilder *builder, CorWeekPool *pool)
{
  CorTurnRules *self = g_new0 (CorTurnRules, 1);
  State root = { COR_ROAD_NONE, COR_ROAD_NONE, ROOT, 0, COR_ROAD_NONE, COR_ROAD_NONE };

  self->builder = builder;
  self->pool = pool;
  self->states = g_array_new (FALSE, FALSE, sizeof (State));
  self->bans = g_array_new (FALSE, FALSE, sizeof (Ban));
  self->targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->children = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->n_copies = g_hash_table_new (NULL, NULL);
  self->leaving = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  g_array_append_val (self->states, root);

  return self;
}

/**
 * cor_turn_rules_free:
 * @self: (transfer full): some rules
 */
void
cor_turn_rules_free (CorTurnRules *self)
{
  g_array_unref (self->states);
  g_array_unref (self->bans);
  g_array_unref (self->targets);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->n_copies);
  g_hash_table_unref (self->leaving);
  g_array_unref (self->turns);
  g_free (self);
}

static State *
get_state (CorTurnRules *self, guint32 state)
{
  return &g_array_index (self->states, State, state);
}

static guint32
find_child (CorTurnRules *self, guint32 state, guint32 leg)
{
  guint64 key = (guint64) state << 32 | leg;
  gpointer child;

  return g_hash_table_lookup_extended (self->children, &key, NULL, &child)
             ? GPOINTER_TO_UINT (child)
             : COR_ROAD_NONE;
}

static guint32
find_arc (CorTurnRules *self, guint32 leg)
{
  return cor_network_builder_find_arc (self->builder, leg >> 1, leg & 1);
}

static guint32
add_child (CorTurnRules *self, guint32 parent, guint32 leg)
{
  guint64 key = (guint64) parent << 32 | leg;
  State state = { .leg = leg,
                  .depth = get_state (self, parent)->depth + 1,
                  .first_ban = COR_ROAD_NONE,
                  .copy = COR_ROAD_NONE };
  guint32 index = self->states->len;
  guint n;

  state.node = cor_network_builder_get_arc_head (self->builder, find_arc (self, leg));
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_copies, GUINT_TO_POINTER (state.node)));
  g_hash_table_insert (self->n_copies, GUINT_TO_POINTER (state.node), GUINT_TO_POINTER (n + 1));
  g_hash_table_insert (self->children, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (index));
  g_array_append_val (self->states, state);

  return index;
}

/* Whether the junctions on the path have room for what it needs of copies. */
static gboolean
has_room (CorTurnRules *self, const CorTurnRule *rule)
{
  guint32 state = ROOT;

  for (guint i = 0; i < rule->n_path; i++)
    {
      guint32 arc = find_arc (self, rule->path[i]);
      guint32 node = cor_network_builder_get_arc_head (self->builder, arc);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_copies, GUINT_TO_POINTER (node)));

      if (state != COR_ROAD_NONE)
        state = find_child (self, state, rule->path[i]);
      if (state != COR_ROAD_NONE)
        continue;

      /* The path may come to one junction twice, so each step leaves room for the rest. */
      if (n + rule->n_path - i > COR_NETWORK_MAX_COPIES)
        return FALSE;
    }

  return TRUE;
}

static void
add_ban (CorTurnRules *self,
         guint32 state,
         const CorTurnRule *rule,
         const guint32 *targets,
         guint n_targets)
{
  Ban ban = { .first_target = self->targets->len,
              .n_targets = n_targets,
              .next = get_state (self, state)->first_ban,
              .is_only = rule->is_only };

  memcpy (ban.hours, rule->hours, sizeof ban.hours);
  g_array_append_vals (self->targets, targets, n_targets);
  get_state (self, state)->first_ban = self->bans->len;
  g_array_append_val (self->bans, ban);
}

/**
 * cor_turn_rules_add:
 * @self: some rules
 * @rule: one more; all of its legs can be driven, and each leads to where the next begins
 *
 * Adds a rule.
 *
 * Returns: %FALSE if there are too many at one junction; then it does not hold
 */
gboolean
cor_turn_rules_add (CorTurnRules *self, const CorTurnRule *rule)
{
  guint32 state = ROOT;

  g_return_val_if_fail (rule->n_path > 0 && rule->n_targets > 0, FALSE);

  if (!has_room (self, rule))
    return FALSE;
  for (guint i = 0; i < rule->n_path; i++)
    {
      guint32 child = find_child (self, state, rule->path[i]);

      if (rule->is_only && i > 0)
        add_ban (self, state, rule, &rule->path[i], 1);
      state = child != COR_ROAD_NONE ? child : add_child (self, state, rule->path[i]);
    }
  add_ban (self, state, rule, rule->targets, rule->n_targets);

  return TRUE;
}

/* Where one stands after driving a leg from a state. */
static guint32
go_on (CorTurnRules *self, guint32 state, guint32 leg)
{
  for (;;)
    {
      guint32 child = find_child (self, state, leg);

      if (child != COR_ROAD_NONE)
        return child;
      if (state == ROOT)
        return ROOT;
      state = get_state (self, state)->fail;
    }
}

static int
compare_depths (gconstpointer a, gconstpointer b, gpointer states)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;
  guint32 first_depth = g_array_index ((GArray *) states, State, first).depth;
  guint32 second_depth = g_array_index ((GArray *) states, State, second).depth;

  if (first_depth != second_depth)
    return first_depth < second_depth ? -1 : 1;

  return first < second ? -1 : first > second;
}

/* All states, the shortest beginnings first. */
static guint32 *
sort_states (CorTurnRules *self)
{
  guint32 *order = g_new (guint32, self->states->len);

  for (guint32 i = 0; i < self->states->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) self->states->len, sizeof *order, compare_depths, self->states);

  return order;
}

static void
find_fails (CorTurnRules *self, const guint32 *order)
{
  g_autofree guint32 *parent = g_new0 (guint32, self->states->len);
  GHashTableIter iter;
  gpointer key, child;

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, &key, &child))
    parent[GPOINTER_TO_UINT (child)] = (guint32) (*(const guint64 *) key >> 32);
  for (guint i = 1; i < self->states->len; i++)
    {
      State *state = get_state (self, order[i]);
      guint32 above = parent[order[i]];

      state->fail = above == ROOT ? ROOT : go_on (self, get_state (self, above)->fail, state->leg);
    }
}

static void
list_leaving (CorTurnRules *self)
{
  guint n_legs = cor_network_builder_get_n_legs (self->builder);

  for (guint i = 1; i < self->states->len; i++)
    {
      gpointer node = GUINT_TO_POINTER (get_state (self, i)->node);

      if (!g_hash_table_contains (self->leaving, node))
        g_hash_table_insert (self->leaving, node, g_array_new (FALSE, FALSE, sizeof (guint32)));
    }
  for (guint32 leg = 0; leg < 2 * n_legs; leg++)
    {
      guint32 arc = find_arc (self, leg);
      GArray *legs;

      if (arc == COR_ROAD_NONE)
        continue;
      legs = g_hash_table_lookup (
          self->leaving, GUINT_TO_POINTER (cor_network_builder_get_arc_tail (self->builder, arc)));
      if (legs != NULL)
        g_array_append_val (legs, leg);
    }
}

static gboolean
is_target (CorTurnRules *self, const Ban *ban, guint32 leg)
{
  for (guint i = 0; i < ban->n_targets; i++)
    {
      if (g_array_index (self->targets, guint32, ban->first_target + i) == leg)
        return TRUE;
    }

  return FALSE;
}

/* Lists how one goes on from a state: what it and all shorter beginnings within it leave. */
static void
list_turns (CorTurnRules *self, guint32 state)
{
  const GArray *legs =
      g_hash_table_lookup (self->leaving, GUINT_TO_POINTER (get_state (self, state)->node));

  g_array_set_size (self->turns, 0);
  for (guint i = 0; i < legs->len; i++)
    {
      guint32 leg = g_array_index (legs, guint32, i);
      Turn turn = { .leg = leg, .state = go_on (self, state, leg) };

      for (guint32 at = state; at != ROOT; at = get_state (self, at)->fail)
        {
          for (guint32 j = get_state (self, at)->first_ban; j != COR_ROAD_NONE;
               j = g_array_index (self->bans, Ban, j).next)
            {
              const Ban *ban = &g_array_index (self->bans, Ban, j);

              if (is_target (self, ban, leg) == ban->is_only)
                continue;
              for (guint k = 0; k < COR_N_ROAD_VEHICLES; k++)
                turn.hours[k] = cor_week_pool_join (self->pool, turn.hours[k], ban->hours[k]);
            }
        }
      g_array_append_val (self->turns, turn);
    }
}

/* Whether from here one goes on as anybody does who comes to the junction. */
static gboolean
is_plain (CorTurnRules *self)
{
  for (guint i = 0; i < self->turns->len; i++)
    {
      const Turn *turn = &g_array_index (self->turns, Turn, i);

      if (turn->state != go_on (self, ROOT, turn->leg))
        return FALSE;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        {
          if (turn->hours[j] != COR_WEEK_NEVER)
            return FALSE;
        }
    }

  return TRUE;
}

/* Chooses what stands for each state, the longest beginnings first: the junction itself, a copy
 * that another state has already, or one of its own. Tells whether turns leave from there. */
static void
choose_copies (CorTurnRules *self, const guint32 *order, guint8 *has_turns)
{
  g_autoptr (GHashTable) copies =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = self->states->len; i > 1; i--)
    {
      State *state = get_state (self, order[i - 1]);
      g_autoptr (GByteArray) key = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      gpointer copy;

      list_turns (self, order[i - 1]);
      if (is_plain (self))
        {
          state->copy = state->node;
          continue;
        }
      g_byte_array_append (key, (const guint8 *) &state->node, sizeof state->node);
      for (guint j = 0; j < self->turns->len; j++)
        {
          Turn turn = g_array_index (self->turns, Turn, j);

          g_byte_array_append (key, (const guint8 *) &turn, sizeof turn);
        }
      bytes = g_bytes_new (key->data, key->len);
      if (g_hash_table_lookup_extended (copies, bytes, NULL, &copy))
        {
          state->copy = GPOINTER_TO_UINT (copy);
          continue;
        }
      state->copy = cor_network_builder_add_copy (self->builder, state->node);
      has_turns[order[i - 1]] = TRUE;
      g_hash_table_insert (copies, g_steal_pointer (&bytes), GUINT_TO_POINTER (state->copy));
    }
}

static void
restrict_turn (CorTurnRules *self, guint32 arc, const Turn *turn)
{
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      gsize n_windows;
      const CorWeekWindow *windows = cor_week_pool_get (self->pool, turn->hours[i], &n_windows);

      if (turn->hours[i] == COR_WEEK_ALWAYS)
        cor_network_builder_close_arc (self->builder, arc, (CorRoadVehicle) i);
      else
        cor_network_builder_close_arc_at (self->builder, arc, (CorRoadVehicle) i, windows,
                                          n_windows);
    }
}

static void
add_turns (CorTurnRules *self, guint32 state)
{
  list_turns (self, state);
  for (guint i = 0; i < self->turns->len; i++)
    {
      const Turn *turn = &g_array_index (self->turns, Turn, i);
      gboolean is_open = FALSE;
      guint32 arc;

      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        is_open |= turn->hours[j] != COR_WEEK_ALWAYS;
      if (!is_open)
        continue;
      arc = cor_network_builder_add_turn (self->builder, get_state (self, state)->copy,
                                          find_arc (self, turn->leg));
      if (turn->state != ROOT)
        cor_network_builder_lead_to (self->builder, arc, get_state (self, turn->state)->copy);
      restrict_turn (self, arc, turn);
    }
}

/**
 * cor_turn_rules_apply:
 * @self: some rules
 *
 * Makes the builder's legs obey all of them. Once done, no more can be added.
 */
void
cor_turn_rules_apply (CorTurnRules *self)
{
  g_autofree guint32 *order = sort_states (self);
  g_autofree guint8 *has_turns = g_new0 (guint8, self->states->len);

  if (self->states->len == 1)
    return;
  find_fails (self, order);
  list_leaving (self);
  choose_copies (self, order, has_turns);
  for (guint32 i = 1; i < self->states->len; i++)
    {
      if (has_turns[i])
        add_turns (self, i);
    }

  /* Last, for the copies' arcs were copied from those that lead to the junctions themselves. */
  for (guint32 i = 1; i < self->states->len; i++)
    {
      const State *state = get_state (self, i);

      if (state->depth == 1)
        cor_network_builder_lead_to (self->builder, find_arc (self, state->leg), state->copy);
    }
}
