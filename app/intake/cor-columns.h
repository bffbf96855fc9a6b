/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-list-file.h"
#include "cor-person.h"

G_BEGIN_DECLS

char *cor_heading_fold (const char *heading) G_GNUC_WARN_UNUSED_RESULT;

CorField cor_heading_recognise (const char *heading, double *confidence);

guint cor_columns_find_heading (const CorListFile *list);

GPtrArray *cor_columns_recognise (const CorListFile *list,
                                  guint heading_index) G_GNUC_WARN_UNUSED_RESULT;

void cor_columns_guess (const CorListFile *list, GPtrArray *columns);

G_END_DECLS
