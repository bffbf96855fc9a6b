/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-history-window.h"

#include "cor-clock.h"
#include "cor-report.h"
#include "cor-tab-stop.h"

#include <glib/gi18n.h>

struct _CorHistoryWindow
{
  AdwWindow parent_instance;

  GtkListView *view;
  GtkStringList *lines; /* what was done, a line break, who and when */

  CorSession *session;
};

G_DEFINE_FINAL_TYPE (CorHistoryWindow, cor_history_window, ADW_TYPE_WINDOW)

static char *
describe_entry (const CorHistoryEntry *entry)
{
  g_autofree char *edit = cor_report_describe_edit (entry->kind, entry->subject);
  g_autofree char *what = entry->is_barrier ? g_strdup (_ ("Upgrade of the plan file"))
                          : entry->is_undo  ? g_strdup_printf (_ ("Undo: %s"), edit)
                          : entry->is_redo  ? g_strdup_printf (_ ("Redo: %s"), edit)
                                            : g_strdup (edit);
  g_autofree char *when = cor_clock_format (entry->time_utc_s);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, entry->number);

  return g_strdup_printf ("%s. %s%s\n%s · %s", number, what,
                          entry->undone ? _ (" (taken back)") : "", when, entry->officer);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      cor_session_list_history_finish (COR_SESSION (source), result, &error);
  g_auto (GStrv) lines = NULL;

  if (entries == NULL)
    {
      cor_report_error (GTK_WIDGET (self), _ ("The history could not be read"), error);
      return;
    }

  lines = g_new0 (char *, entries->len + 1);
  for (guint i = 0; i < entries->len; i++)
    lines[i] = describe_entry (entries->pdata[entries->len - 1 - i]);
  if (self->lines != NULL)
    gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                            (const char *const *) lines);
}

static void
reload (CorHistoryWindow *self)
{
  cor_session_list_history_async (self->session, listed_cb, g_object_ref (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "line-subtitle");
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkStringObject *line = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_auto (GStrv) parts = g_strsplit (gtk_string_object_get_string (line), "\n", 2);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), parts[0]);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), parts[1]);
}

static void
cor_history_window_dispose (GObject *object)
{
  CorHistoryWindow *self = COR_HISTORY_WINDOW (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_history_window_parent_class)->dispose (object);
}

static void
cor_history_window_class_init (CorHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_history_window_dispose;

  g_type_ensure (COR_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CorHistoryWindow, view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cor_history_window_init (CorHistoryWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = gtk_string_list_new (NULL);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
}

/**
 * cor_history_window_present:
 * @parent: the plan's window
 * @session: the plan
 *
 * Shows a plan's history, and goes on showing what is added to it.
 */
void
cor_history_window_present (GtkWindow *parent, CorSession *session)
{
  CorHistoryWindow *self = g_object_new (COR_TYPE_HISTORY_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  gtk_window_present (GTK_WINDOW (self));
}
