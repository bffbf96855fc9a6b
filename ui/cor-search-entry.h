/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_SEARCH_ENTRY (cor_search_entry_get_type ())

/**
 * CorSearchEntry:
 *
 * Finds people, clusters, crossings and places while somebody types. What is chosen becomes the
 * selection; then "chosen" is emitted. A place cannot be selected: "place-chosen" (latitude and
 * longitude in degrees) tells where it is.
 */
G_DECLARE_FINAL_TYPE (CorSearchEntry, cor_search_entry, COR, SEARCH_ENTRY, GtkBox)

GtkWidget *cor_search_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;

void
cor_search_entry_set_session (CorSearchEntry *self, CorSession *session, CorSelection *selection);

G_END_DECLS
