/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-result.h"

#include "cor-time.h"

static const char *const reason_codes[COR_N_REASONS] = {
  "no_road",     "all_closed", "inside_closure", "no_crossing_open", "no_crossing_for_mode",
  "no_capacity", "too_late",   "abroad",         "no_seat",          "household_too_large",
  "quota",       "road_full",  "not_ready",
};

/**
 * cor_result_new:
 *
 * Returns: (transfer full): a result without movements; fill it before it is shared
 */
CorResult *
cor_result_new (void)
{
  CorResult *self = g_new0 (CorResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->network_checksum = g_strdup ("");
  self->clusters = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_cluster_free);
  self->corridors = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_corridor_unref);
  self->movements = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_movement_free);
  self->unserved = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_unserved_free);
  self->alternatives = g_ptr_array_new_with_free_func (g_free);
  self->closures_without_road = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->closures_unmatched = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->worths = g_array_new (FALSE, FALSE, sizeof (CorWorth));

  return self;
}

/**
 * cor_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self
 */
CorResult *
cor_result_ref (CorResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_result_unref:
 * @self: (transfer full): a result
 *
 * Lets go of @self.
 */
void
cor_result_unref (CorResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->network_checksum);
  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->corridors);
  g_ptr_array_unref (self->movements);
  g_ptr_array_unref (self->unserved);
  g_ptr_array_unref (self->alternatives);
  g_array_unref (self->closures_without_road);
  g_array_unref (self->closures_unmatched);
  g_array_unref (self->worths);
  g_free (self);
}

/**
 * cor_result_is_judged:
 * @self: a result
 *
 * Returns: whether it says how good it is: one that was stored before plans were judged does not
 */
gboolean
cor_result_is_judged (const CorResult *self)
{
  return self->totals.n_assigned > 0 && self->objective[COR_OBJECTIVE_PERSON_TIME] > 0;
}

/**
 * cor_result_has_telling_gap:
 * @self: a result that is judged
 *
 * Returns: whether what a better plan could save is known to be no more than a tenth of this one's
 *   person-time, so that the share says something. Otherwise it is the bound that is not known well
 *   enough, be it that no better plan exists.
 */
gboolean
cor_result_has_telling_gap (const CorResult *self)
{
  return self->gap <= 1.0 / 9.0;
}

/**
 * cor_result_get_savable_min:
 * @self: a result that is judged
 *
 * Returns: by how many minutes a better plan could at most bring everybody out sooner on average,
 *   rounded up; people whom only one of them leaves count until the timetable ends
 */
guint
cor_result_get_savable_min (const CorResult *self)
{
  gint64 savable_s =
      self->objective[COR_OBJECTIVE_PERSON_TIME] - self->bound[COR_OBJECTIVE_PERSON_TIME];
  gint64 n_people = self->totals.n_assigned;

  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    n_people += self->left_by_priority[i];
  if (n_people == 0 || savable_s <= 0)
    return 0;

  return (guint) ((savable_s + n_people * 60 - 1) / (n_people * 60));
}

/**
 * cor_result_get_cluster:
 * @self: a result
 * @id: a cluster's id
 *
 * Returns: (transfer none) (nullable): the cluster
 */
const CorCluster *
cor_result_get_cluster (const CorResult *self, const CorId *id)
{
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const CorCluster *cluster = self->clusters->pdata[i];

      if (cor_id_equal (&cluster->id, id))
        return cluster;
    }

  return NULL;
}

/**
 * cor_result_index_movements:
 * @self: a result
 *
 * Returns: (transfer full) (element-type CorId CorMovement): its movements by id; to be let go of
 *   before @self
 */
GHashTable *
cor_result_index_movements (const CorResult *self)
{
  GHashTable *index = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < self->movements->len; i++)
    {
      CorMovement *movement = self->movements->pdata[i];

      g_hash_table_insert (index, &movement->id, movement);
    }

  return index;
}

/**
 * cor_cluster_new:
 * @settlement: (transfer none): what it is named after
 *
 * Returns: (transfer full): an empty cluster that gathers at the settlement's centre
 */
CorCluster *
cor_cluster_new (const CorSettlement *settlement)
{
  CorCluster *self = g_new0 (CorCluster, 1);

  self->id = settlement->record.id;
  self->settlement = cor_record_ref (settlement);
  self->rally_position = settlement->position;
  self->persons = g_array_new (FALSE, FALSE, sizeof (guint));
  self->folded = g_array_new (FALSE, FALSE, sizeof (CorId));

  return self;
}

/**
 * cor_cluster_copy:
 * @self: a cluster
 *
 * Returns: (transfer full): another with the same people
 */
CorCluster *
cor_cluster_copy (const CorCluster *self)
{
  CorCluster *copy = g_memdup2 (self, sizeof *self);

  copy->settlement = cor_record_ref (self->settlement);
  copy->rally_label = g_strdup (self->rally_label);
  copy->persons = g_array_copy (self->persons);
  copy->folded = g_array_copy (self->folded);

  return copy;
}

/**
 * cor_cluster_free:
 * @self: (transfer full): a cluster
 *
 * Frees @self.
 */
void
cor_cluster_free (CorCluster *self)
{
  cor_record_unref (self->settlement);
  g_free (self->rally_label);
  g_array_unref (self->persons);
  g_array_unref (self->folded);
  g_free (self);
}

/**
 * cor_corridor_new:
 *
 * Returns: (transfer full): a route without roads
 */
CorCorridor *
cor_corridor_new (void)
{
  CorCorridor *self = g_new0 (CorCorridor, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->mode = COR_MODE_COACH;
  self->roads = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_corridor_road_free);
  self->points = g_array_new (FALSE, FALSE, sizeof (CorPosition));

  return self;
}

/**
 * cor_corridor_ref:
 * @self: a route
 *
 * Returns: (transfer full): @self
 */
CorCorridor *
cor_corridor_ref (CorCorridor *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_corridor_unref:
 * @self: (transfer full): a route
 *
 * Lets go of @self.
 */
void
cor_corridor_unref (CorCorridor *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->roads);
  g_array_unref (self->points);
  g_free (self);
}

/**
 * cor_corridor_road_new:
 *
 * Returns: (transfer full): an empty road of a route
 */
CorCorridorRoad *
cor_corridor_road_new (void)
{
  CorCorridorRoad *self = g_new0 (CorCorridorRoad, 1);

  self->number = g_strdup ("");
  self->place_ids = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->place_distances_m = g_array_new (FALSE, FALSE, sizeof (guint));
  self->maneuvers = g_array_new (FALSE, FALSE, sizeof (CorManeuver));
  self->confidence = 'A';

  return self;
}

/**
 * cor_corridor_road_free:
 * @self: (transfer full): a road of a route
 *
 * Frees @self.
 */
void
cor_corridor_road_free (CorCorridorRoad *self)
{
  g_free (self->number);
  g_free (self->name);
  g_free (self->from);
  g_free (self->to);
  g_strfreev (self->places);
  g_array_unref (self->place_ids);
  g_array_unref (self->place_distances_m);
  g_array_unref (self->maneuvers);
  g_free (self);
}

/**
 * cor_movement_new:
 *
 * Returns: (transfer full): an empty movement
 */
CorMovement *
cor_movement_new (void)
{
  CorMovement *self = g_new0 (CorMovement, 1);

  self->persons = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->vehicles = g_array_new (FALSE, FALSE, sizeof (CorMovementVehicle));
  self->reasons = g_array_new (FALSE, FALSE, sizeof (CorBinding));
  self->corridor_ids = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->enter_utc_s = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * cor_movement_free:
 * @self: (transfer full): a movement
 *
 * Frees @self.
 */
void
cor_movement_free (CorMovement *self)
{
  g_array_unref (self->persons);
  g_array_unref (self->vehicles);
  g_array_unref (self->reasons);
  g_array_unref (self->corridor_ids);
  g_array_unref (self->enter_utc_s);
  g_free (self);
}

/**
 * cor_unserved_new:
 *
 * Returns: (transfer full): an entry about nobody yet, of normal priority
 */
CorUnserved *
cor_unserved_new (void)
{
  CorUnserved *self = g_new0 (CorUnserved, 1);

  self->priority = COR_PRIORITY_NORMAL;
  self->persons = g_array_new (FALSE, FALSE, sizeof (CorId));
  self->remedy.time_utc_s = COR_TIME_NONE;

  return self;
}

/**
 * cor_unserved_free:
 * @self: (transfer full): an entry
 *
 * Frees @self.
 */
void
cor_unserved_free (CorUnserved *self)
{
  g_array_unref (self->persons);
  g_free (self);
}

/**
 * cor_reason_get_code:
 * @reason: why somebody is unserved
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_reason_get_code (CorReason reason)
{
  g_return_val_if_fail (reason < COR_N_REASONS, "");

  return reason_codes[reason];
}

/**
 * cor_mode_get_code:
 * @mode: exactly one mode
 *
 * Returns: (transfer none): its name in files: car, coach, foot
 */
const char *
cor_mode_get_code (CorMode mode)
{
  switch (mode)
    {
    case COR_MODE_CAR:
      return "car";
    case COR_MODE_COACH:
      return "coach";
    case COR_MODE_FOOT:
      return "foot";
    default:
      g_return_val_if_reached ("");
    }
}
