/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COR_NAME_MAX_TOKENS 8
#define COR_NAME_MAX_SOUNDS 31
#define COR_NAME_MAX_PAIRS 24

/**
 * CorNameRole:
 *
 * What a part of a name is, as far as the list says it.
 */
typedef enum
{
  COR_NAME_ROLE_UNKNOWN,
  COR_NAME_ROLE_FAMILY,
  COR_NAME_ROLE_GIVEN,
} CorNameRole;

/**
 * CorNameToken:
 * @role: what it is
 * @given: number of the given name that it is a form of, 0: none that we know
 * @is_hebrew: whether the two below are Hebrew letters, not sounds
 * @is_patronymic: whether it ends like one
 * @sound: how it sounds, whatever the spelling: see cor-name-sound.c
 * @stem: the same without what marks a family name's gender
 *
 * One word of a name.
 */
typedef struct
{
  CorNameRole role;
  guint given;
  gboolean is_hebrew;
  gboolean is_patronymic;
  char sound[COR_NAME_MAX_SOUNDS + 1];
  char stem[COR_NAME_MAX_SOUNDS + 1];
} CorNameToken;

/**
 * CorNameKey:
 * @n_tokens: how many words
 * @tokens: the words
 * @digits: hash of the digits in the name, 0: none; "Room 7" and "Room 8" are two
 *
 * A name made comparable across scripts.
 */
typedef struct
{
  guint32 digits;
  guint n_tokens;
  CorNameToken tokens[COR_NAME_MAX_TOKENS];
} CorNameKey;

/**
 * CorNameLikeness:
 * @COR_NAME_DIFFERENT: two people, or one who changed the name
 * @COR_NAME_UNKNOWN: one of the names is missing
 * @COR_NAME_CLOSE: a typing error, an initial or a missing part away
 * @COR_NAME_NEAR: the given name is the same, the rest is close
 * @COR_NAME_SAME: the same name, perhaps in other letters or order
 */
typedef enum
{
  COR_NAME_DIFFERENT,
  COR_NAME_UNKNOWN,
  COR_NAME_CLOSE,
  COR_NAME_NEAR,
  COR_NAME_SAME,
} CorNameLikeness;

void cor_name_key_init (CorNameKey *key,
                        const char *family_name,
                        const char *given_name,
                        const char *full_name);

CorNameLikeness cor_name_key_compare (const CorNameKey *a, const CorNameKey *b);

gboolean cor_name_key_shares_family (const CorNameKey *a, const CorNameKey *b);

guint cor_name_key_list_pairs (const CorNameKey *key, guint16 *pairs);

void cor_name_sound (const char *word, char *sound, gboolean *is_hebrew);

void cor_name_stem (const char *sound, gboolean is_hebrew, char *stem);

guint cor_name_sound_distance (const char *a, gboolean a_hebrew, const char *b, gboolean b_hebrew);

guint cor_given_name_find (const char *sound, gboolean is_hebrew);

G_END_DECLS
