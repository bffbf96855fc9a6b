/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-neutral.h"

#include "cor-quota.h"
#include "cor-test-drive.h"
#include "cor-vehicle.h"

/*
 * What changes nothing must change nothing, though it is planned in another way: with limits that
 * hours share, over columns, with vehicles, by ways that are less exposed, and after what people
 * were told.
 */

/* Roads where nobody lives and nobody drives. */
static const CorPosition far_off[] = { { 45.0, 39.5 }, { 45.0, 39.6 } };

typedef struct
{
  const char *name;
  void (*add) (CorSnapshot *snapshot, CorEdit *edit);
} Addition;

/* More than all people, in all and on each day. */
static void
add_quotas (CorSnapshot *snapshot, CorEdit *edit)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);

  for (guint i = 0; i < 2 * crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i / 2];
      CorQuota *quota = cor_quota_new (NULL, crossing->country);

      quota->max_people = 1000;
      quota->is_daily = i % 2 == 1;
      cor_edit_put (edit, quota);
    }
}

static CorClosure *
add_far_line (CorEdit *edit, CorClosureKind kind)
{
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (line, COR_PART_LINE, far_off, G_N_ELEMENTS (far_off));
  closure = cor_closure_new (NULL, line);
  closure->closure = kind;
  cor_edit_put (edit, closure);

  return closure;
}

static void
add_limit (CorSnapshot *snapshot, CorEdit *edit)
{
  CorClosure *limit = add_far_line (edit, COR_CLOSURE_ROAD);

  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = 20;
}

static void
add_front (CorSnapshot *snapshot, CorEdit *edit)
{
  add_far_line (edit, COR_CLOSURE_FRONT)->distance_m = 100;
}

/* In each town, for all people at once. */
static void
add_coaches (CorSnapshot *snapshot, CorEdit *edit)
{
  GPtrArray *towns = cor_snapshot_get_records (snapshot, COR_RECORD_SETTLEMENT);

  if (cor_snapshot_get_records (snapshot, COR_RECORD_VEHICLE)->len > 0)
    return;
  for (guint i = 0; i < towns->len; i++)
    {
      CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

      coach->n_vehicles = 20;
      coach->seats = 60;
      coach->depot_position = ((const CorSettlement *) towns->pdata[i])->position;
      cor_edit_put (edit, coach);
    }
}

static const Addition additions[] = {
  { "quotas that nobody reaches", add_quotas },
  { "a limited road where nobody drives", add_limit },
  { "more coaches than are needed", add_coaches },
  { "a front where nobody is", add_front },
};

static void
check_addition (CorTestPlan *plan, CorSnapshot *snapshot, const CorResult *result, guint index)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
  g_autoptr (CorSnapshot) changed = NULL;
  g_autoptr (CorResult) after = NULL;

  additions[index].add (snapshot, edit);
  if (cor_edit_is_empty (edit))
    return;
  changed = cor_snapshot_apply (snapshot, edit, 2);
  after = cor_test_plan_compute_snapshot (plan, changed);

  for (guint i = COR_OBJECTIVE_LEFT_INSIDE; i <= COR_OBJECTIVE_PERSON_TIME; i++)
    if (after->objective[i] != result->objective[i])
      g_error ("with %s goal %u is %" G_GINT64_FORMAT ", without %" G_GINT64_FORMAT,
               additions[index].name, i, after->objective[i], result->objective[i]);
}

/* Whoever was told of a plan keeps to it when nothing changes. */
static void
check_told (CorTestPlan *plan, CorSnapshot *snapshot, const CorResult *result)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  g_autoptr (CorResult) after = cor_test_plan_compute_after (planner, snapshot, result);
  g_autofree char *was = cor_test_dump_result (result);
  g_autofree char *is = cor_test_dump_result (after);

  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], ==, 0);
  g_assert_cmpstr (is, ==, was);
}

/* For the limits that limit nothing. */
static void
add_far_road (CorTestPlan *plan)
{
  guint32 from = cor_test_plan_add_node (plan, "Far off", far_off[0].lat_deg, far_off[0].lon_deg);
  guint32 to = cor_test_plan_add_node (plan, "Beyond", far_off[1].lat_deg, far_off[1].lon_deg);

  cor_test_plan_add_leg (plan, from, to, 10);
}

/* Plans, has the plan driven with chance, and plans again with what must not change it. To be
 * called once for a plan. */
CorResult *
cor_test_compute_case (CorTestPlan *plan)
{
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorResult *result;

  add_far_road (plan);
  result = cor_test_plan_compute (plan);
  snapshot = cor_test_plan_finish (plan);
  cor_test_drive_with_chance (snapshot, result);
  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    check_addition (plan, snapshot, result, i);
  check_told (plan, snapshot, result);

  return result;
}
