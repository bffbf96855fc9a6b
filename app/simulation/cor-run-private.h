/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-chance.h"
#include "cor-event-heap.h"
#include "cor-queue.h"
#include "cor-run.h"

G_BEGIN_DECLS

/* What happens, in the order in which it does within a microsecond. */
typedef enum
{
  COR_EVENT_SERVED, /* the border is done with those whom it took up */
  COR_EVENT_DEPART,
  COR_EVENT_ENTER, /* a column reaches a gate that lets so many vehicles an hour in */
  COR_EVENT_ARRIVE,
  COR_EVENT_JOIN,
  COR_EVENT_LOOK, /* the border looks whom to take up */
} CorEventKind;

/* A column on its way. */
typedef struct
{
  guint n_awaited;
  gint64 ready_us;
  guint n_waiting;  /* people not through yet */
  guint piece;      /* where it goes on */
  gint64 waited_us; /* until something opened */
  double pace;
  CorChance breakdowns;
  double next_breakdown_m;
} CorColumnProgress;

/* Who enters a narrow gate. */
typedef struct
{
  gint64 column_us; /* when the column that entered last was to enter */
  guint n_vehicles; /* that it has so far */
  gint64 tail_us;   /* when its last vehicle is in */
  gint64 free_us;   /* when another may enter */
} CorGateTurn;

/* What a stretch of road takes in an hour of a run. */
typedef struct
{
  guint run; /* whose it is, from 1 */
  float factor;
} CorStretchHour;

/* What a run is made with. */
struct _CorRunState
{
  const CorCourse *course;
  const CorForecastOptions *options;
  guint number;
  guint64 seed;
  CorEventHeap *events;
  CorColumnProgress *progress;
  GPtrArray *queues;
  gint64 *look_us;               /* of each border: when it looks next */
  guint *n_present;              /* of each border */
  guint *noted_hour;             /* of each border: up to where its peaks are noted */
  double *paces;                 /* by border, then hour */
  CorGateTurn *turns;            /* by gate */
  guint *n_taken;                /* by quota, then day of the far side */
  CorStretchHour *stretch_hours; /* by stretch, then hour */
};

/* What chance is drawn for, beside the things themselves. */
typedef enum
{
  COR_CHANCE_START = 1,
  COR_CHANCE_DRIVE,
  COR_CHANCE_BREAKDOWN,
  COR_CHANCE_STRETCH,
  COR_CHANCE_CROSSING,
} CorChanceUse;

const CorColumn *cor_run_get_column (const CorRun *self, guint column);

void cor_run_push (const CorRun *self, gint64 time_us, CorEventKind kind, guint index);

CorChance cor_run_start_chance (const CorRunState *state, guint64 thing, CorChanceUse use);

/* Borders */

void cor_run_open_borders (CorRun *self);

void cor_run_close_borders (CorRun *self);

void cor_run_arrive (CorRun *self, guint index, gint64 time_us);

void cor_run_join (CorRun *self, guint index, gint64 time_us);

void cor_run_look (CorRun *self, guint border, gint64 time_us);

void cor_run_finish_serving (CorRun *self, guint border, gint64 time_us);

/* Columns */

void cor_run_set_off (CorRun *self, guint index);

void cor_run_depart (CorRun *self, guint index, gint64 time_us);

void cor_run_drive (CorRun *self, guint index, gint64 now_us);

void cor_run_free_vehicles (CorRun *self, guint index, gboolean from_arrival, gint64 late_us);

G_END_DECLS
