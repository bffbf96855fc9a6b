/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place.h"

#include "cor-place-private.h"

/**
 * cor_place_get_id:
 * @self: a place
 *
 * Returns: its identity, the same in every version of the gazetteer
 */
CorId
cor_place_get_id (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, COR_ID_NIL);

  return self->id;
}

/**
 * cor_place_get_number:
 * @self: a place
 *
 * Returns: its GeoNames number, or from 0x80000000 up one of our own
 */
guint32
cor_place_get_number (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

/**
 * cor_place_get_country:
 * @self: a place
 *
 * Returns: (transfer none): its country, ISO 3166, two letters
 */
const char *
cor_place_get_country (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->country;
}

/**
 * cor_place_get_region_code:
 * @self: a place
 *
 * Returns: (transfer none): the code of its oblast or the like, "UA-46", or ""
 */
const char *
cor_place_get_region_code (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region == NULL ? "" : self->region->code;
}

/**
 * cor_place_get_region_name:
 * @self: a place
 * @language: the language
 *
 * Returns: (transfer none): the name of its oblast or the like, or ""
 */
const char *
cor_place_get_region_name (const CorPlace *self, CorLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) language < COR_N_LANGUAGES, NULL);

  return self->region == NULL ? "" : self->region->names[language];
}

/**
 * cor_place_get_position:
 * @self: a place
 *
 * Returns: where its middle is
 */
CorPosition
cor_place_get_position (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, ((CorPosition){ 0.0, 0.0 }));

  return self->position;
}

/**
 * cor_place_get_population:
 * @self: a place
 *
 * Returns: how many people live there, 0 if unknown
 */
guint
cor_place_get_population (const CorPlace *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->population;
}

/**
 * cor_place_get_name:
 * @self: a place
 * @language: the language
 *
 * Returns: (transfer none): its name, never empty
 */
const char *
cor_place_get_name (const CorPlace *self, CorLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) language < COR_N_LANGUAGES, NULL);

  return self->names[language];
}

/**
 * cor_place_get_name_origin:
 * @self: a place
 * @language: the language
 *
 * Returns: how the name in that language is known
 */
CorNameOrigin
cor_place_get_name_origin (const CorPlace *self, CorLanguage language)
{
  g_return_val_if_fail (self != NULL, COR_NAME_ORIGIN_GENERATED);
  g_return_val_if_fail ((guint) language < COR_N_LANGUAGES, COR_NAME_ORIGIN_GENERATED);

  return (CorNameOrigin) self->origins[language];
}

/**
 * cor_place_is_name_generated:
 * @self: a place
 * @language: the language
 *
 * Returns: whether the name in that language was only made by transliteration
 */
gboolean
cor_place_is_name_generated (const CorPlace *self, CorLanguage language)
{
  return cor_place_get_name_origin (self, language) == COR_NAME_ORIGIN_GENERATED;
}
