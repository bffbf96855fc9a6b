/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"

G_BEGIN_DECLS

/**
 * CorPlanBasis:
 *
 * What a plan of a moment ago says of everybody: who passes where in which hour and in what.
 * Constant, counted, shared between threads.
 */
typedef struct _CorPlanBasis CorPlanBasis;

/**
 * CorBasisPassage:
 * @person: a registration
 * @movement: place of a movement that it is in, among the result's movements
 * @next: (nullable): the next that the same registration has
 *
 * One passage of those who are in parts of a household that passes in parts; the only one of
 * everybody else.
 */
typedef struct _CorBasisPassage CorBasisPassage;

struct _CorBasisPassage
{
  CorId person;
  guint movement;
  const CorBasisPassage *next;
};

CorPlanBasis *cor_plan_basis_new (CorResult *result) G_GNUC_WARN_UNUSED_RESULT;

CorPlanBasis *cor_plan_basis_ref (CorPlanBasis *self);

void cor_plan_basis_unref (CorPlanBasis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlanBasis, cor_plan_basis_unref)

CorResult *cor_plan_basis_get_result (const CorPlanBasis *self);

const CorBasisPassage *cor_plan_basis_find (const CorPlanBasis *self, const CorId *person);

G_END_DECLS
