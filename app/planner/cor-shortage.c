/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-shortage.h"

#include "cor-time.h"

/* A way to pass that is full, and how much would have to change. */
typedef struct
{
  guint crossing;
  guint n_full; /* how many limits are */
  guint n_missing;
  CorShortage shortage;
} Candidate;

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

/* A slot that these people could use: the lowest of what is full there. */
static gboolean
look_at_slot (const CorDraft *self,
              const CorRoom *room,
              guint slot,
              guint n_people,
              Candidate *candidate)
{
  guint n_slots, n_limits;
  const CorSlot *record = cor_timetable_get_all_slots (self->timetable, &n_slots) + slot;
  const CorLimit *limits = cor_timetable_get_limits (self->timetable, &n_limits);
  const CorCrossing *crossing = get_record (self, record->crossing);
  gint64 hour_utc_s = cor_timetable_get_hour_utc_s (self->timetable, record->hour);

  *candidate = (Candidate){ .crossing = record->crossing };
  if (cor_room_get_own (room, slot) < n_people)
    {
      candidate->n_full++;
      candidate->shortage =
          (CorShortage){ get_kind (crossing, record->modes, hour_utc_s), crossing->record.id,
                         hour_utc_s + COR_SECONDS_PER_HOUR, cor_room_get_own (room, slot), 1 };
    }
  for (guint i = record->limit; i != COR_LIMIT_NONE; i = limits[i].above)
    {
      guint n_free = cor_room_get_shared (room, i);

      if (n_free >= n_people)
        continue;
      if (candidate->n_full++ == 0)
        candidate->shortage =
            (CorShortage){ limits[i].kind, limits[i].related_id, limits[i].until_utc_s, n_free, 1 };
    }
  candidate->n_missing = n_people - MIN (n_people, candidate->shortage.n_free);

  return candidate->n_full > 0;
}

static gboolean
is_better (const Candidate *a, const Candidate *b)
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
 * cor_draft_find_shortage:
 * @self: a plan in the making, its households loaded
 * @room: what these leave free
 * @by_hour: (element-type guint): see cor_timetable_list_by_hour()
 * @party: people who find no room in time; all that keeps them is that crossings are full
 * @n_people: how many of them stay together
 *
 * Looks for what would have to take more people so that these could pass: where that is one thing
 * only, and where least is missing.
 *
 * Returns: what is full
 */
CorShortage
cor_draft_find_shortage (const CorDraft *self,
                         const CorRoom *room,
                         GArray *by_hour,
                         guint party,
                         guint n_people)
{
  guint n_slots, hour = COR_HOUR_NONE;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  Candidate best = { .n_full = G_MAXUINT };

  for (guint i = 0; i < n_slots; i++)
    {
      guint slot = g_array_index (by_hour, guint, i);
      Candidate candidate;

      if (!cor_party_can_pass (&self->parties[party], &slots[slot], NULL, NULL))
        continue;
      if (!look_at_slot (self, room, slot, n_people, &candidate))
        return (CorShortage){ COR_BINDING_NONE };
      if (is_better (&candidate, &best))
        {
          best = candidate;
          hour = slots[slot].hour;
        }
      else if (cor_id_equal (&candidate.shortage.related_id, &best.shortage.related_id) &&
               candidate.shortage.kind == best.shortage.kind && slots[slot].hour > hour)
        {
          best.shortage.n_hours++;
          best.shortage.until_utc_s =
              MAX (best.shortage.until_utc_s, candidate.shortage.until_utc_s);
          hour = slots[slot].hour;
        }
    }
  if (best.n_full == G_MAXUINT)
    look_at_shut (self, party, &best.shortage);

  return best.shortage;
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
