/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_DETAILS_PAGE (cor_details_page_get_type ())

/**
 * CorDetailsPage:
 *
 * What there is to say of one thing of the plan, edited where it is shown. A page keeps to its
 * thing from birth to death.
 */
G_DECLARE_DERIVABLE_TYPE (CorDetailsPage, cor_details_page, COR, DETAILS_PAGE, GtkBox)

/**
 * CorDetailsPageClass:
 * @refresh: shows the plan as it is; called first when the page has its session, then whenever
 * plan or routes change. Returns what the page is about, or %NULL if that is gone.
 */
struct _CorDetailsPageClass
{
  GtkBoxClass parent_class;

  const char *(*refresh) (CorDetailsPage *self);
};

void cor_details_page_start (CorDetailsPage *self,
                             CorSession *session,
                             CorSelection *selection,
                             CorLanguage language);

const char *cor_details_page_refresh (CorDetailsPage *self);

CorSession *cor_details_page_get_session (CorDetailsPage *self);

CorSnapshot *cor_details_page_get_snapshot (CorDetailsPage *self);

CorResult *cor_details_page_get_result (CorDetailsPage *self);

CorSelection *cor_details_page_get_selection (CorDetailsPage *self);

const CorId *cor_details_page_get_id (CorDetailsPage *self);

const CorId *cor_details_page_get_other_id (CorDetailsPage *self);

CorLanguage cor_details_page_get_language (CorDetailsPage *self);

const char *cor_details_page_name (CorDetailsPage *self, const CorNames *names);

gboolean cor_details_page_is_refreshing (CorDetailsPage *self);

void cor_details_page_commit (CorDetailsPage *self, CorEdit *edit, GError **error);

G_END_DECLS
