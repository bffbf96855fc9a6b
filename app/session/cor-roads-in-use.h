/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorRoadsInUse:
 * @checksum: (not nullable): of the network that routes are computed on
 * @source: (not nullable): what it was made of
 * @attribution: (not nullable): whom to credit
 * @path: (nullable) (type filename): its file; %NULL: the built-in roads
 * @trouble: (nullable): why it is the built-in one although the plan names another, in English,
 *   with what to do; whoever shows routes shows this too
 *
 * The roads that routes are computed on. It never changes once made.
 */
typedef struct
{
  char *checksum;
  char *source;
  char *attribution;
  char *path;
  char *trouble;
} CorRoadsInUse;

void cor_roads_in_use_free (CorRoadsInUse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadsInUse, cor_roads_in_use_free)

G_END_DECLS
