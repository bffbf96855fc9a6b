/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-intake.h"

#include <string.h>

#include "cor-error.h"
#include "cor-intake-private.h"
#include "cor-matcher.h"
#include "cor-merge.h"
#include "cor-placer.h"

#define STEP_ROWS 64

/* An import being put together. People are numbered as the matcher numbers them: first those of the
 * plan, then those of the list. */
typedef struct
{
  const CorIntake *intake;
  CorSnapshot *plan;
  CorId list_id;
  char *list_key;
  CorRowReader *reader;
  CorMatcher *matcher;
  CorPlacer *placer;
  GPtrArray *persons;   /* CorPerson by number; borrowed from the plan or ours */
  GHashTable *ours;     /* numbers of those we may change */
  guint n_known;        /* people of the plan */
  GArray *possible;     /* guint: those who are like the row at hand */
  GPtrArray *findings;  /* CorFinding */
  GPtrArray *list_rows; /* CorListRow */
  CorIntakeReport *report;
} Import;

static void
import_clear (Import *import)
{
  g_free (import->list_key);
  g_clear_pointer (&import->reader, cor_row_reader_free);
  g_clear_pointer (&import->matcher, cor_matcher_free);
  g_clear_pointer (&import->placer, cor_placer_free);
  g_clear_pointer (&import->persons, g_ptr_array_unref);
  g_clear_pointer (&import->ours, g_hash_table_unref);
  g_clear_pointer (&import->possible, g_array_unref);
  g_clear_pointer (&import->findings, g_ptr_array_unref);
  g_clear_pointer (&import->list_rows, g_ptr_array_unref);
  g_clear_pointer (&import->report, cor_intake_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* The same list into the same state of a plan gets the same ids on every machine; a revision is
 * never used twice, so no two imports of a plan share them. */
static void
make_list_id (Import *import)
{
  const CorListFile *file = import->intake->file;
  const CorPlanSettings *settings = cor_snapshot_get_settings (import->plan);
  g_autofree char *plan_id = settings != NULL ? cor_id_to_string (&settings->record.id) : NULL;

  import->list_key = g_strdup_printf (
      "list:%s:%s:%s:%" G_GUINT64_FORMAT, file->checksum, file->sheet != NULL ? file->sheet : "",
      plan_id != NULL ? plan_id : "", cor_snapshot_get_revision (import->plan));
  import->list_id = cor_id_from_key (import->list_key);
}

static CorId
make_id (const Import *import, const char *what, guint row, guint number)
{
  g_autofree char *key = g_strdup_printf ("%s:%s:%u:%u", import->list_key, what, row, number);

  return cor_id_from_key (key);
}

static gboolean
add_known_people (Import *import, CorProgress *progress, GError **error)
{
  GPtrArray *known = cor_snapshot_get_records (import->plan, COR_RECORD_PERSON);

  for (guint i = 0; i < known->len; i++)
    {
      g_ptr_array_add (import->persons, cor_record_ref (known->pdata[i]));
      (void) cor_matcher_add (import->matcher, known->pdata[i]);
      if (i % STEP_ROWS == 0 && !cor_progress_report (progress, "Looking at the people of the plan",
                                                      (double) i / known->len, error))
        return FALSE;
    }
  import->n_known = known->len;

  return TRUE;
}

/* A person of the plan is copied before it changes, once. */
static CorPerson *
get_own_person (Import *import, guint number)
{
  if (!g_hash_table_contains (import->ours, GUINT_TO_POINTER (number)))
    {
      CorPerson *shared = import->persons->pdata[number];

      import->persons->pdata[number] = cor_record_copy (shared);
      cor_record_unref (shared);
      g_hash_table_add (import->ours, GUINT_TO_POINTER (number));
    }

  return import->persons->pdata[number];
}

static void
add_finding (Import *import,
             CorFindingKind kind,
             const CorPerson *person,
             const CorPerson *other,
             CorField field)
{
  CorId id = make_id (import, "finding", import->findings->len, kind);
  CorFinding *finding = cor_record_new (COR_RECORD_FINDING, &id);

  finding->finding = kind;
  finding->person_id = person->record.id;
  if (other != NULL)
    finding->other_id = other->record.id;
  finding->field = field;
  g_ptr_array_add (import->findings, finding);
}

static CorListRow *
add_list_row (Import *import, const CorRawRow *raw, CorRowOutcome outcome)
{
  CorListRow *row = cor_list_row_new (raw->row, outcome);

  row->fields = g_strdupv (raw->fields);
  g_ptr_array_add (import->list_rows, row);
  import->report->n_rows++;

  return row;
}

static const char *
find_name_heading (const Import *import)
{
  static const CorField fields[] = { COR_FIELD_FULL_NAME, COR_FIELD_FAMILY_NAME,
                                     COR_FIELD_GIVEN_NAME, COR_FIELD_PASSPORT, COR_FIELD_PHONE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < import->intake->columns->len; j++)
      {
        const CorIntakeColumn *column = import->intake->columns->pdata[j];

        if (column->field == fields[i])
          return column->heading;
      }

  return "";
}

static void
reject_row (Import *import, const CorRawRow *raw, const char *reason)
{
  CorListRow *row = add_list_row (import, raw, COR_ROW_REJECTED);
  CorIntakeReject *reject = g_new0 (CorIntakeReject, 1);

  reject->row = raw->row;
  reject->column = g_strdup (find_name_heading (import));
  reject->reason = g_strdup (reason);
  reject->fields = g_strdupv (raw->fields);
  row->column = g_strdup (reject->column);
  row->reason = g_strdup (reject->reason);
  g_ptr_array_add (import->report->rejects, reject);
  import->report->n_rejected++;
}

static void
merge_row (Import *import, const CorRawRow *raw, const CorRegistration *registration, guint number)
{
  CorPerson *person = get_own_person (import, number);
  g_autofree char *text = cor_row_reader_describe (import->reader, raw);
  CorListRow *row = add_list_row (import, raw, COR_ROW_MERGED);

  row->person_id = person->record.id;
  if (cor_person_merge (person, registration->person, text))
    add_finding (import, COR_FINDING_PLACE_DIFFERS, person, NULL, COR_FIELD_PLACE);
  cor_matcher_update (import->matcher, number, person);
  import->report->n_merged++;
}

static void
add_row (Import *import, const CorRawRow *raw, CorRegistration *registration)
{
  CorPerson *person = g_steal_pointer (&registration->person);
  CorListRow *row = add_list_row (import, raw, COR_ROW_ADDED);
  guint number = cor_matcher_add (import->matcher, person);

  row->person_id = person->record.id;
  person->list_id = import->list_id;
  g_assert (number == import->persons->len);
  g_ptr_array_add (import->persons, person);
  g_hash_table_add (import->ours, GUINT_TO_POINTER (number));
  if (registration->swapped)
    add_finding (import, COR_FINDING_SWAPPED_POSITION, person, NULL, COR_FIELD_COORDINATES);
  for (guint i = 0; i < import->possible->len; i++)
    {
      guint other = g_array_index (import->possible, guint, i);

      add_finding (import, COR_FINDING_POSSIBLE_DUPLICATE, person, import->persons->pdata[other],
                   COR_FIELD_IGNORE);
      import->report->n_possible_duplicates++;
    }
  import->report->n_added++;
}

static void
take_row (Import *import, const CorRawRow *raw)
{
  g_autoptr (CorRegistration) registration = NULL;
  CorId person_id;
  guint number;

  if (cor_row_reader_is_blank (import->reader, raw))
    {
      (void) add_list_row (import, raw, COR_ROW_BLANK);
      import->report->n_blank++;
      return;
    }
  if (cor_row_is_sum (raw))
    {
      reject_row (import, raw, "it adds up other rows and is about nobody");
      return;
    }
  person_id = make_id (import, "person", raw->row, 0);
  registration = cor_row_reader_read (import->reader, raw, &person_id);
  if (registration == NULL)
    {
      reject_row (import, raw, "no name, no document and no telephone number");
      return;
    }

  cor_placer_place (import->placer, registration);
  g_array_set_size (import->possible, 0);
  number = cor_matcher_find (import->matcher, registration->person, import->possible);
  if (number != COR_MATCHER_NOBODY)
    merge_row (import, raw, registration, number);
  else
    add_row (import, raw, registration);
}

static gboolean
take_rows (Import *import, CorProgress *progress, GError **error)
{
  GPtrArray *rows = import->intake->file->rows;
  guint first = cor_intake_get_first_index (import->intake);

  for (guint i = 0; i < rows->len; i++)
    {
      if (i < first)
        {
          (void) add_list_row (import, rows->pdata[i], COR_ROW_BLANK);
          import->report->n_blank++;
        }
      else
        take_row (import, rows->pdata[i]);
      if (i % STEP_ROWS == 0 &&
          !cor_progress_report (progress, "Taking the rows in", (double) i / rows->len, error))
        return FALSE;
    }

  return cor_progress_report (progress, "Taking the rows in", 1.0, error);
}

static void
join_household (Import *import, guint number, guint relative)
{
  CorPerson *person = import->persons->pdata[number];
  CorPerson *other = import->persons->pdata[relative];

  if (cor_id_is_nil (&other->household_id))
    {
      CorId id = make_id (import, "household", relative, 0);

      other = get_own_person (import, relative);
      other->household_id = id;
    }
  person->household_id = other->household_id;
}

/* Officers may have split a household of the plan: only those who are new join one. */
static void
form_households (Import *import)
{
  for (guint i = 0; i < import->persons->len; i++)
    {
      guint relative = cor_matcher_find_family (import->matcher, i);

      if (i >= import->n_known && relative != COR_MATCHER_NOBODY)
        join_household (import, i, relative);
    }
}

static void
look_at_person (Import *import, const CorPerson *person)
{
  for (guint field = 0; field < COR_N_FIELDS; field++)
    if ((person->flags & 1u << field) != 0)
      {
        add_finding (import, COR_FINDING_BAD_FIELD, person, NULL, (CorField) field);
        import->report->n_bad_fields++;
      }
  if (person->placement == COR_PLACEMENT_ASSUMED)
    {
      add_finding (import, COR_FINDING_PLACE_ASSUMED, person, NULL, COR_FIELD_PLACE);
      import->report->n_assumed++;
    }
  if (person->placement != COR_PLACEMENT_NONE)
    import->report->n_placed++;
}

static void
put_settlement (Import *import, CorEdit *edit, GHashTable *put, const CorPerson *person)
{
  if (cor_id_is_nil (&person->place_id) || person->placement == COR_PLACEMENT_MANUAL ||
      g_hash_table_contains (put, &person->place_id) ||
      cor_snapshot_lookup (import->plan, COR_RECORD_SETTLEMENT, &person->place_id) != NULL)
    return;
  g_hash_table_add (put, (gpointer) &person->place_id);
  cor_edit_put (edit, cor_placer_make_settlement (import->placer, &person->place_id));
}

static void
put_people (Import *import, CorEdit *edit)
{
  g_autoptr (GHashTable) settlements = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < import->persons->len; i++)
    {
      if (!g_hash_table_contains (import->ours, GUINT_TO_POINTER (i)))
        continue;
      if (i >= import->n_known)
        look_at_person (import, import->persons->pdata[i]);
      put_settlement (import, edit, settlements, import->persons->pdata[i]);
      cor_edit_put (edit, cor_record_ref (import->persons->pdata[i]));
    }
  for (guint i = 0; i < import->findings->len; i++)
    cor_edit_put (edit, cor_record_ref (import->findings->pdata[i]));
}

static void
put_list (Import *import, CorEdit *edit, gint64 now_utc_s)
{
  const CorListFile *file = import->intake->file;
  const CorIntakeReport *report = import->report;
  CorList *list = cor_record_new (COR_RECORD_LIST, &import->list_id);

  list->file_name = g_strdup (file->file_name);
  list->sheet = g_strdup (file->sheet);
  list->encoding = g_strdup (file->encoding);
  list->imported_utc_s = now_utc_s;
  list->n_rows = report->n_rows;
  list->n_added = report->n_added;
  list->n_merged = report->n_merged;
  list->n_rejected = report->n_rejected;
  list->n_blank = report->n_blank;
  list->n_people = report->n_people_added;
  cor_edit_put (edit, list);
  cor_edit_take_list_rows (edit, &import->list_id, g_steal_pointer (&import->list_rows));
}

static guint
count_growth (Import *import, const CorEdit *edit)
{
  g_autoptr (CorSnapshot) after =
      cor_snapshot_apply (import->plan, edit, cor_snapshot_get_revision (import->plan) + 1);

  return cor_snapshot_count_people (after) - cor_snapshot_count_people (import->plan);
}

static void
import_init (Import *import, const CorIntake *intake, CorSnapshot *plan, CorGazetteer *gazetteer)
{
  const CorListFile *file = intake->file;

  memset (import, 0, sizeof *import);
  import->intake = intake;
  import->plan = plan;
  import->matcher = cor_matcher_new ();
  import->placer = cor_placer_new (gazetteer);
  import->persons = g_ptr_array_new_with_free_func (cor_record_unref);
  import->ours = g_hash_table_new (NULL, NULL);
  import->possible = g_array_new (FALSE, FALSE, sizeof (guint));
  import->findings = g_ptr_array_new_with_free_func (cor_record_unref);
  import->list_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_list_row_free);
  import->report = cor_intake_report_new ();
  make_list_id (import);

  import->report->list_id = import->list_id;
  import->report->file_name = g_strdup (file->file_name);
  import->report->sheet = g_strdup (file->sheet);
  import->report->encoding = g_strdup (file->encoding);
  for (guint i = 0; i < intake->columns->len; i++)
    {
      const CorIntakeColumn *column = intake->columns->pdata[i];

      g_ptr_array_add (import->report->columns,
                       cor_intake_column_new (column->heading, column->field, column->confidence));
    }
}

/**
 * cor_intake_build_edit:
 * @self: a list
 * @plan: the plan as it is
 * @gazetteer: (nullable): what knows the places; without it nobody is placed
 * @now_utc_s: the present
 * @progress: (nullable): watches and stops it
 * @report: (out) (optional) (transfer full): how it went
 * @error: (nullable): set when the list cannot be imported or the work was stopped
 *
 * Makes the one edit that takes the whole list into the plan. Nothing is changed by making it. The
 * same list, columns and plan give the same edit everywhere.
 *
 * Returns: (transfer full): the edit, or %NULL
 */
CorEdit *
cor_intake_build_edit (const CorIntake *self,
                       CorSnapshot *plan,
                       CorGazetteer *gazetteer,
                       gint64 now_utc_s,
                       CorProgress *progress,
                       CorIntakeReport **report,
                       GError **error)
{
  g_autoptr (CorEdit) edit = NULL;
  g_auto (Import) import = { .report = NULL };

  g_return_val_if_fail (self != NULL && plan != NULL, NULL);

  import_init (&import, self, plan, gazetteer);
  if (!cor_intake_can_import (self, error) || !add_known_people (&import, progress, error))
    return NULL;
  import.reader =
      cor_row_reader_new (self->file, self->columns, cor_intake_get_first_index (self), now_utc_s);
  if (!take_rows (&import, progress, error))
    return NULL;

  form_households (&import);
  edit = cor_edit_new (COR_EDIT_IMPORT_LIST, self->file->file_name);
  put_people (&import, edit);
  import.report->n_people_added = count_growth (&import, edit);
  put_list (&import, edit, now_utc_s);

  /* Where the sum is wrong nobody may be told that it is right. */
  if (!cor_intake_report_is_balanced (import.report))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FAILED,
                   "%s: the rows do not add up, so nothing was imported; please report this",
                   self->file->file_name);
      return NULL;
    }
  if (report != NULL)
    *report = g_steal_pointer (&import.report);

  return g_steal_pointer (&edit);
}
