/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-details.h"

#include "cor-agreed-corridor-page.h"
#include "cor-closure-page.h"
#include "cor-cluster-page.h"
#include "cor-corridor-page.h"
#include "cor-crossing-page.h"
#include "cor-person-page.h"
#include "cor-plan-page.h"
#include "cor-post-page.h"
#include "cor-rows.h"
#include "cor-vehicle-page.h"

#include <glib/gi18n.h>

struct _CorDetails
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkWidget *close;
  GtkScrolledWindow *scroller;
  CorDetailsPage *page; /* owned by the scroller */
  guint refresh_source;

  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
};

G_DEFINE_FINAL_TYPE (CorDetails, cor_details, GTK_TYPE_BOX)

static GType
choose_page_type (CorSelectionKind kind)
{
  switch (kind)
    {
    case COR_SELECTION_CLUSTER:
      return COR_TYPE_CLUSTER_PAGE;
    case COR_SELECTION_CROSSING:
      return COR_TYPE_CROSSING_PAGE;
    case COR_SELECTION_CLOSURE:
      return COR_TYPE_CLOSURE_PAGE;
    case COR_SELECTION_CORRIDOR:
      return COR_TYPE_CORRIDOR_PAGE;
    case COR_SELECTION_PERSON:
      return COR_TYPE_PERSON_PAGE;
    case COR_SELECTION_POST:
      return COR_TYPE_POST_PAGE;
    case COR_SELECTION_VEHICLE:
      return COR_TYPE_VEHICLE_PAGE;
    case COR_SELECTION_AGREED_CORRIDOR:
      return COR_TYPE_AGREED_CORRIDOR_PAGE;
    case COR_SELECTION_NONE:
    default:
      return COR_TYPE_PLAN_PAGE;
    }
}

static void
refresh (CorDetails *self)
{
  const char *title = self->page != NULL ? cor_details_page_refresh (self->page) : NULL;
  gboolean has_page = title != NULL;

  gtk_label_set_label (self->title, has_page ? title : _ ("No longer in the plan"));
  if (self->page != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->page), has_page);
  gtk_widget_set_visible (self->close,
                          cor_selection_get_kind (self->selection) != COR_SELECTION_NONE);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CorDetails *self = user_data;

  self->refresh_source = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* Results come many times a second while a marker is dragged. */
static void
refresh_soon (CorDetails *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (40, refresh_cb, self);
}

static void
renew_page (CorDetails *self)
{
  self->page = g_object_new (choose_page_type (cor_selection_get_kind (self->selection)),
                             "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "details-page");
  cor_details_page_start (self->page, self->session, self->selection, self->language);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->page));
  refresh (self);
  cor_rows_name_lists (GTK_WIDGET (self->page), gtk_label_get_label (self->title));
}

static void
cor_details_dispose (GObject *object)
{
  CorDetails *self = COR_DETAILS (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->page = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_details_parent_class)->dispose (object);
}

static void
cor_details_class_init (CorDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CorDetails, title);
  gtk_widget_class_bind_template_child (widget_class, CorDetails, close);
  gtk_widget_class_bind_template_child (widget_class, CorDetails, scroller);
}

static void
cor_details_init (CorDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_details_set_session:
 * @self: the pane
 * @session: the plan
 * @selection: shared with map and lists
 * @language: language of the names
 *
 * Shows a plan. To be called once.
 */
void
cor_details_set_session (CorDetails *self,
                         CorSession *session,
                         CorSelection *selection,
                         CorLanguage language)
{
  g_return_if_fail (COR_IS_DETAILS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->selection = g_object_ref (selection);
  self->language = language;
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refresh_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::result", G_CALLBACK (refresh_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (renew_page), self, G_CONNECT_SWAPPED);
  renew_page (self);
}
