/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-details-page.h"

#include "cor-report.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

typedef struct
{
  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
  CorId id;
  CorId other_id;
  gboolean refreshing;
} CorDetailsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CorDetailsPage, cor_details_page, GTK_TYPE_BOX)

static CorDetailsPagePrivate *
get_private (CorDetailsPage *self)
{
  return cor_details_page_get_instance_private (self);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorDetailsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cor_session_commit_finish (COR_SESSION (source), result, &error))
    return;
  cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
  cor_details_page_refresh (self);
}

static void
cor_details_page_dispose (GObject *object)
{
  CorDetailsPagePrivate *priv = get_private (COR_DETAILS_PAGE (object));

  g_clear_object (&priv->session);
  g_clear_object (&priv->selection);

  G_OBJECT_CLASS (cor_details_page_parent_class)->dispose (object);
}

static void
cor_details_page_class_init (CorDetailsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_details_page_dispose;
}

static void
cor_details_page_init (CorDetailsPage *self)
{
}

/**
 * cor_details_page_start:
 * @self: a page
 * @session: the plan
 * @selection: what it is about: the page keeps to what is selected now
 * @language: language of the names
 *
 * Gives a page its thing. To be called once.
 */
void
cor_details_page_start (CorDetailsPage *self,
                        CorSession *session,
                        CorSelection *selection,
                        CorLanguage language)
{
  CorDetailsPagePrivate *priv = get_private (self);

  priv->session = g_object_ref (session);
  priv->selection = g_object_ref (selection);
  priv->language = language;
  priv->id = *cor_selection_get_id (selection);
  priv->other_id = *cor_selection_get_other_id (selection);
}

/**
 * cor_details_page_refresh:
 * @self: a page
 *
 * Shows the plan as it is.
 *
 * Returns: (transfer none) (nullable): the page's heading; %NULL if its thing is gone
 */
const char *
cor_details_page_refresh (CorDetailsPage *self)
{
  CorDetailsPagePrivate *priv = get_private (self);
  const char *title;

  if (priv->session == NULL || cor_session_get_snapshot (priv->session) == NULL)
    return NULL;
  priv->refreshing = TRUE;
  title = COR_DETAILS_PAGE_GET_CLASS (self)->refresh (self);
  priv->refreshing = FALSE;
  if (cor_session_is_read_only (priv->session))
    cor_rows_lock (GTK_WIDGET (self));

  return title;
}

/**
 * cor_details_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): the plan
 */
CorSession *
cor_details_page_get_session (CorDetailsPage *self)
{
  return get_private (self)->session;
}

/**
 * cor_details_page_get_snapshot:
 * @self: a page
 *
 * Returns: (transfer none): the plan as it is
 */
CorSnapshot *
cor_details_page_get_snapshot (CorDetailsPage *self)
{
  return cor_session_get_snapshot (get_private (self)->session);
}

/**
 * cor_details_page_get_result:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): its routes
 */
CorResult *
cor_details_page_get_result (CorDetailsPage *self)
{
  return cor_session_get_result (get_private (self)->session);
}

/**
 * cor_details_page_get_selection:
 * @self: a page
 *
 * Returns: (transfer none): what map, lists and details are about
 */
CorSelection *
cor_details_page_get_selection (CorDetailsPage *self)
{
  return get_private (self)->selection;
}

/**
 * cor_details_page_get_id:
 * @self: a page
 *
 * Returns: (transfer none): what the page is about
 */
const CorId *
cor_details_page_get_id (CorDetailsPage *self)
{
  return &get_private (self)->id;
}

/**
 * cor_details_page_get_other_id:
 * @self: a page
 *
 * Returns: (transfer none): the crossing of a corridor
 */
const CorId *
cor_details_page_get_other_id (CorDetailsPage *self)
{
  return &get_private (self)->other_id;
}

/**
 * cor_details_page_get_language:
 * @self: a page
 *
 * Returns: language of the names
 */
CorLanguage
cor_details_page_get_language (CorDetailsPage *self)
{
  return get_private (self)->language;
}

/**
 * cor_details_page_name:
 * @self: a page
 * @names: what something is called
 *
 * Returns: (transfer none): its name in the page's language
 */
const char *
cor_details_page_name (CorDetailsPage *self, const CorNames *names)
{
  return cor_names_get (names, get_private (self)->language);
}

/**
 * cor_details_page_is_refreshing:
 * @self: a page
 *
 * Returns: whether widgets change because the plan did, and nobody is to answer
 */
gboolean
cor_details_page_is_refreshing (CorDetailsPage *self)
{
  return get_private (self)->refreshing;
}

/**
 * cor_details_page_commit:
 * @self: a page
 * @edit: (transfer full) (nullable): what to change
 * @error: (nullable): why there is no @edit; a pointer, for it may be set by what makes @edit in
 *   the same call, and nobody says which argument comes first
 *
 * Changes the plan, and tells if that does not work.
 */
void
cor_details_page_commit (CorDetailsPage *self, CorEdit *edit, GError **error)
{
  CorDetailsPagePrivate *priv = get_private (self);

  if (edit == NULL)
    cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"),
                      error != NULL ? *error : NULL);
  else if (cor_edit_is_empty (edit))
    cor_edit_free (edit);
  else
    cor_session_commit_async (priv->session, edit, NULL, committed_cb, g_object_ref (self));
}
