/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-binding-words.h"

#include "cor-agreed-corridor.h"
#include "cor-crossing.h"
#include "cor-quota.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* Times in these sentences are those of the clock where people leave. */
#define ZONE "Europe/Kyiv"

/* For each kind: what limits, and what would have to change. {name} is the crossing, closure,
 * corridor, vehicle or country, {time} the hour meant, {amount} how much, {km} the same in
 * kilometres, {min} the minutes that it costs, {at} "there" after the name was said, and "at" it
 * before. */
static const struct
{
  const char *limit;
  const char *change;
} texts[COR_N_BINDING_KINDS] = {
  [COR_BINDING_TRAVEL] = { "The drive itself takes that long", NULL },
  [COR_BINDING_READY] = { "The people are not ready before {time}", NULL },
  [COR_BINDING_CROSSING_CAPACITY] = { "{name} is full until {time}",
                                      "{amount} more people an hour {at}" },
  [COR_BINDING_CROSSING_MODE] = { "{name} takes no more people of their mode until {time}",
                                  "{amount} more people of their mode an hour {at}" },
  [COR_BINDING_CROSSING_HOURS] = { "{name} is not open before {time}",
                                   "{amount} more hours of opening {at}" },
  [COR_BINDING_CROSSING_WAIT] = { "Others wait at {name} before them", NULL },
  [COR_BINDING_RECEPTION] = { "The reception point behind {name} takes no more until {time}",
                              "taking {amount} more people an hour in {at}" },
  [COR_BINDING_QUOTA] = { "{name} takes no more people until {time}",
                          "a quota larger by {amount} people {at}" },
  [COR_BINDING_CLOSURE] = { "“{name}” holds them up on the way", "lifting “{name}”" },
  [COR_BINDING_CORRIDOR_CAPACITY] = { "The corridor “{name}” takes no more vehicles until {time}",
                                      "{amount} more vehicles an hour {at}" },
  [COR_BINDING_CORRIDOR_HOURS] = { "The corridor “{name}” is not open before {time}",
                                   "{amount} more hours {at}" },
  [COR_BINDING_SEAT] = { "No vehicle that suits them is free earlier", "{amount} more places" },
  [COR_BINDING_DRIVER] = { "The drivers of “{name}” are on duty for as long as they may be",
                           "{amount} more hours of theirs" },
  [COR_BINDING_HOUSEHOLD] = { "The household is larger than what is left in any earlier hour",
                              "{amount} more people in an hour" },
  [COR_BINDING_NIGHT] = { "Columns do not drive at night before {time}", NULL },
  [COR_BINDING_PRIORITY] = { "More urgent people go first", NULL },
  [COR_BINDING_PUBLISHED] = { "They were told so by the published plan", NULL },
  [COR_BINDING_HORIZON] = { "The plan ends", "planning {amount} more hours" },
  [COR_BINDING_STATUS] = { "Their status or their place keeps them out of the plan", NULL },
  [COR_BINDING_CORRIDOR_COLUMN] = { "The corridor “{name}” takes no longer columns until {time}",
                                    "columns of {amount} more vehicles {at}" },
  [COR_BINDING_ROAD_LIMIT] = { "“{name}” lets no more vehicles pass until {time}",
                               "{amount} more vehicles an hour {at}" },
  [COR_BINDING_OWN_CAR] = { "Leave their car behind and ride, for no place for it is left in time: "
                            "{amount}",
                            NULL },
  [COR_BINDING_EXPOSURE] = { "They keep away from a front: {km} km less of their way are within "
                             "reach of it, and it takes {min} min longer than the quickest",
                             NULL },
};

static char *
dup_name (const CorSnapshot *snapshot, const CorId *id)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);
  const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id);
  const CorAgreedCorridor *corridor =
      cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);
  const CorVehicle *vehicle = cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, id);
  const CorQuota *quota = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, id);

  if (crossing != NULL)
    return g_strdup (cor_names_get (&crossing->names, COR_LANGUAGE_EN));
  if (closure != NULL)
    return g_strdup (closure->label);
  if (corridor != NULL)
    return g_strdup (corridor->label);
  if (vehicle != NULL)
    return g_strdup (vehicle->label);

  return quota != NULL ? g_strdup (quota->country) : NULL;
}

static char *
dup_time (gint64 time_utc_s)
{
  return time_utc_s != COR_TIME_NONE ? cor_time_format_local (time_utc_s, ZONE) : g_strdup ("then");
}

/* Of what there is one of. */
static void
make_singular (GString *text)
{
  static const char *const words[][2] = {
    { "more hours", "more hour" },
    { "more places", "more place" },
    { "more people", "more person" },
    { "more vehicles", "more vehicle" },
    { "{amount} people", "{amount} person" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i][0], words[i][1], 0);
}

static void
fill_in (GString *text, const char *name, const CorBinding *binding, const char *at)
{
  g_autofree char *time = dup_time (binding->time_utc_s);
  g_autofree char *amount = g_strdup_printf ("%u", binding->amount);
  g_autofree char *cost = g_strdup_printf ("%d", -binding->worth_min);
  char km[G_ASCII_DTOSTR_BUF_SIZE];

  if (binding->amount == 1)
    make_singular (text);
  g_ascii_formatd (km, sizeof km, "%.1f", binding->amount / 1000.0);
  g_string_replace (text, "{amount}", amount, 0);
  g_string_replace (text, "{km}", km, 0);
  g_string_replace (text, "{min}", cost, 0);
  g_string_replace (text, "{time}", time, 0);
  g_string_replace (text, "{at}", at, 0);
  /* Last, for what officers call things may hold braces. */
  g_string_replace (text, "{name}", name, 0);
}

static void
begin_with_capital (GString *text)
{
  text->str[0] = g_ascii_toupper (text->str[0]);
}

static void
append_sooner (GString *text, int worth_min)
{
  char hours[G_ASCII_DTOSTR_BUF_SIZE];

  if (worth_min >= 60)
    g_string_append_printf (text, "%s h sooner",
                            g_ascii_formatd (hours, sizeof hours, "%.1f", worth_min / 60.0));
  else
    g_string_append_printf (text, "%d min sooner", worth_min);
}

static void
append_worth (GString *text, const CorBinding *binding, const char *name)
{
  g_autoptr (GString) change = NULL;

  if (binding->worth_min <= 0 || binding->amount == 0 || texts[binding->kind].change == NULL)
    return;

  change = g_string_new (texts[binding->kind].change);
  fill_in (change, name, binding, "there");
  g_string_append_printf (text, "; %s would end ", change->str);
  append_sooner (text, binding->worth_min);
}

/**
 * cor_binding_describe:
 * @binding: what holds a movement back
 * @snapshot: the plan
 *
 * Returns: (transfer full): in English, what limits, and what a change would be worth; empty if
 * nothing limits
 */
char *
cor_binding_describe (const CorBinding *binding, const CorSnapshot *snapshot)
{
  g_autofree char *name = dup_name (snapshot, &binding->related_id);
  const char *shown = name != NULL && name[0] != '\0' ? name : "a limit of the plan";
  g_autoptr (GString) text = NULL;

  if (texts[binding->kind].limit == NULL)
    return g_strdup ("");

  text = g_string_new (texts[binding->kind].limit);
  fill_in (text, shown, binding, "there");
  append_worth (text, binding, shown);
  begin_with_capital (text);
  g_string_append_c (text, '.');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cor_binding_describe_remedy:
 * @remedy: what would have to change for people who have no movement
 * @snapshot: the plan
 *
 * Returns: (transfer full): that in English; empty if nothing is known that would help
 */
char *
cor_binding_describe_remedy (const CorBinding *remedy, const CorSnapshot *snapshot)
{
  g_autofree char *name = dup_name (snapshot, &remedy->related_id);
  g_autoptr (GString) text = NULL;

  if (texts[remedy->kind].change == NULL)
    return g_strdup ("");

  text = g_string_new (texts[remedy->kind].change);
  fill_in (text, name != NULL ? name : "it", remedy, name != NULL ? "at {name}" : "somewhere");
  begin_with_capital (text);
  g_string_append (text, " would serve them.");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cor_worth_describe:
 * @worth: what a plan would gain if a limit were raised
 * @snapshot: the plan
 *
 * Returns: (transfer full): that in English; empty if it would gain nothing
 */
char *
cor_worth_describe (const CorWorth *worth, const CorSnapshot *snapshot)
{
  g_autofree char *name = dup_name (snapshot, &worth->limit.related_id);
  gint64 hours = (worth->person_s + COR_SECONDS_PER_HOUR / 2) / COR_SECONDS_PER_HOUR;
  g_autoptr (GString) text = NULL;

  if (texts[worth->limit.kind].change == NULL)
    return g_strdup ("");

  text = g_string_new (texts[worth->limit.kind].change);
  fill_in (text, name != NULL ? name : "it", &worth->limit,
           name != NULL ? "at {name}" : "somewhere");
  begin_with_capital (text);
  if (worth->n_people > 0)
    g_string_append_printf (text, " would bring %u more %s out", worth->n_people,
                            worth->n_people == 1 ? "person" : "people");
  else if (worth->limit.worth_min > 0)
    {
      g_string_append (text, " would end ");
      append_sooner (text, worth->limit.worth_min);
    }
  else if (hours > 0)
    g_string_append (text, " would not end sooner, but");
  else
    return g_strdup ("");
  if (hours > 0 && (worth->n_people > 0 || worth->limit.worth_min > 0))
    g_string_append (text, " and");
  if (hours > 0)
    g_string_append_printf (text, " spare people %" G_GINT64_FORMAT " %s inside", hours,
                            hours == 1 ? "hour" : "hours");
  g_string_append_c (text, '.');

  return g_string_free (g_steal_pointer (&text), FALSE);
}
