/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-history-entry.h"

/**
 * cor_history_entry_copy:
 * @self: a row of the history
 *
 * Returns: (transfer full): a copy
 */
CorHistoryEntry *
cor_history_entry_copy (const CorHistoryEntry *self)
{
  CorHistoryEntry *copy = g_new (CorHistoryEntry, 1);

  *copy = *self;
  copy->subject = g_strdup (self->subject);
  copy->officer = g_strdup (self->officer);

  return copy;
}

/**
 * cor_history_entry_free:
 * @self: (transfer full): a row of the history
 *
 * Frees @self.
 */
void
cor_history_entry_free (CorHistoryEntry *self)
{
  g_free (self->subject);
  g_free (self->officer);
  g_free (self);
}
