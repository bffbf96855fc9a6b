/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-expanded-flow.h"

G_BEGIN_DECLS

/* The rank at which what is alive died, and the distance of what no supply reaches. */
#define COR_EXPANDED_ALIVE G_MAXUINT16
#define COR_EXPANDED_FAR G_MAXUINT16

/* Links looked at between two looks at whether to stop. */
#define COR_EXPANDED_WORK_PER_CHECK 20000u

/* An arc as seen from one of its ends. */
typedef struct
{
  guint32 arc;
  guint32 node; /* the other end */
  guint32 travel_steps;
} CorExpandedRay;

/* An entry as seen from its node or its group. */
typedef struct
{
  guint32 entry;
  guint32 other; /* the group or the node */
  guint32 step;
} CorExpandedGate;

/* A slot that is passed at a node and also at another. */
typedef struct
{
  guint32 door; /* twice the slot, and which of its nodes this one is */
  guint32 node; /* the other node */
  guint32 step;
  guint32 other_step;
} CorExpandedDoor;

typedef enum
{
  COR_EXPANDED_BY_ROOT,  /* to the slot itself, or from the group itself */
  COR_EXPANDED_BY_ARC,   /* along an arc */
  COR_EXPANDED_BY_GIVEN, /* against an arc: those on it go another way */
  COR_EXPANDED_BY_WAIT,  /* against waiting */
  COR_EXPANDED_BY_GROUP, /* by a group that begins elsewhere instead */
  COR_EXPANDED_BY_SLOT,  /* by those who pass a slot at its other node instead */
} CorExpandedKind;

/* A node reached by a search, and at what step; what is behind it was reached with the parent. */
typedef struct
{
  guint32 node;
  gint32 step;
  guint32 parent;
  guint32 previous; /* the record of the same node before */
  guint32 next;     /* in the queue */
  CorExpandedKind kind;
  guint32 index;       /* of the arc, the entry used so far, or the door used so far */
  guint32 other_index; /* the entry used instead */
} CorExpandedRecord;

/* Something that changes when people are sent along a path. */
typedef struct
{
  CorExpandedKind kind;
  gboolean against;
  guint32 index;
  gint32 step;     /* of an arc, or the first of waiting */
  gint32 end_step; /* of waiting */
} CorExpandedPiece;

struct _CorExpandedFlow
{
  CorExpandedNetwork network;

  /* What meets where. */
  guint32 *in_first; /* by node */
  CorExpandedRay *in_rays;
  guint32 *out_first; /* by node */
  CorExpandedRay *out_rays;
  guint32 *gate_first; /* by node: entries by step */
  CorExpandedGate *gates;
  guint32 *next_live;   /* by node: the first gate whose group may have people left */
  guint32 *group_first; /* by group: its entries */
  CorExpandedGate *group_gates;
  guint32 *door_first; /* by node: slots that have another node as well, by step */
  CorExpandedDoor *doors;

  /* Who is where: by arc, then step; by node, then step. A bit is set where something is. */
  guint n_words;
  guint64 *room_bits;
  guint32 *amounts;
  guint64 *amount_bits;
  gint32 *last_used; /* by arc: nobody ever was on it later; -1 for nobody */
  guint32 *waiting;  /* people who stay there to the next step */
  guint64 *waiting_bits;
  guint32 *entry_amounts;
  guint32 *slot_amounts; /* by twice the slot, and which of its nodes */
  guint32 *supplies;     /* by group: who is left */
  guint32 *slot_rooms;
  guint64 n_left;
  guint64 n_out;
  guint64 rank_sum;
  guint last_rank;

  /* What no supply reaches any more. */
  gint32 *dead_until; /* by node: up to which step */
  guint16 *deaths;    /* by node, then step: the rank at which it died */
  guint16 *group_deaths;
  guint16 *hops;     /* by node: nodes between it and a group with people left, at any step */
  guint32 *n_live;   /* by node: entries of groups with people left */
  gboolean *has_hub; /* by node: whether a group with other entries begins there */
  gboolean has_any_hub;

  /* The search at hand. */
  CorExpandedRecord *records;
  guint32 n_records;
  guint32 n_records_allocated;
  gint32
      *reached; /* by node: the furthest step; in a search for supply no less than what is dead */
  guint32 *last_record;  /* by node */
  guint32 *group_stamps; /* by group: the search that met it */
  guint32 stamp;
  guint32 *queues; /* by hops: records that wait to be looked at */
  guint first_queue;
  guint last_queue;
  GArray *met_nodes;   /* guint32 */
  GArray *met_groups;  /* guint32 */
  GArray *pieces;      /* CorExpandedPiece */
  gboolean is_hurried; /* nobody is moved to another way */

  guint next_slot;
  guint next_class; /* priorities that are done */
  gboolean is_done;
  guint64 work;
};

#define COR_EXPANDED_RECORD(self, i) (&(self)->records[(i)])

/* How many more people can enter an arc. */
static inline guint32
cor_expanded_get_arc_room (const CorExpandedFlow *self, guint32 arc, gint32 step)
{
  const CorExpandedArc *record = &self->network.arcs[arc];
  guint32 capacity = record->capacities != NULL ? record->capacities[step] : record->capacity;

  return capacity - self->amounts[(gsize) arc * self->network.n_steps + (gsize) step];
}

static inline gboolean
cor_expanded_has_bit (const guint64 *bits, gint32 step)
{
  return (bits[step / 64] >> (step % 64) & 1) != 0;
}

static inline void
cor_expanded_set_bit (guint64 *bits, gint32 step, gboolean value)
{
  if (value)
    bits[step / 64] |= G_GUINT64_CONSTANT (1) << (step % 64);
  else
    bits[step / 64] &= ~(G_GUINT64_CONSTANT (1) << (step % 64));
}

/* The last step with a bit, after @after and up to @until; @after if there is none. */
static inline gint32
cor_expanded_find_last (const guint64 *bits, gint32 after, gint32 until)
{
  while (until > after)
    {
      guint64 word = bits[until / 64] << (63 - until % 64);

      if (word != 0)
        return MAX (after, until - __builtin_clzll (word));
      until = until / 64 * 64 - 1;
    }

  return after;
}

/* The first step with a bit, from @from on and before @before; @before if there is none. */
static inline gint32
cor_expanded_find_first (const guint64 *bits, gint32 from, gint32 before)
{
  while (from < before)
    {
      guint64 word = bits[from / 64] >> (from % 64);

      if (word != 0)
        return MIN (before, from + __builtin_ctzll (word));
      from = (from / 64 + 1) * 64;
    }

  return before;
}

void cor_expanded_update_hops (CorExpandedFlow *self, guint rank);

void cor_expanded_raise_hops (CorExpandedFlow *self, guint node, guint rank);

void cor_expanded_take_supply (CorExpandedFlow *self, guint group, guint32 n_people, guint rank);

void cor_expanded_kill (CorExpandedFlow *self, guint node, gint32 until, guint rank);

void cor_expanded_begin_search (CorExpandedFlow *self, gint32 nowhere);

CorExpandedRecord *
cor_expanded_add_record (CorExpandedFlow *self, guint32 node, gint32 step, guint queue);

guint32 cor_expanded_take_record (CorExpandedFlow *self);

void cor_expanded_add_piece (CorExpandedFlow *self, CorExpandedPiece piece);

void cor_expanded_list_pieces (CorExpandedFlow *self, guint32 entry, gboolean with_time);

guint32 cor_expanded_get_room (const CorExpandedFlow *self, guint32 at_most);

void cor_expanded_push (CorExpandedFlow *self, guint32 n_people);

gboolean cor_expanded_find_path (CorExpandedFlow *self, guint slot, guint *group);

gboolean cor_expanded_serve_priorities (CorExpandedFlow *self, guint64 max_work);

G_END_DECLS
