/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-file.h"
#include "cor-command.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct
{
  const char *name;
  CorCommandFunc run;
  const char *usage;
} commands[] = {
  { "new", cor_command_new, "new PLAN [--demo] [--name TEXT] [--start TIME]" },
  { "import", cor_command_import,
    "import PLAN LIST... [--sheet NAME] [--encoding NAME] [--dry-run] [--rejects FILE.csv] "
    "[--json]" },
  { "route", cor_command_route, "route PLAN [--roads FILE.roads|built-in] [--json]" },
  { "simulate", cor_command_simulate,
    "simulate PLAN [--scenario NAME] [--runs N] [--seed S] [--calm] [--roads NETWORK.roads] "
    "[--json]" },
  { "compare", cor_command_compare, "compare PLAN A B [--roads NETWORK.roads] [--json]" },
  { "whatif", cor_command_whatif,
    "whatif PLAN [--scenario NAME] [--crossing NAME [--closed|--open] "
    "[--capacity PEOPLE_PER_HOUR] [--reception PEOPLE_PER_HOUR]] [--closure FILE.geojson] "
    "[--from TIME [--until TIME]] [--without-closure NAME] [--quota COUNTRY --people N [--daily]] "
    "[--vehicle NAME --count N] [--start TIME] [--horizon HOURS] [--roads NETWORK.roads] "
    "[--json]" },
  { "sheets", cor_command_sheets,
    "sheets PLAN --output FILE.pdf [--language en|he|uk] [--published NUMBER | --draft]" },
  { "export", cor_command_export,
    "export PLAN --output FILE.gpx|.kml|.geojson|.csv [--what routes|clusters|movements]" },
  { "crossing", cor_command_crossing,
    "crossing PLAN NAME [--open|--closed] [--capacity PEOPLE_PER_HOUR] [--from TIME "
    "[--until TIME]] [--capacity-car|--capacity-coach|--capacity-foot|--reception N|unlimited] "
    "[--hours HH:MM-HH:MM] [--modes car,coach,foot] [--wait MIN] [--reset] [--json]" },
  { "closure", cor_command_closure,
    "closure PLAN add|preview FILE.geojson [--label TEXT] [--kind area|line|road|front|bridges] "
    "[--effect closed|delay|speed|limit] [--delay MIN] [--speed PERCENT] [--limit VEHICLES_PER_H] "
    "[--direction both|forward] [--distance M] [--from TIME] [--until TIME] [--hours HH:MM-HH:MM] "
    "[--days mon-fri] [--cuts-overpasses yes|no] [--json] | set NAME ... | list | remove NAME" },
  { "vehicle", cor_command_vehicle,
    "vehicle PLAN add LABEL --depot LAT,LON [--kind coach|minibus|ambulance|van] [--count N] "
    "[--seats N] [--wheelchairs N] [--stretchers N] [--oxygen yes|no] [--from TIME] [--until TIME] "
    "[--driver-minutes MIN] [--drivers N] [--turnaround MIN] [--hands-over yes|no] "
    "[--max-trips N] [--json] | set NAME ... | list | remove NAME" },
  { "corridor", cor_command_corridor,
    "corridor PLAN add FILE.geojson [--label TEXT] [--from TIME] [--until TIME] "
    "[--hours HH:MM-HH:MM] [--days mon-fri] [--modes car,coach] [--two-way yes|no] [--column N] "
    "[--spacing MIN] [--vehicles-per-hour N|unlimited] [--json] | set NAME ... | list | "
    "remove NAME | path NAME [--take]" },
  { "quota", cor_command_quota,
    "quota PLAN add COUNTRY --people N [--daily yes|no] [--from TIME] [--until TIME] [--json] | "
    "set COUNTRY ... | list | remove COUNTRY" },
  { "person", cor_command_person,
    "person PLAN list [--json] | set ID... [--status STATUS] "
    "[--priority urgent|high|normal|later] [--ready TIME|none] [--free-seats N] "
    "[--seat-wanted yes|no]" },
  { "settings", cor_command_settings,
    "settings PLAN [--name TEXT] [--start TIME] [--horizon H] [--step MIN] [--spacing S] "
    "[--column-kmh N] [--night drive|no_start|no_driving] [--night-hours HH:MM-HH:MM] "
    "[--people-per-car N.N] [--exposure-reach M] [--tolerance-TERM PERMILLE] [--weight-CLASS N] "
    "[--json]" },
  { "scenario", cor_command_scenario,
    "scenario PLAN list [--json] | add NAME [--from SCENARIO] [--note TEXT] | rename NAME NEW | "
    "remove NAME | adopt NAME" },
  { "publish", cor_command_publish, "publish PLAN [--json] | publish PLAN --list [--json]" },
  { "place", cor_command_place, "place TEXT... [--json]" },
  { "isochrone", cor_command_isochrone,
    "isochrone PLAN --crossing NAME --within MIN[,MIN...] [--depart TIME] [--vehicle car|coach] "
    "[--cell METRES] [--scenario NAME] [--json]" },
  { "roads", cor_command_roads,
    "roads import FILE.osm.pbf|.osm|.osm.gz --output NETWORK.roads | info NETWORK.roads [--json] | "
    "query NETWORK.roads LAT,LON LAT,LON... [--close FILE.geojson] [--depart TIME] "
    "[--vehicle car|coach] [--alternatives N] [--json] | isochrone NETWORK.roads LAT,LON "
    "--within MIN[,MIN...] [--close FILE.geojson] [--depart TIME] [--vehicle car|coach] "
    "[--cell METRES] [--json]" },
  { "undo", cor_command_undo, "undo PLAN" },
  { "redo", cor_command_redo, "redo PLAN" },
  { "history", cor_command_history, "history PLAN [--json]" },
  { "info", cor_command_info, "info PLAN [--json]" },
};

static void
print_help (void)
{
  g_print ("Corridors %s: brings citizens out by road.\n\n", CORRIDORS_VERSION);
  g_print ("  corridors [PLAN]\n      starts the desk\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  corridors %s\n", commands[i].usage);
  g_print ("\nTIME is ISO 8601 with a zone, such as 2022-02-24T06:00+02:00. What changes the plan, "
           "and route,\ntakes --scenario NAME: it is then about that scenario.\n");
  g_print (
      "\nEach feature of a FILE.geojson is a closure. Its properties say what it does, unless an "
      "option\ndoes: %s.\n",
      COR_CLOSURE_PROPERTIES_WORDS);
}

/* A crash must not write people's particulars to disk. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

/* Where standard output is closed, what is printed must not end in a file that is opened in its
 * place: it fails instead. */
static void
fill_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Nobody must take a part of what was to be printed for all of it. */
static int
tell_lost_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr ("Not all output could be written. Make room where it goes, or send it elsewhere, and "
              "ask again; what was changed on a plan is kept.\n");

  return status == COR_EXIT_DONE ? COR_EXIT_FAILED : status;
}

static int
start_desk (const char *plan)
{
  const char *uninstalled = g_getenv ("CORRIDORS_DESK");
  const char *desk = uninstalled != NULL ? uninstalled : CORRIDORS_LIBEXECDIR "/corridors-desk";

  execl (desk, "corridors-desk", plan, (char *) NULL);
  g_printerr ("The desk could not be started (%s): %s\n", desk, g_strerror (errno));

  return COR_EXIT_FAILED;
}

static int
run_command (guint index, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc == 2 && g_str_equal (argv[1], "--help"))
    {
      g_print ("Usage: corridors %s\n", commands[index].usage);
      return COR_EXIT_DONE;
    }
  if (commands[index].run (argc, argv, &error))
    return COR_EXIT_DONE;

  if (error != NULL)
    g_printerr ("%s\n", error->message);

  return error != NULL && error->domain == COR_COMMAND_ERROR ? COR_EXIT_USAGE : COR_EXIT_FAILED;
}

int
main (int argc, char **argv)
{
  /* Texts are UTF-8 on every machine, also a bare one without a locale; numbers and dates follow
   * none. */
  if (setlocale (LC_CTYPE, "C.UTF-8") == NULL)
    setlocale (LC_CTYPE, "");
  forbid_core_dumps ();
  fill_standard_streams ();

  if (argc < 2)
    return start_desk (NULL);
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_help ();
      return tell_lost_output (COR_EXIT_DONE);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("corridors %s\n", CORRIDORS_VERSION);
      return COR_EXIT_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return tell_lost_output (run_command (i, argc - 1, argv + 1));

  if (argc == 2 && argv[1][0] != '-' && g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return start_desk (argv[1]);

  g_printerr ("“%s” is neither a command nor a plan; “corridors --help” lists the commands.\n",
              argv[1]);

  return COR_EXIT_USAGE;
}
