/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-week.h"

G_BEGIN_DECLS

/* How a network lies in a file and in memory: a header, a table of sections, and the sections, each
 * an array of fixed little-endian records beginning at a multiple of 64 bytes. The file is mapped
 * and used as it lies. The header's checksum is taken over the table, and the table holds a check
 * of each section, so that the checksum stands for every byte without reading them all at opening.
 * A change of any record is a new version. */

#define COR_NETWORK_MAGIC "CORROADS"
#define COR_NETWORK_VERSION 2u
#define COR_NETWORK_ALIGNMENT 64u
#define COR_NETWORK_MAX_SECTIONS 64u

/* Positions are whole numbers: 1e-7 of a degree, about 1 cm. */
#define COR_NETWORK_PER_DEGREE 1e7

typedef enum
{
  COR_SECTION_ORIGIN = 1,
  COR_SECTION_STRINGS = 2,
  COR_SECTION_NODE_POINT = 3,
  COR_SECTION_NODE_FLAGS = 4,
  COR_SECTION_FIRST_OUT = 5,
  COR_SECTION_ARC_TAIL = 6,
  COR_SECTION_ARC_HEAD = 7,
  COR_SECTION_ARC_LEG = 8,
  COR_SECTION_ARC_CAR_MS = 9,
  COR_SECTION_ARC_COACH_MS = 10,
  COR_SECTION_FIRST_IN = 11,
  COR_SECTION_IN_ARC = 12,
  COR_SECTION_LEG = 13,
  COR_SECTION_FIRST_POINT = 14,
  COR_SECTION_POINT = 15,
  COR_SECTION_ROAD = 16,
  COR_SECTION_PLACE = 17,
  COR_SECTION_GRID = 18,
  COR_SECTION_GRID_FIRST = 19,
  COR_SECTION_GRID_LEG = 20,
  COR_SECTION_LEG_WAY = 21,
  COR_SECTION_NODE_OSM = 22,
  COR_SECTION_CCH_PARENT = 23,
  COR_SECTION_CCH_FIRST_UP = 24,
  COR_SECTION_CCH_UP_HEAD = 25,
  COR_SECTION_CCH_FIRST_DOWN = 26,
  COR_SECTION_CCH_DOWN = 27,
  COR_SECTION_COPY = 28,
  COR_SECTION_COPY_OF = 29,
  COR_SECTION_LEG_BY_WAY = 30,
  COR_SECTION_HOURS = 31,
  COR_SECTION_WINDOW = 32,
  COR_SECTION_COUNT = 33,
  COR_N_SECTIONS = 34
} CorSectionId;

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 n_sections;
  guint64 n_bytes;
  guint8 reserved[8];
  guint8 checksum[32];
} CorNetworkHeader;

typedef struct
{
  guint32 id;
  guint32 element_size;
  guint64 offset;
  guint64 count;
  guint64 check;
} CorNetworkSection;

typedef struct
{
  gint32 lat_e7;
  gint32 lon_e7;
} CorNetworkPoint;

typedef struct
{
  guint32 source;
  guint32 attribution;
  gint64 source_utc_s;
  CorNetworkPoint south_west;
  CorNetworkPoint north_east;
  guint32 n_mainland_nodes;
  guint32 n_coach_mainland_nodes; /* 0 in files that know only the mainland of all vehicles */
} CorNetworkOrigin;

#define COR_NODE_MAINLAND 1u
#define COR_NODE_SETTLEMENT 2u
#define COR_NODE_COACH_MAINLAND 4u

typedef struct
{
  guint32 from_node;
  guint32 to_node;
  guint32 length_m;
  guint32 road;
  guint8 flags;
  guint8 road_class;
  guint8 n_lanes;
  guint8 confidence_percent;
  char country[2];
  guint8 reserved[2];
} CorNetworkLeg;

/* The names are in Ukrainian, English and Hebrew: offsets into the strings. */
typedef struct
{
  guint32 number;
  guint32 name_uk;
  guint32 name_en;
  guint32 name_he;
} CorNetworkRoad;

typedef struct
{
  guint32 node;
  guint32 place_number;
  guint32 key;
  guint32 crossing;
  guint32 name_uk;
  guint32 name_en;
  guint32 name_he;
} CorNetworkPlace;

typedef struct
{
  gint32 south_e7;
  gint32 west_e7;
  guint32 cell_lat_e7;
  guint32 cell_lon_e7;
  guint32 n_rows;
  guint32 n_columns;
} CorNetworkGrid;

/* Where turning is restricted, whoever comes by one leg comes to a copy of the junction, from which
 * only some arcs lead on. Legs name the junction itself, arcs may name copies. One section is
 * sorted by copy, the other by the node copied. */
typedef struct
{
  guint32 copy;
  guint32 node;
} CorNetworkCopy;

/* Enough for any junction; a search may begin or end at all of them at once. */
#define COR_NETWORK_MAX_COPIES 15u

/* An arc that is closed at some hours of the week, sorted by arc. The arc itself says that it
 * cannot be driven, so that whoever does not look at the hours is on the safe side; here is what
 * driving takes while it is open, and when it is not, for each vehicle. */
typedef struct
{
  guint32 arc;
  guint32 time_ms[2];
  guint32 first_window[2];
  guint32 n_windows[2];
} CorNetworkHours;

/* An upward arc as the node sees it that it leads to. */
typedef struct
{
  guint32 tail;
  guint32 up; /* its number */
} CorNetworkDown;

G_STATIC_ASSERT (sizeof (CorNetworkHeader) == 64);
G_STATIC_ASSERT (sizeof (CorNetworkSection) == 32);
G_STATIC_ASSERT (sizeof (CorNetworkOrigin) == 40);
G_STATIC_ASSERT (sizeof (CorNetworkLeg) == 24);
G_STATIC_ASSERT (sizeof (CorNetworkPlace) == 28);
G_STATIC_ASSERT (sizeof (CorNetworkGrid) == 24);
G_STATIC_ASSERT (sizeof (CorNetworkHours) == 28);
G_STATIC_ASSERT (sizeof (CorWeekWindow) == 8);
G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN);

/**
 * CorSectionInput:
 * @id: what it is
 * @element_size: bytes of one record
 * @records: the records
 * @count: how many
 *
 * One section on its way into a file.
 */
typedef struct
{
  CorSectionId id;
  guint32 element_size;
  const void *records;
  gsize count;
} CorSectionInput;

guint64 cor_network_format_check (const void *bytes, gsize n_bytes);
void cor_network_format_checksum (const CorNetworkSection *table, guint n_sections, guint8 *digest);
GBytes *cor_network_format_assemble (const CorSectionInput *inputs,
                                     guint n_inputs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
