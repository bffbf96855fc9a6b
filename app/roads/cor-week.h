/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COR_MINUTES_PER_DAY 1440u
#define COR_MINUTES_PER_WEEK 10080u

/**
 * CorWeekKind:
 * @COR_WEEK_DRIVING: nobody may be on the road
 * @COR_WEEK_ENTERING: nobody may turn into the road; whoever is on it drives on
 *
 * What is forbidden at some hours.
 */
typedef enum
{
  COR_WEEK_DRIVING,
  COR_WEEK_ENTERING,
  COR_N_WEEK_KINDS
} CorWeekKind;

/**
 * CorWeekWindow:
 * @from_min: where it begins, in minutes after Monday 00:00 by the local clock, 0 to 10079
 * @until_min: where it ends, itself not included, up to 10080
 * @kind: a #CorWeekKind
 * @reserved: 0
 *
 * A part of every week.
 */
typedef struct
{
  guint16 from_min;
  guint16 until_min;
  guint16 kind;
  guint16 reserved;
} CorWeekWindow;

/**
 * CorWeek:
 * @minutes: a bit for each #CorWeekKind
 *
 * A week, minute by minute: for putting hours together, whatever order they are written in.
 */
typedef struct
{
  guint8 minutes[COR_MINUTES_PER_WEEK];
} CorWeek;

/**
 * COR_WEEK_NEVER:
 *
 * The number of no windows, in a pool.
 */
#define COR_WEEK_NEVER 0u

/**
 * COR_WEEK_ALWAYS:
 *
 * The number of windows that leave no minute of the week, in a pool.
 */
#define COR_WEEK_ALWAYS G_MAXUINT32

/**
 * CorWeekPool:
 *
 * Lists of windows, each of them once, by number.
 */
typedef struct _CorWeekPool CorWeekPool;

void
cor_week_set (CorWeek *self, guint from_min, guint until_min, CorWeekKind kind, gboolean is_set);
void cor_week_add_windows (CorWeek *self, const CorWeekWindow *windows, gsize n_windows);
void cor_week_list_windows (const CorWeek *self, GArray *windows);
gboolean cor_week_windows_are_all (const CorWeekWindow *windows, gsize n_windows);

CorWeekPool *cor_week_pool_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_week_pool_free (CorWeekPool *self);
guint32 cor_week_pool_add (CorWeekPool *self, const CorWeek *week);
guint32 cor_week_pool_join (CorWeekPool *self, guint32 a, guint32 b);
const CorWeekWindow *cor_week_pool_get (CorWeekPool *self, guint32 number, gsize *n_windows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorWeekPool, cor_week_pool_free)

G_END_DECLS
