/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-gazetteer.h"
#include "cor-registration.h"
#include "cor-settlement.h"

G_BEGIN_DECLS

/**
 * CorPlacer:
 *
 * Puts registrations where they are, and remembers what the gazetteer decided: lists name the same
 * places over and over.
 */
typedef struct _CorPlacer CorPlacer;

CorPlacer *cor_placer_new (CorGazetteer *gazetteer) G_GNUC_WARN_UNUSED_RESULT;

void cor_placer_free (CorPlacer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlacer, cor_placer_free)

void cor_placer_place (CorPlacer *self, CorRegistration *registration);

CorSettlement *cor_placer_make_settlement (CorPlacer *self,
                                           const CorId *place_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
