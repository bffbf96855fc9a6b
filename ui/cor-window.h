/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-application.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_WINDOW (cor_window_get_type ())

/**
 * CorWindow:
 *
 * One plan on the desk: map, people, lists, details and totals.
 */
G_DECLARE_FINAL_TYPE (CorWindow, cor_window, COR, WINDOW, AdwApplicationWindow)

CorWindow *cor_window_new (CorApplication *application,
                           CorAtlas *atlas,
                           CorSession *session) G_GNUC_WARN_UNUSED_RESULT;

void cor_window_open_plan (CorWindow *self, const char *path);

void cor_window_replace (CorWindow *self);

G_END_DECLS
