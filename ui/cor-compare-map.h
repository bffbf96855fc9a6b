/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-comparison.h"
#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_MAP (cor_compare_map_get_type ())

/**
 * CorCompareMap:
 *
 * Where two plans differ, on the map, with what its lines mean.
 */
G_DECLARE_FINAL_TYPE (CorCompareMap, cor_compare_map, COR, COMPARE_MAP, AdwBin)

void cor_compare_map_show (CorCompareMap *self,
                           CorSession *session,
                           CorSelection *selection,
                           const CorComparison *comparison,
                           const char *first_name,
                           const char *second_name);

G_END_DECLS
