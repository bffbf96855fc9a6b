/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"
#include "cor-id.h"
#include "cor-language.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorAtlas:
 *
 * What ships with the program and never changes while it runs: gazetteer, built-in roads, base map,
 * crossings and posts. Loaded once, counted, shared by all threads.
 */
typedef struct _CorAtlas CorAtlas;

CorAtlas *cor_atlas_load (CorProgress *progress, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorAtlas *cor_atlas_ref (CorAtlas *self);

void cor_atlas_unref (CorAtlas *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorAtlas, cor_atlas_unref)

CorBasemap *cor_atlas_get_basemap (CorAtlas *self);

const char *cor_atlas_get_place_name (CorAtlas *self, const CorId *id, CorLanguage language);

G_END_DECLS
