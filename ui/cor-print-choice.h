/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-window.h"

G_BEGIN_DECLS

/**
 * CorPrintChoiceFunc:
 * @window: the plan's window
 * @published_number: what was published under this number; 0: the plan as it is shown
 *
 * Told what to print.
 */
typedef void (*CorPrintChoiceFunc) (CorWindow *window, guint published_number);

void cor_print_choice_ask (CorWindow *window, CorPrintChoiceFunc func);

G_END_DECLS
