/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times the planner on the roads that ship:
 * bench-planner [CLUSTERS [CROSSINGS [HOURS [PEOPLE [LIMITS [QUOTA [VEHICLES [STOPS]]]]]]]]; with
 * QUOTA every country takes so many people a day and five times as many in all. For each edit: when
 * the first plan was told that is made anew, and the one that begins with the plan before the edit;
 * the gap that each states, and by how much its person-time is over that of the best plan, or how
 * many people it leaves more; then the best plan, and the longest that the work could not have been
 * stopped. With STOPS instead how long it took to come back when it was stopped at so many moments
 * all over its work. */

#include <stdlib.h>
#include <time.h>

#include "cor-test-plan.h"
#include "cor-data-dir.h"
#include "cor-quota.h"
#include "cor-time.h"
#include "cor-vehicle.h"

#define N_ROUNDS 3

static const char *const countries[] = { "PL", "SK", "HU", "RO", "MD" };

static guint
get_argument (int argc, char **argv, int index, guint otherwise)
{
  return argc > index ? (guint) atoi (argv[index]) : otherwise;
}

static CorNetwork *
load_network (void)
{
  g_autofree char *nodes = cor_data_dir_build_path ("roads/nodes.tsv");
  g_autofree char *legs = cor_data_dir_build_path ("roads/legs.tsv");
  g_autoptr (GError) error = NULL;
  CorNetwork *network = cor_network_new_from_tables (nodes, legs, &error);

  g_assert_no_error (error);

  return network;
}

static void
add_crossings (CorTestPlan *plan, guint n_crossings)
{
  guint n_added = 0;

  for (guint32 i = 0; i < cor_network_get_n_nodes (plan->network) && n_added < n_crossings; i++)
    {
      const char *key = cor_network_get_node_crossing (plan->network, i);
      CorPosition position = cor_network_get_node_position (plan->network, i);
      CorCrossing *crossing;

      if (key == NULL || key[0] == '\0')
        continue;
      crossing = cor_test_plan_add_crossing (
          plan, key, position.lat_deg, position.lon_deg, 20 + n_added % 5 * 10,
          n_added % 3 == 0 ? COR_MODE_CAR : (guint) (COR_MODE_CAR | COR_MODE_COACH));
      g_strlcpy (crossing->country, countries[n_added % G_N_ELEMENTS (countries)],
                 sizeof crossing->country);
      n_added++;
    }
  g_print ("%u crossings, ", n_added);
}

static void
add_clusters (CorTestPlan *plan, guint n_clusters, guint n_people)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_clusters; i++)
    {
      guint32 node =
          (guint32) g_rand_int_range (random, 0, (int) cor_network_get_n_nodes (plan->network));
      CorPosition position = cor_network_get_node_position (plan->network, node);
      CorId town = cor_test_plan_add_town (plan, "Town", position.lat_deg + 0.01, position.lon_deg);
      guint n_here =
          (guint) ((double) n_people / n_clusters * g_rand_double_range (random, 0.1, 1.9));

      for (guint j = 0; j < n_here; j += 2)
        {
          CorPerson *person = cor_test_plan_add_people (plan, &town, 2);

          person->car = g_rand_int_range (random, 0, 3) == 0 ? COR_ANSWER_YES : COR_ANSWER_NO;
        }
    }
}

/* Main roads that take so many vehicles an hour, spread over the country. */
static void
add_limits (CorTestPlan *plan, guint n_limits)
{
  guint n_legs = cor_network_get_n_legs (plan->network), n_added = 0;

  for (guint32 i = 0; i < n_legs && n_added < n_limits; i++)
    {
      g_autoptr (CorGeometry) geometry = cor_geometry_new ();
      CorPosition ends[2];
      CorClosure *limit;
      CorLeg leg;

      cor_network_get_leg (plan->network, i, &leg);
      if (leg.road_class > COR_ROAD_CLASS_PRIMARY || i < n_added * (n_legs / n_limits))
        continue;
      ends[0] = cor_network_get_node_position (plan->network, leg.from_node);
      ends[1] = cor_network_get_node_position (plan->network, leg.to_node);
      cor_geometry_add_part (geometry, COR_PART_LINE, ends, 2);
      limit = cor_closure_new (NULL, geometry);
      limit->closure = COR_CLOSURE_ROAD;
      limit->effect = COR_RESTRICTION_LIMIT;
      limit->limit_vehicles_per_h = 60;
      cor_edit_put (plan->edit, limit);
      n_added++;
    }
  g_print ("%u limited roads, ", n_added);
}

/* Of each country so many people a day, and five times as many in all. */
static void
add_quotas (CorTestPlan *plan, guint max_people)
{
  for (guint i = 0; i < G_N_ELEMENTS (countries) && max_people > 0; i++)
    for (guint j = 0; j < 2; j++)
      {
        CorQuota *quota = cor_quota_new (NULL, countries[i]);

        quota->is_daily = j == 0;
        quota->max_people = quota->is_daily ? max_people : 5 * max_people;
        cor_edit_put (plan->edit, quota);
      }
}

/* Coaches at four depots. */
static void
add_vehicles (CorTestPlan *plan, guint n_vehicles)
{
  static const CorPosition depots[] = {
    { 50.45, 30.52 }, { 49.84, 24.03 }, { 49.23, 28.47 }, { 46.48, 30.73 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (depots) && n_vehicles > 0; i++)
    {
      CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

      vehicle->n_vehicles = n_vehicles / G_N_ELEMENTS (depots);
      vehicle->depot_position = depots[i];
      cor_edit_put (plan->edit, vehicle);
    }
}

/* Time of the planner's thread on the processor: what else runs on the machine does not count, nor
 * what is freed meanwhile. */
static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* When plans came, and how long the work could not be stopped. */
typedef struct
{
  gint64 begin_us;
  gint64 first_us;
  CorResult *first;
  guint n_previews;
  guint n_polls;
  gint64 polled_us;
  gint64 longest_us;
  guint stop_at; /* stopped after so many polls; 0: never */
  GCancellable *cancellable;
  gint64 stopped_us;
} Watch;

static void
preview_cb (CorResult *preview, gpointer user_data)
{
  Watch *watch = user_data;

  watch->n_previews++;
  if (watch->first != NULL)
    return;
  watch->first_us = get_cpu_us ();
  watch->first = cor_result_ref (preview);
}

static void
poll_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now_us = get_cpu_us ();

  watch->longest_us = MAX (watch->longest_us, now_us - watch->polled_us);
  watch->polled_us = now_us;
  watch->n_polls++;
  if (watch->n_polls == watch->stop_at + 1 && watch->stop_at > 0)
    g_cancellable_cancel (watch->cancellable);
  if (watch->n_polls == watch->stop_at)
    watch->stopped_us = now_us;
}

static gint64
count_left (const CorResult *result)
{
  gint64 n_left = 0;

  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    n_left += result->left_by_priority[i];

  return n_left;
}

static void
print_first (const char *name, const char *how, const Watch *watch, const CorResult *best)
{
  double over;

  if (watch->first == NULL)
    return;

  over = (double) watch->first->objective[COR_OBJECTIVE_PERSON_TIME] /
             (double) MAX (1, best->objective[COR_OBJECTIVE_PERSON_TIME]) -
         1.0;
  g_print ("%-16s %7.1f ms %s: gap %.2f %%, %.2f %% over the best, leaves %+d, %.0f h\n", name,
           (double) (watch->first_us - watch->begin_us) / 1000.0, how, watch->first->gap * 100.0,
           over * 100.0, (int) (count_left (watch->first) - count_left (best)),
           watch->first->totals.clearance_h);
}

static CorResult *
compute (CorPlanner *planner, CorSnapshot *snapshot, const CorPlanBasis *basis, Watch *watch)
{
  CorPlannerListener listener = { preview_cb, watch, COR_PLANNER_MUCH_WORK, basis };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  CorResult *result;

  watch->cancellable = cancellable;
  watch->begin_us = get_cpu_us ();
  watch->polled_us = watch->begin_us;
  cor_progress_watch_polls (progress, poll_cb, watch);
  result = cor_planner_compute_anytime (planner, snapshot, NULL, &listener, progress, NULL);
  poll_cb (watch);

  return result;
}

/* The first plan and the best, by a planner that has seen the plan before the edit, or is new. */
static void
time_case (CorTestPlan *plan, const char *name, CorSnapshot *before, CorSnapshot *after)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  g_autoptr (CorResult) old =
      before != NULL ? cor_planner_compute (planner, before, NULL, NULL) : NULL;
  g_autoptr (CorPlanBasis) basis = old != NULL ? cor_plan_basis_new (old) : NULL;
  g_autoptr (CorResult) best = NULL;
  Watch anew = { 0 }, based = { 0 };

  best = compute (planner, after, NULL, &anew);
  print_first (name, "anew    ", &anew, best);
  if (basis != NULL)
    {
      g_autoptr (CorResult) again = cor_planner_compute (planner, before, NULL, NULL);
      g_autoptr (CorResult) same = compute (planner, after, basis, &based);

      g_assert_cmpuint (same->movements->len, ==, best->movements->len);
      print_first (name, "repaired", &based, best);
    }
  g_print ("%-16s %7.1f ms best    : gap %.2f %%, %u movements, %u corridors, %u unserved, %.0f h, "
           "%u plans before; cancel %.1f ms\n",
           name, (double) (anew.polled_us - anew.begin_us) / 1000.0, best->gap * 100.0,
           best->movements->len, best->corridors->len, best->totals.n_unserved,
           best->totals.clearance_h, anew.n_previews,
           (double) MAX (anew.longest_us, based.longest_us) / 1000.0);
  g_clear_pointer (&anew.first, cor_result_unref);
  g_clear_pointer (&based.first, cor_result_unref);
}

/* Stops the planner at moments all over its work. It sees it at its next look only, so each time
 * counts from the look before. */
static void
time_stops (CorTestPlan *plan,
            const char *name,
            CorSnapshot *before,
            CorSnapshot *after,
            guint n_stops)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  gint64 longest_us = 0;
  guint n_polls = 0;

  for (guint i = 0; i <= n_stops; i++)
    {
      g_autoptr (CorResult) old = cor_planner_compute (planner, before, NULL, NULL);
      g_autoptr (CorPlanBasis) basis = cor_plan_basis_new (old);
      Watch watch = { .stop_at = n_polls / n_stops * i };
      g_autoptr (CorResult) result = compute (planner, after, basis, &watch);

      if (i == 0)
        n_polls = watch.n_polls;
      else if (result == NULL)
        longest_us = MAX (longest_us, get_cpu_us () - watch.stopped_us);
      g_clear_pointer (&watch.first, cor_result_unref);
    }
  g_print ("%-16s stopped %u times: back after %.1f ms at most\n", name, n_stops,
           (double) longest_us / 1000.0);
}

static CorSnapshot *
move_rally (CorTestPlan *plan, CorSnapshot *snapshot)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_MOVE_RALLY, NULL);
  const CorSettlement *settlement =
      cor_snapshot_get_records (snapshot, COR_RECORD_SETTLEMENT)->pdata[0];
  CorRally *rally = cor_record_new (COR_RECORD_RALLY, &settlement->record.id);

  rally->position = settlement->position;
  rally->position.lat_deg += 0.05;
  cor_edit_put (edit, rally);

  return cor_snapshot_apply (snapshot, edit, 2);
}

static CorSnapshot *
change_crossing (CorSnapshot *snapshot, gboolean closes)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CLOSE_CROSSING, NULL);
  CorCrossing *crossing =
      cor_record_copy (cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING)->pdata[1]);

  if (closes)
    ((CorCrossingInterval *) crossing->intervals->pdata[0])->state = COR_CROSSING_CLOSED;
  else
    crossing->capacity_people_per_h *= 2;
  cor_edit_put (edit, crossing);

  return cor_snapshot_apply (snapshot, edit, 2);
}

static CorSnapshot *
close_crossing (CorTestPlan *plan, CorSnapshot *snapshot)
{
  return change_crossing (snapshot, TRUE);
}

static CorSnapshot *
double_capacity (CorTestPlan *plan, CorSnapshot *snapshot)
{
  return change_crossing (snapshot, FALSE);
}

/* Closes the country around Zhytomyr for a day. */
static CorSnapshot *
close_area (CorTestPlan *plan, CorSnapshot *snapshot)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_CLOSURE, NULL);
  const CorPosition corners[] = {
    { 50.1, 28.4 }, { 50.1, 28.9 }, { 50.4, 28.9 }, { 50.4, 28.4 }, { 50.1, 28.4 }
  };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_POLYGON, corners, G_N_ELEMENTS (corners));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = COR_CLOSURE_AREA;
  closure->until_utc_s = plan->settings->start_utc_s + 24 * COR_SECONDS_PER_HOUR;
  cor_edit_put (edit, closure);

  return cor_snapshot_apply (snapshot, edit, 2);
}

/* A list of a hundred more, in several places. */
static CorSnapshot *
add_people (CorTestPlan *plan, CorSnapshot *snapshot)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < 50; i++)
    {
      CorPerson *person = cor_record_copy (persons->pdata[i * (persons->len / 50)]);
      g_autofree char *key = g_strdup_printf ("added/%u", i);

      person->record.id = cor_id_from_key (key);
      person->household_id = COR_ID_NIL;
      cor_edit_put (edit, person);
    }

  return cor_snapshot_apply (snapshot, edit, 2);
}

static CorSnapshot *
keep (CorTestPlan *plan, CorSnapshot *snapshot)
{
  return cor_snapshot_ref (snapshot);
}

typedef struct
{
  const char *name;
  CorSnapshot *(*edit) (CorTestPlan *plan, CorSnapshot *snapshot);
} Case;

static const Case cases[] = {
  { "again", keep },
  { "crossing closed", close_crossing },
  { "capacity doubled", double_capacity },
  { "rally moved", move_rally },
  { "people added", add_people },
  { "area closed", close_area },
};

int
main (int argc, char **argv)
{
  g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
  g_autoptr (CorSnapshot) snapshot = NULL;
  guint n_clusters = get_argument (argc, argv, 1, 300);
  guint n_people = get_argument (argc, argv, 4, 10000);
  guint n_stops = get_argument (argc, argv, 8, 0);

  plan->network = load_network ();
  plan->settings->horizon_h = get_argument (argc, argv, 3, 168);
  add_crossings (plan, get_argument (argc, argv, 2, 40));
  add_clusters (plan, n_clusters, n_people);
  add_limits (plan, get_argument (argc, argv, 5, 0));
  add_quotas (plan, get_argument (argc, argv, 6, 0));
  add_vehicles (plan, get_argument (argc, argv, 7, 0));
  snapshot = cor_test_plan_finish (plan);
  g_print ("%u clusters, %u people, %u nodes\n", n_clusters, cor_snapshot_count_people (snapshot),
           cor_network_get_n_nodes (plan->network));
  for (guint i = 0; i < (n_stops > 0 ? 0 : N_ROUNDS); i++)
    {
      time_case (plan, "new planner", NULL, snapshot);
      for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
        {
          g_autoptr (CorSnapshot) after = cases[j].edit (plan, snapshot);

          time_case (plan, cases[j].name, snapshot, after);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases) && n_stops > 0; i++)
    {
      g_autoptr (CorSnapshot) after = cases[i].edit (plan, snapshot);

      time_stops (plan, cases[i].name, snapshot, after, n_stops);
    }

  return 0;
}
