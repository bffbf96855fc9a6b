/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-edits.h"

#include "cor-error.h"

/* As long as a file may be called, which things are named after. */
#define MAX_LABEL_CHARS 255

static const char *
english (const CorNames *names)
{
  return cor_names_get (names, COR_LANGUAGE_EN);
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
 * cor_edit_check_label:
 * @label: what officers would call something
 * @may_be_empty: whether it need have no name
 * @error: (nullable): set when it is no name
 *
 * Names stand in lists, in the history and on sheets: each is one line.
 *
 * Returns: whether it is a name
 */
gboolean
cor_edit_check_label (const char *label, gboolean may_be_empty, GError **error)
{
  gboolean is_blank = TRUE, is_line = g_utf8_strlen (label, -1) <= MAX_LABEL_CHARS;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      is_blank &= g_unichar_isspace (g_utf8_get_char (at));
      is_line &= !g_unichar_iscntrl (g_utf8_get_char (at));
    }
  if (is_line && (may_be_empty || !is_blank))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A name is one line of 1 to %d characters.",
               MAX_LABEL_CHARS);

  return FALSE;
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
