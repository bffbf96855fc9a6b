/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-people-view.h"

#include "cor-people-model.h"
#include "cor-people-row.h"
#include "cor-person-dialog.h"
#include "cor-place-dialog.h"
#include "cor-plan-edits.h"
#include "cor-report.h"
#include "cor-rows.h"
#include "cor-tab-stop.h"
#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorPeopleView
{
  GtkBox parent_instance;

  GtkSearchEntry *search;
  GtkDropDown *show;
  GtkDropDown *status;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkScrolledWindow *scroller;
  GtkColumnView *table;
  GtkLabel *summary;
  GtkMenuButton *set_status;

  CorPeopleModel *model;
  GtkMultiSelection *rows;
  GSimpleActionGroup *actions;
  CorSession *session;
  CorSelection *selection;
  GArray *kept;    /* CorId: selected before the list changed */
  int asked_order; /* column whose sorter was asked first */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CorPeopleView, cor_people_view, GTK_TYPE_BOX)

static const struct
{
  const char *title;
  guint width;
  gboolean expand;
} columns[COR_N_PEOPLE_COLUMNS] = {
  { N_ ("Name"), 150, TRUE },   { N_ ("Place"), 110, TRUE }, { N_ ("People"), 60, FALSE },
  { N_ ("Status"), 95, FALSE }, { N_ ("Needs"), 85, TRUE },  { N_ ("Telephone"), 125, FALSE },
  { N_ ("List"), 110, TRUE },
};

/* The selected people, in the order of the table. */
static GArray *
collect_selected (CorPeopleView *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (CorId));
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, selected, &position);
       valid && position < n_items; valid = gtk_bitset_iter_next (&iter, &position))
    g_array_append_vals (ids, cor_people_model_get_id (self->model, position), 1);

  return ids;
}

static guint
count_selected (CorPeopleView *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));

  return (guint) gtk_bitset_get_size (selected);
}

static void
enable (CorPeopleView *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (CorPeopleView *self)
{
  gboolean can_edit = self->session != NULL && cor_session_get_snapshot (self->session) != NULL &&
                      !cor_session_is_read_only (self->session);
  guint n_selected = count_selected (self);

  enable (self, "add", can_edit);
  enable (self, "set-status", can_edit && n_selected > 0);
  enable (self, "place", can_edit && n_selected > 0);
  enable (self, "merge", can_edit && n_selected == 2);
  enable (self, "split", can_edit && n_selected > 0);
  enable (self, "remove", can_edit && n_selected > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->set_status), can_edit && n_selected > 0);
}

static void
update_summary (CorPeopleView *self)
{
  guint n_all = cor_people_model_get_n_all (self->model);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint n_selected = count_selected (self);
  g_autofree char *all =
      g_strdup_printf (ngettext ("%u registration", "%u registrations", n_all), n_all);
  g_autofree char *shown = g_strdup_printf (_ ("%s, %u shown"), all, n_shown);
  g_autofree char *selected = g_strdup_printf (_ ("%u of %u selected"), n_selected, n_shown);

  gtk_label_set_text (self->summary, n_selected > 0 ? selected : n_shown < n_all ? shown : all);
  gtk_stack_set_visible_child_name (self->pages, n_shown > 0 ? "table"
                                                 : n_all > 0 ? "no-match"
                                                             : "empty");
}

static void
selected_cb (CorPeopleView *self)
{
  g_autoptr (GArray) ids = NULL;

  if (self->following)
    return;
  update_actions (self);
  update_summary (self);
  if (self->selection == NULL || count_selected (self) != 1)
    return;

  ids = collect_selected (self);
  if (ids->len == 1)
    cor_selection_select (self->selection, COR_SELECTION_PERSON, &g_array_index (ids, CorId, 0));
}

/* GTK 4.8 scrolls by an action of the list inside the table only. */
static void
scroll_to (CorPeopleView *self, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->table)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child) || g_str_has_suffix (G_OBJECT_TYPE_NAME (child), "ListView"))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static void
follow_cb (CorPeopleView *self)
{
  guint position;

  if (cor_selection_get_kind (self->selection) != COR_SELECTION_PERSON ||
      !cor_people_model_find (self->model, cor_selection_get_id (self->selection), &position) ||
      gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->rows), position))
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
  scroll_to (self, position);
}

static void
before_change_cb (CorPeopleView *self)
{
  g_clear_pointer (&self->kept, g_array_unref);
  self->following = TRUE;
  self->kept = collect_selected (self);
  if (self->kept->len > 0)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->rows));
}

static void
after_change_cb (CorPeopleView *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr (GHashTable) kept = g_hash_table_new (cor_id_hash, cor_id_equal);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n_items);

  for (guint i = 0; i < self->kept->len; i++)
    g_hash_table_add (kept, &g_array_index (self->kept, CorId, i));
  for (guint i = 0; self->kept->len > 0 && i < n_items; i++)
    if (g_hash_table_contains (kept, cor_people_model_get_id (self->model, i)))
      gtk_bitset_add (selected, i);
  if (!gtk_bitset_is_empty (selected))
    gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->rows), selected, mask);
  g_clear_pointer (&self->kept, g_array_unref);
  self->following = FALSE;

  update_actions (self);
  update_summary (self);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label),
                        GPOINTER_TO_INT (user_data) == COR_PEOPLE_COLUMN_PEOPLE ? 1.0f : 0.0f);
  gtk_list_item_set_child (item, label);
}

/* The focus goes to the line as a whole, above its cells. */
static void
name_line (GtkWidget *label, CorPeopleRow *row)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *line = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = cor_people_row_dup_text (row, COR_PEOPLE_COLUMN_NAME);
  g_autofree char *place = cor_people_row_dup_text (row, COR_PEOPLE_COLUMN_PLACE);
  g_autofree char *n_people = cor_people_row_dup_text (row, COR_PEOPLE_COLUMN_PEOPLE);
  g_autofree char *status = cor_people_row_dup_text (row, COR_PEOPLE_COLUMN_STATUS);
  g_autofree char *text = g_strjoin (", ", name, place, n_people, status, NULL);

  if (line != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  CorPeopleRow *row = gtk_list_item_get_item (item);
  g_autofree char *text =
      cor_people_row_dup_text (row, (CorPeopleColumn) GPOINTER_TO_INT (user_data));

  if (GPOINTER_TO_INT (user_data) == COR_PEOPLE_COLUMN_NAME)
    name_line (gtk_list_item_get_child (item), row);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), g_strdelimit (text, "\n\r", ' '));
}

/* The table's own sorter asks the sorters of its columns, the foremost first. These sort nothing:
 * they tell which column that is and, by what becomes of their answer, in which direction. */
static int
tell_order (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  CorPeopleView *self = g_object_get_data (G_OBJECT (column), "view");

  self->asked_order = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "column"));

  return -1;
}

static void
sorter_changed_cb (CorPeopleView *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->table);
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  self->asked_order = COR_PEOPLE_COLUMN_NAME;
  ordering = gtk_sorter_compare (sorter, one, other);
  cor_people_model_set_order (self->model, (CorPeopleColumn) self->asked_order,
                              ordering == GTK_ORDERING_LARGER);
}

static void
add_column (CorPeopleView *self, int i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new (_ (columns[i].title), factory);
  g_autoptr (GtkSorter) sorter = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (i));
  g_object_set_data (G_OBJECT (column), "view", self);
  g_object_set_data (G_OBJECT (column), "column", GINT_TO_POINTER (i));
  sorter = GTK_SORTER (gtk_custom_sorter_new (tell_order, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, columns[i].expand);
  gtk_column_view_column_set_fixed_width (column, (int) columns[i].width);
  gtk_column_view_append_column (self->table, column);
  if (i == COR_PEOPLE_COLUMN_NAME)
    gtk_column_view_sort_by_column (self->table, column, GTK_SORT_ASCENDING);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPeopleView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_commit_finish (COR_SESSION (source), result, &error) && self->toasts != NULL)
    cor_report_toast (self->toasts, error);
}

static void
commit (CorPeopleView *self, CorEdit *edit)
{
  cor_session_commit_async (self->session, edit, NULL, committed_cb, g_object_ref (self));
}

static void
set_status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;
  g_autoptr (GArray) ids = collect_selected (self);

  commit (self, cor_edit_set_status (cor_session_get_snapshot (self->session),
                                     (const CorId *) (gpointer) ids->data, ids->len,
                                     (CorStatus) g_variant_get_int32 (parameter)));
}

static void
place_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;
  g_autoptr (GArray) ids = collect_selected (self);

  if (ids->len > 0)
    cor_place_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                              (const CorId *) (gpointer) ids->data, ids->len);
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;
  g_autoptr (GArray) ids = collect_selected (self);
  g_autoptr (GError) error = NULL;
  CorEdit *edit;

  if (ids->len != 2)
    return;
  edit = cor_edit_merge_people (cor_session_get_snapshot (self->session),
                                &g_array_index (ids, CorId, 0), &g_array_index (ids, CorId, 1),
                                &error);
  if (edit != NULL)
    commit (self, edit);
  else
    cor_report_toast (self->toasts, error);
}

static void
split_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;
  g_autoptr (GArray) ids = collect_selected (self);

  commit (self, cor_edit_split_household (cor_session_get_snapshot (self->session),
                                          (const CorId *) (gpointer) ids->data, ids->len));
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;
  g_autoptr (GArray) ids = collect_selected (self);
  g_autofree char *text = NULL;

  commit (self, cor_edit_remove_people (cor_session_get_snapshot (self->session),
                                        (const CorId *) (gpointer) ids->data, ids->len));
  text = g_strdup_printf (ngettext ("%u registration removed. Undo brings it back.",
                                    "%u registrations removed. Undo brings them back.", ids->len),
                          ids->len);
  cor_report_tell (self->toasts, text);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorPeopleView *self = user_data;

  cor_person_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session);
}

static const GActionEntry action_entries[] = {
  { "add", add_cb, NULL, NULL, NULL, { 0 } },
  { "set-status", set_status_cb, "i", NULL, NULL, { 0 } },
  { "place", place_cb, NULL, NULL, NULL, { 0 } },
  { "merge", merge_cb, NULL, NULL, NULL, { 0 } },
  { "split", split_cb, NULL, NULL, NULL, { 0 } },
  { "remove", remove_cb, NULL, NULL, NULL, { 0 } },
};

static void
search_cb (CorPeopleView *self)
{
  cor_people_model_set_text (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
show_cb (CorPeopleView *self)
{
  cor_people_model_set_show (self->model, (CorPeopleShow) gtk_drop_down_get_selected (self->show));
}

/* The first choice is any status. */
static void
status_cb (CorPeopleView *self)
{
  guint chosen = gtk_drop_down_get_selected (self->status);

  if (chosen != GTK_INVALID_LIST_POSITION)
    cor_people_model_set_status (self->model,
                                 chosen == 0 ? COR_PEOPLE_ANY_STATUS : (int) chosen - 1);
}

static void
fill_statuses (CorPeopleView *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_string_list_append (list, _ ("Any status"));
  for (int i = 0; i < COR_N_STATUSES; i++)
    {
      const char *word = cor_words_status ((CorStatus) i);
      g_autoptr (GMenuItem) item = g_menu_item_new (word, NULL);

      gtk_string_list_append (list, word);
      g_menu_item_set_action_and_target (item, "people.set-status", "i", i);
      g_menu_append_item (menu, item);
    }

  gtk_drop_down_set_model (self->status, G_LIST_MODEL (list));
  gtk_menu_button_set_menu_model (self->set_status, G_MENU_MODEL (menu));
}

/* A table that reads from right to left begins at its right end: names first. */
static void
width_changed_cb (CorPeopleView *self, GtkAdjustment *adjustment)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) -
                                              gtk_adjustment_get_page_size (adjustment));
}

static void
cor_people_view_dispose (GObject *object)
{
  CorPeopleView *self = COR_PEOPLE_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->table), self);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_PEOPLE_VIEW);
  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->kept, g_array_unref);

  G_OBJECT_CLASS (cor_people_view_parent_class)->dispose (object);
}

static void
cor_people_view_class_init (CorPeopleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_people_view_dispose;

  g_type_ensure (COR_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, search);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, show);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, status);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, pages);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, table);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, summary);
  gtk_widget_class_bind_template_child (widget_class, CorPeopleView, set_status);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_cb);
}

static void
cor_people_view_init (CorPeopleView *self)
{
  self->model = cor_people_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "people", G_ACTION_GROUP (self->actions));

  self->rows = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->rows));
  for (int i = 0; i < COR_N_PEOPLE_COLUMNS; i++)
    add_column (self, i);
  fill_statuses (self);
  cor_rows_name_drop_down (self->show, _ ("Whom to show"));
  cor_rows_name_drop_down (self->status, _ ("Status to show"));

  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "before-change", G_CALLBACK (before_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "after-change", G_CALLBACK (after_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
  update_actions (self);
  update_summary (self);
}

/**
 * cor_people_view_new:
 *
 * Returns: (transfer floating): a table of nobody
 */
GtkWidget *
cor_people_view_new (void)
{
  return g_object_new (COR_TYPE_PEOPLE_VIEW, NULL);
}

/**
 * cor_people_view_set_session:
 * @self: a table
 * @session: the plan
 * @selection: (nullable): what lists, map and details are about
 *
 * Shows the people of a plan, and follows it.
 */
void
cor_people_view_set_session (CorPeopleView *self, CorSession *session, CorSelection *selection)
{
  g_return_if_fail (COR_IS_PEOPLE_VIEW (self));

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "changed", G_CALLBACK (follow_cb), self, G_CONNECT_SWAPPED);
  cor_people_model_set_session (self->model, session);
  update_actions (self);
}
