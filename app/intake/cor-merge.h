/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-registration.h"

G_BEGIN_DECLS

gboolean cor_person_merge (CorPerson *person, const CorPerson *other, const char *as_received);

G_END_DECLS
