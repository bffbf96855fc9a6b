/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-fixture.h"

#include <locale.h>
#include <string.h>

/* The demo lists are written by a script that shares no code with the import and says the truth
 * about every row in truth.csv. */

typedef enum
{
  TRUTH_FILE,
  TRUTH_LINE,
  TRUTH_RECORD,
  TRUTH_PERSON,
  TRUTH_FATE,
  TRUTH_VIA,
  TRUTH_PLACE,
  TRUTH_PLACE_RULE,
  TRUTH_HOUSEHOLD,
  TRUTH_PARTY,
  TRUTH_TRAP,
  TRUTH_N_COLUMNS,
} TruthColumn;

typedef struct
{
  CorSnapshot *plan;
  CorListFile *truth;
  GHashTable *rows;     /* "file:row" -> GStrv of the truth */
  GHashTable *outcomes; /* "file:row" -> CorListRow */
  GHashTable *people;   /* person id -> GPtrArray of GStrv: truths of its rows */
  GPtrArray *edits;
  GPtrArray *reports;
  GHashTable *truth_place; /* truth person -> place */
} Demo;

static Demo demo;

static const char *const lists[] = { "web-form-export.csv", "hotline-he.csv", "community-uk.csv",
                                     "consulate-workbook.xlsx", "embassy-list.tsv" };

static void
read_truth (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "truth.csv", NULL);
  g_autoptr (GError) error = NULL;

  demo.truth = cor_list_file_read (path, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 1; i < demo.truth->rows->len; i++)
    {
      const CorRawRow *row = demo.truth->rows->pdata[i];

      g_assert_cmpuint (g_strv_length (row->fields), ==, TRUTH_N_COLUMNS);
      g_hash_table_insert (
          demo.rows, g_strdup_printf ("%s:%s", row->fields[TRUTH_FILE], row->fields[TRUTH_RECORD]),
          row->fields);
    }
}

static void
remember_rows (const char *list, const CorEdit *edit)
{
  CorId list_id;
  GPtrArray *rows = cor_edit_get_list_rows (edit, &list_id);

  for (guint i = 0; i < rows->len; i++)
    {
      CorListRow *row = rows->pdata[i];
      g_autofree char *key = g_strdup_printf ("%s:%u", list, row->row);
      GStrv truth = g_hash_table_lookup (demo.rows, key);
      GPtrArray *truths;

      if (truth == NULL)
        g_error ("%s is not in the truth", key);
      g_hash_table_insert (demo.outcomes, g_steal_pointer (&key), row);
      if (row->outcome != COR_ROW_ADDED && row->outcome != COR_ROW_MERGED)
        continue;
      truths = g_hash_table_lookup (demo.people, &row->person_id);
      if (truths == NULL)
        {
          truths = g_ptr_array_new ();
          g_hash_table_insert (demo.people, &row->person_id, truths);
        }
      g_ptr_array_add (truths, truth);
    }
}

static void
import_list (const char *folder, const char *list)
{
  g_autofree char *path = g_build_filename (folder, list, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorIntake) intake = cor_intake_read (path, NULL, NULL, &error);
  CorIntakeReport *report = NULL;
  CorSnapshot *after;
  CorEdit *edit;
  gint64 start_us = g_get_monotonic_time ();

  g_assert_no_error (error);
  edit = cor_intake_build_edit (intake, demo.plan, fixture_get_gazetteer (), NOW_UTC_S, NULL,
                                &report, &error);
  g_assert_no_error (error);
  g_test_message (
      "%s: %u rows, %u added, %u merged, %u possible, %u rejected, %u blank, %u placed, "
      "%u bad fields, %s, %.0f ms",
      list, report->n_rows, report->n_added, report->n_merged, report->n_possible_duplicates,
      report->n_rejected, report->n_blank, report->n_placed, report->n_bad_fields, report->encoding,
      (double) (g_get_monotonic_time () - start_us) / 1000.0);
  for (guint i = 0; i < report->columns->len; i++)
    {
      CorIntakeColumn *column = report->columns->pdata[i];

      g_test_message ("  %s = %s (%.2f)", column->heading, cor_field_get_code (column->field),
                      column->confidence);
    }
  after = cor_snapshot_apply (demo.plan, edit, cor_snapshot_get_revision (demo.plan) + 1);
  g_assert_cmpuint (report->n_people_added, ==,
                    cor_snapshot_count_people (after) - cor_snapshot_count_people (demo.plan));
  cor_snapshot_unref (demo.plan);
  demo.plan = after;
  g_ptr_array_add (demo.edits, edit);
  g_ptr_array_add (demo.reports, report);
  remember_rows (list, edit);
}

static void
demo_set_up (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("CORRIDORS_DATA_DIR"), "demo", NULL);

  demo.plan = cor_snapshot_new ();
  demo.rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  demo.outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  demo.people =
      g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  demo.edits = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_edit_free);
  demo.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_intake_report_free);
  read_truth (folder);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    import_list (folder, lists[i]);
}

static void
demo_tear_down (void)
{
  g_hash_table_unref (demo.people);
  g_hash_table_unref (demo.outcomes);
  g_hash_table_unref (demo.rows);
  g_ptr_array_unref (demo.edits);
  g_ptr_array_unref (demo.reports);
  cor_list_file_free (demo.truth);
  cor_snapshot_unref (demo.plan);
}

static char *
describe (GStrv truth)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", truth[TRUTH_FILE], truth[TRUTH_RECORD]);
  const CorListRow *row = g_hash_table_lookup (demo.outcomes, key);
  g_autofree char *said = g_strjoinv (" | ", row->fields);
  g_autofree char *told = g_strjoinv (",", truth);

  return g_strdup_printf ("%s {%s} %s", cor_row_outcome_get_code (row->outcome), told, said);
}

static void
test_every_row_ends_as_it_should (void)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n_wrong = 0;

  g_hash_table_iter_init (&iter, demo.outcomes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GStrv truth = g_hash_table_lookup (demo.rows, key);
      CorRowOutcome outcome = ((CorListRow *) value)->outcome;
      gboolean is_blank = strcmp (truth[TRUTH_FATE], "blank") == 0;
      gboolean is_rejected = strcmp (truth[TRUTH_FATE], "rejected") == 0;

      if (is_blank != (outcome == COR_ROW_BLANK) || is_rejected != (outcome == COR_ROW_REJECTED))
        {
          g_autofree char *text = describe (truth);

          g_test_message ("ends wrongly: %s", text);
          n_wrong++;
        }
    }

  g_assert_cmpuint (n_wrong, ==, 0);
  g_assert_cmpuint (g_hash_table_size (demo.outcomes), ==, g_hash_table_size (demo.rows));
}

static void
test_no_false_merge (void)
{
  GHashTableIter iter;
  gpointer value;
  guint n_false = 0;

  g_hash_table_iter_init (&iter, demo.people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *truths = value;
      GStrv first = truths->pdata[0];

      for (guint i = 1; i < truths->len; i++)
        {
          GStrv other = truths->pdata[i];

          if (strcmp (first[TRUTH_PERSON], other[TRUTH_PERSON]) != 0)
            {
              g_autofree char *a = describe (first);
              g_autofree char *b = describe (other);

              g_test_message ("falsely merged:\n  %s\n  %s", a, b);
              n_false++;
            }
        }
    }

  g_assert_cmpuint (n_false, ==, 0);
}

static GStrv
find_first_row_of (const char *person, GStrv except)
{
  for (guint i = 1; i < demo.truth->rows->len; i++)
    {
      GStrv truth = ((CorRawRow *) demo.truth->rows->pdata[i])->fields;

      if (truth != except && strcmp (truth[TRUTH_PERSON], person) == 0)
        return truth;
    }

  return NULL;
}

static void
test_duplicates_are_found (void)
{
  guint n_expected = 0, n_found = 0, n_possible = 0;

  for (guint i = 1; i < demo.truth->rows->len; i++)
    {
      GStrv truth = ((CorRawRow *) demo.truth->rows->pdata[i])->fields;
      g_autofree char *key = g_strdup_printf ("%s:%s", truth[TRUTH_FILE], truth[TRUTH_RECORD]);
      const CorListRow *row = g_hash_table_lookup (demo.outcomes, key);

      n_possible += strcmp (truth[TRUTH_FATE], "possible") == 0;
      if (strcmp (truth[TRUTH_FATE], "merged") != 0)
        continue;
      n_expected++;
      if (row->outcome == COR_ROW_MERGED)
        n_found++;
      else
        {
          g_autofree char *a = describe (truth);
          GStrv first = find_first_row_of (truth[TRUTH_PERSON], truth);
          g_autofree char *b = first != NULL ? describe (first) : NULL;

          g_test_message ("not found:\n  %s\n  %s", a, b);
        }
    }

  g_test_message ("%u of %u duplicates found; %u possible in the truth", n_found, n_expected,
                  n_possible);
  g_assert_cmpuint (n_found * 100, >=, n_expected * 98);
}

static void
test_contradictions_are_listed (void)
{
  GPtrArray *findings = cor_snapshot_get_records (demo.plan, COR_RECORD_FINDING);
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
  for (guint i = 1; i < demo.truth->rows->len; i++)
    {
      GStrv truth = ((CorRawRow *) demo.truth->rows->pdata[i])->fields;
      g_autofree char *key = g_strdup_printf ("%s:%s", truth[TRUTH_FILE], truth[TRUTH_RECORD]);
      const CorListRow *row = g_hash_table_lookup (demo.outcomes, key);

      if (strcmp (truth[TRUTH_FATE], "possible") != 0 ||
          g_hash_table_contains (listed, &row->person_id))
        continue;
      g_autofree char *text = describe (truth);

      g_test_message ("not listed: %s", text);
      n_missing++;
    }

  g_assert_cmpuint (n_missing, ==, 0);
}

static gboolean
may_be_at (GPtrArray *truths, guint number)
{
  for (guint i = 0; i < truths->len; i++)
    {
      const char *place = ((GStrv) truths->pdata[i])[TRUTH_PLACE];

      if (place[0] != '\0' && g_ascii_strtoull (place, NULL, 10) == number)
        return TRUE;
    }

  return FALSE;
}

static void
test_nobody_is_misplaced (void)
{
  GPtrArray *persons = cor_snapshot_get_records (demo.plan, COR_RECORD_PERSON);
  guint n_misplaced = 0, n_placed = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      GPtrArray *truths = g_hash_table_lookup (demo.people, &person->record.id);

      if (person->placement == COR_PLACEMENT_NONE)
        continue;
      n_placed++;
      if (!may_be_at (truths, cor_id_get_place_number (&person->place_id)))
        {
          g_autofree char *text = describe (truths->pdata[0]);

          g_test_message ("misplaced at %u: %s", cor_id_get_place_number (&person->place_id), text);
          n_misplaced++;
        }
    }

  g_test_message ("%u of %u placed", n_placed, persons->len);
  g_assert_cmpuint (n_misplaced, ==, 0);
}

/* What the text decides must be decided. */
static void
test_the_clear_are_placed (void)
{
  GPtrArray *persons = cor_snapshot_get_records (demo.plan, COR_RECORD_PERSON);
  guint n_clear = 0, n_unplaced = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      GPtrArray *truths = g_hash_table_lookup (demo.people, &person->record.id);
      const char *rule = ((GStrv) truths->pdata[0])[TRUTH_PLACE_RULE];

      if (!g_strv_contains ((const char *[]){ "exact", "oblast", "position", "swapped", NULL },
                            rule))
        continue;
      n_clear++;
      if (person->placement == COR_PLACEMENT_NONE)
        {
          g_autofree char *text = describe (truths->pdata[0]);

          g_test_message ("unplaced: %s", text);
          n_unplaced++;
        }
    }

  g_test_message ("%u of %u clear ones unplaced", n_unplaced, n_clear);
  g_assert_cmpuint (n_unplaced * 100, <=, n_clear);
}

static void
test_parties_are_read (void)
{
  guint n_wrong = 0, n_stated = 0;

  for (guint i = 1; i < demo.truth->rows->len; i++)
    {
      GStrv truth = ((CorRawRow *) demo.truth->rows->pdata[i])->fields;
      g_autofree char *key = g_strdup_printf ("%s:%s", truth[TRUTH_FILE], truth[TRUTH_RECORD]);
      const CorListRow *row = g_hash_table_lookup (demo.outcomes, key);
      const CorPerson *person = cor_snapshot_lookup (demo.plan, COR_RECORD_PERSON, &row->person_id);
      guint party = (guint) g_ascii_strtoull (truth[TRUTH_PARTY], NULL, 10);

      if (person == NULL || party == 0)
        continue;
      n_stated++;
      if (row->outcome == COR_ROW_ADDED ? person->party_size < party : person->party_size < party)
        {
          g_autofree char *text = describe (truth);

          g_test_message ("party %u: %s", person->party_size, text);
          n_wrong++;
        }
    }

  g_test_message ("%u of %u parties read too small", n_wrong, n_stated);
  g_assert_cmpuint (n_wrong, ==, 0);
}

static gboolean
share_phone (const CorPerson *a, const CorPerson *b)
{
  GStrv left = a->particulars->phones, right = b->particulars->phones;

  for (guint i = 0; left != NULL && left[i] != NULL; i++)
    if (right != NULL && g_strv_contains ((const char *const *) right, left[i]))
      return TRUE;

  return FALSE;
}

/* Two who share a household in truth, and a telephone, share one in the plan, and nobody else
 * does. */
static void
test_households_are_formed (void)
{
  GPtrArray *persons = cor_snapshot_get_records (demo.plan, COR_RECORD_PERSON);
  g_autoptr (GHashTable) by_truth = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_plan = g_hash_table_new (cor_id_hash, cor_id_equal);
  guint n_apart = 0, n_mixed = 0, n_together = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      GPtrArray *truths = g_hash_table_lookup (demo.people, &person->record.id);
      GStrv truth = truths->pdata[0];
      const CorPerson *relative = g_hash_table_lookup (by_truth, truth[TRUTH_HOUSEHOLD]);
      GStrv other = cor_id_is_nil (&person->household_id)
                        ? NULL
                        : g_hash_table_lookup (by_plan, &person->household_id);

      if (other != NULL && strcmp (other[TRUTH_HOUSEHOLD], truth[TRUTH_HOUSEHOLD]) != 0)
        {
          g_autofree char *a = describe (truth);
          g_autofree char *b = describe (other);

          g_test_message ("mixed:\n  %s\n  %s", a, b);
          n_mixed++;
        }
      if (relative != NULL && share_phone (person, relative) &&
          (cor_id_is_nil (&person->household_id) ||
           !cor_id_equal (&person->household_id, &relative->household_id)))
        {
          GPtrArray *relatives = g_hash_table_lookup (demo.people, &relative->record.id);
          g_autofree char *a = describe (truth);
          g_autofree char *b = describe (relatives->pdata[0]);

          g_test_message ("apart:\n  %s\n  %s", a, b);
          n_apart++;
        }
      n_together += relative != NULL && share_phone (person, relative);
      g_hash_table_insert (by_truth, truth[TRUTH_HOUSEHOLD], (gpointer) person);
      if (!cor_id_is_nil (&person->household_id))
        g_hash_table_insert (by_plan, (gpointer) &person->household_id, truth);
    }

  g_test_message ("%u of %u apart, %u mixed", n_apart, n_together, n_mixed);
  g_assert_cmpuint (n_mixed, ==, 0);
  g_assert_cmpuint (n_apart * 50, <=, n_together);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  demo_set_up ();

  g_test_add_func ("/intake/demo/every-row-ends-as-it-should", test_every_row_ends_as_it_should);
  g_test_add_func ("/intake/demo/no-false-merge", test_no_false_merge);
  g_test_add_func ("/intake/demo/duplicates-are-found", test_duplicates_are_found);
  g_test_add_func ("/intake/demo/contradictions-are-listed", test_contradictions_are_listed);
  g_test_add_func ("/intake/demo/nobody-is-misplaced", test_nobody_is_misplaced);
  g_test_add_func ("/intake/demo/the-clear-are-placed", test_the_clear_are_placed);
  g_test_add_func ("/intake/demo/parties-are-read", test_parties_are_read);
  g_test_add_func ("/intake/demo/households-are-formed", test_households_are_formed);
  result = g_test_run ();
  demo_tear_down ();

  return result;
}
