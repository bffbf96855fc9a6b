/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"

G_BEGIN_DECLS

/* Levels of detail: each line is held whole (0) and simplified to these many metres. */
#define COR_BASEMAP_N_LEVELS 4

/* A point on the unit square of cor_map_project_to_world (). */
typedef struct
{
  double x;
  double y;
} CorMapPoint;

typedef struct
{
  double min_x;
  double min_y;
  double max_x;
  double max_y;
} CorMapBox;

#define COR_MAP_BOX_EMPTY ((CorMapBox){ 2.0, 2.0, -2.0, -2.0 })

/* A line, or a closed ring whose last point is not its first again. All levels are in the block of
 * the first. */
typedef struct
{
  CorMapBox box;
  CorMapPoint *points[COR_BASEMAP_N_LEVELS];
  guint n_points[COR_BASEMAP_N_LEVELS];
} CorMapPath;

typedef struct
{
  char country[3];
  CorMapPath ring;
} CorBasemapFace;

typedef struct
{
  CorMapBox box;
  CorMapPath *rings;
  guint n_rings;
} CorBasemapLake;

typedef enum
{
  COR_BASEMAP_LINE_COAST,
  COR_BASEMAP_LINE_BORDER,
  COR_BASEMAP_LINE_OBLAST,
  COR_BASEMAP_LINE_RIVER,
} CorBasemapLineKind;

#define COR_N_BASEMAP_LINE_KINDS 4

typedef struct
{
  CorBasemapLineKind kind;
  guint rank;
  int river;
  CorMapPath path;
} CorBasemapLine;

typedef enum
{
  COR_BASEMAP_LABEL_COUNTRY,
  COR_BASEMAP_LABEL_SEA,
  COR_BASEMAP_LABEL_LAKE,
  COR_BASEMAP_LABEL_OBLAST,
} CorBasemapLabelKind;

#define COR_N_BASEMAP_LABEL_KINDS 4

/* Names in English, Ukrainian and Hebrew, in the order of the file. */
typedef struct
{
  char *texts[3];
} CorBasemapNames;

typedef struct
{
  CorBasemapLabelKind kind;
  guint min_zoom;
  CorMapPoint point;
  CorBasemapNames names;
} CorBasemapLabel;

struct _CorBasemap
{
  gatomicrefcount ref_count;
  char *credits;
  GArray *faces;
  GArray *lakes;
  GArray *lines;
  GArray *rivers;
  GArray *labels;
  CorMapContent *no_content;
};

gboolean cor_basemap_read (CorBasemap *self, GBytes *bytes, const char *name, GError **error);

const char *cor_basemap_names_get (const CorBasemapNames *names, CorLanguage language);

guint cor_basemap_get_level (double zoom);

gboolean cor_map_box_intersects (const CorMapBox *a, const CorMapBox *b);

void cor_map_box_add (CorMapBox *box, double x, double y);

G_END_DECLS
