/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-registration.h"

G_BEGIN_DECLS

#define COR_MATCHER_NOBODY G_MAXUINT

/**
 * CorMatcher:
 *
 * Finds registrations of the same person, by document, by telephone number and birth date, or by
 * name and birth date. People are numbered in the order in which they were added.
 */
typedef struct _CorMatcher CorMatcher;

CorMatcher *cor_matcher_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_matcher_free (CorMatcher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMatcher, cor_matcher_free)

guint cor_matcher_add (CorMatcher *self, const CorPerson *person);

void cor_matcher_update (CorMatcher *self, guint index, const CorPerson *person);

guint cor_matcher_find (CorMatcher *self, const CorPerson *person, GArray *possible);

guint cor_matcher_find_family (CorMatcher *self, guint index);

G_END_DECLS
