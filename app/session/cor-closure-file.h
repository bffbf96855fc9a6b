/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-plan.h"

G_BEGIN_DECLS

CorGeometry *cor_closure_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorGeometry *cor_geometry_from_geojson (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
