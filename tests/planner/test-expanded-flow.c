/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-expanded-flow.h"
#include "cor-test-oracle.h"

#define MAX_NODES 7
#define MAX_STEPS 9
#define MAX_ARCS 14
#define MAX_GROUPS 7
#define MAX_ENTRIES 21
#define MAX_SLOTS 24
#define N_CLASSES 4
#define N_INSTANCES 2500

/* A person of a class counts more than all of the next, and any more than all ranks. */
static const gint64 class_worth[N_CLASSES] = { 64000000000000, 64000000000, 64000000, 64000 };

typedef struct
{
  CorExpandedNetwork network;
  guint32 capacities[MAX_ARCS][MAX_STEPS];
  CorExpandedArc arcs[MAX_ARCS];
  CorExpandedGroup groups[MAX_GROUPS];
  CorExpandedEntry entries[MAX_ENTRIES];
  CorExpandedSlot slots[MAX_SLOTS];
} Instance;

/* How good a flow is. */
typedef struct
{
  guint n_out[N_CLASSES];
  guint64 rank_sum;
  guint last_rank;
} Score;

static guint
pick (GRand *random, guint from, guint end)
{
  return (guint) g_rand_int_range (random, (int) from, (int) end);
}

/* Some stretches are shut, some for a time, some parallel, some take no time. */
static void
make_arcs (Instance *instance, GRand *random)
{
  CorExpandedNetwork *network = &instance->network;

  network->n_arcs = pick (random, 0, MAX_ARCS + 1);
  for (guint i = 0; i < network->n_arcs; i++)
    {
      CorExpandedArc *arc = &instance->arcs[i];

      arc->tail = pick (random, 0, network->n_nodes);
      arc->head = pick (random, 0, network->n_nodes);
      arc->travel_steps = pick (random, 0, 4);
      arc->capacity = pick (random, 0, 7) == 0 ? COR_EXPANDED_UNLIMITED : pick (random, 0, 5);
      if (pick (random, 0, 3) > 0)
        continue;
      arc->capacities = instance->capacities[i];
      for (guint j = 0; j < network->n_steps; j++)
        instance->capacities[i][j] = g_rand_boolean (random) ? 0 : pick (random, 0, 6);
    }
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const CorExpandedSlot *left = a, *right = b;

  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

static Instance *
make_instance (GRand *random)
{
  Instance *self = g_new0 (Instance, 1);
  CorExpandedNetwork *network = &self->network;

  network->n_nodes = pick (random, 1, MAX_NODES + 1);
  network->n_steps = pick (random, 1, MAX_STEPS + 1);
  network->n_groups = pick (random, 0, MAX_GROUPS + 1);
  network->n_entries = network->n_groups == 0 ? 0 : pick (random, 0, MAX_ENTRIES + 1);
  network->n_slots = pick (random, 0, MAX_SLOTS + 1);
  network->arcs = self->arcs;
  network->groups = self->groups;
  network->entries = self->entries;
  network->slots = self->slots;

  make_arcs (self, random);
  for (guint i = 0; i < network->n_groups; i++)
    self->groups[i] = (CorExpandedGroup){ pick (random, 0, 9), pick (random, 0, N_CLASSES) };
  for (guint i = 0; i < network->n_entries; i++)
    self->entries[i] =
        (CorExpandedEntry){ pick (random, 0, network->n_groups), pick (random, 0, network->n_nodes),
                            pick (random, 0, network->n_steps + 1) };
  for (guint i = 0; i < network->n_slots; i++)
    {
      CorExpandedSlot *slot = &self->slots[i];

      for (guint j = 0; j < 2; j++)
        {
          slot->nodes[j] = pick (random, 0, network->n_nodes);
          slot->steps[j] = pick (random, 0, network->n_steps);
        }
      if (pick (random, 0, 3) > 0)
        slot->nodes[1] = COR_EXPANDED_NONE;
      slot->rank = slot->steps[0] + pick (random, 0, 2);
      slot->capacity = pick (random, 0, 4);
    }
  qsort (self->slots, network->n_slots, sizeof *self->slots, compare_slots);

  return self;
}

/* Everything spelled out: a node for each node and step, group and slot. */
static Score
ask_oracle (const Instance *self)
{
  const CorExpandedNetwork *network = &self->network;
  guint n_places = network->n_nodes * network->n_steps;
  guint group = 2 + n_places, slot = group + network->n_groups;
  g_autoptr (CorTestFlow) flow = cor_test_flow_new (slot + network->n_slots);
  guint supply_arcs[MAX_GROUPS], slot_arcs[MAX_SLOTS];
  Score score = { 0 };
  gint64 cost;

#define PLACE(node, step) (2 + (step) *network->n_nodes + (node))
  for (guint i = 0; i < network->n_groups; i++)
    supply_arcs[i] = cor_test_flow_add_arc (flow, 0, group + i, network->groups[i].n_people,
                                            -class_worth[network->groups[i].priority]);
  for (guint step = 0; step < network->n_steps; step++)
    {
      for (guint i = 0; i < network->n_arcs; i++)
        {
          const CorExpandedArc *arc = &network->arcs[i];

          if (step + arc->travel_steps < network->n_steps)
            cor_test_flow_add_arc (
                flow, PLACE (arc->tail, step), PLACE (arc->head, step + arc->travel_steps),
                arc->capacities != NULL ? arc->capacities[step] : arc->capacity, 0);
        }
      for (guint i = 0; i < network->n_nodes; i++)
        if (step + 1 < network->n_steps)
          cor_test_flow_add_arc (flow, PLACE (i, step), PLACE (i, step + 1), G_MAXINT32, 0);
      for (guint i = 0; i < network->n_entries; i++)
        if (network->entries[i].step <= step)
          cor_test_flow_add_arc (flow, group + network->entries[i].group,
                                 PLACE (network->entries[i].node, step), G_MAXINT32, 0);
    }
  for (guint i = 0; i < network->n_slots; i++)
    {
      for (guint j = 0; j < 2; j++)
        if (network->slots[i].nodes[j] != COR_EXPANDED_NONE)
          cor_test_flow_add_arc (flow,
                                 PLACE (network->slots[i].nodes[j], network->slots[i].steps[j]),
                                 slot + i, G_MAXINT32, 0);
      slot_arcs[i] = cor_test_flow_add_arc (flow, slot + i, 1, network->slots[i].capacity,
                                            network->slots[i].rank);
    }
#undef PLACE

  cor_test_flow_solve (flow, 0, &cost);
  for (guint i = 0; i < network->n_groups; i++)
    score.n_out[network->groups[i].priority] +=
        (guint) cor_test_flow_get_amount (flow, supply_arcs[i]);
  for (guint i = 0; i < network->n_slots; i++)
    {
      guint n_people = (guint) cor_test_flow_get_amount (flow, slot_arcs[i]);

      score.rank_sum += (guint64) n_people * network->slots[i].rank;
      if (n_people > 0)
        score.last_rank = MAX (score.last_rank, network->slots[i].rank);
    }

  return score;
}

/* Follows one way, and counts its people wherever they go. Returns where and when they end. */
static void
walk (const Instance *self,
      const CorExpandedPath *path,
      const CorExpandedLeg *legs,
      guint used[MAX_ARCS][MAX_STEPS])
{
  const CorExpandedNetwork *network = &self->network;
  const CorExpandedSlot *slot = &network->slots[path->slot];
  guint node = network->entries[path->entry].node, step = network->entries[path->entry].step;
  gboolean arrives = FALSE;

  g_assert_cmpuint (network->entries[path->entry].group, ==, path->group);
  for (guint i = 0; i < path->n_legs; i++)
    {
      const CorExpandedArc *arc = &network->arcs[legs[i].arc];

      g_assert_cmpuint (arc->tail, ==, node);
      g_assert_cmpuint (legs[i].step, >=, step);
      used[legs[i].arc][legs[i].step] += path->n_people;
      node = arc->head;
      step = legs[i].step + arc->travel_steps;
    }
  for (guint i = 0; i < 2; i++)
    arrives |= slot->nodes[i] == node && slot->steps[i] >= step;
  g_assert_true (arrives);
}

/* Adds up the ways of a flow, checking that they break nothing. */
static Score
add_up (const Instance *self, const CorExpandedFlow *flow)
{
  const CorExpandedNetwork *network = &self->network;
  g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (CorExpandedPath));
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (CorExpandedLeg));
  guint used[MAX_ARCS][MAX_STEPS] = { 0 }, n_passing[MAX_SLOTS] = { 0 };
  guint n_leaving[MAX_GROUPS] = { 0 };
  Score score = { 0 };

  g_assert_true (cor_expanded_flow_list_paths (flow, paths, legs, NULL, NULL));
  for (guint i = 0; i < paths->len; i++)
    {
      const CorExpandedPath *path = &g_array_index (paths, CorExpandedPath, i);

      g_assert_cmpuint (path->n_people, >, 0);
      walk (self, path, &g_array_index (legs, CorExpandedLeg, path->first_leg), used);
      n_leaving[path->group] += path->n_people;
      n_passing[path->slot] += path->n_people;
    }
  for (guint i = 0; i < network->n_groups; i++)
    {
      g_assert_cmpuint (n_leaving[i] + cor_expanded_flow_get_n_left (flow, i), ==,
                        network->groups[i].n_people);
      score.n_out[network->groups[i].priority] += n_leaving[i];
    }
  for (guint i = 0; i < network->n_slots; i++)
    {
      g_assert_cmpuint (n_passing[i], <=, network->slots[i].capacity);
      g_assert_cmpuint (n_passing[i], ==, cor_expanded_flow_get_slot_amount (flow, i));
      score.rank_sum += (guint64) n_passing[i] * network->slots[i].rank;
      if (n_passing[i] > 0)
        score.last_rank = MAX (score.last_rank, network->slots[i].rank);
    }
  for (guint i = 0; i < network->n_arcs; i++)
    for (guint j = 0; j < network->n_steps; j++)
      g_assert_cmpuint (used[i][j], <=,
                        network->arcs[i].capacities != NULL ? network->arcs[i].capacities[j]
                                                            : network->arcs[i].capacity);

  return score;
}

static guint
count_out (const Score *score)
{
  guint n_out = 0;

  for (guint i = 0; i < N_CLASSES; i++)
    n_out += score->n_out[i];

  return n_out;
}

static void
test_equals_oracle (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220224);
  guint n_left = 0, n_with_legs = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      g_autofree Instance *instance = make_instance (random);
      g_autoptr (CorExpandedFlow) flow = cor_expanded_flow_new (&instance->network, NULL, NULL);
      Score oracle = ask_oracle (instance), score;

      g_assert_true (cor_expanded_flow_solve (flow, NULL, NULL));
      score = add_up (instance, flow);
      g_assert_cmpuint (count_out (&score), ==, count_out (&oracle));
      for (guint j = 0; j < N_CLASSES; j++)
        g_assert_cmpuint (score.n_out[j], ==, oracle.n_out[j]);
      g_assert_cmpuint (score.last_rank, ==, oracle.last_rank);
      g_assert_cmpuint (score.rank_sum, ==, oracle.rank_sum);
      g_assert_cmpuint (cor_expanded_flow_get_n_out (flow), ==, count_out (&score));
      g_assert_cmpuint (cor_expanded_flow_get_rank_sum (flow), ==, score.rank_sum);
      g_assert_cmpuint (cor_expanded_flow_get_last_rank (flow), ==, score.last_rank);
      g_assert_true (cor_expanded_flow_check_proof (flow));

      for (guint j = 0; j < instance->network.n_groups; j++)
        n_left += cor_expanded_flow_get_n_left (flow, j) > 0;
      n_with_legs += instance->network.n_arcs > 0 && count_out (&score) > 3;
    }

  /* The instances must be hard enough to tell anything. */
  g_assert_cmpuint (n_left, >, N_INSTANCES / 4);
  g_assert_cmpuint (n_with_legs, >, N_INSTANCES / 4);
}

/* By each rank no more are out in the best flow than any other says can be. */
static void
check_bounds (const CorExpandedFlow *flow, const CorExpandedFlow *best)
{
  g_autofree guint64 *n_best = cor_expanded_flow_list_out (best);
  g_autofree guint64 *n_out = cor_expanded_flow_list_out (flow);
  g_autofree guint64 *cuts = cor_expanded_flow_list_cuts (flow);

  for (guint rank = 0; rank < cor_expanded_flow_get_n_ranks (best); rank++)
    {
      g_assert_cmpuint (cuts[rank], >=, n_best[rank]);
      g_assert_cmpuint (n_out[rank], <=, n_best[rank]);
      if (rank < cor_expanded_flow_get_n_proven_ranks (flow))
        g_assert_cmpuint (n_out[rank], ==, n_best[rank]);
    }
}

/* However often it is stopped, what it has is valid, its bounds hold, and it ends the same. */
static void
test_stops_anywhere (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_INSTANCES / 5; i++)
    {
      g_autofree Instance *instance = make_instance (random);
      g_autoptr (CorExpandedFlow) whole = cor_expanded_flow_new (&instance->network, NULL, NULL);
      g_autoptr (CorExpandedFlow) flow = cor_expanded_flow_new (&instance->network, NULL, NULL);

      g_assert_true (cor_expanded_flow_advance (whole, G_MAXUINT32));
      for (gboolean done = FALSE; !done;)
        {
          guint64 begin = cor_expanded_flow_get_work (flow);

          done = cor_expanded_flow_advance (flow, 1);
          add_up (instance, flow);
          check_bounds (flow, whole);

          /* A stop is never far away. */
          g_assert_cmpuint (cor_expanded_flow_get_work (flow) - begin, <=, 3000);
        }
      g_assert_cmpuint (cor_expanded_flow_get_rank_sum (flow), ==,
                        cor_expanded_flow_get_rank_sum (whole));
      for (guint j = 0; j < instance->network.n_slots; j++)
        g_assert_cmpuint (cor_expanded_flow_get_slot_amount (flow, j), ==,
                          cor_expanded_flow_get_slot_amount (whole, j));
    }
}

/* Stops the work at one of its polls. */
typedef struct
{
  GCancellable *cancellable;
  guint n_left; /* polls before it */
} Stop;

static void
poll_cb (gpointer user_data)
{
  Stop *stop = user_data;

  if (stop->n_left-- == 0)
    g_cancellable_cancel (stop->cancellable);
}

/* Makes a flow and tells its ways, as long as nobody stops it. */
static gboolean
make_until (const Instance *instance, guint n_polls)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (CorExpandedPath));
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (CorExpandedLeg));
  g_autoptr (CorExpandedFlow) flow = NULL;
  g_autoptr (GError) error = NULL;
  Stop stop = { cancellable, n_polls };

  cor_progress_watch_polls (progress, poll_cb, &stop);
  flow = cor_expanded_flow_new (&instance->network, progress, &error);
  if (flow != NULL && cor_expanded_flow_solve (flow, progress, &error) &&
      cor_expanded_flow_list_paths (flow, paths, legs, progress, &error))
    {
      g_assert_no_error (error);
      return TRUE;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return FALSE;
}

/* The making and the reading stop at whatever poll, and leave nothing behind. */
static void
test_stops_making (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree Instance *instance = make_instance (random);
      guint n_polls = 0;

      while (!make_until (instance, n_polls))
        n_polls++;
      g_assert_cmpuint (n_polls, >=, 3);
    }
}

/* What is made in a hurry is valid, and what it says of others holds. */
static void
test_hurries (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (24);
  guint n_worse = 0, n_bounded = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      g_autofree Instance *instance = make_instance (random);
      g_autoptr (CorExpandedFlow) best = cor_expanded_flow_new (&instance->network, NULL, NULL);
      g_autoptr (CorExpandedFlow) flow = cor_expanded_flow_new (&instance->network, NULL, NULL);
      g_autofree guint64 *cuts = NULL;
      guint n_ranks = cor_expanded_flow_get_n_ranks (best);

      g_assert_true (cor_expanded_flow_solve (best, NULL, NULL));
      g_assert_true (cor_expanded_flow_hurry (flow, NULL, NULL));
      add_up (instance, flow);
      check_bounds (flow, best);
      g_assert_false (cor_expanded_flow_check_proof (flow));

      cuts = cor_expanded_flow_list_cuts (flow);
      n_worse += cor_expanded_flow_get_n_out (flow) < cor_expanded_flow_get_n_out (best) ||
                 cor_expanded_flow_get_rank_sum (flow) > cor_expanded_flow_get_rank_sum (best);
      n_bounded += n_ranks > 0 && cuts[n_ranks - 1] == cor_expanded_flow_get_n_out (best);
    }

  /* It must sometimes be worse, or the others are not tested; and the bound must be worth having.
   */
  g_assert_cmpuint (n_worse, >, N_INSTANCES / 100);
  g_assert_cmpuint (n_bounded, >, N_INSTANCES / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/expanded-flow/equals-oracle", test_equals_oracle);
  g_test_add_func ("/planner/expanded-flow/stops-anywhere", test_stops_anywhere);
  g_test_add_func ("/planner/expanded-flow/stops-making", test_stops_making);
  g_test_add_func ("/planner/expanded-flow/hurries", test_hurries);

  return g_test_run ();
}
