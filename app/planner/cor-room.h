/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-timetable.h"

G_BEGIN_DECLS

/**
 * CorRoom:
 *
 * What a plan in the making leaves free in the slots of a timetable, and in all that they share.
 */
typedef struct _CorRoom CorRoom;

CorRoom *cor_room_new (const CorTimetable *timetable) G_GNUC_WARN_UNUSED_RESULT;

CorRoom *cor_room_copy (const CorRoom *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_room_free (CorRoom *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoom, cor_room_free)

guint cor_room_get (const CorRoom *self, guint slot);

guint cor_room_get_own (const CorRoom *self, guint slot);

guint cor_room_get_shared (const CorRoom *self, guint limit);

void cor_room_take (CorRoom *self, guint slot, guint n_people);

void cor_room_give_back (CorRoom *self, guint slot, guint n_people);

guint cor_room_count (CorRoom *self, guint first_slot, guint end_slot);

G_END_DECLS
