/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-binding-text.h"

#include "cor-agreed-corridor.h"
#include "cor-clock.h"
#include "cor-crossing.h"
#include "cor-quota.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* Marks a text that counts; the build's call of xgettext knows it. */
#define NP_(one, many) one, many

#define MINUTES_PER_HOUR 60

/* For each kind: what limits, and what would have to change, for one and for many. {name} is the
 * crossing, closure, corridor, vehicle or country, {time} the hour meant, {amount} how much, {km}
 * the same in kilometres, {longer} what it costs in time. */
static const struct
{
  const char *limit;
  const char *change;
  const char *changes;
} texts[COR_N_BINDING_KINDS] = {
  [COR_BINDING_TRAVEL] = { N_ ("The drive itself takes that long."), NULL, NULL },
  [COR_BINDING_READY] = { N_ ("The people are not ready before {time}."), NULL, NULL },
  [COR_BINDING_CROSSING_CAPACITY] = { N_ ("{name} is full until {time}."),
                                      NP_ ("{amount} more person an hour at {name}",
                                           "{amount} more people an hour at {name}") },
  [COR_BINDING_CROSSING_MODE] = { N_ ("{name} takes no more people of their mode until {time}."),
                                  NP_ ("{amount} more person of their mode an hour at {name}",
                                       "{amount} more people of their mode an hour at {name}") },
  [COR_BINDING_CROSSING_HOURS] = { N_ ("{name} is not open before {time}."),
                                   NP_ ("{amount} more hour of opening at {name}",
                                        "{amount} more hours of opening at {name}") },
  [COR_BINDING_CROSSING_WAIT] = { N_ ("Others wait at {name} before them."), NULL, NULL },
  [COR_BINDING_RECEPTION] = { N_ ("The reception point behind {name} takes no more until {time}."),
                              NP_ ("{amount} more person an hour taken in behind {name}",
                                   "{amount} more people an hour taken in behind {name}") },
  [COR_BINDING_QUOTA] = { N_ ("{name} takes no more people until {time}."),
                          NP_ ("{amount} more person that {name} takes",
                               "{amount} more people that {name} takes") },
  [COR_BINDING_CLOSURE] = { N_ ("“{name}” holds them up on the way."),
                            NP_ ("Lifting “{name}”", "Lifting “{name}”") },
  [COR_BINDING_CORRIDOR_CAPACITY] = { N_ ("The corridor “{name}” takes no more vehicles until "
                                          "{time}."),
                                      NP_ ("{amount} more vehicle an hour on the corridor “{name}”",
                                           "{amount} more vehicles an hour on the corridor "
                                           "“{name}”") },
  [COR_BINDING_CORRIDOR_HOURS] = { N_ ("The corridor “{name}” is not open before {time}."),
                                   NP_ ("{amount} more hour of the corridor “{name}”",
                                        "{amount} more hours of the corridor “{name}”") },
  [COR_BINDING_SEAT] = { N_ ("No vehicle that suits them is free earlier."),
                         NP_ ("{amount} more place in vehicles",
                              "{amount} more places in vehicles") },
  [COR_BINDING_DRIVER] = { N_ ("The drivers of “{name}” are on duty for as long as they may be."),
                           NP_ ("{amount} more hour of duty for the drivers of “{name}”",
                                "{amount} more hours of duty for the drivers of “{name}”") },
  [COR_BINDING_HOUSEHOLD] = { N_ ("The household is larger than what is left in any earlier hour."),
                              NP_ ("{amount} more person in one hour",
                                   "{amount} more people in one hour") },
  [COR_BINDING_NIGHT] = { N_ ("Columns do not drive at night before {time}."), NULL, NULL },
  [COR_BINDING_PRIORITY] = { N_ ("More urgent people go first."), NULL, NULL },
  [COR_BINDING_PUBLISHED] = { N_ ("They were told so by the published plan."), NULL, NULL },
  [COR_BINDING_HORIZON] = { N_ ("The plan ends before they could."),
                            NP_ ("Planning {amount} more hour ahead",
                                 "Planning {amount} more hours ahead") },
  [COR_BINDING_STATUS] = { N_ ("Their status or their place keeps them out of the plan."), NULL,
                           NULL },
  [COR_BINDING_CORRIDOR_COLUMN] = { N_ ("The corridor “{name}” takes no longer columns until "
                                        "{time}."),
                                    NP_ (
                                        "Columns of {amount} more vehicle on the corridor “{name}”",
                                        "Columns of {amount} more vehicles on the corridor "
                                        "“{name}”") },
  [COR_BINDING_ROAD_LIMIT] = { N_ ("“{name}” lets no more vehicles pass until {time}."),
                               NP_ ("{amount} more vehicle an hour through “{name}”",
                                    "{amount} more vehicles an hour through “{name}”") },
  [COR_BINDING_OWN_CAR] = { N_ ("People who leave their car behind and ride with us: {amount}. No "
                                "place for their cars is left in time."),
                            NULL, NULL },
  [COR_BINDING_EXPOSURE] = { N_ ("This way keeps away from a front: {km} km less of it are near "
                                 "one. The quickest takes {longer} less."),
                             NULL, NULL },
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
  g_autoptr (GString) text = g_string_new (sentence);
  g_autofree char *name = dup_name (snapshot, &binding->related_id, language);
  g_autofree char *time = binding->time_utc_s != COR_TIME_NONE
                              ? cor_clock_format (binding->time_utc_s)
                              : g_strdup (_ ("then"));
  g_autofree char *amount = g_strdup_printf ("%u", binding->amount);

  g_autofree char *km = g_strdup_printf ("%.1f", binding->amount / 1000.0);
  g_autofree char *longer = cor_words_minutes ((guint) MAX (-binding->worth_min, 0));

  g_string_replace (text, "{amount}", amount, 0);
  g_string_replace (text, "{km}", km, 0);
  g_string_replace (text, "{longer}", longer, 0);
  g_string_replace (text, "{time}", time, 0);
  /* Last, for what officers call things may hold braces. */
  g_string_replace (text, "{name}", name, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What would have to change; NULL if nobody can change it. */
static char *
describe_change (CorSnapshot *snapshot, const CorBinding *binding, CorLanguage language)
{
  const char *one = texts[binding->kind].change;
  const char *many = texts[binding->kind].changes;

  return one != NULL ? fill_in (snapshot, ngettext (one, many, binding->amount), binding, language)
                     : NULL;
}

/* The plan counts the hours of the clock in which people pass: less than one that is gained need
 * not change any of them, and nobody is promised minutes. Returns NULL where there is nothing to
 * tell. */
static char *
dup_whole_hours (gint gained_min)
{
  gint hours = gained_min / MINUTES_PER_HOUR;

  return hours > 0 ? cor_words_hours (hours) : NULL;
}

static char *
describe_worth (CorSnapshot *snapshot, const CorBinding *binding, CorLanguage language)
{
  g_autofree char *change = describe_change (snapshot, binding, language);
  g_autofree char *gain = NULL;

  if (binding->amount == 0 || change == NULL)
    return NULL;
  gain = dup_whole_hours (binding->worth_min);
  if (gain == NULL)
    return NULL;

  /* Translators: a change, such as "40 more people an hour at Krakivets", and a time */
  return g_strdup_printf (_ ("%s: %s sooner."), change, gain);
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

  limit = fill_in (snapshot, _ (texts[binding->kind].limit), binding, language);
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
  g_autofree char *change = describe_change (snapshot, remedy, language);

  if (change == NULL)
    return g_strdup ("");

  /* Translators: a change, such as "40 more people an hour at Krakivets" */
  return g_strdup_printf (_ ("What would help: %s."), change);
}

/**
 * cor_binding_text_reason:
 * @snapshot: the plan
 * @unserved: people who have no movement
 * @language: language of the names
 *
 * Returns: (transfer full): why, about what, and what would help
 */
char *
cor_binding_text_reason (CorSnapshot *snapshot, const CorUnserved *unserved, CorLanguage language)
{
  g_autoptr (GString) text = g_string_new (cor_words_reason (unserved->reason));
  g_autofree char *remedy = cor_binding_text_remedy (snapshot, &unserved->remedy, language);

  if (remedy[0] != '\0')
    g_string_append_printf (text, "\n%s", remedy);
  else if (!cor_id_is_nil (&unserved->related_id))
    {
      g_autofree char *name = dup_name (snapshot, &unserved->related_id, language);

      g_string_append_c (text, '\n');
      /* Translators: name of a closure, crossing, corridor or country that a reason is about */
      g_string_append_printf (text, _ ("It is about: %s"), name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cor_binding_text_change:
 * @snapshot: the plan
 * @binding: a limit
 * @language: language of the names
 *
 * Returns: (transfer full): what would have to change; empty if nobody can change it
 */
char *
cor_binding_text_change (CorSnapshot *snapshot, const CorBinding *binding, CorLanguage language)
{
  char *change = describe_change (snapshot, binding, language);

  return change != NULL ? change : g_strdup ("");
}

/* Hours of all people together, in whole ones: nobody plans by less. */
static char *
describe_spared (gint64 person_s)
{
  gint64 hours = person_s / COR_SECONDS_PER_HOUR;

  /* Translators: hours are those of all people together */
  return g_strdup_printf (ngettext ("People together spend %d hour less inside",
                                    "People together spend %d hours less inside", (gulong) hours),
                          (int) MIN (hours, G_MAXINT));
}

/**
 * cor_binding_text_gain:
 * @worth: what a plan would gain if a limit were raised
 *
 * Returns: (transfer full): that; empty if it would gain nothing
 */
char *
cor_binding_text_gain (const CorWorth *worth)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts_of_parts = NULL;
  g_autofree char *span = dup_whole_hours (worth->limit.worth_min);

  if (worth->n_people > 0)
    {
      g_autofree char *people = g_strdup_printf (
          ngettext ("%u more person gets out", "%u more people get out", worth->n_people),
          worth->n_people);

      g_strv_builder_add (parts, people);
    }
  if (span != NULL)
    {
      g_autofree char *sooner = g_strdup_printf (_ ("The last one is out %s sooner"), span);

      g_strv_builder_add (parts, sooner);
    }
  if (worth->person_s >= COR_SECONDS_PER_HOUR)
    {
      g_autofree char *spared = describe_spared (worth->person_s);

      g_strv_builder_add (parts, spared);
    }
  texts_of_parts = g_strv_builder_end (parts);

  return g_strjoinv ("\n", texts_of_parts);
}
