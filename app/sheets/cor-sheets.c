/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheets.h"

#include "cor-crossing-document.h"
#include "cor-error.h"
#include "cor-overview-document.h"
#include "cor-route-document.h"
#include "cor-sheet-layout.h"
#include "cor-sheet-source.h"
#include "cor-sheets-private.h"
#include "cor-time.h"
#include "cor-unplaced-document.h"
#include "cor-unserved-document.h"

#define MARGIN_PT 40.0
#define HEADER_PT 40.0
#define FOOTER_PT 20.0
#define WARNING_PT 12.0

/* A new document is a file of its own and a line here. */
static const struct
{
  CorSheetDocuments bit;
  void (*add) (const CorSheetSource *source, GPtrArray *documents);
} documents[] = {
  { COR_SHEET_OVERVIEW, cor_overview_document_add },
  { COR_SHEET_ROUTES, cor_route_document_add },
  { COR_SHEET_CROSSINGS, cor_crossing_document_add },
  { COR_SHEET_UNSERVED, cor_unserved_document_add },
  { COR_SHEET_UNPLACED, cor_unplaced_document_add },
};

static const struct
{
  double width_pt;
  double height_pt;
} papers[] = {
  [COR_PAPER_A4] = { 595.28, 841.89 },
  [COR_PAPER_LETTER] = { 612.0, 792.0 },
};

static void
check_balance (CorSheets *self, const CorSheetSource *source)
{
  for (guint i = 0; i < source->routes->len; i++)
    {
      const CorRouteSheet *route = source->routes->pdata[i];

      self->n_on_routes += route->n_people;
    }
  for (guint i = 0; i < source->result->unserved->len; i++)
    self->n_on_unserved += ((const CorUnserved *) source->result->unserved->pdata[i])->n_people;
}

/* Whether these routes are what the plan says was published. */
static gboolean
are_published (const CorSheetSource *source)
{
  return source->settings->published_revision == source->result->revision;
}

/* Of a published plan, the number that it was published under; else NULL. */
static char *
describe_number (CorSheets *self, const CorSheetSource *source)
{
  g_autofree char *number = g_strdup_printf ("%u", source->settings->published_number);

  if (source->options->is_stale || source->settings->published_number == 0 ||
      !are_published (source))
    return NULL;

  return cor_word_fill (self->language, COR_WORD_PUBLISHED_NUMBER, number, NULL);
}

/* What every page warns of, NULL for nothing. */
static char *
describe_warning (CorSheets *self, const CorSheetSource *source)
{
  g_autofree char *number = g_strdup_printf ("%u", source->options->superseded_by);

  if (source->options->is_stale)
    return g_strdup (cor_word (self->language, COR_WORD_STALE));
  if (!are_published (source))
    return g_strdup (cor_word (self->language, COR_WORD_DRAFT));
  if (source->options->superseded_by != 0)
    return cor_word_fill (self->language, COR_WORD_SUPERSEDED, number, NULL);

  return NULL;
}

static void
write_heads (CorSheets *self, const CorSheetSource *source)
{
  guint64 revision = source->result->revision;
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, revision);
  g_autofree char *time = cor_time_format_local (source->options->printed_utc_s, COR_SHEET_ZONE);
  g_autofree char *revised = cor_word_fill (self->language, COR_WORD_REVISION, number, NULL);
  g_autofree char *printed = cor_word_fill (self->language, COR_WORD_PRINTED, time, NULL);
  g_autofree char *published = describe_number (self, source);

  self->title = g_strdup (source->settings->name);
  self->stamp = published != NULL ? g_strdup_printf ("%s · %s · %s", published, revised, printed)
                                  : g_strdup_printf ("%s · %s", revised, printed);
  self->marking = g_strdup (source->settings->marking != NULL ? source->settings->marking : "");
  self->warning = describe_warning (self, source);
}

static void
lay_out (CorSheets *self)
{
  g_autoptr (CorSheetText) text = cor_sheet_text_new (cor_language_is_rtl (self->language));
  CorBlockContext context = {
    .text = text,
    .language = self->language,
    .width_pt = self->width_pt - 2.0 * MARGIN_PT,
  };

  for (guint i = 0; i < self->documents->len; i++)
    cor_sheet_layout_document (self->documents->pdata[i], &context, MARGIN_PT + HEADER_PT,
                               self->height_pt - MARGIN_PT - FOOTER_PT, self->pages);
}

/**
 * cor_sheets_new:
 * @snapshot: a plan
 * @result: its routes
 * @basemap: what maps are drawn on
 * @content: (nullable): roads and places of the maps, in @language
 * @language: a language of the desk
 * @options: what to print
 *
 * Makes a plan's sheets and lays them out on pages. May take a second for hundreds of pages; any
 * thread may call it.
 *
 * Returns: (transfer full): the sheets
 */
CorSheets *
cor_sheets_new (CorSnapshot *snapshot,
                CorResult *result,
                CorBasemap *basemap,
                CorMapContent *content,
                CorLanguage language,
                const CorSheetOptions *options)
{
  CorSheets *self;
  CorSheetSource source;

  g_return_val_if_fail (language < COR_N_DESK_LANGUAGES, NULL);
  g_return_val_if_fail (options->paper < G_N_ELEMENTS (papers), NULL);
  g_return_val_if_fail (cor_snapshot_get_settings (snapshot) != NULL, NULL);

  self = g_new0 (CorSheets, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->basemap = cor_basemap_ref (basemap);
  self->content = content != NULL ? cor_map_content_ref (content) : NULL;
  self->language = language;
  self->width_pt = papers[options->paper].width_pt;
  self->height_pt = papers[options->paper].height_pt;
  self->printed_utc_s = options->printed_utc_s;
  self->n_assigned = result->totals.n_assigned;
  self->n_unserved = result->totals.n_unserved;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_document_free);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_sheet_page_free);

  cor_sheet_source_init (&source, snapshot, result, language, options);
  check_balance (self, &source);
  write_heads (self, &source);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if ((options->documents & documents[i].bit) != 0)
      documents[i].add (&source, self->documents);
  cor_sheet_source_clear (&source);
  lay_out (self);

  return self;
}

/**
 * cor_sheets_ref:
 * @self: sheets
 *
 * Returns: (transfer full): @self
 */
CorSheets *
cor_sheets_ref (CorSheets *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_sheets_unref:
 * @self: (transfer full): sheets
 *
 * Lets go of @self.
 */
void
cor_sheets_unref (CorSheets *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->documents);
  cor_basemap_unref (self->basemap);
  g_clear_pointer (&self->content, cor_map_content_unref);
  g_free (self->title);
  g_free (self->stamp);
  g_free (self->marking);
  g_free (self->warning);
  g_free (self);
}

/**
 * cor_sheets_get_n_pages:
 * @self: sheets
 *
 * Returns: how many pages they take
 */
guint
cor_sheets_get_n_pages (CorSheets *self)
{
  return self->pages->len;
}

/**
 * cor_sheets_get_page_size:
 * @self: sheets
 * @width_pt: (out): width of every page, in points
 * @height_pt: (out): height of every page, in points
 *
 * Tells the size of the paper.
 */
void
cor_sheets_get_page_size (CorSheets *self, double *width_pt, double *height_pt)
{
  *width_pt = self->width_pt;
  *height_pt = self->height_pt;
}

/**
 * cor_sheets_get_title:
 * @self: sheets
 *
 * Returns: (transfer none): the plan's name
 */
const char *
cor_sheets_get_title (CorSheets *self)
{
  return self->title;
}

static void
draw_rule (cairo_t *cr, double y_pt, double width_pt)
{
  cairo_move_to (cr, MARGIN_PT, y_pt);
  cairo_line_to (cr, MARGIN_PT + width_pt, y_pt);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

/* The left edge of words that take part of the width from where lines begin. */
static double
get_start (CorSheets *self, double width_pt)
{
  return cor_language_is_rtl (self->language) ? self->width_pt - MARGIN_PT - width_pt : MARGIN_PT;
}

/* On a grey bar, as wide as the page: nobody drives by a draft without having seen it. */
static void
draw_warning (CorSheets *self, CorSheetText *text, cairo_t *cr, double y_pt)
{
  double width_pt = self->width_pt - 2.0 * MARGIN_PT;

  cairo_rectangle (cr, MARGIN_PT, y_pt, width_pt, WARNING_PT);
  cairo_set_source_rgb (cr, 0.82, 0.82, 0.82);
  cairo_fill (cr);
  cor_sheet_text_draw_line (text, cr, COR_TEXT_STRONG, COR_ALIGN_CENTRE, self->warning, MARGIN_PT,
                            y_pt, width_pt);
}

static void
draw_header (CorSheets *self, CorSheetText *text, cairo_t *cr, const CorSheetPage *page)
{
  double width_pt = self->width_pt - 2.0 * MARGIN_PT;
  g_autofree char *part = g_strdup_printf ("%u/%u", page->number, page->n_pages);
  g_autofree char *isolated = cor_isolate (part);
  g_autofree char *title = g_strdup_printf (
      "%s · %s", cor_language_is_rtl (self->language) ? isolated : part, page->document->title);
  double y_pt = MARGIN_PT - 8.0;

  cor_sheet_text_draw_line (text, cr, COR_TEXT_STRONG, COR_ALIGN_START, self->title,
                            get_start (self, width_pt * 0.5), y_pt, width_pt * 0.5);
  cor_sheet_text_draw_line (text, cr, COR_TEXT_SMALL, COR_ALIGN_END, self->stamp, MARGIN_PT,
                            y_pt + 1.0, width_pt);
  y_pt += 13.0;
  cor_sheet_text_draw_line (text, cr, COR_TEXT_SMALL, COR_ALIGN_START, title,
                            get_start (self, width_pt * 0.6), y_pt, width_pt * 0.6);
  cor_sheet_text_draw_line (text, cr, COR_TEXT_STRONG, COR_ALIGN_END, self->marking, MARGIN_PT,
                            y_pt - 1.0, width_pt);
  y_pt += 11.0;
  if (self->warning != NULL)
    draw_warning (self, text, cr, y_pt);
  draw_rule (cr, MARGIN_PT + HEADER_PT - 8.0, width_pt);
}

static void
draw_footer (CorSheets *self, CorSheetText *text, cairo_t *cr, guint page)
{
  double width_pt = self->width_pt - 2.0 * MARGIN_PT;
  double y_pt = self->height_pt - MARGIN_PT - FOOTER_PT + 8.0;
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *count = g_strdup_printf ("%u", self->pages->len);
  g_autofree char *page_of = cor_word_fill (self->language, COR_WORD_PAGE_OF, number, count, NULL);

  draw_rule (cr, y_pt - 3.0, width_pt);
  if (self->warning != NULL)
    cor_sheet_text_draw_line (text, cr, COR_TEXT_SMALL, COR_ALIGN_START, self->warning,
                              get_start (self, width_pt * 0.75), y_pt, width_pt * 0.75);
  cor_sheet_text_draw_line (text, cr, COR_TEXT_BODY, COR_ALIGN_END, page_of, MARGIN_PT, y_pt - 1.0,
                            width_pt);
}

/**
 * cor_sheets_draw_page:
 * @self: sheets
 * @cr: where; the paper's upper left corner is its origin, its unit the point
 * @page: number of the page, from 0
 *
 * Draws a page, the same on paper, in a preview and in a file.
 */
void
cor_sheets_draw_page (CorSheets *self, cairo_t *cr, guint page)
{
  g_autoptr (CorSheetText) text = cor_sheet_text_new (cor_language_is_rtl (self->language));
  const CorSheetPage *contents;
  CorBlockContext context = {
    .text = text,
    .basemap = self->basemap,
    .content = self->content,
    .language = self->language,
    .width_pt = self->width_pt - 2.0 * MARGIN_PT,
  };

  g_return_if_fail (page < self->pages->len);

  contents = self->pages->pdata[page];
  draw_header (self, text, cr, contents);
  for (guint i = 0; i < contents->items->len; i++)
    {
      const CorSheetItem *item = &g_array_index (contents->items, CorSheetItem, i);

      cairo_save (cr);
      cairo_translate (cr, MARGIN_PT, item->y_pt);
      cor_block_draw_row (item->block, &context, cr, item->row, item->height_pt);
      cairo_restore (cr);
    }
  draw_footer (self, text, cr, page);
}

/**
 * cor_sheets_check:
 * @self: sheets
 * @error: (nullable): set when the sheets do not add up
 *
 * Holds the sheets against the plan's totals: everybody assigned is on exactly one route sheet,
 * everybody unserved on the page of those.
 *
 * Returns: whether they add up
 */
gboolean
cor_sheets_check (CorSheets *self, GError **error)
{
  if (self->n_on_routes == self->n_assigned && self->n_on_unserved == self->n_unserved)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
               "The sheets do not add up with the plan: %u of %u people assigned are on route "
               "sheets, %u of %u unserved in their list. Compute the routes again.",
               self->n_on_routes, self->n_assigned, self->n_on_unserved, self->n_unserved);

  return FALSE;
}
