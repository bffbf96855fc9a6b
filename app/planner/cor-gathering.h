/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-clusterer.h"
#include "cor-timetable.h"

G_BEGIN_DECLS

/**
 * CorGathering:
 * @snapshot: (nullable): the plan that it is of
 * @crossings: (element-type CorCrossing): through where; one with two gates stands twice
 * @timetable: when how many
 * @clustering: its clusters
 * @groups: (element-type CorDemandGroup): who has to be moved
 * @households: (element-type CorHousehold): those who must not be parted
 *
 * What is known of a plan before anybody looks at its roads. Most edits touch little of it: what
 * depends on the same records as before is kept.
 */
typedef struct
{
  CorSnapshot *snapshot;
  GPtrArray *crossings;
  CorTimetable *timetable;
  CorClustering *clustering;
  GPtrArray *groups;
  GArray *households;
} CorGathering;

CorTimetable *cor_gathering_list_slots (CorSnapshot *snapshot,
                                        GPtrArray **crossings,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_gathering_update (CorGathering *self,
                               CorSnapshot *snapshot,
                               CorProgress *progress,
                               GError **error);

void cor_gathering_clear (CorGathering *self);

G_END_DECLS
