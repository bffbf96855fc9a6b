/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-huge.h"

#include <stdlib.h>
#include <sys/mman.h>

#define HUGE_PAGE_BYTES ((gsize) 2 << 20)
#define LINE_BYTES ((gsize) 64)

/**
 * cor_huge_new:
 * @n: how many elements
 * @size: bytes of one
 *
 * Takes memory that begins with a line of the cache and, where it is large, lies in huge pages if
 * the system grants them: arrays that are read here and there then cost no walk through the page
 * tables. As with g_malloc () the process ends when there is not enough.
 *
 * Returns: (transfer full): the memory, with anything in it, for cor_huge_free ()
 */
gpointer
cor_huge_new (gsize n, gsize size)
{
  gsize n_bytes;
  gsize alignment;
  gpointer block;

  if (!g_size_checked_mul (&n_bytes, n, size) || n_bytes > G_MAXSIZE - HUGE_PAGE_BYTES)
    g_abort ();
  alignment = n_bytes >= HUGE_PAGE_BYTES ? HUGE_PAGE_BYTES : LINE_BYTES;
  n_bytes = (MAX (n_bytes, 1) + alignment - 1) / alignment * alignment;
  block = aligned_alloc (alignment, n_bytes);
  if (block == NULL)
    g_abort ();
  if (alignment == HUGE_PAGE_BYTES)
    madvise (block, n_bytes, MADV_HUGEPAGE);

  return block;
}

/**
 * cor_huge_free:
 * @block: (nullable) (transfer full): memory from cor_huge_new ()
 */
void
cor_huge_free (gpointer block)
{
  free (block);
}
