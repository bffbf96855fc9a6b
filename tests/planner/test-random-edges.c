/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-quota.h"
#include "cor-test-grid.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * Random plans at the edges of what may be entered: households larger than every vehicle or hour,
 * with several in need; crossings, modes and vehicles that take nobody; hours that begin at any
 * minute; the nights in which clocks change; quotas that cross in time; columns of one. Each is
 * made twice: the second time a crossing takes half as many, and people were told of the first
 * plan. Every other one may give something up for later goals.
 */

#define N_PLANS 60u
#define HOUR COR_SECONDS_PER_HOUR

/* In the evening before clocks go forward, and back. */
#define SPRING_UTC_S G_GINT64_CONSTANT (1648317600)
#define AUTUMN_UTC_S G_GINT64_CONSTANT (1667066400)

static void
add_people (CorTestPlan *plan, GRand *random)
{
  guint n_towns = cor_test_draw (random, 1, 7);
  CorPosition last = cor_test_grid_get_position (1, 1);

  for (guint i = 0; i < n_towns; i++)
    {
      CorPosition position =
          cor_test_once_in (random, 4)
              ? last
              : cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                            cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS));
      CorId town = cor_test_plan_add_town (plan, "Town", position.lat_deg, position.lon_deg);
      guint n_households = cor_test_draw (random, 0, 9);

      last = position;
      for (guint j = 0; j < n_households; j++)
        {
          g_autofree char *hkey = g_strdup_printf ("household-%u-%u", i, j);
          CorId household = cor_id_from_key (hkey);
          guint n_members = cor_test_once_in (random, 2) ? 1 : cor_test_draw (random, 1, 6);
          gboolean car = cor_test_once_in (random, 2);
          for (guint k = 0; k < n_members; k++)
            {
              guint n = cor_test_once_in (random, 12)  ? cor_test_draw (random, 20, 80)
                        : cor_test_once_in (random, 2) ? 1
                                                       : cor_test_draw (random, 1, 8);
              CorPerson *person = cor_test_plan_add_people (plan, &town, n);
              g_autofree char *key = g_strdup_printf ("person-%u-%u-%u", i, j, k);

              person->record.id = cor_id_from_key (key);
              if (n_members > 1)
                person->household_id = household;
              person->car =
                  car && (k == 0 || cor_test_once_in (random, 3)) ? COR_ANSWER_YES : COR_ANSWER_NO;
              person->seat_wanted = cor_test_once_in (random, 10);
              person->priority = (CorPriority) cor_test_draw (random, 0, COR_N_PRIORITIES);
              if (cor_test_once_in (random, 3))
                person->needs =
                    cor_test_once_in (random, 2) ? COR_NEED_WHEELCHAIR : COR_NEED_STRETCHER;
              if (cor_test_once_in (random, 4))
                person->needs |= COR_NEED_OXYGEN;
              if (cor_test_once_in (random, 6))
                person->needs |= COR_NEED_INFANT;
              if (cor_test_once_in (random, 20))
                person->status = COR_STATUS_SAFE;
              if (cor_test_once_in (random, 6))
                person->ready_utc_s =
                    plan->settings->start_utc_s + (gint64) cor_test_draw (random, 0, 1500) * 60;
              if (person->car == COR_ANSWER_YES && cor_test_once_in (random, 3))
                person->free_seats = cor_test_draw (random, 1, 6);
            }
        }
    }
}

static void
add_border (CorTestPlan *plan, GRand *random)
{
  static const char *const countries[] = { "PL", "RO", "PL" };
  static const char *const zones[] = { "Europe/Warsaw", "Europe/Bucharest", "Europe/Warsaw" };

  for (guint i = 0; i < COR_TEST_GRID_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorPosition position = cor_test_grid_get_position (i + 1, 0);
      CorCrossing *crossing = cor_test_plan_add_crossing (
          plan, key, position.lat_deg, position.lon_deg,
          cor_test_once_in (random, 6)
              ? 0
              : cor_test_draw (random, 1, cor_test_once_in (random, 2) ? 8 : 60),
          cor_test_draw (random, 1, 8));

      g_strlcpy (crossing->country, countries[i], sizeof crossing->country);
      g_free (crossing->neighbour_zone);
      crossing->neighbour_zone = g_strdup (zones[i]);
      for (guint j = 0; j < COR_N_MODES; j++)
        if (cor_test_once_in (random, 3))
          crossing->capacity_by_mode_people_per_h[j] = cor_test_draw (random, 0, 20);
      if (cor_test_once_in (random, 4))
        crossing->reception_people_per_h = cor_test_draw (random, 0, 40);
      if (cor_test_once_in (random, 3))
        {
          CorCrossingWait *wait = cor_crossing_add_wait (crossing, NULL);

          wait->observed_utc_s =
              plan->settings->start_utc_s + ((gint64) cor_test_draw (random, 0, 2040) - 1440) * 60;
          wait->wait_min = cor_test_draw (random, 0, 300);
        }
      if (cor_test_once_in (random, 2))
        {
          CorCrossingInterval *interval = crossing->intervals->pdata[0];
          interval->opens_min = cor_test_draw (random, 0, 1440);
          interval->closes_min = cor_test_draw (random, 0, 1441);
        }
      for (guint j = cor_test_draw (random, 0, 3); j > 0; j--)
        {
          CorCrossingInterval *other = cor_crossing_add_interval (crossing, NULL);

          other->from_utc_s =
              plan->settings->start_utc_s + (gint64) cor_test_draw (random, 0, 900) * 60;
          other->until_utc_s = other->from_utc_s + (gint64) cor_test_draw (random, 1, 600) * 60;
          other->state = cor_test_once_in (random, 3) ? COR_CROSSING_CLOSED : COR_CROSSING_OPEN;
          other->modes = cor_test_draw (random, 1, 8);
          other->capacity_people_per_h =
              cor_test_once_in (random, 2) ? COR_UNLIMITED : cor_test_draw (random, 0, 40);
          other->by_officer = TRUE;
        }
      cor_crossing_sort (crossing);
    }
}

static void
add_vehicles (CorTestPlan *plan, GRand *random)
{
  guint n_kinds = cor_test_once_in (random, 3) ? 0 : cor_test_draw (random, 1, 5);

  for (guint i = 0; i < n_kinds; i++)
    {
      CorVehicle *vehicle =
          cor_vehicle_new (NULL, (CorVehicleKind) cor_test_draw (random, 0, COR_N_VEHICLE_KINDS));

      vehicle->n_vehicles = cor_test_draw (random, 1, 4);
      if (cor_test_once_in (random, 2))
        {
          vehicle->seats = cor_test_draw (random, 0, 20);
          vehicle->wheelchair_places = cor_test_draw (random, 0, 3);
          vehicle->stretcher_places = cor_test_draw (random, 0, 3);
        }
      vehicle->has_oxygen = cor_test_once_in (random, 2);
      vehicle->depot_position =
          cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                      cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS));
      vehicle->hands_over = cor_test_once_in (random, 3);
      vehicle->turnaround_min = cor_test_draw (random, 0, 90);
      vehicle->n_drivers = cor_test_draw (random, 1, 3);
      vehicle->driver_min = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 100, 700);
      vehicle->max_trips = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 1, 4);
      if (cor_test_once_in (random, 4))
        vehicle->available_from_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 0, 600) * 60;
      if (cor_test_once_in (random, 4))
        vehicle->available_until_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 600, 2000) * 60;
      cor_edit_put (plan->edit, vehicle);
    }
}

static void
add_quotas (CorTestPlan *plan, GRand *random)
{
  for (guint i = cor_test_draw (random, 0, 5); i > 0; i--)
    {
      CorQuota *quota = cor_quota_new (NULL, cor_test_once_in (random, 3) ? "RO" : "PL");

      quota->max_people = cor_test_once_in (random, 6) ? 0 : cor_test_draw (random, 1, 100);
      quota->is_daily = cor_test_once_in (random, 2);
      if (cor_test_once_in (random, 2))
        quota->from_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 0, 1200) * 60;
      if (cor_test_once_in (random, 2))
        quota->until_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 1201, 2400) * 60;
      cor_edit_put (plan->edit, quota);
    }
}

static void
add_corridors (CorTestPlan *plan, GRand *random)
{
  for (guint i = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 1, 4); i > 0; i--)
    {
      g_autoptr (CorGeometry) geometry = cor_test_grid_draw_row (random);
      CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);
      guint opens = cor_test_draw (random, 0, 1440);

      corridor->daily =
          (CorDaily){ opens, 1 + (opens + cor_test_draw (random, 30, 900)) % 1440, 0 };
      if (cor_test_once_in (random, 4))
        corridor->from_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 0, 600) * 60;
      if (cor_test_once_in (random, 4))
        corridor->until_utc_s =
            plan->settings->start_utc_s + (gint64) cor_test_draw (random, 601, 1800) * 60;
      corridor->modes = cor_test_draw (random, 1, 4);
      corridor->is_two_way = cor_test_once_in (random, 2);
      corridor->max_column_vehicles =
          cor_test_once_in (random, 3) ? 0 : cor_test_draw (random, 1, 4);
      corridor->min_spacing_min = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 1, 60);
      corridor->vehicles_per_h =
          cor_test_once_in (random, 2) ? COR_UNLIMITED : cor_test_draw (random, 0, 60);
      cor_edit_put (plan->edit, corridor);
    }
}

static CorTestPlan *
make_plan (guint32 seed)
{
  CorTestPlan *plan = cor_test_plan_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  plan->settings->horizon_h = cor_test_draw (random, 1, 45);
  if (cor_test_once_in (random, 3))
    plan->settings->start_utc_s = (cor_test_once_in (random, 2) ? SPRING_UTC_S : AUTUMN_UTC_S) -
                                  (gint64) cor_test_draw (random, 0, 10) * HOUR;
  if (cor_test_once_in (random, 3))
    plan->settings->start_utc_s += cor_test_draw (random, 1, 60) * 60;
  plan->settings->step_min = cor_test_once_in (random, 2) ? 15 : 5 * cor_test_draw (random, 1, 7);
  cor_test_grid_add_roads (plan);
  add_border (plan, random);
  add_people (plan, random);
  add_vehicles (plan, random);
  add_quotas (plan, random);
  add_corridors (plan, random);
  cor_test_grid_add_closures (plan, random);
  cor_test_add_tolerances (plan, seed);

  return plan;
}

/* The same people, told what was planned before, and less room for them. */
static CorSnapshot *
take_room (CorSnapshot *snapshot, guint32 seed)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  CorCrossing *less = cor_record_copy (crossings->pdata[seed % crossings->len]);

  less->capacity_people_per_h /= 2;
  cor_edit_put (edit, less);

  return cor_snapshot_apply (snapshot, edit, 2);
}

static guint
count_faults (guint32 seed)
{
  g_autoptr (CorTestPlan) plan = make_plan (seed);
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);
  g_autoptr (CorSnapshot) less = take_room (snapshot, seed);
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  guint n_faults = 0;
  g_autoptr (CorResult) first = cor_test_grid_plan (planner, snapshot, NULL, seed, &n_faults);
  g_autoptr (CorResult) second = cor_test_grid_plan (planner, less, first, seed, &n_faults);

  return n_faults;
}

static void
test_random_edges (void)
{
  cor_test_check_seeds (N_PLANS, count_faults);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/random-edges", test_random_edges);

  return g_test_run ();
}
