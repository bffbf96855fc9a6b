/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-osm-hours.h"
#include "cor-osm-profile.h"
#include "cor-osm-values.h"

#define MARCH_2022_S 1646092800

/* “highway=primary oneway=yes”: tags apart by two blanks, for values may hold one. */
static gboolean
judge (const char *text, CorOsmProfile *profile, CorOsmRoad *road)
{
  g_auto (GStrv) parts = g_strsplit (text, "  ", -1);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CorOsmTag));
  CorOsmTags tags;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      CorOsmTag tag = { parts[i], equals + 1 };

      *equals = '\0';
      g_array_append_val (list, tag);
    }
  tags = (CorOsmTags){ (const CorOsmTag *) list->data, list->len };
  cor_osm_profile_set_source_utc_s (profile, MARCH_2022_S);

  return cor_osm_profile_judge_way (profile, &tags, road);
}

/* Who may drive: a car forward and backward, a coach forward and backward; “h” at some hours. */
static void
test_who_may_drive (void)
{
  static const struct
  {
    const char *tags;
    const char *expected;
  } cases[] = {
    { "highway=primary", "yyyy" },
    { "highway=residential", "yyyy" },
    { "highway=footway", "----" },
    { "highway=track", "yy--" },
    { "highway=service", "yyyy" },
    { "highway=primary  oneway=1", "y-y-" },
    { "highway=primary  oneway=reverse", "-y-y" },
    { "highway=primary  oneway=alternating", "yyyy" },
    { "highway=primary  oneway=reversible", "----" },
    { "highway=primary  oneway=yes  oneway:bus=no", "y-yy" },
    { "highway=primary  oneway:motor_vehicle=-1", "-y-y" },
    { "highway=primary  junction=circular", "y-y-" },
    { "highway=primary  junction=roundabout  oneway=no", "yyyy" },
    { "highway=motorway_link", "y-y-" },
    { "highway=motorway  oneway=no", "yyyy" },
    { "highway=primary  access=no", "----" },
    { "highway=primary  access=no  motor_vehicle=destination", "yyyy" },
    { "highway=primary  vehicle=no  bus=yes", "--yy" },
    { "highway=primary  motor_vehicle=no  motorcar=yes", "yy--" },
    { "highway=primary  hgv=no", "yy--" },
    { "highway=primary  hgv=no  bus=designated", "yyyy" },
    { "highway=primary  motor_vehicle=no  hgv=yes", "----" },
    { "highway=primary  motor_vehicle:backward=no", "y-y-" },
    { "highway=primary  motor_vehicle=private", "----" },
    { "highway=primary  tourist_bus=no", "yy--" },
    { "highway=primary  maxweight=7.5", "yy--" },
    { "highway=primary  maxweight=2 t", "----" },
    { "highway=primary  maxheight=12'0\"", "yy--" },
    { "highway=primary  maxheight=4.2", "yyyy" },
    { "highway=primary  maxheight=below_default", "yyyy" },
    { "highway=primary  maxlength=12", "yy--" },
    { "highway=primary  maxwidth=2,3", "yy--" },
    { "highway=primary  maxaxleload=8", "yy--" },
    { "highway=primary  maxweight:hgv=7.5", "yy--" },
    { "highway=primary  ford=yes", "yy--" },
    { "highway=primary  smoothness=impassable", "----" },
    { "highway=primary  disused=yes", "----" },
    { "highway=construction  construction=primary", "----" },
    { "highway=construction  construction=primary  opening_date=2022-02-15", "yyyy" },
    { "highway=construction  construction=primary  opening_date=2022-02", "yyyy" },
    { "highway=construction  construction=primary  opening_date=2022-03", "----" },
    { "highway=primary  opening_date=2023", "----" },
    { "highway=primary  opening_date=2021", "yyyy" },
    { "highway=primary  motor_vehicle:conditional=no @ (Mo-Fr 07:00-09:00)", "hhhh" },
    { "highway=primary  motor_vehicle:conditional=no @ (24/7)", "----" },
    { "highway=primary  access:conditional=no @ (weight>7.5)", "yy--" },
    { "highway=primary  access:conditional=no @ (weight>7.5 AND 22:00-06:00)", "yyhh" },
    { "highway=primary  access=no  access:conditional=yes @ (Mo-Fr 07:00-09:00)", "hhhh" },
    { "highway=primary  access=no  access:conditional=yes @ (full moon)", "----" },
    { "highway=primary  access:conditional=no @ (full moon)", "----" },
    { "highway=primary  motorcar=yes  motor_vehicle:conditional=no @ (08:00-09:00)", "yyhh" },
    { "highway=primary  hgv:conditional=no @ (22:00-06:00)", "yyhh" },
    { "highway=primary  maxweight:conditional=7.5 @ (22:00-06:00)", "yyhh" },
    { "highway=primary  maxweight=3.5  maxweight:conditional=none @ (destination)", "yy--" },
    { "highway=primary  oneway:conditional=yes @ (Mo-Fr 07:00-09:00)", "yhyh" },
    { "highway=primary  oneway=reversible  oneway:conditional=yes @ (05:00-12:00); -1 @ "
      "(12:00-22:00)",
      "hhhh" },
    { "highway=primary  motor_vehicle:forward:conditional=no @ (07:00-09:00)", "hyhy" },
    { "route=ferry", "----" },
    { "route=ferry  motor_vehicle=yes", "yyyy" },
    { "route=ferry  ferry=primary", "yyyy" },
    { "route=ferry  motorcar=yes  hgv=no", "yy--" },
    { "route=ferry  motor_vehicle=yes  opening_hours=Mo-Sa 08:00-20:00", "hhhh" },
    { "route=ferry  motor_vehicle=yes  opening_hours=24/7", "yyyy" },
    { "route=ferry  motor_vehicle=yes  opening_hours=Apr-Oct 08:00-20:00", "----" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CorOsmProfile) profile = cor_osm_profile_new ();
      g_autoptr (GString) found = g_string_new (cases[i].tags);
      g_autofree char *expected = g_strconcat (cases[i].tags, ": ", cases[i].expected, NULL);
      CorOsmRoad road;
      gboolean is_driven = judge (cases[i].tags, profile, &road);

      g_string_append (found, ": ");
      for (guint j = 0; j < 4; j++)
        g_string_append_c (found, !is_driven || road.speed_kmh[j / 2][j % 2] <= 0.0f ? '-'
                                  : road.hours[j / 2][j % 2] != COR_WEEK_NEVER       ? 'h'
                                                                                     : 'y');
      g_assert_cmpstr (found->str, ==, expected);
    }
}

static void
test_how_fast (void)
{
  static const struct
  {
    const char *tags;
    double car_kmh;
    double back_kmh;
    double coach_kmh;
  } cases[] = {
    { "highway=primary", 80, 80, 70.4 },
    { "highway=primary  maxspeed=60", 54, 54, 47.5 },
    { "highway=primary  maxspeed=UA:urban", 45, 45, 39.6 },
    { "highway=primary  maxspeed=RU:urban", 54, 54, 47.5 },
    { "highway=primary  maxspeed=40 mph", 57.9, 57.9, 51 },
    { "highway=primary  maxspeed=none", 117, 117, 80 },
    { "highway=primary  maxspeed=70;50", 45, 45, 39.6 },
    { "highway=primary  maxspeed:forward=50  maxspeed:backward=30", 45, 27, 39.6 },
    { "highway=primary  maxspeed=90  maxspeed:bus=60", 81, 81, 60 },
    { "highway=primary  maxspeed=90  maxspeed:hgv=50", 81, 81, 50 },
    { "highway=primary  maxspeed:type=PL:urban", 45, 45, 39.6 },
    { "highway=primary  zone:traffic=BY:urban", 54, 54, 47.5 },
    { "highway=primary  surface=dirt", 15, 15, 13.2 },
    { "highway=primary  maxspeed=90  surface=gravel  smoothness=bad", 30, 30, 26.4 },
    { "highway=track  tracktype=grade4", 8, 8, 0 },
    { "highway=primary  maxspeed=90  maxspeed:conditional=50 @ (22:00-06:00)", 50, 50, 50 },
    { "highway=primary  maxspeed=90  maxspeed:conditional=50 @ (weight>7.5)", 81, 81, 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CorOsmProfile) profile = cor_osm_profile_new ();
      CorOsmRoad road;

      g_assert_true (judge (cases[i].tags, profile, &road));
      g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_CAR][0], cases[i].car_kmh,
                                      0.1);
      g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_CAR][1], cases[i].back_kmh,
                                      0.1);
      g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_COACH][0], cases[i].coach_kmh,
                                      0.1);
    }
}

/* Where no sign says it, the country does. */
static void
test_obeys_country (void)
{
  g_autoptr (CorOsmProfile) profile = cor_osm_profile_new ();
  CorOsmRoad road;

  g_assert_true (judge ("highway=motorway", profile, &road));
  cor_osm_profile_obey_country ("BY", &road);
  g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_CAR][0], 99.0, 0.1);
  g_assert_true (judge ("highway=primary", profile, &road));
  cor_osm_profile_obey_country ("PL", &road);
  g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_COACH][0], 63.0, 0.1);
  g_assert_true (judge ("highway=primary  maxspeed=100", profile, &road));
  cor_osm_profile_obey_country ("PL", &road);
  g_assert_cmpfloat_with_epsilon (road.speed_kmh[COR_ROAD_VEHICLE_COACH][0], 79.2, 0.1);
}

/* The hours at which something holds, day by day; or that they cannot be read. */
static void
test_reads_hours (void)
{
  static const struct
  {
    const char *text;
    const char *expected; /* minutes of each day, Monday to Sunday */
  } cases[] = {
    { "24/7", "1440 1440 1440 1440 1440 1440 1440" },
    { "07:00-09:00", "120 120 120 120 120 120 120" },
    { "Mo-Fr 07:00-09:00,16:00-18:00", "240 240 240 240 240 0 0" },
    { "Mo-Fr 07:00-09:00; Sa 08:00-12:00", "120 120 120 120 120 240 0" },
    { "Mo-Fr 07:00-09:00, Sa 08:00-12:00", "120 120 120 120 120 240 0" },
    { "22:00-06:00", "480 480 480 480 480 480 480" },
    { "Su 22:00-06:00", "360 0 0 0 0 0 120" },
    { "Sa-Mo", "1440 0 0 0 0 1440 1440" },
    { "Mo-Sa 08:00-20:00; Su off", "720 720 720 720 720 720 0" },
    { "Mo-Su 08:00-20:00; Sa 10:00-14:00", "720 720 720 720 720 240 720" },
    { "Mo-Fr 08:00-20:00; PH off", "720 720 720 720 720 0 0" },
    { "Mo,We,Fr 8:00-9:30", "90 0 90 0 90 0 0" },
    { "PH,Su 10:00-12:00", "0 0 0 0 0 0 120" },
    { "Mo-Fr 20:00-26:00", "240 360 360 360 360 120 0" },
    { "Apr-Oct 08:00-20:00", NULL },
    { "sunrise-sunset", NULL },
    { "Mo-Fr 08:00+", NULL },
    { "Mo-Fr 8", NULL },
    { "08:00-25:99", NULL },
    { "week 1-10", NULL },
    { "Mo[1] 10:00-12:00", NULL },
    { "foo", NULL },
    { "", NULL },
    { ",", NULL },
    { "Mo-Fr 08:00-09:00,", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree CorWeek *week = g_new0 (CorWeek, 1);
      g_autoptr (GString) found = g_string_new (NULL);
      guint n_holiday_rules;

      if (!cor_osm_hours_parse (cases[i].text, week, &n_holiday_rules))
        {
          g_assert_cmpstr (NULL, ==, cases[i].expected);
          continue;
        }
      for (guint day = 0; day < 7; day++)
        {
          guint n = 0;

          for (guint j = 0; j < COR_MINUTES_PER_DAY; j++)
            n += week->minutes[day * COR_MINUTES_PER_DAY + j] != 0;
          g_string_append_printf (found, "%s%u", day > 0 ? " " : "", n);
        }
      g_assert_cmpstr (found->str, ==, cases[i].expected);
    }
}

static void
test_barriers (void)
{
  static const struct
  {
    CorOsmTag tags[2];
    guint blocks;
    guint delay_s;
  } cases[] = {
    { { { "barrier", "bollard" }, { "x", "y" } }, 3, 0 },
    { { { "barrier", "bollard" }, { "bus", "yes" } }, 1, 0 },
    { { { "barrier", "gate" }, { "x", "y" } }, 0, 20 },
    { { { "barrier", "gate" }, { "locked", "yes" } }, 3, 20 },
    { { { "barrier", "gate" }, { "access", "private" } }, 3, 20 },
    { { { "barrier", "lift_gate" }, { "motor_vehicle", "yes" } }, 0, 20 },
    { { { "barrier", "toll_booth" }, { "x", "y" } }, 0, 60 },
    { { { "barrier", "border_control" }, { "x", "y" } }, 0, 600 },
    { { { "barrier", "cattle_grid" }, { "x", "y" } }, 0, 0 },
    { { { "barrier", "height_restrictor" }, { "maxheight", "2.5" } }, 2, 0 },
    { { { "ford", "yes" }, { "x", "y" } }, 2, 0 },
    { { { "amenity", "parking" }, { "access", "private" } }, 0, 0 },
  };
  g_autoptr (CorOsmProfile) profile = cor_osm_profile_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorOsmTags tags = { cases[i].tags, 2 };
      CorOsmBarrier barrier;

      cor_osm_profile_judge_node (profile, &tags, &barrier);
      g_assert_cmpuint (barrier.blocks, ==, cases[i].blocks);
      g_assert_cmpuint (barrier.delay_s, ==, cases[i].delay_s);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/osm-profile/who-may-drive", test_who_may_drive);
  g_test_add_func ("/roads/osm-profile/how-fast", test_how_fast);
  g_test_add_func ("/roads/osm-profile/obeys-country", test_obeys_country);
  g_test_add_func ("/roads/osm-profile/reads-hours", test_reads_hours);
  g_test_add_func ("/roads/osm-profile/barriers", test_barriers);

  return g_test_run ();
}
