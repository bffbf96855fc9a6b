/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-painter.h"

#include <math.h>

#include "cor-map-content-private.h"

#define WORLD_TILE_PX 256.0
#define MARGIN_PX 24.0
#define SMALLEST_LAKE_PX 2.5
#define SMALLEST_SHAPE_PX 1.2
/* Cairo counts in 24 bits before the point. */
#define FARTHEST_PX 4.0e6

/* Sides of the seen box that a point lies beyond. */
enum
{
  BEYOND_LEFT = 1,
  BEYOND_RIGHT = 2,
  BEYOND_TOP = 4,
  BEYOND_BOTTOM = 8,
};

/**
 * cor_map_painter_init:
 * @self: a painter to be
 * @basemap: what is drawn
 * @cr: where
 * @frame: which part, how near
 * @style: in which colours and size
 * @content: (nullable): what is remembered between frames
 *
 * Gets ready to draw one frame. All of them have to outlive the painter.
 */
void
cor_map_painter_init (CorMapPainter *self,
                      CorBasemap *basemap,
                      cairo_t *cr,
                      const CorMapFrame *frame,
                      const CorMapStyle *style,
                      CorMapContent *content)
{
  double world_px = WORLD_TILE_PX * exp2 (frame->zoom);
  double x, y;

  cor_map_project_to_world (frame->centre, &x, &y);
  *self = (CorMapPainter){ .basemap = basemap,
                           .content = content != NULL ? content : basemap->no_content,
                           .cr = cr,
                           .frame = frame,
                           .style = style,
                           .palette = cor_map_palette_get (style->theme),
                           .world_px = world_px,
                           .left_px = x * world_px - frame->width_px / 2.0,
                           .top_px = y * world_px - frame->height_px / 2.0 };
  /* Tiles begin on whole pixels; what rounding leaves would shift one against the next. */
  self->left_px =
      fabs (self->left_px - round (self->left_px)) < 1e-4 ? round (self->left_px) : self->left_px;
  self->top_px =
      fabs (self->top_px - round (self->top_px)) < 1e-4 ? round (self->top_px) : self->top_px;
  self->seen =
      (CorMapBox){ (self->left_px - MARGIN_PX) / world_px, (self->top_px - MARGIN_PX) / world_px,
                   (self->left_px + frame->width_px + MARGIN_PX) / world_px,
                   (self->top_px + frame->height_px + MARGIN_PX) / world_px };
  self->level = cor_basemap_get_level (frame->zoom);
}

/**
 * cor_map_painter_grow:
 * @self: a painter
 * @low_zoom: how near one is when it is small
 * @low: its size then, in pixels
 * @high_zoom: how near one is when it is large
 * @high: its size then, in pixels
 *
 * Returns: its size now, in pixels, between the two
 */
double
cor_map_painter_grow (const CorMapPainter *self,
                      double low_zoom,
                      double low,
                      double high_zoom,
                      double high)
{
  double part = CLAMP ((self->frame->zoom - low_zoom) / (high_zoom - low_zoom), 0.0, 1.0);

  return low * pow (high / low, part) * self->style->symbol_scale;
}

static guint
get_beyond (const CorMapBox *box, CorMapPoint point)
{
  return (point.x < box->min_x   ? BEYOND_LEFT
          : point.x > box->max_x ? BEYOND_RIGHT
                                 : 0) |
         (point.y < box->min_y   ? BEYOND_TOP
          : point.y > box->max_y ? BEYOND_BOTTOM
                                 : 0);
}

/* Adds a line to the path. Of a run of points beyond one side only the ends are kept: what lies
 * between cannot be seen, and neither the area inside nor the line in the frame changes. */
static void
add_points (const CorMapPainter *self, const CorMapPoint *points, guint n_points)
{
  guint last_beyond = 0, beyond, next_beyond;

  if (n_points == 0)
    return;

  next_beyond = get_beyond (&self->seen, points[0]);
  for (guint i = 0; i < n_points; i++)
    {
      beyond = next_beyond;
      next_beyond = i + 1 < n_points ? get_beyond (&self->seen, points[i + 1]) : 0;
      if (i > 0 && i + 1 < n_points && (last_beyond & beyond & next_beyond) != 0)
        continue;

      cairo_line_to (
          self->cr, CLAMP (points[i].x * self->world_px - self->left_px, -FARTHEST_PX, FARTHEST_PX),
          CLAMP (points[i].y * self->world_px - self->top_px, -FARTHEST_PX, FARTHEST_PX));
      last_beyond = beyond;
    }
}

/* Adds a line to the path whole, so that dashes fall alike in each tile. */
static void
add_all_points (const CorMapPainter *self, const CorMapPath *path)
{
  cairo_new_sub_path (self->cr);
  for (guint i = 0; i < path->n_points[self->level]; i++)
    cairo_line_to (self->cr, path->points[self->level][i].x * self->world_px - self->left_px,
                   path->points[self->level][i].y * self->world_px - self->top_px);
}

/* Whether a shape is worth drawing at all: at a country's scale most islets are less than a dot. */
static gboolean
is_visible (const CorMapPainter *self, const CorMapBox *box)
{
  double smallest = SMALLEST_SHAPE_PX / self->world_px;

  return cor_map_box_intersects (box, &self->seen) &&
         MAX (box->max_x - box->min_x, box->max_y - box->min_y) >= smallest;
}

static gboolean
add_path (const CorMapPainter *self, const CorMapPath *path, gboolean is_ring)
{
  if (!is_visible (self, &path->box))
    return FALSE;

  cairo_new_sub_path (self->cr);
  add_points (self, path->points[self->level], path->n_points[self->level]);
  if (is_ring)
    cairo_close_path (self->cr);

  return TRUE;
}

static void
draw_lakes (const CorMapPainter *self)
{
  GArray *lakes = self->basemap->lakes;
  double smallest = SMALLEST_LAKE_PX / self->world_px;

  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < lakes->len; i++)
    {
      const CorBasemapLake *lake = &g_array_index (lakes, CorBasemapLake, i);

      if (!cor_map_box_intersects (&lake->box, &self->seen) ||
          MAX (lake->box.max_x - lake->box.min_x, lake->box.max_y - lake->box.min_y) < smallest)
        continue;
      for (guint k = 0; k < lake->n_rings; k++)
        add_path (self, &lake->rings[k], TRUE);
    }
  cor_map_set_colour (self->cr, self->palette->water);
  cairo_fill_preserve (self->cr);
  cor_map_set_colour (self->cr, self->palette->coast);
  cairo_set_line_width (self->cr, cor_map_painter_grow (self, 6.0, 0.35, 11.0, 0.8));
  cairo_stroke (self->cr);
}

/**
 * cor_map_painter_draw_land:
 * @self: a painter
 *
 * Draws water, land by country, and lakes.
 */
void
cor_map_painter_draw_land (const CorMapPainter *self)
{
  GArray *faces = self->basemap->faces;

  cor_map_set_colour (self->cr, self->palette->water);
  cairo_rectangle (self->cr, 0.0, 0.0, self->frame->width_px, self->frame->height_px);
  cairo_fill (self->cr);
  for (guint i = 0; i < faces->len; i++)
    {
      const CorBasemapFace *face = &g_array_index (faces, CorBasemapFace, i);

      if (!add_path (self, &face->ring, TRUE))
        continue;
      cor_map_set_colour (self->cr, cor_map_palette_get_land (self->style->theme, face->country));
      cairo_fill_preserve (self->cr);
      /* A hair line of its own colour closes the seam that smoothing leaves between neighbours. */
      cairo_set_line_width (self->cr, 0.6);
      cairo_stroke (self->cr);
    }
}

static void
stroke_kind (const CorMapPainter *self,
             CorBasemapLineKind kind,
             guint min_rank,
             guint max_rank,
             double width_px,
             CorMapColour colour)
{
  GArray *lines = self->basemap->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      const CorBasemapLine *line = &g_array_index (lines, CorBasemapLine, i);

      if (line->kind != kind || line->rank < min_rank || line->rank > max_rank ||
          !cor_map_box_intersects (&line->path.box, &self->seen))
        continue;
      if (cairo_get_dash_count (self->cr) > 0)
        add_all_points (self, &line->path);
      else
        add_path (self, &line->path, FALSE);
    }
  cor_map_set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, width_px);
  cairo_stroke (self->cr);
}

static void
draw_rivers (const CorMapPainter *self)
{
  static const double min_zooms[] = { 4.0, 5.0, 6.0, 7.0 };
  static const double widths_px[][2] = { { 1.1, 4.0 }, { 0.7, 2.4 }, { 0.5, 1.6 }, { 0.4, 1.1 } };

  for (guint rank = 0; rank < G_N_ELEMENTS (min_zooms); rank++)
    if (self->frame->zoom >= min_zooms[rank])
      stroke_kind (self, COR_BASEMAP_LINE_RIVER, rank, rank,
                   cor_map_painter_grow (self, 5.0, widths_px[rank][0], 12.0, widths_px[rank][1]),
                   self->palette->river);
}

/**
 * cor_map_painter_draw_lines:
 * @self: a painter
 *
 * Draws rivers, coast, oblast lines and borders, and the lakes between them.
 */
void
cor_map_painter_draw_lines (const CorMapPainter *self)
{
  double dash_px = 4.0 * self->style->symbol_scale;
  const double dashes[] = { dash_px, dash_px * 0.7 };

  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  draw_rivers (self);
  draw_lakes (self);
  stroke_kind (self, COR_BASEMAP_LINE_COAST, 0, 9, cor_map_painter_grow (self, 5.0, 0.5, 11.0, 1.0),
               self->palette->coast);
  if (self->frame->zoom >= 5.5)
    {
      cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
      cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0.0);
      stroke_kind (self, COR_BASEMAP_LINE_OBLAST, 0, 9,
                   cor_map_painter_grow (self, 5.5, 0.6, 11.0, 1.3), self->palette->oblast);
      cairo_set_dash (self->cr, NULL, 0, 0.0);
      cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
    }
  stroke_kind (self, COR_BASEMAP_LINE_BORDER, 0, 0,
               cor_map_painter_grow (self, 5.0, 0.6, 11.0, 1.3), self->palette->border);
  stroke_kind (self, COR_BASEMAP_LINE_BORDER, 1, 1,
               cor_map_painter_grow (self, 5.0, 3.5, 11.0, 9.0), self->palette->border_glow);
  stroke_kind (self, COR_BASEMAP_LINE_BORDER, 1, 1,
               cor_map_painter_grow (self, 5.0, 1.0, 11.0, 1.8), self->palette->border);
}

static void
stroke_roads (const CorMapPainter *self,
              CorMapRoadClass road_class,
              double width_px,
              CorMapColour colour)
{
  GArray *roads = self->content->roads;

  for (guint i = 0; i < roads->len; i++)
    {
      const CorMapContentRoad *road = &g_array_index (roads, CorMapContentRoad, i);

      if (road->road_class != road_class || !cor_map_box_intersects (&road->box, &self->seen))
        continue;
      cairo_new_sub_path (self->cr);
      add_points (self, road->points, road->n_points);
    }
  cor_map_set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, width_px);
  cairo_stroke (self->cr);
}

/* How each class of road is drawn. */
typedef struct
{
  double min_zoom;
  double width_px[2]; /* at zoom 5 and 12 */
} RoadLook;

static const RoadLook road_looks[COR_N_MAP_ROAD_CLASSES] = {
  { 4.5, { 1.0, 5.5 } }, { 6.0, { 0.7, 4.2 } },  { 7.4, { 0.6, 3.2 } },
  { 9.0, { 0.5, 2.4 } }, { 11.0, { 0.3, 1.4 } },
};

/* The lines of lesser roads, gathered for one drawing. */
typedef struct
{
  const CorMapPainter *painter;
  GArray *points[COR_N_MAP_ROAD_CLASSES]; /* CorMapPoint of all lines */
  GArray *ends[COR_N_MAP_ROAD_CLASSES];   /* guint: where each line ends among them */
} Streets;

static void
add_street (const CorMapRoad *road, gpointer data)
{
  Streets *streets = data;
  GArray *points = streets->points[road->road_class];

  for (guint i = 0; i < road->n_points; i++)
    {
      CorMapPoint point;

      cor_map_project_to_world (road->points[i], &point.x, &point.y);
      g_array_append_val (points, point);
    }
  g_array_append_val (streets->ends[road->road_class], points->len);
}

static void
gather_streets (const CorMapPainter *self, CorMapRoadClass smallest, Streets *streets)
{
  const CorMapBox *seen = &self->seen;
  CorBounds bounds = COR_BOUNDS_EMPTY;

  cor_bounds_add (&bounds, cor_map_unproject_from_world (seen->min_x, seen->min_y));
  cor_bounds_add (&bounds, cor_map_unproject_from_world (seen->max_x, seen->max_y));
  streets->painter = self;
  for (guint k = 0; k < COR_N_MAP_ROAD_CLASSES; k++)
    {
      streets->points[k] = g_array_new (FALSE, FALSE, sizeof (CorMapPoint));
      streets->ends[k] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  self->content->road_supply (&bounds, smallest, add_street, streets, self->content->supply_data);
}

static void
streets_clear (Streets *streets)
{
  for (guint k = 0; k < COR_N_MAP_ROAD_CLASSES; k++)
    {
      g_array_unref (streets->points[k]);
      g_array_unref (streets->ends[k]);
    }
}

static void
stroke_streets (const Streets *streets, guint road_class, double width_px, CorMapColour colour)
{
  const CorMapPainter *self = streets->painter;
  const CorMapPoint *points = (gpointer) streets->points[road_class]->data;
  GArray *ends = streets->ends[road_class];
  guint first = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      guint end = g_array_index (ends, guint, i);

      cairo_new_sub_path (self->cr);
      add_points (self, points + first, end - first);
      first = end;
    }
  cor_map_set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, width_px);
  cairo_stroke (self->cr);
}

static double
get_road_width (const CorMapPainter *self, guint road_class)
{
  const double *width_px = road_looks[road_class].width_px;

  return cor_map_painter_grow (self, 5.0, width_px[0], 12.0, width_px[1]);
}

/* What the supply gives, below the roads of the content. */
static void
draw_streets (const CorMapPainter *self, double edge_px)
{
  CorMapRoadClass smallest = COR_MAP_ROAD_STREET;
  Streets streets;

  while (smallest > COR_MAP_ROAD_REGIONAL && self->frame->zoom < road_looks[smallest].min_zoom)
    smallest--;
  if (smallest == COR_MAP_ROAD_REGIONAL)
    return;

  gather_streets (self, smallest, &streets);
  for (guint k = smallest; k > COR_MAP_ROAD_REGIONAL; k--)
    stroke_streets (&streets, k, get_road_width (self, k) + edge_px, self->palette->road_edge[k]);
  for (guint k = smallest; k > COR_MAP_ROAD_REGIONAL; k--)
    stroke_streets (&streets, k, get_road_width (self, k), self->palette->road_fill[k]);
  streets_clear (&streets);
}

/**
 * cor_map_painter_draw_roads:
 * @self: a painter
 *
 * Draws the roads, the small ones below. Far off they are thin lines, nearer they get edges.
 */
void
cor_map_painter_draw_roads (const CorMapPainter *self)
{
  double edge_px = cor_map_painter_grow (self, 7.0, 0.7, 12.0, 1.6);

  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  if (self->content->road_supply != NULL)
    draw_streets (self, edge_px);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = COR_N_MAP_ROAD_CLASSES; i > 0; i--)
      {
        guint k = i - 1;
        double width_px = get_road_width (self, k);

        if (self->frame->zoom < road_looks[k].min_zoom)
          continue;
        if (pass == 0)
          stroke_roads (self, (CorMapRoadClass) k, width_px + edge_px, self->palette->road_edge[k]);
        else
          stroke_roads (self, (CorMapRoadClass) k, width_px, self->palette->road_fill[k]);
      }
}
