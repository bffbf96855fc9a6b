/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"
#include "cor-result-codec.h"
#include "cor-time.h"

static void
set_needs (guint *needs_people)
{
  for (guint i = 0; i < COR_N_NEEDS; i++)
    needs_people[i] = i * 3;
}

static CorCluster *
new_cluster (void)
{
  CorId id = cor_id_from_place_number (12), folded = cor_id_from_place_number (13);
  g_autoptr (CorSettlement) settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);
  CorCluster *cluster;
  guint person = 70000;

  cor_names_set (&settlement->names, COR_LANGUAGE_UK, "Бахмут");
  cor_names_set (&settlement->oblast, COR_LANGUAGE_EN, "Donetsk");
  settlement->names.generated = 3;
  g_strlcpy (settlement->country, "UA", 3);
  settlement->position = (CorPosition){ 48.5947, 38.0003 };
  settlement->population = 73212;
  cluster = cor_cluster_new (settlement);
  cluster->rally_position = (CorPosition){ 48.59, 38.00001 };
  cluster->rally_label = g_strdup ("station");
  g_array_append_val (cluster->persons, person);
  g_array_append_val (cluster->folded, folded);
  cluster->n_registrations = 1;
  cluster->n_people = 4;
  cluster->n_planned = 3;
  cluster->n_with_car = 2;
  set_needs (cluster->needs_people);

  return cluster;
}

static CorCorridor *
new_corridor (CorPosition first)
{
  CorCorridor *corridor = cor_corridor_new ();
  CorCorridorRoad *road = cor_corridor_road_new ();
  CorPosition second = { 49.9574123, 23.0839 };
  CorId place = cor_id_from_place_number (99);
  guint distance_m = 1234;
  CorManeuver maneuvers[] = { { COR_TURN_KEEP_LEFT, 0, { 49.9, 36.2 }, 1200, 359 },
                              { COR_TURN_ROUNDABOUT, 3, { 49.8, 36.1 }, 2400, 0 } };

  corridor->cluster_id = cor_id_from_place_number (12);
  corridor->crossing_id = cor_id_from_key ("pl-krakivets");
  corridor->mode = COR_MODE_COACH;
  corridor->distance_m = 1100000;
  corridor->travel_time_ms = 50000000;
  corridor->connector_m = 7;
  corridor->end_connector_m = 8;
  corridor->connector_flagged = TRUE;
  g_free (road->number);
  road->number = g_strdup ("M03");
  road->name = g_strdup ("Kyiv-Kharkiv");
  road->distance_m = 99;
  road->travel_time_ms = 98;
  road->from = g_strdup ("Bakhmut");
  road->to = g_strdup ("Kyiv");
  road->places = g_strsplit ("Poltava|Lubny", "|", -1);
  g_array_append_val (road->place_ids, place);
  g_array_append_val (road->place_distances_m, distance_m);
  g_array_append_vals (road->maneuvers, maneuvers, G_N_ELEMENTS (maneuvers));
  road->confidence = 'C';
  road->is_ferry = TRUE;
  g_ptr_array_add (corridor->roads, road);
  g_array_append_val (corridor->points, first);
  g_array_append_val (corridor->points, second);

  return corridor;
}

static CorMovement *
new_movement (void)
{
  CorMovement *movement = cor_movement_new ();
  const CorId persons[] = { cor_id_new (), cor_id_new () };
  const CorMovementVehicle vehicles[] = { { cor_id_new (), 2, 3, 41, 1645800000 },
                                          { cor_id_new (), 1, 1, 7, -1 } };
  const CorBinding reasons[] = {
    { COR_BINDING_CROSSING_CAPACITY, cor_id_from_key ("pl-krakivets"), 1645722000, 40, 126 },
    { COR_BINDING_STATUS, COR_ID_NIL, COR_TIME_NONE, 0, -2 },
  };

  movement->id = cor_id_new ();
  movement->cluster_id = cor_id_from_place_number (12);
  movement->crossing_id = cor_id_from_key ("pl-krakivets");
  movement->corridor = 1;
  movement->mode = COR_MODE_COACH;
  movement->n_people = 3;
  movement->n_with_car = 2;
  movement->n_leaving_car = 1;
  set_needs (movement->needs_people);
  movement->depart_utc_s = 1645675200;
  movement->arrive_utc_s = 1645725200;
  movement->pass_utc_s = -5;
  movement->wait_min = 61;
  g_array_append_vals (movement->persons, persons, G_N_ELEMENTS (persons));
  g_array_append_vals (movement->vehicles, vehicles, G_N_ELEMENTS (vehicles));
  g_array_append_vals (movement->reasons, reasons, G_N_ELEMENTS (reasons));
  g_array_append_vals (movement->corridor_ids, persons, 1);
  g_array_append_val (movement->enter_utc_s, movement->depart_utc_s);

  return movement;
}

static CorResult *
new_result (guint64 revision)
{
  CorResult *result = cor_result_new ();
  CorUnserved *unserved = cor_unserved_new ();
  CorAlternative *alternative = g_new0 (CorAlternative, 1);
  CorId closure = cor_id_new ();
  const CorWorth worth = { { COR_BINDING_QUOTA, cor_id_new (), COR_TIME_NONE, 10, -3 },
                           7,
                           G_GINT64_CONSTANT (5000000000) };

  result->revision = revision;
  g_free (result->network_checksum);
  result->network_checksum = g_strdup ("abc123");
  result->computed_utc_s = 1645675201;
  result->start_utc_s = 1645675200;
  result->totals = (CorTotals){ 10, 9, 8, 7, 6, 5, 4, TRUE, 12.5, 1.0 / 3.0 };
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    {
      result->objective[i] = G_GINT64_CONSTANT (5000000000) * i;
      result->bound[i] = -7 * (gint64) i;
      result->given_up[i] = 11 * (gint64) i;
    }
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    result->left_by_priority[i] = i + 1;
  result->gap = 0.0123;
  result->rounding_gap = 1.0 / 7.0;
  result->is_proven = TRUE;
  result->has_vehicles = TRUE;
  g_array_append_val (result->worths, worth);
  g_array_append_val (result->closures_without_road, closure);
  closure = cor_id_new ();
  g_array_append_val (result->closures_unmatched, closure);
  g_ptr_array_add (result->clusters, new_cluster ());
  g_ptr_array_add (result->corridors, new_corridor ((CorPosition){ 48.5947, 38.0003 }));
  g_ptr_array_add (result->corridors, new_corridor ((CorPosition){ 1.0 / 3.0, -0.0 }));
  g_ptr_array_add (result->movements, new_movement ());
  unserved->cluster_id = cor_id_from_place_number (12);
  unserved->n_people = 5;
  unserved->without_car = TRUE;
  unserved->reason = COR_REASON_TOO_LATE;
  unserved->related_id = cor_id_new ();
  unserved->priority = COR_PRIORITY_LATER;
  set_needs (unserved->needs_people);
  g_array_append_val (unserved->persons, closure);
  unserved->remedy = (CorBinding){ COR_BINDING_HORIZON, COR_ID_NIL, 1645722000, 6, 0 };
  g_ptr_array_add (result->unserved, unserved);
  alternative->cluster_id = cor_id_from_place_number (12);
  alternative->second_id = cor_id_new ();
  alternative->second_corridor = G_MAXUINT;
  alternative->extra_min = -3;
  g_ptr_array_add (result->alternatives, alternative);

  return result;
}

static void
assert_same (const CorResult *a, const CorResult *b)
{
  g_autofree char *left = store_fixture_describe_result (a);
  g_autofree char *right = store_fixture_describe_result (b);

  g_assert_cmpstr (left, ==, right);
}

static void
test_result_comes_back (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorResult) result = new_result (1);
  g_autoptr (CorResult) newest = NULL, of_revision = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  g_assert_null (cor_plan_file_load_result (file, &COR_ID_NIL, 0, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (cor_plan_file_store_result (file, result, &error));
  g_assert_no_error (error);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  newest = cor_plan_file_load_result (file, &COR_ID_NIL, 0, &error);
  g_assert_no_error (error);
  assert_same (newest, result);
  of_revision = cor_plan_file_load_result (file, &COR_ID_NIL, 1, &error);
  g_assert_no_error (error);
  assert_same (of_revision, result);
  /* A result is no edit. */
  g_assert_cmpuint (cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)), ==, 1);
  store_fixture_close (file);
}

/* Publishes what was computed of the newest revision. */
static guint64
publish (CorPlanFile *file, guint number)
{
  g_autoptr (CorResult) result =
      new_result (cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)));
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSnapshot) after = cor_plan_file_publish (file, result, &error);
  const CorPlanSettings *settings;

  g_assert_no_error (error);
  settings = cor_snapshot_get_settings (after);
  g_assert_cmpuint (settings->published_number, ==, number);
  g_assert_cmpuint (settings->published_revision, ==, cor_snapshot_get_revision (after));
  g_assert_cmpuint (settings->published_revision, ==, result->revision + 1);

  return settings->published_revision;
}

static void
store (CorPlanFile *file, guint64 revision)
{
  g_autoptr (CorResult) result = new_result (revision);
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_plan_file_store_result (file, result, &error));
  g_assert_no_error (error);
}

static void
test_published_results_stay (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (CorSnapshot) undone = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  const CorPublished *second;

  store (file, 1);
  g_assert_cmpuint (publish (file, 1), ==, 2);
  store (file, 2);
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_snapshot_get_settings (undone)->published_number, ==, 0);
  /* The number of what was taken back is never used again. */
  g_assert_cmpuint (publish (file, 2), ==, 4);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  list = cor_plan_file_list_published (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  second = list->pdata[1];
  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->revision, ==, 4);
  g_assert_cmpstr (second->network_checksum, ==, "abc123");
  g_assert_true (cor_id_is_nil (&second->scenario_id));
  for (guint number = 1; number <= 2; number++)
    {
      g_autoptr (CorResult) result = cor_plan_file_load_published (file, number, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (result->revision, ==, 2 * number);
      g_assert_cmpuint (result->published_number, ==, number);
    }
  g_assert_null (cor_plan_file_load_published (file, 3, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  store_fixture_close (file);
}

static void
test_stale_result_is_not_published (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorResult) stale = new_result (77);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  g_assert_null (cor_plan_file_publish (file, stale, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);

  g_assert_cmpuint (cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)), ==, 1);
  list = cor_plan_file_list_published (file, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  store_fixture_close (file);
}

/* A result as version 2 wrote it, before there were maneuvers, kept for good. */
static void
test_result_of_version_2 (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("CORRIDORS_FIXTURES"), "store", "fixtures",
                                            "result-version-2.bin", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CorResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const CorCorridor *corridor;
  const CorCorridorRoad *road;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  result = cor_result_codec_read (bytes, n_bytes, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (result->revision, ==, 1);
  g_assert_cmpuint (result->corridors->len, ==, 2);
  corridor = result->corridors->pdata[0];
  road = corridor->roads->pdata[0];
  g_assert_cmpstr (road->number, ==, "M03");
  g_assert_cmpuint (road->maneuvers->len, ==, 0);
  g_assert_cmpint (road->confidence, ==, 'C');
  g_assert_cmpuint (corridor->points->len, ==, 2);
  g_assert_cmpuint (result->movements->len, ==, 1);
  g_assert_cmpint (((CorAlternative *) result->alternatives->pdata[0])->extra_min, ==, -3);
}

/* Damaged bytes give an error or another result, never worse; the sanitizers watch. */
static void
test_damaged_result (void)
{
  g_autoptr (CorResult) result = new_result (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) written = cor_result_codec_write (result, &error);
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (written, &n_bytes);

  g_assert_no_error (error);
  for (gsize length = 0; length < n_bytes; length++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, MAX (length, 1));
      g_autoptr (CorResult) read = cor_result_codec_read (copy, length, NULL);

      g_assert_null (read);
    }
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, n_bytes);
      g_autoptr (CorResult) read = NULL;
      g_autoptr (GError) read_error = NULL;

      copy[g_test_rand_int_range (0, (gint32) n_bytes)] ^= (guint8) g_test_rand_int_range (1, 256);
      read = cor_result_codec_read (copy, n_bytes, &read_error);
      g_assert_true ((read != NULL) != (read_error != NULL));
    }
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/result/" path, StoreFixture, NULL, store_fixture_set_up, test,               \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("comes-back", test_result_comes_back);
  ADD ("published-stay", test_published_results_stay);
  ADD ("stale-not-published", test_stale_result_is_not_published);
  g_test_add_func ("/store/result/version-2", test_result_of_version_2);
  g_test_add_func ("/store/result/damaged", test_damaged_result);

  return g_test_run ();
}
