/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-people-order.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PEOPLE_MODEL (cor_people_model_get_type ())

/**
 * CorPeopleModel:
 *
 * The plan's people, filtered and sorted on a worker thread, as a list of #CorPeopleRow that are
 * made only when somebody looks at them. Signals "before-change" and "after-change" stand around
 * each change of the whole list.
 */
G_DECLARE_FINAL_TYPE (CorPeopleModel, cor_people_model, COR, PEOPLE_MODEL, GObject)

CorPeopleModel *cor_people_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_people_model_set_session (CorPeopleModel *self, CorSession *session);

void cor_people_model_set_text (CorPeopleModel *self, const char *text);

void cor_people_model_set_status (CorPeopleModel *self, int status);

void cor_people_model_set_show (CorPeopleModel *self, CorPeopleShow show);

void cor_people_model_set_order (CorPeopleModel *self, CorPeopleColumn column, gboolean descending);

guint cor_people_model_get_n_all (CorPeopleModel *self);

const CorId *cor_people_model_get_id (CorPeopleModel *self, guint position);

gboolean cor_people_model_find (CorPeopleModel *self, const CorId *id, guint *position);

gboolean cor_people_model_is_busy (CorPeopleModel *self);

G_END_DECLS
