/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-shape.h"

#include "cor-error.h"
#include "cor-time.h"

#define DAY_S 86400
/* Monday, 21 March 2022, 00:00 in Kyiv; the clock is set forward on the Sunday after it. */
#define MONDAY_UTC_S 1647813600

static const CorClosureHours curfew = { 22 * 60, 5 * 60, COR_EVERY_DAY, "Europe/Kyiv", FALSE };

static GArray *
list (const CorClosureHours *hours, gint64 from_utc_s, gint64 until_utc_s)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_closure_hours_check (hours, &error));
  cor_closure_hours_list_times (hours, from_utc_s, until_utc_s, times);

  return times;
}

static void
check_times (GArray *times, const CorClosureTime *expected, guint n_expected)
{
  g_assert_cmpuint (times->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    {
      const CorClosureTime *time = &g_array_index (times, CorClosureTime, i);

      g_assert_cmpint (time->from_utc_s, ==, expected[i].from_utc_s);
      g_assert_cmpint (time->until_utc_s, ==, expected[i].until_utc_s);
    }
}

static void
test_over_midnight (void)
{
  g_autoptr (GArray) times = list (&curfew, MONDAY_UTC_S, MONDAY_UTC_S + 2 * DAY_S);
  const CorClosureTime expected[] = {
    { MONDAY_UTC_S, MONDAY_UTC_S + 5 * 3600 },
    { MONDAY_UTC_S + 22 * 3600, MONDAY_UTC_S + DAY_S + 5 * 3600 },
    { MONDAY_UTC_S + DAY_S + 22 * 3600, MONDAY_UTC_S + 2 * DAY_S },
  };

  check_times (times, expected, G_N_ELEMENTS (expected));
}

static void
test_outside_of_opening_hours (void)
{
  CorClosureHours open = { 9 * 60, 21 * 60, COR_EVERY_DAY, "Europe/Kyiv", TRUE };
  g_autoptr (GArray) times = list (&open, MONDAY_UTC_S, MONDAY_UTC_S + DAY_S);
  const CorClosureTime expected[] = {
    { MONDAY_UTC_S, MONDAY_UTC_S + 9 * 3600 },
    { MONDAY_UTC_S + 21 * 3600, MONDAY_UTC_S + DAY_S },
  };

  check_times (times, expected, G_N_ELEMENTS (expected));
}

/* Friday's hours run into Saturday; Saturday and Sunday begin none. */
static void
test_days_of_the_week (void)
{
  CorClosureHours hours = { 20 * 60, 4 * 60, 0x1f, "Europe/Kyiv", FALSE };
  gint64 friday = MONDAY_UTC_S + 4 * DAY_S;
  g_autoptr (GArray) times = list (&hours, friday, friday + 4 * DAY_S);
  const CorClosureTime expected[] = {
    { friday, friday + 4 * 3600 },
    { friday + 20 * 3600, friday + DAY_S + 4 * 3600 },
    /* Monday begins an hour sooner: Sunday had 23. */
    { friday + 3 * DAY_S - 3600 + 20 * 3600, friday + 4 * DAY_S },
  };

  check_times (times, expected, G_N_ELEMENTS (expected));
}

/* In the night to 27 March the curfew lasts six hours, in that to 30 October eight. */
static void
test_nights_when_clocks_are_set (void)
{
  gint64 spring = MONDAY_UTC_S + 5 * DAY_S + 12 * 3600;
  gint64 autumn = 1667034000; /* Saturday, 29 October 2022, 12:00 in Kyiv */
  g_autoptr (GArray) short_night = list (&curfew, spring, spring + DAY_S);
  g_autoptr (GArray) long_night = list (&curfew, autumn, autumn + DAY_S);
  const CorClosureTime expected_short = { spring + 10 * 3600, spring + 16 * 3600 };
  const CorClosureTime expected_long = { autumn + 10 * 3600, autumn + 18 * 3600 };

  check_times (short_night, &expected_short, 1);
  check_times (long_night, &expected_long, 1);
}

/* What the clock shows twice counts twice, what it leaves out never. */
static void
test_hours_within_the_change (void)
{
  CorClosureHours hours = { 3 * 60 + 15, 3 * 60 + 45, COR_EVERY_DAY, "Europe/Kyiv", FALSE };
  gint64 spring = MONDAY_UTC_S + 6 * DAY_S;
  gint64 autumn = 1667077200; /* 30 October 2022, 00:00 in Kyiv */
  g_autoptr (GArray) never = list (&hours, spring, spring + 12 * 3600);
  g_autoptr (GArray) twice = list (&hours, autumn, autumn + 12 * 3600);
  const CorClosureTime expected[] = {
    { autumn + 3 * 3600 + 900, autumn + 3 * 3600 + 2700 },
    { autumn + 4 * 3600 + 900, autumn + 4 * 3600 + 2700 },
  };

  check_times (never, NULL, 0);
  check_times (twice, expected, G_N_ELEMENTS (expected));
}

/* Every minute of a year, as the clock on the wall says. */
static void
test_agrees_with_the_clock (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 12; i++)
    {
      CorClosureHours hours = { g_rand_int_range (rand, 0, 1440), g_rand_int_range (rand, 0, 1441),
                                g_rand_int_range (rand, 1, 128), "Europe/Warsaw",
                                g_rand_boolean (rand) };
      gint64 from = MONDAY_UTC_S + g_rand_int_range (rand, 0, 300) * (gint64) DAY_S;
      g_autoptr (GArray) times = list (&hours, from, from + 20 * DAY_S);
      guint at = 0;

      for (gint64 s = from; s < from + 20 * DAY_S; s += 60)
        {
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (s);
          g_autoptr (GDateTime) local =
              g_date_time_to_timezone (utc, cor_time_zone ("Europe/Warsaw"));
          guint minute = g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
          guint today = g_date_time_get_day_of_week (local) - 1;
          gboolean within = FALSE;

          if (hours.days >> today & 1)
            within |= hours.until_min > hours.from_min
                          ? minute >= hours.from_min && minute < hours.until_min
                          : minute >= hours.from_min;
          if (hours.days >> (today + 6) % 7 & 1)
            within |= hours.until_min <= hours.from_min && minute < hours.until_min;
          while (at < times->len && g_array_index (times, CorClosureTime, at).until_utc_s <= s)
            at++;
          g_assert_cmpint (at < times->len &&
                               g_array_index (times, CorClosureTime, at).from_utc_s <= s,
                           ==, within != hours.outside);
        }
    }
}

static void
test_bad_hours_are_refused (void)
{
  const CorClosureHours bad[] = {
    { 1440, 60, COR_EVERY_DAY, "Europe/Kyiv", FALSE },
    { 60, 1441, COR_EVERY_DAY, "Europe/Kyiv", FALSE },
    { 60, 120, 0, "Europe/Kyiv", FALSE },
    { 60, 120, 0x80, "Europe/Kyiv", FALSE },
    { 60, 120, COR_EVERY_DAY, "Europe/Nowhere", FALSE },
    { 60, 120, COR_EVERY_DAY, NULL, FALSE },
  };
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("test", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cor_closure_shape_set_hours (shape, &bad[i], &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
      g_assert_null (cor_closure_shape_get_hours (shape));
    }
}

static void
test_effects_are_kept (void)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("test", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cor_closure_shape_get_effect (shape), ==, COR_CLOSURE_CLOSED);
  g_assert_false (cor_closure_shape_set_delay (shape, 0, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cor_closure_shape_set_speed (shape, 101, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cor_closure_shape_set_delay (shape, 40, &error));
  g_assert_cmpint (cor_closure_shape_get_effect (shape), ==, COR_CLOSURE_DELAYED);
  g_assert_cmpuint (cor_closure_shape_get_delay_min (shape), ==, 40);
  g_assert_cmpuint (cor_closure_shape_get_speed_percent (shape), ==, 100);
  g_assert_true (cor_closure_shape_set_speed (shape, 50, &error));
  g_assert_cmpuint (cor_closure_shape_get_delay_min (shape), ==, 0);
  g_assert_cmpuint (cor_closure_shape_get_speed_percent (shape), ==, 50);
}

static void
test_meets_and_covers (void)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("test", MONDAY_UTC_S, COR_CLOSED_FOR_GOOD);
  g_autoptr (GError) error = NULL;
  gint64 ten = MONDAY_UTC_S + 22 * 3600;

  g_assert_true (cor_closure_shape_covers (shape, MONDAY_UTC_S, COR_CLOSED_FOR_GOOD));
  g_assert_false (cor_closure_shape_covers (shape, MONDAY_UTC_S - 1, MONDAY_UTC_S + 1));
  g_assert_true (cor_closure_shape_set_hours (shape, &curfew, &error));
  g_assert_true (cor_closure_shape_meets (shape, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD));
  g_assert_false (cor_closure_shape_covers (shape, MONDAY_UTC_S, COR_CLOSED_FOR_GOOD));
  g_assert_false (cor_closure_shape_meets (shape, MONDAY_UTC_S - 100, MONDAY_UTC_S));
  g_assert_true (cor_closure_shape_meets (shape, MONDAY_UTC_S - 100, MONDAY_UTC_S + 1));
  g_assert_false (cor_closure_shape_meets (shape, ten - 7200, ten));
  g_assert_true (cor_closure_shape_meets (shape, ten, ten));
  g_assert_true (cor_closure_shape_covers (shape, ten, ten + 7 * 3600));
  g_assert_false (cor_closure_shape_covers (shape, ten, ten + 7 * 3600 + 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/hours/over-midnight", test_over_midnight);
  g_test_add_func ("/roads/hours/outside-of-opening-hours", test_outside_of_opening_hours);
  g_test_add_func ("/roads/hours/days-of-the-week", test_days_of_the_week);
  g_test_add_func ("/roads/hours/nights-when-clocks-are-set", test_nights_when_clocks_are_set);
  g_test_add_func ("/roads/hours/hours-within-the-change", test_hours_within_the_change);
  g_test_add_func ("/roads/hours/agrees-with-the-clock", test_agrees_with_the_clock);
  g_test_add_func ("/roads/hours/bad-hours-are-refused", test_bad_hours_are_refused);
  g_test_add_func ("/roads/hours/effects-are-kept", test_effects_are_kept);
  g_test_add_func ("/roads/hours/meets-and-covers", test_meets_and_covers);

  return g_test_run ();
}
