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
                                double peer_median_ms,
                                guint n_peer_runs);
void cor_bench_report_set_bytes (CorBenchReport *self, const char *name, gsize n_bytes);
void
cor_bench_report_set_number (CorBenchReport *self, const char *name, const char *key, double value);
void cor_bench_report_print (CorBenchReport *self, guint n_threads);

gint64 cor_bench_get_time_us (void);
double cor_bench_since_ms (gint64 begin_us);
GArray *cor_bench_runs_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_bench_runs_add (GArray *runs_ms, gint64 begin_us);
double cor_bench_median (GArray *runs_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBenchReport, cor_bench_report_free)

G_END_DECLS
