/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-subset.h"

#define BITS_PER_WORD 64u

static gboolean
has_bit (const guint64 *row, guint bit)
{
  return (row[bit / BITS_PER_WORD] >> (bit % BITS_PER_WORD) & 1) != 0;
}

/* @target |= @source shifted up by @n_bits. */
static void
merge_shifted (guint64 *target, const guint64 *source, guint n_words, guint n_bits)
{
  guint n_skipped = n_bits / BITS_PER_WORD, shift = n_bits % BITS_PER_WORD;

  for (guint i = n_skipped; i < n_words; i++)
    {
      target[i] |= source[i - n_skipped] << shift;
      if (shift > 0 && i > n_skipped)
        target[i] |= source[i - n_skipped - 1] >> (BITS_PER_WORD - shift);
    }
}

/**
 * cor_subset_choose:
 * @sizes: (array length=n_sizes): people of each household, the one that goes first first
 * @n_sizes: how many households
 * @limit: room, in people
 * @is_chosen: (out) (array length=n_sizes): who goes
 *
 * Chooses households that fill a room as far as possible; of all choices that do so, the one with
 * the first household that can be in it, then the second, and so on. Exact, in @n_sizes * @limit /
 * 64 steps (Bellman 1957).
 *
 * Returns: how many people that is
 */
guint
cor_subset_choose (const guint *sizes, guint n_sizes, guint limit, gboolean *is_chosen)
{
  guint n_words = limit / BITS_PER_WORD + 1;
  g_autofree guint64 *sums = g_new0 (guint64, (gsize) n_words * (n_sizes + 1));
  guint best = limit, n_left;

  /* Row i: the sums that households i and later can make. */
  sums[(gsize) n_words * n_sizes] = 1;
  for (guint i = n_sizes; i > 0; i--)
    {
      guint64 *row = sums + (gsize) n_words * (i - 1);

      for (guint j = 0; j < n_words; j++)
        row[j] = row[n_words + j];
      if (sizes[i - 1] <= limit)
        merge_shifted (row, row + n_words, n_words, sizes[i - 1]);
    }

  while (!has_bit (sums, best))
    best--;
  n_left = best;
  for (guint i = 0; i < n_sizes; i++)
    {
      is_chosen[i] =
          sizes[i] <= n_left && has_bit (sums + (gsize) n_words * (i + 1), n_left - sizes[i]);
      if (is_chosen[i])
        n_left -= sizes[i];
    }

  return best;
}
