/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * CorPlaceIndex: names by key. Filled once, then constant and free to read on any thread.
 */
typedef struct _CorPlaceIndex CorPlaceIndex;

/*
 * CorPlaceHit: one name that fits.
 * @place: the number it was added with
 * @is_alias: whether the name is not one of the four
 * @is_generated: whether the name was only made by transliteration
 * @n_errors: letters that differ
 */
typedef struct
{
  guint place;
  gboolean is_alias;
  gboolean is_generated;
  guint n_errors;
} CorPlaceHit;

CorPlaceIndex *cor_place_index_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_place_index_free (CorPlaceIndex *self);

void cor_place_index_add (CorPlaceIndex *self,
                          guint place,
                          const char *name,
                          gboolean is_alias,
                          gboolean is_generated);

void cor_place_index_finish (CorPlaceIndex *self);

void cor_place_index_find_strict (const CorPlaceIndex *self, const char *strict_key, GArray *hits);

void cor_place_index_find_loose (const CorPlaceIndex *self, const char *loose_key, GArray *hits);

void cor_place_index_find_fuzzy (const CorPlaceIndex *self,
                                 const char *loose_key,
                                 guint max_errors,
                                 GArray *hits);

void cor_place_index_find_prefix (const CorPlaceIndex *self,
                                  const char *loose_key,
                                  guint max_longer,
                                  GArray *hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlaceIndex, cor_place_index_free)

G_END_DECLS
