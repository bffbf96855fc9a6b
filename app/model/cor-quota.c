/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-quota.h"

#include <string.h>

#include "cor-error.h"
#include "cor-time.h"

/**
 * cor_quota_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @country: ISO 3166 code of the neighbour
 *
 * Returns: (transfer full): a quota of nobody, in all, for good
 */
CorQuota *
cor_quota_new (const CorId *id, const char *country)
{
  CorQuota *self = cor_record_new (COR_RECORD_QUOTA, id);

  g_strlcpy (self->country, country, sizeof self->country);
  self->from_utc_s = COR_TIME_NONE;
  self->until_utc_s = COR_TIME_NONE;

  return self;
}

/**
 * cor_quota_covers_hour:
 * @self: a quota
 * @crossing: a crossing
 * @hour_utc_s: beginning of a clock hour
 *
 * Nobody knows when within the hour people pass, so an hour counts if any of it is covered.
 *
 * Returns: whether those who pass the crossing in that hour count for the quota
 */
gboolean
cor_quota_covers_hour (const CorQuota *self, const CorCrossing *crossing, gint64 hour_utc_s)
{
  return g_str_equal (self->country, crossing->country) &&
         (self->from_utc_s == COR_TIME_NONE ||
          hour_utc_s + COR_SECONDS_PER_HOUR > self->from_utc_s) &&
         (self->until_utc_s == COR_TIME_NONE || hour_utc_s < self->until_utc_s);
}

/**
 * cor_quota_check:
 * @self: a quota
 * @error: (nullable): set when it makes no sense; says what to change
 *
 * Returns: whether a planner can work with it
 */
gboolean
cor_quota_check (const CorQuota *self, GError **error)
{
  if (strlen (self->country) != 2 || !g_ascii_isupper (self->country[0]) ||
      !g_ascii_isupper (self->country[1]))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A country is written as its two letters: PL, SK, HU, RO, MD.");
  else if (self->from_utc_s != COR_TIME_NONE && self->until_utc_s != COR_TIME_NONE &&
           self->from_utc_s >= self->until_utc_s)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A quota has to end after it begins.");
  else
    return TRUE;

  return FALSE;
}
