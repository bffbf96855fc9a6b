/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How each command is used: what --help prints, and what is said to whom it refuses. */

#define COR_USAGE_NEW "new PLAN [--demo] [--name TEXT] [--start TIME]"

#define COR_USAGE_IMPORT                                                                           \
  "import PLAN LIST... [--sheet NAME] [--encoding NAME] [--dry-run] [--rejects FILE.csv] [--json]"

#define COR_USAGE_ROUTE "route PLAN [--roads NETWORK.roads|built-in] [--scenario NAME] [--json]"

#define COR_USAGE_SIMULATE                                                                         \
  "simulate PLAN [--runs N] [--seed S] [--calm] [--roads NETWORK.roads|built-in] "                 \
  "[--scenario NAME] [--json]"

#define COR_USAGE_COMPARE "compare PLAN A B [--roads NETWORK.roads|built-in] [--json]"

#define COR_USAGE_WHATIF                                                                           \
  "whatif PLAN [--crossing NAME [--closed|--open] [--capacity PEOPLE_PER_HOUR] "                   \
  "[--reception PEOPLE_PER_HOUR]] [--closure FILE.geojson] [--from TIME [--until TIME]] "          \
  "[--without-closure NAME] [--quota COUNTRY --people N [--daily]] [--vehicle NAME --count N] "    \
  "[--start TIME] [--horizon HOURS] [--do COMMAND]... [--roads NETWORK.roads|built-in] "           \
  "[--scenario NAME] [--json]"

#define COR_USAGE_SHEETS                                                                           \
  "sheets PLAN --output FILE.pdf [--language en|he|uk] [--published NUMBER | --draft] "            \
  "[--scenario NAME]"

#define COR_USAGE_EXPORT                                                                           \
  "export PLAN --output FILE.gpx|.kml|.geojson|.csv [--what routes|clusters|movements] "           \
  "[--language en|he|uk] [--published NUMBER | --draft] [--scenario NAME]"

#define COR_USAGE_CROSSING                                                                         \
  "crossing PLAN NAME [--open|--closed] [--capacity PEOPLE_PER_HOUR] "                             \
  "[--from TIME [--until TIME]] [--capacity-car N|unlimited] [--capacity-coach N|unlimited] "      \
  "[--capacity-foot N|unlimited] [--reception N|unlimited] [--hours HH:MM-HH:MM] "                 \
  "[--modes car,coach,foot] [--wait MIN] [--reset] [--scenario NAME] [--json]"

#define COR_USAGE_CLOSURE                                                                          \
  "closure PLAN add|preview FILE.geojson [--label TEXT] [--kind area|line|road|front|bridges] "    \
  "[--effect closed|delay|speed|limit] [--delay MIN] [--speed PERCENT] [--limit VEHICLES_PER_H] "  \
  "[--direction both|forward] [--distance M] [--road NUMBER] [--from TIME] [--until TIME] "        \
  "[--hours HH:MM-HH:MM] [--days mon-fri] [--zone ZONE] [--cuts-overpasses yes|no] "               \
  "[--source TEXT] | set NAME ... | list | remove NAME | reset NAME | confirm NAME "               \
  "[--scenario NAME] [--json]"

#define COR_USAGE_VEHICLE                                                                          \
  "vehicle PLAN add LABEL --depot LAT,LON [--kind coach|minibus|ambulance|van] [--count N] "       \
  "[--seats N] [--wheelchairs N] [--stretchers N] [--oxygen yes|no] [--depot-name TEXT] "          \
  "[--from TIME] [--until TIME] [--driver-minutes MIN] [--drivers N] [--turnaround MIN] "          \
  "[--hands-over yes|no] [--max-trips N] [--note TEXT] | set NAME [--label TEXT] ... | list | "    \
  "remove NAME | reset NAME [--scenario NAME] [--json]"

#define COR_USAGE_CORRIDOR                                                                         \
  "corridor PLAN add FILE.geojson [--label TEXT] [--from TIME] [--until TIME] "                    \
  "[--hours HH:MM-HH:MM] [--days mon-fri] [--zone ZONE] [--modes car,coach] [--two-way yes|no] "   \
  "[--column N] [--spacing MIN] [--vehicles-per-hour N|unlimited] [--source TEXT] [--note TEXT] "  \
  "| set NAME ... | list | remove NAME | reset NAME | path NAME [--take] [--scenario NAME] "       \
  "[--json]"

#define COR_USAGE_QUOTA                                                                            \
  "quota PLAN add COUNTRY --people N [--daily yes|no] [--from TIME] [--until TIME] "               \
  "[--source TEXT] | set COUNTRY [--country CODE] ... | list | remove COUNTRY | reset COUNTRY "    \
  "[--scenario NAME] [--json]"

#define COR_USAGE_PERSON                                                                           \
  "person PLAN list [--json] | set ID... [--status STATUS] "                                       \
  "[--priority urgent|high|normal|later] [--ready TIME|none] [--free-seats N] "                    \
  "[--seat-wanted yes|no] [--party N] [--car unknown|no|yes]"

#define COR_USAGE_SETTINGS                                                                         \
  "settings PLAN [--name TEXT] [--start TIME] [--horizon H] [--fold-radius M] [--fold-below N] "   \
  "[--marking TEXT] [--step MIN] [--spacing S] [--column-kmh N] "                                  \
  "[--night drive|no_start|no_driving] [--night-hours HH:MM-HH:MM] [--night-zone ZONE] "           \
  "[--people-per-car N.N] [--exposure-reach M] [--tolerance-left-inside PERMILLE] "                \
  "[--tolerance-last-out PERMILLE] [--tolerance-person-time PERMILLE] "                            \
  "[--tolerance-exposure PERMILLE] [--tolerance-movements PERMILLE] "                              \
  "[--tolerance-change PERMILLE] [--weight-urgent N] [--weight-high N] [--weight-normal N] "       \
  "[--weight-later N] [--scenario NAME] [--json]"

#define COR_USAGE_SCENARIO                                                                         \
  "scenario PLAN list [--json] | add NAME [--from SCENARIO] [--note TEXT] | rename NAME NEW | "    \
  "remove NAME | adopt NAME"

#define COR_USAGE_PUBLISH "publish PLAN [--scenario NAME] [--json] | publish PLAN --list [--json]"

#define COR_USAGE_PLACE "place TEXT... [--json]"

#define COR_USAGE_ISOCHRONE                                                                        \
  "isochrone PLAN --crossing NAME --within MIN[,MIN...] [--depart TIME] [--vehicle car|coach] "    \
  "[--cell METRES] [--scenario NAME] [--json]"

/* What follows “roads” */
#define COR_USAGE_ROADS_QUERY                                                                      \
  "query NETWORK.roads LAT,LON LAT,LON... [--close FILE.geojson] [--depart TIME] "                 \
  "[--vehicle car|coach] [--alternatives N] [--json]"
#define COR_USAGE_ROADS_ISOCHRONE                                                                  \
  "isochrone NETWORK.roads LAT,LON --within MIN[,MIN...] [--close FILE.geojson] [--depart TIME] "  \
  "[--vehicle car|coach] [--cell METRES] [--json]"

#define COR_USAGE_ROADS                                                                            \
  "roads import FILE.osm.pbf|.osm|.osm.gz --output NETWORK.roads [--json] | "                      \
  "info NETWORK.roads [--json] | " COR_USAGE_ROADS_QUERY " | " COR_USAGE_ROADS_ISOCHRONE

#define COR_USAGE_UNDO "undo PLAN"

#define COR_USAGE_REDO "redo PLAN"

#define COR_USAGE_HISTORY "history PLAN [--json]"

#define COR_USAGE_INFO "info PLAN [--json]"
