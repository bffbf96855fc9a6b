/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-previews.h"

/* More plans than these on the way to the best are only work. */
#define MAX_PREVIEWS 6u

typedef struct
{
  CorSnapshot *snapshot;
  CorTestRoads roads;
  GPtrArray *faults;
  guint n_previews;
  guint n_movements; /* of all of them */
  guint n_looks;     /* at whether to go on */
  CorResult *last;
  GCancellable *stops; /* nullable: stopped by the first */
} Watch;

/* The plan that was computed last in whatever test, the wrong one for the next. */
static CorPlanBasis *other;

static gboolean
is_worse (const CorResult *a, const CorResult *b)
{
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    if (a->objective[i] != b->objective[i])
      return a->objective[i] > b->objective[i];

  return FALSE;
}

static void
preview_cb (CorResult *preview, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GPtrArray) faults = cor_test_find_faults (watch->snapshot, preview, watch->roads);

  g_assert_true (preview->is_preview);
  watch->n_previews++;
  watch->n_movements += preview->movements->len;
  if (watch->last != NULL && is_worse (preview, watch->last))
    g_ptr_array_add (watch->faults, g_strdup_printf ("preview %u is worse than the one before",
                                                     watch->n_previews));
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (watch->faults, g_strdup_printf ("preview %u: %s", watch->n_previews,
                                                     (const char *) faults->pdata[i]));
  g_clear_pointer (&watch->last, cor_result_unref);
  watch->last = cor_result_ref (preview);
  if (watch->stops != NULL)
    g_cancellable_cancel (watch->stops);
}

static void
look_cb (gpointer user_data)
{
  Watch *watch = user_data;

  watch->n_looks++;
}

/* The first plan that begins with another, by a planner that knows nothing yet. */
static void
check_first (CorNetwork *network,
             CorSnapshot *snapshot,
             CorTestRoads roads,
             const CorPlanBasis *basis,
             GPtrArray *faults)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (network, NULL);
  g_autoptr (GCancellable) stops = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (stops, NULL, NULL);
  Watch watch = { .snapshot = snapshot, .roads = roads, .faults = faults, .stops = stops };
  CorPlannerListener listener = { preview_cb, &watch, 0, basis };
  g_autoptr (CorResult) result =
      cor_planner_compute_anytime (planner, snapshot, NULL, &listener, progress, NULL);

  g_assert_null (result);
  g_assert_cmpuint (watch.n_previews, ==, 1);
  g_clear_pointer (&watch.last, cor_result_unref);
}

/* The result, with the faults of all plans that were told on the way to it; none may be worse than
 * the one before, and each movement that is written is a moment to stop at. The last of these is
 * the result already, but for what it says, unless that is worse than a first plan was by luck, as
 * it can be with vehicles, lanes or tolerances. First plans that begin with a plan of other people
 * and with the best plan are looked at, too. */
CorResult *
cor_test_compute_anytime (CorPlanner *planner,
                          CorSnapshot *snapshot,
                          CorTestRoads roads,
                          GPtrArray *faults,
                          GError **error)
{
  Watch watch = { .snapshot = snapshot, .roads = roads, .faults = faults };
  CorPlannerListener listener = { preview_cb, &watch, 0, NULL };
  g_autoptr (CorProgress) progress = cor_progress_new (NULL, NULL, NULL);
  g_autoptr (CorPlanBasis) basis = NULL;
  CorResult *result;

  cor_progress_watch_polls (progress, look_cb, &watch);
  result = cor_planner_compute_anytime (planner, snapshot, NULL, &listener, progress, error);
  if (result == NULL)
    return NULL;

  g_assert_cmpuint (watch.n_looks, >=, watch.n_movements + result->movements->len);
  g_assert_false (result->is_preview);
  g_assert_cmpuint (watch.n_previews, >=, 1);
  g_assert_cmpuint (watch.n_previews, <=, MAX_PREVIEWS);
  if (!is_worse (result, watch.last))
    {
      g_assert_cmpuint (watch.last->movements->len, ==, result->movements->len);
      g_assert_cmpfloat (watch.last->gap, ==, result->gap);
    }
  cor_result_unref (watch.last);

  basis = cor_plan_basis_new (result);
  if (other != NULL)
    check_first (cor_planner_get_network (planner), snapshot, roads, other, faults);
  check_first (cor_planner_get_network (planner), snapshot, roads, basis, faults);
  g_clear_pointer (&other, cor_plan_basis_unref);
  other = g_steal_pointer (&basis);

  return result;
}
