/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/* Puts the loads into slots as units that are moved whole. */
static void
take_loads (CorLoader *loader, GArray *loads, GArray *households)
{
  loader->households = (const CorHousehold *) (gpointer) households->data;
  loader->units = g_new (CorLoadUnit, loads->len + 1);
  loader->n_units = loads->len;
  for (guint i = 0; i < loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loads, CorLoad, i);

      loader->units[i] = (CorLoadUnit){ load->household, loader->households[load->household].group,
                                        load->n_people,  COR_LOADER_NONE,
                                        COR_LOADER_NONE, COR_LOADER_NONE };
      cor_loader_put (loader, i, load->slot);
    }
}

/**
 * cor_loads_pursue:
 * @loads: (element-type CorLoad): who passes where, in any order
 * @timetable: the crossings' slots, with room for them
 * @parties: (array): who wants to pass
 * @households: (element-type CorHousehold): of these parties
 * @goals: what is pursued, and what it may cost
 * @given_up: (out) (array fixed-size=6): how much of each goal was given up for later ones
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lets those who have their slots already pursue later goals; whoever passes in parts stays where
 * they are.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loads_pursue (GArray *loads,
                  const CorTimetable *timetable,
                  const CorParty *parties,
                  GArray *households,
                  const CorGoals *goals,
                  gint64 *given_up,
                  CorProgress *progress,
                  GError **error)
{
  CorLoader loader;
  gboolean goes_on;

  cor_loader_start (&loader, timetable, parties);
  take_loads (&loader, loads, households);
  goes_on = cor_loader_pursue (&loader, goals, given_up, progress, error);
  for (guint i = 0; i < loads->len; i++)
    g_array_index (loads, CorLoad, i).slot = loader.units[i].slot;
  cor_loader_clear (&loader);

  return goes_on;
}
