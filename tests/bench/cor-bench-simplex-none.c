/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-min-flow.h"

/* LEMON was not installed when this was built. */
gboolean
cor_bench_min_flow_solve_by_lemon (const CorBenchMinFlow *self G_GNUC_UNUSED,
                                   gint64 *cost G_GNUC_UNUSED,
                                   double *ms G_GNUC_UNUSED)
{
  return FALSE;
}
