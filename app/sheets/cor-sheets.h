/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cor-basemap.h"
#include "cor-progress.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  COR_PAPER_A4,
  COR_PAPER_LETTER,
} CorPaper;

/* Which documents to print; bits. */
typedef enum
{
  COR_SHEET_OVERVIEW = 1 << 0,  /* totals, map of all corridors, crossings with their loads */
  COR_SHEET_ROUTES = 1 << 1,    /* one for each cluster and crossing */
  COR_SHEET_CROSSINGS = 1 << 2, /* expected arrivals by hour */
  COR_SHEET_UNSERVED = 1 << 3,  /* who has no way out, and why */
  COR_SHEET_UNPLACED = 1 << 4,  /* whom to call and ask where they are: names and phones */
} CorSheetDocuments;

#define COR_SHEET_ALL                                                                              \
  (COR_SHEET_OVERVIEW | COR_SHEET_ROUTES | COR_SHEET_CROSSINGS | COR_SHEET_UNSERVED |              \
   COR_SHEET_UNPLACED)

/**
 * CorSheetPlaceFunc:
 * @id: a settlement of the gazetteer
 * @language: language of the sheet
 * @is_generated: (out): whether the name was made by transliteration
 * @user_data: of the options
 *
 * Finds the name of a settlement that a road passes.
 *
 * Returns: (transfer none) (nullable): its name
 */
typedef const char *(*CorSheetPlaceFunc) (const CorId *id,
                                          CorLanguage language,
                                          gboolean *is_generated,
                                          gpointer user_data);

/**
 * CorSheetOptions:
 * @paper: size of the pages
 * @documents: #CorSheetDocuments bits
 * @is_stale: whether the plan has changed since the routes were computed: every page says so
 * @superseded_by: the number of what people are told instead of this: every page says so; 0: none
 * @printed_utc_s: the time that every page tells
 * @find_place: (nullable) (scope call): names of settlements passed; English ones serve without
 * @find_place_data: for @find_place
 *
 * What to print. @find_place is called in cor_sheets_new () only.
 */
typedef struct
{
  CorPaper paper;
  guint documents;
  gboolean is_stale;
  guint superseded_by;
  gint64 printed_utc_s;
  CorSheetPlaceFunc find_place;
  gpointer find_place_data;
} CorSheetOptions;

/**
 * CorSheets:
 *
 * A plan's sheets, laid out on pages. Constant once made, counted; any thread may draw them.
 */
typedef struct _CorSheets CorSheets;

CorSheets *cor_sheets_new (CorSnapshot *snapshot,
                           CorResult *result,
                           CorBasemap *basemap,
                           CorMapContent *content,
                           CorLanguage language,
                           const CorSheetOptions *options) G_GNUC_WARN_UNUSED_RESULT;

CorSheets *cor_sheets_ref (CorSheets *self);

void cor_sheets_unref (CorSheets *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSheets, cor_sheets_unref)

guint cor_sheets_get_n_pages (CorSheets *self);

void cor_sheets_get_page_size (CorSheets *self, double *width_pt, double *height_pt);

const char *cor_sheets_get_title (CorSheets *self);

void cor_sheets_draw_page (CorSheets *self, cairo_t *cr, guint page);

gboolean cor_sheets_check (CorSheets *self, GError **error);

gboolean
cor_sheets_write_pdf (CorSheets *self, const char *path, CorProgress *progress, GError **error);

G_END_DECLS
