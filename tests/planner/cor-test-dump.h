/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"

G_BEGIN_DECLS

char *cor_test_dump_result (const CorResult *result);

G_END_DECLS
