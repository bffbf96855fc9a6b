/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-roads-in-use.h"

#include "cor-atlas-private.h"
#include "cor-road-library.h"
#include "cor-roads-in-use-private.h"

#define WHAT_TO_DO                                                                                 \
  "Routes are computed on the built-in main roads meanwhile. Choose the network's file again, or " \
  "go back to the built-in roads."

/**
 * cor_roads_in_use_free:
 * @self: (transfer full): what is said of roads
 *
 * Frees @self.
 */
void
cor_roads_in_use_free (CorRoadsInUse *self)
{
  g_free (self->checksum);
  g_free (self->source);
  g_free (self->attribution);
  g_free (self->path);
  g_free (self->trouble);
  g_free (self);
}

static CorRoadsInUse *
describe (CorNetwork *network, const char *path)
{
  CorRoadsInUse *self = g_new0 (CorRoadsInUse, 1);

  self->checksum = g_strdup (cor_network_get_checksum (network));
  self->source = g_strdup (cor_network_get_source (network));
  self->attribution = g_strdup (cor_network_get_attribution (network));
  self->path = g_strdup (path);

  return self;
}

/**
 * cor_roads_in_use_new_builtin:
 * @atlas: what ships
 *
 * Returns: (transfer full): what there is to say of the built-in roads
 */
CorRoadsInUse *
cor_roads_in_use_new_builtin (CorAtlas *atlas)
{
  return describe (cor_atlas_get_network (atlas), NULL);
}

static char *
describe_file (const CorRoadEntry *entry)
{
  g_autofree char *path = g_filename_display_name (entry->path);

  return g_strdup_printf ("“%s”, %s", path, entry->source);
}

/* What was noted of a network is true only as long as nobody moves or replaces its file. */
static CorNetwork *
open_noted (const CorRoadEntry *entry, char **trouble)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = cor_network_new_from_file (entry->path, &error);
  g_autofree char *file = describe_file (entry);

  if (network == NULL)
    *trouble = g_strdup_printf ("The road network that this plan was made with (%s) cannot be "
                                "opened: %s. " WHAT_TO_DO,
                                file, error->message);
  else if (!g_str_equal (cor_network_get_checksum (network), entry->checksum))
    *trouble = g_strdup_printf ("The road network that this plan was made with (%s) has been "
                                "replaced by another one. " WHAT_TO_DO,
                                file);
  else
    return g_steal_pointer (&network);

  return NULL;
}

static CorNetwork *
find_at_hand (CorNetwork *const *at_hand, gsize n_at_hand, const char *checksum)
{
  for (gsize i = 0; i < n_at_hand; i++)
    if (at_hand[i] != NULL && g_str_equal (cor_network_get_checksum (at_hand[i]), checksum))
      return cor_network_ref (at_hand[i]);

  return NULL;
}

/**
 * cor_roads_in_use_open:
 * @atlas: what ships
 * @wanted: (nullable): checksum of the network that the plan names; %NULL: the built-in one
 * @at_hand: (array length=n_at_hand) (element-type CorNetwork): networks that are open, or %NULL
 * @n_at_hand: how many
 * @in_use: (out): what there is to say of the network returned
 *
 * Finds the network that a plan names. Where it cannot be had the built-in one takes its place and
 * @in_use says why. May run on any thread; opening a file for the first time reads it through.
 *
 * Returns: (transfer full): the network
 */
CorNetwork *
cor_roads_in_use_open (CorAtlas *atlas,
                       const char *wanted,
                       CorNetwork *const *at_hand,
                       gsize n_at_hand,
                       CorRoadsInUse **in_use)
{
  CorNetwork *builtin = cor_atlas_get_network (atlas);
  g_autoptr (CorRoadEntry) entry = NULL;
  g_autofree char *trouble = NULL;
  CorNetwork *network;

  if (wanted == NULL || g_str_equal (wanted, cor_network_get_checksum (builtin)))
    {
      *in_use = cor_roads_in_use_new_builtin (atlas);
      return cor_network_ref (builtin);
    }

  entry = cor_road_library_find (wanted);
  network = find_at_hand (at_hand, n_at_hand, wanted);
  if (network == NULL && entry != NULL)
    network = open_noted (entry, &trouble);
  if (network != NULL)
    {
      *in_use = describe (network, entry != NULL ? entry->path : "");
      return network;
    }

  *in_use = cor_roads_in_use_new_builtin (atlas);
  (*in_use)->trouble =
      trouble != NULL
          ? g_steal_pointer (&trouble)
          : g_strdup_printf ("The road network that this plan was made with (checksum %.12s…) has "
                             "never been used on this computer. " WHAT_TO_DO,
                             wanted);

  return cor_network_ref (builtin);
}
