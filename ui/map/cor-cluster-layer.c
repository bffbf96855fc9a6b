/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <math.h>

#define MIN_RADIUS_PX 6.0
#define MAX_RADIUS_PX 30.0
#define COUNT_MIN_RADIUS_PX 9.0
#define WANTED_MIN_RADIUS_PX 13.0
#define N_SIDES 4u
#define LARGE_NAME_PX 12.0
#define SMALL_NAME_PX 10.5

static double
radius_of (guint n_people)
{
  return CLAMP (4.0 + 0.75 * sqrt (n_people), MIN_RADIUS_PX, MAX_RADIUS_PX);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const CorSceneSpot *left = *(const CorSceneSpot *const *) a;
  const CorSceneSpot *right = *(const CorSceneSpot *const *) b;

  if (left->n_people != right->n_people)
    return left->n_people < right->n_people ? 1 : -1;

  return cor_id_compare (&left->id, &right->id);
}

static GPtrArray *
sort_clusters (const CorMapScene *scene)
{
  GPtrArray *clusters = g_ptr_array_new ();

  for (guint i = 0; i < scene->spots->len; i++)
    {
      CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);

      if (spot->kind == COR_SELECTION_CLUSTER)
        g_ptr_array_add (clusters, spot);
    }
  g_ptr_array_sort (clusters, compare_spots);

  return clusters;
}

static CorSpotGroup *
find_group (GArray *groups, double x, double y, double radius)
{
  for (guint i = 0; i < groups->len; i++)
    {
      CorSpotGroup *group = &g_array_index (groups, CorSpotGroup, i);

      if (hypot (group->x_px - x, group->y_px - y) < group->radius_px + radius * 0.4)
        return group;
    }

  return NULL;
}

/**
 * cor_cluster_layer_group:
 * @scene: what is shown
 * @frame: through which frame
 *
 * Gathers clusters that would lie on each other, the largest first. Depends on the scale, and on
 * nothing that changes while one pans.
 *
 * Returns: (transfer full) (element-type CorSpotGroup): the groups
 */
GArray *
cor_cluster_layer_group (const CorMapScene *scene, const CorMapFrame *frame)
{
  g_autoptr (GPtrArray) clusters = sort_clusters (scene);
  CorMapPicture picture = { .scene = scene, .frame = *frame };
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (CorSpotGroup));

  for (guint i = 0; i < clusters->len; i++)
    {
      const CorSceneSpot *spot = clusters->pdata[i];
      CorSpotGroup fresh = { .spot = spot, .n_people = spot->n_people, .n_clusters = 1 };
      CorSpotGroup *group;

      cor_map_picture_project (&picture, spot->world, &fresh.x_px, &fresh.y_px);
      fresh.radius_px = radius_of (spot->n_people);
      group = find_group (groups, fresh.x_px, fresh.y_px, fresh.radius_px);
      if (group != NULL)
        {
          group->n_people += spot->n_people;
          group->n_clusters++;
        }
      else
        g_array_append_val (groups, fresh);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      CorSpotGroup *group = &g_array_index (groups, CorSpotGroup, i);

      group->radius_px = radius_of (group->n_people);
    }

  return groups;
}

static void
draw_group (const CorMapPicture *picture, cairo_t *cr, const CorSpotGroup *group)
{
  gboolean selected = cor_map_picture_is_selected (picture, group->spot);
  gboolean dark = picture->theme == COR_MAP_THEME_DARK;

  if (selected)
    {
      cairo_new_path (cr);
      cairo_arc (cr, group->x_px, group->y_px, group->radius_px + 6.0, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, 0.21, 0.52, 0.89, 0.5);
      cairo_fill (cr);
    }

  cairo_new_path (cr);
  cairo_arc (cr, group->x_px, group->y_px, group->radius_px, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, dark ? 0.98 : 0.13, dark ? 0.94 : 0.16, dark ? 0.7 : 0.3, 0.88);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, dark ? 0.1 : 1.0, dark ? 0.1 : 1.0, dark ? 0.1 : 1.0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_count (const CorMapPicture *picture, cairo_t *cr, const CorSpotGroup *group)
{
  g_autofree char *count = g_strdup_printf ("%u", group->n_people);
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *font;
  double ground = picture->theme == COR_MAP_THEME_DARK ? 0.1 : 1.0;
  int width, height;

  if (group->radius_px < COUNT_MIN_RADIUS_PX)
    return;

  layout = pango_cairo_create_layout (cr);
  font = pango_font_description_from_string ("Sans Bold");
  pango_font_description_set_absolute_size (font, CLAMP (group->radius_px * 0.72, 9.0, 14.0) *
                                                      PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, count, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_set_source_rgb (cr, ground, ground, ground);
  cairo_move_to (cr, group->x_px - width / 2.0, group->y_px - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

typedef struct
{
  double x, y, width, height;
} Box;

static gboolean
overlaps (GArray *boxes, const Box *box)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *other = &g_array_index (boxes, Box, i);

      if (box->x < other->x + other->width && other->x < box->x + box->width &&
          box->y < other->y + other->height && other->y < box->y + box->height)
        return TRUE;
    }

  return FALSE;
}

static PangoLayout *
lay_out_name (cairo_t *cr, const CorSpotGroup *group)
{
  gboolean is_large = group->radius_px >= COUNT_MIN_RADIUS_PX;
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (is_large ? "Sans Bold" : "Sans");

  pango_font_description_set_absolute_size (font, (is_large ? LARGE_NAME_PX : SMALL_NAME_PX) *
                                                      PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, group->spot->name, -1);

  return layout;
}

/* Right of the disc, else left of it, below or above. */
static Box
get_place (const CorSpotGroup *group, guint side, int width, int height)
{
  double radius = group->radius_px;
  Box box = { group->x_px - width / 2.0 - 4.0, group->y_px - height / 2.0 - 1.0, width + 8.0,
              height + 2.0 };

  if (side == 0)
    box.x = group->x_px + radius;
  else if (side == 1)
    box.x = group->x_px - radius - box.width;
  else
    box.y = side == 2 ? group->y_px + radius : group->y_px - radius - box.height;

  return box;
}

/* Half a name is worse than none; but that of a large cluster is looked for, so it may lie on the
 * disc of a small one. */
static gboolean
find_place (const CorSpotGroup *group,
            GArray *discs,
            GArray *names,
            int width,
            int height,
            Box *place)
{
  for (guint side = 0; side < N_SIDES; side++)
    {
      *place = get_place (group, side, width, height);
      if (!overlaps (discs, place) && !overlaps (names, place))
        return TRUE;
    }
  *place = get_place (group, 0, width, height);

  return group->radius_px >= WANTED_MIN_RADIUS_PX && !overlaps (names, place);
}

/* The disc lies on the base map's own label, so it brings its name along, on a plate that hides the
 * rest. */
static void
draw_name (const CorMapPicture *picture,
           cairo_t *cr,
           const CorSpotGroup *group,
           GArray *discs,
           GArray *names)
{
  g_autoptr (PangoLayout) layout = lay_out_name (cr, group);
  double ground = picture->theme == COR_MAP_THEME_DARK ? 0.12 : 1.0;
  int width, height;
  Box box;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (!find_place (group, discs, names, width, height, &box))
    return;
  g_array_append_val (names, box);

  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_set_source_rgba (cr, ground, ground, ground, 0.82);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1.0 - ground, 1.0 - ground, 1.0 - ground);
  cairo_move_to (cr, box.x + 4.0, box.y + 1.0);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/* Where no name may stand; a name may touch its own disc. */
static GArray *
collect_discs (const GArray *groups)
{
  GArray *boxes = g_array_sized_new (FALSE, FALSE, sizeof (Box), groups->len);

  for (guint i = 0; i < groups->len; i++)
    {
      const CorSpotGroup *group = &g_array_index (groups, CorSpotGroup, i);
      double reach = group->radius_px - 1.0;
      Box box = { group->x_px - reach, group->y_px - reach, 2.0 * reach, 2.0 * reach };

      g_array_append_val (boxes, box);
    }

  return boxes;
}

/**
 * cor_cluster_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws clusters as discs whose area grows with their people, with the count in them.
 */
void
cor_cluster_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  g_autoptr (GArray) discs = collect_discs (picture->groups);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Box));

  for (guint i = 0; i < picture->groups->len; i++)
    draw_name (picture, cr, &g_array_index (picture->groups, CorSpotGroup, i), discs, names);

  for (guint i = picture->groups->len; i > 0; i--)
    {
      const CorSpotGroup *group = &g_array_index (picture->groups, CorSpotGroup, i - 1);

      if (group->x_px < -MAX_RADIUS_PX || group->y_px < -MAX_RADIUS_PX ||
          group->x_px > picture->frame.width_px + MAX_RADIUS_PX ||
          group->y_px > picture->frame.height_px + MAX_RADIUS_PX)
        continue;
      draw_group (picture, cr, group);
      draw_count (picture, cr, group);
    }
}
