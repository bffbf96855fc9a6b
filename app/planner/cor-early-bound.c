/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-early-bound.h"

#include "cor-lane-draft.h"

/*
 * What no plan is better than, before any flow is solved. Let A(h) be how many people can be at any
 * crossing by clock hour h, A(x, h) how many at crossing x, and C(x, h) how many x takes in h. By
 * the end of h no more are out than
 *
 *   O(x, h) = min (O(x, h − 1) + C(x, h), A(x, h)) through x, and
 *   O(h) = min (O(h − 1) + Σ C(x, h), A(h), Σ O(x, h)) in all,
 *
 * and person-hours are at least the sum of those who are still inside at the end of each hour. What
 * hours share, quotas, is not looked at, nor are vehicles.
 */

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* Parties between two looks at whether to stop. */
#define PARTIES_PER_CHECK 128u

typedef struct
{
  const CorDraft *draft;
  gboolean has_lanes;
  const guint *lane_hours; /* nullable: by party: the first that it could pass in on lanes */
  guint n_hours;
  guint n_crossings;
  guint64 n_inside;
  guint64 n_stuck;        /* of them, people who get to no crossing in time */
  guint64 stuck_weight;   /* the same, weighted */
  guint least_weight;     /* of anybody */
  guint64 *arriving;      /* by hour: people who can be at a crossing in that first */
  guint64 *arriving_each; /* the same by crossing and hour */
  guint64 *places;        /* by crossing and hour */
} Count;

/* The first hour that a party could pass in without lanes, whatever roads turn out to be open; an
 * hour that it is told already counts unless the way can still change. */
static guint
find_free_hour (const Count *count, guint party, guint cluster, CorTravel travel, guint crossing)
{
  const CorDraft *draft = count->draft;
  gint64 soonest_utc_s;

  if (draft->parties[party].trips[travel] == NULL)
    return COR_HOUR_NONE;
  if (!cor_journeys_is_at_worst (draft->journeys, COR_TRAVEL_CAR, cluster, crossing) &&
      !cor_journeys_is_at_worst (draft->journeys, COR_TRAVEL_COACH, cluster, crossing))
    return draft->parties[party].trips[travel][crossing].hour;

  soonest_utc_s = cor_journeys_get_soonest_utc_s (draft->journeys, travel, cluster, crossing);

  return soonest_utc_s == G_MAXINT64
             ? COR_HOUR_NONE
             : cor_timetable_find_hour (draft->timetable, crossing, soonest_utc_s);
}

/* The same with lanes, by which it may come to any crossing. */
static guint
find_hour (const Count *count, guint party, guint cluster, CorTravel travel, guint crossing)
{
  if (!count->has_lanes)
    return find_free_hour (count, party, cluster, travel, crossing);
  if (count->lane_hours == NULL)
    return 0;

  return MIN (count->lane_hours[party], find_free_hour (count, party, cluster, travel, crossing));
}

static void
count_party (Count *count, guint party)
{
  const CorDraft *draft = count->draft;
  const CorDemandGroup *group = draft->groups->pdata[party];
  guint weight = cor_snapshot_get_settings (draft->snapshot)->priority_weights[group->priority];
  guint first = COR_HOUR_NONE;

  count->n_inside += group->n_people;
  count->least_weight = MIN (count->least_weight, weight);
  for (guint i = 0; i < count->n_crossings; i++)
    {
      guint modes = cor_timetable_get_open_modes (draft->timetable, i);
      guint hour = COR_HOUR_NONE;

      if ((modes & COR_MODE_CAR) != 0)
        hour = find_hour (count, party, group->cluster, COR_TRAVEL_CAR, i);
      if ((modes & RIDER_MODES) != 0)
        hour = MIN (hour, find_hour (count, party, group->cluster, COR_TRAVEL_COACH, i));
      if (hour < count->n_hours)
        count->arriving_each[(gsize) i * count->n_hours + hour] += group->n_people;
      first = MIN (first, hour);
    }
  if (first < count->n_hours)
    count->arriving[first] += group->n_people;
  else
    {
      count->n_stuck += group->n_people;
      count->stuck_weight += (guint64) weight * group->n_people;
    }
}

static gboolean
count_parties (Count *count, CorProgress *progress, GError **error)
{
  const CorDraft *draft = count->draft;
  GPtrArray *clusters = draft->clustering->clusters;

  for (guint i = 0; i < draft->groups->len; i++)
    {
      if (i % PARTIES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      if (!cor_cluster_is_abroad (
              clusters->pdata[((CorDemandGroup *) draft->groups->pdata[i])->cluster]))
        count_party (count, i);
    }

  return cor_progress_check (progress, error);
}

/* How many a crossing takes in each hour, if nothing but the hour limits it. */
static void
count_places (Count *count)
{
  const CorTimetable *timetable = count->draft->timetable;
  g_autoptr (CorRoom) room = cor_room_new (timetable);
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);

  for (guint i = 0; i < n_slots;)
    {
      guint first = i;

      while (i < n_slots && slots[i].crossing == slots[first].crossing &&
             slots[i].hour == slots[first].hour)
        i++;
      count->places[(gsize) slots[first].crossing * count->n_hours + slots[first].hour] =
          i == first + 1 ? slots[first].capacity_people : cor_room_count (room, first, i);
    }
}

/* People who are out at most by the end of the plan; adds up who is not after each hour. */
static guint64
go_through_hours (const Count *count, guint64 n_passing, CorFleetScore *bound)
{
  g_autofree guint64 *there = g_new0 (guint64, count->n_crossings + 1);
  g_autofree guint64 *out_each = g_new0 (guint64, count->n_crossings + 1);
  guint64 n_there = 0, n_out = 0;

  for (guint h = 0; h < count->n_hours; h++)
    {
      guint64 n_places = 0, n_out_each = 0;

      for (guint i = 0; i < count->n_crossings; i++)
        {
          gsize cell = (gsize) i * count->n_hours + h;

          there[i] += count->arriving_each[cell];
          out_each[i] = MIN (out_each[i] + count->places[cell], there[i]);
          n_places += count->places[cell];
          n_out_each += out_each[i];
        }
      n_there += count->arriving[h];
      if (n_out < n_passing)
        bound->last_hour = h;
      n_out = MIN (n_out + n_places, MIN (n_there, n_out_each));
      bound->hours += count->n_inside - n_out;
    }

  return n_out;
}

/**
 * cor_draft_find_early_bound:
 * @self: an early plan, its households loaded
 * @has_lanes: whether there are lanes
 * @bound: (out): the bound
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds what no plan can be better than that gets as many people out. See the top of the file.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_find_early_bound (const CorDraft *self,
                            gboolean has_lanes,
                            CorFleetScore *bound,
                            CorProgress *progress,
                            GError **error)
{
  CorDraft whole = cor_draft_without_columns (self);
  Count count = { .draft = &whole,
                  .has_lanes = has_lanes,
                  .lane_hours = self->lane_plan != NULL ? self->lane_plan->flow->first_hours : NULL,
                  .n_hours = cor_timetable_get_n_hours (whole.timetable),
                  .n_crossings = cor_timetable_get_n_crossings (whole.timetable),
                  .least_weight = G_MAXUINT };
  gsize n_cells = (gsize) count.n_crossings * count.n_hours + 1;
  guint64 n_passing = 0;
  gboolean goes_on;

  count.arriving = g_new0 (guint64, count.n_hours + 1);
  count.arriving_each = g_new0 (guint64, n_cells);
  count.places = g_new0 (guint64, n_cells);
  goes_on = count_parties (&count, progress, error);
  if (goes_on)
    {
      count_places (&count);
      for (guint i = 0; i < self->loading->assignment->passages->len; i++)
        n_passing += g_array_index (self->loading->assignment->passages, CorPassage, i).n_people;

      *bound = (CorFleetScore){ 0 };
      bound->n_left = count.n_inside - go_through_hours (&count, n_passing, bound);
      bound->left = count.stuck_weight;
      if (bound->n_left > count.n_stuck)
        bound->left += (bound->n_left - count.n_stuck) * count.least_weight;
    }
  g_free (count.arriving);
  g_free (count.arriving_each);
  g_free (count.places);

  return goes_on;
}
