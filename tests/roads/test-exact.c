/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"
#include "cor-test-network.h"
#include "cor-test-reference.h"
#include "cor-turn-rules.h"

/* A thousand random maps, each with everything at once: parallel streets, loops, streets that take
 * no time, one-ways, junctions without a street, restricted turns, over a street too and at hours,
 * streets with hours, closures, checkpoints and slow roads, by the clock and without. What the
 * engine says is what a plain search over pairs of streets says. */

#define N_MAPS 1000u
#define N_ROUNDS 2u
#define N_SOURCES 4u
#define N_TARGETS 4u
#define MAX_NODES 12
#define MAX_STREETS 16
#define MAX_RULES 4
#define MAX_SIDES 3u
#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */
#define START_WEEK_MIN (3 * 1440 + 6 * 60)
#define KNOWN_S 1200

static const CorBounds box = { 48.0, 24.0, 49.0, 26.0 };

/* One direction of a street; in that of its number twice, one more backward. */
typedef struct
{
  guint from;
  guint to;
  guint32 length_m;
  guint32 time_ms[COR_N_ROAD_VEHICLES];
  gboolean has_window[COR_N_ROAD_VEHICLES];
  CorWeekWindow window;
} Side;

/* A turn that may not be taken, or the only one that may. */
typedef struct
{
  guint32 sides[MAX_SIDES];
  guint n_sides;
  gboolean is_only;
  gboolean holds[COR_N_ROAD_VEHICLES];
  gboolean has_window;
  CorWeekWindow window;
} Rule;

typedef struct
{
  guint n_nodes;
  guint n_sides;
  Side sides[2 * MAX_STREETS];
  guint n_rules;
  Rule rules[MAX_RULES];
} Map;

/* What was met on the way, lest the maps become harmless unseen. */
static struct
{
  guint n_rules;
  guint n_rules_over_streets;
  guint n_copies;
  guint n_reached;
  guint n_held_up;
} met;

static guint32
random_time_ms (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return 0;
    case 1:
      return COR_TRAVEL_UNREACHABLE;
    default:
      return g_rand_int_range (rand, 1, 40) * 500 + g_rand_int_range (rand, 0, 3);
    }
}

static CorWeekWindow
random_window (GRand *rand, CorWeekKind kind)
{
  guint from_min = START_WEEK_MIN + g_rand_int_range (rand, 0, 6);

  return (CorWeekWindow){ .from_min = (guint16) from_min,
                          .until_min = (guint16) (from_min + g_rand_int_range (rand, 1, 4)),
                          .kind = (guint16) kind };
}

static void
add_streets (Map *map, GRand *rand)
{
  guint n_streets = g_rand_int_range (rand, 0, MAX_STREETS + 1);

  map->n_nodes = g_rand_int_range (rand, 1, MAX_NODES + 1);
  map->n_sides = 2 * n_streets;
  for (guint i = 0; i < map->n_sides; i += 2)
    {
      Side *sides = &map->sides[i];

      sides[0] = (Side){ .from = g_rand_int_range (rand, 0, map->n_nodes),
                         .to = g_rand_int_range (rand, 0, map->n_nodes),
                         .length_m = g_rand_int_range (rand, 0, 5000) };
      sides[1] = sides[0];
      sides[1].from = sides[0].to;
      sides[1].to = sides[0].from;
      for (guint j = 0; j < 2; j++)
        {
          sides[j].window = random_window (rand, g_rand_int_range (rand, 0, COR_N_WEEK_KINDS));
          for (guint k = 0; k < COR_N_ROAD_VEHICLES; k++)
            {
              sides[j].time_ms[k] = random_time_ms (rand);
              sides[j].has_window[k] = g_rand_int_range (rand, 0, 10) == 0;
            }
        }
    }
}

static gboolean
can_be_driven (const Side *side)
{
  return side->time_ms[COR_ROAD_VEHICLE_CAR] < COR_TRAVEL_UNREACHABLE ||
         side->time_ms[COR_ROAD_VEHICLE_COACH] < COR_TRAVEL_UNREACHABLE;
}

/* Walks at random, so that the rule is about something that can be driven. */
static void
add_rule (Map *map, GRand *rand)
{
  Rule *rule = &map->rules[map->n_rules];
  guint n_wanted = g_rand_int_range (rand, 2, MAX_SIDES + 1);

  *rule = (Rule){ .is_only = g_rand_int_range (rand, 0, 3) == 0,
                  .holds = { g_rand_int_range (rand, 0, 4) > 0, g_rand_int_range (rand, 0, 4) > 0 },
                  .has_window = g_rand_int_range (rand, 0, 4) == 0,
                  .window = random_window (rand, COR_WEEK_ENTERING) };
  for (guint i = 0; i < 100 && map->n_sides > 0 && rule->n_sides < n_wanted; i++)
    {
      guint32 side = g_rand_int_range (rand, 0, map->n_sides);

      if (can_be_driven (&map->sides[side]) &&
          (rule->n_sides == 0 ||
           map->sides[rule->sides[rule->n_sides - 1]].to == map->sides[side].from))
        rule->sides[rule->n_sides++] = side;
    }
  map->n_rules += rule->n_sides == n_wanted;
}

/* Whether the last sides driven are the first @n of a rule; the last but one may be none. */
static gboolean
has_come_by (const Rule *rule, guint n, guint32 before, guint32 last)
{
  return last == rule->sides[n - 1] && (n == 1 || before == rule->sides[n - 2]);
}

/* Whether a rule forbids going on to a side. */
static gboolean
forbids (const Rule *rule, guint32 before, guint32 last, guint32 next)
{
  for (guint n = rule->is_only ? 1 : rule->n_sides - 1; n < rule->n_sides; n++)
    {
      if (has_come_by (rule, n, before, last) && (rule->sides[n] == next) != rule->is_only)
        return TRUE;
    }

  return FALSE;
}

/* Driving on to a side, if that is ever allowed. */
static void
add_link (const Map *map,
          CorRoadVehicle vehicle,
          CorTestReference *reference,
          CorTestLink link,
          guint32 before,
          guint32 last)
{
  const Side *side = &map->sides[link.side];

  link.length_m = side->length_m;
  link.open_ms = side->time_ms[vehicle];
  link.windows = g_array_new (FALSE, FALSE, sizeof (CorWeekWindow));
  if (side->has_window[vehicle])
    g_array_append_val (link.windows, side->window);
  for (guint i = 0; i < map->n_rules; i++)
    {
      const Rule *rule = &map->rules[i];

      if (!rule->holds[vehicle] || !forbids (rule, before, last, link.side))
        continue;
      if (!rule->has_window)
        link.open_ms = COR_TRAVEL_UNREACHABLE;
      g_array_append_val (link.windows, rule->window);
    }
  if (link.windows->len == 0)
    g_clear_pointer (&link.windows, g_array_unref);
  if (link.open_ms < COR_TRAVEL_UNREACHABLE)
    cor_test_reference_add_link (reference, link);
  else
    g_clear_pointer (&link.windows, g_array_unref);
}

/* The states are a junction where one begins, the first side driven, and each pair of sides driven
 * one after the other. */
static CorTestReference *
make_reference (const Map *map, CorRoadVehicle vehicle, const guint32 *junctions)
{
  CorTestReference *reference = cor_test_reference_new ("Europe/Kyiv");
  guint n = map->n_sides;
  guint32 pairs[2 * MAX_STREETS][2 * MAX_STREETS];

  for (guint i = 0; i < map->n_nodes; i++)
    cor_test_reference_add_state (reference, junctions[i], TRUE);
  for (guint i = 0; i < n; i++)
    cor_test_reference_add_state (reference, junctions[map->sides[i].to], FALSE);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        if (map->sides[i].to == map->sides[j].from)
          pairs[i][j] =
              cor_test_reference_add_state (reference, junctions[map->sides[j].to], FALSE);
      }

  for (guint32 i = 0; i < n; i++)
    {
      CorTestLink first = { .tail = map->sides[i].from, .head = map->n_nodes + i, .side = i };

      add_link (map, vehicle, reference, first, COR_ROAD_NONE, COR_ROAD_NONE);
      for (guint32 j = 0; j < n; j++)
        {
          CorTestLink second = { .tail = map->n_nodes + i, .side = j };

          if (map->sides[i].to != map->sides[j].from)
            continue;
          second.head = pairs[i][j];
          add_link (map, vehicle, reference, second, COR_ROAD_NONE, i);
          for (guint32 before = 0; before < n; before++)
            {
              CorTestLink next = { .head = pairs[i][j], .side = j };

              if (map->sides[before].to != map->sides[i].from)
                continue;
              next.tail = pairs[before][i];
              add_link (map, vehicle, reference, next, before, i);
            }
        }
    }

  return reference;
}

static void
build_streets (const Map *map, CorNetworkBuilder *builder)
{
  for (guint i = 0; i < map->n_sides; i += 2)
    {
      const Side *sides = &map->sides[i];
      CorNewLeg leg = { .leg = { .from_node = sides->from,
                                 .to_node = sides->to,
                                 .length_m = sides->length_m,
                                 .road = COR_ROAD_NONE } };

      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        {
          leg.forward_ms[j] = sides[0].time_ms[j];
          leg.backward_ms[j] = sides[1].time_ms[j];
        }
      cor_network_builder_add_leg (builder, &leg);
    }
  for (guint i = 0; i < map->n_sides; i++)
    for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
      {
        if (map->sides[i].has_window[j] && map->sides[i].time_ms[j] < COR_TRAVEL_UNREACHABLE)
          cor_network_builder_close_arc_at (builder,
                                            cor_network_builder_find_arc (builder, i >> 1, i & 1),
                                            (CorRoadVehicle) j, &map->sides[i].window, 1);
      }
}

static void
build_rules (const Map *map, CorNetworkBuilder *builder)
{
  g_autoptr (CorWeekPool) pool = cor_week_pool_new ();
  g_autoptr (CorTurnRules) rules = cor_turn_rules_new (builder, pool);

  for (guint i = 0; i < map->n_rules; i++)
    {
      const Rule *rule = &map->rules[i];
      guint32 number = COR_WEEK_ALWAYS;
      CorTurnRule restriction = { .path = rule->sides,
                                  .n_path = rule->n_sides - 1,
                                  .targets = &rule->sides[rule->n_sides - 1],
                                  .n_targets = 1,
                                  .is_only = rule->is_only };

      if (rule->has_window)
        {
          g_autofree CorWeek *week = g_new0 (CorWeek, 1);

          cor_week_add_windows (week, &rule->window, 1);
          number = cor_week_pool_add (pool, week);
        }
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        restriction.hours[j] = rule->holds[j] ? number : COR_WEEK_NEVER;
      g_assert_true (cor_turn_rules_add (rules, &restriction));
    }
  cor_turn_rules_apply (rules);
}

static CorNetwork *
build_network (const Map *map, GRand *rand, guint32 *junctions)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  CorNetwork *network;

  cor_network_builder_set_ordered (builder, g_rand_boolean (rand));
  for (guint i = 0; i < map->n_nodes; i++)
    cor_network_builder_add_node (builder,
                                  (CorPosition){ g_rand_double_range (rand, 48.0, 49.0),
                                                 g_rand_double_range (rand, 24.0, 26.0) },
                                  1 + i);
  build_streets (map, builder);
  build_rules (map, builder);
  network = cor_test_finish (builder);
  for (guint32 node = 0; node < cor_network_get_n_nodes (network); node++)
    junctions[cor_network_get_node_osm (network, node) - 1] = cor_network_base_node (network, node);
  met.n_copies += cor_network_get_n_nodes (network) - map->n_nodes;

  return network;
}

static CorSnap
random_place (const Map *map, CorNetwork *network, GRand *rand, const guint32 *junctions)
{
  CorSnap snap = cor_test_snap_node (network, junctions[g_rand_int_range (rand, 0, map->n_nodes)]);

  if (map->n_sides > 0 && g_rand_boolean (rand))
    {
      snap.leg = g_rand_int_range (rand, 0, map->n_sides / 2);
      snap.node = COR_ROAD_NONE;
      snap.along = g_rand_int_range (rand, 0, COR_SNAP_WHOLE_LEG + 1);
    }
  snap.connector_m = g_rand_int_range (rand, 0, 100);
  snap.connector_ms = snap.connector_m * 10;

  return snap;
}

/* What is asked of one map. */
typedef struct
{
  CorNetwork *network;
  CorRouter *router;
  CorTestReference *reference;
  CorSnap sources[N_SOURCES];
  CorSnap targets[N_TARGETS];
} Asked;

static void
check_far (guint32 time_ms, guint32 distance_m, CorTestFar expected)
{
  if (expected.time_ms >= COR_TEST_NEVER)
    {
      g_assert_cmpuint (time_ms, ==, COR_TRAVEL_UNREACHABLE);
      return;
    }
  g_assert_cmpint (time_ms, ==, expected.time_ms);
  g_assert_cmpint (distance_m, ==, expected.distance_m);
  met.n_reached++;
}

static void
check_route (CorRoute *route, CorTestFar expected)
{
  if (expected.time_ms >= COR_TEST_NEVER)
    g_assert_null (route);
  else
    check_far (cor_route_get_time_ms (route), cor_route_get_distance_m (route), expected);
}

/* A route takes turns that may be taken, and as long and as far as it says. */
static void
check_is_driven (Asked *self, CorRoute *route)
{
  if (route != NULL)
    check_route (route, cor_test_reference_follow (self->reference, route, 0));
}

static void
check_standing (Asked *self, CorClosureSet *closures)
{
  g_autoptr (CorMatrix) matrix = NULL;

  cor_router_set_closures (self->router, closures, START_UTC_S, START_UTC_S);
  cor_test_reference_set_standing (self->reference, closures, START_UTC_S);
  matrix = cor_router_compute_matrix (self->router, self->sources, N_SOURCES, self->targets,
                                      N_TARGETS, NULL, NULL);
  for (guint i = 0; i < N_SOURCES; i++)
    {
      cor_test_reference_search (self->reference, &self->sources[i], 0);
      for (guint j = 0; j < N_TARGETS; j++)
        {
          CorTestFar expected = cor_test_reference_get (self->reference, &self->targets[j]);
          g_autoptr (CorRoute) route =
              cor_router_find_route (self->router, &self->sources[i], &self->targets[j]);

          check_far (cor_matrix_get_time_ms (matrix, i, j),
                     cor_matrix_get_distance_m (matrix, i, j), expected);
          check_route (route, expected);
          check_is_driven (self, route);
        }
    }
}

/* By the clock it is the time that is the least; the way that is told takes it. */
static void
check_departing (Asked *self)
{
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      self->router, self->sources, N_SOURCES, self->targets, N_TARGETS, START_UTC_S, NULL, NULL);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      cor_test_reference_search (self->reference, &self->sources[i], 0);
      for (guint j = 0; j < N_TARGETS; j++)
        {
          CorTestFar expected = cor_test_reference_get (self->reference, &self->targets[j]);
          guint32 time_ms = cor_matrix_get_time_ms (matrix, i, j);
          g_autoptr (CorRoute) route = cor_router_find_route_departing (
              self->router, &self->sources[i], &self->targets[j], START_UTC_S);

          g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route),
                            ==, time_ms);
          if (expected.time_ms >= COR_TEST_NEVER)
            {
              g_assert_cmpuint (time_ms, >, (KNOWN_S - 2) * 1000);
              continue;
            }
          g_assert_cmpint (time_ms, ==, expected.time_ms);
          check_is_driven (self, route);
          met.n_held_up += cor_route_get_wait_ms (route) > 0;
        }
    }
}

static gint64
find_arrival_ms (Asked *self, guint source, guint target, gint64 depart_ms)
{
  cor_test_reference_search (self->reference, &self->sources[source], depart_ms);

  return cor_test_reference_get (self->reference, &self->targets[target]).time_ms;
}

/* Whoever leaves as late as told is in time, and a millisecond later is not. */
static void
check_arriving (Asked *self)
{
  gint64 arrive_ms = 300000;
  g_autoptr (CorMatrix) matrix =
      cor_router_compute_matrix_arriving (self->router, self->sources, N_SOURCES, self->targets,
                                          N_TARGETS, START_UTC_S + arrive_ms / 1000, NULL, NULL);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      guint j = i % N_TARGETS;
      gint64 depart_ms = arrive_ms - cor_matrix_get_time_ms (matrix, i, j);

      /* The clock is known from so early on. */
      if (depart_ms < -KNOWN_S * 1000)
        {
          g_assert_cmpint (find_arrival_ms (self, i, j, -KNOWN_S * 1000), >, arrive_ms);
          continue;
        }
      g_assert_cmpint (find_arrival_ms (self, i, j, depart_ms), <=, arrive_ms);
      g_assert_cmpint (find_arrival_ms (self, i, j, depart_ms + 1), >, arrive_ms);
    }
}

static void
check_by_clock (Asked *self, CorClosureSet *closures)
{
  cor_router_set_closures (self->router, closures, START_UTC_S, START_UTC_S);
  cor_test_reference_set_clock (self->reference, closures, START_UTC_S, -KNOWN_S, KNOWN_S);
  check_departing (self);
  check_arriving (self);
}

static void
check_map (GRand *rand)
{
  Map map = { .n_nodes = 0 };
  guint n_rules;
  guint32 junctions[MAX_NODES];
  CorRoadVehicle vehicle = g_rand_int_range (rand, 0, COR_N_ROAD_VEHICLES);
  Asked asked;

  add_streets (&map, rand);
  n_rules = g_rand_int_range (rand, 0, MAX_RULES + 1);
  for (guint i = 0; i < n_rules; i++)
    add_rule (&map, rand);
  for (guint i = 0; i < map.n_rules; i++)
    met.n_rules_over_streets += map.rules[i].n_sides > 2;
  met.n_rules += map.n_rules;
  asked.network = build_network (&map, rand, junctions);
  asked.router = cor_router_new (asked.network, vehicle);
  asked.reference = make_reference (&map, vehicle, junctions);
  for (guint i = 0; i < N_SOURCES; i++)
    asked.sources[i] = random_place (&map, asked.network, rand, junctions);
  for (guint i = 0; i < N_TARGETS; i++)
    asked.targets[i] = random_place (&map, asked.network, rand, junctions);

  /* One router sees them come and go. */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (CorClosureSet) standing =
          cor_test_random_closures (asked.network, rand, &box, 1.0, 0, 120);
      g_autoptr (CorClosureSet) by_clock =
          cor_test_random_closures (asked.network, rand, &box, 1.0, START_UTC_S, 120);

      check_standing (&asked, standing);
      check_by_clock (&asked, by_clock);
    }
  cor_test_reference_free (asked.reference);
  cor_router_free (asked.router);
  cor_network_unref (asked.network);
}

static void
test_random_maps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220224);

  for (guint i = 0; i < N_MAPS; i++)
    check_map (rand);
  g_test_message ("%u rules, %u over streets, %u copies of junctions; %u times reached, %u waited",
                  met.n_rules, met.n_rules_over_streets, met.n_copies, met.n_reached,
                  met.n_held_up);
  g_assert_cmpuint (met.n_rules_over_streets, >, 300);
  g_assert_cmpuint (met.n_copies, >, 300);
  g_assert_cmpuint (met.n_reached, >, 10000);
  g_assert_cmpuint (met.n_held_up, >, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/exact/random-maps", test_random_maps);

  return g_test_run ();
}
