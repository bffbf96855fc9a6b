/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cor-session.h"

G_BEGIN_DECLS

/* The lists beside the map, in the order in which they are offered. */
typedef enum
{
  COR_SIDE_LIST_CLUSTERS,
  COR_SIDE_LIST_CROSSINGS,
  COR_SIDE_LIST_CLOSURES,
  COR_SIDE_LIST_AGREED_CORRIDORS,
  COR_SIDE_LIST_CORRIDORS,
  COR_SIDE_LIST_UNPLACED,
  COR_SIDE_LIST_UNSERVED,
  COR_SIDE_LIST_FINDINGS,
  COR_SIDE_LIST_VEHICLES,
  COR_SIDE_LIST_POSTS,
} CorSideList;

#define COR_N_SIDE_LISTS 10

const char *cor_side_list_get_title (CorSideList list);

GPtrArray *cor_side_list_fill (CorSideList list,
                               CorSession *session,
                               CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
