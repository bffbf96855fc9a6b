/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-geo.h"
#include "cor-id.h"
#include "cor-language.h"

G_BEGIN_DECLS

/**
 * CorPlace:
 *
 * A settlement of the gazetteer. It belongs to the gazetteer that gave it, never changes, and may
 * be read on any thread while that gazetteer lives.
 */
typedef struct _CorPlace CorPlace;

/**
 * CorNameOrigin:
 * @COR_NAME_ORIGIN_GENERATED: made by transliteration: show a sourced name beside it
 * @COR_NAME_ORIGIN_SOURCED: as a source has it
 * @COR_NAME_ORIGIN_CHECKED: checked by hand
 *
 * How a name is known.
 */
typedef enum
{
  COR_NAME_ORIGIN_GENERATED,
  COR_NAME_ORIGIN_SOURCED,
  COR_NAME_ORIGIN_CHECKED,
} CorNameOrigin;

CorId cor_place_get_id (const CorPlace *self);

guint32 cor_place_get_number (const CorPlace *self);

const char *cor_place_get_country (const CorPlace *self);

const char *cor_place_get_region_code (const CorPlace *self);

const char *cor_place_get_region_name (const CorPlace *self, CorLanguage language);

CorPosition cor_place_get_position (const CorPlace *self);

guint cor_place_get_population (const CorPlace *self);

const char *cor_place_get_name (const CorPlace *self, CorLanguage language);

CorNameOrigin cor_place_get_name_origin (const CorPlace *self, CorLanguage language);

gboolean cor_place_is_name_generated (const CorPlace *self, CorLanguage language);

G_END_DECLS
