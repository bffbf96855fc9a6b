/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-people-model.h"
#include "cor-people-row.h"
#include "cor-people-view.h"
#include "cor-plan-edits.h"
#include "cor-selection.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Family members including you,Needs\n"                                      \
  "Dana Levi,+972501234567,Kyiv,1,\n"                                                              \
  "Ноам Коен,+972501234568,Львів,4,wheelchair\n"                                      \
  "Avi Peretz,+972501234569,Nowhere at all,2,\n"

#define N_MANY 100000

/* On a slow machine with other work to do; a tenth of this is usual. */
#define MANY_LIMIT_S 20

static gboolean
is_idle (gpointer user_data)
{
  return !cor_people_model_is_busy (user_data);
}

static void
expect_names (CorPeopleModel *model, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  desk_wait_until (is_idle, model);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (CorPeopleRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autofree char *name = cor_people_row_dup_text (row, COR_PEOPLE_COLUMN_NAME);

      g_string_append_printf (names, "%s%s", i > 0 ? "; " : "", name);
    }

  g_assert_cmpstr (names->str, ==, expected);
}

static DeskFixture *
fixture_with_people (void)
{
  DeskFixture *fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", LIST);

  desk_fixture_import (fixture, path);

  return fixture;
}

static void
test_filters_and_sorts (void)
{
  g_autoptr (DeskFixture) fixture = fixture_with_people ();
  g_autoptr (CorPeopleModel) model = cor_people_model_new ();

  cor_people_model_set_session (model, fixture->session);
  expect_names (model, "Avi Peretz; Dana Levi; Ноам Коен");
  g_assert_cmpuint (cor_people_model_get_n_all (model), ==, 3);

  cor_people_model_set_order (model, COR_PEOPLE_COLUMN_PEOPLE, TRUE);
  expect_names (model, "Ноам Коен; Avi Peretz; Dana Levi");
  cor_people_model_set_order (model, COR_PEOPLE_COLUMN_NAME, FALSE);

  /* A name in another script, a place, a telephone, and nobody. */
  cor_people_model_set_text (model, "noam");
  expect_names (model, "Ноам Коен");
  cor_people_model_set_text (model, "Київ");
  expect_names (model, "Dana Levi");
  cor_people_model_set_text (model, "50 123-4569");
  expect_names (model, "Avi Peretz");
  cor_people_model_set_text (model, "dana lviv");
  expect_names (model, "");
  cor_people_model_set_text (model, NULL);

  cor_people_model_set_show (model, COR_PEOPLE_UNPLACED);
  expect_names (model, "Avi Peretz");
  cor_people_model_set_show (model, COR_PEOPLE_EVERYBODY);
  cor_people_model_set_status (model, COR_STATUS_SAFE);
  expect_names (model, "");
}

/* Who cannot start with their household is among those to check; who is not placed parts nobody. */
static void
test_parted_households_are_to_check (void)
{
  g_autoptr (DeskFixture) fixture = fixture_with_people ();
  g_autoptr (CorPeopleModel) model = cor_people_model_new ();
  GPtrArray *persons =
      cor_snapshot_get_records (cor_session_get_snapshot (fixture->session), COR_RECORD_PERSON);
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_PERSON, NULL);
  CorId household = cor_id_new ();

  cor_people_model_set_session (model, fixture->session);
  cor_people_model_set_show (model, COR_PEOPLE_TO_CHECK);
  expect_names (model, "");

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *changed = cor_record_copy (persons->pdata[i]);

      changed->household_id = household;
      cor_edit_put (edit, changed);
    }
  desk_fixture_commit (fixture, edit);

  expect_names (model, "Dana Levi; Ноам Коен");
}

static void
test_follows_the_plan (void)
{
  g_autoptr (DeskFixture) fixture = fixture_with_people ();
  g_autoptr (CorPeopleModel) model = cor_people_model_new ();
  CorId id;

  cor_people_model_set_session (model, fixture->session);
  expect_names (model, "Avi Peretz; Dana Levi; Ноам Коен");
  id = *cor_people_model_get_id (model, 1);

  desk_fixture_commit (
      fixture, cor_edit_remove_people (cor_session_get_snapshot (fixture->session), &id, 1));
  expect_names (model, "Avi Peretz; Ноам Коен");
  g_assert_false (cor_people_model_find (model, &id, NULL));
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  (*n_changes)++;
}

/* Thousands of rows made anew stop whoever opens and closes crossings. */
static void
test_leaves_the_table_alone_that_an_edit_is_not_about (void)
{
  g_autoptr (DeskFixture) fixture = fixture_with_people ();
  g_autoptr (CorPeopleModel) model = cor_people_model_new ();
  CorSnapshot *snapshot;
  CorCrossing *crossing;
  guint n_changes = 0;

  cor_people_model_set_session (model, fixture->session);
  desk_wait_until (is_idle, model);
  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), &n_changes);
  snapshot = cor_session_get_snapshot (fixture->session);
  crossing = cor_snapshot_find_crossing (snapshot, "Krakivets", NULL);
  desk_fixture_commit (fixture,
                       cor_edit_set_crossing_state (snapshot, &crossing->record.id, FALSE, NULL));
  expect_names (model, "Avi Peretz; Dana Levi; Ноам Коен");
  g_assert_cmpuint (n_changes, ==, 0);
}

static guint
count_with_status (DeskFixture *fixture, CorStatus status)
{
  GPtrArray *persons =
      cor_snapshot_get_records (cor_session_get_snapshot (fixture->session), COR_RECORD_PERSON);
  guint n_persons = 0;

  for (guint i = 0; i < persons->len; i++)
    n_persons += ((CorPerson *) persons->pdata[i])->status == status ? 1 : 0;

  return n_persons;
}

static gboolean
are_confirmed (gpointer user_data)
{
  return count_with_status (user_data, COR_STATUS_CONFIRMED) == 3;
}

static gboolean
has_three_rows (gpointer user_data)
{
  return g_list_model_get_n_items (user_data) == 3;
}

static gboolean
shows_table (gpointer user_data)
{
  return desk_find_widget (user_data, GTK_TYPE_COLUMN_VIEW, NULL) != NULL;
}

static gboolean
has_named_line (gpointer user_data)
{
  GtkWidget *label = desk_find_widget (user_data, GTK_TYPE_LABEL, "Dana Levi");
  GtkWidget *line = label != NULL ? gtk_widget_get_parent (gtk_widget_get_parent (label)) : NULL;
  g_autofree char *wrong = NULL;

  if (line == NULL)
    return FALSE;
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "Dana Levi, Kyiv, 1, Registered");

  return wrong == NULL;
}

static void
test_sets_status_of_all_selected (void)
{
  g_autoptr (DeskFixture) fixture = fixture_with_people ();
  g_autoptr (CorSelection) selection = cor_selection_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = cor_people_view_new ();
  GtkColumnView *table;
  GtkSelectionModel *rows;

  cor_people_view_set_session (COR_PEOPLE_VIEW (view), fixture->session, selection);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  desk_wait_until (shows_table, view);
  table = GTK_COLUMN_VIEW (desk_find_widget (view, GTK_TYPE_COLUMN_VIEW, NULL));
  g_assert_nonnull (table);
  rows = gtk_column_view_get_model (table);
  desk_wait_until (has_three_rows, rows);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (desk_find_widget (desk_find_widget (view, GTK_TYPE_DROP_DOWN, "show"),
                                        GTK_TYPE_TOGGLE_BUTTON, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Whom to show");
  desk_wait_until (has_named_line, view);

  /* One row selected is what the desk's details are about. */
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_assert_cmpint (cor_selection_get_kind (selection), ==, COR_SELECTION_PERSON);

  gtk_selection_model_select_all (rows);
  g_assert_true (gtk_widget_activate_action (view, "people.set-status", "i", COR_STATUS_CONFIRMED));
  desk_wait_until (are_confirmed, fixture);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_is_quick_with_many (void)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_IMPORT_LIST, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorPeopleKeys) keys = cor_people_keys_new ();
  g_autoptr (GArray) by_name = NULL;
  g_autoptr (GArray) by_people = NULL;
  g_autoptr (GTimer) timer = NULL;
  CorPeopleQuery query = { .status = COR_PEOPLE_ANY_STATUS };

  for (guint i = 0; i < N_MANY; i++)
    {
      CorPerson *person = cor_person_new (NULL);

      cor_person_edit_particulars (person)->full_name = g_strdup_printf (
          "%s %u", i % 2 == 0 ? "Olena Shevchenko" : "Олег Шевченко", (i * 7919u) % N_MANY);
      person->party_size = 1 + i % 5;
      cor_edit_put (edit, person);
    }
  snapshot = cor_snapshot_apply (empty, edit, 1);

  timer = g_timer_new ();
  by_name = cor_people_order (keys, snapshot, &query, NULL);
  g_test_message ("first order of %u by name: %.2f s", N_MANY, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (by_name->len, ==, N_MANY);

  g_timer_start (timer);
  query.column = COR_PEOPLE_COLUMN_PEOPLE;
  by_people = cor_people_order (keys, snapshot, &query, NULL);
  g_test_message ("next order of %u by people: %.2f s", N_MANY, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (by_people->len, ==, N_MANY);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, MANY_LIMIT_S);
}

static void
add_tests (void)
{
  g_test_add_func ("/desk/people/filters-and-sorts", test_filters_and_sorts);
  g_test_add_func ("/desk/people/parted-households", test_parted_households_are_to_check);
  g_test_add_func ("/desk/people/follows-the-plan", test_follows_the_plan);
  g_test_add_func ("/desk/people/leaves-the-table-alone",
                   test_leaves_the_table_alone_that_an_edit_is_not_about);
  g_test_add_func ("/desk/people/sets-status-of-all-selected", test_sets_status_of_all_selected);
  g_test_add_func ("/desk/people/is-quick-with-many", test_is_quick_with_many);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
