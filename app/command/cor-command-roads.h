/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-command-support.h"
#include "cor-road-query.h"

G_BEGIN_DECLS

/* The parts of “corridors roads” that ask a network, and what others share with them. */

#define COR_COMMAND_MAX_CELL_M 100000
#define COR_COMMAND_REACH_WORDS                                                                    \
  "--within is a list of minutes, 1 to 2880, such as 60,120; --cell is metres, 0 to 100000."

GArray *cor_command_parse_minutes (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void cor_command_add_reaches (JsonBuilder *json, const CorRoadAnswer *answer);

void cor_command_print_reaches (const CorRoadAnswer *answer);

gboolean cor_command_roads_query (int argc, char **argv, GError **error);

gboolean cor_command_roads_isochrone (int argc, char **argv, GError **error);

G_END_DECLS
