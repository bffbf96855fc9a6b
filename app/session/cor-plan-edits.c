/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-edits.h"

#include "cor-error.h"
#include "cor-time.h"

static const char *
english (const CorNames *names)
{
  return cor_names_get (names, COR_LANGUAGE_EN);
}

static const CorCrossing *
lookup_crossing (CorSnapshot *snapshot, const CorId *crossing_id, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, crossing_id);

  if (crossing == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                 "This crossing is no longer in the plan; somebody has removed it.");

  return crossing;
}

/* An officer's word holds from the plan's start on, and takes the place of what they said before.
 */
static void
drop_officers_intervals (CorCrossing *crossing)
{
  for (guint i = crossing->intervals->len; i > 0; i--)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i - 1];

      if (interval->by_officer)
        g_ptr_array_remove_index (crossing->intervals, i - 1);
    }
}

/* Who may pass, and when, after an officer opened it: what the table says of it when open; else
 * everybody. */
static void
take_over_rules (CorCrossing *crossing, CorCrossingInterval *interval)
{
  interval->modes = COR_MODE_CAR | COR_MODE_COACH;

  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *shipped = crossing->intervals->pdata[i];

      if (shipped == interval || shipped->modes == 0)
        continue;
      interval->modes = shipped->modes;
      interval->opens_min = shipped->opens_min;
      interval->closes_min = shipped->closes_min;
    }
}

/**
 * cor_edit_set_crossing_state:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @open: whether it is open
 * @error: (nullable): set when there is no such crossing
 *
 * Opens or closes a crossing from the plan's start on, as an officer's word that beats the shipped
 * table. A crossing opened keeps the hours, and who may pass, that the table knows of it.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_state (CorSnapshot *snapshot,
                             const CorId *crossing_id,
                             gboolean open,
                             GError **error)
{
  const CorCrossing *crossing = lookup_crossing (snapshot, crossing_id, error);
  CorCrossing *changed;
  CorCrossingInterval *interval;

  if (crossing == NULL)
    return NULL;

  changed = cor_record_copy (crossing);
  drop_officers_intervals (changed);
  interval = cor_crossing_add_interval (changed, NULL);
  interval->from_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;
  interval->state = open ? COR_CROSSING_OPEN : COR_CROSSING_CLOSED;
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("officer");
  if (open)
    take_over_rules (changed, interval);
  cor_crossing_sort (changed);

  return cor_edit_put_record (open ? COR_EDIT_OPEN_CROSSING : COR_EDIT_CLOSE_CROSSING,
                              english (&crossing->names), changed);
}

/**
 * cor_edit_set_crossing_capacity:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @capacity_people_per_h: people of ours an hour
 * @error: (nullable): set when there is no such crossing
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_capacity (CorSnapshot *snapshot,
                                const CorId *crossing_id,
                                guint capacity_people_per_h,
                                GError **error)
{
  const CorCrossing *crossing = lookup_crossing (snapshot, crossing_id, error);
  CorCrossing *changed;

  if (crossing == NULL)
    return NULL;

  changed = cor_record_copy (crossing);
  changed->capacity_people_per_h = capacity_people_per_h;
  changed->capacity_is_default = FALSE;

  return cor_edit_put_record (COR_EDIT_CHANGE_CROSSING, english (&crossing->names), changed);
}

/* The officer's own interval of a copy: what holds at the plan's start, as their word. */
static CorCrossingInterval *
take_officers_interval (CorCrossing *crossing, gint64 start_utc_s)
{
  const CorCrossingInterval *now = cor_crossing_get_interval (crossing, start_utc_s);
  CorCrossingState state = now != NULL ? now->state : COR_CROSSING_NOT_OPEN;
  gint64 until_utc_s = now != NULL ? now->until_utc_s : COR_TIME_NONE;
  CorCrossingInterval *interval;

  drop_officers_intervals (crossing);
  interval = cor_crossing_add_interval (crossing, NULL);
  interval->from_utc_s = start_utc_s;
  interval->until_utc_s = until_utc_s;
  interval->state = state;
  interval->by_officer = TRUE;
  g_free (interval->source);
  interval->source = g_strdup ("officer");

  return interval;
}

/**
 * cor_edit_set_crossing_rules:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @opens_min: from when on each day, minutes of the crossing's local clock
 * @closes_min: until when, at most 1440
 * @modes: #CorMode bits that may pass
 * @error: (nullable): set when there is no such crossing
 *
 * Sets hours, and who may pass, from the plan's start on, as an officer's word. The state stays.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_set_crossing_rules (CorSnapshot *snapshot,
                             const CorId *crossing_id,
                             guint opens_min,
                             guint closes_min,
                             guint modes,
                             GError **error)
{
  const CorCrossing *crossing = lookup_crossing (snapshot, crossing_id, error);
  CorCrossing *changed;
  CorCrossingInterval *interval;

  if (crossing == NULL)
    return NULL;

  changed = cor_record_copy (crossing);
  interval = take_officers_interval (changed, cor_snapshot_get_settings (snapshot)->start_utc_s);
  interval->opens_min = opens_min;
  interval->closes_min = closes_min;
  interval->modes = modes;
  cor_crossing_sort (changed);

  return cor_edit_put_record (COR_EDIT_CHANGE_CROSSING, english (&crossing->names), changed);
}

/**
 * cor_edit_add_crossing_wait:
 * @snapshot: the plan
 * @crossing_id: which crossing
 * @observed_utc_s: when the queue was seen
 * @wait_min: how long others waited, minutes
 * @error: (nullable): set when there is no such crossing
 *
 * Notes a queue that somebody saw.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_add_crossing_wait (CorSnapshot *snapshot,
                            const CorId *crossing_id,
                            gint64 observed_utc_s,
                            guint wait_min,
                            GError **error)
{
  const CorCrossing *crossing = lookup_crossing (snapshot, crossing_id, error);
  CorCrossing *changed;
  CorCrossingWait *wait;

  if (crossing == NULL)
    return NULL;

  changed = cor_record_copy (crossing);
  wait = cor_crossing_add_wait (changed, NULL);
  wait->observed_utc_s = observed_utc_s;
  wait->wait_min = wait_min;
  g_free (wait->source);
  wait->source = g_strdup ("officer");
  cor_crossing_sort (changed);

  return cor_edit_put_record (COR_EDIT_CHANGE_CROSSING, english (&crossing->names), changed);
}

static const char *
settlement_name (CorSnapshot *snapshot, const CorId *id)
{
  const CorSettlement *settlement = cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, id);

  return settlement != NULL ? english (&settlement->names) : NULL;
}

/**
 * cor_edit_move_rally:
 * @snapshot: the plan
 * @cluster_id: whose rally point
 * @position: where to
 * @label: (nullable): what to call it; %NULL keeps what it is called
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_move_rally (CorSnapshot *snapshot,
                     const CorId *cluster_id,
                     CorPosition position,
                     const char *label)
{
  const CorRally *old = cor_snapshot_lookup (snapshot, COR_RECORD_RALLY, cluster_id);
  CorRally *rally =
      old != NULL ? cor_record_copy (old) : cor_record_new (COR_RECORD_RALLY, cluster_id);

  rally->position = position;
  if (label != NULL)
    {
      g_free (rally->label);
      rally->label = g_strdup (label);
    }

  return cor_edit_put_record (COR_EDIT_MOVE_RALLY, settlement_name (snapshot, cluster_id), rally);
}

/**
 * cor_edit_reset_rally:
 * @snapshot: the plan
 * @cluster_id: whose rally point
 *
 * Puts the rally point back to the settlement's centre.
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_reset_rally (CorSnapshot *snapshot, const CorId *cluster_id)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_MOVE_RALLY, settlement_name (snapshot, cluster_id));

  if (cor_snapshot_lookup (snapshot, COR_RECORD_RALLY, cluster_id) != NULL)
    cor_edit_remove (edit, COR_RECORD_RALLY, cluster_id);

  return edit;
}

/**
 * cor_edit_add_closure:
 * @kind: how the shape closes roads
 * @geometry: (transfer none): the shape
 * @label: (nullable): what to call it
 * @from_utc_s: when it begins, or %COR_TIME_NONE
 * @until_utc_s: when it ends, or %COR_TIME_NONE
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_add_closure (CorClosureKind kind,
                      CorGeometry *geometry,
                      const char *label,
                      gint64 from_utc_s,
                      gint64 until_utc_s)
{
  CorClosure *closure = cor_closure_new (NULL, geometry);

  closure->closure = kind;
  closure->from_utc_s = from_utc_s;
  closure->until_utc_s = until_utc_s;
  if (label != NULL)
    {
      g_free (closure->label);
      closure->label = g_strdup (label);
    }

  return cor_edit_put_record (COR_EDIT_ADD_CLOSURE, label, closure);
}

static const CorClosure *
lookup_closure (CorSnapshot *snapshot, const CorId *closure_id, GError **error)
{
  const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, closure_id);

  if (closure == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The plan has no closure of that id.");

  return closure;
}

/**
 * cor_edit_reshape_closure:
 * @snapshot: the plan
 * @closure_id: which closure
 * @geometry: (transfer none): its new shape
 * @error: (nullable): set when there is no such closure
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_reshape_closure (CorSnapshot *snapshot,
                          const CorId *closure_id,
                          CorGeometry *geometry,
                          GError **error)
{
  const CorClosure *closure = lookup_closure (snapshot, closure_id, error);
  CorClosure *changed;

  if (closure == NULL)
    return NULL;

  changed = cor_record_copy (closure);
  cor_geometry_unref (changed->geometry);
  changed->geometry = cor_geometry_ref (geometry);

  return cor_edit_put_record (COR_EDIT_CHANGE_CLOSURE, closure->label, changed);
}

/**
 * cor_edit_remove_closure:
 * @snapshot: the plan
 * @closure_id: which closure
 * @error: (nullable): set when there is no such closure
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_remove_closure (CorSnapshot *snapshot, const CorId *closure_id, GError **error)
{
  const CorClosure *closure = lookup_closure (snapshot, closure_id, error);
  CorEdit *edit;

  if (closure == NULL)
    return NULL;

  edit = cor_edit_new (COR_EDIT_REMOVE_CLOSURE, closure->label);
  cor_edit_remove (edit, COR_RECORD_CLOSURE, closure_id);

  return edit;
}

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
  CorEdit *edit = cor_edit_new (COR_EDIT_PLACE_PEOPLE, english (&settlement->names));
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

/**
 * cor_edit_put_record:
 * @kind: what the edit does
 * @subject: (nullable): to what; never a person
 * @record: (transfer full): the record to add or to replace
 *
 * Returns: (transfer full): an edit that puts one record
 */
CorEdit *
cor_edit_put_record (CorEditKind kind, const char *subject, gpointer record)
{
  CorEdit *edit = cor_edit_new (kind, subject);

  cor_edit_put (edit, record);

  return edit;
}

static gboolean
crossing_is_called (const CorCrossing *crossing, const char *name)
{
  g_autofree char *id = cor_id_to_string (&crossing->record.id);

  return g_str_equal (id, name) || g_str_equal (crossing->key, name) ||
         cor_names_contains (&crossing->names, name) ||
         cor_names_contains (&crossing->neighbour_names, name) ||
         g_strcmp0 (crossing->neighbour_native, name) == 0;
}

/**
 * cor_snapshot_find_crossing:
 * @snapshot: the plan
 * @name: an id, a key such as "pl-krakivets", or the exact name of either side in any language
 * @error: (nullable): set when there is none, or more than one; the text then lists them
 *
 * Returns: (transfer none) (nullable): the crossing
 */
CorCrossing *
cor_snapshot_find_crossing (CorSnapshot *snapshot, const char *name, GError **error)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  g_autoptr (GString) candidates = g_string_new (NULL);
  CorCrossing *found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < crossings->len; i++)
    {
      CorCrossing *crossing = crossings->pdata[i];

      if (!crossing_is_called (crossing, name))
        continue;
      found = crossing;
      n_found++;
      g_string_append_printf (candidates, "%s%s – %s (%s)", n_found > 1 ? ", " : "",
                              english (&crossing->names), english (&crossing->neighbour_names),
                              crossing->key);
    }

  if (n_found == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                 "The plan has no crossing called “%s”; “corridors info” lists them.", name);
  else if (n_found > 1)
    g_set_error (error, COR_ERROR, COR_ERROR_AMBIGUOUS,
                 "“%s” may be any of: %s. Name one by its key.", name, candidates->str);

  return n_found == 1 ? found : NULL;
}
