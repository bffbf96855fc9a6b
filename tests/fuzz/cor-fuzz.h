/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "cor-network.h"

G_BEGIN_DECLS

/* What the harnesses of the roads share. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

gboolean cor_fuzz_is_chosen (CorNetwork *network);
void cor_fuzz_ask_network (CorNetwork *network);

G_END_DECLS
