/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-quota-list.h"

#include "cor-fleet-edits.h"
#include "cor-quota-row.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorQuotaList
{
  GtkBox parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* CorQuotaRow */
  GtkButton *add;

  CorDetailsPage *page; /* whose child this is */
  char *country;
};

G_DEFINE_FINAL_TYPE (CorQuotaList, cor_quota_list, GTK_TYPE_BOX)

/* A new quota takes everybody: it changes no route before somebody has said how many. */
static void
add_cb (CorQuotaList *self)
{
  CorSnapshot *snapshot;
  CorQuota *quota;
  g_autoptr (GError) error = NULL;

  if (self->page == NULL)
    return;

  snapshot = cor_details_page_get_snapshot (self->page);
  quota = cor_quota_new (NULL, self->country);
  quota->max_people = cor_snapshot_count_people (snapshot);
  cor_details_page_commit (self->page, cor_edit_put_quota (snapshot, quota, &error), &error);
}

static GPtrArray *
list_quotas (CorQuotaList *self)
{
  GPtrArray *records =
      cor_snapshot_get_records (cor_details_page_get_snapshot (self->page), COR_RECORD_QUOTA);
  GPtrArray *quotas = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((CorQuota *) records->pdata[i])->country, self->country))
      g_ptr_array_add (quotas, records->pdata[i]);

  return quotas;
}

/* Rows that somebody has opened must not close because another quota changed. */
static gboolean
are_of (GPtrArray *rows, GPtrArray *quotas)
{
  if (rows->len != quotas->len)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!cor_id_equal (cor_quota_row_get_id (rows->pdata[i]),
                       &((CorRecord *) quotas->pdata[i])->id))
      return FALSE;

  return TRUE;
}

static void
make_rows (CorQuotaList *self, GPtrArray *quotas)
{
  gboolean is_new = self->rows->len > 0 || gtk_widget_get_mapped (GTK_WIDGET (self));

  cor_rows_clear (self->group, self->rows);
  for (guint i = 0; i < quotas->len; i++)
    {
      GtkWidget *row = cor_quota_row_new (self->page, quotas->pdata[i]);

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), is_new && quotas->len == 1);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
cor_quota_list_finalize (GObject *object)
{
  CorQuotaList *self = COR_QUOTA_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->country);

  G_OBJECT_CLASS (cor_quota_list_parent_class)->finalize (object);
}

static void
cor_quota_list_class_init (CorQuotaListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_quota_list_finalize;
}

static void
cor_quota_list_init (CorQuotaList *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
  self->group = cor_rows_add_group (GTK_BOX (self), "");
  self->add = GTK_BUTTON (add);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (add, _ ("Add a quota"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a quota"), -1);
  adw_preferences_group_set_header_suffix (self->group, add);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cor_quota_list_show:
 * @self: a part of a crossing's page
 * @page: the page, being refreshed
 * @country: ISO 3166 code of the country behind the crossing
 *
 * Shows what the plan says.
 */
void
cor_quota_list_show (CorQuotaList *self, CorDetailsPage *page, const char *country)
{
  /* Translators: name of a country; all its crossings together */
  g_autofree char *title = g_strdup_printf (_ ("What %s takes"), cor_words_country (country));
  g_autoptr (GPtrArray) quotas = NULL;

  g_return_if_fail (COR_IS_QUOTA_LIST (self));

  self->page = page;
  g_free (self->country);
  self->country = g_strdup (country);
  adw_preferences_group_set_title (self->group, title);
  quotas = list_quotas (self);
  adw_preferences_group_set_description (
      self->group, quotas->len > 0 ? _ ("Through all its crossings together.")
                                   : _ ("As many as come, through all its crossings together."));
  if (!are_of (self->rows, quotas))
    make_rows (self, quotas);
  else
    for (guint i = 0; i < quotas->len; i++)
      cor_quota_row_show (self->rows->pdata[i], quotas->pdata[i]);
}
