/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-allotment.h"
#include "cor-gates.h"
#include "cor-loading.h"
#include "cor-time.h"

/* Limits by mode, of reception points and of intervals, and quotas: each small instance is searched
 * through, person by person and household by household, from the records and not from the slots
 * that the planner makes of them. */

/* 24 February 2022, 20:00 in UTC: the next day begins two hours later in Bucharest and three in
 * Warsaw. */
#define START_UTC_S G_GINT64_CONSTANT (1645732800)
#define HOUR COR_SECONDS_PER_HOUR
#define N_INSTANCES 1500
#define N_CROSSING 500
#define MAX_CROSSINGS 3
#define MAX_GATES (2 * MAX_CROSSINGS)
#define MAX_QUOTAS 3
#define MAX_HOURS 5
#define MAX_PARTIES 3
#define MAX_HOUSEHOLDS 5
#define N_DAYS 3

typedef struct
{
  guint n_left;
  guint last_hour;
  guint hours;
} Score;

typedef struct
{
  GPtrArray *crossings;
  GPtrArray *quotas;
  GPtrArray *gates;
  CorTimetable *timetable;
  guint n_hours;
  guint rates[MAX_CROSSINGS][MAX_HOURS];
  guint modes[MAX_CROSSINGS][MAX_HOURS];
  int days[MAX_QUOTAS][MAX_CROSSINGS][MAX_HOURS]; /* -1: not covered */
  guint n_parties;
  CorParty parties[MAX_PARTIES];
  CorTrip trips[MAX_PARTIES][COR_N_TRAVELS][MAX_GATES];
  CorTrip site_trips[MAX_PARTIES][COR_N_TRAVELS][MAX_CROSSINGS];
  GArray *households; /* CorHousehold */
} Instance;

/* What a search has used, by the records. */
typedef struct
{
  const Instance *instance;
  gboolean are_single; /* people, not households */
  gboolean hours_only; /* whatever else is lost by it */
  guint in_hour[MAX_CROSSINGS][MAX_HOURS];
  guint in_mode[MAX_CROSSINGS][MAX_HOURS][COR_N_MODES];
  guint in_quota[MAX_QUOTAS][N_DAYS];
  GArray *parts; /* guint: sizes, by party */
  GArray *part_parties;
  Score score;
  Score best;
} Search;

static guint
get_limit (GRand *random)
{
  return g_rand_int_range (random, 0, 3) == 0 ? (guint) g_rand_int_range (random, 0, 4)
                                              : COR_UNLIMITED;
}

static CorCrossing *
make_crossing (GRand *random)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);
  gboolean in_poland = g_rand_boolean (random);

  g_strlcpy (crossing->country, in_poland ? "PL" : "RO", sizeof crossing->country);
  g_free (crossing->neighbour_zone);
  crossing->neighbour_zone = g_strdup (in_poland ? "Europe/Warsaw" : "Europe/Bucharest");
  crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 1, 6);
  crossing->reception_people_per_h = get_limit (random);
  for (guint i = 0; i < COR_N_MODES; i++)
    crossing->capacity_by_mode_people_per_h[i] = get_limit (random);
  interval->state = COR_CROSSING_OPEN;
  interval->modes = (guint) g_rand_int_range (random, 1, 8);
  if (g_rand_boolean (random))
    {
      interval = cor_crossing_add_interval (crossing, NULL);
      interval->from_utc_s = START_UTC_S + g_rand_int_range (random, 0, 4) * HOUR;
      interval->until_utc_s = interval->from_utc_s + g_rand_int_range (random, 1, 4) * HOUR;
      interval->state = COR_CROSSING_OPEN;
      interval->modes = (guint) g_rand_int_range (random, 1, 8);
      interval->capacity_people_per_h = get_limit (random);
      interval->by_officer = TRUE;
    }
  cor_crossing_sort (crossing);

  return crossing;
}

/* Not daily, or daily for good: so that of two that share an hour one holds the other; unless they
 * may cross. */
static CorQuota *
make_quota (GRand *random, gboolean may_cross)
{
  CorQuota *quota = cor_quota_new (NULL, g_rand_boolean (random) ? "PL" : "RO");

  quota->max_people = (guint) g_rand_int_range (random, 0, 7);
  quota->is_daily = g_rand_boolean (random);
  if (may_cross || !quota->is_daily)
    {
      if (g_rand_boolean (random))
        quota->from_utc_s = START_UTC_S + (may_cross ? g_rand_int_range (random, 0, 5) * HOUR : 0);
      if (may_cross && g_rand_boolean (random))
        quota->until_utc_s = START_UTC_S + g_rand_int_range (random, 2, 6) * HOUR;
    }

  return quota;
}

static void
add_party (Instance *self, GRand *random)
{
  guint index = self->n_parties++;
  CorParty *party = &self->parties[index];

  for (guint i = 0; i < self->crossings->len; i++)
    {
      CorTrip *by_car = &self->site_trips[index][COR_TRAVEL_CAR][i];
      CorTrip *by_coach = &self->site_trips[index][COR_TRAVEL_COACH][i];

      by_car->hour = (guint) g_rand_int_range (random, 0, 3);
      by_coach->hour = by_car->hour + (guint) g_rand_int_range (random, 0, 2);
      if (g_rand_int_range (random, 0, 5) == 0)
        by_coach->hour = COR_HOUR_NONE;
      if (by_coach->hour == COR_HOUR_NONE && g_rand_boolean (random))
        by_car->hour = COR_HOUR_NONE;
    }
  if (g_rand_boolean (random))
    party->trips[COR_TRAVEL_CAR] = self->trips[index][COR_TRAVEL_CAR];
  party->trips[COR_TRAVEL_COACH] = self->trips[index][COR_TRAVEL_COACH];
}

static void
spread_over_gates (Instance *self)
{
  for (guint i = 0, site = 0; i < self->gates->len; i++)
    {
      site += i > 0 && !cor_gates_is_second (self->gates, i);
      for (guint j = 0; j < self->n_parties; j++)
        for (guint k = 0; k < COR_N_TRAVELS; k++)
          self->trips[j][k][i] = self->site_trips[j][k][site];
    }
}

/* By the calendar on the far side. */
static int
get_day (const CorCrossing *crossing, guint hour)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (START_UTC_S + (gint64) hour * HOUR);
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (utc, cor_time_zone (crossing->neighbour_zone));

  return g_date_time_get_day_of_month (local) - 24;
}

static gboolean
covers (const CorQuota *quota, const CorCrossing *crossing, guint hour)
{
  gint64 time_utc_s = START_UTC_S + (gint64) hour * HOUR;

  return g_str_equal (quota->country, crossing->country) &&
         (quota->from_utc_s == COR_TIME_NONE || time_utc_s >= quota->from_utc_s) &&
         (quota->until_utc_s == COR_TIME_NONE || time_utc_s < quota->until_utc_s);
}

/* What the records say of each hour, once for all. */
static void
read_records (Instance *self)
{
  for (guint i = 0; i < self->crossings->len; i++)
    for (guint hour = 0; hour < self->n_hours; hour++)
      {
        const CorCrossing *crossing = self->crossings->pdata[i];
        gint64 time_utc_s = START_UTC_S + (gint64) hour * HOUR;
        const CorCrossingInterval *interval = cor_crossing_get_interval (crossing, time_utc_s);

        self->modes[i][hour] = cor_crossing_get_modes (crossing, time_utc_s);
        self->rates[i][hour] = crossing->capacity_people_per_h;
        if (interval->capacity_people_per_h != COR_UNLIMITED)
          self->rates[i][hour] = interval->capacity_people_per_h;
        self->rates[i][hour] = MIN (self->rates[i][hour], crossing->reception_people_per_h);
        for (guint j = 0; j < self->quotas->len; j++)
          {
            const CorQuota *quota = self->quotas->pdata[j];

            self->days[j][i][hour] = !covers (quota, crossing, hour) ? -1
                                     : quota->is_daily               ? get_day (crossing, hour)
                                                                     : 0;
          }
      }
}

static Instance *
instance_new (GRand *random, gboolean may_cross)
{
  Instance *self = g_new0 (Instance, 1);
  guint n_crossings = (guint) g_rand_int_range (random, 1, MAX_CROSSINGS + 1);
  guint n_quotas = (guint) g_rand_int_range (random, may_cross ? 2 : 0, MAX_QUOTAS + 1);
  guint n_households = (guint) g_rand_int_range (random, 1, MAX_HOUSEHOLDS + 1);
  guint n_parties = MIN (n_households, (guint) g_rand_int_range (random, 1, MAX_PARTIES + 1));

  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  self->quotas = g_ptr_array_new_with_free_func (cor_record_unref);
  self->households = g_array_new (FALSE, FALSE, sizeof (CorHousehold));
  self->n_hours = (guint) g_rand_int_range (random, 2, MAX_HOURS + 1);
  for (guint i = 0; i < n_crossings; i++)
    g_ptr_array_add (self->crossings, make_crossing (random));
  for (guint i = 0; i < n_quotas; i++)
    g_ptr_array_add (self->quotas, make_quota (random, may_cross));
  self->gates = cor_gates_new (self->crossings);
  self->timetable = cor_timetable_new_with_quotas (self->gates, self->quotas, START_UTC_S,
                                                   self->n_hours, NULL, NULL);
  for (guint i = 0; i < n_parties; i++)
    {
      add_party (self, random);
      for (guint j = i; j < n_households; j += n_parties)
        {
          CorHousehold household = { .group = i, .weight = 1 };

          household.n_people = (guint) g_rand_int_range (random, 1, 4);
          self->parties[i].n_people += household.n_people;
          g_array_append_val (self->households, household);
        }
    }
  spread_over_gates (self);
  read_records (self);

  return self;
}

static void
instance_free (Instance *self)
{
  cor_timetable_free (self->timetable);
  g_ptr_array_unref (self->gates);
  g_ptr_array_unref (self->crossings);
  g_ptr_array_unref (self->quotas);
  g_array_unref (self->households);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Instance, instance_free)

static gboolean
is_worse (const Score *a, const Score *b)
{
  if (a->n_left != b->n_left)
    return a->n_left > b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour > b->last_hour;

  return a->hours > b->hours;
}

/* Adds people, or takes them away, and says whether everything still holds. */
static gboolean
change (Search *self, guint site, guint hour, guint mode, gint n_people)
{
  const Instance *instance = self->instance;
  const CorCrossing *crossing = instance->crossings->pdata[site];
  gboolean holds;

  self->in_hour[site][hour] += (guint) n_people;
  self->in_mode[site][hour][mode] += (guint) n_people;
  holds = self->in_hour[site][hour] <= instance->rates[site][hour] &&
          self->in_mode[site][hour][mode] <= crossing->capacity_by_mode_people_per_h[mode];
  for (guint i = 0; i < instance->quotas->len; i++)
    {
      int day = instance->days[i][site][hour];

      if (day < 0)
        continue;
      self->in_quota[i][day] += (guint) n_people;
      holds &= self->in_quota[i][day] <= ((CorQuota *) instance->quotas->pdata[i])->max_people;
    }

  return holds;
}

static gboolean
can_go (const Instance *self, guint party, guint site, guint hour, guint mode)
{
  CorTravel travel = mode == 0 ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;

  return self->parties[party].trips[travel] != NULL &&
         self->site_trips[party][travel][site].hour <= hour &&
         (self->modes[site][hour] & (1u << mode)) != 0;
}

/* Tries everything for the parts from @part on; alike ones after each other in order. */
static void
search (Search *self, guint part, guint first_choice)
{
  const Instance *instance = self->instance;
  guint n_sites = instance->crossings->len, n_people, party;
  gboolean is_like_next;

  if (self->hours_only ? self->score.hours > self->best.hours
                       : is_worse (&self->score, &self->best))
    return;
  if (part == self->parts->len)
    {
      self->best = self->score;
      return;
    }

  n_people = g_array_index (self->parts, guint, part);
  party = g_array_index (self->part_parties, guint, part);
  is_like_next = part + 1 < self->parts->len &&
                 g_array_index (self->parts, guint, part + 1) == n_people &&
                 g_array_index (self->part_parties, guint, part + 1) == party;
  for (guint i = first_choice; i < n_sites * instance->n_hours * COR_N_MODES; i++)
    {
      guint hour = i / (n_sites * COR_N_MODES);
      guint site = i / COR_N_MODES % n_sites, mode = i % COR_N_MODES;
      Score before = self->score;

      if (!can_go (instance, party, site, hour, mode))
        continue;
      if (change (self, site, hour, mode, (gint) n_people))
        {
          self->score.last_hour = MAX (self->score.last_hour, hour);
          self->score.hours += n_people * hour;
          search (self, part + 1, is_like_next ? i : 0);
          self->score = before;
        }
      change (self, site, hour, mode, -(gint) n_people);
    }
  self->score.n_left += n_people;
  self->score.hours += n_people * instance->n_hours;
  search (self, part + 1, is_like_next ? G_MAXUINT : 0);
  self->score.n_left -= n_people;
  self->score.hours -= n_people * instance->n_hours;
}

static Score
search_through (const Instance *instance, gboolean are_single, gboolean hours_only)
{
  Search self = { .instance = instance,
                  .best = { G_MAXUINT, 0, G_MAXUINT },
                  .hours_only = hours_only };

  self.parts = g_array_new (FALSE, FALSE, sizeof (guint));
  self.part_parties = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < instance->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (instance->households, CorHousehold, i);
      guint size = are_single ? 1 : household->n_people;

      for (guint j = 0; j < household->n_people; j += size)
        {
          g_array_append_val (self.parts, size);
          g_array_append_val (self.part_parties, household->group);
        }
    }
  search (&self, 0, 0);
  g_array_unref (self.parts);
  g_array_unref (self.part_parties);

  return self.best;
}

/* What an assignment reaches, every record held against it. */
static Score
get_score (const Instance *instance, const CorAssignment *assignment)
{
  Search used = { .instance = instance };
  Score score = { 0 };

  for (guint i = 0; i < assignment->n_unserved->len; i++)
    score.n_left += g_array_index (assignment->n_unserved, guint, i);
  score.hours = score.n_left * instance->n_hours;
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);
      guint site = 0, mode = passage->mode == COR_MODE_CAR     ? 0
                             : passage->mode == COR_MODE_COACH ? 1
                                                               : 2;

      while (instance->crossings->pdata[site] != instance->gates->pdata[passage->crossing])
        site++;
      g_assert_true (can_go (instance, passage->party, site, passage->hour, mode));
      g_assert_true (change (&used, site, passage->hour, mode, (gint) passage->n_people));
      score.last_hour = MAX (score.last_hour, passage->hour);
      score.hours += passage->n_people * passage->hour;
    }

  return score;
}

/* Those of an assignment that need not keep to all quotas. */
static guint
count_hours (const Instance *instance, const CorAssignment *assignment)
{
  guint hours = 0;

  for (guint i = 0; i < assignment->n_unserved->len; i++)
    hours += g_array_index (assignment->n_unserved, guint, i) * instance->n_hours;
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

      hours += passage->n_people * passage->hour;
    }

  return hours;
}

/* Slots for themselves never hold more than what they shared, and at least what is in them. */
static void
check_allotment (const Instance *instance, const CorAssignment *assignment)
{
  g_autoptr (CorTimetable) plain =
      cor_allotment_new (instance->timetable, instance->parties, instance->n_parties, assignment);
  g_autofree guint *n_used = NULL;
  guint n_slots, n_limits;
  const CorSlot *slots = cor_timetable_get_all_slots (plain, &n_slots);
  Search full = { .instance = instance };

  cor_timetable_get_limits (plain, &n_limits);
  g_assert_cmpuint (n_limits, ==, 0);
  n_used = g_new0 (guint, n_slots + 1);
  for (guint i = 0; i < assignment->passages->len; i++)
    n_used[g_array_index (assignment->passages, CorPassage, i).slot] +=
        g_array_index (assignment->passages, CorPassage, i).n_people;
  for (guint i = 0; i < n_slots; i++)
    {
      guint site = 0, mode = 0;

      g_assert_cmpuint (slots[i].capacity_people, >=, n_used[i]);
      while (instance->crossings->pdata[site] != instance->gates->pdata[slots[i].crossing])
        site++;
      while ((slots[i].modes & (1u << mode)) == 0)
        mode++;
      g_assert_true (change (&full, site, slots[i].hour, mode, (gint) slots[i].capacity_people) ||
                     slots[i].capacity_people == 0);
    }
}

/* No plan is below it in person-hours, however many it leaves. Returns by how much it is less than
 * the least there is; nothing if quotas can be kept. */
static guint
check_quickest (const Instance *instance, CorAssignment *single, const Score *least)
{
  guint bound;

  g_assert_true (cor_assignment_find_quickest (single, instance->timetable, instance->parties,
                                               instance->n_parties, NULL, NULL));
  bound = count_hours (instance, single->quickest != NULL ? single->quickest : single);
  g_assert_cmpuint (bound, <=, least->hours);

  return least->hours - bound;
}

static void
test_exhaustive (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (24022022);
  guint n_left = 0, n_two_gates = 0, n_conflicts = 0, n_quicker = 0;
  guint n_best = 0, n_compared = 0, n_more_left = 0, n_later = 0, hours = 0, best_hours = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      g_autoptr (Instance) instance = instance_new (random, FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (CorAssignment) single = cor_assignment_solve (
          instance->timetable, instance->parties, instance->n_parties, NULL, &error);
      g_autoptr (CorLoading) loading = NULL;
      Score best = search_through (instance, TRUE, FALSE);
      Score score, least;

      g_assert_no_error (error);
      score = get_score (instance, single);
      g_assert_cmpuint (score.n_left, ==, best.n_left);
      g_assert_cmpuint (score.last_hour, ==, best.last_hour);
      g_assert_cmpuint (score.hours, ==, best.hours);
      check_allotment (instance, single);
      n_left += best.n_left > 0;
      n_two_gates += instance->gates->len > instance->crossings->len;
      n_conflicts += single->relaxed != NULL;
      least = search_through (instance, TRUE, TRUE);
      g_assert_cmpuint (check_quickest (instance, single, &least), ==, 0);
      n_quicker += least.hours < best.hours;

      loading = cor_loading_new (instance->timetable, instance->parties, instance->n_parties,
                                 instance->households, single, NULL, &error);
      g_assert_no_error (error);
      if (loading->n_divided > 0)
        continue;
      n_compared++;
      best = search_through (instance, FALSE, FALSE);
      score = get_score (instance, loading->assignment);
      g_assert_false (is_worse (&best, &score));
      n_best += !is_worse (&score, &best);
      n_more_left += score.n_left - best.n_left;
      if (score.n_left == best.n_left)
        {
          n_later += score.last_hour != best.last_hour;
          hours += score.hours;
          best_hours += best.hours;
        }
    }

  g_test_message ("households: %u people left who need not be, %u plans later; of the others %u "
                  "person-hours for %u",
                  n_more_left, n_later, hours, best_hours);
  g_test_message ("%u of %u leave somebody, %u have two gates, in %u goals conflict, %u could take "
                  "less time; households: %u of %u best",
                  n_left, N_INSTANCES, n_two_gates, n_conflicts, n_quicker, n_best, n_compared);
  g_assert_cmpuint (n_left, >, N_INSTANCES / 4);
  g_assert_cmpuint (n_two_gates, >, N_INSTANCES / 4);
  g_assert_cmpuint (n_conflicts, >, 0);
  g_assert_cmpuint (n_quicker, >, 0);
}

/* Quotas that cross in time: never broken, and what bounds them is a bound. */
static void
test_crossing_quotas (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint n_best = 0, n_proven = 0;

  for (guint i = 0; i < N_CROSSING; i++)
    {
      g_autoptr (Instance) instance = instance_new (random, TRUE);
      g_autoptr (CorAssignment) single = cor_assignment_solve (
          instance->timetable, instance->parties, instance->n_parties, NULL, NULL);
      Score best = search_through (instance, TRUE, FALSE);
      Score score = get_score (instance, single), least;

      g_assert_false (is_worse (&best, &score));
      least = search_through (instance, TRUE, TRUE);
      check_quickest (instance, single, &least);
      if (single->relaxed != NULL)
        {
          guint n_left = 0;

          for (guint j = 0; j < single->relaxed->n_unserved->len; j++)
            n_left += g_array_index (single->relaxed->n_unserved, guint, j);
          g_assert_cmpuint (n_left, <=, best.n_left);
        }
      else
        g_assert_false (is_worse (&score, &best));
      n_best += !is_worse (&score, &best);
      n_proven += single->is_best;
    }
  g_test_message ("%u of %u are best, %u proven", n_best, N_CROSSING, n_proven);
  g_assert_cmpuint (n_best, >, N_CROSSING * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/limits/exhaustive", test_exhaustive);
  g_test_add_func ("/planner/limits/crossing-quotas", test_crossing_quotas);

  return g_test_run ();
}
