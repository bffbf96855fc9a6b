/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-network-private.h"

G_BEGIN_DECLS

/* What cor-network-builder.c takes in and cor-network-assemble.c makes a file of. */

typedef struct
{
  guint32 leg; /* and, in the lowest bit, whether it is driven backward */
  guint32 tail;
  guint32 head;
  guint32 time_ms[COR_N_ROAD_VEHICLES];
} CorNewArc;

typedef struct
{
  guint32 time_ms[COR_N_ROAD_VEHICLES];
  guint32 first_window[COR_N_ROAD_VEHICLES];
  guint32 n_windows[COR_N_ROAD_VEHICLES];
} CorNewHours;

struct _CorNetworkBuilder
{
  CorNetworkOrigin origin;
  GByteArray *strings;
  GHashTable *string_offsets; /* text -> offset */
  GHashTable *road_indices;   /* number and names -> index */
  GArray *nodes;              /* CorNetworkPoint */
  GByteArray *node_flags;
  GArray *node_osm;        /* gint64 */
  GArray *legs;            /* CorNetworkLeg */
  GArray *leg_ways;        /* gint64 */
  GArray *first_points;    /* guint32 */
  GArray *points;          /* CorNetworkPoint */
  GArray *arcs;            /* CorNewArc */
  GArray *arc_of_leg;      /* guint32: twice a leg, forward and backward */
  GArray *copies;          /* CorNetworkCopy */
  GHashTable *n_copies;    /* node -> how many copies it has */
  GHashTable *hours;       /* arc -> CorNewHours: of those that are not always open */
  GArray *windows;         /* CorWeekWindow */
  GHashTable *window_sets; /* GBytes: windows -> where they begin */
  guint32 counts[COR_N_IMPORT_COUNTS];
  GArray *roads;  /* CorNetworkRoad */
  GArray *places; /* CorNetworkPlace */
  gboolean has_osm;
  gboolean is_ordered;
};

G_END_DECLS
