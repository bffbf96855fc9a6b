/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-tables.h"

#include "cor-agreed-corridor.h"
#include "cor-closure.h"
#include "cor-person.h"
#include "cor-plan.h"
#include "cor-quota.h"
#include "cor-scenario.h"
#include "cor-settlement.h"
#include "cor-vehicle.h"

/* A new stored field is a script in resources/sql and a line here. */

#define COLUMN(Struct, name, member, type)                                                         \
  {                                                                                                \
    name, type, G_STRUCT_OFFSET (Struct, member), 0                                                \
  }
#define NUMBER(Struct, name, member)                                                               \
  {                                                                                                \
    name, COR_COLUMN_UINT, G_STRUCT_OFFSET (Struct, member), G_MAXUINT                             \
  }
#define CHOICE(Struct, name, member, limit)                                                        \
  {                                                                                                \
    name, COR_COLUMN_UINT, G_STRUCT_OFFSET (Struct, member), limit                                 \
  }
#define FLAG(Struct, name, member) CHOICE (Struct, name, member, TRUE)
#define DAILY(Struct, prefix, member)                                                              \
  CHOICE (Struct, prefix "_from_min", member.from_min, COR_DAY_MIN - 1),                           \
      CHOICE (Struct, prefix "_until_min", member.until_min, COR_DAY_MIN),                         \
      CHOICE (Struct, prefix "_weekdays", member.weekdays, COR_ALL_WEEKDAYS)

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* Enumerations and flags are read and written as guint. */
G_STATIC_ASSERT (sizeof (CorStatus) == sizeof (guint) && sizeof (CorAnswer) == sizeof (guint));
G_STATIC_ASSERT (sizeof (CorCrossingState) == sizeof (guint) &&
                 sizeof (gboolean) == sizeof (guint));

static const char *const plain_keys[] = { "id" };
static const char *const scenario_keys[] = { "scenario_id", "id" };
static const char *const crossing_keys[] = { "scenario_id", "crossing_id", "id" };

#define TOLERANCE(name, objective) NUMBER (CorPlanSettings, name, tolerance_permille[objective])

static const CorColumn settings_columns[] = {
  COLUMN (CorPlanSettings, "name", name, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorPlanSettings, "start_utc_s", start_utc_s, COR_COLUMN_MOMENT),
  NUMBER (CorPlanSettings, "horizon_h", horizon_h),
  NUMBER (CorPlanSettings, "fold_radius_m", fold_radius_m),
  NUMBER (CorPlanSettings, "fold_below_people", fold_below_people),
  COLUMN (CorPlanSettings, "marking", marking, COR_COLUMN_TEXT),
  COLUMN (CorPlanSettings, "network_checksum", network_checksum, COR_COLUMN_TEXT),
  COLUMN (CorPlanSettings, "published_revision", published_revision, COR_COLUMN_UINT64),
  NUMBER (CorPlanSettings, "published_number", published_number),
  NUMBER (CorPlanSettings, "step_min", step_min),
  TOLERANCE ("tolerance_left_inside_permille", COR_OBJECTIVE_LEFT_INSIDE),
  TOLERANCE ("tolerance_last_out_permille", COR_OBJECTIVE_LAST_OUT),
  TOLERANCE ("tolerance_person_time_permille", COR_OBJECTIVE_PERSON_TIME),
  TOLERANCE ("tolerance_exposure_permille", COR_OBJECTIVE_EXPOSURE),
  TOLERANCE ("tolerance_movements_permille", COR_OBJECTIVE_MOVEMENTS),
  TOLERANCE ("tolerance_change_permille", COR_OBJECTIVE_CHANGE),
  NUMBER (CorPlanSettings, "weight_urgent", priority_weights[COR_PRIORITY_URGENT]),
  NUMBER (CorPlanSettings, "weight_high", priority_weights[COR_PRIORITY_HIGH]),
  NUMBER (CorPlanSettings, "weight_normal", priority_weights[COR_PRIORITY_NORMAL]),
  NUMBER (CorPlanSettings, "weight_later", priority_weights[COR_PRIORITY_LATER]),
  NUMBER (CorPlanSettings, "spacing_s", spacing_s),
  NUMBER (CorPlanSettings, "column_kmh", column_kmh),
  CHOICE (CorPlanSettings, "night", night, COR_N_NIGHT_RULES - 1),
  DAILY (CorPlanSettings, "night", night_hours),
  COLUMN (CorPlanSettings, "night_zone", night_zone, COR_COLUMN_TEXT_NOT_NULL),
  NUMBER (CorPlanSettings, "people_per_car_x10", people_per_car_x10),
  NUMBER (CorPlanSettings, "exposure_reach_m", exposure_reach_m),
};

static const CorColumn list_columns[] = {
  COLUMN (CorList, "file_name", file_name, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorList, "sheet", sheet, COR_COLUMN_TEXT),
  COLUMN (CorList, "encoding", encoding, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorList, "imported_utc_s", imported_utc_s, COR_COLUMN_MOMENT),
  NUMBER (CorList, "n_rows", n_rows),
  NUMBER (CorList, "n_added", n_added),
  NUMBER (CorList, "n_merged", n_merged),
  NUMBER (CorList, "n_rejected", n_rejected),
  NUMBER (CorList, "n_blank", n_blank),
  NUMBER (CorList, "n_people", n_people),
};

static const CorColumn settlement_columns[] = {
  COLUMN (CorSettlement, "name", names, COR_COLUMN_NAMES),
  COLUMN (CorSettlement, "oblast", oblast, COR_COLUMN_NAMES),
  COLUMN (CorSettlement, "country", country, COR_COLUMN_COUNTRY),
  COLUMN (CorSettlement, "position", position, COR_COLUMN_POSITION),
  NUMBER (CorSettlement, "population", population),
};

/* The rest of a person is sealed: see cor_codec_write_person(). */
static const CorColumn person_columns[] = {
  COLUMN (CorPerson, "list_id", list_id, COR_COLUMN_ID),
  NUMBER (CorPerson, "row_number", row),
  COLUMN (CorPerson, "household_id", household_id, COR_COLUMN_ID),
  COLUMN (CorPerson, "place_id", place_id, COR_COLUMN_ID),
  CHOICE (CorPerson, "placement", placement, COR_PLACEMENT_MANUAL),
  NUMBER (CorPerson, "party_size", party_size),
  NUMBER (CorPerson, "needs", needs),
  CHOICE (CorPerson, "car", car, COR_ANSWER_YES),
  FLAG (CorPerson, "may_be_refused_exit", may_be_refused_exit),
  CHOICE (CorPerson, "status", status, COR_N_STATUSES - 1),
  NUMBER (CorPerson, "flags", flags),
  COLUMN (CorPerson, "ready_utc_s", ready_utc_s, COR_COLUMN_TIME),
  CHOICE (CorPerson, "priority", priority, COR_N_PRIORITIES - 1),
  NUMBER (CorPerson, "free_seats", free_seats),
  FLAG (CorPerson, "seat_wanted", seat_wanted),
};

static const CorColumn finding_columns[] = {
  CHOICE (CorFinding, "finding", finding, COR_N_FINDING_KINDS - 1),
  COLUMN (CorFinding, "person_id", person_id, COR_COLUMN_ID),
  COLUMN (CorFinding, "other_id", other_id, COR_COLUMN_ID),
  CHOICE (CorFinding, "field", field, COR_N_FIELDS - 1),
  FLAG (CorFinding, "resolved", resolved),
};

static const CorColumn rally_columns[] = {
  COLUMN (CorRally, "position", position, COR_COLUMN_POSITION),
  COLUMN (CorRally, "label", label, COR_COLUMN_TEXT),
};

/* Capacities by mode stand in the order of the bits of a mode. */
G_STATIC_ASSERT (COR_MODE_CAR == 1 << 0 && COR_MODE_COACH == 1 << 1 && COR_MODE_FOOT == 1 << 2);

static const CorColumn crossing_columns[] = {
  COLUMN (CorCrossing, "key", key, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorCrossing, "country", country, COR_COLUMN_COUNTRY),
  CHOICE (CorCrossing, "class", crossing_class, COR_N_CROSSING_CLASSES - 1),
  COLUMN (CorCrossing, "name", names, COR_COLUMN_NAMES),
  COLUMN (CorCrossing, "neighbour_name", neighbour_names, COR_COLUMN_NAMES),
  COLUMN (CorCrossing, "neighbour_native", neighbour_native, COR_COLUMN_TEXT),
  COLUMN (CorCrossing, "position", position, COR_COLUMN_POSITION),
  COLUMN (CorCrossing, "ua_position", ua_position, COR_COLUMN_POSITION),
  COLUMN (CorCrossing, "neighbour_position", neighbour_position, COR_COLUMN_POSITION),
  COLUMN (CorCrossing, "road_ua", road_ua, COR_COLUMN_TEXT),
  COLUMN (CorCrossing, "road_neighbour", road_neighbour, COR_COLUMN_TEXT),
  COLUMN (CorCrossing, "zone", zone, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorCrossing, "neighbour_zone", neighbour_zone, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorCrossing, "reception_name", reception_names, COR_COLUMN_NAMES),
  COLUMN (CorCrossing, "reception_position", reception_position, COR_COLUMN_POSITION),
  NUMBER (CorCrossing, "capacity_people_per_h", capacity_people_per_h),
  FLAG (CorCrossing, "capacity_is_default", capacity_is_default),
  COLUMN (CorCrossing, "note", note, COR_COLUMN_TEXT),
  NUMBER (CorCrossing, "capacity_car_people_per_h", capacity_by_mode_people_per_h[0]),
  NUMBER (CorCrossing, "capacity_coach_people_per_h", capacity_by_mode_people_per_h[1]),
  NUMBER (CorCrossing, "capacity_foot_people_per_h", capacity_by_mode_people_per_h[2]),
  NUMBER (CorCrossing, "reception_people_per_h", reception_people_per_h),
};

static const CorColumn interval_columns[] = {
  NUMBER (CorIntervalRow, "ordinal", ordinal),
  COLUMN (CorIntervalRow, "from_utc_s", interval.from_utc_s, COR_COLUMN_TIME),
  COLUMN (CorIntervalRow, "until_utc_s", interval.until_utc_s, COR_COLUMN_TIME),
  CHOICE (CorIntervalRow, "state", interval.state, COR_CROSSING_OPEN),
  CHOICE (CorIntervalRow, "opens_min", interval.opens_min, COR_DAY_MIN),
  CHOICE (CorIntervalRow, "closes_min", interval.closes_min, COR_DAY_MIN),
  CHOICE (CorIntervalRow, "modes", interval.modes, ALL_MODES),
  FLAG (CorIntervalRow, "by_officer", interval.by_officer),
  COLUMN (CorIntervalRow, "source", interval.source, COR_COLUMN_TEXT_NOT_NULL),
  NUMBER (CorIntervalRow, "capacity_people_per_h", interval.capacity_people_per_h),
};

static const CorColumn wait_columns[] = {
  NUMBER (CorWaitRow, "ordinal", ordinal),
  COLUMN (CorWaitRow, "observed_utc_s", wait.observed_utc_s, COR_COLUMN_MOMENT),
  NUMBER (CorWaitRow, "wait_min", wait.wait_min),
  COLUMN (CorWaitRow, "source", wait.source, COR_COLUMN_TEXT_NOT_NULL),
};

static const CorColumn closure_columns[] = {
  CHOICE (CorClosure, "kind", closure, COR_N_CLOSURE_KINDS - 1),
  COLUMN (CorClosure, "label", label, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorClosure, "geometry", geometry, COR_COLUMN_GEOMETRY),
  COLUMN (CorClosure, "from_utc_s", from_utc_s, COR_COLUMN_TIME),
  COLUMN (CorClosure, "until_utc_s", until_utc_s, COR_COLUMN_TIME),
  COLUMN (CorClosure, "road_number", road_number, COR_COLUMN_TEXT),
  COLUMN (CorClosure, "source", source, COR_COLUMN_TEXT),
  CHOICE (CorClosure, "effect", effect, COR_N_RESTRICTION_EFFECTS - 1),
  NUMBER (CorClosure, "delay_min", delay_min),
  NUMBER (CorClosure, "speed_percent", speed_percent),
  NUMBER (CorClosure, "limit_vehicles_per_h", limit_vehicles_per_h),
  CHOICE (CorClosure, "direction", direction, COR_N_RESTRICTION_DIRECTIONS - 1),
  DAILY (CorClosure, "daily", daily),
  COLUMN (CorClosure, "zone", zone, COR_COLUMN_TEXT_NOT_NULL),
  NUMBER (CorClosure, "distance_m", distance_m),
  FLAG (CorClosure, "cuts_overpasses", cuts_overpasses),
  COLUMN (CorClosure, "network_checksum", network_checksum, COR_COLUMN_TEXT),
  COLUMN (CorClosure, "hints", hints, COR_COLUMN_HINTS),
};

static const CorColumn post_columns[] = {
  CHOICE (CorPost, "kind", post, COR_N_POST_KINDS - 1),
  COLUMN (CorPost, "key", key, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorPost, "name", names, COR_COLUMN_NAMES),
  COLUMN (CorPost, "country", country, COR_COLUMN_COUNTRY),
  COLUMN (CorPost, "position", position, COR_COLUMN_POSITION),
  FLAG (CorPost, "position_is_approximate", position_is_approximate),
  COLUMN (CorPost, "crossing_id", crossing_id, COR_COLUMN_ID),
  COLUMN (CorPost, "phone", phone, COR_COLUMN_TEXT),
  COLUMN (CorPost, "phone_source", phone_source, COR_COLUMN_TEXT),
  COLUMN (CorPost, "phone_date", phone_date, COR_COLUMN_TEXT),
  COLUMN (CorPost, "address", address, COR_COLUMN_TEXT),
  COLUMN (CorPost, "note", note, COR_COLUMN_TEXT),
};

static const CorColumn corridor_columns[] = {
  COLUMN (CorAgreedCorridor, "label", label, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorAgreedCorridor, "geometry", geometry, COR_COLUMN_GEOMETRY),
  COLUMN (CorAgreedCorridor, "from_utc_s", from_utc_s, COR_COLUMN_TIME),
  COLUMN (CorAgreedCorridor, "until_utc_s", until_utc_s, COR_COLUMN_TIME),
  DAILY (CorAgreedCorridor, "daily", daily),
  COLUMN (CorAgreedCorridor, "zone", zone, COR_COLUMN_TEXT_NOT_NULL),
  CHOICE (CorAgreedCorridor, "modes", modes, ALL_MODES),
  FLAG (CorAgreedCorridor, "is_two_way", is_two_way),
  NUMBER (CorAgreedCorridor, "max_column_vehicles", max_column_vehicles),
  NUMBER (CorAgreedCorridor, "min_spacing_min", min_spacing_min),
  NUMBER (CorAgreedCorridor, "vehicles_per_h", vehicles_per_h),
  COLUMN (CorAgreedCorridor, "source", source, COR_COLUMN_TEXT),
  COLUMN (CorAgreedCorridor, "note", note, COR_COLUMN_TEXT),
};

static const CorColumn vehicle_columns[] = {
  COLUMN (CorVehicle, "label", label, COR_COLUMN_TEXT_NOT_NULL),
  CHOICE (CorVehicle, "kind", vehicle, COR_N_VEHICLE_KINDS - 1),
  CHOICE (CorVehicle, "n_vehicles", n_vehicles, COR_MAX_VEHICLES),
  CHOICE (CorVehicle, "seats", seats, COR_MAX_VEHICLE_PLACES),
  CHOICE (CorVehicle, "wheelchair_places", wheelchair_places, COR_MAX_VEHICLE_PLACES),
  CHOICE (CorVehicle, "stretcher_places", stretcher_places, COR_MAX_VEHICLE_PLACES),
  FLAG (CorVehicle, "has_oxygen", has_oxygen),
  COLUMN (CorVehicle, "depot", depot_position, COR_COLUMN_POSITION),
  COLUMN (CorVehicle, "depot_label", depot_label, COR_COLUMN_TEXT),
  COLUMN (CorVehicle, "available_from_utc_s", available_from_utc_s, COR_COLUMN_TIME),
  COLUMN (CorVehicle, "available_until_utc_s", available_until_utc_s, COR_COLUMN_TIME),
  NUMBER (CorVehicle, "driver_min", driver_min),
  NUMBER (CorVehicle, "n_drivers", n_drivers),
  NUMBER (CorVehicle, "turnaround_min", turnaround_min),
  FLAG (CorVehicle, "hands_over", hands_over),
  NUMBER (CorVehicle, "max_trips", max_trips),
  COLUMN (CorVehicle, "note", note, COR_COLUMN_TEXT),
};

static const CorColumn quota_columns[] = {
  COLUMN (CorQuota, "country", country, COR_COLUMN_COUNTRY),
  NUMBER (CorQuota, "max_people", max_people),
  FLAG (CorQuota, "is_daily", is_daily),
  COLUMN (CorQuota, "from_utc_s", from_utc_s, COR_COLUMN_TIME),
  COLUMN (CorQuota, "until_utc_s", until_utc_s, COR_COLUMN_TIME),
  COLUMN (CorQuota, "source", source, COR_COLUMN_TEXT),
};

static const CorColumn scenario_columns[] = {
  COLUMN (CorScenario, "name", name, COR_COLUMN_TEXT_NOT_NULL),
  COLUMN (CorScenario, "created_utc_s", created_utc_s, COR_COLUMN_MOMENT),
  COLUMN (CorScenario, "parent_id", parent_id, COR_COLUMN_ID),
  COLUMN (CorScenario, "note", note, COR_COLUMN_TEXT),
};

#define CHECKED_TABLE(name, keys, columns, check)                                                  \
  {                                                                                                \
    name, keys, G_N_ELEMENTS (keys), columns, G_N_ELEMENTS (columns), (CorTableCheck) check        \
  }
#define TABLE(name, keys, columns) CHECKED_TABLE (name, keys, columns, NULL)

static const CorTable tables[COR_N_RECORD_KINDS] = {
  [COR_RECORD_SETTINGS] =
      CHECKED_TABLE ("settings", scenario_keys, settings_columns, cor_plan_settings_check),
  [COR_RECORD_LIST] = TABLE ("list", plain_keys, list_columns),
  [COR_RECORD_SETTLEMENT] = TABLE ("settlement", plain_keys, settlement_columns),
  [COR_RECORD_PERSON] = TABLE ("person", plain_keys, person_columns),
  [COR_RECORD_FINDING] = TABLE ("finding", plain_keys, finding_columns),
  [COR_RECORD_RALLY] = TABLE ("rally", scenario_keys, rally_columns),
  [COR_RECORD_CROSSING] = TABLE ("crossing", scenario_keys, crossing_columns),
  [COR_RECORD_CLOSURE] =
      CHECKED_TABLE ("closure", scenario_keys, closure_columns, cor_closure_check),
  [COR_RECORD_POST] = TABLE ("post", scenario_keys, post_columns),
  [COR_RECORD_AGREED_CORRIDOR] =
      CHECKED_TABLE ("corridor", scenario_keys, corridor_columns, cor_agreed_corridor_check),
  [COR_RECORD_VEHICLE] =
      CHECKED_TABLE ("vehicle", scenario_keys, vehicle_columns, cor_vehicle_check),
  [COR_RECORD_QUOTA] = CHECKED_TABLE ("quota", scenario_keys, quota_columns, cor_quota_check),
  [COR_RECORD_SCENARIO] = TABLE ("scenario", plain_keys, scenario_columns),
};

static const CorTable interval_table = TABLE ("crossing_interval", crossing_keys, interval_columns);
static const CorTable wait_table = TABLE ("crossing_wait", crossing_keys, wait_columns);

/* Everything that the session extension watches. */
static const char *const recorded[] = {
  "scenario",      "settings",        "list",  "settlement", "person",
  "person_sealed", "finding",         "rally", "crossing",   "crossing_interval",
  "crossing_wait", "closure",         "post",  "corridor",   "vehicle",
  "quota",         COR_REMOVED_TABLE, NULL,
};

/**
 * cor_tables_get:
 * @kind: a kind of record
 *
 * Returns: (transfer none): how it is stored
 */
const CorTable *
cor_tables_get (CorRecordKind kind)
{
  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, NULL);

  return &tables[kind];
}

/**
 * cor_tables_get_intervals:
 *
 * Returns: (transfer none): how a #CorIntervalRow is stored
 */
const CorTable *
cor_tables_get_intervals (void)
{
  return &interval_table;
}

/**
 * cor_tables_get_waits:
 *
 * Returns: (transfer none): how a #CorWaitRow is stored
 */
const CorTable *
cor_tables_get_waits (void)
{
  return &wait_table;
}

/**
 * cor_tables_find:
 * @name: a recorded table
 * @kind: (out): the kind of record that its rows belong to
 *
 * Returns: %FALSE if no record is stored there
 */
gboolean
cor_tables_find (const char *name, CorRecordKind *kind)
{
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    if (g_str_equal (name, tables[i].name))
      {
        *kind = (CorRecordKind) i;
        return TRUE;
      }

  if (g_str_equal (name, "person_sealed"))
    *kind = COR_RECORD_PERSON;
  else if (g_str_equal (name, interval_table.name) || g_str_equal (name, wait_table.name))
    *kind = COR_RECORD_CROSSING;
  else
    return FALSE;

  return TRUE;
}

/**
 * cor_tables_list_recorded:
 *
 * Returns: (transfer none): names of the tables that the session extension watches
 */
const char *const *
cor_tables_list_recorded (void)
{
  return recorded;
}
