/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

CorNetwork *cor_bench_network_new_dimacs (const char *graph_path,
                                          const char *positions_path,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
