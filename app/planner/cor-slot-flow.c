/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-slot-flow.h"

#include "cor-expanded-flow.h"

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))
#define MINUTES_PER_HOUR 60u

/* Parties between two looks at whether to stop. */
#define PARTIES_PER_CHECK 256u

/* What making it takes, by ways that people have to crossings: as long as so many links. */
#define WORK_PER_ENTRY G_GUINT64_CONSTANT (4)

/* Who may be at a node; the node of a crossing at which all slots let the same people pass is for
 * all of them, otherwise those who can pass with a car and those who can pass without have one
 * each. */
enum
{
  FOR_CARS = 1 << 0,
  FOR_RIDERS = 1 << 1,
};

typedef struct
{
  guint crossing;
  guint users;
} SlotNode;

struct _CorSlotFlow
{
  const CorTimetable *timetable;
  const CorParty *parties;
  guint n_parties;
  const CorSlot *slots;
  guint n_slots;
  GArray *nodes;     /* SlotNode */
  GArray *groups;    /* CorExpandedGroup */
  GArray *entries;   /* CorExpandedEntry */
  GArray *expanded;  /* CorExpandedSlot, by hour */
  GArray *by_hour;   /* guint: for each of these its place in the timetable */
  guint *first_node; /* by crossing, and one more */
  CorExpandedFlow *flow;
};

static guint
get_users (const CorSlot *slot)
{
  return ((slot->modes & COR_MODE_CAR) != 0 ? FOR_CARS : 0) |
         ((slot->modes & RIDER_MODES) != 0 ? FOR_RIDERS : 0);
}

static const CorSlot *
get_slot (const CorSlotFlow *self, guint place)
{
  return &self->slots[g_array_index (self->by_hour, guint, place)];
}

static void
add_node (CorSlotFlow *self, guint crossing, guint users)
{
  SlotNode node = { crossing, users };

  if (users != 0)
    g_array_append_val (self->nodes, node);
}

static void
add_nodes (CorSlotFlow *self)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->timetable);

  self->first_node = g_new0 (guint, n_crossings + 1);
  for (guint i = 0; i < n_crossings; i++)
    {
      guint of_any = 0, of_all = FOR_CARS | FOR_RIDERS, n_slots;
      const CorSlot *slots = cor_timetable_get_slots (self->timetable, i, &n_slots);

      for (guint j = 0; j < n_slots; j++)
        {
          of_any |= get_users (&slots[j]);
          of_all &= get_users (&slots[j]);
        }
      if (of_any == of_all || of_any != (FOR_CARS | FOR_RIDERS))
        add_node (self, i, of_any);
      else
        {
          add_node (self, i, FOR_CARS);
          add_node (self, i, FOR_RIDERS);
        }
      self->first_node[i + 1] = self->nodes->len;
    }
}

static void
add_slots (CorSlotFlow *self)
{
  self->by_hour = cor_timetable_list_by_hour (self->timetable);
  for (guint i = 0; i < self->n_slots; i++)
    {
      const CorSlot *slot = get_slot (self, i);
      CorExpandedSlot expanded = { { COR_EXPANDED_NONE, COR_EXPANDED_NONE },
                                   { slot->hour, slot->hour },
                                   slot->hour,
                                   slot->capacity_people };
      guint n_doors = 0;

      for (guint j = self->first_node[slot->crossing]; j < self->first_node[slot->crossing + 1];
           j++)
        if ((g_array_index (self->nodes, SlotNode, j).users & get_users (slot)) != 0)
          expanded.nodes[n_doors++] = j;
      g_array_append_val (self->expanded, expanded);
    }
}

/* The first hour in which some of a party can be at a node; by car where they can, for that is
 * never slower. */
static guint
get_hour (const CorParty *party, const SlotNode *node)
{
  const CorTrip *by_car = party->trips[COR_TRAVEL_CAR];
  const CorTrip *by_coach = party->trips[COR_TRAVEL_COACH];
  guint hour = COR_HOUR_NONE;

  if (by_car != NULL && (node->users & FOR_CARS) != 0)
    hour = by_car[node->crossing].hour;
  if (by_coach != NULL && (node->users & FOR_RIDERS) != 0 && hour == COR_HOUR_NONE)
    hour = by_coach[node->crossing].hour;

  return hour;
}

static gboolean
add_parties (CorSlotFlow *self, CorProgress *progress, GError **error)
{
  for (guint i = 0; i < self->n_parties; i++)
    {
      CorExpandedGroup group = { self->parties[i].n_people, 0 };

      if (i % PARTIES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      g_array_append_val (self->groups, group);
      for (guint j = 0; j < self->nodes->len; j++)
        {
          CorExpandedEntry entry = {
            i, j, get_hour (&self->parties[i], &g_array_index (self->nodes, SlotNode, j))
          };

          if (entry.step != COR_HOUR_NONE)
            g_array_append_val (self->entries, entry);
        }
    }

  return TRUE;
}

/**
 * cor_slot_flow_new:
 * @timetable: the crossings' slots; must outlive the flow
 * @parties: (array length=n_parties): who wants to pass; must outlive it
 * @n_parties: how many parties
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): a flow to be solved, or %NULL if it was stopped
 */
CorSlotFlow *
cor_slot_flow_new (const CorTimetable *timetable,
                   const CorParty *parties,
                   guint n_parties,
                   CorProgress *progress,
                   GError **error)
{
  g_autoptr (CorSlotFlow) self = g_new0 (CorSlotFlow, 1);
  CorExpandedNetwork network = { 0 };

  self->timetable = timetable;
  self->parties = parties;
  self->n_parties = n_parties;
  self->slots = cor_timetable_get_all_slots (timetable, &self->n_slots);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (SlotNode));
  self->groups = g_array_new (FALSE, FALSE, sizeof (CorExpandedGroup));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorExpandedEntry));
  self->expanded = g_array_new (FALSE, FALSE, sizeof (CorExpandedSlot));
  add_nodes (self);
  add_slots (self);
  if (!add_parties (self, progress, error))
    return NULL;

  network.n_nodes = self->nodes->len;
  network.n_steps = cor_timetable_get_n_hours (timetable);
  network.groups = (CorExpandedGroup *) (gpointer) self->groups->data;
  network.n_groups = self->groups->len;
  network.entries = (CorExpandedEntry *) (gpointer) self->entries->data;
  network.n_entries = self->entries->len;
  network.slots = (CorExpandedSlot *) (gpointer) self->expanded->data;
  network.n_slots = self->expanded->len;
  self->flow = cor_expanded_flow_new (&network, progress, error);

  return self->flow != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * cor_slot_flow_free:
 * @self: (transfer full): a flow
 *
 * Frees @self.
 */
void
cor_slot_flow_free (CorSlotFlow *self)
{
  g_clear_pointer (&self->flow, cor_expanded_flow_free);
  g_array_unref (self->nodes);
  g_array_unref (self->groups);
  g_array_unref (self->entries);
  g_array_unref (self->expanded);
  g_array_unref (self->by_hour);
  g_free (self->first_node);
  g_free (self);
}

/**
 * cor_slot_flow_solve:
 * @self: a flow
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Solves it.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_slot_flow_solve (CorSlotFlow *self, CorProgress *progress, GError **error)
{
  return cor_expanded_flow_solve (self->flow, progress, error);
}

/**
 * cor_slot_flow_get_n_out:
 * @self: a solved flow
 *
 * Returns: how many people pass
 */
guint64
cor_slot_flow_get_n_out (const CorSlotFlow *self)
{
  return cor_expanded_flow_get_n_out (self->flow);
}

/**
 * cor_slot_flow_get_person_hours:
 * @self: a solved flow
 *
 * Returns: clock hours from the first of the timetable to those of passage, over all who pass
 */
guint64
cor_slot_flow_get_person_hours (const CorSlotFlow *self)
{
  return cor_expanded_flow_get_rank_sum (self->flow);
}

/**
 * cor_slot_flow_get_end_min:
 * @self: a solved flow
 *
 * The last clock hour is seldom full. What would end it sooner is worth something although the
 * hour stays the same; so of the last hour only that part counts of which the room is used.
 *
 * Returns: minutes from the beginning of the timetable until the last one is through
 */
guint64
cor_slot_flow_get_end_min (const CorSlotFlow *self)
{
  guint hour = cor_expanded_flow_get_last_rank (self->flow);
  guint64 n_used = 0, n_room = 0;

  for (guint i = 0; i < self->n_slots; i++)
    if (get_slot (self, i)->hour == hour)
      {
        guint32 n_people = cor_expanded_flow_get_slot_amount (self->flow, i);

        n_used += n_people;
        if (n_people > 0)
          n_room += get_slot (self, i)->capacity_people;
      }
  if (n_used == 0)
    return 0;

  return (guint64) hour * MINUTES_PER_HOUR + (n_used * MINUTES_PER_HOUR + n_room - 1) / n_room;
}

/**
 * cor_slot_flow_get_work:
 * @self: a flow
 *
 * Returns: links looked at so far, those for making it among them
 */
guint64
cor_slot_flow_get_work (const CorSlotFlow *self)
{
  return cor_expanded_flow_get_work (self->flow) + WORK_PER_ENTRY * self->entries->len;
}
