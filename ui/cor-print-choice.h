/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-window.h"

G_BEGIN_DECLS

/**
 * CorPrintPurpose:
 * @COR_PRINT_PURPOSE_SHEETS: paper for people and drivers
 * @COR_PRINT_PURPOSE_EXPORT: files for other programs
 *
 * What a plan is wanted for.
 */
typedef enum
{
  COR_PRINT_PURPOSE_SHEETS,
  COR_PRINT_PURPOSE_EXPORT,
} CorPrintPurpose;

/**
 * CorPrintChoiceFunc:
 * @window: the plan's window
 * @published_number: what was published under this number; 0: the plan as it is shown
 *
 * Told what to print.
 */
typedef void (*CorPrintChoiceFunc) (CorWindow *window, guint published_number);

void cor_print_choice_ask (CorWindow *window, CorPrintPurpose purpose, CorPrintChoiceFunc func);

G_END_DECLS
