/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-placement.h"

static const char *const reason_codes[] = {
  [COR_PLACE_REASON_EMPTY] = "empty",
  [COR_PLACE_REASON_UNKNOWN] = "unknown",
  [COR_PLACE_REASON_AMBIGUOUS] = "ambiguous",
  [COR_PLACE_REASON_CONTRADICTED] = "contradicted",
  [COR_PLACE_REASON_ONLY_REGION] = "only-region",
  [COR_PLACE_REASON_ONLY_CANDIDATE] = "only-candidate",
  [COR_PLACE_REASON_MISSPELT] = "misspelt",
  [COR_PLACE_REASON_REGION] = "region",
  [COR_PLACE_REASON_COUNTRY] = "country",
  [COR_PLACE_REASON_NEARBY] = "nearby",
  [COR_PLACE_REASON_POSITION] = "position",
  [COR_PLACE_REASON_POPULATION] = "population",
  [COR_PLACE_REASON_FAR_AWAY] = "far-away",
};

/**
 * cor_place_decision_free:
 * @self: (nullable) (transfer full): a decision
 *
 * Frees it with its candidates.
 */
void
cor_place_decision_free (CorPlaceDecision *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self);
}

/**
 * cor_place_reason_get_code:
 * @reason: a reason
 *
 * Returns: (transfer none): a word for files and tests: "ambiguous", "region"
 */
const char *
cor_place_reason_get_code (CorPlaceReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (reason_codes), NULL);

  return reason_codes[reason];
}
