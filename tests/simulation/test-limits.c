/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-agreed-corridor.h"
#include "cor-forecast.h"
#include "cor-quota.h"
#include "cor-test-outing.h"

/*
 * What a plan may not break: quotas, closures of one direction, agreed corridors, limits of roads
 * and crossings. Each outing breaks one; driven without chance, it has to show.
 */

#define HOUR COR_TEST_HOUR_S

static CorForecast *
drive (CorTestOuting *outing)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_outing_finish (outing);
  g_autoptr (GError) error = NULL;
  CorForecastOptions options;
  CorForecast *made;

  cor_forecast_options_init (&options);
  cor_forecast_options_set_calm (&options);
  options.n_runs = 1;
  made = cor_forecast_new (snapshot, outing->result, &options, NULL, &error);
  g_assert_no_error (error);

  return made;
}

/* Countries: a crossing to Poland that @n_people reach at hour 17 of the plan, 22:00 in Warsaw. */

static CorTestOuting *
reach_poland (guint n_people)
{
  CorTestOuting *outing = cor_test_outing_new (60, 60);

  g_strlcpy (outing->crossing->country, "PL", sizeof outing->crossing->country);
  g_free (outing->crossing->neighbour_zone);
  outing->crossing->neighbour_zone = g_strdup ("Europe/Warsaw");
  cor_test_outing_add (outing, 16 * HOUR, 17 * HOUR, n_people);

  return outing;
}

static CorQuota *
set_quota (CorTestOuting *outing, const char *country, guint max_people, gboolean is_daily)
{
  CorQuota *quota = cor_quota_new (NULL, country);

  quota->max_people = max_people;
  quota->is_daily = is_daily;
  cor_edit_put (outing->edit, quota);

  return quota;
}

/* Ten of sixty wait until it is midnight in Warsaw, an hour after it is in Kyiv. */
static void
test_daily_quota_goes_by_the_far_clock (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (60);
  g_autoptr (CorForecast) made = NULL;

  set_quota (outing, "PL", 50, TRUE);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 19.0 + 10.0 / 60.0, 1e-6);
}

/* On 27 March 2022 the day lasts from 23:00 to 22:00 UTC in Warsaw. The plan starts at 18:00 UTC.
 */
static void
test_daily_quota_in_the_night_of_daylight_saving (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (0, 60);
  g_autoptr (CorForecast) made = NULL;

  g_strlcpy (outing->crossing->country, "PL", sizeof outing->crossing->country);
  g_free (outing->crossing->neighbour_zone);
  outing->crossing->neighbour_zone = g_strdup ("Europe/Warsaw");
  outing->result->start_utc_s = outing->settings->start_utc_s = G_GINT64_CONSTANT (1648317600);
  cor_test_outing_add (outing, 0, 0, 30);
  set_quota (outing, "PL", 10, TRUE);
  made = drive (outing);

  /* Ten on the 26th, ten from 23:00 UTC on, ten from 22:00 UTC on. */
  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 5.0 + 23.0 + 10.0 / 60.0, 1e-6);
}

static void
test_quota_in_all (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (60);
  g_autoptr (CorForecast) made = NULL;

  set_quota (outing, "PL", 50, FALSE);
  made = drive (outing);

  g_assert_cmpfloat (made->never_out.median, ==, 10.0);
}

static void
test_quota_of_another_country (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (60);
  g_autoptr (CorForecast) made = NULL;

  set_quota (outing, "RO", 0, FALSE);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 18.0, 1e-6);
}

/* The quota ends half an hour after the first have come; then as many pass as come. */
static void
test_quota_ends (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (60);
  g_autoptr (CorForecast) made = NULL;

  set_quota (outing, "PL", 10, FALSE)->until_utc_s = COR_TEST_START_UTC_S + 17 * HOUR + HOUR / 2;
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 17.5 + 50.0 / 60.0, 1e-6);
}

/* Ten are let through before it begins, and do not count. */
static void
test_quota_begins (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (60);
  g_autoptr (CorForecast) made = NULL;

  set_quota (outing, "PL", 20, FALSE)->from_utc_s = COR_TEST_START_UTC_S + 17 * HOUR + 600;
  made = drive (outing);

  g_assert_cmpfloat (made->never_out.median, ==, 30.0);
}

/* Thirty come to each of two crossings of the country. */
static void
test_crossings_share_a_quota (void)
{
  g_autoptr (CorTestOuting) outing = reach_poland (30);
  g_autoptr (CorForecast) made = NULL;
  CorId id = cor_id_from_key ("other crossing");
  CorCrossing *other = cor_record_copy (outing->crossing);

  other->record.id = id;
  cor_edit_put (outing->edit, other);
  cor_test_outing_add (outing, 16 * HOUR, 17 * HOUR, 30)->crossing_id = id;
  set_quota (outing, "PL", 50, FALSE);
  made = drive (outing);

  g_assert_cmpfloat (made->never_out.median, ==, 10.0);
}

/* Directions: the road runs from 26 to 24 degrees east, westward. */

typedef struct
{
  CorClosureKind kind;
  CorRestrictionDirection direction;
  CorPosition from;
  CorPosition until; /* of an area: the opposite corner */
  gboolean holds;
} Barrier;

static CorGeometry *
draw (const Barrier *barrier)
{
  CorPosition a = barrier->from, b = barrier->until;
  CorPosition line[] = { a, b };
  CorPosition ring[] = { a, { a.lat_deg, b.lon_deg }, b, { b.lat_deg, a.lon_deg }, a };
  CorGeometry *geometry = cor_geometry_new ();

  if (barrier->kind == COR_CLOSURE_AREA)
    cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  else
    cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));

  return geometry;
}

static const Barrier barriers[] = {
  { COR_CLOSURE_AREA, COR_RESTRICTION_BOTH_WAYS, { 49.9, 24.9 }, { 50.1, 25.1 }, TRUE },
  { COR_CLOSURE_AREA, COR_RESTRICTION_FORWARD, { 49.9, 24.9 }, { 50.1, 25.1 }, TRUE },
  /* Around the town: who is in it may drive out. */
  { COR_CLOSURE_AREA, COR_RESTRICTION_BOTH_WAYS, { 49.9, 25.8 }, { 50.1, 26.2 }, TRUE },
  { COR_CLOSURE_AREA, COR_RESTRICTION_FORWARD, { 49.9, 25.8 }, { 50.1, 26.2 }, FALSE },
  /* Left of a line drawn southward is the east, where the column comes from. */
  { COR_CLOSURE_LINE, COR_RESTRICTION_FORWARD, { 50.1, 25.0 }, { 49.9, 25.0 }, TRUE },
  { COR_CLOSURE_LINE, COR_RESTRICTION_FORWARD, { 49.9, 25.0 }, { 50.1, 25.0 }, FALSE },
  { COR_CLOSURE_LINE, COR_RESTRICTION_BOTH_WAYS, { 49.9, 25.0 }, { 50.1, 25.0 }, TRUE },
  { COR_CLOSURE_ROAD, COR_RESTRICTION_FORWARD, { 50.0, 25.2 }, { 50.0, 24.8 }, TRUE },
  { COR_CLOSURE_ROAD, COR_RESTRICTION_FORWARD, { 50.0, 24.8 }, { 50.0, 25.2 }, FALSE },
  { COR_CLOSURE_ROAD, COR_RESTRICTION_BOTH_WAYS, { 50.0, 24.8 }, { 50.0, 25.2 }, TRUE },
  { COR_CLOSURE_FRONT, COR_RESTRICTION_FORWARD, { 50.05, 24.9 }, { 50.05, 25.1 }, TRUE },
  { COR_CLOSURE_FRONT, COR_RESTRICTION_FORWARD, { 50.05, 25.9 }, { 50.05, 26.1 }, FALSE },
  { COR_CLOSURE_FRONT, COR_RESTRICTION_BOTH_WAYS, { 50.05, 25.9 }, { 50.05, 26.1 }, TRUE },
  /* A river: whoever drives over a bridge drives onto it. */
  { COR_CLOSURE_BRIDGES, COR_RESTRICTION_FORWARD, { 49.9, 25.0 }, { 50.1, 25.0 }, TRUE },
};

static void
test_directions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (barriers); i++)
    {
      g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
      g_autoptr (CorGeometry) geometry = draw (&barriers[i]);
      g_autoptr (CorForecast) made = NULL;
      CorClosure *closure = cor_closure_new (NULL, geometry);

      closure->closure = barriers[i].kind;
      closure->direction = barriers[i].direction;
      closure->distance_m = 10000;
      cor_edit_put (outing->edit, closure);
      cor_test_outing_add (outing, 0, 2 * HOUR, 10);
      made = drive (outing);

      g_test_message ("barrier %u", i);
      g_assert_cmpfloat (made->n_stuck, ==, barriers[i].holds ? 1.0 : 0.0);
    }
}

/* Agreed corridors: the middle of the road is closed for good but for a corridor through it, which
 * takes some 24 minutes. */

static CorAgreedCorridor *
agree (CorTestOuting *outing, gboolean westward)
{
  CorId id = cor_id_from_key ("agreed");
  CorPosition east = { 50.0, 25.2 }, west = { 50.0, 24.8 };
  CorPosition path[] = { westward ? east : west, westward ? west : east };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, path, G_N_ELEMENTS (path));
  corridor = cor_agreed_corridor_new (&id, geometry);
  cor_edit_put (outing->edit, corridor);
  cor_test_outing_close_middle (outing, -HOUR, G_MAXINT64);

  return corridor;
}

static CorMovement *
send (CorTestOuting *outing, gint64 depart_s, gint64 pass_s, guint n_people)
{
  CorMovement *movement = cor_test_outing_add (outing, depart_s, pass_s, n_people);
  CorId id = cor_id_from_key ("agreed");

  g_array_append_val (movement->corridor_ids, id);

  return movement;
}

static double
count_stuck (CorTestOuting *outing)
{
  g_autoptr (CorForecast) made = drive (outing);

  return made->n_stuck;
}

static void
test_corridor_is_open (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);

  agree (outing, TRUE);
  send (outing, 0, 2 * HOUR, 10);
  g_assert_cmpfloat (count_stuck (outing), ==, 0.0);
}

static void
test_corridor_of_other_modes (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);

  agree (outing, TRUE)->modes = COR_MODE_CAR;
  send (outing, 0, 2 * HOUR, 10);
  g_assert_cmpfloat (count_stuck (outing), ==, 1.0);
}

/* Cars that go with the coaches have to be let in, too. */
static void
test_corridor_without_cars (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);

  agree (outing, TRUE)->modes = COR_MODE_COACH;
  send (outing, 0, 2 * HOUR, 10)->n_with_car = 4;
  g_assert_cmpfloat (count_stuck (outing), ==, 1.0);
}

static void
test_corridor_the_other_way (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  CorAgreedCorridor *corridor = agree (outing, FALSE);

  send (outing, 0, 2 * HOUR, 10);
  g_assert_cmpfloat (count_stuck (outing), ==, 1.0);
  corridor->is_two_way = TRUE;
  g_assert_cmpfloat (count_stuck (outing), ==, 0.0);
}

/* Nobody drives in who would not be out again. */
static void
test_corridor_window_shorter_than_the_drive (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  CorAgreedCorridor *corridor = agree (outing, TRUE);

  corridor->from_utc_s = COR_TEST_START_UTC_S + HOUR / 2;
  corridor->until_utc_s = corridor->from_utc_s + 20 * 60;
  send (outing, 0, 2 * HOUR, 10);
  g_assert_cmpfloat (count_stuck (outing), ==, 1.0);
  corridor->until_utc_s = corridor->from_utc_s + HOUR;
  g_assert_cmpfloat (count_stuck (outing), ==, 0.0);
}

/* Three columns come at once, of a coach each; the third enters two spacings after the first. */
static void
test_corridor_columns_keep_their_distance (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 600);
  g_autoptr (CorForecast) made = NULL;

  agree (outing, TRUE)->min_spacing_min = 90;
  for (guint i = 0; i < 3; i++)
    send (outing, 0, 2 * HOUR, 10);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 2 * 1.5 + 1.0 / 60.0, 1e-6);
}

/* Five coaches, in columns of two: those who follow wait until three columns are in. */
static void
test_corridor_divides_large_columns (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 600);
  g_autoptr (CorForecast) made = NULL;
  CorAgreedCorridor *corridor = agree (outing, TRUE);

  corridor->min_spacing_min = 30;
  corridor->max_column_vehicles = 2;
  send (outing, 0, 2 * HOUR, 200);
  send (outing, 60, 2 * HOUR, 10);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 1.5 + 1.0 / 60.0, 1e-6);
}

/* Two vehicles an hour, of which the first column has four. */
static void
test_corridor_takes_so_many_vehicles (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 600);
  g_autoptr (CorForecast) made = NULL;

  agree (outing, TRUE)->vehicles_per_h = 2;
  send (outing, 0, 2 * HOUR, 180);
  send (outing, 60, 2 * HOUR, 10);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 2.0 + 1.0 / 60.0, 1e-6);
}

/* A road takes two vehicles an hour, until an hour after the first came there. */
static void
test_limit_of_a_road_counts_while_in_force (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 600);
  CorClosure *closure = cor_test_outing_close_middle (outing, -HOUR, G_MAXINT64);

  closure->effect = COR_RESTRICTION_LIMIT;
  closure->limit_vehicles_per_h = 2;
  cor_test_outing_add (outing, 0, 2 * HOUR, 180);
  cor_test_outing_add (outing, 60, 2 * HOUR, 10);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorForecast) made = drive (outing);

      /* The area begins 54 minutes from the town. */
      if (i == 0)
        g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 2.0 + 1.0 / 60.0, 1e-6);
      else
        g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + 1.1 + 1.0 / 60.0, 0.01);
      closure->until_utc_s = COR_TEST_START_UTC_S + 2 * HOUR;
    }
}

/* Crossings */

static void
test_mode_and_reception_and_interval (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (CorTestOuting) outing = cor_test_outing_new (60, 60);
      g_autoptr (CorForecast) made = NULL;
      CorCrossing *crossing = outing->crossing;

      if (i == 1)
        crossing->capacity_by_mode_people_per_h[1] = 30;
      else if (i == 2)
        crossing->reception_people_per_h = 20;
      else if (i == 3)
        ((CorCrossingInterval *) crossing->intervals->pdata[0])->capacity_people_per_h = 15;
      cor_test_outing_add (outing, 0, HOUR, 60);
      made = drive (outing);

      /* What a line of its own was kept waiting for is made up, at most for one person. */
      g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 2.0 + i, 0.051);
    }
}

/* One an hour until half past, then sixty: the first is half done by then. */
static void
test_pace_changes_while_somebody_is_served (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (60, 60);
  CorCrossingInterval *slow = cor_crossing_add_interval (outing->crossing, NULL);
  g_autoptr (CorForecast) made = NULL;

  slow->until_utc_s = COR_TEST_START_UTC_S + HOUR + HOUR / 2;
  slow->state = COR_CROSSING_OPEN;
  slow->modes = COR_MODE_COACH;
  slow->capacity_people_per_h = 1;
  slow->by_officer = TRUE;
  cor_crossing_sort (outing->crossing);
  cor_test_outing_add (outing, 0, HOUR, 11);
  made = drive (outing);

  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, 1.5 + 10.5 / 60.0, 1e-6);
}

/* The road is closed as soon as the column has left it, to the second. */
static void
test_road_closes_behind_the_column (void)
{
  const CorPosition line[] = { { 50.0, 25.5 }, { 50.0, 25.0 } };
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  g_autoptr (CorForecast) made = NULL;
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = COR_CLOSURE_ROAD;
  closure->from_utc_s = COR_TEST_START_UTC_S + HOUR + 1;
  cor_edit_put (outing->edit, closure);
  cor_test_outing_add (outing, 0, 2 * HOUR, 10);
  made = drive (outing);

  g_assert_cmpfloat (made->n_stops, ==, 0.0);
  g_assert_cmpfloat (made->n_caught, ==, 0.0);
}

/* Where a column is between two junctions is interpolated: a second makes no difference, three do.
 */
static void
test_second_at_a_gate (void)
{
  const CorPosition line[] = { { 50.0, 25.5 }, { 50.0, 25.0 } };

  for (guint early_s = 1; early_s <= 3; early_s += 2)
    {
      g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
      g_autoptr (CorGeometry) geometry = cor_geometry_new ();
      g_autoptr (CorForecast) made = NULL;
      CorClosure *closure;

      cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
      closure = cor_closure_new (NULL, geometry);
      closure->closure = COR_CLOSURE_ROAD;
      closure->from_utc_s = COR_TEST_START_UTC_S + HOUR - early_s;
      cor_edit_put (outing->edit, closure);
      cor_test_outing_add (outing, 0, 2 * HOUR, 10);
      made = drive (outing);

      g_assert_cmpfloat (made->n_stops, ==, early_s > 1 ? 1.0 : 0.0);
      g_assert_cmpfloat (made->n_caught, ==, 0.0);
    }
}

/* Whoever is at a corridor before the plan has them enter it waits there, and is not stopped. */
static void
test_early_at_an_entry (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  gint64 enter_utc_s = COR_TEST_START_UTC_S + HOUR + HOUR / 2;
  g_autoptr (CorForecast) made = NULL;
  CorMovement *movement;

  agree (outing, TRUE);
  movement = send (outing, 0, 3 * HOUR, 10);
  g_array_append_val (movement->enter_utc_s, enter_utc_s);
  made = drive (outing);

  g_assert_cmpfloat (made->n_stops, ==, 0.0);
  g_assert_cmpfloat (made->clearance_h.median, >, 2.5);
}

/* Two areas on one stretch: when the first opens the second would close before one is through. */
static void
test_two_gates (void)
{
  g_autoptr (CorTestOuting) outing = cor_test_outing_new (120, 60);
  g_autoptr (CorForecast) made = NULL;

  cor_test_outing_close_middle (outing, 0, 70 * 60)->record.id = cor_id_from_key ("first");
  cor_test_outing_close_middle (outing, 75 * 60, 100 * 60);
  cor_test_outing_add (outing, 0, 2 * HOUR, 10);
  made = drive (outing);

  /* From the area, which begins after 54 minutes, it is 66 more. */
  g_assert_cmpfloat (made->n_stops, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (made->clearance_h.median, (100.0 + 66.0 + 10.0) / 60.0, 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add_func ("/simulation/limits/" name, func)
  ADD ("daily-quota-goes-by-the-far-clock", test_daily_quota_goes_by_the_far_clock);
  ADD ("daily-quota-in-the-night-of-daylight-saving",
       test_daily_quota_in_the_night_of_daylight_saving);
  ADD ("quota-in-all", test_quota_in_all);
  ADD ("quota-of-another-country", test_quota_of_another_country);
  ADD ("quota-ends", test_quota_ends);
  ADD ("quota-begins", test_quota_begins);
  ADD ("crossings-share-a-quota", test_crossings_share_a_quota);
  ADD ("directions", test_directions);
  ADD ("corridor-is-open", test_corridor_is_open);
  ADD ("corridor-of-other-modes", test_corridor_of_other_modes);
  ADD ("corridor-without-cars", test_corridor_without_cars);
  ADD ("corridor-the-other-way", test_corridor_the_other_way);
  ADD ("corridor-window-shorter-than-the-drive", test_corridor_window_shorter_than_the_drive);
  ADD ("corridor-columns-keep-their-distance", test_corridor_columns_keep_their_distance);
  ADD ("corridor-divides-large-columns", test_corridor_divides_large_columns);
  ADD ("corridor-takes-so-many-vehicles", test_corridor_takes_so_many_vehicles);
  ADD ("limit-of-a-road-counts-while-in-force", test_limit_of_a_road_counts_while_in_force);
  ADD ("mode-and-reception-and-interval", test_mode_and_reception_and_interval);
  ADD ("pace-changes-while-somebody-is-served", test_pace_changes_while_somebody_is_served);
  ADD ("road-closes-behind-the-column", test_road_closes_behind_the_column);
  ADD ("second-at-a-gate", test_second_at_a_gate);
  ADD ("early-at-an-entry", test_early_at_an_entry);
  ADD ("two-gates", test_two_gates);
#undef ADD

  return g_test_run ();
}
