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
  { "new", cor_command_new, COR_USAGE_NEW },
  { "import", cor_command_import, COR_USAGE_IMPORT },
  { "route", cor_command_route, COR_USAGE_ROUTE },
  { "simulate", cor_command_simulate, COR_USAGE_SIMULATE },
  { "compare", cor_command_compare, COR_USAGE_COMPARE },
  { "whatif", cor_command_whatif, COR_USAGE_WHATIF },
  { "sheets", cor_command_sheets, COR_USAGE_SHEETS },
  { "export", cor_command_export, COR_USAGE_EXPORT },
  { "crossing", cor_command_crossing, COR_USAGE_CROSSING },
  { "closure", cor_command_closure, COR_USAGE_CLOSURE },
  { "vehicle", cor_command_vehicle, COR_USAGE_VEHICLE },
  { "corridor", cor_command_corridor, COR_USAGE_CORRIDOR },
  { "quota", cor_command_quota, COR_USAGE_QUOTA },
  { "person", cor_command_person, COR_USAGE_PERSON },
  { "settings", cor_command_settings, COR_USAGE_SETTINGS },
  { "scenario", cor_command_scenario, COR_USAGE_SCENARIO },
  { "publish", cor_command_publish, COR_USAGE_PUBLISH },
  { "place", cor_command_place, COR_USAGE_PLACE },
  { "isochrone", cor_command_isochrone, COR_USAGE_ISOCHRONE },
  { "roads", cor_command_roads, COR_USAGE_ROADS },
  { "undo", cor_command_undo, COR_USAGE_UNDO },
  { "redo", cor_command_redo, COR_USAGE_REDO },
  { "history", cor_command_history, COR_USAGE_HISTORY },
  { "info", cor_command_info, COR_USAGE_INFO },
};

static void
print_help (void)
{
  g_print ("Corridors %s: brings citizens out by road.\n\n", CORRIDORS_VERSION);
  g_print ("  corridors [PLAN]\n      starts the desk\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  corridors %s\n", commands[i].usage);
  g_print ("\nTIME is ISO 8601 with a zone, such as 2022-02-24T06:00+02:00. With --scenario NAME a "
           "command is about\nthat scenario.\n");
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
