/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-matcher.h"

#include <locale.h>

typedef enum
{
  DIFFERENT,
  CLOSE, /* or near */
  SAME,
} Expected;

static const struct
{
  const char *a;
  const char *b;
  Expected expected;
} names[] = {
  /* spelling and script */
  { "Oleksandr Shevchenko", "Олександр Шевченко", SAME },
  { "Aleksandr Shevchenko", "Олександр Шевченко", SAME },
  { "אולכסנדר שבצ'נקו", "Олександр Шевченко", SAME },
  { "אלכסנדר שבצנקו", "Oleksandr Shevchenko", SAME },
  { "Vladimir Zelensky", "Володимир Зеленський", SAME },
  { "דנה לוי", "Dana Levi", SAME },
  { "דנה לוי", "Дана Леві", SAME },
  { "משה כהן", "Moshe Cohen", SAME },
  { "Йосеф Коэн", "Joseph Cohen", SAME },
  { "יוסף כהן", "Йосиф Коэн", SAME },
  { "רבקה הורוביץ", "Rivka Horovitz", SAME },
  { "Sergey Kovalchuk", "Serhii Kovalchuk", SAME },
  { "סרגיי קובלצ'וק", "Сергій Ковальчук", SAME },
  { "Yuliia Bondarenko", "Юлия Бондаренко", SAME },
  { "Julia Bondarenko", "יוליה בונדרנקו", SAME },
  { "Ievgen Tymoshenko", "Євген Тимошенко", SAME },
  { "Khrystyna Hrytsenko", "כריסטינה גריצנקו", SAME },
  { "Maria Schwartz", "Мария Шварц", SAME },
  /* order, case, parts */
  { "SHEVCHENKO Oleksandr", "Oleksandr Shevchenko", SAME },
  { "Шевченко Олександр Петрович", "Oleksandr Shevchenko", SAME },
  { "Mr. Ivan Franko", "Franko, Ivan", SAME },
  { "Рабинович Анна Львовна", "Anna Rabinovich", SAME },
  { "Anna Kovalska", "Анна Ковальская", SAME },
  { "Maria Petrenko-Bondar", "Maria Petrenko", SAME },
  /* slips */
  { "Oleksandr Shevchenok", "Oleksandr Shevchenko", CLOSE },
  { "Oleksandr Shevchemko", "Oleksandr Shevchenko", CLOSE },
  { "O. Shevchenko", "Oleksandr Shevchenko", CLOSE },
  { "Shevchenko", "Oleksandr Shevchenko", CLOSE },
  /* numbered people */
  { "Test Person 7", "Person Test 7", SAME },
  { "Test Person 7", "Test Person 8", DIFFERENT },
  { "Test12 Person3", "Test1 Person23", DIFFERENT },
  { "Test Person 7", "Test Person", SAME },
  /* brothers, sisters, couples */
  { "Maria Petrenko", "Marina Petrenko", DIFFERENT },
  { "Olena Petrenko", "Alina Petrenko", DIFFERENT },
  { "אולנה פטרנקו", "אלינה פטרנקו", DIFFERENT },
  { "Daniel Levi", "Daniela Levi", DIFFERENT },
  { "דניאל לוי", "Daniela Levi", DIFFERENT },
  { "Oleksandr Petrenko", "Oleksandra Petrenko", DIFFERENT },
  { "אולכסנדר פטרנקו", "Олександра Петренко", DIFFERENT },
  { "Valentin Petrenko", "Valentina Petrenko", DIFFERENT },
  { "Yevhen Petrenko", "Yevheniia Petrenko", DIFFERENT },
  { "נועה לוי", "נועם לוי", DIFFERENT },
  { "Noa Levi", "Noam Levi", DIFFERENT },
  { "Tal Levi", "Gal Levi", DIFFERENT },
  { "Шевченко Петро Іванович", "Шевченко Іван Іванович", DIFFERENT },
  /* nobody in common */
  { "Ivan Franko", "Taras Shevchenko", DIFFERENT },
  { "Ivan Franko", "Ivan Bondar", DIFFERENT },
  { "Anna Koval", "Anna Kovalenko", DIFFERENT },
};

static Expected
tell (CorNameLikeness likeness)
{
  switch (likeness)
    {
    case COR_NAME_SAME:
      return SAME;
    case COR_NAME_CLOSE:
    case COR_NAME_NEAR:
      return CLOSE;
    default:
      return DIFFERENT;
    }
}

static gboolean
share_class (const CorNameKey *a, const CorNameKey *b)
{
  guint16 left[COR_NAME_MAX_PAIRS], right[COR_NAME_MAX_PAIRS];
  guint n_left = cor_name_key_list_pairs (a, left);
  guint n_right = cor_name_key_list_pairs (b, right);

  for (guint i = 0; i < n_left; i++)
    for (guint j = 0; j < n_right; j++)
      if (left[i] == right[j])
        return TRUE;

  return FALSE;
}

static void
test_names (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CorNameKey a, b;
      Expected one, other;

      cor_name_key_init (&a, NULL, NULL, names[i].a);
      cor_name_key_init (&b, NULL, NULL, names[i].b);
      one = tell (cor_name_key_compare (&a, &b));
      other = tell (cor_name_key_compare (&b, &a));
      if (one != names[i].expected || other != names[i].expected)
        {
          g_test_message ("%s and %s are %d and %d, not %d", names[i].a, names[i].b, one, other,
                          names[i].expected);
          n_wrong++;
        }
      if (names[i].expected == SAME)
        g_assert_true (share_class (&a, &b));
    }

  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_families (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean shared;
  } cases[] = {
    { "Petro Kovalskyi", "Olena Kovalska", TRUE },
    { "Иванов Пётр", "Anna Ivanova", TRUE },
    { "דוד לוין", "Sara Levin", TRUE },
    { "Rabinovich Anna", "Рабинович Лев Львович", TRUE },
    { "Ivan Petrenko", "Ivan Bondar", FALSE },
    { "Шевченко Петро Іванович", "Бондар Іван Іванович", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorNameKey a, b;

      cor_name_key_init (&a, NULL, NULL, cases[i].a);
      cor_name_key_init (&b, NULL, NULL, cases[i].b);
      if (cor_name_key_shares_family (&a, &b) != cases[i].shared)
        g_error ("%s and %s", cases[i].a, cases[i].b);
    }
}

typedef struct
{
  const char *name;
  const char *passport;
  const char *phone;
  guint birth_date;
} Entry;

static CorPerson *
make_person (const Entry *entry)
{
  CorPerson *person = cor_person_new (NULL);
  CorParticulars *particulars = person->particulars;

  particulars->full_name = g_strdup (entry->name);
  particulars->passport = g_strdup (entry->passport);
  particulars->birth_date = entry->birth_date;
  if (entry->phone != NULL)
    particulars->phones = g_strsplit (entry->phone, " ", -1);

  return person;
}

typedef enum
{
  NOTHING,
  POSSIBLE,
  MERGED,
} Verdict;

static const struct
{
  Entry a;
  Entry b;
  Verdict verdict;
} pairs[] = {
  { { "Dana Levi", "12345674", NULL, 19800302 }, { "דנה לוי", "012345674", NULL, 0 }, MERGED },
  { { "Dana Levi", "12345674", NULL, 0 }, { NULL, "12345674", NULL, 0 }, MERGED },
  { { "Dana Levi", "12345674", NULL, 19800302 },
    { "Moshe Cohen", "12345674", NULL, 19800302 },
    POSSIBLE },
  { { "Dana Levi", "12345674", NULL, 19800302 },
    { "Dana Levi", "12345674", NULL, 19810302 },
    POSSIBLE },
  { { "Dana Levi", NULL, "+972541234567", 19800302 },
    { "דנה לוי", NULL, "0541234567", 19800302 },
    MERGED },
  /* twins */
  { { "Maria Petrenko", NULL, "+380671234567", 20100302 },
    { "Marina Petrenko", NULL, "+380671234567", 20100302 },
    POSSIBLE },
  { { "Noa Levi", NULL, "+972541234567", 20100302 },
    { "נועם לוי", NULL, "0541234567", 20100302 },
    POSSIBLE },
  /* father and son of one name */
  { { "Ivan Petrenko", NULL, "+380671234567", 19500302 },
    { "Ivan Petrenko", NULL, "+380671234567", 19800302 },
    NOTHING },
  { { "Dana Levi", NULL, "+972541234567", 19800302 },
    { "Дана Леві", NULL, "+380671234567", 19800302 },
    MERGED },
  { { "Dana Levi", "AB123456", "+972541234567", 19800302 },
    { "Dana Levi", "12345674", "+380671234567", 19800302 },
    MERGED },
  /* namesakes with passports of their own */
  { { "Dana Levi", "AB123456", NULL, 19800302 },
    { "Dana Levi", "CD987654", NULL, 19800302 },
    POSSIBLE },
  { { "Dana Levi", NULL, "+972541234567", 0 },
    { "דנה לוי", NULL, "0541234567", 19800302 },
    POSSIBLE },
  { { "Dana Levi", NULL, NULL, 0 }, { "Dana Levi", NULL, NULL, 0 }, NOTHING },
  { { "Dana Levi", NULL, NULL, 19800000 }, { "Dana Levi", NULL, NULL, 19800000 }, NOTHING },
  { { "Dana Levi", "12345674", NULL, 19800000 },
    { "Dana Levi", "12345674", NULL, 19800302 },
    MERGED },
};

static void
test_pairs (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (CorMatcher) matcher = cor_matcher_new ();
      g_autoptr (CorPerson) a = make_person (&pairs[i].a);
      g_autoptr (CorPerson) b = make_person (&pairs[i].b);
      g_autoptr (GArray) possible = g_array_new (FALSE, FALSE, sizeof (guint));
      Verdict verdict;

      (void) cor_matcher_add (matcher, a);
      verdict = cor_matcher_find (matcher, b, possible) == 0 ? MERGED
                : possible->len > 0                          ? POSSIBLE
                                                             : NOTHING;
      if (verdict != pairs[i].verdict)
        {
          g_test_message ("pair %u: %d, not %d", i, verdict, pairs[i].verdict);
          n_wrong++;
        }
    }

  g_assert_cmpuint (n_wrong, ==, 0);
}

/* A date that half a list carries must not make the import crawl. */
static void
test_many_share_a_date (void)
{
  g_autoptr (CorMatcher) matcher = cor_matcher_new ();
  g_autoptr (GArray) possible = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("Ab%cd%cf G%ch%cj", 'a' + i % 20, 'a' + i % 23,
                                               'a' + i % 19, 'a' + i % 17);
      Entry entry = { name, NULL, i % 2 == 0 ? "+380671234567" : NULL, 19800101 };
      g_autoptr (CorPerson) person = make_person (&entry);

      g_array_set_size (possible, 0);
      (void) cor_matcher_find (matcher, person, possible);
      (void) cor_matcher_find_family (matcher, cor_matcher_add (matcher, person));
    }

  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - start_us) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 30 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/intake/matcher/names", test_names);
  g_test_add_func ("/intake/matcher/families", test_families);
  g_test_add_func ("/intake/matcher/pairs", test_pairs);
  g_test_add_func ("/intake/matcher/many-share-a-date", test_many_share_a_date);

  return g_test_run ();
}
