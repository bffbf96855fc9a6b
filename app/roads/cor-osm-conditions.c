/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-conditions.h"

#include <string.h>

#include "cor-network-import.h"
#include "cor-osm-hours.h"
#include "cor-osm-values.h"

/* A van with a family in it, and a coach as they come: fully laden, with its mirrors. Laws allow a
 * coach of two axles 18 to 19.5 t, 4.0 m and 13.5 m; hardly any is over 3.8 m. */
const CorOsmMeasures cor_osm_measures[COR_N_ROAD_VEHICLES] = {
  [COR_ROAD_VEHICLE_CAR] = { 2.5, 1.5, 2.0, 2.0, 5.5 },
  [COR_ROAD_VEHICLE_COACH] = { 18.0, 11.5, 3.9, 2.6, 13.5 },
};

static void
clause_free (gpointer data)
{
  CorOsmClause *clause = data;

  g_free (clause->value);
  g_free (clause->condition);
  g_free (clause);
}

/* Where a clause ends: at a semicolon outside of brackets. */
static const char *
find_end (const char *text)
{
  guint depth = 0;

  for (; *text != '\0' && (*text != ';' || depth > 0); text++)
    {
      if (*text == '(')
        depth++;
      else if (*text == ')' && depth > 0)
        depth--;
    }

  return text;
}

/* Takes off the brackets around a text, if it has them around all of it. */
static char *
strip_brackets (char *text)
{
  gsize n;
  int depth = 0;

  g_strstrip (text);
  n = strlen (text);
  for (gsize i = 0; i + 1 < n; i++)
    {
      depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
      if (depth <= 0)
        return text;
    }
  if (n >= 2 && text[n - 1] == ')')
    {
      memmove (text, text + 1, n - 2);
      text[n - 2] = '\0';
      g_strstrip (text);
    }

  return text;
}

/**
 * cor_osm_clauses_parse:
 * @text: the value of a conditional tag: “no @ (Mo-Fr 07:00-09:00); destination @ (weight>7.5)”
 *
 * Takes a value apart: https://wiki.openstreetmap.org/wiki/Conditional_restrictions
 *
 * Returns: (transfer full) (element-type CorOsmClause): its clauses; of those that hold, the last
 *   one counts
 */
GPtrArray *
cor_osm_clauses_parse (const char *text)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (clause_free);

  while (*text != '\0')
    {
      const char *end = find_end (text);
      const char *at = memchr (text, '@', (gsize) (end - text));
      CorOsmClause *clause = g_new0 (CorOsmClause, 1);

      clause->value = g_strstrip (g_strndup (text, (gsize) ((at != NULL ? at : end) - text)));
      if (at != NULL)
        clause->condition = strip_brackets (g_strndup (at + 1, (gsize) (end - at - 1)));

      /* Without brackets a semicolon ends the clause in the middle of its hours. */
      if (at == NULL && clauses->len > 0)
        {
          CorOsmClause *last = g_ptr_array_index (clauses, clauses->len - 1);
          char *joined = last->condition != NULL
                             ? g_strconcat (last->condition, "; ", clause->value, NULL)
                             : NULL;

          if (joined != NULL)
            {
              g_free (last->condition);
              last->condition = joined;
            }
          clause_free (clause);
        }
      else
        {
          g_ptr_array_add (clauses, clause);
        }
      text = *end == ';' ? end + 1 : end;
    }

  return clauses;
}

static CorOsmTruth
compare (const char *sign, double actual, double limit)
{
  gboolean holds;

  if (limit <= 0.0)
    return COR_OSM_UNREADABLE;
  if (strncmp (sign, ">=", 2) == 0)
    holds = actual >= limit;
  else if (strncmp (sign, "<=", 2) == 0)
    holds = actual <= limit;
  else if (*sign == '>')
    holds = actual > limit;
  else if (*sign == '<')
    holds = actual < limit;
  else
    return COR_OSM_UNREADABLE;

  return holds ? COR_OSM_ALWAYS : COR_OSM_NEVER;
}

/* “weight>7.5”, “length >= 12 m”. */
static CorOsmTruth
judge_measure (const char *text, const CorOsmMeasures *measures)
{
  const struct
  {
    const char *name;
    double actual;
    gboolean is_weight;
  } kinds[] = {
    { "weight", measures->tonnes, TRUE },        { "maxweight", measures->tonnes, TRUE },
    { "weightrating", measures->tonnes, TRUE },  { "maxweightrating", measures->tonnes, TRUE },
    { "axleload", measures->axle_tonnes, TRUE }, { "maxaxleload", measures->axle_tonnes, TRUE },
    { "height", measures->height_m, FALSE },     { "maxheight", measures->height_m, FALSE },
    { "width", measures->width_m, FALSE },       { "maxwidth", measures->width_m, FALSE },
    { "length", measures->length_m, FALSE },     { "maxlength", measures->length_m, FALSE },
  };
  gsize n = strcspn (text, "<>=");
  const char *sign = text + n;
  const char *number = sign + strspn (sign, "<>= ");
  g_autofree char *name = g_strstrip (g_ascii_strdown (text, (gssize) n));

  if (*sign == '\0')
    return COR_OSM_UNREADABLE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].name, name) == 0)
        return compare (sign, kinds[i].actual,
                        kinds[i].is_weight ? cor_osm_parse_tonnes (number)
                                           : cor_osm_parse_metres (number));
    }

  return COR_OSM_UNREADABLE;
}

/* Who somebody is, or what for he drives. Nobody in a column is any of the others. */
static CorOsmTruth
judge_word (const char *text, CorRoadVehicle vehicle)
{
  static const struct
  {
    const char *word;
    gboolean holds[COR_N_ROAD_VEHICLES];
  } words[] = {
    { "hgv", { FALSE, TRUE } },          { "bus", { FALSE, TRUE } },
    { "psv", { FALSE, TRUE } },          { "coach", { FALSE, TRUE } },
    { "tourist_bus", { FALSE, TRUE } },  { "motorcar", { TRUE, FALSE } },
    { "motor_vehicle", { TRUE, TRUE } }, { "trailer", { FALSE, FALSE } },
    { "delivery", { FALSE, FALSE } },    { "destination", { FALSE, FALSE } },
    { "private", { FALSE, FALSE } },     { "residents", { FALSE, FALSE } },
    { "resident", { FALSE, FALSE } },    { "permit", { FALSE, FALSE } },
    { "customers", { FALSE, FALSE } },   { "disabled", { FALSE, FALSE } },
    { "emergency", { FALSE, FALSE } },   { "agricultural", { FALSE, FALSE } },
    { "forestry", { FALSE, FALSE } },    { "taxi", { FALSE, FALSE } },
    { "motorcycle", { FALSE, FALSE } },  { "bicycle", { FALSE, FALSE } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (words[i].word, text) == 0)
        return words[i].holds[vehicle] ? COR_OSM_ALWAYS : COR_OSM_NEVER;
    }

  return COR_OSM_UNREADABLE;
}

static CorOsmTruth
judge_part (const char *text, CorRoadVehicle vehicle, CorWeek *week, guint *n_holiday_rules)
{
  CorOsmTruth truth = judge_word (text, vehicle);

  *n_holiday_rules = 0;
  if (truth == COR_OSM_UNREADABLE)
    truth = judge_measure (text, &cor_osm_measures[vehicle]);
  if (truth == COR_OSM_UNREADABLE && cor_osm_hours_parse (text, week, n_holiday_rules))
    truth = COR_OSM_AT_HOURS;

  return truth;
}

/* All parts must hold: the hours are those that all of them leave. */
static CorOsmTruth
judge_all (const char *condition, CorRoadVehicle vehicle, CorWeek *week, guint *n_holiday_rules)
{
  g_autoptr (GRegex) and = g_regex_new ("\\s+and\\s+", G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (and, condition, 0);
  g_autofree CorWeek *part_week = g_new (CorWeek, 1);
  CorOsmTruth all = COR_OSM_ALWAYS;
  guint n;

  *n_holiday_rules = 0;
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      CorOsmTruth truth = judge_part (strip_brackets (parts[i]), vehicle, part_week, &n);

      *n_holiday_rules += n;
      if (truth == COR_OSM_NEVER)
        return COR_OSM_NEVER;
      if (truth == COR_OSM_AT_HOURS && all == COR_OSM_ALWAYS)
        memcpy (week, part_week, sizeof *week);
      else if (truth == COR_OSM_AT_HOURS && all == COR_OSM_AT_HOURS)
        {
          for (guint j = 0; j < COR_MINUTES_PER_WEEK; j++)
            week->minutes[j] &= part_week->minutes[j];
        }
      if (truth == COR_OSM_UNREADABLE || all == COR_OSM_UNREADABLE)
        all = COR_OSM_UNREADABLE;
      else if (truth == COR_OSM_AT_HOURS)
        all = COR_OSM_AT_HOURS;
    }

  return all;
}

/**
 * cor_osm_condition_judge:
 * @condition: (nullable): a condition: “Mo-Fr 07:00-09:00 AND weight>7.5”; none always holds
 * @vehicle: what drives
 * @week: (out caller-allocates): takes the hours, for %COR_OSM_AT_HOURS
 *
 * Returns: when it holds for @vehicle
 */
CorOsmTruth
cor_osm_condition_judge (const char *condition, CorRoadVehicle vehicle, CorWeek *week)
{
  guint n_holiday_rules;

  if (condition == NULL)
    return COR_OSM_ALWAYS;

  return judge_all (condition, vehicle, week, &n_holiday_rules);
}

/**
 * cor_osm_clauses_count:
 * @text: the value of a conditional tag
 * @counts: (array fixed-size=COR_N_IMPORT_COUNTS): counts
 *
 * Counts what kinds of conditions there are, once a tag.
 */
void
cor_osm_clauses_count (const char *text, guint *counts)
{
  g_autoptr (GPtrArray) clauses = cor_osm_clauses_parse (text);
  g_autofree CorWeek *week = g_new (CorWeek, 1);

  for (guint i = 0; i < clauses->len; i++)
    {
      const CorOsmClause *clause = g_ptr_array_index (clauses, i);
      guint n_holiday_rules = 0;
      CorOsmTruth truth = COR_OSM_ALWAYS;

      if (clause->condition != NULL)
        truth = judge_all (clause->condition, COR_ROAD_VEHICLE_COACH, week, &n_holiday_rules);
      counts[COR_IMPORT_HOLIDAY_RULES] += n_holiday_rules;
      counts[COR_IMPORT_CONDITIONS] += truth == COR_OSM_ALWAYS || truth == COR_OSM_NEVER;
      counts[COR_IMPORT_CONDITIONS_UNREADABLE] += truth == COR_OSM_UNREADABLE;
    }
}
