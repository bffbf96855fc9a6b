/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-id.h"
#include "cor-rows.h"

G_BEGIN_DECLS

/**
 * CorRowFiller:
 *
 * Fills a group with rows that lead somewhere. A row costs milliseconds to make, so those that can
 * be seen at first are made at once and the others while nobody waits; rows that say the same as
 * before stay.
 */
typedef struct _CorRowFiller CorRowFiller;

CorRowFiller *cor_row_filler_new (AdwPreferencesGroup *group,
                                  GCallback activated,
                                  gpointer owner) G_GNUC_WARN_UNUSED_RESULT;

void cor_row_filler_free (CorRowFiller *self);

void cor_row_filler_add (CorRowFiller *self,
                         const char *title,
                         const char *subtitle,
                         const char *badge,
                         const CorId *id);

void cor_row_filler_add_view (CorRowFiller *self, const char *title, const char *view);

void cor_row_filler_show (CorRowFiller *self);

G_END_DECLS
