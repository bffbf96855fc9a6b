/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorOsmIds:
 *
 * A set of OpenStreetMap ids, numbered from the lowest.
 */
typedef struct _CorOsmIds CorOsmIds;

CorOsmIds *cor_osm_ids_new (const gint64 *ids, gsize n_ids) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_ids_free (CorOsmIds *self);
const gint64 *cor_osm_ids_get (const CorOsmIds *self, gsize *n_ids);
gsize cor_osm_ids_find (const CorOsmIds *self, gint64 id, gsize *hint);
guint32 *cor_osm_ids_find_all (const CorOsmIds *self,
                               const gint64 *ids,
                               gsize n_ids) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmIds, cor_osm_ids_free)

G_END_DECLS
