/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values of tags, as mappers write them: https://wiki.openstreetmap.org/wiki/Map_features/Units */

double cor_osm_parse_speed_kmh (const char *text);
double cor_osm_parse_duration_min (const char *text);
double cor_osm_parse_metres (const char *text);
double cor_osm_parse_tonnes (const char *text);
char *cor_osm_parse_road_number (const char *reference) G_GNUC_WARN_UNUSED_RESULT;
gboolean cor_osm_date_has_come (const char *text, gint64 source_utc_s);

G_END_DECLS
