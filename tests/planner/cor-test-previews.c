/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-previews.h"

typedef struct
{
  CorSnapshot *snapshot;
  CorTestRoads roads;
  GPtrArray *faults;
  guint n_previews;
  CorResult *last;
} Watch;

static void
preview_cb (CorResult *preview, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GPtrArray) faults = cor_test_find_faults (watch->snapshot, preview, watch->roads);

  g_assert_true (preview->is_preview);
  watch->n_previews++;
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (watch->faults, g_strdup_printf ("preview %u: %s", watch->n_previews,
                                                     (const char *) faults->pdata[i]));
  g_clear_pointer (&watch->last, cor_result_unref);
  watch->last = cor_result_ref (preview);
}

/* The result, with the faults of all plans that were told on the way to it. The last of these is
 * the result already, but for what it says. */
CorResult *
cor_test_compute_anytime (CorPlanner *planner,
                          CorSnapshot *snapshot,
                          CorTestRoads roads,
                          GPtrArray *faults,
                          GError **error)
{
  Watch watch = { .snapshot = snapshot, .roads = roads, .faults = faults };
  CorPlannerListener listener = { preview_cb, &watch, 0 };
  CorResult *result = cor_planner_compute_anytime (planner, snapshot, NULL, &listener, NULL, error);

  if (result == NULL)
    return NULL;

  g_assert_false (result->is_preview);
  g_assert_cmpuint (watch.n_previews, ==, 2);
  g_assert_cmpuint (watch.last->movements->len, ==, result->movements->len);
  g_assert_cmpfloat (watch.last->gap, ==, result->gap);
  cor_result_unref (watch.last);

  return result;
}
