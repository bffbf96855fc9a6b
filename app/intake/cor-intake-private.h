/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-intake.h"

G_BEGIN_DECLS

struct _CorIntake
{
  CorListFile *file;
  guint heading_index; /* G_MAXUINT: no headings */
  GPtrArray *columns;  /* CorIntakeColumn */
};

G_END_DECLS
