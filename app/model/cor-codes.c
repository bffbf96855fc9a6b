/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-codes.h"

/**
 * cor_codes_find:
 * @codes: (array length=n_codes): the names in files of an enumeration's members, in their order
 * @n_codes: how many
 * @code: (nullable): a name in files
 * @place: (out): its place in @codes: the member it stands for; untouched if there is none
 *
 * Returns: whether @code is one of @codes
 */
gboolean
cor_codes_find (const char *const *codes, guint n_codes, const char *code, guint *place)
{
  for (guint i = 0; i < n_codes; i++)
    if (g_strcmp0 (code, codes[i]) == 0)
      {
        *place = i;
        return TRUE;
      }

  return FALSE;
}
