/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-whereabouts.h"

#include "cor-agreed-corridor.h"
#include "cor-vehicle.h"

static gboolean
find_cluster (CorSession *session, const CorId *id, CorPosition *position)
{
  CorResult *result = cor_session_get_result (session);
  const CorCluster *cluster = result != NULL ? cor_result_get_cluster (result, id) : NULL;

  if (cluster == NULL)
    return FALSE;
  *position = cluster->rally_position;

  return TRUE;
}

static gboolean
find_person (CorSession *session, const CorId *id, CorPosition *position)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, id);
  const CorSettlement *settlement;

  if (person == NULL)
    return FALSE;
  settlement = cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &person->place_id);
  if (person->has_position)
    *position = person->position;
  else if (settlement != NULL)
    *position = settlement->position;

  return person->has_position || settlement != NULL;
}

static gboolean
find_middle (CorGeometry *geometry, CorPosition *position)
{
  const CorBounds *bounds = cor_geometry_get_bounds (geometry);

  position->lat_deg = (bounds->south_deg + bounds->north_deg) / 2.0;
  position->lon_deg = (bounds->west_deg + bounds->east_deg) / 2.0;

  return !cor_bounds_is_empty (bounds);
}

static gboolean
find_closure (CorSnapshot *snapshot, const CorId *id, CorPosition *position)
{
  const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id);

  return closure != NULL && find_middle (closure->geometry, position);
}

static gboolean
find_agreed (CorSnapshot *snapshot, const CorId *id, CorPosition *position)
{
  const CorAgreedCorridor *corridor =
      cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);

  return corridor != NULL && find_middle (corridor->geometry, position);
}

/**
 * cor_whereabouts_find:
 * @session: the plan
 * @selection: what is meant
 * @position: (out): where it is
 *
 * Returns: whether it is anywhere
 */
gboolean
cor_whereabouts_find (CorSession *session, CorSelection *selection, CorPosition *position)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  const CorId *id = cor_selection_get_id (selection);
  const CorCrossing *crossing;
  const CorPost *post;
  const CorVehicle *vehicle;

  if (snapshot == NULL)
    return FALSE;

  switch (cor_selection_get_kind (selection))
    {
    case COR_SELECTION_CLUSTER:
    case COR_SELECTION_CORRIDOR:
      return find_cluster (session, id, position);
    case COR_SELECTION_PERSON:
      return find_person (session, id, position);
    case COR_SELECTION_CLOSURE:
      return find_closure (snapshot, id, position);
    case COR_SELECTION_CROSSING:
      crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);
      if (crossing != NULL)
        *position = crossing->position;
      return crossing != NULL;
    case COR_SELECTION_POST:
      post = cor_snapshot_lookup (snapshot, COR_RECORD_POST, id);
      if (post != NULL)
        *position = post->position;
      return post != NULL;
    case COR_SELECTION_VEHICLE:
      vehicle = cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, id);
      if (vehicle != NULL)
        *position = vehicle->depot_position;
      return vehicle != NULL;
    case COR_SELECTION_AGREED_CORRIDOR:
      return find_agreed (snapshot, id, position);
    case COR_SELECTION_NONE:
    default:
      return FALSE;
    }
}
