/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-closure.h"
#include "cor-test-fork.h"

/* What plans say of how good they are. The sums themselves are checked with every plan. */

#define HOUR COR_SECONDS_PER_HOUR

/* Sixty an hour can pass. Single people would do so sixty and twenty; two households of forty are
 * kept whole, so twenty people pass an hour later than they might. */
static void
test_says_how_good_it_is (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 2; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 40)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_true (cor_result_is_judged (result));
  g_assert_cmpint (result->objective[COR_OBJECTIVE_PERSON_TIME], ==,
                   result->bound[COR_OBJECTIVE_PERSON_TIME] + 20 * HOUR);
  g_assert_cmpfloat_with_epsilon (result->gap,
                                  20.0 * HOUR / result->bound[COR_OBJECTIVE_PERSON_TIME], 1e-12);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_LAST_OUT], ==,
                   result->bound[COR_OBJECTIVE_LAST_OUT]);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_LEFT_INSIDE], ==, 0);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_MOVEMENTS], ==, 2);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
}

/* In the one hour that coaches can reach ten can pass, of 24. */
static void
test_urgent_people_bound_who_is_left (CorTestFork *fork, gconstpointer user_data)
{
  const guint *weights = fork->plan->settings->priority_weights;
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 10;
  fork->south->capacity_people_per_h = 0;
  fork->plan->settings->horizon_h = 4;
  for (guint i = 0; i < 24; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 1)->priority = i < 6 ? COR_PRIORITY_LATER
                                                                      : i < 18
                                                                          ? COR_PRIORITY_NORMAL
                                                                          : COR_PRIORITY_URGENT;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_unserved, ==, 14);
  g_assert_cmpuint (result->left_by_priority[COR_PRIORITY_URGENT], ==, 0);
  g_assert_cmpuint (result->left_by_priority[COR_PRIORITY_NORMAL], ==, 8);
  g_assert_cmpuint (result->left_by_priority[COR_PRIORITY_LATER], ==, 6);
  g_assert_cmpint (result->bound[COR_OBJECTIVE_LEFT_INSIDE], ==,
                   8 * weights[COR_PRIORITY_NORMAL] + 6 * weights[COR_PRIORITY_LATER]);
}

static void
draw_front (CorTestFork *fork, const CorPosition *ends)
{
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, 2);
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 5000;
  cor_edit_put (fork->plan->edit, front);
}

/* A front runs 11 km north of the road from the town to the fork, as long as it. */
static void
add_front (CorTestFork *fork)
{
  draw_front (fork, (const CorPosition[]){ { 50.1, 25.0 }, { 50.1, 26.0 } });
}

static void
test_ways_near_a_front_are_exposed (CorTestFork *fork, gconstpointer user_data)
{
  guint reach_m = GPOINTER_TO_UINT (user_data);
  g_autoptr (CorResult) result = NULL;
  const CorCorridor *corridor;

  add_front (fork);
  fork->plan->settings->exposure_reach_m = reach_m;
  cor_test_plan_add_people (fork->plan, &fork->town, 10);

  result = cor_test_plan_compute (fork->plan);

  corridor = result->corridors->pdata[0];
  if (reach_m < 8000)
    g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
  else
    {
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], >, 10 * 60000);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], <, 10 * corridor->distance_m);
    }
}

#define ADD(path, user_data, func)                                                                 \
  g_test_add ("/planner/judgement/" path, CorTestFork, user_data, cor_test_fork_set_up, func,      \
              cor_test_fork_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("whole-households", NULL, test_says_how_good_it_is);
  ADD ("urgent-first", NULL, test_urgent_people_bound_who_is_left);
  ADD ("exposed", GUINT_TO_POINTER (25000), test_ways_near_a_front_are_exposed);
  ADD ("out-of-reach", GUINT_TO_POINTER (5000), test_ways_near_a_front_are_exposed);

  return g_test_run ();
}
