/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cor-place.h"
#include "cor-placement.h"

G_BEGIN_DECLS

#define COR_TYPE_GAZETTEER (cor_gazetteer_get_type ())

G_DECLARE_FINAL_TYPE (CorGazetteer, cor_gazetteer, COR, GAZETTEER, GObject)

CorGazetteer *cor_gazetteer_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorGazetteer *cor_gazetteer_load_shipped (GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint cor_gazetteer_get_n_places (CorGazetteer *self);

const CorPlace *cor_gazetteer_get_place (CorGazetteer *self, guint position);

const CorPlace *cor_gazetteer_get_by_id (CorGazetteer *self, const CorId *id);

const CorPlace *cor_gazetteer_get_by_number (CorGazetteer *self, guint32 number);

const CorPlace *cor_gazetteer_nearest (CorGazetteer *self,
                                       CorPosition position,
                                       double max_distance_m,
                                       guint min_population);

GPtrArray *cor_gazetteer_search (CorGazetteer *self,
                                 const char *text,
                                 const CorPlaceHints *hints,
                                 guint max_candidates) G_GNUC_WARN_UNUSED_RESULT;

CorPlaceDecision *cor_gazetteer_resolve (CorGazetteer *self,
                                         const char *text,
                                         const CorPlaceHints *hints) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
