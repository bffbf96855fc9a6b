/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-table.h"

#include "cor-compare-row.h"
#include "cor-rows.h"
#include "cor-tab-stop.h"
#include "cor-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title; /* NULL: the name of a side */
  int width_px;      /* 0: takes what is left */
  gboolean is_number;
} columns[COR_N_COMPARE_COLUMNS] = {
  { N_ ("People"), 70, TRUE },
  { N_ ("Where from"), 130, FALSE },
  { N_ ("What differs"), 180, FALSE },
  { NULL, 0, FALSE },
  { NULL, 0, FALSE },
};

struct _CorCompareTable
{
  AdwBin parent_instance;

  GtkLabel *same;
  GtkDropDown *kind; /* 0: all, else one more than the kind */
  GtkStringList *kinds;
  GtkColumnView *view;
  GtkColumnViewColumn *of_first;
  GtkColumnViewColumn *of_second;

  GListStore *rows;
  GtkCustomFilter *filter;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CorCompareTable, cor_compare_table, ADW_TYPE_BIN)

static gboolean
is_of_kind (gpointer item, gpointer user_data)
{
  CorCompareTable *self = user_data;
  guint kind = gtk_drop_down_get_selected (self->kind);

  return kind == 0 || kind == GTK_INVALID_LIST_POSITION ||
         (guint) cor_compare_row_get_difference (item)->kind == kind - 1;
}

static void
kind_chosen_cb (CorCompareTable *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_number = columns[GPOINTER_TO_INT (user_data)].is_number;

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_autofree char *text =
      cor_compare_row_dup_text (gtk_list_item_get_item (item), GPOINTER_TO_INT (user_data));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
activated_cb (CorCompareTable *self, guint position)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);
  g_autoptr (CorCompareRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  if (row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, &cor_compare_row_get_difference (row)->cluster_id);
}

static void
cor_compare_table_dispose (GObject *object)
{
  CorCompareTable *self = COR_COMPARE_TABLE (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->kinds);

  G_OBJECT_CLASS (cor_compare_table_parent_class)->dispose (object);
}

static void
cor_compare_table_class_init (CorCompareTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_compare_table_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", COR_TYPE_COMPARE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkColumnViewColumn *
add_column (CorCompareTable *self, int i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new (columns[i].title != NULL ? _ (columns[i].title) : "", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (i));
  gtk_column_view_column_set_resizable (column, TRUE);
  if (columns[i].width_px > 0)
    gtk_column_view_column_set_fixed_width (column, columns[i].width_px);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);

  return column; /* the view holds it */
}

static void
add_head (CorCompareTable *self, GtkBox *box)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->kinds = gtk_string_list_new (NULL);
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->kinds)), NULL));
  cor_rows_name_drop_down (self->kind, _ ("What differs"));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  self->same = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->same, 0.0f);
  gtk_label_set_ellipsize (self->same, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->same), "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->same), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->same));
  gtk_widget_add_css_class (head, "compare-head");
  gtk_box_append (box, head);
}

static void
add_view (CorCompareTable *self, GtkBox *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *stop = g_object_new (COR_TYPE_TAB_STOP, "child", scroller, "vexpand", TRUE, NULL);
  GtkFilterListModel *filtered;

  self->filter = gtk_custom_filter_new (is_of_kind, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                        GTK_FILTER (self->filter));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)))));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who goes otherwise"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_box_append (box, stop);
}

static void
cor_compare_table_init (CorCompareTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_list_store_new (COR_TYPE_COMPARE_ROW);
  add_head (self, GTK_BOX (box));
  add_view (self, GTK_BOX (box));
  for (int i = 0; i < COR_COMPARE_COLUMN_FIRST; i++)
    add_column (self, i);
  self->of_first = add_column (self, COR_COMPARE_COLUMN_FIRST);
  self->of_second = add_column (self, COR_COMPARE_COLUMN_SECOND);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
offer_kinds (CorCompareTable *self, const CorComparison *comparison)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  guint chosen = gtk_drop_down_get_selected (self->kind);
  guint n_all = 0;

  for (guint i = 0; i <= COR_N_DIFFERENCE_KINDS; i++)
    {
      guint n_people = i > 0 ? cor_comparison_count (comparison, i - 1) : 0;
      g_autofree char *name =
          i > 0 ? g_strdup_printf ("%s (%u)", cor_compare_words_kind (i - 1), n_people)
                : g_strdup (_ ("All that differs"));

      n_all += n_people;
      g_strv_builder_add (names, name);
    }
  list = g_strv_builder_end (names);
  g_free (list[0]);
  list[0] = g_strdup_printf ("%s (%u)", _ ("All that differs"), n_all);
  gtk_string_list_splice (self->kinds, 0, g_list_model_get_n_items (G_LIST_MODEL (self->kinds)),
                          (const char *const *) list);
  gtk_drop_down_set_selected (self->kind, chosen <= COR_N_DIFFERENCE_KINDS ? chosen : 0);
}

static int
compare_differences (gconstpointer a, gconstpointer b)
{
  const CorDifference *left = *(const CorDifference *const *) a;
  const CorDifference *right = *(const CorDifference *const *) b;

  return (left->n_people < right->n_people) - (left->n_people > right->n_people);
}

/**
 * cor_compare_table_show:
 * @self: a table
 * @snapshot: the plan, for the crossings' names
 * @comparison: two plans; must stay until cor_compare_table_clear() or the next
 * @first_name: what the first is called
 * @second_name: what the second is called
 *
 * Shows what differs.
 */
void
cor_compare_table_show (CorCompareTable *self,
                        CorSnapshot *snapshot,
                        const CorComparison *comparison,
                        const char *first_name,
                        const char *second_name)
{
  g_autoptr (GPtrArray) order = g_ptr_array_copy (comparison->differences, NULL, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *same = NULL;

  g_return_if_fail (COR_IS_COMPARE_TABLE (self));

  g_ptr_array_set_free_func (order, NULL);
  g_ptr_array_sort (order, compare_differences);
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (rows, cor_compare_row_new (snapshot, comparison, order->pdata[i]));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  gtk_column_view_column_set_title (self->of_first, first_name);
  gtk_column_view_column_set_title (self->of_second, second_name);
  offer_kinds (self, comparison);
  same = g_strdup_printf (
      ngettext ("%u person goes alike in both", "%u people go alike in both", comparison->n_same),
      comparison->n_same);
  gtk_label_set_label (self->same, same);
}

/**
 * cor_compare_table_clear:
 * @self: a table
 *
 * Lets go of the comparison.
 */
void
cor_compare_table_clear (CorCompareTable *self)
{
  g_return_if_fail (COR_IS_COMPARE_TABLE (self));

  if (self->rows != NULL)
    g_list_store_remove_all (self->rows);
}
