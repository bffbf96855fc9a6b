/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-error-text.h"

#include "cor-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* The core speaks English, whatever the desk's language: what it says most is known here as it
 * stands there, and is translated on its way to the screen. Translators: what is filled in must
 * keep its order. */
static const char *const texts[] = {
  N_ ("This is a database of another program, not a plan of Corridors."),
  N_ ("This is a file of another program, not a plan of Corridors."),
  N_ ("A newer Corridors wrote this plan (plan version %u; this program reads up to version "
      "%u). Update the program."),
  N_ ("The file is empty, it holds no plan."),
  N_ ("This is a folder, not a plan."),
  N_ ("There is no such file."),
  N_ ("There is such a file already; it was not touched. Choose another name."),
  N_ ("The plan cannot be made in that folder: %s"),
  N_ ("The plan cannot be put in that folder."),
  N_ ("You may not read it (%s)."),
  N_ ("You may not write it (%s). Open the plan for reading only, or copy it to a folder of "
      "yours."),
  N_ ("The file is protected against writing. Open the plan for reading only, or copy it to "
      "a folder of yours."),
  N_ ("Its folder cannot be written (%s). Open the plan for reading only, or copy it to a "
      "folder of yours."),
  N_ ("The file or its folder cannot be written (%s). Open the plan for reading only, or "
      "copy it to a folder of yours."),
  N_ ("It is being written by %s. Ask them to close it, or open it for reading only."),
  N_ ("The file is in use by another program. Try again when that has closed it."),
  N_ ("The file is cut short. Open a copy from its folder of backups."),
  N_ ("The file is damaged or cut short (%s). Open a copy from its folder of backups."),
  N_ ("The file is damaged: its pages contradict each other. Open a copy from its folder of "
      "backups."),
  N_ ("The plan's history is damaged. Open a copy from the plan's folder of backups."),
  N_ ("The disk is full. Make room and try again."),
  N_ ("The disk is full, or your share of it is used up. Nothing was changed; make room and "
      "try again."),
  N_ ("The file could not be written: %s"),
  N_ ("The plan is open for reading only. Close it and open it for writing."),
  N_ ("This plan is open for reading only; nothing was changed. Close the desk that writes "
      "it, then open it again."),
  N_ ("This was changed a moment before; nothing of the second change was made. Look at it "
      "as it is now, then change it again."),
  N_ ("The plan is no longer as that change left it, so it cannot be taken back. Nothing was "
      "changed."),
  N_ ("This scenario is no longer in the plan; somebody has removed it."),
  N_ ("This crossing is no longer in the plan; somebody has removed it."),
  N_ ("This corridor is no longer in the plan; somebody has removed it."),
  N_ ("These hours are no longer in the plan; somebody has removed them."),
  N_ ("The corridor was changed since its path was looked for; look again."),
  N_ ("One of the two registrations is no longer in the plan."),
  N_ ("This has been dealt with already."),
  N_ ("That lets nobody pass. Say which modes pass and in which hours, or close the crossing."),
  N_ ("The hours end before they begin."),
  N_ ("The plan has a scenario “%s” already."),
  N_ ("A name is one line of 1 to %d characters."),
  N_ ("These routes are of an earlier state of the plan; nothing was published. Compute them "
      "again."),
  N_ ("No plan was published under number %u."),
  N_ ("The routes are being computed; wait until they are ready, then make the sheets again."),
  N_ ("The routes are being computed; wait until they are ready, then export again."),
  N_ ("%s is empty: it has no rows"),
  N_ ("%s has no rows with anything in them"),
  N_ ("%s is protected by a password; open it, save it without one and import that"),
  N_ ("%s is an old Office file (.xls, .doc), which is not read; save the list as XLSX or "
      "CSV and import that"),
  N_ ("%s: no column was recognised that holds names, documents or telephone numbers; choose "
      "what the columns are, another sheet or another encoding (it was read as %s)"),
};

/* Where "%s", "%u" or "%d" begins, or the end. */
static const char *
find_slot (const char *text)
{
  const char *slot = strchr (text, '%');

  return slot != NULL ? slot : text + strlen (text);
}

/* Takes what stands between the fixed parts of @text. */
static gboolean
match (const char *text, const char *message, GPtrArray *filled_in)
{
  const char *slot = find_slot (text);

  g_ptr_array_set_size (filled_in, 0);
  if (strncmp (message, text, (gsize) (slot - text)) != 0)
    return FALSE;
  message += slot - text;
  while (*slot != '\0')
    {
      const char *rest = slot + 2;
      const char *next = find_slot (rest);
      g_autofree char *fixed = g_strndup (rest, (gsize) (next - rest));
      const char *found = NULL;

      if (*next == '\0' && g_str_has_suffix (message, fixed))
        found = message + strlen (message) - strlen (fixed);
      else if (*next != '\0')
        found = strstr (message, fixed);
      if (found == NULL)
        return FALSE;
      g_ptr_array_add (filled_in, g_strndup (message, (gsize) (found - message)));
      message = found + strlen (fixed);
      slot = next;
    }

  return *message == '\0';
}

/**
 * cor_error_text_find:
 * @message: what the core says
 * @filled_in: (element-type utf8): an array that frees what is in it; filled with what stands in
 *   the text's slots, in order
 * @before: (out) (transfer full): what stands before the text: the file that it is about, and a
 *   colon; perhaps empty
 *
 * Looks whether the desk knows a text.
 *
 * Returns: (transfer none) (nullable): the text in English, with its slots; %NULL if it is not
 * known
 */
const char *
cor_error_text_find (const char *message, GPtrArray *filled_in, char **before)
{
  for (const char *tail = message; tail != NULL; tail = strstr (tail, ": "))
    {
      if (tail != message)
        tail += 2;
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        if (match (texts[i], tail, filled_in))
          {
            *before = g_strndup (message, (gsize) (tail - message));
            return texts[i];
          }
    }
  *before = g_strdup ("");

  return NULL;
}

static char *
fill_in (const char *text, GPtrArray *filled_in)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  for (guint i = 0; *text != '\0'; i++)
    {
      const char *slot = find_slot (text);

      g_string_append_len (filled, text, slot - text);
      if (*slot == '\0')
        break;
      if (i < filled_in->len)
        {
          g_autofree char *apart = cor_words_set_apart (filled_in->pdata[i]);

          g_string_append (filled, apart);
        }
      text = slot + 2;
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

/**
 * cor_error_text:
 * @error: what went wrong
 *
 * Returns: (transfer full): what it says, in the desk's language where the desk knows the text
 */
char *
cor_error_text (const GError *error)
{
  g_autoptr (GPtrArray) filled_in = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = NULL;
  const char *text = cor_error_text_find (error->message, filled_in, &before);
  g_autofree char *filled = NULL;
  g_autofree char *apart = NULL;

  if (text == NULL)
    return g_strdup (error->message);

  filled = fill_in (_ (text), filled_in);
  if (before[0] == '\0')
    return g_steal_pointer (&filled);

  /* On a line of its own: the name of a file would turn a Hebrew line round. */
  before[strlen (before) - 2] = '\0';
  apart = cor_words_set_apart (before);

  return g_strconcat (apart, "\n", filled, NULL);
}
