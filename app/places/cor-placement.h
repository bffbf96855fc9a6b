/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-place.h"

G_BEGIN_DECLS

/**
 * CorPlaceHints:
 * @region: (nullable): what a list says of the oblast, in any language
 * @country: (nullable): what it says of the country, a name or an ISO code
 * @address: (nullable): an address, which may name oblast, district or town
 * @has_position: whether @position is known
 * @position: where the person is
 *
 * What is known besides the name of a place.
 */
typedef struct
{
  const char *region;
  const char *country;
  const char *address;
  gboolean has_position;
  CorPosition position;
} CorPlaceHints;

/**
 * CorPlaceMatch:
 * @COR_PLACE_MATCH_EXACT: the name in one of the four languages, whatever its case
 * @COR_PLACE_MATCH_ALIAS: a former name or another usual spelling
 * @COR_PLACE_MATCH_FOLDED: the same under another romanization or script
 * @COR_PLACE_MATCH_FUZZY: only nearly: a typing error
 * @COR_PLACE_MATCH_PREFIX: begins like this: for searching while typing, never for placing
 *
 * How a text fits a place, best first.
 */
typedef enum
{
  COR_PLACE_MATCH_EXACT,
  COR_PLACE_MATCH_ALIAS,
  COR_PLACE_MATCH_FOLDED,
  COR_PLACE_MATCH_FUZZY,
  COR_PLACE_MATCH_PREFIX,
} CorPlaceMatch;

/**
 * CorPlaceEvidence:
 * @COR_PLACE_EVIDENCE_NONE: only the name
 * @COR_PLACE_EVIDENCE_REGION: the oblast agrees
 * @COR_PLACE_EVIDENCE_COUNTRY: the country agrees
 * @COR_PLACE_EVIDENCE_POSITION: the coordinates are there
 * @COR_PLACE_EVIDENCE_NEARBY: a district or town that is named lies around it
 * @COR_PLACE_EVIDENCE_POPULATION: by far the largest of its name
 * @COR_PLACE_EVIDENCE_CONTRADICTED: something that is known speaks against it
 *
 * What speaks for a candidate besides its name; flags.
 */
typedef enum
{
  COR_PLACE_EVIDENCE_NONE = 0,
  COR_PLACE_EVIDENCE_REGION = 1 << 0,
  COR_PLACE_EVIDENCE_COUNTRY = 1 << 1,
  COR_PLACE_EVIDENCE_POSITION = 1 << 2,
  COR_PLACE_EVIDENCE_NEARBY = 1 << 3,
  COR_PLACE_EVIDENCE_POPULATION = 1 << 4,
  COR_PLACE_EVIDENCE_CONTRADICTED = 1 << 5,
} CorPlaceEvidence;

/**
 * CorPlaceCandidate:
 * @place: the place; belongs to the gazetteer
 * @score: 0 to 1
 * @match: how the name fits
 * @n_errors: letters that differ, for %COR_PLACE_MATCH_FUZZY
 * @evidence: flags of #CorPlaceEvidence
 *
 * A place that a text may mean.
 */
typedef struct
{
  const CorPlace *place;
  double score;
  CorPlaceMatch match;
  guint n_errors;
  guint evidence;
} CorPlaceCandidate;

/**
 * CorPlaceState:
 * @COR_PLACE_UNPLACED: nobody can say; an officer has to
 * @COR_PLACE_ASSUMED: placed, to be confirmed
 * @COR_PLACE_PLACED: placed
 *
 * What the gazetteer decides about a text.
 */
typedef enum
{
  COR_PLACE_UNPLACED,
  COR_PLACE_ASSUMED,
  COR_PLACE_PLACED,
} CorPlaceState;

/**
 * CorPlaceReason:
 * @COR_PLACE_REASON_EMPTY: no name and no coordinates
 * @COR_PLACE_REASON_UNKNOWN: no place of that name
 * @COR_PLACE_REASON_AMBIGUOUS: several places of that name
 * @COR_PLACE_REASON_CONTRADICTED: oblast, country or coordinates speak against every candidate
 * @COR_PLACE_REASON_ONLY_REGION: the text names an oblast or a country, not a place
 * @COR_PLACE_REASON_ONLY_CANDIDATE: one place of that name, nothing confirms it
 * @COR_PLACE_REASON_MISSPELT: nearly the name of one place
 * @COR_PLACE_REASON_REGION: the oblast decides
 * @COR_PLACE_REASON_COUNTRY: the country decides
 * @COR_PLACE_REASON_NEARBY: the address or district decides
 * @COR_PLACE_REASON_POSITION: the coordinates decide
 * @COR_PLACE_REASON_POPULATION: 15,000 people and ten times the next of its name
 * @COR_PLACE_REASON_FAR_AWAY: coordinates without a place near them
 *
 * Why a text is placed or not.
 */
typedef enum
{
  COR_PLACE_REASON_EMPTY,
  COR_PLACE_REASON_UNKNOWN,
  COR_PLACE_REASON_AMBIGUOUS,
  COR_PLACE_REASON_CONTRADICTED,
  COR_PLACE_REASON_ONLY_REGION,
  COR_PLACE_REASON_ONLY_CANDIDATE,
  COR_PLACE_REASON_MISSPELT,
  COR_PLACE_REASON_REGION,
  COR_PLACE_REASON_COUNTRY,
  COR_PLACE_REASON_NEARBY,
  COR_PLACE_REASON_POSITION,
  COR_PLACE_REASON_POPULATION,
  COR_PLACE_REASON_FAR_AWAY,
} CorPlaceReason;

/**
 * CorPlaceDecision:
 * @state: placed, assumed or unplaced
 * @reason: why
 * @place: (nullable): the place, %NULL if unplaced
 * @candidates: (element-type CorPlaceCandidate): what the text may mean, best first
 *
 * A decision.
 */
typedef struct
{
  CorPlaceState state;
  CorPlaceReason reason;
  const CorPlace *place;
  GPtrArray *candidates;
} CorPlaceDecision;

void cor_place_decision_free (CorPlaceDecision *self);

const char *cor_place_reason_get_code (CorPlaceReason reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlaceDecision, cor_place_decision_free)

G_END_DECLS
