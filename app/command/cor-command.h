/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cor-command-usage.h"
#include "cor-session.h"

G_BEGIN_DECLS

/* What the program ends with. */
typedef enum
{
  COR_EXIT_DONE = 0,
  COR_EXIT_FAILED = 1,
  COR_EXIT_USAGE = 2,
} CorExit;

/**
 * CorCommandFunc:
 * @argc: how many arguments, the command's name included
 * @argv: the arguments
 * @error: set when it fails; %COR_COMMAND_ERROR for wrong usage
 *
 * Does one command.
 *
 * Returns: whether it was done
 */
typedef gboolean (*CorCommandFunc) (int argc, char **argv, GError **error);

#define COR_COMMAND_ERROR (cor_command_error_quark ())

GQuark cor_command_error_quark (void);

gboolean cor_command_new (int argc, char **argv, GError **error);

gboolean cor_command_import (int argc, char **argv, GError **error);

gboolean cor_command_route (int argc, char **argv, GError **error);

gboolean cor_command_simulate (int argc, char **argv, GError **error);

gboolean cor_command_compare (int argc, char **argv, GError **error);

gboolean cor_command_whatif (int argc, char **argv, GError **error);

gboolean cor_command_sheets (int argc, char **argv, GError **error);

gboolean cor_command_export (int argc, char **argv, GError **error);

gboolean cor_command_crossing (int argc, char **argv, GError **error);

gboolean cor_command_closure (int argc, char **argv, GError **error);

gboolean cor_command_vehicle (int argc, char **argv, GError **error);

gboolean cor_command_corridor (int argc, char **argv, GError **error);

gboolean cor_command_quota (int argc, char **argv, GError **error);

gboolean cor_command_person (int argc, char **argv, GError **error);

gboolean cor_command_settings (int argc, char **argv, GError **error);

gboolean cor_command_scenario (int argc, char **argv, GError **error);

gboolean cor_command_publish (int argc, char **argv, GError **error);

gboolean cor_command_place (int argc, char **argv, GError **error);

gboolean cor_command_isochrone (int argc, char **argv, GError **error);

gboolean cor_command_roads (int argc, char **argv, GError **error);

gboolean cor_command_undo (int argc, char **argv, GError **error);

gboolean cor_command_redo (int argc, char **argv, GError **error);

gboolean cor_command_history (int argc, char **argv, GError **error);

gboolean cor_command_info (int argc, char **argv, GError **error);

G_END_DECLS
