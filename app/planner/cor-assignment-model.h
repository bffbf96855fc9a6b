/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment-private.h"
#include "cor-flow.h"

G_BEGIN_DECLS

/* Who may use a chain; bits. */
enum
{
  COR_FOR_CARS = 1 << 0,
  COR_FOR_RIDERS = 1 << 1,
};

typedef struct
{
  guint slot; /* among all slots of the timetable */
  guint node; /* of this slot and of others before and after it */
  guint exit_arc;
} CorAssignmentLink;

typedef struct
{
  guint crossing;
  guint users; /* bits */
  guint first_link;
  guint n_links;
} CorAssignmentChain;

/* Where a party may enter a chain. */
typedef struct
{
  guint chain;
  guint link;
  guint party;
  guint arc;
} CorAssignmentEntry;

/* An assignment as a flow, in the making. */
typedef struct
{
  const CorAssignmentProblem *problem;
  const CorSlot *slots;
  guint n_slots;
  const CorLimit *limits;
  const CorParty *parties;
  guint n_parties;
  guint64 n_people; /* in all parties */
  guint n_hours;    /* that can matter */
  CorAssignmentAim aim;
  gint64 hour_cost; /* 0 if all is about how many can pass */
  CorFlow *flow;
  guint *limit_nodes;    /* COR_FLOW_SINK until one is needed */
  guint8 *entered_by;    /* by crossing, then hour: bits of those who can first pass it then */
  GArray *links;         /* CorAssignmentLink */
  GArray *chains;        /* CorAssignmentChain */
  GArray *entries;       /* CorAssignmentEntry */
  GArray *unserved_arcs; /* guint, of each party */
} CorAssignmentModel;

gboolean cor_assignment_model_add_crossings (CorAssignmentModel *model,
                                             CorProgress *progress,
                                             GError **error);

G_END_DECLS
