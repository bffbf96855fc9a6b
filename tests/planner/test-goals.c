/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-closure.h"
#include "cor-test-plan.h"

/* What plans do for the later goals: exposure, movements, change. */

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* A town in the east; west of it a fork, and behind that two crossings far from each other. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *north;
  CorCrossing *south;
} Fork;

static void
add_crossing_node (Fork *fork,
                   const char *name,
                   double lat,
                   double lon,
                   guint32 from,
                   guint minutes)
{
  CorNewPlace place = { .crossing = name };
  guint32 node = cor_test_plan_add_node (fork->plan, name, lat, lon);

  cor_network_builder_add_place (fork->plan->builder, node, &place);
  cor_test_plan_add_leg (fork->plan, from, node, minutes);
}

static void
set_up (Fork *fork, guint north_min, guint south_min)
{
  guint32 town, middle;

  fork->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (fork->plan, "Town", 50.0, 26.0);
  middle = cor_test_plan_add_node (fork->plan, "Fork", 50.0, 25.0);
  cor_test_plan_add_leg (fork->plan, town, middle, 60);
  add_crossing_node (fork, "north", 50.5, 24.0, middle, north_min);
  add_crossing_node (fork, "south", 49.0, 23.0, middle, south_min);
  fork->town = cor_test_plan_add_town (fork->plan, "Town", 50.0, 26.0);
  fork->north = cor_test_plan_add_crossing (fork->plan, "north", 50.5, 24.0, 60, ALL_MODES);
  fork->south = cor_test_plan_add_crossing (fork->plan, "south", 49.0, 23.0, 60, ALL_MODES);
}

/* A front across nothing, close to the northern crossing. */
static void
draw_front (Fork *fork, guint reach_m)
{
  const CorPosition ends[] = { { 50.6, 23.9 }, { 50.6, 24.1 } };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 1000;
  fork->plan->settings->exposure_reach_m = reach_m;
  cor_edit_put (fork->plan->edit, front);
}

static guint
count_through (const CorResult *result, const CorCrossing *crossing)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (cor_id_equal (&movement->crossing_id, &crossing->record.id))
        n_people += movement->n_people;
    }

  return n_people;
}

/* In the same hour one can be at either crossing, the nearer one beside a front. */
static void
test_avoids_a_front_in_equal_time (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorResult) result = NULL;
      Fork fork;

      set_up (&fork, 30, 35);
      draw_front (&fork, i == 0 ? 0 : 20000);
      cor_test_plan_add_people (fork.plan, &fork.town, 20);

      result = cor_test_plan_compute (fork.plan);

      g_assert_cmpuint (count_through (result, i == 0 ? fork.north : fork.south), ==, 20);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
      cor_test_plan_free (fork.plan);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/goals/avoids-a-front-in-equal-time",
                   test_avoids_a_front_in_equal_time);

  return g_test_run ();
}
