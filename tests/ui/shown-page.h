/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk-fixture.h"

#include "cor-details-page.h"

G_BEGIN_DECLS

/**
 * ShownPage:
 * @fixture: what it stands on
 * @selection: of what it shows
 * @page: a page of details
 * @id: of what it shows
 *
 * A page of details as the desk shows it.
 */
typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *page;
  CorId id;
} ShownPage;

void shown_page_open (ShownPage *self, CorSelectionKind kind, GType type);

void shown_page_close (ShownPage *self);

void shown_page_refresh (const ShownPage *self);

void shown_page_clear (ShownPage *self);

G_END_DECLS
