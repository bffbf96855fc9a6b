/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap-private.h"

G_BEGIN_DECLS

/* A stretch of a line that is straight enough for a word: its middle, in pixels from the corner
 * of the world, and its direction, never upside down. */
typedef struct
{
  double x_px;
  double y_px;
  double angle;
} CorMapSpot;

GArray *cor_map_find_spots (const CorMapPath *path,
                            guint level,
                            double world_px,
                            double word_width_px,
                            double max_bend_px) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
