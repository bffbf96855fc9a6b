/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-names.h"
#include "cor-record.h"

G_BEGIN_DECLS

/**
 * CorSettlement:
 * @record: the head; the id is cor_id_from_place_number() of the gazetteer's number
 * @names: what it is called
 * @oblast: its oblast (abroad: region) in each language
 * @country: ISO 3166 code
 * @position: its centre
 * @population: 0 if unknown
 *
 * A settlement that somebody is at. A plan keeps what the gazetteer said when it was first used, so
 * that a newer gazetteer moves nobody.
 */
typedef struct
{
  CorRecord record;
  CorNames names;
  CorNames oblast;
  char country[3];
  CorPosition position;
  guint population;
} CorSettlement;

/**
 * CorRally:
 * @record: the head; the id is the settlement's
 * @position: where the cluster gathers
 * @label: (nullable): what an officer calls it, printed on sheets
 *
 * Where the cluster of a settlement gathers, when that is not its centre.
 */
typedef struct
{
  CorRecord record;
  CorPosition position;
  char *label;
} CorRally;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSettlement, cor_record_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRally, cor_record_unref)

G_END_DECLS
