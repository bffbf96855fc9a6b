/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cor-bench-commands.h"

static const struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} commands[] = {
  { "roads", "the road engine beside public libraries", cor_bench_roads },
  { "planner", "the planner's optimum beside CCRP and a network simplex", cor_bench_planner },
};

static void
print_usage (FILE *file)
{
  fprintf (file, "corridors-bench COMMAND [OPTION…]: measures, and prints what it measured\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (file, "  %-10s %s\n", commands[i].name, commands[i].summary);
  fprintf (file, "\n“corridors-bench COMMAND --help” tells the options.\n");
}

int
main (int argc, char **argv)
{
  /* Texts are UTF-8 on every machine, also a bare one without a locale; numbers follow none. */
  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      print_usage (stdout);
      return 0;
    }
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (argv[1], commands[i].name) == 0)
        return commands[i].run (argc - 1, argv + 1);
    }
  print_usage (stderr);

  return 2;
}
