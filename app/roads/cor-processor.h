/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorProcessorLevel:
 * @COR_PROCESSOR_PLAIN: what every processor can do
 * @COR_PROCESSOR_AVX2: 32 bytes at once
 * @COR_PROCESSOR_AVX512: 64 bytes at once, and the smaller of two 64-bit numbers in one step
 *
 * How many numbers the processor handles at once; each level has those before it too.
 */
typedef enum
{
  COR_PROCESSOR_PLAIN,
  COR_PROCESSOR_AVX2,
  COR_PROCESSOR_AVX512
} CorProcessorLevel;

CorProcessorLevel cor_processor_get_level (void);
CorProcessorLevel cor_processor_limit_level (CorProcessorLevel level);

G_END_DECLS
