/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-planning-page.h"

static const CorPlanSettings *
get_settings (DeskFixture *fixture)
{
  return cor_snapshot_get_settings (cor_session_get_snapshot (fixture->session));
}

static gboolean
may_cost_a_fortieth (gpointer user_data)
{
  return get_settings (user_data)->tolerance_permille[COR_OBJECTIVE_PERSON_TIME] == 25;
}

static gboolean
has_fuller_cars (gpointer user_data)
{
  return get_settings (user_data)->people_per_car_x10 == 35;
}

static gboolean
rests_by_night (gpointer user_data)
{
  const CorPlanSettings *settings = get_settings (user_data);

  return settings->night == COR_NIGHT_NO_DRIVING && settings->night_hours.from_min == 21 * 60;
}

static void
test_settings_of_planning_are_edited (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  GtkWidget *page = g_object_ref_sink (cor_planning_page_new (fixture->session));

  desk_write_row (page, "3. Hours that people spend inside, % more", "2.5");
  desk_wait_until (may_cost_a_fortieth, fixture);
  desk_write_row (page, "People in a car, if nobody says", "3,5");
  desk_wait_until (has_fuller_cars, fixture);
  gtk_editable_set_text (
      GTK_EDITABLE (desk_find_row (page, "Night, as 22:00–05:00, clock in Kyiv")), "21:00–06:00");
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find_row (page, "At night")),
                              COR_NIGHT_NO_DRIVING);
  desk_wait_until (rests_by_night, fixture);
  g_object_unref (page);
}

static void
test_nonsense_changes_nothing (void)
{
  static const struct
  {
    const char *title;
    const char *text;
  } cases[] = {
    { "1. People left inside, % more", "101" },
    { "1. People left inside, % more", "few" },
    { "1. People left inside, % more", "" },
    { "Urgent", "0" },
    { "People in a car, if nobody says", "0.5" },
    { "Night, as 22:00–05:00, clock in Kyiv", "when it is dark" },
  };
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  guint64 revision = cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session));
  GtkWidget *page = g_object_ref_sink (cor_planning_page_new (fixture->session));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row = desk_find_row (page, cases[i].title);
      g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

      desk_write_row (page, cases[i].title, cases[i].text);
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      gtk_editable_set_text (GTK_EDITABLE (row), before);
    }
  g_assert_cmpuint (cor_snapshot_get_revision (cor_session_get_snapshot (fixture->session)), ==,
                    revision);
  g_object_unref (page);
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/planning-page/settings-are-edited", test_settings_of_planning_are_edited);
  g_test_add_func ("/ui/planning-page/nonsense-changes-nothing", test_nonsense_changes_nothing);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
