/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-tab-stop.h"

struct _CorTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CorTabStop, cor_tab_stop, ADW_TYPE_BIN)

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static gboolean
cor_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && has_focus_within (widget))
    return FALSE;

  return GTK_WIDGET_CLASS (cor_tab_stop_parent_class)->focus (widget, direction);
}

static void
cor_tab_stop_class_init (CorTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = cor_tab_stop_focus;
}

static void
cor_tab_stop_init (CorTabStop *self)
{
}
