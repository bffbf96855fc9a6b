/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cor-snapshot.h"

G_BEGIN_DECLS

/* What the table of people shows of each. */
typedef enum
{
  COR_PEOPLE_COLUMN_NAME,
  COR_PEOPLE_COLUMN_PLACE,
  COR_PEOPLE_COLUMN_PEOPLE,
  COR_PEOPLE_COLUMN_STATUS,
  COR_PEOPLE_COLUMN_NEEDS,
  COR_PEOPLE_COLUMN_PHONE,
  COR_PEOPLE_COLUMN_LIST,
} CorPeopleColumn;

#define COR_N_PEOPLE_COLUMNS 7

/* Whom it shows. */
typedef enum
{
  COR_PEOPLE_EVERYBODY,
  COR_PEOPLE_UNPLACED,
  COR_PEOPLE_TO_CHECK, /* with a finding, a field that could not be read, or a household in two
                          places */
} CorPeopleShow;

#define COR_PEOPLE_ANY_STATUS -1

/**
 * CorPeopleQuery:
 * @text: (nullable): words that name, place, passport or telephone must have
 * @status: a #CorStatus, or %COR_PEOPLE_ANY_STATUS
 * @show: whom
 * @column: by which column they are sorted
 * @descending: whether the last come first
 * @language: of the names of places
 *
 * Which people, in which order.
 */
typedef struct
{
  char *text;
  int status;
  CorPeopleShow show;
  CorPeopleColumn column;
  gboolean descending;
  CorLanguage language;
} CorPeopleQuery;

/**
 * CorPeopleKeys:
 *
 * Folded names, kept from one question to the next because folding is what takes long. Belongs to
 * one thread at a time.
 */
typedef struct _CorPeopleKeys CorPeopleKeys;

CorPeopleKeys *cor_people_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_people_keys_free (CorPeopleKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPeopleKeys, cor_people_keys_free)

GArray *cor_people_order (CorPeopleKeys *keys,
                          CorSnapshot *snapshot,
                          const CorPeopleQuery *query,
                          GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
