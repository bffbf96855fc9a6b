/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-week.h"

struct _CorWeekPool
{
  GPtrArray *lists;    /* GBytes: windows, by number less 1 */
  GHashTable *numbers; /* GBytes -> number */
};

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

/**
 * cor_week_pool_new:
 *
 * Returns: (transfer full): a pool that holds no windows
 */
CorWeekPool *
cor_week_pool_new (void)
{
  CorWeekPool *self = g_new0 (CorWeekPool, 1);

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->numbers = g_hash_table_new (g_bytes_hash, g_bytes_equal);

  return self;
}

/**
 * cor_week_pool_free:
 * @self: (transfer full): a pool
 */
void
cor_week_pool_free (CorWeekPool *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/**
 * cor_week_pool_add:
 * @self: a pool
 * @week: what is forbidden when
 *
 * Returns: the number of its windows, %COR_WEEK_NEVER when nothing ever is, %COR_WEEK_ALWAYS when
 *   something is at every minute
 */
guint32
cor_week_pool_add (CorWeekPool *self, const CorWeek *week)
{
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (CorWeekWindow));
  g_autoptr (GBytes) list = NULL;
  gpointer number;

  cor_week_list_windows (week, windows);
  if (windows->len == 0)
    return COR_WEEK_NEVER;
  if (cor_week_windows_are_all ((const CorWeekWindow *) windows->data, windows->len))
    return COR_WEEK_ALWAYS;
  list = g_bytes_new (windows->data, windows->len * sizeof (CorWeekWindow));
  if (g_hash_table_lookup_extended (self->numbers, list, NULL, &number))
    return GPOINTER_TO_UINT (number);
  g_ptr_array_add (self->lists, g_bytes_ref (list));
  number = GUINT_TO_POINTER (self->lists->len);
  g_hash_table_insert (self->numbers, list, number);

  return GPOINTER_TO_UINT (number);
}

/**
 * cor_week_pool_get:
 * @self: a pool
 * @number: what cor_week_pool_add () gave
 * @n_windows: (out): how many windows there are
 *
 * Returns: (transfer none) (array length=n_windows) (nullable): the windows; none for
 *   %COR_WEEK_NEVER and %COR_WEEK_ALWAYS
 */
const CorWeekWindow *
cor_week_pool_get (CorWeekPool *self, guint32 number, gsize *n_windows)
{
  const CorWeekWindow *windows;

  *n_windows = 0;
  if (number == COR_WEEK_NEVER || number > self->lists->len)
    return NULL;
  windows = g_bytes_get_data (g_ptr_array_index (self->lists, number - 1), n_windows);
  *n_windows /= sizeof (CorWeekWindow);

  return windows;
}

/**
 * cor_week_pool_join:
 * @self: a pool
 * @a: the number of some windows
 * @b: the number of others
 *
 * Returns: the number of the windows of both
 */
guint32
cor_week_pool_join (CorWeekPool *self, guint32 a, guint32 b)
{
  g_autofree CorWeek *week = NULL;
  const CorWeekWindow *windows;
  gsize n_windows;

  if (a == b || b == COR_WEEK_NEVER)
    return a;
  if (a == COR_WEEK_NEVER)
    return b;
  if (a == COR_WEEK_ALWAYS || b == COR_WEEK_ALWAYS)
    return COR_WEEK_ALWAYS;
  week = g_new0 (CorWeek, 1);
  windows = cor_week_pool_get (self, a, &n_windows);
  cor_week_add_windows (week, windows, n_windows);
  windows = cor_week_pool_get (self, b, &n_windows);
  cor_week_add_windows (week, windows, n_windows);

  return cor_week_pool_add (self, week);
}
