/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sidebar.h"

#include "cor-list-item.h"
#include "cor-side-lists.h"
#include "cor-tab-stop.h"

#include <glib/gi18n.h>

/* A line costs half a millisecond to make, and GTK makes up to 200 at once, seen or not. */
#define N_FIRST_LINES 30u
#define N_LINES_A_STEP 15u

struct _CorSidebar
{
  GtkBox parent_instance;

  GtkListBox *lists;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *empty;

  GtkLabel *counts[COR_N_SIDE_LISTS];
  GListStore *store;
  GtkSliceListModel *made; /* the lines of @store that have come so far */
  GtkSingleSelection *model;
  CorSideList shown;
  guint refill_source;
  guint more_source;
  gboolean following; /* the list follows the selection just now */

  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (CorSidebar, cor_sidebar, GTK_TYPE_BOX)

static const char *const empty_texts[COR_N_SIDE_LISTS] = {
  N_ ("Nobody is placed yet. Import a list."),
  N_ ("The plan has no crossings."),
  N_ ("Nothing is closed. Right-click the map to close a road or an area."),
  N_ ("No corridor is agreed on. Right-click the map to draw its path."),
  N_ ("No corridors yet."),
  N_ ("Everybody is placed."),
  N_ ("Everybody has a way out."),
  N_ ("Nothing needs to be checked."),
  N_ ("No vehicles are entered, so coaches count as many as needed. Right-click the map to station "
      "some."),
  N_ ("The plan has no posts."),
};

static gboolean
is_selected (CorSidebar *self, CorListItem *item)
{
  if (!cor_selection_is (self->selection, cor_list_item_get_kind (item),
                         cor_list_item_get_id (item)))
    return FALSE;

  return cor_list_item_get_kind (item) != COR_SELECTION_CORRIDOR ||
         cor_id_equal (cor_list_item_get_other_id (item),
                       cor_selection_get_other_id (self->selection));
}

static void
follow_selection (CorSidebar *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n_items && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (CorListItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (is_selected (self, item))
        found = i;
    }

  self->following = TRUE;
  gtk_single_selection_set_selected (self->model, found);
  self->following = FALSE;
}

static gboolean
is_same_line (CorListItem *a, CorListItem *b)
{
  return cor_list_item_get_kind (a) == cor_list_item_get_kind (b) &&
         cor_id_equal (cor_list_item_get_id (a), cor_list_item_get_id (b)) &&
         cor_id_equal (cor_list_item_get_other_id (a), cor_list_item_get_other_id (b)) &&
         g_strcmp0 (cor_list_item_get_title (a), cor_list_item_get_title (b)) == 0 &&
         g_strcmp0 (cor_list_item_get_subtitle (a), cor_list_item_get_subtitle (b)) == 0 &&
         g_strcmp0 (cor_list_item_get_badge (a), cor_list_item_get_badge (b)) == 0;
}

/* Replaces only what changed, so that the list stays where it was scrolled to. */
static void
replace_lines (CorSidebar *self, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint n_head = 0;
  guint n_tail = 0;

  while (n_head < MIN (n_old, items->len))
    {
      g_autoptr (CorListItem) old = g_list_model_get_item (G_LIST_MODEL (self->store), n_head);

      if (!is_same_line (old, items->pdata[n_head]))
        break;
      n_head++;
    }
  while (n_tail < MIN (n_old, items->len) - n_head)
    {
      g_autoptr (CorListItem) old =
          g_list_model_get_item (G_LIST_MODEL (self->store), n_old - 1 - n_tail);

      if (!is_same_line (old, items->pdata[items->len - 1 - n_tail]))
        break;
      n_tail++;
    }

  self->following = TRUE;
  g_list_store_splice (self->store, n_head, n_old - n_head - n_tail, items->pdata + n_head,
                       items->len - n_head - n_tail);
  self->following = FALSE;
}

static gboolean
more_cb (gpointer user_data)
{
  CorSidebar *self = user_data;
  guint n_made = gtk_slice_list_model_get_size (self->made) + N_LINES_A_STEP;
  gboolean is_whole = n_made >= g_list_model_get_n_items (G_LIST_MODEL (self->store));

  gtk_slice_list_model_set_size (self->made, is_whole ? G_MAXUINT : n_made);
  if (!is_whole)
    return G_SOURCE_CONTINUE;

  self->more_source = 0;
  follow_selection (self);

  return G_SOURCE_REMOVE;
}

/* Lines of another list come as they can be made, those that are seen first. */
static void
begin_list (CorSidebar *self)
{
  self->following = TRUE;
  g_list_store_remove_all (self->store);
  self->following = FALSE;
  gtk_slice_list_model_set_size (self->made, N_FIRST_LINES);
  if (self->more_source == 0)
    self->more_source = g_idle_add (more_cb, self);
}

static void
name_list (CorSidebar *self, CorSideList list, const char *count)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->lists, (int) list);
  g_autofree char *name = g_strdup_printf ("%s: %s", cor_side_list_get_title (list), count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_count (CorSidebar *self, CorSideList list, guint n_items)
{
  gboolean is_warning =
      (list == COR_SIDE_LIST_UNPLACED || list == COR_SIDE_LIST_UNSERVED) && n_items > 0;
  g_autofree char *count = g_strdup_printf ("%u", n_items);

  gtk_label_set_label (self->counts[list], count);
  name_list (self, list, count);
  if (is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[list]), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counts[list]), "warning");
}

static void
show_lines (CorSidebar *self, GPtrArray *items)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cor_side_list_get_title (self->shown), -1);
  replace_lines (self, items);
  gtk_label_set_label (self->empty, _ (empty_texts[self->shown]));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "lines" : "empty");
  follow_selection (self);
}

static void
refill (CorSidebar *self)
{
  for (guint i = 0; i < COR_N_SIDE_LISTS; i++)
    {
      g_autoptr (GPtrArray) items = cor_side_list_fill (i, self->session, self->language);

      show_count (self, i, items->len);
      if (i == self->shown)
        show_lines (self, items);
    }
}

static gboolean
refill_cb (gpointer user_data)
{
  CorSidebar *self = user_data;

  self->refill_source = 0;
  refill (self);

  return G_SOURCE_REMOVE;
}

/* Results come many times a second while a marker is dragged. */
static void
refill_soon (CorSidebar *self)
{
  if (self->refill_source == 0)
    self->refill_source = g_timeout_add (60, refill_cb, self);
}

static void
choose_line (CorSidebar *self, CorListItem *item)
{
  if (cor_list_item_get_kind (item) == COR_SELECTION_CORRIDOR)
    cor_selection_select_corridor (self->selection, cor_list_item_get_id (item),
                                   cor_list_item_get_other_id (item));
  else
    cor_selection_select (self->selection, cor_list_item_get_kind (item),
                          cor_list_item_get_id (item));
  g_signal_emit (self, chosen_signal, 0);
}

static void
line_activated_cb (GtkListView *view, guint position, CorSidebar *self)
{
  g_autoptr (CorListItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (item != NULL)
    choose_line (self, item);
}

static void
line_selected_cb (GtkSingleSelection *model, GParamSpec *pspec, CorSidebar *self)
{
  CorListItem *item = gtk_single_selection_get_selected_item (model);

  if (!self->following && item != NULL)
    choose_line (self, item);
}

static void
list_selected_cb (GtkListBox *lists, GtkListBoxRow *row, CorSidebar *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (row == NULL || self->session == NULL)
    return;
  self->shown = (CorSideList) gtk_list_box_row_get_index (row);
  items = cor_side_list_fill (self->shown, self->session, self->language);
  begin_list (self);
  show_lines (self, items);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_add_css_class (badge, "dim-label");
  gtk_box_append (GTK_BOX (texts), make_label (NULL));
  gtk_box_append (GTK_BOX (texts), make_label ("line-subtitle"));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), badge);
  gtk_list_item_set_child (list_item, line);
}

/* What a screen reader says of a line. */
static void
name_line (GtkWidget *line, CorListItem *item)
{
  const char *subtitle = cor_list_item_get_subtitle (item);
  const char *badge = cor_list_item_get_badge (item);
  g_autofree char *name =
      g_strjoin (", ", cor_list_item_get_title (item), subtitle != NULL ? subtitle : badge,
                 subtitle != NULL ? badge : NULL, NULL);

  if (line != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  CorListItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *line = gtk_list_item_get_child (list_item);
  GtkWidget *texts = gtk_widget_get_first_child (line);
  GtkWidget *title = gtk_widget_get_first_child (texts);
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  const char *said = cor_list_item_get_subtitle (item);
  const char *badge = cor_list_item_get_badge (item);

  gtk_label_set_label (GTK_LABEL (title), cor_list_item_get_title (item));
  gtk_label_set_label (GTK_LABEL (subtitle), said != NULL ? said : "");
  gtk_widget_set_visible (subtitle, said != NULL && said[0] != '\0');
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (line)), badge != NULL ? badge : "");
  gtk_widget_set_tooltip_text (line, said);
  name_line (gtk_widget_get_parent (line), item);
}

static void
add_list (CorSidebar *self, CorSideList list)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_label (NULL);

  gtk_label_set_label (GTK_LABEL (title), cor_side_list_get_title (list));
  gtk_widget_set_hexpand (title, TRUE);
  self->counts[list] = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[list]), "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts[list]));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->lists, row);
}

static void
cor_sidebar_dispose (GObject *object)
{
  CorSidebar *self = COR_SIDEBAR (object);

  g_clear_handle_id (&self->refill_source, g_source_remove);
  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->made);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_sidebar_parent_class)->dispose (object);
}

static void
cor_sidebar_class_init (CorSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_sidebar_dispose;

  chosen_signal = g_signal_new ("chosen", COR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (COR_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CorSidebar, lists);
  gtk_widget_class_bind_template_child (widget_class, CorSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, CorSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, CorSidebar, empty);
  gtk_widget_class_bind_template_callback (widget_class, line_activated_cb);
}

static void
cor_sidebar_init (CorSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < COR_N_SIDE_LISTS; i++)
    add_list (self, i);

  self->store = g_list_store_new (COR_TYPE_LIST_ITEM);
  self->made = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), 0, G_MAXUINT);
  self->model = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->made)));
  gtk_single_selection_set_autoselect (self->model, FALSE);
  gtk_single_selection_set_can_unselect (self->model, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  g_object_unref (factory);

  g_signal_connect (self->lists, "row-selected", G_CALLBACK (list_selected_cb), self);
  g_signal_connect_object (self->model, "notify::selected-item", G_CALLBACK (line_selected_cb),
                           self, 0);
}

/**
 * cor_sidebar_set_session:
 * @self: the lists
 * @session: the plan
 * @selection: shared with map and details
 * @language: language of the names
 *
 * Shows a plan. To be called once.
 */
void
cor_sidebar_set_session (CorSidebar *self,
                         CorSession *session,
                         CorSelection *selection,
                         CorLanguage language)
{
  g_return_if_fail (COR_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->selection = g_object_ref (selection);
  self->language = language;
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refill_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::result", G_CALLBACK (refill_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (follow_selection), self,
                           G_CONNECT_SWAPPED);
  cor_sidebar_show_list (self, COR_SIDE_LIST_CLUSTERS);
  refill (self);
}

/**
 * cor_sidebar_show_list:
 * @self: the lists
 * @list: a #CorSideList
 *
 * Chooses which list's lines are shown.
 */
void
cor_sidebar_show_list (CorSidebar *self, guint list)
{
  g_return_if_fail (COR_IS_SIDEBAR (self));

  gtk_list_box_select_row (self->lists, gtk_list_box_get_row_at_index (self->lists, (int) list));
}
