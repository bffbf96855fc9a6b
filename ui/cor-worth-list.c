/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-worth-list.h"

#include "cor-binding-text.h"
#include "cor-quota.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

/* Who can ask for more than that at once asks for the best first. */
#define MAX_SHOWN 5

struct _CorWorthList
{
  GtkBox parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (CorWorthList, cor_worth_list, GTK_TYPE_BOX)

/* A crossing's own limits, and what its country takes. */
static gboolean
is_about (CorSnapshot *snapshot, const CorBinding *limit, const CorCrossing *crossing)
{
  const CorQuota *quota = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, &limit->related_id);

  return cor_id_equal (&limit->related_id, &crossing->record.id) ||
         (quota != NULL && g_str_equal (quota->country, crossing->country));
}

static void
activated_cb (AdwActionRow *row, gpointer user_data)
{
  CorDetailsPage *page = user_data;
  const CorId *id = g_object_get_data (G_OBJECT (row), "cor-id");

  cor_selection_select (cor_details_page_get_selection (page),
                        cor_selection_find_kind (cor_details_page_get_snapshot (page), id), id);
}

static void
add_row (CorWorthList *self, CorDetailsPage *page, const CorWorth *worth, gboolean is_link)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (page);
  g_autofree char *change =
      cor_binding_text_change (snapshot, &worth->limit, cor_details_page_get_language (page));
  g_autofree char *gain = cor_binding_text_gain (worth);
  const CorId *id = &worth->limit.related_id;
  AdwActionRow *row;

  if (change[0] == '\0' || gain[0] == '\0')
    return;

  row = cor_rows_add_link (self->group, change, gain, NULL);
  adw_action_row_set_title_lines (row, 0);
  is_link = is_link && cor_selection_find_kind (snapshot, id) != COR_SELECTION_NONE;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_link);
  g_object_set_data_full (G_OBJECT (row), "cor-id", g_memdup2 (id, sizeof (CorId)), g_free);
  if (is_link)
    g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), page, 0);
  g_ptr_array_add (self->rows, row);
}

static void
cor_worth_list_finalize (GObject *object)
{
  g_ptr_array_unref (COR_WORTH_LIST (object)->rows);

  G_OBJECT_CLASS (cor_worth_list_parent_class)->finalize (object);
}

static void
cor_worth_list_class_init (CorWorthListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_worth_list_finalize;
}

static void
cor_worth_list_init (CorWorthList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = cor_rows_add_group (GTK_BOX (self), _ ("What would help most"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->group), TRUE);
}

/**
 * cor_worth_list_show:
 * @self: a list
 * @page: the page that it stands on
 * @crossing: (nullable): only what is about it and its country; %NULL: all
 *
 * Shows the best first; hides where nothing would help.
 */
void
cor_worth_list_show (CorWorthList *self, CorDetailsPage *page, const CorCrossing *crossing)
{
  CorSnapshot *snapshot = cor_details_page_get_snapshot (page);
  CorResult *result = cor_details_page_get_result (page);

  g_return_if_fail (COR_IS_WORTH_LIST (self));

  cor_rows_clear (self->group, self->rows);
  for (guint i = 0; result != NULL && i < result->worths->len && self->rows->len < MAX_SHOWN; i++)
    {
      const CorWorth *worth = &g_array_index (result->worths, CorWorth, i);

      if (crossing == NULL || is_about (snapshot, &worth->limit, crossing))
        add_row (self, page, worth, crossing == NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
