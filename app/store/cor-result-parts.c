/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-result-parts.h"

/* From this version on a result says why, in what, and how good it is. */
#define VERSION_WITH_REASONS 4

/* From this version on a movement says when it enters agreed corridors. */
#define VERSION_WITH_ENTRIES 5

/* From this one on what it would gain by raising a limit. */
#define VERSION_WITH_WORTHS 6

/* From this one on what later goals cost the earlier ones. */
#define VERSION_WITH_GIVEN_UP 7

/* From this one on who leaves a car behind. */
#define VERSION_WITH_LEFT_CARS 8

/**
 * cor_result_put_needs:
 * @blob: takes them
 * @needs_people: (array fixed-size=10): counts of people by need
 *
 * Appends the counts.
 */
void
cor_result_put_needs (GByteArray *blob, const guint *needs_people)
{
  cor_blob_put_uint (blob, COR_N_NEEDS);
  for (guint i = 0; i < COR_N_NEEDS; i++)
    cor_blob_put_uint (blob, needs_people[i]);
}

/**
 * cor_result_get_needs:
 * @reader: what was written
 * @needs_people: (out) (array fixed-size=10): counts of people by need
 *
 * Reads the counts. Needs may have been added since; those that are gone would change sums, so
 * they are damage.
 */
void
cor_result_get_needs (CorBlobReader *reader, guint *needs_people)
{
  /* Needs may have been added since; those that are gone would change sums, so they are damage. */
  guint n_needs = (guint) cor_blob_get_uint (reader, COR_N_NEEDS);

  for (guint i = 0; i < n_needs; i++)
    needs_people[i] = (guint) cor_blob_get_uint (reader, G_MAXUINT);
}

/**
 * cor_result_put_ids:
 * @blob: takes them
 * @ids: (element-type CorId): ids
 *
 * Appends the ids with their number.
 */
void
cor_result_put_ids (GByteArray *blob, GArray *ids)
{
  cor_blob_put_uint (blob, ids->len);
  for (guint i = 0; i < ids->len; i++)
    cor_blob_put_id (blob, &g_array_index (ids, CorId, i));
}

/**
 * cor_result_get_ids:
 * @reader: what was written
 * @ids: (element-type CorId): takes them
 *
 * Reads ids, as many as are there.
 */
void
cor_result_get_ids (CorBlobReader *reader, GArray *ids)
{
  guint n_ids = cor_blob_get_count (reader);

  for (guint i = 0; i < n_ids && !reader->failed; i++)
    {
      CorId id = cor_blob_get_id (reader);

      g_array_append_val (ids, id);
    }
}

/**
 * cor_result_is_single_mode:
 * @mode: what was read
 *
 * Returns: whether it is exactly one mode
 */
gboolean
cor_result_is_single_mode (CorMode mode)
{
  return mode == COR_MODE_CAR || mode == COR_MODE_COACH || mode == COR_MODE_FOOT;
}

static void
put_binding (GByteArray *blob, const CorBinding *binding)
{
  cor_blob_put_uint (blob, binding->kind);
  cor_blob_put_id (blob, &binding->related_id);
  cor_blob_put_int (blob, binding->time_utc_s);
  cor_blob_put_uint (blob, binding->amount);
  cor_blob_put_int (blob, binding->worth_min);
}

static CorBinding
get_binding (CorBlobReader *reader)
{
  CorBinding binding;

  binding.kind = (CorBindingKind) cor_blob_get_uint (reader, COR_N_BINDING_KINDS - 1);
  binding.related_id = cor_blob_get_id (reader);
  binding.time_utc_s = cor_blob_get_int (reader);
  binding.amount = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  binding.worth_min = (gint) cor_blob_get_int (reader);

  return binding;
}

static void
put_bindings (GByteArray *blob, GArray *bindings)
{
  cor_blob_put_uint (blob, bindings->len);
  for (guint i = 0; i < bindings->len; i++)
    put_binding (blob, &g_array_index (bindings, CorBinding, i));
}

static void
get_bindings (CorBlobReader *reader, GArray *bindings)
{
  guint n_bindings = cor_blob_get_count (reader);

  for (guint i = 0; i < n_bindings && !reader->failed; i++)
    {
      CorBinding binding = get_binding (reader);

      g_array_append_val (bindings, binding);
    }
}

static void
put_vehicles (GByteArray *blob, GArray *vehicles)
{
  cor_blob_put_uint (blob, vehicles->len);
  for (guint i = 0; i < vehicles->len; i++)
    {
      const CorMovementVehicle *vehicle = &g_array_index (vehicles, CorMovementVehicle, i);

      cor_blob_put_id (blob, &vehicle->vehicle_id);
      cor_blob_put_uint (blob, vehicle->number);
      cor_blob_put_uint (blob, vehicle->trip);
      cor_blob_put_uint (blob, vehicle->n_people);
      cor_blob_put_int (blob, vehicle->ready_utc_s);
    }
}

static void
get_vehicles (CorBlobReader *reader, GArray *vehicles)
{
  guint n_vehicles = cor_blob_get_count (reader);

  for (guint i = 0; i < n_vehicles && !reader->failed; i++)
    {
      CorMovementVehicle vehicle;

      vehicle.vehicle_id = cor_blob_get_id (reader);
      vehicle.number = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      vehicle.trip = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      vehicle.n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      vehicle.ready_utc_s = cor_blob_get_int (reader);
      g_array_append_val (vehicles, vehicle);
    }
}

static void
put_times (GByteArray *blob, GArray *times)
{
  cor_blob_put_uint (blob, times->len);
  for (guint i = 0; i < times->len; i++)
    cor_blob_put_int (blob, g_array_index (times, gint64, i));
}

static void
get_times (CorBlobReader *reader, GArray *times)
{
  guint n_times = cor_blob_get_count (reader);

  for (guint i = 0; i < n_times && !reader->failed; i++)
    {
      gint64 time_utc_s = cor_blob_get_int (reader);

      g_array_append_val (times, time_utc_s);
    }
}

/**
 * cor_result_put_movement:
 * @blob: takes it
 * @movement: a movement
 *
 * Appends a movement.
 */
void
cor_result_put_movement (GByteArray *blob, const CorMovement *movement)
{
  cor_blob_put_id (blob, &movement->id);
  cor_blob_put_id (blob, &movement->cluster_id);
  cor_blob_put_id (blob, &movement->crossing_id);
  cor_blob_put_uint (blob, movement->corridor);
  cor_blob_put_uint (blob, movement->mode);
  cor_blob_put_uint (blob, movement->n_people);
  cor_blob_put_uint (blob, movement->n_with_car);
  cor_result_put_needs (blob, movement->needs_people);
  cor_blob_put_int (blob, movement->depart_utc_s);
  cor_blob_put_int (blob, movement->arrive_utc_s);
  cor_blob_put_int (blob, movement->pass_utc_s);
  cor_blob_put_uint (blob, movement->wait_min);
  cor_result_put_ids (blob, movement->persons);
  put_vehicles (blob, movement->vehicles);
  put_bindings (blob, movement->reasons);
  cor_result_put_ids (blob, movement->corridor_ids);
  put_times (blob, movement->enter_utc_s);
  cor_blob_put_uint (blob, movement->n_leaving_car);
}

/**
 * cor_result_get_movement:
 * @reader: what was written; marked as failed if it is damaged
 * @version: by which version
 * @n_corridors: how many ways there are to refer to
 *
 * Returns: (transfer full): a movement
 */
CorMovement *
cor_result_get_movement (CorBlobReader *reader, guint version, guint n_corridors)
{
  CorMovement *movement = cor_movement_new ();

  movement->id = cor_blob_get_id (reader);
  movement->cluster_id = cor_blob_get_id (reader);
  movement->crossing_id = cor_blob_get_id (reader);
  movement->corridor = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  movement->mode = (CorMode) cor_blob_get_uint (reader, G_MAXUINT);
  movement->n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  movement->n_with_car = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  cor_result_get_needs (reader, movement->needs_people);
  movement->depart_utc_s = cor_blob_get_int (reader);
  movement->arrive_utc_s = cor_blob_get_int (reader);
  movement->pass_utc_s = cor_blob_get_int (reader);
  movement->wait_min = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  if (version >= VERSION_WITH_REASONS)
    {
      cor_result_get_ids (reader, movement->persons);
      get_vehicles (reader, movement->vehicles);
      get_bindings (reader, movement->reasons);
      cor_result_get_ids (reader, movement->corridor_ids);
    }
  if (version >= VERSION_WITH_ENTRIES)
    get_times (reader, movement->enter_utc_s);
  if (version >= VERSION_WITH_LEFT_CARS)
    movement->n_leaving_car = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  if (movement->corridor >= n_corridors || !cor_result_is_single_mode (movement->mode))
    cor_blob_reader_fail (reader);

  return movement;
}

/**
 * cor_result_put_unserved:
 * @blob: takes them
 * @unserved: people without a movement
 *
 * Appends them with their reason and remedy.
 */
void
cor_result_put_unserved (GByteArray *blob, const CorUnserved *unserved)
{
  cor_blob_put_id (blob, &unserved->cluster_id);
  cor_blob_put_uint (blob, unserved->n_people);
  cor_blob_put_uint (blob, unserved->without_car ? 1 : 0);
  cor_blob_put_uint (blob, unserved->reason);
  cor_blob_put_id (blob, &unserved->related_id);
  cor_blob_put_uint (blob, unserved->priority);
  cor_result_put_needs (blob, unserved->needs_people);
  cor_result_put_ids (blob, unserved->persons);
  put_binding (blob, &unserved->remedy);
}

/**
 * cor_result_get_unserved:
 * @reader: what was written; marked as failed if it is damaged
 * @version: by which version
 *
 * Returns: (transfer full): people without a movement
 */
CorUnserved *
cor_result_get_unserved (CorBlobReader *reader, guint version)
{
  CorUnserved *unserved = cor_unserved_new ();

  unserved->cluster_id = cor_blob_get_id (reader);
  unserved->n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  unserved->without_car = cor_blob_get_uint (reader, 1) != 0;
  unserved->reason = (CorReason) cor_blob_get_uint (reader, COR_N_REASONS - 1);
  unserved->related_id = cor_blob_get_id (reader);
  if (version >= VERSION_WITH_REASONS)
    {
      unserved->priority = (CorPriority) cor_blob_get_uint (reader, COR_N_PRIORITIES - 1);
      cor_result_get_needs (reader, unserved->needs_people);
      cor_result_get_ids (reader, unserved->persons);
      unserved->remedy = get_binding (reader);
    }

  return unserved;
}

/**
 * cor_result_put_totals:
 * @blob: takes them
 * @totals: totals
 *
 * Appends the totals.
 */
void
cor_result_put_totals (GByteArray *blob, const CorTotals *totals)
{
  cor_blob_put_uint (blob, totals->n_people);
  cor_blob_put_uint (blob, totals->n_registrations);
  cor_blob_put_uint (blob, totals->n_placed);
  cor_blob_put_uint (blob, totals->n_assigned);
  cor_blob_put_uint (blob, totals->n_unserved);
  cor_blob_put_uint (blob, totals->n_unplaced);
  cor_blob_put_uint (blob, totals->n_out);
  cor_blob_put_uint (blob, totals->has_clearance ? 1 : 0);
  cor_blob_put_double (blob, totals->clearance_h);
  cor_blob_put_double (blob, totals->person_hours);
}

/**
 * cor_result_get_totals:
 * @reader: what was written
 * @totals: (out): takes them
 *
 * Reads the totals.
 */
void
cor_result_get_totals (CorBlobReader *reader, CorTotals *totals)
{
  totals->n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_registrations = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_placed = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_assigned = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_unserved = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_unplaced = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->n_out = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  totals->has_clearance = cor_blob_get_uint (reader, 1) != 0;
  totals->clearance_h = cor_blob_get_double (reader);
  totals->person_hours = cor_blob_get_double (reader);
}

static void
put_worths (GByteArray *blob, GArray *worths)
{
  cor_blob_put_uint (blob, worths->len);
  for (guint i = 0; i < worths->len; i++)
    {
      const CorWorth *worth = &g_array_index (worths, CorWorth, i);

      put_binding (blob, &worth->limit);
      cor_blob_put_uint (blob, worth->n_people);
      cor_blob_put_int (blob, worth->person_s);
    }
}

static void
get_worths (CorBlobReader *reader, GArray *worths)
{
  guint n_worths = cor_blob_get_count (reader);

  for (guint i = 0; i < n_worths && !reader->failed; i++)
    {
      CorWorth worth = { .limit = get_binding (reader) };

      worth.n_people = (guint) cor_blob_get_uint (reader, G_MAXUINT);
      worth.person_s = cor_blob_get_int (reader);
      g_array_append_val (worths, worth);
    }
}

/**
 * cor_result_put_merits:
 * @blob: takes them
 * @result: a result
 *
 * Appends how good the result is, and of which scenario.
 */
void
cor_result_put_merits (GByteArray *blob, const CorResult *result)
{
  cor_blob_put_id (blob, &result->scenario_id);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    {
      cor_blob_put_int (blob, result->objective[i]);
      cor_blob_put_int (blob, result->bound[i]);
    }
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    cor_blob_put_uint (blob, result->left_by_priority[i]);
  cor_blob_put_double (blob, result->gap);
  cor_blob_put_double (blob, result->rounding_gap);
  cor_blob_put_uint (blob, result->is_proven ? 1 : 0);
  cor_blob_put_uint (blob, result->has_vehicles ? 1 : 0);
  put_worths (blob, result->worths);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    cor_blob_put_int (blob, result->given_up[i]);
}

/**
 * cor_result_get_merits:
 * @reader: what was written
 * @version: by which version; the first ones had none
 * @result: takes them
 *
 * Reads how good the result is, and of which scenario.
 */
void
cor_result_get_merits (CorBlobReader *reader, guint version, CorResult *result)
{
  if (version < VERSION_WITH_REASONS)
    return;

  result->scenario_id = cor_blob_get_id (reader);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    {
      result->objective[i] = cor_blob_get_int (reader);
      result->bound[i] = cor_blob_get_int (reader);
    }
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    result->left_by_priority[i] = (guint) cor_blob_get_uint (reader, G_MAXUINT);
  result->gap = cor_blob_get_double (reader);
  result->rounding_gap = cor_blob_get_double (reader);
  result->is_proven = cor_blob_get_uint (reader, 1) != 0;
  result->has_vehicles = cor_blob_get_uint (reader, 1) != 0;
  if (version >= VERSION_WITH_WORTHS)
    get_worths (reader, result->worths);
  for (guint i = 0; i < COR_N_OBJECTIVES && version >= VERSION_WITH_GIVEN_UP; i++)
    result->given_up[i] = cor_blob_get_int (reader);
}
