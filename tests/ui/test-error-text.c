/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-error-text.h"
#include "cor-error.h"

#include <string.h>

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **finished = user_data;

  *finished = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/* What a second desk is told that opens @path. */
static GError *
fail_to_open (const char *path)
{
  g_autoptr (CorSession) session = cor_session_new (desk_fixture_get_atlas (), "second");
  g_autoptr (GAsyncResult) finished = NULL;
  GError *error = NULL;

  cor_session_open_async (session, path, FALSE, NULL, finished_cb, &finished);
  desk_wait_until (has_result, &finished);
  g_assert_false (cor_session_open_finish (session, finished, &error));
  g_assert_nonnull (error);

  return error;
}

/* The desk knows the text; @before is the file that it names. */
static void
assert_known (const GError *error, const char *before, guint n_filled_in)
{
  g_autoptr (GPtrArray) filled_in = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *found = NULL;
  g_autofree char *shown = cor_error_text (error);

  if (cor_error_text_find (error->message, filled_in, &found) == NULL)
    g_error ("not known: %s", error->message);
  g_assert_cmpstr (found, ==, before);
  g_assert_cmpuint (filled_in->len, ==, n_filled_in);
  for (guint i = 0; i < filled_in->len; i++)
    g_assert_nonnull (strstr (shown, filled_in->pdata[i]));
  g_assert_null (strchr (shown, '%'));
}

static void
test_knows_what_is_said_of_files_that_are_no_plans (void)
{
  DeskFixture *fixture = desk_fixture_new ();
  g_autofree char *empty = desk_fixture_write (fixture, "empty.corridors", "");
  g_autofree char *list = desk_fixture_write (fixture, "list.csv", "Full name,Phone,City\n1,2,3\n");
  g_autofree char *gone = g_build_filename (fixture->folder, "gone: really.corridors", NULL);
  g_autoptr (GError) of_empty = fail_to_open (empty);
  g_autoptr (GError) of_list = fail_to_open (list);
  g_autoptr (GError) of_gone = fail_to_open (gone);
  g_autoptr (GError) of_folder = fail_to_open (fixture->folder);
  g_autofree char *folder = g_path_get_basename (fixture->folder);
  g_autofree char *before = g_strconcat (folder, ": ", NULL);

  assert_known (of_empty, "empty.corridors: ", 0);
  assert_known (of_list, "list.csv: ", 0);
  assert_known (of_gone, "gone: really.corridors: ", 0);
  assert_known (of_folder, before, 0);
  desk_fixture_free (fixture);
}

static void
test_knows_who_writes_a_plan (void)
{
  DeskFixture *fixture = desk_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "plan.corridors", NULL);
  g_autoptr (GError) error = fail_to_open (path);

  g_assert_error (error, COR_ERROR, COR_ERROR_LOCKED);
  assert_known (error, "plan.corridors: ", 1);
  desk_fixture_free (fixture);
}

static void
test_fills_in_what_is_told (void)
{
  g_autoptr (GPtrArray) filled_in = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = g_error_new_literal (
      COR_ERROR, COR_ERROR_NEWER,
      "plan.corridors: A newer Corridors wrote this plan (plan version 12; this program reads up "
      "to version 9). Update the program.");

  assert_known (error, "plan.corridors: ", 2);
  cor_error_text_find (error->message, filled_in, &before);
  g_assert_cmpstr (filled_in->pdata[0], ==, "12");
  g_assert_cmpstr (filled_in->pdata[1], ==, "9");
}

static void
test_leaves_other_texts_alone (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (COR_ERROR, COR_ERROR_FAILED, "a.csv: 5 % of it: There is no such file");
  g_autofree char *text = cor_error_text (error);

  g_assert_cmpstr (text, ==, error->message);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/error-text/knows-what-is-said-of-files-that-are-no-plans",
                   test_knows_what_is_said_of_files_that_are_no_plans);
  g_test_add_func ("/ui/error-text/knows-who-writes-a-plan", test_knows_who_writes_a_plan);
  g_test_add_func ("/ui/error-text/fills-in-what-is-told", test_fills_in_what_is_told);
  g_test_add_func ("/ui/error-text/leaves-other-texts-alone", test_leaves_other_texts_alone);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
