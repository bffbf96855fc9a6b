/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-place.h"

G_BEGIN_DECLS

/*
 * CorRegion: an oblast, voivodeship, county or republic.
 * @code: its code in regions.tsv
 * @names: its name in each language
 * @aliases: other spellings, "language:name" with | between
 */
typedef struct
{
  const char *code;
  const char *names[COR_N_LANGUAGES];
  const char *aliases;
} CorRegion;

struct _CorPlace
{
  CorId id;
  guint32 number;
  guint population;
  CorPosition position;
  const char *country;
  const CorRegion *region;
  const char *names[COR_N_LANGUAGES];
  const char *aliases;
  guint8 origins[COR_N_LANGUAGES];
};

G_END_DECLS
