/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Writes every field of every record as text. Shares nothing with the tables and codecs under test,
 * so a field that they forget shows. */

static void
add_text (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, " %s=", name);
  if (text == NULL)
    g_string_append (out, "NULL");
  else
    g_string_append_printf (out, "'%s'", text);
}

static void
add_texts (GString *out, const char *name, char **texts)
{
  g_string_append_printf (out, " %s=", name);
  if (texts == NULL)
    g_string_append (out, "NULL");
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    g_string_append_printf (out, "[%s]", texts[i]);
}

static void
add_number (GString *out, const char *name, gint64 number)
{
  g_string_append_printf (out, " %s=%" G_GINT64_FORMAT, name, number);
}

static void
add_double (GString *out, const char *name, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " %s=%s", name, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
add_position (GString *out, const char *name, CorPosition position)
{
  add_double (out, name, position.lat_deg);
  add_double (out, name, position.lon_deg);
}

static void
add_id (GString *out, const char *name, const CorId *id)
{
  g_autofree char *text = cor_id_to_string (id);

  add_text (out, name, text);
}

static void
add_names (GString *out, const char *name, const CorNames *names)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    add_text (out, name, names->text[i]);
  add_number (out, name, names->generated);
}

static void
add_daily (GString *out, const CorDaily *self)
{
  add_number (out, "daily", self->from_min);
  add_number (out, "until", self->until_min);
  add_number (out, "weekdays", self->weekdays);
}

static void
add_geometry (GString *out, CorGeometry *geometry)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      add_number (out, "\n  part", cor_geometry_get_part (geometry, i, &points, &n_points));
      for (guint j = 0; j < n_points; j++)
        add_position (out, "at", points[j]);
    }
}

static void
add_settings (GString *out, gconstpointer record)
{
  const CorPlanSettings *self = record;

  add_text (out, "name", self->name);
  add_number (out, "start", self->start_utc_s);
  add_number (out, "horizon", self->horizon_h);
  add_number (out, "radius", self->fold_radius_m);
  add_number (out, "below", self->fold_below_people);
  add_text (out, "marking", self->marking);
  add_text (out, "network", self->network_checksum);
  add_number (out, "published", (gint64) self->published_revision);
  add_number (out, "number", self->published_number);
  add_number (out, "step", self->step_min);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    add_number (out, "tolerance", self->tolerance_permille[i]);
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    add_number (out, "weight", self->priority_weights[i]);
  add_number (out, "spacing", self->spacing_s);
  add_number (out, "kmh", self->column_kmh);
  add_number (out, "night", self->night);
  add_daily (out, &self->night_hours);
  add_text (out, "zone", self->night_zone);
  add_number (out, "people_per_car", self->people_per_car_x10);
  add_number (out, "reach", self->exposure_reach_m);
}

static void
add_list (GString *out, gconstpointer record)
{
  const CorList *self = record;

  add_text (out, "file", self->file_name);
  add_text (out, "sheet", self->sheet);
  add_text (out, "encoding", self->encoding);
  add_number (out, "imported", self->imported_utc_s);
  add_number (out, "rows", self->n_rows);
  add_number (out, "added", self->n_added);
  add_number (out, "merged", self->n_merged);
  add_number (out, "rejected", self->n_rejected);
  add_number (out, "blank", self->n_blank);
  add_number (out, "people", self->n_people);
}

static void
add_settlement (GString *out, gconstpointer record)
{
  const CorSettlement *self = record;

  add_names (out, "name", &self->names);
  add_names (out, "oblast", &self->oblast);
  add_text (out, "country", self->country);
  add_position (out, "position", self->position);
  add_number (out, "population", self->population);
}

static void
add_particulars (GString *out, const CorParticulars *self)
{
  add_text (out, "full", self->full_name);
  add_text (out, "family", self->family_name);
  add_text (out, "given", self->given_name);
  add_text (out, "nationality", self->nationality);
  add_text (out, "passport", self->passport);
  add_number (out, "birth", self->birth_date);
  add_texts (out, "phones", self->phones);
  add_text (out, "email", self->email);
  add_text (out, "address", self->address);
  add_text (out, "notes", self->notes);
  add_texts (out, "bad", self->bad_fields);
  add_texts (out, "merged", self->merged);
}

static void
add_person (GString *out, gconstpointer record)
{
  const CorPerson *self = record;

  add_id (out, "list", &self->list_id);
  add_number (out, "row", self->row);
  add_id (out, "household", &self->household_id);
  add_particulars (out, self->particulars);
  add_text (out, "place", self->place_text);
  add_id (out, "place", &self->place_id);
  add_number (out, "placement", self->placement);
  add_number (out, "has_position", self->has_position);
  add_position (out, "position", self->position);
  add_number (out, "party", self->party_size);
  add_number (out, "needs", self->needs);
  add_number (out, "car", self->car);
  add_number (out, "refused", self->may_be_refused_exit);
  add_number (out, "status", self->status);
  add_number (out, "flags", self->flags);
  add_number (out, "ready", self->ready_utc_s);
  add_number (out, "priority", self->priority);
  add_number (out, "free_seats", self->free_seats);
  add_number (out, "seat_wanted", self->seat_wanted);
}

static void
add_finding (GString *out, gconstpointer record)
{
  const CorFinding *self = record;

  add_number (out, "finding", self->finding);
  add_id (out, "person", &self->person_id);
  add_id (out, "other", &self->other_id);
  add_number (out, "field", self->field);
  add_number (out, "resolved", self->resolved);
}

static void
add_rally (GString *out, gconstpointer record)
{
  const CorRally *self = record;

  add_position (out, "position", self->position);
  add_text (out, "label", self->label);
}

static void
add_crossing_children (GString *out, const CorCrossing *self)
{
  for (guint i = 0; i < self->intervals->len; i++)
    {
      const CorCrossingInterval *interval = self->intervals->pdata[i];

      add_id (out, "\n  interval", &interval->id);
      add_number (out, "from", interval->from_utc_s);
      add_number (out, "until", interval->until_utc_s);
      add_number (out, "state", interval->state);
      add_number (out, "opens", interval->opens_min);
      add_number (out, "closes", interval->closes_min);
      add_number (out, "modes", interval->modes);
      add_number (out, "by_officer", interval->by_officer);
      add_text (out, "source", interval->source);
      add_number (out, "capacity", interval->capacity_people_per_h);
    }
  for (guint i = 0; i < self->waits->len; i++)
    {
      const CorCrossingWait *wait = self->waits->pdata[i];

      add_id (out, "\n  wait", &wait->id);
      add_number (out, "observed", wait->observed_utc_s);
      add_number (out, "minutes", wait->wait_min);
      add_text (out, "source", wait->source);
    }
}

static void
add_crossing (GString *out, gconstpointer record)
{
  const CorCrossing *self = record;

  add_text (out, "key", self->key);
  add_text (out, "country", self->country);
  add_number (out, "class", self->crossing_class);
  add_names (out, "name", &self->names);
  add_names (out, "neighbour", &self->neighbour_names);
  add_text (out, "native", self->neighbour_native);
  add_position (out, "position", self->position);
  add_position (out, "ua", self->ua_position);
  add_position (out, "other", self->neighbour_position);
  add_text (out, "road", self->road_ua);
  add_text (out, "road", self->road_neighbour);
  add_text (out, "zone", self->zone);
  add_text (out, "zone", self->neighbour_zone);
  add_names (out, "reception", &self->reception_names);
  add_position (out, "reception", self->reception_position);
  add_number (out, "capacity", self->capacity_people_per_h);
  add_number (out, "default", self->capacity_is_default);
  add_text (out, "note", self->note);
  for (guint i = 0; i < COR_N_MODES; i++)
    add_number (out, "capacity", self->capacity_by_mode_people_per_h[i]);
  add_number (out, "reception", self->reception_people_per_h);
  add_crossing_children (out, self);
}

static void
add_closure (GString *out, gconstpointer record)
{
  const CorClosure *self = record;

  add_number (out, "closure", self->closure);
  add_text (out, "label", self->label);
  add_number (out, "from", self->from_utc_s);
  add_number (out, "until", self->until_utc_s);
  add_text (out, "road", self->road_number);
  add_text (out, "source", self->source);
  add_number (out, "effect", self->effect);
  add_number (out, "delay", self->delay_min);
  add_number (out, "speed", self->speed_percent);
  add_number (out, "limit", self->limit_vehicles_per_h);
  add_number (out, "direction", self->direction);
  add_daily (out, &self->daily);
  add_text (out, "zone", self->zone);
  add_number (out, "distance", self->distance_m);
  add_number (out, "overpasses", self->cuts_overpasses);
  add_text (out, "network", self->network_checksum);
  for (guint i = 0; self->hints != NULL && i < self->hints->len; i++)
    {
      const CorRoadHint *hint = &g_array_index (self->hints, CorRoadHint, i);

      add_number (out, "way", hint->way_id);
      add_number (out, "node", hint->from_node_id);
      add_number (out, "node", hint->until_node_id);
    }
  add_geometry (out, self->geometry);
}

static void
add_corridor_record (GString *out, gconstpointer record)
{
  const CorAgreedCorridor *self = record;

  add_text (out, "label", self->label);
  add_number (out, "from", self->from_utc_s);
  add_number (out, "until", self->until_utc_s);
  add_daily (out, &self->daily);
  add_text (out, "zone", self->zone);
  add_number (out, "modes", self->modes);
  add_number (out, "two_way", self->is_two_way);
  add_number (out, "column", self->max_column_vehicles);
  add_number (out, "spacing", self->min_spacing_min);
  add_number (out, "vehicles", self->vehicles_per_h);
  add_text (out, "source", self->source);
  add_text (out, "note", self->note);
  add_geometry (out, self->geometry);
}

static void
add_vehicle (GString *out, gconstpointer record)
{
  const CorVehicle *self = record;

  add_text (out, "label", self->label);
  add_number (out, "kind", self->vehicle);
  add_number (out, "vehicles", self->n_vehicles);
  add_number (out, "seats", self->seats);
  add_number (out, "wheelchairs", self->wheelchair_places);
  add_number (out, "stretchers", self->stretcher_places);
  add_number (out, "oxygen", self->has_oxygen);
  add_position (out, "depot", self->depot_position);
  add_text (out, "depot", self->depot_label);
  add_number (out, "from", self->available_from_utc_s);
  add_number (out, "until", self->available_until_utc_s);
  add_number (out, "driver", self->driver_min);
  add_number (out, "drivers", self->n_drivers);
  add_number (out, "turnaround", self->turnaround_min);
  add_number (out, "hands_over", self->hands_over);
  add_number (out, "trips", self->max_trips);
  add_text (out, "note", self->note);
}

static void
add_quota (GString *out, gconstpointer record)
{
  const CorQuota *self = record;

  add_text (out, "country", self->country);
  add_number (out, "people", self->max_people);
  add_number (out, "daily", self->is_daily);
  add_number (out, "from", self->from_utc_s);
  add_number (out, "until", self->until_utc_s);
  add_text (out, "source", self->source);
}

static void
add_scenario (GString *out, gconstpointer record)
{
  const CorScenario *self = record;

  add_text (out, "name", self->name);
  add_number (out, "created", self->created_utc_s);
  add_id (out, "parent", &self->parent_id);
  add_text (out, "note", self->note);
}

static void
add_post (GString *out, gconstpointer record)
{
  const CorPost *self = record;

  add_number (out, "post", self->post);
  add_text (out, "key", self->key);
  add_names (out, "name", &self->names);
  add_text (out, "country", self->country);
  add_position (out, "position", self->position);
  add_number (out, "approximate", self->position_is_approximate);
  add_id (out, "crossing", &self->crossing_id);
  add_text (out, "phone", self->phone);
  add_text (out, "phone_source", self->phone_source);
  add_text (out, "phone_date", self->phone_date);
  add_text (out, "address", self->address);
  add_text (out, "note", self->note);
}

static void
add_records (GString *out, CorRecordKind kind, GPtrArray *records)
{
  void (*const add_record[COR_N_RECORD_KINDS]) (GString *, gconstpointer) = {
    [COR_RECORD_SETTINGS] = add_settings,
    [COR_RECORD_LIST] = add_list,
    [COR_RECORD_SETTLEMENT] = add_settlement,
    [COR_RECORD_PERSON] = add_person,
    [COR_RECORD_FINDING] = add_finding,
    [COR_RECORD_RALLY] = add_rally,
    [COR_RECORD_CROSSING] = add_crossing,
    [COR_RECORD_CLOSURE] = add_closure,
    [COR_RECORD_POST] = add_post,
    [COR_RECORD_AGREED_CORRIDOR] = add_corridor_record,
    [COR_RECORD_VEHICLE] = add_vehicle,
    [COR_RECORD_QUOTA] = add_quota,
    [COR_RECORD_SCENARIO] = add_scenario,
  };

  for (guint i = 0; i < records->len; i++)
    {
      const CorRecord *record = records->pdata[i];

      add_id (out, cor_record_kind_get_name (record->kind), &record->id);
      add_record[kind](out, record);
      g_string_append_c (out, '\n');
    }
}

static void
add_ids (GString *out, const char *name, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    add_id (out, name, &g_array_index (ids, CorId, i));
}

static void
add_overlay (GString *out, const CorOverlay *overlay)
{
  add_id (out, "\nin scenario", &overlay->scenario_id);
  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    {
      add_records (out, (CorRecordKind) kind, overlay->records[kind]);
      add_ids (out, "removed", overlay->removals[kind]);
    }
}

char *
store_fixture_describe (CorSnapshot *snapshot)
{
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  GString *out = g_string_new (NULL);

  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    add_records (out, (CorRecordKind) kind,
                 cor_snapshot_get_records (snapshot, (CorRecordKind) kind));
  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];
      const CorOverlay *overlay = cor_snapshot_get_overlay (snapshot, &scenario->record.id);

      if (overlay != NULL && cor_overlay_count (overlay) > 0)
        add_overlay (out, overlay);
    }

  return g_string_free (out, FALSE);
}

static void
add_uints (GString *out, const char *name, GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    add_number (out, name, g_array_index (values, guint, i));
}

static void
add_uints_of (GString *out, const char *name, const guint *values, guint n_values)
{
  for (guint i = 0; i < n_values; i++)
    add_number (out, name, values[i]);
}

static void
add_needs (GString *out, const guint *needs_people)
{
  add_uints_of (out, "need", needs_people, COR_N_NEEDS);
}

static void
add_cluster (GString *out, const CorCluster *self)
{
  add_id (out, "\ncluster", &self->id);
  add_id (out, "settlement", &self->settlement->record.id);
  add_settlement (out, self->settlement);
  add_position (out, "rally", self->rally_position);
  add_text (out, "label", self->rally_label);
  add_uints (out, "person", self->persons);
  add_number (out, "registrations", self->n_registrations);
  add_number (out, "people", self->n_people);
  add_number (out, "planned", self->n_planned);
  add_number (out, "car", self->n_with_car);
  add_needs (out, self->needs_people);
  add_ids (out, "folded", self->folded);
}

static void
add_road (GString *out, const CorCorridorRoad *self)
{
  add_text (out, "\n road", self->number);
  add_text (out, "name", self->name);
  add_number (out, "distance", self->distance_m);
  add_number (out, "time", self->travel_time_ms);
  add_text (out, "from", self->from);
  add_text (out, "to", self->to);
  add_texts (out, "places", self->places);
  add_ids (out, "place", self->place_ids);
  add_uints (out, "at", self->place_distances_m);
  for (guint i = 0; i < self->maneuvers->len; i++)
    {
      const CorManeuver *maneuver = &g_array_index (self->maneuvers, CorManeuver, i);

      add_text (out, "turn", cor_turn_get_code (maneuver->turn));
      add_number (out, "exit", maneuver->exit);
      add_position (out, "junction", maneuver->position);
      add_number (out, "after", maneuver->distance_m);
      add_number (out, "bearing", maneuver->bearing_deg);
    }
  add_number (out, "confidence", self->confidence);
  add_number (out, "ferry", self->is_ferry);
}

static void
add_corridor (GString *out, const CorCorridor *self)
{
  add_id (out, "\ncorridor", &self->cluster_id);
  add_id (out, "crossing", &self->crossing_id);
  add_number (out, "distance", self->distance_m);
  add_number (out, "time", self->travel_time_ms);
  add_number (out, "connector", self->connector_m);
  add_number (out, "connector", self->end_connector_m);
  add_number (out, "flagged", self->connector_flagged);
  add_number (out, "mode", self->mode);
  for (guint i = 0; i < self->roads->len; i++)
    add_road (out, self->roads->pdata[i]);
  for (guint i = 0; i < self->points->len; i++)
    add_position (out, "point", g_array_index (self->points, CorPosition, i));
}

static void
add_binding (GString *out, const CorBinding *self)
{
  add_text (out, "binding", cor_binding_kind_get_code (self->kind));
  add_id (out, "related", &self->related_id);
  add_number (out, "time", self->time_utc_s);
  add_number (out, "amount", self->amount);
  add_number (out, "worth", self->worth_min);
}

static void
add_movement (GString *out, const CorMovement *self)
{
  add_id (out, "\nmovement", &self->id);
  add_id (out, "cluster", &self->cluster_id);
  add_id (out, "crossing", &self->crossing_id);
  add_number (out, "corridor", self->corridor);
  add_number (out, "mode", self->mode);
  add_number (out, "people", self->n_people);
  add_number (out, "car", self->n_with_car);
  add_number (out, "leaving", self->n_leaving_car);
  add_needs (out, self->needs_people);
  add_number (out, "depart", self->depart_utc_s);
  add_number (out, "arrive", self->arrive_utc_s);
  add_number (out, "pass", self->pass_utc_s);
  add_number (out, "wait", self->wait_min);
  add_ids (out, "person", self->persons);
  for (guint i = 0; i < self->vehicles->len; i++)
    {
      const CorMovementVehicle *vehicle = &g_array_index (self->vehicles, CorMovementVehicle, i);

      add_id (out, "vehicle", &vehicle->vehicle_id);
      add_number (out, "number", vehicle->number);
      add_number (out, "trip", vehicle->trip);
      add_number (out, "aboard", vehicle->n_people);
      add_number (out, "ready", vehicle->ready_utc_s);
    }
  for (guint i = 0; i < self->reasons->len; i++)
    add_binding (out, &g_array_index (self->reasons, CorBinding, i));
  add_ids (out, "agreed", self->corridor_ids);
  for (guint i = 0; i < self->enter_utc_s->len; i++)
    add_number (out, "enters", g_array_index (self->enter_utc_s, gint64, i));
}

static void
add_rest (GString *out, const CorResult *result)
{
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      add_id (out, "\nunserved", &unserved->cluster_id);
      add_number (out, "people", unserved->n_people);
      add_number (out, "without_car", unserved->without_car);
      add_number (out, "reason", unserved->reason);
      add_id (out, "related", &unserved->related_id);
      add_number (out, "priority", unserved->priority);
      add_needs (out, unserved->needs_people);
      add_ids (out, "person", unserved->persons);
      add_binding (out, &unserved->remedy);
    }
  for (guint i = 0; i < result->alternatives->len; i++)
    {
      const CorAlternative *alternative = result->alternatives->pdata[i];

      add_id (out, "\nalternative", &alternative->cluster_id);
      add_id (out, "crossing", &alternative->crossing_id);
      add_id (out, "second", &alternative->second_id);
      add_number (out, "corridor", alternative->second_corridor);
      add_number (out, "extra", alternative->extra_min);
    }
}

static void
add_totals (GString *out, const CorTotals *self)
{
  add_number (out, "people", self->n_people);
  add_number (out, "registrations", self->n_registrations);
  add_number (out, "placed", self->n_placed);
  add_number (out, "assigned", self->n_assigned);
  add_number (out, "unserved", self->n_unserved);
  add_number (out, "unplaced", self->n_unplaced);
  add_number (out, "out", self->n_out);
  add_number (out, "has_clearance", self->has_clearance);
  add_double (out, "clearance", self->clearance_h);
  add_double (out, "hours", self->person_hours);
}

char *
store_fixture_describe_result (const CorResult *result)
{
  GString *out = g_string_new (NULL);

  add_number (out, "revision", (gint64) result->revision);
  add_text (out, "network", result->network_checksum);
  add_number (out, "computed", result->computed_utc_s);
  add_number (out, "start", result->start_utc_s);
  add_ids (out, "closure", result->closures_without_road);
  add_ids (out, "unmatched", result->closures_unmatched);
  add_totals (out, &result->totals);
  add_id (out, "scenario", &result->scenario_id);
  add_number (out, "number", result->published_number);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    {
      add_number (out, "objective", result->objective[i]);
      add_number (out, "bound", result->bound[i]);
      add_number (out, "given up", result->given_up[i]);
    }
  add_uints_of (out, "left", result->left_by_priority, COR_N_PRIORITIES);
  add_double (out, "gap", result->gap);
  add_double (out, "rounding", result->rounding_gap);
  add_number (out, "proven", result->is_proven);
  add_number (out, "vehicles", result->has_vehicles);
  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorWorth *worth = &g_array_index (result->worths, CorWorth, i);

      add_binding (out, &worth->limit);
      add_number (out, "more", worth->n_people);
      add_number (out, "spared", worth->person_s);
    }
  for (guint i = 0; i < result->clusters->len; i++)
    add_cluster (out, result->clusters->pdata[i]);
  for (guint i = 0; i < result->corridors->len; i++)
    add_corridor (out, result->corridors->pdata[i]);
  for (guint i = 0; i < result->movements->len; i++)
    add_movement (out, result->movements->pdata[i]);
  add_rest (out, result);

  return g_string_free (out, FALSE);
}
