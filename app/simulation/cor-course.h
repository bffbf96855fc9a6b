/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-allowance.h"
#include "cor-way.h"

G_BEGIN_DECLS

/**
 * CorFollower:
 * @movement: the place of a movement that waits for a vehicle of this one
 * @spare_us: how late the vehicle may come back without making it late
 * @from_arrival: whether the vehicle turns back when it reaches the border
 *
 * The next trip of a vehicle.
 */
typedef struct
{
  guint movement;
  gint64 spare_us;
  gboolean from_arrival;
} CorFollower;

/**
 * CorColumn:
 * @movement: the movement as planned
 * @key: its id in one number
 * @way: how it goes
 * @border: the place of its crossing
 * @n_people: people by mode
 * @n_vehicles: vehicles, estimated if the plan names none
 * @depart_us: when it is to leave
 * @arrive_us: when it is to reach the crossing
 * @pass_us: when its hour at the crossing begins
 * @spare_us: what the plan gives it beyond driving, to wait until something opens
 * @n_awaited: vehicles that come back from earlier trips
 * @followers: (element-type CorFollower): who waits for its vehicles
 *
 * A movement as it is simulated.
 */
typedef struct
{
  const CorMovement *movement;
  guint64 key;
  const CorWay *way;
  guint border;
  guint n_people[COR_N_MODES];
  guint n_vehicles;
  gint64 depart_us;
  gint64 arrive_us;
  gint64 pass_us;
  gint64 spare_us;
  guint n_awaited;
  GArray *followers;
} CorColumn;

/**
 * CorCourse:
 * @snapshot: the plan
 * @result: its movements
 * @start_utc_s: its start
 * @n_hours: clock hours that are simulated, from that of the start
 * @first_hour_us: when the first of them begins
 * @end_us: when the simulation ends
 * @horizon_us: when the plan ends
 * @maker: what the ways share
 * @ways: (element-type CorWay): ways
 * @borders: (element-type CorBorder): the crossings that are used, by id
 * @allowances: (element-type CorAllowance): the quotas of countries
 * @columns: (element-type CorColumn): movements, in the order of the result
 * @night: (element-type CorSpan): when nobody sets out
 * @stops_at_night: whether nobody drives then either
 *
 * A plan made ready to be simulated. Constant once made: any number of threads may run it.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  gint64 start_utc_s;
  guint n_hours;
  gint64 first_hour_us;
  gint64 end_us;
  gint64 horizon_us;
  CorWayMaker *maker;
  GPtrArray *ways;
  GPtrArray *borders;
  GArray *allowances;
  GArray *columns;
  GArray *night;
  gboolean stops_at_night;
} CorCourse;

CorCourse *cor_course_new (CorSnapshot *snapshot,
                           CorResult *result,
                           guint overtime_h,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_course_free (CorCourse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCourse, cor_course_free)

guint cor_course_get_hour (const CorCourse *self, gint64 time_us);

G_END_DECLS
