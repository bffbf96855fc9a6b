/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-binding-text.h"

#include "cor-agreed-corridor.h"
#include "cor-clock.h"
#include "cor-crossing.h"
#include "cor-quota.h"
#include "cor-words.h"

#include <glib/gi18n.h>

#define MIN_PER_H 60

/* For each kind: what limits, and what would have to change. {name} is the crossing, closure,
 * corridor, vehicle or country, {time} the hour meant, {amount} how much. */
static const struct
{
  const char *limit;
  const char *change;
} texts[COR_N_BINDING_KINDS] = {
  [COR_BINDING_TRAVEL] = { N_ ("The drive itself takes that long."), NULL },
  [COR_BINDING_READY] = { N_ ("The people are not ready before {time}."), NULL },
  [COR_BINDING_CROSSING_CAPACITY] = { N_ ("{name} is full until {time}."),
                                      N_ ("{amount} more people an hour at {name}") },
  [COR_BINDING_CROSSING_MODE] = { N_ ("{name} takes no more people of their mode until {time}."),
                                  N_ ("{amount} more people of their mode an hour at {name}") },
  [COR_BINDING_CROSSING_HOURS] = { N_ ("{name} is not open before {time}."),
                                   N_ ("{amount} more hours of opening at {name}") },
  [COR_BINDING_CROSSING_WAIT] = { N_ ("Others wait at {name} before them."), NULL },
  [COR_BINDING_RECEPTION] = { N_ ("The reception point behind {name} takes no more until {time}."),
                              N_ ("{amount} more people an hour taken in behind {name}") },
  [COR_BINDING_QUOTA] = { N_ ("{name} takes no more people until {time}."),
                          N_ ("{amount} more people that {name} takes") },
  [COR_BINDING_CLOSURE] = { N_ ("“{name}” holds them up on the way."), N_ ("Lifting “{name}”") },
  [COR_BINDING_CORRIDOR_CAPACITY] = { N_ ("The corridor “{name}” takes no more vehicles until "
                                          "{time}."),
                                      N_ ("{amount} more vehicles on the corridor “{name}”") },
  [COR_BINDING_CORRIDOR_HOURS] = { N_ ("The corridor “{name}” is not open before {time}."),
                                   N_ ("{amount} more hours of the corridor “{name}”") },
  [COR_BINDING_SEAT] = { N_ ("No vehicle that suits them is free earlier."),
                         N_ ("{amount} more places in vehicles") },
  [COR_BINDING_DRIVER] = { N_ ("The drivers of “{name}” are on duty for as long as they may be."),
                           N_ ("{amount} more hours of duty for the drivers of “{name}”") },
  [COR_BINDING_HOUSEHOLD] = { N_ ("The household is larger than what is left in any earlier hour."),
                              N_ ("{amount} more people in one hour") },
  [COR_BINDING_NIGHT] = { N_ ("Columns do not drive at night before {time}."), NULL },
  [COR_BINDING_PRIORITY] = { N_ ("More urgent people go first."), NULL },
  [COR_BINDING_PUBLISHED] = { N_ ("They were told so by the published plan."), NULL },
  [COR_BINDING_HORIZON] = { N_ ("The plan ends before they could."),
                            N_ ("Planning {amount} more hours ahead") },
  [COR_BINDING_STATUS] = { N_ ("Their status or their place keeps them out of the plan."), NULL },
};

static char *
dup_name (CorSnapshot *snapshot, const CorId *id, CorLanguage language)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);
  const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id);
  const CorAgreedCorridor *corridor =
      cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);
  const CorVehicle *vehicle = cor_snapshot_lookup (snapshot, COR_RECORD_VEHICLE, id);
  const CorQuota *quota = cor_snapshot_lookup (snapshot, COR_RECORD_QUOTA, id);
  g_autofree char *name = NULL;

  if (crossing != NULL)
    name = g_strdup (cor_names_get (&crossing->names, language));
  else if (closure != NULL)
    name = g_strdup (closure->label);
  else if (corridor != NULL)
    name = g_strdup (corridor->label);
  else if (vehicle != NULL)
    name = cor_words_vehicles (vehicle);
  else if (quota != NULL)
    name = g_strdup (cor_words_country (quota->country));
  if (name == NULL || name[0] == '\0')
    return g_strdup (_ ("a place without a name"));

  return cor_words_set_apart (name);
}

static char *
fill_in (CorSnapshot *snapshot,
         const char *sentence,
         const CorBinding *binding,
         CorLanguage language)
{
  g_autoptr (GString) text = g_string_new (_ (sentence));
  g_autofree char *name = dup_name (snapshot, &binding->related_id, language);
  g_autofree char *time = binding->time_utc_s != COR_TIME_NONE
                              ? cor_clock_format (binding->time_utc_s)
                              : g_strdup (_ ("then"));
  g_autofree char *amount = g_strdup_printf ("%u", binding->amount);

  g_string_replace (text, "{amount}", amount, 0);
  g_string_replace (text, "{time}", time, 0);
  /* Last, for what officers call things may hold braces. */
  g_string_replace (text, "{name}", name, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_worth (CorSnapshot *snapshot, const CorBinding *binding, CorLanguage language)
{
  g_autofree char *change = NULL;
  g_autofree char *hours = NULL;
  guint worth_min = (guint) MAX (binding->worth_min, 0);

  if (worth_min == 0 || binding->amount == 0 || texts[binding->kind].change == NULL)
    return NULL;

  change = fill_in (snapshot, texts[binding->kind].change, binding, language);
  if (worth_min < MIN_PER_H)
    /* Translators: a change, such as "40 more people an hour at Krakivets", and what it gains */
    return g_strdup_printf (ngettext ("%s: %u minute sooner.", "%s: %u minutes sooner.", worth_min),
                            change, worth_min);

  hours = g_strdup_printf ("%u.%u", worth_min / MIN_PER_H, worth_min % MIN_PER_H * 10 / MIN_PER_H);

  return g_strdup_printf (_ ("%s: %s hours sooner."), change, hours);
}

/**
 * cor_binding_text_limit:
 * @snapshot: the plan
 * @binding: what holds a movement back
 * @language: language of the names
 *
 * Returns: (transfer full): what limits, and what a change would be worth; empty if nothing limits
 */
char *
cor_binding_text_limit (CorSnapshot *snapshot, const CorBinding *binding, CorLanguage language)
{
  g_autofree char *limit = NULL;
  g_autofree char *worth = NULL;

  if (texts[binding->kind].limit == NULL)
    return g_strdup ("");

  limit = fill_in (snapshot, texts[binding->kind].limit, binding, language);
  worth = describe_worth (snapshot, binding, language);

  return worth != NULL ? g_strdup_printf ("%s %s", limit, worth) : g_steal_pointer (&limit);
}

/**
 * cor_binding_text_remedy:
 * @snapshot: the plan
 * @remedy: what would have to change for people who have no movement
 * @language: language of the names
 *
 * Returns: (transfer full): that; empty if nothing is known that would help
 */
char *
cor_binding_text_remedy (CorSnapshot *snapshot, const CorBinding *remedy, CorLanguage language)
{
  g_autofree char *change = NULL;

  if (texts[remedy->kind].change == NULL)
    return g_strdup ("");

  change = fill_in (snapshot, texts[remedy->kind].change, remedy, language);

  /* Translators: a change, such as "40 more people an hour at Krakivets" */
  return g_strdup_printf (_ ("What would help: %s."), change);
}
