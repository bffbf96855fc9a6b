/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheets.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "cor-agreed-corridor.h"
#include "cor-error.h"
#include "cor-sheet-layout.h"
#include "cor-sheets-private.h"
#include "cor-vehicle.h"
#include "sheets-fixture.h"

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("cor-sheets-XXXXXX", NULL);

  g_assert_nonnull (folder);

  return g_build_filename (folder, name, NULL);
}

static void
remove_with_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static char *
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_assert_true (g_spawn_command_line_sync (command, &output, NULL, NULL, &error));
  g_assert_no_error (error);

  return output;
}

/* Skips where a program that only tests need is not there. */
static gboolean
needs (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_test_skip ("a program that reads pages is not installed");

  return path != NULL;
}

static char *
write_sheets (CorSheets *sheets)
{
  g_autoptr (GError) error = NULL;
  char *path = make_path ("sheets.pdf");

  g_assert_true (cor_sheets_write_pdf (sheets, path, NULL, &error));
  g_assert_no_error (error);

  return path;
}

/* The words of each page. */
static GStrv
read_pages (CorSheets *sheets)
{
  g_autofree char *path = write_sheets (sheets);
  g_autofree char *command = g_strdup_printf ("pdftotext %s -", path);
  g_autofree char *text = run (command);

  remove_with_folder (path);

  return g_strsplit (text, "\f", -1);
}

static void
test_empty_plan (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autofree char *path = NULL;
  struct stat status;

  fixture_init (&fixture, 0, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  path = write_sheets (sheets);

  /* The overview, and the page that says that nobody is unserved. */
  g_assert_cmpuint (cor_sheets_get_n_pages (sheets), ==, 2);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  remove_with_folder (path);
  fixture_clear (&fixture);
}

static void
test_page_of (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_auto (GStrv) pages = NULL;
  guint n_pages;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 60, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  pages = read_pages (sheets);
  n_pages = cor_sheets_get_n_pages (sheets);
  g_assert_cmpuint (g_strv_length (pages), ==, n_pages + 1);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *page_of = g_strdup_printf ("Page %u of %u", i + 1, n_pages);

      g_assert_nonnull (strstr (pages[i], page_of));
      g_assert_nonnull (strstr (pages[i], "Test plan"));
      g_assert_nonnull (strstr (pages[i], "Revision 7 · Printed 2022-02-24 06:00 EET"));
      g_assert_nonnull (strstr (pages[i], "FOR OFFICIAL USE"));
    }
  fixture_clear (&fixture);
}

/* In every language, on both papers: all rows lie inside the page and none covers another. */
static void
test_nothing_cut (void)
{
  SheetsFixture fixture;

  fixture_init (&fixture, 70, 0);
  for (guint language = 0; language < COR_N_DESK_LANGUAGES; language++)
    for (guint paper = COR_PAPER_A4; paper <= COR_PAPER_LETTER; paper++)
      {
        const CorSheetOptions options = { .paper = (CorPaper) paper, .documents = COR_SHEET_ALL };
        g_autoptr (CorSheets) sheets =
            cor_sheets_new (fixture.snapshot, fixture.result, fixture.basemap, NULL,
                            (CorLanguage) language, &options);

        for (guint i = 0; i < sheets->pages->len; i++)
          {
            const CorSheetPage *page = sheets->pages->pdata[i];
            double y_pt = 0.0;

            g_assert_cmpuint (page->items->len, >, 0);
            for (guint j = 0; j < page->items->len; j++)
              {
                const CorSheetItem *item = &g_array_index (page->items, CorSheetItem, j);

                g_assert_cmpfloat (item->y_pt, >=, y_pt);
                y_pt = item->y_pt + item->height_pt - 1e-6;
              }
            g_assert_cmpfloat (y_pt, <, sheets->height_pt - 55.0);
          }
      }
  fixture_clear (&fixture);
}

static void
test_heads_are_repeated (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_auto (GStrv) pages = NULL;
  guint n_heads = 0;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 70, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ROUTES, FALSE);
  pages = read_pages (sheets);
  for (guint i = 0; pages[i] != NULL; i++)
    if (strstr (pages[i], "Leave (Kyiv time)") != NULL)
      n_heads++;
  g_assert_cmpuint (n_heads, >=, 2);
  fixture_clear (&fixture);
}

/* Where a word begins on the page, in points from the left; the first one of that text. */
static double
find_word (const char *words, const char *text)
{
  g_autofree char *end = g_strdup_printf (">%s</word>", text);
  const char *found = strstr (words, end), *begin;

  g_assert_nonnull (found);
  begin = g_strrstr_len (words, found - words, "xMin=\"");

  return g_ascii_strtod (begin + strlen ("xMin=\""), NULL);
}

/* In Hebrew lines the eye must find numbers in the order in which they are dialled and typed. */
static void
test_hebrew_keeps_numbers (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autofree char *path = NULL;
  g_autofree char *command = NULL;
  g_autofree char *words = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 3, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_HE, COR_SHEET_ROUTES, FALSE);
  path = write_sheets (sheets);
  command = g_strdup_printf ("pdftotext -bbox %s -", path);
  words = run (command);
  remove_with_folder (path);

  g_assert_cmpfloat (find_word (words, "+380"), <, find_word (words, "44"));
  g_assert_cmpfloat (find_word (words, "44"), <, find_word (words, "123-45-67"));
  g_assert_cmpfloat (find_word (words, "48.92260,"), <, find_word (words, "24.71110"));
  fixture_clear (&fixture);
}

/* The turn into a road stands without a distance, those on it with theirs. */
static void
test_route_sheet_says_the_turns (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) english = NULL;
  g_autoptr (CorSheets) ukrainian = NULL;
  g_auto (GStrv) english_pages = NULL;
  g_auto (GStrv) ukrainian_pages = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  english = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ROUTES, FALSE);
  ukrainian = fixture_make (&fixture, COR_LANGUAGE_UK, COR_SHEET_ROUTES, FALSE);
  english_pages = read_pages (english);
  ukrainian_pages = read_pages (ukrainian);
  g_assert_nonnull (strstr (english_pages[0], "keep left; 17.6 km: roundabout"));
  g_assert_nonnull (strstr (english_pages[0], "exit 3"));
  g_assert_nonnull (strstr (ukrainian_pages[0], "триматися ліворуч; 17.6 км"));
  fixture_clear (&fixture);
}

static void
test_generated_name_beside_sourced (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) hebrew = NULL;
  g_autoptr (CorSheets) english = NULL;
  g_auto (GStrv) hebrew_pages = NULL;
  g_auto (GStrv) english_pages = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  hebrew = fixture_make (&fixture, COR_LANGUAGE_HE, COR_SHEET_ROUTES, FALSE);
  english = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ROUTES, FALSE);
  hebrew_pages = read_pages (hebrew);
  english_pages = read_pages (english);
  g_assert_nonnull (strstr (hebrew_pages[0], "Богородчани"));
  g_assert_null (strstr (english_pages[0], "Богородчани"));
  fixture_clear (&fixture);
}

static guint
count_pages_with (CorSheets *sheets, const char *text)
{
  g_auto (GStrv) pages = read_pages (sheets);
  guint n_pages = 0;

  for (guint i = 0; pages[i] != NULL; i++)
    if (strstr (pages[i], text) != NULL)
      n_pages++;

  return n_pages;
}

static void
test_draft_and_stale (void)
{
  SheetsFixture draft, published;
  g_autoptr (CorSheets) draft_sheets = NULL;
  g_autoptr (CorSheets) published_sheets = NULL;
  g_autoptr (CorSheets) stale_sheets = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&draft, 2, 0);
  fixture_init (&published, 2, FIXTURE_REVISION);
  draft_sheets = fixture_make (&draft, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  published_sheets = fixture_make (&published, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  stale_sheets = fixture_make (&published, COR_LANGUAGE_EN, COR_SHEET_ALL, TRUE);
  g_assert_cmpuint (count_pages_with (draft_sheets, "DRAFT"), ==,
                    cor_sheets_get_n_pages (draft_sheets));
  g_assert_cmpuint (count_pages_with (published_sheets, "DRAFT"), ==, 0);
  g_assert_cmpuint (count_pages_with (published_sheets, "Published plan no. 3"), ==,
                    cor_sheets_get_n_pages (published_sheets));
  g_assert_cmpuint (count_pages_with (stale_sheets, "Published plan"), ==, 0);
  g_assert_cmpuint (count_pages_with (stale_sheets, "STALE"), ==,
                    cor_sheets_get_n_pages (stale_sheets));
  fixture_clear (&draft);
  fixture_clear (&published);
}

static void
test_contacts_say_what_is_missing (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_auto (GStrv) pages = NULL;
  g_autofree char *text = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ROUTES, FALSE);
  pages = read_pages (sheets);
  text = g_strjoinv ("\n", pages);
  g_assert_nonnull (strstr (text, FIXTURE_PHONE));
  g_assert_nonnull (strstr (text, "duty officer"));
  g_assert_nonnull (strstr (text, "2022-02-23"));
  g_assert_nonnull (strstr (text, "not entered"));
  g_assert_nonnull (strstr (text, "default, not confirmed"));
  g_assert_nonnull (strstr (text, "The first 2.4 km"));
  fixture_clear (&fixture);
}

static void
test_codes_are_read (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autofree char *path = NULL;
  g_autofree char *draw = NULL;
  g_autofree char *image = NULL;
  g_autofree char *read = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *codes = NULL;

  if (!needs ("pdftoppm") || !needs ("zbarimg"))
    return;

  fixture_init (&fixture, 1, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ROUTES, FALSE);
  path = write_sheets (sheets);
  image = g_strdup_printf ("%s.png", path);
  draw = g_strdup_printf ("pdftoppm -r 100 -png -singlefile %s %s", path, path);
  nothing = run (draw);
  read = g_strdup_printf ("zbarimg -q --raw %s", image);
  codes = run (read);
  g_assert_nonnull (strstr (codes, "geo:48.92260,24.71110"));
  g_assert_nonnull (strstr (codes, "geo:49.95600,23.11500"));
  g_remove (image);
  remove_with_folder (path);
  fixture_clear (&fixture);
}

static void
test_sheets_must_add_up (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ("sheets.pdf");

  fixture_init (&fixture, 3, 0);
  fixture.result->totals.n_assigned++;
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_false (cor_sheets_write_pdf (sheets, path, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  remove_with_folder (path);
  fixture_clear (&fixture);
}

static void
test_folder_that_refuses (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture, 1, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_false (cor_sheets_write_pdf (sheets, "/nowhere/sheets.pdf", NULL, &error));
  g_assert_nonnull (error);
  fixture_clear (&fixture);
}

static void
test_cancelling_leaves_no_file (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autofree char *path = make_path ("sheets.pdf");

  fixture_init (&fixture, 1, 0);
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_false (cor_sheets_write_pdf (sheets, path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  remove_with_folder (path);
  fixture_clear (&fixture);
}

static void
test_equal_prints_are_equal (void)
{
  SheetsFixture fixture;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  fixture_init (&fixture, 5, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorSheets) sheets = fixture_make (&fixture, COR_LANGUAGE_UK, COR_SHEET_ALL, FALSE);
      g_autofree char *path = write_sheets (sheets);
      char *bytes;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      *(i == 0 ? &first : &second) = g_bytes_new_take (bytes, n_bytes);
      remove_with_folder (path);
    }
  g_assert_true (g_bytes_equal (first, second));
  fixture_clear (&fixture);
}

/* On the driver's sheet and on the border's; on neither if the plan names no vehicles. */
static void
test_vehicles_are_named (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) without = NULL;
  g_autoptr (CorSheets) with = NULL;
  g_autoptr (CorSheets) hebrew = NULL;
  CorMovementVehicle vehicle = { .number = 3, .trip = 2, .n_people = 41 };

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  without = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (without, "Vehicle, no. 3"), ==, 0);
  vehicle.ready_utc_s = FIXTURE_START_UTC_S;
  g_array_append_val (((CorMovement *) fixture.result->movements->pdata[0])->vehicles, vehicle);
  with = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (with, "Vehicle, no. 3"), ==, 2);
  hebrew = fixture_make (&fixture, COR_LANGUAGE_HE, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (hebrew, "רכב"), >=, 2);
  fixture_clear (&fixture);
}

static void
test_hand_over_is_told (void)
{
  SheetsFixture fixture;
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  CorMovementVehicle vehicle = { .vehicle_id = coach->record.id, .number = 1, .n_people = 41 };
  g_autoptr (CorSheets) sheets = NULL;
  g_autoptr (CorSheets) without = NULL;
  CorMovement *movement;

  if (!needs ("pdftotext"))
    {
      cor_record_unref (coach);
      return;
    }

  fixture_init (&fixture, 1, 0);
  movement = fixture.result->movements->pdata[0];
  g_free (coach->label);
  coach->label = g_strdup ("Blue line");
  coach->hands_over = TRUE;
  cor_edit_put (edit, coach);
  g_array_append_val (movement->vehicles, vehicle);
  movement->n_with_car = 0;
  without = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (without, "change from Blue line"), ==, 0);
  g_assert_cmpuint (count_pages_with (without, "Private cars leave with"), ==, 0);
  {
    g_autoptr (CorSnapshot) before = fixture.snapshot;

    fixture.snapshot = cor_snapshot_apply (before, edit, FIXTURE_REVISION);
  }
  movement->n_with_car = 2;
  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (sheets, "change from Blue line to a coach"), >, 0);
  g_assert_cmpuint (count_pages_with (sheets, "Private cars leave with the coach"), >, 0);
  fixture_clear (&fixture);
}

static void
test_left_cars_are_told (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) without = NULL;
  g_autoptr (CorSheets) with = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  without = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (without, "Leave their car"), ==, 0);
  ((CorMovement *) fixture.result->movements->pdata[0])->n_leaving_car = 3;
  with = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (with, "Leave their car"), ==, 1);
  g_assert_cmpuint (count_pages_with (with, ": 3. They ride with"), ==, 1);
  fixture_clear (&fixture);
}

/* When to be at a corridor, and its hours, on the driver's sheet. */
static void
test_corridors_are_named (void)
{
  const CorPosition line[] = { { 49.0, 24.0 }, { 49.1, 23.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  gint64 enter_utc_s = FIXTURE_START_UTC_S;
  SheetsFixture fixture;
  CorAgreedCorridor *corridor;
  CorMovement *movement;
  CorSnapshot *snapshot;
  g_autoptr (CorSheets) sheets = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  cor_geometry_add_part (geometry, COR_PART_LINE, line, 2);
  corridor = cor_agreed_corridor_new (NULL, geometry);
  g_free (corridor->label);
  corridor->label = g_strdup ("Green road");
  corridor->daily = (CorDaily){ 9 * 60, 21 * 60, 0 };
  movement = fixture.result->movements->pdata[0];
  g_array_append_val (movement->corridor_ids, corridor->record.id);
  g_array_append_val (movement->enter_utc_s, enter_utc_s);
  cor_edit_put (edit, corridor);
  snapshot = cor_snapshot_apply (fixture.snapshot, edit, FIXTURE_REVISION);
  cor_snapshot_unref (fixture.snapshot);
  fixture.snapshot = snapshot;

  sheets = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (sheets, "Green road"), ==, 1);
  g_assert_cmpuint (count_pages_with (sheets, "09:00–21:00"), ==, 1);
  fixture_clear (&fixture);
}

static void
test_names_stay_out_of_route_sheets (void)
{
  SheetsFixture fixture;
  g_autoptr (CorSheets) without = NULL;
  g_autoptr (CorSheets) with = NULL;

  if (!needs ("pdftotext"))
    return;

  fixture_init (&fixture, 1, 0);
  without = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL & ~COR_SHEET_UNPLACED, FALSE);
  with = fixture_make (&fixture, COR_LANGUAGE_EN, COR_SHEET_ALL, FALSE);
  g_assert_cmpuint (count_pages_with (without, "Example Person"), ==, 0);
  g_assert_cmpuint (count_pages_with (with, "Example Person"), ==, 1);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/empty-plan", test_empty_plan);
  g_test_add_func ("/sheets/page-of", test_page_of);
  g_test_add_func ("/sheets/nothing-cut", test_nothing_cut);
  g_test_add_func ("/sheets/heads-repeated", test_heads_are_repeated);
  g_test_add_func ("/sheets/hebrew-keeps-numbers", test_hebrew_keeps_numbers);
  g_test_add_func ("/sheets/turns", test_route_sheet_says_the_turns);
  g_test_add_func ("/sheets/vehicles", test_vehicles_are_named);
  g_test_add_func ("/sheets/hand-over", test_hand_over_is_told);
  g_test_add_func ("/sheets/left-cars", test_left_cars_are_told);
  g_test_add_func ("/sheets/corridors", test_corridors_are_named);
  g_test_add_func ("/sheets/generated-beside-sourced", test_generated_name_beside_sourced);
  g_test_add_func ("/sheets/draft-and-stale", test_draft_and_stale);
  g_test_add_func ("/sheets/contacts", test_contacts_say_what_is_missing);
  g_test_add_func ("/sheets/codes-are-read", test_codes_are_read);
  g_test_add_func ("/sheets/must-add-up", test_sheets_must_add_up);
  g_test_add_func ("/sheets/folder-refuses", test_folder_that_refuses);
  g_test_add_func ("/sheets/cancelled", test_cancelling_leaves_no_file);
  g_test_add_func ("/sheets/equal-prints", test_equal_prints_are_equal);
  g_test_add_func ("/sheets/names-stay-out", test_names_stay_out_of_route_sheets);

  return g_test_run ();
}
