/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

typedef struct
{
  const CorFleetSetup *setup;
  CorFleetDraft *draft;
  GArray *order; /* guint, movements by hour */
} Tidy;

static CorFleetMovement *
get_movement (const Tidy *self, guint movement)
{
  return &g_array_index (self->draft->movements, CorFleetMovement, movement);
}

static int
compare_hours (gconstpointer a, gconstpointer b, gpointer movements)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  guint left_hour = g_array_index ((GArray *) movements, CorFleetMovement, left).hour;
  guint right_hour = g_array_index ((GArray *) movements, CorFleetMovement, right).hour;

  if (left_hour != right_hour)
    return left_hour < right_hour ? -1 : 1;

  return left < right ? -1 : left > right;
}

/* Where somebody could join a movement as it is, without another vehicle. */
static guint
find_slot (const Tidy *self, guint item, const CorFleetMovement *movement)
{
  const CorFleetItem *people = &g_array_index (self->setup->items, CorFleetItem, item);
  const guint *first = self->setup->first_slots +
                       (gsize) movement->crossing * (self->setup->n_hours + 1) + movement->hour;
  CorSeats needed = movement->needed;

  self->draft->n_steps++;
  cor_seats_add (&needed, &people->seats);
  if (movement->cluster != people->cluster ||
      !cor_fleet_draft_may_pass (self->setup, self->draft, item, movement->hour) ||
      !cor_seats_hold (&movement->seats, &needed))
    return COR_FLEET_NONE;
  for (guint i = first[0]; i < first[1]; i++)
    if (cor_room_get (self->draft->room, i) >= people->n_people &&
        cor_fleet_can_board (self->setup, item, i))
      return i;

  return COR_FLEET_NONE;
}

/* Lets an item join the first movement before an hour that takes it. */
static gboolean
join_earlier (const Tidy *self, guint item, GArray *of_cluster, guint before_hour, guint not_in)
{
  for (guint i = 0; i < of_cluster->len; i++)
    {
      guint place = g_array_index (of_cluster, guint, i);
      const CorFleetMovement *movement = get_movement (self, place);
      guint slot;

      if (movement->hour >= before_hour)
        return FALSE;
      if (place == not_in || movement->n_people == 0)
        continue;
      slot = find_slot (self, item, movement);
      if (slot == COR_FLEET_NONE)
        continue;
      if (self->draft->slot_of[item] != COR_FLEET_NONE)
        cor_fleet_draft_get_off (self->setup, self->draft, item);
      cor_fleet_draft_board (self->setup, self->draft, item, place, slot);
      return TRUE;
    }

  return FALSE;
}

/* Fills seats that are free anyway with people who wait or go later. */
static void
fill_seats (const Tidy *self, guint cluster, GArray *of_cluster)
{
  const CorFleetSetup *setup = self->setup;

  for (guint i = setup->first_items[cluster]; i < setup->first_items[cluster + 1]; i++)
    {
      guint slot = self->draft->slot_of[i];

      join_earlier (self, i, of_cluster,
                    slot == COR_FLEET_NONE ? setup->n_hours : setup->slots[slot].hour,
                    COR_FLEET_NONE);
    }
}

/* Lets everybody of a movement join others that are no later, or nobody. */
static void
dissolve (const Tidy *self, guint movement, GArray *of_cluster)
{
  const CorFleetSetup *setup = self->setup;
  CorFleetDraft *draft = self->draft;
  guint cluster = get_movement (self, movement)->cluster;
  guint hour = get_movement (self, movement)->hour;
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean goes_on = TRUE;

  for (guint i = setup->first_items[cluster]; goes_on && i < setup->first_items[cluster + 1]; i++)
    {
      guint slot = draft->slot_of[i];

      if (draft->movement_of[i] != movement)
        continue;
      goes_on = join_earlier (self, i, of_cluster, hour + 1, movement);
      if (goes_on)
        {
          g_array_append_val (moved, i);
          g_array_append_val (slots, slot);
        }
    }
  for (guint i = 0; !goes_on && i < moved->len; i++)
    {
      guint item = g_array_index (moved, guint, i);

      cor_fleet_draft_get_off (setup, draft, item);
      cor_fleet_draft_board (setup, draft, item, movement, g_array_index (slots, guint, i));
    }
}

static void
tidy_cluster (const Tidy *self, guint cluster, GArray *of_cluster)
{
  fill_seats (self, cluster, of_cluster);
  for (guint i = of_cluster->len; i > 1; i--)
    {
      guint movement = g_array_index (of_cluster, guint, i - 1);

      if (get_movement (self, movement)->n_people > 0)
        dissolve (self, movement, of_cluster);
    }
}

/**
 * cor_fleet_tidy:
 * @setup: what is asked
 * @draft: a plan
 *
 * Lets people join earlier movements of their cluster that have seats for them, merges movements
 * that fit into others, and sends vehicles back that nobody needs any more. Nobody passes later.
 */
void
cor_fleet_tidy (const CorFleetSetup *setup, CorFleetDraft *draft)
{
  Tidy self = { setup, draft, g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint n_clusters = setup->problem->n_clusters;
  g_autoptr (GPtrArray) of_clusters =
      g_ptr_array_new_full (n_clusters, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < draft->movements->len; i++)
    g_array_append_val (self.order, i);
  g_array_sort_with_data (self.order, compare_hours, draft->movements);
  for (guint i = 0; i < n_clusters; i++)
    g_ptr_array_add (of_clusters, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self.order->len; i++)
    {
      guint movement = g_array_index (self.order, guint, i);

      g_array_append_val ((GArray *) of_clusters->pdata[get_movement (&self, movement)->cluster],
                          movement);
    }
  for (guint i = 0; i < n_clusters; i++)
    tidy_cluster (&self, i, of_clusters->pdata[i]);
  cor_fleet_draft_drop_needless (setup, draft, 0);
  g_array_unref (self.order);
}
