/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-result-writer.h"

#include "cor-discard.h"
#include "cor-judgement.h"
#include "cor-limit-worth.h"

static void
write_totals (const CorDraft *draft, CorResult *result)
{
  CorTotals *totals = &result->totals;
  gint64 last_utc_s = G_MININT64;
  double person_seconds = 0.0;

  totals->n_people = draft->clustering->n_people;
  totals->n_registrations = draft->clustering->n_registrations;
  totals->n_placed = draft->clustering->n_placed;
  totals->n_unplaced = draft->clustering->n_unplaced;
  totals->n_out = draft->clustering->n_out;
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      totals->n_assigned += movement->n_people;
      last_utc_s = MAX (last_utc_s, movement->pass_utc_s);
      person_seconds +=
          (double) movement->n_people * (double) (movement->pass_utc_s - result->start_utc_s);
    }
  for (guint i = 0; i < result->unserved->len; i++)
    totals->n_unserved += ((CorUnserved *) result->unserved->pdata[i])->n_people;

  totals->person_hours = person_seconds / COR_SECONDS_PER_HOUR;
  totals->has_clearance = last_utc_s != G_MININT64;
  if (totals->has_clearance)
    totals->clearance_h =
        (double) (last_utc_s + COR_SECONDS_PER_HOUR - result->start_utc_s) / COR_SECONDS_PER_HOUR;
}

/* Nobody counted twice, nobody lost, nobody before the start, no crossing over its capacity; the
 * last was checked where slots were handed out. */
static void
check_balance (const CorResult *result)
{
  const CorTotals *totals = &result->totals;

  g_assert (totals->n_people ==
            totals->n_assigned + totals->n_unserved + totals->n_unplaced + totals->n_out);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert (movement->n_people > 0);
      g_assert (movement->corridor < result->corridors->len);
      g_assert (movement->depart_utc_s >= result->start_utc_s);
      g_assert (movement->depart_utc_s <= movement->arrive_utc_s);
      g_assert (movement->arrive_utc_s <= movement->pass_utc_s);
    }
}

/* Who leaves when, and as far as the plan is to be explained, why. */
static gboolean
write_plan (CorDraft *draft, CorResult *result, CorProgress *progress, GError **error)
{
  if (!cor_progress_check (progress, error))
    return FALSE;
  if (draft->stage != COR_DRAFT_WHOLE)
    return cor_draft_write_movements (draft, result, progress, error);

  return cor_draft_find_worths (draft, result, progress, error) &&
         cor_draft_write_movements (draft, result, progress, error) &&
         cor_draft_write_alternatives (draft, result, progress, error) &&
         cor_draft_find_later_ends (draft, progress, error);
}

static void
write_clusters (const CorDraft *draft, CorResult *result)
{
  for (guint i = 0; i < draft->clustering->clusters->len; i++)
    g_ptr_array_add (result->clusters, cor_cluster_copy (draft->clustering->clusters->pdata[i]));
}

/* Everything that a result says, but for what is known before it is begun. */
static gboolean
fill_result (CorDraft *draft,
             const CorResultRoads *roads,
             CorResult *result,
             CorProgress *progress,
             GError **error)
{
  if (!write_plan (draft, result, progress, error) ||
      !cor_draft_write_unserved (draft, result, progress, error))
    return FALSE;

  cor_closed_roads_list_idle (roads->closed_roads, result->closures_without_road);
  if (roads->lanes != NULL)
    cor_lane_set_list_idle (roads->lanes, result->closures_without_road);
  cor_closed_roads_list_unmatched (roads->closed_roads, result->closures_unmatched);
  write_totals (draft, result);
  if (!cor_draft_judge (draft, result, progress, error))
    return FALSE;
  write_clusters (draft, result);
  check_balance (result);

  return TRUE;
}

/**
 * cor_draft_write_result:
 * @draft: a plan, its households loaded
 * @roads: the roads that it is on
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Writes down who leaves when, along which roads, and how good that is; of a plan that is
 * explained, why.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_draft_write_result (CorDraft *draft,
                        const CorResultRoads *roads,
                        CorProgress *progress,
                        GError **error)
{
  CorResult *result = cor_result_new ();

  result->revision = cor_snapshot_get_revision (draft->snapshot);
  result->scenario_id = *cor_snapshot_get_scenario_id (draft->snapshot);
  result->has_vehicles = draft->fleet != NULL;
  result->is_preview = draft->stage != COR_DRAFT_WHOLE;
  result->start_utc_s = cor_snapshot_get_settings (draft->snapshot)->start_utc_s;
  g_free (result->network_checksum);
  result->network_checksum = g_strdup (cor_network_get_checksum (roads->network));
  if (!fill_result (draft, roads, result, progress, error))
    cor_discard (g_steal_pointer (&result), (GDestroyNotify) cor_result_unref);

  return result;
}
