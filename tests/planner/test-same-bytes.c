/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <sched.h>

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-result-codec.h"
#include "cor-test-plan.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * What is stored of a plan is a function of its snapshot alone: the same bytes on one thread and on
 * several, by a planner that is new, that has planned something else, or that was interrupted
 * anywhere, whether somebody listens to first plans or not, and whatever plan these begin with. The
 * network is just large enough for the road engine to use threads.
 */

#define HOUR COR_SECONDS_PER_HOUR
#define N_ROWS 102u
#define N_TOWNS 6u
#define N_HOUSEHOLDS 60u

/* How many times each of two plans is interrupted. */
#define N_INTERRUPTIONS 4u

static CorPosition
get_position (guint row, guint column)
{
  return (CorPosition){ 48.0 + row * 0.04, 23.0 + column * 0.06 };
}

static void
add_grid (CorTestPlan *plan)
{
  g_autofree guint32 *nodes = g_new (guint32, N_ROWS * N_ROWS);

  cor_network_builder_set_ordered (plan->builder, TRUE);
  for (guint i = 0; i < N_ROWS * N_ROWS; i++)
    nodes[i] =
        cor_network_builder_add_node (plan->builder, get_position (i / N_ROWS, i % N_ROWS), 0);
  for (guint i = 0; i < N_ROWS; i++)
    for (guint j = 0; j + 1 < N_ROWS; j++)
      {
        cor_test_plan_add_leg (plan, nodes[i * N_ROWS + j], nodes[i * N_ROWS + j + 1],
                               4 + (i % 10 != 0));
        cor_test_plan_add_leg (plan, nodes[j * N_ROWS + i], nodes[(j + 1) * N_ROWS + i],
                               4 + (i % 10 != 0));
      }
}

static void
add_border (CorTestPlan *plan)
{
  static const char *const countries[] = { "PL", "SK", "HU", "RO" };

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorPosition position = get_position (10 + i * 27, 0);
      CorCrossing *crossing = cor_test_plan_add_crossing (
          plan, key, position.lat_deg, position.lon_deg, 12 + 6 * i,
          i == 1 ? COR_MODE_CAR : COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT);

      g_strlcpy (crossing->country, countries[i], sizeof crossing->country);
      if (i == 2)
        crossing->reception_people_per_h = 15;
      if (i == 3)
        crossing->capacity_by_mode_people_per_h[0] = 8;
    }
}

static void
add_people (CorTestPlan *plan, GRand *random)
{
  CorId towns[N_TOWNS];

  for (guint i = 0; i < N_TOWNS; i++)
    {
      CorPosition position = get_position ((guint) g_rand_int_range (random, 0, N_ROWS),
                                           (guint) g_rand_int_range (random, 20, N_ROWS));

      towns[i] = cor_test_plan_add_town (plan, "Town", position.lat_deg, position.lon_deg);
    }
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    {
      CorPerson *person =
          cor_test_plan_add_people (plan, &towns[g_rand_int_range (random, 0, N_TOWNS)],
                                    (guint) g_rand_int_range (random, 1, 7));
      g_autofree char *key = g_strdup_printf ("person-%u", i);

      person->record.id = cor_id_from_key (key);
      person->car = g_rand_boolean (random) ? COR_ANSWER_YES : COR_ANSWER_NO;
      person->priority = (CorPriority) g_rand_int_range (random, 0, COR_N_PRIORITIES);
      person->needs = i % 17 == 0 ? COR_NEED_WHEELCHAIR : COR_NEED_NONE;
      if (i % 11 == 0)
        person->ready_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, 0, 20) * HOUR;
    }
}

static void
add_fleet (CorTestPlan *plan)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("vehicle-%u", i);
      CorId id = cor_id_from_key (key);
      CorVehicle *vehicle = cor_vehicle_new (&id, i == 2 ? COR_VEHICLE_MINIBUS : COR_VEHICLE_COACH);

      vehicle->n_vehicles = 2;
      vehicle->wheelchair_places = 2;
      vehicle->depot_position = get_position (20 + 30 * i, 60);
      cor_edit_put (plan->edit, vehicle);
    }
}

/* A siege that ends, a curfew, a checkpoint, a quota, a corridor that is agreed on. */
static void
add_limits (CorTestPlan *plan)
{
  CorId quota_id = cor_id_from_key ("quota"), corridor_id = cor_id_from_key ("corridor");
  CorPosition path[] = { get_position (50, 60), get_position (50, 40) };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorQuota *quota = cor_quota_new (&quota_id, "PL");
  CorClosure *curfew = cor_test_plan_add_area (plan, "Curfew", 49.0, 24.0, 49.6, 25.0);
  CorClosure *checkpoint = cor_test_plan_add_area (plan, "Checkpoint", 50.2, 25.1, 50.4, 25.4);
  CorAgreedCorridor *corridor;

  cor_test_plan_add_area (plan, "Siege", 49.9, 25.5, 50.1, 26.4)->until_utc_s =
      COR_TEST_START_UTC_S + 30 * HOUR;
  curfew->daily = (CorDaily){ 20 * 60, 5 * 60, 0 };
  checkpoint->effect = COR_RESTRICTION_DELAY;
  checkpoint->delay_min = 25;
  quota->max_people = 150;
  quota->is_daily = TRUE;
  cor_edit_put (plan->edit, quota);
  cor_geometry_add_part (geometry, COR_PART_LINE, path, G_N_ELEMENTS (path));
  corridor = cor_agreed_corridor_new (&corridor_id, geometry);
  corridor->daily = (CorDaily){ 9 * 60, 16 * 60, 0 };
  corridor->max_column_vehicles = 20;
  corridor->min_spacing_min = 30;
  cor_edit_put (plan->edit, corridor);
}

static CorTestPlan *
make_plan (void)
{
  CorTestPlan *plan = cor_test_plan_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20220224);

  add_grid (plan);
  add_border (plan);
  add_people (plan, random);
  add_fleet (plan);
  add_limits (plan);
  plan->settings->horizon_h = 48;

  return plan;
}

static char *
sum_up (const CorResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cor_result_codec_write (result, &error);

  g_assert_no_error (error);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static char *
compute (CorPlanner *planner, CorSnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result = cor_planner_compute (planner, snapshot, NULL, &error);

  g_assert_no_error (error);

  return sum_up (result);
}

/* Runs with only one processor: the road engine asks how many there are. */
static char *
compute_on_one (CorNetwork *network, CorSnapshot *snapshot)
{
  g_autoptr (CorPlanner) planner = NULL;
  cpu_set_t all, one;
  char *checksum;

  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  CPU_ZERO (&one);
  for (guint i = 0; i < CPU_SETSIZE && CPU_COUNT (&one) == 0; i++)
    if (CPU_ISSET (i, &all))
      CPU_SET (i, &one);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  planner = cor_planner_new (network, NULL);
  checksum = compute (planner, snapshot);
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);

  return checksum;
}

typedef struct
{
  GCancellable *cancellable;
  guint n_polls;
  guint stop_at; /* the look at whether to go on at which it is told to stop; 0: never */
} Interruption;

static void
poll_cb (gpointer user_data)
{
  Interruption *interruption = user_data;

  if (++interruption->n_polls == interruption->stop_at)
    g_cancellable_cancel (interruption->cancellable);
}

static void
preview_cb (CorResult *preview, gpointer user_data)
{
  guint *n_previews = user_data;

  g_assert_true (preview->is_preview);
  ++*n_previews;
}

/* Returns how often it looks at whether to go on. Plans are told on the way, as far as it gets. */
static guint
interrupt (CorPlanner *planner, CorSnapshot *snapshot, guint stop_at)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Interruption interruption = { cancellable, 0, stop_at };
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;
  guint n_previews = 0;
  CorPlannerListener listener = { preview_cb, &n_previews, 0, NULL };
  g_autoptr (CorResult) result = NULL;

  cor_progress_watch_polls (progress, poll_cb, &interruption);
  result = cor_planner_compute_anytime (planner, snapshot, NULL, &listener, progress, &error);
  if (result != NULL)
    g_assert_cmpuint (n_previews, >=, 1);
  if (result == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true ((result == NULL) == (stop_at > 0 && stop_at <= interruption.n_polls));

  return interruption.n_polls;
}

/* Somebody listens to first plans meanwhile. */
static char *
compute_anytime (CorPlanner *planner, CorSnapshot *snapshot, const CorPlanBasis *basis)
{
  g_autoptr (GError) error = NULL;
  guint n_previews = 0;
  CorPlannerListener listener = { preview_cb, &n_previews, 0, basis };
  g_autoptr (CorResult) result =
      cor_planner_compute_anytime (planner, snapshot, NULL, &listener, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_previews, >=, 1);

  return sum_up (result);
}

/* The plan with another area closed. */
static CorSnapshot *
make_other (CorSnapshot *snapshot)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_CLOSURE, NULL);
  CorPosition ring[] = { { 49.2, 25.2 }, { 49.2, 25.6 }, { 49.5, 25.6 }, { 49.5, 25.2 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();

  cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  cor_edit_put (edit, cor_closure_new (NULL, geometry));

  return cor_snapshot_apply (snapshot, edit, 2);
}

/* What is expected was computed on as many as there are. */
static void
test_one_thread (CorTestPlan *plan, CorSnapshot *snapshot, const char *expected)
{
  g_autofree char *checksum = compute_on_one (plan->network, snapshot);

  g_assert_cmpstr (checksum, ==, expected);
}

/* Interrupted at all stages of the work, in this plan and in another. */
static void
test_any_interruption (CorTestPlan *plan, CorSnapshot *snapshot, const char *expected)
{
  g_autoptr (CorSnapshot) other = make_other (snapshot);
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  guint n_polls = interrupt (planner, other, 0);

  g_assert_cmpuint (n_polls, >, N_INTERRUPTIONS);
  g_test_message ("looks %u times at whether to go on", n_polls);
  for (guint i = 1; i <= N_INTERRUPTIONS; i++)
    {
      g_autofree char *checksum = NULL;

      interrupt (planner, other, 1 + n_polls * i / (N_INTERRUPTIONS + 1));
      interrupt (planner, snapshot, 1 + n_polls * (N_INTERRUPTIONS - i) / (N_INTERRUPTIONS + 1));
      if (i % 2 != 0)
        continue;
      checksum =
          i % 4 == 0 ? compute (planner, snapshot) : compute_anytime (planner, snapshot, NULL);
      g_assert_cmpstr (checksum, ==, expected);
    }
}

/* One rally point elsewhere, one crossing smaller, and some of the people gone. */
static CorSnapshot *
make_edited (CorSnapshot *snapshot, guint seed)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_MOVE_RALLY, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *settlements = cor_snapshot_get_records (snapshot, COR_RECORD_SETTLEMENT);
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  const CorSettlement *moved =
      settlements->pdata[g_rand_int_range (random, 0, (int) settlements->len)];
  CorRally *rally = cor_record_new (COR_RECORD_RALLY, &moved->record.id);
  CorCrossing *crossing =
      cor_record_copy (crossings->pdata[g_rand_int_range (random, 0, (int) crossings->len)]);

  rally->position = moved->position;
  rally->position.lat_deg += 0.2;
  cor_edit_put (edit, rally);
  crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 0, 20);
  cor_edit_put (edit, crossing);
  for (guint i = 0; i < 5; i++)
    cor_edit_remove (edit, COR_RECORD_PERSON,
                     &((CorPerson *) persons->pdata[(seed + i * 11) % persons->len])->record.id);

  return cor_snapshot_apply (snapshot, edit, 2);
}

/* After an edit: by the plan before it, by one of another edit, and by none. */
static void
test_any_basis (CorTestPlan *plan, CorSnapshot *snapshot, CorResult *result)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  g_autoptr (CorPlanBasis) right = cor_plan_basis_new (result);
  g_autoptr (CorPlanBasis) wrong = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorSnapshot) edited = make_edited (snapshot, 17 + i);
      g_autoptr (CorPlanner) other = cor_planner_new (plan->network, NULL);
      g_autoptr (CorResult) expected = cor_test_plan_compute_after (other, edited, NULL);
      g_autofree char *checksum = sum_up (expected);
      const CorPlanBasis *bases[] = { right, wrong, NULL };

      for (guint j = 0; j < G_N_ELEMENTS (bases); j++)
        {
          g_autofree char *after = compute_anytime (planner, edited, bases[j]);

          g_assert_cmpstr (after, ==, checksum);
        }
      g_clear_pointer (&wrong, cor_plan_basis_unref);
      wrong = cor_plan_basis_new (expected);
    }
}

static void
test_same_bytes (void)
{
  g_autoptr (CorTestPlan) plan = make_plan ();
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  g_autoptr (CorResult) result = cor_test_plan_compute_after (planner, snapshot, NULL);
  g_autofree char *expected = sum_up (result);

  g_assert_cmpuint (result->movements->len, >, N_TOWNS);
  g_test_message ("%u movements, %u of %u people", result->movements->len,
                  result->totals.n_assigned, result->totals.n_people);
  test_one_thread (plan, snapshot, expected);
  test_any_interruption (plan, snapshot, expected);
  test_any_basis (plan, snapshot, result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planner/same-bytes", test_same_bytes);

  return g_test_run ();
}
