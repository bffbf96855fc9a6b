/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-network-private.h"
#include "cor-osm-import.h"
#include "cor-test-network.h"

/* Random small maps with random turn restrictions, written out for the importer and searched by a
 * plain Dijkstra that reads the restrictions itself, way by way, and remembers the last few ways
 * that it drove. What the importer's network says must be the same for every pair of junctions. */

#define MAX_NODES 10u
#define MAX_WAYS 24u
#define MAX_RULES 10u
#define MEMORY 4u /* ways in the longest restriction */
#define NOTHING G_MAXUINT32

typedef struct
{
  guint from;
  guint to;
  guint32 time_ms;
  gboolean is_oneway;
} Way;

/* Ways driven one after the other, the last one forbidden or demanded. */
typedef struct
{
  guint ways[MEMORY];
  guint nodes[MEMORY]; /* where each of them ends */
  guint n;
  gboolean is_only;
  gboolean holds[COR_N_ROAD_VEHICLES];
  const char *form;
} Rule;

typedef struct
{
  guint n_nodes;
  guint n_ways;
  guint n_rules;
  Way ways[MAX_WAYS];
  Rule rules[MAX_RULES];
} Map;

/* How a restriction may be written, and whom it then binds while nobody looks at the clock. */
static const struct
{
  const char *key;
  const char *except;
  const char *condition;
  gboolean holds[COR_N_ROAD_VEHICLES];
} forms[] = {
  { "restriction", NULL, NULL, { TRUE, TRUE } },
  { "restriction", "bicycle;bus", NULL, { TRUE, FALSE } },
  { "restriction", "motorcar", NULL, { FALSE, TRUE } },
  { "restriction:hgv", NULL, NULL, { FALSE, TRUE } },
  { "restriction:motorcar", NULL, NULL, { TRUE, FALSE } },
  { "restriction:bicycle", NULL, NULL, { FALSE, FALSE } },
  { "restriction:conditional", NULL, " @ (Mo-Fr 07:00-09:00)", { TRUE, TRUE } },
  { "restriction:conditional", NULL, " @ (weight>7.5)", { FALSE, TRUE } },
  { "restriction:conditional", NULL, " @ (full moon)", { TRUE, TRUE } },
};

static gboolean
has_way (const Map *map, guint a, guint b)
{
  for (guint i = 0; i < map->n_ways; i++)
    {
      const Way *way = &map->ways[i];

      if ((way->from == a && way->to == b) || (way->from == b && way->to == a))
        return TRUE;
    }

  return FALSE;
}

static void
add_ways (Map *map, GRand *rand)
{
  guint n_wanted = map->n_nodes + (guint) g_rand_int_range (rand, 1, 8);

  for (guint tries = 0; tries < 200 && map->n_ways < n_wanted; tries++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, (gint) map->n_nodes);
      guint b = (guint) g_rand_int_range (rand, 0, (gint) map->n_nodes);

      if (a == b || has_way (map, a, b))
        continue;
      map->ways[map->n_ways++] = (Way){ a, b, 1000 * (guint32) g_rand_int_range (rand, 30, 900),
                                        g_rand_int_range (rand, 0, 4) == 0 };
    }
}

/* The node at which a way ends that is driven from @node; none if it cannot be. */
static guint
drive (const Map *map, guint way, guint node)
{
  if (map->ways[way].from == node)
    return map->ways[way].to;

  return map->ways[way].to == node && !map->ways[way].is_oneway ? map->ways[way].from : NOTHING;
}

/* Walks at random, so that the restriction is about something that can be driven. */
static void
add_rule (Map *map, GRand *rand)
{
  Rule *rule = &map->rules[map->n_rules];
  guint wanted = (guint) g_rand_int_range (rand, 2, MEMORY + 1);
  gsize form = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (forms));
  guint node = (guint) g_rand_int_range (rand, 0, (gint) map->n_nodes);

  *rule = (Rule){ .is_only = g_rand_boolean (rand), .form = NULL };
  for (guint tries = 0; tries < 100 && rule->n < wanted; tries++)
    {
      guint way = (guint) g_rand_int_range (rand, 0, (gint) map->n_ways);
      guint end = drive (map, way, node);
      gboolean is_again = FALSE;

      for (guint i = 0; i < rule->n; i++)
        is_again |= rule->ways[i] == way;

      /* Turning round is the only restriction that names a way twice. */
      if (end == NOTHING || (is_again && wanted > 2))
        continue;
      rule->ways[rule->n] = way;
      rule->nodes[rule->n++] = end;
      node = end;
    }
  if (rule->n != wanted)
    return;
  memcpy (rule->holds, forms[form].holds, sizeof rule->holds);
  rule->form = (const char *) &forms[form];
  map->n_rules++;
}

static void
write_rule (const Map *map, const Rule *rule, guint number, GRand *rand, GString *out)
{
  gsize form = ((const char *) rule->form - (const char *) forms) / sizeof forms[0];
  guint n_vias = rule->n - 2;
  guint shift = n_vias > 1 ? (guint) g_rand_int_range (rand, 0, (gint) n_vias) : 0;

  g_string_append_printf (out, "<relation id='%u'><member type='way' ref='%u' role='from'/>",
                          number, 100 + rule->ways[0]);
  if (n_vias == 0)
    g_string_append_printf (out, "<member type='node' ref='%u' role='via'/>", 1 + rule->nodes[0]);

  /* Mappers do not always list the ways in between in their order. */
  for (guint i = 0; i < n_vias; i++)
    g_string_append_printf (out, "<member type='way' ref='%u' role='via'/>",
                            100 + rule->ways[1 + (i + shift) % n_vias]);
  g_string_append_printf (out,
                          "<member type='way' ref='%u' role='to'/><tag k='type' v='restriction'/>",
                          100 + rule->ways[rule->n - 1]);
  g_string_append_printf (out, "<tag k='%s' v='%s_turn%s'/>", forms[form].key,
                          rule->is_only ? "only_right" : "no_left",
                          forms[form].condition != NULL ? forms[form].condition : "");
  if (forms[form].except != NULL)
    g_string_append_printf (out, "<tag k='except' v='%s'/>", forms[form].except);
  g_string_append (out, "</relation>");
}

/* Ferries take exactly as long as they say, so there is nothing to round. */
static CorNetwork *
import_map (const Map *map, GRand *rand)
{
  g_autoptr (GString) out = g_string_new ("<osm>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  CorNetwork *network;
  gsize n;

  for (guint i = 0; i < map->n_nodes; i++)
    g_string_append_printf (out, "<node id='%u' lat='49.%02u' lon='24.%02u'/>", 1 + i, i * i % 97,
                            7 * i);
  for (guint i = 0; i < map->n_ways; i++)
    g_string_append_printf (out,
                            "<way id='%u'><nd ref='%u'/><nd ref='%u'/><tag k='route' v='ferry'/>"
                            "<tag k='motor_vehicle' v='yes'/><tag k='oneway' v='%s'/>"
                            "<tag k='duration' v='00:%02u:%02u'/></way>",
                            100 + i, 1 + map->ways[i].from, 1 + map->ways[i].to,
                            map->ways[i].is_oneway ? "yes" : "no", map->ways[i].time_ms / 60000,
                            map->ways[i].time_ms / 1000 % 60);
  for (guint i = 0; i < map->n_rules; i++)
    write_rule (map, &map->rules[i], 900 + i, rand, out);
  g_string_append (out, "</osm>");
  n = out->len;
  bytes = g_bytes_new (out->str, n);
  network = cor_osm_import_bytes (bytes, "random.osm", NULL, &error);
  g_assert_no_error (error);

  return network;
}

/* Where the plain search is: the last ways driven, the newest first, and the node it is at. */
typedef struct
{
  guint node;
  guint ways[MEMORY];
  guint ends[MEMORY];
  guint n;
  guint32 time_ms;
} State;

/* Whether the ways driven last are the first @n of a rule. */
static gboolean
matches (const Rule *rule, guint n, const State *state)
{
  if (state->n < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (state->ways[i] != rule->ways[n - 1 - i] || state->ends[i] != rule->nodes[n - 1 - i])
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_allowed (const Map *map, const State *state, guint way, guint end, CorRoadVehicle vehicle)
{
  for (guint i = 0; i < map->n_rules; i++)
    {
      const Rule *rule = &map->rules[i];

      if (!rule->holds[vehicle])
        continue;
      for (guint n = rule->is_only ? 1 : rule->n - 1; n < rule->n; n++)
        {
          gboolean is_next = rule->ways[n] == way && rule->nodes[n] == end;

          if (matches (rule, n, state) && is_next != rule->is_only)
            return FALSE;
        }
    }

  return TRUE;
}

static gint
compare_states (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const State *first = a;
  const State *second = b;

  return (first->time_ms > second->time_ms) - (first->time_ms < second->time_ms);
}

static char *
name_state (const State *state)
{
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, "%u", state->node);
  for (guint i = 0; i < state->n; i++)
    g_string_append_printf (name, " %u>%u", state->ways[i], state->ends[i]);

  return g_string_free (name, FALSE);
}

static void
search (const Map *map, guint start, CorRoadVehicle vehicle, guint32 *time_ms)
{
  g_autoptr (GHashTable) settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GSequence) open = g_sequence_new (g_free);
  State first = { .node = start };

  for (guint i = 0; i < map->n_nodes; i++)
    time_ms[i] = COR_TRAVEL_UNREACHABLE;
  g_sequence_insert_sorted (open, g_memdup2 (&first, sizeof first), compare_states, NULL);
  while (g_sequence_get_length (open) > 0)
    {
      GSequenceIter *least = g_sequence_get_begin_iter (open);
      State state = *(State *) g_sequence_get (least);

      g_sequence_remove (least);
      if (!g_hash_table_add (settled, name_state (&state)))
        continue;
      time_ms[state.node] = MIN (time_ms[state.node], state.time_ms);
      for (guint way = 0; way < map->n_ways; way++)
        {
          guint end = drive (map, way, state.node);
          State next = { .node = end, .n = MIN (state.n + 1, MEMORY - 1) };

          if (end == NOTHING || !is_allowed (map, &state, way, end, vehicle))
            continue;
          next.time_ms = state.time_ms + map->ways[way].time_ms;
          next.ways[0] = way;
          next.ends[0] = end;
          for (guint i = 1; i < next.n; i++)
            {
              next.ways[i] = state.ways[i - 1];
              next.ends[i] = state.ends[i - 1];
            }
          g_sequence_insert_sorted (open, g_memdup2 (&next, sizeof next), compare_states, NULL);
        }
    }
}

static guint32
find_node (CorNetwork *network, gint64 osm)
{
  for (guint32 node = 0; node < cor_network_get_n_nodes (network); node++)
    {
      if (cor_network_get_node_osm (network, node) == osm)
        return cor_network_base_node (network, node);
    }

  return COR_ROAD_NONE;
}

static void
check_map (const Map *map, CorNetwork *network, CorRoadVehicle vehicle)
{
  g_autoptr (CorRouter) router = cor_router_new (network, vehicle);
  g_autoptr (CorMatrix) matrix = NULL;
  CorSnap places[MAX_NODES];
  guint numbers[MAX_NODES];
  guint n_places = 0;

  for (guint i = 0; i < map->n_nodes; i++)
    {
      guint32 node = find_node (network, 1 + i);

      if (node == COR_ROAD_NONE)
        continue;
      numbers[n_places] = i;
      places[n_places++] = cor_test_snap_node (network, node);
    }
  matrix = cor_router_compute_matrix (router, places, n_places, places, n_places, NULL, NULL);
  for (guint i = 0; i < n_places; i++)
    {
      guint32 expected_ms[MAX_NODES];

      search (map, numbers[i], vehicle, expected_ms);
      for (guint j = 0; j < n_places; j++)
        {
          g_autoptr (CorRoute) route = cor_router_find_route (router, &places[i], &places[j]);

          g_assert_cmpuint (cor_matrix_get_time_ms (matrix, i, j), ==, expected_ms[numbers[j]]);
          if (expected_ms[numbers[j]] < COR_TRAVEL_UNREACHABLE)
            g_assert_cmpuint (cor_route_get_time_ms (route), ==, expected_ms[numbers[j]]);
          else
            g_assert_null (route);
        }
    }
}

static void
test_random_maps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  guint n_turns = 0, n_via_ways = 0, n_at_hours = 0;

  for (guint round = 0; round < 200; round++)
    {
      Map map = { .n_nodes = (guint) g_rand_int_range (rand, 4, MAX_NODES + 1) };
      guint n_wanted = (guint) g_rand_int_range (rand, 1, MAX_RULES + 1);
      g_autoptr (CorNetwork) network = NULL;

      add_ways (&map, rand);
      for (guint i = 0; i < n_wanted; i++)
        add_rule (&map, rand);
      network = import_map (&map, rand);
      g_assert_cmpuint (cor_network_get_import_count (network, COR_IMPORT_TURNS_UNREADABLE), ==, 0);
      g_assert_cmpuint (cor_network_get_import_count (network, COR_IMPORT_TURNS_OVER_LIMIT), ==, 0);
      n_turns += cor_network_get_import_count (network, COR_IMPORT_TURNS);
      n_via_ways += cor_network_get_import_count (network, COR_IMPORT_TURNS_VIA_WAYS);
      n_at_hours += cor_network_get_import_count (network, COR_IMPORT_TURNS_AT_HOURS);
      for (guint vehicle = 0; vehicle < COR_N_ROAD_VEHICLES; vehicle++)
        check_map (&map, network, (CorRoadVehicle) vehicle);
    }
  g_test_message ("%u restrictions, %u over ways, %u at hours", n_turns, n_via_ways, n_at_hours);
  g_assert_cmpuint (n_via_ways, >, 300);
  g_assert_cmpuint (n_at_hours, >, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/osm-turns/random-maps", test_random_maps);

  return g_test_run ();
}
