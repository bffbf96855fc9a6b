/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-ways.h"

#include <string.h>

/* More are too many to try them all. */
#define MAX_WAYS 3000u

static const CorFleetItem *
get_item (const CorFleetWays *self, guint item)
{
  return &g_array_index (self->setup->items, CorFleetItem, item);
}

static const CorFleetWay *
get_way (const CorFleetWays *self, guint way)
{
  return &g_array_index (self->list, CorFleetWay, way);
}

static const guint *
get_slots (const CorFleetSetup *setup, guint crossing, guint hour)
{
  return setup->first_slots + (gsize) crossing * (setup->n_hours + 1) + hour;
}

/* Whether people are whole households without a car whom nobody has to wait for. */
static gboolean
is_whole (const CorFleetSetup *setup, const CorFleetItem *item)
{
  const CorFleetProblem *problem = setup->problem;

  return item->leader == COR_FLEET_NONE && item->after_hour == 0 &&
         problem->parties[item->party].trips[COR_TRAVEL_CAR] == NULL &&
         item->n_people ==
             g_array_index (problem->households, CorHousehold, item->household).n_people;
}

/* Whether the few stay few, and ways do not depend on the clock. */
static gboolean
is_small (const CorFleetSetup *setup)
{
  const CorFleetProblem *problem = setup->problem;

  if (problem->gates != NULL || problem->n_vehicles > COR_FLEET_FEW_VEHICLES ||
      setup->items->len > COR_FLEET_FEW_ITEMS)
    return FALSE;

  for (guint i = 0; i < setup->items->len; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);

      if (!is_whole (setup, item) ||
          (problem->is_by_clock != NULL && problem->is_by_clock[item->cluster]))
        return FALSE;
    }

  return TRUE;
}

/* The items whom a pair leads out in an hour. Returns FALSE if they could board in several slots of
 * which one may be full. */
static gboolean
find_boarding (CorFleetWays *self,
               guint cluster,
               guint crossing,
               guint hour,
               guint64 n_all,
               guint32 *who)
{
  const guint *first = get_slots (self->setup, crossing, hour);
  gboolean is_roomy = TRUE;

  *who = 0;
  for (guint i = first[0]; i < first[1]; i++)
    for (guint j = self->setup->first_items[cluster]; j < self->setup->first_items[cluster + 1];
         j++)
      if (cor_fleet_can_board (self->setup, j, i))
        {
          *who |= 1u << j;
          is_roomy &= cor_room_get (self->setup->room, i) >= n_all;
        }
  self->is_roomy &= is_roomy;

  return is_roomy || first[1] - first[0] == 1;
}

static gboolean
list_ways_of (CorFleetWays *self, guint pair, CorFleetDraft *draft, guint n_hours, guint64 n_all)
{
  const CorFleetPair *whose = &g_array_index (self->setup->pairs, CorFleetPair, pair);

  for (guint hour = 0; hour < n_hours; hour++)
    {
      CorFleetWay way = { .pair = pair };
      guint place;

      if (!find_boarding (self, whose->cluster, whose->crossing, hour, n_all, &way.can_board))
        return FALSE;
      if (way.can_board == 0)
        continue;
      place = cor_fleet_draft_start_movement (self->setup, draft, pair, hour);
      way.movement = g_array_index (draft->movements, CorFleetMovement, place);
      if (way.movement.depart_utc_s == G_MININT64)
        continue;
      self->has_waits |= way.movement.arrive_utc_s !=
                         cor_timetable_get_hour_utc_s (self->setup->problem->timetable, hour);
      self->on_foot |= way.movement.on_foot;
      g_array_append_val (self->list, way);
    }

  return TRUE;
}

/* Whether from one crossing it is no farther to anybody than from another. */
static gboolean
is_nearer (const CorFleetWays *self, guint crossing, guint other)
{
  const CorFleetProblem *problem = self->setup->problem;

  for (guint i = 0; i < problem->n_clusters; i++)
    if (self->setup->first_items[i] < self->setup->first_items[i + 1] &&
        problem->return_s[(gsize) crossing * problem->n_clusters + i] >
            problem->return_s[(gsize) other * problem->n_clusters + i])
      return FALSE;

  return TRUE;
}

static gboolean
is_as_good (const CorFleetWays *self, const CorFleetWay *a, const CorFleetWay *b)
{
  return a->movement.cluster == b->movement.cluster && a->movement.hour == b->movement.hour &&
         (b->can_board & ~a->can_board) == 0 &&
         a->movement.depart_utc_s >= b->movement.depart_utc_s &&
         a->movement.arrive_utc_s <= b->movement.arrive_utc_s &&
         a->movement.on_foot >= b->movement.on_foot &&
         is_nearer (self, a->movement.crossing, b->movement.crossing);
}

/* Of those that are as good as each other the first stays. Ways of a cluster stand together. */
static void
drop_worse (CorFleetWays *self)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (CorFleetWay));

  for (guint i = 0, first = 0; i < self->list->len; i++)
    {
      const CorFleetWay *way = get_way (self, i);
      gboolean is_worse = FALSE;

      while (get_way (self, first)->movement.cluster != way->movement.cluster)
        first++;
      for (guint j = first; j < self->list->len && !is_worse &&
                            get_way (self, j)->movement.cluster == way->movement.cluster;
           j++)
        is_worse = j != i && is_as_good (self, get_way (self, j), way) &&
                   (j < i || !is_as_good (self, way, get_way (self, j)));
      if (!is_worse)
        g_array_append_val (kept, *way);
    }
  g_array_unref (self->list);
  self->list = kept;
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const CorFleetMovement *left = &((const CorFleetWay *) a)->movement;
  const CorFleetMovement *right = &((const CorFleetWay *) b)->movement;

  if (left->depart_utc_s != right->depart_utc_s)
    return left->depart_utc_s < right->depart_utc_s ? -1 : 1;
  if (left->arrive_utc_s != right->arrive_utc_s)
    return left->arrive_utc_s < right->arrive_utc_s ? -1 : 1;

  return ((const CorFleetWay *) a)->pair < ((const CorFleetWay *) b)->pair ? -1 : 1;
}

static gboolean
list_ways (CorFleetWays *self, guint n_hours)
{
  const CorFleetSetup *setup = self->setup;
  g_autoptr (CorFleetDraft) draft = cor_fleet_draft_new (setup);
  guint64 n_all = 0;

  for (guint i = 0; i < setup->items->len; i++)
    n_all += get_item (self, i)->n_people;
  for (guint i = 0; i < setup->pairs->len; i++)
    if (!list_ways_of (self, i, draft, n_hours, n_all))
      return FALSE;
  if (self->is_roomy)
    drop_worse (self);
  g_array_sort (self->list, compare_ways);

  return self->list->len <= MAX_WAYS;
}

static void
find_next_hours (CorFleetWays *self)
{
  guint n_clusters = self->setup->problem->n_clusters;
  guint *hours = g_new (guint, (gsize) (self->list->len + 1) * n_clusters + 1);

  for (guint i = 0; i < n_clusters; i++)
    hours[(gsize) self->list->len * n_clusters + i] = self->setup->n_hours;
  for (guint i = self->list->len; i-- > 0;)
    {
      const CorFleetMovement *movement = &get_way (self, i)->movement;
      guint *next = hours + (gsize) i * n_clusters;

      memcpy (next, next + n_clusters, n_clusters * sizeof (guint));
      next[movement->cluster] = MIN (next[movement->cluster], movement->hour);
    }
  self->next_hours = hours;
  for (guint i = 0; i < self->setup->items->len; i++)
    self->first_hours[i] = self->setup->n_hours;
  for (guint i = 0; i < self->list->len; i++)
    for (guint j = 0; j < self->setup->items->len; j++)
      if ((get_way (self, i)->can_board & (1u << j)) != 0)
        self->first_hours[j] = MIN (self->first_hours[j], get_way (self, i)->movement.hour);
}

static gint64
get_empty_s (const CorFleetProblem *problem, guint n_depots, guint place, guint cluster)
{
  guint32 way_s =
      place < n_depots
          ? problem->depot_s[(gsize) place * problem->n_clusters + cluster]
          : problem->return_s[(gsize) (place - n_depots) * problem->n_clusters + cluster];

  return way_s == COR_FLEET_UNREACHABLE ? G_MAXINT64 : way_s;
}

/* The drive of each way that is used, once. */
static GArray *
list_drives (const CorFleetWays *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *drives = g_array_new (FALSE, FALSE, sizeof (CorFleetMovement));

  for (guint i = 0; i < self->list->len; i++)
    if (g_hash_table_add (seen, GUINT_TO_POINTER (get_way (self, i)->pair)))
      g_array_append_val (drives, get_way (self, i)->movement);

  return drives;
}

/* Shortest ways through other clusters and crossings (Bellman 1958), and the shortest round. */
static void
find_nearest (CorFleetWays *self)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  guint n_places = self->n_depots + n_crossings, n_clusters = problem->n_clusters;
  g_autoptr (GArray) drives = list_drives (self);
  gboolean is_changed = TRUE;

  self->nearest_s = g_new (gint64, (gsize) n_places * n_clusters + 1);
  for (guint i = 0; i < n_places; i++)
    for (guint j = 0; j < n_clusters; j++)
      self->nearest_s[(gsize) i * n_clusters + j] = get_empty_s (problem, self->n_depots, i, j);
  self->round_s = G_MAXINT32;
  while (is_changed)
    {
      is_changed = FALSE;
      for (guint i = 0; i < n_places; i++)
        for (guint j = 0; j < drives->len; j++)
          {
            const CorFleetMovement *way = &g_array_index (drives, CorFleetMovement, j);
            gint64 *here = self->nearest_s + (gsize) i * n_clusters;
            const gint64 *there =
                self->nearest_s + (gsize) (self->n_depots + way->crossing) * n_clusters;
            gint64 drive_s = problem->drive_s[(gsize) way->cluster * n_crossings + way->crossing];

            for (guint k = 0; k < n_clusters && here[way->cluster] < G_MAXINT64; k++)
              if (there[k] < G_MAXINT64 && here[way->cluster] + drive_s + there[k] < here[k])
                {
                  here[k] = here[way->cluster] + drive_s + there[k];
                  is_changed = TRUE;
                  self->is_metric = FALSE;
                }
          }
    }
  for (guint i = 0; i < drives->len; i++)
    for (guint j = self->n_depots; j < n_places; j++)
      {
        const CorFleetMovement *way = &g_array_index (drives, CorFleetMovement, i);
        gint64 back_s = self->nearest_s[(gsize) j * n_clusters + way->cluster];

        if (back_s < G_MAXINT32)
          self->round_s =
              MIN (self->round_s,
                   back_s + problem->drive_s[(gsize) way->cluster * n_crossings + way->crossing]);
      }
}

/**
 * cor_fleet_ways_find_first:
 * @self: ways
 * @depart_utc_s: a time
 *
 * Returns: the place of the first way by which somebody leaves then or later; one after the last if
 *   there is none
 */
guint
cor_fleet_ways_find_first (const CorFleetWays *self, gint64 depart_utc_s)
{
  guint low = 0, high = self->list->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_way (self, middle)->movement.depart_utc_s < depart_utc_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_fleet_ways_find_slot:
 * @self: ways
 * @room: what is left in the slots
 * @way: one of the ways
 * @item: people
 *
 * Returns: where they would pass on that way, or %COR_FLEET_NONE
 */
guint
cor_fleet_ways_find_slot (const CorFleetWays *self,
                          const CorRoom *room,
                          const CorFleetWay *way,
                          guint item)
{
  const guint *first = get_slots (self->setup, way->movement.crossing, way->movement.hour);

  for (guint i = first[0]; i < first[1]; i++)
    if (cor_room_get (room, i) >= get_item (self, item)->n_people &&
        cor_fleet_can_board (self->setup, item, i))
      return i;

  return COR_FLEET_NONE;
}

/**
 * cor_fleet_ways_new:
 * @setup: what is asked
 * @n_hours: only passages in so many hours are looked at
 *
 * Returns: (transfer full) (nullable): all ways, but those that are no better than others; %NULL if
 *   people, vehicles or ways are too many, or not simple enough to try all plans
 */
CorFleetWays *
cor_fleet_ways_new (const CorFleetSetup *setup, guint n_hours)
{
  g_autoptr (CorFleetWays) self = NULL;

  if (!is_small (setup))
    return NULL;

  self = g_new0 (CorFleetWays, 1);
  self->setup = setup;
  self->list = g_array_new (FALSE, FALSE, sizeof (CorFleetWay));
  self->is_roomy = self->is_metric = TRUE;
  for (guint i = 0; i < setup->problem->n_vehicles; i++)
    self->n_depots = MAX (self->n_depots, setup->problem->vehicles[i].depot + 1);
  if (!list_ways (self, n_hours))
    return NULL;

  find_next_hours (self);
  find_nearest (self);

  return g_steal_pointer (&self);
}

/**
 * cor_fleet_ways_free:
 * @self: (transfer full): ways
 *
 * Frees @self.
 */
void
cor_fleet_ways_free (CorFleetWays *self)
{
  g_array_unref (self->list);
  g_free (self->next_hours);
  g_free (self->nearest_s);
  g_free (self);
}
