/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorHousehold:
 * @id: the household's id, or the person's if they are alone
 * @group: place of its demand group
 * @first_person: place of its first person among the group's persons
 * @n_persons: registrations
 * @n_people: people that these stand for, at least 1
 * @needs: #CorNeed bits of all of them
 * @n_in_need: registrations with any; each is the need of one of its people
 * @priority: how urgent it is that they get out
 * @weight: what each of them counts if left inside
 * @told_slot: one more than the place, among all slots of the timetable, of the slot in which they
 *   were told to pass; 0: nobody told them
 *
 * Those who start together and must not be parted: the registrations of one household in one
 * cluster, or one registration with the party that it states; and who rides in their car.
 */
typedef struct
{
  CorId id;
  guint group;
  guint first_person;
  guint n_persons;
  guint n_people;
  guint needs;
  guint n_in_need;
  CorPriority priority;
  guint weight;
  guint told_slot;
} CorHousehold;

GArray *cor_households_new (CorSnapshot *snapshot,
                            GPtrArray *groups,
                            CorProgress *progress,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
