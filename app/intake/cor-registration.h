/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-clean.h"
#include "cor-list-file.h"
#include "cor-name-key.h"

G_BEGIN_DECLS

/**
 * CorMatchKeys:
 * @name: the name
 * @passports: (nullable): documents, normalised
 * @phones: (nullable): the last digits of telephone numbers
 * @birth_date: year * 10000 + month * 100 + day, 0 unknown
 *
 * What registrations are compared by.
 */
typedef struct
{
  CorNameKey name;
  GStrv passports;
  GStrv phones;
  guint birth_date;
} CorMatchKeys;

void cor_match_keys_init (CorMatchKeys *keys, const CorPerson *person);

void cor_match_keys_clear (CorMatchKeys *keys);

/**
 * CorRegistration:
 * @row: the row that it was read from
 * @person: what it says
 * @place: (nullable): the place's name
 * @oblast: (nullable): its oblast
 * @swapped: whether latitude and longitude had been exchanged
 *
 * A row that was understood.
 */
typedef struct
{
  guint row;
  CorPerson *person;
  char *place;
  char *oblast;
  gboolean swapped;
} CorRegistration;

void cor_registration_free (CorRegistration *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRegistration, cor_registration_free)

/**
 * CorRowReader:
 *
 * Understands the rows of one list, with what its columns as a whole say about their dates and
 * telephone numbers.
 */
typedef struct _CorRowReader CorRowReader;

CorRowReader *cor_row_reader_new (const CorListFile *list,
                                  GPtrArray *columns,
                                  guint first_index,
                                  gint64 now_utc_s) G_GNUC_WARN_UNUSED_RESULT;

void cor_row_reader_free (CorRowReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRowReader, cor_row_reader_free)

gboolean cor_row_reader_is_blank (const CorRowReader *self, const CorRawRow *row);

gboolean cor_row_is_sum (const CorRawRow *row);

CorRegistration *cor_row_reader_read (const CorRowReader *self,
                                      const CorRawRow *row,
                                      const CorId *person_id) G_GNUC_WARN_UNUSED_RESULT;

char *cor_row_reader_describe (const CorRowReader *self,
                               const CorRawRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
