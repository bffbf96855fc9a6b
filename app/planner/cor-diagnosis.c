/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-diagnosis.h"

typedef struct
{
  CorJourneys *journeys;
  const CorTimetable *timetable;
  GPtrArray *crossings;
  const CorParty *party;
  guint rally_point;
} Case;

typedef gboolean (*CrossingFilter) (const Case *self, guint crossing);

static gboolean
is_reached (const Case *self, guint crossing)
{
  return cor_journeys_get_arrival_utc_s (self->journeys, COR_TRAVEL_COACH, self->rally_point,
                                         crossing) != G_MAXINT64 ||
         (self->party->trips[COR_TRAVEL_CAR] != NULL &&
          cor_journeys_get_arrival_utc_s (self->journeys, COR_TRAVEL_CAR, self->rally_point,
                                          crossing) != G_MAXINT64);
}

static gboolean
is_open (const Case *self, guint crossing)
{
  return is_reached (self, crossing) &&
         cor_timetable_get_open_modes (self->timetable, crossing) != 0;
}

static gboolean
is_for_them (const Case *self, guint crossing)
{
  guint modes = COR_MODE_COACH | COR_MODE_FOOT;

  if (self->party->trips[COR_TRAVEL_CAR] != NULL)
    modes |= COR_MODE_CAR;

  return is_open (self, crossing) &&
         (cor_timetable_get_open_modes (self->timetable, crossing) & modes) != 0;
}

/* Whether a crossing has no room at all at some time, in some way. */
static gboolean
takes_nobody (const CorCrossing *crossing)
{
  gboolean takes_nobody =
      crossing->capacity_people_per_h == 0 || crossing->reception_people_per_h == 0;

  for (guint i = 0; i < COR_N_MODES; i++)
    takes_nobody |= crossing->capacity_by_mode_people_per_h[i] == 0;
  for (guint i = 0; i < crossing->intervals->len; i++)
    takes_nobody |=
        ((CorCrossingInterval *) crossing->intervals->pdata[i])->capacity_people_per_h == 0;

  return takes_nobody;
}

/* Whether they could pass if there were nobody else, or any room at all. */
static gboolean
is_in_time (const Case *self, guint crossing)
{
  const CorCrossing *record = self->crossings->pdata[crossing];
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_slots (self->timetable, crossing, &n_slots);

  if (!is_for_them (self, crossing))
    return FALSE;
  if (takes_nobody (record))
    return self->party->trips[COR_TRAVEL_COACH][crossing].hour != COR_HOUR_NONE ||
           (self->party->trips[COR_TRAVEL_CAR] != NULL &&
            self->party->trips[COR_TRAVEL_CAR][crossing].hour != COR_HOUR_NONE);

  for (guint i = 0; i < n_slots; i++)
    if (cor_party_can_pass (self->party, &slots[i], NULL, NULL))
      return TRUE;

  return FALSE;
}

/* The nearest crossing of a kind, or G_MAXUINT. */
static guint
find_nearest (const Case *self, CrossingFilter filter)
{
  guint nearest = G_MAXUINT;
  guint32 nearest_ms = G_MAXUINT32;

  for (guint i = 0; i < self->crossings->len; i++)
    {
      guint32 time_ms =
          cor_journeys_get_time_ms (self->journeys, COR_TRAVEL_COACH, self->rally_point, i);

      if (filter (self, i) && (nearest == G_MAXUINT || time_ms < nearest_ms))
        {
          nearest = i;
          nearest_ms = time_ms;
        }
    }

  return nearest;
}

static void
set_reason (const Case *self, CorUnserved *unserved, CorReason reason, guint crossing)
{
  unserved->reason = reason;
  unserved->related_id = COR_ID_NIL;
  if (crossing != G_MAXUINT)
    unserved->related_id = ((CorCrossing *) self->crossings->pdata[crossing])->record.id;
}

static void
diagnose_roads (const Case *self, CorUnserved *unserved)
{
  const CorClosure *area = cor_journeys_get_area (self->journeys, self->rally_point);
  const CorClosure *closure;
  guint nearest;

  if (area != NULL)
    {
      set_reason (self, unserved, COR_REASON_INSIDE_CLOSURE, G_MAXUINT);
      unserved->related_id = area->record.id;
      return;
    }

  closure = cor_journeys_find_blocking_closure (self->journeys, self->rally_point, &nearest);
  set_reason (self, unserved, closure != NULL ? COR_REASON_ALL_CLOSED : COR_REASON_NO_ROAD,
              G_MAXUINT);
  if (closure != NULL)
    unserved->related_id = closure->record.id;
}

/**
 * cor_diagnosis_find:
 * @journeys: travel times
 * @timetable: the crossings' slots
 * @crossings: (element-type CorCrossing): the crossings
 * @party: people of whom not all can pass
 * @rally_point: where they start
 * @unserved: what to complete: reason and what it is about
 *
 * Finds out why people get no movement: the first thing that an officer would have to change.
 */
void
cor_diagnosis_find (CorJourneys *journeys,
                    const CorTimetable *timetable,
                    GPtrArray *crossings,
                    const CorParty *party,
                    guint rally_point,
                    CorUnserved *unserved)
{
  const Case self = { journeys, timetable, crossings, party, rally_point };
  guint reached = find_nearest (&self, is_reached);
  guint open = find_nearest (&self, is_open);
  guint for_them = find_nearest (&self, is_for_them);
  guint in_time = find_nearest (&self, is_in_time);

  if (crossings->len == 0)
    set_reason (&self, unserved, COR_REASON_NO_CROSSING_OPEN, G_MAXUINT);
  else if (reached == G_MAXUINT)
    diagnose_roads (&self, unserved);
  else if (open == G_MAXUINT)
    set_reason (&self, unserved, COR_REASON_NO_CROSSING_OPEN, reached);
  else if (for_them == G_MAXUINT)
    set_reason (&self, unserved, COR_REASON_NO_CROSSING_FOR_MODE, open);
  else if (in_time == G_MAXUINT)
    set_reason (&self, unserved, COR_REASON_TOO_LATE, for_them);
  else
    set_reason (&self, unserved, COR_REASON_NO_CAPACITY, in_time);
}
