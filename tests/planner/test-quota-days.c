/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-assignment.h"
#include "cor-quota.h"
#include "cor-time.h"

/* Plans of several days over the nights in which clocks are changed, with quotas of each day by the
 * calendar on the far side: what the planner finds is held against cheapest paths, one after the
 * other, through a network of every hour, made of the records. */

#define N_PLANS 80u
#define N_CROSSINGS 3u
#define N_PARTIES 4u
#define MAX_HOURS 100u
#define HOUR COR_SECONDS_PER_HOUR
#define MANY 100000

/* Friday before clocks go forward, and before they go back, in UTC. */
static const gint64 starts_utc_s[] = { 1648166400, 1666915200 };
static const char *const countries[N_CROSSINGS] = { "PL", "PL", "RO" };
static const char *const zones[N_CROSSINGS] = { "Europe/Warsaw", "Europe/Warsaw",
                                                "Europe/Bucharest" };

typedef struct
{
  guint from;
  guint to;
  int room;
  int cost;
} Edge;

typedef struct
{
  GPtrArray *crossings;
  GPtrArray *quotas;
  gint64 start_utc_s;
  guint n_hours;
  CorParty parties[N_PARTIES];
  CorTrip trips[N_PARTIES][N_CROSSINGS];
} Plan;

/* Each edge is followed by its way back. */
typedef struct
{
  GArray *edges; /* Edge */
  guint n_nodes;
} Paths;

typedef struct
{
  guint n_out;
  guint hours;
} Reached;

static void
add_edge (Paths *self, guint from, guint to, int room, int cost)
{
  Edge there = { from, to, room, cost }, back = { to, from, 0, -cost };

  self->n_nodes = MAX (self->n_nodes, MAX (from, to) + 1);
  g_array_append_val (self->edges, there);
  g_array_append_val (self->edges, back);
}

static gint64
get_day (const char *zone, gint64 time_utc_s)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_utc_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, there);

  return g_date_time_get_day_of_year (local);
}

/* The node behind a crossing's hour under the quotas of its country, of which the one in all stands
 * behind those of days. */
static guint
add_quotas (Paths *paths, const Plan *plan, guint crossing, guint hour, guint first_node)
{
  guint node = 1;

  for (guint daily = 0; daily < 2; daily++)
    for (guint i = 0; i < plan->quotas->len; i++)
      {
        const CorQuota *quota = plan->quotas->pdata[i];
        gint64 day =
            daily == 0 ? 0 : get_day (zones[crossing], plan->start_utc_s + (gint64) hour * HOUR);
        guint quota_node = first_node + i * 400 + (guint) day;
        gboolean is_there = FALSE;

        if (quota->is_daily != (daily == 1) || !g_str_equal (quota->country, countries[crossing]))
          continue;
        for (guint j = 0; j < paths->edges->len; j += 2)
          is_there |= g_array_index (paths->edges, Edge, j).from == quota_node;
        if (!is_there)
          add_edge (paths, quota_node, node, (int) quota->max_people, 0);
        node = quota_node;
      }

  return node;
}

static Paths
make_paths (const Plan *plan, guint n_hours)
{
  Paths paths = { g_array_new (FALSE, FALSE, sizeof (Edge)), 2 };
  guint first_slot = 2 + N_PARTIES, first_quota = first_slot + N_CROSSINGS * n_hours;

  for (guint i = 0; i < N_PARTIES; i++)
    add_edge (&paths, 0, 2 + i, (int) plan->parties[i].n_people, 0);
  for (guint i = 0; i < N_CROSSINGS; i++)
    for (guint hour = 0; hour < n_hours; hour++)
      {
        const CorCrossing *crossing = plan->crossings->pdata[i];
        guint slot = first_slot + i * n_hours + hour;
        guint behind = add_quotas (&paths, plan, i, hour, first_quota);

        add_edge (&paths, slot, behind, (int) crossing->capacity_people_per_h, (int) hour);
        for (guint j = 0; j < N_PARTIES; j++)
          if (plan->trips[j][i].hour <= hour)
            add_edge (&paths, 2 + j, slot, MANY, 0);
      }

  return paths;
}

/* The edge by which the cheapest way from the source gets to each node. */
static gboolean
find_path (const Paths *self, guint *by_edge)
{
  g_autofree int *costs = g_new (int, self->n_nodes);
  gboolean has_changed = TRUE;

  for (guint i = 0; i < self->n_nodes; i++)
    costs[i] = MANY;
  costs[0] = 0;
  while (has_changed)
    {
      has_changed = FALSE;
      for (guint i = 0; i < self->edges->len; i++)
        {
          const Edge *edge = &g_array_index (self->edges, Edge, i);

          if (edge->room == 0 || costs[edge->from] + edge->cost >= costs[edge->to] ||
              costs[edge->from] == MANY)
            continue;
          costs[edge->to] = costs[edge->from] + edge->cost;
          by_edge[edge->to] = i;
          has_changed = TRUE;
        }
    }

  return costs[1] < MANY;
}

/* Most people out within so many hours, and fewest person-hours for these. */
static Reached
reach (const Plan *plan, guint n_hours)
{
  Paths paths = make_paths (plan, n_hours);
  g_autofree guint *by_edge = g_new0 (guint, paths.n_nodes);
  Edge *edges = (Edge *) (gpointer) paths.edges->data;
  Reached reached = { 0 };

  while (find_path (&paths, by_edge))
    {
      int n_people = MANY, cost = 0;

      for (guint i = 1; i != 0; i = edges[by_edge[i]].from)
        n_people = MIN (n_people, edges[by_edge[i]].room);
      for (guint i = 1; i != 0; i = edges[by_edge[i]].from)
        {
          edges[by_edge[i]].room -= n_people;
          edges[by_edge[i] ^ 1].room += n_people;
          cost += edges[by_edge[i]].cost;
        }
      reached.n_out += (guint) n_people;
      reached.hours += (guint) (n_people * cost);
    }
  g_array_unref (paths.edges);

  return reached;
}

static void
add_quota (Plan *self, const char *country, gboolean is_daily, guint max_people)
{
  CorQuota *quota = cor_quota_new (NULL, country);

  quota->is_daily = is_daily;
  quota->max_people = max_people;
  g_ptr_array_add (self->quotas, quota);
}

static Plan *
plan_new (GRand *random)
{
  Plan *self = g_new0 (Plan, 1);

  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  self->quotas = g_ptr_array_new_with_free_func (cor_record_unref);
  self->start_utc_s = starts_utc_s[g_rand_int_range (random, 0, 2)] +
                      (gint64) g_rand_int_range (random, 0, 48) * HOUR;
  self->n_hours = (guint) g_rand_int_range (random, 24, MAX_HOURS);
  for (guint i = 0; i < N_CROSSINGS; i++)
    {
      CorCrossing *crossing = cor_crossing_new (NULL);
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

      g_strlcpy (crossing->country, countries[i], sizeof crossing->country);
      g_free (crossing->neighbour_zone);
      crossing->neighbour_zone = g_strdup (zones[i]);
      crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 1, 5);
      interval->state = COR_CROSSING_OPEN;
      interval->modes = COR_MODE_COACH;
      g_ptr_array_add (self->crossings, crossing);
    }
  add_quota (self, "PL", TRUE, (guint) g_rand_int_range (random, 1, 40));
  if (g_rand_boolean (random))
    add_quota (self, "RO", TRUE, (guint) g_rand_int_range (random, 1, 40));
  if (g_rand_boolean (random))
    add_quota (self, "PL", FALSE, (guint) g_rand_int_range (random, 20, 120));
  for (guint i = 0; i < N_PARTIES; i++)
    {
      self->parties[i] =
          (CorParty){ (guint) g_rand_int_range (random, 1, 60), { NULL, self->trips[i] } };
      for (guint j = 0; j < N_CROSSINGS; j++)
        {
          self->trips[i][j].hour = (guint) g_rand_int_range (random, 0, 30);
          self->trips[i][j].drive_s = (guint) g_rand_int_range (random, 0, 9000);
          if (self->trips[i][j].hour >= self->n_hours || g_rand_int_range (random, 0, 4) == 0)
            self->trips[i][j].hour = COR_HOUR_NONE;
        }
    }

  return self;
}

static void
plan_free (Plan *self)
{
  g_ptr_array_unref (self->crossings);
  g_ptr_array_unref (self->quotas);
  g_free (self);
}

/* No day of a country takes more than its quota, counted by the calendar there. */
static void
check_days (const Plan *plan, const CorAssignment *assignment)
{
  for (guint i = 0; i < plan->quotas->len; i++)
    {
      const CorQuota *quota = plan->quotas->pdata[i];
      guint n_on_day[400] = { 0 };

      for (guint j = 0; j < assignment->passages->len; j++)
        {
          const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, j);
          gint64 day =
              get_day (zones[passage->crossing], plan->start_utc_s + (gint64) passage->hour * HOUR);

          if (!g_str_equal (quota->country, countries[passage->crossing]))
            continue;
          n_on_day[quota->is_daily ? day : 0] += passage->n_people;
          g_assert_cmpuint (n_on_day[quota->is_daily ? day : 0], <=, quota->max_people);
        }
    }
}

static void
test_nights_of_other_clocks (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (27032022);
  guint n_left = 0, n_full = 0;

  for (guint i = 0; i < N_PLANS; i++)
    {
      Plan *plan = plan_new (random);
      g_autoptr (CorTimetable) timetable = cor_timetable_new_with_quotas (
          plan->crossings, plan->quotas, plan->start_utc_s, plan->n_hours, NULL, NULL);
      g_autoptr (CorAssignment) assignment =
          cor_assignment_solve (timetable, plan->parties, N_PARTIES, NULL, NULL);
      Reached best = reach (plan, plan->n_hours), within;
      guint n_out = 0, n_all = 0, hours = 0, last = 0;

      check_days (plan, assignment);
      for (guint j = 0; j < assignment->passages->len; j++)
        {
          const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, j);

          g_assert_cmpuint (plan->trips[passage->party][passage->crossing].hour, <=, passage->hour);
          n_out += passage->n_people;
          hours += passage->n_people * passage->hour;
          last = MAX (last, passage->hour);
        }
      for (guint j = 0; j < N_PARTIES; j++)
        n_all += plan->parties[j].n_people;

      g_assert_cmpuint (n_out, ==, best.n_out);
      within = reach (plan, last + 1);
      g_assert_cmpuint (n_out, ==, within.n_out);
      g_assert_cmpuint (hours, ==, within.hours);
      g_assert_true (n_out == 0 || reach (plan, last).n_out < n_out);
      n_left += n_out < n_all;
      n_full += last > 40;
      plan_free (plan);
    }

  g_assert_cmpuint (n_left, >, N_PLANS / 10);
  g_assert_cmpuint (n_full, >, N_PLANS / 10);
}

/* A quota of each day is as large on a day of 23 hours or of 25 as on any. */
static void
test_length_of_days (void)
{
  static const guint lengths[] = { 23, 25 };
  /* Of the next day 24 hours lie within the plan, and one of the day after it; or 23. */
  static const guint n_later[] = { 45 + 2, 46 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
      g_autoptr (GPtrArray) quotas = g_ptr_array_new_with_free_func (cor_record_unref);
      g_autoptr (CorTimetable) timetable = NULL;
      g_autoptr (CorAssignment) assignment = NULL;
      CorCrossing *crossing = cor_crossing_new (NULL);
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);
      CorQuota *quota = cor_quota_new (NULL, "PL");
      CorTrip trip = { .hour = 0 };
      CorParty party = { 100, { NULL, &trip } };
      /* Midnight in Warsaw before the night in which clocks are changed. */
      gint64 midnight_utc_s = i == 0 ? 1648335600 : 1667080800;
      guint n_first = 0;

      g_strlcpy (crossing->country, "PL", sizeof crossing->country);
      g_free (crossing->neighbour_zone);
      crossing->neighbour_zone = g_strdup ("Europe/Warsaw");
      crossing->capacity_people_per_h = 2;
      interval->state = COR_CROSSING_OPEN;
      interval->modes = COR_MODE_COACH;
      g_ptr_array_add (crossings, crossing);
      quota->is_daily = TRUE;
      quota->max_people = 2 * lengths[i] - 1;
      g_ptr_array_add (quotas, quota);
      timetable = cor_timetable_new_with_quotas (crossings, quotas, midnight_utc_s, 48, NULL, NULL);
      assignment = cor_assignment_solve (timetable, &party, 1, NULL, NULL);

      for (guint j = 0; j < assignment->passages->len; j++)
        {
          const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, j);

          n_first += passage->hour < lengths[i] ? passage->n_people : 0;
        }
      g_assert_cmpuint (n_first, ==, 2 * lengths[i] - 1);
      g_assert_cmpuint (g_array_index (assignment->n_unserved, guint, 0), ==,
                        100 - n_first - n_later[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/quota-days/nights-of-other-clocks", test_nights_of_other_clocks);
  g_test_add_func ("/planner/quota-days/length-of-days", test_length_of_days);

  return g_test_run ();
}
