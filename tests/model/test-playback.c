/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-playback.h"

#include "cor-time.h"

#define START_UTC_S G_GINT64_CONSTANT (1645675200)
#define HOUR COR_SECONDS_PER_HOUR

static void
add_road (CorCorridor *corridor, guint distance_m, guint minutes)
{
  CorCorridorRoad *road = cor_corridor_road_new ();

  road->distance_m = distance_m;
  road->travel_time_ms = minutes * 60000;
  g_ptr_array_add (corridor->roads, road);
}

/* A hundred kilometres to the west: half of them within the first quarter of the drive. */
static CorCorridor *
make_corridor (void)
{
  const CorPosition points[] = { { 49.0, 25.0 }, { 49.0, 24.5 }, { 49.0, 24.0 } };
  CorCorridor *corridor = cor_corridor_new ();

  g_array_append_vals (corridor->points, points, G_N_ELEMENTS (points));
  add_road (corridor, 36500, 15);
  add_road (corridor, 36500, 45);

  return corridor;
}

static void
add_movement (CorResult *result, const char *crossing, guint n_people, gint64 depart_utc_s)
{
  CorMovement *movement = cor_movement_new ();

  movement->id = cor_id_from_key (crossing);
  movement->crossing_id = cor_id_from_key (crossing);
  movement->n_people = n_people;
  movement->depart_utc_s = depart_utc_s;
  movement->arrive_utc_s = depart_utc_s + HOUR;
  movement->pass_utc_s = depart_utc_s + 2 * HOUR;
  g_ptr_array_add (result->movements, movement);
  result->totals.n_assigned += n_people;
}

static CorResult *
make_result (void)
{
  CorResult *result = cor_result_new ();

  result->start_utc_s = START_UTC_S;
  g_ptr_array_add (result->corridors, make_corridor ());
  add_movement (result, "a", 60, START_UTC_S);
  add_movement (result, "a", 40, START_UTC_S + HOUR);
  result->totals.n_unserved = 7;

  return result;
}

static void
test_inside_falls_until_the_last_is_out (void)
{
  g_autoptr (CorResult) result = make_result ();
  g_autoptr (CorPlayback) playback = cor_playback_new (result);
  guint last = G_MAXUINT;

  g_assert_cmpint (cor_playback_get_begin_utc_s (playback), ==, START_UTC_S);
  g_assert_cmpint (cor_playback_get_end_utc_s (playback), ==, START_UTC_S + 4 * HOUR);
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S), ==, 107);
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S + 2 * HOUR), ==, 107);
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S + 5 * HOUR / 2), ==, 77);
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S + 3 * HOUR), ==, 47);
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S + 9 * HOUR), ==, 7);
  for (gint64 time = START_UTC_S; time < START_UTC_S + 5 * HOUR; time += 60)
    {
      guint n_inside = cor_playback_count_inside (playback, time);

      g_assert_cmpuint (n_inside, <=, last);
      last = n_inside;
    }
}

static void
test_columns_drive_at_the_speed_of_their_road (void)
{
  g_autoptr (CorResult) result = make_result ();
  g_autoptr (CorPlayback) playback = cor_playback_new (result);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CorPlaybackColumn));
  const CorPlaybackColumn *column;

  cor_playback_list_columns (playback, START_UTC_S - 1, columns);
  g_assert_cmpuint (columns->len, ==, 0);

  cor_playback_list_columns (playback, START_UTC_S + HOUR / 4, columns);
  g_assert_cmpuint (columns->len, ==, 1);
  column = &g_array_index (columns, CorPlaybackColumn, 0);
  g_assert_cmpuint (column->movement, ==, 0);
  g_assert_cmpuint (column->n_people, ==, 60);
  g_assert_cmpfloat_with_epsilon (column->position.lon_deg, 24.5, 0.001);

  cor_playback_list_columns (playback, START_UTC_S + HOUR - 1, columns);
  column = &g_array_index (columns, CorPlaybackColumn, 0);
  g_assert_cmpfloat_with_epsilon (column->position.lon_deg, 24.0, 0.001);

  cor_playback_list_columns (playback, START_UTC_S + 2 * HOUR, columns);
  g_assert_cmpuint (columns->len, ==, 0);
}

static void
test_queues_grow_and_pass (void)
{
  g_autoptr (CorResult) result = make_result ();
  g_autoptr (CorPlayback) playback = cor_playback_new (result);
  g_autoptr (GArray) queues = g_array_new (FALSE, FALSE, sizeof (CorPlaybackQueue));
  static const struct
  {
    gint64 after_s;
    guint n_people;
  } cases[] = {
    { HOUR - 1, 0 },      { HOUR, 60 },         { 2 * HOUR, 100 },
    { 5 * HOUR / 2, 70 }, { 7 * HOUR / 2, 20 }, { 4 * HOUR, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cor_playback_list_queues (playback, START_UTC_S + cases[i].after_s, queues);
      g_assert_cmpuint (queues->len, ==, cases[i].n_people > 0);
      if (queues->len > 0)
        g_assert_cmpuint (g_array_index (queues, CorPlaybackQueue, 0).n_people, ==,
                          cases[i].n_people);
    }
}

static void
test_an_empty_plan_is_over_at_once (void)
{
  g_autoptr (CorResult) result = cor_result_new ();
  g_autoptr (CorPlayback) playback = cor_playback_new (result);

  g_assert_cmpint (cor_playback_get_begin_utc_s (playback), ==,
                   cor_playback_get_end_utc_s (playback));
  g_assert_cmpuint (cor_playback_count_inside (playback, START_UTC_S), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/playback/inside-falls-until-the-last-is-out",
                   test_inside_falls_until_the_last_is_out);
  g_test_add_func ("/model/playback/columns-drive-at-the-speed-of-their-road",
                   test_columns_drive_at_the_speed_of_their_road);
  g_test_add_func ("/model/playback/queues-grow-and-pass", test_queues_grow_and_pass);
  g_test_add_func ("/model/playback/an-empty-plan-is-over-at-once",
                   test_an_empty_plan_is_over_at_once);

  return g_test_run ();
}
