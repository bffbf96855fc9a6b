/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorBenchReport:
 *
 * What a benchmark measured, to be printed for people or as JSON.
 */
typedef struct _CorBenchReport CorBenchReport;

CorBenchReport *cor_bench_report_new (gboolean as_json) G_GNUC_WARN_UNUSED_RESULT;
void cor_bench_report_free (CorBenchReport *self);

void cor_bench_report_add (CorBenchReport *self, const char *name, GArray *runs_ms);
void cor_bench_report_add_peer (CorBenchReport *self,
                                const char *name,
                                const char *peer,
                                double peer_median_ms);
void cor_bench_report_print (CorBenchReport *self);

double cor_bench_median (GArray *runs_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBenchReport, cor_bench_report_free)

G_END_DECLS
