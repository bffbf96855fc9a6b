/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"

G_BEGIN_DECLS

GBytes *cor_result_codec_write (const CorResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorResult *
cor_result_codec_read (const void *bytes, gsize n_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
