/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-router.h"

G_BEGIN_DECLS

GArray *cor_network_find_fixed_way (CorNetwork *network,
                                    const CorPosition *line,
                                    gsize n_positions) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_fixed_way_goes_on (CorPosition from, CorPosition to);

gboolean cor_network_has_fixed_way (CorNetwork *network, CorPosition from, CorPosition to);

GPtrArray *cor_network_join_legs (CorNetwork *network,
                                  const guint32 *legs,
                                  gsize n_legs) G_GNUC_WARN_UNUSED_RESULT;

gsize cor_network_find_on_fixed_way (CorNetwork *network,
                                     const guint32 *arcs,
                                     gsize n_arcs,
                                     const CorSnap *snap);

CorRoute *cor_router_drive_fixed_way (CorRouter *self,
                                      const CorSnap *source,
                                      const CorSnap *target,
                                      const guint32 *arcs,
                                      gsize n_arcs) G_GNUC_WARN_UNUSED_RESULT;

CorSnap cor_network_stand_on_node (CorNetwork *network, guint32 node);

G_END_DECLS
