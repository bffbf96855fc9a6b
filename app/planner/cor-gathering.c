/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-gathering.h"

#include <string.h>

#include "cor-demand.h"
#include "cor-discard.h"
#include "cor-gates.h"
#include "cor-household.h"

/* Beyond a year of hours a plan is a mistake, and would only cost memory. */
#define MAX_HORIZON_H (366u * 24u)

/**
 * cor_gathering_list_slots:
 * @snapshot: a plan
 * @crossings: (out) (transfer full) (element-type CorCrossing): its crossings; one with two gates
 *   stands twice
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): through where people can pass, and when how many; %NULL if
 *   it was stopped
 */
CorTimetable *
cor_gathering_list_slots (CorSnapshot *snapshot,
                          GPtrArray **crossings,
                          CorProgress *progress,
                          GError **error)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);

  *crossings = cor_gates_new (cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING));

  return cor_timetable_new_with_quotas (
      *crossings, cor_snapshot_get_records (snapshot, COR_RECORD_QUOTA), settings->start_utc_s,
      MIN (settings->horizon_h, MAX_HORIZON_H), progress, error);
}

static gboolean
has_same (const CorGathering *self, const CorSnapshot *snapshot, CorRecordKind kind)
{
  return cor_snapshot_get_records (self->snapshot, kind) ==
         cor_snapshot_get_records (snapshot, kind);
}

static void
forget_slots (CorGathering *self)
{
  g_clear_pointer (&self->timetable, cor_timetable_free);
  g_clear_pointer (&self->crossings, g_ptr_array_unref);
}

static void
forget_people (CorGathering *self)
{
  g_clear_pointer (&self->households, g_array_unref);
  cor_discard (g_steal_pointer (&self->groups), (GDestroyNotify) g_ptr_array_unref);
  cor_discard (g_steal_pointer (&self->clustering), (GDestroyNotify) cor_clustering_free);
}

/* Drops what another plan has otherwise. */
static void
forget_changed (CorGathering *self, CorSnapshot *snapshot)
{
  const CorPlanSettings *before = cor_snapshot_get_settings (self->snapshot);
  const CorPlanSettings *after = cor_snapshot_get_settings (snapshot);

  if (before->start_utc_s != after->start_utc_s || before->horizon_h != after->horizon_h ||
      !has_same (self, snapshot, COR_RECORD_CROSSING) ||
      !has_same (self, snapshot, COR_RECORD_QUOTA))
    forget_slots (self);
  if (before->fold_radius_m != after->fold_radius_m ||
      before->fold_below_people != after->fold_below_people ||
      !has_same (self, snapshot, COR_RECORD_PERSON) ||
      !has_same (self, snapshot, COR_RECORD_SETTLEMENT))
    forget_people (self);
  else if (self->clustering != NULL && !has_same (self, snapshot, COR_RECORD_RALLY))
    cor_clustering_move_rally_points (self->clustering, snapshot);
  if (memcmp (before->priority_weights, after->priority_weights, sizeof before->priority_weights) !=
      0)
    g_clear_pointer (&self->households, g_array_unref);
}

static gboolean
gather_people (CorGathering *self, CorProgress *progress, GError **error)
{
  if (self->clustering == NULL)
    self->clustering = cor_clustering_new (self->snapshot, progress, error);
  if (self->clustering != NULL && self->groups == NULL)
    self->groups = cor_demand_new (self->snapshot, self->clustering, progress, error);
  if (self->groups != NULL && self->households == NULL)
    self->households = cor_households_new (self->snapshot, self->groups, progress, error);

  return self->households != NULL;
}

/**
 * cor_gathering_update:
 * @self: what was known of another plan, or of none: zeroed
 * @snapshot: a plan with settings
 * @progress: (nullable): stops it; what is known by then is kept
 * @error: (nullable): set when it was stopped
 *
 * Gathers what @snapshot says.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_gathering_update (CorGathering *self,
                      CorSnapshot *snapshot,
                      CorProgress *progress,
                      GError **error)
{
  CorSnapshot *before = self->snapshot;

  if (before != NULL)
    forget_changed (self, snapshot);
  self->snapshot = cor_snapshot_ref (snapshot);
  cor_discard (before, (GDestroyNotify) cor_snapshot_unref);

  if (self->timetable == NULL)
    {
      g_clear_pointer (&self->crossings, g_ptr_array_unref);
      self->timetable = cor_gathering_list_slots (snapshot, &self->crossings, progress, error);
      if (self->timetable == NULL)
        return FALSE;
    }

  return gather_people (self, progress, error) && cor_progress_check (progress, error);
}

/**
 * cor_gathering_clear:
 * @self: what is known of a plan
 *
 * Forgets it.
 */
void
cor_gathering_clear (CorGathering *self)
{
  forget_slots (self);
  forget_people (self);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
}
