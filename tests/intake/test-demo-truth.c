/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports the demo lists and holds every row against data/demo/truth.csv. */
#include <glib.h>

#include "cor-data-dir.h"
#include "cor-gazetteer.h"
#include "cor-intake.h"
#include "cor-table-reader.h"

static const char *const files[] = {
  "web-form-export.csv",     "hotline-he.csv",   "community-uk.csv",
  "consulate-workbook.xlsx", "embassy-list.tsv",
};

/* What may be asked of the import. */
#define FOUND_SHARE 0.98
#define EXACT_PLACED_SHARE 0.995
#define USUAL_PLACED_SHARE 0.9

/* 24 February 2022, 06:00 in Kyiv. */
#define NOW_UTC_S G_GINT64_CONSTANT (1645675200)

typedef struct
{
  CorTableReader *truth;
  CorSnapshot *plan;
  GHashTable *rows; /* "file:row" -> CorListRow, owned by @edits */
  GPtrArray *edits;
  guint n_reported;
} Demo;

static char *
make_row_key (const char *file, guint row)
{
  return g_strdup_printf ("%s:%u", file, row);
}

static void
import_list (Demo *demo, CorGazetteer *gazetteer, const char *file)
{
  g_autofree char *name = g_build_filename ("demo", file, NULL);
  g_autofree char *path = cor_data_dir_build_path (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, &error);
  g_autoptr (CorIntakeReport) report = NULL;
  CorEdit *edit;
  CorSnapshot *next;
  GPtrArray *rows;
  CorId list_id;

  g_assert_no_error (error);
  edit = cor_intake_build_edit (intake, demo->plan, gazetteer, NOW_UTC_S, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_true (cor_intake_report_is_balanced (report));

  rows = cor_edit_get_list_rows (edit, &list_id);
  for (guint i = 0; i < rows->len; i++)
    {
      CorListRow *row = rows->pdata[i];

      g_hash_table_insert (demo->rows, make_row_key (file, row->row), row);
    }
  next = cor_snapshot_apply (demo->plan, edit, cor_snapshot_get_revision (demo->plan) + 1);
  cor_snapshot_unref (demo->plan);
  demo->plan = next;
  g_ptr_array_add (demo->edits, edit);
}

static Demo *
get_demo (void)
{
  static Demo *demo;
  g_autoptr (CorGazetteer) gazetteer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (demo != NULL)
    return demo;

  demo = g_new0 (Demo, 1);
  path = cor_data_dir_build_path ("demo/truth.csv");
  demo->truth = cor_table_reader_new (path, NULL, &error);
  g_assert_no_error (error);
  gazetteer = cor_gazetteer_load_shipped (&error);
  g_assert_no_error (error);
  demo->plan = cor_snapshot_new ();
  demo->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  demo->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_edit_free);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    import_list (demo, gazetteer, files[i]);

  return demo;
}

static const char *
get_truth (Demo *demo, guint i, const char *column)
{
  return cor_table_reader_get_text (demo->truth, i, column);
}

static gboolean
truth_is (Demo *demo, guint i, const char *column, const char *value)
{
  return g_str_equal (get_truth (demo, i, column), value);
}

static const CorListRow *
find_row (Demo *demo, guint i)
{
  guint record = (guint) g_ascii_strtoull (get_truth (demo, i, "record"), NULL, 10);
  g_autofree char *key = make_row_key (get_truth (demo, i, "file"), record);

  return g_hash_table_lookup (demo->rows, key);
}

/* Nobody of these exists: their rows may be named. */
static void
report (Demo *demo, guint i, const char *what)
{
  if (demo->n_reported++ < 600)
    g_test_message ("%s line %s (%s %s %s): %s", get_truth (demo, i, "file"),
                    get_truth (demo, i, "line"), get_truth (demo, i, "fate"),
                    get_truth (demo, i, "via"), get_truth (demo, i, "trap"), what);
}

static void
test_rows_end_as_they_should (void)
{
  Demo *demo = get_demo ();
  guint n_wrong = 0;

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);
      gboolean blank = truth_is (demo, i, "fate", "blank");
      gboolean rejected = truth_is (demo, i, "fate", "rejected");
      gboolean right;

      /* Spreadsheets leave blank rows out of the file. */
      if (row == NULL)
        right = blank;
      else if (blank || rejected)
        right = row->outcome == (blank ? COR_ROW_BLANK : COR_ROW_REJECTED);
      else
        right = row->outcome == COR_ROW_ADDED || row->outcome == COR_ROW_MERGED;

      if (!right)
        report (demo, i, row == NULL ? "is lost" : cor_row_outcome_get_code (row->outcome));
      n_wrong += !right;
    }

  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_no_false_merge (void)
{
  Demo *demo = get_demo ();
  g_autoptr (GHashTable) person_of = g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, NULL);
  guint n_false = 0;

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);
      const char *person = get_truth (demo, i, "person");
      const char *other;

      if (row == NULL || person[0] == '\0' || cor_id_is_nil (&row->person_id))
        continue;
      other = g_hash_table_lookup (person_of, &row->person_id);
      if (other == NULL)
        g_hash_table_insert (person_of, (gpointer) &row->person_id, (gpointer) person);
      else if (!g_str_equal (other, person))
        {
          report (demo, i, "is merged into somebody else");
          n_false++;
        }
      if (row->outcome == COR_ROW_MERGED &&
          (truth_is (demo, i, "fate", "possible") || truth_is (demo, i, "fate", "undecidable")))
        {
          report (demo, i, "is merged and must not be");
          n_false++;
        }
    }

  g_assert_cmpuint (n_false, ==, 0);
}

static void
test_duplicates_are_found (void)
{
  Demo *demo = get_demo ();
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_duplicates = 0, n_found = 0;

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);
      const char *person = get_truth (demo, i, "person");

      if (row == NULL)
        continue;
      if (truth_is (demo, i, "fate", "added"))
        g_hash_table_insert (first, (gpointer) person, (gpointer) &row->person_id);
      if (truth_is (demo, i, "fate", "merged"))
        {
          const CorId *id = g_hash_table_lookup (first, person);

          n_duplicates++;
          if (id != NULL && cor_id_equal (id, &row->person_id))
            n_found++;
          else
            report (demo, i, "is not found to be a duplicate");
        }
    }

  g_test_message ("%u of %u duplicates found", n_found, n_duplicates);
  g_assert_cmpfloat (n_found, >=, FOUND_SHARE * n_duplicates);
}

static void
test_contradictions_are_listed (void)
{
  Demo *demo = get_demo ();
  GPtrArray *findings = cor_snapshot_get_records (demo->plan, COR_RECORD_FINDING);
  g_autoptr (GHashTable) listed = g_hash_table_new (cor_id_hash, cor_id_equal);
  guint n_missing = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      CorFinding *finding = findings->pdata[i];

      if (finding->finding == COR_FINDING_POSSIBLE_DUPLICATE)
        {
          g_hash_table_add (listed, &finding->person_id);
          g_hash_table_add (listed, &finding->other_id);
        }
    }

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);

      if (row == NULL || !truth_is (demo, i, "fate", "possible") ||
          g_hash_table_contains (listed, &row->person_id))
        continue;
      report (demo, i, "is not listed as a possible duplicate");
      n_missing++;
    }

  g_assert_cmpuint (n_missing, ==, 0);
}

typedef struct
{
  guint n_rows;
  guint n_placed;
} PlaceCount;

static void
check_share (GHashTable *counts, const char *rule, double at_least, double at_most)
{
  const PlaceCount *count = g_hash_table_lookup (counts, rule);

  g_assert_nonnull (count);
  g_test_message ("%s: %u of %u placed", rule, count->n_placed, count->n_rows);
  g_assert_cmpfloat (count->n_placed, >=, at_least * count->n_rows);
  g_assert_cmpfloat (count->n_placed, <=, at_most * count->n_rows);
}

/* Where a person is said to be, in any list: "person:place". Somebody who has moved is at either.
 */
static GHashTable *
gather_places (Demo *demo)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    g_hash_table_add (places, g_strconcat (get_truth (demo, i, "person"), ":",
                                           get_truth (demo, i, "place"), NULL));

  return places;
}

static gboolean
is_where_said (Demo *demo, guint i, const CorPerson *person, GHashTable *places)
{
  g_autofree char *key = g_strdup_printf ("%s:%u", get_truth (demo, i, "person"),
                                          cor_id_get_place_number (&person->place_id));

  return g_hash_table_contains (places, key);
}

static gboolean
must_be_placed (const char *rule)
{
  static const char *const rules[] = { "exact", "oblast", "position", "swapped", NULL };

  return g_strv_contains (rules, rule);
}

static void
test_nobody_is_misplaced (void)
{
  Demo *demo = get_demo ();
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) places = gather_places (demo);
  guint n_misplaced = 0;

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);
      const char *rule = get_truth (demo, i, "place_rule");
      const CorPerson *person;
      PlaceCount *count;

      if (row == NULL || row->outcome != COR_ROW_ADDED || g_str_equal (rule, "merged"))
        continue;
      person = cor_snapshot_lookup (demo->plan, COR_RECORD_PERSON, &row->person_id);
      count = g_hash_table_lookup (counts, rule);
      if (count == NULL)
        g_hash_table_insert (counts, (gpointer) rule, count = g_new0 (PlaceCount, 1));

      count->n_rows++;
      if (person->placement != COR_PLACEMENT_NONE)
        {
          count->n_placed++;
          if (!is_where_said (demo, i, person, places))
            {
              report (demo, i, "is misplaced");
              n_misplaced++;
            }
        }
      else if (must_be_placed (rule))
        report (demo, i, "is not placed");
    }

  g_assert_cmpuint (n_misplaced, ==, 0);
  check_share (counts, "exact", EXACT_PLACED_SHARE, 1.0);
  check_share (counts, "usual", USUAL_PLACED_SHARE, 1.0);
  check_share (counts, "oblast", 1.0, 1.0);
  check_share (counts, "position", 1.0, 1.0);
  check_share (counts, "swapped", 1.0, 1.0);
  check_share (counts, "ambiguous", 0.0, 0.0);
  check_share (counts, "nowhere", 0.0, 0.0);
}

static void
test_party_is_read (void)
{
  Demo *demo = get_demo ();
  guint n_wrong = 0;

  demo->n_reported = 0;
  for (guint i = 0; i < cor_table_reader_get_n_rows (demo->truth); i++)
    {
      const CorListRow *row = find_row (demo, i);
      const char *party = get_truth (demo, i, "party");
      const CorPerson *person;

      if (row == NULL || row->outcome != COR_ROW_ADDED || party[0] == '\0')
        continue;
      person = cor_snapshot_lookup (demo->plan, COR_RECORD_PERSON, &row->person_id);
      if (person->party_size < g_ascii_strtoull (party, NULL, 10))
        {
          report (demo, i, "counts too few people");
          n_wrong++;
        }
    }

  g_assert_cmpuint (n_wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/demo/rows-end-as-they-should", test_rows_end_as_they_should);
  g_test_add_func ("/intake/demo/no-false-merge", test_no_false_merge);
  g_test_add_func ("/intake/demo/duplicates-are-found", test_duplicates_are_found);
  g_test_add_func ("/intake/demo/contradictions-are-listed", test_contradictions_are_listed);
  g_test_add_func ("/intake/demo/nobody-is-misplaced", test_nobody_is_misplaced);
  g_test_add_func ("/intake/demo/party-is-read", test_party_is_read);

  return g_test_run ();
}
