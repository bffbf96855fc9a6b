/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-edits.h"

#include "cor-error.h"
#include "cor-plan-edits.h"

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
