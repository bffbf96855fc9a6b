/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"

G_BEGIN_DECLS

/* What a word on the map stands for; decides its letters. */
typedef enum
{
  COR_MAP_TEXT_COUNTRY,
  COR_MAP_TEXT_SEA,
  COR_MAP_TEXT_LAKE,
  COR_MAP_TEXT_RIVER,
  COR_MAP_TEXT_OBLAST,
  COR_MAP_TEXT_SHIELD,
  COR_MAP_TEXT_PLACE,
} CorMapTextKind;

/* All that decides where labels go, but the content. */
typedef struct
{
  double zoom;
  CorLanguage language;
  double symbol_scale;
} CorMapPlacementKey;

/* A word in its place: the middle and size of the box that it keeps free (of its dot, too), the
 * middle of the word, and the place itself, all in pixels from the north-west corner of the world
 * at the key's zoom. */
typedef struct
{
  CorMapTextKind kind;
  guint rank;
  const char *text;
  double x_px;
  double y_px;
  double width_px;
  double height_px;
  double text_x_px;
  double text_y_px;
  double anchor_x_px;
  double anchor_y_px;
  double angle;
} CorMapPlaced;

/* Where all words go at one zoom, without overlaps. Constant, reference counted; the words belong
 * to the content and the base map. */
typedef struct _CorMapPlacement CorMapPlacement;

/* The edges that words must not cross, in pixels of the world. */
typedef struct
{
  double left_px;
  double top_px;
  double right_px;
  double bottom_px;
} CorMapPlacementLimits;

CorMapPlacement *
cor_map_placement_new (CorBasemap *basemap,
                       CorMapContent *content,
                       const CorMapPlacementKey *key,
                       const CorMapPlacementLimits *limits) G_GNUC_WARN_UNUSED_RESULT;

CorMapPlacement *cor_map_placement_ref (CorMapPlacement *self);

void cor_map_placement_unref (CorMapPlacement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMapPlacement, cor_map_placement_unref)

gboolean cor_map_placement_matches (CorMapPlacement *self, const CorMapPlacementKey *key);

const CorMapPlaced *cor_map_placement_get_items (CorMapPlacement *self, guint *n_items);

G_END_DECLS
