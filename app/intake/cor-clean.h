/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"
#include "cor-person.h"

G_BEGIN_DECLS

/**
 * CorCleaned:
 * @COR_CLEANED_BLANK: nothing was said
 * @COR_CLEANED_GOOD: it was read
 * @COR_CLEANED_BAD: it cannot be read and is to be kept as received
 *
 * How reading one field went.
 */
typedef enum
{
  COR_CLEANED_BLANK,
  COR_CLEANED_GOOD,
  COR_CLEANED_BAD,
} CorCleaned;

/**
 * CorDateEvidence:
 * @n_day_first: dates that only make sense as day, month, year
 * @n_month_first: dates that only make sense as month, day, year
 *
 * What a column says about the order of its dates.
 */
typedef struct
{
  guint n_day_first;
  guint n_month_first;
} CorDateEvidence;

/**
 * CorPhoneEvidence:
 * @n_israel: numbers that can only be Israeli
 * @n_ukraine: numbers that can only be Ukrainian
 *
 * What a column says about the country of its telephone numbers.
 */
typedef struct
{
  guint n_israel;
  guint n_ukraine;
} CorPhoneEvidence;

char *cor_clean_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_clean_says_nothing (const char *text);

gboolean cor_word_list_contains (const char *list, const char *word);

guint cor_text_count_digits (const char *text);

CorCleaned cor_clean_passport (const char *text, GStrv *keys);

void cor_date_evidence_add (CorDateEvidence *evidence, const char *text);

CorCleaned cor_clean_birth_date (const char *text,
                                 const CorDateEvidence *evidence,
                                 gint64 now_utc_s,
                                 guint *birth_date);

void cor_phone_evidence_add (CorPhoneEvidence *evidence, const char *text);

CorCleaned cor_clean_phones (const char *text, const CorPhoneEvidence *evidence, GStrv *phones);

char *cor_phone_key (const char *phone) G_GNUC_WARN_UNUSED_RESULT;

CorCleaned cor_clean_party (const char *text, gboolean counts_others, guint *party_size);

CorCleaned cor_clean_needs (const char *text, guint *needs);

CorCleaned cor_clean_answer (const char *text, CorAnswer *answer);

CorCleaned cor_clean_status (const char *text, CorStatus *status);

CorCleaned cor_clean_position (const char *text, CorPosition *position, gboolean *swapped);

CorCleaned cor_clean_position_pair (const char *latitude,
                                    const char *longitude,
                                    CorPosition *position,
                                    gboolean *swapped);

CorCleaned cor_clean_email (const char *text);

G_END_DECLS
