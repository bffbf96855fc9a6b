/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-edit.h"

#include "cor-codes.h"

struct _CorEdit
{
  CorEditKind kind;
  char *subject;
  GPtrArray *puts[COR_N_RECORD_KINDS];   /* CorRecord, each id once */
  GArray *removals[COR_N_RECORD_KINDS];  /* CorId */
  GArray *resets[COR_N_RECORD_KINDS];    /* CorId */
  GHashTable *index[COR_N_RECORD_KINDS]; /* CorId inside the record -> place in puts + 1 */
  CorId scenario_id;
  CorId list_id;
  GPtrArray *list_rows;
};

static const char *const kind_codes[COR_N_EDIT_KINDS] = {
  "create-plan",     "change-settings", "import-list",     "add-person",      "change-person",
  "set-status",      "place-people",    "merge-people",    "split-household", "remove-people",
  "resolve-finding", "move-rally",      "change-crossing", "open-crossing",   "close-crossing",
  "add-closure",     "change-closure",  "remove-closure",  "change-post",     "remove-post",
  "publish",         "add-vehicle",     "change-vehicle",  "remove-vehicle",  "add-corridor",
  "change-corridor", "remove-corridor", "add-quota",       "change-quota",    "remove-quota",
  "add-scenario",    "change-scenario", "remove-scenario", "adopt-scenario",
};

static const char *const outcome_codes[] = { "added", "merged", "rejected", "blank" };

/**
 * cor_list_row_new:
 * @row: its number, from 1
 * @outcome: how it ended
 *
 * Returns: (transfer full): a row without fields
 */
CorListRow *
cor_list_row_new (guint row, CorRowOutcome outcome)
{
  CorListRow *self = g_new0 (CorListRow, 1);

  self->row = row;
  self->outcome = outcome;

  return self;
}

/**
 * cor_list_row_free:
 * @self: (transfer full): a row
 *
 * Frees @self.
 */
void
cor_list_row_free (CorListRow *self)
{
  g_strfreev (self->fields);
  g_free (self->column);
  g_free (self->reason);
  g_free (self);
}

/**
 * cor_edit_new:
 * @kind: what it does
 * @subject: (nullable): to what: a file, crossing or settlement; never a person
 *
 * Returns: (transfer full): an edit that changes nothing yet
 */
CorEdit *
cor_edit_new (CorEditKind kind, const char *subject)
{
  CorEdit *self = g_new0 (CorEdit, 1);

  self->kind = kind;
  self->subject = g_strdup (subject != NULL ? subject : "");
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      self->puts[i] = g_ptr_array_new_with_free_func (cor_record_unref);
      self->removals[i] = g_array_new (FALSE, FALSE, sizeof (CorId));
      self->resets[i] = g_array_new (FALSE, FALSE, sizeof (CorId));
      self->index[i] = g_hash_table_new (cor_id_hash, cor_id_equal);
    }

  return self;
}

/**
 * cor_edit_free:
 * @self: (transfer full): an edit
 *
 * Frees @self.
 */
void
cor_edit_free (CorEdit *self)
{
  g_free (self->subject);
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      g_hash_table_unref (self->index[i]);
      g_ptr_array_unref (self->puts[i]);
      g_array_unref (self->removals[i]);
      g_array_unref (self->resets[i]);
    }
  g_clear_pointer (&self->list_rows, g_ptr_array_unref);
  g_free (self);
}

/**
 * cor_edit_get_kind:
 * @self: an edit
 *
 * Returns: what it does
 */
CorEditKind
cor_edit_get_kind (const CorEdit *self)
{
  return self->kind;
}

/**
 * cor_edit_get_subject:
 * @self: an edit
 *
 * Returns: (transfer none): to what, perhaps empty
 */
const char *
cor_edit_get_subject (const CorEdit *self)
{
  return self->subject;
}

/**
 * cor_edit_is_empty:
 * @self: an edit
 *
 * Returns: whether it changes nothing
 */
gboolean
cor_edit_is_empty (const CorEdit *self)
{
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    if (self->puts[i]->len > 0 || self->removals[i]->len > 0 || self->resets[i]->len > 0)
      return FALSE;

  return self->list_rows == NULL;
}

/**
 * cor_edit_put:
 * @self: an edit
 * @record: (transfer full): a record, constant from here on
 *
 * Adds @record to the plan, or replaces the one of the same kind and id. Put twice, the later one
 * counts.
 */
void
cor_edit_put (CorEdit *self, gpointer record)
{
  CorRecord *head = record;
  GPtrArray *puts = self->puts[head->kind];
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index[head->kind], &head->id));

  if (place > 0)
    {
      g_hash_table_remove (self->index[head->kind], &head->id);
      cor_record_unref (puts->pdata[place - 1]);
      puts->pdata[place - 1] = record;
    }
  else
    {
      g_ptr_array_add (puts, record);
      place = puts->len;
    }
  g_hash_table_insert (self->index[head->kind], &head->id, GUINT_TO_POINTER (place));
}

/**
 * cor_edit_remove:
 * @self: an edit
 * @kind: what kind of record
 * @id: which one
 *
 * Takes a record out of the plan. Removals are done before puts.
 */
void
cor_edit_remove (CorEdit *self, CorRecordKind kind, const CorId *id)
{
  g_array_append_val (self->removals[kind], *id);
}

/**
 * cor_edit_reset:
 * @self: an edit of a scenario
 * @kind: what kind of record, one that scenarios overlay
 * @id: which one
 *
 * Lets the scenario follow the plan again in this record: what it changed or removed is as in the
 * plan.
 */
void
cor_edit_reset (CorEdit *self, CorRecordKind kind, const CorId *id)
{
  g_return_if_fail (cor_record_kind_is_overlaid (kind));

  g_array_append_val (self->resets[kind], *id);
}

/**
 * cor_edit_set_scenario:
 * @self: an edit
 * @scenario_id: the scenario it is about; nil: the plan itself
 *
 * Says where the edit is made.
 */
void
cor_edit_set_scenario (CorEdit *self, const CorId *scenario_id)
{
  self->scenario_id = *scenario_id;
}

/**
 * cor_edit_get_scenario:
 * @self: an edit
 *
 * Returns: (transfer none): the scenario it is about; nil: the plan itself
 */
const CorId *
cor_edit_get_scenario (const CorEdit *self)
{
  return &self->scenario_id;
}

/**
 * cor_edit_take_list_rows:
 * @self: an edit that puts the list @list_id
 * @list_id: the list
 * @rows: (transfer full) (element-type CorListRow): its rows as received, with a free function
 *
 * Hands over the rows of an imported list; they are stored beside the plan, outside undo.
 */
void
cor_edit_take_list_rows (CorEdit *self, const CorId *list_id, GPtrArray *rows)
{
  g_clear_pointer (&self->list_rows, g_ptr_array_unref);
  self->list_id = *list_id;
  self->list_rows = rows;
}

/**
 * cor_edit_get_puts:
 * @self: an edit
 * @kind: what kind of record
 *
 * Returns: (transfer none) (element-type CorRecord): what it puts
 */
GPtrArray *
cor_edit_get_puts (const CorEdit *self, CorRecordKind kind)
{
  return self->puts[kind];
}

/**
 * cor_edit_get_removals:
 * @self: an edit
 * @kind: what kind of record
 *
 * Returns: (transfer none) (element-type CorId): what it removes
 */
GArray *
cor_edit_get_removals (const CorEdit *self, CorRecordKind kind)
{
  return self->removals[kind];
}

/**
 * cor_edit_get_resets:
 * @self: an edit
 * @kind: what kind of record
 *
 * Returns: (transfer none) (element-type CorId): in what the scenario follows the plan again
 */
GArray *
cor_edit_get_resets (const CorEdit *self, CorRecordKind kind)
{
  return self->resets[kind];
}

/**
 * cor_edit_get_list_rows:
 * @self: an edit
 * @list_id: (out): the list they belong to
 *
 * Returns: (transfer none) (nullable) (element-type CorListRow): the rows of the list it imports
 */
GPtrArray *
cor_edit_get_list_rows (const CorEdit *self, CorId *list_id)
{
  *list_id = self->list_id;

  return self->list_rows;
}

/**
 * cor_edit_kind_get_code:
 * @kind: what an edit does
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_edit_kind_get_code (CorEditKind kind)
{
  g_return_val_if_fail (kind < COR_N_EDIT_KINDS, "");

  return kind_codes[kind];
}

/**
 * cor_edit_kind_parse:
 * @code: a name in files
 * @kind: (out): what it stands for
 *
 * Returns: %FALSE if @code is none
 */
gboolean
cor_edit_kind_parse (const char *code, CorEditKind *kind)
{
  return cor_codes_find (kind_codes, COR_N_EDIT_KINDS, code, kind);
}

/**
 * cor_row_outcome_get_code:
 * @outcome: how a row ended
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_row_outcome_get_code (CorRowOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcome_codes), "");

  return outcome_codes[outcome];
}
