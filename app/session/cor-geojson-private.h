/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-closure.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *cor_geojson_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorGeometry *cor_geojson_read_geometry (JsonObject *object,
                                        const CorBounds *roads,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_closure_has_properties (JsonObject *properties);

gboolean cor_closure_read_properties (CorClosure *closure, JsonObject *properties, GError **error);

gboolean
cor_corridor_read_properties (CorAgreedCorridor *corridor, JsonObject *properties, GError **error);

G_END_DECLS
