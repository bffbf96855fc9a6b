/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-router.h"
#include "cor-test-network.h"
#include "cor-time.h"

#define AT(day, hour, minute) ((day) *1440 + (hour) *60 + (minute))

static gint64
utc (const char *text)
{
  gint64 utc_s = 0;

  g_assert_true (cor_time_parse (text, &utc_s, NULL));

  return utc_s;
}

/* One leg that is driven both ways, forward only outside of @windows. */
static CorNetwork *
make_network (const char *country, const CorWeekWindow *windows, gsize n_windows)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_network_builder_add_node (builder, (CorPosition){ 49.0, 24.0 }, 101);
  guint32 b = cor_network_builder_add_node (builder, (CorPosition){ 49.0, 24.1 }, 102);
  CorNewLeg leg = {
    .leg = { .from_node = a, .to_node = b, .length_m = 7300, .road = COR_ROAD_NONE },
    .forward_ms = { 300000, 400000 },
    .backward_ms = { 300000, 400000 },
    .way = 7
  };
  guint32 added;

  g_strlcpy (leg.leg.country, country, sizeof leg.leg.country);
  added = cor_network_builder_add_leg (builder, &leg);
  leg.way = 8;
  cor_network_builder_add_leg (builder, &leg);
  cor_network_builder_close_arc_at (builder, cor_network_builder_find_arc (builder, added, FALSE),
                                    COR_ROAD_VEHICLE_CAR, windows, n_windows);

  return cor_test_finish (builder);
}

static void
check_times (CorNetwork *network, const char *from, const char *until, const char *expected)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (CorClosedHours));
  g_autoptr (GString) found = g_string_new (NULL);

  cor_network_list_closed_hours (network, cor_network_get_timed_arc (network, 0),
                                 COR_ROAD_VEHICLE_CAR, utc (from), utc (until), times);
  for (guint i = 0; i < times->len; i++)
    {
      const CorClosedHours *time = &g_array_index (times, CorClosedHours, i);
      g_autofree char *begin = cor_time_format_utc (time->from_utc_s);
      g_autofree char *end = cor_time_format_utc (time->until_utc_s);

      g_string_append_printf (found, "%s%.16s/%.16s%s", i > 0 ? " " : "", begin, end,
                              time->kind == COR_WEEK_ENTERING ? " turn" : "");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_closed_unless_looked_at (void)
{
  const CorWeekWindow morning = { AT (0, 7, 0), AT (0, 9, 0), COR_WEEK_DRIVING, 0 };
  g_autoptr (CorNetwork) network = make_network ("UA", &morning, 1);
  guint32 arc = cor_network_get_timed_arc (network, 0);
  guint32 open_ms;
  gsize n_windows;
  const CorWeekWindow *windows;

  g_assert_cmpuint (cor_network_get_n_timed_arcs (network), ==, 1);
  g_assert_cmpuint (cor_network_get_n_arcs (network), ==, 4);
  g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR), ==,
                    COR_TRAVEL_UNREACHABLE);
  g_assert_cmpuint (cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_COACH), ==, 400000);
  windows = cor_network_get_arc_hours (network, arc, COR_ROAD_VEHICLE_CAR, &open_ms, &n_windows);
  g_assert_cmpuint (n_windows, ==, 1);
  g_assert_cmpuint (open_ms, ==, 300000);
  g_assert_cmpuint (windows[0].until_min, ==, AT (0, 9, 0));
  windows = cor_network_get_arc_hours (network, arc, COR_ROAD_VEHICLE_COACH, &open_ms, &n_windows);
  g_assert_null (windows);
  g_assert_cmpuint (open_ms, ==, 400000);
}

static void
test_hours_that_never_end_close_for_good (void)
{
  const CorWeekWindow halves[] = { { 0, 5000, COR_WEEK_DRIVING, 0 },
                                   { 4000, COR_MINUTES_PER_WEEK, COR_WEEK_DRIVING, 0 } };
  g_autoptr (CorNetwork) network = make_network ("UA", halves, 2);

  g_assert_cmpuint (cor_network_get_n_timed_arcs (network), ==, 0);
}

/* The clock of the country counts, and the change to summer time and back. */
static void
test_follows_the_local_clock (void)
{
  const CorWeekWindow night = { AT (6, 1, 0), AT (6, 5, 0), COR_WEEK_DRIVING, 0 };
  const CorWeekWindow sunday = { AT (6, 22, 0), AT (7, 0, 0), COR_WEEK_DRIVING, 0 };
  const CorWeekWindow weekend[] = { { 0, AT (0, 4, 0), COR_WEEK_DRIVING, 0 }, sunday };
  const CorWeekWindow turn[] = { { AT (0, 7, 0), AT (0, 9, 0), COR_WEEK_DRIVING, 0 },
                                 { AT (0, 6, 0), AT (0, 8, 0), COR_WEEK_ENTERING, 0 } };
  g_autoptr (CorNetwork) ukraine = make_network ("UA", &night, 1);
  g_autoptr (CorNetwork) poland = make_network ("PL", &night, 1);
  g_autoptr (CorNetwork) over_sunday = make_network ("UA", weekend, 2);
  g_autoptr (CorNetwork) turning = make_network ("UA", turn, 2);

  /* 2022-03-06 was a Sunday in winter. */
  check_times (ukraine, "2022-03-05T00:00:00Z", "2022-03-08T00:00:00Z",
               "2022-03-05T23:00/2022-03-06T03:00");
  check_times (poland, "2022-03-05T00:00:00Z", "2022-03-08T00:00:00Z",
               "2022-03-06T00:00/2022-03-06T04:00");
  /* 03:00 became 04:00 on 2022-03-27, and 04:00 became 03:00 on 2022-10-30. */
  check_times (ukraine, "2022-03-26T00:00:00Z", "2022-03-28T00:00:00Z",
               "2022-03-26T23:00/2022-03-27T02:00");
  check_times (ukraine, "2022-10-29T00:00:00Z", "2022-10-31T00:00:00Z",
               "2022-10-29T22:00/2022-10-30T03:00");
  /* What goes on from Sunday to Monday is one time; what began before is cut. */
  check_times (over_sunday, "2022-03-06T21:00:00Z", "2022-03-15T00:00:00Z",
               "2022-03-06T21:00/2022-03-07T02:00 2022-03-13T20:00/2022-03-14T02:00");
  check_times (turning, "2022-03-07T00:00:00Z", "2022-03-08T00:00:00Z",
               "2022-03-07T04:00/2022-03-07T06:00 turn 2022-03-07T05:00/2022-03-07T07:00");
}

/* From the first node to the second, along the only leg. */
static guint32
get_time_ms (CorMatrix *matrix)
{
  guint32 time_ms = cor_matrix_get_time_ms (matrix, 0, 0);

  cor_matrix_unref (matrix);

  return time_ms;
}

/* A ferry that sails at some hours carries nobody for who does not look at the clock, but for who
 * asks for the best; one question does not change the answer to the other. */
static void
test_open_at_best (void)
{
  const CorWeekWindow morning = { AT (0, 7, 0), AT (0, 9, 0), COR_WEEK_ENTERING, 0 };
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorRouter) router = NULL;
  CorSnap from = { .state = COR_SNAP_FOUND, .leg = COR_ROAD_NONE, .closed_leg = COR_ROAD_NONE };
  CorSnap to = from;
  CorNewLeg leg = { .leg = { .length_m = 7300, .road = COR_ROAD_NONE },
                    .forward_ms = { 300000, 400000 },
                    .backward_ms = { 300000, 400000 } };
  guint32 added;

  leg.leg.from_node = cor_network_builder_add_node (builder, (CorPosition){ 49.0, 24.0 }, 0);
  leg.leg.to_node = cor_network_builder_add_node (builder, (CorPosition){ 49.0, 24.1 }, 0);
  g_strlcpy (leg.leg.country, "UA", sizeof leg.leg.country);
  added = cor_network_builder_add_leg (builder, &leg);
  cor_network_builder_close_arc_at (builder, cor_network_builder_find_arc (builder, added, FALSE),
                                    COR_ROAD_VEHICLE_CAR, &morning, 1);
  network = cor_test_finish (builder);
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  from.node = leg.leg.from_node;
  to.node = leg.leg.to_node;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (
          get_time_ms (cor_router_compute_matrix (router, &from, 1, &to, 1, NULL, NULL)), ==,
          COR_TRAVEL_UNREACHABLE);
      g_assert_cmpuint (
          get_time_ms (cor_router_compute_matrix_at_best (router, &from, 1, &to, 1, NULL, NULL)),
          ==, 300000);
    }
}

static void
test_finds_legs_by_osm (void)
{
  g_autoptr (CorNetwork) network = make_network ("UA", NULL, 0);

  g_assert_true (cor_network_is_imported (network));
  g_assert_cmpint (cor_network_get_node_osm (network, 0), ==, 101);
  for (guint32 leg = 0; leg < 2; leg++)
    {
      gint64 way = cor_network_get_leg_osm_way (network, leg);

      g_assert_cmpint (way, ==, 7 + leg);
      g_assert_cmpuint (cor_network_find_leg_by_osm (network, way, 101, 102), ==, leg);
      g_assert_cmpuint (cor_network_find_leg_by_osm (network, way, 102, 101), ==, leg);
      g_assert_cmpuint (cor_network_find_leg_by_osm (network, way, 101, 103), ==, COR_ROAD_NONE);
    }
  /* Two legs join these junctions, so a way that is gone says nothing. */
  g_assert_cmpuint (cor_network_find_leg_by_osm (network, 9, 101, 102), ==, COR_ROAD_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/network-hours/closed-unless-looked-at", test_closed_unless_looked_at);
  g_test_add_func ("/roads/network-hours/hours-that-never-end-close-for-good",
                   test_hours_that_never_end_close_for_good);
  g_test_add_func ("/roads/network-hours/follows-the-local-clock", test_follows_the_local_clock);
  g_test_add_func ("/roads/network-hours/open-at-best", test_open_at_best);
  g_test_add_func ("/roads/network-hours/finds-legs-by-osm", test_finds_legs_by_osm);

  return g_test_run ();
}
