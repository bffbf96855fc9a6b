/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-route.h"

#include <math.h>

#include "cor-agreed-corridor.h"
#include "cor-lookup.h"
#include "cor-vehicle.h"

/* Of what would be worth changing, this many are told. */
#define MAX_PRINTED_WORTHS 3u

/* What the numbers of each objective count. */
static const char *const units[COR_N_OBJECTIVES] = {
  "people by weight", "s", "person_s", "person_m", "movements", "people",
};

static void
add_terms (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);

  json_builder_set_member_name (json, "objective");
  json_builder_begin_array (json);
  for (guint i = 0; i < COR_N_OBJECTIVES && cor_result_is_judged (result); i++)
    {
      json_builder_begin_object (json);
      cor_json_add_text (json, "term", cor_objective_get_code (i));
      cor_json_add_text (json, "unit", units[i]);
      json_builder_set_member_name (json, "value");
      if (result->objective[i] == COR_OBJECTIVE_NOT_MEASURED)
        json_builder_add_null_value (json);
      else
        json_builder_add_int_value (json, result->objective[i]);
      json_builder_set_member_name (json, "bound");
      json_builder_add_int_value (json, result->bound[i]);
      json_builder_set_member_name (json, "given_up");
      json_builder_add_int_value (json, result->given_up[i]);
      cor_json_add_number (json, "tolerance", settings->tolerance_permille[i] / 1000.0);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_left (JsonBuilder *json, const CorResult *result)
{
  json_builder_set_member_name (json, "left_by_priority");
  json_builder_begin_object (json);
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    cor_json_add_count (json, cor_priority_get_code (i), result->left_by_priority[i]);
  json_builder_end_object (json);
}

static void
add_binding_members (JsonBuilder *json, const CorBinding *binding, const char *text)
{
  cor_json_add_text (json, "code", cor_binding_kind_get_code (binding->kind));
  cor_json_add_text (json, "text", text);
  cor_json_add_id (json, "related_id", &binding->related_id);
  cor_json_add_time (json, "time", binding->time_utc_s);
  cor_json_add_count (json, "amount", binding->amount);
  json_builder_set_member_name (json, "worth_min");
  json_builder_add_int_value (json, binding->worth_min);
}

static void
add_binding (JsonBuilder *json, const CorBinding *binding, const char *text)
{
  json_builder_begin_object (json);
  add_binding_members (json, binding, text);
  json_builder_end_object (json);
}

static void
add_worths (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result)
{
  json_builder_set_member_name (json, "limits");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorWorth *worth = &g_array_index (result->worths, CorWorth, i);
      g_autofree char *text = cor_session_describe_worth (snapshot, worth);

      json_builder_begin_object (json);
      add_binding_members (json, &worth->limit, text);
      cor_json_add_count (json, "more_people", worth->n_people);
      cor_json_add_number (json, "person_hours", (double) worth->person_s / COR_SECONDS_PER_HOUR);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/**
 * cor_json_add_quality:
 * @json: an object being built
 * @snapshot: the plan
 * @result: its movements
 *
 * Adds how good the plan is, and how good a plan can be: "objective" (each term, with its unit,
 * what no plan is better than, its tolerance, and what of it later terms used up), "bound"
 * (person-hours that no plan can be below), "gap" (a share of it), "rounding_gap" and
 * "flow_proven"; and "limits": those that would be worth raising, and what would be gained.
 */
void
cor_json_add_quality (JsonBuilder *json, CorSnapshot *snapshot, const CorResult *result)
{
  add_terms (json, snapshot, result);
  if (cor_result_is_judged (result))
    {
      cor_json_add_number (
          json, "bound", (double) result->bound[COR_OBJECTIVE_PERSON_TIME] / COR_SECONDS_PER_HOUR);
      cor_json_add_number (json, "gap", result->gap);
      cor_json_add_number (json, "rounding_gap", result->rounding_gap);
    }
  else
    {
      cor_json_add_text (json, "bound", NULL);
      cor_json_add_text (json, "gap", NULL);
      cor_json_add_text (json, "rounding_gap", NULL);
    }
  cor_json_add_flag (json, "flow_proven", result->is_proven);
  cor_json_add_flag (json, "has_vehicles", result->has_vehicles);
  add_left (json, result);
  add_worths (json, snapshot, result);
}

static void
add_vehicles (JsonBuilder *json, CorSnapshot *snapshot, const CorMovement *movement)
{
  json_builder_set_member_name (json, "vehicles");
  json_builder_begin_array (json);
  for (guint i = 0; i < movement->vehicles->len; i++)
    {
      const CorMovementVehicle *used = &g_array_index (movement->vehicles, CorMovementVehicle, i);
      const CorVehicle *vehicle =
          cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, &used->vehicle_id);

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &used->vehicle_id);
      cor_json_add_text (json, "label", vehicle != NULL ? vehicle->label : NULL);
      cor_json_add_count (json, "number", used->number);
      cor_json_add_count (json, "trip", used->trip);
      cor_json_add_count (json, "people", used->n_people);
      cor_json_add_flag (json, "hands_over", vehicle != NULL && vehicle->hands_over);
      cor_json_add_time (json, "free", used->ready_utc_s);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* When a movement enters agreed corridors, and when these are open. */
static void
add_corridors (JsonBuilder *json, CorSnapshot *snapshot, const CorMovement *movement)
{
  json_builder_set_member_name (json, "corridors");
  json_builder_begin_array (json);
  for (guint i = 0; i < movement->corridor_ids->len; i++)
    {
      const CorId *id = &g_array_index (movement->corridor_ids, CorId, i);
      const CorAgreedCorridor *corridor =
          cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", id);
      cor_json_add_text (json, "label", corridor != NULL ? corridor->label : NULL);
      if (i < movement->enter_utc_s->len)
        cor_json_add_time (json, "enter", g_array_index (movement->enter_utc_s, gint64, i));
      if (corridor != NULL)
        {
          cor_json_add_count (json, "opens_min", corridor->daily.from_min);
          cor_json_add_count (json, "closes_min", corridor->daily.until_min);
          cor_json_add_text (json, "zone", corridor->zone);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_reasons (JsonBuilder *json, CorSnapshot *snapshot, const CorMovement *movement)
{
  json_builder_set_member_name (json, "why");
  json_builder_begin_array (json);
  for (guint i = 0; i < movement->reasons->len; i++)
    {
      const CorBinding *binding = &g_array_index (movement->reasons, CorBinding, i);
      g_autofree char *text = cor_session_describe_binding (snapshot, binding);

      add_binding (json, binding, text);
    }
  json_builder_end_array (json);
}

static void
add_second_best (JsonBuilder *json,
                 CorSnapshot *snapshot,
                 const CorResult *result,
                 const CorMovement *movement)
{
  for (guint i = 0; i < result->alternatives->len; i++)
    {
      const CorAlternative *alternative = result->alternatives->pdata[i];
      const CorCrossing *crossing =
          cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &alternative->second_id);

      if (crossing == NULL || !cor_id_equal (&alternative->cluster_id, &movement->cluster_id) ||
          !cor_id_equal (&alternative->crossing_id, &movement->crossing_id))
        continue;
      json_builder_set_member_name (json, "second_best");
      json_builder_begin_object (json);
      cor_json_add_id (json, "crossing_id", &alternative->second_id);
      cor_json_add_text (json, "crossing", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
      json_builder_set_member_name (json, "extra_min");
      json_builder_add_int_value (json, alternative->extra_min);
      json_builder_end_object (json);
      return;
    }
  cor_json_add_text (json, "second_best", NULL);
}

static void
add_persons (JsonBuilder *json, GArray *persons)
{
  json_builder_set_member_name (json, "persons");
  json_builder_begin_array (json);
  for (guint i = 0; i < persons->len; i++)
    {
      g_autofree char *id = cor_id_to_string (&g_array_index (persons, CorId, i));

      json_builder_add_string_value (json, id);
    }
  json_builder_end_array (json);
}

/**
 * cor_json_add_why:
 * @json: a movement being built
 * @snapshot: the plan
 * @result: its movements
 * @movement: the movement
 *
 * Adds "persons", "vehicles", "why" it is not earlier, and the "second_best" crossing.
 */
void
cor_json_add_why (JsonBuilder *json,
                  CorSnapshot *snapshot,
                  const CorResult *result,
                  const CorMovement *movement)
{
  add_persons (json, movement->persons);
  add_vehicles (json, snapshot, movement);
  add_corridors (json, snapshot, movement);
  add_reasons (json, snapshot, movement);
  add_second_best (json, snapshot, result, movement);
}

/**
 * cor_json_add_remedy:
 * @json: people without a movement being built
 * @snapshot: the plan
 * @unserved: who they are
 *
 * Adds "priority", "needs", "persons", and the "remedy": the smallest change that would serve them,
 * or null.
 */
void
cor_json_add_remedy (JsonBuilder *json, CorSnapshot *snapshot, const CorUnserved *unserved)
{
  g_autofree char *text = cor_session_describe_remedy (snapshot, unserved);

  cor_json_add_text (json, "priority", cor_priority_get_code (unserved->priority));
  json_builder_set_member_name (json, "needs");
  json_builder_begin_object (json);
  for (guint i = 0; i < COR_N_NEEDS; i++)
    if (unserved->needs_people[i] > 0)
      cor_json_add_count (json, cor_need_get_code (1u << i), unserved->needs_people[i]);
  json_builder_end_object (json);
  add_persons (json, unserved->persons);
  if (unserved->remedy.kind == COR_BINDING_NONE)
    {
      cor_json_add_text (json, "remedy", NULL);
      return;
    }

  json_builder_set_member_name (json, "remedy");
  add_binding (json, &unserved->remedy, text);
}

/* What exposure, movements and what people were told cost. */
static void
print_given_up (const CorResult *result)
{
  double person_hours = (double) result->given_up[COR_OBJECTIVE_PERSON_TIME] / COR_SECONDS_PER_HOUR;
  double hours = (double) result->given_up[COR_OBJECTIVE_LAST_OUT] / COR_SECONDS_PER_HOUR;
  char text[G_ASCII_DTOSTR_BUF_SIZE], later[G_ASCII_DTOSTR_BUF_SIZE];

  if (person_hours <= 0.0 && hours <= 0.0)
    return;

  g_print ("Within the plan's tolerances %s person-hours, and %s hours of the end, are given up to "
           "keep away from fronts, to pass in fewer movements and as people were told.\n",
           g_ascii_formatd (text, sizeof text, "%.1f", person_hours),
           g_ascii_formatd (later, sizeof later, "%.0f", hours));
}

/* What it is worth, and costs, that not all go the quickest way. */
static void
print_detours (const CorResult *result)
{
  guint n_movements = 0, n_people = 0;
  int longest_min = 0;
  double person_km = 0.0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->reasons->len; j++)
        {
          const CorBinding *reason = &g_array_index (movement->reasons, CorBinding, j);

          if (reason->kind != COR_BINDING_EXPOSURE)
            continue;
          n_movements++;
          n_people += movement->n_people;
          person_km += movement->n_people * (reason->amount / 1000.0);
          longest_min = MAX (longest_min, -reason->worth_min);
        }
    }
  if (n_people > 0)
    g_print ("To keep away from fronts %u movements with %u %s go another way than the "
             "quickest: %.0f km less within reach of a front for each on average, for at most %d "
             "min longer on the way.\n",
             n_movements, n_people, cor_command_word_people (n_people), person_km / n_people,
             longest_min);
}

/* A bound that is far away says little of the plan, and is not told as if it did. */
static void
print_gap (const CorResult *result)
{
  gint64 later_s =
      result->objective[COR_OBJECTIVE_LAST_OUT] - result->bound[COR_OBJECTIVE_LAST_OUT];
  guint savable_min = cor_result_get_savable_min (result);
  char percent[G_ASCII_DTOSTR_BUF_SIZE];

  if (result->gap <= 0.0)
    {
      g_print ("No plan that ends as soon brings these people out in fewer hours: this is "
               "proven.\n");
      return;
    }
  if (cor_result_has_telling_gap (result))
    {
      g_print ("At most %s %% of the hours that people wait could still be saved.\n",
               g_ascii_formatd (percent, sizeof percent, "%.1f",
                                ceil (result->gap / (1.0 + result->gap) * 1000.0) / 10.0));
      return;
    }
  g_print ("It is not known whether there is a better plan. None brings people out more than "
           "%u h %02u min sooner on average",
           savable_min / 60, savable_min % 60);
  if (later_s > 0)
    g_print (", or ends more than %u h sooner.\n", (guint) (later_s / COR_SECONDS_PER_HOUR));
  else
    g_print (", and none that leaves as few ends sooner.\n");
}

/**
 * cor_command_print_quality:
 * @snapshot: the plan
 * @result: a plan's movements
 *
 * Says how good a plan is, and what would make it better, in an officer's words.
 */
void
cor_command_print_quality (CorSnapshot *snapshot, const CorResult *result)
{
  if (!cor_result_is_judged (result))
    return;

  print_gap (result);
  print_given_up (result);
  print_detours (result);
  if (!result->has_vehicles)
    g_print ("No vehicles are entered: coaches are taken to be had without limit.\n");
  for (guint i = 0; i < MIN (result->worths->len, MAX_PRINTED_WORTHS); i++)
    {
      g_autofree char *text =
          cor_session_describe_worth (snapshot, &g_array_index (result->worths, CorWorth, i));

      g_print ("%s\n", text);
    }
}
