/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-progress.h"

G_BEGIN_DECLS

CorNetwork *
cor_osm_import (const char *path, CorProgress *progress, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_osm_import_bytes (GBytes *bytes,
                                  const char *name,
                                  CorProgress *progress,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
