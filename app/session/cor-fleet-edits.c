/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-edits.h"

#include "cor-crossing.h"
#include "cor-error.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

/* No vehicle is sent from farther away than this from the nearest crossing. */
#define FARTHEST_DEPOT_M 2000000.0

/* What each kind of record that officers add and remove is called in the history and in errors. */
static const struct
{
  const char *noun;
  CorEditKind add;
  CorEditKind change;
  CorEditKind remove;
} topics[COR_N_RECORD_KINDS] = {
  [COR_RECORD_CLOSURE] = { "closure", COR_EDIT_ADD_CLOSURE, COR_EDIT_CHANGE_CLOSURE,
                           COR_EDIT_REMOVE_CLOSURE },
  [COR_RECORD_AGREED_CORRIDOR] = { "corridor", COR_EDIT_ADD_CORRIDOR, COR_EDIT_CHANGE_CORRIDOR,
                                   COR_EDIT_REMOVE_CORRIDOR },
  [COR_RECORD_VEHICLE] = { "vehicle", COR_EDIT_ADD_VEHICLE, COR_EDIT_CHANGE_VEHICLE,
                           COR_EDIT_REMOVE_VEHICLE },
  [COR_RECORD_QUOTA] = { "quota", COR_EDIT_ADD_QUOTA, COR_EDIT_CHANGE_QUOTA,
                         COR_EDIT_REMOVE_QUOTA },
};

/**
 * cor_record_get_label:
 * @record: a closure, corridor, vehicle, quota, crossing or scenario
 *
 * Returns: (transfer full): what officers call it, in English if it has names in languages
 */
char *
cor_record_get_label (gconstpointer record)
{
  switch (((const CorRecord *) record)->kind)
    {
    case COR_RECORD_CLOSURE:
      return g_strdup (((const CorClosure *) record)->label);
    case COR_RECORD_AGREED_CORRIDOR:
      return g_strdup (((const CorAgreedCorridor *) record)->label);
    case COR_RECORD_VEHICLE:
      return g_strdup (((const CorVehicle *) record)->label);
    case COR_RECORD_QUOTA:
      return g_strdup (((const CorQuota *) record)->country);
    case COR_RECORD_CROSSING:
      return g_strdup (cor_names_get (&((const CorCrossing *) record)->names, COR_LANGUAGE_EN));
    case COR_RECORD_SCENARIO:
      return g_strdup (((const CorScenario *) record)->name);
    default:
      return g_strdup ("");
    }
}

static gboolean
check_zone (const char *zone, GError **error)
{
  if (cor_time_is_zone (zone))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "“%s” is not a time zone; write one such as Europe/Kyiv.", zone);

  return FALSE;
}

static gboolean
is_near_crossing (CorSnapshot *snapshot, CorPosition position)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);

  for (guint i = 0; i < crossings->len; i++)
    if (cor_position_distance_m (position, ((CorCrossing *) crossings->pdata[i])->position) <=
        FARTHEST_DEPOT_M)
      return TRUE;

  return crossings->len == 0;
}

/* Vehicles that stand far from all of the plan are a slip: they would be promised and never come.
 */
static gboolean
check_depot (CorSnapshot *snapshot, CorPosition depot, GError **error)
{
  CorPosition swapped = { depot.lon_deg, depot.lat_deg };
  g_autofree char *place = NULL;

  if (is_near_crossing (snapshot, depot))
    return TRUE;

  place = cor_position_format (depot);
  if (cor_position_is_valid (swapped) && is_near_crossing (snapshot, swapped))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The depot at %s is far from every crossing; with latitude and longitude "
                 "exchanged it would not be. Write the latitude first.",
                 place);
  else
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The depot at %s is far from every crossing of the plan. Say where the vehicles "
                 "stand.",
                 place);

  return FALSE;
}

/* Puts a record that makes sense; lets go of one that does not. */
static CorEdit *
put_checked (CorSnapshot *snapshot, gpointer record, gboolean makes_sense, GError **error)
{
  CorRecord *head = record;
  g_autofree char *label = cor_record_get_label (record);
  gboolean is_new = cor_snapshot_lookup (snapshot, head->kind, &head->id) == NULL;

  if (!makes_sense || !cor_edit_check_label (label, TRUE, error))
    {
      cor_record_unref (record);
      return NULL;
    }

  return cor_edit_put_record (is_new ? topics[head->kind].add : topics[head->kind].change, label,
                              record);
}

/**
 * cor_edit_put_vehicle:
 * @snapshot: the plan
 * @vehicle: (transfer full): vehicles to add, or a changed copy of some that it has
 * @error: (nullable): set when they make no sense, or stand far from every crossing of the plan
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_put_vehicle (CorSnapshot *snapshot, CorVehicle *vehicle, GError **error)
{
  return put_checked (snapshot, vehicle,
                      cor_vehicle_check (vehicle, error) &&
                          check_depot (snapshot, vehicle->depot_position, error),
                      error);
}

/* Nobody is sent along a corridor on foot. */
static gboolean
check_modes (guint modes, GError **error)
{
  if ((modes & (COR_MODE_CAR | COR_MODE_COACH)) != 0)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "Say who may drive the corridor: cars, coaches or both.");

  return FALSE;
}

/**
 * cor_edit_put_corridor:
 * @snapshot: the plan
 * @corridor: (transfer full): a corridor to add, or a changed copy of one that it has
 * @error: (nullable): set when it makes no sense
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_put_corridor (CorSnapshot *snapshot, CorAgreedCorridor *corridor, GError **error)
{
  return put_checked (snapshot, corridor,
                      cor_agreed_corridor_check (corridor, error) &&
                          check_modes (corridor->modes, error) &&
                          check_zone (corridor->zone, error),
                      error);
}

/**
 * cor_edit_put_quota:
 * @snapshot: the plan
 * @quota: (transfer full): a quota to add, or a changed copy of one that it has
 * @error: (nullable): set when it makes no sense
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_put_quota (CorSnapshot *snapshot, CorQuota *quota, GError **error)
{
  return put_checked (snapshot, quota, cor_quota_check (quota, error), error);
}

/**
 * cor_edit_put_closure:
 * @snapshot: the plan
 * @closure: (transfer full): a closure to add, or a changed copy of one that it has
 * @error: (nullable): set when it makes no sense
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_put_closure (CorSnapshot *snapshot, CorClosure *closure, GError **error)
{
  return put_checked (snapshot, closure,
                      cor_closure_check (closure, error) && check_zone (closure->zone, error),
                      error);
}

/**
 * cor_edit_confirm_closure:
 * @snapshot: the plan
 * @closure: one of its closures
 *
 * Says that an officer found a closure to lie right on the roads that the plan names now: what it
 * hits there is noted anew when the edit is made.
 *
 * Returns: (transfer full): the edit
 */
CorEdit *
cor_edit_confirm_closure (CorSnapshot *snapshot, const CorClosure *closure)
{
  CorClosure *changed = cor_record_copy (closure);

  g_clear_pointer (&changed->network_checksum, g_free);
  g_clear_pointer (&changed->hints, g_array_unref);

  return cor_edit_put_record (COR_EDIT_CHANGE_CLOSURE, changed->label, changed);
}

/**
 * cor_edit_put_settings:
 * @snapshot: the plan
 * @settings: (transfer full): a changed copy of its settings
 * @error: (nullable): set when they make no sense
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_put_settings (CorSnapshot *snapshot, CorPlanSettings *settings, GError **error)
{
  if (!cor_plan_settings_check (settings, error) ||
      !cor_edit_check_label (settings->name, FALSE, error) ||
      !check_zone (settings->night_zone, error))
    {
      cor_record_unref (settings);
      return NULL;
    }

  return cor_edit_put_record (COR_EDIT_CHANGE_SETTINGS, NULL, settings);
}

/**
 * cor_edit_remove_record:
 * @snapshot: the plan
 * @kind: closure, corridor, vehicle or quota
 * @id: which one
 * @error: (nullable): set when it is gone already
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_remove_record (CorSnapshot *snapshot, CorRecordKind kind, const CorId *id, GError **error)
{
  gconstpointer record = cor_snapshot_lookup (snapshot, kind, id);
  g_autofree char *label = NULL;
  CorEdit *edit;

  g_return_val_if_fail (topics[kind].noun != NULL, NULL);

  if (record == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "This %s is no longer in the plan; somebody has removed it.", topics[kind].noun);
      return NULL;
    }

  label = cor_record_get_label (record);
  edit = cor_edit_new (topics[kind].remove, label);
  cor_edit_remove (edit, kind, id);

  return edit;
}

/**
 * cor_edit_follow_plan:
 * @snapshot: the plan in a scenario
 * @kind: what kind of record
 * @id: which one
 * @error: (nullable): set when the scenario does not differ in it, or is the plan itself
 *
 * Lets the scenario be as the plan in one record again.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_follow_plan (CorSnapshot *snapshot, CorRecordKind kind, const CorId *id, GError **error)
{
  CorSnapshot *plan = cor_snapshot_get_plan (snapshot);
  CorEdit *edit;

  if (cor_id_is_nil (cor_snapshot_get_scenario_id (snapshot)) ||
      cor_snapshot_lookup (plan, kind, id) == cor_snapshot_lookup (snapshot, kind, id))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOTHING,
                   "The scenario does not differ from the plan in this.");
      return NULL;
    }

  edit = cor_edit_new (COR_EDIT_CHANGE_SCENARIO, cor_snapshot_get_scenario (snapshot)->name);
  cor_edit_reset (edit, kind, id);

  return edit;
}

static gboolean
is_called (gconstpointer record, const char *name)
{
  g_autofree char *id = cor_id_to_string (&((const CorRecord *) record)->id);
  g_autofree char *label = cor_record_get_label (record);

  return g_str_equal (id, name) || g_str_equal (label, name);
}

/**
 * cor_snapshot_find_record:
 * @snapshot: the plan
 * @kind: closure, corridor, vehicle or quota
 * @name: an id, or what officers call it, exactly
 * @error: (nullable): set when there is none, or more than one; the text then lists them
 *
 * Returns: (transfer none) (nullable): the record
 */
gpointer
cor_snapshot_find_record (CorSnapshot *snapshot,
                          CorRecordKind kind,
                          const char *name,
                          GError **error)
{
  GPtrArray *records = cor_snapshot_get_records (snapshot, kind);
  g_autoptr (GString) candidates = g_string_new (NULL);
  gpointer found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *id = NULL;

      if (!is_called (records->pdata[i], name))
        continue;
      found = records->pdata[i];
      id = cor_id_to_string (&((CorRecord *) found)->id);
      g_string_append_printf (candidates, "%s%s", n_found > 0 ? ", " : "", id);
      n_found++;
    }

  if (n_found == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                 "The plan has no %s called “%s”; “corridors %s PLAN list” shows them.",
                 topics[kind].noun, name, topics[kind].noun);
  else if (n_found > 1)
    g_set_error (error, COR_ERROR, COR_ERROR_AMBIGUOUS,
                 "More than one %s is called “%s”. Name one by its id: %s.", topics[kind].noun,
                 name, candidates->str);

  return n_found == 1 ? found : NULL;
}
