/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COR_ERROR (cor_error_quark ())

/**
 * CorError:
 * @COR_ERROR_FAILED: none of the others fits
 * @COR_ERROR_INVALID: a file or a value is not what it should be; the text says where
 * @COR_ERROR_NOT_FOUND: nothing of that name
 * @COR_ERROR_AMBIGUOUS: several things of that name; the text lists them
 * @COR_ERROR_READ_ONLY: the plan is open for reading only
 * @COR_ERROR_LOCKED: somebody else writes the plan; the text names who
 * @COR_ERROR_NEWER: written by a newer version of the program
 * @COR_ERROR_FOREIGN: a file of some other program
 * @COR_ERROR_CORRUPT: a file of ours, damaged
 * @COR_ERROR_CAPACITY: something is full
 * @COR_ERROR_CONFLICT: what should be changed is no longer as it was
 * @COR_ERROR_UNSUPPORTED: a known format or feature that we do not read
 * @COR_ERROR_TOO_LARGE: beyond a limit that protects the program
 * @COR_ERROR_PASSWORD: protected by a password
 * @COR_ERROR_EXISTS: would overwrite something
 * @COR_ERROR_NOTHING: nothing to do (nothing to undo, an empty list)
 *
 * What the world does to the program. Texts are for an officer: what happened, where, what to do.
 * No text ever holds a person's particulars.
 */
typedef enum
{
  COR_ERROR_FAILED,
  COR_ERROR_INVALID,
  COR_ERROR_NOT_FOUND,
  COR_ERROR_AMBIGUOUS,
  COR_ERROR_READ_ONLY,
  COR_ERROR_LOCKED,
  COR_ERROR_NEWER,
  COR_ERROR_FOREIGN,
  COR_ERROR_CORRUPT,
  COR_ERROR_CAPACITY,
  COR_ERROR_CONFLICT,
  COR_ERROR_UNSUPPORTED,
  COR_ERROR_TOO_LARGE,
  COR_ERROR_PASSWORD,
  COR_ERROR_EXISTS,
  COR_ERROR_NOTHING,
} CorError;

GQuark cor_error_quark (void);

G_END_DECLS
