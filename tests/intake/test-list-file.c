/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-fixture.h"

#include <string.h>

static CorListFile *
read_bytes (Fixture *fixture, const void *bytes, gssize n_bytes, const char *encoding)
{
  g_autofree char *path = fixture_write (fixture, "list.csv", bytes, n_bytes);
  g_autoptr (GError) error = NULL;
  CorListOptions options = { encoding, NULL };
  CorListFile *list = cor_list_file_read (path, &options, NULL, &error);

  g_assert_no_error (error);

  return list;
}

static const char *
get_field (const CorListFile *list, guint row, guint column)
{
  const CorRawRow *raw = list->rows->pdata[row];

  g_assert_cmpuint (g_strv_length (raw->fields), >, column);

  return raw->fields[column];
}

static void
check_refused (Fixture *fixture,
               const char *name,
               const void *bytes,
               gssize n_bytes,
               const char *encoding,
               int code,
               const char *place)
{
  g_autofree char *path = fixture_write (fixture, name, bytes, n_bytes);
  g_autoptr (GError) error = NULL;
  CorListOptions options = { encoding, NULL };

  g_assert_null (cor_list_file_read (path, &options, NULL, &error));
  g_assert_error (error, COR_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
  if (strstr (error->message, place) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, place);
}

static void
test_separators (Fixture *fixture, gconstpointer data)
{
  static const char separators[] = { ',', ';', '\t', '|' };

  for (guint i = 0; i < sizeof separators; i++)
    {
      char s = separators[i];
      g_autofree char *text = g_strdup_printf ("Name%cCity%cNote\r\nA%cKyiv%c\"x%cy\"\r\nB%cLviv%c"
                                               "a.b\r\n",
                                               s, s, s, s, s, s, s);
      g_autoptr (CorListFile) list = read_bytes (fixture, text, -1, NULL);

      g_assert_cmpint (list->separator, ==, s);
      g_assert_cmpuint (list->rows->len, ==, 3);
      g_assert_cmpstr (get_field (list, 1, 1), ==, "Kyiv");
      g_assert_cmpint (get_field (list, 1, 2)[1], ==, s);
    }
}

static void
test_quotes_and_breaks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CorListFile) list = read_bytes (
      fixture, "Name,Note\n\n\"Levi, Dana\",\"two\nlines\"\nת\"ז,\"say \"\"hi\"\"\"", -1, NULL);

  g_assert_cmpuint (list->rows->len, ==, 4);
  g_assert_cmpstr (get_field (list, 2, 0), ==, "Levi, Dana");
  g_assert_cmpstr (get_field (list, 2, 1), ==, "two\nlines");
  g_assert_cmpuint (((CorRawRow *) list->rows->pdata[3])->row, ==, 4);
  g_assert_cmpstr (get_field (list, 3, 0), ==, "ת\"ז");
  g_assert_cmpstr (get_field (list, 3, 1), ==, "say \"hi\"");
}

typedef struct
{
  const char *text;
  const char *encoding; /* as GLib calls it */
  const char *mark;
  const char *expected;
} EncodingCase;

static const char english[] = "Name,City\nJosé Müller,Kyiv\nAnn Lee,Lviv\nAnn Day,Odesa\n";
static const char hebrew[] = "שם,עיר,הערות\nדנה לוי,קייב,call after six please\nמשה כהן,לבוב,\n";
static const char ukrainian[] = "Ім'я;Місто\nДана Левченко;Київ\nОлег Їжак;Львів\n";

static void
test_encodings (Fixture *fixture, gconstpointer data)
{
  static const EncodingCase cases[] = {
    { ukrainian, "UTF-8", "", "UTF-8" },
    { ukrainian, "UTF-8", "\xEF\xBB\xBF", "UTF-8" },
    { ukrainian, "WINDOWS-1251", "", "windows-1251" },
    { hebrew, "WINDOWS-1255", "", "windows-1255" },
    { english, "WINDOWS-1252", "", "windows-1252" },
    { hebrew, "UTF-16LE", "\xFF\xFE", "UTF-16LE" },
    { english, "UTF-16LE", "", "UTF-16LE" },
    { ukrainian, "UTF-16BE", "\xFE\xFF", "UTF-16BE" },
    { english, "UTF-16BE", "", "UTF-16BE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize n_bytes;
      g_autofree char *bytes =
          g_convert (cases[i].text, -1, cases[i].encoding, "UTF-8", NULL, &n_bytes, NULL);
      g_autoptr (GString) file = g_string_new (cases[i].mark);
      g_autoptr (CorListFile) list = NULL;
      g_auto (GStrv) lines = g_strsplit (cases[i].text, "\n", 2);
      char separator[2] = { 0 };
      g_auto (GStrv) heading = NULL;

      g_string_append_len (file, bytes, (gssize) n_bytes);
      list = read_bytes (fixture, file->str, (gssize) file->len, NULL);
      g_assert_cmpstr (list->encoding, ==, cases[i].expected);
      separator[0] = list->separator;
      heading = g_strsplit (lines[0], separator, -1);
      g_assert_cmpstr (get_field (list, 0, 0), ==, heading[0]);
      g_assert_cmpstr (get_field (list, 0, 1), ==, heading[1]);
    }
}

static void
test_encoding_override (Fixture *fixture, gconstpointer data)
{
  /* Four letters tell no detector anything. */
  g_autoptr (CorListFile) list = read_bytes (fixture, "a,b\n\xE0\xE1,\xE2\xE3\n", -1, "cp1251");

  g_assert_cmpstr (list->encoding, ==, "windows-1251");
  g_assert_cmpstr (get_field (list, 1, 0), ==, "аб");
}

static void
test_cut_letter_is_forgiven (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Ім'я,Місто\n");
  g_autoptr (CorListFile) list = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append (text, "Дана Левченко,Київ\n");
  g_string_append (text, "Олег,Льв\xD1\n");
  list = read_bytes (fixture, text->str, (gssize) text->len, NULL);
  g_assert_cmpstr (list->encoding, ==, "UTF-8");
  g_assert_cmpstr (get_field (list, 31, 1), ==, "Льв\xEF\xBF\xBD");
}

static void
test_foreign_files (Fixture *fixture, gconstpointer data)
{
  check_refused (fixture, "a.csv", "%PDF-1.7\n1 0 obj", -1, NULL, COR_ERROR_UNSUPPORTED, "PDF");
  check_refused (fixture, "b.csv", "\x89PNG\r\n\x1a\n", -1, NULL, COR_ERROR_UNSUPPORTED, "picture");
  check_refused (fixture, "c.csv", "<html><body>", -1, NULL, COR_ERROR_UNSUPPORTED, "web page");
  check_refused (fixture, "d.xlsx", "PK\x03\x04 and nothing behind it", -1, NULL, COR_ERROR_CORRUPT,
                 "workbook");
  check_refused (fixture, "e.csv", "", 0, NULL, COR_ERROR_NOTHING, "empty");
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_list_file_read ("/nowhere/list.csv", NULL, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "list.csv"));
}

static void
test_old_office_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  g_string_append_len (bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  for (guint i = 0; i < 600; i++)
    g_string_append_c (bytes, '\0');
  check_refused (fixture, "old.xls", bytes->str, (gssize) bytes->len, NULL, COR_ERROR_UNSUPPORTED,
                 ".xls");
  g_string_append_len (bytes, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  check_refused (fixture, "locked.xlsx", bytes->str, (gssize) bytes->len, NULL, COR_ERROR_PASSWORD,
                 "password");
}

static void
test_nul_bytes (Fixture *fixture, gconstpointer data)
{
  static const char bytes[] = "Name,City\nA,Kyiv\nB,\0Lviv\nC,Odesa\n";

  check_refused (fixture, "list.csv", bytes, sizeof bytes - 1, NULL, COR_ERROR_INVALID,
                 "row 3, column 2");
}

static void
test_unclosed_quotes (Fixture *fixture, gconstpointer data)
{
  check_refused (fixture, "end.csv", "Name,City\nA,Kyiv\nB,\"Lviv\nC,Odesa\nD,Sumy\n", -1, NULL,
                 COR_ERROR_INVALID, "row 3, column 2");
  check_refused (fixture, "stray.csv", "Name,City\n\"A,Kyiv\n\"B\",\"Lviv\"\n\"C\",\"Odesa\"\n", -1,
                 NULL, COR_ERROR_INVALID, "row 2, column 1");
  check_refused (fixture, "swallow.csv",
                 "a,b,c,d,e\n1,2,3,4,5\n1,2,\"3,4,5\n1,2,3,4,5\n1,2,3\",4,5\n1,2,3,4,5\n", -1, NULL,
                 COR_ERROR_INVALID, "row 3, column 3");
}

static void
test_endless_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Name,City\nA,Kyiv\n");

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "all this is one line");
  check_refused (fixture, "list.csv", text->str, (gssize) text->len, NULL, COR_ERROR_TOO_LARGE,
                 "row 3");
}

static void
test_wrong_encoding (Fixture *fixture, gconstpointer data)
{
  check_refused (fixture, "list.csv", ukrainian, -1, "windows-1255", COR_ERROR_INVALID, "UTF-8");
  check_refused (fixture, "list.csv", "a,b\nc,d\n\xC4\xE0\xED\xE0,\xEA\xE8\xFF\n", -1, "utf-8",
                 COR_ERROR_INVALID, "row 3");
  check_refused (fixture, "list.csv", "a,b\nc,\xD9\xFF\n", -1, "windows-1255", COR_ERROR_INVALID,
                 "row 2, column 2");
  check_refused (fixture, "list.csv", "a,b\n", -1, "klingon", COR_ERROR_UNSUPPORTED, "UTF-8");
}

static void
test_too_many_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *commas = g_strnfill (5000, ',');
  g_autofree char *text = g_strdup_printf ("a,b\n%s\n", commas);

  check_refused (fixture, "list.csv", text, -1, NULL, COR_ERROR_TOO_LARGE, "row 2");
}

static void
test_no_column_is_understood (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "list.csv", "alpha,beta\n1,2\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (
      cor_intake_build_edit (intake, fixture->plan, NULL, NOW_UTC_S, NULL, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "list.csv"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/intake/csv/separators", test_separators);
  ADD ("/intake/csv/quotes-and-breaks", test_quotes_and_breaks);
  ADD ("/intake/csv/encodings", test_encodings);
  ADD ("/intake/csv/encoding-override", test_encoding_override);
  ADD ("/intake/csv/cut-letter-is-forgiven", test_cut_letter_is_forgiven);
  ADD ("/intake/bad/foreign-files", test_foreign_files);
  ADD ("/intake/bad/missing-file", test_missing_file);
  ADD ("/intake/bad/old-office-files", test_old_office_files);
  ADD ("/intake/bad/nul-bytes", test_nul_bytes);
  ADD ("/intake/bad/unclosed-quotes", test_unclosed_quotes);
  ADD ("/intake/bad/endless-line", test_endless_line);
  ADD ("/intake/bad/wrong-encoding", test_wrong_encoding);
  ADD ("/intake/bad/too-many-columns", test_too_many_columns);
  ADD ("/intake/bad/no-column-is-understood", test_no_column_is_understood);

  return g_test_run ();
}
