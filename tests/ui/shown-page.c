/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shown-page.h"

/**
 * shown_page_open:
 * @self: a fixture, and the id of what is to be shown
 * @kind: what that is
 * @type: of the page
 *
 * Selects it, and opens its page.
 */
void
shown_page_open (ShownPage *self, CorSelectionKind kind, GType type)
{
  self->selection = cor_selection_new ();
  cor_selection_select (self->selection, kind, &self->id);
  self->page = g_object_ref_sink (g_object_new (type, NULL));
  cor_details_page_start (COR_DETAILS_PAGE (self->page), self->fixture->session, self->selection,
                          COR_LANGUAGE_EN);
  shown_page_refresh (self);
}

/**
 * shown_page_close:
 * @self: an open page
 *
 * Closes it; the fixture stays.
 */
void
shown_page_close (ShownPage *self)
{
  g_clear_object (&self->page);
  g_clear_object (&self->selection);
}

/**
 * shown_page_refresh:
 * @self: an open page
 *
 * Shows the plan as it is.
 */
void
shown_page_refresh (const ShownPage *self)
{
  cor_details_page_refresh (COR_DETAILS_PAGE (self->page));
}

/**
 * shown_page_clear:
 * @self: an open page
 *
 * Closes it, and ends the fixture.
 */
void
shown_page_clear (ShownPage *self)
{
  shown_page_close (self);
  desk_fixture_free (self->fixture);
}
