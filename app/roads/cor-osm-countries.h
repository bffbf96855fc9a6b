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

CorOsmCountries *cor_osm_countries_get_shipped (void);
const char *cor_osm_countries_find (CorOsmCountries *self, CorPosition position);

G_END_DECLS
