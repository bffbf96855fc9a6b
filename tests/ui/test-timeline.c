/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "cor-timeline.h"

#define LIST                                                                                       \
  "Full name,Phone,City,Oblast,People including you\n"                                             \
  "Dana Levi,+972501234567,Lviv,Lviv,5\n"

static gboolean
has_playback (gpointer user_data)
{
  CorTimeline *timeline = user_data;

  return gtk_widget_get_sensitive (GTK_WIDGET (timeline));
}

static void
count_cb (guint *n_moves)
{
  (*n_moves)++;
}

static GtkAdjustment *
get_minutes (GtkWidget *timeline)
{
  return gtk_range_get_adjustment (
      GTK_RANGE (desk_find_widget (timeline, GTK_TYPE_SCALE, "scale")));
}

static gboolean
is_at_the_end (gpointer user_data)
{
  GtkAdjustment *minutes = user_data;

  return gtk_adjustment_get_value (minutes) >= gtk_adjustment_get_upper (minutes);
}

static void
test_tells_of_each_moment (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", LIST);
  GtkWidget *timeline = g_object_ref_sink (g_object_new (COR_TYPE_TIMELINE, NULL));
  GtkAdjustment *minutes;
  guint n_moves = 0;

  cor_timeline_set_session (COR_TIMELINE (timeline), fixture->session);
  g_assert_false (has_playback (timeline));
  g_assert_null (cor_timeline_get_playback (COR_TIMELINE (timeline)));

  desk_fixture_import (fixture, path);
  desk_wait_until (has_playback, timeline);
  minutes = get_minutes (timeline);
  g_signal_connect_swapped (timeline, "moved", G_CALLBACK (count_cb), &n_moves);
  g_assert_nonnull (desk_find_widget (timeline, GTK_TYPE_LABEL, "Still inside: \u20665\u2069"));
  g_assert_null (cor_timeline_get_playback (COR_TIMELINE (timeline)));

  gtk_adjustment_set_value (minutes, gtk_adjustment_get_upper (minutes));
  g_assert_cmpuint (n_moves, ==, 1);
  g_assert_nonnull (cor_timeline_get_playback (COR_TIMELINE (timeline)));
  g_assert_nonnull (desk_find_widget (timeline, GTK_TYPE_LABEL, "Still inside: \u20660\u2069"));
  g_object_unref (timeline);
}

static void
test_plays_to_the_end (void)
{
  g_autoptr (DeskFixture) fixture = desk_fixture_new ();
  g_autofree char *path = desk_fixture_write (fixture, "list.csv", LIST);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *timeline = g_object_new (COR_TYPE_TIMELINE, NULL);
  GtkToggleButton *play;

  gtk_window_set_child (GTK_WINDOW (window), timeline);
  gtk_window_present (GTK_WINDOW (window));
  cor_timeline_set_session (COR_TIMELINE (timeline), fixture->session);
  desk_fixture_import (fixture, path);
  desk_wait_until (has_playback, timeline);
  play = GTK_TOGGLE_BUTTON (desk_find_widget (timeline, GTK_TYPE_TOGGLE_BUTTON, NULL));

  /* From shortly before the end, for a plan plays for half a minute. */
  gtk_adjustment_set_value (get_minutes (timeline),
                            gtk_adjustment_get_upper (get_minutes (timeline)) - 5.0);
  gtk_toggle_button_set_active (play, TRUE);
  desk_wait_until (is_at_the_end, get_minutes (timeline));
  g_assert_false (gtk_toggle_button_get_active (play));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/timeline/tells-of-each-moment", test_tells_of_each_moment);
  g_test_add_func ("/ui/timeline/plays-to-the-end", test_plays_to_the_end);
}

int
main (int argc, char **argv)
{
  return desk_test_run (argc, argv, add_tests);
}
