/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-instance.h"

#include <math.h>

#define MINUTES_PER_HOUR 60u

/* The made-up country: crossings stand along its western edge. */
#define WIDTH_KM 1000.0
#define HEIGHT_KM 700.0
#define DETOUR 1.25

/* Every so many rows and columns of the grid of roads one is a main road. */
#define MAIN_ROAD_EVERY 4u
#define MAIN_KMH 80.0
#define OTHER_KMH 50.0

/* A coach of 40 every five minutes. */
#define ROAD_PEOPLE_PER_H 480u

/* In how many of ten squares of the grid there is a road across. */
#define SHORT_CUTS_IN_TEN 3

/* How much more crossings take than what lets everybody through in some three quarters of the
 * time: where there are roads that limit instead of them, and where both do. */
#define ROADS_LIMIT_FACTOR 16.0
#define CROSSINGS_LIMIT_FACTOR 1.5

typedef struct
{
  double x_km;
  double y_km;
} Point;

static guint
count_steps (const CorBenchSize *size, double hours)
{
  return (guint) ceil (hours * MINUTES_PER_HOUR / size->step_min);
}

static double
get_distance_km (Point a, Point b)
{
  return DETOUR * hypot (a.x_km - b.x_km, a.y_km - b.y_km);
}

static void
add_group (CorBenchInstance *self, guint32 n_people)
{
  CorExpandedGroup group = { n_people, 0 };

  g_array_append_val (self->groups, group);
  self->n_people += n_people;
}

static void
add_entry (CorBenchInstance *self, guint group, guint node, guint step)
{
  CorExpandedEntry entry = { group, node, step };

  g_array_append_val (self->entries, entry);
}

static void
add_road (CorBenchInstance *self, const Point *points, guint a, guint b, gboolean is_main)
{
  double hours = get_distance_km (points[a], points[b]) / (is_main ? MAIN_KMH : OTHER_KMH);
  CorExpandedArc arc = {
    .tail = a,
    .head = b,
    .travel_steps = MAX (1, count_steps (&self->size, hours)),
    .capacity = MAX (1, ROAD_PEOPLE_PER_H * self->size.step_min / MINUTES_PER_HOUR),
  };

  g_array_append_val (self->arcs, arc);
  arc.tail = b;
  arc.head = a;
  g_array_append_val (self->arcs, arc);
}

/* A bent grid of roads with some short cuts across; a node for each cluster and crossing. */
static void
add_roads (CorBenchInstance *self, GRand *random)
{
  guint n_nodes = self->size.n_clusters + self->size.n_crossings;
  guint n_rows = MAX (1, (guint) sqrt (n_nodes * HEIGHT_KM / WIDTH_KM));
  guint n_columns = (n_nodes + n_rows - 1) / n_rows;
  g_autofree Point *points = g_new (Point, n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    points[i] = (Point){
      (i / n_rows + g_rand_double_range (random, 0.1, 0.9)) * WIDTH_KM / n_columns,
      (i % n_rows + g_rand_double_range (random, 0.1, 0.9)) * HEIGHT_KM / n_rows,
    };
  for (guint i = 0; i < n_nodes; i++)
    {
      guint row = i % n_rows, column = i / n_rows;

      if (row + 1 < n_rows && i + 1 < n_nodes)
        add_road (self, points, i, i + 1, column % MAIN_ROAD_EVERY == 0);
      if (i + n_rows < n_nodes)
        add_road (self, points, i, i + n_rows, row % MAIN_ROAD_EVERY == 0);
      if (row + 1 < n_rows && i + n_rows + 1 < n_nodes &&
          g_rand_int_range (random, 0, 10) < SHORT_CUTS_IN_TEN)
        add_road (self, points, i, i + n_rows + 1, FALSE);
    }

  /* The first columns are the border; those of its nodes that are no crossing are clusters. */
  self->cluster_nodes = g_new (guint, self->size.n_clusters);
  for (guint i = 0, n_clusters = 0, n_crossings = 0; i < n_nodes; i++)
    if (n_crossings < self->size.n_crossings &&
        (i * self->size.n_crossings >= n_crossings * MAX (n_rows, self->size.n_crossings) ||
         n_clusters == self->size.n_clusters))
      self->crossing_nodes[n_crossings++] = i;
    else
      self->cluster_nodes[n_clusters++] = i;
  for (guint i = 0; i < self->size.n_clusters; i++)
    {
      add_group (self, (guint32) g_rand_int_range (random, 20, 181));
      add_entry (self, i, self->cluster_nodes[i], 0);
    }
}

/* Nothing but the times from every cluster to every crossing. */
static void
add_times (CorBenchInstance *self, GRand *random)
{
  g_autofree Point *crossings = g_new (Point, self->size.n_crossings + 1);

  self->first_steps = g_new (guint, (gsize) self->size.n_clusters * self->size.n_crossings);
  for (guint i = 0; i < self->size.n_crossings; i++)
    {
      crossings[i] = (Point){ 0.0, g_rand_double_range (random, 0.0, HEIGHT_KM) };
      self->crossing_nodes[i] = i;
    }
  for (guint i = 0; i < self->size.n_clusters; i++)
    {
      Point home = { g_rand_double_range (random, 0.0, WIDTH_KM),
                     g_rand_double_range (random, 0.0, HEIGHT_KM) };

      add_group (self, (guint32) g_rand_int_range (random, 1, 20));
      for (guint j = 0; j < self->size.n_crossings; j++)
        {
          double hours = get_distance_km (home, crossings[j]) / OTHER_KMH;
          guint step = count_steps (&self->size, hours);

          self->first_steps[(gsize) i * self->size.n_crossings + j] = step;
          add_entry (self, i, j, step);
        }
    }
}

static double
get_crossing_factor (const CorBenchSize *size)
{
  if (!size->has_roads)
    return 1.0;

  return size->crossings_limit ? CROSSINGS_LIMIT_FACTOR : ROADS_LIMIT_FACTOR;
}

static void
add_slots (CorBenchInstance *self, GRand *random)
{
  guint n_steps = self->network.n_steps;
  double people_per_step = (double) self->n_people / self->size.n_crossings / n_steps *
                           get_crossing_factor (&self->size);

  for (guint i = 0; i < self->size.n_crossings; i++)
    self->crossing_capacities[i] =
        (guint32) ceil (people_per_step * g_rand_double_range (random, 0.7, 2.0));
  for (guint step = 0; step < n_steps; step++)
    for (guint i = 0; i < self->size.n_crossings; i++)
      {
        CorExpandedSlot slot = { { self->crossing_nodes[i], COR_EXPANDED_NONE },
                                 { step, 0 },
                                 step,
                                 self->crossing_capacities[i] };

        g_array_append_val (self->slots, slot);
      }
}

/**
 * cor_bench_instance_new:
 * @size: how large
 *
 * Returns: (transfer full): a problem of that size
 */
CorBenchInstance *
cor_bench_instance_new (const CorBenchSize *size)
{
  CorBenchInstance *self = g_new0 (CorBenchInstance, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  CorExpandedNetwork *network = &self->network;

  self->size = *size;
  self->arcs = g_array_new (FALSE, FALSE, sizeof (CorExpandedArc));
  self->groups = g_array_new (FALSE, FALSE, sizeof (CorExpandedGroup));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorExpandedEntry));
  self->slots = g_array_new (FALSE, FALSE, sizeof (CorExpandedSlot));
  self->crossing_nodes = g_new0 (guint, size->n_crossings + 1);
  self->crossing_capacities = g_new0 (guint32, size->n_crossings + 1);
  network->n_nodes = size->n_crossings + (size->has_roads ? size->n_clusters : 0);
  network->n_steps = size->n_hours * MINUTES_PER_HOUR / size->step_min;
  if (size->has_roads)
    add_roads (self, random);
  else
    add_times (self, random);
  add_slots (self, random);

  network->arcs = (CorExpandedArc *) self->arcs->data;
  network->n_arcs = self->arcs->len;
  network->groups = (CorExpandedGroup *) self->groups->data;
  network->n_groups = self->groups->len;
  network->entries = (CorExpandedEntry *) self->entries->data;
  network->n_entries = self->entries->len;
  network->slots = (CorExpandedSlot *) self->slots->data;
  network->n_slots = self->slots->len;

  return self;
}

/**
 * cor_bench_instance_free:
 * @self: (transfer full): a problem
 */
void
cor_bench_instance_free (CorBenchInstance *self)
{
  g_array_unref (self->arcs);
  g_array_unref (self->groups);
  g_array_unref (self->entries);
  g_array_unref (self->slots);
  g_free (self->crossing_nodes);
  g_free (self->crossing_capacities);
  g_free (self->cluster_nodes);
  g_free (self->first_steps);
  g_free (self);
}

/**
 * cor_bench_instance_get_person_hours:
 * @self: a problem
 * @score: what a plan comes to
 *
 * Returns: hours from the start until they are out, over all people who are
 */
double
cor_bench_instance_get_person_hours (const CorBenchInstance *self, const CorBenchScore *score)
{
  return (double) (score->step_sum + score->n_out) * self->size.step_min / MINUTES_PER_HOUR;
}

/**
 * cor_bench_instance_get_clearance_h:
 * @self: a problem
 * @score: what a plan comes to
 *
 * Returns: hours from the start until the last is out
 */
double
cor_bench_instance_get_clearance_h (const CorBenchInstance *self, const CorBenchScore *score)
{
  return (double) (score->last_step + 1) * self->size.step_min / MINUTES_PER_HOUR;
}
