/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-corridor.h"
#include "cor-command-edit.h"

#include "cor-closure-file.h"
#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-road-file.h"

#define MANY 1000000
#define WEEK_MIN (7 * COR_DAY_MIN)

#define ARG(Struct, option, member_name, type, member)                                             \
  {                                                                                                \
    option, member_name, type, G_STRUCT_OFFSET (Struct, member), MANY, NULL                        \
  }
#define NUMBER(Struct, option, member_name, member, max)                                           \
  {                                                                                                \
    option, member_name, COR_ARG_COUNT, G_STRUCT_OFFSET (Struct, member), max, NULL                \
  }

/* Vehicles */

static const char *
get_vehicle_code (guint value)
{
  return cor_vehicle_kind_get_code ((CorVehicleKind) value);
}

static const CorArg vehicle_args[] = {
  { "kind", "kind", COR_ARG_CHOICE, G_STRUCT_OFFSET (CorVehicle, vehicle), COR_N_VEHICLE_KINDS,
    get_vehicle_code },
  ARG (CorVehicle, "label", "label", COR_ARG_LABEL, label),
  NUMBER (CorVehicle, "count", "n_vehicles", n_vehicles, COR_MAX_VEHICLES),
  NUMBER (CorVehicle, "seats", "seats", seats, COR_MAX_VEHICLE_PLACES),
  NUMBER (CorVehicle,
          "wheelchairs",
          "wheelchair_places",
          wheelchair_places,
          COR_MAX_VEHICLE_PLACES),
  NUMBER (CorVehicle, "stretchers", "stretcher_places", stretcher_places, COR_MAX_VEHICLE_PLACES),
  ARG (CorVehicle, "oxygen", "has_oxygen", COR_ARG_FLAG, has_oxygen),
  ARG (CorVehicle, "depot", "depot", COR_ARG_POSITION, depot_position),
  ARG (CorVehicle, "depot-name", "depot_name", COR_ARG_TEXT, depot_label),
  ARG (CorVehicle, "from", "available_from", COR_ARG_TIME, available_from_utc_s),
  ARG (CorVehicle, "until", "available_until", COR_ARG_TIME, available_until_utc_s),
  NUMBER (CorVehicle, "driver-minutes", "driver_min", driver_min, WEEK_MIN),
  NUMBER (CorVehicle, "drivers", "n_drivers", n_drivers, 10),
  NUMBER (CorVehicle, "turnaround", "turnaround_min", turnaround_min, WEEK_MIN),
  ARG (CorVehicle, "hands-over", "hands_over", COR_ARG_FLAG, hands_over),
  NUMBER (CorVehicle, "max-trips", "max_trips", max_trips, 1000),
  ARG (CorVehicle, "note", "note", COR_ARG_TEXT, note),
};

#define VEHICLE_KIND_ARG 0
#define VEHICLE_DEPOT_ARG 7

/* Seats that are not written are those of the kind, so the kind comes first. */
static gpointer
make_vehicle (char *const *words, char *const *texts, GError **error)
{
  CorVehicleKind kind = COR_VEHICLE_COACH;
  CorVehicle *vehicle;

  if (texts[VEHICLE_DEPOT_ARG] == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "Say where they stand: --depot LAT,LON in degrees.");
      return NULL;
    }
  if (texts[VEHICLE_KIND_ARG] != NULL)
    cor_vehicle_kind_parse (texts[VEHICLE_KIND_ARG], &kind);

  vehicle = cor_vehicle_new (NULL, kind);
  g_free (vehicle->label);
  vehicle->label = g_strdup (words[0]);

  return vehicle;
}

static CorEdit *
put_vehicle (CorSnapshot *snapshot, gpointer record, GError **error)
{
  return cor_edit_put_vehicle (snapshot, record, error);
}

static const CorRecordTopic vehicle_topic = {
  .usage = COR_USAGE_VEHICLE,
  .kind = COR_RECORD_VEHICLE,
  .list_member = "vehicles",
  .args = vehicle_args,
  .n_args = G_N_ELEMENTS (vehicle_args),
  .n_words = 1,
  .make = make_vehicle,
  .put = put_vehicle,
};

/* Agreed corridors */

static const CorArg corridor_args[] = {
  ARG (CorAgreedCorridor, "label", "label", COR_ARG_LABEL, label),
  ARG (CorAgreedCorridor, "from", "from", COR_ARG_TIME, from_utc_s),
  ARG (CorAgreedCorridor, "until", "until", COR_ARG_TIME, until_utc_s),
  ARG (CorAgreedCorridor, "hours", "hours", COR_ARG_HOURS, daily),
  ARG (CorAgreedCorridor, "days", "days", COR_ARG_DAYS, daily),
  ARG (CorAgreedCorridor, "zone", "zone", COR_ARG_LABEL, zone),
  ARG (CorAgreedCorridor, "modes", "modes", COR_ARG_MODES, modes),
  ARG (CorAgreedCorridor, "two-way", "is_two_way", COR_ARG_FLAG, is_two_way),
  ARG (CorAgreedCorridor, "column", "max_column_vehicles", COR_ARG_COUNT, max_column_vehicles),
  NUMBER (CorAgreedCorridor, "spacing", "min_spacing_min", min_spacing_min, COR_DAY_MIN),
  ARG (CorAgreedCorridor, "vehicles-per-hour", "vehicles_per_h", COR_ARG_LIMIT, vehicles_per_h),
  ARG (CorAgreedCorridor, "source", "source", COR_ARG_TEXT, source),
  ARG (CorAgreedCorridor, "note", "note", COR_ARG_TEXT, note),
};

static GPtrArray *
read_corridor (char *const *words, CorSnapshot *snapshot, GError **error)
{
  g_autoptr (GPtrArray) corridors = g_ptr_array_new_with_free_func (cor_record_unref);
  CorBounds roads;
  gboolean has_roads = cor_road_file_get_reach_of_plan (snapshot, &roads);
  CorAgreedCorridor *corridor = cor_corridor_file_read (words[0], has_roads ? &roads : NULL, error);

  if (corridor == NULL)
    return NULL;
  g_ptr_array_add (corridors, corridor);

  return g_steal_pointer (&corridors);
}

static CorEdit *
put_corridor (CorSnapshot *snapshot, gpointer record, GError **error)
{
  return cor_edit_put_corridor (snapshot, record, error);
}

static const CorRecordTopic corridor_topic = {
  .usage = COR_USAGE_CORRIDOR,
  .kind = COR_RECORD_AGREED_CORRIDOR,
  .list_member = "corridors",
  .args = corridor_args,
  .n_args = G_N_ELEMENTS (corridor_args),
  .n_words = 1,
  .make_many = read_corridor,
  .put = put_corridor,
  .report = cor_command_report_corridor,
};

/* Quotas */

static const CorArg quota_args[] = {
  ARG (CorQuota, "people", "max_people", COR_ARG_COUNT, max_people),
  ARG (CorQuota, "daily", "is_daily", COR_ARG_FLAG, is_daily),
  ARG (CorQuota, "from", "from", COR_ARG_TIME, from_utc_s),
  ARG (CorQuota, "until", "until", COR_ARG_TIME, until_utc_s),
  ARG (CorQuota, "source", "source", COR_ARG_TEXT, source),
  ARG (CorQuota, "country", "country", COR_ARG_COUNTRY, country),
};

#define QUOTA_PEOPLE_ARG 0

static gpointer
make_quota (char *const *words, char *const *texts, GError **error)
{
  if (texts[QUOTA_PEOPLE_ARG] == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "Say how many people it takes: --people N.");
      return NULL;
    }

  return cor_quota_new (NULL, words[0]);
}

static CorEdit *
put_quota (CorSnapshot *snapshot, gpointer record, GError **error)
{
  return cor_edit_put_quota (snapshot, record, error);
}

static const CorRecordTopic quota_topic = {
  .usage = COR_USAGE_QUOTA,
  .kind = COR_RECORD_QUOTA,
  .list_member = "quotas",
  .args = quota_args,
  .n_args = G_N_ELEMENTS (quota_args),
  .n_words = 1,
  .make = make_quota,
  .put = put_quota,
};

/**
 * cor_command_vehicle:
 * @argc: how many arguments
 * @argv: PLAN add LABEL … | set NAME … | list | remove NAME | reset NAME
 * @error: set when it fails
 *
 * Adds, changes, lists or removes vehicles.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_vehicle (int argc, char **argv, GError **error)
{
  return cor_command_run_record (&vehicle_topic, argc, argv, error);
}

/**
 * cor_command_corridor:
 * @argc: how many arguments
 * @argv: PLAN add FILE.geojson … | set NAME … | list | remove NAME | reset NAME | path NAME
 * @error: set when it fails
 *
 * Adds, changes, lists or removes agreed humanitarian corridors, or shows on which roads one lies.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_corridor (int argc, char **argv, GError **error)
{
  if (argc > 2 && g_str_equal (argv[2], "path"))
    return cor_command_corridor_path (argc, argv, error);

  return cor_command_run_record (&corridor_topic, argc, argv, error);
}

/**
 * cor_command_quota:
 * @argc: how many arguments
 * @argv: PLAN add COUNTRY … | set COUNTRY … | list | remove COUNTRY | reset COUNTRY
 * @error: set when it fails
 *
 * Adds, changes, lists or removes quotas of countries.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_quota (int argc, char **argv, GError **error)
{
  return cor_command_run_record (&quota_topic, argc, argv, error);
}

/**
 * cor_command_edit_vehicle:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and add LABEL … | set NAME … | remove NAME | reset NAME
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors vehicle” would change
 */
CorEdit *
cor_command_edit_vehicle (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  return cor_command_edit_record (&vehicle_topic, snapshot, argc, argv, error);
}

/**
 * cor_command_edit_corridor:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and add FILE.geojson … | set NAME … | remove NAME | reset NAME
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors corridor” would change
 */
CorEdit *
cor_command_edit_corridor (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  return cor_command_edit_record (&corridor_topic, snapshot, argc, argv, error);
}

/**
 * cor_command_edit_quota:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and add COUNTRY … | set COUNTRY … | remove COUNTRY | reset COUNTRY
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors quota” would change
 */
CorEdit *
cor_command_edit_quota (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  return cor_command_edit_record (&quota_topic, snapshot, argc, argv, error);
}
