/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "cor-error.h"
#include "cor-table-reader.h"

static const char *const columns[] = { "key", "lat", NULL };

static CorTableReader *
read_text (const char *text, const char *name, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("cor-table-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  CorTableReader *table;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  table = cor_table_reader_new (path, columns, error);
  g_unlink (path);
  g_rmdir (folder);

  return table;
}

static void
test_reads_quoted_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorTableReader) table =
      read_text ("lat,key\r\n50.5,\"a \"\"b\"\",\nc\"\r\n1,d", "t.csv", &error);
  double lat;

  g_assert_no_error (error);
  g_assert_cmpuint (cor_table_reader_get_n_rows (table), ==, 2);
  g_assert_cmpstr (cor_table_reader_get_text (table, 0, "key"), ==, "a \"b\",\nc");
  g_assert_true (cor_table_reader_get_number (table, 0, "lat", &lat, &error));
  g_assert_cmpfloat (lat, ==, 50.5);
  g_assert_cmpstr (cor_table_reader_get_text (table, 1, "key"), ==, "d");
  g_assert_cmpuint (cor_table_reader_get_line (table, 1), ==, 4);
}

static void
test_tabs_know_no_quotes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorTableReader) table = read_text ("key\tlat\n\"a\t2\n", "t.tsv", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cor_table_reader_get_text (table, 0, "key"), ==, "\"a");
}

static void
test_faults_name_file_and_line (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "key\na\n", "t.csv, line 1: column “lat” is missing" },
    { "key,lat,key\n", "t.csv, line 1: column “key” stands twice" },
    { "key,lat\na,1\nb\n", "t.csv, line 3: not as many fields as headings" },
    { "key,lat\n\"a,1\n", "t.csv, line 2: a quote is not closed" },
    { "key,lat\na\"b,1\n", "t.csv, line 2: a quote stands inside a field" },
    { "key,lat\n\"a\"b,1\n", "t.csv, line 2: text follows a closed quote" },
    { "key,lat\n\xff,1\n", "t.csv: is empty or not UTF-8" },
    { "", "t.csv: is empty or not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (cases[i].text, "t.csv", &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_bad_values_are_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) far_error = NULL;
  g_autoptr (CorTableReader) table = read_text ("key,lat\n30.5,1.5x\n50.4,30.5\n", "t.csv", &error);
  CorPosition position;
  double number;

  g_assert_no_error (error);
  g_assert_false (cor_table_reader_get_number (table, 0, "lat", &number, &error));
  g_assert_cmpstr (error->message, ==, "t.csv, line 2: lat “1.5x” is not a number");
  /* Swapped: 30.5 north is in Egypt. */
  g_assert_false (cor_table_reader_get_position (table, 1, "lat", "key", &position, &far_error));
  g_assert_error (far_error, COR_ERROR, COR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/table-reader/reads-quoted-fields", test_reads_quoted_fields);
  g_test_add_func ("/base/table-reader/tabs-know-no-quotes", test_tabs_know_no_quotes);
  g_test_add_func ("/base/table-reader/faults-name-file-and-line", test_faults_name_file_and_line);
  g_test_add_func ("/base/table-reader/bad-values-are-refused", test_bad_values_are_refused);

  return g_test_run ();
}
