/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-desk-language.h"

#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>

/* glibc's counter of catalogue changes: raised, it makes gettext look at LANGUAGE again. */
extern int _nl_msg_cat_cntr;

static CorLanguage current = COR_LANGUAGE_EN;

/* Asked for before LANGUAGE is set to what the desk speaks. */
static CorLanguage system_language = COR_LANGUAGE_EN;

static CorLanguage
find_system_language (void)
{
  const char *const *system = g_get_language_names ();
  CorLanguage language;

  for (guint i = 0; system[i] != NULL; i++)
    if (cor_language_parse (system[i], &language) && language < COR_N_DESK_LANGUAGES)
      return language;

  return COR_LANGUAGE_EN;
}

/* GLib decides once, at the first text that GTK asks for, whether anything is ever translated: not
 * if the program's own texts are not then. A desk that starts in English could never change. */
static void
promise_translations (void)
{
  g_setenv ("LANGUAGE", cor_language_get_code (COR_LANGUAGE_UK), TRUE);
  _nl_msg_cat_cntr++;
  g_dgettext (GETTEXT_PACKAGE, "Corridors");
  _nl_msg_cat_cntr++;
}

/**
 * cor_desk_language_choose:
 *
 * Returns: the language of the preferences, else the machine's, else English
 */
CorLanguage
cor_desk_language_choose (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.corridors.Corridors");
  g_autofree char *chosen = g_settings_get_string (settings, "language");
  CorLanguage language;

  if (cor_language_parse (chosen, &language) && language < COR_N_DESK_LANGUAGES)
    return language;

  return system_language;
}

/**
 * cor_desk_language_init:
 *
 * Speaks the language that the officer has chosen, else the machine's, else English. To be called
 * before GTK starts. No locale of that language needs to be installed: only texts follow it.
 */
void
cor_desk_language_init (void)
{
  const char *uninstalled = g_getenv ("CORRIDORS_LOCALE_DIR");

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  gtk_disable_setlocale ();
  bindtextdomain (GETTEXT_PACKAGE, uninstalled != NULL ? uninstalled : CORRIDORS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  system_language = find_system_language ();
  current = cor_desk_language_choose ();
  promise_translations ();
  g_setenv ("LANGUAGE", cor_language_get_code (current), TRUE);
}

/**
 * cor_desk_language_get:
 *
 * Returns: the language that the desk speaks
 */
CorLanguage
cor_desk_language_get (void)
{
  return current;
}

/**
 * cor_desk_language_set:
 * @language: English, Hebrew or Ukrainian
 *
 * Speaks another language from now on; windows must be made anew. After gtk_init().
 */
void
cor_desk_language_set (CorLanguage language)
{
  current = language;
  g_setenv ("LANGUAGE", cor_language_get_code (language), TRUE);
  _nl_msg_cat_cntr++;
  gtk_widget_set_default_direction (cor_language_is_rtl (language) ? GTK_TEXT_DIR_RTL
                                                                   : GTK_TEXT_DIR_LTR);
}
