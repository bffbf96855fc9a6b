/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-closure.h"
#include "cor-test-plan.h"

/* What people on lanes do for the later goals. */

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)
#define N_HOUSEHOLDS 40u

/* A town in the east and a crossing in the west, with two agreed corridors between them: the
 * northern one, which is quicker by twenty minutes, passes a front. */
typedef struct
{
  CorTestPlan *plan;
  CorId town_id;
  CorAgreedCorridor *north;
  CorAgreedCorridor *south;
} Valley;

static CorAgreedCorridor *
add_way (Valley *valley, guint32 town, guint32 west, double lat, guint minutes)
{
  const CorPosition line[] = { { lat, 25.5 }, { lat, 24.5 } };
  guint32 east_end = cor_test_plan_add_node (valley->plan, NULL, lat, 25.5);
  guint32 west_end = cor_test_plan_add_node (valley->plan, NULL, lat, 24.5);
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_test_plan_add_leg (valley->plan, town, east_end, minutes);
  cor_test_plan_add_leg (valley->plan, east_end, west_end, 60);
  cor_test_plan_add_leg (valley->plan, west_end, west, minutes);
  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  corridor->max_column_vehicles = 8;
  corridor->min_spacing_min = 45;
  cor_edit_put (valley->plan->edit, corridor);

  return corridor;
}

static void
draw_front (Valley *valley)
{
  const CorPosition ends[] = { { 50.35, 24.95 }, { 50.35, 25.05 } };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 1000;
  valley->plan->settings->exposure_reach_m = 20000;
  cor_edit_put (valley->plan->edit, front);
}

static void
set_up (Valley *valley, gconstpointer user_data)
{
  CorNewPlace place = { .crossing = "west" };
  guint32 town, west;

  valley->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (valley->plan, "Town", 50.0, 26.0);
  west = cor_test_plan_add_node (valley->plan, "West", 50.0, 24.0);
  cor_network_builder_add_place (valley->plan->builder, west, &place);
  valley->north = add_way (valley, town, west, 50.3, 30);
  valley->south = add_way (valley, town, west, 49.7, 40);
  valley->town_id = cor_test_plan_add_town (valley->plan, "Town", 50.0, 26.0);
  cor_test_plan_add_crossing (valley->plan, "west", 50.0, 24.0, 1000, ALL_MODES);
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    cor_test_plan_add_people (valley->plan, &valley->town_id, 2)->car = COR_ANSWER_YES;
}

static void
tear_down (Valley *valley, gconstpointer user_data)
{
  cor_test_plan_free (valley->plan);
}

static guint
count_on (const CorResult *result, const CorAgreedCorridor *corridor)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (cor_id_equal (&g_array_index (movement->corridor_ids, CorId, 0), &corridor->record.id))
        n_people += movement->n_people;
    }

  return n_people;
}

/* The last one may be out hours later; all together may take so much longer. */
static void
set_tolerance (Valley *valley, guint permille)
{
  valley->plan->settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] = 1000;
  valley->plan->settings->tolerance_permille[COR_OBJECTIVE_PERSON_TIME] = permille;
}

/* Fronts are left alone as far as the officer lets the plan take longer for it, and no further. */
static void
test_goes_by_the_other_corridor (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorResult) plain = cor_test_plan_compute (valley->plan);
  gint64 exposed = 0;

  g_assert_cmpuint (plain->totals.n_assigned, ==, 2 * N_HOUSEHOLDS);
  g_assert_cmpuint (count_on (plain, valley->north), >, 0);
  draw_front (valley);
  for (guint permille = 0; permille <= 900; permille += permille < 100 ? 50 : 800)
    {
      g_autoptr (CorResult) result = NULL;
      gint64 best_s = plain->objective[COR_OBJECTIVE_PERSON_TIME];

      set_tolerance (valley, permille);
      result = cor_test_plan_compute (valley->plan);
      g_assert_cmpuint (result->totals.n_assigned, ==, 2 * N_HOUSEHOLDS);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_PERSON_TIME], <=,
                       best_s + best_s * permille / 1000);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_PERSON_TIME], ==,
                       best_s + result->given_up[COR_OBJECTIVE_PERSON_TIME]);
      if (permille == 0)
        exposed = result->objective[COR_OBJECTIVE_EXPOSURE];
      else if (permille == 100)
        {
          g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], <, exposed);
          g_assert_cmpuint (count_on (result, valley->south), >, count_on (plain, valley->south));
        }
      else if (permille == 900)
        g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
    }
}

/* Nobody used the southern corridor, so there are no columns on it but those held ready. */
static void
test_takes_a_corridor_that_nobody_took (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorResult) plain = NULL;
  g_autoptr (CorResult) result = NULL;

  valley->north->max_column_vehicles = 100;
  plain = cor_test_plan_compute (valley->plan);
  g_assert_cmpuint (count_on (plain, valley->south), ==, 0);

  draw_front (valley);
  set_tolerance (valley, 1000);
  result = cor_test_plan_compute (valley->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 2 * N_HOUSEHOLDS);
  g_assert_cmpuint (count_on (result, valley->south), ==, 2 * N_HOUSEHOLDS);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
}

/* What people were told of the crossing and the hour is kept to, though another plan is as good. */
static void
test_keeps_to_what_was_told (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorPlanner) planner = NULL;
  g_autoptr (CorSnapshot) before = NULL;
  g_autoptr (CorSnapshot) after = NULL;
  g_autoptr (CorResult) told = NULL;
  g_autoptr (CorResult) result = NULL;

  before = cor_test_plan_finish (valley->plan);
  planner = cor_planner_new (valley->plan->network, NULL);
  told = cor_test_plan_compute_after (planner, before, NULL);

  /* Five more households, whose ids may stand before those of the others. */
  for (guint i = 0; i < 5; i++)
    cor_test_plan_add_people (valley->plan, &valley->town_id, 2)->car = COR_ANSWER_YES;
  after = cor_test_plan_finish (valley->plan);
  result = cor_test_plan_compute_after (planner, after, told);
  g_assert_cmpuint (result->totals.n_assigned, ==, 2 * N_HOUSEHOLDS + 10);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_CHANGE], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/planner/lane-goals/goes-by-the-other-corridor", Valley, NULL, set_up,
              test_goes_by_the_other_corridor, tear_down);
  g_test_add ("/planner/lane-goals/takes-a-corridor-that-nobody-took", Valley, NULL, set_up,
              test_takes_a_corridor_that_nobody_took, tear_down);
  g_test_add ("/planner/lane-goals/keeps-to-what-was-told", Valley, NULL, set_up,
              test_keeps_to_what_was_told, tear_down);

  return g_test_run ();
}
