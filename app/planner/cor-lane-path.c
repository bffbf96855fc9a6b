/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-flow.h"

/*
 * In a flow in time somebody may as well drive in a circle as wait, or go along a lane for coaches
 * only so as to be in a coach where those with a car drive it. What people are sent along is what
 * they need.
 */

/* When people leave home to enter a lane at a step; G_MININT64 if they cannot be there just then.
 */
static gint64
find_departure (const CorLaneProblem *problem,
                guint party,
                CorTravel travel,
                const CorLaneEntry *entry)
{
  guint cluster = problem->clusters[party], way_case;
  gint64 ready_utc_s = MAX (problem->ready_utc_s[party],
                            cor_lane_times_get_ready_utc_s (problem->times, cluster, entry->lane));
  gint64 depart_utc_s = cor_lane_times_find_departure (
      problem->times, travel, cluster, entry->lane,
      cor_lane_problem_get_step_utc_s (problem, entry->step), &way_case);

  return depart_utc_s >= ready_utc_s ? depart_utc_s : G_MININT64;
}

/* Whether one who leaves a lane is at a target, a lane or a crossing, by a time without any other
 * lane. */
static gboolean
goes_on_directly (const CorLaneProblem *problem,
                  CorTravel travel,
                  const CorLaneEntry *entry,
                  guint target,
                  gint64 by_utc_s)
{
  gint64 leave_utc_s = cor_lane_problem_get_step_utc_s (problem, entry->step) +
                       g_array_index (problem->lanes->lanes, CorLane, entry->lane).through_s;
  guint way_case;

  return cor_lane_times_find_next (problem->times, travel, entry->lane, target, leave_utc_s,
                                   &way_case) <= by_utc_s;
}

/* The last of the lanes of a way from which on one needs none of those before: whoever comes to it
 * from home leaves no sooner. */
static guint
find_first_lane (const CorLaneProblem *problem,
                 guint party,
                 CorTravel travel,
                 const CorLaneEntry *entries,
                 guint n_entries)
{
  gint64 depart_utc_s = find_departure (problem, party, travel, &entries[0]);

  for (guint i = n_entries - 1; i > 0; i--)
    if (find_departure (problem, party, travel, &entries[i]) >= depart_utc_s)
      return i;

  return 0;
}

/* The place of the lane that one can drive to next without those between; @n_entries if one gets to
 * the crossing. */
static guint
find_next_lane (const CorLaneProblem *problem,
                const CorLanePath *path,
                const CorLaneEntry *entries,
                guint n_entries,
                guint from)
{
  guint n_slots, n_lanes = problem->lanes->lanes->len;
  const CorSlot *slot = &cor_timetable_get_all_slots (problem->timetable, &n_slots)[path->slot];

  if (goes_on_directly (
          problem, path->travel, &entries[from], n_lanes + slot->crossing,
          cor_timetable_get_latest_arrival_utc_s (problem->timetable, slot->crossing, slot->hour)))
    return n_entries;

  for (guint i = n_entries - 1; i > from + 1; i--)
    if (goes_on_directly (problem, path->travel, &entries[from], entries[i].lane,
                          cor_lane_problem_get_step_utc_s (problem, entries[i].step)))
      return i;

  return from + 1;
}

/**
 * cor_lane_path_leave_out_lanes:
 * @self: people on the same way; its lanes are the last of @entries
 * @problem: what they are about
 * @party: who they are
 * @entries: (element-type CorLaneEntry): lanes
 *
 * Takes those lanes out of @entries without which they leave no sooner and are through as soon.
 */
void
cor_lane_path_leave_out_lanes (const CorLanePath *self,
                               const CorLaneProblem *problem,
                               guint party,
                               GArray *entries)
{
  guint n_entries = entries->len - self->first_entry, n_kept = 0;
  CorLaneEntry *lanes;

  /* Whoever keeps away from fronts may have a reason. */
  if (n_entries < 2 || problem->is_careful)
    return;

  lanes = &g_array_index (entries, CorLaneEntry, self->first_entry);
  for (guint i = find_first_lane (problem, party, self->travel, lanes, n_entries); i < n_entries;)
    {
      guint next = find_next_lane (problem, self, lanes, n_entries, i);

      lanes[n_kept++] = lanes[i];
      i = next;
    }
  g_array_set_size (entries, self->first_entry + n_kept);
}
