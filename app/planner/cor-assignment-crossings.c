/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-assignment-model.h"

/*
 * Whoever can be through a crossing in one hour can in any later one. So the slots of a crossing
 * are a chain, entered at the first hour that one can reach and left by any slot further on: arcs
 * grow with parties times crossings, not with hours besides. Slots that nobody enters between have
 * a node in common, so that nodes grow with the hours in which people first arrive, which are few
 * of those of a long plan. A crossing at which some slots let only cars or only others pass has a
 * chain for either.
 */

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* Parties that are looked at before it is asked whether to go on. */
#define PARTIES_PER_CHECK 128u

/* Places in slots that follow each other, have one node and stand under one quota. */
typedef struct
{
  guint node;
  guint quota; /* the lowest over them, or COR_LIMIT_NONE */
  guint64 n_places;
  guint hour; /* the limit of the part of an hour that the last one shares, or COR_LIMIT_NONE */
  guint n_in_hour; /* places in that */
} Crowd;

static guint
get_users (const CorSlot *slot)
{
  return ((slot->modes & COR_MODE_CAR) != 0 ? COR_FOR_CARS : 0) |
         ((slot->modes & RIDER_MODES) != 0 ? COR_FOR_RIDERS : 0);
}

/* Whether nobody may pass there: something that it shares takes nobody. */
static gboolean
is_shut (const CorAssignmentModel *model, const CorSlot *slot)
{
  for (guint i = slot->limit; i != COR_LIMIT_NONE; i = model->limits[i].above)
    if (model->problem->capacities[i] == 0)
      return TRUE;

  return slot->capacity_people == 0;
}

/* The node at which all that share a limit meet. */
static guint
get_limit_node (CorAssignmentModel *model, guint limit)
{
  guint *node;

  if (limit == COR_LIMIT_NONE)
    return COR_FLOW_SINK;

  node = &model->limit_nodes[limit];
  if (*node == COR_FLOW_SINK)
    {
      guint above = get_limit_node (model, model->limits[limit].above);

      *node = cor_flow_add_node (model->flow, 0);
      cor_flow_set_first_arc (
          model->flow, *node,
          cor_flow_add_arc (model->flow, *node, above, model->problem->capacities[limit], 0));
    }

  return *node;
}

/* From a node through a slot to what it shares. */
static guint
add_exit (CorAssignmentModel *model, guint node, const CorSlot *slot)
{
  return cor_flow_add_arc (model->flow, node, get_limit_node (model, slot->limit),
                           slot->capacity_people, slot->hour * model->hour_cost);
}

/* Whether anybody of a chain can first pass its crossing after one hour and by another. */
static gboolean
is_entered (const CorAssignmentModel *model,
            const CorAssignmentChain *chain,
            guint after_hour,
            guint hour)
{
  const guint8 *entered_by =
      model->entered_by +
      (gsize) chain->crossing * cor_timetable_get_n_hours (model->problem->timetable);

  for (guint i = after_hour + 1; i <= hour; i++)
    if ((entered_by[i] & chain->users) != 0)
      return TRUE;

  return FALSE;
}

/* The node in front of the next slot of a chain: that of the last one unless somebody enters
 * between. */
static guint
get_chain_node (CorAssignmentModel *model, const CorAssignmentChain *chain, const CorSlot *slot)
{
  const CorAssignmentLink *last;
  guint node;

  if (chain->n_links == 0)
    return cor_flow_add_node (model->flow, 0);

  last = &g_array_index (model->links, CorAssignmentLink, model->links->len - 1);
  if (!is_entered (model, chain, model->slots[last->slot].hour, slot->hour))
    return last->node;

  node = cor_flow_add_node (model->flow, 0);
  cor_flow_add_arc (model->flow, last->node, node, COR_FLOW_UNLIMITED, 0);

  return node;
}

static gboolean
is_quota (const CorAssignmentModel *model, guint limit)
{
  return model->limits[limit].kind == COR_BINDING_QUOTA;
}

/* Counts the places of one more slot; those of one part of an hour together as what they share. */
static void
add_places (const CorAssignmentModel *model, Crowd *crowd, const CorSlot *slot)
{
  guint n_people = slot->capacity_people;

  if (slot->limit != COR_LIMIT_NONE && !is_quota (model, slot->limit))
    {
      if (crowd->hour != slot->limit)
        crowd->n_in_hour = 0;
      crowd->hour = slot->limit;
      n_people = MIN (n_people, model->problem->capacities[slot->limit] - crowd->n_in_hour);
      crowd->n_in_hour += n_people;
    }
  crowd->n_places += n_people;
}

/* Whether the slots before take all who could use this one: they have the same node, so whoever is
 * in this one could be in one of those, and when these are full so is their quota. */
static gboolean
is_needless (const CorAssignmentModel *model, Crowd *crowd, guint node, const CorSlot *slot)
{
  guint64 n_most = MAX (1, model->n_people);
  guint quota = slot->limit;

  while (quota != COR_LIMIT_NONE && !is_quota (model, quota))
    quota = model->limits[quota].above;
  if (quota != COR_LIMIT_NONE)
    n_most = MIN (n_most, model->problem->capacities[quota]);
  if (crowd->node != node || crowd->quota != quota)
    *crowd = (Crowd){ .node = node, .quota = quota, .hour = COR_LIMIT_NONE };
  if (crowd->n_places >= n_most)
    return TRUE;

  add_places (model, crowd, slot);

  return FALSE;
}

/* @shared_nodes holds the slots that two chains meet in. */
static void
add_chain (CorAssignmentModel *model,
           guint crossing,
           guint users,
           guint first,
           guint end,
           guint *shared_nodes)
{
  CorAssignmentChain chain = { crossing, users, model->links->len, 0 };
  Crowd crowd = { .node = COR_FLOW_SINK };

  for (guint i = first; i < end; i++)
    {
      const CorSlot *slot = &model->slots[i];
      CorAssignmentLink link = { .slot = i };

      if ((get_users (slot) & users) == 0 || is_shut (model, slot))
        continue;

      link.node = get_chain_node (model, &chain, slot);
      if (is_needless (model, &crowd, link.node, slot))
        continue;
      link.exit_arc = shared_nodes != NULL && shared_nodes[i - first] != COR_FLOW_SINK
                          ? cor_flow_add_arc (model->flow, link.node, shared_nodes[i - first],
                                              COR_FLOW_UNLIMITED, 0)
                          : add_exit (model, link.node, slot);
      if (chain.n_links == 0 ||
          g_array_index (model->links, CorAssignmentLink, model->links->len - 1).node != link.node)
        cor_flow_set_first_arc (model->flow, link.node, link.exit_arc);
      g_array_append_val (model->links, link);
      chain.n_links++;
    }
  g_array_append_val (model->chains, chain);
}

static void
add_crossing (CorAssignmentModel *model, guint crossing, guint first, guint end)
{
  guint users_of_any = 0, users_of_all = COR_FOR_CARS | COR_FOR_RIDERS;
  g_autofree guint *shared_nodes = g_new0 (guint, end - first + 1);

  for (guint i = first; i < end; i++)
    {
      users_of_any |= get_users (&model->slots[i]);
      users_of_all &= get_users (&model->slots[i]);
    }
  if (users_of_any == users_of_all)
    {
      add_chain (model, crossing, users_of_any, first, end, NULL);
      return;
    }

  for (guint i = first; i < end; i++)
    if (get_users (&model->slots[i]) == (COR_FOR_CARS | COR_FOR_RIDERS) &&
        !is_shut (model, &model->slots[i]))
      {
        shared_nodes[i - first] = cor_flow_add_node (model->flow, 0);
        cor_flow_set_first_arc (model->flow, shared_nodes[i - first],
                                add_exit (model, shared_nodes[i - first], &model->slots[i]));
      }
  add_chain (model, crossing, COR_FOR_CARS, first, end, shared_nodes);
  add_chain (model, crossing, COR_FOR_RIDERS, first, end, shared_nodes);
}

/* A chain is entered in no other hours than those in which people can first pass its crossing by
 * one of the ways that its users have. */
static void
enter (CorAssignmentModel *model, const CorParty *party, guint n_crossings, guint n_hours)
{
  model->n_people += party->n_people;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < n_crossings && party->trips[i] != NULL; j++)
      {
        guint hour = party->trips[i][j].hour;

        if (hour < n_hours)
          model->entered_by[(gsize) j * n_hours + hour] |=
              i == COR_TRAVEL_CAR ? COR_FOR_CARS : COR_FOR_RIDERS;
      }
}

static gboolean
find_entered (CorAssignmentModel *model, CorProgress *progress, GError **error)
{
  guint n_crossings = cor_timetable_get_n_crossings (model->problem->timetable);
  guint n_hours = cor_timetable_get_n_hours (model->problem->timetable);

  model->entered_by = g_new0 (guint8, (gsize) n_crossings * n_hours + 1);
  for (guint i = 0; i < model->n_parties; i++)
    {
      if (i % PARTIES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      enter (model, &model->parties[i], n_crossings, n_hours);
    }

  return TRUE;
}

/**
 * cor_assignment_model_add_crossings:
 * @model: an assignment in the making, its parties known
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Adds the slots of all crossings, within the hours that count, to the flow.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_assignment_model_add_crossings (CorAssignmentModel *model,
                                    CorProgress *progress,
                                    GError **error)
{
  if (!find_entered (model, progress, error))
    return FALSE;
  for (guint i = 0; i < model->n_slots;)
    {
      guint first = i, end;

      if (!cor_progress_check (progress, error))
        return FALSE;

      while (i < model->n_slots && model->slots[i].crossing == model->slots[first].crossing &&
             model->slots[i].hour < model->n_hours)
        i++;
      end = i;
      while (i < model->n_slots && model->slots[i].crossing == model->slots[first].crossing)
        i++;
      if (end > first)
        add_crossing (model, model->slots[first].crossing, first, end);
    }

  return TRUE;
}
