/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-blob.h"
#include "cor-result.h"

G_BEGIN_DECLS

/* Parts of a stored result, for its codec. What is read says which version of the form it is in. */

gboolean cor_result_is_single_mode (CorMode mode);

void cor_result_put_needs (GByteArray *blob, const guint *needs_people);

void cor_result_get_needs (CorBlobReader *reader, guint *needs_people);

void cor_result_put_ids (GByteArray *blob, GArray *ids);

void cor_result_get_ids (CorBlobReader *reader, GArray *ids);

void cor_result_put_movement (GByteArray *blob, const CorMovement *movement);

CorMovement *cor_result_get_movement (CorBlobReader *reader, guint version, guint n_corridors);

void cor_result_put_unserved (GByteArray *blob, const CorUnserved *unserved);

CorUnserved *cor_result_get_unserved (CorBlobReader *reader, guint version);

void cor_result_put_totals (GByteArray *blob, const CorTotals *totals);

void cor_result_get_totals (CorBlobReader *reader, CorTotals *totals);

void cor_result_put_merits (GByteArray *blob, const CorResult *result);

void cor_result_get_merits (CorBlobReader *reader, guint version, CorResult *result);

G_END_DECLS
