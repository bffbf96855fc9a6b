/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-published.h"

/**
 * cor_published_free:
 * @self: (transfer full): what is known of a published result
 *
 * Frees @self.
 */
void
cor_published_free (CorPublished *self)
{
  g_free (self->network_checksum);
  g_free (self);
}
