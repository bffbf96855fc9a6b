/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of “corridors roads” that ask a network. */

#define COR_ROADS_QUERY_USAGE                                                                      \
  "roads query NETWORK.roads LAT,LON LAT,LON... [--close FILE.geojson] [--depart TIME] "           \
  "[--vehicle car|coach] [--alternatives N] [--json]"

#define COR_ROADS_ISOCHRONE_USAGE                                                                  \
  "roads isochrone NETWORK.roads LAT,LON --within MIN[,MIN...] [--close FILE.geojson] "            \
  "[--vehicle car|coach] [--cell METRES] [--json]"

gboolean cor_command_roads_query (int argc, char **argv, GError **error);

gboolean cor_command_roads_isochrone (int argc, char **argv, GError **error);

G_END_DECLS
