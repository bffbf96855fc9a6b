/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* Adds what is wrong with how good a plan says that it is. */
void cor_test_find_judgement_faults (CorSnapshot *snapshot, CorResult *result, GPtrArray *faults);

G_END_DECLS
