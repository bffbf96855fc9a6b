/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-words.h"

/* No plan can save more than all its hours, however bad it is. */
static void
test_what_could_be_saved_is_of_the_plan (void)
{
  const struct
  {
    double gap;
    const char *text;
  } cases[] = {
    { 0.0, "0.0 %" },
    { 0.0001, "0.1 %" },
    { 0.02, "2.0 %" },
    { 0.25, "20 %" },
    { 2.0, "67 %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cor_words_savable (cases[i].gap);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_names_keep_their_direction (void)
{
  g_autofree char *name = cor_words_set_apart ("Poland closes");

  g_assert_cmpstr (name, ==, "\u2068Poland closes\u2069");
}

static void
test_durations_are_hours_and_minutes (void)
{
  const struct
  {
    guint minutes;
    const char *text;
  } cases[] = { { 0, "0 min" }, { 59, "59 min" }, { 60, "1 h" }, { 125, "2 h 05 min" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cor_words_minutes (cases[i].minutes);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/words/what-could-be-saved-is-of-the-plan",
                   test_what_could_be_saved_is_of_the_plan);
  g_test_add_func ("/ui/words/durations-are-hours-and-minutes",
                   test_durations_are_hours_and_minutes);
  g_test_add_func ("/ui/words/names-keep-their-direction", test_names_keep_their_direction);

  return g_test_run ();
}
