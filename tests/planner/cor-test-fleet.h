/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet.h"

G_BEGIN_DECLS

/* 24 February 2022, 06:00 in Kyiv */
#define COR_TEST_FLEET_START_UTC_S G_GINT64_CONSTANT (1645675200)

#define COR_TEST_FLEET_CLUSTERS 4
#define COR_TEST_FLEET_CROSSINGS 3
#define COR_TEST_FLEET_DEPOTS 2

/**
 * CorTestFleet:
 *
 * A small country for vehicles: clusters, crossings and depots with minutes between them. A party
 * of people with cars, if any, stands behind the party of the same cluster.
 */
typedef struct
{
  gint64 start_utc_s;
  guint n_hours;
  guint n_clusters;
  guint drive_min[COR_TEST_FLEET_CLUSTERS][COR_TEST_FLEET_CROSSINGS];
  guint depot_min[COR_TEST_FLEET_DEPOTS][COR_TEST_FLEET_CLUSTERS];
  GPtrArray *crossings;
  CorTimetable *timetable;
  guint n_parties;
  CorParty parties[2 * COR_TEST_FLEET_CLUSTERS];
  CorTrip trips[COR_TEST_FLEET_CLUSTERS][COR_TEST_FLEET_CROSSINGS];
  guint clusters[2 * COR_TEST_FLEET_CLUSTERS];
  GArray *households; /* CorHousehold */
  GArray *seats;      /* CorSeats */
  GArray *vehicles;   /* CorFleetVehicle */
  guint32 depot_s[COR_TEST_FLEET_DEPOTS * COR_TEST_FLEET_CLUSTERS];
  guint32 return_s[COR_TEST_FLEET_CROSSINGS * COR_TEST_FLEET_CLUSTERS];
  guint32 drive_s[COR_TEST_FLEET_CLUSTERS * COR_TEST_FLEET_CROSSINGS];
  CorFleetProblem problem;
  CorAssignment *single;
  CorLoading *loading;
  CorFleetPlan *plan;
} CorTestFleet;

CorTestFleet *cor_test_fleet_new (guint n_clusters, guint n_hours);

void cor_test_fleet_free (CorTestFleet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTestFleet, cor_test_fleet_free)

void cor_test_fleet_add_crossing (CorTestFleet *self, guint capacity_people_per_h, guint modes);

void cor_test_fleet_add_wait (CorTestFleet *self, guint crossing, guint after_h, guint wait_min);

void cor_test_fleet_add_household (CorTestFleet *self, guint cluster, guint n_people, guint needs);

void cor_test_fleet_add_drivers (CorTestFleet *self, guint cluster, guint n_people);

CorFleetVehicle *cor_test_fleet_add_vehicle (CorTestFleet *self, guint depot, guint n_seats);

void cor_test_fleet_solve (CorTestFleet *self);

gint64 cor_test_fleet_get_departure (guint cluster,
                                     guint crossing,
                                     guint hour,
                                     gint64 *arrive_utc_s,
                                     gpointer user_data);

CorFleetScore cor_test_fleet_check (const CorTestFleet *self);

CorFleetScore cor_test_fleet_search_all (const CorTestFleet *self);

G_END_DECLS
