/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-limit-worth.h"

#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"
#include "cor-lane-plan.h"
#include "cor-lane-worth.h"
#include "cor-limit-change.h"

/*
 * What a limit is worth is found by solving the flow of single people again with the limit raised:
 * a dual price holds for the next person only, and says nothing of forty more an hour. Vehicles are
 * not looked at again; what they cannot do better anyway is not promised.
 */

#define MINUTES_PER_HOUR 60u

/* Links of flows looked at after which no more limits are tried: some hundredths of a second. */
#define MAX_WORK 2000000u

/* Whoever cannot be out by so much later needs something else. */
#define MAX_MORE_HOURS 72u

/* More limits than this nobody reads. */
#define MAX_WORTHS 8u

/* A crossing with full hours. */
typedef struct
{
  guint crossing;
  guint64 n_people;
} Busy;

/* Vehicles may keep a plan from gaining what a limit would give. */
static void
add_fleet_bound (const CorDraft *self, CorReach *reach)
{
  CorFleetScore bound;

  if (!cor_draft_get_fleet_bound (self, &bound))
    return;

  reach->n_left = MAX (reach->n_left, bound.n_left);
  reach->end_min = MAX (reach->end_min, (guint64) bound.last_hour * MINUTES_PER_HOUR);
  reach->hours = MAX (reach->hours, bound.hours);
}

static int
compare_busy (gconstpointer a, gconstpointer b)
{
  const Busy *left = a, *right = b;

  if (left->n_people != right->n_people)
    return left->n_people > right->n_people ? -1 : 1;

  return left->crossing < right->crossing ? -1 : left->crossing > right->crossing;
}

/* The slot that a passage takes room of: a column's is taken from a crossing's. */
static guint
get_source (const CorDraft *self, guint slot)
{
  return self->lane_plan != NULL ? g_array_index (self->lane_plan->sources, guint, slot) : slot;
}

/* What is free in the slots that room is taken of, by slot. */
static guint64 *
count_free (const CorDraft *self)
{
  GArray *free_people = self->single->free_people;
  guint64 *n_free = g_new0 (guint64, free_people->len + 1);

  for (guint i = 0; i < free_people->len; i++)
    n_free[get_source (self, i)] += g_array_index (free_people, guint, i);

  return n_free;
}

/* Crossings of which some hour is full, those with the most people first. */
static GArray *
list_busy (const CorDraft *self)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->timetable), n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  GArray *busy = g_array_new (FALSE, FALSE, sizeof (Busy));
  g_autofree guint64 *n_people = g_new0 (guint64, n_crossings + 1);
  g_autofree guint64 *n_free = count_free (self);
  g_autofree gboolean *is_full = g_new0 (gboolean, n_crossings + 1);

  for (guint i = 0; i < self->single->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (self->single->passages, CorPassage, i);
      guint slot = get_source (self, passage->slot);

      n_people[slots[slot].crossing] += passage->n_people;
      is_full[slots[slot].crossing] |= n_free[slot] == 0;
    }
  for (guint i = 0; i < n_crossings; i++)
    {
      Busy one = { i, n_people[i] };

      if (is_full[i])
        g_array_append_val (busy, one);
    }
  g_array_sort (busy, compare_busy);

  return busy;
}

/* Lists the limits of lanes that are full, of crossings that are, then those of countries. What
 * slots share is shared out before columns are found, and not anew for a trial. */
static GArray *
list_limits (const CorDraft *self)
{
  g_autoptr (GArray) busy = list_busy (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *limits = self->lane_plan != NULL ? cor_draft_list_lane_limits (self)
                                           : g_array_new (FALSE, FALSE, sizeof (CorBinding));

  if (cor_draft_has_allotment (self))
    return limits;

  for (guint i = 0; i < busy->len; i++)
    {
      const CorCrossing *gate = self->crossings->pdata[g_array_index (busy, Busy, i).crossing];
      CorCrossing *crossing =
          cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &gate->record.id);

      if (g_hash_table_add (seen, crossing))
        cor_limit_list_of_crossing (crossing, limits);
    }
  if (self->single->passages->len > 0)
    cor_limit_list_of_quotas (self->snapshot, limits);

  return limits;
}

static gboolean
is_worth_something (const CorWorth *worth)
{
  return worth->n_people > 0 || worth->limit.worth_min > 0 || worth->person_s > 0;
}

/* What is gained from one to the other. Where more people get out, the last of them may be later.
 */
static CorWorth
compare_reaches (const CorBinding *limit, const CorReach *before, const CorReach *after)
{
  CorWorth worth = { .limit = *limit };

  if (after->n_left < before->n_left)
    worth.n_people = (guint) (before->n_left - after->n_left);
  else if (after->end_min < before->end_min)
    worth.limit.worth_min = (gint) (before->end_min - after->end_min);
  if (after->hours < before->hours)
    worth.person_s = (gint64) (before->hours - after->hours) * COR_SECONDS_PER_HOUR;

  return worth;
}

static int
compare_worths (gconstpointer a, gconstpointer b)
{
  const CorWorth *left = a, *right = b;

  if (left->n_people != right->n_people)
    return left->n_people > right->n_people ? -1 : 1;
  if (left->limit.worth_min != right->limit.worth_min)
    return left->limit.worth_min > right->limit.worth_min ? -1 : 1;
  if (left->person_s != right->person_s)
    return left->person_s > right->person_s ? -1 : 1;
  if (left->limit.kind != right->limit.kind)
    return left->limit.kind < right->limit.kind ? -1 : 1;

  return cor_id_compare (&left->limit.related_id, &right->limit.related_id);
}

/* How far they get as the plan is; where slots share limits, or with lanes, that is what was found
 * for the plan. */
static gboolean
look_before (const CorDraft *self, CorReach *before, CorProgress *progress, GError **error)
{
  guint n_limits;

  if (self->lane_plan != NULL)
    {
      *before = cor_draft_measure_lanes (self);
      before->work = 0;
      return TRUE;
    }
  cor_timetable_get_limits (self->timetable, &n_limits);
  if (n_limits == 0)
    return cor_draft_try (self, self->snapshot, before, progress, error);

  *before = cor_reach_measure (self->timetable, self->single);

  return TRUE;
}

static gboolean
try_raised (const CorDraft *self,
            const CorBinding *limit,
            CorReach *reach,
            CorProgress *progress,
            GError **error)
{
  g_autoptr (CorSnapshot) raised = NULL;

  if (cor_draft_is_lane_limit (limit->kind))
    return cor_draft_try_lane (self, limit, reach, progress, error);
  raised = cor_limit_raise (limit, self->snapshot);

  return cor_draft_try (self, raised, reach, progress, error);
}

/**
 * cor_draft_find_worths:
 * @self: a plan in the making, with its people shared out
 * @result: takes what raising its limits would be worth
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Raises the limits of lanes and crossings that are full, and of countries, one after the other,
 * and notes which of them would bring more people out, or the last one or all of them sooner.
 * Minutes and people are those of the best plan for single people, or with lanes of the one that is
 * found.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_find_worths (const CorDraft *self,
                       CorResult *result,
                       CorProgress *progress,
                       GError **error)
{
  g_autoptr (GArray) limits = NULL;
  CorReach before, after;
  guint64 work;

  limits = list_limits (self);
  if (!look_before (self, &before, progress, error))
    return FALSE;
  work = before.work;
  add_fleet_bound (self, &before);
  for (guint i = 0; i < limits->len && work <= MAX_WORK; i++)
    {
      const CorBinding *limit = &g_array_index (limits, CorBinding, i);
      CorWorth worth;

      if (!try_raised (self, limit, &after, progress, error))
        return FALSE;
      work += after.work;
      add_fleet_bound (self, &after);
      worth = compare_reaches (limit, &before, &after);
      if (is_worth_something (&worth))
        g_array_append_val (result->worths, worth);
    }
  g_array_sort (result->worths, compare_worths);
  g_array_set_size (result->worths, MIN (result->worths->len, MAX_WORTHS));

  return TRUE;
}

/* Whether a party gets to a crossing, but to none in time. */
static gboolean
is_too_late (const CorDraft *self, guint party)
{
  guint cluster = ((CorDemandGroup *) self->groups->pdata[party])->cluster;
  gboolean arrives = FALSE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; self->parties[party].trips[i] != NULL && j < self->crossings->len; j++)
      {
        if (self->parties[party].trips[i][j].hour != COR_HOUR_NONE)
          return FALSE;
        arrives |= cor_journeys_get_arrival_utc_s (self->journeys, (CorTravel) i, cluster, j) !=
                   G_MAXINT64;
      }

  return arrives;
}

/* Whether somebody is too late for the plan, whom vehicles and lanes do not keep. */
static gboolean
may_be_too_late (const CorDraft *self)
{
  if (self->fleet != NULL || self->lane_plan != NULL)
    return FALSE;

  for (guint i = 0; i < self->single->n_unserved->len; i++)
    if (g_array_index (self->single->n_unserved, guint, i) > 0 && is_too_late (self, i))
      return TRUE;

  return FALSE;
}

/**
 * cor_draft_find_later_ends:
 * @self: a plan in the making, with its people shared out
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds how much longer the plan would have to be for those who are left, three days at most.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_find_later_ends (CorDraft *self, CorProgress *progress, GError **error)
{
  CorBinding end = cor_limit_of_horizon (MAX_MORE_HOURS);
  g_autoptr (CorSnapshot) longer = NULL;

  if (!may_be_too_late (self))
    return TRUE;

  longer = cor_limit_raise (&end, self->snapshot);
  self->n_hours_needed = cor_draft_try_longer (self, longer, progress, error);

  return self->n_hours_needed != NULL;
}
