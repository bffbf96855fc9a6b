/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorSearchIndex:
 *
 * Keys by which the people of a plan are found, folded in memory and never written anywhere.
 * Constant, counted, shared between threads.
 */
typedef struct _CorSearchIndex CorSearchIndex;

CorSearchIndex *cor_search_index_new (CorSnapshot *snapshot,
                                      CorSearchIndex *previous) G_GNUC_WARN_UNUSED_RESULT;

CorSearchIndex *cor_search_index_ref (CorSearchIndex *self);

void cor_search_index_unref (CorSearchIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSearchIndex, cor_search_index_unref)

GPtrArray *cor_search_index_get_persons (CorSearchIndex *self);

double cor_search_index_match (CorSearchIndex *self,
                               guint person_index,
                               const char *query,
                               const char *digits);

double cor_search_match_name (const char *name, const char *query);

char *cor_search_keep_digits (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
