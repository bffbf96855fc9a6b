/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-metric-kernel.h"

#include "cor-processor.h"

#if defined(__x86_64__)
#  include <immintrin.h>
#endif

static void
weigh_times_plain (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      out[i].up = MIN (out[i].up, second[i].up + first.down);
      out[i].down = MIN (out[i].down, second[i].down + first.up);
    }
}

static void
weigh_costs_plain (CorUpCost *out, const CorUpCost *second, CorUpCost first, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      out[i].up = MIN (out[i].up, second[i].up + first.down);
      out[i].down = MIN (out[i].down, second[i].down + first.up);
    }
}

#if defined(__x86_64__)

static __attribute__ ((target ("avx2"))) void
weigh_times_avx2 (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
  __m256i added = _mm256_set1_epi64x ((gint64) ((guint64) first.up << 32 | first.down));
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    {
      __m256i *at = (__m256i *) (out + i);
      __m256i way = _mm256_add_epi32 (added, _mm256_loadu_si256 ((const __m256i *) (second + i)));

      _mm256_storeu_si256 (at, _mm256_min_epu32 (way, _mm256_loadu_si256 (at)));
    }
  weigh_times_plain (out + i, second + i, first, n - i);
}

static __attribute__ ((target ("avx512f"))) void
weigh_times_avx512 (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
  __m512i added = _mm512_set1_epi64 ((gint64) ((guint64) first.up << 32 | first.down));
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    {
      __m512i way = _mm512_add_epi32 (added, _mm512_loadu_si512 (second + i));

      _mm512_storeu_si512 (out + i, _mm512_min_epu32 (way, _mm512_loadu_si512 (out + i)));
    }
  if (i < n)
    {
      __mmask8 left = (__mmask8) ((1u << (n - i)) - 1);
      __m512i way = _mm512_add_epi32 (added, _mm512_maskz_loadu_epi64 (left, second + i));
      __m512i least = _mm512_min_epu32 (way, _mm512_maskz_loadu_epi64 (left, out + i));

      _mm512_mask_storeu_epi64 (out + i, left, least);
    }
}

static __attribute__ ((target ("avx512f"))) void
weigh_costs_avx512 (CorUpCost *out, const CorUpCost *second, CorUpCost first, gsize n)
{
  __m512i added = _mm512_set4_epi64 ((gint64) first.up, (gint64) first.down, (gint64) first.up,
                                     (gint64) first.down);
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    {
      __m512i way = _mm512_add_epi64 (added, _mm512_loadu_si512 (second + i));

      _mm512_storeu_si512 (out + i, _mm512_min_epu64 (way, _mm512_loadu_si512 (out + i)));
    }
  if (i < n)
    {
      __mmask8 left = (__mmask8) ((1u << 2 * (n - i)) - 1);
      __m512i way = _mm512_add_epi64 (added, _mm512_maskz_loadu_epi64 (left, second + i));
      __m512i least = _mm512_min_epu64 (way, _mm512_maskz_loadu_epi64 (left, out + i));

      _mm512_mask_storeu_epi64 (out + i, left, least);
    }
}

#endif

/**
 * cor_metric_kernel_times:
 * @out: (array length=n): upward arcs of a node
 * @second: (array length=n): upward arcs of a node below it to the same heads
 * @first: the upward arc between the two
 * @n: how many
 *
 * Takes the ways by the lower node where they are quicker.
 */
void
cor_metric_kernel_times (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
#if defined(__x86_64__)
  switch (cor_processor_get_level ())
    {
    case COR_PROCESSOR_AVX512:
      weigh_times_avx512 (out, second, first, n);
      return;
    case COR_PROCESSOR_AVX2:
      weigh_times_avx2 (out, second, first, n);
      return;
    case COR_PROCESSOR_PLAIN:
      break;
    }
#endif
  weigh_times_plain (out, second, first, n);
}

/**
 * cor_metric_kernel_costs:
 * @out: (array length=n): upward arcs of a node
 * @second: (array length=n): upward arcs of a node below it to the same heads
 * @first: the upward arc between the two
 * @n: how many
 *
 * Takes the ways by the lower node where they are quicker, or as quick and shorter.
 */
void
cor_metric_kernel_costs (CorUpCost *out, const CorUpCost *second, CorUpCost first, gsize n)
{
#if defined(__x86_64__)
  if (cor_processor_get_level () >= COR_PROCESSOR_AVX512)
    {
      weigh_costs_avx512 (out, second, first, n);
      return;
    }
#endif
  weigh_costs_plain (out, second, first, n);
}
