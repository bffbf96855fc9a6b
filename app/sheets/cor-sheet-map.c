/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-map.h"

#include <math.h>
#include <pango/pangocairo.h>

#define SYMBOL_SCALE 0.72
#define MARGIN_PT 22.0
#define LABEL_SIZE_PT 8.0
#define SCALE_BAR_PT 60.0
/* Points nearer than this to the last one drawn make no difference on paper. */
#define MIN_STEP_PT 0.35

static void
clear_line (gpointer data)
{
  CorSheetLine *line = data;

  cor_corridor_unref (line->corridor);
}

static void
clear_mark (gpointer data)
{
  CorSheetMark *mark = data;

  g_free (mark->label);
}

/**
 * cor_sheet_map_new:
 * @weight: its share of the width beside other maps
 * @height_pt: how high
 *
 * Returns: (transfer full): a map that shows nothing yet
 */
CorSheetMap *
cor_sheet_map_new (double weight, double height_pt)
{
  CorSheetMap *self = g_new0 (CorSheetMap, 1);

  self->bounds = COR_BOUNDS_EMPTY;
  self->max_zoom = 10.0;
  self->weight = weight;
  self->height_pt = height_pt;
  self->lines = g_array_new (FALSE, FALSE, sizeof (CorSheetLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->marks = g_array_new (FALSE, FALSE, sizeof (CorSheetMark));
  g_array_set_clear_func (self->marks, clear_mark);

  return self;
}

/**
 * cor_sheet_map_free:
 * @self: (transfer full): a map
 *
 * Frees @self.
 */
void
cor_sheet_map_free (CorSheetMap *self)
{
  g_free (self->caption);
  g_array_unref (self->lines);
  g_array_unref (self->marks);
  g_free (self);
}

/**
 * cor_sheet_map_add_line:
 * @self: a map
 * @corridor: a way; the map's bounds do not grow by it
 * @width_pt: how wide it is drawn
 * @is_alternative: whether it is only driven if something closes: dashed
 *
 * Adds a way over those that are there.
 */
void
cor_sheet_map_add_line (CorSheetMap *self,
                        CorCorridor *corridor,
                        double width_pt,
                        gboolean is_alternative)
{
  CorSheetLine line = { cor_corridor_ref (corridor), width_pt, is_alternative };

  g_array_append_val (self->lines, line);
}

/**
 * cor_sheet_map_add_mark:
 * @self: a map
 * @kind: what is there
 * @position: where
 * @radius_pt: how large it is drawn
 * @label: (nullable): its name
 *
 * Adds a point over those that are there.
 */
void
cor_sheet_map_add_mark (CorSheetMap *self,
                        CorMarkKind kind,
                        CorPosition position,
                        double radius_pt,
                        const char *label)
{
  CorSheetMark mark = { kind, position, radius_pt, g_strdup (label) };

  g_array_append_val (self->marks, mark);
}

static void
trace_line (cairo_t *cr, const CorMapFrame *frame, const CorCorridor *corridor)
{
  double last_x = -1e9, last_y = -1e9;

  cairo_new_path (cr);
  for (guint i = 0; i < corridor->points->len; i++)
    {
      double x, y;

      cor_map_frame_project (frame, g_array_index (corridor->points, CorPosition, i), &x, &y);
      if (i + 1 < corridor->points->len && hypot (x - last_x, y - last_y) < MIN_STEP_PT)
        continue;
      cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
}

/* Told apart in grey as well: the way is wide and whole, the alternative thin and dashed. */
static void
draw_line (cairo_t *cr, const CorMapFrame *frame, const CorSheetLine *line)
{
  const double dashes[] = { 4.0, 3.0 };

  trace_line (cr, frame, line->corridor);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_set_line_width (cr, line->width_pt + 1.6);
  cairo_stroke_preserve (cr);
  if (line->is_alternative)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_set_source_rgb (cr, line->is_alternative ? 0.45 : 0.72, line->is_alternative ? 0.3 : 0.08,
                        line->is_alternative ? 0.6 : 0.16);
  cairo_set_line_width (cr, line->width_pt);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/* On a plate of its own, which also covers the name that the map may have for the same place. */
static void
draw_label (cairo_t *cr, const CorMapFrame *frame, const CorSheetMark *mark)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();
  PangoRectangle box;
  double x, y;

  pango_font_description_set_family_static (font, "DejaVu Sans");
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, LABEL_SIZE_PT * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, mark->label, -1);
  pango_layout_get_pixel_extents (layout, NULL, &box);

  cor_map_frame_project (frame, mark->position, &x, &y);
  x += mark->radius_pt + 3.0;
  if (x + box.width + 2.0 > frame->width_px)
    x -= box.width + 2.0 * mark->radius_pt + 6.0;
  x = CLAMP (x, 2.0, MAX (2.0, frame->width_px - box.width - 2.0));
  y = CLAMP (y - box.height / 2.0, 2.0, frame->height_px - box.height - 2.0);
  cairo_rectangle (cr, x - 1.5, y, box.width + 3.0, box.height);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_mark (cairo_t *cr, const CorMapFrame *frame, const CorSheetMark *mark)
{
  double x, y, r = mark->radius_pt;

  cor_map_frame_project (frame, mark->position, &x, &y);
  cairo_new_path (cr);
  if (mark->kind == COR_MARK_RALLY || mark->kind == COR_MARK_CLUSTER)
    cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
  else if (mark->kind == COR_MARK_CROSSING)
    cairo_rectangle (cr, x - r, y - r, 2.0 * r, 2.0 * r);
  else
    {
      cairo_move_to (cr, x, y - 1.2 * r);
      cairo_line_to (cr, x + 1.2 * r, y + r);
      cairo_line_to (cr, x - 1.2 * r, y + r);
      cairo_close_path (cr);
    }
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_set_line_width (cr, mark->kind == COR_MARK_CLUSTER ? 1.6 : 3.0);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, mark->kind == COR_MARK_CLUSTER ? 0.5 : 1.2);
  cairo_stroke_preserve (cr);
  if (mark->kind == COR_MARK_RALLY || mark->kind == COR_MARK_CLUSTER)
    cairo_set_source_rgb (cr, 0.1, 0.32, 0.68);
  else if (mark->kind == COR_MARK_CROSSING)
    cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  else
    cairo_set_source_rgb (cr, 0.1, 0.5, 0.25);
  cairo_fill (cr);
}

/**
 * cor_sheet_map_draw:
 * @self: a map
 * @cr: where; the map's upper left corner is its origin
 * @width_pt: how wide
 * @basemap: what it is drawn on
 * @content: (nullable): roads and places
 * @language: of the names
 *
 * Draws the map with its frame, scale bar and credits, without the caption.
 */
void
cor_sheet_map_draw (const CorSheetMap *self,
                    cairo_t *cr,
                    double width_pt,
                    CorBasemap *basemap,
                    CorMapContent *content,
                    CorLanguage language)
{
  const CorMapParts ground = COR_MAP_PART_LAND | COR_MAP_PART_ROADS;
  CorMapStyle style = { COR_MAP_THEME_PRINT, language, ground, SYMBOL_SCALE };
  CorMapFrame frame = cor_map_frame_new_to_fit (&self->bounds, width_pt, self->height_pt, MARGIN_PT,
                                                self->max_zoom);

  cairo_save (cr);
  cor_basemap_draw (basemap, cr, &frame, &style, content);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width_pt, self->height_pt);
  cairo_clip (cr);
  for (guint i = 0; i < self->lines->len; i++)
    draw_line (cr, &frame, &g_array_index (self->lines, CorSheetLine, i));
  /* Names stand over the ways, so that both can be read. */
  style.parts = COR_MAP_PART_LABELS;
  cor_basemap_draw (basemap, cr, &frame, &style, content);
  for (guint i = 0; i < self->marks->len; i++)
    draw_mark (cr, &frame, &g_array_index (self->marks, CorSheetMark, i));
  for (guint i = 0; i < self->marks->len; i++)
    if (g_array_index (self->marks, CorSheetMark, i).label != NULL)
      draw_label (cr, &frame, &g_array_index (self->marks, CorSheetMark, i));
  cairo_rectangle (cr, 2.0, self->height_pt - 20.0, SCALE_BAR_PT + 14.0, 18.0);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_fill (cr);
  cor_basemap_draw_scale_bar (cr, &frame, &style, 8.0, self->height_pt - 6.0, SCALE_BAR_PT);
  if (width_pt > 200.0)
    cor_basemap_draw_credits (basemap, cr, &frame, &style);
  cairo_restore (cr);
  cairo_rectangle (cr, 0.0, 0.0, width_pt, self->height_pt);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
  cairo_restore (cr);
}
