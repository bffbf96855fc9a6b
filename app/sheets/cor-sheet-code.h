/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "cor-geo.h"

G_BEGIN_DECLS

/* Smaller squares are not read from a page scanned at 100 dots per inch. */
#define COR_SHEET_CODE_SIZE_PT 90.0

char *cor_sheet_code_make_payload (CorPosition position) G_GNUC_WARN_UNUSED_RESULT;

void cor_sheet_code_draw (const char *payload, cairo_t *cr);

G_END_DECLS
