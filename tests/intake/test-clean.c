/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"
#include "intake-fixture.h"

#include <math.h>

static void
test_birth_dates (void)
{
  static const struct
  {
    const char *text;
    guint n_month_first;
    guint date; /* 0: bad */
  } cases[] = {
    { "1980-03-02", 0, 19800302 },
    { "02/03/1980", 0, 19800302 },
    { "02/03/1980", 1, 19800203 },
    { "12/25/1980", 0, 19801225 },
    { "25/12/1980", 1, 19801225 },
    { "2.3.1980", 1, 19800302 },
    { "2.3.80", 0, 19800302 },
    { "02-03-22", 0, 20220302 },
    { "02-03-23", 0, 19230302 },
    { "2 March 1980", 0, 19800302 },
    { "March 2, 1980", 0, 19800302 },
    { "2nd Mar 1980", 0, 19800302 },
    { "2 березня 1980 р.", 0, 19800302 },
    { "2 марта 1980 г.", 0, 19800302 },
    { "2 במרץ 1980", 0, 19800302 },
    { "1980-03-02T00:00:00Z", 0, 19800302 },
    { "1980-03-02 00:00", 0, 19800302 },
    { "29282", 0, 19800302 },
    { "19800302", 0, 19800302 },
    { "02031980", 0, 19800302 },
    { "1980", 0, 19800000 },
    { "1980 р.н.", 0, 19800000 },
    { "03/1980", 0, 19800300 },
    { "1980/3/2", 0, 19800302 },
    { "31.02.1980", 0, 0 },
    { "1.13.1975", 0, 0 },
    { "2.3.2031", 0, 0 },
    { "01/01/1850", 0, 0 },
    { "00.00.0000", 0, 0 },
    { "spring", 0, 0 },
    { "35 years", 0, 0 },
    { "1.2.3.4", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorDateEvidence evidence = { 0, cases[i].n_month_first };
      guint date;
      CorCleaned cleaned = cor_clean_birth_date (cases[i].text, &evidence, NOW_UTC_S, &date);

      if (date != cases[i].date || (cleaned == COR_CLEANED_GOOD) != (date != 0))
        g_error ("%s is read as %u, not %u", cases[i].text, date, cases[i].date);
    }
}

static void
test_column_tells_the_order (void)
{
  CorDateEvidence evidence = { 0 };
  guint date;

  cor_date_evidence_add (&evidence, "12/25/1980");
  cor_date_evidence_add (&evidence, "3/4/1980");
  cor_date_evidence_add (&evidence, "25.12.1980");
  g_assert_cmpuint (evidence.n_month_first, ==, 1);
  g_assert_cmpuint (evidence.n_day_first, ==, 0);
  cor_clean_birth_date ("3/4/1980", &evidence, NOW_UTC_S, &date);
  g_assert_cmpuint (date, ==, 19800304);
}

static void
test_phones (void)
{
  static const struct
  {
    const char *text;
    guint n_israel;
    guint n_ukraine;
    const char *phones; /* with spaces between */
    CorCleaned cleaned;
  } cases[] = {
    { "+972 54-123-4567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "+972 (0)54 123 4567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "00972541234567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "972541234567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "054-1234567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "541234567", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "050 123 45 67", 0, 0, "0501234567", COR_CLEANED_GOOD },
    { "050 123 45 67", 9, 0, "+972501234567", COR_CLEANED_GOOD },
    { "050 123 45 67", 0, 9, "+380501234567", COR_CLEANED_GOOD },
    { "067 123 45 67", 0, 0, "+380671234567", COR_CLEANED_GOOD },
    { "380671234567", 0, 0, "+380671234567", COR_CLEANED_GOOD },
    { "+38 067 123 45 67", 0, 0, "+380671234567", COR_CLEANED_GOOD },
    { "8 067 123 45 67", 0, 0, "+380671234567", COR_CLEANED_GOOD },
    { "03-1234567", 0, 0, "+97231234567", COR_CLEANED_GOOD },
    { "+48 601 234 567", 0, 0, "+48601234567", COR_CLEANED_GOOD },
    { "0541234567 / 067-123-45-67", 0, 0, "+972541234567 +380671234567", COR_CLEANED_GOOD },
    { "0541234567 або 0671234567", 0, 0, "+972541234567 +380671234567", COR_CLEANED_GOOD },
    { "0541234567 0671234567", 0, 0, "+972541234567 +380671234567", COR_CLEANED_GOOD },
    { "+972541234567+380671234567", 0, 0, "+972541234567 +380671234567", COR_CLEANED_GOOD },
    { "tel. 0541234567 (wife)", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "972541234567.0", 0, 0, "+972541234567", COR_CLEANED_GOOD },
    { "9.72541E+11", 0, 0, "", COR_CLEANED_BAD },
    { "12", 0, 0, "", COR_CLEANED_BAD },
    { "0000000000", 0, 0, "", COR_CLEANED_BAD },
    { "no phone", 0, 0, "", COR_CLEANED_BAD },
    { "אין", 0, 0, "", COR_CLEANED_BLANK },
    { "-", 0, 0, "", COR_CLEANED_BLANK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorPhoneEvidence evidence = { cases[i].n_israel, cases[i].n_ukraine };
      g_auto (GStrv) phones = NULL;
      CorCleaned cleaned = cor_clean_phones (cases[i].text, &evidence, &phones);
      g_autofree char *joined = phones != NULL ? g_strjoinv (" ", phones) : g_strdup ("");

      if (g_strcmp0 (joined, cases[i].phones) != 0 || cleaned != cases[i].cleaned)
        g_error ("%s is read as \"%s\", not \"%s\"", cases[i].text, joined, cases[i].phones);
    }
}

static void
test_parties (void)
{
  static const struct
  {
    const char *text;
    gboolean others;
    guint party; /* 0: bad */
  } cases[] = {
    { "3", FALSE, 3 },
    { "3", TRUE, 4 },
    { "0", TRUE, 1 },
    { "3.0", FALSE, 3 },
    { "2+1", FALSE, 3 },
    { "2+1", TRUE, 4 },
    { "family of 4", FALSE, 4 },
    { "family of 4", TRUE, 4 },
    { "four", FALSE, 4 },
    { "four people", FALSE, 4 },
    { "משפחה בת 5", FALSE, 5 },
    { "זוג", FALSE, 2 },
    { "שלושה", FALSE, 3 },
    { "троє", FALSE, 3 },
    { "двое", TRUE, 3 },
    { "4 особи", FALSE, 4 },
    { "2 adults and 3 children", FALSE, 5 },
    { "wife and 2 children", TRUE, 4 },
    { "me + 3", FALSE, 4 },
    { "+3", FALSE, 4 },
    { "alone", FALSE, 1 },
    { "לבד", FALSE, 1 },
    { "сама", FALSE, 1 },
    { "just me", TRUE, 1 },
    { "many", FALSE, 0 },
    { "-2", FALSE, 0 },
    { "2.5", FALSE, 0 },
    { "0", FALSE, 0 },
    { "2022-02-03", FALSE, 0 },
    { "3-4", FALSE, 0 },
    { "90000", FALSE, 0 },
    { "5?", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint party;
      CorCleaned cleaned = cor_clean_party (cases[i].text, cases[i].others, &party);

      if ((cleaned == COR_CLEANED_BAD) != (cases[i].party == 0) || party != MAX (cases[i].party, 1))
        g_error ("\"%s\" is read as %u, not %u", cases[i].text, party, cases[i].party);
    }
}

static void
test_needs (void)
{
  static const struct
  {
    const char *text;
    guint needs;
  } cases[] = {
    { "wheelchair", COR_NEED_WHEELCHAIR },
    { "Wheelchair, insulin", COR_NEED_WHEELCHAIR | COR_NEED_MEDICATION },
    { "כיסא גלגלים; תרופות", COR_NEED_WHEELCHAIR | COR_NEED_MEDICATION },
    { "אישה בהריון", COR_NEED_PREGNANT },
    { "вагітна / немовля", COR_NEED_PREGNANT | COR_NEED_INFANT },
    { "інвалідний візок", COR_NEED_WHEELCHAIR },
    { "лежачий", COR_NEED_STRETCHER },
    { "пожилая, кислород", COR_NEED_ELDERLY | COR_NEED_OXYGEN },
    { "cat and dog", COR_NEED_PET },
    { "none", 0 },
    { "אין", 0 },
    { "немає", 0 },
    { "kosher food", COR_NEED_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint needs;

      cor_clean_needs (cases[i].text, &needs);
      if (needs != cases[i].needs)
        g_error ("\"%s\" is read as %x, not %x", cases[i].text, needs, cases[i].needs);
    }
}

static void
test_positions (void)
{
  static const struct
  {
    const char *text;
    double lat_deg; /* 0: bad */
    double lon_deg;
    gboolean swapped;
  } cases[] = {
    { "48.9226, 24.7111", 48.9226, 24.7111, FALSE },
    { "24.7111, 48.9226", 48.9226, 24.7111, TRUE },
    { "48,9226; 24,7111", 48.9226, 24.7111, FALSE },
    { "48.9226 24.7111", 48.9226, 24.7111, FALSE },
    { "N48.9226 E24.7111", 48.9226, 24.7111, FALSE },
    { "48.9226° N, 24.7111° E", 48.9226, 24.7111, FALSE },
    { "24.7111 E, 48.9226 N", 48.9226, 24.7111, FALSE },
    { "48°55'21.4\"N 24°42'40\"E", 48.92261, 24.71111, FALSE },
    { "48° 55.356' 24° 42.666'", 48.9226, 24.7111, FALSE },
    { "https://www.google.com/maps/@48.9226,24.7111,15z", 48.9226, 24.7111, FALSE },
    { "https://maps.google.com/?q=48.9226,24.7111", 48.9226, 24.7111, FALSE },
    { "https://www.google.com/maps/place/X/@1,2,3z/data=!3d48.9226!4d24.7111", 48.9226, 24.7111,
      FALSE },
    { "https://www.openstreetmap.org/?mlat=48.9226&mlon=24.7111", 48.9226, 24.7111, FALSE },
    { "geo:48.9226,24.7111?z=11", 48.9226, 24.7111, FALSE },
    { "POINT (24.7111 48.9226)", 48.9226, 24.7111, FALSE },
    { "31.7683, 35.2137", 0, 0, FALSE },
    { "https://maps.app.goo.gl/abc", 0, 0, FALSE },
    { "48.9226", 0, 0, FALSE },
    { "0, 0", 0, 0, FALSE },
    { "48°75'00\" 24°42'00\"", 0, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorPosition position;
      gboolean swapped;
      CorCleaned cleaned = cor_clean_position (cases[i].text, &position, &swapped);

      if ((cleaned == COR_CLEANED_GOOD) != (cases[i].lat_deg > 0) || swapped != cases[i].swapped ||
          fabs (position.lat_deg - cases[i].lat_deg) > 2e-5 ||
          fabs (position.lon_deg - cases[i].lon_deg) > 2e-5)
        g_error ("\"%s\" is read as %f, %f", cases[i].text, position.lat_deg, position.lon_deg);
    }
}

static void
test_passports (void)
{
  static const struct
  {
    const char *a;
    const char *b;
  } same[] = {
    { "AB 123456", "ab123456" },      { "АВ123456", "AB-123456" },
    { "012345674", "12345674.0" },    { "Passport No. 12345674", "12345674" },
    { "ת.ז. 012345674", "12345674" }, { "Паспорт № ФФ123456", "фф 123456" },
  };
  static const char *const bad[] = { "lost", "123", "000000000", "אבד", "+380671234567890123456" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_auto (GStrv) a = NULL;
      g_auto (GStrv) b = NULL;

      g_assert_cmpint (cor_clean_passport (same[i].a, &a), ==, COR_CLEANED_GOOD);
      g_assert_cmpint (cor_clean_passport (same[i].b, &b), ==, COR_CLEANED_GOOD);
      g_assert_cmpstr (a[0], ==, b[0]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (cor_clean_passport (bad[i], NULL), ==, COR_CLEANED_BAD);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *text;
    CorAnswer answer;
    CorCleaned cleaned;
  } cases[] = {
    { "Yes", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "yes, 5 seats", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "כן", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "אין", COR_ANSWER_NO, COR_CLEANED_GOOD },
    { "є", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "Ні", COR_ANSWER_NO, COR_CLEANED_GOOD },
    { "нет", COR_ANSWER_NO, COR_CLEANED_GOOD },
    { "-", COR_ANSWER_NO, COR_CLEANED_GOOD },
    { "+", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "TRUE", COR_ANSWER_YES, COR_CLEANED_GOOD },
    { "0", COR_ANSWER_NO, COR_CLEANED_GOOD },
    { "", COR_ANSWER_UNKNOWN, COR_CLEANED_BLANK },
    { "maybe", COR_ANSWER_UNKNOWN, COR_CLEANED_BAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorAnswer answer;
      CorCleaned cleaned = cor_clean_answer (cases[i].text, &answer);

      if (answer != cases[i].answer || cleaned != cases[i].cleaned)
        g_error ("\"%s\" is read as %d", cases[i].text, answer);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/intake/clean/birth-dates", test_birth_dates);
  g_test_add_func ("/intake/clean/column-tells-the-order", test_column_tells_the_order);
  g_test_add_func ("/intake/clean/phones", test_phones);
  g_test_add_func ("/intake/clean/parties", test_parties);
  g_test_add_func ("/intake/clean/needs", test_needs);
  g_test_add_func ("/intake/clean/positions", test_positions);
  g_test_add_func ("/intake/clean/passports", test_passports);
  g_test_add_func ("/intake/clean/answers", test_answers);

  return g_test_run ();
}
