/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-wrap-layout.h"

static const char *const texts[] = { "Registered: 15401", "", "The last one is out after 18 hours",
                                     "At most 0.1 % could still be gained", "Unserved: 90" };

static GtkWidget *
make_line (GtkTextDirection direction)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, cor_wrap_layout_new ());
  gtk_widget_set_direction (line, direction);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (line), label);
    }

  return g_object_ref_sink (line);
}

static int
allocate (GtkWidget *line, int width)
{
  int height;

  gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (line, width, height, -1, NULL);

  return height;
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static gboolean
overlap (GtkWidget *a, GtkWidget *b)
{
  GtkAllocation first, second;

  gtk_widget_get_allocation (a, &first);
  gtk_widget_get_allocation (b, &second);

  return gdk_rectangle_intersect (&first, &second, NULL);
}

static void
check_nothing_is_cut (GtkWidget *line, int width, int height)
{
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation area;

      gtk_widget_get_allocation (child, &area);
      g_assert_cmpint (area.width, >=, natural_width (child));
      g_assert_cmpint (area.x, >=, 0);
      g_assert_cmpint (area.x + area.width, <=, width);
      g_assert_cmpint (area.y + area.height, <=, height);
      for (GtkWidget *other = gtk_widget_get_next_sibling (child); other != NULL;
           other = gtk_widget_get_next_sibling (other))
        g_assert_false (overlap (child, other));
    }
}

static void
test_what_does_not_fit_goes_below (void)
{
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (GtkWidget) line = make_line (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      int one_line = natural_width (line);
      int height = allocate (line, one_line);

      check_nothing_is_cut (line, one_line, height);
      for (int width = one_line; width > one_line / 3; width -= 37)
        check_nothing_is_cut (line, width, allocate (line, width));
      g_assert_cmpint (allocate (line, one_line - 1), >, height);
    }
}

static void
test_it_reads_from_the_right (void)
{
  g_autoptr (GtkWidget) line = make_line (GTK_TEXT_DIR_RTL);
  GtkAllocation first;
  int width = natural_width (line);

  allocate (line, width);
  gtk_widget_get_allocation (gtk_widget_get_first_child (line), &first);
  g_assert_cmpint (first.x + first.width, ==, width);
}

/* Wider than the whole line, a text is shortened rather than drawn over what is beside it. */
static void
test_nothing_leaves_the_line (void)
{
  g_autoptr (GtkWidget) line = make_line (GTK_TEXT_DIR_LTR);

  allocate (line, 100);
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation area;

      gtk_widget_get_allocation (child, &area);
      g_assert_cmpint (area.x + area.width, <=, 100);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/wrap-layout/what-does-not-fit-goes-below",
                   test_what_does_not_fit_goes_below);
  g_test_add_func ("/ui/wrap-layout/it-reads-from-the-right", test_it_reads_from_the_right);
  g_test_add_func ("/ui/wrap-layout/nothing-leaves-the-line", test_nothing_leaves_the_line);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
