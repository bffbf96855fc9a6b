/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-chance.h"

#include <glib.h>
#include <math.h>

#define N_DRAWS 200000

static void
test_same_seed_same_numbers (void)
{
  CorChance a = cor_chance_start (7, 11);
  CorChance b = cor_chance_start (7, 11);
  CorChance other_thing = cor_chance_start (7, 12);
  CorChance other_run = cor_chance_start (8, 11);
  double first = cor_chance_draw_uniform (&a);

  g_assert_cmpfloat (cor_chance_draw_uniform (&b), ==, first);
  g_assert_cmpfloat (cor_chance_draw_uniform (&other_thing), !=, first);
  g_assert_cmpfloat (cor_chance_draw_uniform (&other_run), !=, first);
}

/* Things and runs are numbered one after the other; their first draws must be as if they were not.
 */
static void
test_streams_are_apart (void)
{
  double sum = 0.0, product = 0.0, before = 0.5;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      CorChance chance = cor_chance_start (1, i);
      double drawn = cor_chance_draw_uniform (&chance);

      sum += drawn;
      product += (drawn - 0.5) * (before - 0.5);
      before = drawn;
    }

  g_assert_cmpfloat_with_epsilon (sum / N_DRAWS, 0.5, 0.003);
  g_assert_cmpfloat_with_epsilon (product / N_DRAWS * 12.0, 0.0, 0.01);
}

static void
test_exponential (void)
{
  CorChance chance = cor_chance_start (1, 2);
  double sum = 0.0, squares = 0.0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      double drawn = cor_chance_draw_exponential (&chance, 30.0);

      g_assert_cmpfloat (drawn, >=, 0.0);
      sum += drawn;
      squares += drawn * drawn;
    }

  g_assert_cmpfloat_with_epsilon (sum / N_DRAWS, 30.0, 0.3);
  g_assert_cmpfloat_with_epsilon (squares / N_DRAWS, 2.0 * 30.0 * 30.0, 40.0);
}

static void
test_lognormal (void)
{
  CorChance chance = cor_chance_start (3, 4);
  double sum = 0.0, squares = 0.0;
  guint n_below = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      double drawn = cor_chance_draw_lognormal (&chance, 2.0, 0.3);

      n_below += drawn < 2.0;
      sum += log (drawn / 2.0);
      squares += log (drawn / 2.0) * log (drawn / 2.0);
    }

  g_assert_cmpfloat_with_epsilon ((double) n_below / N_DRAWS, 0.5, 0.005);
  g_assert_cmpfloat_with_epsilon (sum / N_DRAWS, 0.0, 0.003);
  g_assert_cmpfloat_with_epsilon (sqrt (squares / N_DRAWS), 0.3, 0.003);
}

static void
test_no_spread_is_the_median (void)
{
  CorChance chance = cor_chance_start (1, 1);

  g_assert_cmpfloat (cor_chance_draw_lognormal (&chance, 1.5, 0.0), ==, 1.5);
  g_assert_cmpfloat (cor_chance_draw_exponential (&chance, 0.0), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/simulation/chance/same-seed-same-numbers", test_same_seed_same_numbers);
  g_test_add_func ("/simulation/chance/streams-are-apart", test_streams_are_apart);
  g_test_add_func ("/simulation/chance/exponential", test_exponential);
  g_test_add_func ("/simulation/chance/lognormal", test_lognormal);
  g_test_add_func ("/simulation/chance/no-spread-is-the-median", test_no_spread_is_the_median);

  return g_test_run ();
}
