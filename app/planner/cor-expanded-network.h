/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No limit on the people in an arc. */
#define COR_EXPANDED_UNLIMITED ((guint32) G_MAXINT32)

/* No second node of a slot. */
#define COR_EXPANDED_NONE G_MAXUINT32

/**
 * CorExpandedArc:
 * @tail: node that it leaves
 * @head: node that it leads to
 * @travel_steps: steps from entering to leaving it; may be 0
 * @capacity: people who may enter it in one step
 * @capacities: (nullable) (array): the same for each step, instead of @capacity; 0 keeps it shut
 *
 * A stretch of way with a limit.
 */
typedef struct
{
  guint tail;
  guint head;
  guint travel_steps;
  guint32 capacity;
  const guint32 *capacities;
} CorExpandedArc;

/**
 * CorExpandedGroup:
 * @n_people: how many
 * @priority: class; a smaller one is served before a larger one where not all can be
 *
 * People who start together.
 */
typedef struct
{
  guint32 n_people;
  guint priority;
} CorExpandedGroup;

/**
 * CorExpandedEntry:
 * @group: a group
 * @node: where it can be
 * @step: when first; it may leave home as much later as it likes
 *
 * A way without limits from a group's home to a node.
 */
typedef struct
{
  guint group;
  guint node;
  guint step;
} CorExpandedEntry;

/**
 * CorExpandedSlot:
 * @nodes: (array fixed-size=2): where one passes it; the second may be %COR_EXPANDED_NONE
 * @steps: (array fixed-size=2): the step in which one must be there
 * @rank: place of its time among those of all slots, below 65535; a smaller one is earlier
 * @capacity: people whom it takes
 *
 * A chance to be out: the two nodes share it.
 */
typedef struct
{
  guint nodes[2];
  guint steps[2];
  guint rank;
  guint32 capacity;
} CorExpandedSlot;

/**
 * CorExpandedNetwork:
 * @n_nodes: places, without time
 * @n_steps: steps of time, below 65535; whoever is on an arc at their end is nowhere
 * @arcs: (array length=n_arcs): by limits
 * @n_arcs: how many
 * @groups: (array length=n_groups): who
 * @n_groups: how many
 * @entries: (array length=n_entries): where they can begin
 * @n_entries: how many
 * @slots: (array length=n_slots): by rank
 * @n_slots: how many
 *
 * A network of places as it is in every step of time, spelled out nowhere. At every node people may
 * wait from one step to the next. Everything is lent and must outlive what is made of it.
 */
typedef struct
{
  guint n_nodes;
  guint n_steps;
  const CorExpandedArc *arcs;
  guint n_arcs;
  const CorExpandedGroup *groups;
  guint n_groups;
  const CorExpandedEntry *entries;
  guint n_entries;
  const CorExpandedSlot *slots;
  guint n_slots;
} CorExpandedNetwork;

G_END_DECLS
