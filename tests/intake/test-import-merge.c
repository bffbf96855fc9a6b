/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-fixture.h"

#include <string.h>

static guint
count_findings (Fixture *fixture, CorFindingKind kind)
{
  GPtrArray *findings = cor_snapshot_get_records (fixture->plan, COR_RECORD_FINDING);
  guint n_findings = 0;

  for (guint i = 0; i < findings->len; i++)
    n_findings += ((CorFinding *) findings->pdata[i])->finding == kind ? 1 : 0;

  return n_findings;
}

static CorPerson *
get_only_person (Fixture *fixture)
{
  GPtrArray *persons = cor_snapshot_get_records (fixture->plan, COR_RECORD_PERSON);

  g_assert_cmpuint (persons->len, ==, 1);

  return persons->pdata[0];
}

static void
test_merge_loses_nothing (Fixture *fixture, gconstpointer data)
{
  const CorPerson *person;

  fixture_import (fixture, "web.csv",
                  "Name,Passport,Birth date,Phone,City,People,Notes\n"
                  "Dana Levi,012345674,02/03/1980,0541234567,Kyiv,2,second floor\n");
  fixture_import (fixture, "hotline.csv",
                  "שם,תעודת זהות,טלפון,עיר,נפשות,צרכים,הערות\n"
                  "דנה לוי,12345674,0671234567,לבוב,5,כיסא גלגלים,להתקשר בערב\n");
  person = get_only_person (fixture);

  g_assert_cmpuint (fixture->report->n_merged, ==, 1);
  g_assert_cmpuint (fixture->report->n_people_added, ==, 3);
  g_assert_cmpuint (person->party_size, ==, 5);
  g_assert_cmpuint (person->needs, ==, COR_NEED_WHEELCHAIR);
  g_assert_cmpuint (g_strv_length (person->particulars->phones), ==, 2);
  g_assert_cmpstr (person->particulars->notes, ==, "second floor");
  g_assert_nonnull (strstr (person->particulars->merged[0], "hotline.csv, row 2"));
  g_assert_nonnull (strstr (person->particulars->merged[0], "להתקשר בערב"));
  g_assert_cmpuint (count_findings (fixture, COR_FINDING_PLACE_DIFFERS), ==, 1);
  g_assert_cmpstr (fixture_get_place (fixture, person)->names.text[COR_LANGUAGE_EN], ==, "Kyiv");
}

/* The second list is known by what only the merged row brought. */
static void
test_merged_keys_are_known (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Name,Passport,Birth date,Phone\n"
                  "Dana Levi,AB123456,1980-03-02,\n"
                  "Dana Levi,AB123456,,0541234567\n"
                  "דנה לוי,,02.03.1980,+972 54 1234567\n");
  g_assert_cmpuint (fixture->report->n_merged, ==, 2);
  (void) get_only_person (fixture);
}

static void
test_contradiction_is_listed (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Name,Birth date,Phone\n"
                  "Maria Petrenko,2010-03-02,0671234567\n"
                  "Marina Petrenko,2010-03-02,0671234567\n");
  g_assert_cmpuint (fixture->report->n_added, ==, 2);
  g_assert_cmpuint (fixture->report->n_possible_duplicates, ==, 1);
  g_assert_cmpuint (count_findings (fixture, COR_FINDING_POSSIBLE_DUPLICATE), ==, 1);
}

static void
test_swapped_position_is_turned (Fixture *fixture, gconstpointer data)
{
  const CorPerson *person;

  fixture_import (fixture, "list.csv", "Name,Latitude,Longitude\nDana Levi,24.03,49.84\n");
  person = get_only_person (fixture);
  g_assert_cmpfloat (person->position.lat_deg, ==, 49.84);
  g_assert_cmpint (person->placement, ==, COR_PLACEMENT_CONFIRMED);
  g_assert_cmpstr (fixture_get_place (fixture, person)->names.text[COR_LANGUAGE_EN], ==, "Lviv");
  g_assert_cmpuint (count_findings (fixture, COR_FINDING_SWAPPED_POSITION), ==, 1);
}

static void
test_place_abroad_is_bad (Fixture *fixture, gconstpointer data)
{
  const CorPerson *person;

  fixture_import (fixture, "list.csv", "Name,Coordinates\nDana Levi,\"31.7683, 35.2137\"\n");
  person = get_only_person (fixture);
  g_assert_false (person->has_position);
  g_assert_cmpuint (person->flags, ==, 1u << COR_FIELD_COORDINATES);
  g_assert_cmpint (person->placement, ==, COR_PLACEMENT_NONE);
}

static void
test_doubtful_place_is_left (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Name,City,Oblast\n"
                  "Dana Levi,Andriivka,\n"
                  "Oleh Bondar,בדרך,\n"
                  "Ivan Franko,Lviv,Lviv oblast\n");
  g_assert_cmpint (fixture_find_row (fixture, 2)->placement, ==, COR_PLACEMENT_NONE);
  g_assert_cmpstr (fixture_find_row (fixture, 2)->place_text, ==, "Andriivka");
  g_assert_cmpint (fixture_find_row (fixture, 3)->placement, ==, COR_PLACEMENT_NONE);
  g_assert_cmpint (fixture_find_row (fixture, 4)->placement, ==, COR_PLACEMENT_CONFIRMED);
}

/* An officer took the two apart: a list that names them again leaves them so. */
static void
test_split_household_stays_split (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Name,Birth date,Phone\n"
                             "Petro Koval,1975-01-31,0671234567\n"
                             "Olena Koval,1977-05-11,0671234567\n";
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_SPLIT_HOUSEHOLD, NULL);
  GPtrArray *persons;
  CorSnapshot *after;

  fixture_import (fixture, "list.csv", text);
  persons = cor_snapshot_get_records (fixture->plan, COR_RECORD_PERSON);
  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *copy = cor_record_copy (persons->pdata[i]);

      g_assert_false (cor_id_is_nil (&copy->household_id));
      copy->household_id = COR_ID_NIL;
      cor_edit_put (edit, copy);
    }
  after = cor_snapshot_apply (fixture->plan, edit, 9);
  cor_snapshot_unref (fixture->plan);
  fixture->plan = after;
  fixture_import (fixture, "again.csv", text);

  persons = cor_snapshot_get_records (fixture->plan, COR_RECORD_PERSON);
  g_assert_cmpuint (persons->len, ==, 2);
  for (guint i = 0; i < persons->len; i++)
    g_assert_true (cor_id_is_nil (&((CorPerson *) persons->pdata[i])->household_id));
}

static void
test_same_input_gives_same_edit (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Name,Birth date,Phone,City\n"
                             "Petro Koval,1975-01-31,0671234567,Kyiv\n"
                             "Olena Koval,1977-05-11,0671234567,Lviv\n";
  g_autofree char *path = fixture_write (fixture, "list.csv", text, -1);
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, NULL);
  g_autoptr (CorEdit) one =
      cor_intake_build_edit (intake, fixture->plan, NULL, NOW_UTC_S, NULL, NULL, NULL);
  g_autoptr (CorEdit) other =
      cor_intake_build_edit (intake, fixture->plan, NULL, NOW_UTC_S, NULL, NULL, NULL);
  GPtrArray *left = cor_edit_get_puts (one, COR_RECORD_PERSON);
  GPtrArray *right = cor_edit_get_puts (other, COR_RECORD_PERSON);

  g_assert_cmpuint (left->len, ==, right->len);
  for (guint i = 0; i < left->len; i++)
    {
      CorPerson *a = left->pdata[i], *b = right->pdata[i];

      g_assert_true (cor_id_equal (&a->record.id, &b->record.id));
      g_assert_true (cor_id_equal (&a->household_id, &b->household_id));
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/intake/merge/loses-nothing", test_merge_loses_nothing);
  ADD ("/intake/merge/merged-keys-are-known", test_merged_keys_are_known);
  ADD ("/intake/merge/contradiction-is-listed", test_contradiction_is_listed);
  ADD ("/intake/place/swapped-position-is-turned", test_swapped_position_is_turned);
  ADD ("/intake/place/abroad-is-bad", test_place_abroad_is_bad);
  ADD ("/intake/place/doubtful-place-is-left", test_doubtful_place_is_left);
  ADD ("/intake/household/split-stays-split", test_split_household_stays_split);
  ADD ("/intake/import/same-input-gives-same-edit", test_same_input_gives_same_edit);

  return g_test_run ();
}
