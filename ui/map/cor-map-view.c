/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view.h"

struct _CorMapView
{
  GtkWidget parent_instance;

  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
};

static guint failed_signal;

G_DEFINE_FINAL_TYPE (CorMapView, cor_map_view, GTK_TYPE_WIDGET)

static void
cor_map_view_dispose (GObject *object)
{
  CorMapView *self = COR_MAP_VIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_map_view_parent_class)->dispose (object);
}

static void
cor_map_view_class_init (CorMapViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_map_view_dispose;

  failed_signal = g_signal_new ("failed", COR_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cor_map_view_init (CorMapView *self)
{
}

/**
 * cor_map_view_new:
 *
 * Returns: (transfer floating): a map without a plan
 */
GtkWidget *
cor_map_view_new (void)
{
  return g_object_new (COR_TYPE_MAP_VIEW, NULL);
}

/**
 * cor_map_view_set_session:
 * @self: a map
 * @session: the plan to show
 * @selection: shared with the lists
 *
 * Shows a plan.
 */
void
cor_map_view_set_session (CorMapView *self, CorSession *session, CorSelection *selection)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
}

/**
 * cor_map_view_set_language:
 * @self: a map
 * @language: language of the names
 *
 * Names places in another language.
 */
void
cor_map_view_set_language (CorMapView *self, CorLanguage language)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  self->language = language;
}

/**
 * cor_map_view_fit_to_plan:
 * @self: a map
 *
 * Shows all clusters and crossings.
 */
void
cor_map_view_fit_to_plan (CorMapView *self)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));
}
