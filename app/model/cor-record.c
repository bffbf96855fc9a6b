/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-record.h"

#include "cor-agreed-corridor.h"
#include "cor-crossing.h"
#include "cor-person.h"
#include "cor-plan.h"
#include "cor-quota.h"
#include "cor-scenario.h"
#include "cor-settlement.h"
#include "cor-vehicle.h"

#include <string.h>

typedef struct
{
  const char *name;
  gsize size;
  gboolean is_overlaid;
  void (*clear) (gpointer record);
  void (*copy) (gpointer copy, gconstpointer source); /* deepens a shallow copy */
} RecordType;

static void
settings_clear (gpointer record)
{
  CorPlanSettings *self = record;

  g_free (self->name);
  g_free (self->marking);
  g_free (self->network_checksum);
  g_free (self->night_zone);
}

static void
settings_copy (gpointer copy, gconstpointer source)
{
  CorPlanSettings *self = copy;

  self->name = g_strdup (self->name);
  self->marking = g_strdup (self->marking);
  self->network_checksum = g_strdup (self->network_checksum);
  self->night_zone = g_strdup (self->night_zone);
}

static void
list_clear (gpointer record)
{
  CorList *self = record;

  g_free (self->file_name);
  g_free (self->sheet);
  g_free (self->encoding);
}

static void
list_copy (gpointer copy, gconstpointer source)
{
  CorList *self = copy;

  self->file_name = g_strdup (self->file_name);
  self->sheet = g_strdup (self->sheet);
  self->encoding = g_strdup (self->encoding);
}

static void
settlement_clear (gpointer record)
{
  CorSettlement *self = record;

  cor_names_clear (&self->names);
  cor_names_clear (&self->oblast);
}

static void
settlement_copy (gpointer copy, gconstpointer source)
{
  CorSettlement *self = copy;
  const CorSettlement *original = source;

  cor_names_copy (&self->names, &original->names);
  cor_names_copy (&self->oblast, &original->oblast);
}

static void
person_clear (gpointer record)
{
  CorPerson *self = record;

  g_clear_pointer (&self->particulars, cor_particulars_unref);
  g_free (self->place_text);
}

static void
person_copy (gpointer copy, gconstpointer source)
{
  CorPerson *self = copy;

  if (self->particulars != NULL)
    cor_particulars_ref (self->particulars);
  self->place_text = g_strdup (self->place_text);
}

static void
nothing_clear (gpointer record)
{
}

static void
nothing_copy (gpointer copy, gconstpointer source)
{
}

static void
rally_clear (gpointer record)
{
  g_free (((CorRally *) record)->label);
}

static void
rally_copy (gpointer copy, gconstpointer source)
{
  CorRally *self = copy;

  self->label = g_strdup (self->label);
}

static void
crossing_clear (gpointer record)
{
  CorCrossing *self = record;

  g_free (self->key);
  cor_names_clear (&self->names);
  cor_names_clear (&self->neighbour_names);
  g_free (self->neighbour_native);
  g_free (self->road_ua);
  g_free (self->road_neighbour);
  g_free (self->zone);
  g_free (self->neighbour_zone);
  cor_names_clear (&self->reception_names);
  g_free (self->note);
  g_clear_pointer (&self->intervals, g_ptr_array_unref);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
}

static void
crossing_copy (gpointer copy, gconstpointer source)
{
  CorCrossing *self = copy;
  const CorCrossing *original = source;
  g_autoptr (CorCrossing) empty = cor_crossing_new (NULL);

  self->key = g_strdup (self->key);
  cor_names_copy (&self->names, &original->names);
  cor_names_copy (&self->neighbour_names, &original->neighbour_names);
  self->neighbour_native = g_strdup (self->neighbour_native);
  self->road_ua = g_strdup (self->road_ua);
  self->road_neighbour = g_strdup (self->road_neighbour);
  self->zone = g_strdup (self->zone);
  self->neighbour_zone = g_strdup (self->neighbour_zone);
  cor_names_copy (&self->reception_names, &original->reception_names);
  self->note = g_strdup (self->note);
  self->intervals = g_steal_pointer (&empty->intervals);
  self->waits = g_steal_pointer (&empty->waits);

  for (guint i = 0; i < original->intervals->len; i++)
    {
      const CorCrossingInterval *interval = original->intervals->pdata[i];
      CorCrossingInterval *target = cor_crossing_add_interval (self, &interval->id);

      g_free (target->source);
      *target = *interval;
      target->source = g_strdup (interval->source);
    }
  for (guint i = 0; i < original->waits->len; i++)
    {
      const CorCrossingWait *wait = original->waits->pdata[i];
      CorCrossingWait *target = cor_crossing_add_wait (self, &wait->id);

      g_free (target->source);
      *target = *wait;
      target->source = g_strdup (wait->source);
    }
}

static void
closure_clear (gpointer record)
{
  CorClosure *self = record;

  g_free (self->label);
  g_clear_pointer (&self->geometry, cor_geometry_unref);
  g_free (self->road_number);
  g_free (self->source);
  g_free (self->zone);
  g_free (self->network_checksum);
  g_clear_pointer (&self->hints, g_array_unref);
}

static void
closure_copy (gpointer copy, gconstpointer source)
{
  CorClosure *self = copy;

  self->label = g_strdup (self->label);
  if (self->geometry != NULL)
    cor_geometry_ref (self->geometry);
  self->road_number = g_strdup (self->road_number);
  self->source = g_strdup (self->source);
  self->zone = g_strdup (self->zone);
  self->network_checksum = g_strdup (self->network_checksum);
  self->hints = self->hints != NULL ? g_array_copy (self->hints) : NULL;
}

static void
post_clear (gpointer record)
{
  CorPost *self = record;

  g_free (self->key);
  cor_names_clear (&self->names);
  g_free (self->phone);
  g_free (self->phone_source);
  g_free (self->phone_date);
  g_free (self->address);
  g_free (self->note);
}

static void
post_copy (gpointer copy, gconstpointer source)
{
  CorPost *self = copy;
  const CorPost *original = source;

  self->key = g_strdup (self->key);
  cor_names_copy (&self->names, &original->names);
  self->phone = g_strdup (self->phone);
  self->phone_source = g_strdup (self->phone_source);
  self->phone_date = g_strdup (self->phone_date);
  self->address = g_strdup (self->address);
  self->note = g_strdup (self->note);
}

static void
corridor_clear (gpointer record)
{
  CorAgreedCorridor *self = record;

  g_free (self->label);
  g_clear_pointer (&self->geometry, cor_geometry_unref);
  g_free (self->zone);
  g_free (self->source);
  g_free (self->note);
}

static void
corridor_copy (gpointer copy, gconstpointer source)
{
  CorAgreedCorridor *self = copy;

  self->label = g_strdup (self->label);
  if (self->geometry != NULL)
    cor_geometry_ref (self->geometry);
  self->zone = g_strdup (self->zone);
  self->source = g_strdup (self->source);
  self->note = g_strdup (self->note);
}

static void
vehicle_clear (gpointer record)
{
  CorVehicle *self = record;

  g_free (self->label);
  g_free (self->depot_label);
  g_free (self->note);
}

static void
vehicle_copy (gpointer copy, gconstpointer source)
{
  CorVehicle *self = copy;

  self->label = g_strdup (self->label);
  self->depot_label = g_strdup (self->depot_label);
  self->note = g_strdup (self->note);
}

static void
quota_clear (gpointer record)
{
  g_free (((CorQuota *) record)->source);
}

static void
quota_copy (gpointer copy, gconstpointer source)
{
  CorQuota *self = copy;

  self->source = g_strdup (self->source);
}

static void
scenario_clear (gpointer record)
{
  CorScenario *self = record;

  g_free (self->name);
  g_free (self->note);
}

static void
scenario_copy (gpointer copy, gconstpointer source)
{
  CorScenario *self = copy;

  self->name = g_strdup (self->name);
  self->note = g_strdup (self->note);
}

#define TYPE(name, Struct, is_overlaid, functions)                                                 \
  {                                                                                                \
    name, sizeof (Struct), is_overlaid, functions##_clear, functions##_copy                        \
  }

/* What a scenario may have records of its own of; the rest is about the people, who are the same in
 * all of them. */
#define OVERLAID TRUE
#define SHARED FALSE

static const RecordType types[COR_N_RECORD_KINDS] = {
  [COR_RECORD_SETTINGS] = TYPE ("settings", CorPlanSettings, OVERLAID, settings),
  [COR_RECORD_LIST] = TYPE ("list", CorList, SHARED, list),
  [COR_RECORD_SETTLEMENT] = TYPE ("settlement", CorSettlement, SHARED, settlement),
  [COR_RECORD_PERSON] = TYPE ("person", CorPerson, SHARED, person),
  [COR_RECORD_FINDING] = TYPE ("finding", CorFinding, SHARED, nothing),
  [COR_RECORD_RALLY] = TYPE ("rally", CorRally, OVERLAID, rally),
  [COR_RECORD_CROSSING] = TYPE ("crossing", CorCrossing, OVERLAID, crossing),
  [COR_RECORD_CLOSURE] = TYPE ("closure", CorClosure, OVERLAID, closure),
  [COR_RECORD_POST] = TYPE ("post", CorPost, OVERLAID, post),
  [COR_RECORD_AGREED_CORRIDOR] = TYPE ("corridor", CorAgreedCorridor, OVERLAID, corridor),
  [COR_RECORD_VEHICLE] = TYPE ("vehicle", CorVehicle, OVERLAID, vehicle),
  [COR_RECORD_QUOTA] = TYPE ("quota", CorQuota, OVERLAID, quota),
  [COR_RECORD_SCENARIO] = TYPE ("scenario", CorScenario, SHARED, scenario),
};

/**
 * cor_record_new:
 * @kind: which struct
 * @id: (nullable): who it is; %NULL makes a new id
 *
 * Makes a record filled with zeros. Kinds whose fields may not be %NULL have a constructor of their
 * own (cor_person_new(), cor_crossing_new() …): use that.
 *
 * Returns: (transfer full): the record
 */
gpointer
cor_record_new (CorRecordKind kind, const CorId *id)
{
  CorRecord *self;

  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, NULL);

  self = g_malloc0 (types[kind].size);
  self->kind = kind;
  self->id = id != NULL ? *id : cor_id_new ();
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * cor_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): a copy of the same id that may be changed
 */
gpointer
cor_record_copy (gconstpointer record)
{
  const CorRecord *self = record;
  CorRecord *copy = g_memdup2 (self, types[self->kind].size);

  g_atomic_ref_count_init (&copy->ref_count);
  types[self->kind].copy (copy, self);

  return copy;
}

/**
 * cor_record_ref:
 * @record: a record
 *
 * Returns: (transfer full): @record
 */
gpointer
cor_record_ref (gconstpointer record)
{
  CorRecord *self = (CorRecord *) record;

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_record_unref:
 * @record: (transfer full): a record
 *
 * Lets go of @record.
 */
void
cor_record_unref (gpointer record)
{
  CorRecord *self = record;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  types[self->kind].clear (self);
  g_free (self);
}

/**
 * cor_record_kind_is_overlaid:
 * @kind: a kind
 *
 * Returns: whether a scenario may have records of its own of it; the others are shared by all
 */
gboolean
cor_record_kind_is_overlaid (CorRecordKind kind)
{
  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, FALSE);

  return types[kind].is_overlaid;
}

/**
 * cor_record_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in files and messages
 */
const char *
cor_record_kind_get_name (CorRecordKind kind)
{
  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, "");

  return types[kind].name;
}
