/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-ccrp.h"

#include <stdlib.h>

#define NONE G_MAXUINT

/*
 * The Capacity Constrained Route Planner (Lu, George, Shekhar 2005), algorithm 2 of the paper:
 * again and again the route is found by which anybody who is left is out first, by one search from
 * all sources at once that looks at the room left in each step, and as many as it holds are sent
 * along it. People may wait anywhere. Where ways have no limits a route is from a group to a
 * crossing.
 *
 * The search goes in order of time as published; or, so that we do not only beat that, towards the
 * crossings: in order of when one can be out at best, by the times between all nodes and crossings
 * while all is empty and by when there is room again at a crossing or on a road to it. The routes
 * are as good, but for which of several is taken that are out in the same step.
 */

/* A node, when it is reached, and in which order it is looked at. */
typedef struct
{
  guint key;
  guint step;
  guint node;
} Item;

typedef struct
{
  const CorBenchInstance *instance;
  guint n_steps;
  guint *first_out; /* by node: arcs that leave it */
  guint *out;
  guint32 *rooms;      /* by arc, then step */
  guint *first_free;   /* by arc: the first step with room */
  guint32 *slot_rooms; /* by crossing, then step */
  guint *crossing_at;  /* by node */
  guint *cluster_at;   /* by node */
  guint32 *supplies;
  guint *arrivals; /* by node */
  guint *via;      /* by node: the arc by which it is reached */
  guint *entered;  /* by node: when that is entered */
  GArray *heap;    /* Item */
  GArray *sources; /* Item, another heap: those with people left, by keys that may be too early */
  GArray *used_sources; /* Item: those that were taken out of it */
  guint *to_crossings;  /* (nullable): by node, then crossing: steps while all is empty */
  guint *gates;         /* by crossing: nobody else can be out there before */
  CorBenchScore score;
} Ccrp;

static void
push_item (GArray *heap, Item item)
{
  guint i = heap->len;

  g_array_append_val (heap, item);
  while (i > 0 && g_array_index (heap, Item, (i - 1) / 2).key > item.key)
    {
      g_array_index (heap, Item, i) = g_array_index (heap, Item, (i - 1) / 2);
      i = (i - 1) / 2;
    }
  g_array_index (heap, Item, i) = item;
}

static Item
pop_item (GArray *heap)
{
  Item *items = (Item *) heap->data;
  Item top = items[0], last = items[heap->len - 1];
  guint i = 0, child = 1;

  g_array_set_size (heap, heap->len - 1);
  for (; child < heap->len; child = 2 * i + 1)
    {
      if (child + 1 < heap->len && items[child + 1].key < items[child].key)
        child++;
      if (items[child].key >= last.key)
        break;
      items[i] = items[child];
      i = child;
    }
  if (heap->len > 0)
    items[i] = last;

  return top;
}

static void
index_arcs (Ccrp *self)
{
  const CorExpandedNetwork *network = &self->instance->network;
  g_autofree guint *next = NULL;

  self->first_out = g_new0 (guint, network->n_nodes + 2);
  self->out = g_new (guint, network->n_arcs + 1);
  for (guint i = 0; i < network->n_arcs; i++)
    self->first_out[network->arcs[i].tail + 1]++;
  for (guint i = 0; i < network->n_nodes; i++)
    self->first_out[i + 1] += self->first_out[i];
  next = g_memdup2 (self->first_out, (network->n_nodes + 1) * sizeof (guint));
  for (guint i = 0; i < network->n_arcs; i++)
    self->out[next[network->arcs[i].tail]++] = i;
}

static void
begin (Ccrp *self, const CorBenchInstance *instance)
{
  const CorExpandedNetwork *network = &instance->network;

  *self = (Ccrp){ .instance = instance, .n_steps = network->n_steps };
  index_arcs (self);
  self->rooms = g_new (guint32, (gsize) network->n_arcs * self->n_steps + 1);
  for (guint i = 0; i < network->n_arcs; i++)
    for (guint j = 0; j < self->n_steps; j++)
      self->rooms[(gsize) i * self->n_steps + j] = network->arcs[i].capacity;
  self->first_free = g_new0 (guint, network->n_arcs + 1);
  self->slot_rooms = g_new (guint32, (gsize) instance->size.n_crossings * self->n_steps + 1);
  self->crossing_at = g_new (guint, network->n_nodes + 1);
  self->cluster_at = g_new (guint, network->n_nodes + 1);
  for (guint i = 0; i < network->n_nodes; i++)
    self->crossing_at[i] = self->cluster_at[i] = NONE;
  for (guint i = 0; i < instance->size.n_crossings; i++)
    {
      self->crossing_at[instance->crossing_nodes[i]] = i;
      for (guint j = 0; j < self->n_steps; j++)
        self->slot_rooms[i * self->n_steps + j] = instance->crossing_capacities[i];
    }
  for (guint i = 0; instance->size.has_roads && i < instance->size.n_clusters; i++)
    self->cluster_at[instance->cluster_nodes[i]] = i;
  self->supplies = g_new (guint32, network->n_groups + 1);
  for (guint i = 0; i < network->n_groups; i++)
    self->supplies[i] = network->groups[i].n_people;
  self->arrivals = g_new (guint, network->n_nodes + 1);
  self->via = g_new (guint, network->n_nodes + 1);
  self->entered = g_new (guint, network->n_nodes + 1);
  self->heap = g_array_new (FALSE, FALSE, sizeof (Item));
  self->sources = g_array_new (FALSE, FALSE, sizeof (Item));
  self->used_sources = g_array_new (FALSE, FALSE, sizeof (Item));
}

static void
end (Ccrp *self)
{
  g_free (self->first_out);
  g_free (self->out);
  g_free (self->rooms);
  g_free (self->first_free);
  g_free (self->slot_rooms);
  g_free (self->crossing_at);
  g_free (self->cluster_at);
  g_free (self->supplies);
  g_free (self->arrivals);
  g_free (self->via);
  g_free (self->entered);
  g_array_unref (self->heap);
  g_array_unref (self->sources);
  g_array_unref (self->used_sources);
  g_free (self->to_crossings);
  g_free (self->gates);
}

static void
count_out (Ccrp *self, guint step, guint32 n_people)
{
  self->score.n_out += n_people;
  self->score.step_sum += (guint64) step * n_people;
  self->score.last_step = MAX (self->score.last_step, step);
}

static guint
find_step (const guint32 *rooms, guint from, guint n_steps)
{
  while (from < n_steps && rooms[from] == 0)
    from++;

  return from;
}

#define KEY(step, rest) ((step) << 16 | (rest))
#define KEY_STEP(key) ((key) >> 16)

/* When one who is at a node at a step can be out at best, which only grows while people are sent,
 * and is never before anybody was out; and how long they need to the crossing where they can, so
 * that of many as good as each other the nearest is looked at. */
static guint
get_key (const Ccrp *self, guint node, guint step)
{
  guint n_crossings = self->instance->size.n_crossings, best = NONE;

  if (self->to_crossings == NULL)
    return KEY (step, 0);

  for (guint i = 0; i < n_crossings; i++)
    {
      guint rest = self->to_crossings[node * n_crossings + i];

      best = MIN (best, KEY (MAX (MAX (self->gates[i], self->score.last_step), step + rest), rest));
    }

  return best;
}

/* When somebody else can be out at each crossing at best: there must be room in a slot, and before
 * that on a road to it. */
static void
update_gates (Ccrp *self)
{
  const CorExpandedNetwork *network = &self->instance->network;

  for (guint i = 0; i < self->instance->size.n_crossings; i++)
    {
      guint arrival = self->n_steps, node = self->instance->crossing_nodes[i];

      /* A road leads back where another comes from. */
      for (guint j = self->first_out[node]; j < self->first_out[node + 1]; j++)
        {
          guint into = self->out[j] ^ 1;

          arrival = MIN (arrival, self->first_free[into] + network->arcs[into].travel_steps);
        }
      self->gates[i] = find_step (self->slot_rooms + i * self->n_steps,
                                  MAX (self->gates[i], arrival), self->n_steps);
    }
}

static void
reach (Ccrp *self, guint node, guint step, guint via, guint entered)
{
  self->arrivals[node] = step;
  self->via[node] = via;
  self->entered[node] = entered;
  push_item (self->heap, (Item){ get_key (self, node, step), step, node });
}

/* Reaches all sources at once, or only one. */
static void
reach_sources (Ccrp *self, guint only_cluster)
{
  for (guint i = 0; i < self->instance->size.n_clusters; i++)
    if (self->supplies[i] > 0 && (only_cluster == NONE || only_cluster == i))
      reach (self, self->instance->cluster_nodes[i], 0, NONE, 0);
}

/* Reaches those sources that may lead out sooner than what has been reached. */
static void
reach_next_sources (Ccrp *self)
{
  while (self->sources->len > 0 &&
         (self->heap->len == 0 ||
          g_array_index (self->sources, Item, 0).key <= g_array_index (self->heap, Item, 0).key))
    {
      Item source = pop_item (self->sources);
      guint key = get_key (self, source.node, 0);

      if (key > source.key)
        {
          push_item (self->sources, (Item){ key, 0, source.node });
          continue;
        }
      g_array_append_val (self->used_sources, source);
      if (self->arrivals[source.node] > 0)
        reach (self, source.node, 0, NONE, 0);
    }
}

static void
put_sources_back (Ccrp *self)
{
  for (guint i = 0; i < self->used_sources->len; i++)
    {
      Item source = g_array_index (self->used_sources, Item, i);

      if (self->supplies[self->cluster_at[source.node]] > 0)
        push_item (self->sources, source);
    }
  g_array_set_size (self->used_sources, 0);
}

static void
look_around (Ccrp *self, Item item)
{
  for (guint i = self->first_out[item.node]; i < self->first_out[item.node + 1]; i++)
    {
      const CorExpandedArc *arc = &self->instance->network.arcs[self->out[i]];
      guint step = find_step (self->rooms + (gsize) self->out[i] * self->n_steps,
                              MAX (item.step, self->first_free[self->out[i]]), self->n_steps);

      if (step + arc->travel_steps < self->n_steps &&
          step + arc->travel_steps < self->arrivals[arc->head])
        reach (self, arc->head, step + arc->travel_steps, self->out[i], step);
    }
}

/* The first crossing at which anybody of the sources can be out: its node; and when. */
static guint
find_route (Ccrp *self, guint only_cluster, guint *out_step)
{
  guint best = NONE;

  *out_step = self->n_steps;
  g_array_set_size (self->heap, 0);
  for (guint i = 0; i < self->instance->network.n_nodes; i++)
    self->arrivals[i] = NONE;
  if (self->to_crossings == NULL)
    reach_sources (self, only_cluster);
  for (;;)
    {
      guint crossing;
      Item item;

      if (self->to_crossings != NULL)
        reach_next_sources (self);
      if (self->heap->len == 0)
        break;
      item = pop_item (self->heap);
      if (KEY_STEP (item.key) >= *out_step)
        break;
      if (item.step > self->arrivals[item.node])
        continue;
      crossing = self->crossing_at[item.node];
      if (crossing != NONE)
        {
          guint step =
              find_step (self->slot_rooms + crossing * self->n_steps, item.step, self->n_steps);

          if (step < *out_step)
            {
              *out_step = step;
              best = item.node;
            }
        }
      look_around (self, item);
    }

  return best;
}

static void
send (Ccrp *self, guint node, guint out_step)
{
  const CorExpandedNetwork *network = &self->instance->network;
  guint32 *slot = &self->slot_rooms[self->crossing_at[node] * self->n_steps + out_step];
  guint32 n_people = *slot;
  guint source = node;

  for (; self->via[source] != NONE; source = network->arcs[self->via[source]].tail)
    n_people = MIN (n_people,
                    self->rooms[(gsize) self->via[source] * self->n_steps + self->entered[source]]);
  n_people = MIN (n_people, self->supplies[self->cluster_at[source]]);
  self->supplies[self->cluster_at[source]] -= n_people;
  *slot -= n_people;
  for (guint i = node; self->via[i] != NONE; i = network->arcs[self->via[i]].tail)
    {
      guint32 *rooms = self->rooms + (gsize) self->via[i] * self->n_steps;
      guint *first_free = &self->first_free[self->via[i]];

      rooms[self->entered[i]] -= n_people;
      *first_free = find_step (rooms, *first_free, self->n_steps);
    }
  count_out (self, out_step, n_people);
}

static void
run_on_roads (Ccrp *self, guint only_cluster)
{
  guint out_step, node;

  while ((node = find_route (self, only_cluster, &out_step)) != NONE)
    send (self, node, out_step);
}

/* The times from all nodes to all crossings while all is empty: shortest ways are found by going
 * through all roads until none makes any of them shorter (Bellman 1958). */
static void
measure_ways (Ccrp *self)
{
  const CorExpandedNetwork *network = &self->instance->network;
  guint n_crossings = self->instance->size.n_crossings;
  gboolean is_shorter = TRUE;

  self->gates = g_new0 (guint, n_crossings + 1);
  self->to_crossings = g_new (guint, (gsize) network->n_nodes * n_crossings + 1);
  for (guint i = 0; i < network->n_nodes * n_crossings; i++)
    self->to_crossings[i] = self->n_steps;
  for (guint i = 0; i < n_crossings; i++)
    self->to_crossings[self->instance->crossing_nodes[i] * n_crossings + i] = 0;
  while (is_shorter)
    {
      is_shorter = FALSE;
      for (guint i = 0; i < network->n_arcs * n_crossings; i++)
        {
          const CorExpandedArc *arc = &network->arcs[i / n_crossings];
          guint *of_tail = &self->to_crossings[arc->tail * n_crossings + i % n_crossings];
          guint steps =
              arc->travel_steps + self->to_crossings[arc->head * n_crossings + i % n_crossings];

          is_shorter |= steps < *of_tail;
          *of_tail = MIN (*of_tail, steps);
        }
    }
}

static void
run_towards_crossings (Ccrp *self)
{
  guint out_step, node;

  measure_ways (self);
  for (guint i = 0; i < self->instance->size.n_clusters; i++)
    if (self->supplies[i] > 0)
      push_item (self->sources, (Item){ 0, 0, self->instance->cluster_nodes[i] });
  update_gates (self);
  while ((node = find_route (self, NONE, &out_step)) != NONE)
    {
      send (self, node, out_step);
      put_sources_back (self);
      update_gates (self);
    }
}

/* Where only crossings have limits: sends a group by the crossing where it is out first. */
static void
send_group (Ccrp *self, guint group)
{
  guint n_crossings = self->instance->size.n_crossings;
  const guint *first_steps = self->instance->first_steps + (gsize) group * n_crossings;

  while (self->supplies[group] > 0)
    {
      guint best = NONE, best_step = self->n_steps;
      guint32 n_people;

      for (guint i = 0; i < n_crossings; i++)
        {
          guint step =
              first_steps[i] >= best_step
                  ? best_step
                  : find_step (self->slot_rooms + i * self->n_steps, first_steps[i], best_step);

          if (step < best_step)
            {
              best = i;
              best_step = step;
            }
        }
      if (best == NONE)
        return;
      n_people = MIN (self->supplies[group], self->slot_rooms[best * self->n_steps + best_step]);
      self->slot_rooms[best * self->n_steps + best_step] -= n_people;
      self->supplies[group] -= n_people;
      count_out (self, best_step, n_people);
    }
}

typedef struct
{
  guint group;
  guint step;
} Nearness;

static int
compare_nearness (gconstpointer a, gconstpointer b)
{
  const Nearness *left = a, *right = b;

  if (left->step != right->step)
    return left->step < right->step ? -1 : 1;

  return left->group < right->group ? -1 : left->group > right->group;
}

/* Groups by the time to the nearest crossing while all is empty. */
static GArray *
sort_by_nearness (Ccrp *self)
{
  const CorBenchInstance *instance = self->instance;
  GArray *order = g_array_new (FALSE, FALSE, sizeof (Nearness));

  for (guint i = 0; i < instance->network.n_groups; i++)
    {
      Nearness nearness = { i, NONE };

      if (instance->size.has_roads)
        find_route (self, i, &nearness.step);
      for (guint j = 0; !instance->size.has_roads && j < instance->size.n_crossings; j++)
        nearness.step =
            MIN (nearness.step, instance->first_steps[(gsize) i * instance->size.n_crossings + j]);
      g_array_append_val (order, nearness);
    }
  g_array_sort (order, compare_nearness);

  return order;
}

/* The group that is out first of all, where only crossings have limits: by each crossing the next
 * in the order of their first steps there. */
static void
run_on_times (Ccrp *self)
{
  const CorBenchInstance *instance = self->instance;
  guint n_crossings = instance->size.n_crossings;
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree guint *next = g_new0 (guint, n_crossings + 1);
  g_autofree guint *free_step = g_new0 (guint, n_crossings + 1);

  for (guint i = 0; i < n_crossings; i++)
    {
      GArray *order = g_array_new (FALSE, FALSE, sizeof (Nearness));

      for (guint j = 0; j < instance->network.n_groups; j++)
        {
          Nearness nearness = { j, instance->first_steps[(gsize) j * n_crossings + i] };

          g_array_append_val (order, nearness);
        }
      g_array_sort (order, compare_nearness);
      g_ptr_array_add (orders, order);
    }
  for (;;)
    {
      guint best = NONE, best_step = self->n_steps, group;
      guint32 n_people;

      for (guint i = 0; i < n_crossings; i++)
        {
          const GArray *order = orders->pdata[i];

          while (next[i] < order->len &&
                 self->supplies[g_array_index (order, Nearness, next[i]).group] == 0)
            next[i]++;
          if (next[i] == order->len)
            return;
          free_step[i] = find_step (
              self->slot_rooms + i * self->n_steps,
              MAX (free_step[i], g_array_index (order, Nearness, next[i]).step), self->n_steps);
          if (free_step[i] < best_step)
            {
              best = i;
              best_step = free_step[i];
            }
        }
      if (best == NONE)
        return;
      group = g_array_index ((GArray *) orders->pdata[best], Nearness, next[best]).group;
      n_people = MIN (self->supplies[group], self->slot_rooms[best * self->n_steps + best_step]);
      self->slot_rooms[best * self->n_steps + best_step] -= n_people;
      self->supplies[group] -= n_people;
      count_out (self, best_step, n_people);
    }
}

/**
 * cor_bench_ccrp_run:
 * @instance: a problem
 *
 * Returns: what the plan of the Capacity Constrained Route Planner comes to
 */
CorBenchScore
cor_bench_ccrp_run (const CorBenchInstance *instance)
{
  Ccrp ccrp;

  begin (&ccrp, instance);
  if (instance->size.has_roads)
    run_on_roads (&ccrp, NONE);
  else
    run_on_times (&ccrp);
  end (&ccrp);

  return ccrp.score;
}

/**
 * cor_bench_ccrp_run_goal_directed:
 * @instance: a problem with roads that have capacities
 *
 * Returns: what the plan of the same planner comes to if it looks towards the crossings
 */
CorBenchScore
cor_bench_ccrp_run_goal_directed (const CorBenchInstance *instance)
{
  Ccrp ccrp;

  begin (&ccrp, instance);
  run_towards_crossings (&ccrp);
  end (&ccrp);

  return ccrp.score;
}

/**
 * cor_bench_greedy_run:
 * @instance: a problem
 *
 * Returns: what a plan comes to that lets one cluster after the other choose, the nearest first
 */
CorBenchScore
cor_bench_greedy_run (const CorBenchInstance *instance)
{
  g_autoptr (GArray) order = NULL;
  Ccrp ccrp;

  begin (&ccrp, instance);
  order = sort_by_nearness (&ccrp);
  for (guint i = 0; i < order->len; i++)
    {
      guint group = g_array_index (order, Nearness, i).group;

      if (instance->size.has_roads)
        run_on_roads (&ccrp, group);
      else
        send_group (&ccrp, group);
    }
  end (&ccrp);

  return ccrp.score;
}
