/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-file.h"
#include "cor-command-help.h"
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
  const char *summary;
} commands[] = {
  { "new", cor_command_new, COR_USAGE_NEW, "Makes a plan: one file, readable by its owner only." },
  { "import", cor_command_import, COR_USAGE_IMPORT,
    "Reads lists of people (CSV, TSV, XLSX), finds columns and duplicates, and adds them to the "
    "plan." },
  { "route", cor_command_route, COR_USAGE_ROUTE,
    "Plans, if the plan was changed since, and prints how many get out and when the last one does, "
    "how good that is, what would make it better, and who is left and why. With --json also each "
    "movement, with its vehicles, why it is not sooner, and the second best; “export” writes "
    "movements as a table." },
  { "simulate", cor_command_simulate, COR_USAGE_SIMULATE,
    "Drives the plan many times with random delays: when the last one is out, queues, and who is "
    "most at risk." },
  { "compare", cor_command_compare, COR_USAGE_COMPARE,
    "Sets two side by side: A and B are “plan”, the name of a scenario, or the number of a "
    "published plan." },
  { "whatif", cor_command_whatif, COR_USAGE_WHATIF,
    "Compares the plan with what it would be if something were otherwise. Nothing is written." },
  { "sheets", cor_command_sheets, COR_USAGE_SHEETS,
    "Writes the sheets of what was published last, or of the plan as it is, marked as a draft." },
  { "export", cor_command_export, COR_USAGE_EXPORT,
    "Writes routes, rally points or movements of what was published last, or of the plan as it "
    "is." },
  { "crossing", cor_command_crossing, COR_USAGE_CROSSING,
    "Shows a crossing after changing what is asked for." },
  { "closure", cor_command_closure, COR_USAGE_CLOSURE,
    "Adds, changes, lists and removes what is closed, slow or limited; “preview” only shows what "
    "would change, “confirm” says that one is right on newer roads." },
  { "vehicle", cor_command_vehicle, COR_USAGE_VEHICLE,
    "Adds, changes, lists and removes vehicles. A plan without any counts on as many coaches as it "
    "takes." },
  { "corridor", cor_command_corridor, COR_USAGE_CORRIDOR,
    "Adds, changes, lists and removes agreed corridors; “path” shows the roads that one lies on." },
  { "quota", cor_command_quota, COR_USAGE_QUOTA,
    "Adds, changes, lists and removes how many people a country takes." },
  { "person", cor_command_person, COR_USAGE_PERSON,
    "Lists what plans need of people, without who they are, or changes it." },
  { "settings", cor_command_settings, COR_USAGE_SETTINGS,
    "Shows the settings of a plan after changing what is asked for." },
  { "scenario", cor_command_scenario, COR_USAGE_SCENARIO,
    "Lists, branches, renames, removes and adopts scenarios: other decisions about the same "
    "people." },
  { "publish", cor_command_publish, COR_USAGE_PUBLISH,
    "Gives the plan as it is a number under which it is kept for good." },
  { "place", cor_command_place, COR_USAGE_PLACE, "Looks places up by any spelling." },
  { "isochrone", cor_command_isochrone, COR_USAGE_ISOCHRONE,
    "Prints from where a crossing is reached in time, with what the plan closes." },
  { "roads", cor_command_roads, COR_USAGE_ROADS,
    "Imports a road network from OpenStreetMap, tells what is in one, and asks it for ways." },
  { "undo", cor_command_undo, COR_USAGE_UNDO, "Takes the last change back." },
  { "redo", cor_command_redo, COR_USAGE_REDO, "Makes the change again that was taken back last." },
  { "history", cor_command_history, COR_USAGE_HISTORY, "Lists who changed what, when." },
  { "info", cor_command_info, COR_USAGE_INFO, "Says what is in a plan." },
};

static void
print_help (void)
{
  g_print ("Corridors %s: brings citizens out by road.\n\n", CORRIDORS_VERSION);
  g_print ("  corridors [PLAN]              starts the desk\n"
           "  corridors COMMAND …           does one of these\n"
           "  corridors COMMAND --help      says how it is used\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    cor_command_print_summary (commands[i].name, commands[i].summary);
  cor_command_print_paragraph (
      "TIME is ISO 8601 with a zone, such as 2022-02-24T06:00+02:00. With --scenario NAME a "
      "command "
      "is about that scenario. A command ends with 0 if it was done, 1 if it failed, 2 if it was "
      "used wrongly.");
  cor_command_print_paragraph (
      "Each feature of a FILE.geojson is a closure. Its properties say what it does, unless an "
      "option does: " COR_CLOSURE_PROPERTIES_WORDS
      ". That of “corridor add” is one line, and its properties are: " COR_CORRIDOR_PROPERTIES_WORDS
      ".");
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
      cor_command_print_help (commands[index].usage, commands[index].summary);
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
