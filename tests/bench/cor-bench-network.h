/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"

G_BEGIN_DECLS

CorNetwork *cor_bench_network_new_synthetic (guint32 n_nodes,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_bench_network_finish (CorNetworkBuilder *builder,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
