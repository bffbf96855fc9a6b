/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-anytime.h"

#define SIDE 17u
#define N_SLOT_NODES 3u
#define SLOT_PEOPLE 4u

/* People on a square of roads that take few at a time, with slots on one side: more work than what
 * is solved before anything is made in a hurry. */
typedef struct
{
  CorExpandedNetwork network;
  GArray *arcs;
  GArray *groups;
  GArray *entries;
  GArray *slots;
  guint64 n_people;
} Square;

static void
square_free (Square *self)
{
  g_array_unref (self->arcs);
  g_array_unref (self->groups);
  g_array_unref (self->entries);
  g_array_unref (self->slots);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Square, square_free)

static void
add_road (Square *self, GRand *random, guint from, guint to)
{
  CorExpandedArc arc = { .tail = from,
                         .head = to,
                         .travel_steps = (guint) g_rand_int_range (random, 1, 4),
                         .capacity = (guint32) g_rand_int_range (random, 1, 4) };

  g_array_append_val (self->arcs, arc);
  arc.tail = to;
  arc.head = from;
  g_array_append_val (self->arcs, arc);
}

static void
add_group (Square *self, GRand *random, guint node)
{
  CorExpandedGroup group = { (guint32) g_rand_int_range (random, 1, 12), 0 };
  CorExpandedEntry entry = { self->groups->len, node, 0 };

  g_array_append_val (self->groups, group);
  g_array_append_val (self->entries, entry);
  self->n_people += group.n_people;
}

static Square *
square_new (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Square *self = g_new0 (Square, 1);
  CorExpandedNetwork *network = &self->network;

  self->arcs = g_array_new (FALSE, FALSE, sizeof (CorExpandedArc));
  self->groups = g_array_new (FALSE, FALSE, sizeof (CorExpandedGroup));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorExpandedEntry));
  self->slots = g_array_new (FALSE, FALSE, sizeof (CorExpandedSlot));
  network->n_nodes = SIDE * SIDE;
  network->n_steps = 12 * SIDE;
  for (guint i = 0; i < network->n_nodes; i++)
    {
      if (i % SIDE + 1 < SIDE)
        add_road (self, random, i, i + 1);
      if (i + SIDE < network->n_nodes)
        add_road (self, random, i, i + SIDE);
      add_group (self, random, i);
    }
  for (guint i = 0; i < network->n_steps * N_SLOT_NODES; i++)
    {
      guint node = i % N_SLOT_NODES * 5 * SIDE, step = i / N_SLOT_NODES;
      CorExpandedSlot slot = { { node, COR_EXPANDED_NONE }, { step, 0 }, step, SLOT_PEOPLE };

      g_array_append_val (self->slots, slot);
    }
  network->arcs = (CorExpandedArc *) (gpointer) self->arcs->data;
  network->n_arcs = self->arcs->len;
  network->groups = (CorExpandedGroup *) (gpointer) self->groups->data;
  network->n_groups = self->groups->len;
  network->entries = (CorExpandedEntry *) (gpointer) self->entries->data;
  network->n_entries = self->entries->len;
  network->slots = (CorExpandedSlot *) (gpointer) self->slots->data;
  network->n_slots = self->slots->len;

  return self;
}

/* Follows everybody's way, and checks that no road and no slot takes more than it does. */
static void
check_ways (const Square *square, const CorExpandedFlow *flow)
{
  const CorExpandedNetwork *network = &square->network;
  g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (CorExpandedPath));
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (CorExpandedLeg));
  g_autofree guint32 *used = g_new0 (guint32, network->n_arcs * network->n_steps);
  g_autofree guint32 *passed = g_new0 (guint32, network->n_slots);
  guint64 n_out = 0;

  g_assert_true (cor_expanded_flow_list_paths (flow, paths, legs, NULL, NULL));
  for (guint i = 0; i < paths->len; i++)
    {
      const CorExpandedPath *path = &g_array_index (paths, CorExpandedPath, i);
      guint node = network->entries[path->entry].node, step = network->entries[path->entry].step;

      for (guint j = path->first_leg; j < path->first_leg + path->n_legs; j++)
        {
          const CorExpandedLeg *leg = &g_array_index (legs, CorExpandedLeg, j);
          const CorExpandedArc *arc = &network->arcs[leg->arc];
          guint32 *amount = &used[leg->arc * network->n_steps + leg->step];

          g_assert_cmpuint (arc->tail, ==, node);
          g_assert_cmpuint (leg->step, >=, step);
          g_assert_cmpuint (*amount += path->n_people, <=, arc->capacity);
          node = arc->head;
          step = leg->step + arc->travel_steps;
        }
      g_assert_cmpuint (network->slots[path->slot].nodes[0], ==, node);
      g_assert_cmpuint (network->slots[path->slot].steps[0], >=, step);
      g_assert_cmpuint (passed[path->slot] += path->n_people, <=, SLOT_PEOPLE);
      n_out += path->n_people;
    }
  g_assert_cmpuint (n_out, ==, cor_expanded_flow_get_n_out (flow));
}

/* Person-time, as the gap has it. */
static guint64
get_time (const Square *square, const CorExpandedFlow *flow)
{
  guint64 n_out = cor_expanded_flow_get_n_out (flow);

  return cor_expanded_flow_get_rank_sum (flow) + n_out +
         (square->n_people - n_out) * (cor_expanded_flow_get_n_ranks (flow) + 1);
}

typedef struct
{
  const Square *square;
  guint64 best_time;
  guint64 told_time;
  guint n_told;
  double gap;
  guint n_polls;
  guint last_poll; /* at which it is cancelled; 0 for never */
  GCancellable *cancellable;
} Watch;

static void
check_told (const CorExpandedFlow *flow, double gap, gpointer user_data)
{
  Watch *watch = user_data;

  watch->told_time = get_time (watch->square, flow);
  check_ways (watch->square, flow);
  g_assert_cmpuint (watch->told_time, >=, watch->best_time);
  g_assert_cmpfloat ((double) watch->best_time * (1.0 + gap), >=,
                     (double) watch->told_time * (1.0 - 1e-9));
  g_assert_cmpfloat (gap, >=, 0.0);
  g_assert_true (watch->n_told == 0 || gap < watch->gap || gap == 0.0);
  watch->gap = gap;
  watch->n_told++;
}

static void
count_poll (gpointer user_data)
{
  Watch *watch = user_data;

  if (++watch->n_polls == watch->last_poll)
    g_cancellable_cancel (watch->cancellable);
}

/* The first flow comes before the best, what is told of it holds, and in the end nothing is left to
 * be better. */
static void
test_tells_better_and_better (void)
{
  for (guint32 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (Square) square = square_new (seed);
      g_autoptr (CorExpandedFlow) best = cor_expanded_flow_new (&square->network, NULL, NULL);
      g_autoptr (CorExpandedFlow) flow = NULL;
      Watch watch = { .square = square };

      g_assert_true (cor_expanded_flow_solve (best, NULL, NULL));
      watch.best_time = get_time (square, best);
      flow = cor_expanded_anytime_solve (&square->network, check_told, &watch, NULL, NULL);
      g_assert_cmpuint (watch.n_told, >, 1);
      g_assert_cmpfloat (watch.gap, ==, 0.0);
      g_assert_cmpuint (watch.told_time, ==, watch.best_time);
      g_assert_true (cor_expanded_flow_check_proof (flow));
      for (guint i = 0; i < square->network.n_slots; i++)
        g_assert_cmpuint (cor_expanded_flow_get_slot_amount (flow, i), ==,
                          cor_expanded_flow_get_slot_amount (best, i));
    }
}

static void
test_cancels_at_each_poll (void)
{
  g_autoptr (Square) square = square_new (1);
  Watch watch = { .square = square };

  for (guint i = 1; watch.n_polls + 1 >= i; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
      g_autoptr (CorExpandedFlow) flow = NULL;
      g_autoptr (GError) error = NULL;

      watch = (Watch){ .square = square, .last_poll = i, .cancellable = cancellable };
      cor_progress_watch_polls (progress, count_poll, &watch);
      flow = cor_expanded_anytime_solve (&square->network, NULL, NULL, progress, &error);
      if (watch.n_polls < i)
        {
          g_assert_no_error (error);
          g_assert_nonnull (flow);
          break;
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (flow);
      g_assert_cmpuint (watch.n_polls, ==, i);
    }
  g_assert_cmpuint (watch.n_polls, >, 20);
}

/* Small problems are solved at once. */
static void
test_tells_small_ones_once (void)
{
  CorExpandedGroup group = { 5, 0 };
  CorExpandedEntry entry = { 0, 0, 0 };
  CorExpandedSlot slots[] = { { { 0, COR_EXPANDED_NONE }, { 1, 0 }, 1, 3 } };
  CorExpandedNetwork network = { .n_nodes = 1,
                                 .n_steps = 2,
                                 .groups = &group,
                                 .n_groups = 1,
                                 .entries = &entry,
                                 .n_entries = 1,
                                 .slots = slots,
                                 .n_slots = 1 };
  g_autoptr (CorExpandedFlow) flow = cor_expanded_anytime_solve (&network, NULL, NULL, NULL, NULL);
  CorExpandedNetwork nothing = { .n_nodes = 1, .n_steps = 1 };
  g_autoptr (CorExpandedFlow) none = cor_expanded_anytime_solve (&nothing, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (cor_expanded_flow_get_n_out (flow), ==, 3);
  g_assert_true (cor_expanded_flow_check_proof (flow));
  g_assert_cmpuint (cor_expanded_flow_get_n_out (none), ==, 0);
  g_assert_cmpuint (cor_expanded_flow_get_n_ranks (none), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/expanded-anytime/tells-better-and-better",
                   test_tells_better_and_better);
  g_test_add_func ("/planner/expanded-anytime/cancels-at-each-poll", test_cancels_at_each_poll);
  g_test_add_func ("/planner/expanded-anytime/tells-small-ones-once", test_tells_small_ones_once);

  return g_test_run ();
}
