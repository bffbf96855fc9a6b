/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-clusterer.h"
#include "cor-demand.h"
#include "cor-household.h"
#include "cor-time.h"

static CorSettlement *
add_settlement (CorEdit *edit, guint32 number, double lat_deg, double lon_deg)
{
  CorId id = cor_id_from_place_number (number);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  settlement->position = (CorPosition){ lat_deg, lon_deg };
  g_strlcpy (settlement->country, "UA", sizeof settlement->country);
  cor_edit_put (edit, settlement);

  return settlement;
}

static CorPerson *
add_person (CorEdit *edit, guint32 number, guint party_size)
{
  CorPerson *person = cor_person_new (NULL);

  if (number != 0)
    person->place_id = cor_id_from_place_number (number);
  person->party_size = party_size;
  cor_edit_put (edit, person);

  return person;
}

static CorPlanSettings *
add_settings (CorEdit *edit, guint radius_m, guint below_people)
{
  CorPlanSettings *settings = cor_plan_settings_new (NULL);

  settings->fold_radius_m = radius_m;
  settings->fold_below_people = below_people;
  cor_edit_put (edit, settings);

  return settings;
}

static CorSnapshot *
make_snapshot (CorEdit *edit)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();

  return cor_snapshot_apply (empty, edit, 1);
}

static CorCluster *
find_cluster (CorClustering *clustering, guint32 number)
{
  CorId id = cor_id_from_place_number (number);

  for (guint i = 0; i < clustering->clusters->len; i++)
    {
      CorCluster *cluster = clustering->clusters->pdata[i];

      if (cor_id_equal (&cluster->id, &id))
        return cluster;
    }

  return NULL;
}

static void
test_everybody_placed_is_in_one_cluster (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;

  add_settlement (edit, 1, 50.0, 30.0);
  add_settlement (edit, 2, 49.0, 30.0);
  add_person (edit, 1, 3);
  add_person (edit, 1, 2)->status = COR_STATUS_SAFE;
  add_person (edit, 2, 4);
  add_person (edit, 0, 5);
  add_person (edit, 0, 1)->status = COR_STATUS_DECLINED;
  add_person (edit, 99, 6); /* a place that the plan does not know */
  snapshot = make_snapshot (edit);

  clustering = cor_clustering_new (snapshot, NULL, NULL);

  g_assert_cmpuint (clustering->clusters->len, ==, 2);
  g_assert_cmpuint (find_cluster (clustering, 1)->n_people, ==, 5);
  g_assert_cmpuint (find_cluster (clustering, 1)->n_planned, ==, 3);
  g_assert_cmpuint (clustering->n_people, ==, 21);
  g_assert_cmpuint (clustering->n_placed, ==, 9);
  g_assert_cmpuint (clustering->n_unplaced, ==, 11);
  g_assert_cmpuint (clustering->n_out, ==, 3);
}

static void
test_small_settlements_fold (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;
  CorCluster *cluster;

  add_settings (edit, 15000, 5);
  add_settlement (edit, 1, 50.0, 30.0);  /* the town */
  add_settlement (edit, 2, 50.09, 30.0); /* 10 km north: joins */
  add_settlement (edit, 3, 50.18, 30.0); /* 20 km north: too far from the town */
  add_settlement (edit, 4, 50.01, 30.0); /* near, but with enough people */
  add_person (edit, 1, 50);
  add_person (edit, 2, 2);
  add_person (edit, 3, 1);
  add_person (edit, 4, 5);
  snapshot = make_snapshot (edit);

  clustering = cor_clustering_new (snapshot, NULL, NULL);

  /* The second is nearer to the fourth than to the first. */
  g_assert_null (find_cluster (clustering, 2));
  cluster = find_cluster (clustering, 4);
  g_assert_cmpuint (cluster->n_people, ==, 7);
  g_assert_cmpuint (cluster->folded->len, ==, 1);
  g_assert_cmpuint (find_cluster (clustering, 1)->n_people, ==, 50);
  g_assert_cmpuint (find_cluster (clustering, 3)->n_people, ==, 1);
}

static void
test_rally_moves_cluster (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_MOVE_RALLY, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;
  CorId id = cor_id_from_place_number (1);
  CorRally *rally = cor_record_new (COR_RECORD_RALLY, &id);

  rally->position = (CorPosition){ 50.02, 30.03 };
  rally->label = g_strdup ("station");
  cor_edit_put (edit, rally);
  add_settlement (edit, 1, 50.0, 30.0);
  add_person (edit, 1, 1)->has_position = TRUE;
  snapshot = make_snapshot (edit);

  clustering = cor_clustering_new (snapshot, NULL, NULL);

  g_assert_cmpfloat (find_cluster (clustering, 1)->rally_position.lat_deg, ==, 50.02);
  g_assert_cmpstr (find_cluster (clustering, 1)->rally_label, ==, "station");
}

static void
test_household_shares_its_car (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  CorId household = cor_id_new ();
  CorPerson *driver;
  CorDemandGroup *with_car, *without_car;

  add_settlement (edit, 1, 50.0, 30.0);
  driver = add_person (edit, 1, 2);
  driver->household_id = household;
  driver->car = COR_ANSWER_YES;
  add_person (edit, 1, 1)->household_id = household;
  add_person (edit, 1, 3);
  add_person (edit, 1, 4)->car = COR_ANSWER_NO;
  snapshot = make_snapshot (edit);
  clustering = cor_clustering_new (snapshot, NULL, NULL);

  groups = cor_demand_new (snapshot, clustering, NULL, NULL);

  g_assert_cmpuint (groups->len, ==, 2);
  with_car = groups->pdata[0];
  without_car = groups->pdata[1];
  g_assert_true (with_car->with_car);
  g_assert_cmpuint (with_car->n_people, ==, 2);
  g_assert_cmpuint (without_car->n_people, ==, 7);
  g_assert_cmpuint (find_cluster (clustering, 1)->n_with_car, ==, 2);
}

static void
test_needs_leave_first (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GArray) households = NULL;
  const CorHousehold *first;

  add_settlement (edit, 1, 50.0, 30.0);
  for (guint i = 0; i < 8; i++)
    add_person (edit, 1, 2);
  add_person (edit, 1, 3)->needs = COR_NEED_WHEELCHAIR | COR_NEED_OXYGEN;
  snapshot = make_snapshot (edit);
  clustering = cor_clustering_new (snapshot, NULL, NULL);
  groups = cor_demand_new (snapshot, clustering, NULL, NULL);

  households = cor_households_new (snapshot, groups, NULL, NULL);

  g_assert_cmpuint (households->len, ==, 9);
  first = &g_array_index (households, CorHousehold, 0);
  g_assert_cmpuint (first->n_people, ==, 3);
  g_assert_cmpuint (first->needs, ==, COR_NEED_WHEELCHAIR | COR_NEED_OXYGEN);
  for (guint i = 1; i < households->len; i++)
    g_assert_cmpuint (g_array_index (households, CorHousehold, i).needs, ==, COR_NEED_NONE);
  g_assert_cmpuint (find_cluster (clustering, 1)->needs_people[0], ==, 1);
}

/* Registered together, at two places: they can only start together where they are together. */
static void
test_households (void)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorClustering) clustering = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GArray) households = NULL;
  CorId id = cor_id_new ();
  guint n_people = 0, n_registrations = 0;

  add_settlement (edit, 1, 50.0, 30.0);
  add_settlement (edit, 2, 48.0, 30.0);
  add_person (edit, 1, 1)->household_id = id;
  add_person (edit, 1, 4)->household_id = id;
  add_person (edit, 2, 1)->household_id = id;
  add_person (edit, 2, 3);
  snapshot = make_snapshot (edit);
  clustering = cor_clustering_new (snapshot, NULL, NULL);
  groups = cor_demand_new (snapshot, clustering, NULL, NULL);

  households = cor_households_new (snapshot, groups, NULL, NULL);

  g_assert_cmpuint (households->len, ==, 3);
  for (guint i = 0; i < households->len; i++)
    {
      const CorHousehold *household = &g_array_index (households, CorHousehold, i);

      n_people += household->n_people;
      n_registrations += household->n_persons;
      if (cor_id_equal (&household->id, &id))
        g_assert_cmpuint (household->n_persons, <=, household->n_people);
    }
  g_assert_cmpuint (n_people, ==, 7);
  g_assert_cmpuint (n_registrations, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/clusterer/balance", test_everybody_placed_is_in_one_cluster);
  g_test_add_func ("/planner/clusterer/fold", test_small_settlements_fold);
  g_test_add_func ("/planner/clusterer/rally", test_rally_moves_cluster);
  g_test_add_func ("/planner/demand/household-car", test_household_shares_its_car);
  g_test_add_func ("/planner/demand/needs-first", test_needs_leave_first);
  g_test_add_func ("/planner/demand/households", test_households);

  return g_test_run ();
}
