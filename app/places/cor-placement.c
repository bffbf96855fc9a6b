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

static const char *const match_texts[] = {
  [COR_PLACE_MATCH_EXACT] = "same name",
  [COR_PLACE_MATCH_ALIAS] = "another of its names",
  [COR_PLACE_MATCH_FOLDED] = "same name in another spelling",
  [COR_PLACE_MATCH_FUZZY] = "nearly the same name",
  [COR_PLACE_MATCH_PREFIX] = "begins like this",
};

static const struct
{
  CorPlaceEvidence evidence;
  const char *text;
} evidence_texts[] = {
  { COR_PLACE_EVIDENCE_REGION, "in the region named" },
  { COR_PLACE_EVIDENCE_COUNTRY, "in the country named" },
  { COR_PLACE_EVIDENCE_POSITION, "at the coordinates" },
  { COR_PLACE_EVIDENCE_NEARBY, "near what else is named" },
  { COR_PLACE_EVIDENCE_POPULATION, "by far the largest of its name" },
  { COR_PLACE_EVIDENCE_CONTRADICTED, "but something else speaks against it" },
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

/**
 * cor_place_candidate_describe:
 * @candidate: a candidate
 *
 * Says in English why the place is one.
 *
 * Returns: (transfer full): the text
 */
char *
cor_place_candidate_describe (const CorPlaceCandidate *candidate)
{
  GString *text;

  g_return_val_if_fail (candidate != NULL, NULL);

  text = g_string_new (match_texts[candidate->match]);
  for (guint i = 0; i < G_N_ELEMENTS (evidence_texts); i++)
    if ((candidate->evidence & evidence_texts[i].evidence) != 0)
      g_string_append_printf (text, ", %s", evidence_texts[i].text);

  return g_string_free (text, FALSE);
}
