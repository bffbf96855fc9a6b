/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-loading.h"
#include "cor-room.h"

G_BEGIN_DECLS

/**
 * CorLoadScore:
 * @n_left: people in no slot
 * @last_hour: the last hour in which anybody passes
 * @hours: person-hours until passage; people left count as passing in the hour after the last
 *
 * What a loading is judged by, the first before the next.
 */
typedef struct
{
  guint64 n_left;
  guint last_hour;
  guint64 hours;
} CorLoadScore;

/* Not in any slot, in no list. */
#define COR_LOADER_NONE G_MAXUINT

/**
 * CorLoadUnit:
 * @household: whose people
 * @party: its party
 * @n_people: how many: a household, or one of a household that may pass in parts
 * @slot: where they are, or %COR_LOADER_NONE
 * @next: the next unit in the same slot
 * @previous: the one before
 *
 * What is moved as one.
 */
typedef struct
{
  guint household;
  guint party;
  guint n_people;
  guint slot;
  guint next;
  guint previous;
} CorLoadUnit;

/**
 * CorLoader:
 * @households: whose people the units are
 * @units: (array length=n_units): by party, in the order in which they leave
 * @room: what is left in the slots
 * @heads: (array length=n_slots): the first unit in each slot
 * @first_free: for each crossing a slot before which none is free
 * @n_steps: slots and units looked at
 * @max_steps: after so many improvement stops
 *
 * The state of a loading in the making.
 */
typedef struct
{
  const CorTimetable *timetable;
  const CorSlot *slots;
  guint n_slots;
  const CorParty *parties;
  const CorHousehold *households;
  CorLoadUnit *units;
  guint n_units;
  CorRoom *room;
  guint *heads;
  guint *first_free;
  guint64 n_steps;
  guint64 max_steps;
} CorLoader;

void cor_loader_start (CorLoader *self, const CorTimetable *timetable, const CorParty *parties);

void cor_loader_clear (CorLoader *self);

void cor_loader_put (CorLoader *self, guint unit, guint slot);

void cor_loader_take_out (CorLoader *self, guint unit);

guint cor_loader_get_hour (const CorLoader *self, guint unit);

CorTrip cor_loader_get_first_trip (const CorParty *party, guint crossing);

guint cor_loader_find_start (CorLoader *self, guint crossing, guint end, guint hour);

guint cor_loader_find_room (CorLoader *self, guint party, guint n_people, guint before_hour);

gboolean cor_loader_place_waiting (CorLoader *self, CorProgress *progress, GError **error);

CorLoadScore cor_load_score_of_assignment (const CorAssignment *assignment, guint n_hours);

gboolean
cor_loader_place_early (CorLoader *self, guint priority, CorProgress *progress, GError **error);

gboolean cor_loader_keep_places (CorLoader *self,
                                 GArray *kept,
                                 gboolean in_parts,
                                 guint priority,
                                 CorProgress *progress,
                                 GError **error);

gboolean cor_loader_pull_forward (CorLoader *self, CorProgress *progress, GError **error);

gboolean cor_loader_place_kept (CorLoader *self,
                                GArray *kept,
                                gboolean pulls,
                                CorProgress *progress,
                                GError **error);

gboolean cor_loader_pursue (CorLoader *self,
                            const CorGoals *goals,
                            gint64 *given_up,
                            CorProgress *progress,
                            GError **error);

gboolean cor_loader_improve (CorLoader *self,
                             const CorAssignment *bound,
                             CorProgress *progress,
                             GError **error);

void cor_loads_merge (GArray *loads, GArray *households);

G_END_DECLS
