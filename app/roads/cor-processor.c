/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-processor.h"

/**
 * cor_processor_has_avx2:
 *
 * Returns: whether eight numbers can be handled at once
 */
gboolean
cor_processor_has_avx2 (void)
{
#if defined(__x86_64__)
  static gint known = 0;
  gint answer = g_atomic_int_get (&known);

  if (answer == 0)
    {
      __builtin_cpu_init ();
      answer = __builtin_cpu_supports ("avx2") ? 2 : 1;
      g_atomic_int_set (&known, answer);
    }

  return answer == 2;
#else
  return FALSE;
#endif
}
