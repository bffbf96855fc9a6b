/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"
#include "cor-result.h"

G_BEGIN_DECLS

typedef enum
{
  COR_MARK_CLUSTER,
  COR_MARK_RALLY,
  COR_MARK_CROSSING,
  COR_MARK_RECEPTION,
} CorMarkKind;

typedef struct
{
  CorMarkKind kind;
  CorPosition position;
  double radius_pt;
  char *label;
} CorSheetMark;

typedef struct
{
  CorCorridor *corridor;
  double width_pt;
  gboolean is_alternative;
} CorSheetLine;

/**
 * CorSheetMap:
 * @bounds: what is shown at least
 * @max_zoom: not closer than this
 * @weight: its share of the width beside other maps
 * @height_pt: how high
 * @caption: (nullable): below it
 * @lines: (element-type CorSheetLine): ways, the most important last
 * @marks: (element-type CorSheetMark): points
 *
 * A map in a document.
 */
typedef struct
{
  CorBounds bounds;
  double max_zoom;
  double weight;
  double height_pt;
  char *caption;
  GArray *lines;
  GArray *marks;
} CorSheetMap;

CorSheetMap *cor_sheet_map_new (double weight, double height_pt) G_GNUC_WARN_UNUSED_RESULT;

void cor_sheet_map_free (CorSheetMap *self);

void cor_sheet_map_add_line (CorSheetMap *self,
                             CorCorridor *corridor,
                             double width_pt,
                             gboolean is_alternative);

void cor_sheet_map_add_mark (CorSheetMap *self,
                             CorMarkKind kind,
                             CorPosition position,
                             double radius_pt,
                             const char *label);

void cor_sheet_map_draw (const CorSheetMap *self,
                         cairo_t *cr,
                         double width_pt,
                         CorBasemap *basemap,
                         CorMapContent *content,
                         CorLanguage language);

G_END_DECLS
