/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-scenario-edits.h"

#include <string.h>

#include "cor-error.h"
#include "cor-plan-edits.h"

static const CorScenario *
lookup (CorSnapshot *snapshot, const CorId *scenario_id, GError **error)
{
  const CorScenario *scenario = cor_snapshot_lookup (snapshot, COR_RECORD_SCENARIO, scenario_id);

  if (scenario == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                 "This scenario is no longer in the plan; somebody has removed it.");

  return scenario;
}

/* Numbers stand for what was published, wherever a name may stand. */
static gboolean
check_name (CorSnapshot *snapshot, const char *name, const CorId *own_id, GError **error)
{
  const CorScenario *other = cor_snapshot_find_scenario (snapshot, name);

  if (!cor_edit_check_label (name, FALSE, error))
    return FALSE;

  if (strspn (name, "0123456789") == strlen (name) || g_str_equal (name, COR_SCENARIO_NONE))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A scenario needs a name that is no number and not “%s”, such as “Poland closes”.",
                 COR_SCENARIO_NONE);
  else if (other != NULL && (own_id == NULL || !cor_id_equal (&other->record.id, own_id)))
    g_set_error (error, COR_ERROR, COR_ERROR_EXISTS, "The plan has a scenario “%s” already.", name);
  else
    return TRUE;

  return FALSE;
}

/* Each record that lies over the plan, and each that was taken out, in another scenario or in the
 * plan itself. */
static void
add_overlay (CorEdit *edit, const CorOverlay *overlay)
{
  for (guint i = 0; overlay != NULL && i < COR_N_RECORD_KINDS; i++)
    {
      GPtrArray *records = overlay->records[i];
      GArray *removals = overlay->removals[i];

      for (guint j = 0; j < records->len; j++)
        cor_edit_put (edit, cor_record_ref (records->pdata[j]));
      for (guint j = 0; j < removals->len; j++)
        cor_edit_remove (edit, (CorRecordKind) i, &g_array_index (removals, CorId, j));
    }
}

/**
 * cor_edit_add_scenario:
 * @snapshot: the plan, or one of its scenarios: what to branch from
 * @name: what officers call it
 * @note: (nullable)
 * @error: (nullable): set when there is one of that name
 *
 * Branches a scenario: it is at first as @snapshot is.
 *
 * Returns: (transfer full) (nullable): the edit; the new id is its cor_edit_get_scenario()
 */
CorEdit *
cor_edit_add_scenario (CorSnapshot *snapshot, const char *name, const char *note, GError **error)
{
  const CorId *parent_id = cor_snapshot_get_scenario_id (snapshot);
  CorScenario *scenario;
  CorEdit *edit;

  if (!check_name (snapshot, name, NULL, error))
    return NULL;

  scenario = cor_scenario_new (NULL, name);
  scenario->parent_id = *parent_id;
  scenario->note = g_strdup (note);
  edit = cor_edit_new (COR_EDIT_ADD_SCENARIO, name);
  cor_edit_set_scenario (edit, &scenario->record.id);
  cor_edit_put (edit, scenario);
  if (!cor_id_is_nil (parent_id))
    add_overlay (edit, cor_snapshot_get_overlay (snapshot, parent_id));

  return edit;
}

/**
 * cor_edit_rename_scenario:
 * @snapshot: the plan
 * @scenario_id: which scenario
 * @name: what to call it
 * @error: (nullable): set when it is gone, or another has that name
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_rename_scenario (CorSnapshot *snapshot,
                          const CorId *scenario_id,
                          const char *name,
                          GError **error)
{
  const CorScenario *scenario = lookup (snapshot, scenario_id, error);
  CorScenario *renamed;
  CorEdit *edit;

  if (scenario == NULL || !check_name (snapshot, name, scenario_id, error))
    return NULL;

  renamed = cor_record_copy (scenario);
  g_free (renamed->name);
  renamed->name = g_strdup (name);
  edit = cor_edit_new (COR_EDIT_CHANGE_SCENARIO, name);
  cor_edit_put (edit, renamed);

  return edit;
}

/**
 * cor_edit_remove_scenario:
 * @snapshot: the plan
 * @scenario_id: which scenario
 * @error: (nullable): set when it is gone already
 *
 * Removes a scenario with all it changes; undo brings it back whole.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_remove_scenario (CorSnapshot *snapshot, const CorId *scenario_id, GError **error)
{
  const CorScenario *scenario = lookup (snapshot, scenario_id, error);
  CorEdit *edit;

  if (scenario == NULL)
    return NULL;

  edit = cor_edit_new (COR_EDIT_REMOVE_SCENARIO, scenario->name);
  cor_edit_remove (edit, COR_RECORD_SCENARIO, scenario_id);

  return edit;
}

/* What was published is the plan's: people were told by it, not by the scenario. */
static void
keep_published (CorEdit *edit, CorSnapshot *plan)
{
  const CorPlanSettings *ours = cor_snapshot_get_settings (plan);
  GPtrArray *puts = cor_edit_get_puts (edit, COR_RECORD_SETTINGS);
  CorPlanSettings *settings;

  if (puts->len == 0)
    return;

  settings = cor_record_copy (puts->pdata[0]);
  settings->published_revision = ours->published_revision;
  settings->published_number = ours->published_number;
  cor_edit_put (edit, settings);
}

/**
 * cor_edit_adopt_scenario:
 * @snapshot: the plan, in whatever scenario
 * @scenario_id: which scenario
 * @error: (nullable): set when it is gone
 *
 * Makes the plan what the scenario is, in one edit; the scenario, now the plan itself, goes. Undo
 * brings both back.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_adopt_scenario (CorSnapshot *snapshot, const CorId *scenario_id, GError **error)
{
  const CorScenario *scenario = lookup (snapshot, scenario_id, error);
  CorEdit *edit;

  if (scenario == NULL)
    return NULL;

  edit = cor_edit_new (COR_EDIT_ADOPT_SCENARIO, scenario->name);
  add_overlay (edit, cor_snapshot_get_overlay (snapshot, scenario_id));
  keep_published (edit, cor_snapshot_get_plan (snapshot));
  cor_edit_remove (edit, COR_RECORD_SCENARIO, scenario_id);

  return edit;
}

/**
 * cor_scenario_parse:
 * @snapshot: the plan
 * @name: the name of a scenario, or %COR_SCENARIO_NONE for the plan itself
 * @scenario_id: (out): its id; nil for the plan itself
 * @error: (nullable): set when there is none of that name; the text lists those there are
 *
 * Returns: whether there is
 */
gboolean
cor_scenario_parse (const CorSnapshot *snapshot,
                    const char *name,
                    CorId *scenario_id,
                    GError **error)
{
  const CorScenario *scenario = cor_snapshot_find_scenario (snapshot, name);
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  g_autoptr (GString) names = g_string_new (COR_SCENARIO_NONE);

  *scenario_id = scenario != NULL ? scenario->record.id : COR_ID_NIL;
  if (scenario != NULL || g_str_equal (name, COR_SCENARIO_NONE))
    return TRUE;

  for (guint i = 0; i < scenarios->len; i++)
    g_string_append_printf (names, ", %s", ((const CorScenario *) scenarios->pdata[i])->name);
  g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
               "The plan has no scenario “%s”. There are: %s.", name, names->str);

  return FALSE;
}
