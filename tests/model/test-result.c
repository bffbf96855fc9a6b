/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-result.h"

#define HOUR 3600

static CorResult *
make_result (guint n_assigned, guint n_left, gint64 reached_h, gint64 bound_h)
{
  CorResult *result = cor_result_new ();

  result->totals.n_assigned = n_assigned;
  result->left_by_priority[COR_PRIORITY_NORMAL] = n_left;
  result->objective[COR_OBJECTIVE_PERSON_TIME] = reached_h * HOUR;
  result->bound[COR_OBJECTIVE_PERSON_TIME] = bound_h * HOUR;
  result->gap = (double) (reached_h - bound_h) / (double) bound_h;

  return result;
}

static void
test_what_is_savable_is_per_person (void)
{
  g_autoptr (CorResult) weak = make_result (90, 10, 575, 290);
  g_autoptr (CorResult) close = make_result (100, 0, 1000, 901);
  g_autoptr (CorResult) best = make_result (100, 0, 1000, 1000);

  /* 285 hours of a hundred people, also of those who are left. */
  g_assert_cmpuint (cor_result_get_savable_min (weak), ==, 171);
  g_assert_false (cor_result_has_telling_gap (weak));
  g_assert_cmpuint (cor_result_get_savable_min (close), ==, 60);
  g_assert_true (cor_result_has_telling_gap (close));
  g_assert_cmpuint (cor_result_get_savable_min (best), ==, 0);
  g_assert_true (cor_result_has_telling_gap (best));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/result/what-is-savable-is-per-person",
                   test_what_is_savable_is_per_person);

  return g_test_run ();
}
