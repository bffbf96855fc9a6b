/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-language.h"

G_BEGIN_DECLS

void cor_desk_language_init (void);

CorLanguage cor_desk_language_get (void);

CorLanguage cor_desk_language_choose (void);

void cor_desk_language_set (CorLanguage language);

G_END_DECLS
