/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clock.h"

/* 2022-02-24 06:00 in Kyiv. */
#define START_UTC_S 1645675200

static void
test_reads_what_officers_type (void)
{
  gint64 time_utc_s;

  g_assert_true (cor_clock_parse (" 2022-02-24 06:00 ", &time_utc_s));
  g_assert_cmpint (time_utc_s, ==, START_UTC_S);
  g_assert_true (cor_clock_parse ("", &time_utc_s));
  g_assert_cmpint (time_utc_s, ==, COR_TIME_NONE);
}

static void
test_refuses_what_is_no_time (void)
{
  const char *const wrong[] = { "tomorrow",         "2022-02-24",          "2022-13-24 06:00",
                                "2022-02-30 06:00", "2022-02-24 06:00 pm", "2022-02-24 25:00" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gint64 time_utc_s;

      if (cor_clock_parse (wrong[i], &time_utc_s))
        g_test_fail_printf ("\"%s\" was taken for a time", wrong[i]);
    }
}

static void
test_writes_what_it_reads (void)
{
  g_autofree char *text = cor_clock_format_plain (START_UTC_S);
  g_autofree char *none = cor_clock_format_plain (COR_TIME_NONE);

  g_assert_cmpstr (text, ==, "2022-02-24 06:00");
  g_assert_cmpstr (none, ==, "");
}

/* In a Hebrew line a time that is not isolated is read backwards. */
static void
test_isolates_times (void)
{
  g_autofree char *text = cor_clock_format (START_UTC_S);

  g_assert_cmpstr (text, ==, "\u20662022-02-24 06:00 EET\u2069");
}

static void
test_a_span_says_its_day_once (void)
{
  const struct
  {
    gint64 until_utc_s;
    const char *text;
  } cases[] = {
    { START_UTC_S, "\u20662022-02-24 06:00 EET\u2069" },
    { START_UTC_S + 9000, "\u20662022-02-24 06:00–08:30 EET\u2069" },
    { START_UTC_S + 86400, "\u20662022-02-24 06:00 EET – 2022-02-25 06:00 EET\u2069" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cor_clock_format_span (START_UTC_S, cases[i].until_utc_s);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* In the night of 27 March 2022 the clock goes from 03:00 to 04:00 in Kyiv. */
static void
test_a_span_over_a_change_of_the_clock_names_both_zones (void)
{
  g_autofree char *text = cor_clock_format_span (1648339200, 1648346400);

  g_assert_cmpstr (text, ==, "\u20662022-03-27 02:00 EET – 2022-03-27 05:00 EEST\u2069");
}

static void
test_reads_hours_with_any_dash (void)
{
  const char *const right[] = { "08:00-20:30", "08:00–20:30", "8:00 — 20:30" };
  guint opens_min;
  guint closes_min;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_assert_true (cor_clock_parse_minutes (right[i], &opens_min, &closes_min));
      g_assert_cmpuint (opens_min, ==, 8 * 60);
      g_assert_cmpuint (closes_min, ==, 20 * 60 + 30);
    }
  g_assert_true (cor_clock_parse_minutes ("00:00–24:00", &opens_min, &closes_min));
  g_assert_cmpuint (closes_min, ==, 1440);
}

static void
test_refuses_hours_that_are_none (void)
{
  const char *const wrong[] = { "", "08:00", "20:00-08:00", "08:00-24:01", "08:60-20:00", "a-b" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      guint opens_min;
      guint closes_min;

      if (cor_clock_parse_minutes (wrong[i], &opens_min, &closes_min))
        g_test_fail_printf ("\"%s\" was taken for hours", wrong[i]);
    }
}

static void
test_hours_of_a_day_may_pass_midnight (void)
{
  const char *const wrong[] = { "night", "22:00", "25:00-05:00", "22:00-05:60" };
  CorDaily daily = COR_DAILY_ALWAYS;
  g_autofree char *curfew = NULL;
  g_autofree char *always = NULL;

  daily.weekdays = 0x1f;
  g_assert_true (cor_clock_parse_daily (" 22:00 - 05:00", &daily));
  g_assert_cmpuint (daily.from_min, ==, 22 * 60);
  g_assert_cmpuint (daily.until_min, ==, 5 * 60);
  g_assert_cmpuint (daily.weekdays, ==, 0x1f);
  curfew = cor_clock_format_daily (&daily);
  g_assert_cmpstr (curfew, ==, "22:00–05:00");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (cor_clock_parse_daily (wrong[i], &daily));
  g_assert_cmpuint (daily.from_min, ==, 22 * 60);

  daily.weekdays = 0;
  g_assert_true (cor_clock_parse_daily ("", &daily));
  g_assert_true (cor_daily_is_always (&daily));
  always = cor_clock_format_daily (&daily);
  g_assert_cmpstr (always, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/clock/reads-what-officers-type", test_reads_what_officers_type);
  g_test_add_func ("/ui/clock/refuses-what-is-no-time", test_refuses_what_is_no_time);
  g_test_add_func ("/ui/clock/writes-what-it-reads", test_writes_what_it_reads);
  g_test_add_func ("/ui/clock/isolates-times", test_isolates_times);
  g_test_add_func ("/ui/clock/a-span-says-its-day-once", test_a_span_says_its_day_once);
  g_test_add_func ("/ui/clock/a-span-over-a-change-of-the-clock-names-both-zones",
                   test_a_span_over_a_change_of_the_clock_names_both_zones);
  g_test_add_func ("/ui/clock/reads-hours-with-any-dash", test_reads_hours_with_any_dash);
  g_test_add_func ("/desk/clock/hours-of-a-day-may-pass-midnight",
                   test_hours_of_a_day_may_pass_midnight);
  g_test_add_func ("/ui/clock/refuses-hours-that-are-none", test_refuses_hours_that_are_none);

  return g_test_run ();
}
