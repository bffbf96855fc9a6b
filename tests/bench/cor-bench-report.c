/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-report.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define BANDWIDTH_BYTES ((gsize) 256 << 20)
#define MAX_THREADS 16u

/* What takes no longer than the clock's step is taken to last one. */
#define MIN_MS 0.001

typedef struct
{
  char *name;
  guint n_runs;
  double median_ms;
  double p95_ms;
  double max_ms;
  char *peer;
  double peer_median_ms;
  guint n_peer_runs;
  gsize n_bytes;   /* that it must move at the least, 0 when nobody said */
  GArray *numbers; /* Number: what else was found */
} Operation;

typedef struct
{
  const char *key;
  double value;
} Number;

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
  g_array_unref (self->numbers);
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

/**
 * cor_bench_get_time_us:
 *
 * Returns: now, in microseconds since any time
 */
gint64
cor_bench_get_time_us (void)
{
  return g_get_monotonic_time ();
}

/**
 * cor_bench_since_ms:
 * @begin_us: a time
 *
 * Returns: how long that is ago, in milliseconds
 */
double
cor_bench_since_ms (gint64 begin_us)
{
  return (double) (cor_bench_get_time_us () - begin_us) / 1000.0;
}

/**
 * cor_bench_runs_new:
 *
 * Returns: (transfer full) (element-type double): a list of runs
 */
GArray *
cor_bench_runs_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

/**
 * cor_bench_runs_add:
 * @runs_ms: (element-type double): a list of runs
 * @begin_us: when the run that ends now began
 */
void
cor_bench_runs_add (GArray *runs_ms, gint64 begin_us)
{
  double run_ms = cor_bench_since_ms (begin_us);

  g_array_append_val (runs_ms, run_ms);
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
  operation->numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  operation->n_runs = runs_ms->len;
  operation->median_ms = cor_bench_median (runs_ms);
  operation->p95_ms = pick (runs_ms, 0.95);
  operation->max_ms = pick (runs_ms, 1.0);
  g_ptr_array_add (self->operations, operation);
  if (!self->as_json)
    {
      printf ("%-28s %4u runs  least %9.4f ms  median %9.4f ms  p95 %9.4f ms  max %9.4f ms\n", name,
              operation->n_runs, pick (runs_ms, 0.0), operation->median_ms, operation->p95_ms,
              operation->max_ms);
      fflush (stdout);
    }
}

/* How often our time fits into a peer's. */
static double
ratio (const Operation *operation, double peer_median_ms)
{
  return peer_median_ms / MAX (operation->median_ms, MIN_MS);
}

/**
 * cor_bench_report_add_peer:
 * @self: a report
 * @name: an operation added before
 * @peer: who was measured beside it
 * @peer_median_ms: what the peer takes for the same, in milliseconds
 * @n_peer_runs: of how many runs that is the median
 *
 * Sets another's time beside ours. Of several peers the quickest counts.
 */
void
cor_bench_report_add_peer (CorBenchReport *self,
                           const char *name,
                           const char *peer,
                           double peer_median_ms,
                           guint n_peer_runs)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      Operation *operation = g_ptr_array_index (self->operations, i);

      if (strcmp (operation->name, name) != 0)
        continue;
      if (!self->as_json)
        printf ("%-28s %s %.3f ms, median of %u: %.1f times as long\n", operation->name, peer,
                peer_median_ms, n_peer_runs, ratio (operation, peer_median_ms));
      if (operation->peer != NULL && operation->peer_median_ms <= peer_median_ms)
        continue;
      g_free (operation->peer);
      operation->peer = g_strdup (peer);
      operation->peer_median_ms = peer_median_ms;
      operation->n_peer_runs = n_peer_runs;
    }
}

/**
 * cor_bench_report_set_bytes:
 * @self: a report
 * @name: an operation added before
 * @n_bytes: how many bytes it must read and write at the least
 *
 * Lets the report say how far the operation is from what the memory allows.
 */
void
cor_bench_report_set_bytes (CorBenchReport *self, const char *name, gsize n_bytes)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      Operation *operation = g_ptr_array_index (self->operations, i);

      if (strcmp (operation->name, name) == 0)
        operation->n_bytes = n_bytes;
    }
}

/**
 * cor_bench_report_set_number:
 * @self: a report
 * @name: an operation added before
 * @key: a name that lasts
 * @value: a number
 *
 * Notes what an operation came to, besides its time.
 */
void
cor_bench_report_set_number (CorBenchReport *self, const char *name, const char *key, double value)
{
  Number number = { key, value };

  for (guint i = 0; i < self->operations->len; i++)
    {
      Operation *operation = g_ptr_array_index (self->operations, i);

      if (strcmp (operation->name, name) != 0)
        continue;
      g_array_append_val (operation->numbers, number);
      if (!self->as_json)
        printf ("%-28s %s %.4f\n", operation->name, key, value);
    }
}

typedef struct
{
  guint8 *from;
  guint8 *to;
} Copy;

static gpointer
copy_bytes (gpointer user_data)
{
  Copy *copy = user_data;

  memcpy (copy->to, copy->from, BANDWIDTH_BYTES);

  return NULL;
}

/* How fast as many threads as measured stream through memory: read and written bytes together. */
static double
measure_bandwidth_gb_s (guint n_threads)
{
  Copy copies[MAX_THREADS];
  GThread *threads[MAX_THREADS];
  double best = 0.0;

  n_threads = CLAMP (n_threads, 1, MAX_THREADS);
  for (guint i = 0; i < n_threads; i++)
    {
      copies[i] = (Copy){ g_malloc (BANDWIDTH_BYTES), g_malloc (BANDWIDTH_BYTES) };
      memset (copies[i].from, 1, BANDWIDTH_BYTES);
      memset (copies[i].to, 2, BANDWIDTH_BYTES);
    }
  for (guint run = 0; run < 10; run++)
    {
      gint64 begin_us = cor_bench_get_time_us ();

      for (guint i = 1; i < n_threads; i++)
        threads[i] = g_thread_new ("copy", copy_bytes, &copies[i]);
      copy_bytes (&copies[0]);
      for (guint i = 1; i < n_threads; i++)
        g_thread_join (threads[i]);
      best = MAX (best, 2.0 * n_threads * BANDWIDTH_BYTES / 1e6 / cor_bench_since_ms (begin_us));
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_free (copies[i].from);
      g_free (copies[i].to);
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

static double
floor_ms (const Operation *operation, double bandwidth_gb_s)
{
  return (double) operation->n_bytes / 1e6 / bandwidth_gb_s;
}

static void
print_alone (CorBenchReport *self)
{
  gboolean has_peers = FALSE;

  for (guint i = 0; i < self->operations->len; i++)
    has_peers |= ((const Operation *) g_ptr_array_index (self->operations, i))->peer != NULL;
  for (guint i = 0; has_peers && i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);

      if (operation->peer == NULL)
        printf ("%-28s has no peer: nothing else measured here does that\n", operation->name);
    }
}

static void
print_floors (CorBenchReport *self, double bandwidth_gb_s)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      const Operation *operation = g_ptr_array_index (self->operations, i);

      if (operation->n_bytes > 0)
        printf ("%-28s moves %.0f MB, which takes %.2f ms at the least: %.1f times as long\n",
                operation->name, (double) operation->n_bytes / 1e6,
                floor_ms (operation, bandwidth_gb_s),
                operation->median_ms / floor_ms (operation, bandwidth_gb_s));
    }
}

static void
print_json_number (const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  printf (", \"%s\": %s", name, g_ascii_formatd (text, sizeof text, "%.6f", value));
}

static void
print_json_operation (const Operation *operation, double bandwidth_gb_s)
{
  printf ("{\"name\": \"%s\", \"runs\": %u", operation->name, operation->n_runs);
  print_json_number ("median_ms", operation->median_ms);
  print_json_number ("p95_ms", operation->p95_ms);
  print_json_number ("max_ms", operation->max_ms);
  if (operation->peer != NULL)
    {
      printf (", \"peer\": \"%s\"", operation->peer);
      print_json_number ("peer_median_ms", operation->peer_median_ms);
      print_json_number ("ratio", ratio (operation, operation->peer_median_ms));
      printf (", \"peer_runs\": %u", operation->n_peer_runs);
    }
  else
    printf (", \"peer\": null, \"peer_median_ms\": null, \"ratio\": null");
  if (operation->n_bytes > 0)
    print_json_number ("floor_ms", floor_ms (operation, bandwidth_gb_s));
  for (guint i = 0; i < operation->numbers->len; i++)
    print_json_number (g_array_index (operation->numbers, Number, i).key,
                       g_array_index (operation->numbers, Number, i).value);
  printf ("}");
}

/**
 * cor_bench_report_print:
 * @self: a report
 * @n_threads: how many threads were measured, for the bandwidth of the memory
 *
 * Prints what is left to print.
 */
void
cor_bench_report_print (CorBenchReport *self, guint n_threads)
{
  double rss_mb = measure_rss_mb ();
  double bandwidth_gb_s = measure_bandwidth_gb_s (n_threads);

  if (!self->as_json)
    {
      print_alone (self);
      print_floors (self, bandwidth_gb_s);
      printf ("memory %.0f MB, bandwidth %.1f GB/s\n", rss_mb, bandwidth_gb_s);
      return;
    }
  printf ("{\"operations\": [");
  for (guint i = 0; i < self->operations->len; i++)
    {
      printf ("%s", i > 0 ? ", " : "");
      print_json_operation (g_ptr_array_index (self->operations, i), bandwidth_gb_s);
    }
  printf ("]");
  print_json_number ("rss_mb", rss_mb);
  print_json_number ("bandwidth_gb_s", bandwidth_gb_s);
  printf ("}\n");
}
