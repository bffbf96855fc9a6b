/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorLanguage:
 * @COR_LANGUAGE_EN: English
 * @COR_LANGUAGE_HE: Hebrew, written from right to left
 * @COR_LANGUAGE_UK: Ukrainian
 * @COR_LANGUAGE_RU: Russian: names of places and lists only, no desk or sheet
 *
 * A language of names; the first three are languages of the desk and of paper too.
 */
typedef enum
{
  COR_LANGUAGE_EN,
  COR_LANGUAGE_HE,
  COR_LANGUAGE_UK,
  COR_LANGUAGE_RU,
} CorLanguage;

#define COR_N_LANGUAGES 4
#define COR_N_DESK_LANGUAGES 3

const char *cor_language_get_code (CorLanguage language);

gboolean cor_language_parse (const char *code, CorLanguage *language);

gboolean cor_language_is_rtl (CorLanguage language);

char *cor_isolate (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
