/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-ccrp.h"

/*
 * An example by hand, of the kind that the paper goes through: two sources of 10 and 5 people, one
 * crossing that takes 6 a step. From the first a road of 1 step that takes 3 leads to a junction,
 * from the second one of 2 steps that takes 2; from the junction one of 1 step that takes 4 to the
 * crossing. The second has a way round of 5 steps that takes 1, too.
 *
 * Those of the first who leave at once are out at step 2: 3 people. From step 3 on the road from
 * the junction is full with 4 people in every step, whichever source they are of: 4, 4 and 4. The
 * way round is out at step 5, when all of them are.
 */

#define N_STEPS 12u
#define N_ARCS 8u

enum
{
  CROSSING,
  JUNCTION,
  FIRST,
  SECOND,
  N_NODES,
};

static CorExpandedArc arcs[N_ARCS] = {
  { FIRST, JUNCTION, 1, 3, NULL },    { JUNCTION, FIRST, 1, 3, NULL },
  { SECOND, JUNCTION, 2, 2, NULL },   { JUNCTION, SECOND, 2, 2, NULL },
  { JUNCTION, CROSSING, 1, 4, NULL }, { CROSSING, JUNCTION, 1, 4, NULL },
  { SECOND, CROSSING, 5, 1, NULL },   { CROSSING, SECOND, 5, 1, NULL },
};

static CorExpandedGroup groups[] = { { 10, 0 }, { 5, 0 } };
static CorExpandedEntry entries[] = { { 0, FIRST, 0 }, { 1, SECOND, 0 } };
static guint crossing_nodes[] = { CROSSING };
static guint32 crossing_capacities[] = { 6 };
static guint cluster_nodes[] = { FIRST, SECOND };

static CorBenchInstance
make_example (void)
{
  static CorExpandedSlot slots[N_STEPS];

  for (guint i = 0; i < N_STEPS; i++)
    slots[i] = (CorExpandedSlot){ { CROSSING, COR_EXPANDED_NONE }, { i, 0 }, i, 6 };

  return (CorBenchInstance){
    .size = { .n_clusters = 2, .n_crossings = 1, .n_hours = N_STEPS, .step_min = 60, TRUE, FALSE },
    .network = { N_NODES, N_STEPS, arcs, N_ARCS, groups, 2, entries, 2, slots, N_STEPS },
    .crossing_nodes = crossing_nodes,
    .crossing_capacities = crossing_capacities,
    .cluster_nodes = cluster_nodes,
    .n_people = 15,
  };
}

/* 3 at step 2, 4 at 3, 4 at 4, 4 at 5 whoever they are: the road to the crossing is full. */
static void
check_score (const CorBenchScore *score)
{
  g_assert_cmpuint (score->n_out, ==, 15);
  g_assert_cmpuint (score->step_sum, ==, 3 * 2 + 4 * 3 + 4 * 4 + 4 * 5);
  g_assert_cmpuint (score->last_step, ==, 5);
}

static void
test_example (void)
{
  CorBenchInstance instance = make_example ();
  CorBenchScore score = cor_bench_ccrp_run (&instance);

  check_score (&score);
  score = cor_bench_ccrp_run_goal_directed (&instance);
  check_score (&score);
}

/* With a crossing that takes 2 everybody stands in line there, and 1 is out last. */
static void
test_crossing_limits (void)
{
  CorBenchInstance instance = make_example ();
  guint32 few[] = { 2 };
  CorBenchScore score;

  instance.crossing_capacities = few;
  for (guint i = 0; i < 2; i++)
    {
      score =
          i == 0 ? cor_bench_ccrp_run (&instance) : cor_bench_ccrp_run_goal_directed (&instance);
      g_assert_cmpuint (score.n_out, ==, 15);
      g_assert_cmpuint (score.step_sum, ==, 2 * (2 + 3 + 4 + 5 + 6 + 7 + 8) + 9);
      g_assert_cmpuint (score.last_step, ==, 9);
    }
}

/* On the bench's own problems nothing is better than the optimum, and both are as valid. */
static void
test_never_beats_optimum (void)
{
  for (guint i = 0; i < 8; i++)
    {
      CorBenchSize size = { 30 + i, 2 + i % 3, 48, 30, TRUE, i % 2 == 0 };
      g_autoptr (CorBenchInstance) instance = cor_bench_instance_new (&size);
      g_autoptr (CorExpandedFlow) flow = cor_expanded_flow_new (&instance->network, NULL, NULL);
      const CorBenchScore scores[] = { cor_bench_ccrp_run (instance),
                                       cor_bench_ccrp_run_goal_directed (instance),
                                       cor_bench_greedy_run (instance) };

      g_assert_true (cor_expanded_flow_solve (flow, NULL, NULL));
      for (guint j = 0; j < G_N_ELEMENTS (scores); j++)
        {
          g_assert_cmpuint (scores[j].n_out, ==, instance->n_people);
          g_assert_cmpuint (scores[j].step_sum, >=, cor_expanded_flow_get_rank_sum (flow));
          g_assert_cmpuint (scores[j].last_step, >=, cor_expanded_flow_get_last_rank (flow));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/ccrp/example", test_example);
  g_test_add_func ("/bench/ccrp/crossing-limits", test_crossing_limits);
  g_test_add_func ("/bench/ccrp/never-beats-optimum", test_never_beats_optimum);

  return g_test_run ();
}
