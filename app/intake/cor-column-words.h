/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-person.h"

G_BEGIN_DECLS

/**
 * CorColumnWords:
 * @field: what a heading of these words means
 * @words: headings as cor_heading_fold() writes them, with bars between
 *
 * Ways to head a column.
 */
typedef struct
{
  CorField field;
  const char *words;
} CorColumnWords;

extern const CorColumnWords cor_column_words[];
extern const guint cor_n_column_words;

G_END_DECLS
