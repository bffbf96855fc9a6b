/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-week.h"

/**
 * cor_week_set:
 * @self: a week
 * @from_min: where to begin, in minutes after Monday 00:00
 * @until_min: where to end; after the end of the week it goes on at its beginning, so that a night
 *   from Sunday to Monday is one window
 * @kind: what is forbidden
 * @is_set: whether it is, or no longer is
 *
 * Forbids something at some hours, or allows it again.
 */
void
cor_week_set (CorWeek *self, guint from_min, guint until_min, CorWeekKind kind, gboolean is_set)
{
  until_min = MIN (until_min, from_min + COR_MINUTES_PER_WEEK);
  for (guint i = from_min; i < until_min; i++)
    {
      guint8 *minute = &self->minutes[i % COR_MINUTES_PER_WEEK];

      *minute = is_set ? *minute | 1u << kind : *minute & ~(1u << kind);
    }
}

/**
 * cor_week_add_windows:
 * @self: a week
 * @windows: (array length=n_windows) (nullable): some windows
 * @n_windows: how many
 *
 * Forbids what the windows forbid, beside what was forbidden before.
 */
void
cor_week_add_windows (CorWeek *self, const CorWeekWindow *windows, gsize n_windows)
{
  for (gsize i = 0; i < n_windows; i++)
    cor_week_set (self, windows[i].from_min, windows[i].until_min, windows[i].kind, TRUE);
}

/**
 * cor_week_list_windows:
 * @self: a week
 * @windows: (element-type CorWeekWindow): takes its windows, kind by kind, the earliest first, none
 *   touching another
 */
void
cor_week_list_windows (const CorWeek *self, GArray *windows)
{
  for (guint kind = 0; kind < COR_N_WEEK_KINDS; kind++)
    {
      CorWeekWindow window = { .kind = (guint16) kind };
      gboolean is_open = FALSE;

      for (guint i = 0; i <= COR_MINUTES_PER_WEEK; i++)
        {
          gboolean is_set = i < COR_MINUTES_PER_WEEK && (self->minutes[i] >> kind & 1) != 0;

          if (is_set && !is_open)
            window.from_min = (guint16) i;
          window.until_min = (guint16) i;
          if (!is_set && is_open)
            g_array_append_val (windows, window);
          is_open = is_set;
        }
    }
}

/**
 * cor_week_windows_are_all:
 * @windows: (array length=n_windows): windows as cor_week_list_windows () lists them
 * @n_windows: how many
 *
 * Returns: whether they hold at all hours
 */
gboolean
cor_week_windows_are_all (const CorWeekWindow *windows, gsize n_windows)
{
  for (gsize i = 0; i < n_windows; i++)
    {
      if (windows[i].until_min - windows[i].from_min == (int) COR_MINUTES_PER_WEEK)
        return TRUE;
    }

  return FALSE;
}
