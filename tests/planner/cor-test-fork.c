/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-fork.h"

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

void
cor_test_fork_set_up (CorTestFork *fork, gconstpointer user_data)
{
  guint32 town, middle, north, south;
  CorNewPlace place = { 0 };

  fork->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (fork->plan, "Town", 50.0, 26.0);
  middle = cor_test_plan_add_node (fork->plan, "Fork", 50.0, 25.0);
  north = cor_test_plan_add_node (fork->plan, "North", 50.5, 24.0);
  south = cor_test_plan_add_node (fork->plan, "South", 49.0, 23.0);
  place.crossing = "north";
  cor_network_builder_add_place (fork->plan->builder, north, &place);
  place.crossing = "south";
  cor_network_builder_add_place (fork->plan->builder, south, &place);
  cor_test_plan_add_leg (fork->plan, town, middle, 60);
  cor_test_plan_add_leg (fork->plan, middle, north, 60);
  cor_test_plan_add_leg (fork->plan, middle, south, 120);
  fork->town = cor_test_plan_add_town (fork->plan, "Town", 50.0, 26.0);
  fork->north = cor_test_plan_add_crossing (fork->plan, "north", 50.5, 24.0, 60, ALL_MODES);
  fork->south = cor_test_plan_add_crossing (fork->plan, "south", 49.0, 23.0, 60, ALL_MODES);
}

void
cor_test_fork_tear_down (CorTestFork *fork, gconstpointer user_data)
{
  cor_test_plan_free (fork->plan);
}
