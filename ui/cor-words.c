/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-words.h"

#include "cor-edit.h"

#include <glib/gi18n.h>
#include <math.h>

/* From here on tenths of a percent say more than is known. */
#define ROUGH_PERCENT 10.0

static const char *const statuses[COR_N_STATUSES] = {
  N_ ("Registered"), N_ ("Contacted"), N_ ("Confirmed"), N_ ("At the rally point"),
  N_ ("Under way"),  N_ ("Crossed"),   N_ ("Safe"),      N_ ("Declined"),
};

static const char *const needs[COR_N_NEEDS] = {
  N_ ("Wheelchair"), N_ ("Stretcher"),           N_ ("Oxygen"),  N_ ("Medication"), N_ ("Infant"),
  N_ ("Pregnant"),   N_ ("Unaccompanied minor"), N_ ("Elderly"), N_ ("Pet"),        N_ ("Other"),
};

static const char *const fields[COR_N_FIELDS] = {
  N_ ("Do not import"),
  N_ ("Full name"),
  N_ ("Family name"),
  N_ ("Given name"),
  N_ ("Nationality"),
  N_ ("Passport"),
  N_ ("Birth date"),
  N_ ("Telephone"),
  N_ ("E-mail"),
  N_ ("Place"),
  N_ ("Oblast"),
  N_ ("Address"),
  N_ ("Coordinates"),
  N_ ("Latitude"),
  N_ ("Longitude"),
  N_ ("People, all counted"),
  N_ ("People besides the registrant"),
  N_ ("Needs"),
  N_ ("Car"),
  N_ ("May be refused exit"),
  N_ ("Status"),
  N_ ("Notes"),
};

static const char *const crossing_states[] = { N_ ("Not open yet"), N_ ("Closed"), N_ ("Open") };

static const char *const crossing_classes[COR_N_CROSSING_CLASSES] = {
  N_ ("Main crossing"), N_ ("International crossing"), N_ ("Local crossing"), N_ ("On foot only"),
  N_ ("Ferry"),
};

static const char *const priorities[COR_N_PRIORITIES] = {
  N_ ("Urgent"),
  N_ ("High"),
  N_ ("Normal"),
  N_ ("Later"),
};

static const char *const vehicle_kinds[COR_N_VEHICLE_KINDS] = {
  N_ ("Coach"),
  N_ ("Minibus"),
  N_ ("Ambulance"),
  N_ ("Van"),
};

static const char *const findings[COR_N_FINDING_KINDS] = {
  N_ ("Possible duplicate"),
  N_ ("Another list names another place"),
  N_ ("Latitude and longitude were exchanged"),
  N_ ("A field could not be read"),
  N_ ("The place is assumed"),
};

static const char *const reasons[COR_N_REASONS] = {
  N_ ("No known road leads to a crossing. Move the rally point to a road."),
  N_ ("Closures cut every road. Change a closure, or move the rally point."),
  N_ ("The rally point lies in a closed area. Move it out, or change the closure."),
  N_ ("No crossing is open within the plan's horizon. Open one, or plan further ahead."),
  N_ ("The crossings within reach let only cars pass. Open one for coaches or people on foot."),
  N_ ("The crossings within reach are full until the horizon. Raise a capacity, or plan further "
      "ahead."),
  N_ ("No crossing can be reached before the horizon. Plan further ahead."),
  N_ ("These people are placed outside Ukraine already. Set them to crossed, or place them where "
      "they "
      "are."),
  N_ ("No vehicle that suits them has a place left. Add vehicles or trips."),
  N_ ("The household is larger than a vehicle, or an hour of a crossing, takes. Raise a limit."),
  N_ ("The countries within reach take no more people. Ask for a larger quota."),
  N_ ("A limited road or agreed corridor takes no more vehicles. Ask for more, or open another."),
  N_ ("They are ready too late. Plan further ahead, or see whether they can leave sooner."),
};

static const char *const edits[COR_N_EDIT_KINDS] = {
  N_ ("Create the plan"),     N_ ("Change the plan's settings"),
  N_ ("Import a list"),       N_ ("Add a person"),
  N_ ("Change a person"),     N_ ("Set the status"),
  N_ ("Place people"),        N_ ("Merge registrations"),
  N_ ("Split a household"),   N_ ("Remove people"),
  N_ ("Deal with a finding"), N_ ("Move a rally point"),
  N_ ("Change a crossing"),   N_ ("Open a crossing"),
  N_ ("Close a crossing"),    N_ ("Add a closure"),
  N_ ("Change a closure"),    N_ ("Remove a closure"),
  N_ ("Change a post"),       N_ ("Remove a post"),
  N_ ("Publish the plan"),    N_ ("Add vehicles"),
  N_ ("Change vehicles"),     N_ ("Remove vehicles"),
  N_ ("Add a corridor"),      N_ ("Change a corridor"),
  N_ ("Remove a corridor"),   N_ ("Add a quota"),
  N_ ("Change a quota"),      N_ ("Remove a quota"),
  N_ ("Add a scenario"),      N_ ("Change a scenario"),
  N_ ("Remove a scenario"),   N_ ("Adopt a scenario"),
};

static const struct
{
  const char *code;
  const char *name;
} countries[] = {
  { "PL", N_ ("Poland") },  { "SK", N_ ("Slovakia") }, { "HU", N_ ("Hungary") },
  { "RO", N_ ("Romania") }, { "MD", N_ ("Moldova") },  { "UA", N_ ("Ukraine") },
};

/**
 * cor_words_status:
 * @status: how far somebody is
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_status (CorStatus status)
{
  g_return_val_if_fail (status < COR_N_STATUSES, "");

  return _ (statuses[status]);
}

/**
 * cor_words_need:
 * @need: exactly one need
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_need (CorNeed need)
{
  for (guint i = 0; i < COR_N_NEEDS; i++)
    if ((guint) need == 1u << i)
      return _ (needs[i]);

  return "";
}

/**
 * cor_words_field:
 * @field: a field of a registration
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_field (CorField field)
{
  g_return_val_if_fail (field < COR_N_FIELDS, "");

  return _ (fields[field]);
}

/**
 * cor_words_crossing_state:
 * @state: a crossing's state
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_crossing_state (CorCrossingState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (crossing_states), "");

  return _ (crossing_states[state]);
}

/**
 * cor_words_crossing_class:
 * @crossing_class: what kind of crossing
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_crossing_class (CorCrossingClass crossing_class)
{
  g_return_val_if_fail (crossing_class < COR_N_CROSSING_CLASSES, "");

  return _ (crossing_classes[crossing_class]);
}

/**
 * cor_words_mode:
 * @mode: exactly one way to pass the border
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_mode (CorMode mode)
{
  switch (mode)
    {
    case COR_MODE_CAR:
      return _ ("By car");
    case COR_MODE_COACH:
      return _ ("By coach");
    case COR_MODE_FOOT:
      return _ ("On foot");
    default:
      return "";
    }
}

/**
 * cor_words_vehicle_kind:
 * @kind: a kind of vehicle
 *
 * Returns: (transfer none): what the desk calls it
 */
const char *
cor_words_vehicle_kind (CorVehicleKind kind)
{
  g_return_val_if_fail (kind < COR_N_VEHICLE_KINDS, "");

  return _ (vehicle_kinds[kind]);
}

/**
 * cor_words_priority:
 * @priority: how urgent it is that somebody gets out
 *
 * Returns: (transfer none): its name in the desk's language
 */
const char *
cor_words_priority (CorPriority priority)
{
  g_return_val_if_fail (priority < COR_N_PRIORITIES, "");

  return _ (priorities[priority]);
}

/**
 * cor_words_vehicles:
 * @vehicle: vehicles that are alike
 *
 * Returns: (transfer full): what officers call them, else their kind, and how many they are
 */
char *
cor_words_vehicles (const CorVehicle *vehicle)
{
  const char *name =
      vehicle->label[0] != '\0' ? vehicle->label : cor_words_vehicle_kind (vehicle->vehicle);

  return vehicle->n_vehicles > 1 ? g_strdup_printf ("%u × %s", vehicle->n_vehicles, name)
                                 : g_strdup (name);
}

/**
 * cor_words_country:
 * @country: ISO 3166 code
 *
 * Returns: (transfer none): its name in the desk's language, or the code
 */
const char *
cor_words_country (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_str_equal (countries[i].code, country))
      return _ (countries[i].name);

  return country;
}

/**
 * cor_words_finding:
 * @finding: what was found about a person
 *
 * Returns: (transfer none): what it is, in the desk's language
 */
const char *
cor_words_finding (CorFindingKind finding)
{
  g_return_val_if_fail (finding < COR_N_FINDING_KINDS, "");

  return _ (findings[finding]);
}

/**
 * cor_words_reason:
 * @reason: why somebody is unserved
 *
 * Returns: (transfer none): why, and what to do, in the desk's language
 */
const char *
cor_words_reason (CorReason reason)
{
  g_return_val_if_fail (reason < COR_N_REASONS, "");

  return _ (reasons[reason]);
}

/**
 * cor_words_edit:
 * @kind: a #CorEditKind
 *
 * Returns: (transfer none): what it does, in the desk's language
 */
const char *
cor_words_edit (guint kind)
{
  g_return_val_if_fail (kind < COR_N_EDIT_KINDS, "");

  return _ (edits[kind]);
}

/**
 * cor_words_set_apart:
 * @name: what officers call something, in whatever script
 *
 * Returns: (transfer full): @name in FIRST STRONG ISOLATE: it keeps its own direction within a
 *   sentence of another, where cor_isolate() is for numbers and codes
 */
char *
cor_words_set_apart (const char *name)
{
  return g_strconcat ("\xe2\x81\xa8", name, "\xe2\x81\xa9", NULL);
}

/**
 * cor_words_savable:
 * @gap: how much better than a plan another could at most be, as a share of the bound
 *
 * Returns: (transfer full): the same as a share of the plan's own hours, "2.5 %" or "13 %"; rounded
 *   up, for what is said must not be better than what is so
 */
char *
cor_words_savable (double gap)
{
  double saved_percent = 100.0 * gap / (1.0 + gap);

  if (saved_percent >= ROUGH_PERCENT)
    return g_strdup_printf ("%.0f %%", ceil (saved_percent));

  return g_strdup_printf ("%.1f %%", ceil (saved_percent * 10.0) / 10.0);
}

/**
 * cor_words_people:
 * @n_people: how many
 *
 * Returns: (transfer full): "12 people"
 */
char *
cor_words_people (guint n_people)
{
  return g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
}

/**
 * cor_words_hours:
 * @hours: a duration
 *
 * Returns: (transfer full): "16 hours"
 */
char *
cor_words_hours (double hours)
{
  gulong whole = (gulong) (hours + 0.5);

  return g_strdup_printf (ngettext ("%lu hour", "%lu hours", whole), whole);
}

/**
 * cor_words_drive:
 * @distance_m: how far
 * @travel_time_ms: how long
 *
 * Returns: (transfer full): "73 km, 1 h 05 min"
 */
char *
cor_words_drive (guint distance_m, guint travel_time_ms)
{
  g_autofree char *span = cor_words_minutes (travel_time_ms / (60 * 1000));

  /* Translators: how far, and how long one drives */
  return g_strdup_printf (_ ("%u km, %s"), distance_m / 1000, span);
}

/**
 * cor_words_minutes:
 * @minutes: a duration
 *
 * Returns: (transfer full): "45 min", "3 h 05 min" or "2 h"
 */
char *
cor_words_minutes (guint minutes)
{
  if (minutes < 60)
    return g_strdup_printf (_ ("%u min"), minutes);

  if (minutes % 60 == 0)
    return g_strdup_printf (_ ("%u h"), minutes / 60);

  return g_strdup_printf (_ ("%u h %02u min"), minutes / 60, minutes % 60);
}
