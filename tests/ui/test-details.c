/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-details.h"

typedef struct
{
  DeskFixture *fixture;
  CorSelection *selection;
  GtkWidget *details;
} Shown;

static void
shown_init (Shown *self)
{
  self->fixture = desk_fixture_new ();
  self->selection = cor_selection_new ();
  self->details = g_object_ref_sink (g_object_new (COR_TYPE_DETAILS, NULL));
  cor_details_set_session (COR_DETAILS (self->details), self->fixture->session, self->selection,
                           COR_LANGUAGE_EN);
}

static void
shown_clear (Shown *self)
{
  g_object_unref (self->details);
  g_object_unref (self->selection);
  desk_fixture_free (self->fixture);
}

static guint
count_unnamed_lists (GtkWidget *root)
{
  guint n_unnamed =
      GTK_IS_LIST_BOX (root) && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (root),
                                                                   GTK_ACCESSIBLE_PROPERTY_LABEL)
          ? 1
          : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_unnamed += count_unnamed_lists (child);

  return n_unnamed;
}

static void
test_lists_say_what_they_are (void)
{
  const CorCrossing *crossing;
  GtkWidget *list;
  Shown shown;

  shown_init (&shown);
  list = desk_find_widget (shown.details, GTK_TYPE_LIST_BOX, NULL);
  g_assert_cmpuint (desk_count_widgets (shown.details, GTK_TYPE_LIST_BOX), >, 1);
  g_assert_cmpuint (count_unnamed_lists (shown.details), ==, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Test");

  crossing = cor_snapshot_get_records (cor_session_get_snapshot (shown.fixture->session),
                                       COR_RECORD_CROSSING)
                 ->pdata[0];
  cor_selection_select (shown.selection, COR_SELECTION_CROSSING, &crossing->record.id);
  g_assert_cmpuint (desk_count_widgets (shown.details, GTK_TYPE_LIST_BOX), >, 1);
  g_assert_cmpuint (count_unnamed_lists (shown.details), ==, 0);
  shown_clear (&shown);
}

static void
test_facts_are_read_out (void)
{
  GtkWidget *row;
  Shown shown;

  shown_init (&shown);
  row = desk_find_row (shown.details, "Planned ahead");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "168 hours");
  shown_clear (&shown);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/details/facts-are-read-out", test_facts_are_read_out);
  g_test_add_func ("/ui/details/lists-say-what-they-are", test_lists_say_what_they_are);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
