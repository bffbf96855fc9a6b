/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which road networks this officer has, and where. A plan names its network by checksum; the
 * library finds the file again, in a private folder of the user's data with one note a network.
 * Any thread may ask.
 */

/**
 * CorRoadEntry:
 * @checksum: (not nullable): what names the network
 * @path: (not nullable) (type filename): where its file was last; it may be gone
 * @source: (not nullable): what it was made of
 * @attribution: (not nullable): whom to credit
 * @source_utc_s: date of the source, 0 when not known
 *
 * A road network that was used on this computer.
 */
typedef struct
{
  char *checksum;
  char *path;
  char *source;
  char *attribution;
  gint64 source_utc_s;
} CorRoadEntry;

void cor_road_entry_free (CorRoadEntry *self);

gboolean cor_road_library_remember (const CorRoadEntry *entry, GError **error);

CorRoadEntry *cor_road_library_find (const char *checksum) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *cor_road_library_list (void) G_GNUC_WARN_UNUSED_RESULT;

char *cor_road_library_suggest_path (const char *extract) G_GNUC_WARN_UNUSED_RESULT;

void cor_road_library_forget (const char *checksum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadEntry, cor_road_entry_free)

G_END_DECLS
