/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-osm-import.h"
#include "cor-test-network.h"

/* Junctions are drawn in metres around this place. */
#define LAT 49.0
#define LON 24.0
#define METRES_PER_DEGREE_LAT 111195.0
#define METRES_PER_DEGREE_LON 72950.0

static CorPosition
place (double east_m, double north_m)
{
  return (CorPosition){ LAT + north_m / METRES_PER_DEGREE_LAT,
                        LON + east_m / METRES_PER_DEGREE_LON };
}

/* Makes a network of lines "ID EAST NORTH" for nodes and "CLASS REF ID ID..." for ways; a class
 * with a trailing + is one way, with a trailing o a roundabout. */
static CorNetwork *
draw (const char *drawing)
{
  g_autoptr (GString) osm = g_string_new ("<osm version='0.6'>");
  g_auto (GStrv) lines = g_strsplit (drawing, "\n", -1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  CorNetwork *network;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      gsize length = strlen (words[0]);

      if (g_ascii_isdigit (words[0][0]))
        {
          CorPosition at = place (g_ascii_strtod (words[1], NULL), g_ascii_strtod (words[2], NULL));

          g_string_append_printf (osm, "<node id='%s' lat='%.7f' lon='%.7f'/>", words[0],
                                  at.lat_deg, at.lon_deg);
          continue;
        }
      g_string_append_printf (osm, "<way id='%u'>", 100 + i);
      for (guint j = 2; words[j] != NULL; j++)
        g_string_append_printf (osm, "<nd ref='%s'/>", words[j]);
      if (words[0][length - 1] == 'o')
        g_string_append (osm, "<tag k='junction' v='roundabout'/>");
      if (words[0][length - 1] == '+')
        g_string_append (osm, "<tag k='oneway' v='yes'/>");
      if (strchr ("+o", words[0][length - 1]) != NULL)
        words[0][length - 1] = '\0';
      g_string_append_printf (osm, "<tag k='highway' v='%s'/>", words[0]);
      if (!g_str_equal (words[1], "-"))
        g_string_append_printf (osm, "<tag k='ref' v='%s'/>", words[1]);
      g_string_append (osm, "</way>");
    }
  g_string_append (osm, "</osm>");
  bytes = g_bytes_new (osm->str, osm->len);
  network = cor_osm_import_bytes (bytes, "drawing.osm", NULL, &error);
  g_assert_no_error (error);

  return network;
}

static CorRoute *
drive (CorNetwork *network, CorPosition from, CorPosition to)
{
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source, target;
  CorRoute *route;

  g_assert_true (cor_router_snap (router, from, NULL, &source));
  g_assert_true (cor_router_snap (router, to, NULL, &target));
  route = cor_router_find_route (router, &source, &target);
  g_assert_nonnull (route);

  return route;
}

/* "M1 right M2": the roads, with what is said before each and on each. */
static char *
tell (CorRoute *route)
{
  GString *text = g_string_new (NULL);
  gsize n_steps;
  const CorRouteStep *steps = cor_route_get_steps (route, &n_steps);

  for (gsize i = 0; i < n_steps; i++)
    {
      const char *number =
          cor_network_get_road_number (cor_route_get_network (route), steps[i].road);
      gboolean is_named = FALSE;

      for (gsize j = 0; j <= steps[i].n_turns; j++)
        {
          const CorManeuver *turn = j < steps[i].n_turns ? &steps[i].turns[j] : NULL;

          if (!is_named && (turn == NULL || turn->distance_m > steps[i].begin_m + 50 || i == 0))
            {
              g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                      number[0] != '\0' ? number : "-");
              is_named = TRUE;
            }
          if (turn == NULL)
            continue;
          g_string_append_printf (text, " %s", cor_turn_get_code (turn->turn));
          if (turn->turn == COR_TURN_ROUNDABOUT)
            g_string_append_printf (text, "%u", turn->exit);
        }
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *drawing;
  double from[2];
  double to[2];
  const char *told;
} Case;

/* Most come from the west along M01 and meet node 2 at 1 km. */
#define WEST "1 0 0\n2 1000 0\n3 2000 0\n4 1000 1000\n5 1000 -1000\nprimary M-01 1 2\n"

static const Case cases[] = {
  { "turn-right",
    WEST "primary М-02 2 5\nprimary М-02 4 2",
    { 10, 0 },
    { 1000, -990 },
    "M01 right M02" },
  { "turn-left",
    WEST "primary М-02 2 5\nprimary М-02 4 2",
    { 10, 0 },
    { 1000, 990 },
    "M01 left M02" },
  { "straight-over-a-crossroads",
    WEST "primary М-01 2 3\nprimary М-02 4 2\nprimary М-02 2 5",
    { 10, 0 },
    { 1990, 0 },
    "M01" },
  { "other-road-straight-ahead",
    WEST "primary М-03 2 3\nprimary М-02 4 2\nprimary М-02 2 5",
    { 10, 0 },
    { 1990, 0 },
    "M01 straight M03" },
  { "other-road-without-a-choice", WEST "primary М-03 2 5", { 10, 0 }, { 1000, -990 }, "M01 M03" },
  { "road-turns-off-itself",
    WEST "primary М-01 2 5\nprimary М-02 2 3",
    { 10, 0 },
    { 1000, -990 },
    "M01 right" },
  { "road-bends-past-a-yard",
    "1 0 0\n2 1000 0\n3 1900 700\n4 1500 0\nprimary М-01 1 2\n"
    "primary М-01 2 3\nservice - 2 4",
    { 10, 0 },
    { 1890, 690 },
    "M01" },
  { "fork",
    "1 0 0\n2 1000 0\n3 2000 200\n4 2000 -200\nprimary М-01 1 2\nprimary М-02 2 3\n"
    "primary М-03 2 4",
    { 10, 0 },
    { 1990, -198 },
    "M01 keep-right M03" },
  { "fork-of-one-road",
    "1 0 0\n2 1000 0\n3 2000 200\n4 2000 -200\nprimary М-01 1 2\n"
    "primary М-01 2 3\nprimary М-03 2 4",
    { 10, 0 },
    { 1990, 198 },
    "M01 keep-left" },
  { "sharp",
    "1 0 0\n2 1000 0\n3 200 400\n4 2000 0\nprimary М-01 1 2\nprimary М-02 2 3\n"
    "primary М-01 2 4",
    { 10, 0 },
    { 210, 395 },
    "M01 sharp-left M02" },
  /* Right-hand traffic: in at the west, past the south, out at the east, the north or the west. */
  { "roundabout",
    "1 0 0\n2 960 0\n3 1000 -40\n4 1040 0\n5 1000 40\n6 1000 -1000\n7 2000 0\n"
    "8 1000 1000\nprimary М-01 1 2\nprimary М-02 3 6\nprimary М-03 4 7\nprimary М-04 5 8\n"
    "primaryo - 2 3 4 5 2",
    { 10, 0 },
    { 1990, 0 },
    "M01 roundabout2 M03" },
  { "roundabout-first-exit",
    "1 0 0\n2 960 0\n3 1000 -40\n4 1040 0\n5 1000 40\n6 1000 -1000\n"
    "7 2000 0\n8 1000 1000\nprimary М-01 1 2\nprimary М-02 3 6\nprimary М-03 4 7\n"
    "primary М-04 5 8\nprimaryo - 2 3 4 5 2",
    { 10, 0 },
    { 1000, -990 },
    "M01 roundabout1 M02" },
  { "roundabout-on-one-road",
    "1 0 0\n2 960 0\n3 1000 -40\n4 1040 0\n5 1000 40\n6 1000 -1000\n"
    "7 2000 0\nprimary М-01 1 2\nprimary М-02 3 6\nprimary М-01 4 7\nprimaryo - 2 3 4 5 2",
    { 10, 0 },
    { 1990, 0 },
    "M01 roundabout2" },
  /* Over the far carriageway and into the near one: two junctions, one turn to the left. */
  { "dual-carriageway",
    "1 0 0\n2 1000 0\n3 1020 0\n4 1020 1000\n5 1000 1000\n6 1000 -1000\n"
    "7 1020 -1000\n8 2000 0\nprimary М-01 1 2\nprimary М-01 2 3\nprimary М-01 3 8\n"
    "trunk+ М-02 5 2 6\ntrunk+ М-02 7 3 4\ntrunk М-02 4 5\ntrunk М-02 6 7",
    { 10, 0 },
    { 1020, 990 },
    "M01 left M02" },
};

static void
test_case (gconstpointer data)
{
  const Case *tried = data;
  g_autoptr (CorNetwork) network = draw (tried->drawing);
  g_autoptr (CorRoute) route =
      drive (network, place (tried->from[0], tried->from[1]), place (tried->to[0], tried->to[1]));
  g_autofree char *told = tell (route);

  g_assert_cmpstr (told, ==, tried->told);
}

static void
test_turn_says_where_and_whither (void)
{
  g_autoptr (CorNetwork) network = draw (WEST "primary М-02 2 5\nprimary М-02 4 2");
  g_autoptr (CorRoute) route = drive (network, place (100, 0), place (1000, -990));
  gsize n_steps;
  const CorRouteStep *steps = cor_route_get_steps (route, &n_steps);

  g_assert_cmpuint (n_steps, ==, 2);
  g_assert_cmpuint (steps[0].n_turns, ==, 0);
  g_assert_cmpuint (steps[1].n_turns, ==, 1);
  g_assert_cmpuint (steps[1].turns[0].distance_m, ==, steps[1].begin_m);
  g_assert_cmpuint (ABS ((int) steps[1].begin_m - 900), <=, 3);
  g_assert_cmpuint (steps[1].turns[0].bearing_deg, ==, 180);
  g_assert_cmpfloat (cor_position_distance_m (steps[1].turns[0].position, place (1000, 0)), <, 1.0);
}

/* Lines between places say nothing of how a road leaves a junction. */
static void
test_networks_that_were_not_surveyed_are_silent (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", "nobody", 0);
  guint32 west = cor_test_add_node (builder, "west", 49.0, 24.0);
  guint32 middle = cor_test_add_node (builder, "middle", 49.0, 24.1);
  guint32 north = cor_test_add_node (builder, "north", 49.1, 24.1);
  guint32 east = cor_test_add_node (builder, "east", 49.0, 24.2);
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorRoute) route = NULL;
  g_autofree char *told = NULL;

  cor_test_add_leg (builder, west, middle, "M01", 7000, 1000, 1000);
  cor_test_add_leg (builder, middle, north, "M02", 7000, 1000, 1000);
  cor_test_add_leg (builder, middle, east, "M01", 7000, 1000, 1000);
  network = cor_test_finish (builder);
  route = drive (network, (CorPosition){ 49.0, 24.0 }, (CorPosition){ 49.1, 24.1 });
  told = tell (route);

  g_assert_cmpstr (told, ==, "M01 M02");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/roads/turns/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/roads/turns/where-and-whither", test_turn_says_where_and_whither);
  g_test_add_func ("/roads/turns/not-surveyed", test_networks_that_were_not_surveyed_are_silent);

  return g_test_run ();
}
