/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-edit.h"

#include <string.h>

#include "cor-error.h"

static const struct
{
  const char *name;
  CorEdit *(*make) (CorSnapshot *snapshot, int argc, char **argv, GError **error);
} makers[] = {
  { "crossing", cor_command_edit_crossing }, { "closure", cor_command_edit_closure },
  { "vehicle", cor_command_edit_vehicle },   { "corridor", cor_command_edit_corridor },
  { "quota", cor_command_edit_quota },       { "person", cor_command_edit_person },
  { "settings", cor_command_edit_settings },
};

static CorEdit *
make (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      if (strcmp (argv[0], makers[i].name) == 0)
        return makers[i].make (snapshot, argc, argv, error);
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", makers[i].name);
    }
  g_set_error (error, COR_COMMAND_ERROR, 0, "“%s” changes no plan; these do: %s.", argv[0],
               known->str);

  return NULL;
}

/**
 * cor_command_make_edit:
 * @snapshot: a plan
 * @command: a command that changes a plan, as written in a shell, without its PLAN: as
 *   “vehicle set Coaches --count 4”
 * @error: (nullable): set when it is none, or cannot be done
 *
 * Returns: (transfer full) (nullable): what it would change
 */
CorEdit *
cor_command_make_edit (CorSnapshot *snapshot, const char *command, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autofree char **rest = NULL;
  CorEdit *edit;
  int n_words;

  if (!g_shell_parse_argv (command, &n_words, &words, error))
    {
      g_prefix_error (error, "“%s”: ", command);
      return NULL;
    }

  /* Options are taken out of a list that is not the owner of its words. */
  rest = g_memdup2 (words, ((gsize) n_words + 1) * sizeof *words);
  edit = make (snapshot, n_words, rest, error);
  if (edit == NULL)
    g_prefix_error (error, "“%s”: ", command);

  return edit;
}
