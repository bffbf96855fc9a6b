/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/*
 * What a search found, told from its end to its root. A search for supply goes back from a slot,
 * against the time; one for an exchange goes on from a group, with it. The records of both say the
 * same: by which link one comes from the parent's node to theirs, or the other way.
 */

/* The record of a node that is nearest to @step on the side from which the search came: that one
 * leads to the root without coming back there. */
static guint32
find_record (const CorExpandedFlow *self, guint node, gint32 step, gboolean with_time)
{
  guint32 record = self->last_record[node];

  for (guint32 previous = COR_EXPANDED_RECORD (self, record)->previous;
       previous != COR_EXPANDED_NONE; previous = COR_EXPANDED_RECORD (self, record)->previous)
    {
      gint32 other = COR_EXPANDED_RECORD (self, previous)->step;

      if (with_time ? other > step : other < step)
        break;
      record = previous;
    }

  return record;
}

/* Lists an arc that is used more, or less. Returns the step at its other end. */
static gint32
add_arc (CorExpandedFlow *self, const CorExpandedRecord *record, gboolean with_time)
{
  gboolean against = record->kind == COR_EXPANDED_BY_GIVEN;
  gint32 travel_steps = (gint32) self->network.arcs[record->index].travel_steps;
  gint32 enter = against == with_time ? record->step : record->step - travel_steps;

  cor_expanded_add_piece (self,
                          (CorExpandedPiece){ record->kind, against, record->index, enter, 0 });

  return enter == record->step ? enter + travel_steps : enter;
}

/* Lists that something is used no more, and another thing instead. */
static void
add_exchange (CorExpandedFlow *self, CorExpandedKind kind, guint32 left, guint32 taken)
{
  cor_expanded_add_piece (self, (CorExpandedPiece){ kind, TRUE, left, 0, 0 });
  cor_expanded_add_piece (self, (CorExpandedPiece){ kind, FALSE, taken, 0, 0 });
}

/* Lists what changes between a record and its parent. Returns the step in which one is at the node
 * of the parent. */
static gint32
add_link (CorExpandedFlow *self, const CorExpandedRecord *record, gboolean with_time)
{
  const CorExpandedNetwork *network = &self->network;
  guint32 door = with_time ? record->index ^ 1 : record->index;

  switch (record->kind)
    {
    case COR_EXPANDED_BY_ARC:
    case COR_EXPANDED_BY_GIVEN:
      return add_arc (self, record, with_time);
    case COR_EXPANDED_BY_GROUP:
      add_exchange (self, record->kind, record->index, record->other_index);
      return (gint32) network->entries[with_time ? record->index : record->other_index].step;
    case COR_EXPANDED_BY_SLOT:
      add_exchange (self, record->kind, record->index, record->index ^ 1);
      return (gint32) network->slots[door / 2].steps[door % 2];
    case COR_EXPANDED_BY_ROOT:
    case COR_EXPANDED_BY_WAIT:
    default:
      cor_expanded_add_piece (
          self, with_time ? (CorExpandedPiece){ COR_EXPANDED_BY_GROUP, FALSE, record->other_index }
                          : (CorExpandedPiece){ COR_EXPANDED_BY_ROOT, FALSE, record->index });
      return record->step;
    }
}

/* Lists that people wait at a node between two steps, or do no more. */
static void
add_wait (CorExpandedFlow *self, guint node, gint32 step, gint32 other_step, gboolean against)
{
  cor_expanded_add_piece (self,
                          (CorExpandedPiece){ COR_EXPANDED_BY_WAIT, against, node,
                                              MIN (step, other_step), MAX (step, other_step) });
}

/**
 * cor_expanded_list_pieces:
 * @self: a flow, after a search
 * @entry: the entry at which the search ended
 * @with_time: whether the search went on from a group, with the time, and not back from a slot
 *
 * Lists what changes between the entry and the root of the search. Without @with_time people come
 * from the entry to the slot; with it the people of the group take the place of those of the
 * entry, who stay.
 */
void
cor_expanded_list_pieces (CorExpandedFlow *self, guint32 entry, gboolean with_time)
{
  guint node = self->network.entries[entry].node;
  gint32 step = (gint32) self->network.entries[entry].step;
  const CorExpandedRecord *record;

  g_array_set_size (self->pieces, 0);
  cor_expanded_add_piece (self,
                          (CorExpandedPiece){ COR_EXPANDED_BY_GROUP, with_time, entry, 0, 0 });
  do
    {
      record = COR_EXPANDED_RECORD (self, find_record (self, node, step, with_time));
      if (record->kind == COR_EXPANDED_BY_WAIT)
        {
          gint32 parent_step = COR_EXPANDED_RECORD (self, record->parent)->step;

          add_wait (self, node, step, parent_step, TRUE);
          step = parent_step;
          continue;
        }
      add_wait (self, node, step, record->step, FALSE);
      step = add_link (self, record, with_time);
      if (record->kind != COR_EXPANDED_BY_ROOT)
        node = COR_EXPANDED_RECORD (self, record->parent)->node;
    }
  while (record->kind != COR_EXPANDED_BY_ROOT);
}
