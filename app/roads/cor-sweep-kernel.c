/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sweep-kernel.h"

#include <string.h>

#include "cor-processor.h"

#if defined(__x86_64__)
#  include <immintrin.h>
#endif

#define MAX_BLOCK 64u

/* Costs handled at once: a half of them where there are only 16 registers of 32 bytes. */
#define MAX_COST_VECTORS 8u

static inline guint32
row_arc (const CorSweepRow *row, guint32 i)
{
  return row->up != NULL ? row->up[i] : row->first_up + i;
}

static inline guint32
arc_time_ms (const CorSweepWork *work, guint32 up)
{
  return work->is_downward ? work->weights_ms[up].down : work->weights_ms[up].up;
}

static inline CorCost
arc_cost (const CorSweepWork *work, guint32 up)
{
  return work->is_downward ? work->weights[up].down : work->weights[up].up;
}

/* Computes up to MAX_BLOCK lanes of one row, from @lane on. */
static gboolean
compute_times_plain (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  guint32 best[MAX_BLOCK];
  guint32 *out = work->times_ms + row->row * work->n_lanes + lane;
  gboolean changed;

  for (gsize j = 0; j < n; j++)
    best[j] = row->begin_ms != NULL ? row->begin_ms[lane + j] : COR_TRAVEL_UNREACHABLE;
  for (guint32 i = 0; i < row->n; i++)
    {
      guint32 weight = arc_time_ms (work, row_arc (row, i));
      const guint32 *source = work->times_ms + row->sources[i] * work->n_lanes + lane;

      for (gsize j = 0; j < n; j++)
        best[j] = MIN (best[j], weight + source[j]);
    }
  changed = memcmp (out, best, n * sizeof *best) != 0;
  memcpy (out, best, n * sizeof *best);

  return changed;
}

static gboolean
compute_costs_plain (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  CorCost best[MAX_BLOCK];
  CorCost *out = work->costs + row->row * work->n_lanes + lane;
  gboolean changed;

  for (gsize j = 0; j < n; j++)
    best[j] = row->begin != NULL ? row->begin[lane + j] : COR_COST_UNREACHABLE;
  for (guint32 i = 0; i < row->n; i++)
    {
      CorCost weight = arc_cost (work, row_arc (row, i));
      const CorCost *source = work->costs + row->sources[i] * work->n_lanes + lane;

      for (gsize j = 0; j < n; j++)
        best[j] = MIN (best[j], weight + source[j]);
    }
  changed = memcmp (out, best, n * sizeof *best) != 0;
  memcpy (out, best, n * sizeof *best);

  return changed;
}

#if defined(__x86_64__)

/* The times of N_VECTORS times eight lanes stay in registers while the sources stream past. */
static inline __attribute__ ((always_inline, target ("avx2"))) gboolean
compute_times_avx2 (const CorSweepWork *work,
                    const CorSweepRow *row,
                    gsize lane,
                    const guint n_vectors)
{
  guint32 *out = work->times_ms + row->row * work->n_lanes + lane;
  __m256i best[8];
  __m256i differ = _mm256_setzero_si256 ();

  for (guint v = 0; v < n_vectors; v++)
    best[v] = row->begin_ms != NULL
                  ? _mm256_loadu_si256 ((const __m256i *) (row->begin_ms + lane + 8 * v))
                  : _mm256_set1_epi32 ((int) COR_TRAVEL_UNREACHABLE);
  for (guint32 i = 0; i < row->n; i++)
    {
      const guint32 *source = work->times_ms + row->sources[i] * work->n_lanes + lane;
      guint32 weight = arc_time_ms (work, row_arc (row, i));
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

/* The same for costs. There is no least of two 64-bit numbers without sign: with the highest bit
 * turned they can be compared as if they had one, and adding a number with it turned turns it. */
static inline __attribute__ ((always_inline, target ("avx2"))) gboolean
compute_costs_avx2 (const CorSweepWork *work,
                    const CorSweepRow *row,
                    gsize lane,
                    const guint n_vectors)
{
  const __m256i turn = _mm256_set1_epi64x (G_MININT64);
  CorCost *out = work->costs + row->row * work->n_lanes + lane;
  __m256i best[MAX_COST_VECTORS];
  __m256i differ = _mm256_setzero_si256 ();

  for (guint v = 0; v < n_vectors; v++)
    best[v] = _mm256_xor_si256 (
        turn, row->begin != NULL
                  ? _mm256_loadu_si256 ((const __m256i *) (row->begin + lane + 4 * v))
                  : _mm256_set1_epi64x ((gint64) COR_COST_UNREACHABLE));
  for (guint32 i = 0; i < row->n; i++)
    {
      const CorCost *source = work->costs + row->sources[i] * work->n_lanes + lane;
      CorCost weight = arc_cost (work, row_arc (row, i));
      __m256i added = _mm256_xor_si256 (turn, _mm256_set1_epi64x ((gint64) weight));

      for (guint v = 0; v < n_vectors; v++)
        {
          __m256i way =
              _mm256_add_epi64 (added, _mm256_loadu_si256 ((const __m256i *) (source + 4 * v)));

          best[v] = _mm256_blendv_epi8 (best[v], way, _mm256_cmpgt_epi64 (best[v], way));
        }
    }
  for (guint v = 0; v < n_vectors; v++)
    {
      __m256i *at = (__m256i *) (out + 4 * v);

      best[v] = _mm256_xor_si256 (turn, best[v]);
      differ = _mm256_or_si256 (differ, _mm256_xor_si256 (best[v], _mm256_loadu_si256 (at)));
      _mm256_storeu_si256 (at, best[v]);
    }

  return !_mm256_testz_si256 (differ, differ);
}

static inline __attribute__ ((always_inline, target ("avx512f"))) gboolean
compute_costs_avx512 (const CorSweepWork *work,
                      const CorSweepRow *row,
                      gsize lane,
                      const guint n_vectors)
{
  CorCost *out = work->costs + row->row * work->n_lanes + lane;
  __m512i best[MAX_COST_VECTORS];
  __mmask8 differ = 0;

  for (guint v = 0; v < n_vectors; v++)
    best[v] = row->begin != NULL ? _mm512_loadu_si512 (row->begin + lane + 8 * v)
                                 : _mm512_set1_epi64 ((gint64) COR_COST_UNREACHABLE);
  for (guint32 i = 0; i < row->n; i++)
    {
      const CorCost *source = work->costs + row->sources[i] * work->n_lanes + lane;
      __m512i added = _mm512_set1_epi64 ((gint64) arc_cost (work, row_arc (row, i)));

      for (guint v = 0; v < n_vectors; v++)
        best[v] = _mm512_min_epu64 (best[v],
                                    _mm512_add_epi64 (added, _mm512_loadu_si512 (source + 8 * v)));
    }
  for (guint v = 0; v < n_vectors; v++)
    {
      differ |= _mm512_cmpneq_epi64_mask (best[v], _mm512_loadu_si512 (out + 8 * v));
      _mm512_storeu_si512 (out + 8 * v, best[v]);
    }

  return differ != 0;
}

/* The number of vectors must be known when it is compiled, so that they are registers. */
#  define CASES(compute)                                                                           \
    switch (n_vectors)                                                                             \
      {                                                                                            \
      case 1:                                                                                      \
        return compute (work, row, lane, 1);                                                       \
      case 2:                                                                                      \
        return compute (work, row, lane, 2);                                                       \
      case 3:                                                                                      \
        return compute (work, row, lane, 3);                                                       \
      case 4:                                                                                      \
        return compute (work, row, lane, 4);                                                       \
      case 5:                                                                                      \
        return compute (work, row, lane, 5);                                                       \
      case 6:                                                                                      \
        return compute (work, row, lane, 6);                                                       \
      case 7:                                                                                      \
        return compute (work, row, lane, 7);                                                       \
      default:                                                                                     \
        return compute (work, row, lane, 8);                                                       \
      }

static __attribute__ ((target ("avx2"))) gboolean
switch_times_avx2 (const CorSweepWork *work, const CorSweepRow *row, gsize lane, guint n_vectors)
{
  CASES (compute_times_avx2)
}

static __attribute__ ((target ("avx2"))) gboolean
switch_costs_avx2 (const CorSweepWork *work, const CorSweepRow *row, gsize lane, guint n_vectors)
{
  CASES (compute_costs_avx2)
}

static __attribute__ ((target ("avx512f"))) gboolean
switch_costs_avx512 (const CorSweepWork *work, const CorSweepRow *row, gsize lane, guint n_vectors)
{
  CASES (compute_costs_avx512)
}

static gboolean
compute_times (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  if (n % COR_SWEEP_LANES == 0 && cor_processor_get_level () >= COR_PROCESSOR_AVX2)
    return switch_times_avx2 (work, row, lane, (guint) n / 8);

  return compute_times_plain (work, row, lane, n);
}

static gboolean
compute_costs (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  CorProcessorLevel level =
      n % COR_SWEEP_LANES == 0 ? cor_processor_get_level () : COR_PROCESSOR_PLAIN;
  gsize half = MIN (n, MAX_BLOCK / 2);
  gboolean changed;

  if (level == COR_PROCESSOR_PLAIN)
    return compute_costs_plain (work, row, lane, n);
  if (level >= COR_PROCESSOR_AVX512)
    return switch_costs_avx512 (work, row, lane, (guint) n / 8);
  changed = switch_costs_avx2 (work, row, lane, (guint) half / 4);
  if (half < n)
    changed |= switch_costs_avx2 (work, row, lane + half, (guint) (n - half) / 4);

  return changed;
}

#else

static gboolean
compute_times (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  return compute_times_plain (work, row, lane, n);
}

static gboolean
compute_costs (const CorSweepWork *work, const CorSweepRow *row, gsize lane, gsize n)
{
  return compute_costs_plain (work, row, lane, n);
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

      if (work->costs != NULL)
        changed |= compute_costs (work, row, lane, n);
      else
        changed |= compute_times (work, row, lane, n);
    }

  return changed;
}

static inline __attribute__ ((always_inline)) void
join (CorCost *out,
      const CorCost *first,
      CorCost first_added,
      const CorCost *second,
      CorCost second_added,
      gsize n)
{
  for (gsize i = 0; i < n; i++)
    out[i] = MIN (first_added + first[i], second_added + second[i]);
}

#if defined(__x86_64__)

static __attribute__ ((target ("avx2"))) void
join_avx2 (CorCost *out,
           const CorCost *first,
           CorCost first_added,
           const CorCost *second,
           CorCost second_added,
           gsize n)
{
  join (out, first, first_added, second, second_added, n);
}

static __attribute__ ((target ("avx512f"))) void
join_avx512 (CorCost *out,
             const CorCost *first,
             CorCost first_added,
             const CorCost *second,
             CorCost second_added,
             gsize n)
{
  join (out, first, first_added, second, second_added, n);
}

#endif

/**
 * cor_sweep_kernel_join:
 * @out: (out caller-allocates) (array length=n): takes the lesser costs; may be @first or @second
 * @first: (array length=n): costs
 * @first_added: what each of them is more
 * @second: (array length=n): others
 * @second_added: what each of those is more
 * @n: how many
 *
 * Takes, target by target, the better of two ways to go on.
 */
void
cor_sweep_kernel_join (CorCost *out,
                       const CorCost *first,
                       CorCost first_added,
                       const CorCost *second,
                       CorCost second_added,
                       gsize n)
{
#if defined(__x86_64__)
  switch (cor_processor_get_level ())
    {
    case COR_PROCESSOR_AVX512:
      join_avx512 (out, first, first_added, second, second_added, n);
      return;
    case COR_PROCESSOR_AVX2:
      join_avx2 (out, first, first_added, second, second_added, n);
      return;
    case COR_PROCESSOR_PLAIN:
      break;
    }
#endif
  join (out, first, first_added, second, second_added, n);
}
