/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-fixture.h"

static void
test_rows_add_up (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Registrations of 24 February,,,,,\n"
                  "\n"
                  "Full name,Passport,Date of birth,Phone,City,Number of people (including you)\n"
                  "Dana Levi,12345679,1980-03-02,+972 54 123 4567,Kyiv,3\n"
                  ",,,,Lviv,2\n"
                  "Dana Levi,12345679,02/03/1980,,Lviv,4\n"
                  ",,,,,\n"
                  "Oleh Bondar,,,050 111 22 33,Odesa,\n"
                  "Total: 2,,,,,\n");

  g_assert_cmpuint (fixture->report->n_rows, ==, 9);
  g_assert_cmpuint (fixture->report->n_added, ==, 2);
  g_assert_cmpuint (fixture->report->n_merged, ==, 1);
  g_assert_cmpuint (fixture->report->n_rejected, ==, 2);
  g_assert_cmpuint (fixture->report->n_blank, ==, 4);
  g_assert_cmpuint (fixture->report->n_people_added, ==, 5);
  g_assert_cmpuint (((CorIntakeReject *) fixture->report->rejects->pdata[0])->row, ==, 5);
}

static void
test_person_is_read (Fixture *fixture, gconstpointer data)
{
  CorPerson *person;

  fixture_import (fixture, "list.csv",
                  "Surname;First name;Citizenship;Passport No;DOB;Phone;Town;Oblast;Others with "
                  "you;Needs;Car;Notes\n"
                  "Cohen;Yael;Israel;ab 123456;25/12/1991;054-1234567 / +380 67 123 45 "
                  "67;Kharkiv;Kharkivska;2;wheelchair, insulin;yes;call first\n");
  person = fixture_find_row (fixture, 2);

  g_assert_nonnull (person);
  g_assert_cmpstr (person->particulars->full_name, ==, "Yael Cohen");
  g_assert_cmpstr (person->particulars->family_name, ==, "Cohen");
  g_assert_cmpuint (person->particulars->birth_date, ==, 19911225);
  g_assert_cmpstr (person->particulars->phones[0], ==, "+972541234567");
  g_assert_cmpstr (person->particulars->phones[1], ==, "+380671234567");
  g_assert_cmpuint (person->party_size, ==, 3);
  g_assert_cmpuint (person->needs, ==, COR_NEED_WHEELCHAIR | COR_NEED_MEDICATION);
  g_assert_cmpint (person->car, ==, COR_ANSWER_YES);
  g_assert_cmpint (person->placement, ==, COR_PLACEMENT_CONFIRMED);
  g_assert_cmpstr (fixture_get_place (fixture, person)->names.text[COR_LANGUAGE_EN], ==, "Kharkiv");
}

static void
test_bad_field_loses_nobody (Fixture *fixture, gconstpointer data)
{
  CorPerson *person;

  fixture_import (fixture, "list.csv",
                  "Name,Birth date,Phone,People\n"
                  "Ivan Franko,31.02.1980,12,many\n");
  person = fixture_find_row (fixture, 2);

  g_assert_nonnull (person);
  g_assert_cmpuint (person->flags, ==,
                    1u << COR_FIELD_BIRTH_DATE | 1u << COR_FIELD_PHONE |
                        1u << COR_FIELD_PARTY_TOTAL);
  g_assert_cmpstr (person->particulars->bad_fields[0], ==, "birth_date");
  g_assert_cmpstr (person->particulars->bad_fields[1], ==, "31.02.1980");
  g_assert_cmpuint (person->party_size, ==, 1);
  g_assert_cmpuint (fixture->report->n_people_added, ==, 1);
  g_assert_cmpuint (cor_snapshot_get_records (fixture->plan, COR_RECORD_FINDING)->len, ==, 3);
}

static void
test_same_list_twice_adds_nobody (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Name,Phone,Birth date,City\n"
                             "Dana Levi,0541234567,1980-03-02,Kyiv\n"
                             "Oleh Bondar,+380671234567,1975-01-31,Lviv\n";

  fixture_import (fixture, "list.csv", text);
  g_assert_cmpuint (fixture->report->n_added, ==, 2);
  fixture_import (fixture, "again.csv", text);
  g_assert_cmpuint (fixture->report->n_added, ==, 0);
  g_assert_cmpuint (fixture->report->n_merged, ==, 2);
  g_assert_cmpuint (fixture->report->n_people_added, ==, 0);
}

static void
test_family_is_one_household (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Name,Phone,Birth date,People in party\n"
                  "Petro Kovalskyi,+380671234567,1975-01-31,4\n"
                  "Olena Kovalska,+380671234567,1977-05-11,4\n"
                  "Ivan Shevchenko,+380671234567,1990-05-11,2\n");

  g_assert_cmpuint (fixture->report->n_added, ==, 3);
  g_assert_cmpuint (fixture->report->n_people_added, ==, 6);
  g_assert_true (cor_id_equal (&fixture_find_row (fixture, 2)->household_id,
                               &fixture_find_row (fixture, 3)->household_id));
  g_assert_true (cor_id_is_nil (&fixture_find_row (fixture, 4)->household_id));
}

static void
test_rejects_file_is_safe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "rejects.csv", NULL);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GStatBuf status;

  fixture_import (fixture, "list.csv", "Name,Phone,City,Notes\n,,Kyiv,=HYPERLINK(1)\n");
  g_ptr_array_add (reports, fixture->report);
  g_assert_true (cor_intake_reports_write_rejects (reports, path, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_nonnull (strstr (text, "list.csv,,2,Name,\"no name, no document"));
  g_assert_nonnull (strstr (text, "'=HYPERLINK(1)"));
  g_stat (path, &status);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_cancel_stops (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "list.csv", "Name,Phone\nA B,0541234567\n", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, progress, &error);

  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      cor_intake_build_edit (intake, fixture->plan, NULL, NOW_UTC_S, progress, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/intake/import/rows-add-up", test_rows_add_up);
  ADD ("/intake/import/person-is-read", test_person_is_read);
  ADD ("/intake/import/bad-field-loses-nobody", test_bad_field_loses_nobody);
  ADD ("/intake/import/same-list-twice-adds-nobody", test_same_list_twice_adds_nobody);
  ADD ("/intake/import/family-is-one-household", test_family_is_one_household);
  ADD ("/intake/import/rejects-file-is-safe", test_rejects_file_is_safe);
  ADD ("/intake/import/cancel-stops", test_cancel_stops);

  return g_test_run ();
}
