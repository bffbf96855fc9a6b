/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-bench-instance.h"

G_BEGIN_DECLS

CorBenchScore cor_bench_ccrp_run (const CorBenchInstance *instance);
CorBenchScore cor_bench_ccrp_run_goal_directed (const CorBenchInstance *instance);
CorBenchScore cor_bench_greedy_run (const CorBenchInstance *instance);

G_END_DECLS
