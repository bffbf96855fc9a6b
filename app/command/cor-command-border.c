/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-edit.h"

#include "cor-crossing-edits.h"
#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"
#include "cor-time.h"

#define MAX_PEOPLE_PER_H 1000000

#define LIMIT(option, member_name, member)                                                         \
  {                                                                                                \
    option, member_name, COR_ARG_LIMIT, G_STRUCT_OFFSET (CorCrossing, member), MAX_PEOPLE_PER_H,   \
        NULL                                                                                       \
  }

static const CorArg limit_args[] = {
  LIMIT ("capacity-car", "capacity_car_people_per_h", capacity_by_mode_people_per_h[0]),
  LIMIT ("capacity-coach", "capacity_coach_people_per_h", capacity_by_mode_people_per_h[1]),
  LIMIT ("capacity-foot", "capacity_foot_people_per_h", capacity_by_mode_people_per_h[2]),
  LIMIT ("reception", "reception_people_per_h", reception_people_per_h),
};

#define N_LIMITS G_N_ELEMENTS (limit_args)

/* What holds of modes, read into an interval, and of hours, read into a #CorDaily. */
static const CorArg rule_args[] = {
  { "modes", "modes", COR_ARG_MODES, G_STRUCT_OFFSET (CorCrossingInterval, modes), 0, NULL },
};
static const CorArg hours_args[] = { { "hours", "hours", COR_ARG_HOURS, 0, 0, NULL } };

typedef struct
{
  gboolean open;
  gboolean closed;
  gboolean reset;
  gboolean as_json;
  int capacity;
  int wait;
  char *from;
  char *until;
  char *hours;
  char *modes;
  char *scenario;
  char *limits[N_LIMITS];
} Call;

static void
call_clear (Call *self)
{
  g_free (self->from);
  g_free (self->until);
  g_free (self->hours);
  g_free (self->modes);
  g_free (self->scenario);
  for (guint i = 0; i < N_LIMITS; i++)
    g_free (self->limits[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/* How long others were seen waiting, for an officer to judge whether that still holds. */
static void
print_waits (const CorCrossing *crossing)
{
  for (guint i = 0; i < crossing->waits->len; i++)
    {
      const CorCrossingWait *wait = crossing->waits->pdata[i];
      g_autofree char *seen = cor_time_format_local (wait->observed_utc_s, "Europe/Kyiv");

      g_print ("  waiting %u min, seen %s%s%s\n", wait->wait_min, seen,
               wait->source != NULL ? ": " : "", wait->source != NULL ? wait->source : "");
    }
}

static void
print_crossing (const CorCrossing *crossing, gint64 time_utc_s)
{
  g_print ("%s – %s (%s): %s, %u people an hour%s\n",
           cor_names_get (&crossing->names, COR_LANGUAGE_EN),
           cor_names_get (&crossing->neighbour_names, COR_LANGUAGE_EN), crossing->key,
           cor_crossing_state_get_code (cor_crossing_get_state (crossing, time_utc_s)),
           crossing->capacity_people_per_h,
           crossing->capacity_is_default ? " (default of its class)" : "");
  cor_args_print (limit_args, N_LIMITS, crossing);
  print_waits (crossing);
}

static void
add_waits (JsonBuilder *json, const CorCrossing *crossing)
{
  json_builder_set_member_name (json, "waits");
  json_builder_begin_array (json);
  for (guint i = 0; i < crossing->waits->len; i++)
    {
      const CorCrossingWait *wait = crossing->waits->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_time (json, "observed", wait->observed_utc_s);
      cor_json_add_count (json, "wait_min", wait->wait_min);
      cor_json_add_text (json, "source", wait->source);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static CorDaily
get_hours (const CorCrossingInterval *interval)
{
  return (CorDaily){ interval->opens_min, interval->closes_min, 0 };
}

static void
print_crossing_json (const CorCrossing *crossing, gint64 time_utc_s)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &crossing->record.id);
  cor_json_add_text (json, "key", crossing->key);
  cor_json_add_text (json, "name", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
  cor_json_add_text (json, "country", crossing->country);
  cor_json_add_text (json, "state",
                     cor_crossing_state_get_code (cor_crossing_get_state (crossing, time_utc_s)));
  cor_json_add_count (json, "capacity_people_per_h", crossing->capacity_people_per_h);
  cor_json_add_flag (json, "capacity_is_default", crossing->capacity_is_default);
  cor_args_add_json (limit_args, N_LIMITS, crossing, json);
  json_builder_set_member_name (json, "intervals");
  json_builder_begin_array (json);
  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];
      CorDaily hours = get_hours (interval);

      json_builder_begin_object (json);
      cor_json_add_text (json, "state", cor_crossing_state_get_code (interval->state));
      if (interval->from_utc_s != COR_TIME_NONE)
        cor_json_add_time (json, "from", interval->from_utc_s);
      if (interval->until_utc_s != COR_TIME_NONE)
        cor_json_add_time (json, "until", interval->until_utc_s);
      if (interval->capacity_people_per_h != COR_UNLIMITED)
        cor_json_add_count (json, "capacity_people_per_h", interval->capacity_people_per_h);
      cor_args_add_json (rule_args, G_N_ELEMENTS (rule_args), interval, json);
      cor_args_add_json (hours_args, G_N_ELEMENTS (hours_args), &hours, json);
      cor_json_add_flag (json, "by_officer", interval->by_officer);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  add_waits (json, crossing);
  json_builder_end_object (json);
  cor_json_print (json);
}

/* Changes of one crossing that become one edit. */
typedef struct
{
  const Call *call;
  CorId id;
  CorSnapshot *snapshot; /* the plan with the changes so far */
  CorEdit *edit;         /* NULL: none yet; it carries the whole crossing, and so all changes */
} Change;

static void
change_clear (Change *self)
{
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->edit, cor_edit_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static const CorCrossing *
get_crossing (const Change *self)
{
  return cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, &self->id);
}

/* Lays an edit over those before it; takes it. Tells if it could not be made. */
static gboolean
add_edit (Change *self, CorEdit *edit)
{
  CorSnapshot *changed;

  if (edit == NULL)
    return FALSE;

  changed = cor_snapshot_apply (self->snapshot, edit, cor_snapshot_get_revision (self->snapshot));
  cor_snapshot_unref (self->snapshot);
  self->snapshot = changed;
  g_clear_pointer (&self->edit, cor_edit_free);
  self->edit = edit;

  return TRUE;
}

/* Only some hours: what is said of state and capacity holds in them. */
static gboolean
add_interval (Change *self, GError **error)
{
  const Call *call = self->call;
  gint64 from_utc_s, until_utc_s = COR_TIME_NONE;
  CorCrossingState state;

  if (!cor_time_parse (call->from, &from_utc_s, error) ||
      (call->until != NULL && !cor_time_parse (call->until, &until_utc_s, error)))
    return FALSE;

  state = call->open     ? COR_CROSSING_OPEN
          : call->closed ? COR_CROSSING_CLOSED
                         : cor_crossing_get_state (get_crossing (self), from_utc_s);

  return add_edit (self, cor_edit_add_crossing_interval (
                             self->snapshot, &self->id, from_utc_s, until_utc_s, state,
                             call->capacity >= 0 ? (guint) call->capacity : COR_UNLIMITED, error));
}

static gboolean
change_state (Change *self, GError **error)
{
  const Call *call = self->call;

  if (call->from != NULL)
    return add_interval (self, error);
  if ((call->open || call->closed) &&
      !add_edit (self, cor_edit_set_crossing_state (self->snapshot, &self->id, call->open, error)))
    return FALSE;

  return call->capacity < 0 ||
         add_edit (self, cor_edit_set_crossing_capacity (self->snapshot, &self->id,
                                                         (guint) call->capacity, error));
}

static gboolean
change_limits (Change *self, GError **error)
{
  g_autoptr (CorCrossing) changed = cor_record_copy (get_crossing (self));

  if (!cor_args_are_given (self->call->limits, N_LIMITS))
    return TRUE;
  if (!cor_args_apply (limit_args, N_LIMITS, self->call->limits, changed, error))
    return FALSE;

  return add_edit (self, cor_edit_set_crossing_limits (self->snapshot, &self->id,
                                                       changed->capacity_by_mode_people_per_h,
                                                       changed->reception_people_per_h, error));
}

static gboolean
change_rules (Change *self, GError **error)
{
  const Call *call = self->call;
  gint64 start_utc_s = cor_snapshot_get_settings (self->snapshot)->start_utc_s;
  const CorCrossingInterval *now = cor_crossing_get_interval (get_crossing (self), start_utc_s);
  CorCrossingInterval rules = { .closes_min = COR_DAY_MIN };
  CorDaily hours;

  if (call->hours == NULL && call->modes == NULL)
    return TRUE;
  if (now != NULL)
    rules = *now;
  hours = get_hours (&rules);
  if (!cor_args_apply (hours_args, 1, &call->hours, &hours, error) ||
      !cor_args_apply (rule_args, 1, &call->modes, &rules, error))
    return FALSE;

  return add_edit (self, cor_edit_set_crossing_rules (self->snapshot, &self->id, hours.from_min,
                                                      hours.until_min, rules.modes, error));
}

static gboolean
add_wait (Change *self, GError **error)
{
  return self->call->wait < 0 ||
         add_edit (self, cor_edit_add_crossing_wait (self->snapshot, &self->id,
                                                     g_get_real_time () / G_USEC_PER_SEC,
                                                     (guint) self->call->wait, error));
}

static gboolean
follow_plan (Change *self, GError **error)
{
  return !self->call->reset ||
         add_edit (self,
                   cor_edit_follow_plan (self->snapshot, COR_RECORD_CROSSING, &self->id, error));
}

static gboolean
changes_something (const Call *call)
{
  return call->open || call->closed || call->reset || call->capacity >= 0 || call->wait >= 0 ||
         call->hours != NULL || call->modes != NULL || cor_args_are_given (call->limits, N_LIMITS);
}

/* Whether what is asked for makes sense together. */
static gboolean
check (const Call *call, GError **error)
{
  const char *why = NULL;

  if (call->open && call->closed)
    why = "A crossing is either open or closed.";
  else if (call->capacity < 0 && call->capacity != COR_COMMAND_NOT_GIVEN)
    why = "--capacity is a number of people an hour, 0 or more.";
  else if (call->wait < 0 && call->wait != COR_COMMAND_NOT_GIVEN)
    why = "--wait is a number of minutes, 0 or more.";
  else if (call->from == NULL && call->until != NULL)
    why = "--until needs --from.";
  else if (call->from != NULL && !call->open && !call->closed && call->capacity < 0)
    why = "--from says when --open, --closed or --capacity holds: one of these is missing.";

  return why == NULL || cor_command_refuse (error, COR_USAGE_CROSSING, "%s", why);
}

/* All that is asked for as one edit, if anything is. */
static gboolean
make_edit (const Call *call, CorSnapshot *snapshot, const CorId *id, CorEdit **edit, GError **error)
{
  g_auto (Change) self = { call, *id, cor_snapshot_ref (snapshot), NULL };

  if (!follow_plan (&self, error) || !change_state (&self, error) ||
      !change_limits (&self, error) || !change_rules (&self, error) || !add_wait (&self, error))
    return FALSE;
  *edit = g_steal_pointer (&self.edit);

  return TRUE;
}

static gboolean
change (const Call *call, CorSession *session, const CorId *id, GError **error)
{
  CorEdit *edit = NULL;

  return make_edit (call, cor_session_get_snapshot (session), id, &edit, error) &&
         (edit == NULL || cor_command_commit (session, edit, error));
}

static void
print (const Call *call, CorSnapshot *snapshot, const CorId *id)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);
  gint64 start_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;

  if (call->as_json)
    print_crossing_json (crossing, start_utc_s);
  else
    print_crossing (crossing, start_utc_s);
}

static gboolean
run (const Call *call, const char *path, const char *name, GError **error)
{
  g_autoptr (CorOpenPlan) session =
      cor_command_open_in (path, call->scenario, !changes_something (call), error);
  const CorCrossing *crossing;
  CorId id;

  if (session == NULL)
    return FALSE;
  crossing = cor_snapshot_find_crossing (cor_session_get_snapshot (session), name, error);
  if (crossing == NULL)
    return FALSE;
  id = crossing->record.id;
  if (!change (call, session, &id, error))
    return FALSE;
  print (call, cor_session_get_snapshot (session), &id);

  return cor_command_close (session, error);
}

static gboolean
parse (Call *call, int *argc, char ***argv, int n_words, const GOptionEntry *more, GError **error)
{
  const GOptionEntry own[] = {
    { "open", 0, 0, G_OPTION_ARG_NONE, &call->open, NULL, NULL },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &call->closed, NULL, NULL },
    { "capacity", 0, 0, G_OPTION_ARG_INT, &call->capacity, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &call->from, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &call->until, NULL, NULL },
    { "hours", 0, 0, G_OPTION_ARG_STRING, &call->hours, NULL, NULL },
    { "modes", 0, 0, G_OPTION_ARG_STRING, &call->modes, NULL, NULL },
    { "wait", 0, 0, G_OPTION_ARG_INT, &call->wait, NULL, NULL },
    { "reset", 0, 0, G_OPTION_ARG_NONE, &call->reset, NULL, NULL },
    more[0],
    more[1],
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree GOptionEntry *entries =
      cor_args_build_entries (limit_args, N_LIMITS, call->limits, own);

  return cor_command_parse (argc, argv, entries, n_words, n_words, COR_USAGE_CROSSING, error) &&
         check (call, error);
}

/**
 * cor_command_edit_crossing:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, NAME, and what to change
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors crossing” would change
 */
CorEdit *
cor_command_edit_crossing (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  g_auto (Call) call = { .capacity = COR_COMMAND_NOT_GIVEN, .wait = COR_COMMAND_NOT_GIVEN };
  const GOptionEntry none[2] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  const CorCrossing *crossing;
  CorEdit *edit = NULL;

  if (!parse (&call, &argc, &argv, 1, none, error))
    return NULL;
  if (!changes_something (&call))
    {
      cor_command_refuse (error, COR_USAGE_CROSSING, "That changes nothing of the crossing.");
      return NULL;
    }
  crossing = cor_snapshot_find_crossing (snapshot, argv[1], error);

  return crossing != NULL && make_edit (&call, snapshot, &crossing->record.id, &edit, error) ? edit
                                                                                             : NULL;
}

/**
 * cor_command_crossing:
 * @argc: how many arguments
 * @argv: PLAN NAME, and what to change
 * @error: set when it fails
 *
 * Shows a crossing after changing what was asked for: its state and capacity, for good or for some
 * hours, its limits by mode, its hours, a queue that was seen.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_crossing (int argc, char **argv, GError **error)
{
  g_auto (Call) call = { .capacity = COR_COMMAND_NOT_GIVEN, .wait = COR_COMMAND_NOT_GIVEN };
  const GOptionEntry more[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &call.scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, NULL, NULL },
  };

  return parse (&call, &argc, &argv, 2, more, error) && run (&call, argv[1], argv[2], error);
}
