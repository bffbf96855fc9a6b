/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

/**
 * cor_expanded_begin_search:
 * @self: a flow
 * @nowhere: a step that is behind all others, for a search with the time; -1 for one against it, in
 * which nodes that are dead up to a step count as reached up to there
 *
 * Forgets the search before.
 */
void
cor_expanded_begin_search (CorExpandedFlow *self, gint32 nowhere)
{
  for (guint i = 0; i < self->met_nodes->len; i++)
    {
      guint32 node = g_array_index (self->met_nodes, guint32, i);

      self->last_record[node] = COR_EXPANDED_NONE;
      self->reached[node] = nowhere < 0 ? self->dead_until[node] : nowhere;
    }
  g_array_set_size (self->met_nodes, 0);
  g_array_set_size (self->met_groups, 0);
  self->n_records = 0;
  for (guint i = 0; i <= self->last_queue; i++)
    self->queues[i] = COR_EXPANDED_NONE;
  self->first_queue = self->network.n_nodes;
  self->last_queue = 0;
  self->stamp++;
}

/**
 * cor_expanded_add_record:
 * @self: a flow
 * @node: a node that the search reached
 * @step: when
 * @queue: the queue in which it waits to be looked at, less than the number of nodes; the least
 * are
 *
 * taken first
 *
 * Notes that a node was reached, and queues it.
 *
 * Returns: (transfer none): the record, whose kind, parent and indices are still to be set: one
 * made elsewhere and copied here takes longer than the search does. It moves when another is added
 */
CorExpandedRecord *
cor_expanded_add_record (CorExpandedFlow *self, guint32 node, gint32 step, guint queue)
{
  CorExpandedRecord *record;

  if (self->n_records == self->n_records_allocated)
    {
      self->n_records_allocated = MAX (256, 2 * self->n_records_allocated);
      self->records = g_renew (CorExpandedRecord, self->records, self->n_records_allocated);
    }
  record = &self->records[self->n_records];
  record->node = node;
  record->step = step;
  record->previous = self->last_record[node];
  if (record->previous == COR_EXPANDED_NONE)
    g_array_append_val (self->met_nodes, node);
  record->next = self->queues[queue];
  self->queues[queue] = self->n_records;
  self->first_queue = MIN (self->first_queue, queue);
  self->last_queue = MAX (self->last_queue, queue);
  self->reached[node] = step;
  self->last_record[node] = self->n_records++;

  return record;
}

/**
 * cor_expanded_take_record:
 * @self: a flow
 *
 * Takes the record that was queued last in the first queue that has any.
 *
 * Returns: its index, or COR_EXPANDED_NONE if nothing is left to be looked at
 */
guint32
cor_expanded_take_record (CorExpandedFlow *self)
{
  guint32 record;

  while (self->first_queue < self->network.n_nodes &&
         self->queues[self->first_queue] == COR_EXPANDED_NONE)
    self->first_queue++;
  record = self->queues[self->first_queue];
  if (record != COR_EXPANDED_NONE)
    self->queues[self->first_queue] = COR_EXPANDED_RECORD (self, record)->next;

  return record;
}

/**
 * cor_expanded_add_piece:
 * @self: a flow
 * @piece: what changes on the path in hand
 *
 * Adds a piece to the path. Waiting of no length is none.
 */
void
cor_expanded_add_piece (CorExpandedFlow *self, CorExpandedPiece piece)
{
  if (piece.kind != COR_EXPANDED_BY_WAIT || piece.step < piece.end_step)
    g_array_append_val (self->pieces, piece);
}

static guint32
get_piece_room (const CorExpandedFlow *self, const CorExpandedPiece *piece)
{
  gsize first = (gsize) piece->index * self->network.n_steps + (gsize) piece->step;
  guint32 room = COR_EXPANDED_UNLIMITED;

  switch (piece->kind)
    {
    case COR_EXPANDED_BY_ARC:
    case COR_EXPANDED_BY_GIVEN:
      return piece->against ? self->amounts[first]
                            : cor_expanded_get_arc_room (self, piece->index, piece->step);
    case COR_EXPANDED_BY_WAIT:
      for (gint32 i = piece->step; piece->against && i < piece->end_step; i++)
        room = MIN (room, self->waiting[first + (gsize) (i - piece->step)]);
      return room;
    case COR_EXPANDED_BY_GROUP:
      return piece->against ? self->entry_amounts[piece->index] : room;
    case COR_EXPANDED_BY_ROOT:
    case COR_EXPANDED_BY_SLOT:
    default:
      return piece->against ? self->slot_amounts[piece->index] : room;
    }
}

/**
 * cor_expanded_get_room:
 * @self: a flow, with a path listed
 * @at_most: how many people there are to be sent
 *
 * Returns: how many of them can be sent along the pieces of the path
 */
guint32
cor_expanded_get_room (const CorExpandedFlow *self, guint32 at_most)
{
  for (guint i = 0; i < self->pieces->len; i++)
    at_most =
        MIN (at_most, get_piece_room (self, &g_array_index (self->pieces, CorExpandedPiece, i)));

  return at_most;
}

static void
push_along_arc (CorExpandedFlow *self, const CorExpandedPiece *piece, guint32 change)
{
  gsize place = (gsize) piece->index * self->network.n_steps + (gsize) piece->step;
  gsize words = (gsize) piece->index * self->n_words;

  self->amounts[place] += change;
  self->last_used[piece->index] = MAX (self->last_used[piece->index], piece->step);
  cor_expanded_set_bit (self->amount_bits + words, piece->step, self->amounts[place] > 0);
  cor_expanded_set_bit (self->room_bits + words, piece->step,
                        cor_expanded_get_arc_room (self, piece->index, piece->step) > 0);
}

static void
push_through_wait (CorExpandedFlow *self, const CorExpandedPiece *piece, guint32 change)
{
  guint32 *waiting = self->waiting + (gsize) piece->index * self->network.n_steps;
  guint64 *bits = self->waiting_bits + (gsize) piece->index * self->n_words;

  for (gint32 i = piece->step; i < piece->end_step; i++)
    {
      waiting[i] += change;
      cor_expanded_set_bit (bits, i, waiting[i] > 0);
    }
}

/**
 * cor_expanded_push:
 * @self: a flow, with a path listed
 * @n_people: no more than cor_expanded_get_room()
 *
 * Sends people along the pieces of the path: more are on those with the path, fewer on those
 * against it.
 */
void
cor_expanded_push (CorExpandedFlow *self, guint32 n_people)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const CorExpandedPiece *piece = &g_array_index (self->pieces, CorExpandedPiece, i);
      guint32 change = piece->against ? -n_people : n_people;

      switch (piece->kind)
        {
        case COR_EXPANDED_BY_ARC:
        case COR_EXPANDED_BY_GIVEN:
          push_along_arc (self, piece, change);
          break;
        case COR_EXPANDED_BY_WAIT:
          push_through_wait (self, piece, change);
          break;
        case COR_EXPANDED_BY_GROUP:
          self->entry_amounts[piece->index] += change;
          break;
        case COR_EXPANDED_BY_ROOT:
        case COR_EXPANDED_BY_SLOT:
        default:
          self->slot_amounts[piece->index] += change;
          break;
        }
    }
}
