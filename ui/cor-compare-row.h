/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cor-comparison.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_ROW (cor_compare_row_get_type ())

/* The columns of the table of differences. */
typedef enum
{
  COR_COMPARE_COLUMN_PEOPLE,
  COR_COMPARE_COLUMN_FROM,
  COR_COMPARE_COLUMN_WHAT,
  COR_COMPARE_COLUMN_FIRST,
  COR_COMPARE_COLUMN_SECOND,
} CorCompareColumn;

#define COR_N_COMPARE_COLUMNS 5

/**
 * CorCompareRow:
 *
 * People who go otherwise, as the table of differences shows them. It lends its texts from a
 * comparison that must outlive it.
 */
G_DECLARE_FINAL_TYPE (CorCompareRow, cor_compare_row, COR, COMPARE_ROW, GObject)

CorCompareRow *cor_compare_row_new (CorSnapshot *snapshot,
                                    const CorComparison *comparison,
                                    const CorDifference *difference) G_GNUC_WARN_UNUSED_RESULT;

const CorDifference *cor_compare_row_get_difference (CorCompareRow *self);

char *cor_compare_row_dup_text (CorCompareRow *self,
                                CorCompareColumn column) G_GNUC_WARN_UNUSED_RESULT;

const char *cor_compare_words_kind (CorDifferenceKind kind);

G_END_DECLS
