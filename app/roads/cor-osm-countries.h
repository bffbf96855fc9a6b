/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorOsmCountries:
 *
 * The land of Ukraine and its neighbours.
 */
typedef struct _CorOsmCountries CorOsmCountries;

CorOsmCountries *cor_osm_countries_load (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_countries_free (CorOsmCountries *self);
const char *cor_osm_countries_find (CorOsmCountries *self, CorPosition position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmCountries, cor_osm_countries_free)

G_END_DECLS
