/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-daily.h"

#include "cor-time.h"

#define KYIV "Europe/Kyiv"

static gint64
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 time_utc_s;

  cor_time_parse (text, &time_utc_s, &error);
  g_assert_no_error (error);

  return time_utc_s;
}

static void
test_covers (void)
{
  const CorDaily curfew = { 22 * 60, 5 * 60, 0 };
  const CorDaily office = { 9 * 60, 17 * 60, 0x1f };
  const CorDaily friday_night = { 22 * 60, 5 * 60, 1 << 4 };
  const CorDaily weekend = { 0, COR_DAY_MIN, 0x60 };
  const CorDaily always = COR_DAILY_ALWAYS;
  const struct
  {
    const CorDaily *daily;
    const char *time; /* Kyiv is two hours ahead in winter */
    gboolean covered;
  } cases[] = {
    { &always, "2022-02-24T04:00:00Z", TRUE },
    { &curfew, "2022-02-24T19:59:59Z", FALSE },
    { &curfew, "2022-02-24T20:00:00Z", TRUE },
    { &curfew, "2022-02-25T02:59:59Z", TRUE },
    { &curfew, "2022-02-25T03:00:00Z", FALSE },
    { &office, "2022-02-25T07:00:00Z", TRUE }, /* a Friday */
    { &office, "2022-02-26T07:00:00Z", FALSE },
    { &office, "2022-02-25T15:00:00Z", FALSE },
    { &friday_night, "2022-02-25T20:00:00Z", TRUE },
    { &friday_night, "2022-02-26T02:00:00Z", TRUE },
    { &friday_night, "2022-02-26T20:00:00Z", FALSE },
    { &friday_night, "2022-02-25T02:00:00Z", FALSE },
    { &weekend, "2022-02-25T21:59:59Z", FALSE },
    { &weekend, "2022-02-25T22:00:00Z", TRUE },
    { &weekend, "2022-02-27T22:00:00Z", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u, %s", i, cases[i].time);
      g_assert_cmpint (cor_daily_covers (cases[i].daily, KYIV, parse (cases[i].time)), ==,
                       cases[i].covered);
    }
}

static void
test_next_change (void)
{
  const CorDaily curfew = { 22 * 60, 5 * 60, 0 };
  const CorDaily friday_night = { 22 * 60, 5 * 60, 1 << 4 };
  const CorDaily always = COR_DAILY_ALWAYS;
  const struct
  {
    const CorDaily *daily;
    const char *time;
    const char *change;
  } cases[] = {
    { &curfew, "2022-02-24T10:00:01Z", "2022-02-24T20:00:00Z" },
    { &curfew, "2022-02-24T20:00:00Z", "2022-02-25T03:00:00Z" },
    { &friday_night, "2022-02-24T20:00:00Z", "2022-02-25T20:00:00Z" },
    { &friday_night, "2022-02-26T03:00:00Z", "2022-03-04T20:00:00Z" },
    /* Clocks go forward at 01:00Z: the night is an hour shorter. */
    { &curfew, "2022-03-26T23:30:00Z", "2022-03-27T02:00:00Z" },
    /* And back at 01:00Z: an hour longer. */
    { &curfew, "2022-10-29T23:30:00Z", "2022-10-30T03:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *change = cor_time_format_utc (
          cor_daily_get_next_change (cases[i].daily, KYIV, parse (cases[i].time)));

      g_assert_cmpstr (change, ==, cases[i].change);
    }

  g_assert_cmpint (cor_daily_get_next_change (&always, KYIV, 0), ==, G_MAXINT64);
}

static void
test_validity (void)
{
  const CorDaily late = { COR_DAY_MIN, 60, 0 };
  const CorDaily eighth_day = { 0, 60, 1 << 7 };
  const CorDaily all_days = { 0, COR_DAY_MIN, COR_ALL_WEEKDAYS };
  const CorDaily round_the_clock = { 300, 300, 0 };

  g_assert_false (cor_daily_is_valid (&late));
  g_assert_false (cor_daily_is_valid (&eighth_day));
  g_assert_true (cor_daily_is_valid (&all_days));
  g_assert_true (cor_daily_is_always (&all_days));
  g_assert_true (cor_daily_is_always (&round_the_clock));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/daily/covers", test_covers);
  g_test_add_func ("/model/daily/next-change", test_next_change);
  g_test_add_func ("/model/daily/validity", test_validity);

  return g_test_run ();
}
