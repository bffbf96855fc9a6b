/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-edit.h"

#include <string.h>

#include "cor-command-compare.h"
#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"

/* What is asked; numbers may be %COR_COMMAND_NOT_GIVEN. */
typedef struct
{
  char *scenario;
  char *crossing;
  gboolean open;
  gboolean closed;
  int capacity;
  int reception;
  char *closure;
  char *from;
  char *until;
  char *without_closure;
  char *country;
  int people;
  gboolean daily;
  char *vehicle;
  int count;
  char *start;
  int horizon;
  char **commands;
  char *roads;
  gboolean as_json;
} Question;

static void
question_clear (Question *self)
{
  g_free (self->scenario);
  g_free (self->crossing);
  g_free (self->closure);
  g_free (self->from);
  g_free (self->until);
  g_free (self->without_closure);
  g_free (self->country);
  g_free (self->vehicle);
  g_free (self->start);
  g_strfreev (self->commands);
  g_free (self->roads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static gboolean
is_negative (int number)
{
  return number < 0 && number != COR_COMMAND_NOT_GIVEN;
}

static const char *
find_bad_number (const Question *self)
{
  if (is_negative (self->capacity) || is_negative (self->reception))
    return "--capacity and --reception are numbers of people an hour, 0 or more.";
  if (is_negative (self->people))
    return "--people is a number, 0 or more.";
  if (is_negative (self->count) || self->count > COR_MAX_VEHICLES)
    return "--count is a number from 0 to " G_STRINGIFY (COR_MAX_VEHICLES) ".";
  if (is_negative (self->horizon) || self->horizon == 0)
    return "--horizon is a number of hours, 1 or more.";

  return NULL;
}

/* What is asked of a crossing, a quota or vehicles belongs together. */
static const char *
find_missing (const Question *self)
{
  gboolean of_state = self->open || self->closed || self->capacity >= 0;

  if (self->open && self->closed)
    return "A crossing is either open or closed.";
  if (self->crossing == NULL && (of_state || self->reception >= 0))
    return "--crossing is missing: which one is it about?";
  if (self->crossing != NULL && !of_state && self->reception < 0)
    return "--crossing needs --open, --closed, --capacity or --reception.";
  if ((self->country != NULL) != (self->people >= 0))
    return "--quota and --people belong together.";
  if (self->daily && self->country == NULL)
    return "--daily belongs to --quota.";
  if ((self->vehicle != NULL) != (self->count >= 0))
    return "--vehicle and --count belong together.";
  if (self->from == NULL && self->until != NULL)
    return "--until needs --from.";
  if (self->from != NULL && self->closure == NULL && !of_state)
    return "--from says when a closure holds, or what is said of a crossing: neither is there.";

  return NULL;
}

/* Whether something is asked that makes sense. */
static gboolean
check (const Question *self, GError **error)
{
  gboolean asks = self->crossing != NULL || self->closure != NULL ||
                  self->without_closure != NULL || self->country != NULL || self->vehicle != NULL ||
                  self->start != NULL || self->horizon > 0 || self->commands != NULL;
  const char *why = find_bad_number (self);

  if (why == NULL)
    why = find_missing (self);
  if (why == NULL && !asks)
    why = "What would be otherwise?";

  return why == NULL || cor_command_refuse (error, COR_USAGE_WHATIF, "%s", why);
}

/* Takes an edit into a plan that is only looked at. */
static gboolean
apply (CorSnapshot **snapshot, CorEdit *made)
{
  g_autoptr (CorEdit) edit = made;
  CorSnapshot *changed;

  if (edit == NULL)
    return FALSE;

  changed = cor_snapshot_apply (*snapshot, edit, cor_snapshot_get_revision (*snapshot));
  cor_snapshot_unref (*snapshot);
  *snapshot = changed;

  return TRUE;
}

/* The plan's start and horizon come first: what is said of crossings holds from the start on. */
static gboolean
change_settings (const Question *self, CorSnapshot **snapshot, GError **error)
{
  CorPlanSettings *settings;

  if (self->start == NULL && self->horizon < 0)
    return TRUE;

  settings = cor_record_copy (cor_snapshot_get_settings (*snapshot));
  if (self->start != NULL && !cor_time_parse (self->start, &settings->start_utc_s, error))
    {
      cor_record_unref (settings);
      return FALSE;
    }
  if (self->horizon > 0)
    settings->horizon_h = (guint) self->horizon;

  return apply (snapshot, cor_edit_put_settings (*snapshot, settings, error));
}

static gboolean
parse_times (const Question *self, gint64 *from_utc_s, gint64 *until_utc_s, GError **error)
{
  *from_utc_s = *until_utc_s = COR_TIME_NONE;

  return (self->from == NULL || cor_time_parse (self->from, from_utc_s, error)) &&
         (self->until == NULL || cor_time_parse (self->until, until_utc_s, error));
}

/* Some hours of a crossing. */
static gboolean
change_hours (const Question *self, CorSnapshot **snapshot, const CorId *id, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_lookup (*snapshot, COR_RECORD_CROSSING, id);
  gint64 from_utc_s, until_utc_s;
  CorCrossingState state;

  if (!parse_times (self, &from_utc_s, &until_utc_s, error))
    return FALSE;
  state = self->open     ? COR_CROSSING_OPEN
          : self->closed ? COR_CROSSING_CLOSED
                         : cor_crossing_get_state (crossing, from_utc_s);

  return apply (snapshot, cor_edit_add_crossing_interval (
                              *snapshot, id, from_utc_s, until_utc_s, state,
                              self->capacity >= 0 ? (guint) self->capacity : COR_UNLIMITED, error));
}

static gboolean
change_reception (const Question *self, CorSnapshot **snapshot, const CorId *id, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_lookup (*snapshot, COR_RECORD_CROSSING, id);
  guint by_mode_people_per_h[COR_N_MODES];

  memcpy (by_mode_people_per_h, crossing->capacity_by_mode_people_per_h,
          sizeof by_mode_people_per_h);

  return apply (snapshot, cor_edit_set_crossing_limits (*snapshot, id, by_mode_people_per_h,
                                                        (guint) self->reception, error));
}

static gboolean
change_crossing (const Question *self, CorSnapshot **snapshot, GError **error)
{
  const CorCrossing *crossing = cor_snapshot_find_crossing (*snapshot, self->crossing, error);
  gboolean says_state = self->open || self->closed;
  CorId id;

  if (crossing == NULL)
    return FALSE;
  id = crossing->record.id;
  if (self->from != NULL && (says_state || self->capacity >= 0))
    {
      if (!change_hours (self, snapshot, &id, error))
        return FALSE;
    }
  else if ((says_state &&
            !apply (snapshot, cor_edit_set_crossing_state (*snapshot, &id, self->open, error))) ||
           (self->capacity >= 0 &&
            !apply (snapshot, cor_edit_set_crossing_capacity (*snapshot, &id,
                                                              (guint) self->capacity, error))))
    return FALSE;

  return self->reception < 0 || change_reception (self, snapshot, &id, error);
}

/* What the file says of times holds unless they are asked for. */
static gboolean
add_closures (const Question *self, CorSnapshot **snapshot, GError **error)
{
  g_autoptr (CorEdit) edit = cor_command_make_closure (self->closure, *snapshot, error);
  gint64 from_utc_s, until_utc_s;
  GPtrArray *closures;

  if (edit == NULL || !parse_times (self, &from_utc_s, &until_utc_s, error))
    return FALSE;

  closures = cor_edit_get_puts (edit, COR_RECORD_CLOSURE);
  for (guint i = 0; i < closures->len; i++)
    {
      CorClosure *closure = closures->pdata[i];

      if (self->from != NULL)
        closure->from_utc_s = from_utc_s;
      if (self->until != NULL)
        closure->until_utc_s = until_utc_s;
      if (!cor_closure_check (closure, error))
        return FALSE;
    }

  return apply (snapshot, g_steal_pointer (&edit));
}

static gboolean
lift_closure (const Question *self, CorSnapshot **snapshot, GError **error)
{
  const CorRecord *closure =
      cor_snapshot_find_record (*snapshot, COR_RECORD_CLOSURE, self->without_closure, error);

  return closure != NULL &&
         apply (snapshot, cor_edit_remove_closure (*snapshot, &closure->id, error));
}

/* Takes the place of the one quota that a country has; one more where it has none or several. */
static gboolean
change_quota (const Question *self, CorSnapshot **snapshot, GError **error)
{
  const CorQuota *known =
      cor_snapshot_find_record (*snapshot, COR_RECORD_QUOTA, self->country, NULL);
  CorQuota *quota = known != NULL ? cor_record_copy (known) : cor_quota_new (NULL, self->country);

  quota->max_people = (guint) self->people;
  quota->is_daily |= self->daily;

  return apply (snapshot, cor_edit_put_quota (*snapshot, quota, error));
}

static gboolean
change_vehicle (const Question *self, CorSnapshot **snapshot, GError **error)
{
  const CorVehicle *known =
      cor_snapshot_find_record (*snapshot, COR_RECORD_VEHICLE, self->vehicle, error);
  CorVehicle *vehicle;

  if (known == NULL)
    return FALSE;
  if (self->count == 0 && cor_snapshot_get_records (*snapshot, COR_RECORD_VEHICLE)->len == 1)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "These are the only vehicles of the plan, and without any it counts on as many "
                   "coaches as it takes; ask with --count 1 or more.");
      return FALSE;
    }
  if (self->count == 0)
    return apply (snapshot,
                  cor_edit_remove_record (*snapshot, COR_RECORD_VEHICLE, &known->record.id, error));
  vehicle = cor_record_copy (known);
  vehicle->n_vehicles = (guint) self->count;

  return apply (snapshot, cor_edit_put_vehicle (*snapshot, vehicle, error));
}

/* Each command changes what those before it made of the plan. */
static gboolean
run_commands (const Question *self, CorSnapshot **snapshot, GError **error)
{
  for (guint i = 0; self->commands != NULL && self->commands[i] != NULL; i++)
    if (!apply (snapshot, cor_command_make_edit (*snapshot, self->commands[i], error)))
      return FALSE;

  return TRUE;
}

static CorSnapshot *
change (const Question *self, CorSnapshot *plan, GError **error)
{
  g_autoptr (CorSnapshot) snapshot = cor_snapshot_ref (plan);

  if (!change_settings (self, &snapshot, error) ||
      (self->crossing != NULL && !change_crossing (self, &snapshot, error)) ||
      (self->without_closure != NULL && !lift_closure (self, &snapshot, error)) ||
      (self->closure != NULL && !add_closures (self, &snapshot, error)) ||
      (self->country != NULL && !change_quota (self, &snapshot, error)) ||
      (self->vehicle != NULL && !change_vehicle (self, &snapshot, error)) ||
      !run_commands (self, &snapshot, error))
    return NULL;

  return g_steal_pointer (&snapshot);
}

static gboolean
answer (const Question *self, const char *path, GError **error)
{
  g_autoptr (CorOpenPlan) session = cor_command_open_in (path, self->scenario, TRUE, error);
  g_autoptr (CorSnapshot) changed = NULL;
  g_autoptr (CorResult) present = NULL;
  g_autoptr (CorResult) result = NULL;

  if (session == NULL ||
      (self->roads != NULL && !cor_command_choose_roads (session, self->roads, error)))
    return FALSE;
  changed = change (self, cor_session_get_snapshot (session), error);
  if (changed == NULL)
    return FALSE;
  present = cor_command_compute (session, error);
  result = present != NULL ? cor_command_try (session, changed, error) : NULL;
  if (result == NULL)
    return FALSE;

  cor_command_print_comparison (changed, present, "as planned", result, "what if", self->as_json);

  return cor_command_close (session, error);
}

/**
 * cor_command_whatif:
 * @argc: how many arguments
 * @argv: PLAN, and what would be otherwise
 * @error: set when it fails
 *
 * Compares the plan, or one of its scenarios, with what it would be if something were otherwise: a
 * crossing, a closure, a quota, the number of vehicles, the start or the horizon, or whatever other
 * commands change. Nothing is written.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_whatif (int argc, char **argv, GError **error)
{
  g_auto (Question) question = { .capacity = COR_COMMAND_NOT_GIVEN,
                                 .reception = COR_COMMAND_NOT_GIVEN,
                                 .people = COR_COMMAND_NOT_GIVEN,
                                 .count = COR_COMMAND_NOT_GIVEN,
                                 .horizon = COR_COMMAND_NOT_GIVEN };
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &question.scenario, NULL, NULL },
    { "crossing", 0, 0, G_OPTION_ARG_STRING, &question.crossing, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &question.open, NULL, NULL },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &question.closed, NULL, NULL },
    { "capacity", 0, 0, G_OPTION_ARG_INT, &question.capacity, NULL, NULL },
    { "reception", 0, 0, G_OPTION_ARG_INT, &question.reception, NULL, NULL },
    { "closure", 0, 0, G_OPTION_ARG_FILENAME, &question.closure, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &question.from, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &question.until, NULL, NULL },
    { "without-closure", 0, 0, G_OPTION_ARG_STRING, &question.without_closure, NULL, NULL },
    { "quota", 0, 0, G_OPTION_ARG_STRING, &question.country, NULL, NULL },
    { "people", 0, 0, G_OPTION_ARG_INT, &question.people, NULL, NULL },
    { "daily", 0, 0, G_OPTION_ARG_NONE, &question.daily, NULL, NULL },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &question.vehicle, NULL, NULL },
    { "count", 0, 0, G_OPTION_ARG_INT, &question.count, NULL, NULL },
    { "start", 0, 0, G_OPTION_ARG_STRING, &question.start, NULL, NULL },
    { "horizon", 0, 0, G_OPTION_ARG_INT, &question.horizon, NULL, NULL },
    { "do", 0, 0, G_OPTION_ARG_STRING_ARRAY, &question.commands, NULL, NULL },
    { "roads", 0, 0, G_OPTION_ARG_FILENAME, &question.roads, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &question.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_WHATIF, error))
    return FALSE;

  return check (&question, error) && answer (&question, argv[1], error);
}
