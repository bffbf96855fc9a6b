/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-people-edits.h"

#include "cor-error.h"
#include "cor-plan-edits.h"

/* Calls @change on a copy of each person that is still in the plan, and puts it. */
static void
change_people (CorEdit *edit,
               CorSnapshot *snapshot,
               const CorId *person_ids,
               guint n_persons,
               void (*change) (CorPerson *person, gconstpointer value),
               gconstpointer value)
{
  for (guint i = 0; i < n_persons; i++)
    {
      const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, &person_ids[i]);
      CorPerson *changed;

      if (person == NULL)
        continue;
      changed = cor_record_copy (person);
      change (changed, value);
      cor_edit_put (edit, changed);
    }
}

static void
change_status (CorPerson *person, gconstpointer value)
{
  person->status = *(const CorStatus *) value;
}

/**
 * cor_edit_set_status:
 * @snapshot: the plan
 * @person_ids: (array length=n_persons): who
 * @n_persons: how many
 * @status: how far they are
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_set_status (CorSnapshot *snapshot,
                     const CorId *person_ids,
                     guint n_persons,
                     CorStatus status)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_SET_STATUS, cor_status_get_code (status));

  change_people (edit, snapshot, person_ids, n_persons, change_status, &status);

  return edit;
}

static void
change_place (CorPerson *person, gconstpointer value)
{
  const CorSettlement *settlement = value;

  person->place_id = settlement->record.id;
  person->placement = COR_PLACEMENT_MANUAL;
}

/**
 * cor_edit_place_people:
 * @snapshot: the plan
 * @person_ids: (array length=n_persons): who
 * @n_persons: how many
 * @settlement: (transfer none): where they are
 *
 * Places people by an officer's word. Findings about their place are dealt with by it.
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_place_people (CorSnapshot *snapshot,
                       const CorId *person_ids,
                       guint n_persons,
                       CorSettlement *settlement)
{
  CorEdit *edit =
      cor_edit_new (COR_EDIT_PLACE_PEOPLE, cor_names_get (&settlement->names, COR_LANGUAGE_EN));
  GPtrArray *findings = cor_snapshot_get_records (snapshot, COR_RECORD_FINDING);
  g_autoptr (GHashTable) placed = g_hash_table_new (cor_id_hash, cor_id_equal);

  if (cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &settlement->record.id) == NULL)
    cor_edit_put (edit, cor_record_ref (settlement));
  change_people (edit, snapshot, person_ids, n_persons, change_place, settlement);

  for (guint i = 0; i < n_persons; i++)
    g_hash_table_add (placed, (gpointer) &person_ids[i]);
  for (guint i = 0; i < findings->len; i++)
    {
      const CorFinding *finding = findings->pdata[i];
      CorFinding *resolved;

      if (finding->resolved ||
          (finding->finding != COR_FINDING_PLACE_DIFFERS &&
           finding->finding != COR_FINDING_PLACE_ASSUMED) ||
          !g_hash_table_contains (placed, &finding->person_id))
        continue;
      resolved = cor_record_copy (finding);
      resolved->resolved = TRUE;
      cor_edit_put (edit, resolved);
    }

  return edit;
}

static char *
describe_merged (const CorParticulars *other)
{
  g_auto (GStrv) parts = g_new0 (char *, 8);
  guint n_parts = 0;
  g_autofree char *phones = other->phones != NULL ? g_strjoinv (", ", other->phones) : NULL;
  const char *const texts[] = { other->full_name, other->passport, phones,      other->nationality,
                                other->email,     other->address,  other->notes };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && texts[i][0] != '\0')
      parts[n_parts++] = g_strdup (texts[i]);

  return g_strjoinv (" · ", parts);
}

static void
fill_gap (char **kept, const char *other)
{
  if ((*kept == NULL || **kept == '\0') && other != NULL)
    {
      g_free (*kept);
      *kept = g_strdup (other);
    }
}

static void
merge_particulars (CorParticulars *kept, const CorParticulars *other)
{
  g_autoptr (GStrvBuilder) merged = g_strv_builder_new ();
  g_autofree char *said = describe_merged (other);

  if (kept->merged != NULL)
    g_strv_builder_addv (merged, (const char **) kept->merged);
  if (other->merged != NULL)
    g_strv_builder_addv (merged, (const char **) other->merged);
  g_strv_builder_add (merged, said);
  g_strfreev (kept->merged);
  kept->merged = g_strv_builder_end (merged);

  fill_gap (&kept->full_name, other->full_name);
  fill_gap (&kept->family_name, other->family_name);
  fill_gap (&kept->given_name, other->given_name);
  fill_gap (&kept->nationality, other->nationality);
  fill_gap (&kept->passport, other->passport);
  fill_gap (&kept->email, other->email);
  fill_gap (&kept->address, other->address);
  fill_gap (&kept->notes, other->notes);
  if (kept->birth_date == 0)
    kept->birth_date = other->birth_date;
  if (kept->phones == NULL)
    kept->phones = g_strdupv (other->phones);
}

static void
drop_findings_about (CorEdit *edit, CorSnapshot *snapshot, const CorId *person_id)
{
  GPtrArray *findings = cor_snapshot_get_records (snapshot, COR_RECORD_FINDING);

  for (guint i = 0; i < findings->len; i++)
    {
      const CorFinding *finding = findings->pdata[i];

      if (cor_id_equal (&finding->person_id, person_id) ||
          cor_id_equal (&finding->other_id, person_id))
        cor_edit_remove (edit, COR_RECORD_FINDING, &finding->record.id);
    }
}

/**
 * cor_edit_merge_people:
 * @snapshot: the plan
 * @kept_id: the registration that stays
 * @other_id: the one that goes into it
 * @error: (nullable): set when one of them is gone
 *
 * Merges two registrations of one person: gaps of the one are filled from the other, what the other
 * said stays as text, the larger party and every need are kept.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_merge_people (CorSnapshot *snapshot,
                       const CorId *kept_id,
                       const CorId *other_id,
                       GError **error)
{
  const CorPerson *kept = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, kept_id);
  const CorPerson *other = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, other_id);
  CorPerson *merged;
  CorEdit *edit;

  if (kept == NULL || other == NULL || cor_id_equal (kept_id, other_id))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "One of the two registrations is no longer in the plan.");
      return NULL;
    }

  merged = cor_record_copy (kept);
  merge_particulars (cor_person_edit_particulars (merged), other->particulars);
  merged->party_size = MAX (kept->party_size, other->party_size);
  merged->needs |= other->needs;
  merged->may_be_refused_exit |= other->may_be_refused_exit;
  if (merged->car == COR_ANSWER_UNKNOWN)
    merged->car = other->car;
  if (merged->placement == COR_PLACEMENT_NONE)
    {
      merged->place_id = other->place_id;
      merged->placement = other->placement;
      merged->has_position = other->has_position;
      merged->position = other->position;
    }
  if (cor_id_is_nil (&merged->household_id))
    merged->household_id = other->household_id;

  edit = cor_edit_new (COR_EDIT_MERGE_PEOPLE, NULL);
  cor_edit_remove (edit, COR_RECORD_PERSON, other_id);
  drop_findings_about (edit, snapshot, other_id);
  cor_edit_put (edit, merged);

  return edit;
}

static void
change_household (CorPerson *person, gconstpointer value)
{
  person->household_id = COR_ID_NIL;
}

/**
 * cor_edit_split_household:
 * @snapshot: the plan
 * @person_ids: (array length=n_persons): who leaves their household
 * @n_persons: how many
 *
 * Lets people travel on their own; each counts with their own stated party again.
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_split_household (CorSnapshot *snapshot, const CorId *person_ids, guint n_persons)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_SPLIT_HOUSEHOLD, NULL);

  change_people (edit, snapshot, person_ids, n_persons, change_household, NULL);

  return edit;
}

/**
 * cor_edit_remove_people:
 * @snapshot: the plan
 * @person_ids: (array length=n_persons): who
 * @n_persons: how many
 *
 * Takes registrations out of the plan; undo brings them back.
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_remove_people (CorSnapshot *snapshot, const CorId *person_ids, guint n_persons)
{
  g_autofree char *count = g_strdup_printf ("%u", n_persons);
  CorEdit *edit = cor_edit_new (COR_EDIT_REMOVE_PEOPLE, count);

  for (guint i = 0; i < n_persons; i++)
    {
      if (cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, &person_ids[i]) == NULL)
        continue;
      cor_edit_remove (edit, COR_RECORD_PERSON, &person_ids[i]);
      drop_findings_about (edit, snapshot, &person_ids[i]);
    }

  return edit;
}

/**
 * cor_edit_resolve_finding:
 * @snapshot: the plan
 * @finding_id: which finding
 * @error: (nullable): set when it is gone
 *
 * Returns: (transfer full) (nullable): the edit that takes it off the officer's list
 */
CorEdit *
cor_edit_resolve_finding (CorSnapshot *snapshot, const CorId *finding_id, GError **error)
{
  const CorFinding *finding = cor_snapshot_lookup (snapshot, COR_RECORD_FINDING, finding_id);
  CorFinding *resolved;

  if (finding == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "This has been dealt with already.");
      return NULL;
    }

  resolved = cor_record_copy (finding);
  resolved->resolved = TRUE;

  return cor_edit_put_record (COR_EDIT_RESOLVE_FINDING, NULL, resolved);
}
