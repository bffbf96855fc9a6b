/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-plan.h"
#include "cor-result.h"
#include "cor-vehicle.h"

G_BEGIN_DECLS

/* What the desk calls the codes of the model. */

const char *cor_words_status (CorStatus status);

const char *cor_words_need (CorNeed need);

const char *cor_words_field (CorField field);

const char *cor_words_crossing_state (CorCrossingState state);

const char *cor_words_crossing_class (CorCrossingClass crossing_class);

const char *cor_words_mode (CorMode mode);

const char *cor_words_priority (CorPriority priority);

const char *cor_words_vehicle_kind (CorVehicleKind kind);

char *cor_words_vehicles (const CorVehicle *vehicle) G_GNUC_WARN_UNUSED_RESULT;

const char *cor_words_country (const char *country);

const char *cor_words_finding (CorFindingKind finding);

const char *cor_words_reason (CorReason reason);

const char *cor_words_edit (guint kind);

char *cor_words_set_apart (const char *name) G_GNUC_WARN_UNUSED_RESULT;

char *cor_words_savable (double gap) G_GNUC_WARN_UNUSED_RESULT;

char *cor_words_people (guint n_people) G_GNUC_WARN_UNUSED_RESULT;

char *cor_words_hours (double hours) G_GNUC_WARN_UNUSED_RESULT;

char *cor_words_drive (guint distance_m, guint travel_time_ms) G_GNUC_WARN_UNUSED_RESULT;

char *cor_words_minutes (guint minutes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
