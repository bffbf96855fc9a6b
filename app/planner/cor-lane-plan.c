/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-plan.h"

#include "cor-corridor-maker.h"
#include "cor-lane-columns.h"

#define MS_PER_SECOND 1000u

/**
 * cor_lane_plan_get_n_crossings:
 * @self: a plan's columns
 *
 * Returns: how many crossings there are before the columns
 */
guint
cor_lane_plan_get_n_crossings (const CorLanePlan *self)
{
  return cor_timetable_get_n_crossings (self->problem.timetable);
}

/**
 * cor_lane_plan_get_column:
 * @self: a plan's columns
 * @crossing: a crossing or, counted on from these, a column
 *
 * Returns: (transfer none) (nullable): the column; %NULL for a crossing that is reached without
 *   lanes
 */
const CorLaneColumn *
cor_lane_plan_get_column (const CorLanePlan *self, guint crossing)
{
  guint n_crossings = cor_lane_plan_get_n_crossings (self);

  if (crossing < n_crossings || crossing - n_crossings >= self->columns->len)
    return NULL;

  return &g_array_index (self->columns, CorLaneColumn, crossing - n_crossings);
}

/**
 * cor_lane_plan_dup_key:
 * @self: a plan's columns
 * @crossing: a crossing or a column
 *
 * Returns: (transfer full): what tells apart the columns that go to one crossing, by the ids of
 *   what they drive; empty for a crossing that is reached without lanes
 */
char *
cor_lane_plan_dup_key (const CorLanePlan *self, guint crossing)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self, crossing);
  GString *key = g_string_new (NULL);

  if (column != NULL)
    g_string_append (key, column->travel == COR_TRAVEL_CAR ? "/car" : "/coach");
  for (guint i = 0; column != NULL && i < column->n_entries; i++)
    {
      guint place = column->first_entry + i;
      guint lane = g_array_index (self->entries, CorLaneEntry, place).lane;
      g_autofree char *id =
          cor_id_to_string (&cor_lane_set_get_gate (self->problem.lanes, lane)->id);

      g_string_append_printf (key, "/%s/%u/%" G_GINT64_FORMAT, id, lane,
                              cor_lane_plan_get_enter_utc_s (self, place));
    }

  return g_string_free (key, FALSE);
}

/**
 * cor_lane_plan_get_enter_utc_s:
 * @self: a plan's columns
 * @entry: place of an entry into a lane
 *
 * Returns: when the column enters it
 */
gint64
cor_lane_plan_get_enter_utc_s (const CorLanePlan *self, guint entry)
{
  return cor_lane_problem_get_step_utc_s (&self->problem,
                                          g_array_index (self->entries, CorLaneEntry, entry).step);
}

static const CorLaneEntry *
get_entry (const CorLanePlan *self, const CorLaneColumn *column, guint index)
{
  return &g_array_index (self->entries, CorLaneEntry, column->first_entry + index);
}

/* When one leaves to be at a column's first lane in time, and by which way; G_MININT64 if it is not
 * for them. */
static gint64
find_departure (const CorLanePlan *self,
                const CorLaneColumn *column,
                CorTravel travel,
                guint rally_point,
                guint *way_case)
{
  *way_case = 0;

  return column->travel == travel
             ? cor_lane_times_find_departure (
                   self->problem.times, travel, rally_point, get_entry (self, column, 0)->lane,
                   cor_lane_plan_get_enter_utc_s (self, column->first_entry), way_case)
             : G_MININT64;
}

/* When a column is at its next lane or at the crossing, and by which way; when it leaves the one
 * before. */
static gint64
find_next (const CorLanePlan *self,
           const CorLaneColumn *column,
           guint index,
           gint64 *leave_utc_s,
           guint *way_case)
{
  const CorLaneProblem *problem = &self->problem;
  guint lane = get_entry (self, column, index)->lane;
  guint target = index + 1 < column->n_entries ? get_entry (self, column, index + 1)->lane
                                               : problem->lanes->lanes->len + column->crossing;

  *leave_utc_s = cor_lane_plan_get_enter_utc_s (self, column->first_entry + index) +
                 g_array_index (problem->lanes->lanes, CorLane, lane).through_s;

  return cor_lane_times_find_next (problem->times, column->travel, lane, target, *leave_utc_s,
                                   way_case);
}

/* Driving from the beginning of the first lane to the crossing. */
static guint
get_drive_s (const CorLanePlan *self, const CorLaneColumn *column)
{
  gint64 drive_s = 0;

  for (guint i = 0; i < column->n_entries; i++)
    {
      guint way_case;
      gint64 leave_utc_s;
      gint64 next_utc_s = find_next (self, column, i, &leave_utc_s, &way_case);

      drive_s += next_utc_s - cor_lane_plan_get_enter_utc_s (self, column->first_entry + i);
    }

  return (guint) drive_s;
}

/**
 * cor_lane_plan_get_time_ms:
 * @self: a plan's columns
 * @travel: by what
 * @rally_point: from where
 * @crossing: a column
 *
 * Returns: the driving time with that column, or %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_lane_plan_get_time_ms (const CorLanePlan *self,
                           CorTravel travel,
                           guint rally_point,
                           guint crossing)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self, crossing);
  guint way_case;
  gint64 depart_utc_s = find_departure (self, column, travel, rally_point, &way_case);

  if (depart_utc_s == G_MININT64)
    return COR_TRAVEL_UNREACHABLE;

  return (guint32) (cor_lane_plan_get_enter_utc_s (self, column->first_entry) - depart_utc_s +
                    get_drive_s (self, column)) *
         MS_PER_SECOND;
}

/**
 * cor_lane_plan_get_departure_utc_s:
 * @self: a plan's columns
 * @travel: by what
 * @rally_point: from where
 * @crossing: a column that can be reached
 *
 * Returns: when one leaves to be at its first lane in time
 */
gint64
cor_lane_plan_get_departure_utc_s (const CorLanePlan *self,
                                   CorTravel travel,
                                   guint rally_point,
                                   guint crossing)
{
  guint way_case;

  return find_departure (self, cor_lane_plan_get_column (self, crossing), travel, rally_point,
                         &way_case);
}

/**
 * cor_lane_plan_get_arrival_utc_s:
 * @self: a plan's columns
 * @travel: by what
 * @rally_point: from where
 * @crossing: a column
 *
 * Returns: when one is at the crossing with it, or %G_MAXINT64 if one cannot go with it
 */
gint64
cor_lane_plan_get_arrival_utc_s (const CorLanePlan *self,
                                 CorTravel travel,
                                 guint rally_point,
                                 guint crossing)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self, crossing);
  gint64 ready_utc_s = cor_lane_times_get_ready_utc_s (self->problem.times, rally_point,
                                                       get_entry (self, column, 0)->lane);

  if (cor_lane_plan_get_departure_utc_s (self, travel, rally_point, crossing) < ready_utc_s)
    return G_MAXINT64;

  return column->arrive_utc_s;
}

/* In which case each way of a column is driven: to its first lane, then on from each. */
static guint *
list_cases (const CorLanePlan *self, guint rally_point, const CorLaneColumn *column)
{
  guint *cases = g_new0 (guint, column->n_entries + 1);
  gint64 leave_utc_s;

  find_departure (self, column, column->travel, rally_point, &cases[0]);
  for (guint i = 0; i < column->n_entries; i++)
    find_next (self, column, i, &leave_utc_s, &cases[i + 1]);

  return cases;
}

/* How much of the way with a column is exposed. */
static guint
measure_exposed_m (const CorLanePlan *self, guint rally_point, const CorLaneColumn *column)
{
  const CorLaneExposures *exposures = self->problem.exposures;
  guint n_lanes = self->problem.lanes->lanes->len, n = column->n_entries;
  g_autofree guint *cases = NULL;
  guint64 exposed_m;

  if (exposures == NULL)
    return 0;

  cases = list_cases (self, rally_point, column);
  exposed_m = cor_lane_exposures_get_to_m (exposures, cases[0], column->travel, rally_point,
                                           get_entry (self, column, 0)->lane);
  for (guint i = 0; i < n; i++)
    {
      guint lane = get_entry (self, column, i)->lane;
      guint target = i + 1 < n ? get_entry (self, column, i + 1)->lane : n_lanes + column->crossing;

      exposed_m +=
          cor_lane_exposures_get_along_m (exposures, lane, i == 0 ? rally_point : COR_LANE_WHOLE,
                                          i + 1 == n ? column->crossing : COR_LANE_WHOLE);
      exposed_m +=
          cor_lane_exposures_get_on_m (exposures, cases[i + 1], column->travel, lane, target);
    }

  return (guint) MIN (exposed_m, G_MAXUINT);
}

/* What it takes a party to go with each of the columns. */
static void
fill_trips (const CorLanePlan *self, guint party, CorTravel travel, CorTrip *trips)
{
  const CorLaneProblem *problem = &self->problem;
  guint n_crossings = cor_lane_plan_get_n_crossings (self);
  guint cluster = problem->clusters[party];

  for (guint i = 0; i < self->columns->len; i++)
    {
      const CorLaneColumn *column = &g_array_index (self->columns, CorLaneColumn, i);
      guint n_slots;
      const CorSlot *slots = cor_timetable_get_slots (self->timetable, n_crossings + i, &n_slots);

      trips[i] = (CorTrip){ .hour = COR_HOUR_NONE };
      if (n_slots == 0 || column->travel != travel ||
          !cor_lane_problem_may_use (problem, party, travel, get_entry (self, column, 0)->lane) ||
          cor_lane_plan_get_arrival_utc_s (self, travel, cluster, n_crossings + i) == G_MAXINT64 ||
          cor_lane_plan_get_departure_utc_s (self, travel, cluster, n_crossings + i) <
              problem->ready_utc_s[party])
        continue;
      trips[i].hour = slots[0].hour;
      trips[i].drive_s =
          cor_lane_plan_get_time_ms (self, travel, cluster, n_crossings + i) / MS_PER_SECOND;
      trips[i].exposed_m = measure_exposed_m (self, cluster, column);
    }
}

/* The parties with trips to the crossings, as they were, and to the columns. */
static gboolean
make_parties (CorLanePlan *self, CorProgress *progress, GError **error)
{
  const CorLaneProblem *problem = &self->problem;
  guint n_crossings = cor_lane_plan_get_n_crossings (self);

  self->parties = g_new0 (CorParty, problem->n_parties + 1);
  for (guint i = 0; i < problem->n_parties; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      self->parties[i] = problem->parties[i];
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        {
          const CorTrip *trips = problem->parties[i].trips[j];
          CorTrip *with;

          if (trips == NULL)
            continue;
          with = g_new (CorTrip, n_crossings + self->columns->len + 1);
          for (guint k = 0; k < n_crossings; k++)
            with[k] = trips[k];
          fill_trips (self, i, j, with + n_crossings);
          self->parties[i].trips[j] = with;
          g_ptr_array_add (self->trips, with);
        }
    }

  return TRUE;
}

/* Who keeps away from fronts goes other ways, which have to be there to be chosen. */
static gboolean
solve_carefully (CorLanePlan *self, CorProgress *progress, GError **error)
{
  CorLaneProblem careful = self->problem;

  if (careful.exposures == NULL)
    return TRUE;
  careful.is_careful = TRUE;
  self->careful = cor_lane_flow_solve_unbounded (&careful, progress, error);

  return self->careful != NULL;
}

static CorLanePlan *
plan_new (const CorLaneProblem *problem, GPtrArray *crossings)
{
  CorLanePlan *self = g_new0 (CorLanePlan, 1);

  self->problem = *problem;
  self->columns = g_array_new (FALSE, FALSE, sizeof (CorLaneColumn));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorLaneEntry));
  self->sources = g_array_new (FALSE, FALSE, sizeof (guint));
  self->trips = g_ptr_array_new_with_free_func (g_free);
  self->crossings = g_ptr_array_new ();
  for (guint i = 0; i < crossings->len; i++)
    g_ptr_array_add (self->crossings, crossings->pdata[i]);

  return self;
}

/**
 * cor_lane_plan_new:
 * @problem: people and lanes; everything it lends must outlive the plan
 * @crossings: (element-type CorCrossing): the crossings of its timetable
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides which columns drive which lanes when.
 *
 * Returns: (transfer full) (nullable): the columns
 */
CorLanePlan *
cor_lane_plan_new (const CorLaneProblem *problem,
                   GPtrArray *crossings,
                   CorProgress *progress,
                   GError **error)
{
  g_autoptr (CorLanePlan) self = plan_new (problem, crossings);

  self->flow = cor_lane_flow_solve (problem, progress, error);
  if (self->flow == NULL || !solve_carefully (self, progress, error))
    return NULL;

  cor_lane_plan_make_columns (self);
  if (!make_parties (self, progress, error) || !cor_progress_check (progress, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_lane_plan_new_from_flow:
 * @problem: people and lanes; everything it lends must outlive the plan
 * @crossings: (element-type CorCrossing): the crossings of its timetable
 * @flow: (transfer full): who goes where
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Makes columns of those who go through lanes.
 *
 * Returns: (transfer full) (nullable): the columns
 */
CorLanePlan *
cor_lane_plan_new_from_flow (const CorLaneProblem *problem,
                             GPtrArray *crossings,
                             CorLaneFlow *flow,
                             CorProgress *progress,
                             GError **error)
{
  g_autoptr (CorLanePlan) self = plan_new (problem, crossings);

  self->flow = flow;
  cor_lane_plan_make_columns (self);
  if (!make_parties (self, progress, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_lane_plan_free:
 * @self: (transfer full): a plan's columns
 *
 * Frees @self.
 */
void
cor_lane_plan_free (CorLanePlan *self)
{
  g_clear_pointer (&self->flow, cor_lane_flow_free);
  g_clear_pointer (&self->careful, cor_lane_flow_free);
  g_array_unref (self->columns);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->crossings);
  g_array_unref (self->sources);
  g_clear_pointer (&self->timetable, cor_timetable_free);
  g_free (self->parties);
  g_ptr_array_unref (self->trips);
  g_free (self);
}

static void
add_free_part (const CorLanePlan *self,
               GPtrArray *parts,
               CorJourneys *journeys,
               CorTravel travel,
               guint way_case,
               const CorSnap *from,
               const CorSnap *to)
{
  CorRoute *part;

  if (from->node != COR_ROAD_NONE && from->node == to->node && from->connector_m == 0)
    return;

  part = cor_journeys_find_free_route (
      journeys, travel, cor_lane_times_get_span (self->problem.times, way_case), from, to);
  g_assert (part != NULL);
  g_ptr_array_add (parts, part);
}

/* Along a lane, from where one joins it to where one leaves it. */
static void
add_lane_part (const CorLanePlan *self,
               GPtrArray *parts,
               CorJourneys *journeys,
               const CorLaneColumn *column,
               guint rally_point,
               guint index)
{
  guint place = get_entry (self, column, index)->lane;
  const CorLane *lane = &g_array_index (self->problem.lanes->lanes, CorLane, place);
  gboolean joins = index == 0 && cor_lane_times_joins (self->problem.times, rally_point, place);
  gboolean ends = index + 1 == column->n_entries &&
                  cor_lane_times_ends (self->problem.times, place, column->crossing);
  const CorSnap *from = joins ? cor_journeys_get_open_snap (journeys, rally_point) : &lane->from;
  const CorSnap *to = ends ? cor_journeys_get_open_target (journeys, column->crossing) : &lane->to;

  g_ptr_array_add (parts, joins || ends ? cor_journeys_drive_lane (journeys, column->travel, from,
                                                                   to, lane->arcs)
                                        : cor_route_ref (lane->ways[column->travel]));
}

static CorRoute *
find_route (const CorLanePlan *self,
            CorJourneys *journeys,
            guint rally_point,
            const CorLaneColumn *column,
            const guint *cases)
{
  const CorLane *lanes = (const CorLane *) (gpointer) self->problem.lanes->lanes->data;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_route_unref);
  guint n = column->n_entries;
  guint last = get_entry (self, column, n - 1)->lane;

  if (!cor_lane_times_joins (self->problem.times, rally_point, get_entry (self, column, 0)->lane))
    add_free_part (self, parts, journeys, column->travel, cases[0],
                   cor_journeys_get_snap (journeys, rally_point),
                   &lanes[get_entry (self, column, 0)->lane].from);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        add_free_part (self, parts, journeys, column->travel, cases[i],
                       &lanes[get_entry (self, column, i - 1)->lane].to,
                       &lanes[get_entry (self, column, i)->lane].from);
      add_lane_part (self, parts, journeys, column, rally_point, i);
    }
  if (!cor_lane_times_ends (self->problem.times, last, column->crossing))
    add_free_part (self, parts, journeys, column->travel, cases[n], &lanes[last].to,
                   cor_journeys_get_target (journeys, column->crossing));

  return cor_route_join ((CorRoute *const *) parts->pdata, parts->len);
}

static char *
make_key (const CorLanePlan *self,
          const CorCluster *cluster,
          const CorLaneColumn *column,
          const guint *cases)
{
  const CorCrossing *crossing = self->crossings->pdata[column->crossing];
  g_autofree char *cluster_id = cor_id_to_string (&cluster->id);
  g_autofree char *crossing_id = cor_id_to_string (&crossing->record.id);
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%s/%s/%d/%u", cluster_id, crossing_id, (int) column->travel,
                          cases[0]);
  for (guint i = 0; i < column->n_entries; i++)
    g_string_append_printf (key, "/%u/%u", get_entry (self, column, i)->lane, cases[i + 1]);

  return g_string_free (key, FALSE);
}

/**
 * cor_lane_plan_find_way:
 * @self: a plan's columns
 * @journeys: its journeys
 * @cluster: from where
 * @rally_point: its rally point
 * @crossing: a column that can be reached from there
 *
 * Returns: (transfer none): the way, along the column's lanes; kept with the lanes' times
 */
CorCorridor *
cor_lane_plan_find_way (const CorLanePlan *self,
                        CorJourneys *journeys,
                        const CorCluster *cluster,
                        guint rally_point,
                        guint crossing)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self, crossing);
  GHashTable *ways = cor_lane_times_get_ways (self->problem.times);
  g_autofree guint *cases = list_cases (self, rally_point, column);
  g_autofree char *key = make_key (self, cluster, column, cases);
  CorCorridor *way = g_hash_table_lookup (ways, key);

  if (way == NULL)
    {
      const CorCrossing *record = self->crossings->pdata[column->crossing];
      g_autoptr (CorRoute) route = find_route (self, journeys, rally_point, column, cases);

      way = cor_corridor_new_from_route (route, &cluster->id, &record->record.id,
                                         column->travel == COR_TRAVEL_CAR ? COR_MODE_CAR
                                                                          : COR_MODE_COACH);
      g_hash_table_insert (ways, g_steal_pointer (&key), way);
    }

  return way;
}
