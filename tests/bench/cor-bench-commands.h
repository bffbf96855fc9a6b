/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be measured. Each gets its own name as the first argument, prints its report to the
 * standard output, and returns the exit status: 0, 1 when something failed, 2 for a wrong call. */
int cor_bench_roads (int argc, char **argv);
int cor_bench_planner (int argc, char **argv);

G_END_DECLS
