/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-agreed-corridor.h"
#include "cor-reason.h"
#include "cor-test-plan.h"
#include "cor-time.h"
#include "cor-vehicle.h"

#define HOUR COR_SECONDS_PER_HOUR
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* A town in the east, a road of an hour to a bridge, the bridge of ten minutes, and an hour to a
 * crossing that takes any number. Coaches take half as long again. The plan begins at six in Kyiv.
 */
typedef struct
{
  CorTestPlan *plan;
  CorCrossing *crossing;
  CorId town_id;
} Town;

static const CorPosition bridge_east = { 50.0, 25.0 };
static const CorPosition bridge_west = { 50.0, 24.9 };

static void
set_up (Town *town, gconstpointer user_data)
{
  guint32 nodes[4];
  CorNewPlace place = { .crossing = "west" };

  town->plan = cor_test_plan_new ();
  nodes[0] = cor_test_plan_add_node (town->plan, "Town", 50.0, 26.0);
  nodes[1] = cor_test_plan_add_node (town->plan, "East bank", 50.0, 25.0);
  nodes[2] = cor_test_plan_add_node (town->plan, "West bank", 50.0, 24.9);
  nodes[3] = cor_test_plan_add_node (town->plan, "West", 50.0, 24.0);
  cor_network_builder_add_place (town->plan->builder, nodes[3], &place);
  cor_test_plan_add_leg (town->plan, nodes[0], nodes[1], 60);
  cor_test_plan_add_leg (town->plan, nodes[1], nodes[2], 10);
  cor_test_plan_add_leg (town->plan, nodes[2], nodes[3], 60);
  town->town_id = cor_test_plan_add_town (town->plan, "Town", 50.0, 26.0);
  town->crossing = cor_test_plan_add_crossing (town->plan, "west", 50.0, 24.0, 10000, ALL_MODES);
}

static void
tear_down (Town *town, gconstpointer user_data)
{
  cor_test_plan_free (town->plan);
}

/* So many households of four, each with a car, which the settings count as two. */
static void
add_cars (Town *town, guint n_households)
{
  for (guint i = 0; i < n_households; i++)
    cor_test_plan_add_people (town->plan, &town->town_id, 4)->car = COR_ANSWER_YES;
}

static CorGeometry *
new_line (const CorPosition *points, guint n_points)
{
  CorGeometry *geometry = cor_geometry_new ();

  cor_geometry_add_part (geometry, COR_PART_LINE, points, n_points);

  return geometry;
}

static CorClosure *
add_limit (Town *town, guint vehicles_per_h)
{
  CorPosition line[] = { bridge_east, bridge_west };
  g_autoptr (CorGeometry) geometry = new_line (line, G_N_ELEMENTS (line));
  CorClosure *limit = cor_closure_new (NULL, geometry);

  limit->closure = COR_CLOSURE_ROAD;
  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = vehicles_per_h;
  cor_edit_put (town->plan->edit, limit);

  return limit;
}

static CorAgreedCorridor *
add_corridor (Town *town, CorPosition from, CorPosition to)
{
  CorPosition line[] = { from, to };
  g_autoptr (CorGeometry) geometry = new_line (line, G_N_ELEMENTS (line));
  CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);

  g_free (corridor->label);
  corridor->label = g_strdup ("Green road");
  cor_edit_put (town->plan->edit, corridor);

  return corridor;
}

static guint
count_vehicles (const CorMovement *movement)
{
  return (movement->n_with_car * 10 + 24) / 25 +
         (movement->n_people - movement->n_with_car + 44) / 45;
}

/* Vehicles of all movements that enter a corridor at a time. */
static guint
count_column (const CorResult *result, gint64 enter_utc_s)
{
  guint n_vehicles = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      if (movement->enter_utc_s->len > 0 &&
          g_array_index (movement->enter_utc_s, gint64, 0) == enter_utc_s)
        n_vehicles += count_vehicles (movement);
    }

  return n_vehicles;
}

static void
test_limit_of_vehicles (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_limit (town, 40);
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);

  /* Eighty cars of two and a half people, ten in a quarter of an hour: six households. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (count_vehicles (movement), <=, 10);
    }
  g_assert_cmpuint (result->movements->len, ==, 9);
}

/* A limit that is in force from nine to ten only lets all others pass at once. */
static void
test_limit_in_its_hours (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *limit = add_limit (town, 8);

  limit->daily = (CorDaily){ 9 * 60, 10 * 60, 0 };
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);

  /* They start at six, at seven they are at the bridge. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  g_assert_cmpuint (result->movements->len, ==, 1);

  g_clear_pointer (&result, cor_result_unref);
  limit->daily = (CorDaily){ 5 * 60, 10 * 60, 0 };
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  g_assert_cmpuint (result->movements->len, >, 1);
}

/* Nobody is counted who drives over the bridge the other way. */
static void
test_limit_in_its_direction (Town *town, gconstpointer user_data)
{
  CorPosition back[] = { bridge_west, bridge_east };
  g_autoptr (CorGeometry) geometry = new_line (back, G_N_ELEMENTS (back));
  g_autoptr (CorResult) result = NULL;
  CorClosure *limit = cor_closure_new (NULL, geometry);

  limit->closure = COR_CLOSURE_ROAD;
  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = 40;
  cor_edit_put (town->plan->edit, limit);
  add_cars (town, 50);
  for (guint i = 0; i < 2; i++)
    {
      limit->direction = i == 0 ? COR_RESTRICTION_FORWARD : COR_RESTRICTION_BOTH_WAYS;
      result = cor_test_plan_compute (town->plan);
      g_assert_cmpuint (result->totals.n_assigned, ==, 200);
      g_assert_cmpuint (result->movements->len, ==, i == 0 ? 1 : 9);
      g_clear_pointer (&result, cor_result_unref);
    }
}

/* So many vehicles an hour drive into the place at the bridge; who lives there drives out as they
 * like. */
static void
test_limit_of_an_area (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorResult) at_home = NULL;
  CorClosure *limit = cor_test_plan_add_area (town->plan, "Place", 49.95, 24.95, 50.05, 25.05);

  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = 40;
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  g_assert_cmpuint (result->movements->len, ==, 9);

  town->town_id =
      cor_test_plan_add_town (town->plan, "Bridge", bridge_east.lat_deg, bridge_east.lon_deg);
  add_cars (town, 50);
  at_home = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (at_home->totals.n_assigned, ==, 400);
  g_assert_cmpuint (at_home->movements->len, ==, 10);
}

static void
test_corridor_keeps_columns (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  corridor->daily = (CorDaily){ 9 * 60, 21 * 60, 0 };
  corridor->max_column_vehicles = 10;
  corridor->min_spacing_min = 30;
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 enter_utc_s;

      g_assert_cmpuint (movement->corridor_ids->len, ==, 1);
      g_assert_cmpuint (movement->enter_utc_s->len, ==, 1);
      enter_utc_s = g_array_index (movement->enter_utc_s, gint64, 0);
      g_assert_true (cor_agreed_corridor_is_open (corridor, enter_utc_s));
      g_assert_cmpuint (count_column (result, enter_utc_s), <=, 10);
      g_assert_cmpuint (count_column (result, enter_utc_s + 900), ==, 0);
    }
}

static gboolean
is_closed_out (const CorResult *result, guint n_people, CorReason reason, const CorId *related_id)
{
  guint n_left = 0;

  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      if (unserved->reason == reason && cor_id_equal (&unserved->related_id, related_id))
        n_left += unserved->n_people;
    }

  return n_left == n_people && result->totals.n_unserved == n_people;
}

/* Whatever is closed around it, an agreed corridor is open in its hours. */
static void
test_corridor_through_closed_area (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_area (town->plan, "Front", 49.9, 24.8, 50.1, 25.1);
  add_cars (town, 5);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_clear_pointer (&result, cor_result_unref);

  /* The area touches the roads to and from the bridge as well. */
  add_corridor (town, bridge_east, bridge_west);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_clear_pointer (&result, cor_result_unref);

  add_corridor (town, (CorPosition){ 50.0, 26.0 }, (CorPosition){ 50.0, 24.0 });
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
}

/* Who lives on the corridor joins it there, though the town lies in a closed area. */
static void
test_town_in_closed_area (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_area (town->plan, "Siege", 49.9, 25.9, 50.1, 26.1);
  add_cars (town, 5);
  add_corridor (town, (CorPosition){ 50.0, 26.0 }, bridge_east);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
}

static void
test_corridor_for_coaches (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  corridor->modes = COR_MODE_COACH;
  corridor->max_column_vehicles = 2;
  corridor->vehicles_per_h = 4;
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpuint (((CorMovement *) result->movements->pdata[i])->n_with_car, ==, 0);
}

/* A quarter of an hour by coach and its rounding do not fit into ten minutes. */
static void
test_window_shorter_than_drive (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  corridor->daily = (CorDaily){ 12 * 60, 12 * 60 + 10, 0 };
  add_cars (town, 5);
  result = cor_test_plan_compute (town->plan);
  g_assert_true (is_closed_out (result, 20, COR_REASON_ROAD_FULL, &corridor->record.id));
}

static void
test_too_little_room (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  town->plan->settings->horizon_h = 12;
  corridor->daily = (CorDaily){ 9 * 60, 10 * 60, 0 };
  corridor->max_column_vehicles = 10;
  corridor->min_spacing_min = 30;
  add_cars (town, 20);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 48);
  g_assert_true (is_closed_out (result, 32, COR_REASON_ROAD_FULL, &corridor->record.id));
}

static void
add_night (Town *town, CorPosition from, CorPosition to)
{
  CorPosition line[] = { from, to };
  g_autoptr (CorGeometry) geometry = new_line (line, G_N_ELEMENTS (line));
  CorClosure *night = cor_closure_new (NULL, geometry);

  g_free (night->label);
  night->label = g_strdup ("Curfew");
  night->closure = COR_CLOSURE_ROAD;
  night->daily = (CorDaily){ 20 * 60, 8 * 60, 0 };
  cor_edit_put (town->plan->edit, night);
}

/* The roads to the bridge and on from it are closed at night: from eight in the evening to eight in
 * the morning, which is when the plan begins and two hours more. The corridor over the bridge is
 * reached by day. */
static void
test_curfew_around_corridor (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  gint64 eight_utc_s = COR_TEST_START_UTC_S + 2 * HOUR;
  g_autoptr (CorResult) result = NULL;
  guint n_days = 0;

  add_night (town, (CorPosition){ 50.0, 26.0 }, bridge_east);
  add_night (town, bridge_west, (CorPosition){ 50.0, 24.0 });
  corridor->daily = (CorDaily){ 6 * 60, 22 * 60, 0 };
  corridor->max_column_vehicles = 4;
  corridor->min_spacing_min = 90;
  add_cars (town, 20);
  result = cor_test_plan_compute (town->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 80);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 into_day_s = (movement->depart_utc_s - eight_utc_s) % (24 * HOUR);

      g_assert_cmpint (movement->depart_utc_s, >=, eight_utc_s);
      g_assert_cmpint (into_day_s, <, 12 * HOUR);
      g_assert_cmpint (into_day_s + movement->arrive_utc_s - movement->depart_utc_s, <=, 12 * HOUR);
      n_days = MAX (n_days, (guint) ((movement->depart_utc_s - eight_utc_s) / (24 * HOUR)) + 1);
    }
  g_assert_cmpuint (n_days, ==, 2);
}

/* Who is closed in until a time goes then, and who cannot be there before the road closes does not
 * go that day. */
static void
test_road_opens_and_closes (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  CorClosure *opens = cor_test_plan_add_area (town->plan, "Fighting", 49.9, 25.4, 50.1, 25.6);
  CorClosure *closes = cor_test_plan_add_area (town->plan, "Storm", 49.9, 24.3, 50.1, 24.5);
  g_autoptr (CorResult) result = NULL;

  opens->until_utc_s = COR_TEST_START_UTC_S + 3 * HOUR;
  closes->from_utc_s = COR_TEST_START_UTC_S + 8 * HOUR;
  corridor->max_column_vehicles = 2;
  corridor->min_spacing_min = 55;
  add_cars (town, 10);
  result = cor_test_plan_compute (town->plan);

  /* From nine on by car to ten at the bridge; over it by 14:00 less an hour. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 3 * 4);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpint (movement->depart_utc_s, >=, opens->until_utc_s);
      g_assert_cmpint (movement->arrive_utc_s, <=, closes->from_utc_s);
    }
}

/* Cars and coaches share the places of a column. */
static void
test_mixed_column (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  corridor->max_column_vehicles = 5;
  corridor->min_spacing_min = 45;
  add_cars (town, 12);
  for (guint i = 0; i < 200; i++)
    cor_test_plan_add_people (town->plan, &town->town_id, 3);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 648);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (count_column (result, g_array_index (movement->enter_utc_s, gint64, 0)), <=,
                        5);
    }
}

/* Whoever has to wait is told for what. */
static void
test_reasons (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorResult) result = NULL;
  g_autofree char *text = NULL;
  guint n_by_kind[COR_N_BINDING_KINDS] = { 0 };

  town->plan->settings->horizon_h = 12;
  corridor->daily = (CorDaily){ 9 * 60, 10 * 60, 0 };
  corridor->max_column_vehicles = 10;
  corridor->min_spacing_min = 30;
  add_cars (town, 20);
  result = cor_test_plan_compute (town->plan);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      const CorBinding *reason = &g_array_index (movement->reasons, CorBinding, 0);

      g_assert_cmpuint (movement->reasons->len, >=, 1);
      g_assert_true (cor_id_equal (&reason->related_id, &corridor->record.id));
      g_assert_cmpint (reason->time_utc_s, ==, g_array_index (movement->enter_utc_s, gint64, 0));
      n_by_kind[reason->kind]++;
    }
  g_assert_cmpuint (n_by_kind[COR_BINDING_CORRIDOR_HOURS], ==, 1);
  g_assert_cmpuint (n_by_kind[COR_BINDING_CORRIDOR_CAPACITY], ==, 1);

  snapshot = cor_test_plan_finish (town->plan);
  text = cor_reason_describe (result->unserved->pdata[0], snapshot);
  g_assert_nonnull (
      strstr (text, "“Green road” (columns of 10 vehicles, 30 min apart, 09:00 to 10:00)"));
}

static const CorWorth *
find_worth (const CorResult *result, CorBindingKind kind)
{
  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorWorth *worth = &g_array_index (result->worths, CorWorth, i);

      if (worth->limit.kind == kind)
        return worth;
    }

  g_assert_not_reached ();
}

/* Two columns of 25 people in ten cars each can enter; an hour more lets two more of them in, two
 * vehicles more five people each. What is promised comes true. */
static void
test_corridor_is_worth_people (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;
  const CorWorth *hours, *column;
  const CorUnserved *unserved;

  town->plan->settings->horizon_h = 12;
  corridor->daily = (CorDaily){ 9 * 60, 10 * 60, 0 };
  corridor->max_column_vehicles = 10;
  corridor->min_spacing_min = 30;
  add_cars (town, 20);
  result = cor_test_plan_compute (town->plan);

  hours = find_worth (result, COR_BINDING_CORRIDOR_HOURS);
  g_assert_true (cor_id_equal (&hours->limit.related_id, &corridor->record.id));
  g_assert_cmpuint (hours->limit.amount, ==, 1);
  g_assert_cmpuint (hours->n_people, ==, 30);
  column = find_worth (result, COR_BINDING_CORRIDOR_COLUMN);
  g_assert_cmpuint (column->limit.amount, ==, 2);
  g_assert_cmpuint (column->n_people, ==, 10);
  unserved = result->unserved->pdata[0];
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_CORRIDOR_HOURS);
  g_assert_cmpuint (unserved->remedy.amount, ==, 1);
  g_clear_pointer (&result, cor_result_unref);

  corridor->daily.until_min += 60;
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 80);
  g_assert_cmpuint (result->unserved->len, ==, 0);
}

/* Forty vehicles an hour take 100 people, the last of 160 in the seventh column; forty-eight 120,
 * the last in the sixth, which is an hour sooner at the crossing. */
static void
test_limit_is_worth_time (Town *town, gconstpointer user_data)
{
  CorClosure *limit = add_limit (town, 40);
  g_autoptr (CorResult) result = NULL;
  const CorWorth *worth;
  double clearance_h;
  guint n_told = 0;

  add_cars (town, 40);
  result = cor_test_plan_compute (town->plan);
  worth = find_worth (result, COR_BINDING_ROAD_LIMIT);
  g_assert_true (cor_id_equal (&worth->limit.related_id, &limit->record.id));
  g_assert_cmpuint (worth->limit.amount, ==, 8);
  g_assert_cmpint (worth->limit.worth_min, ==, 60);
  g_assert_cmpint (worth->person_s, >, 0);
  for (guint i = 0; i < result->movements->len; i++)
    {
      GArray *reasons = ((CorMovement *) result->movements->pdata[i])->reasons;
      const CorBinding *reason = &g_array_index (reasons, CorBinding, 0);

      g_assert_cmpuint (reasons->len, ==, 1);
      if (reason->kind != COR_BINDING_ROAD_LIMIT)
        continue;
      g_assert_cmpuint (reason->amount, ==, 8);
      g_assert_cmpint (reason->worth_min, ==, 60);
      n_told++;
    }
  g_assert_cmpuint (n_told, >, 0);
  clearance_h = result->totals.clearance_h;
  g_clear_pointer (&result, cor_result_unref);

  limit->limit_vehicles_per_h += 8;
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpfloat (result->totals.clearance_h, ==, clearance_h - 1.0);
}

/* The crossing behind the lane is what is full: the lane is worth nothing, it is. */
static void
test_crossing_behind_lane (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorWorth *worth;

  add_limit (town, 400);
  town->crossing->capacity_people_per_h = 60;
  add_cars (town, 50);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->worths->len, ==, 1);
  worth = find_worth (result, COR_BINDING_CROSSING_CAPACITY);
  g_assert_true (cor_id_equal (&worth->limit.related_id, &town->crossing->record.id));
  g_assert_cmpint (worth->person_s, >, 0);
}

/* A road that ends in a field is no corridor, but it is not for everybody either. */
static void
test_corridor_off_the_roads (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, (CorPosition){ 50.4, 24.9 });
  g_autoptr (CorResult) result = NULL;

  add_cars (town, 5);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
  g_assert_cmpuint (result->closures_without_road->len, ==, 1);
  g_assert_true (cor_id_equal (&g_array_index (result->closures_without_road, CorId, 0),
                               &corridor->record.id));
}

/* A corridor on a limited bridge keeps to both. */
static void
test_corridor_over_limit (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town, bridge_east, bridge_west);
  g_autoptr (CorResult) result = NULL;

  add_limit (town, 20);
  corridor->max_column_vehicles = 20;
  add_cars (town, 30);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 120);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (count_column (result, g_array_index (movement->enter_utc_s, gint64, 0)), <=,
                        5);
    }
}

/* The first corridor is open by night, the second by day. */
static void
test_two_corridors (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *first = add_corridor (town, (CorPosition){ 50.0, 26.0 }, bridge_east);
  CorAgreedCorridor *second = add_corridor (town, bridge_west, (CorPosition){ 50.0, 24.0 });
  g_autoptr (CorResult) result = NULL;

  first->daily = (CorDaily){ 20 * 60, 6 * 60, 0 };
  second->daily = (CorDaily){ 8 * 60, 18 * 60, 0 };
  add_cars (town, 5);
  result = cor_test_plan_compute (town->plan);
  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (movement->corridor_ids->len, ==, 2);
      g_assert_true (
          cor_agreed_corridor_is_open (first, g_array_index (movement->enter_utc_s, gint64, 0)));
      g_assert_true (
          cor_agreed_corridor_is_open (second, g_array_index (movement->enter_utc_s, gint64, 1)));
    }
}

#define ADD(path, test) g_test_add ("/planner/lanes/" path, Town, NULL, set_up, test, tear_down)

/* Two small vehicles where one fits into a column go in two columns, whatever is taken of vehicles
 * as a rule: the others are too far away. */
static void
test_vehicles_in_columns (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorVehicle *large = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorVehicle *small = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  large->n_vehicles = small->n_vehicles = 2;
  large->seats = 49;
  small->seats = 8;
  large->depot_position = bridge_east;
  large->available_from_utc_s = COR_TEST_START_UTC_S + 100 * HOUR;
  small->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (town->plan->edit, large);
  cor_edit_put (town->plan->edit, small);
  add_corridor (town, bridge_east, bridge_west)->max_column_vehicles = 1;
  for (guint i = 0; i < 4; i++)
    cor_test_plan_add_people (town->plan, &town->town_id, 4)->car = COR_ANSWER_NO;
  result = cor_test_plan_compute (town->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 16);
  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpuint (((CorMovement *) result->movements->pdata[i])->vehicles->len, ==, 1);
}

/* More people than a column ever takes stay rather than go in parts. */
static void
test_household_longer_than_column (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_corridor (town, bridge_east, bridge_west)->max_column_vehicles = 1;
  cor_test_plan_add_people (town->plan, &town->town_id, 60)->car = COR_ANSWER_NO;
  cor_test_plan_add_people (town->plan, &town->town_id, 40)->car = COR_ANSWER_NO;
  result = cor_test_plan_compute (town->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 40);
  g_assert_cmpuint (result->totals.n_unserved, ==, 60);
}

/* Where a corridor is the only road that is left, nobody is led over land beside it to the next. */
static void
test_only_road_is_corridor (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPosition line[] = { { 50.2, 26.0 }, { 50.0, 26.0 } };
  g_autoptr (CorGeometry) geometry = new_line (line, G_N_ELEMENTS (line));
  CorClosure *closure = cor_closure_new (NULL, geometry);
  guint32 side = cor_test_plan_add_node (town->plan, "Side", 50.2, 26.0);
  CorAgreedCorridor *corridor = add_corridor (town, (CorPosition){ 50.0, 26.0 }, bridge_east);

  /* From the town north, and on from there to the bridge. */
  cor_test_plan_add_leg (town->plan, 0, side, 20);
  cor_test_plan_add_leg (town->plan, side, 1, 60);
  closure->closure = COR_CLOSURE_ROAD;
  cor_edit_put (town->plan->edit, closure);
  town->plan->settings->horizon_h = 10;
  corridor->from_utc_s = COR_TEST_START_UTC_S + 24 * HOUR;
  add_cars (town, 3);
  result = cor_test_plan_compute (town->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_assert_cmpuint (result->totals.n_unserved, ==, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("limit", test_limit_of_vehicles);
  ADD ("limit-in-its-hours", test_limit_in_its_hours);
  ADD ("limit-in-its-direction", test_limit_in_its_direction);
  ADD ("limit-of-an-area", test_limit_of_an_area);
  ADD ("columns", test_corridor_keeps_columns);
  ADD ("closed-area", test_corridor_through_closed_area);
  ADD ("town-in-closed-area", test_town_in_closed_area);
  ADD ("coaches-only", test_corridor_for_coaches);
  ADD ("short-window", test_window_shorter_than_drive);
  ADD ("too-little-room", test_too_little_room);
  ADD ("curfew", test_curfew_around_corridor);
  ADD ("opens-and-closes", test_road_opens_and_closes);
  ADD ("mixed-column", test_mixed_column);
  ADD ("reasons", test_reasons);
  ADD ("corridor-worth", test_corridor_is_worth_people);
  ADD ("limit-worth", test_limit_is_worth_time);
  ADD ("crossing-worth", test_crossing_behind_lane);
  ADD ("off-the-roads", test_corridor_off_the_roads);
  ADD ("corridor-over-limit", test_corridor_over_limit);
  ADD ("two-corridors", test_two_corridors);
  ADD ("vehicles-in-columns", test_vehicles_in_columns);
  ADD ("household-longer-than-column", test_household_longer_than_column);
  ADD ("only-road-is-corridor", test_only_road_is_corridor);

  return g_test_run ();
}
