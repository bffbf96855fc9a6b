/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-time.h"

#include <glib/gstdio.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("corridors-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "kyiv.corridors", NULL);
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

CorEdit *
store_fixture_new_plan (void)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorPlanSettings *settings = cor_plan_settings_new (NULL);

  g_free (settings->name);
  settings->name = g_strdup ("Evacuation");
  settings->start_utc_s = 1645675200;
  cor_edit_put (edit, settings);

  return edit;
}

CorPlanFile *
store_fixture_create (StoreFixture *self)
{
  g_autoptr (CorEdit) initial = store_fixture_new_plan ();
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = cor_plan_file_create (self->path, "Officer Levi", initial, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);

  return file;
}

CorPlanFile *
store_fixture_open (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  CorPlanFile *file =
      cor_plan_file_open (self->path, COR_PLAN_FILE_NONE, "Officer Cohen", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);

  return file;
}

void
store_fixture_close (CorPlanFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_plan_file_close (file, &error));
  g_assert_no_error (error);
  g_object_unref (file);
}

CorSnapshot *
store_fixture_commit (CorPlanFile *file, CorEdit *edit)
{
  g_autoptr (GError) error = NULL;
  CorSnapshot *snapshot = cor_plan_file_commit (file, edit, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (snapshot);

  return snapshot;
}

CorPerson *
store_fixture_new_person (guint number)
{
  CorPerson *person = cor_person_new (NULL);
  CorParticulars *particulars = cor_person_edit_particulars (person);

  particulars->full_name = g_strdup_printf ("Zelikovitch%05u Avital", number);
  particulars->passport = g_strdup_printf ("QX%07u", number);
  particulars->phones = g_strsplit ("+972 55 7654321|+380 44 1239876", "|", -1);
  particulars->birth_date = 19700101 + number % 28;
  person->place_text = g_strdup ("Bakhmutska street 17");
  person->row = number;
  person->party_size = 1 + number % 4;

  return person;
}

static CorListRow *
new_row (guint number, CorRowOutcome outcome, const CorPerson *person)
{
  CorListRow *row = cor_list_row_new (number, outcome);

  row->fields = g_strsplit ("Zelikovitch Avital|QX0000001|+972 55 7654321", "|", -1);
  if (person != NULL)
    row->person_id = person->record.id;
  if (outcome == COR_ROW_REJECTED)
    {
      row->column = g_strdup ("Name");
      row->reason = g_strdup ("no name, no document and no phone");
    }

  return row;
}

CorEdit *
store_fixture_new_import (guint n_persons, CorId *list_id)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_IMPORT_LIST, "hotline.csv");
  CorList *list = cor_record_new (COR_RECORD_LIST, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_list_row_free);

  list->file_name = g_strdup ("hotline.csv");
  list->encoding = g_strdup ("windows-1255");
  list->n_rows = n_persons + 2;
  list->n_added = n_persons;
  list->n_blank = 1;
  list->n_rejected = 1;
  *list_id = list->record.id;

  g_ptr_array_add (rows, new_row (1, COR_ROW_BLANK, NULL));
  for (guint i = 0; i < n_persons; i++)
    {
      CorPerson *person = store_fixture_new_person (i + 2);

      person->list_id = *list_id;
      g_ptr_array_add (rows, new_row (i + 2, COR_ROW_ADDED, person));
      cor_edit_put (edit, person);
    }
  g_ptr_array_add (rows, new_row (n_persons + 2, COR_ROW_REJECTED, NULL));
  cor_edit_put (edit, list);
  cor_edit_take_list_rows (edit, list_id, rows);

  return edit;
}

static void
set_names (CorNames *names, const char *prefix)
{
  g_autofree char *english = g_strconcat (prefix, " en", NULL);
  g_autofree char *hebrew = g_strconcat (prefix, " עברית", NULL);
  g_autofree char *ukrainian = g_strconcat (prefix, " українська", NULL);

  cor_names_set (names, COR_LANGUAGE_EN, english);
  cor_names_set (names, COR_LANGUAGE_HE, hebrew);
  cor_names_set (names, COR_LANGUAGE_UK, ukrainian);
  names->generated = 1 << COR_LANGUAGE_HE;
}

static CorSettlement *
new_settlement (void)
{
  CorId id = cor_id_from_place_number (4711);
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &id);

  set_names (&settlement->names, "Kharkiv");
  set_names (&settlement->oblast, "Kharkivska");
  g_strlcpy (settlement->country, "UA", 3);
  settlement->position = (CorPosition){ 49.988358, 36.232845 };
  settlement->population = 1433886;

  return settlement;
}

static CorCrossing *
new_crossing (void)
{
  CorId id = cor_id_from_key ("pl-krakivets");
  CorCrossing *crossing = cor_crossing_new (&id);
  CorCrossingInterval *interval;
  CorCrossingWait *wait;

  g_free (crossing->key);
  crossing->key = g_strdup ("pl-krakivets");
  g_strlcpy (crossing->country, "PL", 3);
  crossing->crossing_class = COR_CROSSING_CLASS_MINOR;
  set_names (&crossing->names, "Krakivets");
  set_names (&crossing->neighbour_names, "Korczowa");
  crossing->neighbour_native = g_strdup ("Korczowa-Krakowiec ąęś");
  crossing->position = (CorPosition){ 49.9574, 23.0839 };
  crossing->ua_position = (CorPosition){ 49.9573, 23.0950 };
  crossing->neighbour_position = (CorPosition){ 1.0 / 3.0, 23.0712 };
  crossing->road_ua = g_strdup ("M10");
  crossing->road_neighbour = g_strdup ("A4");
  g_free (crossing->neighbour_zone);
  crossing->neighbour_zone = g_strdup ("Europe/Warsaw");
  set_names (&crossing->reception_names, "Przemysl");
  crossing->reception_position = (CorPosition){ 49.7838, 22.7677 };
  crossing->capacity_people_per_h = 75;
  crossing->capacity_is_default = TRUE;
  crossing->note = g_strdup ("bring water");
  crossing->capacity_by_mode_people_per_h[0] = 30;
  crossing->capacity_by_mode_people_per_h[2] = 0;
  crossing->reception_people_per_h = 120;

  interval = cor_crossing_add_interval (crossing, NULL);
  interval->until_utc_s = 1645700000;
  interval->state = COR_CROSSING_OPEN;
  interval->opens_min = 480;
  interval->closes_min = 1200;
  interval->modes = COR_MODE_CAR | COR_MODE_FOOT;
  interval->capacity_people_per_h = 12;
  interval = cor_crossing_add_interval (crossing, NULL);
  interval->from_utc_s = 0;
  interval->state = COR_CROSSING_CLOSED;
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("border guard by phone");
  for (guint i = 0; i < 3; i++)
    {
      wait = cor_crossing_add_wait (crossing, NULL);
      wait->observed_utc_s = 1645675200 + i;
      wait->wait_min = 90 * i;
      g_free (wait->source);
      wait->source = g_strdup ("radio");
    }
  cor_crossing_sort (crossing);

  return crossing;
}

static CorClosure *
new_closure (void)
{
  const CorPosition ring[] = { { 48.5, 37.1 }, { 48.5, 38.3333333333 }, { 47.9, 38.0 } };
  const CorPosition hole[] = { { 48.2, 37.5 }, { 48.2, 37.6 }, { 48.1, 37.6 } };
  const CorPosition line[] = { { 46.1, 33.6 }, { 46.2, 33.8 } };
  const CorRoadHint hints[] = { { 23456789012, 1, -2 }, { 7, 8, 9 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_POLYGON, ring, G_N_ELEMENTS (ring));
  cor_geometry_add_part (geometry, COR_PART_HOLE, hole, G_N_ELEMENTS (hole));
  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = COR_CLOSURE_ROAD;
  g_free (closure->label);
  closure->label = g_strdup ("Contact line");
  closure->until_utc_s = 1646000000;
  closure->road_number = g_strdup ("M04");
  closure->source = g_strdup ("the staff");
  closure->effect = COR_RESTRICTION_SPEED;
  closure->delay_min = 40;
  closure->speed_percent = 30;
  closure->limit_vehicles_per_h = 90;
  closure->direction = COR_RESTRICTION_FORWARD;
  closure->daily = (CorDaily){ 1320, 300, 0x1f };
  g_free (closure->zone);
  closure->zone = g_strdup ("Europe/Warsaw");
  closure->distance_m = 25000;
  closure->cuts_overpasses = TRUE;
  closure->network_checksum = g_strdup ("0123456789abcdef");
  closure->hints = g_array_new (FALSE, FALSE, sizeof (CorRoadHint));
  g_array_append_vals (closure->hints, hints, G_N_ELEMENTS (hints));

  return closure;
}

static CorPost *
new_post (void)
{
  CorPost *post = cor_record_new (COR_RECORD_POST, NULL);

  post->post = COR_POST_RECEPTION;
  post->key = g_strdup ("reception-przemysl");
  set_names (&post->names, "Reception");
  g_strlcpy (post->country, "PL", 3);
  post->position = (CorPosition){ 49.78, 22.76 };
  post->position_is_approximate = TRUE;
  post->crossing_id = cor_id_from_key ("pl-krakivets");
  post->phone = g_strdup ("+48 16 0000000");
  post->phone_source = g_strdup ("web page");
  post->phone_date = g_strdup ("2022-02-20");
  post->address = g_strdup ("at the station");
  post->note = g_strdup ("day and night");

  return post;
}

static CorAgreedCorridor *
new_corridor (void)
{
  const CorPosition line[] = { { 48.5, 35.1 }, { 48.6, 34.8 }, { 48.7, 34.5 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  g_free (corridor->label);
  corridor->label = g_strdup ("By the old road");
  corridor->from_utc_s = 1645700000;
  corridor->until_utc_s = 1645800000;
  corridor->daily = (CorDaily){ 540, 1260, 0 };
  corridor->modes = COR_MODE_COACH;
  corridor->is_two_way = TRUE;
  corridor->max_column_vehicles = 30;
  corridor->min_spacing_min = 20;
  corridor->vehicles_per_h = 60;
  corridor->source = g_strdup ("the Red Cross");
  corridor->note = g_strdup ("white flags");

  return corridor;
}

static CorVehicle *
new_vehicle (void)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_AMBULANCE);

  g_free (vehicle->label);
  vehicle->label = g_strdup ("Ambulances of the city");
  vehicle->n_vehicles = 3;
  vehicle->seats = 2;
  vehicle->wheelchair_places = 1;
  vehicle->stretcher_places = 2;
  vehicle->has_oxygen = TRUE;
  vehicle->depot_position = (CorPosition){ 49.84, 24.03 };
  vehicle->depot_label = g_strdup ("Hospital");
  vehicle->available_from_utc_s = 1645700000;
  vehicle->available_until_utc_s = 1645900000;
  vehicle->driver_min = 600;
  vehicle->n_drivers = 2;
  vehicle->turnaround_min = 45;
  vehicle->hands_over = TRUE;
  vehicle->max_trips = 4;
  vehicle->note = g_strdup ("fuel for two trips");

  return vehicle;
}

static CorQuota *
new_quota (void)
{
  CorQuota *quota = cor_quota_new (NULL, "MD");

  quota->max_people = 500;
  quota->is_daily = TRUE;
  quota->from_utc_s = 1645700000;
  quota->until_utc_s = 1645900000;
  quota->source = g_strdup ("the ministry");

  return quota;
}

static CorScenario *
new_scenario (void)
{
  CorScenario *scenario = cor_scenario_new (NULL, "Poland closes");

  scenario->created_utc_s = 1645700002;
  scenario->parent_id = cor_id_new ();
  scenario->note = g_strdup ("asked for by the ambassador");

  return scenario;
}

static CorPerson *
new_full_person (const CorId *list_id)
{
  CorPerson *person = store_fixture_new_person (9);
  CorParticulars *particulars = cor_person_edit_particulars (person);

  particulars->family_name = g_strdup ("Zelikovitch");
  particulars->given_name = g_strdup ("");
  particulars->nationality = g_strdup ("IL");
  particulars->email = g_strdup ("a@example.org");
  particulars->address = g_strdup ("Bakhmutska street 17, flat 5");
  particulars->notes = g_strdup ("speaks\nthree languages");
  particulars->bad_fields = g_strsplit ("birth_date|yesterday", "|", -1);
  particulars->merged = g_new0 (char *, 1);
  person->list_id = *list_id;
  person->household_id = cor_id_new ();
  person->place_id = cor_id_from_place_number (4711);
  person->placement = COR_PLACEMENT_CONFIRMED;
  person->has_position = TRUE;
  person->position = (CorPosition){ 49.99, 36.25 };
  person->needs = COR_NEED_OXYGEN | COR_NEED_OTHER;
  person->car = COR_ANSWER_YES;
  person->may_be_refused_exit = TRUE;
  person->status = COR_STATUS_DECLINED;
  person->flags = 1u << COR_FIELD_BIRTH_DATE;
  person->ready_utc_s = 1645732800;
  person->priority = COR_PRIORITY_URGENT;
  person->free_seats = 2;
  person->seat_wanted = TRUE;

  return person;
}

/* Puts at least one record of each kind, all of its fields filled. */
CorEdit *
store_fixture_new_edit_of_everything (void)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_IMPORT_LIST, "everything.csv");
  CorList *list = cor_record_new (COR_RECORD_LIST, NULL);
  CorFinding *finding = cor_record_new (COR_RECORD_FINDING, NULL);
  CorId place_id = cor_id_from_place_number (4711);
  CorRally *rally = cor_record_new (COR_RECORD_RALLY, &place_id);
  CorPerson *person;

  list->file_name = g_strdup ("everything.csv");
  list->sheet = g_strdup ("Sheet 2");
  list->encoding = g_strdup ("utf-8");
  list->imported_utc_s = 1645700001;
  list->n_rows = 21;
  list->n_added = 1;
  list->n_merged = 2;
  list->n_rejected = 3;
  list->n_blank = 15;
  list->n_people = 2;
  person = new_full_person (&list->record.id);
  finding->finding = COR_FINDING_BAD_FIELD;
  finding->person_id = person->record.id;
  finding->other_id = cor_id_new ();
  finding->field = COR_FIELD_BIRTH_DATE;
  finding->resolved = TRUE;
  rally->position = (CorPosition){ 49.9, 36.2 };
  rally->label = g_strdup ("the station");

  cor_edit_put (edit, list);
  cor_edit_put (edit, person);
  cor_edit_put (edit, store_fixture_new_person (10));
  cor_edit_put (edit, finding);
  cor_edit_put (edit, rally);
  cor_edit_put (edit, new_settlement ());
  cor_edit_put (edit, new_crossing ());
  cor_edit_put (edit, new_closure ());
  cor_edit_put (edit, new_post ());
  cor_edit_put (edit, new_corridor ());
  cor_edit_put (edit, new_vehicle ());
  cor_edit_put (edit, new_quota ());
  cor_edit_put (edit, new_scenario ());

  return edit;
}

char *
store_fixture_read (const char *path, gsize *length)
{
  char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);

  return bytes;
}
