/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-side-lists.h"
#include "cor-sidebar.h"

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *sidebar;
} Shown;

static void
shown_init (Shown *self)
{
  self->fixture = desk_fixture_new ();
  self->selection = cor_selection_new ();
  self->sidebar = g_object_ref_sink (g_object_new (COR_TYPE_SIDEBAR, NULL));
  cor_sidebar_set_session (COR_SIDEBAR (self->sidebar), self->fixture->session, self->selection,
                           COR_LANGUAGE_EN);
}

static void
shown_clear (Shown *self)
{
  g_object_unref (self->sidebar);
  g_object_unref (self->selection);
  desk_fixture_free (self->fixture);
}

static GtkSelectionModel *
get_model (Shown *self)
{
  GtkWidget *view = desk_find_widget (self->sidebar, GTK_TYPE_LIST_VIEW, NULL);

  return gtk_list_view_get_model (GTK_LIST_VIEW (view));
}

static guint
count_lines (Shown *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model (self)));
}

static guint
count_crossings (Shown *self)
{
  return cor_snapshot_get_records (cor_session_get_snapshot (self->fixture->session),
                                   COR_RECORD_CROSSING)
      ->len;
}

static gboolean
has_every_line (gpointer user_data)
{
  return count_lines (user_data) == count_crossings (user_data);
}

static void
test_lines_come_one_after_the_other (void)
{
  Shown shown;

  shown_init (&shown);
  cor_sidebar_show_list (COR_SIDEBAR (shown.sidebar), COR_SIDE_LIST_CROSSINGS);
  g_assert_cmpuint (count_lines (&shown), >, 10);
  g_assert_cmpuint (count_lines (&shown), <, count_crossings (&shown));
  desk_wait_until (has_every_line, &shown);
  shown_clear (&shown);
}

static gboolean
has_selected_line (gpointer user_data)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (get_model (user_data));

  return gtk_bitset_get_size (selected) == 1;
}

/* Also of what came last. */
static void
test_the_selected_line_is_found (void)
{
  GPtrArray *crossings;
  const CorCrossing *last;
  Shown shown;

  shown_init (&shown);
  crossings = cor_snapshot_get_records (cor_session_get_snapshot (shown.fixture->session),
                                        COR_RECORD_CROSSING);
  for (guint i = 0; i < crossings->len; i += crossings->len - 1)
    {
      last = crossings->pdata[i];
      cor_sidebar_show_list (COR_SIDEBAR (shown.sidebar), COR_SIDE_LIST_POSTS);
      cor_selection_select (shown.selection, COR_SELECTION_CROSSING, &last->record.id);
      cor_sidebar_show_list (COR_SIDEBAR (shown.sidebar), COR_SIDE_LIST_CROSSINGS);
      desk_wait_until (has_every_line, &shown);
      desk_wait_until (has_selected_line, &shown);
      g_assert_true (cor_selection_is (shown.selection, COR_SELECTION_CROSSING, &last->record.id));
    }
  shown_clear (&shown);
}

static gboolean
press_tab (GtkWidget *window, GtkDirectionType direction, GtkWidget *goal)
{
  GtkWidget *focus;

  gtk_widget_child_focus (window, direction);
  focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus == goal || gtk_widget_is_ancestor (focus, goal);
}

/* Tab would else go through every one of hundreds of lines. */
static void
test_tab_leaves_the_lists (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *behind = gtk_button_new ();
  GtkWidget *lists, *lines;
  Shown shown;

  shown_init (&shown);
  cor_sidebar_show_list (COR_SIDEBAR (shown.sidebar), COR_SIDE_LIST_CROSSINGS);
  gtk_box_append (GTK_BOX (box), shown.sidebar);
  gtk_box_append (GTK_BOX (box), behind);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  desk_wait_until (has_every_line, &shown);
  lists = desk_find_widget (shown.sidebar, GTK_TYPE_LIST_BOX, NULL);
  lines = desk_find_widget (shown.sidebar, GTK_TYPE_LIST_VIEW, NULL);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (press_tab (window, GTK_DIR_TAB_FORWARD, lists));
  g_assert_true (press_tab (window, GTK_DIR_TAB_FORWARD, lines));
  g_assert_true (press_tab (window, GTK_DIR_DOWN, lines));
  g_assert_true (press_tab (window, GTK_DIR_TAB_FORWARD, behind));
  g_assert_true (press_tab (window, GTK_DIR_TAB_BACKWARD, lines));
  g_assert_true (press_tab (window, GTK_DIR_TAB_BACKWARD, lists));
  gtk_window_destroy (GTK_WINDOW (window));
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/sidebar/lines-come-one-after-the-other",
                   test_lines_come_one_after_the_other);
  g_test_add_func ("/ui/sidebar/the-selected-line-is-found", test_the_selected_line_is_found);
  g_test_add_func ("/ui/sidebar/tab-leaves-the-lists", test_tab_leaves_the_lists);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
