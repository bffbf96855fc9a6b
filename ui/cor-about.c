/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-about.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * cor_about_present:
 * @parent: (nullable): the window that it belongs to
 * @atlas: what ships: its sources want to be named
 *
 * Tells what the program is, and whose data it shows.
 */
void
cor_about_present (GtkWindow *parent, CorAtlas *atlas)
{
  GtkWidget *about = adw_about_window_new ();
  const char *credits = cor_basemap_get_credits (cor_atlas_get_basemap (atlas));
  g_autofree char *escaped = g_markup_escape_text (credits, -1);

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name", _ ("Corridors"),
                "application-icon", "org.corridors.Corridors", "version", CORRIDORS_VERSION,
                "comments",
                _ ("Plans how citizens leave Ukraine by land: where they gather, which roads they "
                   "take, and through which crossing they pass."),
                "license-type", GTK_LICENSE_GPL_3_0, NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Base Map"), NULL,
                                      GTK_LICENSE_CUSTOM, escaped);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Names and Positions of Places"),
                                      NULL, GTK_LICENSE_CUSTOM,
                                      _ ("GeoNames (geonames.org), CC BY 4.0, with changes"));
  adw_about_window_add_legal_section (
      ADW_ABOUT_WINDOW (about), _ ("Roads"), NULL, GTK_LICENSE_CUSTOM,
      _ ("Written by hand from public lists of roads; bends along shores © OpenStreetMap "
         "contributors, ODbL 1.0"));
  gtk_window_present (GTK_WINDOW (about));
}
