/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

/**
 * CorImportCount:
 * @COR_IMPORT_NODES: nodes read
 * @COR_IMPORT_WAYS: ways read
 * @COR_IMPORT_RELATIONS: relations read
 * @COR_IMPORT_ROADS: ways that are driven
 * @COR_IMPORT_FERRIES: those of them that are ferries
 * @COR_IMPORT_MISSING_NODES: nodes of driven ways that the extract lacks
 * @COR_IMPORT_SERVICE_ENDS: pieces of service road left out because they lead nowhere
 * @COR_IMPORT_BARRIERS: barriers that some vehicle does not pass
 * @COR_IMPORT_DELAYS: gates, toll booths and border controls that take time
 * @COR_IMPORT_TURNS: turn restrictions respected
 * @COR_IMPORT_TURNS_VIA_WAYS: those of them that lead over one or more ways
 * @COR_IMPORT_TURNS_AT_HOURS: those of them that hold at some hours only
 * @COR_IMPORT_TURNS_WITHOUT_EFFECT: turn restrictions that forbid nothing that could be driven
 * @COR_IMPORT_TURNS_UNREADABLE: turn restrictions that could not be understood
 * @COR_IMPORT_TURNS_OVER_LIMIT: turn restrictions dropped at junctions with too many of them
 * @COR_IMPORT_WAYS_AT_HOURS: driven ways that are closed at some hours
 * @COR_IMPORT_CONDITIONS: conditions other than hours that were applied
 * @COR_IMPORT_CONDITIONS_UNREADABLE: conditions that could not be understood, taken for the worst
 * @COR_IMPORT_HOLIDAY_RULES: rules about holidays, which are taken for ordinary days
 * @COR_IMPORT_VALUES_UNREADABLE: speeds, weights and measures that could not be understood
 * @COR_N_IMPORT_COUNTS: how many counts there are
 *
 * What an import counts, so that an officer can judge it.
 */
typedef enum
{
  COR_IMPORT_NODES,
  COR_IMPORT_WAYS,
  COR_IMPORT_RELATIONS,
  COR_IMPORT_ROADS,
  COR_IMPORT_FERRIES,
  COR_IMPORT_MISSING_NODES,
  COR_IMPORT_SERVICE_ENDS,
  COR_IMPORT_BARRIERS,
  COR_IMPORT_DELAYS,
  COR_IMPORT_TURNS,
  COR_IMPORT_TURNS_VIA_WAYS,
  COR_IMPORT_TURNS_AT_HOURS,
  COR_IMPORT_TURNS_WITHOUT_EFFECT,
  COR_IMPORT_TURNS_UNREADABLE,
  COR_IMPORT_TURNS_OVER_LIMIT,
  COR_IMPORT_WAYS_AT_HOURS,
  COR_IMPORT_CONDITIONS,
  COR_IMPORT_CONDITIONS_UNREADABLE,
  COR_IMPORT_HOLIDAY_RULES,
  COR_IMPORT_VALUES_UNREADABLE,
  COR_N_IMPORT_COUNTS
} CorImportCount;

gboolean cor_network_is_imported (CorNetwork *self);
guint cor_network_get_import_count (CorNetwork *self, CorImportCount count);
const char *cor_import_count_get_name (CorImportCount count);
const char *cor_import_count_get_text (CorImportCount count);

gint64 cor_network_get_leg_osm_way (CorNetwork *self, guint32 leg);
gint64 cor_network_get_node_osm (CorNetwork *self, guint32 node);
guint32
cor_network_find_leg_by_osm (CorNetwork *self, gint64 way, gint64 from_node, gint64 to_node);

G_END_DECLS
