/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-metric-kernel.h"

#include "cor-processor.h"

#if defined(__x86_64__)
#  include <immintrin.h>
#endif

static void
weigh_plain (CorUpWeight *restrict out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      out[i].up = MIN (out[i].up, second[i].up + first.down);
      out[i].down = MIN (out[i].down, second[i].down + first.up);
    }
}

#if defined(__x86_64__)

static __attribute__ ((target ("avx2"))) void
weigh_avx2 (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
  __m256i added = _mm256_set1_epi64x ((gint64) ((guint64) first.up << 32 | first.down));
  gsize i = 0;

  for (; i + 4 <= n; i += 4)
    {
      __m256i *at = (__m256i *) (out + i);
      __m256i way = _mm256_add_epi32 (added, _mm256_loadu_si256 ((const __m256i *) (second + i)));

      _mm256_storeu_si256 (at, _mm256_min_epu32 (way, _mm256_loadu_si256 (at)));
    }
  weigh_plain (out + i, second + i, first, n - i);
}

#endif

/**
 * cor_metric_kernel:
 * @out: (array length=n): upward arcs of a node
 * @second: (array length=n): upward arcs of a node below it to the same heads
 * @first: the upward arc between the two
 * @n: how many
 *
 * Takes the ways by the lower node where they are quicker.
 */
void
cor_metric_kernel (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n)
{
#if defined(__x86_64__)
  if (cor_processor_has_avx2 ())
    {
      weigh_avx2 (out, second, first, n);
      return;
    }
#endif
  weigh_plain (out, second, first, n);
}
