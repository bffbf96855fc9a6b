/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-window.h"

G_BEGIN_DECLS

void cor_print_sheets (CorWindow *window);

void cor_print_preview_sheets (CorWindow *window);

void cor_print_save_sheets (CorWindow *window);

CorLanguage cor_print_get_language (void);

G_END_DECLS
