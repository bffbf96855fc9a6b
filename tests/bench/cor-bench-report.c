/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-report.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define BANDWIDTH_BYTES (256u << 20)

typedef struct
{
  char *name;
  guint n_runs;
  double median_ms;
  double p95_ms;
  double max_ms;
  char *peer;
  double peer_median_ms;
} Operation;

struct _CorBenchReport
{
  gboolean as_json;
  GPtrArray *operations; /* Operation */
};

static void
operation_free (gpointer operation)
{
  Operation *self = operation;

  g_free (self->name);
  g_free (self->peer);
  g_free (self);
}

/**
 * cor_bench_report_new:
 * @as_json: whether to print JSON
 *
 * Returns: (transfer full): an empty report
 */
CorBenchReport *
cor_bench_report_new (gboolean as_json)
{
  CorBenchReport *self = g_new0 (CorBenchReport, 1);

  self->as_json = as_json;
  self->operations = g_ptr_array_new_with_free_func (operation_free);

  return self;
}

/**
 * cor_bench_report_free:
 * @self: (transfer full): a report
 */
void
cor_bench_report_free (CorBenchReport *self)
{
  g_ptr_array_unref (self->operations);
  g_free (self);
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
pick (GArray *runs_ms, double share)
{
  guint index = (guint) (share * (runs_ms->len - 1) + 0.5);

  return g_array_index (runs_ms, double, index);
}

/**
 * cor_bench_median:
 * @runs_ms: (element-type double): at least one run; it is sorted
 *
 * Returns: the median
 */
double
cor_bench_median (GArray *runs_ms)
{
  g_array_sort (runs_ms, compare_runs);

  return pick (runs_ms, 0.5);
}

/**
 * cor_bench_report_add:
 * @self: a report
 * @name: what was measured
 * @runs_ms: (element-type double): how long each run took, in milliseconds
 */
void
cor_bench_report_add (CorBenchReport *self, const char *name, GArray *runs_ms)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->name = g_strdup (name);
  operation->n_runs = runs_ms->len;
  operation->median_ms = cor_bench_median (runs_ms);
  operation->p95_ms = pick (runs_ms, 0.95);
  operation->max_ms = pick (runs_ms, 1.0);
  g_ptr_array_add (self->operations, operation);
  if (!self->as_json)
    {
      printf ("%-28s %4u runs  median %10.4f ms  p95 %10.4f ms  max %10.4f ms\n", name,
              operation->n_runs, operation->median_ms, operation->p95_ms, operation->max_ms);
      fflush (stdout);
    }
}

/**
 * cor_bench_report_add_peer:
 * @self: a report
 * @name: an operation added before
 * @peer: who was measured beside it
 * @peer_median_ms: what the peer takes for the same, in milliseconds
 */
void
cor_bench_report_add_peer (CorBenchReport *self,
                           const char *name,
                           const char *peer,
                           double peer_median_ms)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      Operation *operation = g_ptr_array_index (self->operations, i);

      if (strcmp (operation->name, name) != 0)
        continue;
      if (!self->as_json)
        printf ("%-28s %s %.3f ms: %.1f times as long\n", operation->name, peer, peer_median_ms,
                peer_median_ms / operation->median_ms);
      if (operation->peer != NULL && operation->peer_median_ms <= peer_median_ms)
        continue;
      g_free (operation->peer);
      operation->peer = g_strdup (peer);
      operation->peer_median_ms = peer_median_ms;
    }
}

/* How fast this machine streams through memory: read and written bytes together. */
static double
measure_bandwidth_gb_s (void)
{
  g_autofree guint8 *from = g_malloc (BANDWIDTH_BYTES);
  g_autofree guint8 *to = g_malloc (BANDWIDTH_BYTES);
  double best = 0.0;

  memset (from, 1, BANDWIDTH_BYTES);
  memset (to, 2, BANDWIDTH_BYTES);
  for (guint i = 0; i < 5; i++)
    {
      gint64 begin_us = g_get_monotonic_time ();

      memcpy (to, from, BANDWIDTH_BYTES);
      best = MAX (best, 2.0 * BANDWIDTH_BYTES / 1e3 / MAX (g_get_monotonic_time () - begin_us, 1));
      from[i] = to[BANDWIDTH_BYTES - 1 - i];
    }

  return best;
}

static double
measure_rss_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024.0;
}

static void
print_json_number (const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  printf (", \"%s\": %s", name, g_ascii_formatd (text, sizeof text, "%.6f", value));
}

/**
 * cor_bench_report_print:
 * @self: a report
 *
 * Prints what is left to print.
 */
void
cor_bench_report_print (CorBenchReport *self)
{
  double rss_mb = measure_rss_mb ();
  double bandwidth_gb_s = measure_bandwidth_gb_s ();

  if (!self->as_json)
    {
      printf ("memory %.0f MB, bandwidth %.1f GB/s\n", rss_mb, bandwidth_gb_s);
      return;
    }
  printf ("{\"operations\": [");
  for (guint i = 0; i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);

      printf ("%s{\"name\": \"%s\", \"runs\": %u", i > 0 ? ", " : "", operation->name,
              operation->n_runs);
      print_json_number ("median_ms", operation->median_ms);
      print_json_number ("p95_ms", operation->p95_ms);
      print_json_number ("max_ms", operation->max_ms);
      if (operation->peer != NULL)
        {
          printf (", \"peer\": \"%s\"", operation->peer);
          print_json_number ("peer_median_ms", operation->peer_median_ms);
          print_json_number ("ratio", operation->peer_median_ms / operation->median_ms);
        }
      printf ("}");
    }
  printf ("]");
  print_json_number ("rss_mb", rss_mb);
  print_json_number ("bandwidth_gb_s", bandwidth_gb_s);
  printf ("}\n");
}
