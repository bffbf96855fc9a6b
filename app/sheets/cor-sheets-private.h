/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sheets.h"

G_BEGIN_DECLS

struct _CorSheets
{
  gatomicrefcount ref_count;
  CorBasemap *basemap;
  CorMapContent *content;
  CorLanguage language;
  double width_pt;
  double height_pt;
  gint64 printed_utc_s;
  char *title;
  char *stamp;
  char *marking;
  char *warning;
  GPtrArray *documents; /* of CorDocument */
  GPtrArray *pages;     /* of CorSheetPage */
  guint n_assigned;
  guint n_unserved;
  guint n_on_routes;
  guint n_on_unserved;
};

G_END_DECLS
