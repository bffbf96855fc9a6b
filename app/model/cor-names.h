/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-language.h"

G_BEGIN_DECLS

/**
 * CorNames:
 * @text: (array fixed-size=4): the name in each #CorLanguage; %NULL where there is none
 * @generated: bit (1 << language) is set where a name was made by transliteration, not found in a
 * source
 *
 * What something is called.
 */
typedef struct
{
  char *text[COR_N_LANGUAGES];
  guint generated;
} CorNames;

void cor_names_copy (CorNames *target, const CorNames *source);

void cor_names_clear (CorNames *names);

void cor_names_set (CorNames *names, CorLanguage language, const char *text);

const char *cor_names_get (const CorNames *names, CorLanguage language);

gboolean cor_names_is_generated (const CorNames *names, CorLanguage language);

gboolean cor_names_contains (const CorNames *names, const char *text);

G_END_DECLS
