/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorHalt:
 *
 * Whether work that several threads share shall stop. Only the thread that made it asks the
 * progress; the others look at what stops that.
 */
typedef struct
{
  CorProgress *progress; /* nullable */
  GCancellable *cancellable;
  GThread *owner;
  gint is_over; /* atomic */
} CorHalt;

CorHalt cor_halt_make (CorProgress *progress);

gboolean cor_halt_goes_on (CorHalt *self);

G_END_DECLS
