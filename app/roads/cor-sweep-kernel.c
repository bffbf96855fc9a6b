/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sweep-kernel.h"

#include <string.h>

#include "cor-processor.h"

#if defined(__x86_64__)
#  include <immintrin.h>
#endif

#define MAX_BLOCK 64u

static inline guint32
row_arc (const CorSweepRow *row, guint32 i)
{
  return row->up != NULL ? row->up[i] : row->first_up + i;
}

static inline guint32
arc_weight (const CorUpWeight *weights, guint32 up, gboolean is_downward)
{
  return is_downward ? weights[up].down : weights[up].up;
}

/* Computes up to MAX_BLOCK lanes of one row, from @lane on, with times alone. */
static gboolean
compute_block (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  guint32 best[MAX_BLOCK];
  guint32 *out = work->ms + row->row * work->n_lanes + lane;
  gboolean changed;

  for (gsize j = 0; j < n; j++)
    best[j] = row->begin_ms != NULL ? row->begin_ms[lane + j] : COR_TRAVEL_UNREACHABLE;
  for (guint32 i = 0; i < row->n; i++)
    {
      guint32 weight = arc_weight (work->weights_ms, row_arc (row, i), work->is_downward);
      const guint32 *source = work->ms + row->sources[i] * work->n_lanes + lane;

      for (gsize j = 0; j < n; j++)
        best[j] = MIN (best[j], weight + source[j]);
    }
  changed = memcmp (out, best, n * sizeof *best) != 0;
  memcpy (out, best, n * sizeof *best);

  return changed;
}

/* The same with lengths: of equally quick ways the shorter counts. */
static gboolean
compute_block_with_lengths (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  guint32 best[MAX_BLOCK], best_m[MAX_BLOCK];
  guint32 *out = work->ms + row->row * work->n_lanes + lane;
  guint32 *out_m = work->m + row->row * work->n_lanes + lane;
  gboolean changed;

  for (gsize j = 0; j < n; j++)
    {
      best[j] = row->begin_ms != NULL ? row->begin_ms[lane + j] : COR_TRAVEL_UNREACHABLE;
      best_m[j] = row->begin_m != NULL ? row->begin_m[lane + j] : COR_TRAVEL_UNREACHABLE;
    }
  for (guint32 i = 0; i < row->n; i++)
    {
      guint32 up = row_arc (row, i);
      guint32 weight = arc_weight (work->weights_ms, up, work->is_downward);
      guint32 weight_m = arc_weight (work->weights_m, up, work->is_downward);
      const guint32 *source = work->ms + row->sources[i] * work->n_lanes + lane;
      const guint32 *source_m = work->m + row->sources[i] * work->n_lanes + lane;

      for (gsize j = 0; j < n; j++)
        {
          guint32 ms = weight + source[j];
          guint32 m = weight_m + source_m[j];
          gboolean better = ms < best[j] || (ms == best[j] && m < best_m[j]);

          best[j] = better ? ms : best[j];
          best_m[j] = better ? m : best_m[j];
        }
    }
  for (gsize j = 0; j < n; j++)
    best_m[j] = best[j] >= COR_TRAVEL_UNREACHABLE ? COR_TRAVEL_UNREACHABLE : best_m[j];
  changed =
      memcmp (out, best, n * sizeof *best) != 0 || memcmp (out_m, best_m, n * sizeof *best_m) != 0;
  memcpy (out, best, n * sizeof *best);
  memcpy (out_m, best_m, n * sizeof *best_m);

  return changed;
}

#if defined(__x86_64__)

/* The times of N_VECTORS times eight lanes stay in registers while the sources stream past. */
static inline __attribute__ ((always_inline, target ("avx2"))) gboolean
compute_vectors (const CorSweepWork *work,
                 const CorSweepRow *row,
                 gsize lane,
                 const guint n_vectors)
{
  guint32 *out = work->ms + row->row * work->n_lanes + lane;
  __m256i best[8];
  __m256i differ = _mm256_setzero_si256 ();

  for (guint v = 0; v < n_vectors; v++)
    best[v] = row->begin_ms != NULL
                  ? _mm256_loadu_si256 ((const __m256i *) (row->begin_ms + lane + 8 * v))
                  : _mm256_set1_epi32 ((int) COR_TRAVEL_UNREACHABLE);
  for (guint32 i = 0; i < row->n; i++)
    {
      const guint32 *source = work->ms + row->sources[i] * work->n_lanes + lane;
      guint32 weight = arc_weight (work->weights_ms, row_arc (row, i), work->is_downward);
      __m256i added = _mm256_set1_epi32 ((int) weight);

      for (guint v = 0; v < n_vectors; v++)
        best[v] = _mm256_min_epu32 (
            best[v],
            _mm256_add_epi32 (added, _mm256_loadu_si256 ((const __m256i *) (source + 8 * v))));
    }
  for (guint v = 0; v < n_vectors; v++)
    {
      __m256i *at = (__m256i *) (out + 8 * v);

      differ = _mm256_or_si256 (differ, _mm256_xor_si256 (best[v], _mm256_loadu_si256 (at)));
      _mm256_storeu_si256 (at, best[v]);
    }

  return !_mm256_testz_si256 (differ, differ);
}

static __attribute__ ((target ("avx2"))) gboolean
compute_block_avx2 (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  switch (n / 8)
    {
    case 1:
      return compute_vectors (work, row, lane, 1);
    case 2:
      return compute_vectors (work, row, lane, 2);
    case 3:
      return compute_vectors (work, row, lane, 3);
    case 4:
      return compute_vectors (work, row, lane, 4);
    case 5:
      return compute_vectors (work, row, lane, 5);
    case 6:
      return compute_vectors (work, row, lane, 6);
    case 7:
      return compute_vectors (work, row, lane, 7);
    default:
      return compute_vectors (work, row, lane, 8);
    }
}

static gboolean
compute_times (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  return n % COR_SWEEP_LANES == 0 && cor_processor_has_avx2 ()
             ? compute_block_avx2 (work, row, lane, n)
             : compute_block (work, row, lane, n);
}

#else

static gboolean
compute_times (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  return compute_block (work, row, lane, n);
}

#endif

/**
 * cor_sweep_kernel:
 * @work: what all rows share
 * @row: the row
 *
 * Computes one row of a sweep from rows that are known already.
 *
 * Returns: whether it is another than it was
 */
gboolean
cor_sweep_kernel (const CorSweepWork *work, const CorSweepRow *row)
{
  gboolean changed = FALSE;

  for (gsize lane = 0; lane < work->n_lanes; lane += MAX_BLOCK)
    {
      gsize n = MIN (work->n_lanes - lane, MAX_BLOCK);

      if (work->m != NULL)
        changed |= compute_block_with_lengths (work, row, lane, n);
      else
        changed |= compute_times (work, row, lane, n);
    }

  return changed;
}
