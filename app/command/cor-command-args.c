/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-args.h"

#include <string.h>

#include "cor-crossing.h"
#include "cor-daily.h"
#include "cor-error.h"
#include "cor-time.h"

#define UNLIMITED "unlimited"
#define NO_TIME "none"

static const CorMode modes[COR_N_MODES] = { COR_MODE_CAR, COR_MODE_COACH, COR_MODE_FOOT };

static gboolean
refuse (const CorArg *arg, const char *text, const char *expected, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "--%s: “%s” is not %s.", arg->option, text,
               expected);

  return FALSE;
}

static gboolean
parse_count (const CorArg *arg, const char *text, guint *value, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, arg->max, &number, NULL))
    {
      g_autofree char *expected = g_strdup_printf ("a whole number up to %u", arg->max);

      return refuse (arg, text, expected, error);
    }
  *value = (guint) number;

  return TRUE;
}

static gboolean
parse_tenths (const CorArg *arg, const char *text, guint *value, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (strspn (text, "0123456789.") != strlen (text) || end == text || *end != '\0' ||
      !(number * 10.0 <= arg->max))
    {
      g_autofree char *expected = g_strdup_printf (
          "a number up to %u.%u, with one decimal such as 2.5", arg->max / 10, arg->max % 10);

      return refuse (arg, text, expected, error);
    }
  *value = (guint) (number * 10.0 + 0.5);

  return TRUE;
}

static gboolean
parse_flag (const CorArg *arg, const char *text, gboolean *value, GError **error)
{
  *value = g_str_equal (text, "yes");
  if (*value || g_str_equal (text, "no"))
    return TRUE;

  return refuse (arg, text, "yes or no", error);
}

static gboolean
parse_hours (const CorArg *arg, const char *text, CorDaily *daily, GError **error)
{
  return cor_daily_parse_hours (daily, text) || refuse (arg, text, COR_DAILY_HOURS_WORDS, error);
}

static gboolean
parse_days (const CorArg *arg, const char *text, CorDaily *daily, GError **error)
{
  return cor_daily_parse_days (daily, text) || refuse (arg, text, COR_DAILY_DAYS_WORDS, error);
}

static gboolean
parse_modes (const CorArg *arg, const char *text, guint *bits, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint mask = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint j = 0;

      while (j < COR_N_MODES && !g_str_equal (parts[i], cor_mode_get_code (modes[j])))
        j++;
      if (j == COR_N_MODES)
        return refuse (arg, text, "any of car,coach,foot", error);
      mask |= modes[j];
    }
  *bits = mask;

  return TRUE;
}

static gboolean
parse_choice (const CorArg *arg, const char *text, guint *value, GError **error)
{
  g_autoptr (GString) expected = g_string_new ("any of");

  for (guint i = 0; i < arg->max; i++)
    {
      if (g_str_equal (text, arg->get_code (i)))
        {
          *value = i;
          return TRUE;
        }
      g_string_append_printf (expected, "%s %s", i > 0 ? "," : "", arg->get_code (i));
    }

  return refuse (arg, text, expected->str, error);
}

static gboolean
parse_time (const CorArg *arg, const char *text, gint64 *time_utc_s, GError **error)
{
  *time_utc_s = COR_TIME_NONE;
  if (g_str_equal (text, NO_TIME) || cor_time_parse (text, time_utc_s, error))
    return TRUE;
  g_prefix_error (error, "--%s: ", arg->option);

  return FALSE;
}

static void
take_text (char **field, const char *text, gboolean may_be_null)
{
  g_free (*field);
  *field = may_be_null && text[0] == '\0' ? NULL : g_strdup (text);
}

static gboolean
apply (const CorArg *arg, const char *text, gpointer field, GError **error)
{
  switch (arg->type)
    {
    case COR_ARG_TEXT:
    case COR_ARG_LABEL:
      take_text (field, text, arg->type == COR_ARG_TEXT);
      return TRUE;
    case COR_ARG_LIMIT:
      if (g_str_equal (text, UNLIMITED))
        {
          *(guint *) field = COR_UNLIMITED;
          return TRUE;
        }
      return parse_count (arg, text, field, error);
    case COR_ARG_COUNT:
      return parse_count (arg, text, field, error);
    case COR_ARG_TENTHS:
      return parse_tenths (arg, text, field, error);
    case COR_ARG_FLAG:
      return parse_flag (arg, text, field, error);
    case COR_ARG_TIME:
      return parse_time (arg, text, field, error);
    case COR_ARG_POSITION:
      return cor_position_parse (text, field) ||
             refuse (arg, text, "a position: LAT,LON in degrees", error);
    case COR_ARG_HOURS:
      return parse_hours (arg, text, field, error);
    case COR_ARG_DAYS:
      return parse_days (arg, text, field, error);
    case COR_ARG_MODES:
      return parse_modes (arg, text, field, error);
    case COR_ARG_CHOICE:
      return parse_choice (arg, text, field, error);
    case COR_ARG_COUNTRY:
      if (strlen (text) != 2)
        return refuse (arg, text, "a country's two letters, such as PL", error);
      g_strlcpy (field, text, 3);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/**
 * cor_args_build_entries:
 * @args: (array length=n_args): fields
 * @n_args: how many
 * @texts: (array length=n_args): takes what is written for each, owned by the caller
 * @more: options of the command itself, ending with an empty one
 *
 * Returns: (transfer full): options for all of them; free with g_free()
 */
GOptionEntry *
cor_args_build_entries (const CorArg *args, guint n_args, char **texts, const GOptionEntry *more)
{
  guint n_more = 0;
  GOptionEntry *entries;

  while (more[n_more].long_name != NULL)
    n_more++;
  entries = g_new0 (GOptionEntry, n_args + n_more + 1);
  for (guint i = 0; i < n_args; i++)
    {
      entries[i].long_name = args[i].option;
      entries[i].arg = G_OPTION_ARG_STRING;
      entries[i].arg_data = &texts[i];
    }
  memcpy (entries + n_args, more, n_more * sizeof *more);

  return entries;
}

/**
 * cor_args_clear:
 * @texts: (array length=n_args): what was written
 * @n_args: how many fields
 *
 * Frees each of them; there may be holes between them.
 */
void
cor_args_clear (char **texts, guint n_args)
{
  for (guint i = 0; i < n_args; i++)
    g_free (texts[i]);
}

/**
 * cor_args_are_given:
 * @texts: (array length=n_args): what was written
 * @n_args: how many fields
 *
 * Returns: whether any of them was
 */
gboolean
cor_args_are_given (char *const *texts, guint n_args)
{
  for (guint i = 0; i < n_args; i++)
    if (texts[i] != NULL)
      return TRUE;

  return FALSE;
}

/**
 * cor_args_apply:
 * @args: (array length=n_args): fields
 * @n_args: how many
 * @texts: (array length=n_args): what was written for each, %NULL if nothing
 * @record: a record that nobody else holds yet
 * @error: (nullable): set when something is not what it should be; the text names the option
 *
 * Sets the fields that were written.
 *
 * Returns: whether all were understood
 */
gboolean
cor_args_apply (const CorArg *args,
                guint n_args,
                char *const *texts,
                gpointer record,
                GError **error)
{
  for (guint i = 0; i < n_args; i++)
    if (texts[i] != NULL && !apply (&args[i], texts[i], (guint8 *) record + args[i].offset, error))
      return FALSE;

  return TRUE;
}

static char *
format_modes (guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < COR_N_MODES; i++)
    if ((bits & modes[i]) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", cor_mode_get_code (modes[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* As it would be written on the command line; NULL: nothing. */
static char *
format (const CorArg *arg, gconstpointer field)
{
  const CorPosition *position = field;
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  switch (arg->type)
    {
    case COR_ARG_TEXT:
    case COR_ARG_LABEL:
      return g_strdup (*(char *const *) field);
    case COR_ARG_LIMIT:
      return *(const guint *) field == COR_UNLIMITED
                 ? NULL
                 : g_strdup_printf ("%u", *(const guint *) field);
    case COR_ARG_COUNT:
      return g_strdup_printf ("%u", *(const guint *) field);
    case COR_ARG_TENTHS:
      return g_strdup_printf ("%u.%u", *(const guint *) field / 10, *(const guint *) field % 10);
    case COR_ARG_FLAG:
      return g_strdup (*(const gboolean *) field ? "yes" : "no");
    case COR_ARG_TIME:
      return *(const gint64 *) field == COR_TIME_NONE
                 ? NULL
                 : cor_time_format_utc (*(const gint64 *) field);
    case COR_ARG_POSITION:
      return g_strdup_printf ("%s,%s", g_ascii_formatd (lat, sizeof lat, "%.6f", position->lat_deg),
                              g_ascii_formatd (lon, sizeof lon, "%.6f", position->lon_deg));
    case COR_ARG_HOURS:
      return cor_daily_format_hours (field);
    case COR_ARG_DAYS:
      return cor_daily_format_days (field);
    case COR_ARG_MODES:
      return format_modes (*(const guint *) field);
    case COR_ARG_CHOICE:
      return g_strdup (arg->get_code (*(const guint *) field));
    case COR_ARG_COUNTRY:
      return g_strdup (field);
    default:
      g_assert_not_reached ();
    }
}

static void
add_position (JsonBuilder *json, const char *member, const CorPosition *position)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
  json_builder_add_double_value (json, position->lat_deg);
  json_builder_add_double_value (json, position->lon_deg);
  json_builder_end_array (json);
}

/**
 * cor_args_add_json:
 * @args: (array length=n_args): fields
 * @n_args: how many
 * @record: a record
 * @json: an object being built
 *
 * Adds all fields: numbers as numbers, what is not limited or not set as null, positions as
 * latitude and longitude.
 */
void
cor_args_add_json (const CorArg *args, guint n_args, gconstpointer record, JsonBuilder *json)
{
  for (guint i = 0; i < n_args; i++)
    {
      gconstpointer field = (const guint8 *) record + args[i].offset;
      g_autofree char *text = format (&args[i], field);

      if (args[i].type == COR_ARG_FLAG)
        cor_json_add_flag (json, args[i].member, *(const gboolean *) field);
      else if (args[i].type == COR_ARG_POSITION)
        add_position (json, args[i].member, field);
      else if (args[i].type == COR_ARG_TENTHS)
        cor_json_add_number (json, args[i].member, *(const guint *) field / 10.0);
      else if ((args[i].type == COR_ARG_COUNT || args[i].type == COR_ARG_LIMIT) && text != NULL)
        cor_json_add_count (json, args[i].member, *(const guint *) field);
      else
        cor_json_add_text (json, args[i].member, text);
    }
}

/**
 * cor_args_print:
 * @args: (array length=n_args): fields
 * @n_args: how many
 * @record: a record
 *
 * Prints the fields that are set, as they would be written.
 */
void
cor_args_print (const CorArg *args, guint n_args, gconstpointer record)
{
  for (guint i = 0; i < n_args; i++)
    {
      g_autofree char *text = format (&args[i], (const guint8 *) record + args[i].offset);

      if (text != NULL && text[0] != '\0')
        g_print ("  %s %s\n", args[i].option, text);
    }
}
