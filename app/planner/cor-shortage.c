/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-shortage.h"

#include "cor-time.h"

/* More tables than this are not kept; that many sizes of households no plan has. */
#define MAX_TABLES 16u

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* What is full in a slot for so many people together: the lowest of it. */
typedef struct
{
  guint n_full; /* how many things are; 0: there is room */
  guint n_missing;
  guint n_free;
  guint thing; /* place in the list of those */
  gint64 until_utc_s;
} Look;

/* What may be full. */
typedef struct
{
  CorBindingKind kind;
  CorId related_id;
} Thing;

struct _CorShortages
{
  const CorDraft *draft;
  const CorRoom *room;
  GArray *by_hour;    /* guint, see cor_timetable_list_by_hour() */
  GArray *things;     /* Thing */
  GHashTable *places; /* Thing -> place in @things and one more */
  GHashTable *tables; /* people together -> Look, of each slot in order of time */
};

static const CorCrossing *
get_record (const CorDraft *self, guint crossing)
{
  return self->crossings->pdata[crossing];
}

/* What it is that makes a slot as small as it is. */
static CorBindingKind
get_kind (const CorCrossing *crossing, guint modes, gint64 hour_utc_s)
{
  guint capacity = cor_crossing_get_capacity (crossing, hour_utc_s);

  for (guint i = 0; i < COR_N_MODES; i++)
    if (modes == 1u << i && crossing->capacity_by_mode_people_per_h[i] < capacity)
      return COR_BINDING_CROSSING_MODE;

  return crossing->reception_people_per_h == capacity ? COR_BINDING_RECEPTION
                                                      : COR_BINDING_CROSSING_CAPACITY;
}

static guint
hash_thing (gconstpointer thing)
{
  return cor_id_hash (&((const Thing *) thing)->related_id) + ((const Thing *) thing)->kind;
}

static gboolean
is_same_thing (gconstpointer a, gconstpointer b)
{
  const Thing *left = a, *right = b;

  return left->kind == right->kind && cor_id_equal (&left->related_id, &right->related_id);
}

static guint
find_thing (CorShortages *self, CorBindingKind kind, const CorId *related_id)
{
  Thing thing = { kind, *related_id };
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &thing));

  if (place == 0)
    {
      g_array_append_val (self->things, thing);
      place = self->things->len;
      g_hash_table_insert (self->places, g_memdup2 (&thing, sizeof thing),
                           GUINT_TO_POINTER (place));
    }

  return place - 1;
}

static Look
look_at_slot (CorShortages *self, guint slot, guint n_people)
{
  const CorDraft *draft = self->draft;
  guint n_slots, n_limits;
  const CorSlot *record = cor_timetable_get_all_slots (draft->timetable, &n_slots) + slot;
  const CorLimit *limits = cor_timetable_get_limits (draft->timetable, &n_limits);
  const CorCrossing *crossing = get_record (draft, record->crossing);
  gint64 hour_utc_s = cor_timetable_get_hour_utc_s (draft->timetable, record->hour);
  Look look = { .n_free = cor_room_get_own (self->room, slot) };

  if (look.n_free < n_people)
    {
      look.n_full++;
      look.thing =
          find_thing (self, get_kind (crossing, record->modes, hour_utc_s), &crossing->record.id);
      look.until_utc_s = hour_utc_s + COR_SECONDS_PER_HOUR;
    }
  for (guint i = record->limit; i != COR_LIMIT_NONE; i = limits[i].above)
    {
      guint n_free = cor_room_get_shared (self->room, i);

      if (n_free >= n_people || look.n_full++ > 0)
        continue;
      look.n_free = n_free;
      look.thing = find_thing (self, limits[i].kind, &limits[i].related_id);
      look.until_utc_s = limits[i].until_utc_s;
    }
  look.n_missing = n_people - MIN (n_people, look.n_free);

  return look;
}

/* Like cor_party_can_pass(), of which nothing else is needed here: this is asked for every slot. */
static inline gboolean
can_pass (const CorParty *party, const CorSlot *slot)
{
  const CorTrip *by_car = party->trips[COR_TRAVEL_CAR];
  const CorTrip *by_coach = party->trips[COR_TRAVEL_COACH];

  return ((slot->modes & COR_MODE_CAR) != 0 && by_car != NULL &&
          by_car[slot->crossing].hour <= slot->hour) ||
         ((slot->modes & RIDER_MODES) != 0 && by_coach != NULL &&
          by_coach[slot->crossing].hour <= slot->hour);
}

/* What is full for so many people does not depend on who they are. */
static const Look *
get_table (CorShortages *self, guint n_people)
{
  Look *table = g_hash_table_lookup (self->tables, GUINT_TO_POINTER (n_people));

  if (table != NULL)
    return table;

  if (g_hash_table_size (self->tables) == MAX_TABLES)
    g_hash_table_remove_all (self->tables);
  table = g_new (Look, self->by_hour->len + 1);
  for (guint i = 0; i < self->by_hour->len; i++)
    table[i] = look_at_slot (self, g_array_index (self->by_hour, guint, i), n_people);
  g_hash_table_insert (self->tables, GUINT_TO_POINTER (n_people), table);

  return table;
}

static gboolean
is_better (const Look *a, const Look *b)
{
  if (a->n_full != b->n_full)
    return a->n_full < b->n_full;

  return a->n_missing < b->n_missing;
}

/* A crossing through which nobody may pass in any way that these people could. */
static CorBindingKind
get_kind_of_shut (const CorCrossing *crossing, guint modes)
{
  if (crossing->reception_people_per_h == 0)
    return COR_BINDING_RECEPTION;
  for (guint i = 0; i < COR_N_MODES; i++)
    if ((modes & (1u << i)) != 0 && crossing->capacity_by_mode_people_per_h[i] == 0 &&
        crossing->capacity_people_per_h > 0)
      return COR_BINDING_CROSSING_MODE;

  return COR_BINDING_CROSSING_CAPACITY;
}

/* Where slots have no room at all there are none. */
static gboolean
look_at_shut (const CorDraft *self, guint party, CorShortage *shortage)
{
  guint modes = COR_MODE_COACH | COR_MODE_FOOT, first = COR_HOUR_NONE;
  guint n_hours = cor_timetable_get_n_hours (self->timetable);

  if (self->parties[party].trips[COR_TRAVEL_CAR] != NULL)
    modes |= COR_MODE_CAR;
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      guint usable = modes & cor_timetable_get_open_modes (self->timetable, i);

      for (guint j = 0; usable != 0 && j < COR_N_TRAVELS; j++)
        {
          const CorTrip *trips = self->parties[party].trips[j];

          if (trips == NULL || trips[i].hour >= first)
            continue;
          first = trips[i].hour;
          *shortage =
              (CorShortage){ get_kind_of_shut (get_record (self, i), usable),
                             get_record (self, i)->record.id,
                             cor_timetable_get_end_utc_s (self->timetable), 0, n_hours - first };
        }
    }

  return first != COR_HOUR_NONE;
}

/**
 * cor_shortages_new:
 * @draft: a plan in the making, its households loaded
 * @room: what these leave free; neither changes as long as the shortages are used
 *
 * Returns: (transfer full): what is full, of which nothing was looked up yet
 */
CorShortages *
cor_shortages_new (const CorDraft *draft, const CorRoom *room)
{
  CorShortages *self = g_new0 (CorShortages, 1);

  self->draft = draft;
  self->room = room;
  self->by_hour = cor_timetable_list_by_hour (draft->timetable);
  self->things = g_array_new (FALSE, FALSE, sizeof (Thing));
  self->places = g_hash_table_new_full (hash_thing, is_same_thing, g_free, NULL);
  self->tables = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  return self;
}

/**
 * cor_shortages_free:
 * @self: (transfer full): shortages
 *
 * Frees @self.
 */
void
cor_shortages_free (CorShortages *self)
{
  g_array_unref (self->by_hour);
  g_array_unref (self->things);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->tables);
  g_free (self);
}

static CorShortage
make_shortage (const CorShortages *self, const Look *look)
{
  const Thing *thing = &g_array_index (self->things, Thing, look->thing);

  return (CorShortage){ thing->kind, thing->related_id, look->until_utc_s, look->n_free, 1 };
}

/**
 * cor_shortages_find:
 * @self: shortages
 * @party: people who find no room in time; all that keeps them is that crossings are full
 * @n_people: how many of them stay together
 *
 * Looks for what would have to take more people so that these could pass: where that is one thing
 * only, and where least is missing.
 *
 * Returns: what is full
 */
CorShortage
cor_shortages_find (CorShortages *self, guint party, guint n_people)
{
  guint n_slots, hour = COR_HOUR_NONE;
  const CorSlot *slots = cor_timetable_get_all_slots (self->draft->timetable, &n_slots);
  const CorParty *who = &self->draft->parties[party];
  const Look *table = get_table (self, n_people);
  CorShortage shortage = { COR_BINDING_NONE };
  Look best = { .n_full = G_MAXUINT };

  for (guint i = 0; i < n_slots; i++)
    {
      const CorSlot *slot = &slots[g_array_index (self->by_hour, guint, i)];
      const Look *look = &table[i];

      if (!can_pass (who, slot))
        continue;
      if (look->n_full == 0)
        return (CorShortage){ COR_BINDING_NONE };
      if (is_better (look, &best))
        {
          best = *look;
          shortage = make_shortage (self, look);
          hour = slot->hour;
        }
      else if (look->thing == best.thing && slot->hour > hour)
        {
          shortage.n_hours++;
          shortage.until_utc_s = MAX (shortage.until_utc_s, look->until_utc_s);
          hour = slot->hour;
        }
    }
  if (best.n_full == G_MAXUINT)
    look_at_shut (self->draft, party, &shortage);

  return shortage;
}

/**
 * cor_shortage_count_missing:
 * @self: what is full
 * @n_people: people for whom it is
 *
 * Returns: how many more it would have to take: in all, or in each clock hour
 */
guint
cor_shortage_count_missing (const CorShortage *self, guint n_people)
{
  guint n_missing = n_people - MIN (n_people, self->n_free);

  if (self->kind == COR_BINDING_QUOTA || self->n_hours <= 1)
    return MAX (1u, n_missing);

  return (n_people + self->n_hours - 1) / self->n_hours;
}
