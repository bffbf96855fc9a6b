/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-new-plan.h"

#include "cor-closure-file.h"
#include "cor-crossing-table.h"
#include "cor-data-dir.h"
#include "cor-plan-edits.h"
#include "cor-post-table.h"

/* The closures that every new plan begins with; officers may change or remove them. */
static const struct
{
  const char *file;
  const char *key;
  const char *label;
  const char *source;
} shipped_closures[] = {
  { "closures/crimea.geojson", "closure-crimea", "Crimea", "administrative boundary" },
  { "closures/contact-line.geojson", "closure-contact-line", "Contact line of 2014",
    "OSCE reports" },
};

static gboolean
put_all (CorEdit *edit, GPtrArray *records)
{
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    cor_edit_put (edit, cor_record_ref (records->pdata[i]));
  g_ptr_array_unref (records);

  return TRUE;
}

static gboolean
put_closures (CorEdit *edit, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped_closures); i++)
    {
      g_autofree char *path = cor_data_dir_build_path (shipped_closures[i].file);
      g_autoptr (CorGeometry) geometry = cor_closure_file_read (path, error);
      CorId id = cor_id_from_key (shipped_closures[i].key);
      CorClosure *closure;

      if (geometry == NULL)
        return FALSE;

      closure = cor_closure_new (&id, geometry);
      g_free (closure->label);
      closure->label = g_strdup (shipped_closures[i].label);
      closure->source = g_strdup (shipped_closures[i].source);
      cor_edit_put (edit, closure);
    }

  return TRUE;
}

/**
 * cor_new_plan_edit:
 * @name: what the officers call the plan
 * @start_utc_s: when it begins
 * @error: (nullable): set when @name is none, or a shipped file is missing or damaged
 *
 * Makes the first edit of a plan: its settings, and the crossings, closures and posts that ship.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_new_plan_edit (const char *name, gint64 start_utc_s, GError **error)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, name);
  g_autofree char *crossings = cor_data_dir_build_path ("crossings");
  g_autofree char *posts = cor_data_dir_build_path ("posts");
  CorPlanSettings *settings;

  if (!cor_edit_check_label (name, FALSE, error))
    return NULL;

  settings = cor_plan_settings_new (NULL);
  g_free (settings->name);
  settings->name = g_strdup (name);
  settings->start_utc_s = start_utc_s;
  cor_edit_put (edit, settings);

  if (!put_all (edit, cor_crossing_table_load (crossings, error)) ||
      !put_all (edit, cor_post_table_load (posts, error)) || !put_closures (edit, error))
    return NULL;

  return g_steal_pointer (&edit);
}
