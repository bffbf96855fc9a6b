/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-processor.h"

static gint known_level = -1;

static CorProcessorLevel
find_level (void)
{
#if defined(__x86_64__)
  __builtin_cpu_init ();
  if (__builtin_cpu_supports ("avx512f"))
    return COR_PROCESSOR_AVX512;
  if (__builtin_cpu_supports ("avx2"))
    return COR_PROCESSOR_AVX2;
#endif

  return COR_PROCESSOR_PLAIN;
}

/**
 * cor_processor_get_level:
 *
 * Returns: what the processor that runs this can do, or what it was limited to
 */
CorProcessorLevel
cor_processor_get_level (void)
{
  gint level = g_atomic_int_get (&known_level);

  if (level < 0)
    {
      level = (gint) find_level ();
      g_atomic_int_set (&known_level, level);
    }

  return (CorProcessorLevel) level;
}

/**
 * cor_processor_limit_level:
 * @level: what may be used from now on
 *
 * Lets tests try the ways of lesser processors; the highest level lifts the limit.
 *
 * Returns: what will be used: @level, or less where the processor has less
 */
CorProcessorLevel
cor_processor_limit_level (CorProcessorLevel level)
{
  level = MIN (level, find_level ());
  g_atomic_int_set (&known_level, (gint) level);

  return level;
}
