/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-wrap-layout.h"

#define COLUMN_SPACING_PX 18
#define LINE_SPACING_PX 2

struct _CorWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CorWrapLayout, cor_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next widget goes. */
typedef struct
{
  int width_px; /* of all lines */
  int x_px;
  int y_px;
  int line_height_px;
} Pen;

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Only what is wider than a whole line gets less than it likes. */
static GdkRectangle
place (Pen *pen, GtkWidget *child)
{
  GdkRectangle area = { .width = MIN (natural_width (child), pen->width_px) };

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, area.width, NULL, &area.height, NULL, NULL);
  if (pen->x_px > 0 && pen->x_px + area.width > pen->width_px)
    {
      pen->y_px += pen->line_height_px + LINE_SPACING_PX;
      pen->x_px = 0;
      pen->line_height_px = 0;
    }
  area.x = pen->x_px;
  area.y = pen->y_px;
  if (area.width > 0) /* an empty label takes no room, so nor does the space after it */
    pen->x_px += area.width + COLUMN_SPACING_PX;
  pen->line_height_px = MAX (pen->line_height_px, area.height);

  return area;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
first_shown (GtkWidget *widget)
{
  return next_shown (gtk_widget_get_first_child (widget));
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      if (child_natural > 0)
        *natural += child_natural + (*natural > 0 ? COLUMN_SPACING_PX : 0);
    }
}

static int
measure_height (GtkWidget *widget, int for_width)
{
  Pen pen = { .width_px = for_width >= 0 ? for_width : G_MAXINT / 2 };

  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    place (&pen, child);

  return pen.y_px + pen.line_height_px;
}

static void
cor_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = measure_height (widget, for_size);
}

static void
cor_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Pen pen = { .width_px = width };

  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GdkRectangle area = place (&pen, child);

      if (is_mirrored)
        area.x = width - area.x - area.width;
      gtk_widget_size_allocate (child, &area, -1);
    }
}

static GtkSizeRequestMode
cor_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cor_wrap_layout_class_init (CorWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = cor_wrap_layout_measure;
  manager_class->allocate = cor_wrap_layout_allocate;
  manager_class->get_request_mode = cor_wrap_layout_get_request_mode;
}

static void
cor_wrap_layout_init (CorWrapLayout *self)
{
}

/**
 * cor_wrap_layout_new:
 *
 * Returns: (transfer full): a layout for one widget
 */
GtkLayoutManager *
cor_wrap_layout_new (void)
{
  return g_object_new (COR_TYPE_WRAP_LAYOUT, NULL);
}
