/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-columns.h"
#include "cor-intake-report.h"
#include "intake-fixture.h"

#include <string.h>

typedef struct
{
  const char *heading;
  CorField field;
} HeadingCase;

static const HeadingCase headings[] = {
  { "Full name", COR_FIELD_FULL_NAME },
  { "NAME:", COR_FIELD_FULL_NAME },
  { "שם מלא", COR_FIELD_FULL_NAME },
  { "П.І.Б.", COR_FIELD_FULL_NAME },
  { "ФИО", COR_FIELD_FULL_NAME },
  { "Name / שם", COR_FIELD_FULL_NAME },
  { "Surname (as in passport)", COR_FIELD_FAMILY_NAME },
  { "שם משפחה", COR_FIELD_FAMILY_NAME },
  { "Прізвище", COR_FIELD_FAMILY_NAME },
  { "Ім’я", COR_FIELD_GIVEN_NAME },
  { "Отчество", COR_FIELD_GIVEN_NAME },
  { "Passport no.", COR_FIELD_PASSPORT },
  { "ת\"ז / דרכון", COR_FIELD_PASSPORT },
  { "מס' דרכון", COR_FIELD_PASSPORT },
  { "Серія та номер паспорта", COR_FIELD_PASSPORT },
  { "Passport expiry date", COR_FIELD_IGNORE },
  { "DOB", COR_FIELD_BIRTH_DATE },
  { "Date of birth (DD/MM/YYYY)", COR_FIELD_BIRTH_DATE },
  { "תאריך לידה", COR_FIELD_BIRTH_DATE },
  { "Дата рождения", COR_FIELD_BIRTH_DATE },
  { "Mobile phone / WhatsApp", COR_FIELD_PHONE },
  { "טלפון נייד", COR_FIELD_PHONE },
  { "Телефон для зв'язку", COR_FIELD_PHONE },
  { "Which city are you in now?", COR_FIELD_PLACE },
  { "עיר", COR_FIELD_PLACE },
  { "Населений пункт", COR_FIELD_PLACE },
  { "Область", COR_FIELD_OBLAST },
  { "Location (GPS)", COR_FIELD_COORDINATES },
  { "Широта", COR_FIELD_LATITUDE },
  { "Number of people (including you)", COR_FIELD_PARTY_TOTAL },
  { "How many people, not including you", COR_FIELD_PARTY_OTHERS },
  { "Number of people travelling with you", COR_FIELD_PARTY_OTHERS },
  { "מס' נפשות", COR_FIELD_PARTY_TOTAL },
  { "מספר נפשות (לא כולל הפונה)", COR_FIELD_PARTY_OTHERS },
  { "Кількість осіб", COR_FIELD_PARTY_TOTAL },
  { "Кількість осіб (крім заявника)", COR_FIELD_PARTY_OTHERS },
  { "Сколько человек с вами", COR_FIELD_PARTY_OTHERS },
  { "Do you have a car?", COR_FIELD_CAR },
  { "האם יש רכב?", COR_FIELD_CAR },
  { "Наявність авто", COR_FIELD_CAR },
  { "Special needs / medical", COR_FIELD_NEEDS },
  { "Особливі потреби", COR_FIELD_NEEDS },
  { "Может быть отказано в выезде", COR_FIELD_MAY_BE_REFUSED_EXIT },
  { "Timestamp", COR_FIELD_IGNORE },
  { "№ п/п", COR_FIELD_IGNORE },
  { "הערות", COR_FIELD_NOTES },
};

static void
test_headings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      double confidence;
      CorField field = cor_heading_recognise (headings[i].heading, &confidence);

      if (field != headings[i].field)
        g_error ("\"%s\" is taken for %s, not %s", headings[i].heading, cor_field_get_code (field),
                 cor_field_get_code (headings[i].field));
      g_assert_cmpfloat (confidence, <=, 1.0);
    }
}

static CorIntake *
read_text (Fixture *fixture, const char *text)
{
  g_autofree char *path = fixture_write (fixture, "list.csv", text, -1);
  g_autoptr (GError) error = NULL;
  CorIntake *intake = cor_intake_read (path, NULL, NULL, &error);

  g_assert_no_error (error);

  return intake;
}

static CorField
get_column (const CorIntake *intake, guint index)
{
  return ((CorIntakeColumn *) cor_intake_get_columns (intake)->pdata[index])->field;
}

static void
test_titles_stand_above (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorIntake) intake = read_text (fixture, "Citizens and their phones,,\n"
                                                     "as of Thursday,,\n"
                                                     ",,\n"
                                                     "Name,Phone,City\n"
                                                     "Dana Levi,0541234567,Kyiv\n");

  g_assert_cmpuint (cor_intake_get_first_index (intake), ==, 4);
}

static void
test_name_beside_surname_is_given (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorIntake) split = read_text (fixture, "Name,Surname,Phone\nA,B,0541234567\n");
  g_autoptr (CorIntake) lone = read_text (fixture, "Ім'я;Телефон\nДана Левченко;0671234567\n");

  g_assert_cmpint (get_column (split, 0), ==, COR_FIELD_GIVEN_NAME);
  g_assert_cmpint (get_column (lone, 0), ==, COR_FIELD_FULL_NAME);
}

static void
test_noughts_count_the_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorIntake) intake =
      read_text (fixture, "Name,Family members\nA,0\nB,2\nC,0\nD,0\nE,3\n");

  g_assert_cmpint (get_column (intake, 1), ==, COR_FIELD_PARTY_OTHERS);
}

static void
test_officer_corrects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorIntake) intake = read_text (fixture, "Who,Where\nDana Levi,Kyiv\n");
  g_autoptr (CorEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  CorIntakeReport *report = NULL;
  CorIntakeColumn *column;

  cor_intake_set_column_field (intake, 0, COR_FIELD_FULL_NAME);
  edit = cor_intake_build_edit (intake, fixture->plan, NULL, NOW_UTC_S, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_added, ==, 1);
  column = report->columns->pdata[0];
  g_assert_cmpstr (column->heading, ==, "Who");
  g_assert_cmpint (column->field, ==, COR_FIELD_FULL_NAME);
  g_assert_cmpfloat (column->confidence, ==, 1.0);
  cor_intake_report_free (report);
}

static void
test_no_two_columns_have_one_heading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorIntake) intake =
      read_text (fixture, "Name,Phone,Phone,,Phone\nA,0541234567,0671234567,x,\n");
  GPtrArray *columns = cor_intake_get_columns (intake);

  g_assert_cmpstr (((CorIntakeColumn *) columns->pdata[1])->heading, ==, "Phone");
  g_assert_cmpstr (((CorIntakeColumn *) columns->pdata[2])->heading, ==, "Phone (2)");
  g_assert_cmpstr (((CorIntakeColumn *) columns->pdata[3])->heading, ==, "Column 4");
  g_assert_cmpstr (((CorIntakeColumn *) columns->pdata[4])->heading, ==, "Phone (3)");
}

static void
test_list_without_headings (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "1;Олена Коваль;AB123456;02.03.1980;+380671234567;Львів\n"
                  "2;דנה לוי;012345674;25.12.1991;054-1234567;Київ\n"
                  "3;Ivan Qwertyuk;X0123456;;0671234568;Одеса\n");

  g_assert_cmpuint (fixture->report->n_added, ==, 3);
  g_assert_cmpuint (fixture->report->n_blank, ==, 0);
  g_assert_cmpstr (fixture_find_row (fixture, 2)->particulars->full_name, ==, "דנה לוי");
  g_assert_cmpuint (fixture_find_row (fixture, 1)->particulars->birth_date, ==, 19800302);
  g_assert_cmpstr (fixture_find_row (fixture, 3)->particulars->passport, ==, "X0123456");
  g_assert_cmpstr (fixture_find_row (fixture, 3)->particulars->phones[0], ==, "+380671234568");
}

static void
test_repeated_headings_are_blank (Fixture *fixture, gconstpointer data)
{
  fixture_import (fixture, "list.csv",
                  "Name,Phone\nDana Levi,0541234567\nName,Phone\nOleh Bondar,0671234567\n");
  g_assert_cmpuint (fixture->report->n_added, ==, 2);
  g_assert_cmpuint (fixture->report->n_blank, ==, 2);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/intake/columns/headings", test_headings);
  ADD ("/intake/columns/titles-stand-above", test_titles_stand_above);
  ADD ("/intake/columns/name-beside-surname-is-given", test_name_beside_surname_is_given);
  ADD ("/intake/columns/noughts-count-the-others", test_noughts_count_the_others);
  ADD ("/intake/columns/officer-corrects", test_officer_corrects);
  ADD ("/intake/columns/no-two-columns-have-one-heading", test_no_two_columns_have_one_heading);
  ADD ("/intake/columns/list-without-headings", test_list_without_headings);
  ADD ("/intake/columns/repeated-headings-are-blank", test_repeated_headings_are_blank);

  return g_test_run ();
}
