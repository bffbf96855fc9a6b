/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-loading.h"
#include "cor-subset.h"

#define START_UTC_S G_GINT64_CONSTANT (1645675200) /* 24 February 2022, 06:00 in Kyiv */
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)
#define MAX_PARTIES 12
#define MAX_CROSSINGS 4
#define N_INSTANCES 2000
#define N_TINY 300

typedef struct
{
  GPtrArray *crossings;
  CorTimetable *timetable;
  guint n_parties;
  CorParty parties[MAX_PARTIES];
  CorTrip trips[MAX_PARTIES][COR_N_TRAVELS][MAX_CROSSINGS];
  GArray *households;
  CorAssignment *single;
  CorLoading *loading;
} Case;

/* What a plan is judged by, in this order. */
typedef struct
{
  guint64 n_left;
  guint64 last_hour;
  guint64 hours;
} Score;

static Case *
case_new (void)
{
  Case *self = g_new0 (Case, 1);

  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  self->households = g_array_new (FALSE, FALSE, sizeof (CorHousehold));

  return self;
}

static void
case_free (Case *self)
{
  g_clear_pointer (&self->loading, cor_loading_free);
  g_clear_pointer (&self->single, cor_assignment_free);
  cor_timetable_free (self->timetable);
  g_ptr_array_unref (self->crossings);
  g_array_unref (self->households);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static void
add_crossing (Case *self, guint capacity_people_per_h, guint modes)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  crossing->capacity_people_per_h = capacity_people_per_h;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = modes;
  g_ptr_array_add (self->crossings, crossing);
}

/* Starts a party without a car which reaches crossing i in @first_hour + i. */
static void
add_party (Case *self, guint first_hour)
{
  CorParty *party = &self->parties[self->n_parties];

  party->trips[COR_TRAVEL_COACH] = self->trips[self->n_parties][COR_TRAVEL_COACH];
  for (guint i = 0; i < MAX_CROSSINGS; i++)
    self->trips[self->n_parties][COR_TRAVEL_COACH][i] = (CorTrip){ first_hour + i, 60 * i };
  self->n_parties++;
}

/* Adds to the last party. */
static void
add_household (Case *self, guint n_people)
{
  CorHousehold household = { .group = self->n_parties - 1, .n_people = n_people, .weight = 1 };

  self->parties[self->n_parties - 1].n_people += n_people;
  g_array_append_val (self->households, household);
}

static void
load (Case *self, guint n_hours)
{
  g_autoptr (GError) error = NULL;

  self->timetable = cor_timetable_new (self->crossings, START_UTC_S, n_hours);
  self->single =
      cor_assignment_solve (self->timetable, self->parties, self->n_parties, NULL, &error);
  g_assert_no_error (error);
  self->loading = cor_loading_new (self->timetable, self->parties, self->n_parties,
                                   self->households, self->single, NULL, &error);
  g_assert_no_error (error);
}

static Case *
make_random_case (GRand *random, guint max_households, guint n_crossings, guint n_hours)
{
  Case *self = case_new ();
  guint n_households = (guint) g_rand_int_range (random, 0, (int) max_households + 1);
  guint n_parties = MIN (n_households, (guint) g_rand_int_range (random, 1, MAX_PARTIES + 1));

  for (guint i = 0; i < n_crossings; i++)
    add_crossing (self, (guint) g_rand_int_range (random, 0, 10),
                  (guint) g_rand_int_range (random, 1, 8));
  for (guint i = 0; i < n_parties; i++)
    {
      gboolean has_car = g_rand_boolean (random);

      add_party (self, 0);
      for (guint j = 0; j < n_crossings; j++)
        {
          guint hour = (guint) g_rand_int_range (random, 0, (int) n_hours + 2);

          self->trips[i][COR_TRAVEL_COACH][j].hour = hour < n_hours ? hour : COR_HOUR_NONE;
          self->trips[i][COR_TRAVEL_CAR][j] = self->trips[i][COR_TRAVEL_COACH][j];
        }
      if (has_car)
        self->parties[i].trips[COR_TRAVEL_CAR] = self->trips[i][COR_TRAVEL_CAR];
      for (guint j = i; j < n_households; j += n_parties)
        add_household (self,
                       (guint) g_rand_int_range (random, 1, g_rand_boolean (random) ? 4 : 12));
    }
  load (self, n_hours);

  return self;
}

static gboolean
can_use (const Case *self, guint household, guint slot)
{
  guint n_slots;

  return cor_party_can_pass (
      &self->parties[g_array_index (self->households, CorHousehold, household).group],
      cor_timetable_get_all_slots (self->timetable, &n_slots) + slot, NULL, NULL);
}

/* Households whole unless no slot could ever hold them, slots within their capacity, everybody in a
 * slot that they can use. */
static Score
check (const Case *self)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  g_autofree guint *used = g_new0 (guint, n_slots + 1);
  g_autofree guint *n_passing = g_new0 (guint, self->households->len + 1);
  g_autofree guint *n_in_need = g_new0 (guint, self->households->len + 1);
  Score score = { 0 };

  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *one = &g_array_index (self->loading->loads, CorLoad, i);
      guint n_people = g_array_index (self->households, CorHousehold, one->household).n_people;

      g_assert_true (can_use (self, one->household, one->slot));
      used[one->slot] += one->n_people;
      n_passing[one->household] += one->n_people;
      n_in_need[one->household] += one->n_in_need;
      score.last_hour = MAX (score.last_hour, slots[one->slot].hour);
      score.hours += (guint64) one->n_people * slots[one->slot].hour;
      for (guint j = 0; one->n_people < n_people && j < n_slots; j++)
        g_assert_true (slots[j].capacity_people < n_people || !can_use (self, one->household, j));
    }
  for (guint i = 0; i < n_slots; i++)
    {
      g_assert_cmpuint (used[i], <=, slots[i].capacity_people);
      g_assert_cmpuint (g_array_index (self->loading->assignment->free_people, guint, i), ==,
                        slots[i].capacity_people - used[i]);
    }
  for (guint i = 0; i < self->households->len; i++)
    {
      guint n_people = g_array_index (self->households, CorHousehold, i).n_people;

      guint n_wanted = g_array_index (self->households, CorHousehold, i).n_in_need;

      g_assert_cmpuint (n_passing[i], <=, n_people);
      g_assert_cmpuint (n_in_need[i], ==, MIN (n_passing[i], n_wanted));
      score.n_left += n_people - n_passing[i];
    }

  return score;
}

/* The passages say the same as the loads. */
static void
check_passages (const Case *self)
{
  const CorAssignment *assignment = self->loading->assignment;
  guint place = 0;

  g_assert_cmpuint (self->loading->first_loads->len, ==, assignment->passages->len + 1);
  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);
      guint end = g_array_index (self->loading->first_loads, guint, i + 1), n_people = 0;

      g_assert_cmpuint (g_array_index (self->loading->first_loads, guint, i), ==, place);
      for (; place < end; place++)
        {
          const CorLoad *one = &g_array_index (self->loading->loads, CorLoad, place);

          g_assert_cmpuint (one->slot, ==, passage->slot);
          g_assert_cmpuint (g_array_index (self->households, CorHousehold, one->household).group,
                            ==, passage->party);
          n_people += one->n_people;
        }
      g_assert_cmpuint (n_people, ==, passage->n_people);
    }
  g_assert_cmpuint (place, ==, self->loading->loads->len);
}

static Score
get_single_score (const Case *self)
{
  Score score = { 0 };

  for (guint i = 0; i < self->n_parties; i++)
    score.n_left += g_array_index (self->single->n_unserved, guint, i);
  for (guint i = 0; i < self->single->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (self->single->passages, CorPassage, i);

      score.last_hour = MAX (score.last_hour, passage->hour);
      score.hours += (guint64) passage->n_people * passage->hour;
    }

  return score;
}

static gboolean
is_better (const Score *a, const Score *b)
{
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;

  return a->hours < b->hours;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220304);
  guint n_reached = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      g_autoptr (Case) self = make_random_case (random, 40, (guint) g_rand_int_range (random, 1, 5),
                                                (guint) g_rand_int_range (random, 1, 13));
      Score whole = check (self), single = get_single_score (self);

      check_passages (self);
      g_assert_false (is_better (&whole, &single));
      g_assert_cmpint ((gint64) (whole.n_left - single.n_left), ==, self->loading->n_left);
      n_reached += !is_better (&single, &whole);
    }
  g_test_message ("%u of %u reach the bound of single people", n_reached, N_INSTANCES);
  g_assert_cmpuint (n_reached, >, N_INSTANCES * 6 / 10);
}

/* Tries every slot for every household. */
static void
search_all (const Case *self, guint household, guint *n_free, Score score, Score *best)
{
  guint n_slots, n_people;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);

  if (score.n_left > best->n_left)
    return;
  if (household == self->households->len)
    {
      if (is_better (&score, best))
        *best = score;
      return;
    }

  n_people = g_array_index (self->households, CorHousehold, household).n_people;
  for (guint i = 0; i < n_slots; i++)
    {
      Score next = score;

      if (n_free[i] < n_people || !can_use (self, household, i))
        continue;
      n_free[i] -= n_people;
      next.last_hour = MAX (next.last_hour, slots[i].hour);
      next.hours += (guint64) n_people * slots[i].hour;
      search_all (self, household + 1, n_free, next, best);
      n_free[i] += n_people;
    }
  score.n_left += n_people;
  search_all (self, household + 1, n_free, score, best);
}

static void
test_against_every_way (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220305);
  guint n_best = 0, n_compared = 0, n_more_left = 0;

  for (guint i = 0; i < N_TINY; i++)
    {
      g_autoptr (Case) self = make_random_case (random, 7, 2, 3);
      Score score = check (self), best = { G_MAXUINT64, 0, 0 };
      guint n_slots, n_free[16];
      const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);

      if (self->loading->n_divided > 0)
        continue;
      for (guint j = 0; j < n_slots; j++)
        n_free[j] = slots[j].capacity_people;
      search_all (self, 0, n_free, (Score){ 0 }, &best);

      g_assert_false (is_better (&score, &best));
      n_compared++;
      n_best += !is_better (&best, &score);
      n_more_left += best.n_left < score.n_left;
    }
  g_test_message ("%u of %u are best possible; %u leave more people than need be", n_best,
                  n_compared, n_more_left);
  g_assert_cmpuint (n_best * 100, >=, n_compared * 95);
}

static void
test_family_is_not_parted (void)
{
  g_autoptr (Case) self = case_new ();

  add_crossing (self, 10, ALL_MODES);
  add_party (self, 0);
  for (guint i = 0; i < 4; i++)
    add_household (self, 6);
  load (self, 4);

  g_assert_cmpuint (check (self).n_left, ==, 0);
  g_assert_cmpuint (self->loading->loads->len, ==, 4);
  g_assert_cmpint (self->loading->extra_hours, ==, (0 + 1 + 2 + 3) * 6 - (10 + 4 * 2));
}

/* 6 + 4 and 7 + 3 fill the hours; first come first served does not. */
static void
test_hours_are_filled (void)
{
  const guint sizes[] = { 3, 4, 6, 7 };
  g_autoptr (Case) self = case_new ();

  add_crossing (self, 10, ALL_MODES);
  add_party (self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    add_household (self, sizes[i]);
  load (self, 2);

  g_assert_cmpuint (check (self).n_left, ==, 0);
  g_assert_cmpint (self->loading->extra_hours, ==, 0);
}

static void
test_group_larger_than_any_hour (void)
{
  g_autoptr (Case) self = case_new ();

  add_crossing (self, 25, ALL_MODES);
  add_party (self, 1);
  add_household (self, 60);
  load (self, 4);

  g_assert_cmpuint (check (self).n_left, ==, 0);
  g_assert_cmpuint (self->loading->n_divided, ==, 1);
  g_assert_cmpuint (self->loading->loads->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CorLoad *one = &g_array_index (self->loading->loads, CorLoad, i);

      g_assert_cmpuint (one->slot, ==, 1 + i);
      g_assert_cmpuint (one->n_people, ==, i < 2 ? 25 : 10);
    }
}

static void
test_family_that_no_room_is_left_for (void)
{
  g_autoptr (Case) self = case_new ();

  add_crossing (self, 5, ALL_MODES);
  add_party (self, 0);
  for (guint i = 0; i < 3; i++)
    add_household (self, 4);
  load (self, 2);

  g_assert_cmpuint (check (self).n_left, ==, 4);
  g_assert_cmpint (self->loading->n_left, ==, 2);
}

/* The flow of people does not know who is urgent; a family of three is, and one of four is left. */
static void
test_urgent_family_goes_first (void)
{
  g_autoptr (Case) self = case_new ();

  add_crossing (self, 5, ALL_MODES);
  for (guint i = 0; i < 3; i++)
    {
      add_party (self, 0);
      add_household (self, i == 2 ? 3 : 4);
      g_array_index (self->households, CorHousehold, i).weight = i == 2 ? 10 : 1;
    }
  load (self, 2);

  g_assert_cmpuint (check (self).n_left, ==, 4);
  g_assert_cmpuint (g_array_index (self->loading->assignment->n_unserved, guint, 2), ==, 0);
}

static void
test_nothing (void)
{
  g_autoptr (Case) nobody = case_new ();
  g_autoptr (Case) nowhere = case_new ();

  add_crossing (nobody, 5, ALL_MODES);
  load (nobody, 2);
  add_crossing (nowhere, 0, ALL_MODES);
  add_party (nowhere, 0);
  add_household (nowhere, 4);
  load (nowhere, 2);

  g_assert_cmpuint (nobody->loading->loads->len, ==, 0);
  g_assert_cmpuint (check (nowhere).n_left, ==, 4);
  g_assert_cmpuint (nowhere->loading->loads->len, ==, 0);
}

/* Two thousand families through full crossings: next to nothing is lost. */
static void
test_many (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220306);
  g_autoptr (Case) self = case_new ();
  Score score, single;

  for (guint i = 0; i < MAX_CROSSINGS; i++)
    add_crossing (self, 31 + 10 * i, ALL_MODES);
  for (guint i = 0; i < MAX_PARTIES; i++)
    {
      add_party (self, (guint) g_rand_int_range (random, 0, 6));
      for (guint j = 0; j < 180; j++)
        add_household (self, (guint) g_rand_int_range (random, 1, 7));
    }
  load (self, 60);

  score = check (self);
  single = get_single_score (self);
  g_test_message ("%" G_GUINT64_FORMAT " person-hours of %" G_GUINT64_FORMAT
                  " in %" G_GUINT64_FORMAT " steps",
                  score.hours, single.hours, self->loading->n_steps);
  g_assert_cmpuint (score.n_left, ==, single.n_left);
  g_assert_cmpuint (score.last_hour, ==, single.last_hour);
  g_assert_cmpuint ((score.hours - single.hours) * 1000, <=, single.hours);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (Case) self = case_new ();
  g_autoptr (GError) error = NULL;

  add_crossing (self, 5, ALL_MODES);
  add_party (self, 0);
  add_household (self, 4);
  load (self, 2);
  g_cancellable_cancel (cancellable);

  g_assert_null (cor_loading_new (self->timetable, self->parties, self->n_parties, self->households,
                                  self->single, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_subset (void)
{
  const guint sizes[] = { 5, 70, 3, 8, 2 };
  static const struct
  {
    guint limit;
    guint sum;
    const char *chosen;
  } cases[] = {
    { 0, 0, "00000" },   { 1, 0, "00000" },   { 5, 5, "10000" },   { 10, 10, "10101" },
    { 12, 11, "00110" }, { 75, 75, "11000" }, { 77, 77, "11001" }, { 1000, 88, "11111" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_chosen[G_N_ELEMENTS (sizes)];

      g_assert_cmpuint (cor_subset_choose (sizes, G_N_ELEMENTS (sizes), cases[i].limit, is_chosen),
                        ==, cases[i].sum);
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        g_assert_cmpint (is_chosen[j], ==, cases[i].chosen[j] == '1');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/subset", test_subset);
  g_test_add_func ("/planner/loading/family", test_family_is_not_parted);
  g_test_add_func ("/planner/loading/hours-are-filled", test_hours_are_filled);
  g_test_add_func ("/planner/loading/larger-than-any-hour", test_group_larger_than_any_hour);
  g_test_add_func ("/planner/loading/no-room", test_family_that_no_room_is_left_for);
  g_test_add_func ("/planner/loading/urgent", test_urgent_family_goes_first);
  g_test_add_func ("/planner/loading/nothing", test_nothing);
  g_test_add_func ("/planner/loading/many", test_many);
  g_test_add_func ("/planner/loading/cancelled", test_cancelled);
  g_test_add_func ("/planner/loading/random", test_random);
  g_test_add_func ("/planner/loading/every-way", test_against_every_way);

  return g_test_run ();
}
