/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-help.h"

#include <string.h>

/* How long a line of help is, in characters, and how far its second line stands in. */
#define WIDTH 96u
#define INDENT 6u

/* Where the meaning of an option begins, and what a command does. */
#define COLUMN 28u
#define NAME_WIDTH 12

typedef struct
{
  const char *option;
  const char *command; /* %NULL: of all that have it and are not named before */
  const char *meaning;
} OptionWords;

static const OptionWords words[] = {
  { "alternatives", NULL, "other ways to look for between the two places" },
  { "calm", NULL, "nothing is delayed: shows whether the plan keeps what it promises" },
  { "capacity", NULL, "people an hour that the crossing takes of ours" },
  { "capacity-car", NULL, "people an hour in cars, of all that it takes" },
  { "capacity-coach", NULL, "people an hour in coaches, of all that it takes" },
  { "capacity-foot", NULL, "people an hour on foot, of all that it takes" },
  { "car", NULL, "whether they have one" },
  { "cell", NULL, "metres between the points of the area that JSON gives" },
  { "close", NULL, "what is closed, as for “closure”" },
  { "closed", NULL, "nobody passes" },
  { "closure", NULL, "these closures too, as for “closure add”" },
  { "column", NULL, "vehicles of the largest column; 0: any number" },
  { "column-kmh", NULL, "the pace of columns in agreed corridors" },
  { "count", NULL, "how many vehicles of this kind" },
  { "country", NULL, "its two letters" },
  { "crossing", NULL, "its name, key or id" },
  { "cuts-overpasses", NULL, "whether roads above what is closed are closed as well" },
  { "daily", NULL, "on each day, by the calendar of that country, instead of in all" },
  { "days", NULL, "on which days it holds, by --zone" },
  { "delay", NULL, "minutes that everybody loses there, for --effect delay" },
  { "demo", NULL, "with invented people, to try the program" },
  { "depart", NULL, "when one leaves; without it, as if nothing were closed for a time only" },
  { "depot", NULL, "where they stand, in degrees" },
  { "depot-name", NULL, "what people call that place" },
  { "direction", NULL, "forward: only for those who drive as the line was drawn" },
  { "distance", NULL, "metres around a line that count as within reach, for --kind front" },
  { "do", NULL, "a command that changes a plan, without its PLAN; may be written more than once" },
  { "draft", NULL, "the plan as it is now, not what was published" },
  { "driver-minutes", NULL, "minutes that a driver may be on duty; 0: any" },
  { "drivers", NULL, "drivers of each vehicle" },
  { "dry-run", NULL, "only say what would happen" },
  { "effect", NULL, "what it does to a road" },
  { "encoding", NULL, "how the list is written, where it is not found out rightly" },
  { "exposure-reach", NULL, "metres from a front at which people count as exposed" },
  { "fold-below", NULL, "settlements with fewer people than this join another near by" },
  { "fold-radius", NULL, "metres within which small settlements join another" },
  { "free-seats", NULL, "seats in their car that others may have" },
  { "from", "scenario", "the scenario to begin with; otherwise the plan" },
  { "from", NULL, "from when on" },
  { "hands-over", NULL, "people change at the border, and the vehicle turns round there" },
  { "horizon", NULL, "hours that the plan lasts" },
  { "hours", NULL, "from when to when on each day, by --zone; over midnight as 22:00-05:00" },
  { "json", NULL, "for programs" },
  { "kind", NULL, "what it is" },
  { "label", NULL, "what people call it" },
  { "language", NULL, "of the document; en if it is not given" },
  { "limit", NULL, "vehicles an hour, for --effect limit" },
  { "list", NULL, "what was published, with its number" },
  { "marking", NULL, "printed on every sheet, as “RESTRICTED”" },
  { "max-trips", NULL, "trips of each vehicle; 0: any number" },
  { "modes", NULL, "who may pass or drive there" },
  { "name", NULL, "what the plan is called" },
  { "night", NULL, "whether people may set out, or drive at all, in the hours of night" },
  { "night-hours", NULL, "which hours are night" },
  { "night-zone", NULL, "by which clock night is meant" },
  { "note", NULL, "for other officers" },
  { "open", NULL, "people pass" },
  { "output", NULL, "where to write; what is there is replaced" },
  { "oxygen", NULL, "whether people who need it can be taken" },
  { "party", NULL, "people of this registration" },
  { "people", NULL, "how many people" },
  { "people-per-car", NULL, "people in a car where nothing else is known" },
  { "priority", NULL, "who goes first if not all can" },
  { "published", NULL, "the plan that was published under this number" },
  { "quota", NULL, "of this country, with --people" },
  { "ready", NULL, "when they can leave" },
  { "reception", NULL, "people an hour that the reception point behind it takes" },
  { "rejects", NULL, "writes the rows that were not taken, as received, with their reasons" },
  { "reset", NULL, "in a scenario: as in the plan again" },
  { "road", NULL, "its number, such as M06, for --kind road" },
  { "roads", NULL, "an imported network, or the roads that ship" },
  { "runs", NULL, "how often, 1 to 10000" },
  { "scenario", NULL, "in this scenario of the plan" },
  { "seat-wanted", NULL, "a seat although their household has a car" },
  { "seats", NULL, "ordinary seats of each vehicle" },
  { "seed", NULL, "what chance begins with; the same seed gives the same" },
  { "sheet", NULL, "of a workbook" },
  { "source", NULL, "who says so" },
  { "spacing", "settings", "seconds between two vehicles of a column" },
  { "spacing", NULL, "minutes between two columns" },
  { "speed", NULL, "of the usual speed, for --effect speed" },
  { "start", NULL, "when the plan begins" },
  { "status", NULL,
    "registered, contacted, confirmed, at_rally_point, under_way, crossed, safe, "
    "declined" },
  { "step", NULL, "minutes between the times at which columns may enter a road" },
  { "stretchers", NULL, "places for stretchers in each vehicle" },
  { "take", NULL, "these roads become its path" },
  { "tolerance-change", NULL, "thousandths of people told otherwise, in the same way" },
  { "tolerance-exposure", NULL, "thousandths of exposure to fronts, in the same way" },
  { "tolerance-last-out", NULL,
    "thousandths of the time until the last one is out, in the same way" },
  { "tolerance-left-inside", NULL,
    "thousandths by which a later goal may worsen this one; not used" },
  { "tolerance-movements", NULL, "thousandths of the number of movements, in the same way" },
  { "tolerance-person-time", NULL,
    "thousandths of the hours that people are inside, in the same way" },
  { "turnaround", NULL, "minutes before it can leave again" },
  { "two-way", NULL, "whether it may be driven against its direction too" },
  { "until", NULL, "until when; without it for good" },
  { "vehicle", "whatif", "of these vehicles of the plan, with --count" },
  { "vehicle", NULL, "who drives; car if it is not given" },
  { "vehicles-per-hour", NULL, "that may enter it" },
  { "wait", NULL, "minutes that others were seen waiting just now" },
  { "weight-high", NULL, "the same of those of high priority" },
  { "weight-later", NULL, "the same of those who can wait" },
  { "weight-normal", NULL, "the same of most people" },
  { "weight-urgent", NULL,
    "how much one of the most urgent counts when not all can be brought out" },
  { "what", NULL, "the lines that are driven, the rally points, or a table of movements" },
  { "wheelchairs", NULL, "places for wheelchairs in each vehicle" },
  { "within", NULL, "minutes of driving" },
  { "without-closure", NULL, "without this closure of the plan" },
  { "zone", NULL, "by which clock, such as Europe/Kyiv" },
};

/* Where a text can be broken: at the space before an option in brackets, or before a choice. */
static gsize
measure_piece (const char *text)
{
  gsize length = 0;
  guint depth = 0;

  while (text[length] != '\0' && (depth > 0 || text[length] != ' ' || length == 0))
    {
      depth += text[length] == '[';
      depth -= text[length] == ']' && depth > 0;
      length++;
    }

  return length;
}

/* Appends a text in lines; what comes after the first stands in. */
static void
append_wrapped (GString *lines, const char *text, guint indent)
{
  glong n_in_line = (glong) lines->len;

  for (const char *piece = text; *piece != '\0';)
    {
      gsize length = measure_piece (piece);
      glong n_chars = g_utf8_strlen (piece, (gssize) length);

      if (n_in_line + n_chars > (glong) WIDTH && n_in_line > (glong) indent)
        {
          g_string_append_printf (lines, "\n%*s", (int) indent, "");
          n_in_line = (glong) indent;
          piece += *piece == ' ';
          continue;
        }
      g_string_append_len (lines, piece, (gssize) length);
      n_in_line += n_chars;
      piece += length;
    }
}

/**
 * cor_command_format_usage:
 * @usage: how a command is used, without the program's name
 *
 * Returns: (transfer full): the same with it, in lines that a terminal has room for, and that this
 *   is its usage
 */
char *
cor_command_format_usage (const char *usage)
{
  g_autoptr (GString) lines = g_string_new ("Usage: corridors ");

  append_wrapped (lines, usage, INDENT);

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static const char *
find_meaning (const char *option, gsize length, const char *usage)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].option) == length && strncmp (words[i].option, option, length) == 0 &&
        (words[i].command == NULL ||
         (g_str_has_prefix (usage, words[i].command) && usage[strlen (words[i].command)] == ' ')))
      return words[i].meaning;

  return NULL;
}

/* Each option once, in the order in which it is written. */
static void
print_options (const char *usage)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *at = strstr (usage, "--"); at != NULL; at = strstr (at + 2, "--"))
    {
      gsize length = strspn (at + 2, "abcdefghijklmnopqrstuvwxyz-");
      const char *meaning = find_meaning (at + 2, length, usage);

      if (meaning != NULL && g_hash_table_add (seen, g_strndup (at + 2, length)))
        g_print ("  --%-*.*s%s\n", (int) COLUMN - 4, (int) length, at + 2, meaning);
    }
}

/**
 * cor_command_print_paragraph:
 * @text: words
 *
 * Prints them below an empty line, in lines that a terminal has room for.
 */
void
cor_command_print_paragraph (const char *text)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  append_wrapped (lines, text, 0);
  g_print ("\n%s\n", lines->str);
}

/**
 * cor_command_print_summary:
 * @name: a command
 * @summary: what it does
 *
 * Prints the two beside each other.
 */
void
cor_command_print_summary (const char *name, const char *summary)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_string_append_printf (lines, "  %-*s", NAME_WIDTH, name);
  append_wrapped (lines, summary, NAME_WIDTH + 2);
  g_print ("%s\n", lines->str);
}

/**
 * cor_command_print_help:
 * @usage: how a command is used
 * @summary: what it does
 *
 * Prints what --help shows of one command: its usage, what it does, and what its options mean.
 */
void
cor_command_print_help (const char *usage, const char *summary)
{
  g_autofree char *lines = cor_command_format_usage (usage);

  g_print ("%s\n", lines);
  cor_command_print_paragraph (summary);
  if (strstr (usage, "--") != NULL)
    g_print ("\n");
  print_options (usage);
}
