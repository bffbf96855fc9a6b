/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-error.h"
#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-osm-import.h"
#include "cor-osm-values.h"
#include "cor-test-network.h"

#define NODE(id, lat, lon) "<node id='" #id "' lat='" #lat "' lon='" #lon "'/>"
#define HIGHWAY(kind) "<tag k='highway' v='" kind "'/>"

static CorNetwork *
import (const char *body, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("<?xml version='1.0'?><osm version='0.6'>%s</osm>", body);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cor_osm_import_bytes (bytes, "test.osm", NULL, error);
}

static CorNetwork *
import_good (const char *body)
{
  g_autoptr (GError) error = NULL;
  CorNetwork *network = import (body, &error);

  g_assert_no_error (error);

  return network;
}

/* A line of four nodes eastward, and a fifth one that a road branches off to. */
#define NODES                                                                                      \
  NODE (1, 49.00, 24.00)                                                                           \
  NODE (2, 49.00, 24.01) NODE (3, 49.00, 24.02) NODE (4, 49.00, 24.03) NODE (5, 49.01, 24.02)
#define WAY(id, nodes, tags) "<way id='" #id "'>" nodes tags "</way>"
#define ND(id) "<nd ref='" #id "'/>"

static void
test_keeps_bends_and_joins_ways (void)
{
  g_autoptr (CorNetwork) network = import_good (
      NODES WAY (10, ND (1) ND (2), HIGHWAY ("primary") "<tag k='ref' v='М-06'/>")
          WAY (11, ND (4) ND (3) ND (2), HIGHWAY ("primary") "<tag k='ref' v='М-06'/>"));
  CorLeg leg;

  /* Two ways end to end, drawn in opposite directions, are one leg with two bends. */
  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 1);
  g_assert_cmpuint (cor_network_get_n_nodes (network), ==, 2);
  g_assert_cmpuint (cor_network_get_n_arcs (network), ==, 2);
  g_assert_cmpuint (cor_network_get_leg_n_points (network, 0), ==, 4);
  cor_network_get_leg (network, 0, &leg);
  g_assert_cmpuint (leg.length_m, >, 2180);
  g_assert_cmpuint (leg.length_m, <, 2195);
  g_assert_cmpstr (cor_network_get_road_number (network, leg.road), ==, "M06");
}

static void
test_ends_legs_where_roads_meet (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (10, ND (1) ND (2) ND (3) ND (4), HIGHWAY ("primary"))
                       WAY (11, ND (3) ND (5), HIGHWAY ("residential")));

  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 3);
  g_assert_cmpuint (cor_network_get_n_nodes (network), ==, 4);
}

static void
test_respects_one_ways (void)
{
  static const struct
  {
    const char *tags;
    gboolean forward;
    gboolean backward;
  } cases[] = {
    { HIGHWAY ("primary"), TRUE, TRUE },
    { HIGHWAY ("primary") "<tag k='oneway' v='yes'/>", TRUE, FALSE },
    { HIGHWAY ("primary") "<tag k='oneway' v='-1'/>", FALSE, TRUE },
    { HIGHWAY ("primary") "<tag k='junction' v='roundabout'/>", TRUE, FALSE },
    { HIGHWAY ("motorway"), TRUE, FALSE },
    { HIGHWAY ("motorway") "<tag k='oneway' v='no'/>", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
          g_strconcat (NODES "<way id='10'>" ND (1) ND (4), cases[i].tags, "</way>", NULL);
      g_autoptr (CorNetwork) network = import_good (body);
      gboolean forward = FALSE, backward = FALSE;

      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        {
          guint32 tail = cor_network_get_arc_tail (network, arc);

          if (cor_network_get_node_position (network, tail).lon_deg < 24.015)
            forward = TRUE;
          else
            backward = TRUE;
        }
      g_assert_cmpint (forward, ==, cases[i].forward);
      g_assert_cmpint (backward, ==, cases[i].backward);
    }
}

static void
test_keeps_out_what_may_not_be_driven (void)
{
  static const char *const closed[] = {
    HIGHWAY ("footway"),
    HIGHWAY ("construction"),
    HIGHWAY ("primary") "<tag k='access' v='private'/>",
    HIGHWAY ("primary") "<tag k='motor_vehicle' v='no'/><tag k='bus' v='no'/>",
    HIGHWAY ("primary") "<tag k='oneway' v='reversible'/>",
    "<tag k='route' v='ferry'/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autofree char *body =
          g_strconcat (NODES "<way id='10'>" ND (1) ND (4), closed[i], "</way>", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (import (body, &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_NOTHING);
    }
}

static void
test_keeps_coaches_off_weak_bridges (void)
{
  static const struct
  {
    const char *tags;
    gboolean coach;
  } cases[] = {
    { HIGHWAY ("tertiary"), TRUE },
    { HIGHWAY ("tertiary") "<tag k='maxweight' v='7.5 t'/>", FALSE },
    { HIGHWAY ("tertiary") "<tag k='maxweight' v='7500 kg'/>", FALSE },
    { HIGHWAY ("tertiary") "<tag k='maxweight' v='40'/>", TRUE },
    { HIGHWAY ("tertiary") "<tag k='maxheight' v='3.2'/>", FALSE },
    { HIGHWAY ("tertiary") "<tag k='maxheight' v='default'/>", TRUE },
    { HIGHWAY ("track"), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
          g_strconcat (NODES "<way id='10'>" ND (1) ND (4), cases[i].tags, "</way>", NULL);
      g_autoptr (CorNetwork) network = import_good (body);

      g_assert_cmpuint (cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_CAR), <,
                        COR_TRAVEL_UNREACHABLE);
      g_assert_cmpint (cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_COACH) <
                           COR_TRAVEL_UNREACHABLE,
                       ==, cases[i].coach);
    }
}

static void
test_stops_at_bollard (void)
{
  g_autoptr (CorNetwork) network = import_good (
      NODE (1, 49.0, 24.00) "<node id='2' lat='49.0' lon='24.01'><tag k='barrier' v='bollard'/>"
                            "</node>" NODE (3, 49.0, 24.02)
                                WAY (10, ND (1) ND (2) ND (3), HIGHWAY ("primary")));
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnapOptions options = { .max_connector_m = 50 };
  g_autoptr (CorRoute) route = NULL;
  CorSnap source, target;

  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 2);
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.0, 24.001 }, &options, &source));
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.0, 24.019 }, &options, &target));
  route = cor_router_find_route (router, &source, &target);
  g_assert_null (route);
}

/* A crossroads at 5 with arms to the west (1), north (2), east (3) and south (4). */
#define ARMS                                                                                       \
  NODE (1, 49.00, 24.00)                                                                           \
  NODE (2, 49.01, 24.01)                                                                           \
  NODE (3, 49.00, 24.02)                                                                           \
  NODE (4, 48.99, 24.01)                                                                           \
  NODE (5, 49.00, 24.01)                                                                           \
  WAY (11, ND (1) ND (5), HIGHWAY ("primary"))                                                     \
  WAY (12, ND (5) ND (2), HIGHWAY ("primary"))                                                     \
  WAY (13, ND (5) ND (3), HIGHWAY ("primary")) WAY (14, ND (4) ND (5), HIGHWAY ("primary"))
#define TURN(kind, from, to)                                                                       \
  "<relation id='90'><member type='way' ref='" #from "' role='from'/>"                             \
  "<member type='node' ref='5' role='via'/><member type='way' ref='" #to "' role='to'/>"           \
  "<tag k='type' v='restriction'/><tag k='restriction' v='" kind "'/></relation>"

static const CorPosition arm_ends[] = { { 49.00, 24.00 },
                                        { 49.01, 24.01 },
                                        { 49.00, 24.02 },
                                        { 48.99, 24.01 } };

static guint32
drive_ms (CorRouter *router, CorPosition from, CorPosition to)
{
  CorSnapOptions options = { .max_connector_m = 50 };
  g_autoptr (CorRoute) route = NULL;
  CorSnap source, target;

  g_assert_true (cor_router_snap (router, from, &options, &source));
  g_assert_true (cor_router_snap (router, to, &options, &target));
  route = cor_router_find_route (router, &source, &target);

  return route != NULL ? cor_route_get_time_ms (route) : COR_TRAVEL_UNREACHABLE;
}

static void
test_respects_turn_restrictions (void)
{
  static const struct
  {
    const char *relations;
    const char *allowed; /* of the turns out of the west: north, east, south */
  } cases[] = {
    { "", "nes" },
    { TURN ("no_left_turn", 11, 12), "-es" },
    { TURN ("only_straight_on", 11, 13), "-e-" },
    { TURN ("no_left_turn", 11, 12) TURN ("no_right_turn", 11, 14), "-e-" },
    { TURN ("no_left_turn", 13, 14), "nes" },
    { TURN ("no_left_turn", 11, 99), "nes" },
    { "<relation id='91'><member type='way' ref='13' role='from'/><member type='way' ref='11' "
      "role='from'/><member type='node' ref='5' role='via'/><member type='way' ref='12' role='to'/>"
      "<tag k='type' v='restriction'/><tag k='restriction' v='no_entry'/></relation>",
      "-es" },
    { "<relation id='91'><member type='way' ref='11' role='from'/><member type='node' ref='5' "
      "role='via'/><member type='way' ref='12' role='to'/><member type='way' ref='13' role='to'/>"
      "<tag k='type' v='restriction'/><tag k='restriction' v='no_exit'/></relation>",
      "--s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strconcat (ARMS, cases[i].relations, NULL);
      g_autoptr (CorNetwork) network = import_good (body);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);

      for (guint j = 0; j < 3; j++)
        {
          guint32 straight_ms = drive_ms (router, arm_ends[0], arm_ends[j + 1]);
          guint32 allowed_ms = cases[i].allowed[j] == '-' ? 140000 : 110000;

          /* What is forbidden is done by turning round at the end of another arm. */
          g_assert_cmpuint (straight_ms, <, COR_TRAVEL_UNREACHABLE);
          if (cases[i].allowed[j] == '-')
            g_assert_cmpuint (straight_ms, >, allowed_ms);
          else
            g_assert_cmpuint (straight_ms, <, allowed_ms);
        }

      /* The way back is as it was, for none of the cases restricts it. */
      g_assert_cmpuint (drive_ms (router, arm_ends[1], arm_ends[0]), <, 110000);
    }
}

/* A closed arm is closed by whichever copy of the junction one comes to it, and a place within an
 * arm is reached from all of them. */
static void
test_restricted_junctions_can_be_closed (void)
{
  g_autoptr (CorNetwork) network = import_good (ARMS TURN ("no_left_turn", 11, 12));
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureShape) shape = cor_closure_shape_new (NULL, 0, 100);
  g_autoptr (CorClosureSet) closures = NULL;
  CorPosition east = { 49.00, 24.015 };

  g_assert_cmpuint (drive_ms (router, arm_ends[0], east), <, 110000);
  cor_closure_shape_add_road (shape, east, east);
  closures = cor_closure_set_new (network, &shape, 1, NULL, NULL);
  cor_router_set_closures (router, closures, 0, 100);
  g_assert_cmpuint (drive_ms (router, arm_ends[0], arm_ends[3]), <, 110000);
  g_assert_cmpuint (drive_ms (router, arm_ends[0], (CorPosition){ 49.0, 24.0101 }), <, 110000);
}

static void
test_takes_ferry_as_long_as_it_says (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (10, ND (1) ND (4),
                              "<tag k='route' v='ferry'/><tag k='motor_vehicle' v='yes'/>"
                              "<tag k='duration' v='00:25'/>"));
  CorLeg leg;

  cor_network_get_leg (network, 0, &leg);
  g_assert_true ((leg.flags & COR_LEG_FERRY) != 0);
  g_assert_cmpuint (
      ABS ((gint) cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_CAR) - 25 * 60000), <=,
      1);
}

static void
test_leaves_out_what_the_extract_lacks (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (10, ND (1) ND (2) ND (99) ND (3) ND (4), HIGHWAY ("primary")));

  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 2);
  g_assert_cmpuint (cor_network_get_n_nodes (network), ==, 4);
}

/* A ferry of which a part is missing lands nowhere. */
static void
test_leaves_out_ferries_that_are_cut (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (10, ND (1) ND (2), HIGHWAY ("primary")) WAY (
          11, ND (2) ND (3) ND (99), "<tag k='route' v='ferry'/><tag k='motor_vehicle' v='yes'/>"));

  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 1);
}

static void
test_names_junctions (void)
{
  g_autoptr (CorNetwork) network = import_good (
      NODES "<node id='50' lat='49.001' lon='24.0001'><tag k='place' v='town'/>"
            "<tag k='name' v='Краковець'/><tag k='name:en' v='Krakivets'/></node>" WAY (
                10, ND (1) ND (4), HIGHWAY ("primary")));
  guint n_named = 0;

  for (guint32 node = 0; node < cor_network_get_n_nodes (network); node++)
    {
      if (!cor_network_get_node_is_settlement (network, node))
        continue;
      n_named++;
      g_assert_cmpstr (cor_network_get_node_name (network, node, COR_LANGUAGE_UK), ==, "Краковець");
      g_assert_cmpfloat (cor_network_get_node_position (network, node).lon_deg, <, 24.01);
    }
  g_assert_cmpuint (n_named, ==, 1);
}

static void
test_reads_values_as_mappers_write_them (void)
{
  static const struct
  {
    const char *text;
    double expected;
  } speeds[] = { { "60", 60.0 },        { "40 mph", 64.37 }, { "UA:urban", 50.0 },
                 { "UA:rural", 90.0 },  { "none", 130.0 },   { "walk", 5.0 },
                 { "PL:zone30", 30.0 }, { "signals", 0.0 },  { "60;80", 60.0 },
                 { "", 0.0 },           { "-5", 0.0 },       { "8 knots", 14.8 } },
    durations[] = { { "25", 25.0 },    { "01:20", 80.0 }, { "01:20:30", 80.5 }, { "PT1H20M", 80.0 },
                    { "PT45S", 0.75 }, { "P1D", 1440.0 }, { "soon", 0.0 },      { "1:x", 0.0 } },
    lengths[] = { { "3.5", 3.5 },
                  { "3.5 m", 3.5 },
                  { "11'6\"", 3.505 },
                  { "12 ft", 3.658 },
                  { "none", 0.0 } },
    weights[] = { { "3.5", 3.5 }, { "7500 kg", 7.5 }, { "8000 lbs", 3.63 }, { "x", 0.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    g_assert_cmpfloat_with_epsilon (cor_osm_parse_speed_kmh (speeds[i].text), speeds[i].expected,
                                    0.1);
  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    g_assert_cmpfloat_with_epsilon (cor_osm_parse_duration_min (durations[i].text),
                                    durations[i].expected, 0.01);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    g_assert_cmpfloat_with_epsilon (cor_osm_parse_metres (lengths[i].text), lengths[i].expected,
                                    0.01);
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    g_assert_cmpfloat_with_epsilon (cor_osm_parse_tonnes (weights[i].text), weights[i].expected,
                                    0.01);
}

static void
test_refuses_what_is_no_extract (void)
{
  static const struct
  {
    const char *text;
    gsize n;
  } files[] = { { "", 0 },
                { "hello", 5 },
                { "<html><body/></html>", 20 },
                { "<osm><way id='1'>", 17 },
                { "\0\0\0\x05zzzzz", 9 },
                { "\0\0\xff\xffzzzzz", 9 },
                { "\x1f\x8b\x08\x00garbage", 11 } };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].text, files[i].n);
      g_autoptr (GError) error = NULL;

      g_assert_null (cor_osm_import_bytes (bytes, "bad.osm.pbf", NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "bad.osm.pbf"));
    }
}

static CorNetwork *
import_seed (const char *name, GError **error)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("CORRIDORS_FIXTURES"), "fuzz", "corpus", name, NULL);

  return cor_osm_import (path, NULL, error);
}

/* However the blocks are packed, and in XML, the same roads come out. */
static void
test_reads_all_packings (void)
{
  static const struct
  {
    const char *name;
    const char *same;
  } files[] = {
    { "osm-pbf/roundabout-lz4.osm.pbf", "osm-xml/roundabout.osm" },
    { "osm-pbf/roundabout-zstd.osm.pbf", "osm-xml/roundabout.osm" },
    { "osm-pbf/via-node-zlib.osm.pbf", "osm-xml/via-node.osm" },
    { "osm-pbf/via-node-bare.osm.pbf", "osm-xml/packed.osm.gz" },
    { "osm-pbf/via-ways-bare.osm.pbf", "osm-xml/via-ways.osm" },
    { "osm-pbf/unsorted.osm.pbf", "osm-xml/crossroads.osm" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CorNetwork) network = import_seed (files[i].name, &error);
      g_autoptr (CorNetwork) same = import_seed (files[i].same, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (cor_network_get_n_arcs (network), >, 0);
      g_assert_cmpuint (cor_network_get_n_nodes (network), ==, cor_network_get_n_nodes (same));
      g_assert_cmpuint (cor_network_get_n_arcs (network), ==, cor_network_get_n_arcs (same));
      for (guint j = 0; j < COR_N_IMPORT_COUNTS; j++)
        g_assert_cmpuint (cor_network_get_import_count (network, (CorImportCount) j), ==,
                          cor_network_get_import_count (same, (CorImportCount) j));
      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_COACH), ==,
                          cor_network_get_arc_time_ms (same, arc, COR_ROAD_VEHICLE_COACH));
    }
}

static void
test_names_what_it_does_not_read (void)
{
  static const struct
  {
    const char *name;
    const char *word;
  } files[] = { { "osm-pbf/crossroads-lzma.osm.pbf", "LZMA" },
                { "osm-pbf/history.osm.pbf", "history" },
                { "osm-pbf/found-feature-without-text", "needs" } };
  g_autoptr (GBytes) bzip2 = g_bytes_new_static ("BZh91AY", 7);
  g_autoptr (GError) packed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import_seed (files[i].name, &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
  g_assert_null (cor_osm_import_bytes (bzip2, "a.osm.bz2", NULL, &packed));
  g_assert_error (packed, COR_ERROR, COR_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (packed->message, "bzip2"));
}

static void
cancel_at_once (const char *stage, double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_can_be_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, cancel_at_once, cancellable);
  g_autofree char *path = g_build_filename (g_getenv ("CORRIDORS_FIXTURES"), "fuzz", "corpus",
                                            "osm-pbf", "via-node-zlib.osm.pbf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_osm_import (path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A barrier for coaches keeps coaches off; one that takes time delays everybody. */
static void
test_barriers_keep_off_and_delay (void)
{
  static const struct
  {
    const char *tags;
    guint delay_ms;
    gboolean coach;
  } cases[] = {
    { "<tag k='barrier' v='toll_booth'/>", 60000, TRUE },
    { "<tag k='barrier' v='border_control'/>", 600000, TRUE },
    { "<tag k='barrier' v='height_restrictor'/><tag k='maxheight' v='2.5'/>", 0, FALSE },
    { "<tag k='ford' v='yes'/>", 0, FALSE },
  };
  g_autoptr (CorNetwork) plain =
      import_good (NODES WAY (10, ND (1) ND (2) ND (3), HIGHWAY ("primary")));
  guint32 plain_ms = cor_network_get_arc_time_ms (plain, 0, COR_ROAD_VEHICLE_CAR);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* The same where the way is split at the barrier, as mappers often do. */
      static const char *const ways[] = { WAY (10, ND (1) ND (2) ND (3), HIGHWAY ("primary")),
                                          WAY (10, ND (1) ND (2), HIGHWAY ("primary"))
                                              WAY (11, ND (2) ND (3), HIGHWAY ("primary")) };

      for (gsize j = 0; j < G_N_ELEMENTS (ways); j++)
        {
          g_autofree char *body =
              g_strconcat (NODE (1, 49.00, 24.00) NODE (3, 49.00, 24.02) "<node id='2' lat='49.00' "
                                                                         "lon='24.01'>",
                           cases[i].tags, "</node>", ways[j], NULL);
          g_autoptr (CorNetwork) network = import_good (body);

          g_assert_cmpuint (cor_network_get_n_legs (network), ==, 1);
          g_assert_cmpuint (cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_CAR), ==,
                            plain_ms + cases[i].delay_ms);
          g_assert_cmpint (cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_COACH) <
                               COR_TRAVEL_UNREACHABLE,
                           ==, cases[i].coach);
        }
    }
}

static void
test_leaves_out_service_ends (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (
          10, ND (1) ND (2) ND (3) ND (4),
          HIGHWAY ("primary")) "<node id='6' lat='49.001' lon='24.01'/>" WAY (11, ND (2) ND (6),
                                                                              HIGHWAY ("service"))
                       WAY (12, ND (2) ND (5) ND (3), HIGHWAY ("service")));

  /* The one that leads nowhere is gone, the one that connects stays. */
  g_assert_cmpuint (cor_network_get_n_legs (network), ==, 4);
  g_assert_cmpuint (cor_network_get_import_count (network, COR_IMPORT_SERVICE_ENDS), ==, 1);
}

/* The hours of a way and the country's clock by which they go. */
static void
test_keeps_hours (void)
{
  g_autoptr (CorNetwork) network =
      import_good (NODES WAY (10, ND (1) ND (4),
                              HIGHWAY ("primary") "<tag k='motor_vehicle:conditional' "
                                                  "v='no @ (Mo-Fr 07:00-09:00)'/>"));
  gsize n_windows;
  guint32 open_ms;

  g_assert_cmpuint (cor_network_get_n_timed_arcs (network), ==, 2);
  g_assert_cmpuint (cor_network_get_arc_time_ms (network, 0, COR_ROAD_VEHICLE_CAR), ==,
                    COR_TRAVEL_UNREACHABLE);
  g_assert_nonnull (
      cor_network_get_arc_hours (network, 0, COR_ROAD_VEHICLE_CAR, &open_ms, &n_windows));
  g_assert_cmpuint (n_windows, ==, 5);
  g_assert_cmpuint (open_ms, <, 200000);
  g_assert_cmpuint (cor_network_get_import_count (network, COR_IMPORT_WAYS_AT_HOURS), ==, 1);
}

static void
test_knows_the_country (void)
{
  static const struct
  {
    const char *nodes;
    const char *country;
  } cases[] = {
    { NODE (1, 49.84, 24.03) NODE (2, 49.85, 24.04), "UA" },
    { NODE (1, 52.23, 21.01) NODE (2, 52.24, 21.02), "PL" },
    { NODE (1, 44.95, 34.10) NODE (2, 44.96, 34.11), "UA" },
    { NODE (1, 47.02, 28.83) NODE (2, 47.03, 28.84), "MD" },
    { NODE (1, 54.15, -4.48) NODE (2, 54.16, -4.49), "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
          g_strconcat (cases[i].nodes, WAY (10, ND (1) ND (2), HIGHWAY ("primary")), NULL);
      g_autoptr (CorNetwork) network = import_good (body);
      CorLeg leg;

      cor_network_get_leg (network, 0, &leg);
      g_assert_cmpstr (leg.country, ==, cases[i].country);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/osm/keeps-bends-and-joins-ways", test_keeps_bends_and_joins_ways);
  g_test_add_func ("/roads/osm/ends-legs-where-roads-meet", test_ends_legs_where_roads_meet);
  g_test_add_func ("/roads/osm/respects-one-ways", test_respects_one_ways);
  g_test_add_func ("/roads/osm/keeps-out-what-may-not-be-driven",
                   test_keeps_out_what_may_not_be_driven);
  g_test_add_func ("/roads/osm/keeps-coaches-off-weak-bridges",
                   test_keeps_coaches_off_weak_bridges);
  g_test_add_func ("/roads/osm/stops-at-bollard", test_stops_at_bollard);
  g_test_add_func ("/roads/osm/respects-turn-restrictions", test_respects_turn_restrictions);
  g_test_add_func ("/roads/osm/restricted-junctions-can-be-closed",
                   test_restricted_junctions_can_be_closed);
  g_test_add_func ("/roads/osm/takes-ferry-as-long-as-it-says",
                   test_takes_ferry_as_long_as_it_says);
  g_test_add_func ("/roads/osm/leaves-out-what-the-extract-lacks",
                   test_leaves_out_what_the_extract_lacks);
  g_test_add_func ("/roads/osm/leaves-out-ferries-that-are-cut",
                   test_leaves_out_ferries_that_are_cut);
  g_test_add_func ("/roads/osm/names-junctions", test_names_junctions);
  g_test_add_func ("/roads/osm/reads-values-as-mappers-write-them",
                   test_reads_values_as_mappers_write_them);
  g_test_add_func ("/roads/osm/refuses-what-is-no-extract", test_refuses_what_is_no_extract);
  g_test_add_func ("/roads/osm/reads-all-packings", test_reads_all_packings);
  g_test_add_func ("/roads/osm/names-what-it-does-not-read", test_names_what_it_does_not_read);
  g_test_add_func ("/roads/osm/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/roads/osm/barriers-keep-off-and-delay", test_barriers_keep_off_and_delay);
  g_test_add_func ("/roads/osm/leaves-out-service-ends", test_leaves_out_service_ends);
  g_test_add_func ("/roads/osm/keeps-hours", test_keeps_hours);
  g_test_add_func ("/roads/osm/knows-the-country", test_knows_the_country);

  return g_test_run ();
}
