/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"
#include "cor-person.h"
#include "cor-plan.h"

G_BEGIN_DECLS

/* What becomes one value of the plan file. Each form begins with its version; a newer version of
 * the program reads all older ones. */

GByteArray *cor_codec_write_person (const CorPerson *person) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_codec_read_person (CorPerson *person, const void *bytes, gsize n_bytes);

GByteArray *cor_codec_write_list_row (const CorListRow *row) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_codec_read_list_row (CorListRow *row, const void *bytes, gsize n_bytes);

GByteArray *cor_codec_write_geometry (const CorGeometry *geometry) G_GNUC_WARN_UNUSED_RESULT;

CorGeometry *cor_codec_read_geometry (const void *bytes, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

GByteArray *cor_codec_write_hints (GArray *hints) G_GNUC_WARN_UNUSED_RESULT;

GArray *cor_codec_read_hints (const void *bytes, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
