/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-timetable.h"

#define START_UTC_S G_GINT64_CONSTANT (1645675200) /* 24 February 2022, 06:00 in Kyiv */
#define N_HOURS 48
#define N_ROUNDS 60

static CorCrossing *
make_random_crossing (GRand *random)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  guint n_waits = (guint) g_rand_int_range (random, 0, 4);

  crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 0, 90);
  for (guint i = 0; i < 4; i++)
    {
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

      if (i > 0)
        {
          interval->from_utc_s = START_UTC_S + g_rand_int_range (random, -600, 3000) * 60;
          interval->until_utc_s = interval->from_utc_s + g_rand_int_range (random, 1, 2000) * 60;
        }
      interval->state =
          g_rand_int_range (random, 0, 4) == 0 ? COR_CROSSING_CLOSED : COR_CROSSING_OPEN;
      interval->modes = (guint) g_rand_int_range (random, 1, 8);
      interval->opens_min = (guint) g_rand_int_range (random, 0, 1440);
      interval->closes_min = (guint) g_rand_int_range (random, 0, 1441);
    }
  for (guint i = 0; i < n_waits; i++)
    {
      CorCrossingWait *wait = cor_crossing_add_wait (crossing, NULL);

      wait->observed_utc_s = START_UTC_S + g_rand_int_range (random, -1500, 2000) * 60;
      wait->wait_min = (guint) g_rand_int_range (random, 0, 600);
    }
  cor_crossing_sort (crossing);

  return crossing;
}

/* Minute by minute: no mode gets more of an hour than the crossing is open to it, and all together
 * get what it is open to any, but for the part of a person that is lost where the modes change. */
static void
check_capacities (CorTimetable *timetable, const CorCrossing *crossing)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_slots (timetable, 0, &n_slots);

  for (guint hour = 0; hour < N_HOURS; hour++)
    {
      guint n_open = 0, n_by_modes[8] = { 0 }, n_people = 0, n_people_by_modes[8] = { 0 };
      guint n_changes = 0, last_modes = 0;

      for (guint minute = 0; minute < 60; minute++)
        {
          guint modes =
              cor_crossing_get_modes (crossing, START_UTC_S + hour * 3600 + (gint64) minute * 60);

          n_open += modes != 0;
          n_changes += modes != 0 && modes != last_modes;
          last_modes = modes != 0 ? modes : last_modes;
          n_by_modes[modes]++;
        }
      for (guint i = 0; i < n_slots; i++)
        if (slots[i].hour == hour)
          {
            n_people += slots[i].capacity_people;
            n_people_by_modes[slots[i].modes] += slots[i].capacity_people;
          }

      g_assert_cmpuint (n_people * 60, <=, n_open * crossing->capacity_people_per_h);
      g_assert_cmpuint (n_people + MAX (1, n_changes), >,
                        n_open * crossing->capacity_people_per_h / 60);
      for (guint i = 1; i < 8; i++)
        g_assert_cmpuint (n_people_by_modes[i] * 60, <=,
                          n_by_modes[i] * crossing->capacity_people_per_h);
    }
}

/* Minute by minute: whoever is there by the latest arrival is through by the hour, nobody later. */
static void
check_arrivals (CorTimetable *timetable, const CorCrossing *crossing)
{
  for (guint hour = 0; hour < N_HOURS; hour++)
    {
      gint64 hour_utc_s = START_UTC_S + hour * 3600;
      gint64 latest_utc_s = cor_timetable_get_latest_arrival_utc_s (timetable, 0, hour);

      for (gint64 time = hour_utc_s; time > latest_utc_s; time -= 60)
        g_assert_cmpint (time + cor_crossing_get_wait_min (crossing, time) * 60, >, hour_utc_s);
      g_assert_cmpint (latest_utc_s + cor_crossing_get_wait_min (crossing, latest_utc_s) * 60, <=,
                       hour_utc_s);
      if (hour > 0)
        g_assert_cmpint (latest_utc_s, >=,
                         cor_timetable_get_latest_arrival_utc_s (timetable, 0, hour - 1));
      g_assert_cmpuint (cor_timetable_find_hour (timetable, 0, latest_utc_s), <=, hour);
      if (hour + 1 < N_HOURS)
        g_assert_cmpuint (cor_timetable_find_hour (timetable, 0, latest_utc_s + 60), >, hour);
    }
}

static void
test_minute_by_minute (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
      g_autoptr (CorTimetable) timetable = NULL;

      g_ptr_array_add (crossings, make_random_crossing (random));
      timetable = cor_timetable_new (crossings, START_UTC_S, N_HOURS);

      g_assert_cmpuint (cor_timetable_get_n_hours (timetable), ==, N_HOURS);
      check_capacities (timetable, crossings->pdata[0]);
      check_arrivals (timetable, crossings->pdata[0]);
    }
}

static void
test_start_within_hour (void)
{
  g_autoptr (GPtrArray) crossings = g_ptr_array_new ();
  g_autoptr (CorTimetable) timetable = cor_timetable_new (crossings, START_UTC_S + 1800, 3);

  g_assert_cmpint (cor_timetable_get_hour_utc_s (timetable, 0), ==, START_UTC_S + 3600);
  g_assert_cmpuint (cor_timetable_get_n_hours (timetable), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/timetable/minute-by-minute", test_minute_by_minute);
  g_test_add_func ("/planner/timetable/start-within-hour", test_start_within_hour);

  return g_test_run ();
}
