/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PLANNING_PAGE (cor_planning_page_get_type ())

/**
 * CorPlanningPage:
 *
 * The plan's settings that say how it is computed: what may be given up for what, what columns do.
 */
G_DECLARE_FINAL_TYPE (CorPlanningPage, cor_planning_page, COR, PLANNING_PAGE, AdwPreferencesPage)

GtkWidget *cor_planning_page_new (CorSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
